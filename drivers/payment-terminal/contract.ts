import type { DeviceState } from '../device-status.ts';
import type { Result } from '../result.ts';

/** Integer qəpik (1 AZN = 100 qəpik). */
export type Qepik = number;

/**
 * How a terminal names one transaction. Trace numbers wrap at 999 999, so amount and terminal id are
 * compared with it. All digits as strings, as printed on the receipt.
 */
export interface TransactionRef {
  readonly terminalId: string;
  readonly traceNumber: string;
  readonly receiptNumber: string;
}

/** What the ledger wrote before the first byte left. `before` is what the terminal said its last transaction was. */
export interface PaymentIntent {
  readonly intentId: string;
  readonly amount: Qepik;
  readonly before: TransactionRef | null;
}

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
  | { readonly code: 'TRM-105'; readonly kind: 'busy' };

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
  /** The terminal could not be asked; nothing is known still. */
  | { readonly known: 'nothing'; readonly trouble: TerminalTrouble };

/** What the terminal asks of the citizen right now, for the screen. */
export type TerminalPrompt = 'present-card' | 'enter-pin' | 'processing' | 'remove-card' | 'wait';

export interface TerminalStatus {
  readonly device: DeviceState;
}

/**
 * What the machine sees of a terminal. One exchange at a time. The driver never sends a second
 * authorisation by itself, whatever happened to the first.
 */
export interface PaymentTerminal {
  status(): TerminalStatus;
  /** Only changes are reported. */
  onStatus(listener: (status: TerminalStatus) => void): () => void;
  /** The terminal's last transaction, or `null` if it has none. Asked before every sale (it becomes `intent.before`). */
  lastTransaction(signal: AbortSignal): Promise<Result<TransactionRef | null, TerminalTrouble>>;
  /**
   * One sale. Aborting the signal asks the terminal to stop; the promise still resolves with what really
   * happened, which may be *approved*.
   */
  pay(intent: PaymentIntent, signal: AbortSignal, onPrompt: (prompt: TerminalPrompt) => void): Promise<PayOutcome>;
  inquire(intent: PaymentIntent, signal: AbortSignal): Promise<InquireOutcome>;
  reverse(ref: TransactionRef, signal: AbortSignal): Promise<Result<void, TerminalTrouble>>;
}
