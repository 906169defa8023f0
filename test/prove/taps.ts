import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import type { Ledger } from '../../device/ledger/ledger.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import type { Points } from './points.ts';

/** A ledger with a point on either side of everything that it makes durable. */
export function tapLedger(ledger: Ledger, points: Points): Ledger {
  return {
    ...ledger,
    append(id, entry) {
      points.at(`ledger before ${entry.kind}`);
      const application = ledger.append(id, entry);
      points.at(`ledger after ${entry.kind}`);
      return application;
    },
    memo<T>(name: string) {
      const memo = ledger.memo<T>(name);
      return {
        load: memo.load,
        save(value: T) {
          points.at(`memo before ${name}`);
          memo.save(value);
          points.at(`memo after ${name}`);
        },
      };
    },
  };
}

/** Whether a wire has a point at each boundary between two bytes, or before, amid and after each piece that is written or read. */
export type Grain = 'byte' | 'piece';

/**
 * A link with points both ways. A process that ends inside a write has handed exactly the bytes before to the kernel: `net.Socket`
 * tries to write at once.
 */
export function tapLink(name: string, grain: Grain, link: LinkFactory, points: Points): LinkFactory {
  const cut = (way: 'in' | 'out', bytes: Uint8Array): Uint8Array | null => {
    const steps = grain === 'byte' ? bytes.length : 2;
    const fatal = points.within(`${name} ${way}`, steps + 1);
    return fatal === null ? null : bytes.subarray(0, Math.floor((fatal * bytes.length) / steps));
  };
  return () => {
    const inner = link();
    return {
      ...inner,
      write(bytes) {
        const last = cut('out', bytes);
        if (last === null) return inner.write(bytes);
        if (last.length > 0) void inner.write(last);
        return points.die();
      },
      onBytes: (listener) =>
        inner.onBytes((bytes) => {
          const last = cut('in', bytes);
          if (last === null) return listener(bytes);
          if (last.length > 0) listener(last);
          points.die();
        }),
    };
  };
}

/**
 * A way to the back office with a point at each boundary between two bytes, both ways: a port of this process that passes on what
 * comes. Resolves with its address.
 */
export async function tapOffice(port: number, points: Points): Promise<string> {
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const office = createConnection({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    pass(client, office, (bytes) => {
      const fatal = points.within('office out', bytes.length + 1);
      if (fatal === null) return office.write(bytes);
      office.write(bytes.subarray(0, fatal));
      return points.die();
    });
    pass(office, client, (bytes) => {
      const fatal = points.within('office in', bytes.length + 1);
      if (fatal === null) return client.write(bytes);
      client.write(bytes.subarray(0, fatal));
      // The other end is in this process too: it gets two turns to read.
      setImmediate(() => setImmediate(() => points.die()));
      office.removeAllListeners('data');
      return false;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function pass(from: Socket, to: Socket, give: (bytes: Buffer) => boolean): void {
  from.on('data', give);
  from.on('end', () => to.end());
  from.on('error', () => to.resetAndDestroy());
  from.on('close', () => to.destroySoon());
}
