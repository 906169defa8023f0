import type { CodeProblem, FoundState, View } from '../../device/screen/screen.ts';
import type { Language } from '../../device/words/language.ts';
import type { MoneyState } from '../../device/words/money.ts';
import type { PaperKind, PrintedPaper } from '../../device/words/paper-kind.ts';
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
  /** What happened; a heading: no full stop. */
  readonly title: string;
  /** What to do. */
  readonly body: string;
  /** Before a visit: what is missing, and what it means. */
  readonly notice: string;
}

export type PayingStage = Extract<View, { show: 'paying' }>['stage'];

/** `short`: beside a sum; `long`: opens a trouble screen. */
export interface MoneyText {
  readonly short: string;
  readonly long: string;
}

/** Without pages that the first language's dictionary declares. */
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
    /** Paid by a credit, and left on its code. */
    readonly creditUsed: string;
    readonly creditLeft: string;
    readonly paid: string;
    /** Neither to be paid nor simply paid. */
    readonly amount: string;
    /** Instead of a sum. */
    readonly atWindow: string;
    readonly free: string;
    readonly reference: string;
    readonly others: (count: number) => string;
    readonly minutes: (count: number) => string;
    readonly lowerHalf: string;
    readonly takeCard: string;
    readonly continueApplication: string;
    /** Instead of a certificate while its printer is away. */
    readonly copyOnly: string;
    /** One word for a narrow bar, part of the long label, which screen readers say. */
    readonly short: { readonly finish: string; readonly continueApplication: string };
  };
  readonly progress: ProgressWords;
  readonly attract: Heading & {
    /** An earlier citizen's card is in the reader. */
    readonly takeCard: Heading;
    readonly cards: string;
    readonly receipts: string;
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
    /** To the search field, with an example. */
    readonly search: string;
    /** One word, for large text. */
    readonly searchShort: string;
    /** Above single services, below groups. */
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
    readonly problems: Readonly<Record<Exclude<CodeProblem, TroubleCode>, string>>;
    readonly locked: Heading;
    readonly lookingUp: Heading;
    readonly found: Readonly<Record<FoundState, Heading>>;
    /** Not offered at this kiosk. */
    readonly elsewhere: string;
    readonly begunAt: string;
    readonly review: string;
    readonly print: { readonly [P in PaperKind]: string };
    readonly askAgain: string;
    readonly begin: string;
    /** Registered, cannot be printed now. */
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
    /** Another person's card is in the reader. */
    readonly occupied: Heading;
    readonly tooYoung: (years: number) => string;
    readonly withoutCard: string;
    /** Whole per cent of the chip. */
    readonly progress: (percent: number) => string;
    readonly privacy: string;
    readonly picture: string;
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
    /** Before a sum approved and not final yet. */
    readonly approved: string;
    readonly noNumber: string;
    readonly cancel: string;
    readonly picture: string;
  };
  readonly choosingPayment: Heading & {
    readonly card: string;
    readonly cardHint: string;
    readonly cash: string;
    /** Accepted notes (empty until the validator reports them); no change. */
    readonly cashHint: (notes: string) => string;
    readonly credit: string;
    readonly creditHint: string;
    readonly wrongCodes: string;
    /** Instead of the choice, for several debts. */
    readonly notSeveral: string;
    /** Heading: a credit covers the price. */
    readonly covered: string;
    /** Heading: one way for the rest. */
    readonly rest: string;
    /** A credit covers the price. */
    readonly otherWay: string;
    /** Button: a credit covers the price. */
    readonly cover: string;
    readonly stays: string;
  };
  readonly money: Readonly<Record<MoneyState, MoneyText>>;
  readonly trouble: TroubleWords;
  readonly issuing: Heading;
  readonly printing: { readonly [P in PrintedPaper]: Heading } & PrintingWords;
  readonly printTrouble: {
    readonly safe: string;
    /** The paper, as the heading's second sentence. */
    readonly unfinished: { readonly [P in PrintedPaper]: string };
    readonly notPrinted: { readonly [P in PrintedPaper]: string };
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
  readonly outOfService: Heading;
  readonly closed: Heading;
  readonly idle: {
    readonly title: string;
    readonly body: (seconds: number) => string;
    /** Notes in the cassette. */
    readonly cash: (seconds: number) => string;
    /** Notes already a credit. */
    readonly credited: (seconds: number) => string;
    readonly stay: string;
  };
  readonly troubles: { readonly [C in TroubleCode]: TroubleText };
}
