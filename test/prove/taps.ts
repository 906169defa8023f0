import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import type { Ledger } from '../../device/ledger/ledger.ts';
import type { Post } from '../../drivers/document-printer/ipp/post.ts';
import { OPERATIONS } from '../../drivers/document-printer/ipp/tags.ts';
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

/**
 * At which boundaries between its bytes a piece that is written or read is cut.
 * `matters`: what goes out, before and after it and amid each part that a frame has, for the other end is left with what came of it;
 * what comes in, before its last byte and after it, for a framer does nothing before a frame is whole, and all earlier ones are one.
 * `rough`: before it, amid and after. `byte`: everywhere.
 */
export type Grain = 'matters' | 'rough' | 'byte';

type Way = 'in' | 'out';

/** How many bytes of a piece of this length go on before the process ends, for each point of the piece, ascending. */
export function cutsOf(grain: Grain, way: Way, length: number): readonly number[] {
  if (grain === 'byte') return Array.from({ length: length + 1 }, (_, cut) => cut);
  const amid = Math.floor(length / 2);
  return [...new Set(wanted())].filter((cut) => cut >= 0 && cut <= length).sort((a, b) => a - b);

  function wanted(): readonly number[] {
    if (grain === 'rough') return [0, amid, length];
    if (way === 'in') return [length - 1, length];
    // DLE, STX, the message, DLE, ETX, two bytes of check sum; the beginning, the midst and the end of a request.
    return [0, 1, 2, amid, length - 3, length - 2, length - 1, length];
  }
}

/** Where the points of a wire go. */
export interface Tap {
  readonly name: string;
  readonly grain: Grain;
  readonly points: Points;
  /** Whether a piece has points at all; all have otherwise. */
  readonly counts?: (bytes: Uint8Array) => boolean;
}

/** What of a piece still goes on where the process ends in it; `null` where it does not. */
function cut({ name, grain, points, counts }: Tap, way: Way, bytes: Uint8Array): Uint8Array | null {
  if (counts?.(bytes) === false) return null;
  const places = cutsOf(grain, way, bytes.length);
  const fatal = points.within(`${name} ${way}`, places.length);
  return fatal === null ? null : bytes.subarray(0, places[fatal]);
}

/**
 * A link with points both ways. A process that ends inside a write has handed exactly the bytes before to the kernel: `net.Socket`
 * tries to write at once.
 */
export function tapLink(tap: Tap, link: LinkFactory): LinkFactory {
  return () => {
    const inner = link();
    return {
      ...inner,
      write(bytes) {
        const last = cut(tap, 'out', bytes);
        if (last === null) return inner.write(bytes);
        if (last.length > 0) void inner.write(last);
        return tap.points.die();
      },
      onBytes: (listener) =>
        inner.onBytes((bytes) => {
          const last = cut(tap, 'in', bytes);
          if (last === null) return listener(bytes);
          if (last.length > 0) listener(last);
          tap.points.die();
        }),
    };
  };
}

/**
 * A way to the back office with points both ways: a port of this process that passes on what comes. Resolves with its address.
 */
export async function tapOffice(port: number, tap: Tap): Promise<string> {
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const office = createConnection({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    pass(client, office, (bytes) => {
      const last = cut(tap, 'out', bytes);
      if (last === null) return office.write(bytes);
      office.write(last);
      return tap.points.die();
    });
    pass(office, client, (bytes) => {
      const last = cut(tap, 'in', bytes);
      if (last === null) return client.write(bytes);
      client.write(last);
      // The other end is in this process too: it gets two turns to read.
      setImmediate(() => setImmediate(() => tap.points.die()));
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

/** Questions about jobs and printer are asked by the clock, and change nothing. */
const CHANGING: Readonly<Record<number, string>> = {
  [OPERATIONS['Create-Job']]: 'Create-Job',
  [OPERATIONS['Send-Document']]: 'Send-Document',
  [OPERATIONS['Cancel-Job']]: 'Cancel-Job',
};
/** Of a request, after its version (RFC 8010, 3.1.1). */
const OPERATION_AT = 2;

/** The way to a printer of whole sheets, with a point before each request that changes something, and one after its answer came. */
export function tapPost(points: Points, post: Post): Post {
  return async (request, signal) => {
    const operation = CHANGING[new DataView(request.buffer, request.byteOffset).getUint16(OPERATION_AT)];
    if (operation) points.at(`documents before ${operation}`);
    const answer = await post(request, signal);
    if (operation) points.at(`documents after ${operation}`);
    return answer;
  };
}
