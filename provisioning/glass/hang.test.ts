import { describe, expect, it } from 'vitest';
import { PAGE_SILENT_MS } from '../../device/web/page-life.ts';
import {
  addPageNews,
  countFailuresInRow,
  isHung,
  LONGEST_BROWSER_START_MS,
  LONGEST_PAGE_SILENCE_MS,
  MAX_EARLY_FAILURES,
  pauseAfterFailures,
  STABLE_BROWSER_RUN_MS,
} from './hang.ts';

const fresh = { startedAt: 1_000, heardAt: null, awayAt: null };

describe('isHung and addPageNews', () => {
  it('when a page starts, then it has longer to load than to answer later', () => {
    expect([isHung(fresh, 1_000 + LONGEST_BROWSER_START_MS), isHung(fresh, 1_001 + LONGEST_BROWSER_START_MS)]).toEqual([
      false,
      true,
    ]);
    const heard = addPageNews(fresh, { heardMs: 100 }, 5_000);
    expect(heard.heardAt).toBe(4_900);
    expect([isHung(heard, 4_900 + LONGEST_PAGE_SILENCE_MS), isHung(heard, 4_901 + LONGEST_PAGE_SILENCE_MS)]).toEqual([
      false,
      true,
    ]);
  });

  it('when the kiosk was away, then a page has the time of a starting browser', () => {
    const back = 10 * LONGEST_BROWSER_START_MS;
    const loading = addPageNews(fresh, null, back);
    expect([
      isHung(loading, back + LONGEST_BROWSER_START_MS),
      isHung(loading, back + LONGEST_BROWSER_START_MS + 1),
    ]).toEqual([false, true]);
    const shown = addPageNews({ ...fresh, heardAt: 2_000 }, null, back);
    expect([
      isHung(shown, back + LONGEST_BROWSER_START_MS),
      isHung(shown, back + LONGEST_BROWSER_START_MS + 1),
    ]).toEqual([false, true]);
  });

  it('when an answer is older than the browser, then it does not count', () => {
    expect(addPageNews(fresh, { heardMs: 4_500 }, 5_000)).toEqual(fresh);
    expect(addPageNews(fresh, { heardMs: null }, 5_000)).toEqual(fresh);
  });

  it('when a page is silent, then the log has it no later than the browser is restarted', () => {
    expect(PAGE_SILENT_MS).toBeLessThanOrEqual(LONGEST_PAGE_SILENCE_MS);
  });
});

it('when browsers fail in a row, then the pauses grow; after a long run the count starts again', () => {
  const pauses = Array.from({ length: MAX_EARLY_FAILURES }, (_, nth) => pauseAfterFailures(nth + 1));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
  expect([
    countFailuresInRow(3, fresh, 1_000 + STABLE_BROWSER_RUN_MS),
    countFailuresInRow(3, fresh, 999 + STABLE_BROWSER_RUN_MS),
  ]).toEqual([1, 4]);
});
