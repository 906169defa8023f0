import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launchMeasuring } from './chromium.ts';
import { type Gallery, MEASURED_SCALE, openGallery, type SampleRequest } from './gallery-page.ts';

interface Opened {
  readonly browser: Browser;
  readonly gallery: Gallery;
}

/**
 * Opens the gallery, drawn small, for all tests of a file. Needs dist/gallery. The proof *everyone* prints the number of drawings.
 *
 * @param rules number of rules of layout that the file applies
 */
export function measuredGallery(rules = 0): () => Opened {
  let opened: Opened | undefined;
  let drawings = 0;
  const views = new Set<string>();
  const count = (wanted: readonly SampleRequest[]) => {
    drawings += wanted.length;
    for (const { sample } of wanted) views.add(`${sample.show}/${sample.name}`);
  };
  beforeAll(async () => {
    const browser = await launchMeasuring();
    const gallery = await openGallery(browser, MEASURED_SCALE);
    opened = {
      browser,
      gallery: {
        ...gallery,
        forEach(wanted, look) {
          count(wanted);
          return gallery.forEach(wanted, look);
        },
        draw(wanted, axe) {
          count(wanted);
          return gallery.draw(wanted, axe);
        },
      },
    };
  });
  afterAll(async () => {
    await opened?.gallery.close();
    await opened?.browser.close();
    if (process.env['PAGES'] !== 'all' || drawings === 0) return;
    const file = expect.getState().testPath?.replace(/^.*\//, '') ?? '';
    const by = rules === 0 ? '' : `, ${rules} rules of layout`;
    process.stdout.write(`${file}: ${drawings} drawings of ${views.size} views${by}\n`);
  });
  return () => {
    if (!opened) throw new Error('the gallery is there in tests alone');
    return opened;
  };
}
