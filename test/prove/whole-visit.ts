import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { AttemptResult } from './lane.ts';
import type { PointCounts } from './points.ts';
import type { Scenario } from './scenarios.ts';

/** Most whole visits on a quiet machine, and on a machine that stands still: its answers come too late. */
const QUIET_VISITS = 4;
const STALLED_VISITS = 12;
const STALL_MS = 100;

type Visit = () => Promise<Pick<AttemptResult, 'points'> | undefined>;

/** Points of a visit that passes what the scenario promises; `undefined`: no visit did. `measure`: longest stall in ms of the visit. */
export async function wholeVisit(
  scenario: Pick<Scenario, 'through' | 'passes'>,
  visit: Visit,
  measure: <T>(act: () => Promise<T>) => Promise<{ readonly value: T; readonly stallMs: number }>,
): Promise<PointCounts | undefined> {
  const passes = [...scenario.through.map((kind) => `ledger after ${kind}`), ...(scenario.passes ?? [])];
  for (let quiet = 0, all = 0; quiet < QUIET_VISITS && all < STALLED_VISITS; all += 1) {
    const { value: whole, stallMs } = await measure(visit);
    if (whole && passes.every((point) => point in whole.points)) return whole.points;
    if (stallMs < STALL_MS) quiet += 1;
  }
  return undefined;
}

/** Longest time in ms that the event loop stood still during the act. */
export async function measureStall<T>(act: () => Promise<T>): Promise<{ readonly value: T; readonly stallMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const value = await act();
  delay.disable();
  return { value, stallMs: delay.max / 1e6 };
}
