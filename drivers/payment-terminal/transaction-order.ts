import type { TransactionRef } from './contract.ts';
import { BAKU, momentsOf, wallTimeAt } from './wall-clock.ts';

/*
 * What two names of transactions say of each other: whether they are of one, and which is newer. Of any protocol: the ledger compares
 * them too.
 */

/** Whether a trace or receipt number names anything. */
export function isCounted(number: string): boolean {
  return !/^0*$/.test(number);
}

/** Whether a transaction has a number by which it can be found again or reversed. */
export function hasNumber({ traceNumber, receiptNumber }: TransactionRef): boolean {
  return isCounted(traceNumber) || isCounted(receiptNumber);
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

/** They begin anew at 1 after 999 999, and receipts after 9 999. */
export const TRACE_NUMBERS = 999_999;
const RECEIPT_NUMBERS = 9_999;

/** Whether a number was given out after another one: what is less than half of the way ahead is newer. Zeros prove nothing. */
export function isNewer(number: string, than: string, numbers: number): boolean {
  const ahead = aheadOf(number, than, numbers);
  return ahead !== undefined && ahead > 0 && ahead < numbers / 2;
}

/** How many transactions after `than` this one is, by its trace numbers, or by its receipts where one of them has no trace number. */
export function stepsAhead(ref: TransactionRef, than: TransactionRef): number | undefined {
  return (
    aheadOf(ref.traceNumber, than.traceNumber, TRACE_NUMBERS) ??
    aheadOf(ref.receiptNumber, than.receiptNumber, RECEIPT_NUMBERS)
  );
}

function aheadOf(number: string, than: string, numbers: number): number | undefined {
  if (!isCounted(number) || !isCounted(than)) return undefined;
  return (Number(number) - Number(than) + numbers) % numbers;
}

/**
 * Converts a terminal's local time MMDDHHMMSS to milliseconds. It takes the year that brings the time nearest to `to`. If none of these
 * years has the day (29 February), the day after it counts.
 */
export function momentOf(at: string, to: number, timeZone: string = BAKU): number {
  const [month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = (at.match(/\d\d/g) ?? []).map(Number);
  const { year } = wallTimeAt(to, timeZone);
  const years = [year - 1, year, year + 1];
  const moments = years.flatMap((each) => momentsOf({ year: each, month, day, hours, minutes, seconds }, timeZone));
  const next = new Date(Date.UTC(year, month - 1, day));
  const rolled = { year, month: next.getUTCMonth() + 1, day: next.getUTCDate(), hours, minutes, seconds };
  const possible = moments.length > 0 ? moments : momentsOf(rolled, timeZone);
  return possible.reduce((best, one) => (Math.abs(one - to) < Math.abs(best - to) ? one : best));
}

/**
 * Whether a terminal whose last transaction this is can still have this sale under its receipt number: that transaction is the sale, or
 * both of its numbers are newer. Otherwise it was emptied or exchanged and counts anew, and the number is or will be another's.
 */
export function remembers(last: TransactionRef, sale: TransactionRef): boolean {
  if (last.terminalId !== sale.terminalId) return false;
  if (compareRefs(last, sale) === 'same') return true;
  const ways = [
    wayOf(last.traceNumber, sale.traceNumber, TRACE_NUMBERS),
    wayOf(last.receiptNumber, sale.receiptNumber, RECEIPT_NUMBERS),
  ].filter((each) => each !== 'unknown');
  return ways.length > 0 && ways.every((each) => each === 'newer');
}

const wayOf = (number: string, than: string, numbers: number): 'newer' | 'older' | 'unknown' =>
  !isCounted(number) || !isCounted(than) ? 'unknown' : isNewer(number, than, numbers) ? 'newer' : 'older';
