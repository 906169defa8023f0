import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../device/config/profile.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { createLog } from '../../device/log/log.ts';
import { createPageAdmission } from '../../device/web/glass.ts';
import { startPageFile } from '../../device/web/glass-files.ts';
import { createScreenHub } from '../../device/web/hub.ts';
import { startWebServer } from '../../device/web/server.ts';
import { realClock } from '../../drivers/clock.ts';
import { ACCEPT_WORDS } from '../../provisioning/accept/all-words.ts';
import { type AcceptancePage, openAcceptancePage } from '../../provisioning/accept/glass-page.ts';
import type { AcceptanceContext } from '../../provisioning/accept/step.ts';
import { touchStep } from '../../provisioning/accept/step-glass.ts';
import { fakeIo } from '../support/fake-io.ts';
import { axeFindings, withAxe } from './axe.ts';
import { launchChromium } from './chromium.ts';

const SIZE = { width: 540, height: 960 };
const PANEL = { widthPx: 1080, heightPx: 1920, pxPerMm: 4.03 };

let browser: Browser;
let folder: string;
let ledgerFile: string;
let glass: AcceptancePage;
let context: BrowserContext | undefined;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-touch-'));
  ledgerFile = join(folder, 'ledger.db');
  writeFileSync(ledgerFile, '');
  glass = await served(0);
});
afterEach(async () => {
  await context?.close();
  await glass.close();
  rmSync(folder, { recursive: true });
});

const served = (port: number) =>
  openAcceptancePage({
    port,
    ledgerFile,
    clock: realClock,
    stop: new AbortController().signal,
    restLines: ACCEPT_WORDS.az.glass.rest,
  });

async function startBrowser(): Promise<Page> {
  context = await browser.newContext({ viewport: SIZE, hasTouch: true });
  await withAxe(context);
  const page = await context.newPage();
  await page.goto(`file://${startPageFile(ledgerFile)}`);
  await page.getByText(ACCEPT_WORDS.az.glass.rest[0] ?? '').waitFor();
  return page;
}

async function touchedAt(page: Page, sends: (x: number, y: number) => readonly [number, number]) {
  const io = fakeIo();
  const said: string[] = [];
  const parts = {
    profile: { kiosk: { panel: PANEL } } as Profile,
    io,
    words: ACCEPT_WORDS.az,
    glass: async () => glass,
    person: { tell: (line: string) => void said.push(line), ask: async () => '', agrees: async () => true },
    stop: new AbortController().signal,
  } as unknown as AcceptanceContext;
  const step = touchStep(parts);
  for (let nth = 1; nth <= 4; nth += 1) {
    await page.getByText(`${nth} / 4`).waitFor();
    const box = await page.locator('#target').boundingBox();
    if (!box) throw new Error('no target is shown');
    const [x, y] = sends((box.x + box.width / 2) / SIZE.width, (box.y + box.height / 2) / SIZE.height);
    await page.touchscreen.tap(x * SIZE.width, y * SIZE.height);
  }
  return { found: await step, said };
}

describe('four targets', () => {
  it('when each target is touched in its middle, then the touches fit', async () => {
    const { found } = await touchedAt(await startBrowser(), (x, y) => [x, y]);
    expect(found).toMatchObject({
      outcome: 'ok',
      seen: 'touches-fit',
      detail: 'the farthest touch was 0 mm from its target',
    });
  });

  it.each([
    ['turned by 90 degrees', (x: number, y: number) => [1 - y, x] as const, 'ACC-101', '0 1 0 -1 0 1'],
    ['turned by 180 degrees', (x: number, y: number) => [1 - x, 1 - y] as const, 'ACC-101', '-1 0 1 0 -1 1'],
    ['mirrored', (x: number, y: number) => [1 - x, y] as const, 'ACC-102', '-1 0 1 0 1 0'],
    [
      'touches up to 47 mm from their targets',
      (x: number, y: number) => [x * 0.8 + 0.08, y] as const,
      'ACC-103',
      '1.25 0 -0.1 0 1 0',
    ],
  ])(
    'when the panel is %s, then the step fails and shows the udev rule that repairs it',
    async (detail, sends, code, matrix) => {
      const { found, said } = await touchedAt(await startBrowser(), sends);
      expect(found).toMatchObject({ outcome: 'failed', code });
      if (code !== 'ACC-103') expect(found.detail).toBe(detail);
      expect(found.fix).toContain(`ENV{LIBINPUT_CALIBRATION_MATRIX}="${matrix}"`);
      expect(said.at(-1)).toMatch(/^ACTION=="add\|change", SUBSYSTEM=="input", KERNEL=="event\*", /);
      expect(said.at(-2)).toMatch(/&& sudo asan-kiosk settings keep \S+$/);
      expect(said.at(-2)).not.toContain('asan-glass');
      // A repetition restarts the screen, because only a new screen reads the rule.
      expect(glass.isShown()).toBe(false);
    },
  );
});

it('when a browser has no key, then the touch page is refused; axe finds no fault on the page', async () => {
  const page = await startBrowser();
  expect(await axeFindings(page)).toEqual([]);
  const port = new URL(page.url()).port;
  const other = await (await browser.newContext()).newPage();
  await other.goto(`http://127.0.0.1:${port}/`);
  expect(
    await other.evaluate(
      () =>
        new Promise((resolve) => {
          const line = new WebSocket(`${location.origin.replace('http', 'ws')}/socket/acceptance`);
          line.onmessage = () => resolve('shown');
          line.onclose = ({ code }) => resolve(code);
        }),
    ),
  ).toBe(4_401);
  await other.context().close();
});

it("when the test has ended and the kiosk runs again, then the kiosk's page comes back by itself", async () => {
  const page = await startBrowser();
  const port = Number(new URL(page.url()).port);
  await glass.close();
  const log = createLog({ write: () => undefined, now: () => new Date(0) });
  const web = await startWebServer({
    port,
    uiDir: packageFile('dist/ui'),
    hub: createScreenHub(),
    log,
    clock: realClock,
    glass: createPageAdmission({ ledgerFile, clock: realClock, randomBytes, log }),
    health: () => ({ ready: true, devices: {} }),
  });
  try {
    await page.locator('kiosk-app').waitFor();
    expect(await page.getByText('This page is not connected to the kiosk').count()).toBe(0);
  } finally {
    await web.close();
  }
});
