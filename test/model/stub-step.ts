import { fromPromise } from 'xstate';
import type { FoundApplication } from '../../device/back-office/contract.ts';
import { quoteOn } from '../../device/catalogue/price.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import { foundBy } from '../../device/session/steps/due/owing.ts';
import { FIRST_STEP, STEP_KINDS, STEPS, type StepKind } from '../../device/session/steps/registry.ts';
import type { Facts } from '../../device/session/visit/facts.ts';
import type { Common, Ends } from '../../device/session/visit/step.ts';
import { type AnyStep, type StepWalk, walkStep } from '../contract/step.ts';
import { AYSEL } from '../machine-rig.ts';

/*
 * A step that does nothing but end, in every way that the contract of a step allows: with it the core of a visit is walked without
 * the pages of the real ones, which are walked by themselves within the same promise.
 */

type Input = Common & Partial<Facts>;

/** Every end to which the step's own walk came, each with a name. */
export function endsOf(
  kind: StepKind,
  input: Input,
  found: readonly FoundApplication[],
): readonly { readonly what: string; readonly output: Ends }[] {
  const { ends } = walkOf(kind);
  return [
    ...facts(kind, input).map((added) => ({ what: 'done', output: { end: 'done', facts: added } as const })),
    ...(kind === FIRST_STEP ? chosen(input) : []),
    ...(ends.has('back') ? [{ what: 'back', output: { end: 'back', facts: {} } } as const] : []),
    ...(ends.has('cannot') ? [{ what: 'cannot', output: { end: 'cannot', code: 'RDR-106' } } as const] : []),
    ...(kind === 'find' ? found.flatMap((each) => takesUp(input, each)) : []),
  ];
}

/** A visit begins with it: nobody goes back from it, and it takes up any service. */
const chosen = ({ catalogue }: Input) =>
  catalogue.services.map((service) => ({
    what: `takes up ${service.id}`,
    output: { end: 'takeUp', facts: { service, looking: { at: 'home' } }, to: 'begin' } as const,
  }));

/** What the real step adds when it is done for this service, as its own walk found. */
function facts(kind: StepKind, { service, answers, due }: Input): readonly Partial<Facts>[] {
  const its = walkOf(kind).added.get(service?.id ?? '');
  if (!its) return [];
  // A due belongs to the number by which it was found, and a quote to the due.
  const number = { ...(service && { service }), ...(answers && { answers }) };
  return [
    {
      ...its,
      ...(its.due && { due: { ...its.due, foundBy: foundBy(number) } }),
      ...(its.quote && due && { quote: { ...its.quote, due: { id: due.dues[0]?.id ?? '', part: due.part } } }),
    },
  ];
}

const walks = new Map<StepKind, StepWalk>();

function walkOf(kind: StepKind): StepWalk {
  const known = walks.get(kind) ?? walkStep(STEPS[kind] as unknown as AnyStep, []);
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
  const way = (to: Extract<Ends, { end: 'takeUp' }>['to'], taken: Partial<Facts>) => ({
    what: `takes up ${found.state} ${service.id} to ${to}`,
    output: { end: 'takeUp', facts: taken, to } as const,
  });
  if (found.state === 'registered') return [way('print', all), way('show', all)];
  return found.state === 'open' ? [way('check', all)] : [way('begin', { lookUps: 0, service })];
}

/** The logic of it; the walk answers for it. */
export const stubSteps = Object.fromEntries(
  STEP_KINDS.map((kind) => [kind, fromPromise<Ends, Input>(() => Promise.reject(new Error('never runs')))]),
) as { readonly [K in StepKind]: never };
