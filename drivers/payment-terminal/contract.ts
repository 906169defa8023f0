import type { DeviceState } from '../device-status.ts';
import type { Qepik } from '../money.ts';
import type { Result } from '../result.ts';

/** From the first byte of a sale to the end of all that a person and a bank may need for it, in milliseconds. */
export const LONGEST_SALE_MS = 600_000;

/**
 * How a terminal names one transaction. Trace numbers wrap at 999 999, so amount and terminal id are
 * compared with it. All digits as strings, as printed on the receipt.
 */
export interface TransactionRef {
  readonly terminalId: string;
  readonly traceNumber: string;
  readonly receiptNumber: string;
  /**
   * Digits MMDDHHMMSS of the terminal's own clock, where it sent both. Tells transactions apart at terminals that do not
   * count, or begin to count anew.
   */
  readonly at?: string;
}

/** What the ledger wrote before the first byte left. `before` is what the terminal said its last transaction was. */
export interface PaymentIntent {
  readonly intentId: string;
  readonly amount: Qepik;
  readonly before: TransactionRef | null;
  /**
   * The terminal that said that there was nothing before, where it tells its id. Without it (intents of earlier versions, and terminals
   * that do not) nobody sees that another one was put in its place, and no transaction can be told to be this sale.
   */
  readonly terminalId?: string;
  /**
   * When it was meant, ISO date-time, by a clock that was not known to be wrong: the time of a sale that is told afterwards is compared
   * with it. Without it no transaction can be told to be this sale.
   */
  readonly sentAt?: string | undefined;
  /** The part for which goods were issued, where `Issue` said so; an inquiry then takes a sale of this amount for the intent's too. */
  readonly issued?: Qepik;
}

/** `stands`: it is a sale or a payout that was not taken back since, of so many qəpik. */
export type LastTransaction = Pick<PaymentIntent, 'before' | 'terminalId'> & { readonly stands?: Qepik };

/** An approved sale. Holds no card number: `cardTail` is at most the last four digits. */
export interface Approval {
  readonly ref: TransactionRef;
  readonly amount: Qepik;
  readonly cardName: string | null;
  readonly cardTail: string | null;
  readonly authorisationCode: string | null;
  /** What the terminal wants printed for the customer, a line an entry; empty where it prints itself. */
  readonly customerReceipt: readonly string[];
}

/**
 * What was handed over for an approved sale. Only *whole* lets it stand as it is; after *nothing* the terminal gives the
 * money back by itself, after *part* (more than 0, less than the sale) it takes no more than that.
 */
export type IssueDecision =
  | { readonly issued: 'whole' }
  | { readonly issued: 'part'; readonly amount: Qepik }
  | { readonly issued: 'nothing' };

/**
 * Hands over what is paid for, between the approval and the moment it becomes final. Called once for a sale, however often the terminal
 * asks. The signal is aborted when the decision comes too late (the line is gone, or it took too long). Then all that was handed over must
 * be taken back, unless the sale turns out *approved*. The function must not reject. A part must be more than 0 and less than the sale.
 */
export type Issue = (approval: Approval, signal: AbortSignal) => Promise<IssueDecision>;

/** Why a terminal did not do what it was asked for. */
export type TerminalTrouble =
  /** No cable, or the port could not be opened. */
  | { readonly code: 'TRM-101'; readonly kind: 'not-connected' }
  /** It did not answer. `phase` says whether bytes of this command had left. */
  | { readonly code: 'TRM-102'; readonly kind: 'no-answer'; readonly phase: 'before-write' | 'after-write' }
  /** It answered with a refusal of the command itself (ZVT `84 xx`), `resultCode` in hex. */
  | { readonly code: 'TRM-103'; readonly kind: 'refused'; readonly resultCode: string }
  /** It answered with bytes that make no sense. */
  | { readonly code: 'TRM-104'; readonly kind: 'nonsense'; readonly bytes: string }
  /** Another exchange is still under way. */
  | { readonly code: 'TRM-105'; readonly kind: 'busy' }
  /**
   * It answered, and what it did last cannot be told to be about the sale in question: it was used by hand, emptied or exchanged. Asking
   * once more does not help; only staff can tell. `none`: it has no transaction.
   */
  | { readonly code: 'TRM-106'; readonly kind: 'cannot-be-told'; readonly last: 'none' | 'another' };

/** What became of a sale, as far as anybody can know. */
export type PayOutcome =
  | { readonly known: 'approved'; readonly approval: Approval }
  /** The bank or the terminal said no. No money moved. `resultCode` in hex. */
  | { readonly known: 'declined'; readonly resultCode: string }
  /** Cancelled at the terminal or by our abort. No money moved. */
  | { readonly known: 'cancelled' }
  /** Not one byte of the sale left, or the terminal refused the command: safe to offer *try again*. */
  | { readonly known: 'never-started'; readonly trouble: TerminalTrouble }
  /** Money may have moved: inquire, and never send the sale again. */
  | { readonly known: 'nothing'; readonly ask: 'last-transaction'; readonly trouble: TerminalTrouble };

/** The answer to *what became of this intent?* */
export type InquireOutcome =
  | { readonly known: 'approved'; readonly approval: Approval }
  /** The terminal's last transaction is the one from before the intent: this sale does not exist. */
  | { readonly known: 'not-paid' }
  /** The terminal could not be asked, or what it says cannot be told to be about this sale (TRM-106); nothing is known still. */
  | { readonly known: 'nothing'; readonly trouble: TerminalTrouble };

/** Whose a printed receipt is; `null` where the terminal did not say. */
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

/** What the terminal asks of the citizen right now, for the screen. */
export type TerminalPrompt = 'present-card' | 'enter-pin' | 'processing' | 'remove-card' | 'wait';

/** How a terminal stands. */
export interface TerminalStatus {
  readonly device: DeviceState;
  /**
   * Result code with which the terminal refuses the registration, most often because of a wrong password. The terminal answers, but is not
   * online. *Wrong currency* (ZVT `6f`) can also mean: the terminal accepted the registration, but named another currency than the
   * driver's.
   */
  readonly refused?: string | undefined;
  /** The terminal is not online: it answers that it is out of order, or the remedy that it asks for did not help. */
  readonly outOfOrder?: true;
  /**
   * The newest approved transaction of the terminal has neither trace nor receipt number. After a lost answer, such a sale cannot be found
   * again, and it cannot be reversed. Absent: the sales have numbers, or this is not known yet.
   */
  readonly uncounted?: true;
}

/**
 * What the machine sees of a terminal. One exchange at a time. The driver never sends a second
 * authorisation by itself, no matter what happened to the first.
 */
export interface PaymentTerminal {
  /** Absent: none of it. `issueOfGoods`: `pay` takes an `issue`; without it nothing changes. */
  readonly capabilities?: { readonly issueOfGoods: boolean };
  status(): TerminalStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: TerminalStatus) => void): () => void;
  /** The terminal's last transaction, or that it has none, as the intent of a sale has it. Asked before every sale. */
  lastTransaction(signal: AbortSignal): Promise<Result<LastTransaction, TerminalTrouble>>;
  /**
   * One sale. Aborting the signal asks the terminal to stop; the promise still resolves with what really
   * happened, which may be *approved*. Where `issue` handed over nothing it is *declined*.
   */
  pay(
    intent: PaymentIntent,
    signal: AbortSignal,
    onPrompt: (prompt: TerminalPrompt) => void,
    issue?: Issue,
  ): Promise<PayOutcome>;
  inquire(intent: PaymentIntent, signal: AbortSignal): Promise<InquireOutcome>;
  /**
   * Takes a sale back; may be repeated after a lost answer. Its last transaction is asked before: TRM-106 where the terminal can not know
   * this sale by its receipt number any more, or calls one of that number reversed without naming it.
   */
  reverse(sale: Pick<Approval, 'ref' | 'amount'>, signal: AbortSignal): Promise<Result<void, TerminalTrouble>>;
}

/** Turnover since the end of day before this one, as the terminal has it. */
export interface DayTotals {
  /** Integer qəpik, or `null` where the terminal did not say. */
  readonly amount: Qepik | null;
  readonly traceNumber: string | null;
  /** Digits MMDD and HHMMSS of the terminal's own clock. */
  readonly date: string | null;
  readonly time: string | null;
  /** First and last receipt number of the day. */
  readonly receipts: { readonly first: string; readonly last: string } | null;
  /** Every card scheme the terminal counts by itself, zeros included; `null` where it sent one sum only. */
  readonly byCard: readonly { readonly card: string; readonly count: number; readonly amount: Qepik }[] | null;
}

export interface DayClosed {
  readonly terminalId: string;
  readonly totals: DayTotals;
  /** What the terminal wants printed of it. */
  readonly receipts: readonly TerminalReceipt[];
}

/** What a terminal says of itself. `status`: two hex digits, 00 is ready; `null`: it said none. */
export interface TerminalCondition {
  readonly terminalId: string;
  readonly status: string | null;
  readonly software: string | null;
  readonly meaning: string;
}

export type TerminalTask = 'diagnosis' | 'initialisation' | 'reset' | 'set-date-time' | 'log-off';

/**
 * What staff and the reconciliation need of a terminal; no visit of a citizen uses it. One exchange at a time, together
 * with those of `PaymentTerminal`.
 */
export interface TerminalCare {
  condition(signal: AbortSignal): Promise<Result<TerminalCondition, TerminalTrouble>>;
  /**
   * Pays an amount out to a card. Obeys the same rules as a sale: note the intent first, and after *nothing* inquire
   * with it; *approved* then means that the money was paid out.
   */
  refund(intent: PaymentIntent, signal: AbortSignal, onPrompt: (prompt: TerminalPrompt) => void): Promise<PayOutcome>;
  /** Takes back the sale of a receipt number, four digits, that a person read; *already reversed* is done. */
  reverseReceipt(receiptNumber: string, signal: AbortSignal): Promise<Result<void, TerminalTrouble>>;
  /** Closes the day. Never while a sale is in doubt: many terminals forget their last transaction with it. */
  endOfDay(signal: AbortSignal): Promise<Result<DayClosed, TerminalTrouble>>;
  /** After a log-off the terminal is free for others until the next connect, which registers again. */
  perform(task: TerminalTask, signal: AbortSignal): Promise<Result<readonly TerminalReceipt[], TerminalTrouble>>;
}
