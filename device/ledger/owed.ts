import type { Qepik } from '../../drivers/money.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { type BookedApplication, readBook } from './book.ts';
import { type CashList, readCashList } from './cash-list.ts';
import type { PhaseKind } from './entries.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { toPay } from './reserved.ts';

/** One application that is open or left to staff, for the people who look after the kiosk. It does not name the citizen. */
export interface OwedItem {
  readonly applicationId: string;
  readonly reference: string | null;
  /** Empty for a note that belongs to no application. */
  readonly service: string;
  /** What card or notes pay: the price without the part of a credit code. */
  readonly amount: Qepik;
  /** The part of a credit code that is bound to it. The office frees this part if the application is withdrawn. */
  readonly reserved: Qepik;
  readonly paidBy: 'card' | 'cash' | null;
  /** The latest phase. */
  readonly phase: PhaseKind | null;
  /** When it began, ISO date-time. */
  readonly since: string;
  /** By the time that the caller gave; `null` if the clock of the caller cannot be believed. */
  readonly ageSeconds: number | null;
  /**
   * `by-hand`: a record of it was set aside, and the kiosk does nothing with it. `damaged`: its entries break the ledger's rules, which
   * the next start finds.
   */
  readonly next: NextStep['do'] | 'damaged' | 'by-hand';
  /** What was tried in vain since it moved last. */
  readonly attempt: Attempt | null;
}

export interface Owed {
  /** Oldest first. */
  readonly open: readonly OwedItem[];
  /** The validator has told nothing of them yet, and may never. */
  readonly notesHeld: CashList['held'];
  /** Only a count of the cassette finds them. */
  readonly notesInDoubt: CashList['doubts'];
  readonly creditsNotPrinted: CashList['credits'];
}

/** Everything that is owed. The kiosk may run meanwhile. `now` is `null` if no clock can be believed. Throws if there is no ledger. */
export function readOwed(file: string, now: Date | null): Owed {
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
