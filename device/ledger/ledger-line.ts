import type { Qepik } from '../../drivers/money.ts';
import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import { isPaymentInDoubt } from './application.ts';
import type { ApplicationInLedger } from './book.ts';
import { isFinished } from './cash.ts';
import type { StaffSettledOutcome } from './entries.ts';
import { officeKeyOfDueLine } from './lines.ts';

export interface ApplicationToReconcile {
  readonly applicationId: string;
  readonly reference: string | null;
  readonly since: string;
  /** Whether no entry has the time of an unset clock. `false`: times may be much too early. */
  readonly dated: boolean;
  readonly duty: Qepik;
  readonly credit: Qepik;
  readonly sale: LedgerSale | null;
  readonly inDoubt: boolean;
  readonly notes: readonly Qepik[] | null;
  /** Whether the application is registered and not withdrawn. */
  readonly registered: boolean;
  readonly byHand: StaffSettledOutcome | null;
  readonly open: boolean;
  /** Dues, each an application of the back office; empty: one application. */
  readonly dues: readonly LedgerDue[];
}

export interface LedgerDue {
  readonly key: string;
  readonly reference: string | null;
  readonly amount: Qepik;
  readonly state: 'not-registered' | 'registered' | 'refused';
}

export interface LedgerSale {
  readonly ref: TransactionRef;
  readonly amount: Qepik;
  /** ISO date-time. */
  readonly at: string;
  /** `returning`: the refund is not confirmed. `returned-by-hand`: staff paid back; the terminal may count the sale for ever. */
  readonly state: 'stands' | 'returning' | 'returned' | 'returned-by-hand';
}

/**
 * One application as other books may see it. `null`: a stray note or sale, a duplicate, an act of staff, or entries that contradict each
 * other. `since`: time of the first entry. `notes`: `null` unless a cash payment is valid. `key` of a due: idempotency key at the back
 * office.
 */
export function applicationToReconcile({
  id,
  application,
  history,
  byHand,
}: ApplicationInLedger): ApplicationToReconcile | null {
  const begun = history[0]?.entry.kind;
  if (!application || (begun !== 'quoted' && begun !== 'trialSale')) return null;
  const has = (kind: string) => history.some(({ entry }) => entry.kind === kind);
  const withdrawn = has('withdrawn');
  const { approval, paidAt, settledAs } = application;
  const back = settledAs === 'returned';
  const state = has('reversed') ? 'returned' : back ? 'returned-by-hand' : has('reversing') ? 'returning' : 'stands';
  return {
    applicationId: id,
    reference: application.reference,
    since: history[0]?.at ?? '',
    dated: history.every(({ clock }) => clock !== 'unsynchronised'),
    duty: application.amount,
    credit: application.reserved?.amount ?? 0,
    sale: approval && { ref: approval.ref, amount: approval.amount, at: paidAt ?? '', state },
    inDoubt: isPaymentInDoubt(application),
    notes: application.paidBy === 'cash' && !application.refused && !back ? application.paidNotes : null,
    registered: has('issued') && !withdrawn,
    byHand: settledAs,
    open: !isFinished(application) && !byHand,
    dues: application.lines.map(({ amount, reference, state: its }, nth) => ({
      key: officeKeyOfDueLine(id, nth + 1),
      amount,
      reference,
      state: its === 'issued' && !withdrawn ? 'registered' : its === 'refused' ? 'refused' : 'not-registered',
    })),
  };
}

/**
 * Splits a payment for several dues as the back office sees it: each due is a separate application with its part of the payment. The amount
 * of a refused due is a credit.
 */
export function splitByDue(line: ApplicationToReconcile): readonly ApplicationToReconcile[] {
  if (line.dues.length === 0) return [line];
  return line.dues.map(({ key, reference, amount, state }) => ({
    ...line,
    applicationId: key,
    reference,
    duty: amount,
    dues: [],
    sale: state === 'refused' ? null : line.sale && { ...line.sale, amount },
    notes: state === 'refused' ? null : line.notes,
    registered: state === 'registered',
  }));
}
