import type { Qepik } from '../../drivers/money.ts';
import { ageSecondsOf } from './age.ts';
import type { FailedRequest, FailedRequests } from './attempts.ts';
import { type ApplicationInLedger, readLedgerQueries } from './book.ts';
import { type CashList, readCashList } from './cash-list.ts';
import type { PhaseKind } from './entries.ts';
import { nextSettlementStep, type SettlementStep } from './next-step.ts';
import { restToPay } from './reserved.ts';

/** One open application, without the citizen's name. */
export interface OwedItem {
  readonly applicationId: string;
  readonly reference: string | null;
  readonly service: string;
  /** The price without the part of a credit. */
  readonly amount: Qepik;
  /** Sum of a credit; a withdrawal frees it at the office. */
  readonly reserved: Qepik;
  readonly paidBy: 'card' | 'cash' | null;
  readonly phase: PhaseKind | null;
  readonly since: string;
  /** `null`: the clock is unreliable, or no entry is readable. */
  readonly ageSeconds: number | null;
  /** `by-hand`: a record was set aside; the kiosk does nothing. `damaged`: the entries break the rules, which the next start finds. */
  readonly next: SettlementStep['do'] | 'damaged' | 'by-hand';
  /** Failed requests since the newest ledger entry; `null`: none. */
  readonly attempt: FailedRequest | null;
}

export interface OwedAmounts {
  readonly open: readonly OwedItem[];
  readonly notesHeld: CashList['held'];
  readonly notesInDoubt: CashList['doubts'];
  readonly creditsNotPrinted: readonly Omit<CashList['credits'][number], 'paidOut'>[];
}

/**
 * Everything that is owed, in a ledger that a kiosk may have open. `now`: `null` if no clock can be believed. Throws if there is no ledger.
 * `service` is empty for a stray note or sale, a trial sale, and a damaged application.
 */
export function readOwed(file: string, now: Date | null): OwedAmounts {
  const open = readLedgerQueries(file, (book) => book.open().map((booked) => owedItem(booked, book.attempts, now)));
  const { held, doubts, credits } = readCashList(file);
  return {
    open,
    notesHeld: held,
    notesInDoubt: doubts,
    creditsNotPrinted: credits.flatMap(({ paidOut, ...credit }) => (credit.printed || paidOut ? [] : [credit])),
  };
}

export function owedItem(
  { id, application, history, byHand, listed }: ApplicationInLedger,
  attempts: FailedRequests,
  now: Date | null,
): OwedItem {
  const since = history[0]?.at ?? '';
  return {
    applicationId: id,
    reference: application?.reference ?? null,
    service: application?.service ?? '',
    amount: application ? restToPay(application) : 0,
    reserved: application?.reserved?.amount ?? 0,
    paidBy: application?.paidBy ?? null,
    phase: application?.last ?? null,
    since,
    ageSeconds: ageSecondsOf(since, now),
    next: listed ? 'by-hand' : byHand ? 'nothing' : application ? nextSettlementStep(application).do : 'damaged',
    attempt: attempts[id] ?? null,
  };
}
