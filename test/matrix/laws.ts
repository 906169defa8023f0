import type { SessionSnapshot } from '../../device/screen/to-screen.ts';
import { PHONE_PERSON } from '../support/fake-phones.ts';
import { contradictions } from './books.ts';
import { badgeOf, type MatrixCabinet } from './cabinet.ts';
import { AWAY_MS, BACK_MS, endOf, goHome, labelOf } from './cells.ts';
import { BY_PHONE, type StateRoute, untilShown } from './ways.ts';
import { bootedWiredRig, type WiredRig } from './wired-rig.ts';

/* What must hold in every state. The measure is a control run without the fault. */

type Wrong = readonly string[];

type Rig = WiredRig & { readonly cabinet: MatrixCabinet };

interface LawRun {
  readonly screens: readonly [before: string, away: string, back: string];
  readonly end: string;
  readonly maintained: boolean;
}

interface Law {
  /** Absent: every state. */
  readonly rows?: (row: string) => boolean;
  readonly awayMs?: number;
  readonly first?: (rig: Rig) => void;
  readonly away: (rig: Rig) => Promise<void> | void;
  readonly during?: (rig: Rig, since: Since) => Promise<Wrong> | Wrong;
  readonly back?: (rig: Rig) => Promise<void> | void;
  readonly after?: (rig: Rig) => Promise<Wrong> | Wrong;
  readonly atRest?: (rig: Rig) => Wrong;
  readonly compare: (run: LawRun, control: LawRun) => Wrong;
}

interface Since {
  readonly entries: number;
  readonly staffCalls: number;
  readonly inVisit: boolean;
  readonly doorOpen: boolean;
}

const when = (wrong: boolean, what: string): Wrong => (wrong ? [what] : []);

const differs = (what: string, is: unknown, expected: unknown): Wrong => {
  const [one = 'nothing', other = 'nothing'] = [JSON.stringify(is), JSON.stringify(expected)];
  return when(one !== other, `${what}: ${one}, not ${other}`);
};

const devicesOf = ({ actor }: WiredRig) => actor.getSnapshot().context.devices;

const eventsOf = ({ cabinet }: Rig, ...names: readonly string[]) =>
  cabinet.logged
    .filter(({ event }) => names.includes(event))
    .map(({ event, code, state, badge }) => [event, code ?? state ?? badge].join(' '));

const personOf = ({ actor }: WiredRig) => {
  const session = actor.getSnapshot().children['session']?.getSnapshot() as SessionSnapshot | undefined;
  return session?.context.facts.person ?? null;
};

const same = (run: LawRun, control: LawRun): Wrong => [
  ...differs('the screens', run.screens, control.screens),
  ...differs('the end', [run.end, run.maintained], [control.end, control.maintained]),
];

const isOfVisit = (label: string): boolean => !/^(attract|outOfService)/.test(label);

/** Staff come after the visit; without a visit at once, until the badge is removed. */
function staffComeNext(run: LawRun, control: LawRun): Wrong {
  const [before, away, back] = control.screens;
  const isVisit = isOfVisit(before);
  const staffFirst = (label: string) => (isOfVisit(label) ? label : 'maintaining pin');
  return [
    ...differs('the screens', run.screens, [before, staffFirst(away), isVisit ? staffFirst(back) : back]),
    ...differs('the end', run.end, control.end),
    ...when(isVisit && !run.maintained, 'staff did not come before the next citizen'),
  ];
}

const nothing = (): Wrong => [];

/** Longer than a person presses a key. */
const JAM_MS = 31_000;
const FIRST_MS = 100;
/** Longer than a code is valid, with the kiosk's own patience. */
const PHONE_OVER_MS = 140_000;
const STAY_MS = 10_000;
const OFFICE_AWAY_MS = 12_000;

const isPhoneRow = (row: string): boolean => /^identify (starting|scanning|confirming)$/.test(row);
/** Not the maintenance, in which a badge has other uses. */
const isWithoutStaff = (row: string): boolean => !row.startsWith('kiosk maintenance');
const MONEY_BEGINS: ReadonlySet<string> = new Set(['intent', 'saleSent', 'cashIntent', 'noteHeld']);

const isPlaceOfVisit = (place: string): boolean => !place.startsWith('kiosk') && !place.startsWith('maintenance');

const noPersonBecause = (rig: Rig, problem: string): Wrong => {
  const screen = rig.screen();
  return [
    ...differs('the person', personOf(rig), null),
    ...differs(
      'the page',
      [screen.show, screen.show === 'identifying' && screen.phoneProblem],
      ['identifying', problem],
    ),
  ];
};

const LAWS: Readonly<Record<string, Law>> = {
  'keypad: unplugged': {
    away: ({ cabinet }) => {
      cabinet.cables.keypad.unplug();
      cabinet.keys.tap('down');
    },
    during: (rig) => [
      ...differs('the keypad', devicesOf(rig).keypad?.device, 'noDevice'),
      ...differs('the sound', rig.screen().sound, null),
    ],
    back: ({ cabinet }) => cabinet.cables.keypad.plug(),
    after: (rig) => [
      ...differs('the keypad', devicesOf(rig).keypad?.device, 'online'),
      ...differs('the keys', rig.pressed, []),
    ],
    compare: same,
  },
  'keypad: a key is jammed': {
    awayMs: JAM_MS,
    away: ({ cabinet }) => {
      cabinet.keys.faults.next('stuck');
      cabinet.keys.tap('down');
    },
    during: (rig) => differs('the trouble', devicesOf(rig).keypad?.trouble?.code, 'KPD-102'),
    back: ({ cabinet }) => cabinet.keys.tap('up'),
    after: (rig) => differs('the keys', rig.pressed, ['down', 'up']),
    atRest: (rig) => differs('the trouble', devicesOf(rig).keypad?.trouble, null),
    compare: same,
  },
  'keypad: headphones go in': {
    away: ({ cabinet }) => cabinet.keys.plug(),
    during: (rig) => [
      ...differs('the sound', rig.screen().sound, { to: 'headphones' }),
      ...differs('the log', eventsOf(rig, 'headphones.changed'), ['headphones.changed in']),
      ...differs('the keys', rig.pressed, []),
    ],
    compare: same,
  },
  'keypad: headphones come out': {
    first: ({ cabinet }) => cabinet.keys.plug(),
    away: ({ cabinet }) => cabinet.keys.unplug(),
    during: (rig) => [
      ...differs('the sound', rig.screen().sound, { to: 'speaker' }),
      ...differs('the log', eventsOf(rig, 'headphones.changed'), ['headphones.changed in', 'headphones.changed out']),
    ],
    compare: same,
  },
  'badge reader: away': {
    rows: isWithoutStaff,
    away: ({ cabinet }) => cabinet.cables.badgeReader.unplug(),
    during: (rig) => when(devicesOf(rig).badgeReader?.device === 'online', 'the badge reader is not away'),
    back: ({ cabinet }) => cabinet.cables.badgeReader.plug(),
    after: (rig) => differs('the badge reader', devicesOf(rig).badgeReader?.device, 'online'),
    compare: same,
  },
  'badge reader: a card that is no badge': {
    rows: isWithoutStaff,
    away: ({ cabinet }) => cabinet.badges.insert(badgeOf('ticket')),
    during: (rig) => differs('the log', eventsOf(rig, 'badge.refused', 'staff.badge'), ['badge.refused BDG-103']),
    back: ({ cabinet }) => cabinet.badges.remove(),
    compare: same,
  },
  'badge reader: a copied badge': {
    rows: isWithoutStaff,
    away: ({ cabinet }) => cabinet.badges.insert(badgeOf('copied')),
    during: (rig) => differs('the log', eventsOf(rig, 'badge.refused', 'staff.badge'), ['badge.refused BDG-104']),
    back: ({ cabinet }) => cabinet.badges.remove(),
    compare: same,
  },
  'badge reader: a badge of staff': {
    rows: isWithoutStaff,
    away: ({ cabinet }) => cabinet.badges.insert(badgeOf('technician')),
    during: (rig) => differs('the log', eventsOf(rig, 'badge.refused', 'staff.badge'), ['staff.badge T-017']),
    back: ({ cabinet }) => cabinet.badges.remove(),
    compare: staffComeNext,
    atRest: (rig) => differs('maintenance', rig.staffNotes, []),
  },
  'door: opened and closed': {
    away: ({ cabinet }) => cabinet.contacts.move('door', true),
    during: async (rig, { entries, staffCalls, inVisit, doorOpen }) => {
      await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' }, { do: 'method', method: 'cash' });
      const begun = rig.written.slice(entries).filter(({ entry }) => MONEY_BEGINS.has(entry.kind));
      return [
        ...differs('the door', devicesOf(rig).doorOpen, true),
        ...when(rig.cables.validator.plugged && rig.validator.insert({ manat: 5 }), 'a note goes in'),
        ...differs(
          'money that begins',
          begun.map(({ entry }) => entry.kind),
          [],
        ),
        ...differs('calls for staff', rig.staffCalls() - staffCalls, inVisit && !doorOpen ? 1 : 0),
        ...when(!inVisit && /^(attract|choosing)/.test(rig.screen().show), 'the kiosk is not closed'),
        ...when(inVisit && rig.places().some(isPlaceOfVisit) && !rig.screen().cabinetOpen, 'the page does not say so'),
      ];
    },
    back: ({ cabinet, validator }) => {
      validator.take();
      cabinet.contacts.move('door', false);
    },
    after: (rig) => [
      ...differs('the door', devicesOf(rig).doorOpen, false),
      ...when(rig.screen().show === 'outOfService', 'the kiosk stays closed'),
      ...when(
        rig.places().some((place) => place.startsWith('cash paus')),
        'notes are still stopped',
      ),
    ],
    compare: nothing,
  },
  'phone: the time runs out': {
    rows: isPhoneRow,
    async away(rig) {
      rig.office.become('up');
      for (let ms = 0; ms < PHONE_OVER_MS; ms += STAY_MS) {
        await rig.citizen({ do: 'stay' });
        await rig.run(STAY_MS);
      }
    },
    after: (rig) => noPersonBecause(rig, 'over'),
    compare: nothing,
  },
  'phone: the confirmation of another visit is replayed': {
    rows: isPhoneRow,
    away(rig) {
      rig.office.become('up');
      rig.office.phones.replay();
    },
    after: (rig) => noPersonBecause(rig, 'BKO-110'),
    compare: nothing,
  },
  'phone: an identification that the citizen left is confirmed': {
    rows: isPhoneRow,
    async away(rig) {
      rig.office.become('up');
      await rig.run(100);
      const left = rig.office.phones.newest();
      await rig.citizen({ do: 'back' }, BY_PHONE);
      rig.office.phones.confirm(left);
    },
    after: (rig) => [
      ...differs('the person', personOf(rig), null),
      ...differs('the page', rig.screen().show, 'identifyingByPhone'),
    ],
    compare: nothing,
  },
  'phone: the office is away': {
    rows: isPhoneRow,
    awayMs: OFFICE_AWAY_MS,
    away: (rig) => rig.office.become('down'),
    during: (rig) => noPersonBecause(rig, 'BKO-101'),
    back: async (rig) => {
      rig.office.become('up');
      await rig.citizen(BY_PHONE);
      await untilShown(rig, 'identifyingByPhone');
      rig.office.phones.confirm();
    },
    after: (rig) => [
      ...differs('the person', personOf(rig)?.document.fin, PHONE_PERSON.fin),
      ...differs('the key', personOf(rig)?.phone?.key, rig.office.phones.newest()?.key),
    ],
    compare: nothing,
  },
  'phone: another person chooses another number': {
    rows: isPhoneRow,
    async away(rig) {
      rig.office.become('up');
      await rig.run(100);
      rig.office.phones.end('mismatch');
    },
    after: (rig) => noPersonBecause(rig, 'mismatch'),
    compare: nothing,
  },
  'phone: the card of another person comes first': {
    rows: isPhoneRow,
    async away(rig) {
      rig.office.become('up');
      await rig.run(100);
      rig.reader.insert('aze-card-man');
      await rig.run(AWAY_MS);
      rig.office.phones.confirm();
    },
    after: (rig) => [
      ...differs('how sure', personOf(rig)?.assurance, 'zone'),
      ...when(personOf(rig)?.document.fin === PHONE_PERSON.fin, 'the phone replaced the card'),
    ],
    compare: nothing,
  },
};

/** A law without `away` is the control. */
async function runOf(arrival: StateRoute, law: Pick<Law, 'awayMs'> | Law): Promise<LawRun & { readonly wrong: Wrong }> {
  const rig = (await bootedWiredRig({ ...arrival, cabinet: true })) as Rig;
  const { awayMs = AWAY_MS } = law;
  const its = 'away' in law ? law : null;
  its?.first?.(rig);
  await rig.run(FIRST_MS);
  await arrival.go(rig);
  const before = labelOf(rig.screen());
  const since = {
    entries: rig.written.length,
    staffCalls: rig.staffCalls(),
    inVisit: rig.places().some(isPlaceOfVisit),
    doorOpen: devicesOf(rig).doorOpen,
  };
  await its?.away(rig);
  await rig.run(awayMs);
  const away = labelOf(rig.screen());
  const wrong = [...((await its?.during?.(rig, since)) ?? [])];
  await its?.back?.(rig);
  await rig.run(BACK_MS);
  const back = labelOf(rig.screen());
  wrong.push(...((await its?.after?.(rig)) ?? []));
  const maintained = await goHome(rig);
  await rig.run(BACK_MS);
  wrong.push(...(its?.atRest?.(rig) ?? []), ...contradictions(rig));
  const end = endOf(rig);
  await rig.close();
  return { screens: [before, away, back], end, maintained, wrong };
}

export async function brokenLaws(row: string, arrival: StateRoute): Promise<readonly string[]> {
  const controls = new Map<number, LawRun>();
  const broken: string[] = [];
  for (const [name, law] of Object.entries(LAWS)) {
    if (law.rows && !law.rows(row)) continue;
    const { awayMs = AWAY_MS } = law;
    const control = controls.get(awayMs) ?? (await runOf(arrival, { awayMs }));
    controls.set(awayMs, control);
    const { wrong, ...run } = await runOf(arrival, law);
    broken.push(...[...wrong, ...law.compare(run, control)].map((each) => `${name}: ${each}`));
  }
  return broken;
}
