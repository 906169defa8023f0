import { LONGEST_SALE_MS, type PaymentIntent, type TransactionRef } from '../contract.ts';
import {
  countStepsBetween,
  hasTransactionNumber,
  isNewer,
  isNonZeroNumber,
  MAX_TRACE_NUMBER,
  parseTerminalTime,
} from '../transaction-order.ts';
import { BAKU_TIME_ZONE } from '../wall-clock.ts';
import type { StatusInformationFields } from './messages.ts';
import { RESULT_CODE } from './tables.ts';

/** How exactly transactions must match, by the profile. */
export interface Counting {
  /** Most trace numbers of declined sales, diagnoses and ends of day between two sales. 0: always one step. */
  readonly between: number;
  /** Largest difference between both clocks, in milliseconds. */
  readonly clockMs: number;
}

/** `timeZone`: IANA zone of the terminal's clock. */
export type ZonedCounterSettings = Counting & { readonly timeZone: string };

export const DEFAULT_COUNTING: ZonedCounterSettings = { between: 0, clockMs: 600_000, timeZone: BAKU_TIME_ZONE };

/**
 * Whether the terminal's last transaction matches the sale of this intent, or its reversal. A lost answer has no trace number. So
 * everything known must fit: terminal id, one step after the transaction before, amount and time. Even so, it may be another sale
 * (docs/decisions/0004).
 *
 * An unknown field may hide field 37, which marks a reversal. A reversal is one step after its sale, so with an unknown field only the next
 * step counts.
 */
export function mayBeSaleOfIntent(
  info: StatusInformationFields,
  intent: PaymentIntent,
  terminalId: string,
  counting: ZonedCounterSettings,
): boolean {
  const ref = transactionRefOf(info, terminalId);
  const { before } = intent;
  const here = before ? before.terminalId : intent.terminalId;
  if (here === undefined || ref.terminalId !== here) return false;
  // A day's sums may equal an amount by chance, and hide the transaction before.
  if (info.totals !== undefined) return false;
  if (info.amount !== undefined && info.amount !== intent.amount && info.amount !== intent.issued) return false;
  if (!isNear(ref.at, intent.sentAt, counting)) return false;
  const { originalTraceNumber: original } = info;
  if (original === undefined) return follows(ref, before, info.unread ? { ...counting, between: 0 } : counting);
  const sale = { ...ref, traceNumber: original, receiptNumber: '' };
  return follows(sale, before, counting) && follows({ ...ref, receiptNumber: '' }, sale, counting);
}

/** At most `1 + between` steps, by trace number, else by receipt number. */
function follows(ref: TransactionRef, before: TransactionRef | null, { between }: Counting): boolean {
  // Without a transaction before, any number fits.
  if (!before) return hasTransactionNumber(ref);
  const steps = countStepsBetween(ref, before);
  return steps !== undefined && steps >= 1 && steps <= 1 + between;
}

function isNear(
  at: string | undefined,
  sentAt: string | undefined,
  { clockMs, timeZone }: ZonedCounterSettings,
): boolean {
  if (at === undefined || sentAt === undefined) return false;
  const sent = Date.parse(sentAt);
  const after = parseTerminalTime(at, sent, timeZone) - sent;
  return after >= -clockMs && after <= LONGEST_SALE_MS + clockMs;
}

/**
 * Whether an approved transaction is the reversal of a sale [PA00P015 13.08, chapter 13, field 37]. A terminal that counts may send zeros
 * with a sale: zeros name no transaction.
 */
export const namesReversedSale = ({
  originalTraceNumber: original,
  traceNumber = '',
}: StatusInformationFields): boolean =>
  original !== undefined && (isNonZeroNumber(original) || !isNonZeroNumber(traceNumber));

/** Whether the named currency (field 49) differs from the requested one, or is unreadable. */
export function isInOtherCurrency(
  { currency: named, unread }: Pick<StatusInformationFields, 'currency' | 'unread'>,
  currency: number,
): boolean {
  return named === undefined ? unread?.field === '49' : named !== currency;
}

/** Whether the approval may be for another sum: it names one, or an unknown field may hide it. */
export function mayBeOfOtherSum(info: StatusInformationFields, amount: number): boolean {
  return info.amount === undefined ? info.unread !== undefined : info.amount !== amount;
}

export interface SaleToReverse {
  readonly ref: TransactionRef;
  /** Integer qəpik. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: number;
}

/** Whether this is a reversal of this sale: field 37 names it [PA00P015 13.08, chapter 13], and it came later. */
export function isReversalOf(
  info: StatusInformationFields,
  { ref: sale, amount, currency }: SaleToReverse,
  terminalId: string,
) {
  const ref = transactionRefOf(info, terminalId);
  return (
    info.originalTraceNumber !== undefined &&
    isNonZeroNumber(sale.traceNumber) &&
    info.originalTraceNumber === sale.traceNumber &&
    ref.terminalId === sale.terminalId &&
    (info.amount === undefined || info.amount === amount) &&
    !isInOtherCurrency(info, currency) &&
    isNewer(ref.traceNumber, sale.traceNumber, MAX_TRACE_NUMBER)
  );
}

/** Whether this approved transaction has no number; `undefined`: not approved, or sums of a day. */
export function lacksTransactionNumber(info: StatusInformationFields | null): boolean | undefined {
  if (info?.resultCode !== RESULT_CODE.success || info.totals) return undefined;
  return !hasTransactionNumber(transactionRefOf(info, ''));
}

/** Reference of a transaction. Numbers that the terminal omits become zeros, which some terminals send themselves. */
export function transactionRefOf(info: StatusInformationFields, terminalId: string): TransactionRef {
  const at = timeOf(info);
  return {
    terminalId: info.terminalId ?? terminalId,
    traceNumber: info.traceNumber ?? '000000',
    receiptNumber: info.receiptNumber ?? '0000',
    ...(at === undefined ? {} : { at }),
  };
}

/** Fields 0D and 0C [PA00P015 13.08, chapter 13]. Zeros: the terminal has no clock. */
function timeOf({ date, time }: StatusInformationFields): string | undefined {
  return date === undefined || time === undefined || !isNonZeroNumber(date) ? undefined : date + time;
}
