import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { Clock } from '../../drivers/clock.ts';
import { cable } from '../../drivers/link/pair.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import { parseTrace } from '../../drivers/trace/parse-trace.ts';
import { CHUNKS_KEPT, createWireLog as createLog, WIRE_LINES_KEPT } from './wire-log.ts';

const plain: WireDecoder = ({ direction, bytes }) => [
  { direction, bytes, meaning: `${bytes.length} bytes`, discarded: bytes[0] === 0xff },
];
const noon = () => new Date('2026-11-24T12:00:00Z');
const createWireLog = (now: () => Date, clock: Clock = new SimulatedClock()) =>
  createLog({
    now,
    clock,
    devices: {
      reader: { driver: 'mrz' },
      terminal: { driver: 'zvt', framing: 'serial' },
      printer: { driver: 'escpos', model: 'epson-tm-t20' },
      billValidator: { driver: 'ccnet' },
    },
  });
const settled = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));

describe('createWireLog', () => {
  it('when bytes go both ways, then both are logged and decoded', async () => {
    const log = createWireLog(noon);
    const wire = cable();
    const link = log.watch('printer', wire.host, () => plain)();
    await link.open();
    await link.write(Uint8Array.of(0x10, 0x04, 0x04));
    wire.device.write(Uint8Array.of(0xff));
    await settled();
    expect(log.since(0)).toEqual([
      {
        number: 1,
        at: noon().getTime(),
        device: 'printer',
        direction: 'out',
        hex: '10 04 04',
        meaning: '3 bytes',
        discarded: false,
      },
      {
        number: 2,
        at: noon().getTime(),
        device: 'printer',
        direction: 'in',
        hex: 'FF',
        meaning: '1 bytes',
        discarded: true,
      },
    ]);
  });

  it('when a link is made, then it has a new decoder', async () => {
    const log = createWireLog(noon);
    const wire = cable();
    let made = 0;
    const factory = log.watch('terminal', wire.host, () => {
      made += 1;
      return plain;
    });
    factory();
    factory();
    expect(made).toBe(2);
  });

  it('when the log is full, then the oldest lines are dropped and since() returns the lines after a number', async () => {
    const log = createWireLog(noon);
    const link = log.watch('printer', cable().host, () => plain)();
    await link.open();
    for (let i = 0; i < WIRE_LINES_KEPT + 20; i++) await link.write(Uint8Array.of(i & 0x7f));
    expect(log.since(0)).toHaveLength(WIRE_LINES_KEPT);
    expect(log.since(0)[0]?.number).toBe(21);
    expect(log.since(WIRE_LINES_KEPT + 18).map((line) => line.number)).toEqual([519, 520]);
    expect(log.since(WIRE_LINES_KEPT + 20)).toEqual([]);
  });

  it('when a line is not finished, then listeners are not called', async () => {
    const log = createWireLog(noon);
    let told = 0;
    log.onChange(() => {
      told += 1;
    });
    const link = log.watch('printer', cable().host, () => () => [])();
    await link.open();
    await link.write(Uint8Array.of(1));
    expect(told).toBe(0);
  });

  it('when the trace is read back, then it has every chunk, link and half frame', async () => {
    const clock = new SimulatedClock();
    const log = createWireLog(noon, clock);
    const wire = cable();
    const link = log.watch('reader', wire.host, () => () => [])();
    await link.open();
    clock.increment(1_500);
    await link.write(Uint8Array.of(0x0d));
    wire.unplug();
    const trace = parseTrace(log.trace());
    expect(trace).toMatchObject({
      ok: true,
      value: {
        header: { startedAt: noon().toISOString(), end: 'device' },
        entries: [
          { at: 0, device: 'reader', link: 'open' },
          { at: 1_500, device: 'reader', direction: 'out', hex: '0d' },
          { at: 1_500, device: 'reader', link: 'down' },
        ],
      },
    });
  });

  it('when a day is long, then the latest chunks stay under the same header', async () => {
    const log = createWireLog(noon);
    const link = log.watch('printer', cable().host, () => () => [])();
    await link.open();
    for (let i = 0; i < 2 * CHUNKS_KEPT + 10; i++) void link.write(Uint8Array.of(i & 0x7f));
    const trace = parseTrace(log.trace());
    expect(trace.ok && trace.value.entries).toHaveLength(CHUNKS_KEPT);
    expect(trace.ok && trace.value.entries.at(-1)).toMatchObject({ hex: '49' });
  });
});
