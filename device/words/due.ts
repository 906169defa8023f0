import type { IsoDate } from './date.ts';
import type { Language } from './language.ts';
import type { CreditView } from './money.ts';

/** In Azerbaijani, the record's language, and maybe others. */
export type OfficeText = { readonly az: string } & { readonly [L in Language]?: string };

/** Text in the language, or in the language of the record. */
export const inLanguage = (text: OfficeText, language: Language): string => text[language] ?? text.az;

/** By the payee: a decision, car or subscriber. */
export interface DueNumber {
  readonly name: OfficeText;
  readonly value: string;
}

/** As the office has it now. Amounts in qəpik. */
export interface Due {
  /** The office's; opaque. */
  readonly id: string;
  readonly payee: OfficeText;
  readonly subject: OfficeText;
  /** Absent or `null`: unknown. */
  readonly number?: DueNumber | null;
  /** Debtor, masked unless identified. `null`: unknown. */
  readonly owner: string | null;
  /** To pay now, without the service fee. */
  readonly amount: number;
  /** Without a discount. */
  readonly full: number;
  readonly fee: number;
  /** First date of the amount. */
  readonly since: IsoDate;
  /** Last day; `null`: none. */
  readonly until: IsoDate | null;
  /** Last day at the centre; `null`: no discount. */
  readonly discountUntil: IsoDate | null;
  /** Of a part payment; `null`: all or nothing. */
  readonly part: { readonly min: number; readonly max: number } | null;
  /** `held`: another person is paying now. */
  readonly state: 'open' | 'paid' | 'held';
  /** `null`: unpaid, or unknown. */
  readonly paidOn: IsoDate | null;
  /** Pays this kind by its number. Absent: unknown. */
  readonly service?: string;
}

export interface DuePayment {
  readonly id: string;
  /** `null`: all that is owed at the quote. */
  readonly part: number | null;
}

/** Not payable as shown; the office says it at lodging. */
export type DueUnpayable =
  | { readonly because: 'paid'; readonly on: IsoDate | null }
  | { readonly because: 'held' }
  /** Its sum. */
  | { readonly because: 'changed' };

/** One of several dues, in the citizen's language. */
export interface SettledDue {
  readonly payee: string;
  readonly subject: string;
  readonly number: { readonly name: string; readonly value: string } | null;
  /** In qəpik, with the service fee. */
  readonly amount: number;
  /** At the payee, and of the application; `null`: refused by the office. */
  readonly registered: { readonly payment: string | null; readonly application: string } | null;
  readonly credit: CreditView | null;
}
