import type { DisplaySettings } from '../../device/words/display.ts';
import type { PaperKind, SlipState } from '../../device/words/paper-kind.ts';
import type { PhoneMessageProblem } from '../../device/words/phone-message.ts';
import type { ProgressStep } from '../../device/words/progress.ts';
import type { VolumeLevel } from '../../device/words/sound.ts';
import type { ThingToTake } from '../../device/words/take-away.ts';

export interface Heading {
  readonly title: string;
  readonly lead: string;
}

export interface LeaveWords {
  readonly title: string;
  readonly body: string;
  readonly park: string;
  readonly parkHint: string;
  readonly kept: (reference: string) => string;
  /** Says to keep credit codes. */
  readonly codes: (codes: string) => string;
  /** Words for a payment in doubt. */
  readonly doubt: { readonly button: string; readonly title: string; readonly body: (reference: string) => string };
}

export interface TroubleWords {
  /** Label of the application's number, large on the page. */
  readonly keep: string;
  readonly answersSafe: string;
  readonly call: string;
  readonly quote: (reference: string) => string;
  readonly call108: string;
  /** Says that any kiosk can continue the application. */
  readonly continues: string;
  /** What became of the slip, which has the code to quote. */
  readonly slip: Readonly<Record<SlipState, string>>;
}

export interface ProgressWords {
  readonly steps: Readonly<Record<ProgressStep, string>>;
  readonly all: string;
  readonly at: (number: number, of: number) => string;
}

export interface DocumentWords {
  readonly readingDocument: Heading;
  readonly previewing: Heading & {
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
  /** Heading of a ticket that is printed again, in place of `title` and `booked`. */
  readonly since: { readonly 'checked-in': string; readonly moved: string };
  readonly take: { readonly [P in PaperKind]: string };
  readonly takeSheets: (sheets: number) => string;
  readonly validUntil: (day: string) => string;
  readonly copyTitle: string;
  readonly copyOnly: string;
  /** Says which window has the document itself. `floor`: `null` if unknown. */
  readonly itself: string;
  readonly itselfAt: (window: string, floor: number | null) => string;
  readonly keep: string;
  readonly takeAlong: { readonly [P in PaperKind | 'card' | 'bankCard']: string };
  readonly yourTicket: string;
  readonly window: (window: string) => string;
  readonly floor: (floor: number) => string;
  readonly yourTime: string;
  readonly ahead: (people: number) => string;
  /** Labels of large figures. The wait is the usual one of today, as no promise. */
  readonly figures: {
    readonly window: string;
    readonly floor: string;
    readonly wait: string;
    readonly minutes: string;
  };
  readonly nineOfTen: (minutes: number) => string;
  readonly paid: (money: string) => string;
  readonly payAtWindow: string;
  readonly paidDue: {
    /** One of several dues was refused. */
    readonly refused: string;
    readonly title: string;
    readonly subject: string;
    readonly payee: string;
    readonly reference: string;
    readonly rest: string;
  };
  /** Label of a credit that the kiosk issued. */
  readonly credit: string;
  /** Rest on the code that paid. */
  readonly creditLeft: string;
  readonly number: { readonly [P in PaperKind]: string };
  readonly next: string;
  /** Heading above pictures of things to bring. */
  readonly bring: { readonly window: string; readonly collect: string };
  readonly qr: string;
  readonly survey: string;
  readonly scores: readonly [string, string, string, string, string];
  readonly thanks: string;
  readonly message: MessageWords;
  /** Text beside the button to the accesses, and the button. */
  readonly wasRead: { readonly lead: string; readonly show: string };
}

export interface MessageWords {
  /** Button. The lead beside it has the message's target, and the consent. */
  readonly send: string;
  readonly lead: string;
  readonly sending: string;
  /** Stands before the masked number; screen readers say its ending. */
  readonly sentTo: string;
  readonly ending: (digits: string) => string;
  readonly problems: Readonly<Record<PhoneMessageProblem, string>>;
  readonly onPaper: string;
  readonly onPage: string;
}

export interface PrintingWords {
  readonly leaving: string;
  /** Sheets are late: minutes until the kiosk gives up. */
  readonly late: (minutes: number) => string;
}

export interface FrameWords {
  readonly wait: {
    readonly usual: (seconds: number) => string;
    /** Stands before the elapsed seconds. */
    readonly soFar: string;
    readonly unit: string;
    readonly late: string;
  };
  /** Question before the top bar ends a visit. */
  readonly leave: LeaveWords;
  readonly display: {
    readonly title: string;
    readonly largeText: string;
    readonly text: string;
    readonly size: (percent: number) => string;
    readonly colours: string;
    readonly sets: { readonly [C in DisplaySettings['colours']]: string };
    readonly sound: string;
    readonly volumes: { readonly [L in VolumeLevel]: string };
    /** `ask`, `yes` and `no`: texts of the offer after touches that reach no control. */
    readonly lower: Readonly<Record<'title' | 'hint' | 'ask' | 'yes' | 'no', string>>;
    readonly moreTime: { readonly title: string; readonly hint: string };
    readonly calmTouch: { readonly title: string; readonly hint: string; readonly how: string };
    readonly easyWords: { readonly title: string; readonly hint: string };
    readonly person: string;
    readonly helpAndStaff: string;
    readonly called: { readonly title: string; readonly hint: string };
    /** `key`: covers the page. `title`: on the cover. */
    readonly cover: {
      readonly key: string;
      readonly title: string;
      readonly take: Readonly<Record<ThingToTake, string>>;
    };
    readonly reset: string;
    readonly done: string;
  };
}
