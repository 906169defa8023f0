import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { MAX_CHUNK_BYTES } from './chunks.ts';
import type { LinkTrouble } from './link.ts';
import { tcpLink } from './tcp.ts';

const servers: Server[] = [];

async function listen(): Promise<{ port: number; accepted: Promise<Socket>; server: Server }> {
  const server = createServer();
  servers.push(server);
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return { port: address.port, accepted, server };
}

const stop = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));

afterEach(async () => {
  await Promise.all(servers.splice(0).map(stop));
});

describe('a TCP link', () => {
  it.each([-1, 1.5, 65_536, Number.NaN, 'abc'])('when the port is %s, then tcpLink throws', (port) => {
    expect(() => tcpLink({ host: '127.0.0.1', port: port as number })).toThrow(/^port .+ of a TCP link: expected/);
  });

  it('bytes arrive both ways', async () => {
    const { port, accepted } = await listen();
    const link = tcpLink({ host: '127.0.0.1', port })();
    const received = new Promise<Uint8Array>((resolve) => link.onBytes(resolve));
    expect(await link.open()).toEqual({ ok: true, value: undefined });
    const peer = await accepted;
    const atPeer = new Promise<Buffer>((resolve) => peer.once('data', resolve));
    expect(await link.write(Uint8Array.of(1, 2))).toEqual({ ok: true, value: undefined });
    expect([...(await atPeer)]).toEqual([1, 2]);
    peer.write(Uint8Array.of(3));
    expect(await received).toEqual(Uint8Array.of(3));
    await link.close();
    await link.close();
    expect(await link.write(Uint8Array.of(1))).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
  });

  it('when a large read comes, then it is passed on in small chunks, complete and in order', async () => {
    const { port, accepted } = await listen();
    const link = tcpLink({ host: '127.0.0.1', port })();
    const sent = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7) & 0xff);
    const chunks: Uint8Array[] = [];
    const whole = new Promise<void>((resolve) => {
      let received = 0;
      link.onBytes((chunk) => {
        chunks.push(chunk);
        received += chunk.length;
        if (received === sent.length) resolve();
      });
    });
    await link.open();
    (await accepted).write(sent);
    await whole;
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
    expect(Buffer.concat(chunks).equals(sent)).toBe(true);
    await link.close();
  });

  it('when no server listens, then open() returns LNK-101', async () => {
    const { port, server } = await listen();
    await stop(server);
    const link = tcpLink({ host: '127.0.0.1', port })();
    expect(await link.open()).toMatchObject({ ok: false, error: { code: 'LNK-101' } });
    await link.close();
  });

  it('when the other side hangs up, then the link goes down once', async () => {
    const { port, accepted } = await listen();
    const link = tcpLink({ host: '127.0.0.1', port })();
    const downs: LinkTrouble[] = [];
    const down = new Promise<void>((resolve) =>
      link.onDown((why) => {
        downs.push(why);
        resolve();
      }),
    );
    await link.open();
    (await accepted).destroy();
    await down;
    expect(await link.write(Uint8Array.of(1))).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
    await link.close();
    expect(downs.map(({ code }) => code)).toEqual(['LNK-103']);
  });

  it('when the kiosk closes the link, then onDown is not called; when it closes an opening link, then open() settles', async () => {
    const { port, accepted } = await listen();
    const link = tcpLink({ host: '127.0.0.1', port })();
    const downs: LinkTrouble[] = [];
    link.onDown((why) => downs.push(why));
    await link.open();
    const peer = await accepted;
    const hungUp = new Promise((resolve) => peer.once('close', resolve));
    peer.resume();
    await link.close();
    await hungUp;
    expect(downs).toEqual([]);

    const second = tcpLink({ host: '127.0.0.1', port })();
    const opening = second.open();
    await second.close();
    expect(await opening).toMatchObject({ ok: false });
  });

  it('when a link is opened twice, then the second open() throws', async () => {
    const { port } = await listen();
    const link = tcpLink({ host: '127.0.0.1', port })();
    await link.open();
    expect(() => link.open()).toThrow('single-use');
    await link.close();
  });
});
