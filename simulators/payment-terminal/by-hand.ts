import { RESULT } from '../../drivers/payment-terminal/zvt/tables.ts';
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

/*
 * What staff do at a terminal's own keypad, with nobody on the wire: it is booked as if a kiosk had asked for it.
 */

/** `amount` in qəpik. */
export function withSaleByHand(memory: ZvtTerminalState, amount: number, now: Date): ZvtTerminalState {
  const ref = nextRef(memory);
  const info = { resultCode: RESULT.success, amount, ...timeFields(now), ...ref };
  return withSale(memory, { ref, amount, state: 'approved', at: now.toISOString() }, { info, receipt: [] });
}

/** Takes the newest sale back that stands, or the given one. */
export function withReversalByHand(memory: ZvtTerminalState, now: Date, given?: Sale): ZvtTerminalState {
  const sale = given ?? memory.sales.findLast(({ state }) => state === 'approved');
  if (!sale) throw new Error('there is no sale to take back');
  const ref = nextRef(memory);
  const info = {
    resultCode: RESULT.success,
    amount: sale.amount,
    ...timeFields(now),
    ...ref,
    originalTraceNumber: sale.ref.traceNumber,
  };
  return withReversal(memory, sale.ref, ref, { info, receipt: [] });
}

/** The terminal as the technician leaves it: empty, after one payment was tried and given back, as the operating guide says. */
export function commissioned(memory: ZvtTerminalState, now: Date): ZvtTerminalState {
  return withReversalByHand(withSaleByHand(memory, TRIAL, now), now);
}

/** The same on a later day: the day before was closed, and its sales are gone from the terminal. */
export const onALaterDay = (now: Date): ZvtTerminalState => ({
  ...commissioned(emptyMemory(TERMINAL_ID), now),
  sales: [],
});

/** 0.10 AZN. */
const TRIAL = 10;
