import type { DeviceState } from '../device-status.ts';
import type { Qepik } from '../money.ts';
import type { Result } from '../result.ts';

/** Longest sale in milliseconds, from its first byte, with all that a person and a bank may need. */
export const LONGEST_SALE_MS = 600_000;

/**
 * Identifies a transaction of a terminal. Trace numbers wrap at 999 999, so amount and terminal id are compared too. Digits are strings, as
 * printed on the receipt.
 */
export interface TransactionRef {
  readonly terminalId: string;
  readonly traceNumber: string;
  readonly receiptNumber: string;
  /** MMDDHHMMSS on the terminal's clock, if it sent both. Distinguishes transactions of terminals that do not count, or start again. */
  readonly at?: string;
}

/** Ledger entry from before the first byte. `before`: the terminal's last transaction at that time. */
export interface PaymentIntent {
  readonly intentId: string;
  readonly amount: Qepik;
  readonly before: TransactionRef | null;
  /**
   * Terminal that reported no transaction before, if it tells its id. Absent in intents of earlier versions and for terminals without an
   * id. Then a replaced terminal is not noticed, and no transaction can be matched to this sale.
   */
  readonly terminalId?: string;
  /**
   * ISO date-time of the intent, by a clock that was not known to be wrong. The time of a later report is compared with it. Absent: no
   * transaction can be matched to this sale.
   */
  readonly sentAt?: string | undefined;
  /** The part for which goods were issued, if `Issue` reported one. An inquiry also accepts a sale of this amount. */
  readonly issued?: Qepik;
}

/** `stands`: qəpik of the last transaction, if it is a sale or a payout that was not reversed. */
export type LastTransaction = Pick<PaymentIntent, 'before' | 'terminalId'> & { readonly stands?: Qepik };

/** An approved sale, without card number. `cardTail`: at most the last four digits. */
export interface Approval {
  readonly ref: TransactionRef;
  readonly amount: Qepik;
  readonly cardName: string | null;
  readonly cardTail: string | null;
  readonly authorisationCode: string | null;
  /** Customer receipt from the terminal, one line per entry. Empty if the terminal prints itself. */
  readonly customerReceipt: readonly string[];
}

/**
 * Goods handed over for an approved sale.
 * - `whole`: the sale stands.
 * - `nothing`: the terminal gives the money back by itself.
 * - `part`: more than 0 and less than the sale. The terminal takes only that amount.
 */
export type IssueDecision =
  | { readonly issued: 'whole' }
  | { readonly issued: 'part'; readonly amount: Qepik }
  | { readonly issued: 'nothing' };

/**
 * Hands over the goods between approval and completion. Called once per sale, however often the terminal asks. The signal is aborted if the
 * decision is too late: the line is down, or time is up. Then take all goods back, unless the sale turns out *approved*. Must not reject. A
 * part must be more than 0 and less than the sale.
 */
export type Issue = (approval: Approval, signal: AbortSignal) => Promise<IssueDecision>;

export type TerminalTrouble =
  /** No cable, or the port could not be opened. */
  | { readonly code: 'TRM-101'; readonly kind: 'not-connected' }
  /** `phase`: whether bytes of this command were sent. */
  | { readonly code: 'TRM-102'; readonly kind: 'no-answer'; readonly phase: 'before-write' | 'after-write' }
  /** The terminal refused the command itself (ZVT `84 xx`). `resultCode` in hex. */
  | { readonly code: 'TRM-103'; readonly kind: 'refused'; readonly resultCode: string }
  | { readonly code: 'TRM-104'; readonly kind: 'nonsense'; readonly bytes: string }
  | { readonly code: 'TRM-105'; readonly kind: 'busy' }
  /**
   * The last transaction cannot be matched to this sale: the terminal was used by hand, emptied or exchanged. Asking again does not help;
   * staff must decide. `none`: it has no transaction.
   */
  | { readonly code: 'TRM-106'; readonly kind: 'cannot-be-told'; readonly last: 'none' | 'another' };

export type PayOutcome =
  | { readonly known: 'approved'; readonly approval: Approval }
  /** The bank or the terminal refused. No money moved. `resultCode` in hex. */
  | { readonly known: 'declined'; readonly resultCode: string }
  /** Cancelled at the terminal or by our abort. No money moved. */
  | { readonly known: 'cancelled' }
  /** No byte of the sale was sent, or the terminal refused the command: *try again* is safe. */
  | { readonly known: 'never-started'; readonly trouble: TerminalTrouble }
  /** Money may have moved: inquire, and never send the sale again. */
  | { readonly known: 'nothing'; readonly ask: 'last-transaction'; readonly trouble: TerminalTrouble };

export type InquireOutcome =
  | { readonly known: 'approved'; readonly approval: Approval }
  /** The terminal's last transaction is from before the intent, or it reversed the sale by itself. */
  | { readonly known: 'not-paid' }
  /** The terminal gave no answer, or its answer cannot be matched to this sale (TRM-106). */
  | { readonly known: 'nothing'; readonly trouble: TerminalTrouble };

/** Recipient of a printed receipt; `null`: the terminal did not say. */
export type ReceiptKind = 'merchant' | 'customer' | 'administration' | null;

/** One line for a printer. `indent` in characters. */
export interface ReceiptLine {
  readonly text: string;
  readonly centred: boolean;
  readonly doubleWidth: boolean;
  readonly doubleHeight: boolean;
  readonly indent: number;
}

export interface TerminalReceipt {
  readonly kind: ReceiptKind;
  readonly lines: readonly ReceiptLine[];
}

/** Current request of the terminal to the citizen, for the screen. */
export type TerminalPrompt = 'present-card' | 'enter-pin' | 'processing' | 'remove-card' | 'wait';

export interface TerminalStatus {
  readonly device: DeviceState;
  /**
   * Result code if the terminal answers but refuses the registration, most often for a wrong password. It is not online then. *Wrong
   * currency* (ZVT `6f`) can also mean that it accepted the registration with another currency than the driver's.
   */
  readonly refused?: string | undefined;
  /** Not online: it answers that it is out of order, or the remedy that it asked for did not help. */
  readonly outOfOrder?: true;
  /**
   * The newest approved transaction has neither trace nor receipt number. Such a sale cannot be found after a lost answer, and not be
   * reversed. Absent: sales have numbers, or this is not known yet.
   */
  readonly uncounted?: true;
}

/**
 * Terminal for citizens. One exchange at a time. The driver never sends a second authorisation by itself, whatever happened to the first.
 */
export interface PaymentTerminal {
  /** Absent: none. `issueOfGoods`: `pay` accepts an `issue`; without one, a sale runs as usual. */
  readonly capabilities?: { readonly issueOfGoods: boolean };
  status(): TerminalStatus;
  /** Called only on changes. */
  onStatus(listener: (status: TerminalStatus) => void): () => void;
  /** The last transaction, or that there is none, in the form of an intent. Needed before every sale. */
  lastTransaction(signal: AbortSignal): Promise<Result<LastTransaction, TerminalTrouble>>;
  /**
   * Runs one sale. An abort asks the terminal to stop; the promise still resolves with the real outcome, which may be *approved*. If
   * `issue` handed over nothing, the outcome is *declined*.
   */
  pay(
    intent: PaymentIntent,
    signal: AbortSignal,
    onPrompt: (prompt: TerminalPrompt) => void,
    issue?: Issue,
  ): Promise<PayOutcome>;
  inquire(intent: PaymentIntent, signal: AbortSignal): Promise<InquireOutcome>;
  /**
   * Reverses a sale; may be repeated after a lost answer. Asks for the last transaction first. TRM-106: the terminal no longer knows the
   * sale by its receipt number, or reports a number as reversed without naming the sale.
   */
  reverse(sale: Pick<Approval, 'ref' | 'amount'>, signal: AbortSignal): Promise<Result<void, TerminalTrouble>>;
}

/** Turnover since the previous end of day, as the terminal reports it. */
export interface DayTotals {
  /** Integer qəpik; `null`: not reported. */
  readonly amount: Qepik | null;
  readonly traceNumber: string | null;
  /** MMDD and HHMMSS on the terminal's clock. */
  readonly date: string | null;
  readonly time: string | null;
  /** First and last receipt number of the day. */
  readonly receipts: { readonly first: string; readonly last: string } | null;
  /** Every card scheme that the terminal counts, with zeros; `null`: it sent only one sum. */
  readonly byCard: readonly { readonly card: string; readonly count: number; readonly amount: Qepik }[] | null;
}

export interface DayClosed {
  readonly terminalId: string;
  readonly totals: DayTotals;
  readonly receipts: readonly TerminalReceipt[];
}

/** Condition as the terminal reports it. `status`: two hex digits, 00 is ready; `null`: none reported. */
export interface TerminalCondition {
  readonly terminalId: string;
  readonly status: string | null;
  readonly software: string | null;
  readonly meaning: string;
}

export type TerminalTask = 'diagnosis' | 'initialisation' | 'reset' | 'set-date-time' | 'log-off';

/** Terminal for staff and reconciliation, unused in visits. One exchange at a time, shared with `PaymentTerminal`. */
export interface TerminalCare {
  condition(signal: AbortSignal): Promise<Result<TerminalCondition, TerminalTrouble>>;
  /**
   * Pays an amount to a card. Same rules as for a sale: store the intent first, and inquire after *nothing*. *approved* means that the
   * money was paid out.
   */
  refund(intent: PaymentIntent, signal: AbortSignal, onPrompt: (prompt: TerminalPrompt) => void): Promise<PayOutcome>;
  /** Reverses the sale of a receipt number, four digits, that a person read. *already reversed* is success. */
  reverseReceipt(receiptNumber: string, signal: AbortSignal): Promise<Result<void, TerminalTrouble>>;
  /** Closes the day. Not while a sale is in doubt: many terminals then forget their last transaction. */
  endOfDay(signal: AbortSignal): Promise<Result<DayClosed, TerminalTrouble>>;
  /** After a log-off, others can use the terminal until the next connect registers again. */
  perform(task: TerminalTask, signal: AbortSignal): Promise<Result<readonly TerminalReceipt[], TerminalTrouble>>;
}
