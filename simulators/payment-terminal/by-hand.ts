import { RESULT_CODE } from '../../drivers/payment-terminal/zvt/tables.ts';
import {
  emptyMemory,
  nextRef,
  type Sale,
  TERMINAL_ID,
  timeFields,
  withReversal,
  withSale,
  type ZvtTerminalState,
} from './memory.ts';

/* Actions of staff at the terminal's own keypad, without a kiosk. They are booked like actions of a kiosk. */

/** `amount` in qəpik. */
export function withSaleByHand(memory: ZvtTerminalState, amount: number, now: Date): ZvtTerminalState {
  const ref = nextRef(memory);
  const info = { resultCode: RESULT_CODE.success, amount, ...timeFields(now), ...ref };
  return withSale(memory, { ref, amount, state: 'approved', at: now.toISOString() }, { info, receipt: [] });
}

/** Reverses the newest valid sale, or the given one. */
export function withReversalByHand(memory: ZvtTerminalState, now: Date, given?: Sale): ZvtTerminalState {
  const sale = given ?? memory.sales.findLast(({ state }) => state === 'approved');
  if (!sale) throw new Error('there is no sale to reverse');
  const ref = nextRef(memory);
  const info = {
    resultCode: RESULT_CODE.success,
    amount: sale.amount,
    ...timeFields(now),
    ...ref,
    originalTraceNumber: sale.ref.traceNumber,
  };
  return withReversal(memory, sale.ref, ref, { info, receipt: [] });
}

/** The terminal after commissioning: empty, after one trial payment and its reversal, as the operating guide says. */
export function commissionedTerminal(memory: ZvtTerminalState, now: Date): ZvtTerminalState {
  return withReversalByHand(withSaleByHand(memory, TRIAL, now), now);
}

/** The commissioned terminal on a later day: the day before was closed, and its sales were cleared. */
export const terminalCommissionedYesterday = (now: Date): ZvtTerminalState => ({
  ...commissionedTerminal(emptyMemory(TERMINAL_ID), now),
  sales: [],
});

/** 0.10 AZN. */
const TRIAL = 10;
