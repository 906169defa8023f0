import type { RegisterEntry } from './entry.ts';
import type { WireCancelMoney } from './wire-own.ts';

/** What an applicant can do about an application that was lodged. */
export type Change =
  | { readonly do: 'cancel' }
  /** By the key of the hold of the new one. */
  | { readonly do: 'move'; readonly slot: string }
  | { readonly do: 'check-in' }
  | { readonly do: 'rate'; readonly score: number };

/** Kept with the entry; it names nobody. */
export interface Later {
  /** What was done, under which key. */
  readonly done: readonly { readonly key: string; readonly change: Change }[];
  readonly cancelled: { readonly at: string; readonly money: WireCancelMoney } | null;
  /** ISO date-time. */
  readonly checkedIn: string | null;
  readonly rated: number | null;
}

const NOTHING_YET: Later = { done: [], cancelled: null, checkedIn: null, rated: null };

export const laterOf = ({ later }: RegisterEntry): Later => later ?? NOTHING_YET;

/** Why an application is withdrawn that its applicant cancelled. */
export const CANCELLED = 'cancelled';

/** It has not been taken back, by its kiosk or by its applicant: what it has of an appointment nobody else can have. */
export const isStanding = (entry: RegisterEntry): boolean =>
  entry.state !== 'withdrawn' && laterOf(entry).cancelled === null;
