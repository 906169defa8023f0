import { beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { feedWatchdog, type WatchedPart } from './watchdog.ts';

const LIMIT_MS = 30_000;
const NAMES = ['machine', 'ledger', 'web'] as const;

let clock: SimulatedClock;
let fed: number[];
let silent: string[];
let answers: Record<WatchedPart['name'], () => boolean | Promise<boolean>>;
let stop: () => void;

beforeEach(() => {
  clock = new SimulatedClock();
  fed = [];
  silent = [];
  answers = { machine: () => true, ledger: () => true, web: async () => true };
  stop = feedWatchdog({
    limitMs: LIMIT_MS,
    clock,
    feed: () => fed.push(clock.now()),
    onSilent: (part, isSilent) => silent.push(`${part} ${isSilent}`),
    parts: NAMES.map((name) => ({ name, answers: () => answers[name]() })),
  });
});

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    clock.increment(500);
    await new Promise(setImmediate);
  }
}

describe('watchdog', () => {
  it('when every part answers, then the watchdog is fed with gaps of at most half of the limit', async () => {
    await pass(10 * LIMIT_MS);
    const gaps = fed.map((at, nth) => at - (fed[nth - 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(LIMIT_MS / 2);
    expect(silent).toEqual([]);
  });

  it.each(NAMES)(
    'when %s stops answering, then it is reported and feeding stops until it answers again',
    async (name) => {
      await pass(LIMIT_MS);
      answers[name] = () => false;
      await pass(LIMIT_MS);
      const before = fed.length;
      await pass(LIMIT_MS);
      expect([fed.length, silent]).toEqual([before, [`${name} true`]]);
      answers[name] = () => true;
      await pass(LIMIT_MS);
      expect(fed.length).toBeGreaterThan(before);
      expect(silent).toEqual([`${name} true`, `${name} false`]);
    },
  );

  it.each([
    [
      'throws',
      () => {
        throw new Error('closed');
      },
    ],
    ['rejects', () => Promise.reject(new Error('gone'))],
    ['never settles', () => new Promise<boolean>(() => {})],
  ])('when a part %s, then feeding stops', async (_, how) => {
    await pass(LIMIT_MS);
    answers.web = how;
    await pass(LIMIT_MS);
    const before = fed.length;
    await pass(2 * LIMIT_MS);
    expect(fed.length).toBe(before);
  });

  it('when a part has never answered, then the watchdog is not fed', async () => {
    stop();
    const all: number[] = [];
    const never = { name: 'web', answers: () => new Promise<boolean>(() => {}) } as const;
    const machine = { name: 'machine', answers: () => true } as const;
    const end = feedWatchdog({
      limitMs: LIMIT_MS,
      clock,
      parts: [machine, never],
      feed: () => all.push(1),
      onSilent: () => {},
    });
    await pass(3 * LIMIT_MS);
    end();
    expect(all).toEqual([]);
  });

  it('when the watchdog is stopped, then feeding stops', async () => {
    await pass(LIMIT_MS);
    stop();
    const before = fed.length;
    await pass(3 * LIMIT_MS);
    expect(fed.length).toBe(before);
  });
});
