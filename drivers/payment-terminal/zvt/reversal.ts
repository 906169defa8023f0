import { err, ok, type Result } from '../../result.ts';
import type { PaymentTerminal, TerminalCare, TerminalTrouble, TransactionRef } from '../contract.ts';
import { compareRefs, isNonZeroNumber, stillKnowsSale } from '../transaction-order.ts';
import { isInOtherCurrency, isReversalOf, type SaleToReverse, transactionRefOf } from './belonging.ts';
import type { ZvtQuery } from './commands.ts';
import type { ZvtMessage } from './messages.ts';
import {
  cannotBeMatchedTrouble,
  type EndedExchange,
  lastStatusInformation,
  nonsenseTrouble,
  refusedTrouble,
} from './outcomes.ts';
import { RESULT_CODE } from './tables.ts';

interface ReversalOptions {
  readonly ask: <T>(question: ZvtQuery<T>, signal: AbortSignal) => Promise<T>;
  readonly password: string;
  readonly currency: number;
  /** Command `06 20`, which asks for the last transaction. */
  readonly repeatReceipt: ZvtMessage;
}

type Reversals = Pick<PaymentTerminal, 'reverse'> & Pick<TerminalCare, 'reverseReceipt'>;

/**
 * Commands that reverse a sale. A sale without receipt number, or of another terminal, cannot be reversed. A reversal by hand is for a
 * person that typed the receipt number and reads the printout.
 */
export function createReversals({ ask, password, currency, repeatReceipt }: ReversalOptions): Reversals {
  const asking = (receiptNumber: string): ZvtMessage => ({ kind: 'reversal', fields: { password, receiptNumber } });
  return {
    async reverse(approval, signal) {
      const sale: SaleToReverse = { ...approval, currency };
      const objection = (terminalId: string) => irreversible(sale.ref, terminalId);
      const before = await ask<Result<ReversalCheck, TerminalTrouble>>(
        { command: repeatReceipt, read: (ended, id) => checkBeforeReversal(ended, sale, id), failed: err, objection },
        signal,
      );
      if (!before.ok) return before;
      if (before.value.is === 'reversed') return ok(undefined);
      const { last } = before.value;
      const read = (ended: EndedExchange, id: string) => reverseOutcome(ended, sale, last, id);
      return ask<Result<void, TerminalTrouble>>(
        { command: asking(sale.ref.receiptNumber), read, failed: err, objection },
        signal,
      );
    },
    reverseReceipt: (receiptNumber, signal) =>
      ask<Result<void, TerminalTrouble>>(
        { command: asking(receiptNumber), read: reverseByHandOutcome, failed: err },
        signal,
      ),
  };
}

function irreversible(ref: TransactionRef, terminalId: string): TerminalTrouble | undefined {
  if (!isNonZeroNumber(ref.receiptNumber)) return refusedTrouble(RESULT_CODE.reversalNotPossible);
  if (terminalId === '' || ref.terminalId === '' || ref.terminalId === terminalId) return undefined;
  return refusedTrouble(RESULT_CODE.reversalNotPossible);
}

export type ReversalCheck =
  | { readonly is: 'reversed' }
  /** `last`: transaction from which the reversal's answer must differ. */
  | { readonly is: 'to-be-reversed'; readonly last: TransactionRef };

/**
 * Checks a sale before an `06 30`, which names it only by its receipt number. The terminal may have reversed the sale already, or may no
 * longer know it by that number.
 */
export function checkBeforeReversal(
  ended: EndedExchange,
  sale: SaleToReverse,
  terminalId: string,
): Result<ReversalCheck, TerminalTrouble> {
  const info = lastStatusInformation(ended);
  if (!info.ok) return info;
  if (!info.value) return err(cannotBeMatchedTrouble('none'));
  if (info.value.resultCode === RESULT_CODE.success && isReversalOf(info.value, sale, terminalId))
    return ok({ is: 'reversed' });
  const last = transactionRefOf(info.value, terminalId);
  return stillKnowsSale(last, sale.ref) ? ok({ is: 'to-be-reversed', last }) : err(cannotBeMatchedTrouble('another'));
}

/**
 * Outcome of an `06 30` for this sale. Only an answer that identifies this reversal counts: field 37 names the sale. If the terminal leaves
 * that field empty, the answer must be another transaction than the last one before, of the same amount.
 *
 * *Already reversed* names no sale. A completion without its own status information may be the end of an earlier dialogue, for example of an
 * `06 20` before this process restarted. Asking once more is harmless.
 */
export function reverseOutcome(
  { state, end }: EndedExchange,
  sale: SaleToReverse,
  last: TransactionRef,
  terminalId: string,
): Result<void, TerminalTrouble> {
  switch (end.by) {
    case 'loss':
      return err(end.trouble);
    case 'refusal':
    case 'abort':
      return err(
        end.resultCode === RESULT_CODE.alreadyReversed
          ? cannotBeMatchedTrouble('another')
          : refusedTrouble(end.resultCode),
      );
    case 'completion': {
      const { info } = state;
      if (info?.resultCode === undefined) return err(nonsenseTrouble('060f'));
      if (info.resultCode === RESULT_CODE.alreadyReversed) return err(cannotBeMatchedTrouble('another'));
      if (info.resultCode !== RESULT_CODE.success) return err(refusedTrouble(info.resultCode));
      if (isReversalOf(info, sale, terminalId)) return ok(undefined);
      if (info.originalTraceNumber !== undefined || isInOtherCurrency(info, sale.currency))
        return err(nonsenseTrouble('040f'));
      const ref = transactionRefOf(info, terminalId);
      const another = [last, sale.ref].every((one) => compareRefs(ref, one) === 'other');
      return another && ref.terminalId === sale.ref.terminalId && info.amount === sale.amount
        ? ok(undefined)
        : err(nonsenseTrouble('040f'));
    }
    default:
      return end satisfies never;
  }
}

function reverseByHandOutcome({ state, end }: EndedExchange): Result<void, TerminalTrouble> {
  if (end.by === 'loss') return err(end.trouble);
  const code = end.by === 'completion' ? state.info?.resultCode : end.resultCode;
  if (code === undefined) return err(nonsenseTrouble('060f'));
  return code === RESULT_CODE.success || code === RESULT_CODE.alreadyReversed
    ? ok(undefined)
    : err(refusedTrouble(code));
}
