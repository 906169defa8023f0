import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { PageNews } from '../../device/web/page-life.ts';
import { realClock } from '../../drivers/clock.ts';
import { followPageNews } from './page-news.ts';

let server: Server;
let stop: () => void;
afterEach(() => {
  stop();
  server.closeAllConnections();
  server.close();
});

/** What the launcher hears of whatever has the port of the kiosk. */
async function heardOf(answer: (response: ServerResponse) => void): Promise<readonly (PageNews | null)[]> {
  server = createServer((_request, response) => answer(response));
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address() as AddressInfo;
  const heard: (PageNews | null)[] = [];
  stop = followPageNews({
    url: () => `http://127.0.0.1:${port}`,
    clock: realClock,
    onNews: (news) => heard.push(news),
  });
  await expect.poll(() => heard.length, { timeout: 4_000 }).toBeGreaterThanOrEqual(2);
  return heard.slice(0, 2);
}

it('is what the kiosk says, line by line, however the bytes come', async () => {
  const heard = await heardOf((response) => {
    response.write('{"heardMs":nu', () => response.write('ll}\n{"heardMs":12}\n'));
  });
  expect(heard).toEqual([{ heardMs: null }, { heardMs: 12 }]);
});

it.each(['not json\n', 'null\n', '{}\n', '{"heardMs":"12"}\n', '{"heardMs":-1}\n', 'x'.repeat(100_000)])(
  'of another program at its port is that the kiosk is away: %.12s',
  async (text) => {
    expect(await heardOf((response) => response.write(text))).toEqual([null, null]);
  },
);
