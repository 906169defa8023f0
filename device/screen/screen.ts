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
  /** Whether a permanent banner says that devices are simulated. */
  readonly simulated: boolean;
  readonly display: DisplaySettings;
  /** Pixels per millimetre: the layout has sizes in millimetres. */
  readonly pxPerMm: number;
  /** Id of this screen: an intent with another id is stale. */
  readonly step: string;
  /** Seconds until the visit ends; `null`: no warning. */
  readonly idle: { readonly seconds: number } | null;
  /** Progress line; `null` until a service is chosen. */
  readonly steps: readonly Progress[] | null;
  /** Number that the citizen keeps; `null` until an application is lodged. */
  readonly kept: ApplicationNumber | null;
  /** Whether a card is in the reader; if the reader cannot tell, whether this visit read one. */
  readonly cardIn: boolean;
}

/** Number of the first application, if a payment is for several dues. */
export interface ApplicationNumber {
  readonly reference: string;
  /** How many other applications the payment has. */
  readonly others: number;
  /** Credit codes: without a paper, the citizen has nothing else. */
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
  readonly things: readonly { readonly icon: string; readonly title: string }[];
}

export type View =
  /** Before the kiosk opens, it settles payments of the last run. */
  | { readonly show: 'starting' }
  | { readonly show: 'outOfService'; readonly because: readonly TroubleCode[] }
  /** `takeCard`: no visit begins until the last citizen's card is out. */
  | { readonly show: 'attract'; readonly notices: readonly TroubleCode[]; readonly takeCard: boolean }
  | StepView
  | {
      readonly show: 'checking';
      readonly takeCard: boolean;
      readonly rows: readonly CheckRow[];
      readonly purchase: Purchase;
      readonly warnings: readonly TroubleCode[];
      readonly blocked: TroubleCode | null;
      /** Queue service that the page offers too; `null`: none. */
      readonly ticket: string | null;
    }
  | { readonly show: 'lodging'; readonly purchase: Purchase }
  | MoneyView
  /** A page that says first what became of the money. */
  | {
      readonly show: 'trouble';
      readonly code: TroubleCode;
      readonly money: MoneyState;
      readonly purchase: Purchase;
      readonly reference: string | null;
      readonly canRetry: boolean;
      /** Whether any kiosk can continue the application: it is lodged and unpaid. */
      readonly continues: boolean;
      /** Slip of a visit with an open end; `null`: the end is known. */
      readonly slip: SlipState | null;
      /** `null`: no button, because the kiosk still works on the payment. */
      readonly staffCalled: boolean | null;
      readonly takeCard: boolean;
    }
  | {
      readonly show: 'issuing';
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string | null;
    }
  /** The kiosk fetches the document and checks its seal and person. */
  | { readonly show: 'readingDocument'; readonly reference: string }
  /** The page shows facts in the document's language. */
  | {
      readonly show: 'previewing';
      readonly reference: string;
      readonly document: DocumentPreview;
      /** Number of sheets of all copies. */
      readonly sheets: number;
    }
  /** The citizen rejected the document, so it is not printed. */
  | { readonly show: 'wrongDocument'; readonly reference: string; readonly staffCalled: boolean }
  | {
      readonly show: 'printing';
      readonly paper: PrintedPaper;
      readonly reference: string;
      /** Whether the visit ends when the paper is out. */
      readonly leaving: boolean;
      /** For sheets: when they are late, and when the kiosk gives up. */
      readonly late?: { readonly afterS: number; readonly endsAfterMinutes: number };
    }
  | {
      readonly show: 'printTrouble';
      readonly code: TroubleCode;
      readonly paper: PrintedPaper;
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string;
      /** Appointment that no paper has, or `null`. */
      readonly appointment: Appointment | null;
      /** Local time of payment or registration, `YYYY-MM-DDTHH:MM`. */
      readonly at: string | null;
      /** Dues of a payment for several. No paper has the credit code of a refused due. */
      readonly dues: readonly SettledDue[];
      /** Window that prints the document; `null`: unknown, or no document. */
      readonly place: WindowPlace | null;
      /** Whether a part of the paper is out: it is void. */
      readonly partlyPrinted: boolean;
      readonly canShowQr: boolean;
      /** Whether the roll can give a copy for information. */
      readonly canCopy: boolean;
      readonly canReprint: boolean;
      readonly staffCalled: boolean;
    }
  | ReceiptQrView
  /** Accesses in the office's log during this visit. */
  | { readonly show: 'whatWasRead'; readonly service: string; readonly use: DataUse; readonly qr: string }
  | {
      readonly show: 'done';
      readonly outcome: PaperKind;
      /** Reference of the application, certificate or queue ticket. */
      readonly reference: string;
      /** Reference that also finds a certificate; `null`: same as `reference`, or not needed. */
      readonly application: string | null;
      /** Appointment with today's waiting times, or `null`. */
      readonly appointment: Appointment | null;
      /** What changed since the first ticket; `null`: nothing. */
      readonly since: 'checked-in' | 'moved' | null;
      readonly paid: Qepik;
      /** Paid due. `reference`: number of the payment at the payee. */
      readonly due: {
        readonly payee: string;
        readonly subject: string;
        readonly number: { readonly name: string; readonly value: string } | null;
        readonly reference: string;
        readonly rest: Qepik;
      } | null;
      /** Dues, if the payment is for several. */
      readonly dues: readonly SettledDue[];
      readonly again: boolean;
      readonly payAtWindow: boolean;
      readonly credit: CreditView | null;
      /** Rest on the code that paid; `null`: none, or unknown. */
      readonly creditLeft: { readonly amount: Qepik; readonly code: string | null } | null;
      readonly printed: boolean;
      readonly document: PrintedDocument | null;
      /** Window for the document if the sheets failed here, or `null`. */
      readonly place: WindowPlace | null;
      readonly next: readonly string[];
      readonly qr: string;
      readonly bring: BringView | null;
      readonly takeCard: boolean;
      /** Whether this visit paid by card. */
      readonly takeBankCard: boolean;
      /** Message to the phone in the register; `null`: not offered. */
      readonly message: PhoneMessage | null;
      /** Whether registers may have been read: a button shows which. */
      readonly wasRead: boolean;
      readonly survey: 1 | 2 | 3 | 4 | 5 | null;
    };

/** `copy`: a copy for information from the roll. */
export type PrintedDocument =
  | { readonly on: 'sheets'; readonly sheets: number; readonly validUntil: IsoDate }
  | { readonly on: 'copy' };

/** What the page shows, sent as a whole. A state without a screen, or a screen without an element, does not compile. */
export type Screen = Frame & View;
