import type { Qepik } from '../../drivers/money.ts';
import type { FoundApplication } from '../back-office/contract.ts';
import type { CardProof, CashProof } from '../back-office/payment-proof.ts';
import type { Service } from '../catalogue/schema.ts';
import { toCentreLocalTime } from '../clock/centre-time.ts';
import type { DueUnpayable } from '../words/due.ts';
import { OPEN_AT_FIRST_PAGE, type SessionContext } from './context.ts';
import {
  factsNeededBy,
  factsUsedByStep,
  type StepKind,
  stepOfReviewRow,
  stepsOfService,
  VISIT_STEPS,
} from './steps/registry.ts';
import type { VisitFactName, VisitFacts } from './visit/facts.ts';
import type { StepBaseInput, StepEnd, VisitStepDefinition } from './visit/step.ts';

/* Pure functions. The next step follows from the known facts and done steps: no step names another step. */

type Change = Partial<SessionContext>;

/** The first step of the service that is not done, has changed needs, or no longer holds; else *check your answers*. */
export function nextStepOf({ facts, done, today, dated }: SessionContext): StepKind | 'checking' {
  const plan = facts.service ? stepsOfService(facts.service) : [];
  const holds = (kind: StepKind) => stepOf(kind).holds?.(facts, { today, dated }) ?? true;
  return plan.find((kind) => !isDone(kind, facts, done[kind]) || !holds(kind)) ?? 'checking';
}

type Held = Pick<VisitStepDefinition<never, never, never, never, never, never>, 'holds'>;
const stepOf = (kind: StepKind): Held => VISIT_STEPS[kind];

const neededNow = (kind: StepKind, facts: Partial<VisitFacts>): readonly unknown[] =>
  factsNeededBy(kind).map((fact) => facts[fact]);

const isDone = (kind: StepKind, facts: Partial<VisitFacts>, then: readonly unknown[] | undefined): boolean =>
  then !== undefined && neededNow(kind, facts).every((needed, index) => needed === then[index]);

export function stepInputOf(kind: StepKind, context: SessionContext): StepBaseInput & Partial<VisitFacts> {
  const { catalogue, devices, language, today, dated, used, opening, facts } = context;
  const known = Object.fromEntries(
    factsUsedByStep(kind).flatMap((fact) => (fact in facts ? [[fact, facts[fact]]] : [])),
  );
  return { catalogue, devices, language, today, dated, used, ...opening, ...known };
}

/** How the end of a step changes the visit's context. */
export function changeAtStepEnd(context: SessionContext, kind: StepKind, ended: StepEnd): Change {
  switch (ended.end) {
    case 'done': {
      const facts = { ...withoutPlace(context.facts, kind), ...ended.facts };
      return { facts, done: { ...context.done, [kind]: neededNow(kind, facts) }, ...NONE_OPEN };
    }
    case 'back':
      return changeAtBack({ ...context, facts: withoutPlace(context.facts, kind) }, kind, ended.facts);
    case 'cannot':
      return { trouble: { code: ended.code, money: 'none' }, ...NONE_OPEN };
    case 'takeUp':
      return takeUp(context, ended);
    default:
      return ended satisfies never;
  }
}

/** Forgets the place of a parked visit after the form has opened there once. */
const withoutPlace = (facts: Partial<VisitFacts>, kind: StepKind): Partial<VisitFacts> =>
  factsUsedByStep(kind).includes('place') ? without(facts, ['place']) : facts;

const NONE_OPEN = {
  opening: OPEN_AT_FIRST_PAGE,
  openEntries: null,
  asksForCard: false,
  waitsForOffice: false,
  endsByItself: false,
} as const;

/** Whether the found application is registered: the citizen can print it again and change nothing. */
export const isFoundRegistered = ({ facts: { found } }: SessionContext): boolean => found?.state === 'registered';

/** Ends the open step with its entries so far. If the office does not store the visit, the visit goes on from these entries. */
export const changeAtPark = ({ facts, openEntries }: SessionContext): Change => ({
  facts: { ...facts, ...openEntries },
  ...NONE_OPEN,
});

/** The last step before `kind` that opens again; `undefined`: only the choice of a service. */
export function stepBefore(context: SessionContext, kind: StepKind | 'checking'): StepKind | undefined {
  const { facts } = context;
  if (isFoundRegistered(context)) return undefined;
  const plan = facts.service ? stepsOfService(facts.service) : [];
  const at = kind === 'checking' ? plan.length : plan.indexOf(kind);
  return plan.slice(0, Math.max(at, 0)).findLast((each) => VISIT_STEPS[each].reopens);
}

/** Back to the step before, or to *check your answers* if the citizen changed only one row. */
export function changeAtBack(
  context: SessionContext,
  kind: StepKind | 'checking',
  kept: Partial<VisitFacts> = {},
): Change {
  const facts = { ...context.facts, ...kept };
  const left = { facts, ...NONE_OPEN };
  if (context.opening.only !== null) return left;
  const before = stepBefore(context, kind);
  if (!before) return left;
  const plan = facts.service ? stepsOfService(facts.service) : [];
  const over = plan.slice(plan.indexOf(before) + 1).filter((each) => VISIT_STEPS[each].again);
  const done = without(context.done, [before, ...over]);
  const forgotten = over.flatMap((each): readonly VisitFactName[] => VISIT_STEPS[each].adds);
  return { ...left, facts: without(facts, forgotten), done, opening: { only: null, from: 'after' } };
}

/** Forgets the confirmation: the person has to be confirmed again. A phone confirmed who it is, so this is asked again too. */
export function dropIdentityConfirmation({ facts, done }: SessionContext): Change {
  const isByPhone = facts.person?.assurance === 'phone';
  return {
    facts: without(facts, ['confirmed', ...(isByPhone ? ['person'] : [])]),
    done: without(done, ['confirm', ...(isByPhone ? ['identify'] : [])]),
  };
}

/** Forgets a due that cannot be paid as shown: the kiosk reads and quotes it again, and lodges another application. */
export function forgetUnpayableDue({ facts, done }: SessionContext, gone: DueUnpayable): Change {
  const { due } = facts;
  const kept = { ...without(facts, ['quote']), ...(due && { due: { ...due, gone } }) };
  return { facts: kept, done: without(done, ['quote']), applicationId: null, lodging: null };
}

function only(facts: Partial<VisitFacts>, kept: readonly VisitFactName[]): Partial<VisitFacts> {
  return Object.fromEntries(kept.flatMap((fact) => (facts[fact] === undefined ? [] : [[fact, facts[fact]]])));
}

function without<T extends object>(whole: T, keys: readonly PropertyKey[]): T {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key))) as T;
}

/** The step that changes one row of *check your answers*, or `null`. */
export function stepToEdit(
  { facts }: SessionContext,
  row: string,
): { readonly kind: StepKind; readonly change: Change } | null {
  const kind = stepOfReviewRow(row, facts);
  return kind ? { kind, change: { opening: { only: row, from: 'before' } } } : null;
}

/**
 * Facts before a service is chosen: keeps the counts of tried codes and numbers, the place of the search and the known person. Drops the
 * payment of an earlier application.
 */
export const resetForServiceChoice = ({ facts }: SessionContext): Change => ({
  facts: only(facts, ['lookUps', 'unknownDues', 'phoneTries', 'looking', 'known']),
  done: {},
  ...NONE_OPEN,
  registered: null,
  approval: null,
  paidCash: null,
  reserved: null,
  at: null,
});

/** Begins another service; the kiosk lodged nothing yet. */
export const beginService = (context: SessionContext, service: Service): Change =>
  takeUp(context, { end: 'takeUp', facts: { service }, to: 'begin' });

/** The visit also takes the payment of a registered application. */
function takeUp(context: SessionContext, ended: Extract<StepEnd, { end: 'takeUp' }>): Change {
  const { facts, to } = ended;
  const tried = only(context.facts, ['known', 'unknownDues', 'phoneTries']);
  const fresh = { ...resetForServiceChoice(context), facts };
  const { found, service } = facts;
  if (ended.to === 'resume') return { ...fresh, ...resumed(ended) };
  if (to === 'begin') return { ...fresh, ...begun({ ...tried, ...facts }, context.facts) };
  if (!found || !service) return fresh;
  const taken = stepsOfService(service).filter((kind) => VISIT_STEPS[kind].adds.every((fact) => has(facts, fact)));
  const done = Object.fromEntries(taken.map((kind) => [kind, neededNow(kind, facts)]));
  return { ...fresh, done, registered: found.registered, ...(found.state === 'registered' && paid(found)) };
}

/**
 * The next visit continues the list of dues with its card and code: the citizen did not leave. It does not if the list could not open at
 * once: another person may touch the page of all services.
 */
function begun({ again, ...facts }: Partial<VisitFacts>, before: Partial<VisitFacts>): Change {
  const { service } = facts;
  const goesOn = service?.due === 'person' && service.id === again && before.person && before.confirmed;
  if (!goesOn) return { facts };
  const own = { ...facts, ...only(before, ['person', 'confirmed', 'tier']) };
  const done = OWN_LIST.map((kind) => [kind, neededNow(kind, own)]);
  return { facts: own, done: Object.fromEntries(done) };
}

/** The continued visit asks the office again for everything: price, register data, dues and appointment. */
function resumed({ facts, frame }: Extract<StepEnd, { to: 'resume' }>): Change {
  const { isAnswered, ...own } = frame;
  const taken: readonly StepKind[] = [
    'requirements',
    ...(facts.person ? (['identify'] as const) : []),
    ...(isAnswered ? (['form'] as const) : []),
  ];
  return { ...own, facts, done: Object.fromEntries(taken.map((kind) => [kind, neededNow(kind, facts)])) };
}

/** Steps before the list opened the first time. */
const OWN_LIST: readonly StepKind[] = ['requirements', 'identify', 'confirm'];

/** A registered application has its appointment in `found`. */
const has = (facts: Partial<VisitFacts>, fact: VisitFactName): boolean =>
  facts[fact] !== undefined || (fact === 'slot' && facts.found?.state === 'registered');

function paid({ payment, registered }: FoundApplication): Change {
  // The clock of the kiosk that took the payment may have been unset, so the office's time comes first.
  const at = toCentreLocalTime(registered?.registeredAt ?? payment?.at ?? '');
  if (payment === null) return { at };
  // The proof of payment does not say how much is left on the credit code.
  const reserved = payment.credit === undefined ? null : { amount: payment.credit, left: null };
  if ('notes' in payment) return { at, reserved, paidCash: notesFor(payment) };
  return 'terminalId' in payment ? { at, reserved, approval: approvalOf(payment) } : { at, reserved };
}

/** If one cash payment covers several dues (`sale`), each due counts only its own part, `amount`. If not, the sum of the notes counts. */
const notesFor = ({ notes, amount, sale }: CashProof): Qepik =>
  sale ? amount : notes.reduce((sum, note) => sum + note, 0);

/** Approval without the card's name and last digits: only the kiosk of the sale has these. */
function approvalOf({ terminalId, traceNumber, receiptNumber, amount }: CardProof) {
  const ref = { terminalId, traceNumber, receiptNumber };
  return { ref, amount, cardName: null, cardTail: null, authorisationCode: null };
}

export function foundApplicationOf({ facts: { found } }: SessionContext): FoundApplication {
  if (!found) throw new Error('this state needs a found application');
  return found;
}
