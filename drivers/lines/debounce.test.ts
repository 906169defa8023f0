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
  it('is known at once, and believed when it has rested', () => {
    const at = debounced();
    at.level(false);
    at.level(true);
    at.clock.increment(29);
    expect(at.told).toEqual([false]);
    at.clock.increment(1);
    expect(at.told).toEqual([false, true]);
  });

  it('that comes back before it rested was never away', () => {
    const at = debounced();
    at.level(false);
    at.level(true);
    at.clock.increment(20);
    at.level(false);
    at.clock.increment(100);
    expect(at.told).toEqual([false]);
  });

  it('without a rest tells every edge', () => {
    const at = debounced(0);
    for (const level of [false, true, false]) at.level(level);
    expect(at.told).toEqual([false, true, false]);
  });

  it('begins anew after it was lost, and tells nothing late', () => {
    const at = debounced();
    at.level(false);
    at.level(true);
    at.reset();
    at.clock.increment(100);
    at.level(false);
    expect(at.told).toEqual([false, false]);
  });

  it('of any edges never tells the same twice, and ends at what it rests at', () => {
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
  it('begins lit, keeps its times, and stops when told', () => {
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
