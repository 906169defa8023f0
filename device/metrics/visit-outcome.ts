import type { KioskSnapshot, SessionSnapshot } from '../screen/to-screen.ts';
import { runningStatesOf } from '../screen/watch.ts';

/**
 * How a visit ended for the citizen, by its last page.
 *
 * - `left`: no application
 * - `served`: registered, paid if not free
 * - `shown`: state of an earlier application
 * - `duplicated`: another paper of an earlier application
 * - `credited`: the inserted notes became a credit
 * - `refused`: by the back office
 * - `failed`: by a device, a failed payment or a missing answer
 * - `unsettled`: payment, registration or refund open; the kiosk continues
 */
export const VISIT_OUTCOMES = [
  'left',
  'served',
  'shown',
  'duplicated',
  'credited',
  'refused',
  'failed',
  'unsettled',
] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

/** No personal data. */
export interface VisitSummary {
  readonly visit: number;
  readonly service: string;
  readonly step: string;
  readonly outcome: VisitOutcome;
}

export function summarizeVisit(kiosk: KioskSnapshot): VisitSummary | null {
  const session = kiosk.children['session']?.getSnapshot() as SessionSnapshot | undefined;
  if (!kiosk.matches({ open: 'visiting' }) || session?.status !== 'active') return null;
  const [, place = '', inner = ''] = runningStatesOf(kiosk);
  const step = place.split('.')[2] ?? 'none';
  const { visit, facts } = session.context;
  return { visit, service: facts.service?.id ?? 'none', step, outcome: outcomeOf(session, step, inner) };
}

const REFUSED: ReadonlySet<string> = new Set(['BKO-102', 'BKO-104', 'BKO-106']);
const GOES_ON: ReadonlySet<string> = new Set(['issuing', 'issuingAgain', 'givingBack', 'crediting']);

function outcomeOf({ context, children }: SessionSnapshot, step: string, inner: string): VisitOutcome {
  const { trouble, registered, applicationId, duplicate, credit } = context;
  if (step === 'trouble') return trouble && REFUSED.has(trouble.code) ? 'refused' : 'failed';
  if (duplicate !== null) return 'duplicated';
  if (registered !== null && applicationId !== null) return 'served';
  if (credit !== null) return 'credited';
  if (step === 'surveying') return 'shown';
  const hasNotes = step === 'payingCash' && (children.cash?.getSnapshot().context.inserted ?? 0) > 0;
  return GOES_ON.has(step) || hasNotes || inner.startsWith('doubt') ? 'unsettled' : 'left';
}
