import type { DoubtSubject } from '../ledger/entries.ts';
import { moneyStateOf, type SessionContext } from './context.ts';

export interface SlipOrder {
  readonly about: DoubtSubject;
  readonly visit: SessionContext;
}

/** With the id, because the visit may have another application by then. */
export interface SlipOutput {
  readonly applicationId: string;
  readonly slips: SessionContext['slips'];
}

/** Failed registration attempts until the citizen gets a slip. */
export const ATTEMPTS_BEFORE_SLIP = 3;

/** Whether a matter is unsettled for so long that the citizen gets a slip. */
export function needsSlip(context: SessionContext, about: DoubtSubject): boolean {
  switch (about) {
    case 'payment':
    case 'staff':
      return true;
    case 'registration':
      return (
        context.attempts >= ATTEMPTS_BEFORE_SLIP &&
        context.registered === null &&
        moneyStateOf(context, 'none') !== 'none'
      );
    case 'return':
      return context.trouble?.money === 'returning';
    default:
      return about satisfies never;
  }
}

/** Subject of the first waiting slip that is still true. */
export const nextWaitingSlip = (context: SessionContext): DoubtSubject | undefined =>
  (Object.keys(context.slips) as DoubtSubject[]).find(
    (about) => context.slips[about] === 'printing' && needsSlip(context, about),
  );

/** Subject of the slip that prints next. */
export function slipToPrint(context: SessionContext): DoubtSubject {
  const about = nextWaitingSlip(context);
  if (!about) throw new Error('this state needs a slip to print');
  return about;
}
