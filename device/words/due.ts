import type { IsoDate } from './date.ts';
import type { Language } from './language.ts';
import type { CreditView } from './money.ts';

/** What an office says in its own words: in the language of the record, and in others as far as it has them. */
export type OfficeText = { readonly az: string } & { readonly [L in Language]?: string };

/** In somebody's language, or in that of the record. */
export const inLanguage = (text: OfficeText, language: Language): string => text[language] ?? text.az;

/** The payee's number of a due: the number of a decision, a car or a subscriber. */
export interface DueNumber {
  /** Name of the kind of number. */
  readonly name: OfficeText;
  readonly value: string;
}

/** What somebody owes, as the office has it at this moment. Amounts are integer qəpik. */
export interface Due {
  /** The office's own name for it; says nothing to anybody else. */
  readonly id: string;
  /** To whom. */
  readonly payee: OfficeText;
  /** What for. */
  readonly subject: OfficeText;
  /** Absent or `null`: the office does not say. */
  readonly number?: DueNumber | null;
  /** Who owes it: masked, unless it is the person who is identified. `null`: the office does not say. */
  readonly owner: string | null;
  /** What is to be paid of it now, without the service fee. */
  readonly amount: number;
  /** The same without a discount. */
  readonly full: number;
  /** The service fee on top of it. */
  readonly fee: number;
  /** The day since which it is this amount. */
  readonly since: IsoDate;
  /** The last day to pay; `null`: none. */
  readonly until: IsoDate | null;
  /** The last day of the discount, at the centre; `null`: there is none. */
  readonly discountUntil: IsoDate | null;
  /** How much of it may be paid if not all; `null`: all or nothing. */
  readonly part: { readonly min: number; readonly max: number } | null;
  /** `held`: somebody is paying it at this moment. */
  readonly state: 'open' | 'paid' | 'held';
  /** Date of the payment; `null` if it is not paid, or if the office does not say. */
  readonly paidOn: IsoDate | null;
  /** Kind of the due: the service of the catalogue that pays it by its number. Absent: the office does not say. */
  readonly service?: string;
}

/** Which due a sum is for. */
export interface DuePart {
  readonly id: string;
  /** So much of it; `null`: all that is owed when it is quoted. */
  readonly part: number | null;
}

/** Why what was chosen can not be paid as it was shown: said by the office when it was lodged. */
export type DueGone =
  | { readonly because: 'paid'; readonly on: IsoDate | null }
  /** Somebody else is paying it. */
  | { readonly because: 'held' }
  /** The sum is another one by now. */
  | { readonly because: 'changed' };

/** The outcome of one due of a payment for several, in the citizen's language. */
export interface SettledDue {
  readonly payee: string;
  readonly subject: string;
  readonly number: { readonly name: string; readonly value: string } | null;
  /** With the service fee, in qəpik. */
  readonly amount: number;
  /** The payee's reference of the payment, and the reference of the application; `null`: the office refused the due. */
  readonly registered: { readonly payment: string | null; readonly application: string } | null;
  /** Credit for the amount of a refused due. */
  readonly credit: CreditView | null;
}
