import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { createLog } from '../../device/log/log.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { createPageAdmission, FROM_START_PAGE_HASH } from '../../device/web/glass.ts';
import { startPageFile } from '../../device/web/glass-files.ts';
import { createScreenHub, type ScreenHub } from '../../device/web/hub.ts';
import { startWebServer, type WebServer } from '../../device/web/server.ts';
import { PROOF_HEADER } from '../../device/web/start-page.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { realClock } from '../../drivers/clock.ts';
import { launchChromium } from './chromium.ts';

const ATTRACT: CitizenScreen = {
  show: 'attract',
  doors: [],
  called: false,
  notices: [],
  takeCard: false,
  language: 'en',
  centre: { name: 'Mərkəz', short: 'M' },
  simulated: false,
  pxPerMm: 4.03,
  display: PLAIN_DISPLAY,
  step: 'one',
  idle: null,
  scan: null,
  sound: null,
  clicks: false,
  cabinetOpen: false,
  dim: false,
  steps: null,
  parks: false,
  kept: null,
  cardIn: false,
  toTake: [],
  now: null,
  hours: null,
  news: [],
  works: [],
};

let browser: Browser;
let folder: string;
let ledgerFile: string;
let web: WebServer;
let hub: ScreenHub;

async function serve(port: number): Promise<void> {
  const log = createLog({ write: () => undefined, now: () => new Date(0) });
  hub = createScreenHub();
  hub.show(ATTRACT);
  web = await startWebServer({
    port,
    uiDir: packageFile('dist/ui'),
    hub,
    glass: createPageAdmission({ ledgerFile, clock: realClock, randomBytes, log }),
    log,
    clock: realClock,
    health: () => ({ ready: true, devices: {} }),
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-key-'));
  ledgerFile = join(folder, 'ledger.db');
  writeFileSync(ledgerFile, '');
  browser = await launchChromium();
  await serve(0);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
  rmSync(folder, { recursive: true });
});

async function open(address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return page;
}

const startBrowser = () => open(`file://${startPageFile(ledgerFile)}`);
const screen = (page: Page) => page.locator('kiosk-screen').waitFor();

it('when the browser comes by the start page, then it shows the screen, without a key in the address or in a cookie for scripts', async () => {
  const page = await startBrowser();
  await screen(page);
  expect(page.url()).toBe(`${web.url}/${FROM_START_PAGE_HASH}`);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.reload();
  await screen(page);
  await page.context().close();
});

it('when the browser has no key, then it shows only that it is not connected', async () => {
  const page = await open(web.url);
  await page.getByText('This page is not connected to the kiosk').waitFor();
  expect(await page.locator('kiosk-screen').count()).toBe(0);
  await page.context().close();
});

it('when a second browser comes, then it takes over, and the first browser says so', async () => {
  const before = await startBrowser();
  await screen(before);
  const after = await startBrowser();
  await screen(after);
  await before.getByText('This screen no longer belongs to the kiosk').waitFor();
  await Promise.all([before.context().close(), after.context().close()]);
});

it('when the kiosk starts later than the browser, or starts again, then the page comes back by itself', async () => {
  const port = Number(new URL(web.url).port);
  await web.close();
  const page = await startBrowser();
  await serve(port);
  await screen(page);
  await web.close();
  await page.getByText('This kiosk is closed for a moment').waitFor();
  await serve(port);
  await screen(page);
  await page.context().close();
});

it('when the rest of the page cannot be fetched, then the page goes to the start page, and comes back by itself', async () => {
  const page = await startBrowser();
  await screen(page);
  await page.route('**/assets/visit-*.js', (route) => route.abort());
  await page.reload();
  await screen(page);
  const left = page.waitForEvent('framenavigated', (frame) => frame.url().startsWith('file:'));
  hub.show({ ...ATTRACT, show: 'starting' });
  await left;
  await page.unroute('**/assets/visit-*.js');
  await page.locator('screen-starting h1').waitFor();
  hub.show(ATTRACT);
  await screen(page);
  await page.context().close();
});

it('when another program takes the port of a kiosk that restarts, then the browser sends it no key and no cookie', async () => {
  const port = Number(new URL(web.url).port);
  const page = await startBrowser();
  await screen(page);
  const key = /bytes\('([0-9A-Z]{26})'\)/.exec(readFileSync(startPageFile(ledgerFile), 'utf8'))?.[1] ?? 'no key';
  await web.close();
  const { requests, leave } = await stranger(port);
  await expect.poll(() => requests.length).toBeGreaterThanOrEqual(2);
  await leave();
  await serve(port);
  await screen(page);
  for (const { method, url, cookie, body } of requests)
    expect({ method, url, cookie, body }).toEqual({
      method: 'GET',
      url: expect.stringMatching(/^\/(glass\?nonce=[0-9a-f]{32}|assets\/.+)$/),
      cookie: undefined,
      body: '',
    });
  expect(JSON.stringify(requests)).not.toContain(key);
  await page.context().close();
});

interface StrangerRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly cookie: string | undefined;
  readonly body: string;
}

async function stranger(port: number) {
  const requests: StrangerRequest[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      requests.push({ method, url, cookie: headers.cookie, body });
      response.writeHead(200, {
        'access-control-allow-origin': '*',
        'access-control-expose-headers': PROOF_HEADER,
        [PROOF_HEADER]: 'a'.repeat(64),
      });
      response.end('<h1>a stranger</h1>');
    });
  });
  server.on('upgrade', ({ method, url, headers }, socket) => {
    requests.push({ method, url, cookie: headers.cookie, body: '' });
    socket.destroy();
  });
  await new Promise<void>((listens) => server.listen(port, '127.0.0.1', listens));
  return {
    requests,
    leave: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
