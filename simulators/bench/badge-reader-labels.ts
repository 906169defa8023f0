import type { BadgeFault } from '../badge/card.ts';

export const BADGE_FAULT_LABELS: Readonly<Record<BadgeFault, string>> = {
  silent: 'No answer once',
  damaged: 'Wrong answer',
  'hidden-uid': 'Hide its UID',
};
