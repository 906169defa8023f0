import { expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createUart } from './uart.ts';

function timeFor(
  baudRate: number,
  chunks: readonly number[],
): { readonly ms: number; readonly bytes: readonly number[] } {
  const clock = new SimulatedClock();
  const bytes: number[] = [];
  const uart = createUart(clock, baudRate, (more) => bytes.push(...more));
  const all = chunks.reduce((sum, size) => sum + size, 0);
  let next = 0;
  for (const size of chunks) uart.put(Uint8Array.from({ length: size }, () => next++ & 0xff));
  for (let ms = 0; ms < 60_000; ms++) {
    if (bytes.length === all) return { ms, bytes };
    clock.increment(1);
  }
  throw new Error(`${all - bytes.length} bytes never came`);
}

test.each([
  [9_600, 960, 1_000],
  [115_200, 1_152, 100],
  [1_200, 12, 100],
])('when the line has %i baud, then %i bytes take %i ms', (baud, size, ms) => {
  const timed = timeFor(baud, [size]);
  expect(timed.ms).toBeGreaterThanOrEqual(ms - 1);
  expect(timed.ms).toBeLessThanOrEqual(ms + 6);
});

test('when chunks follow each other, then they arrive in order, without pauses between them', () => {
  const timed = timeFor(9_600, [300, 1, 659]);
  expect(timed.bytes).toEqual(Array.from({ length: 960 }, (_, at) => at & 0xff));
  expect(timed.ms).toBeLessThanOrEqual(1_006);
});

test('when the line is cleared, then bytes on the line are lost', () => {
  const clock = new SimulatedClock();
  const bytes: number[] = [];
  const uart = createUart(clock, 9_600, (more) => bytes.push(...more));
  uart.put(new Uint8Array(96));
  clock.increment(50);
  uart.clear();
  const before = bytes.length;
  clock.increment(1_000);
  expect(before).toBeGreaterThan(0);
  expect(bytes).toHaveLength(before);
  uart.put(Uint8Array.of(7));
  clock.increment(10);
  expect(bytes).toHaveLength(before + 1);
});
