import type { Qepik } from '../../drivers/money.ts';
import type { Appointment, WindowPlace } from '../back-office/contract.ts';
import type { DocumentPreview } from '../session/document.ts';
import type { StepView } from '../session/steps/registry.ts';
import type { ReceiptQrView } from '../session/visit/receipt-qr.ts';
import type { CheckRow } from '../session/visit/step.ts';
import type { DataUse } from '../words/data-use.ts';
import type { IsoDate } from '../words/date.ts';
import type { DisplaySettings } from '../words/display.ts';
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
  /** The page then shows a permanent banner. */
  readonly simulated: boolean;
  readonly display: DisplaySettings;
  /** Pixels per millimetre: sizes are in millimetres. */
  readonly pxPerMm: number;
  /** An intent for another step is stale. */
  readonly step: string;
  /** Until the visit ends; `null`: no warning. */
  readonly idle: { readonly seconds: number } | null;
  /** `null` until a service is chosen. */
  readonly steps: readonly Progress[] | null;
  /** `null` until an application is handed over. */
  readonly kept: ApplicationNumber | null;
  /** In the reader; if it cannot tell, read in this visit. */
  readonly cardIn: boolean;
}

/** A payment for several dues has several applications. */
export interface ApplicationNumber {
  readonly reference: string;
  /** Other applications of the payment. */
  readonly others: number;
  /** Without a paper, the citizen has nothing else. */
  readonly codes: readonly { readonly code: string; readonly amount: Qepik }[];
}

export type { MarkedText } from '../catalogue/search-marks.ts';
export type { GroupButton, SearchResult, ServiceCard, ServiceResult } from '../session/steps/choose/step.ts';
export type { CodeProblem } from '../session/steps/find/finding.ts';
export type { FoundState } from '../session/steps/find/step.ts';
export type { QuestionView } from '../session/steps/form/step.ts';
export type { TierPrice } from '../session/steps/requirements/step.ts';
export type { CheckRow, StepView };

export interface BringView {
  readonly to: 'window' | 'collect';
  /** `icon`: lucide. */
  readonly things: readonly { readonly icon: string; readonly title: string }[];
}

export type View =
  /** Before opening: settles payments of the last run. */
  | { readonly show: 'starting' }
  | { readonly show: 'outOfService'; readonly because: readonly TroubleCode[] }
  /** `takeCard`: the last citizen's card prevents a visit. */
  | { readonly show: 'attract'; readonly notices: readonly TroubleCode[]; readonly takeCard: boolean }
  | StepView
  | {
      readonly show: 'checking';
      readonly takeCard: boolean;
      readonly rows: readonly CheckRow[];
      readonly purchase: Purchase;
      readonly warnings: readonly TroubleCode[];
      readonly blocked: TroubleCode | null;
      /** Service for a queue number instead; `null`: not offered. */
      readonly ticket: string | null;
    }
  /** Before any payment. */
  | { readonly show: 'lodging'; readonly purchase: Purchase }
  | MoneyView
  /** First says what became of the money. */
  | {
      readonly show: 'trouble';
      readonly code: TroubleCode;
      readonly money: MoneyState;
      readonly purchase: Purchase;
      readonly reference: string | null;
      readonly canRetry: boolean;
      /** Any kiosk can: lodged and unpaid. */
      readonly continues: boolean;
      /** For an open end; `null`: the end is known. */
      readonly slip: SlipState | null;
      /** `null`: not offered, the kiosk still works on the payment. */
      readonly staffCalled: boolean | null;
      /** A card is still in the reader. */
      readonly takeCard: boolean;
    }
  | {
      readonly show: 'issuing';
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string | null;
    }
  /** Fetches it, checks seal and person. */
  | { readonly show: 'readingDocument'; readonly reference: string }
  /** Facts in the document's language. */
  | {
      readonly show: 'previewing';
      readonly reference: string;
      readonly document: DocumentPreview;
      /** Of all copies. */
      readonly sheets: number;
    }
  /** The citizen rejects the document: it is not printed. */
  | { readonly show: 'wrongDocument'; readonly reference: string; readonly staffCalled: boolean }
  | {
      readonly show: 'printing';
      readonly paper: PrintedPaper;
      readonly reference: string;
      /** The visit ends when the paper is out. */
      readonly leaving: boolean;
      /** For sheets: seconds until late, minutes until the kiosk gives up. */
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
      /** Not on paper, or `null`. */
      readonly appointment: Appointment | null;
      /** Payment or registration, local, `YYYY-MM-DDTHH:MM`. */
      readonly at: string | null;
      /** Of a payment for several. The code of a refused due is on no paper. */
      readonly dues: readonly SettledDue[];
      /** Prints the document. `null`: unknown, or no document. */
      readonly place: WindowPlace | null;
      /** That paper is void. */
      readonly partlyPrinted: boolean;
      readonly canShowQr: boolean;
      /** For information, from the roll. */
      readonly canCopy: boolean;
      readonly canReprint: boolean;
      readonly staffCalled: boolean;
    }
  | ReceiptQrView
  /** From the office's log, afterwards. */
  | { readonly show: 'whatWasRead'; readonly service: string; readonly use: DataUse; readonly qr: string }
  | {
      readonly show: 'done';
      readonly outcome: PaperKind;
      /** Of the application, certificate or queue ticket. */
      readonly reference: string;
      /** Also finds a certificate; `null`: same as `reference`, or not needed. */
      readonly application: string | null;
      /** With today's waiting times, or `null`. */
      readonly appointment: Appointment | null;
      /** Since the first ticket; `null`: unchanged. */
      readonly since: 'checked-in' | 'moved' | null;
      readonly paid: Qepik;
      /** `reference`: the payee's. */
      readonly due: {
        readonly payee: string;
        readonly subject: string;
        readonly number: { readonly name: string; readonly value: string } | null;
        readonly reference: string;
        readonly rest: Qepik;
      } | null;
      /** Empty unless a payment is for several. */
      readonly dues: readonly SettledDue[];
      readonly again: boolean;
      readonly payAtWindow: boolean;
      readonly credit: CreditView | null;
      /** On the code that paid; `null`: none, or unknown. */
      readonly creditLeft: { readonly amount: Qepik; readonly code: string | null } | null;
      readonly printed: boolean;
      readonly document: PrintedDocument | null;
      /** If the sheets failed here, or `null`. */
      readonly place: WindowPlace | null;
      readonly next: readonly string[];
      readonly qr: string;
      /** `null`: none. */
      readonly bring: BringView | null;
      readonly takeCard: boolean;
      /** Paid in this visit. */
      readonly takeBankCard: boolean;
      /** To the registered phone; `null`: not offered. */
      readonly message: PhoneMessage | null;
      /** Registers may have been read; a page shows which. */
      readonly wasRead: boolean;
      /** 1 (bad) to 5 (excellent). */
      readonly survey: 1 | 2 | 3 | 4 | 5 | null;
    };

/** `copy`: for information, from the roll. */
export type PrintedDocument =
  | { readonly on: 'sheets'; readonly sheets: number; readonly validUntil: IsoDate }
  | { readonly on: 'copy' };

/** Whole each time. A state without a screen, or a screen without an element, does not compile. */
export type Screen = Frame & View;
