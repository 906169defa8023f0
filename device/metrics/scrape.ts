import { counter } from './counted.ts';
import { type MetricFamily, renderFamilies } from './text.ts';

/** If `families` throws, only this part is left out. */
export interface MetricsPart {
  readonly name: string;
  readonly families: () => readonly MetricFamily[] | Promise<readonly MetricFamily[]>;
}

/** Milliseconds for which every scrape gets the same text. */
export const SCRAPE_REUSE_MS = 1_000;

interface ScrapeOptions {
  readonly parts: readonly MetricsPart[];
  readonly now: () => number;
  readonly turn: () => Promise<void>;
}

/**
 * Makes the text of `/metrics`. Each part has its own turn of the event loop. Requests share the text that is being made. `now`:
 * milliseconds of a monotonic clock. `turn` resolves after all other waiting work.
 */
export function createScrape({ parts, now, turn }: ScrapeOptions) {
  const failed = counter(
    { name: 'scrape_parts_failed_total', help: 'Parts of this page that could not be read, and were left out.' },
    ['part'],
  );
  let fresh: { readonly text: Promise<string>; readonly until: number } | null = null;

  async function make(): Promise<string> {
    const texts: string[] = [];
    for (const { name, families } of parts) {
      failed.begin({ part: name });
      try {
        texts.push(renderFamilies(await families()));
      } catch {
        failed.add({ part: name });
      }
      await turn();
    }
    texts.push(renderFamilies([failed.family()]));
    return texts.join('');
  }

  return {
    text(): Promise<string> {
      if (fresh && fresh.until > now()) return fresh.text;
      const made = make().finally(() => {
        fresh = { text: made, until: now() + SCRAPE_REUSE_MS };
      });
      fresh = { text: made, until: Number.POSITIVE_INFINITY };
      return made;
    },
  };
}
