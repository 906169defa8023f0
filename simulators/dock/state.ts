import type { RegisterEntry } from '../back-office/register.ts';
import type { BackOfficeTroubleName } from '../back-office/trouble.ts';
import type { ValidatorFault } from '../bill-validator/ccnet.ts';
import type { ChipTroubleId, DocumentId, SimulatedDocument } from '../id-reader/documents.ts';
import type { Sale, TerminalDisplay, TerminalFault } from '../payment-terminal/zvt.ts';
import type { PrinterFault } from '../receipt-printer/answers.ts';
import type { WireEntry } from './wire-log.ts';

/** Where the two ends of a cable are. */
export interface Plug {
  readonly plugged: boolean;
  /** The kiosk has its end open. */
  readonly connected: boolean;
}

export interface ReaderPart extends Plug {
  readonly documents: readonly Omit<SimulatedDocument<DocumentId | ChipTroubleId>, 'zone'>[];
  /** Id of the document in the slot, or `null`. */
  readonly holding: string | null;
  readonly sending: boolean;
}

export interface TerminalPart extends Plug {
  /** Its protocol and its wire. */
  readonly speaks: string;
  readonly display: TerminalDisplay;
  readonly cardInside: boolean;
  /** The newest last. */
  readonly sales: readonly Sale[];
  readonly saleCount: number;
  /** Integer qəpik, reversed sales not counted. */
  readonly approvedTotal: number;
  readonly armed: readonly TerminalFault[];
}

/** One piece of paper. Its picture is at `/dock/papers/<id>.svg`. */
export interface PaperPart {
  readonly id: number;
  readonly lines: readonly string[];
  /** What its codes say, from top to bottom. */
  readonly qr: readonly string[];
  /** In mm. */
  readonly height: number;
  /** Torn off unfinished: no valid receipt. */
  readonly torn: boolean;
}

export interface PrinterPart extends Plug {
  readonly model: string;
  readonly paperWidthMm: number;
  /** In whole mm. */
  readonly paperLeftMm: number;
  readonly nearEnd: boolean;
  readonly paperOut: boolean;
  readonly coverOpen: boolean;
  readonly cutterJammed: boolean;
  readonly printing: boolean;
  readonly bytesReceived: number;
  readonly bytesWaiting: number;
  readonly armed: readonly PrinterFault[];
  /** The newest last. */
  readonly papers: readonly PaperPart[];
  readonly paperCount: number;
  /** What hangs out, at `/dock/papers/current.svg`; `revision` changes with it. `null` while nothing does. */
  readonly current: (Omit<PaperPart, 'id' | 'torn'> & { readonly revision: number }) | null;
}

/** Notes are in manats. */
export interface ValidatorPart extends Plug {
  readonly powered: boolean;
  /** What it would answer to a poll, or `off`. */
  readonly unit: string;
  /** The note inside, and where. */
  readonly inside: { readonly manat: number; readonly at: string } | null;
  readonly cassetteIn: boolean;
  /** In the cassette, the newest last. */
  readonly cassette: readonly number[];
  readonly collected: readonly number[];
  readonly handedBack: readonly number[];
  readonly jammed: boolean;
  readonly armed: readonly ValidatorFault[];
}

export interface BackOfficePart {
  readonly url: string;
  readonly trouble: BackOfficeTroubleName | null;
  /** The newest last. */
  readonly entries: readonly RegisterEntry[];
  readonly entryCount: number;
  readonly registeredCount: number;
  readonly surveyCount: number;
}

export interface MachinePart {
  /** As `MachineFeed` says, outermost first. */
  readonly places: readonly string[];
  /** Where of the journey, or of what may come between, the kiosk is. */
  readonly stage: string;
  /** Stages of this visit, `stage` included. */
  readonly visited: readonly string[];
}

/** Everything the dock knows, except the wire. */
export interface DockState {
  readonly seed: number;
  readonly reader: ReaderPart;
  readonly terminal: TerminalPart;
  readonly printer: PrinterPart;
  readonly validator: ValidatorPart;
  readonly backOffice: BackOfficePart;
  readonly machine: MachinePart;
  /** Malformed ones are refused. */
  readonly commands: { readonly taken: number; readonly refused: number };
}

/** Down the socket: the whole state, and the lines of the wire since the last message to this page. */
export interface DockMessage {
  readonly state: DockState;
  readonly wire: readonly WireEntry[];
}
