import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SimulatedClock } from 'xstate';
import { realClock } from '../../drivers/clock.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import { emitter } from '../../drivers/emitter.ts';
import { createLog } from '../log/log.ts';
import type { KioskStateForTechnician, TechnicianMessage } from '../screen/technician.ts';
import { createScreenHub } from './hub.ts';
import { startWebServer, type WebServer } from './server.ts';
import { STATE_INTERVAL_MS, serveTechnician } from './technician.ts';

const CODE = 'GOOD';
const SESSION = 'SESSION';
const STATE: KioskStateForTechnician = {
  kiosk: 'K5',
  version: '0',
  simulated: false,
  at: '2026-11-24T10:00:00.000Z',
  clock: 'unknown',
  devices: {},
  troubles: {},
  degraded: {},
  terminalClock: null,
  distrust: null,
  owed: { open: [], notesHeld: [], notesInDoubt: [], creditsNotPrinted: [] },
  log: [],
};

let folder: string;
let web: WebServer;
let clock: SimulatedClock;
let lines: string[];
let tried: number;
let made: number;
let cleaned: DeviceKind[];
const changed = emitter<void>();
const takenOver = emitter<void>();
const sockets: WebSocket[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-technician-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>technician</title>');
  writeFileSync(join(folder, 'assets/app-1a2b3c4d.js'), 'export {};');
  clock = new SimulatedClock();
  lines = [];
  [tried, made] = [0, 0];
  cleaned = [];
  const log = createLog({ write: (line) => lines.push(line), now: () => new Date(0) });
  const page = {
    dir: folder,
    clock,
    log,
    onChange: changed.on,
    gate: {
      enter: (code: string) => (code === CODE ? SESSION : null),
      resume: (session: string) => session === SESSION,
      onTakenOver: takenOver.on,
    },
    state: () => ({ ...STATE, version: String(++made) }),
    tryNow: () => {
      tried += 1;
    },
    cleaned: (device: DeviceKind) => void cleaned.push(device),
  };
  web = await startWebServer({
    port: 0,
    uiDir: null,
    hub: createScreenHub(),
    glass: 'open',
    log,
    clock: realClock,
    health: () => ({ ready: true, storage: 'enough', devices: {} }),
    plugins: [(app) => serveTechnician(app, page)],
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await web.close();
  rmSync(folder, { recursive: true });
});

async function open(cookie = `technician=${SESSION}`, origin = web.url) {
  const address = `${web.url.replace('http', 'ws')}/technician/socket`;
  const socket = new WebSocket(address, { origin, headers: { cookie } });
  sockets.push(socket);
  const heard: TechnicianMessage[] = [];
  let closed = false;
  socket.on('message', (data) => heard.push(JSON.parse(data.toString()) as TechnicianMessage));
  socket.on('close', () => {
    closed = true;
  });
  await new Promise<void>((done, fail) => socket.once('open', () => done()).once('error', fail));
  const kinds = () => heard.map(({ kind }) => kind).join(' ');
  return {
    send: (value: unknown) => socket.send(typeof value === 'string' ? value : JSON.stringify(value)),
    heard,
    kinds,
    closed: () => closed,
  };
}

const events = () => lines.map((line) => (JSON.parse(line) as { event: string }).event);

describe('technician’s page', () => {
  it('when the page is requested, then it is not kept and has a policy; its assets may be kept', async () => {
    for (const path of ['technician', 'technician/']) {
      const answer = await fetch(`${web.url}/${path}`);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect((await fetch(`${web.url}/technician/assets/app-1a2b3c4d.js`)).headers.get('cache-control')).toContain(
      'immutable',
    );
    expect((await fetch(`${web.url}/technician/assets/../index.html`)).status).toBe(404);
  });
});

const enter = (code: string, origin = web.url) =>
  fetch(`${web.url}/technician/enter`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', origin },
    body: code,
  });

describe('access code', () => {
  it('when the code is right, then the answer sets a cookie without script access', async () => {
    const answer = await enter(CODE);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([
      204,
      `technician=${SESSION}; Path=/technician; HttpOnly; SameSite=Strict`,
    ]);
  });

  it('when the code is wrong or the page is foreign, then no cookie is set', async () => {
    const wrong = await enter('BAD');
    expect([wrong.status, wrong.headers.get('set-cookie'), events()]).toEqual([403, null, ['technician.refused']]);
    expect((await enter(CODE, 'http://elsewhere.example')).status).toBe(403);
  });
});

describe('technician’s socket', () => {
  it('when the page is foreign, then its socket is refused', async () => {
    await expect(open(`technician=${SESSION}`, 'http://elsewhere.example')).rejects.toThrow('403');
  });

  it.each(['', 'technician=', 'technician=BAD', `glass=${SESSION}`])(
    'when the cookie is %j, then the page gets no state and its requests are ignored',
    async (cookie) => {
      const page = await open(cookie);
      page.send({ do: 'try-now' });
      changed.emit();
      await expect.poll(page.closed).toBe(true);
      expect([page.kinds(), tried, made]).toEqual(['refused', 0, 0]);
    },
  );

  it.each([{ do: 'enter', code: CODE }, { do: 'try-now', more: 1 }, { do: 'cleaned', device: 'oven' }, 'not JSON'])(
    'when the message is %j, then the socket is closed',
    async (message) => {
      const page = await open();
      page.send(message);
      await expect.poll(page.closed).toBe(true);
      expect([tried, cleaned]).toEqual([0, []]);
    },
  );

  it('when the state changes often, then the page gets it at once and then at most once per interval', async () => {
    const page = await open();
    await expect.poll(page.kinds).toBe('state');
    for (let nth = 0; nth < 20; nth++) changed.emit();
    clock.increment(STATE_INTERVAL_MS - 1);
    expect(made).toBe(1);
    clock.increment(1);
    await expect.poll(page.kinds).toBe('state state');
    expect([made, events()]).toEqual([2, ['technician.entered']]);
  });

  it('when the state changes after each push, then each next push comes after one interval', async () => {
    const page = await open();
    await expect.poll(page.kinds).toBe('state');
    for (const kinds of ['state state', 'state state state']) {
      changed.emit();
      clock.increment(STATE_INTERVAL_MS);
      await expect.poll(page.kinds).toBe(kinds);
    }
  });

  it('when nothing changes for a minute, then the state is sent again', async () => {
    const page = await open();
    await expect.poll(page.kinds).toBe('state');
    clock.increment(60_000);
    await expect.poll(page.kinds).toBe('state state');
  });

  it('when a device was cleaned, then the monitor hears of it, and it is logged', async () => {
    const page = await open();
    await expect.poll(page.kinds).toBe('state');
    page.send({ do: 'cleaned', device: 'chipReader' });
    await expect.poll(() => cleaned).toEqual(['chipReader']);
    expect(events()).toEqual(['technician.entered', 'technician.cleaned']);
  });

  it('when try-now is sent, then the settlement tries now and it is logged', async () => {
    const page = await open();
    page.send({ do: 'try-now' });
    await expect.poll(() => tried).toBe(1);
    expect(events()).toEqual(['technician.entered', 'technician.try-now']);
  });

  it('when another page takes over, then the page is told and its requests are ignored', async () => {
    const page = await open();
    await expect.poll(page.kinds).toBe('state');
    takenOver.emit();
    page.send({ do: 'try-now' });
    await expect.poll(page.closed).toBe(true);
    expect([page.kinds(), tried]).toEqual(['state taken-over', 0]);
  });
});
