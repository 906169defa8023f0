import type { DoubtAbout } from '../ledger/entries.ts';
import { moneyOf, type SessionContext } from './context.ts';

export interface SlipOrder {
  readonly about: DoubtAbout;
  readonly visit: SessionContext;
}

/** How a slip ended. The visit may be about another application by then. */
export interface SlipOutput {
  readonly applicationId: string;
  readonly slips: SessionContext['slips'];
}

/** After so many attempts in vain the citizen is told that it goes on by itself. */
export const PATIENT_ATTEMPTS = 3;

/** Whether something is not settled for so long that the citizen gets a slip for it. */
export function isDoubtful(context: SessionContext, about: DoubtAbout): boolean {
  switch (about) {
    case 'payment':
    case 'staff':
      return true;
    case 'registration':
      return context.attempts >= PATIENT_ATTEMPTS && context.registered === null && moneyOf(context, 'none') !== 'none';
    case 'return':
      return context.trouble?.money === 'returning';
    default:
      return about satisfies never;
  }
}

/** What is to be printed that still is as a slip would say. */
export const waitingSlip = (context: SessionContext): DoubtAbout | undefined =>
  (Object.keys(context.slips) as DoubtAbout[]).find(
    (about) => context.slips[about] === 'printing' && isDoubtful(context, about),
  );

/** What the next slip is about. */
export function slipToPrint(context: SessionContext): DoubtAbout {
  const about = waitingSlip(context);
  if (!about) throw new Error('this state needs a slip to print');
  return about;
}
