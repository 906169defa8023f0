import { err, ok, type Result } from '../../drivers/result.ts';
import { type Application, hasOtherPaymentAtOffice, outcomesForStaff } from './application.ts';
import { forgetFailedRequests } from './attempts.ts';
import type { ApplicationInLedger, LedgerQueries } from './book.ts';
import { heldNote, holdsNote, isFinished, type LedgerBanknote } from './cash.ts';
import { HELD_NOTE_OUTCOME, type PhaseKind, type SettleReason, type StaffSettledOutcome } from './entries.ts';
import type { Ledger } from './ledger.ts';
import { nextSettlementStep, type SettlementStep } from './next-step.ts';

export type SettleRefusal =
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'nothing-left' }
  /** The entries contradict each other: the next start leaves the application to staff. */
  | { readonly kind: 'contradicts' }
  | { readonly kind: 'note-held' }
  /** The kiosk settles the application by itself. */
  | { readonly kind: 'by-itself'; readonly phase: PhaseKind; readonly next: SettlementStep['do'] }
  | {
      readonly kind: 'other-outcome';
      readonly phase: PhaseKind;
      readonly why: 'other-payment' | 'to-go-back' | 'in-doubt';
    };

/** The application with this name (id or reference), if it may be settled as `as`; otherwise why it may not. */
export function findApplicationToSettle(
  book: LedgerQueries,
  name: string,
  as: StaffSettledOutcome,
): Result<ApplicationInLedger, SettleRefusal> {
  const open = book.open().filter(({ id, application }) => id === name || application?.reference === name);
  if (open.length > 1) return err({ kind: 'several', ids: open.map(({ id }) => id) });
  const booked = open[0] ?? book.find(name);
  if (!booked) return err({ kind: 'unknown' });
  if (booked.listed) return ok(booked);
  const { application, byHand } = booked;
  if (byHand || (application && isFinished(application))) return err({ kind: 'nothing-left' });
  if (!application) return err({ kind: 'contradicts' });
  if (holdsNote(application)) return as === HELD_NOTE_OUTCOME ? ok(booked) : err({ kind: 'note-held' });
  const { last: phase } = application;
  const answers = outcomesForStaff(application);
  if (!answers) return err({ kind: 'by-itself', phase, next: nextSettlementStep(application).do });
  if (answers.includes(as)) return ok(booked);
  const why = hasOtherPaymentAtOffice(application)
    ? 'other-payment'
    : phase === 'reversing'
      ? 'to-go-back'
      : 'in-doubt';
  return err({ kind: 'other-outcome', phase, why });
}

/** Outcomes that staff may choose for an application now; empty: none. */
export function settleOutcomesOf({ application, listed, byHand }: ApplicationInLedger): readonly StaffSettledOutcome[] {
  if (listed) return ['returned', 'paid', 'not-paid'];
  if (byHand || !application || isFinished(application)) return [];
  return holdsNote(application) ? [HELD_NOTE_OUTCOME] : (outcomesForStaff(application) ?? []);
}

export interface HandSettlement {
  readonly as: StaffSettledOutcome;
  readonly by: string;
  readonly second?: string;
  readonly reason?: SettleReason;
  /** ISO date-time with offset. */
  readonly at: string;
}

/** The held note that a settlement would put on the list for a count; `undefined`: none. */
export const noteToSettle = ({ application, listed }: ApplicationInLedger): LedgerBanknote | undefined =>
  application && !listed ? heldNote(application) : undefined;

/**
 * Settles an application of `findApplicationToSettle`: its held note becomes a note in doubt; otherwise the payment is settled. The person who counts
 * the cassette settles the note, the kiosk the rest of the application.
 */
export function settleByHand(
  ledger: Ledger,
  booked: ApplicationInLedger,
  { as, by, second, reason, at }: HandSettlement,
): Application {
  const { id, listed } = booked;
  const more = { ...(second === undefined ? {} : { second }), ...(reason === undefined ? {} : { reason }) };
  const note = noteToSettle(booked);
  if (note) {
    const { noteId, value } = note;
    return ledger.append(id, { kind: 'noteInDoubt', noteId, value, why: 'settled-by-hand', by, ...more });
  }
  const after = ledger.append(id, { kind: 'settledByHand', as, by, at, leftToStaff: listed, ...more });
  forgetFailedRequests(ledger, id);
  return after;
}
