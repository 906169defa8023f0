import { expect, it } from 'vitest';
import type { ClockDifference } from '../../drivers/payment-terminal/clock-difference.ts';
import { oneTerminal } from '../../test/rigs/one-terminal-rig.ts';
import { watchTerminalClock } from './terminal-clock.ts';

const TEN_MINUTES = { clockMinutes: 10 };

async function sold(r: ReturnType<typeof oneTerminal>): Promise<void> {
  const id = r.begin('taken');
  expect((await r.pay(id)).known).toBe('approved');
  await r.until(() => r.ledger.find(id)?.last === 'closed');
}

async function watched(minutes: number) {
  const r = oneTerminal();
  await r.online();
  r.terminal.setClock(minutes);
  const told: (number | null)[] = [];
  const note = ({ offMs, wholeHours }: ClockDifference) => told.push(wholeHours ?? offMs / 60_000);
  const watch = () => watchTerminalClock(r.ledger, TEN_MINUTES, note);
  return { r, told, watch };
}

it('when the terminal tells UTC, then its first sale reports the difference, no sale is blocked, and the first sale that fits reports zero', async () => {
  const { r, told, watch } = await watched(-240);
  const clock = watch();
  expect(clock.current()).toBeNull();
  await sold(r);
  expect(told).toEqual([-4]);
  expect(clock.current()).toMatchObject({
    terminal: '2026-03-01T04:00:00.000Z',
    kiosk: '2026-03-01T08:00:00.000Z',
    wholeHours: -4,
  });
  await sold(r);
  expect(told).toEqual([-4]);
  r.terminal.setClock(3);
  await sold(r);
  await sold(r);
  expect(told).toEqual([-4, 0]);
  expect(clock.current()).toMatchObject({ offMs: 0 });
  await r.close();
});

it('when the kiosk starts again, then it reports again a clock that did not fit at the newest sale', async () => {
  const { r, told, watch } = await watched(25);
  watch();
  await sold(r);
  expect(told).toEqual([25]);
  expect(watch().current()).toMatchObject({ offMs: 25 * 60_000, wholeHours: null });
  expect(told).toEqual([25, 25]);
  r.terminal.setClock(0);
  await sold(r);
  watch();
  expect(told).toEqual([25, 25, 0, 0]);
  await r.close();
});

it('when the clock is eleven minutes fast, then a limit of ten minutes reports the difference, and a limit of fifteen minutes reports nothing', async () => {
  const { r, told, watch } = await watched(11);
  const tolerant = watchTerminalClock(r.ledger, { clockMinutes: 15 }, () => told.push(-1));
  watch();
  await sold(r);
  expect([told, tolerant.current()?.offMs]).toEqual([[11], 0]);
  await r.close();
});
