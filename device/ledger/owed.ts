import type { Qepik } from '../../drivers/money.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { type BookedApplication, readBook } from './book.ts';
import { type CashList, readCashList } from './cash-list.ts';
import type { PhaseKind } from './entries.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { toPay } from './reserved.ts';

/** For staff. It does not name the citizen. */
export interface OwedItem {
  readonly applicationId: string;
  readonly reference: string | null;
  /** Empty: a note without an application. */
  readonly service: string;
  /** The price without the credit. */
  readonly amount: Qepik;
  /** A withdrawal frees it at the office. */
  readonly reserved: Qepik;
  readonly paidBy: 'card' | 'cash' | null;
  readonly phase: PhaseKind | null;
  /** ISO date-time. */
  readonly since: string;
  /** `null`: an unreliable clock. */
  readonly ageSeconds: number | null;
  /** `by-hand`: a record was set aside; the kiosk does nothing. `damaged`: it breaks the rules; the next start finds this. */
  readonly next: NextStep['do'] | 'damaged' | 'by-hand';
  /** Failed since it last moved. */
  readonly attempt: Attempt | null;
}

export interface OwedAmounts {
  /** Oldest first. */
  readonly open: readonly OwedItem[];
  /** The validator may never answer. */
  readonly notesHeld: CashList['held'];
  /** Only a count of the cassette finds these. */
  readonly notesInDoubt: CashList['doubts'];
  readonly creditsNotPrinted: CashList['credits'];
}

/** Everything that is owed. The kiosk may run meanwhile. `now` is `null` if no clock can be believed. Throws if there is no ledger. */
export function readOwed(file: string, now: Date | null): OwedAmounts {
  const open = readBook(file, (book) => book.open().map((booked) => owedItem(booked, book.attempts, now)));
  const { held, doubts, credits } = readCashList(file);
  return { open, notesHeld: held, notesInDoubt: doubts, creditsNotPrinted: credits.filter(({ printed }) => !printed) };
}

export function owedItem(
  { id, application, history, byHand, listed }: BookedApplication,
  attempts: Attempts,
  now: Date | null,
): OwedItem {
  const since = history[0]?.at ?? '';
  return {
    applicationId: id,
    reference: application?.reference ?? null,
    service: application?.service ?? '',
    amount: application ? toPay(application) : 0,
    reserved: application?.reserved?.amount ?? 0,
    paidBy: application?.paidBy ?? null,
    phase: application?.last ?? null,
    since,
    ageSeconds: now && since !== '' ? Math.max(0, Math.round((now.getTime() - Date.parse(since)) / 1_000)) : null,
    next: listed ? 'by-hand' : byHand ? 'nothing' : application ? nextStep(application).do : 'damaged',
    attempt: attempts[id] ?? null,
  };
}
