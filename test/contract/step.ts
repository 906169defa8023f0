import type { AnyEventObject, AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { FoundApplication, OfficeQuote } from '../../device/back-office/contract.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import { needsCard } from '../../device/catalogue/service.ts';
import type { QuoteInquiry } from '../../device/session/steps/quote/quote.machine.ts';
import { isStepKind, STEP_KINDS, stepsOfService, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import type { Devices } from '../../device/session/visit/devices.ts';
import type { StepEvent } from '../../device/session/visit/events.ts';
import type { VisitFactName, VisitFacts } from '../../device/session/visit/facts.ts';
import {
  type AnswerReviewRow,
  type StepBaseInput,
  type StepEnd,
  type StepViewInput,
  waitsForOffice,
} from '../../device/session/visit/step.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';
import { err, ok } from '../../drivers/result.ts';
import { codeAnswers } from '../model/code-answers.ts';
import {
  applyEvents,
  beginMachine,
  doneEvent,
  type MachineEffect,
  namesEvent,
  type RunningMachine,
  sameTree,
  snapshotWithChildren,
  type TreeEvent,
} from '../model/composed.ts';
import { dealAnswers } from '../model/deal-answers.ts';
import { dueAnswers } from '../model/due-answers.ts';
import { knownAnswers } from '../model/known-answers.ts';
import { offerEvent, screenOffers } from '../model/offers.ts';
import { parkAnswers } from '../model/park-answers.ts';
import { phoneAnswers } from '../model/phone-answers.ts';
import { slotAnswers } from '../model/slot-answers.ts';
import {
  type DrawnPage,
  type MoveListener,
  machinesUnawareOfDevices,
  NO_LISTENER,
  type PageMove,
  type PageMoves,
  pageChange,
  pageMovesOf,
  stateOf,
  strandedPlaces,
  stuckStates,
  unheardMoves,
} from '../model/ways.ts';
import { ALL_DEVICES_PRESENT, CATALOGUE, leavesOf, STEP_DEVICE_NAMES, withDevice } from '../model/world.ts';
import { AYSEL } from '../rigs/machine-rig.ts';
import { catalogue, quotedFor } from '../support/catalogue.ts';
import { DUE, knownOf, SLOT } from '../support/example-facts.ts';
import { languageFaults, repeatedLookUpFaults, repeatInTwin } from './step-laws.ts';
import { wrongSums } from './sums.ts';
import { touchesThatRetype } from './typed-over.ts';

/* Walks every step over all orders of touches, cards, devices, time and answers, and checks the rules of steps. */

export interface WalkedStep {
  readonly needs: readonly VisitFactName[];
  readonly reads: readonly VisitFactName[];
  readonly adds: readonly VisitFactName[];
  readonly changes?: readonly VisitFactName[];
  readonly machine: Parameters<typeof beginMachine>[0];
  readonly takes: readonly StepEvent['type'][];
  readonly view: (snapshot: AnyMachineSnapshot, seen: StepViewInput) => { readonly show: string };
  readonly key: (snapshot: AnyMachineSnapshot) => unknown;
  readonly examples?: readonly StepEvent[];
  readonly rows: (facts: Partial<VisitFacts>, language: 'az') => readonly AnswerReviewRow[];
}

export interface StepWalk {
  readonly places: number;
  readonly moves: number;
  readonly shown: ReadonlySet<string>;
  readonly ends: ReadonlySet<StepEnd['end']>;
  readonly added: ReadonlyMap<string, Partial<VisitFacts>>;
  readonly ways: PageMoves;
  readonly problems: readonly string[];
}

interface Place {
  readonly root: RunningMachine;
  readonly devices: Devices;
  readonly path: string;
  /** Actions of the machines on the way to this place that other parts notice. */
  readonly acts: readonly string[];
}

interface Move {
  readonly what: string;
  readonly by: string;
  readonly happenings: readonly TreeEvent[];
  readonly devices?: Devices;
}

const DEVICES_HERE: Devices = {
  ...ALL_DEVICES_PRESENT,
  office: { ...ALL_DEVICES_PRESENT.office, byPhone: true },
};

/** A step with more places counts something that it should not. */
const MAX_PLACES = 20_000;

/** A service with an answer to each of its questions, not offered by any office. */
export interface InventedService {
  readonly service: Service;
  readonly answers: VisitFacts['answers'];
  readonly prefill?: VisitFacts['prefill'];
  readonly answersTo: (context: unknown) => readonly AnyEventObject[];
}

export function walkStep(
  step: WalkedStep,
  found: readonly FoundApplication[],
  madeUp?: InventedService,
  ear: MoveListener<StepEdge> = NO_LISTENER,
): StepWalk {
  const seen = new Map<string, Place>();
  /** The same place in a visit that began in another language. */
  const twins = new Map<string, RunningMachine | string>();
  const problems = new Map<string, string>();
  const shown = new Set<string>();
  const ends = new Set<StepEnd['end']>();
  const added = new Map<string, Partial<VisitFacts>>();
  const acted = new Set<string>();
  const states = new Set<string>();
  let moves = 0;
  const changed = new Set<string | null>();
  const ways: PageMove[] = [];
  const leadsOut = new Map<string, Set<string>>();
  const note = (problem: string, path: string) => {
    if (!problems.has(problem)) problems.set(problem, `${problem}\n  ${path}`);
  };
  const put = (place: Place, twin: () => RunningMachine | string): string => {
    const key = JSON.stringify([keyOf(step, place.root), devicesKey(place.devices)]);
    const wrong = judge(step, place, shown, ends, seen.has(key) ? ['az'] : LANGUAGE_CODES);
    for (const problem of wrong) note(problem, place.path);
    noteAdded(place.root.snapshot, added);
    if (seen.has(key)) return key;
    seen.set(key, place);
    const its = twin();
    twins.set(key, its);
    for (const problem of languageFaults(place.root, its, drawnIn(step, place, 'ru'))) note(problem, place.path);
    return key;
  };
  for (const [what, input] of inputsOf(step, madeUp)) {
    changed.add(input.only);
    ear.before();
    const { root, deeds } = beginMachine(step.machine, input);
    const to = { root, devices: input.devices, path: what, acts: actsOf(deeds) };
    const edge = { step, from: null, move: { what, by: 'begins', happenings: [] }, input, to };
    ways.push(pageMoveOf(edge));
    ear.after(edge);
    put(to, () => beginMachine(step.machine, { ...input, language: 'ru' }).root);
  }
  for (const [at, place] of seen) {
    if (place.root.snapshot.status !== 'active') continue;
    states.add(String(place.root.snapshot.value));
    if (seen.size > MAX_PLACES)
      throw new Error('the step has no end of places: its key tells apart what no guard reads');
    const possible = madeUp ? movesOfInventedService(step, place, madeUp) : movesOf(step, place, found);
    const out = new Set<string>();
    leadsOut.set(at, out);
    for (const offer of idleOffers(step, place)) note(offer, place.path);
    for (const move of possible) {
      const { what, by, happenings, devices = place.devices } = move;
      moves += 1;
      ear.before();
      const { root: next, deeds } = applyEvents(place.root, happenings);
      const isSame = sameTree(next, place.root);
      const root = isSame && devices === place.devices ? place.root : next;
      for (const { path: to, event } of happenings) if (to.length === 0 && !isSame) acted.add(event.type);
      const to = { root, devices, path: `${place.path} → ${what}`, acts: actsOf(deeds) };
      const edge = { step, from: place, move, to };
      for (const problem of ignorance(edge)) note(problem, to.path);
      ways.push(pageMoveOf(edge));
      ear.after(edge);
      if (step.machine.id === 'find')
        for (const problem of repeatedLookUpFaults(place.root, by, root, found, drawnIn(step, to, 'az')))
          note(problem, to.path);
      const key = root === place.root ? at : put(to, () => repeatInTwin(twins.get(at)!, happenings));
      if (by === 'citizen.back' || /^(answered|xstate)/.test(by)) out.add(key);
    }
  }
  if (step.takes.includes('citizen.back') && ends.has('back'))
    for (const key of strandedPlaces(leadsOut)) note('neither back nor an answer leads out of it', seen.get(key)!.path);
  const rows = rowsAdded(step, added, madeUp);
  if (rows.length > 0 && !rows.some((row) => changed.has(row)))
    problems.set('rows', `no walk changed its row ${rows[0]}: its facts are not in test/support/example-facts.ts`);
  for (const type of step.takes)
    if (!acted.has(type)) problems.set(type, `it takes ${type}, which does nothing anywhere: does it need an example?`);
  for (const state of Object.keys(step.machine.root.states))
    if (!states.has(state) && isStayedIn(step.machine.root.states[state]))
      problems.set(state, `nobody came to ${state}`);
  return { places: seen.size, moves, shown, ends, added, ways: pageMovesOf(ways), problems: [...problems.values()] };
}

/** Ends and facts of the same walk, without its rules: half of the time. */
export function endsOfStep(step: WalkedStep): Pick<StepWalk, 'ends' | 'added'> {
  const seen = new Map<string, Place>();
  const ends = new Set<StepEnd['end']>();
  const added = new Map<string, Partial<VisitFacts>>();
  const put = (root: RunningMachine, devices: Devices) => {
    if (root.snapshot.status === 'done') ends.add((root.snapshot.output as StepEnd).end);
    noteAdded(root.snapshot, added);
    const key = JSON.stringify([keyOf(step, root), devicesKey(devices)]);
    if (!seen.has(key)) seen.set(key, { root, devices, path: '', acts: [] });
  };
  for (const [, input] of inputsOf(step)) put(beginMachine(step.machine, input).root, input.devices);
  for (const place of seen.values()) {
    if (place.root.snapshot.status !== 'active') continue;
    for (const { happenings, devices = place.devices } of movesOf(step, place, [])) {
      const { root } = applyEvents(place.root, happenings);
      if (devices !== place.devices || !sameTree(root, place.root)) put(root, devices);
    }
  }
  return { ends, added };
}

export interface StepEdge {
  readonly step: WalkedStep;
  readonly from: Place | null;
  readonly input?: StepBaseInput & Partial<VisitFacts>;
  readonly move: Move;
  readonly to: Place;
}

/** Repeats the edge's move, for example with a changed machine. */
export function repeatEdge({ step, from, input, move, to: { devices } }: StepEdge): StepEdge {
  const { root, deeds } = from ? applyEvents(from.root, move.happenings) : beginMachine(step.machine, input);
  return { step, from, ...(input && { input }), move, to: { root, devices, path: '', acts: actsOf(deeds) } };
}

const actsOf = (deeds: readonly MachineEffect[]): readonly string[] =>
  deeds.flatMap((deed) => (deed.did === 'act' ? [deed.what] : []));

const ignorance = ({ step, from, move, to }: StepEdge): readonly string[] => [
  ...(from ? unheardMoves(from.root, move.happenings, to.root) : []),
  ...(step.takes.includes('devices.changed') && to.root.snapshot.status === 'active' && tellsDevices(move.happenings)
    ? machinesUnawareOfDevices(to.devices, to.root)
    : []),
  ...unannounced({ step, from, move, to }),
  ...contradiction(to.root),
];

/** A page came with an answer, but the step did not say that it waits: an idle warning would stay over the new page. */
function unannounced({ step, from, move: { by }, to }: StepEdge): readonly string[] {
  if (!from || !by.startsWith('answered') || to.root.snapshot.status !== 'active') return [];
  const [before, after] = [pageOrNone(step, from).page, pageOrNone(step, to).page];
  return before === after || waitsForOffice(from.root.snapshot)
    ? []
    : [`${before} does not say that it waits for the office, whose answer leads to ${after}`];
}

function contradiction({ snapshot, machines }: RunningMachine): readonly string[] {
  const { innerWaits } = snapshot.context as { readonly innerWaits?: boolean };
  if (innerWaits === undefined || snapshot.status !== 'active') return [];
  const waits = Object.values(machines).some((inner) => waitsForOffice(inner.snapshot));
  return waits === innerWaits ? [] : [`innerWaits is ${innerWaits}, and the inner step says ${waits}`];
}

const tellsDevices = (happenings: readonly TreeEvent[]): boolean =>
  happenings.some(({ event }) => event.type === 'devices.changed');

export const edgeProblems = (edge: StepEdge): readonly string[] => [
  ...judge(edge.step, edge.to, new Set(), new Set(), ['az']),
  ...ignorance(edge),
  ...(edge.from ? idleOffers(edge.step, edge.from) : []),
];

const drawn = new WeakMap<RunningMachine, DrawnPage>();

const viewAt = (step: WalkedStep, { root, devices }: Place, language: Language) =>
  step.view(snapshotWithChildren(root), { language, display: PLAIN_DISPLAY, devices, qrOf: (reference) => reference });

function pageAt(step: WalkedStep, place: Place): DrawnPage {
  const known = drawn.get(place.root);
  if (known) return known;
  const view = viewAt(step, place, 'az');
  const its = {
    page: `${view.show} (${stateOf(place.root)})`,
    view: { ...view },
    text: JSON.stringify(view),
    root: place.root,
  };
  drawn.set(place.root, its);
  return its;
}

/** `judge` reports a page that cannot be drawn. */
const drawnIn =
  (step: WalkedStep, { devices }: Place, language: Language) =>
  (root: RunningMachine): string => {
    if (root.snapshot.status !== 'active') return root.snapshot.status;
    try {
      return JSON.stringify(viewAt(step, { root, devices, path: '', acts: [] }, language));
    } catch {
      return 'no page';
    }
  };

function pageOrNone(step: WalkedStep, place: Place): DrawnPage {
  try {
    return pageAt(step, place);
  } catch {
    return { page: 'no page', view: {}, text: '', root: place.root };
  }
}

/** Target of an edge: an end, another page, or a change of the same page. */
export function pageMoveOf({ step, from, move: { by }, to }: StepEdge): PageMove {
  const before = from && pageOrNone(step, from);
  const way = (leads: string | null): PageMove => ({
    page: before?.page ?? 'the beginning',
    by,
    leads: to.acts.length === 0 ? leads : [leads ?? 'the same page', ...to.acts].join(' and '),
  });
  const { status, output } = to.root.snapshot;
  if (status === 'error') return way('an error');
  if (status === 'done') {
    const ended = output as StepEnd;
    return way(ended.end === 'takeUp' ? `end takeUp ${ended.to}` : `end ${ended.end}`);
  }
  const next = pageOrNone(step, to);
  return way(before ? pageChange(before, next) : next.page);
}

function idleOffers(step: WalkedStep, place: Place): readonly string[] {
  const { page, view } = pageOrNone(step, place);
  if (page === 'no page') return [];
  return screenOffers({ ...view, idle: null } as never)
    .map(offerEvent)
    .filter(({ type }) => step.takes.some((each) => each === type))
    .filter((event) => sameTree(applyEvents(place.root, [{ path: [], event }]).root, place.root))
    .map((event) => `the page ${page} offers ${wordsOf(event)}, which does nothing`);
}

const rowsAdded = (step: WalkedStep, added: StepWalk['added'], madeUp?: InventedService): readonly string[] =>
  [...CATALOGUE.services, ...(madeUp ? [madeUp.service] : [])].flatMap((service) =>
    step.rows({ service, ...added.get(service.id) }, 'az').flatMap(({ edit }) => (edit === null ? [] : [edit])),
  );

const isStayedIn = (state: AnyStateMachine['root'] | undefined): boolean =>
  state?.type !== 'final' && !state?.always?.some(({ guard }) => guard === undefined);

function noteAdded({ output, context }: AnyMachineSnapshot, added: Map<string, Partial<VisitFacts>>): void {
  const ended = output as StepEnd | undefined;
  const { service } = context as Partial<VisitFacts>;
  if (ended?.end === 'done' && service && !added.has(service.id)) added.set(service.id, ended.facts);
}

function judge(
  step: WalkedStep,
  { root, devices }: Place,
  shown: Set<string>,
  ends: Set<StepEnd['end']>,
  languages: readonly Language[],
): readonly string[] {
  const { snapshot } = root;
  if (snapshot.status === 'error') return [`it threw: ${String((snapshot as { readonly error?: unknown }).error)}`];
  if (snapshot.status === 'done') {
    const output = snapshot.output as StepEnd;
    ends.add(output.end);
    return endProblems(step, output);
  }
  const stuck = stuckStates(root);
  if (stuck.length > 0) return stuck;
  return languages.flatMap((language) => {
    try {
      const place = { root, devices, path: '', acts: [] };
      const text = language === 'az' ? pageAt(step, place).text : JSON.stringify(viewAt(step, place, language));
      if (language === 'az') shown.add(String(pageAt(step, place).view['show']));
      const silent = snapshot.value === 'unanswered' && text.includes('"trouble":null');
      return [
        ...(text.includes('undefined') || text.includes('NaN') ? [`a page says ${text}`] : []),
        ...wrongSums(pageAt(step, place).view),
        ...(silent ? ['nobody answered, and the page does not say why'] : []),
      ];
    } catch (error) {
      return [`no page: ${String(error)}`];
    }
  });
}

function endProblems({ adds, changes = [] }: WalkedStep, output: StepEnd): readonly string[] {
  const named = [...adds, ...changes];
  const names = 'facts' in output ? (Object.keys(output.facts) as VisitFactName[]) : [];
  switch (output.end) {
    case 'done': {
      const missing = adds.filter((fact) => output.facts[fact] === undefined);
      return [
        ...missing.map((fact) => `it is done without ${fact}, which it adds`),
        ...names.filter((fact) => !named.includes(fact)).map((fact) => `it adds ${fact}, which it does not name`),
      ];
    }
    case 'back':
      return names
        .filter((fact) => !named.includes(fact))
        .map((fact) => `it goes back with ${fact}, which it does not name`);
    case 'takeUp':
      if (output.to === 'resume') return output.facts.service ? [] : ['the step resumes a visit without a service'];
      return output.to !== 'begin' && !output.facts.found ? ['it takes up an application that it did not find'] : [];
    case 'cannot':
      return /^[A-Z]{3}-\d{3}$/.test(output.code)
        ? []
        : [`it can not go on because of ${output.code}, which is no code`];
    default:
      return output satisfies never;
  }
}

function inputsOf(
  step: WalkedStep,
  madeUp?: InventedService,
): readonly (readonly [string, StepBaseInput & Partial<VisitFacts>])[] {
  const common = {
    catalogue: CATALOGUE,
    devices: DEVICES_HERE,
    language: 'az' as const,
    today: '2026-11-24',
    used: {},
  };
  const open = (service: Service | null): readonly (readonly [string, StepBaseInput & Partial<VisitFacts>])[] => {
    const { answers, prefill } = madeUp ?? {};
    const rows = step
      .rows(
        { ...(service && knownOf(service)), ...(service && factsOf(step, service)), ...(answers && { answers }) },
        'az',
      )
      .map(({ edit }) => edit);
    return [null, ...rows.filter((row) => row !== null)].flatMap((only) =>
      (['before', 'after'] as const).flatMap((from) =>
        [true, false].map((dated) => {
          // A citizen who comes back to the step has given all answers.
          const isBack = only !== null || from === 'after';
          const facts = {
            ...(service && factsOf(step, service)),
            ...(answers && isBack && { answers }),
            ...(prefill && { prefill }),
          };
          return [`${service?.id ?? 'opened'} ${only} ${from}`, { ...common, dated, only, from, ...facts }] as const;
        }),
      ),
    );
  };
  if (madeUp) return open(madeUp.service);
  const isForAChild = step.takes.includes('document.read') || step.adds.includes('prefill');
  const ofAChild = isForAChild ? [named('identity-card-child')] : [];
  const services = [...CATALOGUE.services.filter((service) => leadsTo(service, step)), ...ofAChild];
  const opened = step.needs.includes('service') ? services.flatMap(open) : open(null);
  return [
    ...opened,
    ...(step.reads.includes('known') ? opened.map(withKnown) : []),
    ...(step.reads.includes('again') ? opened.map(withAgain) : []),
    ...(step.needs.includes('person') ? opened.flatMap(withReadChip) : []),
    ...(step.adds.includes('slot') ? opened.flatMap(withSlot) : []),
    ...(step.reads.includes('booking') ? opened.map(withBooking) : []),
    ...(step.adds.includes('due') ? opened.flatMap(withDue) : []),
  ];
}

const withKnown = ([what, input]: readonly [string, StepBaseInput & Partial<VisitFacts>]) => {
  const known = { document: AYSEL, assurance: 'zone', handedOver: true } as const;
  return [`${what}, known before`, { ...input, known }] as const;
};

const withAgain = ([what, input]: readonly [string, StepBaseInput & Partial<VisitFacts>]) =>
  [`${what}, once more`, { ...input, again: CATALOGUE.services[0]!.id }] as const;

const withBooking = ([what, input]: readonly [string, StepBaseInput & Partial<VisitFacts>]) => {
  const service = CATALOGUE.services.find((each) => each.appointment && needsCard(each))!.id;
  const booking = { service, person: { document: AYSEL, assurance: 'zone' } } as const;
  return [`${what}, booked before`, { ...input, booking }] as const;
};

const withReadChip = ([what, input]: readonly [string, StepBaseInput & Partial<VisitFacts>]) =>
  [{ assurance: 'chip' } as const, { assurance: 'chip', handedOver: true } as const].map(
    (how) => [`${what}, by its chip`, { ...input, person: { document: AYSEL, ...how } }] as const,
  );

const withSlot = ([what, input]: readonly [string, StepBaseInput & Partial<VisitFacts>]) =>
  [SLOT, { ...SLOT, lost: true } as const].map((slot) => [`${what}, at ${slot.from}`, { ...input, slot }] as const);

const withDue = ([what, input]: readonly [string, StepBaseInput & Partial<VisitFacts>]) => {
  const gone = [{ because: 'paid', on: '2026-11-24' }, { because: 'held' }, { because: 'changed' }] as const;
  const dues = [DUE, { ...DUE, part: 1_500 }, ...gone.map((each) => ({ ...DUE, gone: each }))];
  return [
    ...dues.map((due, nth) => [`${what}, owing ${nth}`, { ...input, due }] as const),
    [`${what}, too often`, { ...input, unknownDues: 3 }] as const,
  ];
};

/** A step that a test planted is in all services. */
function leadsTo(service: Service, step: WalkedStep): boolean {
  const kind = STEP_KINDS.find((each) => (VISIT_STEPS[each] as unknown) === step);
  return kind === undefined || stepsOfService(service).includes(kind);
}

function factsOf({ needs, reads }: WalkedStep, service: Service): Partial<VisitFacts> {
  const person = needsCard(service) ? { document: AYSEL, assurance: 'zone' as const } : undefined;
  const all: Partial<VisitFacts> = { service, tier: service.tiers[0]!, ...(person && { person }) };
  return Object.fromEntries(
    Object.entries(all).filter(([fact]) => [...needs, ...reads].includes(fact as VisitFactName)),
  );
}

const named = (id: string): Service => catalogue().services.find((each) => each.id === id)!;

const CHILD = { ...AYSEL, birthDate: '2015-01-01', expiryDate: '2020-01-01' };

const EVENTS: { readonly [T in StepEvent['type']]?: readonly AnyEventObject[] } = {
  'document.inserted': [{ type: 'document.inserted' }],
  'document.read': [
    ...[AYSEL, CHILD].map((document) => ({ type: 'document.read', result: ok({ document, assurance: 'zone' }) })),
    { type: 'document.read', result: err({ code: 'RDR-101', kind: 'unreadable' }) },
  ],
  'chip.progress': [{ type: 'chip.progress', fraction: 0.5 }],
  'citizen.choose': CATALOGUE.services.map(({ id }) => ({ type: 'citizen.choose', service: id })),
  'citizen.group': ['identity', 'no such group'].map((group) => ({ type: 'citizen.group', group })),
  'citizen.language': [{ type: 'citizen.language', language: 'ru' }],
  'citizen.tier': ['3-working-days', 'no such tier'].map((tier) => ({ type: 'citizen.tier', tier })),
  'citizen.key': [...'5k'].map((key) => ({ type: 'citizen.key', key })),
  'citizen.survey': [{ type: 'citizen.survey', score: 5 }],
  'citizen.answer': ['worn-out', 'no such option'].flatMap((value) => [
    { type: 'citizen.answer', value },
    { type: 'citizen.answer', value, goOn: true },
  ]),
};

function movesOf(step: WalkedStep, place: Place, found: readonly FoundApplication[]): readonly Move[] {
  return [
    ...told(step),
    ...typedWhole(step, place),
    ...deviceMoves(step, place),
    ...timeMoves(place.root),
    ...answers(place.root, found),
  ];
}

const told = (step: WalkedStep): readonly Move[] =>
  step.takes
    .filter((type) => type !== 'devices.changed')
    .flatMap((type) => [
      ...(EVENTS[type] ?? [{ type }]),
      ...(step.examples ?? []).filter((example) => example.type === type),
    ])
    .map((event) => ({ what: wordsOf(event), by: event.type, happenings: [{ path: [], event }] }));

const wordsOf = ({ type, ...rest }: AnyEventObject): string =>
  [type, ...Object.values(rest).map((value) => JSON.stringify(value))].join(' ');

/** The walk over the delivered services covers devices and whole texts, so this walk leaves them out. */
const movesOfInventedService = (step: WalkedStep, { root }: Place, { answersTo }: InventedService): readonly Move[] => [
  ...told(step),
  {
    what: 'answers it',
    by: 'answers it',
    happenings: answersTo(root.snapshot.context).map((event) => ({ path: [], event })),
  },
];

const typedWhole = ({ takes }: WalkedStep, { root }: Place): readonly Move[] =>
  takes.includes('citizen.key') && namesEvent(root, 'citizen.key') ? touchesThatRetype(root) : [];

function deviceMoves({ takes }: WalkedStep, { devices }: Place): readonly Move[] {
  return STEP_DEVICE_NAMES.map((name) => {
    const next = devices === AWAY[name] ? DEVICES_HERE : AWAY[name]!;
    const happenings = takes.includes('devices.changed')
      ? [{ path: [], event: { type: 'devices.changed', devices: next } }]
      : [];
    const what = `${name} ${next === DEVICES_HERE ? 'comes' : 'goes'}`;
    return { what, by: what, happenings, devices: next };
  });
}

const devicesKeys = new WeakMap<Devices, string>();

function devicesKey(devices: Devices): string {
  const key = devicesKeys.get(devices) ?? JSON.stringify(STEP_DEVICE_NAMES.map((name) => devices[name as 'reader']));
  devicesKeys.set(devices, key);
  return key;
}

const AWAY = Object.fromEntries(STEP_DEVICE_NAMES.map((name) => [name, withDevice(DEVICES_HERE, name, false)]));

const timeMoves = (running: RunningMachine, path: readonly string[] = []): readonly Move[] => [
  ...Object.entries(running.timers).map(([timer, { event }]) => ({
    what: event.type,
    by: event.type,
    happenings: [{ path, event, timer }],
  })),
  ...Object.entries(running.machines).flatMap(([id, child]) => timeMoves(child, [...path, id])),
];

const answers = (root: RunningMachine, found: readonly FoundApplication[]): readonly Move[] =>
  leavesOf(root).flatMap(({ path, id: leaf, leaf: { src, input } }) => {
    const own = [
      ...codeAnswers(src, input),
      ...slotAnswers(src, input),
      ...dealAnswers(src, input, root.snapshot.context),
      ...dueAnswers(src),
      ...knownAnswers(src),
      ...phoneAnswers(src, input),
      ...parkAnswers(src),
    ];
    const outputs =
      own.length > 0
        ? own.map(({ output }) => output)
        : [
            ...(src === 'askQuote' ? [ok(quotedAs(input as QuoteInquiry))] : found.map((each) => ok(each))),
            err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' }),
            err({ code: 'BKO-102', kind: 'refused', reason: 'unknown-application' }),
            err({ code: 'BKO-102', kind: 'refused', reason: 'no-price' }),
          ];
    return outputs.map((output) => ({
      what: `answered ${JSON.stringify(output)}`,
      by: `answered ${src}`,
      happenings: [{ path, event: doneEvent(leaf, output), leaf }],
    }));
  });

const quotedAs = ({ service, tier }: QuoteInquiry): OfficeQuote => quotedFor(service, tier);

function keyOf(step: WalkedStep, { snapshot, machines, timers, leaves }: RunningMachine): unknown {
  const own = snapshot.status === 'active' ? step.key(snapshot) : snapshot.output;
  const children = Object.values(machines).map((child) => [
    child.snapshot.value,
    isStepKind(child.id) && (VISIT_STEPS[child.id] as unknown as WalkedStep).key(child.snapshot),
    (child.snapshot.context as { readonly trouble?: unknown }).trouble,
    Object.keys(child.timers).sort(),
  ]);
  const { service, only, person, prefill } = snapshot.context as Partial<StepBaseInput & VisitFacts>;
  return [
    snapshot.value,
    snapshot.status,
    service?.id,
    only,
    person !== undefined,
    prefill !== undefined,
    own,
    children,
    Object.keys(timers),
    Object.keys(leaves),
  ];
}
