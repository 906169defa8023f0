import type { Clock } from '../../drivers/clock.ts';
import { Timers } from '../device/timers.ts';
import type { Step } from './script.ts';

/** A script that is running. */
export interface ScriptRunner {
  /** Begins: steps of the start are done now, and times count from here. */
  start(): void;
  /** An occasion of this name began. */
  occasion(name: string): void;
  /** Steps whose moment never came. */
  waiting(): readonly Step[];
  close(): void;
}

/** `act` does what a step says, in the moment it is due. */
export function createScriptRunner(steps: readonly Step[], clock: Clock, act: (step: Step) => void): ScriptRunner {
  const counts = new Map<string, number>();
  const timers = new Timers(clock);
  let left: readonly Step[] = steps;

  function perform(step: Step): void {
    left = left.filter((other) => other !== step);
    act(step);
  }

  function later(step: Step, ms: number): void {
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
    occasion(name) {
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
