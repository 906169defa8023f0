import type { KioskSnapshot, SessionSnapshot } from '../screen/to-screen.ts';
import { placesOf } from '../screen/watch.ts';

/**
 * How a visit ended, as its last page has it. The books are the ledger's; this is what somebody who stood there went away with.
 *
 * - `left`: nothing was handed over: somebody looked around, or changed their mind
 * - `served`: registered, paid where it costs something
 * - `shown`: the state of an earlier application
 * - `duplicated`: one more paper of it
 * - `credited`: the notes that were put in became a credit
 * - `refused`: the back office said no
 * - `failed`: something else stopped it: a device, or no answer
 * - `unsettled`: they went while payment, registration or repayment was not known to have ended; the kiosk goes on with it
 */
export const OUTCOMES = [
  'left',
  'served',
  'shown',
  'duplicated',
  'credited',
  'refused',
  'failed',
  'unsettled',
] as const;
export type VisitOutcome = (typeof OUTCOMES)[number];

/** What is remembered of a visit that goes on: nothing of a person. */
export interface SeenVisit {
  /** Counted by the kiosk since its start. */
  readonly visit: number;
  /** Id in the catalogue; `none`: nothing was chosen yet. */
  readonly service: string;
  /** State of the visit's journey, such as `form` or `paying`. */
  readonly step: string;
  /** How it would have ended if it had ended here. */
  readonly outcome: VisitOutcome;
}

/** The visit that goes on now, or `null`. */
export function seenVisit(kiosk: KioskSnapshot): SeenVisit | null {
  const session = kiosk.children['session']?.getSnapshot() as SessionSnapshot | undefined;
  if (!kiosk.matches({ open: 'visiting' }) || session?.status !== 'active') return null;
  const [, place = '', inner = ''] = placesOf(kiosk);
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
