import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { cable } from '../../drivers/link/pair.ts';
import { simulatedDocument } from './documents.ts';
import { createMrzReaderSimulator } from './mrz.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

async function rig() {
  const clock = new SimulatedClock();
  const wire = cable();
  const reader = createMrzReaderSimulator({ wire: wire.device, clock });
  let text = '';
  const open = async () => {
    const link = wire.host();
    link.onBytes((chunk) => {
      text += String.fromCharCode(...chunk);
    });
    await link.open();
    return link;
  };
  const link = await open();
  const pass = async (ms: number) => {
    clock.increment(ms);
    await settle();
  };
  return { clock, wire, reader, open, link, pass, sent: () => text };
}

const ZONE = `${simulatedDocument('aze-card-woman')?.zone.join('\r')}\r`;

describe('simulated zone reader', () => {
  it('when a document is inserted, then its zone is sent at 9600 baud, with a CR after each line', async () => {
    const r = await rig();
    r.reader.insert('aze-card-woman');
    await r.pass(40 + 48);
    expect(r.sent()).toBe(ZONE.slice(0, 44));
    expect(r.reader.state()).toMatchObject({ holding: 'aze-card-woman', sending: true, connected: true });
    await r.pass(50);
    expect(r.sent()).toBe(ZONE);
    expect(r.reader.state().sending).toBe(false);
    expect(r.reader.holding()).toBe('aze-card-woman');
  });

  it('when lines are inserted, then they are sent', async () => {
    const r = await rig();
    r.reader.insert(['ANY', 'LINES']);
    await r.pass(1_000);
    expect(r.sent()).toBe('ANY\rLINES\r');
    expect(r.reader.holding()).toBe('unlisted');
  });

  it('when a card is removed, then no more of it is sent', async () => {
    const r = await rig();
    r.reader.insert('aze-card-woman');
    await r.pass(60);
    r.reader.remove();
    await r.pass(1_000);
    expect(r.sent().length).toBeGreaterThan(0);
    expect(r.sent().length).toBeLessThan(30);
    expect(r.reader.holding()).toBeNull();
  });

  it.each([
    ['after-line-1', 31],
    ['in-line-2', 46],
  ] as const)('when a card is removed %s, then the zone ends there', async (early, length) => {
    const r = await rig();
    r.reader.insert('aze-card-woman', { early });
    await r.pass(1_000);
    expect(r.sent()).toBe(ZONE.slice(0, length));
    expect(r.reader.holding()).toBeNull();
  });

  it('when a document is unreadable, then a lone CR is sent', async () => {
    const r = await rig();
    r.reader.insert('aze-card-woman', { unreadable: true });
    await r.pass(1_000);
    expect(r.sent()).toBe('\r');
    expect(r.reader.holding()).toBe('aze-card-woman');
  });

  it('when the cable is out and in again, then the card stays, and is sent only after a new insertion', async () => {
    const r = await rig();
    r.reader.insert('aze-card-woman');
    await r.pass(60);
    r.wire.unplug();
    await r.pass(1_000);
    r.wire.plug();
    const before = r.sent();
    await r.open();
    await r.pass(1_000);
    expect(r.sent()).toBe(before);
    expect(r.reader.state()).toMatchObject({ holding: 'aze-card-woman', connected: true, sending: false });
    r.reader.remove();
    r.reader.insert('aze-card-woman');
    await r.pass(1_000);
    expect(r.sent()).toBe(before + ZONE);
  });

  it('when the reader starts with a saved card, then the card stays and nothing is sent', async () => {
    const wire = cable();
    const clock = new SimulatedClock();
    const reader = createMrzReaderSimulator({ wire: wire.device, clock, saved: { holding: 'aze-card-man' } });
    expect(reader.holding()).toBe('aze-card-man');
    expect(reader.state().sending).toBe(false);
  });

  it('when heartbeats come, then they are counted and not answered', async () => {
    const r = await rig();
    await r.link.write(Uint8Array.of(0x0d));
    await settle();
    expect(r.reader.state().heartbeats).toBe(1);
    await r.pass(1_000);
    expect(r.sent()).toBe('');
  });

  it('when the slot changes, then listeners are called; an unknown document throws', async () => {
    const r = await rig();
    const seen: (string | null)[] = [];
    r.reader.onChange(({ holding }) => seen.push(holding));
    expect(() => r.reader.insert('none')).toThrow('none');
    r.reader.insert('aze-card-man');
    await r.pass(1_000);
    r.reader.remove();
    r.reader.remove();
    expect(seen).toEqual(['aze-card-man', 'aze-card-man', null]);
  });

  it('when the reader is closed, then nothing is sent', async () => {
    const r = await rig();
    r.reader.insert('aze-card-man');
    r.reader.close();
    await r.pass(1_000);
    expect(r.sent()).toBe('');
  });
});
