import type { Qepik } from '../../drivers/money.ts';
import type { Appointment, WindowPlace } from '../back-office/contract.ts';
import type { LocalizedText } from '../config/words.ts';
import type { MaintenancePage } from '../maintenance/view.ts';
import type { DocumentPreview } from '../session/document.ts';
import type { StepView } from '../session/steps/registry.ts';
import type { ParkedSlip } from '../session/visit/parked.ts';
import type { ReceiptQrView } from '../session/visit/receipt-qr.ts';
import type { AnswerReviewRow } from '../session/visit/step.ts';
import type { VisitDataAccesses } from '../words/data-use.ts';
import type { IsoDate } from '../words/date.ts';
import type { DisplaySettings } from '../words/display.ts';
import type { DoorPicture } from '../words/door-pictures.ts';
import type { SettledDue } from '../words/due.ts';
import type { Language } from '../words/language.ts';
import type { CreditView, MoneyState, Purchase } from '../words/money.ts';
import type { ClosureReason, OpeningMoment } from '../words/opening.ts';
import type { PaperKind, PrintedPaperKind, SlipState } from '../words/paper-kind.ts';
import type { PhoneMessage } from '../words/phone-message.ts';
import type { ProgressEntry } from '../words/progress.ts';
import type { ScanRefusal } from '../words/scan.ts';
import type { SoundSettings } from '../words/sound.ts';
import type { ThingToTake } from '../words/take-away.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { MoneyView } from './money-screens.ts';

export interface ScreenFrame {
  readonly language: Language;
  readonly centre: { readonly name: string; readonly short: string };
  readonly simulated: boolean;
  readonly display: DisplaySettings;
  readonly pxPerMm: number;
  /** Whether staff were called a short time ago. */
  readonly called: boolean;
  /** Id of this screen: an intent with another id is stale. */
  readonly step: string;
  /** Seconds until the visit ends; `null`: no warning. */
  readonly idle: { readonly seconds: number } | null;
  /** Why the code that was just scanned on this page has no effect. */
  readonly scan: ScanRefusal | null;
  /** `null`: no keypad. */
  readonly sound: SoundSettings | null;
  /** Whether each touch with an effect clicks. */
  readonly clicks: boolean;
  /** Whether the cabinet was opened during this visit and is still open. */
  readonly cabinetOpen: boolean;
  /** No visit runs, and no person is in front of the kiosk. */
  readonly dim: boolean;
  /** Progress line; `null` until a service is chosen. */
  readonly steps: readonly ProgressEntry[] | null;
  /** Whether the citizen can park the visit now. */
  readonly parks: boolean;
  /** `null` before lodging. */
  readonly kept: ReferenceToKeep | null;
  /** Whether a card may be in the reader. If the reader cannot tell: whether this visit read one. */
  readonly cardIn: boolean;
  /** If a thing stays, sound and lights announce it. */
  readonly toTake: readonly ThingToTake[];
}

export interface ReferenceToKeep {
  readonly reference: string;
  readonly others: number;
  /** Credit codes: without a paper, the citizen has nothing else. */
  readonly codes: readonly { readonly code: string; readonly amount: Qepik }[];
}

export type { MarkedText } from '../catalogue/search-marks.ts';
export type { GroupButton, SearchResult, ServiceCard, ServiceResult } from '../session/steps/choose/step.ts';
export type { ReferenceCodeProblem } from '../session/steps/find/finding.ts';
export type { FoundState } from '../session/steps/find/step.ts';
export type { QuestionView } from '../session/steps/form/step.ts';
export type { TierPrice } from '../session/steps/requirements/step.ts';
export type { AnswerReviewRow, StepView };

/** `day`: `null` for today. */
export interface ShownMoment {
  readonly day: IsoDate | null;
  readonly time: string;
}

/** Opening hours. `until` is `null` if the centre is open all day, `opens` if no opening is near. */
export type ShownHours =
  | { readonly state: 'open'; readonly until: string | null }
  | { readonly state: 'closed'; readonly opens: ShownMoment | null };

export interface AlternativePlaces {
  readonly kiosk: LocalizedText | null;
  readonly window: LocalizedText | null;
}

/** A picture of the first page that opens a page of a visit. */
export interface DoorView {
  readonly id: string;
  readonly picture: DoorPicture;
  readonly title: string;
  readonly hint: string;
  /** Why nothing behind the door can begin now. */
  readonly unavailable: TroubleCode | null;
}

export type WorkingFunction = 'notes' | 'cards' | 'receipts' | 'sheets';

export interface ThingsToBringView {
  readonly to: 'window' | 'collect';
  readonly things: readonly { readonly icon: string; readonly title: string }[];
}

/** Page for staff at the glass. `badge`: `null` for the service key. */
export interface MaintenanceView {
  readonly show: 'maintaining';
  readonly kiosk: string;
  readonly badge: string | null;
  readonly content: MaintenancePage;
  /** Places for citizens meanwhile. */
  readonly elsewhere: AlternativePlaces | null;
}

export type CitizenPageView =
  /** The devices have not answered yet, or the kiosk settles payments of its last run. */
  | { readonly show: 'starting' }
  | {
      readonly show: 'outOfService';
      readonly because: readonly TroubleCode[];
      /** `null`: the devices allow no service. */
      readonly closure: ClosureReason | 'hours' | null;
      readonly since: ShownMoment | null;
      readonly until: ShownMoment | null;
      readonly opens: ShownMoment | null;
      readonly elsewhere: AlternativePlaces | null;
    }
  /** `takeCard`: no visit begins until the last citizen's card is out. */
  | {
      readonly show: 'attract';
      readonly doors: readonly DoorView[];
      readonly notices: readonly TroubleCode[];
      readonly takeCard: boolean;
      /** `null`: the clock is not believed. */
      readonly now: OpeningMoment | null;
      readonly hours: ShownHours | null;
      readonly news: readonly LocalizedText[];
      readonly works: readonly WorkingFunction[];
    }
  | StepView
  | {
      readonly show: 'checking';
      readonly takeCard: boolean;
      readonly rows: readonly AnswerReviewRow[];
      readonly purchase: Purchase;
      readonly warnings: readonly TroubleCode[];
      readonly blocked: TroubleCode | null;
      readonly ticket: string | null;
    }
  | { readonly show: 'lodging'; readonly purchase: Purchase }
  | MoneyView
  | {
      readonly show: 'trouble';
      readonly code: TroubleCode;
      readonly money: MoneyState;
      readonly purchase: Purchase;
      readonly reference: string | null;
      readonly canRetry: boolean;
      /** Whether any kiosk can continue the unpaid application. */
      readonly continues: boolean;
      /** Slip for an unsettled matter; `null`: no slip. */
      readonly slip: SlipState | null;
      /** `false`: payment or registration is still open, or staff have the payment. */
      readonly offersStaff: boolean;
      readonly takeCard: boolean;
    }
  | {
      readonly show: 'issuing';
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string | null;
    }
  | { readonly show: 'readingDocument'; readonly reference: string }
  | {
      readonly show: 'previewing';
      readonly reference: string;
      readonly document: DocumentPreview;
      readonly sheets: number;
    }
  | { readonly show: 'wrongDocument'; readonly reference: string }
  | {
      readonly show: 'printing';
      readonly paper: PrintedPaperKind;
      readonly reference: string;
      readonly leaving: boolean;
      /** For sheets: when they are late, and when the kiosk gives up. */
      readonly late?: { readonly afterS: number; readonly endsAfterMinutes: number };
    }
  | {
      readonly show: 'printTrouble';
      readonly code: TroubleCode;
      readonly paper: PrintedPaperKind;
      readonly purchase: Purchase;
      readonly money: MoneyState;
      readonly reference: string;
      readonly appointment: Appointment | null;
      /** Local time of payment or registration, `YYYY-MM-DDTHH:MM`. */
      readonly at: string | null;
      /** With the credit code of a refused due, which no paper has. */
      readonly dues: readonly SettledDue[];
      readonly place: WindowPlace | null;
      /** Whether a void part of the paper is out. */
      readonly partlyPrinted: boolean;
      readonly canShowQr: boolean;
      readonly canCopy: boolean;
      readonly canReprint: boolean;
    }
  | ReceiptQrView
  /** `failed`: the office did not confirm that it stored the visit. The visit can go on. */
  | { readonly show: 'parking'; readonly failed: boolean }
  | ({ readonly show: 'parked'; readonly takeCard: boolean } & ParkedSlip)
  | { readonly show: 'whatWasRead'; readonly service: string; readonly use: VisitDataAccesses; readonly qr: string }
  | {
      readonly show: 'done';
      readonly outcome: PaperKind;
      /** Number of the application, certificate or queue ticket. */
      readonly reference: string;
      /** Reference of the application, which also finds a certificate. */
      readonly application: string | null;
      readonly appointment: Appointment | null;
      /** Change of the appointment since its first ticket. */
      readonly since: 'checked-in' | 'moved' | null;
      readonly paid: Qepik;
      /** `reference`: number of the payment at the payee. */
      readonly due: {
        readonly payee: string;
        readonly subject: string;
        readonly number: { readonly name: string; readonly value: string } | null;
        readonly reference: string;
        readonly rest: Qepik;
      } | null;
      readonly dues: readonly SettledDue[];
      readonly again: boolean;
      readonly payAtWindow: boolean;
      readonly credit: CreditView | null;
      /** Rest on the credit code; `null`: no rest, or unknown. */
      readonly creditLeft: { readonly amount: Qepik; readonly code: string | null } | null;
      readonly printed: boolean;
      readonly document: PrintedDocument | null;
      readonly place: WindowPlace | null;
      readonly next: readonly string[];
      readonly qr: string;
      readonly bring: ThingsToBringView | null;
      readonly takeCard: boolean;
      readonly takeBankCard: boolean;
      readonly message: PhoneMessage | null;
      /** Whether the page offers the list of accesses. */
      readonly wasRead: boolean;
      /** Citizen's answer, 1 (bad) to 5 (excellent). */
      readonly survey: 1 | 2 | 3 | 4 | 5 | null;
    };

/** `copy`: a copy for information from the roll. */
export type PrintedDocument =
  | { readonly on: 'sheets'; readonly sheets: number; readonly validUntil: IsoDate }
  | { readonly on: 'copy' };

/** What the page shows, sent as a whole. A state without a screen, or a screen without an element, does not compile. */
export type CitizenScreen = ScreenFrame & (CitizenPageView | MaintenanceView);
