import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SimulatedClock } from 'xstate';
import { createLog } from '../log/log.ts';
import type { PageMessage, ScreenMessage } from '../screen/glass-message.ts';
import type { CitizenScreen } from '../screen/screen.ts';
import { PLAIN_DISPLAY } from '../words/display.ts';
import type { Intent } from '../words/intent.ts';
import { createPageAdmission } from './glass.ts';
import { SECURITY_HEADERS } from './guards.ts';
import { HEARTBEAT_MS, OLDEST_HEARTBEAT_MS } from './heartbeats.ts';
import { createScreenHub, type ScreenHub } from './hub.ts';
import { startWebServer, type WebServer, type WebServerOptions, WebStartError } from './server.ts';
import { MAX_MESSAGE_BYTES } from './socket.ts';

const screenAt = (step: string): CitizenScreen => ({
  show: 'attract',
  doors: [],
  called: false,
  notices: [],
  takeCard: false,
  language: 'az',
  centre: { name: 'Mərkəz', short: 'M' },
  simulated: true,
  pxPerMm: 4.03,
  display: PLAIN_DISPLAY,
  step,
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
});

let folder: string;
let lines: string[];
let hub: ScreenHub;
let intents: Intent[];
let web: WebServer;
const clients: WebSocket[] = [];

let clock: SimulatedClock;

const options = (more: Partial<WebServerOptions> = {}): WebServerOptions => ({
  port: 0,
  uiDir: join(folder, 'ui'),
  hub,
  glass: 'open',
  log: createLog({ write: (line) => lines.push(line), now: () => new Date(0) }),
  clock,
  health: () => ({ ready: true, storage: 'enough', devices: { reader: 'online' } }),
  ...more,
});

beforeEach(async () => {
  clock = new SimulatedClock();
  folder = mkdtempSync(join(tmpdir(), 'kiosk-web-'));
  mkdirSync(join(folder, 'ui/assets'), { recursive: true });
  writeFileSync(join(folder, 'ui/index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'ui/assets/app-1a2b3c4d.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  lines = [];
  intents = [];
  hub = createScreenHub();
  hub.onIntent((intent) => intents.push(intent));
  web = await startWebServer(options());
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await web.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** `fetch` does not let a test choose Host and Origin. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(web.url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('error', reject).end();
  });
}

interface Client {
  readonly socket: WebSocket;
  next(): Promise<ScreenMessage>;
  readonly heard: readonly number[];
}

function client(headers: { origin?: string; host?: string } = { origin: web.url }, path = '/socket'): Promise<Client> {
  const socket = new WebSocket(`${web.url.replace('http', 'ws')}${path}`, { headers });
  clients.push(socket);
  const waiting: ((message: ScreenMessage) => void)[] = [];
  const arrived: ScreenMessage[] = [];
  const heard: number[] = [];
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as PageMessage;
    if ('beat' in message) {
      heard.push(message.beat);
      return;
    }
    if ('key' in message) return;
    const taker = waiting.shift();
    if (taker) taker(message);
    else arrived.push(message);
  });
  const next = () =>
    new Promise<ScreenMessage>((resolve) => {
      const message = arrived.shift();
      if (message) resolve(message);
      else waiting.push(resolve);
    });
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ socket, next, heard }));
    socket.on('unexpected-response', (_request, response) => reject(new Error(`HTTP ${response.statusCode}`)));
    socket.on('error', reject);
  });
}

/** Sends messages, then a ping: the pong proves that the messages were handled. */
async function handled(from: Client, ...messages: readonly (string | Uint8Array)[]): Promise<void> {
  const mark = `mark-${hub.latest()?.length}-${messages.length}`;
  for (const message of messages) from.socket.send(message);
  const seen = new Promise<void>((resolve) => from.socket.once('pong', () => resolve()));
  from.socket.ping(mark);
  await seen;
}

const intentAt = (step: string, intent: unknown, beat = 1) => JSON.stringify({ step, beat, intent });

describe('citizen’s page', () => {
  it('when the page is requested, then it has a strict policy and is not stored', async () => {
    const page = await get('/');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<title>page</title>');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });

  it('when an asset has a hash in its name, then it may be kept for ever', async () => {
    const asset = await get('/assets/app-1a2b3c4d.js');
    expect(asset.headers['content-type']).toContain('javascript');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('when a path leads outside the folder, then it is refused', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/none']) {
      const answer = await get(path);
      expect([path, answer.status, answer.text.includes('secret')]).toEqual([path, expect.any(Number), false]);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
  });

  it('when /healthz is requested, then it has devices and counters', async () => {
    const health = await get('/healthz');
    expect(JSON.parse(health.text)).toEqual({
      ready: true,
      storage: 'enough',
      devices: { reader: 'online' },
      counters: {
        sockets: 0,
        intentsTaken: 0,
        intentsRefused: { malformed: 0, stale: 0, 'unknown-step': 0, late: 0 },
        requestsRefused: { host: 0, origin: 0 },
        connectionsRefused: { many: 0, slow: 0, nonsense: 0 },
      },
    });
  });

  it('when the address is malformed, then the answer has all headers and does not repeat the address', async () => {
    const answer = await get('/%zz');
    expect([answer.status, answer.text.includes('%zz')]).toEqual([400, false]);
    expect(answer.headers).toMatchObject(SECURITY_HEADERS);
  });
});

describe('frame around the page', () => {
  const ancestors = async (path: string) =>
    /frame-ancestors [^;]+/.exec(String((await get(path)).headers['content-security-policy']))?.[0];

  it('when every client may press, then only our own pages may frame the page', async () => {
    expect(await ancestors('/')).toBe("frame-ancestors 'self'");
    for (const path of ['/healthz', '/none', '/assets/app-1a2b3c4d.js', '//', '/?', '/index.html'])
      expect([path, await ancestors(path)]).toEqual([path, "frame-ancestors 'none'"]);
  });

  it('when a page needs a key, then no page may frame it', async () => {
    await web.close();
    const ledgerFile = join(folder, 'ledger.db');
    const randomBytes = (count: number) => new Uint8Array(count);
    web = await startWebServer(
      options({ glass: createPageAdmission({ ledgerFile, clock, randomBytes, log: options().log }) }),
    );
    expect(await ancestors('/')).toBe("frame-ancestors 'none'");
    expect((await get('/demo')).status).toBe(404);
  });
});

describe('foreign pages', () => {
  it.each([
    ['a foreign host', { host: 'evil.example' }, 'GET'],
    ['our address with another port', { host: '127.0.0.1:1' }, 'GET'],
    ['a foreign origin', { origin: 'http://evil.example' }, 'GET'],
    ['an origin that is no place', { origin: 'null' }, 'GET'],
    ['https on our name, which is not us', { origin: 'https://localhost' }, 'GET'],
    ['a write without an origin', {}, 'POST'],
  ] as const)('when a request has %s, then it is refused and logged', async (_name, headers, method) => {
    const answer = await get('/healthz', headers, method);
    expect(answer.status).toBe(403);
    const { host, origin } = web.counters.requestsRefused;
    expect(host + origin).toBe(1);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ event: 'request.refused' });
  });

  it('when a socket has a foreign or no origin, then it is refused', async () => {
    await expect(client({ origin: 'http://evil.example' })).rejects.toThrow('HTTP 403');
    await expect(client({ origin: web.url, host: 'evil.example' })).rejects.toThrow('HTTP 403');
    await expect(client({})).rejects.toThrow('HTTP 403');
    expect(web.counters.requestsRefused).toEqual({ host: 1, origin: 2 });
    expect(web.counters.sockets).toBe(0);
  });

  it('when the origin is a named development server, then its socket is accepted', async () => {
    const other = await startWebServer(options({ allowedHosts: ['localhost:5173'] }));
    const socket = new WebSocket(`${other.url.replace('http', 'ws')}/socket`, { origin: 'http://localhost:5173' });
    clients.push(socket);
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
    await other.close();
  });
});

describe('socket', () => {
  it('when a page connects, then it gets the current screen at once, and every new screen', async () => {
    hub.show(screenAt('one'));
    const browser = await client();
    expect(await browser.next()).toEqual({ screen: screenAt('one') });
    hub.show(screenAt('two'));
    expect(await browser.next()).toMatchObject({ screen: { step: 'two' } });
  });

  it('when an intent is made on the current step, then the machine gets it', async () => {
    hub.show(screenAt('one'));
    const browser = await client();
    await handled(browser, intentAt('one', { do: 'start', language: 'ru' }));
    expect(intents).toEqual([{ do: 'start', language: 'ru' }]);
    expect(web.counters.intentsTaken).toBe(1);
  });

  it('when intents are stale, unknown or malformed, then they are refused, counted and logged', async () => {
    hub.show(screenAt('one'));
    hub.show(screenAt('two'));
    const browser = await client();
    await handled(
      browser,
      intentAt('one', { do: 'next' }),
      intentAt('never', { do: 'next' }),
      'not json',
      intentAt('two', { do: 'explode' }),
      intentAt('two', { do: 'next', more: 1 }),
      new Uint8Array([1, 2, 3]),
    );
    expect(intents).toEqual([]);
    expect(web.counters.intentsRefused).toEqual({ malformed: 4, stale: 1, 'unknown-step': 1, late: 0 });
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual([
      'stale',
      'unknown-step',
      'malformed',
      'malformed',
      'malformed',
      'malformed',
    ]);
    await handled(browser, intentAt('two', { do: 'next' }));
    expect(intents).toEqual([{ do: 'next' }]);
  });

  it('when a touch is made on a page that was blocked, then it is refused as late', async () => {
    hub.show(screenAt('one'));
    const browser = await client();
    clock.increment(HEARTBEAT_MS);
    await handled(browser);
    expect(browser.heard).toEqual([1, 2]);
    clock.increment(OLDEST_HEARTBEAT_MS + 1);
    await handled(browser, intentAt('one', { do: 'pay' }, 2));
    expect(intents).toEqual([]);
    expect(web.counters.intentsRefused.late).toBe(1);
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual(['late']);
    await handled(browser, intentAt('one', { do: 'pay' }, browser.heard.at(-1)));
    expect(intents).toEqual([{ do: 'pay' }]);
    await handled(browser, intentAt('one', { do: 'pay' }, 1_000));
    expect(web.counters.intentsRefused.late).toBe(2);
  });

  it('when a message is too long, then its socket is closed, and the next socket is accepted', async () => {
    hub.show(screenAt('one'));
    const browser = await client();
    const closed = new Promise<number>((resolve) => browser.socket.on('close', resolve));
    browser.socket.send('x'.repeat(MAX_MESSAGE_BYTES + 1));
    expect(await closed).toBe(1009);
    expect(web.counters.intentsRefused.malformed).toBe(1);
    const again = await client();
    expect(await again.next()).toMatchObject({ screen: { step: 'one' } });
  });

  it('when a client sends no HTTP, then the server goes on', async () => {
    const { hostname, port } = new URL(web.url);
    const raw = connect(Number(port), hostname);
    raw.end('\x00\x01 nonsense\r\n\r\n');
    await new Promise((resolve) => raw.on('close', resolve).resume());
    expect((await get('/healthz')).status).toBe(200);
  });

  it('when a socket is opened on another route, then it gets a 404', async () => {
    hub.show(screenAt('one'));
    for (const path of ['/elsewhere', '/', '/healthz', '/assets/app-1a2b3c4d.js'])
      await expect(client({ origin: web.url }, path), path).rejects.toThrow('HTTP 404');
    expect(web.counters.sockets).toBe(0);
  });

  it('when sockets open and close, then their number is counted', async () => {
    hub.show(screenAt('one'));
    const browser = await client();
    expect(web.counters.sockets).toBe(1);
    browser.socket.close();
    await new Promise((resolve) => browser.socket.on('close', resolve));
    const other = await client();
    expect(web.counters.sockets).toBe(1);
    other.socket.close();
  });
});

describe('start', () => {
  it('when the port is taken, then the start fails with WEB-101', async () => {
    const port = Number(new URL(web.url).port);
    await expect(startWebServer(options({ port }))).rejects.toThrow(WebStartError);
    await expect(startWebServer(options({ port }))).rejects.toMatchObject({ code: 'WEB-101' });
  });

  it('when the page was not built, then the start fails with WEB-102', async () => {
    await expect(startWebServer(options({ uiDir: join(folder, 'nowhere') }))).rejects.toMatchObject({
      code: 'WEB-102',
    });
  });

  it('when a plugin adds pages, then the same guards apply, and its faults are logged', async () => {
    const plugin: NonNullable<WebServerOptions['plugins']>[number] = async (app) => {
      app.get('/more', () => ({ more: true }));
      app.get('/fault', () => {
        throw new TypeError('x is not a function');
      });
    };
    await web.close();
    web = await startWebServer(options({ uiDir: null, plugins: [plugin] }));
    expect((await get('/more')).text).toBe('{"more":true}');
    expect((await get('/more', { host: 'evil.example' })).status).toBe(403);
    expect((await get('/')).status).toBe(404);
    const fault = await get('/fault');
    expect([fault.status, fault.text]).toEqual([500, '{"error":"internal"}']);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ event: 'bug', where: 'web', error: { kind: 'TypeError' } });
  });
});
