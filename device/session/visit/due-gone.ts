import type { BackOfficeTrouble } from '../../back-office/contract.ts';
import type { DueGone } from '../../words/due.ts';
import type { ChosenDue } from './facts.ts';

type Refused = Extract<BackOfficeTrouble, { kind: 'refused' }>;

/**
 * Why what is owed cannot be paid as it was shown, by the refusal of the office; `null`: the office refused for another reason. Of several dues
 * nobody knows which one is gone: the list is read again.
 */
export function goneBy({ reason, paidOn }: Refused, { dues }: ChosenDue): DueGone | null {
  const changed = { because: 'changed' } as const;
  switch (reason) {
    case 'already-paid':
      return dues.length > 1 ? changed : { because: 'paid', on: paidOn ?? null };
    case 'due-held':
      return dues.length > 1 ? changed : { because: 'held' };
    // The office does not know any more which due it is.
    case 'quote-expired':
      return changed;
    default:
      return null;
  }
}
