import type { DoubtReason } from '../../drivers/bill-validator/contract.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { Approval, TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import type { Duty } from '../back-office/contract.ts';

/** A sale's approval as the ledger keeps it: what tells of the card, and the printed lines, stay with the session. */
export type ApprovalRecord = Omit<Approval, 'customerReceipt' | 'cardName' | 'cardTail'>;

/**
 * What moves one application from one phase to the next. Each entry is durable before the effect it announces:
 * `intent` before the sale is sent, `issueRequested` before the back office is asked, `reversing` before
 * the terminal is asked to give the money back. Holds nothing of a person (docs/decisions/0003).
 */
export type PhaseEntry =
  /** `lines`: the amounts of the dues, if one payment covers several; absent: the payment is for one application. */
  | (Duty & {
      readonly kind: 'quoted';
      readonly paper: 'receipt' | 'certificate' | 'ticket';
      readonly lines?: readonly Qepik[];
    })
  | { readonly kind: 'lodged'; readonly reference: string }
  /** `terminalId`: who said that there was nothing before, where it tells. Entries of earlier versions have none. */
  | {
      readonly kind: 'intent';
      readonly intentId: string;
      readonly before: TransactionRef | null;
      readonly terminalId?: string;
    }
  | { readonly kind: 'saleSent' }
  /** The bank said yes, and the terminal waits with making it final until the application is registered (*issue of goods*). */
  | { readonly kind: 'offered'; readonly approval: ApprovalRecord; readonly at: string }
  | { readonly kind: 'approved'; readonly approval: ApprovalRecord; readonly at: string }
  | {
      readonly kind: 'notPaid';
      /** `not-issued`: it was offered, could not be registered, and the terminal took the sale back; `code` says why. */
      readonly why: 'declined' | 'cancelled' | 'never-started' | 'not-found' | 'not-issued';
      readonly code: string | null;
    }
  /** `TRM-106`: the terminal has answered, and cannot be told to speak of this sale. It is not asked again: the application is left to staff. */
  | { readonly kind: 'unknown'; readonly code: string }
  /** A technician tries the terminal: a sale of this amount that is nobody's application, and that goes back as soon as it is approved. */
  | { readonly kind: 'trialSale'; readonly amount: Qepik }
  /** The terminal's last transaction when the kiosk started: a sale or payout that no application knows. Staff look into it. */
  | { readonly kind: 'straySale'; readonly ref: TransactionRef; readonly amount: Qepik }
  /** Notes are wanted: from here on the bill validator may take them for this application. */
  | { readonly kind: 'cashIntent' }
  /** These notes in the cassette cover the duty; one that comes to light later is not among them. */
  | { readonly kind: 'cashPaid'; readonly notes: readonly Qepik[]; readonly at: string }
  /** It is not paid in cash after all: what is in the cassette is owed. */
  | { readonly kind: 'cashStopped' }
  /** The validator speaks of a note that belongs to no application. Staff count the cassette. */
  | { readonly kind: 'strayNote'; readonly value: Qepik | null; readonly why: DoubtReason }
  /** The back office numbered one more paper of an application that was registered before, here or at another kiosk. */
  | {
      readonly kind: 'duplicateIssued';
      readonly service: string;
      readonly paper: 'receipt' | 'certificate' | 'ticket';
      readonly reference: string;
      readonly number: number;
    }
  | { readonly kind: 'issueRequested' }
  | { readonly kind: 'issued' }
  /** `idempotency-conflict`: the office has it with another payment, so it is left to staff. Earlier versions gave the money back. */
  | { readonly kind: 'issueRefused'; readonly reason: string }
  | { readonly kind: 'reversing' }
  | { readonly kind: 'reversed' }
  /**
   * The next byte may bring paper into somebody's hand. `copy` counts those of one kind.
   */
  | { readonly kind: 'printing'; readonly copy: number; readonly on?: PrintedOn }
  | { readonly kind: 'printed'; readonly copy: number; readonly on?: PrintedOn }
  /** `torn`: some of this copy may be on paper, and that sheet is void. Entries of earlier versions do not say. */
  | {
      readonly kind: 'printFailed';
      readonly code: string;
      readonly copy?: number;
      readonly torn?: boolean;
      readonly on?: PrintedOn;
    }
  /** The citizen took the code or number from the screen instead of paper. */
  | { readonly kind: 'codeShown' }
  | { readonly kind: 'withdrawn' }
  /**
   * Staff ended what the kiosk can never end by itself; it asks the terminal no more. `leftToStaff`: a record of it was set aside, and this
   * only tells what staff found. Such a one may stand anywhere, and the kiosk does nothing after it.
   */
  | {
      readonly kind: 'settledByHand';
      readonly as: SettledAs;
      /** Initials or badge number of a member of staff. */
      readonly by: string;
      /** ISO date-time with offset. */
      readonly at: string;
      readonly leftToStaff: boolean;
    }
  | { readonly kind: 'closed'; readonly outcome: Outcome };

/** `returned`: staff gave the money back. `not-paid`: there was no sale. `paid`: there was one, and staff see to it. */
export type SettledAs = 'returned' | 'paid' | 'not-paid';

/** `settled-by-hand`: staff wait no longer for what a validator that is gone would have told. */
export type NoteDoubt = DoubtReason | 'settled-by-hand';

/** What staff may say, in every phase, of an application that holds a note. It does not count as paid, and staff count the cassette. */
export const NOTE_BY_HAND: SettledAs = 'not-paid';

/**
 * What happens to notes and to what is owed for them. It may come late (a validator that was away tells afterwards), so these
 * stand beside the phases and move none. `noteHeld` is durable before the validator is told to stack.
 */
export type CashEntry =
  | { readonly kind: 'noteHeld'; readonly noteId: string; readonly value: Qepik }
  | { readonly kind: 'noteStacked'; readonly noteId: string }
  | { readonly kind: 'noteReturned'; readonly noteId: string }
  /** Nobody can say where this note is. `value` is what the validator says. */
  | {
      readonly kind: 'noteInDoubt';
      readonly noteId: string;
      readonly value: Qepik | null;
      readonly why: NoteDoubt;
      /** Initials or badge number of a member of staff, where they settled it. */
      readonly by?: string;
    }
  /**
   * A promise of money to the bearer of the code: the excess of the notes over the price. With `line`: the amount of a paid due that the
   * back office refused.
   */
  | {
      readonly kind: 'creditIssued';
      readonly code: string;
      readonly amount: Qepik;
      readonly at: string;
      readonly line?: number;
      /**
       * The kiosk has to report this credit to the office. Absent in entries of earlier versions: staff pay these credits out by the
       * kiosk's list.
       */
      readonly toTell?: true;
    }
  | { readonly kind: 'creditPrinted'; readonly code: string }
  /** The office has answered about this credit. `refused`: its reason, `not-offered` from an office that takes none; staff look into it. */
  | { readonly kind: 'creditTold'; readonly code: string; readonly refused?: string };

/**
 * What was not settled while the citizen stood there: the payment, the registration, or the way of the money back. `staff`: the payment,
 * and only staff can find out.
 */
export type DoubtAbout = 'payment' | 'staff' | 'registration' | 'return';

/** A slip about it came out whole. Stands beside the phases. */
export interface SlipEntry {
  readonly kind: 'slipPrinted';
  readonly about: DoubtAbout;
}

/**
 * The outcome of one due of several at the back office, which has a separate application for each due (docs/decisions/0049). Lines count
 * from 1. These entries change no phase: `lineLodged` comes at `quoted`, the others come at `issueRequested`.
 */
export type LineEntry =
  | { readonly kind: 'lineLodged'; readonly line: number; readonly reference: string }
  | { readonly kind: 'lineIssued'; readonly line: number }
  | { readonly kind: 'lineRefused'; readonly line: number; readonly reason: string };

/**
 * The office has reserved `amount` of a credit for this application (docs/decisions/0050). The ledger of the kiosk that takes the code
 * never stores the code. The entry changes no phase, and comes before anything else is paid. A withdrawal frees the sum.
 */
export interface ReserveEntry {
  readonly kind: 'creditReserved';
  readonly amount: Qepik;
  /** ISO date-time with offset. */
  readonly at: string;
}

export type LedgerEntry = PhaseEntry | CashEntry | LineEntry | SlipEntry | ReserveEntry;

/**
 * `sheets`: the document itself on the printer of whole sheets, which knows this printing by a key that is made of the application and
 * `copy`. `receipt`: what was paid for such a document, from the roll. Absent: the one paper of the application, from the roll.
 */
export type PrintedOn = 'sheets' | 'receipt';

/** How an application ended. */
export type Outcome =
  /** Registered, and its paper confirmed by the printer. */
  | 'delivered'
  /** Registered; the paper was not confirmed (the citizen has the reference, or it was seen only by a later run). */
  | 'deliveredWithoutPaper'
  /** Nothing was paid, nothing is registered. */
  | 'abandoned'
  /** It was paid, nothing is registered, and the money went back, from the terminal or from the hand of staff. */
  | 'returned'
  /** Nothing is registered; the notes that were put in became a credit. */
  | 'credited'
  /** One more paper of an application that was registered before. */
  | 'duplicated'
  /** A note or a sale without an application, on the list for staff. */
  | 'listed';

/** The reason of an office that has registered the application before, with another payment. */
export const OTHER_PAYMENT = 'idempotency-conflict';

export type EntryKind = LedgerEntry['kind'];
export type PhaseKind = PhaseEntry['kind'];
export type NoteEntryKind = Extract<CashEntry, { readonly noteId: string }>['kind'];

/**
 * Which phase may follow which. Anything else is a bug, and refusing it is cheaper than a wrong book.
 * `null` is the start.
 */
export const NEXT: { readonly [K in PhaseKind | 'start']: readonly PhaseKind[] } = {
  start: ['quoted', 'trialSale', 'strayNote', 'straySale', 'duplicateIssued'],
  quoted: ['lodged', 'withdrawn', 'closed'],
  lodged: ['intent', 'cashIntent', 'issueRequested', 'withdrawn'],
  // A disk may lose the last thing it said it had: the sale may have been sent.
  intent: ['saleSent', 'approved', 'notPaid', 'unknown', 'settledByHand'],
  saleSent: ['offered', 'approved', 'notPaid', 'unknown', 'settledByHand'],
  offered: ['approved', 'notPaid', 'unknown', 'settledByHand'],
  unknown: ['approved', 'notPaid', 'unknown', 'settledByHand'],
  // `reversing` and `closed`: only of a trial.
  approved: ['issueRequested', 'reversing'],
  notPaid: ['intent', 'cashIntent', 'issueRequested', 'withdrawn', 'closed'],
  cashIntent: ['cashPaid', 'cashStopped'],
  cashPaid: ['issueRequested'],
  cashStopped: ['intent', 'cashIntent', 'issueRequested', 'withdrawn'],
  issueRequested: ['issued', 'issueRefused'],
  // `settledByHand`: only if the office has the application with another payment.
  issueRefused: ['reversing', 'withdrawn', 'settledByHand'],
  reversing: ['reversed', 'settledByHand'],
  reversed: ['withdrawn', 'closed'],
  issued: ['codeShown', 'printing', 'printed', 'printFailed', 'withdrawn', 'closed'],
  printing: ['printed', 'printFailed', 'closed'],
  printed: ['printing', 'printed', 'printFailed', 'closed'],
  printFailed: ['printing', 'printed', 'printFailed', 'codeShown', 'withdrawn', 'closed'],
  codeShown: ['printing', 'printed', 'printFailed', 'codeShown', 'closed'],
  settledByHand: ['withdrawn', 'closed'],
  withdrawn: ['closed'],
  strayNote: ['closed'],
  straySale: ['settledByHand'],
  trialSale: ['intent', 'closed'],
  duplicateIssued: ['printing', 'printed', 'printFailed', 'closed'],
  closed: [],
};

/** The same for one note; `start` is a note that is not known yet, which only `cashIntent` lets in. */
export const NEXT_OF_NOTE: { readonly [K in NoteEntryKind | 'start']: readonly NoteEntryKind[] } = {
  start: ['noteHeld'],
  noteHeld: ['noteStacked', 'noteReturned', 'noteInDoubt'],
  noteInDoubt: ['noteStacked'],
  // The validator may say that a note went back, and later that it is in the cassette.
  noteReturned: ['noteInDoubt'],
  noteStacked: [],
};

/** The kiosk has no approval to report to the back office, so any money that was paid has to go back. */
const IN_DOUBT: readonly SettledAs[] = ['not-paid', 'returned'];

/** What staff may say of an application in each phase; in any other the kiosk goes on by itself. */
export const BY_HAND: { readonly [K in PhaseKind]?: readonly SettledAs[] } = {
  intent: IN_DOUBT,
  saleSent: IN_DOUBT,
  offered: IN_DOUBT,
  unknown: IN_DOUBT,
  issueRefused: ['paid', 'returned'],
  reversing: ['returned'],
  straySale: ['returned', 'paid', 'not-paid'],
};
