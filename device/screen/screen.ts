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

/** What is the same on every screen. */
export interface Frame {
  readonly language: Language;
  readonly centre: { readonly name: string; readonly short: string };
  /** Any simulated peripheral: the permanent banner. */
  readonly simulated: boolean;
  readonly display: Display;
  /** Of the panel in this cabinet: sizes belong to millimetres. */
  readonly pxPerMm: number;
  /** Names this step; an intent that was made for another step is refused as stale. */
  readonly step: string;
  /** Not `null`: the visit ends in so many seconds unless the citizen wants to stay. */
  readonly idle: { readonly seconds: number } | null;
  /** How far the visit is; `null` until a service is chosen. */
  readonly steps: readonly Progress[] | null;
  /** The number that the citizen keeps; `null` until the visit hands an application over. */
  readonly kept: KeptNumber | null;
  /** A card lies in the reader. If the reader cannot tell: a card was read in this visit, and may lie there. */
  readonly cardIn: boolean;
}

/** Number of the visit's application. Several dues of one payment have one application each. */
export interface KeptNumber {
  readonly reference: string;
  /** How many other applications the payment is for. */
  readonly others: number;
  /** Codes of credits with money on them. A citizen without a paper has nothing else. */
  readonly codes: readonly { readonly code: string; readonly amount: Qepik }[];
}

export type { MarkedText } from '../catalogue/search-marks.ts';
export type { GroupButton, SearchResult, ServiceCard, ServiceResult } from '../session/steps/choose/step.ts';
export type { CodeProblem } from '../session/steps/find/finding.ts';
export type { FoundState } from '../session/steps/find/step.ts';
export type { Question } from '../session/steps/form/step.ts';
export type { TierPrice } from '../session/steps/requirements/step.ts';
export type { CheckRow, StepView };

/** Pictures with a word or two each. */
export interface BringView {
  readonly to: 'window' | 'collect';
  /** `icon`: a lucide icon name. */
  readonly things: readonly { readonly icon: string; readonly title: string }[];
}

export type View =
  /** Before the kiosk may open: unfinished business of the last run is being settled. */
  | { readonly show: 'starting' }
  | { readonly show: 'outOfService'; readonly because: readonly TroubleCode[] }
  /** `takeCard`: the previous citizen left a card in the reader, so no visit can begin. */
  | { readonly show: 'attract'; readonly notices: readonly TroubleCode[]; readonly takeCard: boolean }
  | StepView
  | {
      readonly show: 'checking';
      readonly takeCard: boolean;
      readonly rows: readonly CheckRow[];
      readonly purchase: Purchase;
      readonly warnings: readonly TroubleCode[];
      readonly blocked: TroubleCode | null;
      /** The service that gives a number for the window in place of the copy; `null`: it is not offered. */
      readonly ticket: string | null;
    }
  /** The application is being handed to the back office, before any payment. */
  | { readonly show: 'lodging'; readonly purchase: Purchase }
  | MoneyView
  /** Something stopped the visit. Says first what became of the money. */
  | {
      readonly show: 'trouble';
      readonly code: TroubleCode;
      readonly money: MoneyState;
      readonly purchase: Purchase;
      readonly reference: string | null;
      readonly canRetry: boolean;
      /** It is lodged and nothing of it is paid: any kiosk can go on with it. */
      readonly continues: boolean;
      /** Not `null`: nobody knows yet how this ends, and a slip is given for it. */
      readonly slip: SlipState | null;
      /** `null`: the page offers no call to staff, because the kiosk still works on the payment. */
      readonly staffCalled: boolean | null;
      /** The citizen may leave from this page, with the card still in the reader. */
      readonly takeCard: boolean;
    }
  | {
      readonly show: 'issuing';
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string | null;
    }
  /** The document is fetched, and its seal and person are checked. */
  | { readonly show: 'readingDocument'; readonly reference: string }
  /** What will be printed, in the language of the document. */
  | {
      readonly show: 'previewing';
      readonly reference: string;
      readonly document: DocumentPreview;
      /** Sheets of all copies together. */
      readonly sheets: number;
    }
  /** The citizen says that the document is wrong: nothing is printed. */
  | { readonly show: 'wrongDocument'; readonly reference: string; readonly staffCalled: boolean }
  | {
      readonly show: 'printing';
      readonly paper: PrintedPaper;
      readonly reference: string;
      /** The citizen wants to go: the visit ends as soon as the paper is out. */
      readonly leaving: boolean;
      /** Of sheets: seconds after which they are late, and minutes after which the kiosk gives up if none comes. */
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
      /** Where to go, which would have been on the paper; or `null`. */
      readonly appointment: Appointment | null;
      /** ISO date and time of the payment or registration, local to the centre, `YYYY-MM-DDTHH:MM`. */
      readonly at: string | null;
      /** The dues of a payment for several. The code of a refused due is not on paper. */
      readonly dues: readonly SettledDue[];
      /** The window that prints the document. `null`: the office named no window, or the paper is not a document. */
      readonly place: WindowPlace | null;
      /** Some of it may be on paper: that paper is void. */
      readonly partlyPrinted: boolean;
      readonly canShowQr: boolean;
      /** Instead of the document a copy for information comes from the roll. */
      readonly canCopy: boolean;
      readonly canReprint: boolean;
      readonly staffCalled: boolean;
    }
  | ReceiptQrView
  /** After it is done: what was read about this person for it, by the office's own log. */
  | { readonly show: 'whatWasRead'; readonly service: string; readonly use: DataUse; readonly qr: string }
  | {
      readonly show: 'done';
      readonly outcome: PaperKind;
      /** Application reference, or the number of the certificate or of the queue ticket. */
      readonly reference: string;
      /** Reference of a certificate's application, which also finds the certificate; `null`: `reference` is the same, or no reference is needed. */
      readonly application: string | null;
      /** Where to go now, and how long people waited there today; or `null`. */
      readonly appointment: Appointment | null;
      /** How the appointment changed since its first ticket; `null`: no change. */
      readonly since: 'checked-in' | 'moved' | null;
      readonly paid: Qepik;
      /** The paid due: payee, purpose, number, the payee's reference, and the rest that is still owed; or `null`. */
      readonly due: {
        readonly payee: string;
        readonly subject: string;
        readonly number: { readonly name: string; readonly value: string } | null;
        readonly reference: string;
        readonly rest: Qepik;
      } | null;
      /** The dues of a payment for several, with the outcome of each; empty: one due or none. */
      readonly dues: readonly SettledDue[];
      /** The same service may be had once more. */
      readonly again: boolean;
      /** Nothing is paid here: it is at the window. */
      readonly payAtWindow: boolean;
      readonly credit: CreditView | null;
      /** The sum that is left on the credit code that paid; `null`: no code paid, or the sum is unknown. */
      readonly creditLeft: { readonly amount: Qepik; readonly code: string | null } | null;
      readonly printed: boolean;
      readonly document: PrintedDocument | null;
      /** Window that prints the document, if its sheets did not come out here; or `null`. */
      readonly place: WindowPlace | null;
      /** What happens next, in order, in the citizen's language. */
      readonly next: readonly string[];
      readonly qr: string;
      /** What to have along at the window, or when it is collected; `null`: nothing. */
      readonly bring: BringView | null;
      readonly takeCard: boolean;
      /** It was paid with it in this visit. */
      readonly takeBankCard: boolean;
      /** The essentials as a message to the phone of the register; `null`: not offered. */
      readonly message: PhoneMessage | null;
      /** Whether something can have been read about somebody, and a page says what. */
      readonly wasRead: boolean;
      /** The face the citizen touched, 1 (bad) to 5 (excellent). */
      readonly survey: 1 | 2 | 3 | 4 | 5 | null;
    };

/** `sheets`: the document printer printed it. `copy`: the roll gave a copy for information only. */
export type PrintedDocument =
  | { readonly on: 'sheets'; readonly sheets: number; readonly validUntil: IsoDate }
  | { readonly on: 'copy' };

/**
 * Everything the glass may know, whole, every time. A closed union: a new state without a screen does
 * not compile, and a new screen without an element does not either.
 */
export type Screen = Frame & View;
