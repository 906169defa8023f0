import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { DISPLAY_RESET_MS } from '../../device/words/display.ts';
import { MAINTENANCE_SAMPLES } from '../../ui/citizen/maintenance/maintenance.samples.ts';
import type { ViewName } from '../../ui/samples/sample.ts';
import { en } from '../../ui/words/en.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { GALLERY_URL } from './gallery-page.ts';

/* Needs dist/gallery. */

/** The simulated clock also runs. */
const SLACK_MS = 20_000;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1_080, height: 1_920 }, ...COARSE_PIXELS });
  await page.clock.install();
  return () => page.close();
});

async function open(show: ViewName, sample = 'usual'): Promise<void> {
  await page.goto(`${GALLERY_URL}#show=${show}&sample=${sample}&lang=en&bare=1`);
  await page.waitForFunction(() => document.documentElement.dataset['ready']);
}

/** Changes the screen as the device would. */
const change = (to: object) =>
  page.evaluate(async (changes) => {
    const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
    if (!glass?.screen) throw new Error('there is no screen');
    glass.screen = { ...glass.screen, ...changes } as CitizenScreen;
    await glass.updateComplete;
  }, to);

/** Presses *help* of the keypad. */
const pressHelp = () =>
  page.evaluate(async () => {
    const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
    glass?.help();
    await glass?.updateComplete;
  });

const sheet = () => page.locator('kiosk-help .sheet');

/** Runs in the page. */
function scrolls(element: Element): Promise<void> {
  return new Promise((done) => {
    element.addEventListener('scroll', () => done(), { once: true });
    element.scrollBy({ top: 200 });
  });
}

describe('sheet on a page without a visit', () => {
  it.each([
    ['attract', 'usual'],
    ['outOfService', 'everything'],
  ] as const)('when %s is untouched for a minute, then its sheet closes', async (show, sample) => {
    await open(show, sample);
    await pressHelp();
    await sheet().waitFor();
    await page.clock.runFor(DISPLAY_RESET_MS - SLACK_MS);
    expect(await sheet().count()).toBe(1);
    await page.clock.runFor(SLACK_MS);
    expect(await sheet().count()).toBe(0);
  });

  it.each(['touch', 'key', 'scroll'])('when a %s comes, then the minute begins again', async (sign) => {
    await page.setViewportSize({ width: 1_080, height: 900 });
    await open('attract', 'text-200');
    await pressHelp();
    await sheet().waitFor();
    await page.clock.runFor(DISPLAY_RESET_MS - SLACK_MS);
    if (sign === 'touch') await page.mouse.click(500, 800);
    else if (sign === 'key') await page.keyboard.press('Tab');
    else await page.locator('kiosk-help .scroller').evaluate(scrolls);
    await page.clock.runFor(DISPLAY_RESET_MS - SLACK_MS);
    expect(await sheet().count()).toBe(1);
    await page.clock.runFor(SLACK_MS);
    expect(await sheet().count()).toBe(0);
  });

  it('when the citizen wants more time, then the sheet stays for two minutes', async () => {
    await open('attract');
    await pressHelp();
    await change({ display: { text: 100, colours: 'light', lower: false, moreTime: true, calmTouch: false } });
    await page.mouse.click(500, 800);
    await page.clock.runFor(2 * DISPLAY_RESET_MS - SLACK_MS);
    expect(await sheet().count()).toBe(1);
    await page.clock.runFor(SLACK_MS);
    expect(await sheet().count()).toBe(0);
  });
});

describe('help of the keypad', () => {
  it('when the kiosk starts or staff work at it, then no sheet opens; when it is out of service, then the sheet calls staff', async () => {
    await open('starting');
    await pressHelp();
    expect(await sheet().count()).toBe(0);
    await change(MAINTENANCE_SAMPLES[0]?.view ?? {});
    await pressHelp();
    expect(await sheet().count()).toBe(0);
    await open('outOfService', 'everything');
    await pressHelp();
    await sheet().getByRole('button', { name: en.display.person }).waitFor();
  });
});
