import type { IsoDate } from './date.ts';
import type { Language } from './language.ts';
import type { CreditView } from './money.ts';

/** Text in Azerbaijani, the office's language, and maybe in others. */
export type OfficeText = { readonly az: string } & { readonly [L in Language]?: string };

export const textInLanguage = (text: OfficeText, language: Language): string => text[language] ?? text.az;

/** Number at the payee: of a decision, a car or a subscriber. */
export interface DueNumber {
  readonly name: OfficeText;
  readonly value: string;
}

/** Due as the office has it now. Amounts in qəpik. */
export interface Due {
  readonly id: string;
  readonly payee: OfficeText;
  readonly subject: OfficeText;
  /** Absent or `null`: unknown. */
  readonly number?: DueNumber | null;
  /** Debtor's name, masked unless identified. */
  readonly owner: string | null;
  /** Sum to pay now, without the service fee. */
  readonly amount: number;
  /** Amount without a discount. */
  readonly full: number;
  readonly fee: number;
  readonly since: IsoDate;
  /** Last day of payment; `null`: none. */
  readonly until: IsoDate | null;
  /** Last day of the discount, at the centre; `null`: no discount. */
  readonly discountUntil: IsoDate | null;
  /** Bounds of a part payment; `null`: all or nothing. */
  readonly part: { readonly min: number; readonly max: number } | null;
  /** `held`: another person is paying now. */
  readonly state: 'open' | 'paid' | 'held';
  /** `null`: unpaid, or unknown. */
  readonly paidOn: IsoDate | null;
  /** Id of the service that pays this kind of due. Absent: unknown. */
  readonly service?: string;
}

export interface DuePayment {
  readonly id: string;
  /** `null`: pays all that is owed at the quote. */
  readonly part: number | null;
}

/** Why a due cannot be paid as shown. The office says so at the quote or at lodging. */
export type DueUnpayable =
  | { readonly because: 'paid'; readonly on: IsoDate | null }
  | { readonly because: 'held' }
  | { readonly because: 'changed' };

export interface SettledDue {
  readonly payee: string;
  readonly subject: string;
  readonly number: { readonly name: string; readonly value: string } | null;
  /** Amount in qəpik, with the service fee. */
  readonly amount: number;
  /**
   * `payment`: the payee's reference, `null` if unknown. `application`: reference of the application. `registered` is `null` if the office
   * refused the due.
   */
  readonly registered: { readonly payment: string | null; readonly application: string } | null;
  readonly credit: CreditView | null;
}
