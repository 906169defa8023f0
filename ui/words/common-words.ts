import type { CitizenPageView, FoundState, ReferenceCodeProblem, WorkingFunction } from '../../device/screen/screen.ts';
import type { Language } from '../../device/words/language.ts';
import type { MoneyState } from '../../device/words/money.ts';
import type { ClosureReason } from '../../device/words/opening.ts';
import type { PaperKind, PrintedPaperKind } from '../../device/words/paper-kind.ts';
import type { TroubleCode } from '../../device/words/trouble.ts';
import type { CashWords } from './cash-words.ts';
import type {
  DocumentWords,
  DoneWords,
  FrameWords,
  Heading,
  PrintingWords,
  ProgressWords,
  TroubleWords,
} from './visit-words.ts';

export interface TroubleText {
  /** Heading that says what happened, without full stop. */
  readonly title: string;
  readonly body: string;
  /** Notice before a visit: what is missing, and what it means. */
  readonly notice: string;
}

export type PayingStage = Extract<CitizenPageView, { show: 'paying' }>['stage'];

/** Text about a payment. `short`: beside a sum; `long`: first text of a trouble screen. */
export interface MoneyText {
  readonly short: string;
  readonly long: string;
}

/** Texts that every language has, except pages that the first language's dictionary declares. */
export interface CommonWords extends DocumentWords, CashWords, FrameWords {
  readonly language: Language;
  readonly common: {
    readonly next: string;
    readonly back: string;
    readonly finish: string;
    readonly another: string;
    readonly payAnother: string;
    readonly retry: string;
    readonly help: string;
    readonly simulated: string;
    readonly chooseLanguage: string;
    readonly scrollDown: string;
    readonly scrollUp: string;
    readonly service: string;
    readonly term: string;
    readonly toPay: string;
    readonly price: string;
    /** Part of the price that a credit pays, and rest on its code. */
    readonly creditUsed: string;
    readonly creditLeft: string;
    readonly paid: string;
    /** Label of a sum in any other state. */
    readonly amount: string;
    /** In place of a sum. */
    readonly atWindow: string;
    readonly free: string;
    readonly reference: string;
    readonly others: (count: number) => string;
    readonly minutes: (count: number) => string;
    readonly lowerHalf: string;
    readonly takeCard: string;
    readonly continueApplication: string;
    /** Beside a certificate while its printer is away. */
    readonly copyOnly: string;
    /** One word for a narrow bar. It is a part of the long label, which screen readers say. */
    readonly short: { readonly finish: string; readonly continueApplication: string };
  };
  readonly progress: ProgressWords;
  readonly attract: {
    readonly title: string;
    /** Button to all services and the search. */
    readonly all: string;
    /** The same button for large text. */
    readonly allShort: string;
    /** The card of an earlier citizen is in the reader. */
    readonly takeCard: Heading;
    readonly works: { readonly [P in WorkingFunction]: string };
    /** `until` is a time, or `null` all day. */
    readonly open: (until: string | null) => string;
    /** The centre is closed and the kiosk serves. */
    readonly closed: string;
    readonly opens: (moment: string) => string;
  };
  readonly choosing: {
    readonly title: string;
    readonly lead: string;
    readonly from: (money: string) => string;
    readonly atWindow: string;
    readonly priceLater: string;
    readonly owed: string;
    readonly cardNeeded: string;
    readonly passportNeeded: string;
    readonly noCardNeeded: string;
    /** Button to the search, with an example. */
    readonly search: string;
    /** Button to the search in one word, for large text. */
    readonly searchShort: string;
    readonly direct: string;
  };
  readonly searching: Heading & {
    readonly field: string;
    readonly clear: string;
    readonly found: (count: number) => string;
    readonly foundBy: string;
    readonly byAppointment: string;
    readonly nothing: string;
    readonly advice: readonly string[];
  };
  readonly continuing: {
    readonly code: Heading;
    readonly problems: Readonly<Record<Exclude<ReferenceCodeProblem, TroubleCode>, string>>;
    readonly locked: Heading;
    readonly lookingUp: Heading;
    readonly found: Readonly<Record<FoundState, Heading>>;
    /** This kiosk does not offer the service. */
    readonly elsewhere: string;
    readonly begunAt: string;
    readonly review: string;
    readonly print: { readonly [P in PaperKind]: string };
    readonly askAgain: string;
    readonly begin: string;
    /** The application is registered, and its paper cannot be printed now. */
    readonly codeOnly: string;
  };
  readonly identifying: {
    readonly waiting: Heading;
    readonly reading: Heading;
    readonly parent: Heading;
    readonly childsCard: Heading & {
      readonly steps: readonly string[];
      readonly ticket: string;
      readonly ticketHint: string;
      readonly picture: string;
    };
    /** The reader holds a card that was not put in for this visit. */
    readonly occupied: Heading;
    readonly tooYoung: (years: number) => string;
    readonly away: { readonly ticketHint: string; readonly picture: string; readonly withoutCard: string };
    readonly withoutCard: string;
    readonly progress: (percent: number) => string;
    readonly privacy: string;
    readonly picture: string;
    readonly phone: {
      readonly offer: string;
      readonly hint: string;
      readonly usedUp: string;
      readonly problems: Readonly<Record<'refused' | 'mismatch' | 'over' | 'not-offered', Heading>>;
    };
  };
  readonly identifyingByPhone: Heading & {
    readonly starting: Heading;
    /** After a phone has opened the code. */
    readonly confirm: { readonly title: (number: string) => string; readonly lead: string };
    readonly steps: (number: string) => readonly string[];
    readonly number: string;
    /** `time`: minutes and seconds, such as 1:50. */
    readonly left: (time: string) => string;
    readonly gets: string;
    readonly warning: string;
    readonly qr: string;
  };
  readonly checking: {
    readonly title: string;
    readonly lead: (paid: boolean) => string;
    readonly mayMove: string;
    readonly atWindow: string;
    readonly change: string;
    readonly changeOf: (label: string) => string;
    readonly pay: (money: string) => string;
    readonly confirm: string;
  };
  readonly quoting: Heading & { readonly unanswered: Heading };
  readonly lodging: Heading;
  readonly paying: {
    readonly step: (number: number) => string;
    readonly stages: Readonly<Record<PayingStage, Heading>>;
    /** Stands before an approved sum that is not final yet. */
    readonly approved: string;
    readonly noNumber: string;
    readonly cancel: string;
    readonly picture: string;
  };
  readonly choosingPayment: Heading & {
    readonly card: string;
    readonly cardHint: string;
    readonly cash: string;
    /** Accepted notes (empty until the validator reports them), and that there is no change. */
    readonly cashHint: (notes: string) => string;
    readonly credit: string;
    readonly creditHint: string;
    readonly wrongCodes: string;
    /** In place of the button, for several dues. */
    readonly notSeveral: string;
    /** Heading if a credit covers the price. */
    readonly covered: string;
    /** Heading if one way is left for the rest. */
    readonly rest: string;
    /** Says how to pay otherwise, if a credit covers the price. */
    readonly otherWay: string;
    /** Button if a credit covers the price. */
    readonly cover: string;
    readonly stays: string;
  };
  readonly money: Readonly<Record<MoneyState, MoneyText>>;
  readonly trouble: TroubleWords;
  readonly issuing: Heading;
  readonly printing: { readonly [P in PrintedPaperKind]: Heading } & PrintingWords;
  readonly printTrouble: {
    readonly safe: string;
    /** Second sentence of the heading, which names the paper. */
    readonly unfinished: { readonly [P in PrintedPaperKind]: string };
    readonly notPrinted: { readonly [P in PrintedPaperKind]: string };
    readonly lead: (reference: string, paid: boolean) => string;
    readonly void: string;
    readonly choose: string;
    readonly qr: string;
    readonly qrHint: string;
    readonly staff: string;
    readonly staffHint: string;
    readonly staffCalled: string;
    readonly staffCalledHint: string;
    readonly reprint: string;
    readonly reprintHint: string;
    readonly copy: string;
    readonly copyHint: string;
  };
  readonly receiptQr: Heading & { readonly reprintHint: string; readonly qr: string };
  readonly done: DoneWords;
  readonly starting: Heading;
  readonly outOfService: Heading & {
    /** Outside the opening hours. */
    readonly hours: Heading;
    readonly reasons: { readonly [R in ClosureReason]: string };
    readonly since: (moment: string) => string;
    readonly until: (moment: string) => string;
    readonly opens: (moment: string) => string;
    readonly kiosk: (place: string) => string;
    readonly window: (place: string) => string;
  };
  readonly closed: Heading;
  readonly idle: {
    readonly title: string;
    readonly body: (seconds: number) => string;
    readonly cash: (seconds: number) => string;
    /** Warning if the notes became a credit. */
    readonly credited: (seconds: number) => string;
    readonly soon: { readonly body: string; readonly cash: string; readonly credited: string };
    readonly stay: string;
  };
  readonly troubles: { readonly [C in TroubleCode]: TroubleText };
}
