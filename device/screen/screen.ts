import type { Qepik } from '../../drivers/money.ts';
import type { Appointment, WindowPlace } from '../back-office/contract.ts';
import type { DocumentPreview } from '../session/document.ts';
import type { StepView } from '../session/steps/registry.ts';
import type { ReceiptQrView } from '../session/visit/receipt-qr.ts';
import type { CheckRow } from '../session/visit/step.ts';
import type { DataUse } from '../words/data-use.ts';
import type { IsoDate } from '../words/date.ts';
import type { Display } from '../words/display.ts';
import type { SettledDue } from '../words/due.ts';
import type { Language } from '../words/language.ts';
import type { CreditView, MoneyState, Purchase } from '../words/money.ts';
import type { PaperKind, PrintedPaper, SlipState } from '../words/paper-kind.ts';
import type { PhoneMessage } from '../words/phone-message.ts';
import type { Progress } from '../words/progress.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { MoneyView } from './money-screens.ts';

export interface Frame {
  readonly language: Language;
  readonly centre: { readonly name: string; readonly short: string };
  /** Whether any device is simulated: the page then shows a permanent banner. */
  readonly simulated: boolean;
  readonly display: Display;
  /** Pixels per millimetre of this panel: sizes are in millimetres. */
  readonly pxPerMm: number;
  /** Name of this step; an intent for another step is refused as stale. */
  readonly step: string;
  /** Seconds until the visit ends unless the citizen stays; `null`: no warning. */
  readonly idle: { readonly seconds: number } | null;
  /** Progress; `null` until a service is chosen. */
  readonly steps: readonly Progress[] | null;
  /** Number to keep; `null` until an application is handed over. */
  readonly kept: KeptNumber | null;
  /** Whether a card is in the reader; if it cannot tell, whether a card was read in this visit. */
  readonly cardIn: boolean;
}

/** Number of the application. A payment for several dues has several applications. */
export interface KeptNumber {
  readonly reference: string;
  /** Number of other applications of the payment. */
  readonly others: number;
  /** Codes of credits with money: without a paper, the citizen has nothing else. */
  readonly codes: readonly { readonly code: string; readonly amount: Qepik }[];
}

export type { MarkedText } from '../catalogue/search-marks.ts';
export type { GroupButton, SearchResult, ServiceCard, ServiceResult } from '../session/steps/choose/step.ts';
export type { CodeProblem } from '../session/steps/find/finding.ts';
export type { FoundState } from '../session/steps/find/step.ts';
export type { Question } from '../session/steps/form/step.ts';
export type { TierPrice } from '../session/steps/requirements/step.ts';
export type { CheckRow, StepView };

/** Pictures with a word or two. */
export interface BringView {
  readonly to: 'window' | 'collect';
  /** `icon`: a lucide icon name. */
  readonly things: readonly { readonly icon: string; readonly title: string }[];
}

export type View =
  /** Before opening: unfinished payments of the last run are being settled. */
  | { readonly show: 'starting' }
  | { readonly show: 'outOfService'; readonly because: readonly TroubleCode[] }
  /** `takeCard`: the last citizen left a card, so no visit can begin. */
  | { readonly show: 'attract'; readonly notices: readonly TroubleCode[]; readonly takeCard: boolean }
  | StepView
  | {
      readonly show: 'checking';
      readonly takeCard: boolean;
      readonly rows: readonly CheckRow[];
      readonly purchase: Purchase;
      readonly warnings: readonly TroubleCode[];
      readonly blocked: TroubleCode | null;
      /** Service that prints a queue number instead of the copy; `null`: not offered. */
      readonly ticket: string | null;
    }
  /** Before any payment. */
  | { readonly show: 'lodging'; readonly purchase: Purchase }
  | MoneyView
  /** The visit stopped. The page first says what became of the money. */
  | {
      readonly show: 'trouble';
      readonly code: TroubleCode;
      readonly money: MoneyState;
      readonly purchase: Purchase;
      readonly reference: string | null;
      readonly canRetry: boolean;
      /** Lodged and unpaid: any kiosk can continue it. */
      readonly continues: boolean;
      /** Slip for an open end; `null`: the end is known. */
      readonly slip: SlipState | null;
      /** `null`: no call to staff is offered, because the kiosk still works on the payment. */
      readonly staffCalled: boolean | null;
      /** The citizen may leave now, with the card still in the reader. */
      readonly takeCard: boolean;
    }
  | {
      readonly show: 'issuing';
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string | null;
    }
  /** The document is fetched and checked (seal, person). */
  | { readonly show: 'readingDocument'; readonly reference: string }
  /** Facts of the document, in its language. */
  | {
      readonly show: 'previewing';
      readonly reference: string;
      readonly document: DocumentPreview;
      /** Sheets of all copies. */
      readonly sheets: number;
    }
  /** The citizen says that the document is wrong: it is not printed. */
  | { readonly show: 'wrongDocument'; readonly reference: string; readonly staffCalled: boolean }
  | {
      readonly show: 'printing';
      readonly paper: PrintedPaper;
      readonly reference: string;
      /** The citizen wants to go: the visit ends when the paper is out. */
      readonly leaving: boolean;
      /** For sheets: seconds until they are late, and minutes until the kiosk gives up without any. */
      readonly late?: { readonly afterS: number; readonly endsAfterMinutes: number };
    }
  /** The picture `paperout`. */
  | {
      readonly show: 'printTrouble';
      readonly code: TroubleCode;
      readonly paper: PrintedPaper;
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string;
      /** Appointment that the paper would have shown, or `null`. */
      readonly appointment: Appointment | null;
      /** ISO date and time of payment or registration, local to the centre, `YYYY-MM-DDTHH:MM`. */
      readonly at: string | null;
      /** Dues of a payment for several. The code of a refused due is on no paper. */
      readonly dues: readonly SettledDue[];
      /** Window that prints the document. `null`: unknown, or no document. */
      readonly place: WindowPlace | null;
      /** Part of it may be on paper: that paper is void. */
      readonly partlyPrinted: boolean;
      readonly canShowQr: boolean;
      /** A copy for information from the roll, in place of the document. */
      readonly canCopy: boolean;
      readonly canReprint: boolean;
      readonly staffCalled: boolean;
    }
  | ReceiptQrView
  /** Afterwards: accesses to registers for this application, from the office's log. */
  | { readonly show: 'whatWasRead'; readonly service: string; readonly use: DataUse; readonly qr: string }
  | {
      readonly show: 'done';
      readonly outcome: PaperKind;
      /** Reference of the application, or number of the certificate or queue ticket. */
      readonly reference: string;
      /** Reference of a certificate's application, which also finds it; `null`: the same as `reference`, or not needed. */
      readonly application: string | null;
      /** Appointment with today's waiting times, or `null`. */
      readonly appointment: Appointment | null;
      /** Change of the appointment since its first ticket; `null`: none. */
      readonly since: 'checked-in' | 'moved' | null;
      readonly paid: Qepik;
      /** The paid due: payee, purpose, number, the payee's reference, and the rest; or `null`. */
      readonly due: {
        readonly payee: string;
        readonly subject: string;
        readonly number: { readonly name: string; readonly value: string } | null;
        readonly reference: string;
        readonly rest: Qepik;
      } | null;
      /** Dues of a payment for several, with outcomes; otherwise empty. */
      readonly dues: readonly SettledDue[];
      /** Whether the service is offered again. */
      readonly again: boolean;
      /** Payment is at the window. */
      readonly payAtWindow: boolean;
      readonly credit: CreditView | null;
      /** Rest on the credit code that paid; `null`: none, or unknown. */
      readonly creditLeft: { readonly amount: Qepik; readonly code: string | null } | null;
      readonly printed: boolean;
      readonly document: PrintedDocument | null;
      /** Window that prints the document if its sheets failed here, or `null`. */
      readonly place: WindowPlace | null;
      readonly next: readonly string[];
      readonly qr: string;
      /** Things for the window or the collection; `null`: none. */
      readonly bring: BringView | null;
      readonly takeCard: boolean;
      /** A bank card paid in this visit. */
      readonly takeBankCard: boolean;
      /** Offer of a message to the registered phone; `null`: not offered. */
      readonly message: PhoneMessage | null;
      /** Whether registers may have been read, and a page shows which. */
      readonly wasRead: boolean;
      /** Touched face, 1 (bad) to 5 (excellent). */
      readonly survey: 1 | 2 | 3 | 4 | 5 | null;
    };

/** `sheets`: from the document printer. `copy`: only a copy for information from the roll. */
export type PrintedDocument =
  | { readonly on: 'sheets'; readonly sheets: number; readonly validUntil: IsoDate }
  | { readonly on: 'copy' };

/**
 * Everything that the page gets, whole each time. A closed union: a state without a screen, or a screen without an element, does not
 * compile.
 */
export type Screen = Frame & View;
