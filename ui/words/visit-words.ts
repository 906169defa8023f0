import type { PaperKind, SlipState } from '../../device/words/paper-kind.ts';
import type { MessageProblem } from '../../device/words/phone-message.ts';
import type { ProgressStep } from '../../device/words/progress.ts';

export interface Heading {
  readonly title: string;
  readonly lead: string;
}

/** Words of the question whether the visit is to end. */
export interface LeaveWords {
  readonly title: string;
  readonly body: string;
  /** When the visit has an application. */
  readonly kept: (reference: string) => string;
  /** When there is money on a credit code. */
  readonly codes: (codes: string) => string;
  /** While a payment is in doubt. */
  readonly doubt: { readonly button: string; readonly title: string; readonly body: (reference: string) => string };
}

/** Words of the page that says what stopped a visit. */
export interface TroubleWords {
  /** Above the number of a payment in doubt. */
  readonly keep: string;
  readonly answersSafe: string;
  readonly call: string;
  readonly quote: (reference: string) => string;
  readonly call108: string;
  /** The application is kept as it is. */
  readonly continues: string;
  /** A slip with the code to quote, for what is not settled while the citizen stands there. */
  readonly slip: Readonly<Record<SlipState, string>>;
}

/** The line of progress below the bar at the top. */
export interface ProgressWords {
  readonly steps: Readonly<Record<ProgressStep, string>>;
  readonly all: string;
  /** Before the name of the step. */
  readonly at: (number: number, of: number) => string;
}

/** The pages of a document on sheets. */
export interface DocumentWords {
  readonly readingDocument: Heading;
  readonly previewing: Heading & {
    /** Beside the document, which is in Azerbaijani. */
    readonly document: string;
    readonly sheets: (sheets: number) => string;
    readonly print: string;
    readonly wrong: string;
  };
  readonly wrongDocument: Heading & {
    readonly steps: readonly string[];
    readonly back: string;
    readonly backHint: string;
  };
}

/** The last page. */
export interface DoneWords {
  readonly title: { readonly [P in PaperKind]: string };
  /** Instead of the title of a ticket, for a day and a time. */
  readonly booked: string;
  /** Instead of both texts, for a ticket that is printed again. */
  readonly since: { readonly 'checked-in': string; readonly moved: string };
  readonly take: { readonly [P in PaperKind]: string };
  /** Of a document on sheets, and of what came instead. */
  readonly takeSheets: (sheets: number) => string;
  readonly validUntil: (day: string) => string;
  readonly copyTitle: string;
  readonly copyOnly: string;
  /** Where the citizen gets the document itself. `floor`: `null` if unknown. */
  readonly itself: string;
  readonly itselfAt: (window: string, floor: number | null) => string;
  readonly keep: string;
  /** On the tiles of what is not to be forgotten. */
  readonly takeAlong: { readonly [P in PaperKind | 'card' | 'bankCard']: string };
  readonly yourTicket: string;
  readonly window: (window: string) => string;
  readonly floor: (floor: number) => string;
  /** Over the day and the time of an appointment. */
  readonly yourTime: string;
  readonly ahead: (people: number) => string;
  /** Said of today, and no promise. */
  readonly usualWait: (minutes: number) => string;
  readonly nineOfTen: (minutes: number) => string;
  readonly paid: (money: string) => string;
  readonly payAtWindow: string;
  /** Of what somebody owed. */
  readonly paidDue: {
    /** Of one of several dues. */
    readonly refused: string;
    readonly title: string;
    readonly subject: string;
    readonly payee: string;
    readonly reference: string;
    readonly rest: string;
  };
  /** What remains of the notes, with the code it is kept under. */
  readonly credit: string;
  /** On the code that paid. */
  readonly creditLeft: string;
  readonly number: { readonly [P in PaperKind]: string };
  readonly next: string;
  /** Over the pictures of what to have along. */
  readonly bring: { readonly window: string; readonly collect: string };
  readonly qr: string;
  readonly survey: string;
  readonly scores: readonly [string, string, string, string, string];
  readonly thanks: string;
  readonly message: MessageWords;
  /** Beside the button to the page that says what was read. */
  readonly wasRead: { readonly lead: string; readonly show: string };
}

/** The essentials to the phone of the register. */
export interface MessageWords {
  /** The button, and beside it where the message goes and on whose word. */
  readonly send: string;
  readonly lead: string;
  readonly sending: string;
  /** The masked number follows, and aloud what it ends in. */
  readonly sentTo: string;
  readonly ending: (digits: string) => string;
  readonly problems: Readonly<Record<MessageProblem, string>>;
  /** Where it is said as well. */
  readonly onPaper: string;
  readonly onPage: string;
}

/** While a paper comes out. */
export interface PrintingWords {
  readonly leaving: string;
  /** Of sheets that are late: after how many minutes the kiosk gives up if none comes. */
  readonly late: (minutes: number) => string;
}

/** Around every page of a visit. */
export interface FrameWords {
  /** Beside everything that is waited for. */
  readonly wait: {
    readonly usual: (seconds: number) => string;
    /** Stands before the seconds that have passed. */
    readonly soFar: string;
    /** Stands behind them. */
    readonly unit: string;
    readonly late: string;
  };
  /** Before a visit is ended from the bar at the top. */
  readonly leave: LeaveWords;
  /** How the screen looks, for this visit. */
  readonly display: {
    readonly title: string;
    readonly lower: string;
    readonly contrast: string;
    readonly text: string;
    readonly done: string;
  };
}
