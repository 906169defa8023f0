import type { BackOfficeTrouble } from '../../back-office/contract.ts';
import type { DueUnpayable } from '../../words/due.ts';
import type { ChosenDues } from './facts.ts';

type Refused = Extract<BackOfficeTrouble, { kind: 'refused' }>;

/**
 * Why the dues cannot be paid as the page showed them, by the refusal of the office; `null`: the office refused for another reason. With
 * several dues, the refusal does not name the due, so the kiosk reads the list again.
 */
export function whyDueUnpayable({ reason, paidOn }: Refused, { dues }: ChosenDues): DueUnpayable | null {
  const changed = { because: 'changed' } as const;
  switch (reason) {
    case 'already-paid':
      return dues.length > 1 ? changed : { because: 'paid', on: paidOn ?? null };
    case 'due-held':
      return dues.length > 1 ? changed : { because: 'held' };
    case 'quote-expired':
      return changed;
    default:
      return null;
  }
}
