import type { View } from '../../device/screen/screen.ts';
import type { CreditProblem, NoteBack } from '../../device/words/money.ts';
import type { NoteGroups } from '../../device/words/notes.ts';
import type { Unanswered } from '../../device/words/trouble.ts';
import type { Heading } from './visit-words.ts';

type CashStage = Extract<View, { show: 'payingCash' }>['stage'];

export interface CashWords {
  readonly typingCredit: Heading & {
    /** The office's answer about the code is lost. */
    readonly fixed: string;
    readonly asking: string;
    readonly tries: (left: number) => string;
    readonly locked: Heading;
    readonly problems: Readonly<Record<Exclude<CreditProblem, Unanswered>, string>>;
  };
  readonly payingCash: {
    readonly stages: Readonly<Record<Exclude<CashStage, 'blocked'>, Heading>>;
    /** If no note is accepted: what happened to earlier notes, and the next step. */
    readonly blocked: { readonly nothing: string; readonly something: string };
    readonly eyebrow: string;
    readonly noChange: string;
    /** Above the notes of each group. */
    readonly notes: Readonly<Record<keyof NoteGroups, string>>;
    readonly inserted: string;
    readonly missing: string;
    readonly back: Readonly<Record<NoteBack, string>>;
    readonly stop: string;
  };
  /** Formatted sums: `200 ₼`, `15,00 ₼`. */
  readonly noteTooLarge: {
    readonly eyebrow: string;
    readonly title: (note: string) => string;
    readonly lead: (missing: string) => string;
    readonly note: string;
    readonly missing: string;
    readonly rest: string;
    readonly giveBack: string;
    /** `notes`: the notes that fit; may be empty. */
    readonly giveBackHint: (notes: string) => string;
    readonly keep: string;
    readonly keepHint: (rest: string) => string;
    /** Before the seconds that are left. */
    readonly comesBack: string;
    readonly seconds: string;
    readonly picture: string;
  };
  readonly credited: {
    readonly eyebrow: string;
    readonly title: string;
    /** Heading, if no slip was printed. */
    readonly writeDown: string;
    readonly printed: string;
    readonly notPrinted: string;
    readonly code: string;
    readonly amount: string;
    readonly use: string;
    /** The sum that an earlier code was to pay is back on this code. */
    readonly freed: (sum: string) => string;
    readonly qr: string;
  };
}
