import { createHmac } from 'node:crypto';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../drivers/clock.ts';
import type { Log } from '../log/log.ts';
import { isSameSecret, makeSecret } from '../technician/secret.ts';
import { cookieIn, strictCookie } from './cookie.ts';
import { writeStartPage } from './glass-files.ts';
import { isNonce, PROOF_HEADER, proofIn, SIGNED_BY, startPage } from './start-page.ts';

/** Why the socket of a page was closed; the page says so and does not come again. */
export const CLOSED_NO_KEY = 4_401;
export const CLOSED_TAKEN_OVER = 4_409;

const COOKIE = 'glass';
/** No file of the page is asked for with the cookie: a page that is being loaded may ask another program for one. */
const COOKIE_PATH = '/socket';
/** In the address of a page that came from the start page: when its socket ends, it goes back there. */
export const GLASS_MARK = '#glass';
/** Where the start page, which is a file, asks and enters. */
export const GLASS_ROUTE = '/glass';
/** ms until a start page that could not be written is tried again. */
export const WRITE_AGAIN_MS = 10_000;

/** Starts of the browser with one key. A kiosk has a few a day. */
export const MOST_SPENT = 100;

export interface GlassOptions {
  readonly ledgerFile: string;
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
    /** Tells the page that has the seat that it loses it, and ignores its messages. `by`: what the new page has shown. */
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

interface Entry {
  /** The answer to a nonce of the start page; `null` while the start page does not have the key of this process. */
  readonly answer: (nonce: string) => string | null;
  /** The cookie for a proof that is right; otherwise `null`. */
  readonly enter: (body: unknown) => string | null;
}

function serveEntry(app: FastifyInstance, { answer, enter }: Entry, log: Log): void {
  app.get(GLASS_ROUTE, (request, reply) => {
    const { nonce } = request.query as { readonly nonce?: unknown };
    if (!isNonce(nonce)) return reply.code(400).send({ error: 'no nonce' });
    const proof = answer(nonce);
    if (proof !== null) {
      // A page that is a file has the origin `null`.
      return reply
        .headers({ 'access-control-allow-origin': 'null', 'access-control-expose-headers': PROOF_HEADER })
        .headers({ [PROOF_HEADER]: proof, 'cache-control': 'no-store' })
        .code(204)
        .send();
    }
    reply.hijack();
    reply.raw.destroy();
    return reply;
  });
  app.post(GLASS_ROUTE, async (request, reply) => {
    const made = enter(request.body);
    if (made !== null)
      return reply.header('set-cookie', strictCookie(COOKIE, made, COOKIE_PATH)).redirect(`/${GLASS_MARK}`, 303);
    log.event('glass.refused', { code: 'WEB-107', reason: 'key' });
    return reply.code(403).type('text/plain').send('WEB-107: this key is spent; start the browser again\n');
  });
}

/**
 * Remembers the nonces of used proofs, so that a copied proof opens nothing. A new key makes all earlier proofs invalid, so the list starts
 * empty with it.
 */
function createNonces(changeKey: () => void) {
  const spent = new Set<string>();
  return {
    /** Returns `false` if the nonce was used before. */
    spend(nonce: string): boolean {
      if (spent.has(nonce)) return false;
      spent.add(nonce);
      if (spent.size < MOST_SPENT) return true;
      spent.clear();
      changeKey();
      return true;
    },
  };
}

function refuse(socket: WebSocket, log: GlassOptions['log']): false {
  log.event('glass.refused', { code: 'WEB-107', reason: 'cookie' });
  socket.close(CLOSED_NO_KEY);
  return false;
}

/**
 * Decides who is the glass of this kiosk. A start page in a file that only the browser's user may read holds a key. With it, kiosk and start
 * page prove to each other who they are, and the kiosk gives a cookie that no script can read. Key and cookie are valid for this process
 * only. Another program may take the port between two processes, but the next process accepts nothing that it got. There is one glass: the
 * newest page takes over from the page before.
 */
export function createGlassKey({ ledgerFile, clock, randomBytes, log }: GlassOptions) {
  let key = makeSecret(randomBytes);
  const sign = (by: keyof typeof SIGNED_BY, nonce: string) =>
    createHmac('sha256', key).update(`${SIGNED_BY[by]}${nonce}`).digest('hex');
  let isWritten = false;
  let writtenFor = '';
  let session: string | null = null;
  const seat = createSeat(log);
  let writing: unknown;

  /** While a disk is full, a browser waits with the key of the process before. */
  function write(url: string): void {
    writtenFor = url;
    try {
      writeStartPage(ledgerFile, startPage(url, key));
      isWritten = true;
    } catch (error) {
      log.event('glass.no-start-page', { code: 'WEB-106', error });
      writing = clock.setTimeout(() => write(url), WRITE_AGAIN_MS);
    }
  }

  const nonces = createNonces(() => {
    key = makeSecret(randomBytes);
    isWritten = false;
    write(writtenFor);
  });

  function enter(body: unknown): string | null {
    const shown = proofIn(body);
    if (!isWritten || !shown || !isSameSecret(shown.proof, sign('glass', shown.nonce))) return null;
    if (!nonces.spend(shown.nonce)) return null;
    session = makeSecret(randomBytes);
    seat.clear('key');
    log.event('glass.entered', {});
    return session;
  }

  return {
    /** The server listens there: from now on there is a start page. */
    begin: write,
    /** The routes by which the glass comes in. */
    serve: (app: FastifyInstance) =>
      serveEntry(app, { answer: (nonce) => (isWritten ? sign('kiosk', nonce) : null), enter }, log),
    /** `false`: it is not the glass, and is closed. Otherwise the glass before is told, and closed. */
    seat(socket: WebSocket, cookies: string | undefined): boolean {
      const shown = cookieIn(cookies, COOKIE);
      if (shown === undefined || session === null || !isSameSecret(shown, session)) return refuse(socket, log);
      seat.clear('cookie');
      seat.give(socket);
      return true;
    },
    close(): void {
      clock.clearTimeout(writing);
      isWritten = false;
    },
  };
}

export type GlassKey = ReturnType<typeof createGlassKey>;
