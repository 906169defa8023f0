import type { RegisterEntry } from './entry.ts';
import type { WireCancelMoney } from './wire-own.ts';

export type ApplicationChange =
  | { readonly do: 'cancel' }
  /** `slot`: key of the new hold. */
  | { readonly do: 'move'; readonly slot: string }
  | { readonly do: 'check-in' }
  | { readonly do: 'rate'; readonly score: number };

/** Kept with the entry; without personal data. */
export interface ChangesAfterLodging {
  readonly done: readonly { readonly key: string; readonly change: ApplicationChange }[];
  readonly cancelled: { readonly at: string; readonly money: WireCancelMoney } | null;
  /** ISO date-time. */
  readonly checkedIn: string | null;
  readonly rated: number | null;
}

const NOTHING_YET: ChangesAfterLodging = { done: [], cancelled: null, checkedIn: null, rated: null };

export const changesAfterLodgingOf = ({ later }: RegisterEntry): ChangesAfterLodging => later ?? NOTHING_YET;

export const CANCELLED_REASON = 'cancelled';

/** Whether neither kiosk nor applicant took the application back. Only then its appointment is taken. */
export const isApplicationActive = (entry: RegisterEntry): boolean =>
  entry.state !== 'withdrawn' && changesAfterLodgingOf(entry).cancelled === null;
