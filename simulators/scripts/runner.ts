import type { Clock } from '../../drivers/clock.ts';
import { Timers } from '../device/timers.ts';
import type { ScriptLine } from './script.ts';

/** Runs a script. `act` executes a step when it is due. */
export function createScriptRunner<S extends ScriptLine>(steps: readonly S[], clock: Clock, act: (step: S) => void) {
  const counts = new Map<string, number>();
  const timers = new Timers(clock);
  let left = steps;

  function perform(step: S): void {
    left = left.filter((other) => other !== step);
    act(step);
  }

  function later(step: S, ms: number): void {
    if (ms === 0) perform(step);
    else timers.after(ms, () => perform(step));
  }

  return {
    start() {
      for (const step of steps) {
        if (step.when.on === 'always') perform(step);
        if (step.when.on === 'time') later(step, step.when.ms);
      }
    },
    occasion(name: string) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      for (const step of steps) {
        const { when } = step;
        if (when.on === 'occasion' && when.name === name && when.nth === count) later(step, when.afterMs);
      }
    },
    waiting: () => left,
    close: () => timers.clear(),
  };
}
