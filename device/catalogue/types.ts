/** The same words in the three languages of the centre. */
export interface Words {
  readonly az: string;
  readonly ru: string;
  readonly en: string;
}

/** Integer qəpik. */
type Qepik = number;

export interface ServiceTier {
  readonly id: string;
  readonly title: Words;
  readonly days: number;
  /** Whether `days` counts every day or only the agency's working days. */
  readonly kind: 'calendar' | 'working';
  readonly amount: Qepik;
}

export interface Tariff {
  /** ISO date of the tariff; `null` where the service is free. */
  readonly date: string | null;
  /** `false`: from an old or doubtful source; shown nowhere as an official promise. */
  readonly verified: boolean;
  /** At least one; a free service has exactly one with amount 0. */
  readonly tiers: readonly ServiceTier[];
}

export type ServiceQuestion =
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly title: Words;
      readonly hint: Words | null;
      readonly options: readonly { readonly value: string; readonly label: Words; readonly hint: Words | null }[];
    }
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly title: Words;
      readonly hint: Words | null;
      readonly keyboard: 'letters' | 'digits';
      readonly prefix: string | null;
      readonly minLength: number;
      readonly maxLength: number;
      /** What is wrong when the value is too short or does not match `pattern`. */
      readonly problem: Words;
      /** A whole-value regular expression, or `null`. */
      readonly pattern: string | null;
    };

/** What the citizen leaves with. */
export type Paper = 'receipt' | 'certificate' | 'ticket';

export interface Service {
  readonly id: string;
  /** A lucide icon name. */
  readonly icon: string;
  readonly title: Words;
  readonly summary: Words;
  readonly agency: Words;
  readonly documents: Words;
  readonly who: Words;
  /** What remains to be done with an officer. */
  readonly afterwards: Words | null;
  readonly minutes: number;
  readonly needsCard: boolean;
  /** In whole years, on the day; `null`: no limit. */
  readonly minimumAge: number | null;
  readonly paper: Paper;
  readonly tariff: Tariff;
  readonly questions: readonly ServiceQuestion[];
  /** What happens next, in order; may hold `{ticket}` `{window}` `{ahead}` `{ready}`. */
  readonly next: readonly Words[];
}

export interface Catalogue {
  readonly services: readonly Service[];
  /** ISO dates on which nobody works. */
  readonly holidays: readonly string[];
}
