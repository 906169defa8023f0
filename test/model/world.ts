import type { AnyStateMachine } from 'xstate';
import type { CashCount } from '../../device/ledger/till.ts';
import type { SessionContext } from '../../device/session/context.ts';
import { createKioskMachine } from '../../device/session/kiosk.machine.ts';
import type { VisitPaperSettings } from '../../device/session/paper-content.ts';
import { createSessionMachine } from '../../device/session/session.machine.ts';
import type { Devices } from '../../device/session/visit/devices.ts';
import { UNANSWERED_DEVICES } from '../../device/session/visit/devices.ts';
import type { VisitFacts } from '../../device/session/visit/facts.ts';
import { fillLanguages } from '../../device/words/language.ts';
import { oneOfEachPaper } from '../support/catalogue.ts';
import { type ActorCall, beginMachine, type MachineEffect, type RunningMachine } from './composed.ts';

type Peripheral = 'reader' | 'terminal' | 'printer' | 'documentPrinter' | 'billValidator';
/** `disk` is away when it is full, `office` when it is silent. */
export type DeviceName = Peripheral | 'disk' | 'office';
export const DEVICE_NAMES: readonly DeviceName[] = [
  'reader',
  'terminal',
  'printer',
  'documentPrinter',
  'billValidator',
  'disk',
];
/** Devices in the walk of one step. Two steps show that the office is silent. */
export const STEP_DEVICE_NAMES: readonly DeviceName[] = [...DEVICE_NAMES, 'office'];

export interface OuterWorld {
  readonly devices: Devices;
  /** `none`: also after a sale that took no money. */
  readonly sale: 'none' | 'running' | 'doubt' | 'left to staff' | 'approved';
  readonly notes: CashCount;
  readonly taking: boolean;
  readonly shown: Shown | null;
}

type Shown = Pick<Partial<VisitFacts>, 'service' | 'tier' | 'quote' | 'person' | 'slot' | 'due' | 'answers'>;

export interface World {
  readonly root: RunningMachine;
  readonly outside: OuterWorld;
}

const PAPER: VisitPaperSettings = {
  centreName: fillLanguages({ az: 'Mərkəz № 5', ru: 'Центр № 5', en: 'Centre No 5' }),
  kioskId: 'K5',
  statusUrl: 'https://status.example/a/',
  simulated: true,
};

export const KIOSK_SETTINGS = {
  ...PAPER,
  centreShort: PAPER.centreName,
  pxPerMm: 4,
  overpayLimit: 500,
};

const TODAY = '2026-11-24';
export const NO_NOTES: CashCount = { inserted: 0, holds: false, doubted: false };

export const sessionMachine = createSessionMachine(PAPER);
export const kioskWith = (session: typeof sessionMachine) =>
  createKioskMachine(session, () => ({ today: TODAY, dated: true, used: {} }));
export const kioskMachine = kioskWith(sessionMachine);
export const CATALOGUE = oneOfEachPaper();
/** Catalogue of the walk, without the list of a person's dues: it would repeat card, code and money. */
export const WALKED_CATALOGUE = { ...CATALOGUE, services: CATALOGUE.services.filter(({ due }) => due !== 'person') };

export function beginning(machine: AnyStateMachine = kioskMachine): {
  readonly world: World;
  readonly deeds: readonly MachineEffect[];
} {
  const { root, deeds } = beginMachine(machine, { catalogue: WALKED_CATALOGUE });
  const outside: OuterWorld = { devices: DEVICES_AT_START, sale: 'none', notes: NO_NOTES, taking: false, shown: null };
  return { world: { root, outside }, deeds };
}

const NO_VALIDATOR_YET = {
  device: 'starting',
  intake: 'unknown',
  blockedBy: null,
  notes: [],
  identity: null,
} as const;

const SHEETS = { blockedBy: null, paper: 'full', toner: 'full', supplies: [] } as const;

/** A kiosk without validator and document printer is like one where they are away. */
export const DEVICES_AT_START: Devices = {
  ...UNANSWERED_DEVICES,
  billValidator: NO_VALIDATOR_YET,
  documentPrinter: { ...SHEETS, device: 'starting' },
};

const PRESENT_DEVICES: Pick<Devices, Peripheral> = {
  reader: { device: 'online', media: 'not-measured' },
  terminal: { device: 'online' },
  printer: { device: 'online', blockedBy: null, paper: 'full' },
  documentPrinter: { ...SHEETS, device: 'online' },
  billValidator: { device: 'online', intake: 'paused', blockedBy: null, notes: [100, 500, 1_000], identity: null },
};

/** For the machines all ways to be away are equal: one is enough. */
const ABSENT_DEVICES: Pick<Devices, Peripheral> = {
  reader: { device: 'noDevice', media: 'unknown' },
  terminal: { device: 'noDevice' },
  printer: { device: 'online', blockedBy: 'paper-out', paper: 'out' },
  documentPrinter: { ...SHEETS, device: 'noDevice' },
  billValidator: { ...NO_VALIDATOR_YET, device: 'noDevice' },
};

export function isDevicePresent(devices: Devices, name: DeviceName): boolean {
  if (name === 'disk') return devices.roomOnDisk;
  if (name === 'office') return devices.office.answers;
  return devices[name]?.device === 'online' && !(name === 'printer' && devices.printer.blockedBy);
}

export function withDevice(devices: Devices, name: DeviceName, here: boolean): Devices {
  if (name === 'disk') return { ...devices, roomOnDisk: here };
  if (name === 'office') return { ...devices, office: { ...devices.office, answers: here } };
  return { ...devices, [name]: (here ? PRESENT_DEVICES : ABSENT_DEVICES)[name] };
}

export const ALL_DEVICES_PRESENT: Devices = { ...DEVICES_AT_START, ...PRESENT_DEVICES };

export const sessionOf = ({ root }: World): RunningMachine | undefined => root.machines['session'];

export const contextOf = (world: World): SessionContext | undefined =>
  sessionOf(world)?.snapshot.context as SessionContext | undefined;

/** The step of the journey, or `null` outside a visit. */
export function journeyOf(world: World): string | null {
  const value = sessionOf(world)?.snapshot.value as
    | { readonly visit?: { readonly journey: string | object } }
    | undefined;
  const journey = value?.visit?.journey;
  return typeof journey === 'object' ? (Object.keys(journey)[0] ?? null) : (journey ?? null);
}

export const stepOf = (world: World): RunningMachine | undefined => sessionOf(world)?.machines['step'];

/** State of the running step, such as `form.asking`, or `null`. */
export function stepAt(world: World): string | null {
  const step = stepOf(world);
  return step ? `${step.machine.id}.${String(step.snapshot.value)}` : null;
}

/** Every running promise and callback, with the path of its machine. */
export function leavesOf(running: RunningMachine, path: readonly string[] = []): readonly LeafAt[] {
  return [
    ...Object.entries(running.leaves).map(([id, leaf]) => ({ path, id, leaf })),
    ...Object.entries(running.machines).flatMap(([id, child]) => leavesOf(child, [...path, id])),
  ];
}

export interface LeafAt {
  readonly path: readonly string[];
  readonly id: string;
  readonly leaf: ActorCall;
}
