import { LONGEST_SALE_MS } from '../../drivers/payment-terminal/contract.ts';
import { MAX_OFFICE_TIMEOUT_MS } from '../config/back-office.ts';
import { UNSETTLED_MS } from '../session/cash.machine.ts';
import { DOCUMENT_PATIENCE_MS } from '../session/document.ts';
import { DOUBT_ENDS_MS, DOUBT_IS_LONG_MS } from '../session/payment.machine.ts';
import { NOBODY_THERE_MS } from '../session/printing.machine.ts';
import { IDLE_GRACE_MS, IDLE_MS, MOST_ATTEMPTS, REGISTER_AGAIN_MS } from '../session/session.setup.ts';

/**
 * The kiosk waits this long for a visit that does not pay. If the citizen has left, the kiosk notices after 90 s, or after 210 s on the
 * page that says what is read. A citizen who answers questions is done by then, or pays.
 */
export const VISIT_ENDS_MS = 300_000;

/** Parts that are closed one after the other: a last inquiry at the terminal and a paper that comes out are the slowest. */
const CLOSING_MS = 30_000;

/**
 * The longest that a visit can take from handing over its application until it is over with its paper, in milliseconds: each limit of the
 * machines one after the other. `officeMs` is how long the back office may take for one answer.
 */
export function longestPaymentMs(officeMs: number): number {
  const handingOver = officeMs;
  const paying = LONGEST_SALE_MS + Math.max(DOUBT_IS_LONG_MS + DOUBT_ENDS_MS, UNSETTLED_MS);
  const registering = (MOST_ATTEMPTS + 1) * (officeMs + REGISTER_AGAIN_MS);
  const receipt = NOBODY_THERE_MS;
  const document = DOCUMENT_PATIENCE_MS + IDLE_MS + IDLE_GRACE_MS + NOBODY_THERE_MS;
  const lastPage = IDLE_MS + IDLE_GRACE_MS;
  return handingOver + paying + registering + receipt + document + lastPage;
}

/** From the signal on: the longest that the process may take to end, in milliseconds. */
export const stopBoundMs = (officeMs: number): number => VISIT_ENDS_MS + longestPaymentMs(officeMs) + CLOSING_MS;

/** The same in whole seconds. */
export const stopBoundS = (officeMs: number): number => Math.ceil(stopBoundMs(officeMs) / 1_000);

/** The same for every profile there can be: `TimeoutStopSec` of the unit. */
export const STOP_BOUND_S = stopBoundS(MAX_OFFICE_TIMEOUT_MS);
