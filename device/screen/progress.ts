import { isPaidHere } from '../catalogue/price.ts';
import type { Service } from '../catalogue/schema.ts';
import type { SessionContext } from '../session/context.ts';
import { nextStepOf } from '../session/routing.ts';
import { isStepKind, stepsOfService, VISIT_STEPS } from '../session/steps/registry.ts';
import type { ProgressEntry, ProgressStep } from '../words/progress.ts';
import { type VisitStateName, visitStateNameOf } from './journey.ts';
import type { SessionSnapshot } from './to-screen.ts';

/** Steps of a visit to this service, the same from the first page to the last. */
export function progressSteps(service: Service): readonly ProgressStep[] {
  const asked = stepsOfService(service)
    .map((kind) => VISIT_STEPS[kind].progress)
    .filter((step) => step !== null && step !== 'check');
  return [...new Set(asked), 'check', ...(isPaidHere(service) ? (['payment'] as const) : []), service.paper];
}

/** Progress line; `null` until a service is chosen, and in the step `find`. */
export function progressOf(session: SessionSnapshot): readonly ProgressEntry[] | null {
  const { service, person } = session.context.facts;
  const at = visitStateNameOf(session);
  if (!service || at === 'find' || at === 'resume') return null;
  const steps = progressSteps(service);
  const here = placeOf(at, session.context);
  const present = here === 'end' ? steps.length : here === null ? -1 : steps.indexOf(here);
  return steps.map((step, index) => {
    const done = index < present || (step === 'card' && person !== undefined && index !== present);
    return { step, state: done ? 'done' : index === present ? 'present' : 'ahead' };
  });
}

function placeOf(at: VisitStateName, context: SessionContext): ProgressStep | 'end' | null {
  if (isStepKind(at)) return VISIT_STEPS[at].progress;
  switch (at) {
    case 'routing':
      throw new Error('the state routing has no page');
    case 'checking':
      return 'check';
    case 'choosingPayment':
    case 'typingCredit':
    case 'payingCash':
    case 'crediting':
    case 'credited':
    case 'paying':
    case 'refused':
    case 'givingBack':
      return 'payment';
    case 'lodging':
    case 'lodged':
      return paysOrTakes(context);
    case 'issuing':
    case 'issuingAgain':
    case 'duplicating':
    case 'duplicated':
    case 'readingDocument':
    case 'unread':
    case 'previewing':
    case 'wrongDocument':
    case 'printingDocument':
    case 'printing':
      return paperOf(context);
    case 'surveying':
      return 'end';
    case 'trouble':
    case 'parking':
    case 'notParked':
    case 'parked':
      return stoppedAt(context);
    default:
      return at satisfies never;
  }
}

const paperOf = ({ facts: { service } }: SessionContext): ProgressStep | null => service?.paper ?? null;

const paysOrTakes = (context: SessionContext): ProgressStep | null =>
  (context.facts.quote?.total ?? 0) > 0 ? 'payment' : paperOf(context);

function stoppedAt(context: SessionContext): ProgressStep | null {
  if (context.reference !== null || context.applicationId !== null) return paysOrTakes(context);
  const next = nextStepOf(context);
  return next === 'checking' ? 'check' : VISIT_STEPS[next].progress;
}
