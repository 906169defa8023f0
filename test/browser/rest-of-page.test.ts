import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { createScreenHub, type ScreenHub } from '../../device/web/hub.ts';
import type { WebServer } from '../../device/web/server.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { samplesIn, screenOf } from '../../ui/gallery/samples.ts';
import { en } from '../../ui/words/en.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { untilStands } from './citizen.ts';
import { serveHub } from './served-rig.ts';

/* The first page loads alone, and the rest of the page while the citizen reads it. */

const REST = '**/assets/visit-*.js';
const CLOSED = 'This kiosk is closed for a moment';

const shown = (show: 'attract' | 'choosing', step: string): CitizenScreen => ({
  ...screenOf(show, samplesIn('en')[show][0]!.name, { language: 'en', display: PLAIN_DISPLAY, simulated: false }, 4),
  step,
});

let browser: Browser;
let hub: ScreenHub;
let web: WebServer;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  hub = createScreenHub();
  hub.show(shown('attract', 'first'));
  web = await serveHub(hub);
  const context = await browser.newContext({
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
    ...COARSE_PIXELS,
  });
  page = await context.newPage();
});
afterEach(async () => {
  await page.context().close();
  await web.close();
});

async function heldRest(): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isHeld = true;
  await page.route(REST, (route) => (isHeld ? void held.push(route) : route.continue()));
  await page.goto(web.url);
  await expect.poll(() => held.length).toBeGreaterThan(0);
  return async () => {
    isHeld = false;
    await Promise.all(held.map((route) => route.continue()));
  };
}

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });

it('when the rest is slow, then the first page stays until the next page can be drawn whole', async () => {
  const opened = page.waitForEvent('websocket');
  const release = await heldRest();
  const socket = await opened;
  await heading(en.attract.title).waitFor();
  const before = await page.locator('kiosk-screen').ariaSnapshot();
  const received = socket.waitForEvent('framereceived', ({ payload }) => payload.includes('"step":"second"'));
  hub.show(shown('choosing', 'second'));
  await received;
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(await page.locator('kiosk-screen').ariaSnapshot()).toBe(before);
  await release();
  await heading(en.choosing.title).waitFor();
  await page.locator('k-top-bar button').first().waitFor();
});

it('when the rest is slow and the screen is the first page again, then no page of a visit is shown', async () => {
  const release = await heldRest();
  await heading(en.attract.title).waitFor();
  hub.show(shown('choosing', 'second'));
  hub.show({ ...shown('attract', 'third'), language: 'ru' });
  await page.locator('kiosk-screen[lang="ru"]').waitFor();
  await release();
  await page.waitForFunction(() => customElements.get('screen-choosing') !== undefined);
  expect(await page.locator('screen-attract').count()).toBe(1);
});

it('when the rest is slow, then help opens as soon as it is there', async () => {
  const release = await heldRest();
  const help = page.locator('screen-attract [data-help]');
  await untilStands(help);
  await help.tap();
  await release();
  await page.locator('kiosk-help [role="dialog"]').waitFor();
});

it.each(['choosing', 'help'] as const)(
  'when the rest cannot be fetched for %s, then the page is covered, connects again, and works once the files are there',
  async (needed) => {
    await page.route(REST, (route) => route.abort());
    await page.goto(web.url);
    const help = page.locator('screen-attract [data-help]');
    await untilStands(help);
    if (needed === 'help') await help.tap();
    else hub.show(shown('choosing', 'second'));
    await page.getByText(CLOSED).waitFor();
    await page.unroute(REST);
    hub.show(shown('choosing', 'third'));
    await heading(en.choosing.title).waitFor();
  },
);
