import { fromPromise } from 'xstate';
import type { FoundApplication } from '../../device/back-office/contract.ts';
import { quoteOn } from '../../device/catalogue/price.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import { needsCard } from '../../device/catalogue/service.ts';
import { answersThatFindDue } from '../../device/session/steps/due/owing.ts';
import { FIRST_STEP, STEP_KINDS, type StepKind, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import type { ChosenDues, VisitFacts } from '../../device/session/visit/facts.ts';
import type { StepBaseInput, StepEnd } from '../../device/session/visit/step.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import type { Quote } from '../../device/words/quote.ts';
import { endsOfStep, type WalkedStep } from '../contract/step.ts';
import { AYSEL } from '../rigs/machine-rig.ts';
import { ROAD_FINE_DUE } from '../support/sample-dues.ts';

/* Stub of a step that only ends, in every way that the contract allows. */

type Input = StepBaseInput & Partial<VisitFacts>;

export function stubStepEnds(
  kind: StepKind,
  input: Input,
  found: readonly FoundApplication[],
): readonly { readonly what: string; readonly output: StepEnd }[] {
  const { ends } = walkOf(kind);
  return [
    ...facts(kind, input).map((added, nth) => ({
      what: nth === 0 ? 'done' : `done ${nth}`,
      output: { end: 'done', facts: added } as const,
    })),
    ...(kind === FIRST_STEP ? chosen(input) : []),
    ...(ends.has('back') ? [{ what: 'back', output: { end: 'back', facts: {} } } as const] : []),
    ...(ends.has('cannot') ? [{ what: 'cannot', output: { end: 'cannot', code: 'RDR-106' } } as const] : []),
    ...(kind === 'resume' ? resumes(input) : []),
    ...(kind === 'find' ? found.flatMap((each) => takesUp(input, each)) : []),
  ];
}

const resumes = ({ catalogue }: Input) =>
  catalogue.services.filter(needsCard).map((service) => ({
    what: `takes up parked ${service.id}`,
    output: {
      end: 'takeUp',
      to: 'resume',
      facts: { service, tier: service.tiers[0]!, person: { document: AYSEL, assurance: 'zone' } },
      frame: { language: 'az', display: PLAIN_DISPLAY, isAnswered: false },
    } as const,
  }));

const chosen = ({ catalogue }: Input) =>
  catalogue.services.map((service) => ({
    what: `takes up ${service.id}`,
    output: { end: 'takeUp', facts: { service, looking: { at: 'home' } }, to: 'begin' } as const,
  }));

function facts(kind: StepKind, { service, answers, due }: Input): readonly Partial<VisitFacts>[] {
  const its = walkOf(kind).added.get(service?.id ?? '');
  if (!its) return [];
  if (its.quote && due) return [{ ...its, quote: quoteOf(its.quote, due) }];
  if (!its.due) return [its];
  const number = answersThatFindDue({ ...(service && { service }), ...(answers && { answers }) });
  const one = { ...its, due: { ...its.due, foundBy: number } };
  return [one, { ...one, due: { ...one.due, dues: [...one.due.dues, ROAD_FINE_DUE], part: null } }];
}

/** Several dues have one quote each, and their sum. */
function quoteOf(its: Quote, { dues, part }: ChosenDues): Quote {
  const parts = dues.map(({ id }): Quote => ({ ...its, due: { id, part } }));
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const { due: _, ...sum } = its;
  return { ...sum, id: null, tariffDate: null, total: its.total * parts.length, parts };
}

const walks = new Map<StepKind, ReturnType<typeof endsOfStep>>();

function walkOf(kind: StepKind): ReturnType<typeof endsOfStep> {
  const known = walks.get(kind) ?? endsOfStep(VISIT_STEPS[kind] as unknown as WalkedStep);
  walks.set(kind, known);
  return known;
}

function takesUp({ catalogue }: Input, found: FoundApplication) {
  const service = catalogue.services.find(({ id }) => id === found.service);
  return service ? waysOf(found, service) : [];
}

function waysOf(found: FoundApplication, service: Service) {
  const tier = service.tiers.find(({ id }) => id === found.tier) ?? service.tiers[0]!;
  const person = { document: AYSEL, assurance: 'zone' } as const;
  const quote = { ...quoteOn(service, tier, { today: found.tariffDate ?? '', dated: false }), total: found.amount };
  const all = { service, tier, quote, person, answers: found.answers, found, lookUps: 0 };
  const way = (to: Exclude<Extract<StepEnd, { end: 'takeUp' }>['to'], 'resume'>, taken: Partial<VisitFacts>) => ({
    what: `takes up ${found.state} ${service.id} to ${to}`,
    output: { end: 'takeUp', facts: taken, to } as const,
  });
  if (found.state === 'registered') return [way('print', all), way('show', all)];
  return found.state === 'open' ? [way('check', all)] : [way('begin', { lookUps: 0, service })];
}

export const stubSteps = Object.fromEntries(
  STEP_KINDS.map((kind) => [kind, fromPromise<StepEnd, Input>(() => Promise.reject(new Error('never runs')))]),
) as { readonly [K in StepKind]: never };
