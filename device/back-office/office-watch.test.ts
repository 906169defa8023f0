import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { OFFICE_CHECK_MS, watchOffice } from './office-watch.ts';

function rig() {
  const clock = new SimulatedClock();
  const run = async (ms: number) => {
    for (let gone = 0; gone < ms; gone += 500) {
      clock.increment(500);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  let up = true;
  let asked = 0;
  const watch = watchOffice({
    clock,
    random: () => 0.5,
    async ask() {
      asked += 1;
      watch.heard(up);
    },
  });
  const changes: boolean[] = [];
  watch.onChange(() => changes.push(watch.answers()));
  return { watch, run, changes, asked: () => asked, be: (it: boolean) => (up = it) };
}

describe('office watch', () => {
  it('when the back office answers, then the watch asks once or twice in each 30 s and reports no change', async () => {
    const { run, asked, watch, changes } = rig();
    await run(600_000);
    expect([watch.answers(), changes]).toEqual([true, []]);
    expect(asked()).toBeGreaterThanOrEqual(600_000 / OFFICE_CHECK_MS);
    expect(asked()).toBeLessThanOrEqual((600_000 / OFFICE_CHECK_MS) * 2);
  });

  it('when the back office goes away and no visit asks it, then the watch reports this within 30 s', async () => {
    const { run, changes, be } = rig();
    be(false);
    await run(OFFICE_CHECK_MS);
    expect(changes).toEqual([false]);
  });

  it('when the back office goes away again, then the watch waits as shortly as the first time before it asks', async () => {
    const { watch, run, asked, be } = rig();
    const soon: number[] = [];
    for (const _ of ['first', 'second']) {
      be(false);
      watch.heard(false);
      const before = asked();
      await run(6_000);
      soon.push(asked() - before);
      await run(120_000);
      be(true);
      await run(60_000);
    }
    expect(soon).toEqual([2, 2]);
  });

  it('when the back office is silent, then the watch asks often until the office answers, and then seldom', async () => {
    const { watch, run, changes, asked, be } = rig();
    be(false);
    watch.heard(false);
    watch.heard(false);
    await run(60_000);
    expect(changes).toEqual([false]);
    expect(asked()).toBeGreaterThanOrEqual(4);
    expect(asked()).toBeLessThanOrEqual(8);
    be(true);
    await run(15_000);
    const until = asked();
    await run(60_000);
    expect(changes).toEqual([false, true]);
    expect(asked() - until).toBeLessThanOrEqual(4);
  });

  it('when the watch is closed, then it asks nothing', async () => {
    const { watch, run, asked } = rig();
    watch.heard(false);
    await watch.close();
    await run(60_000);
    expect(asked()).toBe(0);
  });
});
