import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../drivers/clock.ts';
import type { Log } from '../log/log.ts';
import { SECURITY_HEADERS } from './guards.ts';

/** Route that tells the browser's launcher whether the page lives. */
export const PAGE_HEALTH_ROUTE = '/glass/page';
const NEWS_MS = 1_000;
export const PAGE_SILENT_MS = 10_000;

/** The launcher, an earlier launcher that still hangs, a person who looks, and a spare. */
export const MAX_PAGE_HEALTH_LISTENERS = 4;

/** Milliseconds since the page last answered; `null`: never. */
export interface PageHealthReport {
  readonly heardMs: number | null;
}

export function createPageHealth(clock: Clock, log: Log) {
  let heardAt: number | null = null;
  let silent = false;
  let timer: unknown;

  return {
    heard(): void {
      heardAt = clock.now();
      if (silent) log.event('glass.answers', {});
      silent = false;
      clock.clearTimeout(timer);
      timer = clock.setTimeout(() => {
        silent = true;
        log.event('glass.silent', { code: 'SVC-102' });
      }, PAGE_SILENT_MS);
    },
    news: (): PageHealthReport => ({ heardMs: heardAt === null ? null : Math.round(clock.now() - heardAt) }),
    close: (): void => clock.clearTimeout(timer),
  };
}

export type PageHealth = ReturnType<typeof createPageHealth>;

/**
 * Streams one line a second to a local program; each line also shows that this process lives. No key is needed, because a line has no
 * content of the page. Above `MAX_PAGE_HEALTH_LISTENERS` the oldest listener is cut off: otherwise listeners could take every connection from the
 * citizen's page. A new listener gets its first line at once.
 */
export function servePageHealth(app: FastifyInstance, page: PageHealth, clock: Clock): void {
  const listeners = new Set<ServerResponse>();
  app.get(PAGE_HEALTH_ROUTE, (_request, reply) => {
    reply.hijack();
    listeners.add(reply.raw);
    const [oldest] = listeners;
    if (listeners.size > MAX_PAGE_HEALTH_LISTENERS) oldest?.destroy();
    reply.raw.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': 'application/x-ndjson',
      'cache-control': 'no-store',
    });
    let timer: unknown;
    const tell = () => {
      timer = clock.setTimeout(tell, NEWS_MS);
      // A slow listener misses this line, and the next says the same.
      if (!reply.raw.writableNeedDrain) reply.raw.write(`${JSON.stringify(page.news())}\n`);
    };
    reply.raw.once('close', () => {
      clock.clearTimeout(timer);
      listeners.delete(reply.raw);
    });
    tell();
    return reply;
  });
}
