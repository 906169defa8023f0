import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchMeasuring } from './chromium.ts';
import { type Gallery, MEASURED_SCALE, openGallery } from './gallery-page.ts';

interface Opened {
  readonly browser: Browser;
  readonly gallery: Gallery;
}

/** Opens the gallery, drawn small, for all tests of a file. Needs dist/gallery. */
export function measuredGallery(): () => Opened {
  let opened: Opened | undefined;
  beforeAll(async () => {
    const browser = await launchMeasuring();
    opened = { browser, gallery: await openGallery(browser, MEASURED_SCALE) };
  });
  afterAll(async () => {
    await opened?.gallery.close();
    await opened?.browser.close();
  });
  return () => {
    if (!opened) throw new Error('the gallery is there in tests alone');
    return opened;
  };
}
