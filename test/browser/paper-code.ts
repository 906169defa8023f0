import jsQR from 'jsqr';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';

const SCALE = 2;

/** The text of the QR code in the dock's picture of a paper, or `null`. */
export async function codeOnPaper(browser: Browser, url: string): Promise<string | null> {
  const context = await browser.newContext({ deviceScaleFactor: SCALE });
  try {
    const page = await context.newPage();
    await page.goto(url);
    const { data, width, height } = PNG.sync.read(await page.locator('svg').first().screenshot());
    return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
  } finally {
    await context.close();
  }
}
