import type { Clock } from '../../drivers/clock.ts';
import type { LineMap } from '../../drivers/lines/port.ts';
import { createLinesSimulator, type LinesState } from '../lines/lines.ts';
import type { LinesCommand } from './lines-commands.ts';

export type LinesDockState = LinesState;

export interface LinesOnBenchOptions {
  readonly clock: Clock;
  readonly map: LineMap;
  readonly random: () => number;
}

/** Contacts and lights of the cabinet on the bench. */
export function createLinesOnBench(options: LinesOnBenchOptions) {
  const cabinet = createLinesSimulator(options);
  const has = (name: string) => Object.hasOwn(options.map, name);
  const rest = () => {
    for (const name of ['door', 'serviceKey']) if (has(name)) cabinet.move(name, false);
    // Without a person the first page is dim.
    if (has('presence')) cabinet.move('presence', true);
  };
  rest();
  return {
    port: cabinet.port,
    onChange: cabinet.onChange,
    part: (): LinesDockState => cabinet.state(),
    /** A line that the cabinet lacks does nothing. */
    obey(command: LinesCommand): void {
      if (!has(command.name)) return;
      if (command.do === 'lose') {
        if (command.lost) cabinet.lose(command.name);
        else cabinet.restore(command.name);
      } else if (options.map[command.name]?.direction === 'in') cabinet.move(command.name, command.active);
    },
    heal(): void {
      cabinet.faults.clear();
      for (const name of cabinet.state().lost) cabinet.restore(name);
      rest();
    },
    close: cabinet.close,
  };
}

export type LinesOnBench = ReturnType<typeof createLinesOnBench>;
