import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import { BAKU, wallDigits } from '../../drivers/payment-terminal/wall-clock.ts';
import type { StatusInformationFields } from '../../drivers/payment-terminal/zvt/messages.ts';

/** A sale as the simulated terminal booked it. */
export interface Sale {
  readonly ref: TransactionRef;
  /** Integer qəpik. */
  readonly amount: number;
  readonly state: 'approved' | 'reversed';
  /** ISO date and time of the approval. */
  readonly at: string;
  readonly cardName?: string;
}

/** Money that was paid out to a card. `amount` in integer qəpik. */
export interface Refund {
  readonly ref: TransactionRef;
  readonly amount: number;
  readonly at: string;
}

/** What was done last, as `06 20` tells it again. */
export interface LastTransaction {
  readonly info: StatusInformationFields;
  readonly receipt: readonly string[];
  readonly merchantReceipt?: readonly string[];
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
  readonly refunds: readonly Refund[];
  /** So many of `sales`, from the oldest, are in a day that was closed. */
  readonly closedSales: number;
  /** Terminal status of the manual, two hex digits; 00: ready. */
  readonly condition: string;
  /** Minutes by which its clock is ahead of the clock on the wall; negative: behind. */
  readonly clockMinutes: number;
}

/** Of a simulated terminal that is not told another. */
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

/** Of the last sale only a part was taken. */
export function withPart(memory: ZvtTerminalState, ref: TransactionRef, amount: number, last: LastTransaction) {
  const sales = memory.sales.map((sale) => (sale.ref.traceNumber === ref.traceNumber ? { ...sale, amount } : sale));
  return { ...memory, sales, last };
}

export function withRefund(memory: ZvtTerminalState, refund: Refund, last: LastTransaction): ZvtTerminalState {
  return { ...advanced(memory, refund.ref), refunds: [...memory.refunds, refund], last };
}

/** The kiosk did not take the result: the money was not paid out after all. */
export function withoutRefund(memory: ZvtTerminalState, { traceNumber }: TransactionRef, last: LastTransaction) {
  return { ...memory, refunds: memory.refunds.filter(({ ref }) => ref.traceNumber !== traceNumber), last };
}

/** What an end of day adds up; the day begins anew with `withDayClosed`. */
export function openSales(memory: ZvtTerminalState): readonly Sale[] {
  return memory.sales.slice(memory.closedSales).filter(({ state }) => state === 'approved');
}

/** A full memory is empty then. */
export function withDayClosed(memory: ZvtTerminalState): ZvtTerminalState {
  return { ...healed(memory, ['b1', 'f0']), closedSales: memory.sales.length };
}

/** Ready again, if one of these was the matter. */
export function healed(memory: ZvtTerminalState, by: readonly string[]): ZvtTerminalState {
  return by.includes(memory.condition) ? { ...memory, condition: '00' } : memory;
}

/** Fields 0C and 0D [PA00P015 13.08, chapter 13], by the clock on the wall. */
export function timeFields(at: Date, timeZone: string = BAKU): { readonly time: string; readonly date: string } {
  const { date, time } = wallDigits(at, timeZone);
  return { time, date: date.slice(2) };
}
