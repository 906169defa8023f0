import type { WireLine } from '../../drivers/link/wire-line.ts';
import { toHex } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { printJson } from '../command/output.ts';
import type { SimulatedDevice } from './device.ts';

/** Says what happens, as lines for a person or as one JSON value a line. */
export interface EventOutput {
  say(event: string, fields: Readonly<Record<string, unknown>>, words: string): void;
  wire(line: WireLine): void;
  /** Whatever is new of the device: its state, its faults, its papers. */
  look(device: SimulatedDevice): void;
}

const NAMES = { in: 'device', out: 'kiosk' } as const;

export function createEventOutput(json: boolean, io: Io): EventOutput {
  let state = '';
  let armed = '';

  function say(event: string, fields: Readonly<Record<string, unknown>>, words: string): void {
    if (json) printJson(io, { event, ...fields });
    else io.out(`${event.padEnd(WIDTH)} ${words}\n`);
  }

  return {
    say,
    wire({ direction, bytes, meaning, discarded }) {
      const hex = toHex(bytes);
      if (json) printJson(io, { event: 'wire', direction, hex, meaning, discarded });
      else io.out(`${NAMES[direction].padEnd(WIDTH)} ${meaning}${discarded ? ` (discarded ${hex})` : ''}\n`);
    },
    look(device) {
      for (const { event, fields, words } of device.news()) say(event, fields, words);
      const next = device.state();
      if (JSON.stringify(next) !== state) {
        state = JSON.stringify(next);
        say('state', { ...next }, device.stateWords());
      }
      const faults = device.armed();
      if (faults.join() !== armed) {
        armed = faults.join();
        say('faults', { armed: faults }, faults.length === 0 ? 'none armed' : `armed: ${faults.join(', ')}`);
      }
    },
  };
}

const WIDTH = 10;
