import { createConnection, type Socket } from 'node:net';
import { err, ok, type Result } from '../result.ts';
import { emitInChunks } from './chunks.ts';
import type { Link, LinkFactory, LinkTrouble } from './link.ts';
import { LinkState, NOT_OPEN } from './link-state.ts';

/** `host`: name or address. */
export interface TcpOptions {
  readonly host: string;
  readonly port: number;
}

/** A local device answers within milliseconds, a switched-off one never. */
const CONNECT_TIMEOUT_MS = 3_000;
const LAST_PORT = 65_535;

/**
 * Opens a TCP connection as a link. No listener, no route, an unknown name or no answer in time are LNK-101, forbidden is LNK-102, anything
 * else LNK-103. Sends small writes at once (no Nagle). Throws if the port is not a whole number from 0 to 65535.
 */
export function tcpLink(options: TcpOptions): LinkFactory {
  const { port } = options;
  if (!Number.isInteger(port) || port < 0 || port > LAST_PORT)
    throw new RangeError(`port ${port} of a TCP link: expected a whole number from 0 to ${LAST_PORT}`);
  return () => createTcpLink(options);
}

function createTcpLink({ host, port }: TcpOptions): Link {
  let socket: Socket | undefined;
  let settleOpening: ((result: Result<void, LinkTrouble>) => void) | undefined;
  const state = new LinkState((why) => {
    socket?.destroy();
    settleOpening?.(err(why));
  });

  function open(): Promise<Result<void, LinkTrouble>> {
    state.begin();
    return new Promise((resolve) => {
      settleOpening = resolve;
      const made = createConnection({ host, port, noDelay: true, timeout: CONNECT_TIMEOUT_MS });
      socket = made;
      made.on('connect', () => {
        made.setTimeout(0);
        state.opened();
        resolve(ok(undefined));
      });
      made.on('timeout', () => state.fail({ code: 'LNK-101', kind: 'not-connected', detail: 'no answer in time' }));
      made.on('data', (chunk) => emitInChunks(chunk, state.incoming.emit));
      made.on('error', (error) => state.fail(decodeSocketError(error)));
      made.on('close', () => state.fail({ code: 'LNK-103', kind: 'went-down', detail: 'the other side hung up' }));
    });
  }

  return {
    open,
    write(bytes) {
      if (!state.isOpen) return Promise.resolve(err(NOT_OPEN));
      return new Promise((resolve) => {
        socket?.write(bytes.slice(), (error) => resolve(error ? err(decodeSocketError(error)) : ok(undefined)));
      });
    },
    async close() {
      state.wentDown.clear();
      if (!state.isEnded) state.fail(NOT_OPEN);
    },
    onBytes: state.incoming.on,
    onDown: state.wentDown.on,
  };
}

const ABSENT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT']);
const FORBIDDEN = new Set(['EACCES', 'EPERM']);

export function decodeSocketError(error: NodeJS.ErrnoException): LinkTrouble {
  const detail = error.message;
  if (ABSENT.has(error.code ?? '')) return { code: 'LNK-101', kind: 'not-connected', detail };
  if (FORBIDDEN.has(error.code ?? '')) return { code: 'LNK-102', kind: 'not-permitted', detail };
  return { code: 'LNK-103', kind: 'went-down', detail };
}
