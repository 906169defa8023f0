import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../drivers/clock.ts';
import type { Log } from '../log/log.ts';
import { digestOf, isSameSecret, makeSecret } from '../technician/secret.ts';
import { cookieIn, strictCookie } from './cookie.ts';
import type { GlassFiles } from './glass-files.ts';
import { keyIn, startPage } from './start-page.ts';

/** Why the socket of a page was closed; the page says so and does not come again. */
export const CLOSED_NO_KEY = 4_401;
export const CLOSED_TAKEN_OVER = 4_409;

const COOKIE = 'glass';
/** Where the start page, which is a file, sends its key. */
export const GLASS_ROUTE = '/glass';
/** ms until files that could not be written are tried again. */
export const WRITE_AGAIN_MS = 10_000;

export interface GlassOptions {
  readonly files: GlassFiles;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
}

/** The one page that is the glass now. */
function createSeat(log: Log) {
  let seated: WebSocket | undefined;
  return {
    give(socket: WebSocket): void {
      seated = socket;
      socket.on('close', () => {
        if (seated === socket) seated = undefined;
      });
    },
    /** Tells whoever is there, and hears them no more. `by`: what the one who comes has shown. */
    clear(by: 'key' | 'cookie'): void {
      const from = seated;
      if (!from) return;
      seated = undefined;
      log.event('glass.taken-over', { code: 'WEB-108', by });
      // A page that does not answer the close could go on pressing for as long as it is waited for.
      from.removeAllListeners('message');
      from.close(CLOSED_TAKEN_OVER);
    },
  };
}

/** `enter` gives the cookie for a key that is good. */
function serveKey(app: FastifyInstance, enter: (key: string) => string | null, isOpen: () => boolean, log: Log): void {
  // The start page looks whether the kiosk is there. Other answers may be read by pages of ours alone, and it is a file.
  app.get(GLASS_ROUTE, (_request, reply) => {
    if (isOpen()) {
      return reply
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', 'no-store')
        .code(204)
        .send();
    }
    // Before its file is written anew the start page has a key that is spent; to it any answer is one.
    reply.hijack();
    reply.raw.destroy();
    return reply;
  });
  app.post(GLASS_ROUTE, async (request, reply) => {
    const made = enter(keyIn(request.body));
    if (made !== null) return reply.header('set-cookie', strictCookie(COOKIE, made, '/')).redirect('/', 303);
    log.event('glass.refused', { code: 'WEB-107', reason: 'key' });
    return reply.code(403).type('text/plain').send('WEB-107: this key is spent; start the browser again\n');
  });
}

/**
 * Who is the glass of this kiosk. A start page in a file that only the browser's user may read holds a key that opens once;
 * what it opens is known by a cookie that no script reads. Each use makes another key, so each start of the browser has
 * its own. There is one glass: the newest, which takes over from the one before.
 */
export function createGlassKey({ files, clock, randomBytes, log }: GlassOptions) {
  let url = '';
  let key: string | null = null;
  let session = files.readSession();
  const seat = createSeat(log);
  let writing: unknown;

  /** While a disk is full, the glass that is there goes on, and a browser that starts waits with a key that is spent. */
  function renew(): void {
    const next = makeSecret(randomBytes);
    try {
      if (session !== null) files.writeSession(session);
      files.writeStartPage(startPage(url, next));
      key = next;
    } catch (error) {
      log.event('glass.no-start-page', { code: 'WEB-106', error });
      writing = clock.setTimeout(renew, WRITE_AGAIN_MS);
    }
  }

  function enter(offered: string): string | null {
    if (key === null || !isSameSecret(offered, key)) return null;
    key = null;
    const made = makeSecret(randomBytes);
    session = digestOf(made);
    seat.clear('key');
    log.event('glass.entered', {});
    clock.clearTimeout(writing);
    renew();
    return made;
  }

  return {
    /** The server listens there: from now on there is a start page. */
    begin(at: string): void {
      url = at;
      renew();
    },
    /** Routes by which the key comes. */
    serve: (app: FastifyInstance) => serveKey(app, enter, () => key !== null, log),
    /** `false`: it is not the glass, and is closed. Otherwise the glass before is told, and closed. */
    seat(socket: WebSocket, cookies: string | undefined): boolean {
      const shown = cookieIn(cookies, COOKIE);
      if (shown === undefined || session === null || !isSameSecret(digestOf(shown), session)) {
        log.event('glass.refused', { code: 'WEB-107', reason: 'cookie' });
        socket.close(CLOSED_NO_KEY);
        return false;
      }
      seat.clear('cookie');
      seat.give(socket);
      return true;
    },
    close(): void {
      clock.clearTimeout(writing);
      key = null;
    },
  };
}

export type GlassKey = ReturnType<typeof createGlassKey>;
