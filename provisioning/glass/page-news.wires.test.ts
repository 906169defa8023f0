import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { PageHealthReport } from '../../device/web/page-life.ts';
import { realClock } from '../../drivers/clock.ts';
import { followPageNews, LONGEST_KIOSK_SILENCE_MS } from './page-news.ts';

let server: Server;
let stop: () => void;
afterEach(() => {
  stop();
  server.closeAllConnections();
  server.close();
});

async function heardOf(answer: (response: ServerResponse) => void): Promise<readonly (PageHealthReport | null)[]> {
  server = createServer((_request, response) => answer(response));
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address() as AddressInfo;
  const heard: (PageHealthReport | null)[] = [];
  stop = followPageNews({
    url: () => `http://127.0.0.1:${port}`,
    clock: realClock,
    onNews: (news) => heard.push(news),
  });
  await expect.poll(() => heard.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
  return heard.slice(0, 2);
}

it('when bytes come in any pieces, then each line of the kiosk is one news', async () => {
  const heard = await heardOf((response) => {
    response.write('{"heardMs":nu', () => response.write('ll}\n{"heardMs":12}\n'));
  });
  expect(heard).toEqual([{ heardMs: null }, { heardMs: 12 }]);
});

it.each([
  ['no JSON', 'not json\n'],
  ['null', 'null\n'],
  ['an empty object', '{}\n'],
  ['a time as text', '{"heardMs":"12"}\n'],
  ['a time before the start', '{"heardMs":-1}\n'],
  ['no end of line', 'x'.repeat(100_000)],
])('when another program has the port and answers with %s, then the kiosk counts as away', async (_, text) => {
  expect(await heardOf((response) => response.write(text))).toEqual([null, null]);
});

it('when a connection waits for a kiosk that is away, then the launcher gets this news again and again, and no further connection opens', async () => {
  const waiting: ServerResponse[] = [];
  server = createServer((_request, response) => waiting.push(response));
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address() as AddressInfo;
  const clock = new SimulatedClock();
  const heard: (PageHealthReport | null)[] = [];
  stop = followPageNews({ url: () => `http://127.0.0.1:${port}`, clock, onNews: (news) => heard.push(news) });
  await expect.poll(() => waiting.length).toBe(1);
  for (let nth = 0; nth < 3; nth += 1) clock.increment(LONGEST_KIOSK_SILENCE_MS);
  expect(heard).toEqual([null, null, null]);
  waiting[0]?.write('{"heardMs":12}\n');
  await expect.poll(() => heard.at(-1)).toEqual({ heardMs: 12 });
  expect(waiting).toHaveLength(1);
});
