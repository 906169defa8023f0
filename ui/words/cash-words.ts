import type { CitizenPageView } from '../../device/screen/screen.ts';
import type { CreditProblem, NoteReturnReason } from '../../device/words/money.ts';
import type { NoteGroups } from '../../device/words/notes.ts';
import type { UnansweredCode } from '../../device/words/trouble.ts';
import type { Heading } from './visit-words.ts';

type CashStage = Extract<CitizenPageView, { show: 'payingCash' }>['stage'];

export interface CashWords {
  readonly typingCredit: Heading & {
    /** The office did not answer, so the page takes only this code. */
    readonly fixed: string;
    readonly asking: string;
    readonly tries: (left: number) => string;
    readonly locked: Heading;
    readonly problems: Readonly<Record<Exclude<CreditProblem, UnansweredCode>, string>>;
  };
  readonly payingCash: {
    readonly stages: Readonly<Record<Exclude<CashStage, 'blocked'>, Heading>>;
    /** No note is accepted: says what happened to inserted notes, and the next step. */
    readonly blocked: { readonly nothing: string; readonly something: string };
    readonly eyebrow: string;
    readonly picture: string;
    readonly noChange: string;
    readonly notes: Readonly<Record<keyof NoteGroups, string>>;
    readonly inserted: string;
    readonly missing: string;
    readonly back: Readonly<Record<NoteReturnReason, string>>;
    readonly stop: string;
  };
  /** Sums come formatted: `200 ₼`, `15,00 ₼`. */
  readonly noteTooLarge: {
    readonly eyebrow: string;
    readonly title: (note: string) => string;
    readonly lead: (missing: string) => string;
    readonly note: string;
    readonly missing: string;
    readonly rest: string;
    readonly giveBack: string;
    /** `notes`: notes that fit, maybe none. */
    readonly giveBackHint: (notes: string) => string;
    readonly keep: string;
    readonly keepHint: (rest: string) => string;
    /** Stands before the seconds left. */
    readonly comesBack: string;
    /** In place of them for more time. */
    readonly comesBackUnasked: string;
    readonly seconds: string;
    readonly picture: string;
  };
  readonly credited: {
    readonly eyebrow: string;
    readonly title: string;
    /** Heading if no slip was printed. */
    readonly writeDown: string;
    readonly printed: string;
    readonly notPrinted: string;
    readonly code: string;
    readonly amount: string;
    readonly use: string;
    /** The sum of an earlier code is back on that code. */
    readonly freed: (sum: string) => string;
    readonly qr: string;
  };
}
