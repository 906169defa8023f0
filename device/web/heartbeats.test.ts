import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createHeartbeats, HEARTBEAT_MS, OLDEST_HEARTBEAT_MS } from './heartbeats.ts';

it('when a beat was sent, then its age is the time since; a beat that was never sent is infinitely old', () => {
  const clock = new SimulatedClock();
  const beats = createHeartbeats(clock);
  expect(beats.ageMs(1)).toBe(Number.POSITIVE_INFINITY);
  const first = beats.next();
  expect(beats.ageMs(first)).toBe(0);
  clock.increment(OLDEST_HEARTBEAT_MS + 1);
  expect(beats.ageMs(first)).toBeGreaterThan(OLDEST_HEARTBEAT_MS);
  expect(beats.ageMs(beats.next())).toBe(0);
  expect(beats.ageMs(first + 2)).toBe(Number.POSITIVE_INFINITY);
});

it('when many beats were sent, then only the beats that may be in time are remembered', () => {
  const clock = new SimulatedClock();
  const beats = createHeartbeats(clock);
  for (let nth = 1; nth <= 1_000; nth += 1) {
    expect(beats.next()).toBe(nth);
    clock.increment(HEARTBEAT_MS);
  }
  expect(beats.ageMs(1_000 - OLDEST_HEARTBEAT_MS / HEARTBEAT_MS)).toBe(OLDEST_HEARTBEAT_MS + HEARTBEAT_MS);
  expect(beats.ageMs(900)).toBe(Number.POSITIVE_INFINITY);
});
