import type { ReaderEvent } from '../../drivers/id-reader/contract.ts';
import type { Intent } from '../words/intent.ts';
import type { Devices } from './devices.ts';

/** An intent as a machine event: `{ do: 'next' }` becomes `{ type: 'citizen.next' }`. */
export type CitizenEvent = {
  [I in Intent as I['do']]: { readonly type: `citizen.${I['do']}` } & Omit<I, 'do'>;
}[Intent['do']];

export type DevicesChanged = { readonly type: 'devices.changed'; readonly devices: Devices };
export type ReaderReported = { readonly type: 'reader.reported'; readonly event: ReaderEvent };
/** A chip is being read; whole per cent of it are there. */
export type ChipProgressed = { readonly type: 'chip.progressed'; readonly percent: number };

export function citizenEvent(intent: Intent): CitizenEvent {
  const { do: what, ...rest } = intent;
  return { type: `citizen.${what}`, ...rest } as CitizenEvent;
}
