import type { PageHealthReport } from '../../device/web/page-life.ts';
import { type Clock, createTimer } from '../../drivers/clock.ts';
import type { Browser } from './browser.ts';
import {
  addPageNews,
  type BrowserRun,
  countFailuresInRow,
  isHung,
  MAX_EARLY_FAILURES,
  pauseAfterFailures,
} from './hang.ts';

export interface KeepBrowserOptions {
  /** URL of the start page, or of its substitute while there is no start page. */
  readonly page: () => string;
  readonly start: (page: string) => Browser;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

export type KeepBrowserEnd = 'gave-up' | 'stopped';

interface Running extends BrowserRun {
  readonly browser: Browser;
  readonly page: string;
  /** This process ends the browser on purpose, which is no failure. */
  readonly ending: boolean;
}

/**
 * Keeps one browser on the page. A browser is replaced when it ends, or when its page hangs while the kiosk lives; the pause doubles each
 * time. After `MAX_EARLY_FAILURES` in a row, no further browser starts. While the kiosk is away, no browser is ended: the page then shows a
 * cover.
 */
export function keepBrowser({ page, start, clock, say }: KeepBrowserOptions) {
  let running: Running | null = null;
  let failures = 0;
  let stopped = false;
  let settle: (end: KeepBrowserEnd) => void = () => {};
  const ended = new Promise<KeepBrowserEnd>((resolve) => {
    settle = resolve;
  });
  const pause = createTimer(clock, begin);

  function begin(): void {
    if (stopped) return;
    const its = page();
    const browser = start(its);
    running = { browser, page: its, startedAt: clock.now(), heardAt: null, awayAt: null, ending: false };
    void browser.ended.then((why) => {
      if (running?.browser !== browser || stopped) return;
      if (running.ending) return begin();
      failed(`the browser ended: ${why}`);
    });
  }

  function failed(why: string): void {
    if (!running) return;
    failures = countFailuresInRow(failures, running, clock.now());
    running = null;
    say(verdict(why, failures));
    if (failures < MAX_EARLY_FAILURES) pause.start(pauseAfterFailures(failures));
    else settle('gave-up');
  }

  begin();
  return {
    ended,
    /** `null`: the kiosk is away. */
    onNews(news: PageHealthReport | null): void {
      if (!running || running.ending) return;
      if (running.page !== page()) {
        // Not a failure: a start page exists now.
        running = { ...running, ending: true };
        void running.browser.end();
        return;
      }
      running = { ...running, ...addPageNews(running, news, clock.now()) };
      if (news === null || !isHung(running, clock.now())) return;
      const { browser } = running;
      failed('the page answers no heartbeat');
      void browser.end();
    },
    async stop(): Promise<void> {
      stopped = true;
      pause.stop();
      const last = running;
      running = null;
      await last?.browser.end();
      settle('stopped');
    },
  };
}

const verdict = (why: string, failures: number): string =>
  failures < MAX_EARLY_FAILURES
    ? `SVC-102: ${why}; the next browser starts in ${pauseAfterFailures(failures) / 1_000} s`
    : `SVC-102: ${why}; ${failures} browsers in a row failed, so the service of the screen restarts`;
