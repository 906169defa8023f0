import { SimulatedClock } from 'xstate';
import { hidCable } from '../../simulators/hid/cable.ts';

const STEP_MS = 20;
const PATIENCE_MS = 60_000;

/** Rig with a USB cable in memory, and a clock that only the test moves. */
export function hidRig() {
  const clock = new SimulatedClock();
  const cable = hidCable();
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      clock.increment(Math.min(STEP_MS, left));
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
  }
  return {
    clock,
    cable,
    pass,
    async until(what: string, condition: () => boolean): Promise<void> {
      for (let waited = 0; !condition(); waited += STEP_MS) {
        if (waited > PATIENCE_MS) throw new Error(`it never came to this: ${what}`);
        await pass(STEP_MS);
      }
    },
  };
}
