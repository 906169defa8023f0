import type { AnyEventObject } from 'xstate';
import { MOST_WRONG_CREDITS } from '../../device/session/credit.machine.ts';
import { MAX_REGISTER_ATTEMPTS } from '../../device/session/session.setup.ts';
import { ATTEMPTS_BEFORE_SLIP } from '../../device/session/slips.ts';
import { type FindContext, MAX_WRONG_CODES } from '../../device/session/steps/find/finding.ts';
import { acceptedAnswer, currentQuestionOf, type FormContext } from '../../device/session/steps/form/answering.ts';
import { citizenEvent } from '../../device/session/visit/events.ts';
import type { Intent } from '../../device/words/intent.ts';
import type { IdentityDocument, ReaderEvent } from '../../drivers/id-reader/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import { AYSEL, PHONE_CODE } from '../rigs/machine-rig.ts';
import { exampleAnswer } from '../support/example-answers.ts';
import { WALKED_INTENTS } from '../support/intents.ts';
import { sampleCreditCode } from '../support/sample-credit.ts';
import { ANSWERS_BY_ACTOR, TYPED_REFERENCE } from './answers.ts';
import type { RunningMachine, TreeEvent } from './composed.ts';
import {
  ALL_DEVICES_PRESENT,
  contextOf,
  DEVICE_NAMES,
  isDevicePresent,
  journeyOf,
  leavesOf,
  type OuterWorld,
  sessionOf,
  stepAt,
  stepOf,
  type World,
  withDevice,
} from './world.ts';

export interface Move {
  readonly type: string;
  readonly by: 'citizen' | 'device' | 'time' | 'answer';
  readonly happenings: readonly TreeEvent[];
  readonly worst?: true;
  readonly outside?: Partial<OuterWorld>;
  readonly plays?: readonly string[];
}

export interface WalkOptions {
  readonly mostAway: number;
}

export function possibleMoves(world: World, options: WalkOptions): readonly Move[] {
  return [
    ...citizenMoves(world),
    ...deviceMoves(world, options),
    ...timeMoves(world.root),
    ...answerMoves(world),
    ...staysDown(world),
    ...guesses(world),
    ...wrongCredits(world),
  ];
}

const toRoot = (events: readonly AnyEventObject[]): readonly TreeEvent[] =>
  events.map((event) => ({ path: [], event }));

const CITIZEN: readonly Move[] = Object.values(WALKED_INTENTS)
  .flat()
  .map((intent) => {
    const { do: what, ...rest } = intent;
    const type = [
      what,
      ...Object.values(rest).flatMap((value) => (value instanceof Object ? Object.values(value) : value)),
    ].join(' ');
    return { type, by: 'citizen', happenings: toRoot([citizenEvent(intent)]) };
  });

const CREDIT_CODE = sampleCreditCode('K5', 'another visit');

const CODES: Readonly<Record<string, string>> = {
  'a whole code': TYPED_REFERENCE,
  'a mistyped code': TYPED_REFERENCE.replace(/2$/, '3'),
};

function codeMoves({ code: typed }: FindContext): readonly Move[] {
  const erase = Array.from(typed, () => citizenEvent({ do: 'erase' }));
  return Object.entries(CODES).map(([what, code]) => {
    const keys = Array.from(code, (key) => citizenEvent({ do: 'key', key }));
    return { type: `key by key ${what}`, by: 'citizen', happenings: toRoot([...erase, ...keys]) };
  });
}

/** A complete credit code: correct, and with a wrong check digit. Each replaces the typed text. */
const CREDIT_MOVES: readonly Move[] = Object.entries({
  'a credit code': CREDIT_CODE,
  'a mistyped credit code': CREDIT_CODE.replace(/.$/, '9'),
}).map(([what, code]) => ({
  type: `key by key ${what}`,
  by: 'citizen',
  happenings: toRoot([
    ...Array.from({ length: 19 }, () => citizenEvent({ do: 'erase' })),
    ...Array.from(code, (key) => citizenEvent({ do: 'key', key })),
  ]),
}));

/** Until the page takes no more: one move. */
function wrongCredits(world: World): readonly Move[] {
  const typing = sessionOf(world)?.machines['credit']?.snapshot;
  if (typing?.value !== 'asking') return [];
  const { wrong } = typing.context as { readonly wrong: number };
  const again = Array.from({ length: MOST_WRONG_CREDITS - wrong - 1 }, () => ['next', 'reserve: unknown']).flat();
  return [{ type: 'codes of no credit', by: 'citizen', happenings: [], plays: ['reserve: unknown', ...again] }];
}

const PHONE_CODE_MOVE: Move = {
  type: 'key by key the code of the phone',
  by: 'citizen',
  happenings: toRoot([
    ...Array.from(PHONE_CODE, () => citizenEvent({ do: 'erase' })),
    ...Array.from(PHONE_CODE, (key) => citizenEvent({ do: 'key', key })),
  ]),
};

/** Answers about a large note, tried only at its question: elsewhere another answer represents these. */
const LARGE_NOTE_MOVES: readonly Move[] = ['give-back', 'keep'].map((value) => ({
  type: `answer ${value}`,
  by: 'citizen',
  happenings: toRoot([citizenEvent({ do: 'answer', value })]),
}));

const isAskedAboutNote = (world: World): boolean =>
  (sessionOf(world)?.machines['cash']?.snapshot.value as { readonly taking?: string } | undefined)?.taking === 'asked';

/** Until the page takes no more: one move. */
function guesses(world: World): readonly Move[] {
  const step = stepOf(world);
  if (!step || stepAt(world) !== 'find.lookingUp' || !isDevicePresent(world.outside.devices, 'reader')) return [];
  const { lookUps, booking } = step.snapshot.context as FindContext;
  if (booking) return [];
  const more = MAX_WRONG_CODES - lookUps - 1;
  const again = Array.from({ length: more }, () => ['next', 'card read', 'lookUp: unknown']).flat();
  return [{ type: 'codes of somebody else', by: 'citizen', happenings: [], plays: ['lookUp: unknown', ...again] }];
}

const isTypingCode = (step: RunningMachine | undefined): boolean =>
  step !== undefined &&
  [step, ...Object.values(step.machines)].some(
    ({ machine, snapshot }) => machine.id === 'confirm' && snapshot.value === 'typing',
  );

function citizenMoves(world: World): readonly Move[] {
  const context = stepOf(world)?.snapshot.context as unknown;
  if (stepAt(world) === 'find.enteringCode') return [...CITIZEN, ...codeMoves(context as FindContext)];
  if (sessionOf(world)?.machines['credit']?.snapshot.value === 'typing') return [...CITIZEN, ...CREDIT_MOVES];
  if (isAskedAboutNote(world)) return [...CITIZEN, ...LARGE_NOTE_MOVES];
  if (isTypingCode(stepOf(world))) return [...CITIZEN, PHONE_CODE_MOVE];
  const whole = stepAt(world) === 'form.asking' ? wholeAnswer(context as FormContext) : [];
  if (whole.length === 0) return CITIZEN;
  return [
    ...CITIZEN,
    { type: 'key by key a whole answer', by: 'citizen', happenings: toRoot(whole.map(citizenEvent)) },
  ];
}

function wholeAnswer(context: FormContext): readonly Intent[] {
  if (currentQuestionOf(context).kind === 'choice' || acceptedAnswer(context) !== null) return [];
  return exampleAnswer(context);
}

const CHILD: IdentityDocument = { ...AYSEL, birthDate: '2015-01-01', expiryDate: '2020-01-01' };

const CARDS: readonly { readonly type: string; readonly event: ReaderEvent }[] = [
  { type: 'card inserted', event: { type: 'document.inserted' } },
  {
    type: 'card read',
    event: { type: 'document.read', result: ok({ document: AYSEL, assurance: 'zone' }) },
  },
  {
    type: 'card of a child, expired',
    event: { type: 'document.read', result: ok({ document: CHILD, assurance: 'zone' }) },
  },
  { type: 'card unreadable', event: { type: 'document.read', result: err({ code: 'RDR-101', kind: 'unreadable' }) } },
];

const READER: readonly Move[] = [
  ...CARDS.map(({ type, event }): Move => ({ type, by: 'device', happenings: toRoot([event]) })),
  { type: 'chip half read', by: 'device', happenings: toRoot([{ type: 'chip.progress', fraction: 0.5 }]) },
];

/** A foreign code at the scanner. An accepted code has the effect of the touches that would type it. */
const SCANNER: readonly Move[] = [
  { type: 'slip scanned', by: 'device', happenings: toRoot([{ type: 'scan.slip' }]) },
  { type: 'code refused', by: 'device', happenings: toRoot([{ type: 'scan.refused', because: 'foreign', step: 'x' }]) },
];

const turned = (on: boolean): readonly Move[] => [
  { type: `service key ${on ? 'on' : 'off'}`, by: 'device', happenings: toRoot([{ type: 'staff.key-turned', on }]) },
];
const [KEY_ON, KEY_OFF] = [turned(true), turned(false)];
/** A volume key before a visit. During a visit it changes only a figure of the screen. */
const VOLUME: readonly Move[] = [
  { type: 'volume key', by: 'device', happenings: toRoot([{ type: 'citizen.display', set: { volume: 6 } }]) },
];
/** In other journeys an open door changes no money, and would double the walk. */
const MONEY_JOURNEYS: readonly string[] = ['choosingPayment', 'lodging', 'payingCash', 'paying'];

const PRESENCE = (type: string, near: boolean): Move => ({
  type,
  by: 'device',
  happenings: toRoot([{ type: 'presence.changed', near }]),
});

const LEFT_JOURNEYS: readonly string[] = ['identify', 'quote', 'checking', 'lodging', 'payingCash'];

function presenceMoves(world: World): readonly Move[] {
  const attention = (sessionOf(world)?.snapshot.value as { readonly visit?: { readonly attention: string } })?.visit
    ?.attention;
  if (!LEFT_JOURNEYS.includes(journeyOf(world) ?? '')) return [];
  return attention === 'attentive' ? [PRESENCE('the person leaves', false)] : [PRESENCE('a person comes', true)];
}

function deviceMoves(world: World, { mostAway }: WalkOptions): readonly Move[] {
  const { devices, sale } = world.outside;
  const become = (type: string, next: OuterWorld['devices']): Move => ({
    type,
    by: 'device',
    happenings: [],
    outside: { devices: next },
  });
  const away = DEVICE_NAMES.filter((name) => !isDevicePresent(devices, name));
  const coming =
    away.length > mostAway
      ? away.map((name) => become(`all but the ${name} answer`, withDevice(ALL_DEVICES_PRESENT, name, false)))
      : away.map((name) => become(`${name} comes`, withDevice(devices, name, true)));
  const going = DEVICE_NAMES.filter((name) => isDevicePresent(devices, name) && away.length < mostAway).map((name) =>
    become(`${name} goes`, withDevice(devices, name, false)),
  );
  const starting = devices.reader.device === 'starting' ? [become('all devices answer', ALL_DEVICES_PRESENT)] : [];
  const settled = [
    ...(devices.paymentInDoubt && sale === 'none'
      ? [become('the sale in doubt is settled', { ...devices, paymentInDoubt: false })]
      : []),
    ...(devices.noteInDoubt ? [become('the note in doubt is settled', { ...devices, noteInDoubt: false })] : []),
  ];
  // An order during a visit would double the walk: test/journeys/closure.test.ts has it.
  const staff =
    devices.closure !== null
      ? [become('staff open the kiosk', { ...devices, closure: null })]
      : sessionOf(world)
        ? []
        : [become('staff close the kiosk', { ...devices, closure: { by: 'hours' } })];
  const journey = journeyOf(world);
  const mayOpen = away.length === 0 && (journey === null || MONEY_JOURNEYS.includes(journey));
  const door = devices.doorOpen
    ? [become('the door closes', { ...devices, doorOpen: false })]
    : world.root.machine.id === 'kiosk' && mayOpen
      ? [become('the door opens', { ...devices, doorOpen: true })]
      : [];
  const scans = sessionOf(world) ? SCANNER : VOLUME;
  // A request during a visit would double the walk: test/browser/maintenance.test.ts has it.
  const key = 'maintenance' in world.root.machines ? KEY_OFF : sessionOf(world) ? [] : KEY_ON;
  return [
    ...(isDevicePresent(devices, 'reader') ? READER : []),
    ...scans,
    ...starting,
    ...coming,
    ...going,
    ...settled,
    ...staff,
    ...key,
    ...door,
    ...presenceMoves(world),
  ];
}

/** Any running timer may end next: more orders than possible, so no test relies on the relation of two delays. */
function timeMoves(running: RunningMachine, path: readonly string[] = []): readonly Move[] {
  return [
    ...Object.entries(running.timers).map(([timer, { event }]): Move => {
      const happenings = [{ path, event, timer }];
      return { type: event.type.replace('xstate.after.', 'after '), by: 'time', happenings };
    }),
    ...Object.entries(running.machines).flatMap(([id, child]) => timeMoves(child, [...path, id])),
  ];
}

function answerMoves(world: World): readonly Move[] {
  return leavesOf(world.root).flatMap((at) => {
    const { id, path, leaf } = at;
    const row = ANSWERS_BY_ACTOR[leaf.src];
    if (!row) throw new Error(`${leaf.src} has no row in test/model/answers.ts: what may it answer?`);
    return row(world, at).map(({ what, event, ends, worst, outside }): Move => {
      const happening = { path, event, ...(ends && { leaf: id }) };
      return {
        type: `${leaf.src}: ${what}`,
        by: 'answer',
        happenings: [happening],
        ...(worst && { worst }),
        ...(outside && { outside }),
      };
    });
  });
}

/** The office answers at the last attempt: one move. */
function staysDown(world: World): readonly Move[] {
  if (!(journeyOf(world) ?? '').startsWith('issuing')) return [];
  const again = timeMoves(world.root).find(({ type }) => type.startsWith('after registerAgain'));
  const attempts = contextOf(world)?.attempts ?? 0;
  if (!again || attempts < ATTEMPTS_BEFORE_SLIP) return [];
  const plays = Array.from({ length: MAX_REGISTER_ATTEMPTS - attempts }, () => [
    again.type,
    'register: unreachable',
  ]).flat();
  return [{ type: 'the back office stays down', by: 'answer', worst: true, happenings: [], plays }];
}
