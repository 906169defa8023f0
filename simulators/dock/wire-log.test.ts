import { describe, expect, it } from 'vitest';
import { cable } from '../../drivers/link/pair.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import { createWireLog, traceOf, WIRE_LINES_KEPT } from './wire-log.ts';

const plain: WireDecoder = ({ direction, bytes }) => [
  { direction, bytes, meaning: `${bytes.length} bytes`, discarded: bytes[0] === 0xff },
];
const noon = () => new Date('2026-11-24T12:00:00Z');
const settled = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));

describe('createWireLog', () => {
  it('keeps both directions, decoded', async () => {
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

  it('starts each link with a decoder that remembers nothing', async () => {
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

  it('keeps the last lines and says what came after a number', async () => {
    const log = createWireLog(noon);
    const link = log.watch('printer', cable().host, () => plain)();
    await link.open();
    for (let i = 0; i < WIRE_LINES_KEPT + 20; i++) await link.write(Uint8Array.of(i & 0x7f));
    expect(log.since(0)).toHaveLength(WIRE_LINES_KEPT);
    expect(log.since(0)[0]?.number).toBe(21);
    expect(log.since(WIRE_LINES_KEPT + 18).map((line) => line.number)).toEqual([519, 520]);
    expect(log.since(WIRE_LINES_KEPT + 20)).toEqual([]);
  });

  it('tells only of finished lines', async () => {
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

  it('writes a trace of one JSON object a line', async () => {
    const log = createWireLog(noon);
    const link = log.watch('reader', cable().host, () => plain)();
    await link.open();
    await link.write(Uint8Array.of(0x0d));
    expect(traceOf(log.since(0))).toBe(
      '{"at":"2026-11-24T12:00:00.000Z","device":"reader","direction":"out","hex":"0D","meaning":"1 bytes","discarded":false}\n',
    );
  });
});
