import type { TransactionRef } from '../contract.ts';
import type { StatusInformationFields } from './messages.ts';

/** Terminals may leave out what they do not count; zeros then, which is also what some send. */
export function refOf(info: StatusInformationFields, terminalId: string): TransactionRef {
  const at = timeOf(info);
  return {
    terminalId: info.terminalId ?? terminalId,
    traceNumber: info.traceNumber ?? '000000',
    receiptNumber: info.receiptNumber ?? '0000',
    ...(at === undefined ? {} : { at }),
  };
}

/** Fields 0D and 0C [PA00P015 13.08, chapter 13]. There is no day 0000: a terminal without a clock sends zeros. */
function timeOf({ date, time }: StatusInformationFields): string | undefined {
  return date === undefined || time === undefined || !isCounted(date) ? undefined : date + time;
}

/** Whether a trace or receipt number names anything. */
export function isCounted(number: string): boolean {
  return !/^0*$/.test(number);
}

/**
 * Whether two names are of one transaction. `unclear`: what both have is equal, but that is not enough to say so. One
 * network's terminals were recorded with a trace number that is always 000000, and a receipt number may begin anew, so
 * alone it proves nothing without the time; zeros prove nothing even with it, as what does not count may have no clock.
 */
export function compareRefs(a: TransactionRef, b: TransactionRef): 'same' | 'other' | 'unclear' {
  if (a.terminalId !== b.terminalId) return 'other';
  const trace = compareNumbers(a.traceNumber, b.traceNumber);
  const receipt = compareNumbers(a.receiptNumber, b.receiptNumber);
  if (trace === 'different' || receipt === 'different') return 'other';
  const timed = a.at !== undefined && b.at !== undefined;
  // A trace number does not come again so soon: then either it or the clock is wrong.
  if (timed && a.at !== b.at) return trace === 'equal' ? 'unclear' : 'other';
  return trace === 'equal' || (receipt === 'equal' && timed) ? 'same' : 'unclear';
}

function compareNumbers(a: string, b: string): 'equal' | 'different' | 'unknown' {
  if (!isCounted(a) || !isCounted(b)) return 'unknown';
  return a === b ? 'equal' : 'different';
}

const TRACE_NUMBERS = 999_999;

/**
 * Whether a trace number was given out after another one. They begin anew at 1 after 999 999, so what is less than half of the way ahead
 * is newer. Zeros prove nothing.
 */
export function isNewerTrace(trace: string, than: string): boolean {
  if (!isCounted(trace) || !isCounted(than)) return false;
  const ahead = (Number(trace) - Number(than) + TRACE_NUMBERS) % TRACE_NUMBERS;
  return ahead > 0 && ahead < TRACE_NUMBERS / 2;
}
