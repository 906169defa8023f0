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
  TransactionRef,
} from '../contract.ts';
import type { ExchangeEnd, ExchangeState } from './exchange.ts';
import type { StatusInformationFields } from './messages.ts';
import { customerLines, finishPrinted } from './printed.ts';
import { describeStatus, RESULT } from './tables.ts';
import { compareRefs, isCounted, isNewerTrace, refOf } from './transaction-ref.ts';

/** An exchange that is over, and how. */
export interface Ended {
  readonly state: ExchangeState;
  readonly end: ExchangeEnd;
}

/** What an `06 01` or `06 31` for this intent came to. */
export function payOutcome({ state, end }: Ended, intent: PaymentIntent, terminalId: string): PayOutcome {
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
      return approved ? completedSale(state, info, intent, terminalId) : notApproved(info.resultCode);
    default:
      return end satisfies never;
  }
}

function nothingIssued({ goods }: ExchangeState): boolean {
  return goods.are === 'settled' && goods.decision.issued === 'nothing';
}

/** A completion after an approval. Where goods were to be issued, only their confirmation makes it one to build on. */
function completedSale(
  state: ExchangeState,
  info: StatusInformationFields,
  { amount, before }: PaymentIntent,
  terminalId: string,
): PayOutcome {
  const { goods } = state;
  if (goods.are === 'being-issued' || nothingIssued(state)) return doubt(nonsense('060f'));
  const taken = goods.are === 'settled' && goods.decision.issued === 'part' ? goods.decision.amount : amount;
  if (info.amount !== undefined && info.amount !== amount && info.amount !== taken) return doubt(nonsense('040f'));
  const approval = approvalOf(info, customerLines(state.printed), taken, terminalId);
  // The result of the transaction from before, told again: no proof of this sale.
  if (before && compareRefs(approval.ref, before) === 'same') return doubt(nonsense('040f'));
  return { known: 'approved', approval };
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

function nonsense(bytes: string): TerminalTrouble {
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
function lastInfo({ state, end }: Ended): Result<StatusInformationFields | null, TerminalTrouble> {
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
  // A transaction says itself where it was made.
  if (info.value) return ok({ before: refOf(info.value, terminalId) });
  return ok({ before: null, ...(terminalId !== '' && { terminalId }) });
}

/**
 * What became of an intent, judged by the terminal's last transaction. A sale that the terminal took back by itself
 * (its `04 0F` had no answer) shows in one of three ways, and all three are *not paid*: the reversal is the last
 * transaction (it names the sale in field 37, and that is newer than what was before), the sale is repeated with a
 * result other than 00, or it is gone and the last transaction is the one from before.
 */
export function inquireOutcome(ended: Ended, intent: PaymentIntent, terminalId: string): InquireOutcome {
  const last = lastInfo(ended);
  if (!last.ok) return { known: 'nothing', trouble: last.error };
  const info = last.value;
  // `before` says of itself where it was; *nothing before* does not.
  if (intent.terminalId !== undefined && (terminalId || info?.terminalId) !== intent.terminalId)
    return { known: 'nothing', trouble: nonsense(info ? '040f' : '061e') };
  // Nothing to repeat, but there was something before: its memory was emptied meanwhile, and this sale may have been in it.
  if (!info) return intent.before ? { known: 'nothing', trouble: nonsense('061e') } : { known: 'not-paid' };
  const ref = refOf(info, terminalId);
  const toBefore = intent.before ? compareRefs(ref, intent.before) : 'other';
  if (toBefore === 'same') return { known: 'not-paid' };
  // Another terminal stands here now. What it did last says nothing about the sale at the one before.
  if (intent.before && ref.terminalId !== intent.before.terminalId)
    return { known: 'nothing', trouble: nonsense('040f') };
  // The sum of a day can equal an amount by chance. What was before it cannot be seen any more.
  if (info.totals !== undefined) return { known: 'nothing', trouble: nonsense('040f') };
  if (info.originalTraceNumber !== undefined)
    return tookThisBack(info.originalTraceNumber, intent.before)
      ? { known: 'not-paid' }
      : { known: 'nothing', trouble: nonsense('040f') };
  if (info.resultCode === undefined) return { known: 'nothing', trouble: nonsense('040f') };
  if (info.resultCode !== RESULT.success) return { known: 'not-paid' };
  if (info.amount === undefined || (info.amount !== intent.amount && info.amount !== intent.issued))
    return { known: 'nothing', trouble: nonsense('040f') };
  // An approval of this amount, which may be this sale or the one from before.
  if (toBefore === 'unclear') return { known: 'nothing', trouble: nonsense('040f') };
  return { known: 'approved', approval: approvalOf(info, customerLines(ended.state.printed), info.amount, terminalId) };
}

/**
 * Whether the sale that a reversal names can be the one in doubt: that one is newer than what was before it. An older one may have been
 * taken back by hand after the sale in doubt was approved. Where there was nothing before, whatever is named came after it.
 */
function tookThisBack(originalTraceNumber: string, before: TransactionRef | null): boolean {
  return before === null || isNewerTrace(originalTraceNumber, before.traceNumber);
}

/**
 * What an `06 30` for this sale came to. *Already reversed* is what was wanted: the answer to the first attempt may have been lost. A
 * completion counts only with a status information of its own: one without, or with the sale told once more, may be the end of a
 * dialogue from before (a terminal that was answering an `06 20` when this process was started again). Asking once more harms nobody.
 */
export function reverseOutcome({ state, end }: Ended, sale: TransactionRef): Result<void, TerminalTrouble> {
  switch (end.by) {
    case 'loss':
      return err(end.trouble);
    case 'refusal':
    case 'abort':
      return end.resultCode === RESULT.alreadyReversed ? ok(undefined) : err(refused(end.resultCode));
    case 'completion': {
      const { info } = state;
      if (info?.resultCode === undefined) return err(nonsense('060f'));
      if (info.resultCode === RESULT.alreadyReversed) return ok(undefined);
      if (info.resultCode !== RESULT.success) return err(refused(info.resultCode));
      return isOfThisSale(info, sale) ? ok(undefined) : err(nonsense('040f'));
    }
    default:
      return end satisfies never;
  }
}

/**
 * A reversal names the sale in field 37, or has a number of its own. Another number in field 37: the terminal counts its receipts
 * anew, and took back what somebody else paid.
 */
function isOfThisSale({ traceNumber, originalTraceNumber }: StatusInformationFields, sale: TransactionRef): boolean {
  if (!isCounted(sale.traceNumber)) return true;
  return originalTraceNumber === undefined
    ? traceNumber !== sale.traceNumber
    : originalTraceNumber === sale.traceNumber;
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
