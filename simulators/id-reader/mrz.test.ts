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

describe('the simulated reader', () => {
  it('sends the zone of what is put in, a carriage return after each line, at 9600 baud', async () => {
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

  it('sends any lines it is given', async () => {
    const r = await rig();
    r.reader.insert(['ANY', 'LINES']);
    await r.pass(1_000);
    expect(r.sent()).toBe('ANY\rLINES\r');
    expect(r.reader.holding()).toBe('unlisted');
  });

  it('sends nothing more of a card that is taken out', async () => {
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
  ] as const)('can have it taken out %s', async (early, length) => {
    const r = await rig();
    r.reader.insert('aze-card-woman', { early });
    await r.pass(1_000);
    expect(r.sent()).toBe(ZONE.slice(0, length));
    expect(r.reader.holding()).toBeNull();
  });

  it('says that it can read nothing with a lone carriage return', async () => {
    const r = await rig();
    r.reader.insert('aze-card-woman', { unreadable: true });
    await r.pass(1_000);
    expect(r.sent()).toBe('\r');
    expect(r.reader.holding()).toBe('aze-card-woman');
  });

  it('keeps the card through an unplug, and sends nothing until it is put in again', async () => {
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

  it('keeps the card through its own power cut', async () => {
    const wire = cable();
    const clock = new SimulatedClock();
    const reader = createMrzReaderSimulator({ wire: wire.device, clock, saved: { holding: 'aze-card-man' } });
    expect(reader.holding()).toBe('aze-card-man');
    expect(reader.state().sending).toBe(false);
  });

  it('counts heartbeats and answers none', async () => {
    const r = await rig();
    await r.link.write(Uint8Array.of(0x0d));
    await settle();
    expect(r.reader.state().heartbeats).toBe(1);
    await r.pass(1_000);
    expect(r.sent()).toBe('');
  });

  it('tells of changes, and refuses a document it does not have', async () => {
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

  it('stops when it is closed', async () => {
    const r = await rig();
    r.reader.insert('aze-card-man');
    r.reader.close();
    await r.pass(1_000);
    expect(r.sent()).toBe('');
  });
});
