import { createConnection, type Socket } from 'node:net';
import { err, ok, type Result } from '../result.ts';
import { handOn } from './chunks.ts';
import { LinkLife, NOT_OPEN } from './life.ts';
import type { Link, LinkFactory, LinkTrouble } from './link.ts';

export interface TcpOptions {
  readonly host: string;
  readonly port: number;
  /** In a local network an answer takes milliseconds; a switched-off device gives none at all. 100 to 10,000. */
  readonly connectTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 3_000;

/**
 * A TCP connection as a link. Nobody there, no route and no answer in time are LNK-101, forbidden is LNK-102, anything
 * else LNK-103. Small writes go out at once (no Nagle).
 */
export function tcpLink(options: TcpOptions): LinkFactory {
  return () => createTcpLink(options);
}

function createTcpLink({ host, port, connectTimeoutMs = CONNECT_TIMEOUT_MS }: TcpOptions): Link {
  let socket: Socket | undefined;
  let settleOpening: ((result: Result<void, LinkTrouble>) => void) | undefined;
  const life = new LinkLife((why) => {
    socket?.destroy();
    settleOpening?.(err(why));
  });

  function open(): Promise<Result<void, LinkTrouble>> {
    life.begin();
    return new Promise((resolve) => {
      settleOpening = resolve;
      const made = createConnection({ host, port, noDelay: true, timeout: connectTimeoutMs });
      socket = made;
      made.on('connect', () => {
        made.setTimeout(0);
        life.opened();
        resolve(ok(undefined));
      });
      made.on('timeout', () => life.fail({ code: 'LNK-101', kind: 'not-connected', detail: 'no answer in time' }));
      made.on('data', (chunk) => handOn(chunk, life.incoming.emit));
      made.on('error', (error) => life.fail(troubleOf(error)));
      made.on('close', () => life.fail({ code: 'LNK-103', kind: 'went-down', detail: 'the other side hung up' }));
    });
  }

  return {
    open,
    write(bytes) {
      if (!life.isOpen) return Promise.resolve(err(NOT_OPEN));
      return new Promise((resolve) => {
        socket?.write(bytes.slice(), (error) => resolve(error ? err(troubleOf(error)) : ok(undefined)));
      });
    },
    async close() {
      life.wentDown.clear();
      if (!life.isEnded) life.fail(NOT_OPEN);
    },
    onBytes: life.incoming.on,
    onDown: life.wentDown.on,
  };
}

const ABSENT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT']);
const FORBIDDEN = new Set(['EACCES', 'EPERM']);

function troubleOf(error: NodeJS.ErrnoException): LinkTrouble {
  const detail = error.message;
  if (ABSENT.has(error.code ?? '')) return { code: 'LNK-101', kind: 'not-connected', detail };
  if (FORBIDDEN.has(error.code ?? '')) return { code: 'LNK-102', kind: 'not-permitted', detail };
  return { code: 'LNK-103', kind: 'went-down', detail };
}
