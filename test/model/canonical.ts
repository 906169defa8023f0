import { readCreditCode } from '../../device/ledger/credit-code.ts';
import { isCoveredByCredit, type SessionContext, unlodgedSlotOf } from '../../device/session/context.ts';
import { MOST_WRONG_CREDITS } from '../../device/session/credit.machine.ts';
import { mayRequestMessage } from '../../device/session/phone-message.ts';
import { MAX_REGISTER_ATTEMPTS } from '../../device/session/session.setup.ts';
import { ATTEMPTS_BEFORE_SLIP } from '../../device/session/slips.ts';
import { MAX_UNKNOWN_NUMBERS } from '../../device/session/steps/due/owing.ts';
import { MAX_WRONG_CODES } from '../../device/session/steps/find/finding.ts';
import { decidingQuestionIds } from '../../device/session/steps/form/asking.ts';
import { FIRST_STEP, isStepKind, STEP_KINDS, type StepKind, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import type { VisitFacts } from '../../device/session/visit/facts.ts';
import { isUnanswered } from '../../device/words/trouble.ts';
import type { RunningMachine } from './composed.ts';
import {
  contextOf,
  DEVICE_NAMES,
  type DeviceName,
  isDevicePresent,
  journeyOf,
  type OuterWorld,
  stepOf,
  type World,
} from './world.ts';

/** Key of a world. Two worlds are equal if machines, timers, and what a guard, an `always` or a screen reads of each context are equal. */
export const worldKey = (world: World): string => JSON.stringify([machineKey(world.root), outsideKey(world)]);

function machineKey({ id, machine, snapshot, machines, timers }: RunningMachine): unknown {
  const { context, value } = snapshot;
  return [
    value,
    id === 'step' || isStepKind(id)
      ? stepKey(machine.id as StepKind, snapshot)
      : (CONTEXTS[id]?.(context as never, value as never) ?? noRow(id)),
    // The sentences about a refused scan and a call of staff change no behaviour.
    Object.keys(timers)
      .filter((timer) => !/scanShown|callShown/.test(timer))
      .sort(),
    Object.values(machines).map(machineKey),
  ];
}

const stepKey = (kind: StepKind, snapshot: RunningMachine['snapshot']): unknown =>
  (VISIT_STEPS[kind].key as (snapshot: RunningMachine['snapshot']) => unknown)(snapshot);

function noRow(id: string): never {
  throw new Error(`${id} has no row in test/model/canonical.ts: what of its context do its guards read?`);
}

type Contexts = Readonly<Record<string, (context: never, value: never) => unknown>>;

interface Cash {
  readonly inserted: number;
  readonly amount: number;
  readonly holds: boolean;
  readonly doubted: boolean;
  readonly stopping: boolean;
  readonly leaving: boolean;
}

interface Credit {
  readonly typed: string;
  readonly asked: string | null;
  readonly wrong: number;
}

interface Printing {
  readonly copy: number;
  readonly partlyPrinted: boolean;
  readonly leaving: boolean;
}

const CONTEXTS: Contexts = {
  root: ({ staff }: { readonly staff: { readonly by: string } | null }) => ['kiosk', staff?.by ?? null],
  maintenance: () => 'maintenance',
  session: sessionKey,
  identification: ({ trouble }: { readonly trouble: string | null }) => trouble !== null,
  payment: ({ cancelled, leaving }: { readonly cancelled: boolean; readonly leaving: boolean }) => [cancelled, leaving],
  cash: ({ inserted, amount, holds, doubted, stopping, leaving }: Cash) => [
    howMuch(inserted, amount),
    holds,
    doubted,
    stopping,
    leaving,
  ],
  credit: ({ typed, asked, wrong }: Credit) => {
    const read = readCreditCode(typed);
    return [typed !== '', typeof read === 'string' ? read : 'whole', asked !== null, wrong >= MOST_WRONG_CREDITS];
  },
  printing: ({ copy, partlyPrinted, leaving }: Printing) => [Math.min(copy, 2), partlyPrinted, leaving],
  document: ({ printing, trouble, partlyPrinted, copyHelps, leaving }: Sheets) => [
    Math.min(printing, 2),
    trouble?.unknown ?? null,
    partlyPrinted,
    copyHelps,
    leaving,
  ],
};

interface Sheets {
  readonly printing: number;
  readonly trouble: { readonly unknown: boolean } | null;
  readonly partlyPrinted: boolean;
  readonly copyHelps: boolean;
  readonly leaving: boolean;
}

const howMuch = (inserted: number, amount: number) => (inserted === 0 ? 0 : inserted < amount ? 'some' : 'enough');

function sessionKey(context: SessionContext, value: { readonly visit?: { readonly journey: unknown } }): unknown {
  const { facts, done, opening, applicationId, reference, method, duplicate, asksForCard } = context;
  const { approval, paidCash, credit, registered, trouble, attempts, printed } = context;
  const { onSheets, document, tookCopy } = context;
  const at = value.visit?.journey;
  const journey = typeof at === 'object' && at !== null ? Object.keys(at)[0] : at;
  const had = [applicationId, reference, approval, paidCash, credit, registered].map((each) => each !== null);
  const mayLookUp = (facts.lookUps ?? 0) < MAX_WRONG_CODES;
  const known = facts.known !== undefined;
  if (journey === 'choose') return [had, mayLookUp, known];
  if (journey === 'find' || journey === 'resume') return [had, asksForCard];
  if (journey === 'parked') return [context.parked?.printed];
  if (journey === 'surveying' && isReading(at))
    return [had, facts.person !== undefined, slipsKey(context), readKey(context)];
  if (journey === 'surveying') return [had, lastPageKey(context)];
  return [
    facts.service?.id,
    (facts.quote?.total ?? 0) > 0,
    facts.person !== undefined,
    unlodgedSlotOf(context) !== null,
    dueKey(facts),
    answersKey(facts),
    known,
    STEP_KINDS.filter((kind) => done[kind]),
    opening,
    asksForCard,
    had,
    method,
    creditKey(context, journey),
    trouble && [trouble.code, trouble.money],
    printed,
    slipsKey(context),
    journey === 'issuing' || journey === 'issuingAgain' ? patience(attempts) : null,
    duplicate !== null,
    [onSheets, document !== null, tookCopy],
  ];
}

/** A credit's share of the price; on pages that take a code, how another code is treated. */
function creditKey(context: SessionContext, journey: unknown): unknown {
  const { approval, paidCash, reserved, wrongCredits, askedCredit } = context;
  const pays = approval === null && paidCash === null && reserved !== null;
  const types = journey === 'choosingPayment' || journey === 'typingCredit';
  // If only one way to pay exists, going back does not show the page of the ways.
  const goesBack = types || journey === 'payingCash' || journey === 'crediting';
  return [
    pays && (isCoveredByCredit(context) ? 'all' : 'a part'),
    goesBack && wrongCredits >= MOST_WRONG_CREDITS,
    types && askedCredit !== null,
  ];
}

const dueKey = ({ due, unknownDues = 0 }: SessionContext['facts']): unknown =>
  due || unknownDues > 0
    ? [due?.dues.map(({ id }) => id).join(), due?.gone?.because, Math.min(unknownDues, MAX_UNKNOWN_NUMBERS)]
    : null;

const isReading = (journey: unknown): boolean => typeof Object.values(journey as object)[0] === 'object';

const readKey = ({ accesses }: SessionContext) => accesses?.ok ?? null;

function lastPageKey(context: SessionContext): unknown {
  const { facts, method, printed, survey, duplicate } = context;
  return [
    facts.service?.id,
    (facts.quote?.total ?? 0) > 0,
    facts.person !== undefined,
    facts.known !== undefined,
    method,
    printed,
    slipsKey(context),
    survey,
    duplicate !== null,
    mayRequestMessage(context),
  ];
}

function answersKey({ service, answers = {} }: Partial<VisitFacts>): unknown {
  const decided = service ? decidingQuestionIds(service).map((id) => answers[id] ?? null) : [];
  return [Object.keys(answers).sort(), decided];
}

/** Slips that may still become due count too. No guard reads their outcome. */
function slipsKey({ slips, registered, approval }: SessionContext): unknown {
  const abouts = (Object.keys(slips) as (keyof typeof slips)[]).sort();
  const due = (about: string) => registered === null && (about !== 'payment' || approval === null);
  return abouts.flatMap((about) => (slips[about] === 'printing' ? [`${about} now`] : due(about) ? [about] : []));
}

const patience = (attempts: number) =>
  attempts >= MAX_REGISTER_ATTEMPTS ? 'enough' : Math.min(attempts, ATTEMPTS_BEFORE_SLIP);

function outsideKey(world: World): unknown {
  const { devices, sale, notes, taking, shown } = world.outside;
  const context = contextOf(world);
  return [
    DEVICE_NAMES.filter((name) => !isDevicePresent(devices, name) && isDeviceRead(world, name)),
    devices.reader.device === 'starting',
    devices.doorOpen && (isDeviceRead(world, 'terminal') || isDeviceRead(world, 'billValidator')),
    Object.entries(MONEY_DOUBTS).map(([name, doubt]) => isDeviceRead(world, name as DeviceName) && devices[doubt]),
    sale,
    notes.inserted > 0,
    notes.holds,
    notes.doubted,
    taking,
    context?.facts.service && context.applicationId === null && isDataShown(context, shown),
  ];
}

/**
 * Without an entry, all devices are asked. Other devices have no effect, as `walk.ts` tests at some places. `TRIED_ANYHOW=1` tests it at
 * every place (4 min).
 */
const ASKED_FOR: Readonly<Record<string, readonly DeviceName[]>> = {
  confirm: [],
  form: [],
  appointment: [],
  due: [],
  quote: [],
  lodging: [],
  typingCredit: [],
  paying: [],
  payingCash: ['billValidator'],
  crediting: ['terminal', 'billValidator'],
  credited: [],
  givingBack: [],
  issuing: ['printer'],
  issuingAgain: ['printer'],
  printing: ['printer'],
  duplicating: ['printer', 'documentPrinter'],
  readingDocument: [],
  unread: ['printer'],
  previewing: ['documentPrinter'],
  wrongDocument: [],
  printingDocument: ['printer', 'documentPrinter'],
  surveying: [],
  checking: ['terminal', 'printer', 'documentPrinter', 'billValidator', 'disk'],
  choosingPayment: ['terminal', 'billValidator'],
  parking: [],
  notParked: [],
  parked: [],
  trouble: ['terminal', 'documentPrinter', 'billValidator', 'disk'],
};

/** Doubts about money, which the settlement ends. A place reads device and doubt, or neither. */
export const MONEY_DOUBTS = { terminal: 'paymentInDoubt', billValidator: 'noteInDoubt' } as const satisfies Partial<
  Record<DeviceName, keyof OuterWorld['devices']>
>;

/** Only the retry of a trouble needs a device. */
function mayRetry(world: World): boolean {
  const { trouble, reference } = contextOf(world) ?? {};
  const lodgesAgain = isUnanswered(trouble?.code) && reference === null;
  return lodgesAgain || trouble?.money === 'not-taken' || trouble?.code === 'BKO-107';
}

export function isDeviceRead(world: World, name: DeviceName): boolean {
  const journey = journeyOf(world) ?? '';
  if (isStepKind(journey) && journey !== FIRST_STEP && stepOf(world) === undefined) return false;
  if (journey === 'trouble' && !mayRetry(world)) return false;
  const asked = ASKED_FOR[journey];
  return asked === undefined || asked.includes(name);
}

export const machinesKey = ({ root }: World): string => JSON.stringify(machineKey(root));

/** Whether the data that is handed over is the data on *check your answers*. */
export function isDataShown(context: SessionContext, shown: OuterWorld['shown']): boolean {
  if (!shown) return false;
  const { service, tier, quote, person, slot, due, answers } = context.facts;
  return (
    service === shown.service &&
    tier === shown.tier &&
    quote === shown.quote &&
    person === shown.person &&
    slot === shown.slot &&
    due === shown.due &&
    sameAnswers(answers ?? {}, shown.answers ?? {})
  );
}

function sameAnswers(a: VisitFacts['answers'], b: VisitFacts['answers']): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
