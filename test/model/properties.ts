import type { CitizenScreen } from '../../device/screen/screen.ts';
import { type KioskSnapshot, toScreen } from '../../device/screen/to-screen.ts';
import type { CashInput } from '../../device/session/cash.machine.ts';
import { isCoveredByCredit, type SessionContext, visitRestToPay } from '../../device/session/context.ts';
import type { DocumentPrintOrder } from '../../device/session/document.machine.ts';
import type { PrintOrder } from '../../device/session/printing.machine.ts';
import { FIRST_STEP, isStepKind, type StepKind, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import type { ChosenDues } from '../../device/session/visit/facts.ts';
import { waitsForOffice } from '../../device/session/visit/step.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { duesOfQuote, type Quote } from '../../device/words/quote.ts';
import { referenceOf } from './answers.ts';
import { isDataShown } from './canonical.ts';
import { type MachineEffect, type RunningMachine, snapshotWithChildren } from './composed.ts';
import type { Move } from './moves.ts';
import {
  contextOf,
  DEVICES_AT_START,
  journeyOf,
  KIOSK_SETTINGS,
  leavesOf,
  sessionOf,
  stepOf,
  type World,
} from './world.ts';

/* Rules of every edge. Each rule returns its faults. */

export function edgeFaults(from: World, move: Move, to: World, deeds: readonly MachineEffect[]): readonly string[] {
  const started = deeds.filter((deed) => deed.did === 'start');
  return [
    ...started.flatMap(({ src, leaf, input }) => (leaf ? (STARTS[src]?.(to, input, from) ?? []) : [])),
    ...bugsOf(move, deeds),
    ...warnedAnew(from, to),
    ...waitsAlike(to),
    ...afterwards(from, move, to),
    ...keepsClaims(from, to, deeds),
    ...keepsSlips(from, to),
    ...agreement(to),
    ...openCabinet(to, deeds),
  ];
}

/** No new money while the cabinet is open. */
function openCabinet(to: World, deeds: readonly MachineEffect[]): readonly string[] {
  if (!to.outside.devices.doorOpen) return [];
  const takes = deeds.some(({ did, ...deed }) => did === 'tell' && 'event' in deed && deed.event.type === 'take');
  const cash = sessionOf(to)?.machines['cash']?.snapshot.value;
  return [
    ...when(takes, 'the validator is told to take notes while the cabinet is open'),
    ...when(typeof cash === 'object' && 'taking' in cash, 'notes are taken while the cabinet is open'),
  ];
}

type Start = (world: World, input: unknown, from: World) => readonly string[];

const when = (wrong: boolean, what: string): readonly string[] => (wrong ? [what] : []);

const STARTS: Readonly<Record<string, Start>> = {
  lodge: ({ outside }, input) => [
    ...when(
      !isDataShown(input as SessionContext, outside.shown),
      'something is handed over that the check did not show',
    ),
    ...when(
      (input as SessionContext).facts.known !== undefined,
      'who was known before is still known when something is handed over',
    ),
    ...when(isUnsure(input as SessionContext), 'something is handed over for somebody not confirmed'),
    ...when(lacksSlot(input as SessionContext), 'something is handed over without the appointment that it needs'),
    ...when(lacksDue(input as SessionContext), 'something is handed over for a due that is not the quoted one'),
  ],
  duplicate: (_, input) => when(isUnsure(input as SessionContext), 'a paper is numbered for somebody not confirmed'),
  reserve(world, _, from) {
    const { sale, notes } = from.outside;
    const context = contextOf(world);
    return [
      ...when(!context?.reference, 'a credit before the application is lodged'),
      ...when(context?.reserved !== null, 'a second credit'),
      ...when(sale !== 'none', 'a credit on top of a sale that may be paid'),
      ...when(notes.inserted > 0 || notes.holds || context?.paidCash !== null, 'a credit on top of notes'),
      ...when(context?.approval !== null, 'a credit after it was paid'),
    ];
  },
  sell(world, _, from) {
    const { sale, devices, notes } = from.outside;
    const context = contextOf(world);
    return [
      ...when(world.outside.devices.doorOpen, 'a sale begins while the cabinet is open'),
      ...when(!context?.reference, 'a sale before the application is lodged'),
      ...when(context !== undefined && isCoveredByCredit(context), 'a sale though a credit covers the price'),
      ...when(sale === 'running', 'a second sale while one runs'),
      ...when(sale === 'doubt' || devices.paymentInDoubt, 'a sale while another is in doubt'),
      ...when(sale === 'left to staff', 'a sale on top of one that staff look into'),
      ...when(sale === 'approved' || context?.approval !== null, 'a second sale after one that was approved'),
      ...when(notes.inserted > 0 || notes.holds || context?.paidCash !== null, 'a sale on top of notes'),
    ];
  },
  till(world, input, from) {
    const { sale, devices } = from.outside;
    const context = contextOf(world);
    return [
      ...when(!context?.reference, 'notes before the application is lodged'),
      ...when(
        context !== undefined &&
          (isCoveredByCredit(context) || (input as CashInput).amount !== visitRestToPay(context)),
        'notes for another sum than is left to pay',
      ),
      ...when(sale !== 'none', 'notes on top of a sale that may be paid'),
      ...when(context?.approval !== null || context?.paidCash !== null, 'notes after it was paid'),
      ...when(devices.noteInDoubt, 'notes while one is in doubt'),
    ];
  },
  register(world) {
    const context = contextOf(world);
    const covered = context !== undefined && isCoveredByCredit(context);
    const paid = covered || context?.approval !== null || context?.paidCash !== null;
    return [
      ...when(!context?.reference, 'a registration before the application is lodged'),
      ...when((context?.facts.quote?.total ?? 0) > 0 && !paid, 'a registration before it is paid'),
    ];
  },
  sendMessage(world, _, from) {
    const context = contextOf(world);
    const before = contextOf(from)?.message?.outcome ?? null;
    return [
      ...when(!context?.registered, 'a message about what is not registered'),
      ...when(!context?.facts.person?.document.fin, 'a message to nobody'),
      ...when(!context?.applicationId || context.duplicate !== null, 'a message about what another visit registered'),
      ...when(before !== null && 'number' in before, 'a message is sent once more'),
    ];
  },
  giveBack: (world) => when(contextOf(world)?.approval === null, 'money given back that was not taken'),
  printSheets(world, input, from) {
    const { applicationId, document } = input as DocumentPrintOrder;
    const context = contextOf(world);
    const before = sessionOf(from)?.machines['document']?.snapshot.context as { trouble: { unknown: boolean } | null };
    return [
      ...when(context?.applicationId !== applicationId, 'a document of another visit'),
      ...when(
        document.facts.person.fin !== context?.facts.person?.document.fin,
        'a document that names another person',
      ),
      ...when(!['previewing', 'printingDocument'].includes(journeyOf(from) ?? ''), 'a document that nobody looked at'),
      ...when(before?.trouble?.unknown === true, 'a document again of which nobody knows what became of it'),
    ];
  },
  print(world, input) {
    const { applicationId, content } = input as PrintOrder;
    const context = contextOf(world);
    // A paper that is printed again has the typed reference.
    const reference = context?.duplicate ? context.facts.found?.reference : referenceOf(applicationId);
    const own = context?.applicationId === applicationId && content.reference === reference;
    const fin = content.kind === 'certificate' ? content.document.fin : context?.facts.person?.document.fin;
    return [
      ...when(context === undefined, 'a paper outside of a visit'),
      ...when(!own, 'a paper of another visit'),
      ...when(fin !== context?.facts.person?.document.fin, 'a paper that names another person'),
      ...when(!context?.registered, 'a paper before it is registered'),
    ];
  },
};

/** The service reads a register, but only a card identifies the person. */
const isUnsure = ({ facts: { service, confirmed, person } }: SessionContext): boolean =>
  service?.identification === 'code' && (confirmed === undefined || person?.handedOver === true);

const lacksSlot = ({ facts: { service, slot } }: SessionContext): boolean =>
  service?.appointment === true && (slot === undefined || slot.lost === true);

const isQuoted = (due: ChosenDues, quote: Quote | undefined): boolean =>
  quote !== undefined &&
  duesOfQuote(quote)
    .map(({ id }) => id)
    .join() === due.dues.map(({ id }) => id).join();

const lacksDue = ({ facts: { service, due, quote } }: SessionContext): boolean =>
  service?.due ? due === undefined || due.gone !== undefined || !isQuoted(due, quote) : due !== undefined;

/** Only a bug that the walk threw may break the kiosk. */
function bugsOf({ type }: Move, deeds: readonly MachineEffect[]): readonly string[] {
  const bug = deeds.find((deed) => deed.did === 'act' && deed.what === 'reportBug');
  if (!bug || type.endsWith(': throws')) return [];
  const { error } = (bug as { readonly params: { readonly error: unknown } }).params;
  return [`a bug: ${error instanceof Error ? error.message : String(error)}`];
}

/** A new page ends the warning, which asks about the page below. */
const warnedAnew = (from: World, to: World): readonly string[] =>
  when(
    attentionOf(from) === 'warned' &&
      attentionOf(to) === 'warned' &&
      (journeyOf(from) !== journeyOf(to) || creditAt(from) !== creditAt(to)) &&
      !(isStepKind(journeyOf(from) ?? '') && stepOf(from) === undefined),
    'the idle warning stays over another page',
  );

/** State of the credit step: its page changes while the kiosk asks the office. */
const creditAt = (world: World) => sessionOf(world)?.machines['credit']?.snapshot.value ?? null;

function waitsAlike(to: World): readonly string[] {
  const credit = sessionOf(to)?.machines['credit']?.snapshot;
  return when(
    credit?.status === 'active' && contextOf(to)?.waitsForOffice !== waitsForOffice(credit),
    'the visit and its credit machine differ about whether they wait for the office',
  );
}

const OF_THE_KIOSK = [
  'called',
  'cardLeft',
  'catalogue',
  'devices',
  'display',
  'ending',
  'language',
  'near',
  'scan',
  'staff',
  'visit',
];

function afterwards(from: World, move: Move, to: World): readonly string[] {
  if (!sessionOf(from) || sessionOf(to)) return visitAgain(from, to);
  const { context } = to.root.snapshot;
  const left = leavesOf(to.root).filter(({ leaf }) => leaf.src !== 'watchDevices' && leaf.src !== 'recover');
  const plain = context.language === 'az' && context.display === PLAIN_DISPLAY;
  const broke = to.root.snapshot.matches('broken');
  return [
    ...left.map(({ leaf }) => `${leaf.src} goes on after the visit`),
    ...when(Object.keys(context).sort().join() !== OF_THE_KIOSK.join(), 'the kiosk keeps something of a visit'),
    ...when(!broke && context.scan !== null, 'the next person finds the refused scan of the one before'),
    ...when(!broke && context.called, 'the next person finds the call of the one before'),
    ...when(!broke && !plain, 'the next person finds the language or the display of the one before'),
    ...when(
      leavesDoubtWithoutSlip(from, to) && !broke,
      'a visit ends while a sale is in doubt, and no slip was ordered',
    ),
    ...when(from.outside.sale === 'running' && to.outside.sale === 'running', 'a visit ends while a sale runs'),
    ...when(
      from.outside.sale === 'running' && !move.type.startsWith('sell') && !broke,
      'a visit ends while a sale runs',
    ),
  ];
}

/** A visit that ends releases its applications, so that the kiosk can settle them. */
const keepsClaims = (from: World, to: World, deeds: readonly MachineEffect[]): readonly string[] =>
  when(
    sessionOf(from) !== undefined &&
      contextOf(from)?.visit !== contextOf(to)?.visit &&
      !deeds.some((deed) => deed.did === 'act' && deed.what === 'releaseApplications'),
    'a visit ended and still claims its applications',
  );

function keepsSlips(from: World, to: World): readonly string[] {
  const [before, after] = [contextOf(from), contextOf(to)];
  if (!before || !after || before.visit !== after.visit) return [];
  return when(
    before.reference !== null && after.reference === null && Object.keys(after.slips).length > 0,
    'a visit gave up its application and kept the slip',
  );
}

function leavesDoubtWithoutSlip(from: World, to: World): boolean {
  const { payment: slip, staff } = contextOf(from)?.slips ?? {};
  const inDoubt = to.outside.sale === 'doubt' || to.outside.sale === 'left to staff';
  return inDoubt && journeyOf(from) === 'paying' && slip === undefined && staff === undefined;
}

function visitAgain(from: World, to: World): readonly string[] {
  const context = contextOf(to);
  if (!context || journeyOf(from) !== 'surveying' || journeyOf(to) !== FIRST_STEP) return [];
  const { person, service } = contextOf(from)?.facts ?? {};
  const {
    language: _,
    display: __,
    devices: ___,
    catalogue: ____,
    today: _____,
    dated: ______,
    visit,
    opening,
    facts: { known, again, ...found },
    ...rest
  } = context;
  const left = Object.entries({ ...rest, facts: found }).filter(([, value]) => !isNothing(value));
  return [
    ...left.map(([name]) => `${name} of the application before is left`),
    ...when(visit === contextOf(from)?.visit, 'another service has the number of the visit before'),
    ...when(known?.document !== person?.document, 'who is known is not who it was'),
    ...when(again !== undefined && again !== service?.id, 'once more is another service'),
    ...when(opening.only !== null || opening.from !== 'before', 'where the visit before had been is left'),
  ];
}

const isNothing = (value: unknown): boolean =>
  value === null || value === '' || value === 0 || value === false || ['{}', '[]'].includes(JSON.stringify(value));

function agreement({ root, outside }: World): readonly string[] {
  const session = root.machines['session'];
  const printing = session?.machines['printing'];
  const known = [root, session, printing, session?.machines['document'], stepThatHears(session)].flatMap((each) =>
    each ? [each.snapshot.context.devices] : [],
  );
  const told = outside.devices !== DEVICES_AT_START;
  return when(
    told && known.some((devices) => devices !== outside.devices),
    'a machine does not know what the devices said last',
  );
}

function stepThatHears(session: RunningMachine | undefined): RunningMachine | undefined {
  const step = session?.machines['step'];
  const kind = step?.machine.id as StepKind | undefined;
  const keeps = step !== undefined && 'devices' in step.snapshot.context;
  return keeps && kind && VISIT_STEPS[kind].takes.some((event) => event === 'devices.changed') ? step : undefined;
}

/** State of the idle warning; `null` outside a visit. */
export const attentionOf = (world: World): string | null =>
  (sessionOf(world)?.snapshot.value as { readonly visit?: { readonly attention: string } } | undefined)?.visit
    ?.attention ?? null;

/** Screen of a world; `problem` is the text of an exception. */
export function screenOf({ root }: World): { readonly screen: CitizenScreen | null; readonly problem: string | null } {
  try {
    return { screen: toScreen(snapshotWithChildren(root) as unknown as KioskSnapshot, KIOSK_SETTINGS), problem: null };
  } catch (error) {
    return { screen: null, problem: `no screen: ${error instanceof Error ? error.message : String(error)}` };
  }
}
