import { describe, expect, it } from 'vitest';
import { PAGE_SILENT_MS } from '../../device/web/page-life.ts';
import { afterNews, failuresAfter, GOOD_MS, HANG_MS, isHung, MOST_BROWSERS, pauseAfter, START_MS } from './hang.ts';

const fresh = { startedAt: 1_000, heardAt: null, awayAt: null };

describe('a page', () => {
  it('has time to be loaded, and less time to answer afterwards', () => {
    expect([isHung(fresh, 1_000 + START_MS), isHung(fresh, 1_001 + START_MS)]).toEqual([false, true]);
    const heard = afterNews(fresh, { heardMs: 100 }, 5_000);
    expect(heard.heardAt).toBe(4_900);
    expect([isHung(heard, 4_900 + HANG_MS), isHung(heard, 4_901 + HANG_MS)]).toEqual([false, true]);
  });

  it('when the kiosk was away, then a page has the time of a browser that starts', () => {
    const back = 10 * START_MS;
    const loading = afterNews(fresh, null, back);
    expect([isHung(loading, back + START_MS), isHung(loading, back + START_MS + 1)]).toEqual([false, true]);
    const shown = afterNews({ ...fresh, heardAt: 2_000 }, null, back);
    expect([isHung(shown, back + START_MS), isHung(shown, back + START_MS + 1)]).toEqual([false, true]);
  });

  it('is not the one of the browser before, whose answers came before it began', () => {
    expect(afterNews(fresh, { heardMs: 4_500 }, 5_000)).toEqual(fresh);
    expect(afterNews(fresh, { heardMs: null }, 5_000)).toEqual(fresh);
  });

  it('is told of in the log of the kiosk no later than its browser is started anew', () => {
    expect(PAGE_SILENT_MS).toBeLessThanOrEqual(HANG_MS);
  });
});

it('browsers that fail come ever more slowly, and one that served long enough begins anew', () => {
  const pauses = Array.from({ length: MOST_BROWSERS }, (_, nth) => pauseAfter(nth + 1));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
  expect([failuresAfter(3, fresh, 1_000 + GOOD_MS), failuresAfter(3, fresh, 999 + GOOD_MS)]).toEqual([1, 4]);
});
