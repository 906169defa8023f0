import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createBlinker } from './blink.ts';
import { createDebounce } from './debounce.ts';

function debounced(restMs = 30) {
  const clock = new SimulatedClock();
  const told: boolean[] = [];
  return { clock, told, ...createDebounce(clock, restMs, (active) => told.push(active)) };
}

describe('a debounced line', () => {
  it('when levels come, then the first level is reported at once, and a new level after the rest time', () => {
    const at = debounced();
    at.level(false);
    at.level(true);
    at.clock.increment(29);
    expect(at.told).toEqual([false]);
    at.clock.increment(1);
    expect(at.told).toEqual([false, true]);
  });

  it('when a level changes back before the rest time, then nothing is reported', () => {
    const at = debounced();
    at.level(false);
    at.level(true);
    at.clock.increment(20);
    at.level(false);
    at.clock.increment(100);
    expect(at.told).toEqual([false]);
  });

  it('when the rest time is 0, then every edge is reported', () => {
    const at = debounced(0);
    for (const level of [false, true, false]) at.level(level);
    expect(at.told).toEqual([false, true, false]);
  });

  it('when the line is reset, then the pending level is dropped and the next one is reported at once', () => {
    const at = debounced();
    at.level(false);
    at.level(true);
    at.reset();
    at.clock.increment(100);
    at.level(false);
    expect(at.told).toEqual([false, false]);
  });

  it('for any edges, no level is reported twice in a row, and the last report is the level at rest', () => {
    const edges = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60 })), { minLength: 1 });
    fc.assert(
      fc.property(edges, (list) => {
        const at = debounced();
        for (const [level, ms] of list) {
          at.level(level);
          at.clock.increment(ms);
        }
        at.clock.increment(30);
        at.told.forEach((level, index) => {
          expect(level).not.toBe(at.told[index - 1]);
        });
        expect(at.told.at(-1)).toBe(list.at(-1)?.[0]);
      }),
    );
  });
});

describe('a blinking line', () => {
  it('a blinking line starts lit, keeps its times, and goes dark when told', () => {
    const clock = new SimulatedClock();
    const written: [number, boolean][] = [];
    const blinker = createBlinker(clock, (active) => written.push([clock.now(), active]));
    blinker.show({ onMs: 200, offMs: 800 });
    for (let ms = 0; ms < 2_100; ms += 50) clock.increment(50);
    expect(written).toEqual([
      [0, true],
      [200, false],
      [1_000, true],
      [1_200, false],
      [2_000, true],
    ]);
    blinker.show('off');
    clock.increment(5_000);
    expect(written.slice(5)).toEqual([[2_100, false]]);
  });
});
