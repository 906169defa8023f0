import type { DoubtReason } from '../../drivers/bill-validator/contract.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { Approval, TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import type { ServicePrice } from '../back-office/contract.ts';

/** What the ledger stores of an approval: no card data and no printed lines. */
export type ApprovalRecord = Omit<Approval, 'customerReceipt' | 'cardName' | 'cardTail'>;

/**
 * An entry that moves one application to its next phase. Durable before its effect: `intent` before the sale is sent, `issueRequested`
 * before the back office is asked, `reversing` before the reversal is sent. No personal data (docs/decisions/0003).
 */
export type PhaseEntry =
  /** `lines`: amounts of several dues; absent: the payment is for one application. */
  | (ServicePrice & {
      readonly kind: 'quoted';
      readonly paper: 'receipt' | 'certificate' | 'ticket';
      readonly lines?: readonly Qepik[];
    })
  | { readonly kind: 'lodged'; readonly reference: string }
  /** `terminalId`: id of a terminal without a transaction `before`, if it tells one; absent in earlier versions. */
  | {
      readonly kind: 'intent';
      readonly intentId: string;
      readonly before: TransactionRef | null;
      readonly terminalId?: string;
    }
  | { readonly kind: 'saleSent' }
  /** Approved by the bank; final only after the registration (*issue of goods*). */
  | { readonly kind: 'offered'; readonly approval: ApprovalRecord; readonly at: string }
  | { readonly kind: 'approved'; readonly approval: ApprovalRecord; readonly at: string }
  | {
      readonly kind: 'notPaid';
      /** `not-issued`: the registration failed and the terminal took the sale back; `code` says why. */
      readonly why: 'declined' | 'cancelled' | 'never-started' | 'not-found' | 'not-issued';
      readonly code: string | null;
    }
  /** `TRM-106`: the answer cannot be matched to this sale. The terminal is not asked again; staff decide. */
  | { readonly kind: 'unknown'; readonly code: string }
  /** A technician's test sale, reversed as soon as approved. */
  | { readonly kind: 'trialSale'; readonly amount: Qepik }
  /** A sale or payout at the terminal that no application knows, found at the start. Staff look into it. */
  | { readonly kind: 'straySale'; readonly ref: TransactionRef; readonly amount: Qepik }
  /** From this entry on, the validator may take notes. */
  | { readonly kind: 'cashIntent' }
  /** `notes`: without a note that comes to light later. */
  | { readonly kind: 'cashPaid'; readonly notes: readonly Qepik[]; readonly at: string }
  /** Not paid in cash: the kiosk owes the notes in the cassette. */
  | { readonly kind: 'cashStopped' }
  /** A note without an application. Staff count the cassette. */
  | { readonly kind: 'strayNote'; readonly value: Qepik | null; readonly why: DoubtReason }
  /** The office's number of a duplicate paper. Any kiosk may have registered its application. */
  | {
      readonly kind: 'duplicateIssued';
      readonly service: string;
      readonly paper: 'receipt' | 'certificate' | 'ticket';
      readonly reference: string;
      readonly number: number;
    }
  | { readonly kind: 'issueRequested' }
  | { readonly kind: 'issued' }
  /** `idempotency-conflict`: the office has another payment; staff decide. Earlier versions gave the money back. */
  | { readonly kind: 'issueRefused'; readonly reason: string }
  | { readonly kind: 'reversing' }
  | { readonly kind: 'reversed' }
  /** The next byte may bring paper to the citizen. `copy` counts per medium (`on`). */
  | { readonly kind: 'printing'; readonly copy: number; readonly on?: PaperMedium }
  | { readonly kind: 'printed'; readonly copy: number; readonly on?: PaperMedium }
  /** `torn`: the sheet may have some text, and is void. Absent in earlier versions. */
  | {
      readonly kind: 'printFailed';
      readonly code: string;
      readonly copy?: number;
      readonly torn?: boolean;
      readonly on?: PaperMedium;
    }
  /** The citizen took the code or number from the screen, without paper. */
  | { readonly kind: 'codeShown' }
  | { readonly kind: 'withdrawn' }
  /**
   * Staff ended what the kiosk cannot end; the terminal is asked no more. `leftToStaff`: a record was set aside, and staff state what they
   * found. Only such an entry may follow any phase; after it the kiosk does nothing.
   */
  | {
      readonly kind: 'settledByHand';
      readonly as: StaffSettledOutcome;
      readonly by: string;
      /** Second badge, if the profile asks for two. Absent in earlier versions. */
      readonly second?: string;
      readonly reason?: SettleReason;
      /** ISO date-time with offset. */
      readonly at: string;
      readonly leftToStaff: boolean;
    }
  | { readonly kind: 'closed'; readonly outcome: ApplicationOutcome };

/** `returned`: staff gave the money back. `not-paid`: there was no sale. `paid`: there was a sale, which staff handle. */
export type StaffSettledOutcome = 'returned' | 'paid' | 'not-paid';

export const SETTLE_REASONS = ['terminal-journal', 'bank', 'office', 'money-returned', 'validator-replaced'] as const;
export type SettleReason = (typeof SETTLE_REASONS)[number];

/** Reason for a doubt. `settled-by-hand`: the validator is gone, and staff no longer wait for its report. */
export type BanknoteDoubtReason = DoubtReason | 'settled-by-hand';

/**
 * The only outcome that staff may choose, in every phase, for an application with a held note. The note does not count as paid; staff count
 * the cassette.
 */
export const HELD_NOTE_OUTCOME: StaffSettledOutcome = 'not-paid';

/**
 * Entries about notes and credits. They may come late, from a validator that was away, so they change no phase. `noteHeld` is durable
 * before the validator is told to stack.
 */
export type CashEntry =
  | { readonly kind: 'noteHeld'; readonly noteId: string; readonly value: Qepik }
  /** `found`: staff found the doubtful note. `at-count`: the counted notes have it, so it is not in the present cassette. */
  | {
      readonly kind: 'noteStacked';
      readonly noteId: string;
      readonly found?: 'in-cassette' | 'at-count';
      readonly by?: string;
    }
  | { readonly kind: 'noteReturned'; readonly noteId: string }
  /** The note may be anywhere. `value`: told by the validator. */
  | {
      readonly kind: 'noteInDoubt';
      readonly noteId: string;
      readonly value: Qepik | null;
      readonly why: BanknoteDoubtReason;
      readonly by?: string;
      readonly second?: string;
      readonly reason?: SettleReason;
    }
  /** Staff ended a doubt without money for the citizen. `noteId`: `null` for a stray note. */
  | {
      readonly kind: 'noteSettled';
      readonly noteId: string | null;
      readonly fate: SettledBanknoteFate;
      readonly by: string;
      readonly at: string;
    }
  /** Money for the bearer of the code: owed notes or, with `line`, a refused due that was paid. */
  | {
      readonly kind: 'creditIssued';
      readonly code: string;
      readonly amount: Qepik;
      readonly at: string;
      readonly line?: number;
      /** Whether to report the credit to the office. Absent in earlier versions: staff pay those by the kiosk's list. */
      readonly toTell?: true;
    }
  | { readonly kind: 'creditPrinted'; readonly code: string }
  /** A cashier paid the credit out. The kiosk asks the office no more about it. */
  | { readonly kind: 'creditPaidOut'; readonly code: string; readonly by: string; readonly at: string }
  /** The office answered the report. `refused`: the office's reason, for staff (`not-offered`: the office takes no credits). */
  | { readonly kind: 'creditTold'; readonly code: string; readonly refused?: string };

/** `given-back`: by hand, to the citizen. `none`: neither in the path nor in the cassette. `counted`: a stray note that the count found. */
export type SettledBanknoteFate = 'given-back' | 'none' | 'counted';

export interface NoteCount {
  readonly value: Qepik;
  readonly count: number;
}

/**
 * One entry for each step of an exchange of the cassette, under an id of its own. Changes no phase. `by`, `second`: badge numbers; `by` may
 * be `service-key`. `at`: ISO date-time with offset.
 */
export type CassetteEntry =
  /** `since`: the ledger counts the notes of this cassette after this entry. */
  | { readonly kind: 'cassetteBegun'; readonly by: string; readonly since: number; readonly at: string }
  /** Notes held from here on lie in the next cassette. */
  | { readonly kind: 'cassetteOut'; readonly at: string }
  | { readonly kind: 'cassetteIn'; readonly at: string }
  /** `expected`: the notes that the ledger counts. */
  | {
      readonly kind: 'cassetteCounted';
      readonly counted: readonly NoteCount[];
      readonly expected: readonly NoteCount[];
      readonly by: string;
      readonly at: string;
    }
  | { readonly kind: 'cassetteDifference'; readonly second: string; readonly at: string }
  /** `signature`: Ed25519 by the key of the log, over `cassetteRecord`; base64. */
  | { readonly kind: 'cassetteSealed'; readonly bag: string; readonly signature: string; readonly at: string }
  | { readonly kind: 'cassetteEnded'; readonly slip: boolean; readonly at: string };

/** What was unsettled when the citizen left. `return`: the refund. `staff`: the payment, and only staff can find out. */
export type DoubtSubject = 'payment' | 'staff' | 'registration' | 'return';

/** A slip about a doubt came out whole. Changes no phase. */
export interface SlipEntry {
  readonly kind: 'slipPrinted';
  readonly about: DoubtSubject;
}

/**
 * Each due is an application of the office (docs/decisions/0049). Lines count from 1. Changes no phase: `lineLodged` comes at `quoted`, the
 * others at `issueRequested`.
 */
export type DueLineEntry =
  | { readonly kind: 'lineLodged'; readonly line: number; readonly reference: string }
  | { readonly kind: 'lineIssued'; readonly line: number }
  | { readonly kind: 'lineRefused'; readonly line: number; readonly reason: string };

/**
 * The office has reserved `amount` of a credit, before anything else is paid (docs/decisions/0050). The kiosk never stores the credit's
 * code. Changes no phase. A withdrawal frees the sum.
 */
export interface CreditReservedEntry {
  readonly kind: 'creditReserved';
  readonly amount: Qepik;
  readonly at: string;
}

/** What staff did at the cabinet, each time under an id of its own. Changes no phase. */
export interface MaintenanceEntry {
  readonly kind: 'serviced';
  readonly what: MaintenanceAct;
  /** Number of the badge, or `service-key`. */
  readonly by: string;
  /** Such as the kind of an exchanged device, or the answer of the validator. */
  readonly about?: string;
  readonly at: string;
}

export type MaintenanceAct =
  | 'begun'
  | 'ended'
  | 'new-roll'
  | 'stuck-note'
  /** About all open money. */
  | 'asked-again'
  /** Of a device, as are `let-in` and `cleaning`. */
  | 'test'
  | 'let-in'
  | 'cleaning'
  /** Of the kiosk, with its reason. */
  | 'closure'
  | 'opening'
  | 'restart'
  | 'power-off';

export type LedgerEntry =
  | PhaseEntry
  | CashEntry
  | DueLineEntry
  | SlipEntry
  | CreditReservedEntry
  | MaintenanceEntry
  | CassetteEntry;

/**
 * Paper of one print. `sheets`: the document, numbered by `copy`. `receipt`: the document's receipt, from the roll. Absent: the only paper,
 * from the roll.
 */
export type PaperMedium = 'sheets' | 'receipt';

export type ApplicationOutcome =
  /** Registered, and the printer confirmed the paper. */
  | 'delivered'
  /** Registered, paper not confirmed: the citizen has the reference, or only a later run found the registration. */
  | 'deliveredWithoutPaper'
  /** Not paid, not registered. */
  | 'abandoned'
  /** Not registered; paid back by the terminal or staff. */
  | 'returned'
  /** Not registered; the notes became a credit. */
  | 'credited'
  | 'duplicated'
  /** A note or sale without an application, or a trial that staff settled. */
  | 'listed';

/** The office's code: it has another payment for this application. */
export const OTHER_PAYMENT_REASON = 'idempotency-conflict';

export type EntryKind = LedgerEntry['kind'];
export type PhaseKind = PhaseEntry['kind'];
export type NoteEntryKind = NoteEntry['kind'];
export type NoteEntry = Extract<CashEntry, { readonly noteId: string | null }> & { readonly noteId: string };

/** Allowed next phases. Any other is a bug: a refusal costs less than a wrong book. */
export const NEXT_PHASES: { readonly [K in PhaseKind | 'start']: readonly PhaseKind[] } = {
  start: ['quoted', 'trialSale', 'strayNote', 'straySale', 'duplicateIssued'],
  quoted: ['lodged', 'withdrawn', 'closed'],
  lodged: ['intent', 'cashIntent', 'issueRequested', 'withdrawn'],
  // A disk may lose a confirmed `saleSent`: the sale may have been sent.
  intent: ['saleSent', 'approved', 'notPaid', 'unknown', 'settledByHand'],
  saleSent: ['offered', 'approved', 'notPaid', 'unknown', 'settledByHand'],
  offered: ['approved', 'notPaid', 'unknown', 'settledByHand'],
  unknown: ['approved', 'notPaid', 'unknown', 'settledByHand'],
  // Only a trial has `reversing` here, and `closed` after `notPaid` or `reversed`.
  approved: ['issueRequested', 'reversing'],
  notPaid: ['intent', 'cashIntent', 'issueRequested', 'withdrawn', 'closed'],
  cashIntent: ['cashPaid', 'cashStopped'],
  cashPaid: ['issueRequested'],
  cashStopped: ['intent', 'cashIntent', 'issueRequested', 'withdrawn'],
  issueRequested: ['issued', 'issueRefused'],
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

/** Allowed next entries of one note. `start`: a new note, only at `cashIntent`. */
export const NEXT_NOTE_ENTRIES: { readonly [K in NoteEntryKind | 'start']: readonly NoteEntryKind[] } = {
  start: ['noteHeld'],
  noteHeld: ['noteStacked', 'noteReturned', 'noteInDoubt'],
  noteInDoubt: ['noteStacked', 'noteSettled'],
  noteReturned: ['noteInDoubt'],
  noteStacked: [],
  noteSettled: [],
};

/** Outcomes by staff for a sale in doubt. Without an approval there is nothing to register, so a payment goes back to the citizen. */
const IN_DOUBT: readonly StaffSettledOutcome[] = ['not-paid', 'returned'];

/** Outcomes for staff by phase; the kiosk itself ends other phases. */
export const OUTCOMES_BY_STAFF: { readonly [K in PhaseKind]?: readonly StaffSettledOutcome[] } = {
  intent: IN_DOUBT,
  saleSent: IN_DOUBT,
  offered: IN_DOUBT,
  unknown: IN_DOUBT,
  issueRefused: ['paid', 'returned'],
  reversing: ['returned'],
  straySale: ['returned', 'paid', 'not-paid'],
};
