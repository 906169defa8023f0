import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import type { DockCommand } from '../../simulators/dock/commands.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { FINE_PIXELS, launchChromium } from './chromium.ts';
import { type Citizen, citizenAt } from './citizen.ts';
import { type DemoGuideFollower, openDemonstration } from './guided-visit.ts';
import { untilChecking } from './ways.ts';

/* `npm run pictures` makes the pictures of README and `docs/installing.md`. */

const FOLDER = packageFile('docs/pictures');
const MOST_BYTES = { png: 250_000, webp: 2_000_000 };
const LONG_MS = 600_000;
const WINDOW = { width: 1280, height: 800 };
const GLASS_HEIGHT = 760;
const WHOLE_MS = 20_000;
const KEY_MS = 250;
const END_MS = 3_000;

const save = (name: string, picture: Buffer) => writeFileSync(join(FOLDER, name), picture);

/** Only on request: each time the pictures differ a little. */
if (process.env['PICTURES']) describe('pictures', makesPictures);

function makesPictures(): void {
  let browser: Browser;
  let kiosk: KioskProcess;
  beforeEach(async () => {
    [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
  });
  afterEach(async () => {
    await browser?.close();
    await kiosk?.stop();
  });

  it('when pictures are made, then they show the first page, both ways to pay, and a receipt', {
    timeout: LONG_MS,
  }, async () => {
    const first = await citizenAt(browser, kiosk.url, FINE_PIXELS);
    await first.page.locator('screen-attract').waitFor();
    save('installed.png', await small(browser, await first.page.screenshot()));
    await first.switchTo('en');
    await first.page.getByRole('button', { name: first.words.attract.all }).waitFor();
    const begun = await first.page.screenshot();
    await first.start('en');
    save('readme-first-page.png', await sideBySide(browser, [begun, await first.page.screenshot()]));
    await first.touch(first.words.common.short.finish);
    await first.leave();
    const cash = await payingInNotes(kiosk, browser);
    const card = await payingByCard(kiosk, browser);
    save('readme-paying.png', await sideBySide(browser, [cash, card]));
    save('readme-receipt.png', await receipt(kiosk, browser));
  });

  it('when pictures are made, then they show the guided visit, still and moving', { timeout: LONG_MS }, async () => {
    const page = await browser.newPage({ viewport: WINDOW, reducedMotion: 'reduce' });
    const guide = await openDemonstration(page, `${kiosk.url}demo`, 'en');
    await guide.says('start');
    const frames = await recorded(guide, async (hint) => {
      if (hint === 'tap') save('readme-guided-visit.png', await page.screenshot());
    });
    moving('readme-visit.webp', frames);
    await guide.control('guide-restart').click();
    await guide.until('start');
  });
}

const finish = async (citizen: Citizen) => {
  await citizen.sees(citizen.words.done.title.receipt);
  await citizen.touch(citizen.words.common.finish);
  await citizen.leave();
};

async function payingInNotes(kiosk: KioskProcess, browser: Browser): Promise<Buffer> {
  const citizen = await citizenAt(browser, kiosk.url, FINE_PIXELS);
  await untilChecking(kiosk, citizen, 'en');
  await citizen.touch(/5[,.]00/);
  await citizen.paysBy('cash');
  await citizen.sees(citizen.words.payingCash.stages.insert.title);
  const put = async (...notes: readonly Extract<DockCommand, { do: 'insert'; device: 'billValidator' }>['manat'][]) => {
    for (const manat of notes) {
      const { billValidator } = await kiosk.until(({ billValidator: { unit } }) => unit === 'idling');
      await kiosk.dock({ device: 'billValidator', do: 'insert', manat });
      await kiosk.until(({ billValidator: { cassette } }) => cassette.length > billValidator.cassette.length);
    }
  };
  await put('1');
  await citizen.reads(/4[.,]00/);
  await citizen.sees(citizen.words.payingCash.stages.insert.title);
  const picture = await citizen.page.screenshot();
  await put('1', '1', '1', '1');
  await finish(citizen);
  return picture;
}

async function payingByCard(kiosk: KioskProcess, browser: Browser): Promise<Buffer> {
  const citizen = await citizenAt(browser, kiosk.url, FINE_PIXELS);
  await untilChecking(kiosk, citizen, 'en');
  await citizen.touch(/5[,.]00/);
  await citizen.paysBy('card');
  await citizen.sees(citizen.words.paying.stages['present-card'].title);
  await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
  const picture = await citizen.page.screenshot();
  await kiosk.dock({ device: 'terminal', do: 'tap' });
  await finish(citizen);
  return picture;
}

async function receipt(kiosk: KioskProcess, browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 2_000 }, deviceScaleFactor: 2 });
  await page.goto(`${kiosk.url}dock`);
  const paper = page.locator('[data-test="printer-paper"] img').last();
  await paper.evaluate((image: HTMLImageElement) => image.decode());
  const picture = await paper.screenshot();
  await page.close();
  return picture;
}

async function small(browser: Browser, glass: Buffer): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  await page.setContent(`<style>body{margin:0}</style>
    <img width="360" height="640" src="data:image/png;base64,${glass.toString('base64')}">`);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

async function sideBySide(browser: Browser, glasses: readonly Buffer[]): Promise<Buffer> {
  const page = await browser.newPage();
  const images = glasses.map(
    (glass) => `<img height="${GLASS_HEIGHT}" src="data:image/png;base64,${glass.toString('base64')}">`,
  );
  await page.setContent(`<style>body{display:inline-flex;gap:20px;margin:0;padding:20px;background:#edeae1}
    img{border-radius:10px;box-shadow:0 0 0 1px #8a9499}</style>${images.join('')}`);
  const picture = await page.locator('body').screenshot();
  await page.close();
  return picture;
}

interface Frame {
  readonly picture: Buffer;
  readonly isKey: boolean;
}

async function recorded(guide: DemoGuideFollower, look: (hint: string) => Promise<void>): Promise<readonly Frame[]> {
  const frames: Frame[] = [];
  await guide.until('finished', async (hint) => {
    frames.push({ picture: await shot(guide.page), isKey: hint === 'digit' });
    await look(hint);
  });
  await guide.page
    .locator('[data-test="printer-paper"] img')
    .last()
    .evaluate((image: HTMLImageElement) => image.decode());
  return [...frames, { picture: await shot(guide.page), isKey: false }];
}

const shot = (page: Page): Promise<Buffer> => page.screenshot({ scale: 'css' });

/** With `img2webp` of Debian's package webp. */
function moving(name: string, frames: readonly Frame[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'frames-'));
  const keys = frames.filter(({ isKey }) => isKey).length;
  const usual = (WHOLE_MS - END_MS - keys * KEY_MS) / (frames.length - 1 - keys);
  const files = frames.flatMap(({ picture, isKey }, index) => {
    const file = join(folder, `${index}.png`);
    writeFileSync(file, picture);
    const ms = index === frames.length - 1 ? END_MS : isKey ? KEY_MS : usual;
    return ['-d', String(Math.round(ms)), file];
  });
  execFileSync('img2webp', ['-loop', '0', '-lossy', '-q', '60', '-m', '4', ...files, '-o', join(FOLDER, name)]);
  rmSync(folder, { recursive: true });
}

it('when the README shows a picture, then it exists and is small', () => {
  const shown = [...readFileSync(packageFile('README.md'), 'utf8').matchAll(/\]\((docs\/pictures\/[^)]+)\)/g)];
  const files = shown.map(([, file = '']) => packageFile(file));
  expect(files.map((file) => file.split('/').at(-1)).sort()).toEqual([
    'readme-first-page.png',
    'readme-guided-visit.png',
    'readme-paying.png',
    'readme-receipt.png',
    'readme-visit.webp',
  ]);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  for (const file of files) {
    const most = file.endsWith('.png') ? MOST_BYTES.png : MOST_BYTES.webp;
    expect([file, statSync(file).size < most]).toEqual([file, true]);
  }
});
