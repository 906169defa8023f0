import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeIo, fakeIo } from '../../test/support/fake-io.ts';
import { simulateChip } from './chip.ts';

function saying(io: FakeIo, what: string): { readonly io: FakeIo; readonly said: Promise<void> } {
  let done = () => {};
  const said = new Promise<void>((resolve) => {
    done = resolve;
  });
  const out = (text: string) => {
    io.out(text);
    if (text.includes(what)) done();
  };
  return { io: { ...io, out }, said };
}

describe('asan-kiosk simulate chip', () => {
  let end = async () => {};
  afterEach(() => end());

  async function virtualReader() {
    const cards: Socket[] = [];
    const server = createServer((socket) => cards.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    end = async () => {
      for (const card of cards) card.destroy();
      await new Promise((resolve) => server.close(resolve));
    };
    return { server, cards, port: typeof address === 'object' && address ? address.port : 0 };
  }

  it('when there is no reader, then the error says what to do', async () => {
    const { server, port } = await virtualReader();
    await new Promise((resolve) => server.close(resolve));
    end = async () => {};
    const outcome = await simulateChip({ vpcd: { host: '127.0.0.1', port } }, fakeIo());
    expect(outcome).toEqual({
      ok: false,
      error: {
        exit: 1,
        line: `no virtual reader at 127.0.0.1:${port} (ECONNREFUSED): install vsmartcard-vpcd and start pcscd`,
      },
    });
  });

  it('when the document has no chip, then it is refused', async () => {
    const outcome = await simulateChip({ vpcd: { host: '127.0.0.1', port: 1 }, document: 'aze-card-old' }, fakeIo());
    expect(outcome).toMatchObject({ ok: false, error: { exit: 2 } });
    expect(!outcome.ok && outcome.error.line).toContain(
      'aze-card-old; there are aze-card-woman, aze-card-man, aze-passport',
    );
  });

  it('when the command runs, then the card is inserted, answers, and is taken out by a command', async () => {
    const { port, cards } = await virtualReader();
    const ready = saying(fakeIo(), '"event":"ready"');
    const answered = saying(ready.io, '"direction":"in"');
    const away = saying(answered.io, '"position":"away"');
    const running = simulateChip({ vpcd: { host: '127.0.0.1', port }, document: 'aze-passport', json: true }, away.io);
    await ready.said;
    cards[0]?.write(Buffer.from('000c00a4040c07a0000002471001', 'hex'));
    await answered.said;
    away.io.type('remove');
    await away.said;
    away.io.type('remove at never');
    away.io.type('quit');
    expect(await running).toEqual({ ok: true, value: undefined });
    const events = away.io
      .written()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toContainEqual({
      event: 'wire',
      direction: 'out',
      hex: '00a4040c07a0000002471001',
      meaning: 'SELECT (select the application of ICAO 9303)',
      discarded: false,
    });
    expect(events).toContainEqual({
      event: 'wire',
      direction: 'in',
      hex: '9000',
      meaning: '9000 done, 0 bytes',
      discarded: false,
    });
    expect(events).toContainEqual(expect.objectContaining({ event: 'refused', command: 'remove at never' }));
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'state', document: 'aze-passport', connected: true }),
    );
  });
});
