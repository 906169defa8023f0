import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import { BAKU_TIME_ZONE, localDateTimeDigits } from '../../drivers/payment-terminal/wall-clock.ts';
import type { StatusInformationFields } from '../../drivers/payment-terminal/zvt/messages.ts';

/** A booked sale. */
export interface Sale {
  readonly ref: TransactionRef;
  /** Integer qəpik. */
  readonly amount: number;
  readonly state: 'approved' | 'reversed';
  /** ISO date and time of the approval. */
  readonly at: string;
  readonly cardName?: string;
}

/** Paid out to a card. `amount` in integer qəpik. */
export interface Refund {
  readonly ref: TransactionRef;
  readonly amount: number;
  readonly at: string;
}

/** Sent again after `06 20`. */
export interface LastTransaction {
  readonly info: StatusInformationFields;
  readonly receipt: readonly string[];
  readonly merchantReceipt?: readonly string[];
}

/** Survives a power cut. Plain JSON. */
export interface ZvtTerminalState {
  readonly terminalId: string;
  /** Numbers of the last transaction; 0: none. */
  readonly traceNumber: number;
  readonly receiptNumber: number;
  /** Newest last. */
  readonly sales: readonly Sale[];
  readonly last: LastTransaction | null;
  readonly refunds: readonly Refund[];
  /** Number of the oldest `sales` that are in closed days. */
  readonly closedSales: number;
  /** Two hex digits; 00: ready. */
  readonly condition: string;
  /** Minutes that the clock is ahead; negative: behind. */
  readonly clockMinutes: number;
}

export const TERMINAL_ID = '52500041';

export function emptyMemory(terminalId: string): ZvtTerminalState {
  return {
    terminalId,
    traceNumber: 0,
    receiptNumber: 0,
    sales: [],
    last: null,
    refunds: [],
    closedSales: 0,
    condition: '00',
    clockMinutes: 0,
  };
}

/** Before the count restarts at 1. */
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

/** A reversal is a transaction with its own numbers, and becomes the last one. */
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

/** The newest sale with this number: receipt numbers repeat. */
export function saleOfReceipt(memory: ZvtTerminalState, receiptNumber: string): Sale | undefined {
  return memory.sales.findLast((sale) => sale.ref.receiptNumber === receiptNumber);
}

/** Reduces the sale to the amount that the kiosk reported as issued (ZVT: *issue of goods*). */
export function withPartlyIssuedSale(
  memory: ZvtTerminalState,
  ref: TransactionRef,
  amount: number,
  last: LastTransaction,
) {
  const sales = memory.sales.map((sale) => (sale.ref.traceNumber === ref.traceNumber ? { ...sale, amount } : sale));
  return { ...memory, sales, last };
}

export function withRefund(memory: ZvtTerminalState, refund: Refund, last: LastTransaction): ZvtTerminalState {
  return { ...advanced(memory, refund.ref), refunds: [...memory.refunds, refund], last };
}

/** The kiosk did not accept the result: the money was not paid out. */
export function withoutRefund(memory: ZvtTerminalState, { traceNumber }: TransactionRef, last: LastTransaction) {
  return { ...memory, refunds: memory.refunds.filter(({ ref }) => ref.traceNumber !== traceNumber), last };
}

/** Sales for the next end of day; `withDayClosed` ends the day. */
export function openSales(memory: ZvtTerminalState): readonly Sale[] {
  return memory.sales.slice(memory.closedSales).filter(({ state }) => state === 'approved');
}

/** A full memory is empty then. */
export function withDayClosed(memory: ZvtTerminalState): ZvtTerminalState {
  return { ...clearCondition(memory, ['b1', 'f0']), closedSales: memory.sales.length };
}

/** Ready again, if the condition was one of these. */
export function clearCondition(memory: ZvtTerminalState, by: readonly string[]): ZvtTerminalState {
  return by.includes(memory.condition) ? { ...memory, condition: '00' } : memory;
}

/** Fields 0C and 0D [PA00P015 13.08, chapter 13], in local time. */
export function timeFields(
  at: Date,
  timeZone: string = BAKU_TIME_ZONE,
): { readonly time: string; readonly date: string } {
  const { date, time } = localDateTimeDigits(at, timeZone);
  return { time, date: date.slice(2) };
}
