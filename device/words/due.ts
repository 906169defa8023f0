import type { IsoDate } from './date.ts';
import type { Language } from './language.ts';
import type { CreditView } from './money.ts';

/** Text of an office: in Azerbaijani, the language of the record, and maybe in others. */
export type OfficeText = { readonly az: string } & { readonly [L in Language]?: string };

/** Text in the language, or in the language of the record. */
export const inLanguage = (text: OfficeText, language: Language): string => text[language] ?? text.az;

/** The payee's number of a due, such as a decision, a car or a subscriber. */
export interface DueNumber {
  readonly name: OfficeText;
  readonly value: string;
}

/** A due as the office has it now. Amounts are integer qəpik. */
export interface Due {
  /** The office's id, without meaning for others. */
  readonly id: string;
  readonly payee: OfficeText;
  readonly subject: OfficeText;
  /** Absent or `null`: unknown. */
  readonly number?: DueNumber | null;
  /** Debtor: masked, unless it is the identified person. `null`: unknown. */
  readonly owner: string | null;
  /** Amount to pay now, without the service fee. */
  readonly amount: number;
  /** Amount without a discount. */
  readonly full: number;
  readonly fee: number;
  /** Date from which the amount is valid. */
  readonly since: IsoDate;
  /** Last day to pay; `null`: none. */
  readonly until: IsoDate | null;
  /** Last day of the discount, at the centre; `null`: no discount. */
  readonly discountUntil: IsoDate | null;
  /** Bounds of a part payment; `null`: all or nothing. */
  readonly part: { readonly min: number; readonly max: number } | null;
  /** `held`: another person is paying it now. */
  readonly state: 'open' | 'paid' | 'held';
  /** Date of the payment; `null`: unpaid, or unknown. */
  readonly paidOn: IsoDate | null;
  /** Service of the catalogue that pays this kind of due by its number. Absent: unknown. */
  readonly service?: string;
}

export interface DuePart {
  readonly id: string;
  /** Part of it; `null`: all that is owed at the quote. */
  readonly part: number | null;
}

/** Why the chosen due cannot be paid as shown; the office says it at lodging. */
export type DueGone =
  | { readonly because: 'paid'; readonly on: IsoDate | null }
  /** Another person is paying it. */
  | { readonly because: 'held' }
  /** The sum has changed. */
  | { readonly because: 'changed' };

/** Outcome of one due in a payment for several, in the citizen's language. */
export interface SettledDue {
  readonly payee: string;
  readonly subject: string;
  readonly number: { readonly name: string; readonly value: string } | null;
  /** In qəpik, with the service fee. */
  readonly amount: number;
  /** References of the payment at the payee and of the application; `null`: refused by the office. */
  readonly registered: { readonly payment: string | null; readonly application: string } | null;
  readonly credit: CreditView | null;
}
