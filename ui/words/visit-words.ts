import type { PaperKind, SlipState } from '../../device/words/paper-kind.ts';
import type { MessageProblem } from '../../device/words/phone-message.ts';
import type { ProgressStep } from '../../device/words/progress.ts';

export interface Heading {
  readonly title: string;
  readonly lead: string;
}

export interface LeaveWords {
  readonly title: string;
  readonly body: string;
  /** With an application. */
  readonly kept: (reference: string) => string;
  /** Money on a credit code. */
  readonly codes: (codes: string) => string;
  /** Payment in doubt. */
  readonly doubt: { readonly button: string; readonly title: string; readonly body: (reference: string) => string };
}

export interface TroubleWords {
  /** Above a doubtful payment's number. */
  readonly keep: string;
  readonly answersSafe: string;
  readonly call: string;
  readonly quote: (reference: string) => string;
  readonly call108: string;
  /** Kept as it is. */
  readonly continues: string;
  /** With the code to quote, unless settled. */
  readonly slip: Readonly<Record<SlipState, string>>;
}

export interface ProgressWords {
  readonly steps: Readonly<Record<ProgressStep, string>>;
  readonly all: string;
  /** Before the name of the step. */
  readonly at: (number: number, of: number) => string;
}

export interface DocumentWords {
  readonly readingDocument: Heading;
  readonly previewing: Heading & {
    /** Beside the Azerbaijani document. */
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

export interface DoneWords {
  readonly title: { readonly [P in PaperKind]: string };
  readonly booked: string;
  /** For a ticket printed again, instead of both. */
  readonly since: { readonly 'checked-in': string; readonly moved: string };
  readonly take: { readonly [P in PaperKind]: string };
  readonly takeSheets: (sheets: number) => string;
  readonly validUntil: (day: string) => string;
  readonly copyTitle: string;
  readonly copyOnly: string;
  /** Place of the document itself. `floor`: `null` if unknown. */
  readonly itself: string;
  readonly itselfAt: (window: string, floor: number | null) => string;
  readonly keep: string;
  /** Tiles of things to take. */
  readonly takeAlong: { readonly [P in PaperKind | 'card' | 'bankCard']: string };
  readonly yourTicket: string;
  readonly window: (window: string) => string;
  readonly floor: (floor: number) => string;
  readonly yourTime: string;
  readonly ahead: (people: number) => string;
  /** For today; no promise. */
  readonly usualWait: (minutes: number) => string;
  readonly nineOfTen: (minutes: number) => string;
  readonly paid: (money: string) => string;
  readonly payAtWindow: string;
  readonly paidDue: {
    /** One of several. */
    readonly refused: string;
    readonly title: string;
    readonly subject: string;
    readonly payee: string;
    readonly reference: string;
    readonly rest: string;
  };
  /** Rest of the notes, with its code. */
  readonly credit: string;
  /** On the code that paid. */
  readonly creditLeft: string;
  readonly number: { readonly [P in PaperKind]: string };
  readonly next: string;
  /** Above pictures of things to bring. */
  readonly bring: { readonly window: string; readonly collect: string };
  readonly qr: string;
  readonly survey: string;
  readonly scores: readonly [string, string, string, string, string];
  readonly thanks: string;
  readonly message: MessageWords;
  /** Beside the button to the readings. */
  readonly wasRead: { readonly lead: string; readonly show: string };
}

export interface MessageWords {
  /** Button; beside it the message's target, and the consent. */
  readonly send: string;
  readonly lead: string;
  readonly sending: string;
  /** Before the masked number; the voice says its ending. */
  readonly sentTo: string;
  readonly ending: (digits: string) => string;
  readonly problems: Readonly<Record<MessageProblem, string>>;
  readonly onPaper: string;
  readonly onPage: string;
}

export interface PrintingWords {
  readonly leaving: string;
  /** Late sheets: minutes until the kiosk gives up. */
  readonly late: (minutes: number) => string;
}

export interface FrameWords {
  readonly wait: {
    readonly usual: (seconds: number) => string;
    /** Before elapsed seconds. */
    readonly soFar: string;
    /** After elapsed seconds. */
    readonly unit: string;
    readonly late: string;
  };
  /** Before the top bar ends a visit. */
  readonly leave: LeaveWords;
  readonly display: {
    readonly title: string;
    readonly lower: string;
    readonly contrast: string;
    readonly text: string;
    readonly done: string;
  };
}
