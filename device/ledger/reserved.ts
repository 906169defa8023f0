import type { Qepik } from '../../drivers/money.ts';
import type { Application } from './application.ts';
import type { CreditReservedEntry, PhaseKind } from './entries.ts';

/* What a credit pays of an application (docs/decisions/0050). */

export interface ReservedCreditSum {
  readonly amount: Qepik;
  /** ISO date-time with offset. */
  readonly at: string;
}

/** Part of the price that card or notes have to pay. */
export const restToPay = ({ amount, reserved }: Pick<Application, 'amount' | 'reserved'>): Qepik =>
  amount - (reserved?.amount ?? 0);

/** Phases in which nothing is paid, and no sale or note is on its way. */
const UNPAID: ReadonlySet<PhaseKind> = new Set(['lodged', 'notPaid', 'cashStopped']);

/** The reservation after one more entry, or what is wrong with the entry. */
export function applyCreditReserved(
  application: Application,
  { amount, at }: CreditReservedEntry,
): ReservedCreditSum | string {
  const { last, reserved, offered, lines } = application;
  if (!UNPAID.has(last) || offered) return `a reserved credit at ${last}`;
  if (reserved) return 'a second reserved credit';
  if (lines.length > 0) return 'a reserved credit, although the payment is for several dues';
  if (amount <= 0 || amount > application.amount) return `a reserved credit of ${amount} for ${application.amount}`;
  return { amount, at };
}

/** Why the rest to pay forbids this phase; `null`: the phase is allowed. */
export function whyUnpaidForbidsPhase(application: Application, kind: PhaseKind): string | null {
  const { last, reserved } = application;
  const covered = reserved !== null && restToPay(application) === 0;
  if (covered && (kind === 'intent' || kind === 'cashIntent')) return `${kind}, although the credit covers the price`;
  if (kind !== 'issueRequested' || !UNPAID.has(last) || covered) return null;
  return last === 'lodged' && reserved === null ? null : 'issueRequested before it is paid';
}
