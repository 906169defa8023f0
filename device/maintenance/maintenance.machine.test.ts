import { beforeEach, describe, expect, it } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { err, ok, type Result } from '../../drivers/result.ts';
import { connectMaintenance } from '../actors/maintenance-actors.ts';
import type { SignedInStaff, StaffTrouble } from '../staff/contract.ts';
import type {
  MaintenancePageHost,
  MaintenancePageOpener,
  MaintenancePageOpeners,
  OpenedMaintenancePage,
} from './desk.ts';
import { DESK_IDLE_MS, PIN_IDLE_MS, type StaffSignInRequest } from './maintenance.machine.ts';

const PIN = '482913';
const STAFF: SignedInStaff = { badge: '4711', by: 'badge' };
const BADGE: StaffSignInRequest = { by: 'badge', badge: '4711' };
const WRONG: StaffTrouble = { code: 'STF-102', kind: 'wrong-pin', triesLeft: 4 };

let noted: string[];
let asked: string[];
let taken: string[];
let host: MaintenancePageHost | undefined;
let clock: SimulatedClock;
let records: boolean;
beforeEach(() => {
  records = true;
  [noted, asked, taken] = [[], [], []];
  clock = new SimulatedClock();
});

const TODAY = {
  page: 'today',
  tab: 'today',
  figures: { since: null, lodged: 0, completed: 0, cash: 0, card: 0, open: 0 },
  jobs: [{ value: 'job:new-roll', name: 'new-roll', minutes: 4, isUrgent: false }],
  paper: null,
  devices: [],
  troubles: [],
  away: [],
  version: '1.0.0',
  ages: { softwareDays: null, certificateDays: null },
} as const;

const opened = (view: OpenedMaintenancePage['view']) => (given: MaintenancePageHost) => {
  host = given;
  return { view, take: (touch: { readonly do: string }) => void taken.push(touch.do), close: () => undefined };
};

const tabsOf = (today: MaintenancePageOpener): MaintenancePageOpeners['tabs'] => ({
  today,
  doubts: today,
  credits: today,
  devices: today,
  machine: today,
});

const PAGES: MaintenancePageOpeners = {
  tabs: tabsOf(opened(() => TODAY)),
  jobs: { 'new-roll': opened(() => ({ page: 'new-roll', step: 'open', trouble: null })) },
};

function start(request: StaffSignInRequest, admit = async (_: string, pin: string) => admitted(pin)) {
  const machine = connectMaintenance({
    staff: {
      onEvent: () => () => undefined,
      admit: (badge, pin) => {
        asked.push(`${badge} ${pin}`);
        return admit(badge, pin);
      },
    },
    pages: PAGES,
    note: (what, { badge }) => noted.push(`${what} ${badge}`) > 0 && records,
  });
  const actor = createActor(machine, { input: request, clock });
  actor.start();
  return actor;
}

const admitted = (pin: string): Result<SignedInStaff, StaffTrouble> => (pin === PIN ? ok(STAFF) : err(WRONG));

type Actor = ReturnType<typeof start>;

function types(actor: Actor, pin: string): void {
  for (const key of pin) actor.send({ type: 'citizen.key', key });
  actor.send({ type: 'citizen.next' });
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function entered(request: StaffSignInRequest = BADGE): Promise<Actor> {
  const actor = start(request);
  if (request.by === 'badge') types(actor, PIN);
  await settled();
  expect(actor.getSnapshot().value).toEqual({ open: 'used' });
  return actor;
}

const pageOf = (actor: Actor) => actor.getSnapshot().context.page?.page;

it('when a page throws, then it is closed: it hears no device any more', () => {
  const told: string[] = [];
  const today: OpenedMaintenancePage = {
    view: () => TODAY,
    take: () => {
      throw new Error('no disk');
    },
    close: () => void told.push('closed'),
  };
  const machine = connectMaintenance({
    staff: { onEvent: () => () => undefined, admit: async () => ok(STAFF) },
    pages: { tabs: tabsOf(() => today), jobs: {} },
    note: () => true,
  });
  const actor = createActor(machine, { input: { by: 'service-key' }, clock });
  actor.subscribe({ error: () => void told.push('error') });
  actor.start();
  actor.send({ type: 'citizen.next' });
  expect(told).toEqual(['closed', 'error']);
});

describe('the PIN', () => {
  it('when the PIN is right, then the desk opens, and the PIN is forgotten', async () => {
    const actor = await entered();
    expect([asked, noted, pageOf(actor)]).toEqual([[`4711 ${PIN}`], ['begun 4711'], 'today']);
    expect(actor.getSnapshot().context.typed).toBe('');
  });

  it('when the PIN is wrong, then the page says so and takes another PIN', async () => {
    const actor = start(BADGE);
    types(actor, '111222');
    await settled();
    expect(actor.getSnapshot().context).toMatchObject({ typed: '', trouble: WRONG });
    actor.send({ type: 'citizen.key', key: '4' });
    expect(actor.getSnapshot().context).toMatchObject({ typed: '4', trouble: null });
  });

  it('when the check of the PIN throws, then the page says so', async () => {
    const actor = start(BADGE, () => Promise.reject(new Error('no disk')));
    types(actor, PIN);
    await settled();
    expect(actor.getSnapshot().context.trouble).toEqual({ kind: 'not-answered' });
  });

  it.each([
    ['12345', []],
    ['1234567', ['4711 123456']],
    ['12a45', []],
  ])('when %s is typed, then these badges and PINs are checked: %j', (pin, questions) => {
    types(start(BADGE), pin);
    expect(asked).toEqual(questions);
  });

  it('when a digit is erased, then another can be typed', () => {
    const actor = start(BADGE);
    for (const key of '48291') actor.send({ type: 'citizen.key', key });
    actor.send({ type: 'citizen.erase' });
    types(actor, '13');
    expect(asked).toEqual([`4711 ${PIN}`]);
  });

  it('when the badge is removed before the PIN, then maintenance ends', () => {
    const actor = start(BADGE);
    actor.send({ type: 'staff.badge-removed' });
    expect(actor.getSnapshot().status).toBe('done');
    expect(noted).toEqual([]);
  });

  it.each([
    [PIN_IDLE_MS - 1, 'active'],
    [PIN_IDLE_MS, 'done'],
  ])('when %d ms pass after the last digit, then maintenance is %s', (ms, status) => {
    const actor = start(BADGE);
    clock.increment(PIN_IDLE_MS - 1);
    actor.send({ type: 'citizen.key', key: '4' });
    clock.increment(ms);
    expect(actor.getSnapshot().status).toBe(status);
  });
});

describe('the desk', () => {
  it('when the badge is removed, then the desk stays open', async () => {
    const actor = await entered();
    actor.send({ type: 'staff.badge-removed' });
    expect(actor.getSnapshot().status).toBe('active');
  });

  it.each([
    [DESK_IDLE_MS - 1, 'active'],
    [DESK_IDLE_MS, 'done'],
  ])('when %d ms pass after the last touch, then maintenance is %s', async (ms, status) => {
    const actor = await entered();
    clock.increment(DESK_IDLE_MS - 1);
    actor.send({ type: 'citizen.back' });
    clock.increment(ms);
    expect(actor.getSnapshot().status).toBe(status);
  });

  it('when staff touch *open the kiosk*, then the end is recorded once', async () => {
    const actor = await entered();
    actor.send({ type: 'citizen.finish' });
    expect([actor.getSnapshot().status, noted]).toEqual(['done', ['begun 4711', 'ended 4711']]);
  });

  it('when a job is touched, then it opens; when it is done, then *Today* is shown', async () => {
    const actor = await entered();
    actor.send({ type: 'citizen.answer', value: 'job:new-roll' });
    expect(pageOf(actor)).toBe('new-roll');
    host?.done();
    expect(pageOf(actor)).toBe('today');
  });

  it.each(['job:format-disk', 'job:toString', 'tab:money', 'new-roll', ''])(
    'when the page does not offer %j, then no page opens',
    async (value) => {
      const actor = await entered();
      actor.send({ type: 'citizen.answer', value });
      expect(pageOf(actor)).toBe('today');
    },
  );

  it('when a job is open, then its choice and the tabs open no other page', async () => {
    const actor = await entered();
    actor.send({ type: 'citizen.answer', value: 'job:new-roll' });
    actor.send({ type: 'citizen.answer', value: 'tab:today' });
    actor.send({ type: 'citizen.next' });
    expect([pageOf(actor), taken]).toEqual(['new-roll', ['answer', 'next']]);
  });

  it('when a page that was left changes, then the present page stays', async () => {
    const actor = await entered();
    const before = host;
    actor.send({ type: 'citizen.answer', value: 'job:new-roll' });
    before?.changed();
    before?.done();
    expect(pageOf(actor)).toBe('new-roll');
  });
});

describe('a ledger that cannot record the beginning', () => {
  it.each([BADGE, { by: 'service-key' } as const])(
    'when %j begins on a full disk, then no page opens, but maintenance stays; with room *next* opens the page',
    async (request) => {
      records = false;
      const actor = start(request);
      if (request.by === 'badge') types(actor, PIN);
      await settled();
      expect([actor.getSnapshot().value, actor.getSnapshot().status, pageOf(actor)]).toEqual([
        'unrecorded',
        'active',
        undefined,
      ]);
      actor.send({ type: 'citizen.next' });
      expect(actor.getSnapshot().value).toBe('unrecorded');
      records = true;
      actor.send({ type: 'citizen.next' });
      expect([actor.getSnapshot().value, pageOf(actor)]).toEqual([{ open: 'used' }, 'today']);
      expect(noted.filter((note) => note.startsWith('ended'))).toEqual([]);
    },
  );

  it.each([
    ['*open the kiosk* is touched', { type: 'citizen.finish' }],
    ['the key is turned off', { type: 'staff.key-turned', on: false }],
  ] as const)('when %s, then maintenance ends', (_, event) => {
    records = false;
    const actor = start({ by: 'service-key' });
    actor.send(event);
    expect(actor.getSnapshot().status).toBe('done');
  });

  it.each([
    [PIN_IDLE_MS - 1, 'active'],
    [PIN_IDLE_MS, 'done'],
  ])('when %d ms pass, then maintenance is %s', (ms, status) => {
    records = false;
    const actor = start({ by: 'service-key' });
    clock.increment(ms);
    expect(actor.getSnapshot().status).toBe(status);
  });
});

describe('the service key', () => {
  it('when the key is turned on, then the desk opens without a PIN; when the key is turned off, then maintenance ends', async () => {
    const actor = await entered({ by: 'service-key' });
    actor.send({ type: 'staff.key-turned', on: false });
    expect([actor.getSnapshot().status, noted]).toEqual(['done', ['begun null', 'ended null']]);
  });

  it('when the key is off after a badge was admitted, then the desk stays open', async () => {
    const actor = await entered();
    actor.send({ type: 'staff.key-turned', on: false });
    expect(actor.getSnapshot().status).toBe('active');
  });
});
