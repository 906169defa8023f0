import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, type TestContext } from 'vitest';
import { createLog } from '../../device/log/log.ts';
import { createScreenHub } from '../../device/web/hub.ts';
import { MAX_WEB_CONNECTIONS, REQUEST_HEAD_MS } from '../../device/web/limits.ts';
import { MAX_PAGE_HEALTH_LISTENERS, PAGE_HEALTH_ROUTE } from '../../device/web/page-life.ts';
import { startWebServer, type WebServer } from '../../device/web/server.ts';
import { realClock } from '../../drivers/clock.ts';

/* Real connections: Node itself times slow connections. */

interface Served {
  readonly web: WebServer;
  readonly lines: readonly string[];
  /** Closes at the end of the test. */
  readonly open: (allowHalfOpen?: boolean) => Socket;
}

async function served({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): Promise<Served> {
  const lines: string[] = [];
  const sockets: Socket[] = [];
  const web = await startWebServer({
    port: 0,
    uiDir: null,
    hub: createScreenHub(),
    glass: 'open',
    log: createLog({ write: (line) => lines.push(line), now: () => new Date(0) }),
    clock: realClock,
    health: () => ({ ready: true, devices: {} }),
  });
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await web.close();
  });
  const { hostname, port } = new URL(web.url);
  return {
    web,
    lines,
    open(allowHalfOpen = false) {
      const socket = connect({ port: Number(port), host: hostname, allowHalfOpen });
      sockets.push(socket);
      socket.on('error', () => undefined);
      return socket;
    },
  };
}

async function connected({ open }: Served): Promise<Socket> {
  const socket = open();
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

it('when there are too many connections, then the server closes the new ones at once, logs it once a minute and serves the others', async (test) => {
  const here = await served(test);
  const { web, lines } = here;
  const held = await Promise.all(Array.from({ length: MAX_WEB_CONNECTIONS }, () => connected(here)));
  const more = await Promise.all(Array.from({ length: 200 }, async () => textOf(await connected(here))));
  expect(more.every((text) => text === '')).toBe(true);
  expect(web.counters.connectionsRefused).toEqual({ many: 200, slow: 0, nonsense: 0 });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'connection.refused', code: 'WEB-104', reason: 'many' });
  expect(lines.length).toBeLessThanOrEqual(60);
  const answer = textOf(held[0]!);
  held[0]!.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 403 /);
});

it('when too many clients listen to the news of the page, then the server closes the oldest ones and still answers', async (test) => {
  const here = await served(test);
  const { web } = here;
  const ask = (socket: Socket) =>
    socket.write(`GET ${PAGE_HEALTH_ROUTE} HTTP/1.1\r\nhost: ${new URL(web.url).host}\r\n\r\n`);
  const held: Socket[] = [];
  for (let nth = 0; nth < MAX_WEB_CONNECTIONS + 6; nth += 1) {
    const socket = await connected(here);
    held.push(socket);
    const told = once(socket, 'data');
    ask(socket);
    await told;
  }
  await expect.poll(() => held.filter(({ destroyed }) => !destroyed)).toEqual(held.slice(-MAX_PAGE_HEALTH_LISTENERS));
  expect((await fetch(`${web.url}/healthz`)).status).toBe(200);
});

describe.concurrent('a slow connection', () => {
  it('when the head of a request drips or never comes, then the server closes the connection after a few seconds', async (test) => {
    const here = await served(test);
    const [dripping, silent] = [await connected(here), await connected(here)];
    dripping.write('GET /healthz HTTP/1.1\r\nhost: ');
    const drip = setInterval(() => dripping.write('x'), REQUEST_HEAD_MS / 10);
    const answers = await Promise.all([textOf(dripping), textOf(silent)]).finally(() => clearInterval(drip));
    expect(answers[0]).toMatch(/^HTTP\/1\.1 408 [\s\S]*content-security-policy: default-src 'none'/);
    expect(here.web.counters.connectionsRefused.slow).toBe(2);
    expect(JSON.parse(here.lines[0] ?? '')).toMatchObject({ code: 'WEB-105', reason: 'slow' });
  });

  it('when slow clients never close their end, then the server still serves the next client', async (test) => {
    const here = await served(test);
    const slow = Array.from({ length: MAX_WEB_CONNECTIONS }, () => {
      const socket = here.open(true);
      socket.write('GET /healthz HTTP/1.1\r\n');
      return once(socket, 'data');
    });
    await Promise.all(slow);
    const next = await connected(here);
    const answer = textOf(next);
    next.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 403 /);
  });
});

it('when the request is not HTTP, then the answer has the usual headers', async (test) => {
  const here = await served(test);
  const socket = await connected(here);
  const answer = textOf(socket);
  socket.write('\u0016\u0003\u0001 nonsense\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*x-content-type-options: nosniff/);
  expect(here.web.counters.connectionsRefused.nonsense).toBe(1);
});
