import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { panelOf } from '../../ui/gallery/panels.ts';
import { screenOf } from '../../ui/gallery/samples.ts';
import type { Show } from '../../ui/samples/sample.ts';
import { startKioskProcess } from '../kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { citizenAt } from './citizen.ts';
import { openGallery } from './gallery-page.ts';
import { untilPaying } from './ways.ts';

/* The pictures of the README: `npm run pictures` makes them anew from what is built. */

const FOLDER = packageFile('docs/pictures');
const MOST_BYTES = 500_000;
const LONG_MS = 120_000;
const PANEL = panelOf('21.5');
const USUAL = { language: 'en', display: { contrast: false, text: 100, lower: false }, simulated: false } as const;

/** A visit from left to right. */
const VISIT: readonly (readonly [Show, string])[] = [
  ['choosing', 'usual'],
  ['searching', 'found'],
  ['beforeYouStart', 'identity-card'],
  ['answering', 'choice'],
  ['checking', 'identity-card'],
  ['done', 'receipt'],
];

/** They are made when somebody asks; each time they would differ a little. */
if (process.env['PICTURES']) describe('pictures', makesPictures);

function makesPictures(): void {
  it('of a visit', { timeout: LONG_MS }, async () => {
    const browser = await launchChromium();
    const gallery = await openGallery(browser);
    const screens = VISIT.map(([show, name]) => screenOf(show, name, USUAL, PANEL.pxPerMm));
    writeFileSync(join(FOLDER, 'visit.png'), await gallery.sheetOf(screens, PANEL));
    await browser.close();
  });

  it('of the dock after a visit', { timeout: LONG_MS }, async () => {
    const [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
    const citizen = await citizenAt(browser, kiosk.url);
    await untilPaying(kiosk, citizen, 'en');
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await citizen.sees(citizen.words.done.title.receipt);
    await kiosk.until(({ printer }) => !printer.printing);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${kiosk.url}dock`);
    await page.locator('[data-test="led-printer"][data-state="on"]').waitFor();
    await page.screenshot({ path: join(FOLDER, 'dock.png') });
    await browser.close();
    await kiosk.stop();
  });
}

it('the README shows the pictures that there are, and they are small', () => {
  const shown = [...readFileSync(packageFile('README.md'), 'utf8').matchAll(/\]\((docs\/pictures\/[^)]+)\)/g)];
  const files = shown.map(([, file = '']) => packageFile(file));
  expect(files.map((file) => file.split('/').at(-1)).sort()).toEqual(['dock.png', 'visit.png']);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(MOST_BYTES);
});
