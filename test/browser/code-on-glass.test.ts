import jsQR from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PANELS, type Panel } from '../../ui/gallery/panels.ts';
import { RECEIPT_QR, STATUS_ADDRESS } from '../../ui/samples/sample.ts';
import { LONGEST_CODE } from '../support/long-code.ts';
import { launchChromium } from './chromium.ts';
import { type Gallery, openGallery } from './gallery-page.ts';

let browser: Browser;
let gallery: Gallery;

beforeAll(async () => {
  browser = await launchChromium();
  gallery = await openGallery(browser);
});
afterAll(async () => {
  await gallery?.close();
  await browser?.close();
});

async function codeOn(page: Page): Promise<string | null> {
  const { data, width, height } = PNG.sync.read(await page.locator('k-qr').screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

function readOn(panels: readonly Panel[], show: 'receiptQr' | 'done', name: string, code: string) {
  const wanted = panels.map((panel) => ({ sample: { show, name }, language: 'az' as const, panel }));
  return gallery.forEach(wanted, async (page, { panel }) => ((await codeOn(page)) === code ? 'read' : panel.id));
}

describe('the code on the glass', () => {
  it.each([
    ['receiptQr', 'usual', RECEIPT_QR],
    ['receiptQr', 'lower', RECEIPT_QR],
    ['done', 'receipt', STATUS_ADDRESS],
  ] as const)(
    'when screen %s, %s, shows the longest code, then jsQR can read it on every panel',
    async (show, name, code) => {
      expect(await readOn(PANELS, show, name, code)).toEqual(PANELS.map(() => 'read'));
    },
  );

  // At twice the text size landscape panels must be scrolled, and small panels never show all of the code.
  it('when text is twice as large, then every upright panel shows the longest code readable', async () => {
    const upright = PANELS.filter(({ widthPx, heightPx }) => heightPx > widthPx);
    expect(await readOn(upright, 'receiptQr', 'text-200', RECEIPT_QR)).toEqual(upright.map(() => 'read'));
  });

  it('when a receipt is encoded, then its code is no longer than the tested code', () => {
    expect(RECEIPT_QR).toBe(LONGEST_CODE);
  });
});
