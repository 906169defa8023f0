import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SimulatedClock } from 'xstate';
import { createLog } from '../log/log.ts';
import type { Screen } from '../screen/screen.ts';
import { CLOSED_NO_KEY, CLOSED_TAKEN_OVER, createGlassKey, WRITE_AGAIN_MS } from './glass.ts';
import { glassFiles, glassFolder, startPageFile } from './glass-files.ts';
import { createScreenHub, type ScreenHub } from './hub.ts';
import { startWeb, type Web } from './server.ts';

const SCREEN = { show: 'attract', step: 'one', name: 'AYSEL' } as unknown as Screen;

let folder: string;
let ledgerFile: string;
let clock: SimulatedClock;
let hub: ScreenHub;
let web: Web;
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
  const glass = createGlassKey({ files: glassFiles(ledgerFile), clock, randomBytes, log });
  web = await startWeb({
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

const keyOnDisk = () =>
  /name="key" value="([0-9A-Z]+)"/.exec(readFileSync(startPageFile(ledgerFile), 'utf8'))?.[1] ?? '';
const events = () => lines.map((line) => (JSON.parse(line) as { event: string }).event);

/** What the browser's form sends. */
const send = (key: string, origin = 'null') =>
  fetch(`${web.url}/glass`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'text/plain', origin },
    body: `key=${key}\r\n`,
  });

/** The browser is started: it reads the file, shows the key and keeps the cookie. */
async function startBrowser(): Promise<string> {
  const answer = await send(keyOnDisk());
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
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

describe('a program that is not the browser', () => {
  it.each([undefined, 'glass=', 'glass=AAAAAAAAAAAAAAAAAAAAAAAAAA', 'other=1'])(
    'reads nothing and presses nothing with the cookie %j, whatever origin it makes up',
    async (cookie) => {
      await startBrowser();
      const stranger = await page(cookie);
      stranger.socket.send(PRESS);
      expect(await stranger.closed).toBe(CLOSED_NO_KEY);
      expect([stranger.heard, pressed]).toEqual([[], 0]);
      expect(lines.at(-1)).toContain('"code":"WEB-107"');
    },
  );

  it('is let in by no key but the one of the file, and by none from another page', async () => {
    for (const key of ['', 'A'.repeat(26), keyOnDisk().slice(1)]) expect((await send(key)).status).toBe(403);
    expect((await send(keyOnDisk(), 'http://elsewhere.example')).status).toBe(403);
    expect(events().filter((event) => event === 'glass.refused')).toHaveLength(3);
  });

  it('finds the key in no file that others may read, and no cookie in any', async () => {
    expect(statSync(startPageFile(ledgerFile)).mode & 0o777).toBe(0o640);
    expect(statSync(glassFolder(ledgerFile)).mode & 0o777).toBe(0o750);
    const cookie = await startBrowser();
    expect(statSync(`${ledgerFile}.glass`).mode & 0o777).toBe(0o600);
    const value = /glass=([0-9A-Z]{26});/.exec(cookie)?.[1] ?? 'none';
    expect(readFileSync(`${ledgerFile}.glass`, 'utf8')).not.toContain(value);
    expect(readFileSync(startPageFile(ledgerFile), 'utf8')).not.toContain(value);
    expect(lines.join()).not.toContain(value);
  });
});

describe('the glass', () => {
  it('hears from its start page whether the kiosk is there, which holds nothing', async () => {
    const answer = await fetch(`${web.url}/glass`);
    expect([answer.status, answer.headers.get('cross-origin-resource-policy'), await answer.text()]).toEqual([
      204,
      'cross-origin',
      '',
    ]);
  });

  it('is let in by the key once, with a cookie that no script and no other page has', async () => {
    const key = keyOnDisk();
    const cookie = await startBrowser();
    expect(cookie).toMatch(/^glass=[0-9A-Z]{26}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await send(key)).status).toBe(403);
    const glass = await page(cookie);
    await shows(glass);
    glass.socket.send(PRESS);
    await expect.poll(() => pressed).toBe(1);
  });

  it('has another key at each start, and takes over from the one before, which is told', async () => {
    const [first, before] = [keyOnDisk(), await page(await startBrowser())];
    await shows(before);
    expect(keyOnDisk()).not.toBe(first);
    const cookie = await startBrowser();
    expect(await before.closed).toBe(CLOSED_TAKEN_OVER);
    await shows(await page(cookie));
    expect(lines.join()).toContain('"code":"WEB-108"');
  });

  it('is one page: the same cookie in a second one takes over too', async () => {
    const cookie = await startBrowser();
    const before = await page(cookie);
    const after = await page(cookie);
    expect(await before.closed).toBe(CLOSED_TAKEN_OVER);
    await shows(after);
    await expect.poll(() => web.counters.sockets).toBe(1);
  });

  it('presses nothing any more once it was taken over, also where it does not hear that', async () => {
    const before = await page(await startBrowser());
    await shows(before);
    before.socket.pause();
    const after = await page(await startBrowser());
    before.socket.send(PRESS);
    await new Promise((resolve) => before.socket.ping('', undefined, resolve));
    after.socket.send(PRESS);
    await expect.poll(() => pressed).toBe(1);
    before.socket.resume();
    expect(await before.closed).toBe(CLOSED_TAKEN_OVER);
    expect(pressed).toBe(1);
  });

  it('stays the glass when the kiosk is started again', async () => {
    const cookie = await startBrowser();
    const port = Number(new URL(web.url).port);
    await web.close();
    await start(port);
    await shows(await page(cookie));
  });

  it('goes on where the next key cannot be written, which is said, and tried again', async () => {
    rmSync(glassFolder(ledgerFile), { recursive: true });
    writeFileSync(glassFolder(ledgerFile), 'a file where the folder should be');
    await web.close();
    await start();
    expect(lines.join()).toContain('"code":"WEB-106"');
    // Its start page would hand over a key that is spent.
    await expect(fetch(`${web.url}/glass`)).rejects.toThrow('fetch failed');
    rmSync(glassFolder(ledgerFile));
    clock.increment(WRITE_AGAIN_MS);
    await shows(await page(await startBrowser()));
  });

  it('leaves a folder as it is that somebody made for it', async () => {
    await web.close();
    rmSync(glassFolder(ledgerFile), { recursive: true });
    mkdirSync(glassFolder(ledgerFile), { mode: 0o700 });
    await start();
    expect(statSync(glassFolder(ledgerFile)).mode & 0o777).toBe(0o700);
    await startBrowser();
  });
});
