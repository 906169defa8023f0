import type { PageHealthReport } from '../../device/web/page-life.ts';

/** Longest silence of a page in ms: twenty heartbeats without an answer. */
export const LONGEST_PAGE_SILENCE_MS = 10_000;
/** In ms, from the start of a browser to its page's first answer, on the slowest board with a cold disk. */
export const LONGEST_BROWSER_START_MS = 60_000;
/** Early failures of browsers in a row; then the service manager restarts everything. */
export const MAX_EARLY_FAILURES = 5;
/** ms. After a run of this length the next failure counts as the first. */
export const STABLE_BROWSER_RUN_MS = 600_000;
/** Pause in ms before the next browser; it doubles up to the limit. */
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 15_000;

/** Times in ms of one clock. */
export interface BrowserRun {
  readonly startedAt: number;
  /** The page's last answer; `null`: no answer yet, or the kiosk was away since. */
  readonly heardAt: number | null;
  /** `null`: never. A page waits for an absent kiosk, then loads again. */
  readonly awayAt: number | null;
}

/** Adds the kiosk's news to the running browser. Answers from before its start belonged to another browser. `null`: the kiosk is away. */
export function addPageNews(served: BrowserRun, news: PageHealthReport | null, now: number): BrowserRun {
  if (news === null) return { ...served, heardAt: null, awayAt: now };
  const { heardMs } = news;
  if (heardMs === null || now - heardMs < served.startedAt) return served;
  return { ...served, heardAt: now - heardMs };
}

/**
 * Whether the browser's page should have answered by now. Called only after news of the kiosk: a page cannot answer a kiosk that is away.
 * When the kiosk is back, the page has the time of a starting browser.
 */
export function isHung({ startedAt, heardAt, awayAt }: BrowserRun, now: number): boolean {
  const since = Math.max(heardAt ?? startedAt, awayAt ?? startedAt);
  return now - since > (heardAt === null ? LONGEST_BROWSER_START_MS : LONGEST_PAGE_SILENCE_MS);
}

/** Failures of browsers in a row, including this browser. */
export const countFailuresInRow = (before: number, { startedAt }: BrowserRun, now: number): number =>
  now - startedAt >= STABLE_BROWSER_RUN_MS ? 1 : before + 1;

/** ms before the next browser after this many failures. */
export const pauseAfterFailures = (failures: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LAST_PAUSE_MS);
