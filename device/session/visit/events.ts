import { forwardTo } from 'xstate';
import type { ChipNews, ReaderEvent } from '../../../drivers/id-reader/contract.ts';
import type { DisplaySettings } from '../../words/display.ts';
import type { Intent } from '../../words/intent.ts';
import type { ScanRefusal } from '../../words/scan.ts';
import type { Devices } from './devices.ts';

/** The intent `{ do: 'next' }` becomes `{ type: 'citizen.next' }`. */
export type CitizenEvent = {
  [I in Intent as I['do']]: { readonly type: `citizen.${I['do']}` } & Omit<I, 'do'>;
}[Intent['do']];

export type DevicesChanged = { readonly type: 'devices.changed'; readonly devices: Devices };

export type DocumentEvent = ReaderEvent | ChipNews;

export type DisplayEvent = Extract<CitizenEvent, { readonly type: 'citizen.display' }>;

/** `step`: id of the screen that the code was held to. */
export type ScanEvent =
  | { readonly type: 'scan.refused'; readonly because: ScanRefusal; readonly step: string }
  | { readonly type: 'scan.taken' }
  /** The citizen scanned the slip of a parked visit. No state machine has its key. */
  | { readonly type: 'scan.slip' };

/** `near`: whether a person is in front of the kiosk; `null`: unknown. */
export type PresenceEvent = { readonly type: 'presence.changed'; readonly near: boolean | null };

export type StepEvent = CitizenEvent | DevicesChanged | DocumentEvent;

export function citizenEvent(intent: Intent): CitizenEvent {
  const { do: what, ...rest } = intent;
  return { type: `citizen.${what}`, ...rest } as CitizenEvent;
}

/** The devices that the event carries, or else the devices of the context. */
export const newestDevicesOf = ({
  context,
  event,
}: {
  readonly context: { readonly devices: Devices };
  readonly event: { readonly type: string };
}): Devices => (event.type === 'devices.changed' ? (event as DevicesChanged).devices : context.devices);

/** Whether the citizen wants more time, after this event. */
export const wantsMoreTime = (
  { moreTime }: Pick<DisplaySettings, 'moreTime'>,
  event: { readonly type: string },
): boolean => (event.type === 'citizen.display' ? { moreTime, ...(event as DisplayEvent).set }.moreTime : moreTime);

export const forwardEventsTo = (child: string, types: readonly StepEvent['type'][]) =>
  Object.fromEntries(types.map((type) => [type, { actions: forwardTo(child) }]));

/** Placeholder for an action or actor that has to be provided before the machine starts. */
export const notProvided = (what: string) => (): never => {
  throw new Error(`${what} is provided by device/actors/actors.ts`);
};
