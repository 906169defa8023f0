import type { TransactionRef } from './contract.ts';
import { BAKU_TIME_ZONE, momentsOfWallTime, wallTimeAt } from './wall-clock.ts';

/** Whether a trace or receipt number is a real number, not zeros. */
export function isNonZeroNumber(number: string): boolean {
  return !/^0*$/.test(number);
}

/** Whether a transaction has a number by which it can be found again or reversed. */
export function hasTransactionNumber({ traceNumber, receiptNumber }: TransactionRef): boolean {
  return isNonZeroNumber(traceNumber) || isNonZeroNumber(receiptNumber);
}

/**
 * Whether two references are of one transaction. `unclear`: the numbers and times prove neither.
 *
 * The terminals of one network were recorded with trace number 000000 only. A receipt number may start again, so it proves nothing without
 * the time. Zeros prove nothing even with a time: a terminal that does not count may have no clock.
 */
export function compareRefs(a: TransactionRef, b: TransactionRef): 'same' | 'other' | 'unclear' {
  if (a.terminalId !== b.terminalId) return 'other';
  const trace = compareNumbers(a.traceNumber, b.traceNumber);
  const receipt = compareNumbers(a.receiptNumber, b.receiptNumber);
  if (trace === 'different' || receipt === 'different') return 'other';
  const timed = a.at !== undefined && b.at !== undefined;
  // Equal trace numbers at different times: number or clock is wrong.
  if (timed && a.at !== b.at) return trace === 'equal' ? 'unclear' : 'other';
  return trace === 'equal' || (receipt === 'equal' && timed) ? 'same' : 'unclear';
}

function compareNumbers(a: string, b: string): 'equal' | 'different' | 'unknown' {
  if (!isNonZeroNumber(a) || !isNonZeroNumber(b)) return 'unknown';
  return a === b ? 'equal' : 'different';
}

/** Last numbers before a count restarts at 1. */
export const MAX_TRACE_NUMBER = 999_999;
const RECEIPT_NUMBERS = 9_999;

/** Whether the terminal gave out `number` after `than`: `number` is less than half of the range ahead. Zeros prove nothing. */
export function isNewer(number: string, than: string, numbers: number): boolean {
  const ahead = aheadOf(number, than, numbers);
  return ahead !== undefined && ahead > 0 && ahead < numbers / 2;
}

/**
 * Number of transactions from `than` to `ref`, by trace numbers, or by receipt numbers if one lacks a trace number. `undefined`: unknown.
 */
export function countStepsBetween(ref: TransactionRef, than: TransactionRef): number | undefined {
  return (
    aheadOf(ref.traceNumber, than.traceNumber, MAX_TRACE_NUMBER) ??
    aheadOf(ref.receiptNumber, than.receiptNumber, RECEIPT_NUMBERS)
  );
}

function aheadOf(number: string, than: string, numbers: number): number | undefined {
  if (!isNonZeroNumber(number) || !isNonZeroNumber(than)) return undefined;
  return (Number(number) - Number(than) + numbers) % numbers;
}

/**
 * Converts a terminal's local time MMDDHHMMSS to milliseconds, in the year that brings it nearest to `to`. If none of these years has the
 * day (29 February), the next day counts.
 */
export function parseTerminalTime(at: string, to: number, timeZone: string = BAKU_TIME_ZONE): number {
  const [month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = (at.match(/\d\d/g) ?? []).map(Number);
  const { year } = wallTimeAt(to, timeZone);
  const years = [year - 1, year, year + 1];
  const moments = years.flatMap((each) =>
    momentsOfWallTime({ year: each, month, day, hours, minutes, seconds }, timeZone),
  );
  const next = new Date(Date.UTC(year, month - 1, day));
  const rolled = { year, month: next.getUTCMonth() + 1, day: next.getUTCDate(), hours, minutes, seconds };
  const possible = moments.length > 0 ? moments : momentsOfWallTime(rolled, timeZone);
  return possible.reduce((best, one) => (Math.abs(one - to) < Math.abs(best - to) ? one : best));
}

/**
 * Whether a terminal with this last transaction can still know the sale by its receipt number. It can if the last transaction is the sale,
 * or if all its known numbers are newer. Otherwise the terminal was emptied or exchanged and counts from the start: the receipt number
 * belongs, or will belong, to another sale.
 */
export function stillKnowsSale(last: TransactionRef, sale: TransactionRef): boolean {
  if (last.terminalId !== sale.terminalId) return false;
  if (compareRefs(last, sale) === 'same') return true;
  const ways = [
    wayOf(last.traceNumber, sale.traceNumber, MAX_TRACE_NUMBER),
    wayOf(last.receiptNumber, sale.receiptNumber, RECEIPT_NUMBERS),
  ].filter((each) => each !== 'unknown');
  return ways.length > 0 && ways.every((each) => each === 'newer');
}

const wayOf = (number: string, than: string, numbers: number): 'newer' | 'older' | 'unknown' =>
  !isNonZeroNumber(number) || !isNonZeroNumber(than) ? 'unknown' : isNewer(number, than, numbers) ? 'newer' : 'older';
