import type { Qepik } from '../../drivers/money.ts';
import type { TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import { paymentInDoubt } from './application.ts';
import type { BookedApplication } from './book.ts';
import { isOver } from './cash.ts';
import type { SettledAs } from './entries.ts';
import { keyOfLine } from './lines.ts';

/** What the ledger says of one application, as far as another book says something of it too. */
export interface LedgerLine {
  readonly applicationId: string;
  readonly reference: string | null;
  /** When it began, ISO date-time. */
  readonly since: string;
  /** `false`: the clock was not set when something of it was written, and its times may be much too early. */
  readonly dated: boolean;
  readonly duty: Qepik;
  /** What a credit pays of the duty. */
  readonly credit: Qepik;
  readonly sale: LedgerSale | null;
  /** A sale was sent and nobody knows yet what became of it. */
  readonly inDoubt: boolean;
  /** What it was paid with in cash, or `null`. */
  readonly notes: readonly Qepik[] | null;
  /** The back office took it, and it was not taken back afterwards. */
  readonly registered: boolean;
  /** What staff found where they ended it by hand, or `null`. */
  readonly byHand: SettledAs | null;
  /** The kiosk still works at it. */
  readonly open: boolean;
  /** The dues of a payment for several; the back office has an application for each. Empty: the payment is for one application. */
  readonly dues: readonly LedgerDue[];
}

export interface LedgerDue {
  /** Of the back office. */
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
  /**
   * `returning`: the terminal was asked to give the money back and has not said that it did. `returned-by-hand`: staff gave it back,
   * and the terminal may count the sale for ever.
   */
  readonly state: 'stands' | 'returning' | 'returned' | 'returned-by-hand';
}

/** `null` for what no other book knows: a note without an application, one more paper, and entries that contradict each other. */
export function ledgerLine({ id, application, history, byHand }: BookedApplication): LedgerLine | null {
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
    inDoubt: paymentInDoubt(application),
    notes: application.paidBy === 'cash' && !application.refused && !back ? application.paidNotes : null,
    registered: has('issued') && !withdrawn,
    byHand: settledAs,
    open: !isOver(application) && !byHand,
    dues: application.lines.map(({ amount, reference, state: its }, nth) => ({
      key: keyOfLine(id, nth + 1),
      amount,
      reference,
      state: its === 'issued' && !withdrawn ? 'registered' : its === 'refused' ? 'refused' : 'not-registered',
    })),
  };
}

/** The back office's view: each of several dues is a separate application, paid with its part of the payment. */
export function asRegistered(line: LedgerLine): readonly LedgerLine[] {
  if (line.dues.length === 0) return [line];
  return line.dues.map(({ key, reference, amount, state }) => ({
    ...line,
    applicationId: key,
    reference,
    duty: amount,
    dues: [],
    // The amount of a refused due is a credit of the kiosk.
    sale: state === 'refused' ? null : line.sale && { ...line.sale, amount },
    notes: state === 'refused' ? null : line.notes,
    registered: state === 'registered',
  }));
}
