import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { LANGUAGES } from '../../simulators/dock/page/demo/address.ts';
import type { GuideLanguage } from '../../simulators/dock/page/demo/hints.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { axeFindings, withAxe } from './axe.ts';
import { COARSE_PIXELS, launchChromium } from './chromium.ts';
import {
  type DemoGuideFollower,
  openDemonstration,
  type TouchInput,
  touchWithFinger,
  tremblingTouch,
  type VisitDriver,
} from './guided-visit.ts';

const FIRST_PAPER_MS = 60_000;
const LONG_MS = 240_000;

let browser: Browser;
let kiosk: KioskProcess;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const byButton: TouchInput = async (on) => {
  await on.locator('[data-test="guide-go-on"]').focus();
  await on.keyboard.press('Enter');
};

async function open(
  language: GuideLanguage,
  touch?: TouchInput,
  size = { width: 1280, height: 800 },
  between: VisitDriver = 'myself',
): Promise<DemoGuideFollower> {
  await context?.close();
  context = await browser.newContext({ viewport: size, hasTouch: true, reducedMotion: 'reduce', ...COARSE_PIXELS });
  await withAxe(context);
  page = await context.newPage();
  return openDemonstration(page, `${kiosk.url}demo`, language, touch, between);
}

describe('the guided visit', () => {
  it('when the guide is followed, then five touches give the first paper within a minute of npm start', {
    timeout: LONG_MS,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'first-paper-'));
    const profile = join(folder, 'profile.yaml');
    const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
    writeFileSync(profile, text.replace('var/simulated/ledger.db', join(folder, 'ledger.db')));
    const started = performance.now();
    const npm = spawn('npm', ['start', '--silent', '--', '--port', '0', '--profile', profile], {
      cwd: packageFile('.'),
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    try {
      const url = await addressIn(npm.stdout);
      const own = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const guide = await openDemonstration(own, url, 'az', undefined, 'guide');
      await guide.until('paper');
      const seconds = (performance.now() - started) / 1_000;
      await guide.until('finished');
      process.stdout.write(`first paper ${seconds.toFixed(1)} s after npm start, by ${guide.touches()} touches\n`);
      expect(await guide.control('guide-says').textContent()).toMatch(/^\d+ saniyədə 5,00\u00a0₼ alındı/);
      expect(await guide.control('paper-in-hand').isVisible()).toBe(true);
      const state = await (await fetch(new URL('/dock/state', url))).json();
      expect([state.terminal.approvedTotal > 0, state.printer.paperCount]).toEqual([true, 1]);
      expect(seconds * 1_000).toBeLessThan(FIRST_PAPER_MS);
      await guide.control('guide-restart').click();
      await guide.says('start');
      expect(guide.touches()).toBe(5);
      await own.close();
    } finally {
      process.kill(-npm.pid!, 'SIGINT');
      await new Promise((resolve) => npm.once('close', resolve));
      rmSync(folder, { recursive: true });
    }
  });
});

if (process.env['DEMO'] === 'all') describe('the guided visit, in every way', inEveryWay);

function inEveryWay(): void {
  beforeAll(async () => {
    kiosk = await startKioskProcess();
  });
  afterAll(() => kiosk?.stop());
  beforeEach(async () => {
    await kiosk.dock({ device: 'all', do: 'heal' });
  });

  it.each([
    ['by a finger in a narrow window', 'az', touchWithFinger, { width: 420, height: 860 }],
    ['with a trembling hand', 'ru', tremblingTouch, undefined],
    ['by the one button, with a key', 'en', byButton, undefined],
  ] as const)(
    'when the guide is followed %s, then the visit takes five touches',
    { timeout: LONG_MS },
    async (_, language, touch, size) => {
      const guide = await open(language, touch, size, 'guide');
      await guide.until('finished');
      expect(guide.touches()).toBe(5);
      expect(await guide.control('paper-in-hand').isVisible()).toBe(true);
      expect(await axeFindings(page)).toEqual([]);
      await guide.control('guide-restart').click();
      await guide.until('start');
      expect(guide.touches()).toBe(5);
    },
  );

  it('when the visitor stops the guide, then it waits at each step until asked to go on', {
    timeout: LONG_MS,
  }, async () => {
    const guide = await open('en', undefined, undefined, 'guide');
    await guide.until('choose');
    await guide.touchNow();
    await guide.control('guide-stop').click();
    const hands = () => page.locator('.guide').getAttribute('data-hands');
    const asked = () => guide.control('guide-says').textContent();
    await expect.poll(hands).toBe('newcomer');
    const before = await asked();
    await guide.touchNow();
    await expect.poll(asked).not.toBe(before);
    expect(await hands()).toBe('newcomer');
    await guide.control('guide-go-on').click();
    await guide.says('tap');
    await guide.control('guide-restart').click();
    await guide.until('start');
  });

  it('when the visit is finished, then the guide asks to pull a cable and to put it back', {
    timeout: LONG_MS,
  }, async () => {
    const guide = await open('az', undefined, undefined, 'guide');
    await guide.until('finished');
    await guide.control('guide-pull').click();
    await guide.says('pull');
    await guide.touchNow();
    await guide.says('pulled');
    await page.frameLocator('iframe').getByText('bank kartı qəbul olunmur').waitFor();
    await guide.touchNow();
    await guide.says('finished');
  });

  it('when the paper runs out during the visit, then the guide still comes to its end', {
    timeout: LONG_MS,
  }, async () => {
    const guide = await open('en', touchWithFinger);
    await guide.until('tap');
    await kiosk.dock({ device: 'printer', do: 'paper-out-after', mm: 40 });
    const way = await guide.until('finished');
    expect(way.join('\n')).toContain('The printer has no paper');
    expect(await axeFindings(page)).toEqual([]);
    await guide.control('guide-restart').click();
    await guide.until('start');
  });

  it('when a trembling hand touches twice, then the guide still comes to its end', { timeout: LONG_MS }, async () => {
    const guide = await open('ru', tremblingTouch);
    await guide.until('finished');
    await guide.control('guide-restart').click();
    await guide.until('start');
  });

  it('when only keys are pressed, then the guide comes to its end', { timeout: LONG_MS }, async () => {
    const guide = await open('az', async (on) => {
      const show = on.locator('[data-test="guide-show"]');
      if (!(await show.isVisible())) return;
      await show.focus();
      await on.keyboard.press('Enter');
      await on.keyboard.press('Space');
    });
    await guide.until('finished');
    await guide.control('guide-restart').focus();
    await page.keyboard.press('Enter');
    await guide.until('start');
  });

  it.each(LANGUAGES)(
    'when the guide speaks %s in a narrow window, then the guide comes to its end, and axe finds no fault',
    { timeout: LONG_MS },
    async (language) => {
      const guide = await open(language, touchWithFinger, { width: 420, height: 860 });
      await guide.until('finished');
      await page.evaluate(() => window.scrollTo(0, 0));
      expect(await axeFindings(page)).toEqual([]);
      await guide.control('guide-restart').click();
      await guide.until('start');
    },
  );

  it('when the guide is closed at a step, then it can be opened and started again', { timeout: LONG_MS }, async () => {
    const guide = await open('en');
    for (const step of ['service', 'card', 'choose', 'digit', 'pay', 'method', 'tap'] as const) {
      await guide.until(step);
      await guide.control('guide-skip').click();
      expect(await guide.hint()).toBe('skipped');
      expect(await guide.control('guide-ring').isVisible()).toBe(false);
      await guide.control('guide-open').click();
      await guide.says(step);
      await guide.control('guide-restart').click();
      await guide.until('start');
    }
  });

  it('when each device is unplugged, then the guide goes on', { timeout: LONG_MS }, async () => {
    const guide = await open('en');
    for (const [step, device] of [
      ['service', 'reader'],
      ['method', 'terminal'],
      ['tap', 'terminal'],
      ['tap', 'printer'],
    ] as const) {
      await guide.until(step);
      await kiosk.dock({ device, do: 'plug', plugged: false });
      await guide.says('plug');
    }
    await guide.until('finished');
    await guide.control('guide-restart').click();
    await guide.until('start');
  });
}

function addressIn(stdout: NodeJS.ReadableStream): Promise<string> {
  let out = '';
  return new Promise((resolve) => {
    stdout.on('data', (chunk: Buffer) => {
      out += chunk;
      const address = /^Demo\s+(\S+)/m.exec(out)?.[1];
      if (address) resolve(address);
    });
  });
}
