import type { DeviceState } from '../device-status.ts';
import type { Qepik } from '../money.ts';
import type { Result } from '../result.ts';

/** Longest sale in ms, with all time for citizen and bank. */
export const LONGEST_SALE_MS = 600_000;

/** Trace numbers wrap at 999 999: amount and terminal id are compared too. Digits as printed. */
export interface TransactionRef {
  readonly terminalId: string;
  readonly traceNumber: string;
  readonly receiptNumber: string;
  /** MMDDHHMMSS on the terminal's clock, if sent. Tells apart missing or restarted numbers. */
  readonly at?: string;
}

/** Ledger entry, stored before the first byte. `before`: the terminal's last transaction then. */
export interface PaymentIntent {
  readonly intentId: string;
  readonly amount: Qepik;
  readonly before: TransactionRef | null;
  /** Set if `before` is `null`. If absent then, no transaction can be matched. */
  readonly terminalId?: string;
  /** ISO date-time by a clock not known to be wrong. Absent: no transaction can be matched. */
  readonly sentAt?: string | undefined;
  /** Amount of a part that `Issue` reported. An inquiry accepts this amount too. */
  readonly issued?: Qepik;
}

/** `stands`: qəpik of a sale or payout that was not reversed. */
export type LastTransaction = Pick<PaymentIntent, 'before' | 'terminalId'> & { readonly stands?: Qepik };

/** Approved sale, without card number. `cardTail`: last four digits. */
export interface Approval {
  readonly ref: TransactionRef;
  readonly amount: Qepik;
  readonly cardName: string | null;
  readonly cardTail: string | null;
  readonly authorisationCode: string | null;
  /** Receipt lines for the customer. Empty during `Issue`, and if the terminal prints itself. */
  readonly customerReceipt: readonly string[];
}

/** `whole`: the sale stands. `nothing`: the terminal returns the money. `part`: the terminal takes only that, more than 0 and less than the sale. */
export type IssueDecision =
  | { readonly issued: 'whole' }
  | { readonly issued: 'part'; readonly amount: Qepik }
  | { readonly issued: 'nothing' };

/**
 * Hands over the goods between approval and completion, once per sale. Must not reject. The signal is aborted if line or time ends: then all
 * goods must be taken back, unless the sale turns out *approved*.
 */
export type Issue = (approval: Approval, signal: AbortSignal) => Promise<IssueDecision>;

/** Why a command of a terminal failed. */
export type TerminalTrouble =
  /** No cable, or the port did not open. */
  | { readonly code: 'TRM-101'; readonly kind: 'not-connected' }
  /** `phase`: whether bytes of the command were sent. */
  | { readonly code: 'TRM-102'; readonly kind: 'no-answer'; readonly phase: 'before-write' | 'after-write' }
  /** Refused (ZVT `84 xx`), or ended without success. `resultCode` in hex. */
  | { readonly code: 'TRM-103'; readonly kind: 'refused'; readonly resultCode: string }
  | { readonly code: 'TRM-104'; readonly kind: 'nonsense'; readonly bytes: string }
  | { readonly code: 'TRM-105'; readonly kind: 'busy' }
  /** The last transaction cannot be matched: terminal used by hand, emptied or exchanged. Staff must decide. `none`: no transaction. */
  | { readonly code: 'TRM-106'; readonly kind: 'cannot-be-told'; readonly last: 'none' | 'another' };

/** Outcome of a sale. */
export type PayOutcome =
  | { readonly known: 'approved'; readonly approval: Approval }
  /** Declined by bank or terminal. No money moved. `resultCode` in hex. */
  | { readonly known: 'declined'; readonly resultCode: string }
  /** Cancelled at the terminal, by its timeout or by our abort. No money moved. */
  | { readonly known: 'cancelled' }
  /** No byte was sent, or the command was refused: *try again* is safe. */
  | { readonly known: 'never-started'; readonly trouble: TerminalTrouble }
  /** Money may have moved: inquire, never send the sale again. */
  | { readonly known: 'nothing'; readonly ask: 'last-transaction'; readonly trouble: TerminalTrouble };

/** Outcome of an inquiry about an intent. */
export type InquireOutcome =
  | { readonly known: 'approved'; readonly approval: Approval }
  /** The last transaction is older than the intent, or is this sale, not approved or already reversed. */
  | { readonly known: 'not-paid' }
  /** No usable or matching answer (TRM-106). */
  | { readonly known: 'nothing'; readonly trouble: TerminalTrouble };

/** Recipient of a receipt; `null`: not said. */
export type ReceiptKind = 'merchant' | 'customer' | 'administration' | null;

/** `indent` in characters. */
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

/** What the terminal asks the citizen to do. */
export type TerminalPrompt = 'present-card' | 'enter-pin' | 'processing' | 'remove-card' | 'wait';

/** State of the terminal. */
export interface TerminalStatus {
  readonly device: DeviceState;
  /**
   * Result code of a refused registration, most often a wrong password; not online. *Wrong currency* (ZVT `6f`): maybe registered with
   * another currency.
   */
  readonly refused?: string | undefined;
  /** Not online: out of order, or its remedy did not help. */
  readonly outOfOrder?: true;
  /** The newest approved transaction has no number: it cannot be reversed, or found after a lost answer. Absent: has numbers, or unknown. */
  readonly uncounted?: true;
}

/** For citizens. One exchange at a time. The driver never sends a second authorisation by itself. */
export interface PaymentTerminal {
  /** `issueOfGoods`: `pay` accepts an `issue`; without one, a sale runs as usual. */
  readonly capabilities?: { readonly issueOfGoods: boolean };
  status(): TerminalStatus;
  /** Only on changes. */
  onStatus(listener: (status: TerminalStatus) => void): () => void;
  /** Must be called before every sale: the intent needs the result. */
  lastTransaction(signal: AbortSignal): Promise<Result<LastTransaction, TerminalTrouble>>;
  /** An abort asks the terminal to stop; the real outcome follows, perhaps *approved*. If `issue` handed over nothing: *declined*. */
  pay(
    intent: PaymentIntent,
    signal: AbortSignal,
    onPrompt: (prompt: TerminalPrompt) => void,
    issue?: Issue,
  ): Promise<PayOutcome>;
  inquire(intent: PaymentIntent, signal: AbortSignal): Promise<InquireOutcome>;
  /**
   * The caller may repeat this after a lost answer: the driver first asks for the last transaction. Returns `TRM-106` if the terminal no
   * longer knows the sale by its receipt number, or answers *already reversed*: this answer names no sale.
   */
  reverse(sale: Pick<Approval, 'ref' | 'amount'>, signal: AbortSignal): Promise<Result<void, TerminalTrouble>>;
}

export interface DayTotals {
  /** Integer qəpik; `null`: not reported. */
  readonly amount: Qepik | null;
  readonly traceNumber: string | null;
  /** Digits MMDD and HHMMSS of the terminal's clock. */
  readonly date: string | null;
  readonly time: string | null;
  readonly receipts: { readonly first: string; readonly last: string } | null;
  /** Every counted card scheme, with zeros; `null`: only one sum came. */
  readonly byCard: readonly { readonly card: string; readonly count: number; readonly amount: Qepik }[] | null;
}

export interface DayClosed {
  readonly terminalId: string;
  readonly totals: DayTotals;
  readonly receipts: readonly TerminalReceipt[];
}

/** `status`: two hex digits, 00 is ready; `null`: none reported. */
export interface TerminalCondition {
  readonly terminalId: string;
  readonly status: string | null;
  readonly software: string | null;
  readonly meaning: string;
}

export type TerminalTask = 'diagnosis' | 'initialisation' | 'reset' | 'set-date-time' | 'log-off';

/** For staff and reconciliation, not for visits. One exchange at a time, shared with `PaymentTerminal`. */
export interface TerminalCare {
  condition(signal: AbortSignal): Promise<Result<TerminalCondition, TerminalTrouble>>;
  /** A payout, by the rules of a sale: store the intent first, inquire after *nothing*. *approved*: paid out. */
  refund(intent: PaymentIntent, signal: AbortSignal, onPrompt: (prompt: TerminalPrompt) => void): Promise<PayOutcome>;
  /** Receipt number: four digits that a person read. *already reversed* is success. */
  reverseReceipt(receiptNumber: string, signal: AbortSignal): Promise<Result<void, TerminalTrouble>>;
  /** Not while a sale is in doubt: many terminals then forget their last transaction. */
  endOfDay(signal: AbortSignal): Promise<Result<DayClosed, TerminalTrouble>>;
  /** After a log-off, other tills can use the terminal. */
  perform(task: TerminalTask, signal: AbortSignal): Promise<Result<readonly TerminalReceipt[], TerminalTrouble>>;
}
