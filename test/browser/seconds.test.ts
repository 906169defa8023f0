import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Show } from '../../ui/samples/sample.ts';
import { en } from '../../ui/words/en.ts';
import { COARSE, launchChromium } from './chromium.ts';
import { GALLERY_URL } from './gallery-page.ts';

/* The seconds that pages count, in a page with a clock of its own. Needs dist/gallery. */

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1_080, height: 1_920 }, ...COARSE });
  await page.clock.install();
  return () => page.close();
});

async function open(show: Show, sample: string, part: string): Promise<void> {
  await page.goto(`${GALLERY_URL}#show=${show}&sample=${sample}&lang=en&bare=1`);
  await page.locator(part).first().waitFor();
}

const textOf = (part: string) => page.locator(part).first().textContent();

describe('when seconds pass', () => {
  it('then the page of a large note counts down to 0, and not below', async () => {
    await open('noteTooLarge', 'usual', '.ends .left');
    expect(await textOf('.ends .left')).toMatch(/^30\s/);
    await page.clock.runFor(1_000);
    expect(await textOf('.ends .left')).toMatch(/^29\s/);
    await page.clock.runFor(40_000);
    expect(await textOf('.ends .left')).toMatch(/^0\s/);
  });

  it('then figure and ring of the question to the citizen run out together', async () => {
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

  it('then a wait counts up, and says after 20 s that it takes longer than usual', async () => {
    await open('typingCode', 'checking', 'k-wait .time');
    await page.clock.runFor(19_000);
    expect(await textOf('k-wait .time')).toContain(`${en.wait.soFar} 19 ${en.wait.unit}`);
    expect(await page.getByText(en.wait.late).count()).toBe(0);
    await page.clock.runFor(1_000);
    expect(await page.getByText(en.wait.late).count()).toBe(1);
  });
});
