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
  COUNTING,
  type CountingHere,
  isInOtherCurrency,
  isOfIntent,
  isOfOtherSum,
  namesReversedSale,
  refOf,
} from './belonging.ts';
import type { ExchangeEnd, ExchangeState } from './exchange.ts';
import type { FieldsOf, StatusInformationFields } from './messages.ts';
import { customerLines, finishPrinted } from './printed.ts';
import { describeStatus, RESULT } from './tables.ts';

/** An exchange that is over, and how. */
export interface Ended {
  readonly state: ExchangeState;
  readonly end: ExchangeEnd;
}

/** Outcome of an `06 01` or `06 31` for this intent. `currency`: the requested currency, ISO 4217. */
export function payOutcome(
  { state, end }: Ended,
  intent: PaymentIntent,
  terminalId: string,
  currency: number,
): PayOutcome {
  const { info } = state;
  const approved = info?.resultCode === RESULT.success;
  switch (end.by) {
    case 'loss':
      return doubt(end.trouble);
    case 'refusal':
      // A refusal with *no error* as its reason is not one to build on.
      if (end.resultCode === RESULT.success) return doubt(nonsense('8400'));
      return { known: 'never-started', trouble: refused(end.resultCode) };
    case 'abort':
      // An approval that the terminal then ended otherwise: whether it took it back is for the inquiry to say, unless we told it to.
      if (approved && !nothingIssued(state)) return doubt(refused(end.resultCode));
      return end.resultCode === RESULT.cancelled && !approved
        ? { known: 'cancelled' }
        : { known: 'declined', resultCode: end.resultCode };
    case 'completion':
      if (!info) return doubt(nonsense('060f'));
      if (isInOtherCurrency(info, currency)) return doubt(nonsense('040f'));
      return approved ? completedSale(state, info, intent, { terminalId, currency }) : notApproved(info.resultCode);
    default:
      return end satisfies never;
  }
}

function nothingIssued({ goods }: ExchangeState): boolean {
  return goods.state === 'settled' && goods.decision.issued === 'nothing';
}

/** A completion after an approval. Where goods were to be issued, only their confirmation makes it one to build on. */
function completedSale(
  state: ExchangeState,
  info: StatusInformationFields,
  { amount, before }: PaymentIntent,
  { terminalId, currency }: { readonly terminalId: string; readonly currency: number },
): PayOutcome {
  const { goods, completion } = state;
  if (goods.state === 'being-issued' || nothingIssued(state)) return doubt(nonsense('060f'));
  // A reversal of a sale, or the sums of a day: each can be approved, and is no sale.
  if (namesReversedSale(info) || info.totals !== undefined) return doubt(nonsense('040f'));
  if (completion && contradictsApproval(completion, currency)) return doubt(nonsense('060f'));
  const taken = goods.state === 'settled' && goods.decision.issued === 'part' ? goods.decision.amount : amount;
  if (isOfOtherSum(info, amount) && info.amount !== taken) return doubt(nonsense('040f'));
  const approval = approvalOf(info, customerLines(state.printed), taken, terminalId);
  // The result of the transaction from before, told again: no proof of this sale.
  if (before && compareRefs(approval.ref, before) === 'same') return doubt(nonsense('040f'));
  return { known: 'approved', approval };
}

function contradictsApproval(completion: FieldsOf<'completion'>, currency: number): boolean {
  const { resultCode = RESULT.success } = completion;
  return resultCode !== RESULT.success || isInOtherCurrency(completion, currency);
}

function notApproved(resultCode: string | undefined): PayOutcome {
  if (resultCode === undefined) return doubt(nonsense('040f'));
  return resultCode === RESULT.cancelled ? { known: 'cancelled' } : { known: 'declined', resultCode };
}

function doubt(trouble: TerminalTrouble): PayOutcome {
  return { known: 'nothing', ask: 'last-transaction', trouble };
}

export function refused(resultCode: string): TerminalTrouble {
  return { code: 'TRM-103', kind: 'refused', resultCode };
}

export function nonsense(bytes: string): TerminalTrouble {
  return { code: 'TRM-104', kind: 'nonsense', bytes };
}

/** `info` says approved. */
export function approvalOf(
  info: StatusInformationFields,
  customerReceipt: readonly string[],
  amount: number,
  terminalId: string,
): Approval {
  return {
    ref: refOf(info, terminalId),
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

/**
 * Codes by which a terminal says that it holds no transaction to repeat. No other code of chapter 10 speaks of that:
 * busy, not registered, out of order and a damaged turnover record (FB) say nothing about what was paid.
 */
const NOTHING_TO_REPEAT: ReadonlySet<string> = new Set([RESULT.functionNotPossible]);

/** What an `06 20` with `04 0F` said: the last transaction, none, or why that is not known. */
export function lastInfo({ state, end }: Ended): Result<StatusInformationFields | null, TerminalTrouble> {
  switch (end.by) {
    case 'loss':
      return err(end.trouble);
    case 'refusal':
    case 'abort':
      return NOTHING_TO_REPEAT.has(end.resultCode) ? ok(null) : err(refused(end.resultCode));
    case 'completion':
      return state.info ? ok(state.info) : err(nonsense('060f'));
    default:
      return end satisfies never;
  }
}

export function lastTransactionOutcome(ended: Ended, terminalId: string): Result<LastTransaction, TerminalTrouble> {
  const info = lastInfo(ended);
  if (!info.ok) return info;
  const last = info.value;
  if (!last) return ok({ before: null, ...(terminalId !== '' && { terminalId }) });
  // A transaction says itself where it was made.
  const before = refOf(last, terminalId);
  const isSale = last.resultCode === RESULT.success && !last.originalTraceNumber && !last.totals;
  // An unknown field may hide that the transaction is a reversal or the sums of a day.
  const stands = isSale && !last.unread;
  return ok({ before, ...(stands && last.amount !== undefined && { stands: last.amount }) });
}

/** The terminal answered, and nobody can say whether of this sale: another answer will not come. */
export const cannotBeTold = (last: 'none' | 'another'): TerminalTrouble => ({
  code: 'TRM-106',
  kind: 'cannot-be-told',
  last,
});

/**
 * What became of an intent, judged by the terminal's last transaction. *Not paid* is only concluded from the one before, told again, and
 * from a transaction that can be told to be this sale (`isOfIntent`) and says that the terminal took it back by itself (its `04 0F`
 * had no answer): as a reversal that names it in field 37, or as the sale with a result other than 00. A terminal without any
 * transaction says nothing: it may have been emptied, or put here in place of another. A transaction in another currency settles
 * nothing.
 */
export function inquireOutcome(
  ended: Ended,
  intent: PaymentIntent,
  terminalId: string,
  currency: number,
  counting: CountingHere = COUNTING,
): InquireOutcome {
  const last = lastInfo(ended);
  if (!last.ok) return { known: 'nothing', trouble: last.error };
  const info = last.value;
  if (!info) return { known: 'nothing', trouble: cannotBeTold('none') };
  if (isInOtherCurrency(info, currency)) return { known: 'nothing', trouble: nonsense('040f') };
  if (intent.before && compareRefs(refOf(info, terminalId), intent.before) === 'same') return { known: 'not-paid' };
  if (info.resultCode === undefined && info.originalTraceNumber === undefined)
    return { known: 'nothing', trouble: nonsense('040f') };
  if (!isOfIntent(info, intent, terminalId, counting)) return { known: 'nothing', trouble: cannotBeTold('another') };
  if (info.originalTraceNumber !== undefined || info.resultCode !== RESULT.success) return { known: 'not-paid' };
  if (info.amount === undefined) return { known: 'nothing', trouble: cannotBeTold('another') };
  return { known: 'approved', approval: approvalOf(info, customerLines(ended.state.printed), info.amount, terminalId) };
}

/** Receipts that a command brought, whole or as far as they came. */
export function receiptsOf({ state }: Ended): readonly TerminalReceipt[] {
  return finishPrinted(state.printed).done;
}

/** An end of day. Without a `04 0F` the day is closed all the same, and nothing of its sums is known. */
export function dayOutcome(ended: Ended, terminalId: string): Result<DayClosed, TerminalTrouble> {
  const { info } = ended.state;
  const done = doneOutcome(ended);
  if (!done.ok) return done;
  const code = info?.resultCode ?? RESULT.success;
  if (code !== RESULT.success) return err(refused(code));
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

/** A command of which only matters whether it was done. */
export function doneOutcome({ end }: Ended): Result<void, TerminalTrouble> {
  switch (end.by) {
    case 'loss':
      return err(end.trouble);
    case 'refusal':
    case 'abort':
      return err(refused(end.resultCode));
    case 'completion':
      return ok(undefined);
    default:
      return end satisfies never;
  }
}

/** A status enquiry. One that is refused as busy says as much as a status. */
export function conditionOutcome(ended: Ended, terminalId: string): Result<TerminalCondition, TerminalTrouble> {
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
