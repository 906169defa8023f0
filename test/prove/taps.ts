import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import type { Ledger } from '../../device/ledger/ledger.ts';
import type { Post } from '../../drivers/document-printer/ipp/post.ts';
import { OPERATIONS } from '../../drivers/document-printer/ipp/tags.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import type { PointCounter } from './points.ts';

/** Wraps a ledger: a point before and after each durable write. */
export function tapLedger(ledger: Ledger, points: PointCounter): Ledger {
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
 * Cuts of a piece of bytes.
 *
 * - `matters`: outgoing bytes around and inside each part of a frame, since the other end keeps them; of incoming bytes only the ends.
 * - `rough`: before, inside and after.
 * - `byte`: everywhere.
 */
export type CutGrain = 'matters' | 'rough' | 'byte';

type Way = 'in' | 'out';

/** For each point of a piece of this length, the number of bytes that are sent before the process dies, ascending. */
export function cutPositions(grain: CutGrain, way: Way, length: number): readonly number[] {
  if (grain === 'byte') return Array.from({ length: length + 1 }, (_, cut) => cut);
  const amid = Math.floor(length / 2);
  return [...new Set(wanted())].filter((cut) => cut >= 0 && cut <= length).sort((a, b) => a - b);

  function wanted(): readonly number[] {
    if (grain === 'rough') return [0, amid, length];
    if (way === 'in') return [length - 1, length];
    // Parts of a frame: DLE, STX, message, DLE, ETX, checksum; of a request: beginning, middle, end.
    return [0, 1, 2, amid, length - 3, length - 2, length - 1, length];
  }
}

export interface TapPoint {
  readonly name: string;
  readonly grain: CutGrain;
  readonly points: PointCounter;
  readonly counts?: (bytes: Uint8Array) => boolean;
}

/** Part of a piece that is still sent if the process dies in it. */
function cut({ name, grain, points, counts }: TapPoint, way: Way, bytes: Uint8Array): Uint8Array | null {
  if (counts?.(bytes) === false) return null;
  const places = cutPositions(grain, way, bytes.length);
  const fatal = points.within(`${name} ${way}`, places.length);
  return fatal === null ? null : bytes.subarray(0, places[fatal]);
}

/**
 * Wraps a link: points in both directions. A process that dies inside a write has given exactly the bytes before to the kernel:
 * `net.Socket` writes at once.
 */
export function tapLink(tap: TapPoint, link: LinkFactory): LinkFactory {
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

/** Starts a proxy to the back office, in this process, with points in both directions. Resolves with its address. */
export async function tapOffice(port: number, tap: TapPoint): Promise<string> {
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
      // The other end is in this process, too, and gets two turns to read.
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

/** Other requests follow the clock and change nothing, so they have no point. */
const CHANGING: Readonly<Record<number, string>> = {
  [OPERATIONS['Create-Job']]: 'Create-Job',
  [OPERATIONS['Send-Document']]: 'Send-Document',
  [OPERATIONS['Cancel-Job']]: 'Cancel-Job',
};
/** Position of the operation, after the version (RFC 8010, 3.1.1). */
const OPERATION_AT = 2;

/** Wraps the way to a document printer: a point before each request that changes something, and one after its answer. */
export function tapPost(points: PointCounter, post: Post): Post {
  return async (request, signal) => {
    const operation = CHANGING[new DataView(request.buffer, request.byteOffset).getUint16(OPERATION_AT)];
    if (operation) points.at(`documents before ${operation}`);
    const answer = await post(request, signal);
    if (operation) points.at(`documents after ${operation}`);
    return answer;
  };
}
