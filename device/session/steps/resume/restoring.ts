import { createHash } from 'node:crypto';
import type { Service } from '../../../catalogue/schema.ts';
import type { IdentifiedPerson, VisitFacts } from '../../visit/facts.ts';
import type { ParkedVisit } from '../../visit/parked.ts';
import type { StepBaseInput } from '../../visit/step.ts';
import { areAnswersOfForm } from '../form/answering.ts';

/** Fingerprint that changes with the service's identification, questions, appointment, due or ages. */
export function fingerprintOfSteps(service: Service): string {
  const { identification, questions, appointment, due, tiers } = service;
  const what = [identification, questions, appointment, due, tiers.map(({ id, ages }) => [id, ages])];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 16);
}

export type RestoreProblem = 'changed' | 'elsewhere';

type RestoreInput = Pick<StepBaseInput, 'catalogue' | 'devices' | 'language' | 'today' | 'dated' | 'used'>;

/**
 * Facts with which the visit goes on. `changed`: the service begins again, because it changed or an answer no longer fits. `elsewhere`: only
 * other kiosks offer the service.
 */
export function factsOfParked(
  parked: ParkedVisit,
  person: IdentifiedPerson,
  here: RestoreInput,
): Partial<VisitFacts> | RestoreProblem {
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
