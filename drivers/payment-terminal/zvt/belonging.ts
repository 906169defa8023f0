import { LONGEST_SALE_MS, type PaymentIntent, type TransactionRef } from '../contract.ts';
import { hasNumber, isCounted, isNewer, momentOf, stepsAhead, TRACE_NUMBERS } from '../transaction-order.ts';
import { BAKU } from '../wall-clock.ts';
import type { StatusInformationFields } from './messages.ts';
import { RESULT } from './tables.ts';

/** How this terminal counts and how right its clock is, as the profile says. */
export interface Counting {
  /**
   * How many trace numbers it may use up between two transactions that it repeats, such as declined sales, diagnoses and end of day.
   * 0: each transaction is one step after the one before.
   */
  readonly between: number;
  /** How far its clock and the kiosk's may be apart, in milliseconds. */
  readonly clockMs: number;
}

/** `timeZone`: IANA name of the time zone of the terminal's clock. */
export type CountingHere = Counting & { readonly timeZone: string };

export const COUNTING: CountingHere = { between: 0, clockMs: 600_000, timeZone: BAKU };

/**
 * Whether the terminal's last transaction can be told to be the sale of this intent, or what took that sale back. A lost answer has no
 * trace number, so all that is known has to fit: the terminal's id, one step after the transaction before, the amount and the time.
 * A transaction without a contradiction may still belong to another sale (docs/decisions/0004). An unknown field may hide field 37, which
 * names a reversal. A reversal is a step after its sale, so with an unknown field only the very next step counts.
 */
export function isOfIntent(
  info: StatusInformationFields,
  intent: PaymentIntent,
  terminalId: string,
  counting: CountingHere,
): boolean {
  const ref = refOf(info, terminalId);
  const { before } = intent;
  const here = before ? before.terminalId : intent.terminalId;
  if (here === undefined || ref.terminalId !== here) return false;
  // The sums of a day can equal an amount by chance. What was before them cannot be seen any more.
  if (info.totals !== undefined) return false;
  if (info.amount !== undefined && info.amount !== intent.amount && info.amount !== intent.issued) return false;
  if (!isNear(ref.at, intent.sentAt, counting)) return false;
  const { originalTraceNumber: original } = info;
  if (original === undefined) return follows(ref, before, info.unread ? { ...counting, between: 0 } : counting);
  const sale = { ...ref, traceNumber: original, receiptNumber: '' };
  return follows(sale, before, counting) && follows({ ...ref, receiptNumber: '' }, sale, counting);
}

/** One step after it, by the trace number, or by the receipt number where a terminal does not count its traces. */
function follows(ref: TransactionRef, before: TransactionRef | null, { between }: Counting): boolean {
  // Nothing to count from; that a number is told at all is what is left.
  if (!before) return hasNumber(ref);
  const steps = stepsAhead(ref, before);
  return steps !== undefined && steps >= 1 && steps <= 1 + between;
}

function isNear(at: string | undefined, sentAt: string | undefined, { clockMs, timeZone }: CountingHere): boolean {
  if (at === undefined || sentAt === undefined) return false;
  const sent = Date.parse(sentAt);
  const after = momentOf(at, sent, timeZone) - sent;
  return after >= -clockMs && after <= LONGEST_SALE_MS + clockMs;
}

/**
 * Whether an approved transaction is the reversal of another one [PA00P015 13.08, chapter 13, field 37]. A terminal that counts its
 * transactions may send zeros with a sale: they name none.
 */
export const namesReversedSale = ({
  originalTraceNumber: original,
  traceNumber = '',
}: StatusInformationFields): boolean => original !== undefined && (isCounted(original) || !isCounted(traceNumber));

/** Whether the terminal names a currency (field 49) and this differs from the requested currency, or cannot be read. */
export function isInOtherCurrency(
  { currency: named, unread }: Pick<StatusInformationFields, 'currency' | 'unread'>,
  currency: number,
): boolean {
  return named === undefined ? unread?.field === '49' : named !== currency;
}

/** Whether this approval can be for another sum than requested: it names another sum, or the sum may be behind an unknown field. */
export function isOfOtherSum(info: StatusInformationFields, amount: number): boolean {
  return info.amount === undefined ? info.unread !== undefined : info.amount !== amount;
}

/** A sale that is to be taken back. */
export interface ToTakeBack {
  readonly ref: TransactionRef;
  /** Integer qəpik. */
  readonly amount: number;
  /** ISO 4217 number. */
  readonly currency: number;
}

/** Whether this is a reversal of this very sale: it names it in field 37 [PA00P015 13.08, chapter 13], and came after it. */
export function isReversalOf(
  info: StatusInformationFields,
  { ref: sale, amount, currency }: ToTakeBack,
  terminalId: string,
) {
  const ref = refOf(info, terminalId);
  return (
    info.originalTraceNumber !== undefined &&
    isCounted(sale.traceNumber) &&
    info.originalTraceNumber === sale.traceNumber &&
    ref.terminalId === sale.terminalId &&
    (info.amount === undefined || info.amount === amount) &&
    !isInOtherCurrency(info, currency) &&
    isNewer(ref.traceNumber, sale.traceNumber, TRACE_NUMBERS)
  );
}

/** Whether this approved transaction has no number. `undefined`: the transaction is not approved, so it shows nothing about numbers. */
export function lacksNumber(info: StatusInformationFields | null): boolean | undefined {
  if (info?.resultCode !== RESULT.success || info.totals) return undefined;
  return !hasNumber(refOf(info, ''));
}

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
