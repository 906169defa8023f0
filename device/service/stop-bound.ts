import { LONGEST_SALE_MS } from '../../drivers/payment-terminal/contract.ts';
import { MAX_OFFICE_TIMEOUT_MS } from '../config/back-office.ts';
import { NOTE_NEWS_LIMIT_MS } from '../session/cash.machine.ts';
import { DOCUMENT_PATIENCE_MS } from '../session/document.ts';
import { DOUBT_ENDS_MS, DOUBT_IS_LONG_MS } from '../session/payment.machine.ts';
import { CHOICES_TIMEOUT_MS } from '../session/printing.machine.ts';
import { IDLE_GRACE_MS, IDLE_MS, MAX_REGISTER_ATTEMPTS, REGISTER_AGAIN_MS } from '../session/session.setup.ts';
import { MORE_TIME } from '../words/display.ts';

/**
 * Longest wait for an unpaid visit. The kiosk notices after 90 s that a citizen left, or after 210 s on the page that lists the data. These
 * times are twice as long if the citizen wants more time.
 */
export const VISIT_ENDS_MS = 450_000;

/** Time for the slowest parts: a last inquiry at the terminal and a paper in print. */
const CLOSING_MS = 30_000;

/**
 * Longest time from handing over an application to the end of the visit with its paper, in milliseconds: the sum of the machines' limits.
 * `officeMs`: longest answer of the back office.
 */
export function longestPaymentMs(officeMs: number): number {
  const handingOver = officeMs;
  const paying = LONGEST_SALE_MS + Math.max(DOUBT_IS_LONG_MS + DOUBT_ENDS_MS, NOTE_NEWS_LIMIT_MS);
  const registering = (MAX_REGISTER_ATTEMPTS + 1) * (officeMs + REGISTER_AGAIN_MS);
  const receipt = MORE_TIME * CHOICES_TIMEOUT_MS;
  const lastPage = MORE_TIME * (IDLE_MS + IDLE_GRACE_MS);
  const document = DOCUMENT_PATIENCE_MS + lastPage + receipt;
  return handingOver + paying + registering + receipt + document + lastPage;
}

/** Longest time from the signal to the end of the process. */
export const longestStopMs = (officeMs: number): number => VISIT_ENDS_MS + longestPaymentMs(officeMs) + CLOSING_MS;

/** The bound of `longestStopMs` in whole seconds, rounded up. */
export const longestStopS = (officeMs: number): number => Math.ceil(longestStopMs(officeMs) / 1_000);

/** Whole seconds for every profile: `TimeoutStopSec` of the unit. */
export const LONGEST_STOP_S = longestStopS(MAX_OFFICE_TIMEOUT_MS);
