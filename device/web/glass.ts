import { createHmac } from 'node:crypto';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../drivers/clock.ts';
import type { Log } from '../log/log.ts';
import { isSameSecret, makeSecret } from '../technician/secret.ts';
import { cookieIn, strictCookie } from './cookie.ts';
import { writeStartPage } from './glass-files.ts';
import { isNonce, NONCE_PREFIX, PROOF_HEADER, parseStartPageProof, startPage } from './start-page.ts';

/** Close codes of a socket. The page shows the reason and does not reconnect. */
export const CLOSE_CODE_NO_KEY = 4_401;
export const CLOSE_CODE_TAKEN_OVER = 4_409;

const COOKIE = 'glass';
/** A request for a file never has the cookie: it may reach another program on the port. */
const COOKIE_PATH = '/socket';
/** Fragment in the address of a page that came from the start page. When its socket ends, the page goes back to the start page. */
export const FROM_START_PAGE_HASH = '#glass';
/** Route that the start page asks: the kiosk proves itself (GET) and lets the page in (POST). The start page itself is a file. */
export const START_PAGE_ROUTE = '/glass';
export const START_PAGE_RETRY_MS = 10_000;

/** Most proofs with one key: one for each start of the browser, a few a day. */
export const PROOFS_PER_KEY = 100;

export interface PageAdmissionOptions {
  readonly ledgerFile: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
}

function createSeat(log: Log) {
  let seated: WebSocket | undefined;
  return {
    give(socket: WebSocket): void {
      seated = socket;
      socket.on('close', () => {
        if (seated === socket) seated = undefined;
      });
    },
    /** Tells the page, then ignores its messages. `by`: proof of the new page. */
    clear(by: 'key' | 'cookie'): void {
      const from = seated;
      if (!from) return;
      seated = undefined;
      log.event('glass.taken-over', { code: 'WEB-108', by });
      // A page that does not answer the close could send further touches.
      from.removeAllListeners('message');
      from.close(CLOSE_CODE_TAKEN_OVER);
    },
  };
}

interface Entry {
  /** Proof for a nonce; `null` until the start page has this process's key. */
  readonly answer: (nonce: string) => string | null;
  readonly enter: (body: unknown) => string | null;
}

function serveEntry(app: FastifyInstance, { answer, enter }: Entry, log: Log): void {
  app.get(START_PAGE_ROUTE, (request, reply) => {
    const { nonce } = request.query as { readonly nonce?: unknown };
    if (!isNonce(nonce)) return reply.code(400).send({ error: 'no nonce' });
    const proof = answer(nonce);
    if (proof !== null) {
      // A page from a file has the origin `null`.
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
  app.post(START_PAGE_ROUTE, async (request, reply) => {
    const made = enter(request.body);
    if (made !== null)
      return reply
        .header('set-cookie', strictCookie(COOKIE, made, COOKIE_PATH))
        .redirect(`/${FROM_START_PAGE_HASH}`, 303);
    log.event('glass.refused', { code: 'WEB-107', reason: 'key' });
    return reply.code(403).type('text/plain').send('WEB-107: this key is wrong or used up; start the browser again\n');
  });
}

/** A copied proof opens nothing. A new key voids earlier proofs and empties the list. */
function createNonces(changeKey: () => void) {
  const spent = new Set<string>();
  return {
    /** `false`: the nonce was used before. */
    spend(nonce: string): boolean {
      if (spent.has(nonce)) return false;
      spent.add(nonce);
      if (spent.size < PROOFS_PER_KEY) return true;
      spent.clear();
      changeKey();
      return true;
    },
  };
}

function refuse(socket: WebSocket, log: PageAdmissionOptions['log']): false {
  log.event('glass.refused', { code: 'WEB-107', reason: 'cookie' });
  socket.close(CLOSE_CODE_NO_KEY);
  return false;
}

/**
 * Decides which page is the glass of this kiosk: the one page that may read screens and send touches. A start page, which only the
 * browser's user can read, holds a key. With this key, kiosk and start page prove their identity to each other, and the kiosk sets a cookie
 * that no script can read. Key and cookie are valid for this process only. Another program may take the port between two processes, but the
 * next process accepts nothing that the other program got. There is one glass: the newest page takes over.
 */
export function createPageAdmission({ ledgerFile, clock, randomBytes, log }: PageAdmissionOptions) {
  let key = makeSecret(randomBytes);
  const sign = (by: keyof typeof NONCE_PREFIX, nonce: string) =>
    createHmac('sha256', key).update(`${NONCE_PREFIX[by]}${nonce}`).digest('hex');
  let isWritten = false;
  let writtenFor = '';
  let session: string | null = null;
  const seat = createSeat(log);
  let writing: unknown;

  /** While the disk is full, the browser waits with the earlier process's key. */
  function write(url: string): void {
    writtenFor = url;
    try {
      writeStartPage(ledgerFile, startPage(url, key));
      isWritten = true;
    } catch (error) {
      log.event('glass.no-start-page', { code: 'WEB-106', error });
      writing = clock.setTimeout(() => write(url), START_PAGE_RETRY_MS);
    }
  }

  const nonces = createNonces(() => {
    key = makeSecret(randomBytes);
    isWritten = false;
    write(writtenFor);
  });

  function enter(body: unknown): string | null {
    const shown = parseStartPageProof(body);
    if (!isWritten || !shown || !isSameSecret(shown.proof, sign('glass', shown.nonce))) return null;
    if (!nonces.spend(shown.nonce)) return null;
    session = makeSecret(randomBytes);
    seat.clear('key');
    log.event('glass.entered', {});
    return session;
  }

  /** Whether a request with these cookies comes from the page that was let in. */
  const isGlass = (cookies: string | undefined): boolean => {
    const shown = cookieIn(cookies, COOKIE);
    return shown !== undefined && session !== null && isSameSecret(shown, session);
  };

  return {
    begin: write,
    isGlass,
    serve: (app: FastifyInstance) =>
      serveEntry(app, { answer: (nonce) => (isWritten ? sign('kiosk', nonce) : null), enter }, log),
    /** Seats the newest page and closes the earlier page. `false`: the page has no valid cookie; its socket is closed. */
    seat(socket: WebSocket, cookies: string | undefined): boolean {
      if (!isGlass(cookies)) return refuse(socket, log);
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

export type PageAdmission = ReturnType<typeof createPageAdmission>;
