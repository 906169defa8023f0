import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import type { StatusInformationFields } from '../../drivers/payment-terminal/zvt/messages.ts';

export interface Sale {
  readonly ref: TransactionRef;
  /** Integer qəpik. */
  readonly amount: number;
  readonly state: 'approved' | 'reversed';
  /** ISO date and time of the approval. */
  readonly at: string;
}

/** What was done last, as `06 20` tells it again. */
export interface LastTransaction {
  readonly info: StatusInformationFields;
  readonly receipt: readonly string[];
}

/** What a terminal still knows after a power cut. Plain JSON. */
export interface ZvtTerminalState {
  readonly terminalId: string;
  /** Numbers of the last transaction; 0 before the first. */
  readonly traceNumber: number;
  readonly receiptNumber: number;
  /** The newest last. */
  readonly sales: readonly Sale[];
  readonly last: LastTransaction | null;
}

export function emptyMemory(terminalId: string): ZvtTerminalState {
  return { terminalId, traceNumber: 0, receiptNumber: 0, sales: [], last: null };
}

/** Trace numbers wrap at 999 999 and receipt numbers at 9 999, to 1. */
const MAX_TRACE = 999_999;
const MAX_RECEIPT = 9_999;

export function nextRef(memory: ZvtTerminalState): TransactionRef {
  return {
    terminalId: memory.terminalId,
    traceNumber: String((memory.traceNumber % MAX_TRACE) + 1).padStart(6, '0'),
    receiptNumber: String((memory.receiptNumber % MAX_RECEIPT) + 1).padStart(4, '0'),
  };
}

function advanced(memory: ZvtTerminalState, ref: TransactionRef): ZvtTerminalState {
  return { ...memory, traceNumber: Number(ref.traceNumber), receiptNumber: Number(ref.receiptNumber) };
}

export function withSale(memory: ZvtTerminalState, sale: Sale, last: LastTransaction): ZvtTerminalState {
  return { ...advanced(memory, sale.ref), sales: [...memory.sales, sale], last };
}

/** A reversal is a transaction of its own, with its own numbers, and becomes the last one. */
export function withReversal(
  memory: ZvtTerminalState,
  original: TransactionRef,
  ref: TransactionRef,
  last: LastTransaction,
): ZvtTerminalState {
  const sales = memory.sales.map((sale) =>
    sale.ref.traceNumber === original.traceNumber && sale.ref.receiptNumber === original.receiptNumber
      ? { ...sale, state: 'reversed' as const }
      : sale,
  );
  return { ...advanced(memory, ref), sales, last };
}

/** The newest with this number: receipt numbers come round again. */
export function saleOfReceipt(memory: ZvtTerminalState, receiptNumber: string): Sale | undefined {
  return memory.sales.findLast((sale) => sale.ref.receiptNumber === receiptNumber);
}
