import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SimulatedClock } from 'xstate';
import { createLog } from '../log/log.ts';
import type { CitizenScreen } from '../screen/screen.ts';
import {
  CLOSE_CODE_NO_KEY,
  CLOSE_CODE_TAKEN_OVER,
  createPageAdmission,
  PROOFS_PER_KEY,
  START_PAGE_RETRY_MS,
} from './glass.ts';
import { startPageFile, startPageFolder } from './glass-files.ts';
import { createScreenHub, type ScreenHub } from './hub.ts';
import { startWebServer, type WebServer } from './server.ts';
import { NONCE_PREFIX, PROOF_HEADER } from './start-page.ts';

const SCREEN = { show: 'attract', step: 'one', name: 'AYSEL' } as unknown as CitizenScreen;

let folder: string;
let ledgerFile: string;
let clock: SimulatedClock;
let hub: ScreenHub;
let web: WebServer;
let lines: string[];
let pressed: number;
let drawn = 0;
const sockets: WebSocket[] = [];

async function start(port = 0): Promise<void> {
  const log = createLog({ write: (line) => lines.push(line), now: () => new Date(0) });
  hub = createScreenHub();
  hub.show(SCREEN);
  hub.onIntent(() => {
    pressed += 1;
  });
  const randomBytes = (count: number) => {
    drawn += 1;
    return Uint8Array.from({ length: count }, (_, nth) => drawn * 31 + nth * 7);
  };
  const glass = createPageAdmission({ ledgerFile, clock, randomBytes, log });
  web = await startWebServer({
    port,
    uiDir: null,
    hub,
    glass,
    log,
    clock,
    health: () => ({ ready: true, devices: {} }),
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-glass-'));
  ledgerFile = join(folder, 'ledger.db');
  writeFileSync(ledgerFile, '');
  clock = new SimulatedClock();
  lines = [];
  pressed = 0;
  await start();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await web.close();
  rmSync(folder, { recursive: true });
});

const keyOnDisk = () => /bytes\('([0-9A-Z]{26})'\)/.exec(readFileSync(startPageFile(ledgerFile), 'utf8'))?.[1] ?? '';
const events = () => lines.map((line) => (JSON.parse(line) as { event: string }).event);

const NONCE = '0123456789abcdef0123456789abcdef';
const proofOf = (key: string, by: keyof typeof NONCE_PREFIX, nonce = NONCE) =>
  createHmac('sha256', key).update(`${NONCE_PREFIX[by]}${nonce}`).digest('hex');

const send = (proof: string, origin = 'null', nonce = NONCE) =>
  fetch(`${web.url}/glass`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'text/plain', origin },
    body: `proof=${nonce} ${proof}\r\n`,
  });

async function startBrowser(): Promise<string> {
  const nonce = randomUUID().replaceAll('-', '');
  const answer = await send(proofOf(keyOnDisk(), 'glass', nonce), 'null', nonce);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/#glass']);
  return answer.headers.get('set-cookie') ?? '';
}

interface Page {
  readonly socket: WebSocket;
  readonly heard: string[];
  readonly closed: Promise<number>;
}

async function page(cookie: string | undefined): Promise<Page> {
  const headers = cookie === undefined ? {} : { cookie: cookie.split(';')[0] };
  const socket = new WebSocket(`${web.url.replace('http', 'ws')}/socket`, { origin: web.url, headers });
  sockets.push(socket);
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(data.toString()));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => socket.once('open', () => resolve()).once('error', reject));
  return { socket, heard, closed };
}

const shows = (one: Page) => expect.poll(() => one.heard.some((text) => text.includes('AYSEL'))).toBe(true);
const PRESS = JSON.stringify({ step: 'one', beat: 1, intent: { do: 'next' } });

describe('a foreign program', () => {
  it('when a proof is used again, then it is refused, even after the list of nonces was emptied', async () => {
    const proof = proofOf(keyOnDisk(), 'glass');
    expect((await send(proof)).status).toBe(303);
    expect((await send(proof)).status).toBe(403);
    for (let count = 1; count < PROOFS_PER_KEY; count++) await startBrowser();
    expect((await send(proof)).status).toBe(403);
    await startBrowser();
  });

  it.each([undefined, 'glass=', 'glass=AAAAAAAAAAAAAAAAAAAAAAAAAA', 'other=1'])(
    'when the cookie is %j, then the page gets no screen and its presses are ignored',
    async (cookie) => {
      await startBrowser();
      const stranger = await page(cookie);
      stranger.socket.send(PRESS);
      expect(await stranger.closed).toBe(CLOSE_CODE_NO_KEY);
      expect([stranger.heard, pressed]).toEqual([[], 0]);
      expect(lines.at(-1)).toContain('"code":"WEB-107"');
    },
  );

  it('when the proof is not made with the file’s key, or the page has an origin, then it is refused', async () => {
    const kioskProof = (await fetch(`${web.url}/glass?nonce=${NONCE}`)).headers.get(PROOF_HEADER) ?? '';
    for (const proof of ['', 'a'.repeat(64), proofOf(keyOnDisk().slice(1), 'glass'), kioskProof])
      expect((await send(proof)).status).toBe(403);
    expect((await send(proofOf(keyOnDisk(), 'glass'), 'http://elsewhere.example')).status).toBe(403);
    expect(events().filter((event) => event === 'glass.refused')).toHaveLength(4);
  });

  it('when files and log are read, then only the start page has the key and none has the cookie', async () => {
    expect(statSync(startPageFile(ledgerFile)).mode & 0o777).toBe(0o640);
    expect(statSync(startPageFolder(ledgerFile)).mode & 0o777).toBe(0o750);
    const cookie = await startBrowser();
    const value = /glass=([0-9A-Z]{26});/.exec(cookie)?.[1] ?? 'none';
    expect(readdirSync(folder).sort()).toEqual(['glass', 'ledger.db']);
    expect(readFileSync(startPageFile(ledgerFile), 'utf8')).not.toContain(value);
    expect(lines.join()).not.toContain(value);
    expect(lines.join()).not.toContain(keyOnDisk());
  });

  it.each([undefined, '', 'short', `${NONCE}0`, NONCE.toUpperCase()])(
    'when the start page asks with the nonce %j, then the kiosk signs nothing',
    async (nonce) => {
      const answer = await fetch(`${web.url}/glass${nonce === undefined ? '' : `?nonce=${nonce}`}`);
      expect([answer.status, answer.headers.get(PROOF_HEADER)]).toEqual([400, null]);
    },
  );
});

describe('glass', () => {
  it('when the start page sends a nonce, then the kiosk proves that it has the key', async () => {
    const answer = await fetch(`${web.url}/glass?nonce=${NONCE}`);
    expect([answer.status, answer.headers.get(PROOF_HEADER), await answer.text()]).toEqual([
      204,
      proofOf(keyOnDisk(), 'kiosk'),
      '',
    ]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('null');
  });

  it('when the proof is right, then the page gets a cookie without script access, and its presses count', async () => {
    const cookie = await startBrowser();
    expect(cookie).toMatch(/^glass=[0-9A-Z]{26}; Path=\/socket; HttpOnly; SameSite=Strict$/);
    const glass = await page(cookie);
    await shows(glass);
    glass.socket.send(PRESS);
    await expect.poll(() => pressed).toBe(1);
  });

  it('when the browser starts again, then it gets a new cookie, and the earlier page is closed', async () => {
    const first = await startBrowser();
    const before = await page(first);
    await shows(before);
    const cookie = await startBrowser();
    expect(cookie).not.toBe(first);
    expect(await before.closed).toBe(CLOSE_CODE_TAKEN_OVER);
    await shows(await page(cookie));
    expect(lines.join()).toContain('"code":"WEB-108"');
    expect(await (await page(first)).closed).toBe(CLOSE_CODE_NO_KEY);
  });

  it('when a second page has the same cookie, then it takes over', async () => {
    const cookie = await startBrowser();
    const before = await page(cookie);
    const after = await page(cookie);
    expect(await before.closed).toBe(CLOSE_CODE_TAKEN_OVER);
    await shows(after);
    await expect.poll(() => web.counters.sockets).toBe(1);
  });

  it('when a third page comes after the first one has closed, then it takes over from the second', async () => {
    const cookie = await startBrowser();
    const first = await page(cookie);
    const second = await page(cookie);
    await shows(second);
    expect(await first.closed).toBe(CLOSE_CODE_TAKEN_OVER);
    await expect.poll(() => web.counters.sockets).toBe(1);
    await shows(await page(cookie));
    expect(await second.closed).toBe(CLOSE_CODE_TAKEN_OVER);
  });

  it('when a page does not learn that another page took over, then its presses are ignored', async () => {
    const before = await page(await startBrowser());
    await shows(before);
    before.socket.pause();
    const after = await page(await startBrowser());
    before.socket.send(PRESS);
    await new Promise((resolve) => before.socket.ping('', undefined, resolve));
    after.socket.send(PRESS);
    await expect.poll(() => pressed).toBe(1);
    before.socket.resume();
    expect(await before.closed).toBe(CLOSE_CODE_TAKEN_OVER);
    expect(pressed).toBe(1);
  });

  it('when the kiosk is started again, then neither key nor cookie of before opens anything', async () => {
    const cookie = await startBrowser();
    const key = keyOnDisk();
    const port = Number(new URL(web.url).port);
    await web.close();
    await start(port);
    const stranger = await page(cookie);
    expect([await stranger.closed, stranger.heard]).toEqual([CLOSE_CODE_NO_KEY, []]);
    expect((await send(proofOf(key, 'glass'))).status).toBe(403);
    await shows(await page(await startBrowser()));
  });

  it('when the start page cannot be written, then it is logged, no page is admitted, and writing is retried', async () => {
    await web.close();
    rmSync(startPageFolder(ledgerFile), { recursive: true });
    writeFileSync(startPageFolder(ledgerFile), 'a file where the folder should be');
    await start();
    expect(lines.join()).toContain('"code":"WEB-106"');
    await expect(fetch(`${web.url}/glass?nonce=${NONCE}`)).rejects.toThrow('fetch failed');
    rmSync(startPageFolder(ledgerFile));
    clock.increment(START_PAGE_RETRY_MS);
    await shows(await page(await startBrowser()));
  });

  it('when the folder of the start page exists, then it keeps its mode', async () => {
    await web.close();
    rmSync(startPageFolder(ledgerFile), { recursive: true });
    mkdirSync(startPageFolder(ledgerFile), { mode: 0o700 });
    await start();
    expect(statSync(startPageFolder(ledgerFile)).mode & 0o777).toBe(0o700);
    await startBrowser();
  });
});
