import type { IsoDate } from './date.ts';

/** At the centre, `HH:MM`. */
export interface OpeningMoment {
  readonly day: IsoDate;
  readonly time: string;
}

export const momentAt = (local: string): OpeningMoment => ({ day: local.slice(0, 10), time: local.slice(11, 16) });

/** Hours of the centre now. `until`: `null` if it is open all day. `opens`: `null` if no opening is near. */
export type OpeningState =
  | { readonly state: 'open'; readonly until: string | null }
  | { readonly state: 'closed'; readonly opens: OpeningMoment | null };

/** Why staff took the kiosk out of service. Each has a text for citizens. None names the cassette: the page must not show when money is reachable. */
export const CLOSURE_REASONS = ['maintenance', 'repair', 'paper', 'cleaning', 'network'] as const;
export type ClosureReason = (typeof CLOSURE_REASONS)[number];

/** Why the kiosk begins no visit although its devices may work. Moments are local, `YYYY-MM-DDTHH:MM`; `null`: unknown. */
export type KioskClosure =
  | {
      readonly by: 'staff';
      readonly reason: ClosureReason;
      readonly since: string | null;
      /** When staff expect the kiosk back. The kiosk does not open by itself. */
      readonly until: string | null;
    }
  | { readonly by: 'hours' };
