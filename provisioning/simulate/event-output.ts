import { toHex } from '../../drivers/bytes.ts';
import { createChangeFilter } from '../../drivers/emitter.ts';
import type { WireLogLine } from '../../drivers/link/wire-line.ts';
import type { Io } from '../command/io.ts';
import { printJson } from '../command/output.ts';
import type { SimulatedDevice } from './device.ts';

export type EventOutput = ReturnType<typeof createEventOutput>;

const NAMES = { in: 'device', out: 'kiosk' } as const;

export function createEventOutput(json: boolean, io: Io) {
  function say(event: string, fields: Readonly<Record<string, unknown>>, words: string): void {
    if (json) printJson(io, { event, ...fields });
    else io.out(`${event.padEnd(WIDTH)} ${words}\n`);
  }

  const sayState = createChangeFilter<SimulatedDevice>(
    (device) => say('state', { ...device.state() }, device.stateWords()),
    undefined,
    (device) => JSON.stringify(device.state()),
  );
  const sayFaults = createChangeFilter<readonly string[]>(
    (armed) => say('faults', { armed }, armed.length === 0 ? 'none armed' : `armed: ${armed.join(', ')}`),
    [],
  );

  return {
    say,
    wire({ direction, bytes, meaning, discarded }: WireLogLine): void {
      const hex = toHex(bytes);
      if (json) printJson(io, { event: 'wire', direction, hex, meaning, discarded });
      else io.out(`${NAMES[direction].padEnd(WIDTH)} ${meaning}${discarded ? ` (discarded ${hex})` : ''}\n`);
    },
    look(device: SimulatedDevice): void {
      for (const { event, fields, words } of device.news()) say(event, fields, words);
      sayState(device);
      sayFaults(device.armed());
    },
  };
}

const WIDTH = 10;
