import type { Words } from '../config/words.ts';
import type { IsoDate } from '../words/date.ts';
import type { ServiceIcon } from '../words/icons.ts';
import type { Qepik } from '../words/money.ts';
import type { PaperKind } from '../words/paper-kind.ts';

export type { Words };

export type TermKind = 'calendar' | 'working';

/** One way to have a service: how soon, and for how much. */
export interface ServiceTier {
  readonly id: string;
  readonly title: Words;
  /** 0: at once, at this kiosk. */
  readonly days: number;
  readonly kind: TermKind;
  readonly amount: Qepik;
}

export interface Tariff {
  /** The day from which these amounts hold, printed on the receipt; `null` for a free service. */
  readonly date: IsoDate | null;
  /** `false` where sources are missing, old or disagree: such an amount is nowhere called official. */
  readonly verified: boolean;
  /** At least one; the first is chosen until the citizen chooses. */
  readonly tiers: readonly ServiceTier[];
}

interface QuestionBase {
  readonly id: string;
  /** The question, as a heading. */
  readonly title: Words;
  /** Two or three words, for the row on *check your answers*. */
  readonly label: Words;
  readonly hint: Words | null;
}

export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice';
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  readonly value: string;
  readonly label: Words;
  readonly hint: Words | null;
  /** It is true of an expired card alone, and is not offered for another. */
  readonly ofExpiredCard: boolean;
}

export interface TextQuestion extends QuestionBase {
  readonly kind: 'text';
  readonly keyboard: 'letters' | 'digits';
  /** Shown before what is typed, such as `+994`; no part of the answer. */
  readonly prefix: string | null;
  /** A regular expression (flag `u`) that the whole typed text must match, prefix not included. */
  readonly pattern: string;
  /** Said when it does not. */
  readonly problem: Words;
  readonly maxLength: number;
}

export type ServiceQuestion = ChoiceQuestion | TextQuestion;

/** Documents of this country by which a person can be known. */
export const DOCUMENT_KINDS = ['identity-card', 'passport'] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What a step of *what happens next* may mention; a step whose value is not there is left out. */
export const PLACEHOLDERS = ['window', 'ticket', 'ahead', 'ready'] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

/** One service of the centre: a file in `device/catalogue/services/`. */
export interface Service {
  readonly id: string;
  /** Place among the cards; the lowest comes first. */
  readonly order: number;
  readonly icon: ServiceIcon;
  readonly title: Words;
  readonly summary: Words;
  readonly agency: Words;
  readonly documents: Words;
  readonly who: Words;
  /** What remains to be done with an officer, or `null`. */
  readonly afterwards: Words | null;
  /** About how long a visit takes at the kiosk. */
  readonly minutes: number;
  readonly needsCard: boolean;
  /** Which documents say who it is. */
  readonly takes: readonly DocumentKind[];
  /** Full years of the person on the card, or `null`. */
  readonly minimumAge: number | null;
  /** An expired card is taken too: where the service is to replace it. */
  readonly takesExpiredCard: boolean;
  readonly paper: PaperKind;
  readonly tariff: Tariff;
  readonly questions: readonly ServiceQuestion[];
  /** What happens next, in order, with `{window}` `{ticket}` `{ahead}` `{ready}`. */
  readonly next: readonly Words[];
}

/** Days on which no agency works. */
export interface Holidays {
  /** `MM-DD`, every year. */
  readonly annual: readonly { readonly day: string; readonly name: string; readonly verified: boolean }[];
  /** Those that move. */
  readonly dated: readonly { readonly date: IsoDate; readonly name: string; readonly verified: boolean }[];
}

export interface Catalogue {
  /** In the order of the cards. */
  readonly services: readonly Service[];
  readonly holidays: Holidays;
}
