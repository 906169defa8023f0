import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ElapsedSeconds } from './elapsed-seconds.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counted() {
  const drawn: number[] = [];
  const host: ReactiveControllerHost = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => void drawn.push(counter.passed),
    updateComplete: Promise.resolve(true),
  };
  const counter = new ElapsedSeconds(host);
  return { counter, drawn };
}

it('when the element comes to the page, then the counter draws once for each second', () => {
  const { counter, drawn } = counted();
  counter.hostConnected();
  vi.advanceTimersByTime(999);
  expect(drawn).toEqual([]);
  vi.advanceTimersByTime(2_001);
  expect(drawn).toEqual([1, 2, 3]);
});

it('when the page was blocked, then the counter draws the present second', () => {
  const { counter, drawn } = counted();
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
  counter.hostConnected();
  now.mockReturnValue(6_300);
  vi.advanceTimersByTime(1_000);
  now.mockRestore();
  expect(drawn).toEqual([5]);
});

it('when the element goes, then the counter stops; when the element comes again, then the counter begins at 0', () => {
  const { counter, drawn } = counted();
  counter.hostConnected();
  vi.advanceTimersByTime(5_500);
  counter.hostDisconnected();
  vi.advanceTimersByTime(10_000);
  expect(drawn).toEqual([1, 2, 3, 4, 5]);
  counter.hostConnected();
  expect(counter.passed).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(drawn.at(-1)).toBe(1);
});

it('when ten minutes have passed, then the counter draws no more', () => {
  const { counter, drawn } = counted();
  counter.hostConnected();
  vi.advanceTimersByTime(700_000);
  expect(drawn.at(-1)).toBe(600);
  expect(vi.getTimerCount()).toBe(0);
});
