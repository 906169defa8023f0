import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { realClock } from '../../drivers/clock.ts';
import { createLog } from '../log/log.ts';
import { createScreenHub } from './hub.ts';
import { HEAD_MS, MAX_CONNECTIONS } from './limits.ts';
import { MOST_LISTENERS, PAGE_NEWS_ROUTE } from './page-life.ts';
import { startWeb, type Web } from './server.ts';

let web: Web;
let lines: string[];
const sockets: Socket[] = [];

beforeEach(async () => {
  lines = [];
  web = await startWeb({
    port: 0,
    uiDir: null,
    hub: createScreenHub(),
    glass: 'open',
    log: createLog({ write: (line) => lines.push(line), now: () => new Date(0) }),
    clock: realClock,
    health: () => ({ ready: true, devices: {} }),
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await web.close();
});

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(web.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

function textOf(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  return once(socket, 'close').then(() => text);
}

it('closes every connection over the bound at once, says so once a minute and serves the others', async () => {
  const held = await Promise.all(Array.from({ length: MAX_CONNECTIONS }, open));
  const more = await Promise.all(Array.from({ length: 200 }, async () => textOf(await open())));
  expect(more.every((text) => text === '')).toBe(true);
  expect(web.counters.connectionsRefused).toEqual({ many: 200, slow: 0, nonsense: 0 });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'connection.refused', code: 'WEB-104', reason: 'many' });
  expect(lines.length).toBeLessThanOrEqual(60);
  const answer = textOf(held[0]!);
  held[0]!.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 403 /);
});

it('hangs up on who has listened to the news of the page longest, so that listening takes no connection away from the glass', async () => {
  const ask = (socket: Socket) =>
    socket.write(`GET ${PAGE_NEWS_ROUTE} HTTP/1.1\r\nhost: ${new URL(web.url).host}\r\n\r\n`);
  const held: Socket[] = [];
  for (let nth = 0; nth < MAX_CONNECTIONS + 6; nth += 1) {
    const socket = await open();
    held.push(socket);
    const told = once(socket, 'data');
    ask(socket);
    await told;
  }
  await expect.poll(() => held.filter(({ destroyed }) => !destroyed)).toEqual(held.slice(-MOST_LISTENERS));
  expect((await fetch(`${web.url}/healthz`)).status).toBe(200);
});

it('waits for the head of a request a few seconds, however it drips, and for none at all no longer', {
  timeout: 60_000,
}, async () => {
  const [dripping, silent] = [await open(), await open()];
  dripping.write('GET /healthz HTTP/1.1\r\nhost: ');
  const drip = setInterval(() => dripping.write('x'), HEAD_MS / 10);
  const answers = await Promise.all([textOf(dripping), textOf(silent)]).finally(() => clearInterval(drip));
  expect(answers[0]).toMatch(/^HTTP\/1\.1 408 [\s\S]*content-security-policy: default-src 'none'/);
  expect(web.counters.connectionsRefused.slow).toBe(2);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ code: 'WEB-105', reason: 'slow' });
});

it('gives the place of a slow one to the next, though it never closes its end', { timeout: 60_000 }, async () => {
  const { hostname, port } = new URL(web.url);
  const slow = Array.from({ length: MAX_CONNECTIONS }, () => {
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.write('GET /healthz HTTP/1.1\r\n');
    return once(socket, 'data');
  });
  await Promise.all(slow);
  const next = await open();
  const answer = textOf(next);
  next.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 403 /);
});

it('answers what is no HTTP with the headers of every answer', async () => {
  const socket = await open();
  const answer = textOf(socket);
  socket.write('\u0016\u0003\u0001 nonsense\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*x-content-type-options: nosniff/);
  expect(web.counters.connectionsRefused.nonsense).toBe(1);
});
