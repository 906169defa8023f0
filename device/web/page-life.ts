import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../drivers/clock.ts';
import type { Log } from '../log/log.ts';
import { SECURITY_HEADERS } from './guards.ts';

/** On this route the launcher of the browser learns whether its page lives. */
export const PAGE_NEWS_ROUTE = '/glass/page';
/** Between two lines of news, in milliseconds. */
const NEWS_MS = 1_000;
/** A page that answered no heartbeat for this long is told of in the log. */
export const PAGE_SILENT_MS = 10_000;

/** Who may listen at once: the launcher, the one before that has not hung up yet, and somebody who looks. */
export const MOST_LISTENERS = 4;

/** One line of the news: how long ago the page of the glass answered a heartbeat, in milliseconds; `null`: none ever did. */
export interface PageNews {
  readonly heardMs: number | null;
}

/** Whether the page that is now the glass answers its heartbeats. */
export function createPageLife(clock: Clock, log: Log) {
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
    news: (): PageNews => ({ heardMs: heardAt === null ? null : Math.round(clock.now() - heardAt) }),
    close: (): void => clock.clearTimeout(timer),
  };
}

export type PageLife = ReturnType<typeof createPageLife>;

/**
 * Tells a program on this machine whether the page lives, one line a second for as long as it listens. Each line also shows that this
 * process lives. A line has nothing of the page's content, so the route needs no key. Over `MOST_LISTENERS` the oldest listener is cut off.
 * Otherwise programs that only listen could take every connection from the glass. A new listener gets its first line at once.
 */
export function servePageNews(app: FastifyInstance, page: PageLife, clock: Clock): void {
  const listeners = new Set<ServerResponse>();
  app.get(PAGE_NEWS_ROUTE, (_request, reply) => {
    reply.hijack();
    listeners.add(reply.raw);
    const [oldest] = listeners;
    if (listeners.size > MOST_LISTENERS) oldest?.destroy();
    reply.raw.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': 'application/x-ndjson',
      'cache-control': 'no-store',
    });
    let timer: unknown;
    const tell = () => {
      timer = clock.setTimeout(tell, NEWS_MS);
      // If a listener has not read its earlier lines, it does not get this one. The next line is as good.
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
