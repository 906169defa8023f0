import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createScreenHub } from '../../device/web/hub.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import type { ThingToTake } from '../../device/words/take-away.ts';
import { FIRST_SOUND_MS } from '../../ui/citizen/sound/take-reminder.ts';
import { screenOf } from '../../ui/gallery/samples.ts';
import { launchChromium } from './chromium.ts';
import { listenTo } from './listening.ts';
import { serveHub } from './served-rig.ts';

/* Sounds are counted; a machine without a loudspeaker plays them too. */

const ASKED = { language: 'en', display: PLAIN_DISPLAY, simulated: false } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it.concurrent.each<[ThingToTake, 'attract' | 'done', string]>([
  ['card', 'attract', 'card-left'],
  ['note', 'attract', 'usual'],
  ['paper', 'done', 'receipt'],
])(
  'when a %s is not taken, then the page sounds after a wait, and stops when the thing is taken',
  async (thing, show, sample) => {
    const hub = createScreenHub();
    const web = await serveHub(hub);
    const screen = screenOf(show, sample, ASKED, 4);
    const shows = (toTake: readonly ThingToTake[]) => hub.show({ ...screen, toTake });
    shows([]);
    const page = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
    await page.goto(web.url);
    const sounds = await listenTo(page);
    await page.locator('h1').first().click();
    const begun = performance.now();
    shows([thing]);
    await expect.poll(sounds, { timeout: 4 * FIRST_SOUND_MS }).toEqual(['take']);
    expect(performance.now() - begun).toBeGreaterThan(FIRST_SOUND_MS - 500);
    shows([]);
    await page.close();
    await web.close();
  },
);
