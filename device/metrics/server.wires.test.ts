import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { LogEventId } from '../log/events.ts';
import type { Log } from '../log/log.ts';
import { LISTEN_AGAIN_MS, MAX_METRICS_CONNECTIONS, type MetricsServer, serveMetrics } from './server.ts';
import { renderFamilies } from './text.ts';

const TEXT = '# TYPE asan_kiosk_x gauge\nasan_kiosk_x 1\n';

let clock: SimulatedClock;
let said: LogEventId[];
let server: MetricsServer;
let text: () => Promise<string>;
const log: Log = { event: (id) => void said.push(id) };

beforeEach(() => {
  clock = new SimulatedClock();
  said = [];
  text = async () => TEXT;
});
afterEach(() => server.close());

async function start(port = 0, host?: string): Promise<void> {
  server = await serveMetrics({ port, ...(host !== undefined && { host }), text: () => text(), log, clock });
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function ask(options: { path?: string; method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  const port = server.port() ?? 0;
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path: '/metrics', agent: false, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

const refusals = () => renderFamilies(server.families()).match(/^asan.*$/gm) ?? [];

describe('the metrics page', () => {
  beforeEach(() => start());

  it('when the page is requested, then the answer has the text and the headers of the Prometheus format', async () => {
    const { status, headers, body } = await ask();
    expect([status, body]).toEqual([200, TEXT]);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'content-length': String(TEXT.length),
      'cache-control': 'no-store',
    });
  });

  it('when the host is localhost or the path has a query, then the page is served', async () => {
    const headers = { host: `localhost:${server.port()}` };
    expect((await ask({ headers, path: '/metrics?collect=all' })).status).toBe(200);
  });

  it.each([
    ['a page that resolved its name to this machine', { headers: { host: 'evil.example' } }, 403, 'host'],
    ['a page of another origin', { headers: { origin: 'http://evil.example' } }, 403, 'origin'],
    ['another page', { path: '/' }, 404, 'path'],
    ['a write', { method: 'POST' }, 405, 'method'],
    ['the headers alone', { method: 'HEAD' }, 405, 'method'],
  ])('when the request is from or for %s, then it is refused and counted', async (_, options, expected, reason) => {
    const { status, body } = await ask(options);
    expect([status, body]).toEqual([expected, '']);
    expect(refusals()).toEqual([`asan_kiosk_scrapes_refused_total{reason="${reason}"} 1`]);
  });
});

describe('slow clients', () => {
  it('when clients do not read their answers, then others are served, up to the limit of connections', async () => {
    text = async () => 'x'.repeat(5_000_000);
    await start();
    const port = server.port() ?? 0;
    const sockets: Socket[] = [];
    for (let nth = 0; nth < MAX_METRICS_CONNECTIONS - 1; nth += 1) {
      const socket = connect(port, '127.0.0.1').pause();
      await once(socket, 'connect');
      socket.write(`GET /metrics HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);
      sockets.push(socket);
    }
    expect((await ask()).body).toHaveLength(5_000_000);
    const last = connect(port, '127.0.0.1').pause();
    await once(last, 'connect');
    const one = connect(port, '127.0.0.1');
    one.on('error', () => undefined).resume();
    await once(one, 'close');
    for (const socket of [...sockets, last]) socket.destroy();
  });
});

describe('an address that is not available', () => {
  it('when the address is in use, then the kiosk logs this once, retries, and logs the success', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await start(port);
    expect([said, server.port()]).toEqual([['metrics.not-served'], null]);
    clock.increment(LISTEN_AGAIN_MS);
    await expect.poll(() => clock.increment(LISTEN_AGAIN_MS) ?? said).toEqual(['metrics.not-served']);
    other.close();
    await once(other, 'close');
    await expect
      .poll(() => {
        clock.increment(LISTEN_AGAIN_MS);
        return said;
      })
      .toEqual(['metrics.not-served', 'metrics.served']);
    expect((await ask()).status).toBe(200);
  });

  it('when the network of the address is absent, then the start succeeds and the log has metrics.not-served', async () => {
    await start(0, '192.0.2.1');
    expect([said, server.port()]).toEqual([['metrics.not-served'], null]);
  });
});
