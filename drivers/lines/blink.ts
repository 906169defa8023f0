import type { Clock } from '../clock.ts';
import type { LinePattern } from './contract.ts';

export interface Blinker {
  show(pattern: LinePattern): void;
  stop(): void;
}

/** Shows a pattern on a line that has only on and off. Each new pattern starts from its beginning. */
export function createBlinker(clock: Clock, write: (active: boolean) => void): Blinker {
  let timer: unknown;

  function phase(active: boolean, pattern: Exclude<LinePattern, string>): void {
    timer = clock.setTimeout(() => phase(!active, pattern), active ? pattern.onMs : pattern.offMs);
    write(active);
  }

  return {
    show(pattern) {
      clock.clearTimeout(timer);
      if (typeof pattern === 'string') write(pattern === 'on');
      else phase(true, pattern);
    },
    stop: () => clock.clearTimeout(timer),
  };
}
