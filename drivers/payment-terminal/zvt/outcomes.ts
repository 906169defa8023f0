import { err, ok, type Result } from '../../result.ts';
import type {
  Approval,
  DayClosed,
  DayTotals,
  InquireOutcome,
  LastTransaction,
  PaymentIntent,
  PayOutcome,
  TerminalCondition,
  TerminalReceipt,
  TerminalTrouble,
} from '../contract.ts';
import { compareRefs } from '../transaction-order.ts';
import {
  DEFAULT_COUNTING,
  isInOtherCurrency,
  mayBeOfOtherSum,
  mayBeSaleOfIntent,
  namesReversedSale,
  transactionRefOf,
  type ZonedCounterSettings,
} from './belonging.ts';
import type { ZvtExchangeEnd, ZvtExchangeState } from './exchange.ts';
import type { FieldsOf, StatusInformationFields } from './messages.ts';
import { customerLines, finishOpenReceipt } from './printed.ts';
import { describeStatus, RESULT_CODE } from './tables.ts';

export interface EndedExchange {
  readonly state: ZvtExchangeState;
  readonly end: ZvtExchangeEnd;
}

/**
 * Outcome of an `06 01` or `06 31` for this intent. `currency`: the requested currency, ISO 4217.
 * A refusal with *no error* is not reliable. If an abort follows an approval, only an inquiry shows whether the sale was reversed, unless
 * no goods were issued. With goods, an approval counts only after our confirmation. A reversal or the sums of a day are no sale. A repeat of the
 * transaction before is no proof.
 */
export function payOutcome(
  { state, end }: EndedExchange,
  intent: PaymentIntent,
  terminalId: string,
  currency: number,
): PayOutcome {
  const { info } = state;
  const approved = info?.resultCode === RESULT_CODE.success;
  switch (end.by) {
    case 'loss':
      return doubt(end.trouble);
    case 'refusal':
      if (end.resultCode === RESULT_CODE.success) return doubt(nonsenseTrouble('8400'));
      return { known: 'never-started', trouble: refusedTrouble(end.resultCode) };
    case 'abort':
      if (approved && !nothingIssued(state)) return doubt(refusedTrouble(end.resultCode));
      return end.resultCode === RESULT_CODE.cancelled && !approved
        ? { known: 'cancelled' }
        : { known: 'declined', resultCode: end.resultCode };
    case 'completion':
      if (!info) return doubt(nonsenseTrouble('060f'));
      if (isInOtherCurrency(info, currency)) return doubt(nonsenseTrouble('040f'));
      return approved ? completedSale(state, info, intent, { terminalId, currency }) : notApproved(info.resultCode);
    default:
      return end satisfies never;
  }
}

function nothingIssued({ goods }: ZvtExchangeState): boolean {
  return goods.state === 'settled' && goods.decision.issued === 'nothing';
}

function completedSale(
  state: ZvtExchangeState,
  info: StatusInformationFields,
  { amount, before }: PaymentIntent,
  { terminalId, currency }: { readonly terminalId: string; readonly currency: number },
): PayOutcome {
  const { goods, completion } = state;
  if (goods.state === 'being-issued' || nothingIssued(state)) return doubt(nonsenseTrouble('060f'));
  if (namesReversedSale(info) || info.totals !== undefined) return doubt(nonsenseTrouble('040f'));
  if (completion && contradictsApproval(completion, currency)) return doubt(nonsenseTrouble('060f'));
  const taken = goods.state === 'settled' && goods.decision.issued === 'part' ? goods.decision.amount : amount;
  if (mayBeOfOtherSum(info, amount) && info.amount !== taken) return doubt(nonsenseTrouble('040f'));
  const approval = approvalOf(info, customerLines(state.printed), taken, terminalId);
  if (before && compareRefs(approval.ref, before) === 'same') return doubt(nonsenseTrouble('040f'));
  return { known: 'approved', approval };
}

function contradictsApproval(completion: FieldsOf<'completion'>, currency: number): boolean {
  const { resultCode = RESULT_CODE.success } = completion;
  return resultCode !== RESULT_CODE.success || isInOtherCurrency(completion, currency);
}

function notApproved(resultCode: string | undefined): PayOutcome {
  if (resultCode === undefined) return doubt(nonsenseTrouble('040f'));
  return resultCode === RESULT_CODE.cancelled ? { known: 'cancelled' } : { known: 'declined', resultCode };
}

function doubt(trouble: TerminalTrouble): PayOutcome {
  return { known: 'nothing', ask: 'last-transaction', trouble };
}

export function refusedTrouble(resultCode: string): TerminalTrouble {
  return { code: 'TRM-103', kind: 'refused', resultCode };
}

export function nonsenseTrouble(bytes: string): TerminalTrouble {
  return { code: 'TRM-104', kind: 'nonsense', bytes };
}

/** Makes the approval of a sale. `info` must say approved. */
export function approvalOf(
  info: StatusInformationFields,
  customerReceipt: readonly string[],
  amount: number,
  terminalId: string,
): Approval {
  return {
    ref: transactionRefOf(info, terminalId),
    amount,
    cardName: info.cardName || null,
    cardTail: tailOf(info.maskedPan),
    authorisationCode: info.authorisationCode || null,
    customerReceipt,
  };
}

function tailOf(maskedPan: string | undefined): string | null {
  return maskedPan?.match(/\d{4}$/)?.[0] ?? null;
}

const NOTHING_TO_REPEAT: ReadonlySet<string> = new Set([RESULT_CODE.functionNotPossible]);

/**
 * Result of an `06 20` with `04 0F`: the last transaction, `null` for none, or why it is unknown. Most codes of chapter 10 (busy, not
 * registered, out of order, damaged turnover record FB) say nothing about payments.
 */
export function lastStatusInformation({
  state,
  end,
}: EndedExchange): Result<StatusInformationFields | null, TerminalTrouble> {
  switch (end.by) {
    case 'loss':
      return err(end.trouble);
    case 'refusal':
    case 'abort':
      return NOTHING_TO_REPEAT.has(end.resultCode) ? ok(null) : err(refusedTrouble(end.resultCode));
    case 'completion':
      return state.info ? ok(state.info) : err(nonsenseTrouble('060f'));
    default:
      return end satisfies never;
  }
}

export function lastTransactionOutcome(
  ended: EndedExchange,
  terminalId: string,
): Result<LastTransaction, TerminalTrouble> {
  const info = lastStatusInformation(ended);
  if (!info.ok) return info;
  const last = info.value;
  if (!last) return ok({ before: null, ...(terminalId !== '' && { terminalId }) });
  // `before` contains the terminal's id.
  const before = transactionRefOf(last, terminalId);
  const isSale = last.resultCode === RESULT_CODE.success && !last.originalTraceNumber && !last.totals;
  // An unknown field may hide a reversal or a day's sums.
  const stands = isSale && !last.unread;
  return ok({ before, ...(stands && last.amount !== undefined && { stands: last.amount }) });
}

/** The terminal answered, but the answer cannot be matched to this sale. No other answer will come. */
export const cannotBeMatchedTrouble = (last: 'none' | 'another'): TerminalTrouble => ({
  code: 'TRM-106',
  kind: 'cannot-be-told',
  last,
});

/**
 * Outcome of an intent, judged by the terminal's last transaction. It is *not paid* in two cases:
 * - the last transaction is still the one from before the intent;
 * - the last transaction matches this sale (`mayBeSaleOfIntent`), but has a result other than 00, or reverses the sale (field 37). A terminal
 *   reverses a sale by itself if its `04 0F` gets no answer.
 *
 * A terminal without any transaction proves nothing: it may be emptied, or a replacement. A transaction in another currency settles
 * nothing.
 */
export function inquireOutcome(
  ended: EndedExchange,
  intent: PaymentIntent,
  terminalId: string,
  currency: number,
  counting: ZonedCounterSettings = DEFAULT_COUNTING,
): InquireOutcome {
  const last = lastStatusInformation(ended);
  if (!last.ok) return { known: 'nothing', trouble: last.error };
  const info = last.value;
  if (!info) return { known: 'nothing', trouble: cannotBeMatchedTrouble('none') };
  if (isInOtherCurrency(info, currency)) return { known: 'nothing', trouble: nonsenseTrouble('040f') };
  if (intent.before && compareRefs(transactionRefOf(info, terminalId), intent.before) === 'same')
    return { known: 'not-paid' };
  if (info.resultCode === undefined && info.originalTraceNumber === undefined)
    return { known: 'nothing', trouble: nonsenseTrouble('040f') };
  if (!mayBeSaleOfIntent(info, intent, terminalId, counting))
    return { known: 'nothing', trouble: cannotBeMatchedTrouble('another') };
  if (info.originalTraceNumber !== undefined || info.resultCode !== RESULT_CODE.success) return { known: 'not-paid' };
  if (info.amount === undefined) return { known: 'nothing', trouble: cannotBeMatchedTrouble('another') };
  return { known: 'approved', approval: approvalOf(info, customerLines(ended.state.printed), info.amount, terminalId) };
}

/** Receipts that a command printed, the last one perhaps incomplete. */
export function receiptsOf({ state }: EndedExchange): readonly TerminalReceipt[] {
  return finishOpenReceipt(state.printed).done;
}

/** Outcome of an end of day. Without a `04 0F` the day is closed too, but its sums are unknown. */
export function endOfDayOutcome(ended: EndedExchange, terminalId: string): Result<DayClosed, TerminalTrouble> {
  const { info } = ended.state;
  const done = outcomeWithoutResult(ended);
  if (!done.ok) return done;
  const code = info?.resultCode ?? RESULT_CODE.success;
  if (code !== RESULT_CODE.success) return err(refusedTrouble(code));
  return ok({
    terminalId: info?.terminalId ?? terminalId,
    totals: totalsOf(info ?? {}),
    receipts: receiptsOf(ended),
  });
}

function totalsOf({ amount, traceNumber, date, time, totals }: StatusInformationFields): DayTotals {
  return {
    amount: amount ?? null,
    traceNumber: traceNumber ?? null,
    date: date ?? null,
    time: time ?? null,
    receipts: totals ? { first: totals.firstReceipt, last: totals.lastReceipt } : null,
    byCard: totals?.cards ?? null,
  };
}

/** Outcome of a command without a result. */
export function outcomeWithoutResult({ end }: EndedExchange): Result<void, TerminalTrouble> {
  switch (end.by) {
    case 'loss':
      return err(end.trouble);
    case 'refusal':
    case 'abort':
      return err(refusedTrouble(end.resultCode));
    case 'completion':
      return ok(undefined);
    default:
      return end satisfies never;
  }
}

/** Outcome of a status enquiry. The code of a refusal or abort counts as the status. */
export function statusEnquiryOutcome(
  ended: EndedExchange,
  terminalId: string,
): Result<TerminalCondition, TerminalTrouble> {
  const { end, state } = ended;
  if (end.by === 'loss') return err(end.trouble);
  const status = end.by === 'completion' ? (state.completion?.status ?? null) : end.resultCode;
  return ok({
    terminalId,
    status,
    software: state.completion?.software ?? null,
    meaning: status === null ? 'it said nothing' : describeStatus(status),
  });
}
