import { createHash } from 'node:crypto';
import type { Result } from '../../drivers/result.ts';
import type { Catalogue, Service } from '../catalogue/schema.ts';
import type { UnansweredCode } from '../words/trouble.ts';
import type { SessionContext } from './context.ts';
import { areAnswersOfForm } from './steps/form/answering.ts';
import { answersToAskedQuestions } from './steps/form/asking.ts';
import type { StepKind } from './steps/registry.ts';
import type { Devices } from './visit/devices.ts';
import type { IdentifiedPerson, VisitFacts } from './visit/facts.ts';
import { type ParkedSlip, type ParkedVisit, parkedDisplayOf } from './visit/parked.ts';

export type ParkOutput = Result<ParkedSlip, UnansweredCode>;

/** Pages from which a visit can be parked: nothing is lodged, and no office is being asked. */
export const PARKED_FROM = [
  'requirements',
  'confirm',
  'form',
  'appointment',
  'due',
  'checking',
  'choosingPayment',
] as const satisfies readonly (StepKind | 'checking' | 'choosingPayment')[];

/** Only a card opens the slip. A continued application has a number that does the same; a given-up one has a number to keep. */
export function canPark({ facts, lodging, applicationId, previous, dated, devices, waitsForOffice }: SessionContext) {
  const { person, service, tier, found } = facts;
  const isOpen = lodging === null && applicationId === null && previous === null && found === undefined;
  const isKnown = person !== undefined && person.assurance !== 'phone' && service !== undefined && tier !== undefined;
  return isOpen && isKnown && dated && !waitsForOffice && devices.office.answers && devices.office.parks === true;
}

/** Changes if the questions of the service change, or what it needs before them. */
export function fingerprintOfSteps(service: Service): string {
  const { identification, questions, appointment, due, tiers } = service;
  const what = [identification, questions, appointment, due, tiers.map(({ id, ages }) => [id, ages])];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 16);
}

/** Content to seal. */
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

export type Unfit = 'changed' | 'elsewhere';

interface Here {
  readonly catalogue: Catalogue;
  readonly devices: Devices;
  readonly language: SessionContext['language'];
  readonly today: string;
  readonly dated: boolean;
  readonly used: SessionContext['used'];
}

/**
 * Facts with which the visit goes on. `changed`: the service begins again, because its questions changed or an answer no longer fits.
 * `elsewhere`: this kiosk does not offer the service.
 */
export function factsOfParked(parked: ParkedVisit, person: IdentifiedPerson, here: Here): Partial<VisitFacts> | Unfit {
  const service = here.catalogue.services.find(({ id }) => id === parked.service);
  if (!service) return 'elsewhere';
  const tier = service.tiers.find(({ id }) => id === parked.tier);
  if (!tier || fingerprintOfSteps(service) !== parked.steps) return 'changed';
  const { answers, place, isAnswered } = parked;
  const form = { ...here, only: null, from: 'before', service, person, tier, answers } as const;
  if (!areAnswersOfForm(form)) return 'changed';
  const hasEntries = isAnswered || place !== null || Object.keys(answers).length > 0;
  return { service, tier, person, ...(hasEntries && { answers }), ...(place && { place }) };
}
