import type { PageNews } from '../../device/web/page-life.ts';

/** A page that answered no heartbeat for so long is not waited for any more, in milliseconds: twenty heartbeats. */
export const HANG_MS = 10_000;
/** What a browser may take from its start to the first answer of its page, on the slowest board, with a disk that was not read yet. */
export const START_MS = 60_000;
/** Browsers one after the other of which none served long enough; then the service manager starts all of it anew. */
export const MOST_BROWSERS = 5;
/** A browser that served for so long was a good one: what happens now is something new. */
export const GOOD_MS = 600_000;
/** Before the next browser; it doubles up to the ceiling. */
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 15_000;

/** One browser as the launcher knows it; times in milliseconds of one clock. */
export interface Served {
  readonly startedAt: number;
  /** When its page answered for the last time; `null`: it has not yet, or the kiosk was away since. */
  readonly heardAt: number | null;
  /** When the kiosk was away for the last time; `null`: never. A page waits for it as long as it is, and is loaded anew then. */
  readonly awayAt: number | null;
}

/** What the kiosk says, taken for the browser that runs: what was heard before it began was another's. `null`: the kiosk is away. */
export function afterNews(served: Served, news: PageNews | null, now: number): Served {
  if (news === null) return { ...served, heardAt: null, awayAt: now };
  const { heardMs } = news;
  if (heardMs === null || now - heardMs < served.startedAt) return served;
  return { ...served, heardAt: now - heardMs };
}

/**
 * Whether its page should have answered by now. Asked only when the kiosk has just spoken: a page cannot answer a kiosk that is away, and
 * has as long as a browser that starts to be loaded again when the kiosk is back.
 */
export function isHung({ startedAt, heardAt, awayAt }: Served, now: number): boolean {
  const since = Math.max(heardAt ?? startedAt, awayAt ?? startedAt);
  return now - since > (heardAt === null ? START_MS : HANG_MS);
}

/** How many browsers have failed in a row when this one has, too. */
export const failuresAfter = (before: number, { startedAt }: Served, now: number): number =>
  now - startedAt >= GOOD_MS ? 1 : before + 1;

/** How long to wait before the next browser after so many failures. */
export const pauseAfter = (failures: number): number => Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LAST_PAUSE_MS);
