import type { Result } from '../../drivers/result.ts';
import type { UnansweredCode } from '../words/trouble.ts';
import type { SessionContext } from './context.ts';
import { answersToAskedQuestions } from './steps/form/asking.ts';
import type { StepKind } from './steps/registry.ts';
import { fingerprintOfSteps } from './steps/resume/restoring.ts';
import { type ParkedSlip, type ParkedVisit, parkedDisplayOf } from './visit/parked.ts';

export type ParkOutput = Result<ParkedSlip, UnansweredCode>;

/** Pages from which the citizen can park the visit: nothing is lodged, and the kiosk waits for no answer of the office. */
export const PARKED_FROM = [
  'requirements',
  'confirm',
  'form',
  'appointment',
  'due',
  'checking',
  'choosingPayment',
] as const satisfies readonly (StepKind | 'checking' | 'choosingPayment')[];

/**
 * Whether the visit can be parked. It needs the card that opens the slip. A citizen with a continued application comes back with its number.
 * After a given-up application, the citizen has a number to keep.
 */
export function canPark({ facts, lodging, applicationId, previous, dated, devices, waitsForOffice }: SessionContext) {
  const { person, service, tier, found } = facts;
  const isOpen = lodging === null && applicationId === null && previous === null && found === undefined;
  const isKnown = person !== undefined && person.assurance !== 'phone' && service !== undefined && tier !== undefined;
  return isOpen && isKnown && dated && !waitsForOffice && devices.office.answers && devices.office.parks === true;
}

/** Content of the seal. */
export function parkedVisitOf({ facts, done, language, display }: SessionContext): ParkedVisit {
  const { service, tier, person, answers = {}, place = null } = facts;
  if (!service || !tier) throw new Error('a visit without a service cannot be parked');
  return {
    service: service.id,
    steps: fingerprintOfSteps(service),
    tier: tier.id,
    language,
    display: parkedDisplayOf(display),
    answers: answersToAskedQuestions({ service, person, answers }),
    place,
    isAnswered: done.form !== undefined && place === null,
  };
}
