import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { watchOffice } from './office-watch.ts';

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

describe('the watch of the back office', () => {
  it('asks nothing while it answers', async () => {
    const { run, asked, watch } = rig();
    watch.heard(true);
    await run(600_000);
    expect([watch.answers(), asked()]).toEqual([true, 0]);
  });

  it('asks a silent one until it answers, and then no more', async () => {
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
    expect([changes, asked()]).toEqual([[false, true], until]);
  });

  it('ends with its kiosk', async () => {
    const { watch, run, asked } = rig();
    watch.heard(false);
    await watch.close();
    await run(60_000);
    expect(asked()).toBe(0);
  });
});
