import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ViewName } from '../../ui/samples/sample.ts';
import { en } from '../../ui/words/en.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import { GALLERY_URL } from './gallery-page.ts';

/* Needs dist/gallery. */

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

async function open(show: ViewName, sample: string, part: string): Promise<void> {
  await page.goto(`${GALLERY_URL}#show=${show}&sample=${sample}&lang=en&bare=1`);
  await page.locator(part).first().waitFor();
}

const textOf = (part: string) => page.locator(part).first().textContent();

describe('seconds on a page', () => {
  it('when the page of a large note is open, then it counts down to 0, and not below', async () => {
    await open('noteTooLarge', 'usual', '.ends .left');
    expect(await textOf('.ends .left')).toMatch(/^30\s/);
    await page.clock.runFor(1_000);
    expect(await textOf('.ends .left')).toMatch(/^29\s/);
    await page.clock.runFor(40_000);
    expect(await textOf('.ends .left')).toMatch(/^0\s/);
  });

  it('when the idle question is open, then its figure and its ring run out together', async () => {
    await open('choosing', 'idle', 'kiosk-idle .figure');
    const gone = () =>
      page.locator('kiosk-idle circle.left').evaluate((ring) => {
        const style = getComputedStyle(ring);
        return Number.parseFloat(style.strokeDashoffset) / Number.parseFloat(style.strokeDasharray);
      });
    const whole = Number(await textOf('kiosk-idle .figure'));
    expect(whole).toBeGreaterThan(1);
    expect(await gone()).toBeCloseTo(0, 3);
    await page.clock.runFor(1_000);
    expect(Number(await textOf('kiosk-idle .figure'))).toBe(whole - 1);
    expect(await gone()).toBeCloseTo(1 / whole, 3);
    await page.clock.runFor(1_000 * whole);
    expect(await textOf('kiosk-idle .figure')).toBe('0');
    expect(await gone()).toBeCloseTo(1, 3);
  });

  it('when a wait is shown, then its seconds count up, and after 20 s the page says that the wait is longer than usual', async () => {
    await open('typingCode', 'checking', 'k-wait .time');
    await page.clock.runFor(19_000);
    expect(await textOf('k-wait .time')).toContain(`${en.wait.soFar} 19 ${en.wait.unit}`);
    expect(await page.getByText(en.wait.late).count()).toBe(0);
    await page.clock.runFor(1_000);
    expect(await page.getByText(en.wait.late).count()).toBe(1);
  });
});
