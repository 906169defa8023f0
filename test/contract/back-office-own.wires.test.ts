import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createBackOffice } from '../../device/back-office/client.ts';
import type {
  BackOffice,
  FoundApplication,
  LodgeRequest,
  OwnApplicationRequest,
  PhoneCodeOffice,
} from '../../device/back-office/contract.ts';
import type { OwnApplicationChange, OwnApplicationOffice } from '../../device/back-office/own.ts';
import type { SlotOffice } from '../../device/back-office/slots.ts';
import { isHoliday } from '../../device/catalogue/dates.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { DAY_MS } from '../../drivers/durations.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';
import { lodgeRequest } from './lodge-request.ts';
import { NEVER_ABORTED, refusalResult, unwrap } from './office-rig.ts';
import { openApi, type Recorder, record } from './openapi.ts';

/* docs/decisions/0031 */

const document = openApi('device/back-office/openapi.yaml');
const MINUTE_MS = 60_000;
const BY_APPOINTMENT = 'power-of-attorney';

const PERSON = { fin: '5ZK1C7M', documentNumber: 'AA1204587' };
const APPLICANT: LodgeRequest['applicant'] = {
  ...PERSON,
  assurance: 'zone',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  birthDate: '1990-01-02',
};

let office: ReferenceBackOffice;
let wire: Recorder;
let client: BackOffice & PhoneCodeOffice & SlotOffice & OwnApplicationOffice;
let now: Date;

beforeEach(async () => {
  // Moment on a Tuesday, 09:00 at the centre.
  now = new Date('2026-11-24T05:00:00Z');
  const { services, holidays } = catalogue();
  office = await startBackOffice({
    now: () => now,
    random: seededRandom(41),
    services: services.map(toOfficeService),
    isHoliday: (day) => isHoliday(day, holidays),
    drawCode: () => '483920',
  });
  wire = await record(office.url);
  client = createBackOffice({ baseUrl: wire.url, timeoutMs: 5_000, newKey: randomUUID, clock: new SimulatedClock() });
});

afterEach(async () => {
  await wire.close();
  await office.close();
  expect(wire.exchanges.flatMap((exchange) => document.check(exchange))).toEqual([]);
});

const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

const lodged = (change: Partial<LodgeRequest>): LodgeRequest =>
  lodgeRequest({ applicant: APPLICANT, service: 'complaint', tier: '15-working-days', ...change });

const own = (reference: string, change: Partial<OwnApplicationRequest> = {}): OwnApplicationRequest => ({
  kiosk: 'K7',
  reference,
  ...PERSON,
  assurance: 'zone',
  confirmation: null,
  ...change,
});

async function lodge(change: Partial<LodgeRequest>): Promise<string> {
  const key = randomUUID();
  const { reference } = unwrap(await client.lodge(key, lodged(change), NEVER_ABORTED));
  const amount = change.amount ?? 0;
  const payment =
    amount === 0
      ? null
      : { terminalId: '1', traceNumber: '2', receiptNumber: '3', amount, at: '2026-11-24T09:00:00+04:00' };
  unwrap(await client.register(key, payment, NEVER_ABORTED));
  return reference;
}

const does = (reference: string, change: OwnApplicationChange, key: string = randomUUID()) =>
  client.change(key, own(reference), change, NEVER_ABORTED);
const stands = async (reference: string) =>
  unwrap(await client.lookUp({ kiosk: 'K7', reference, ...PERSON }, NEVER_ABORTED));

async function held(nth = 0, kiosk = 'K5', service = BY_APPOINTMENT) {
  const { places } = unwrap(await client.freeSlots({ kiosk, service }, NEVER_ABORTED));
  const all = places.flatMap(({ id: place, days }) =>
    days.flatMap(({ day, slots }) => slots.map(({ from }) => ({ place, day, from }))),
  );
  const at = all[nth]!;
  const key = randomUUID();
  return { key, ...unwrap(await client.holdSlot(key, { kiosk, service, ...at }, NEVER_ABORTED)) };
}

async function booked(nth = 3): Promise<{ reference: string; found: FoundApplication }> {
  const slot = await held(nth);
  const reference = await lodge({ service: BY_APPOINTMENT, tier: 'same-day', slot: slot.key });
  return { reference, found: await stands(reference) };
}

const CARD = {
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  ready: '2026-12-04',
};

describe('how an application stands', () => {
  test('when days pass, then the stage of an application goes from waits-for-you to in-work to ready, until the last day of collection', async () => {
    const { quote } = await priced();
    const reference = await lodge({ ...CARD, quote });
    expect((await stands(reference)).standing).toMatchObject({
      stage: 'waits-for-you',
      missing: ['old-card'],
      lies: null,
    });
    later(DAY_MS);
    expect((await stands(reference)).standing).toMatchObject({ stage: 'in-work', missing: [] });
    now = new Date('2026-12-03T20:00:00Z');
    const lies = { window: '12', floor: 2, from: '2026-12-04', until: '2027-02-02' };
    expect((await stands(reference)).standing).toMatchObject({ stage: 'ready', lies, cancel: null });
    now = new Date('2027-02-02T19:59:59Z');
    expect((await stands(reference)).standing).toMatchObject({ stage: 'ready', lies });
    later(1_000);
    expect((await stands(reference)).standing).toMatchObject({ lies: null });
  });
});

async function priced() {
  const { id } = unwrap(
    await (client as unknown as import('../../device/back-office/contract.ts').QuoteOffice).quote(
      { kiosk: 'K5', service: CARD.service, tier: CARD.tier },
      NEVER_ABORTED,
    ),
  );
  return { quote: id };
}

describe('cancelling', () => {
  test('when an application is cancelled on its first day, then the money goes back to the card, once', async () => {
    const reference = await lodge({ ...CARD, ...(await priced()) });
    expect((await stands(reference)).standing?.cancel).toBe('to-card');
    const key = randomUUID();
    const cancelled = unwrap(await does(reference, { do: 'cancel' }, key));
    expect(cancelled).toMatchObject({ state: 'closed', withdrawn: 'cancelled', standing: { cancel: null } });
    expect(cancelled.standing?.cancelled).toEqual({ at: '2026-11-24T05:00:00.000Z', money: 'to-card' });
    later(DAY_MS);
    expect(unwrap(await does(reference, { do: 'cancel' }, key)).standing).toEqual(cancelled.standing);
    expect(await does(reference, { do: 'cancel' })).toEqual(refusalResult('not-cancellable'));
    expect(await does(reference, { do: 'check-in' }, key)).toEqual(refusalResult('idempotency-conflict'));
  });

  test('when an application is cancelled on a later day, then the duty is kept', async () => {
    const reference = await lodge({ ...CARD, ...(await priced()) });
    later(DAY_MS);
    expect((await stands(reference)).standing?.cancel).toBe('kept');
    expect(unwrap(await does(reference, { do: 'cancel' })).standing?.cancelled?.money).toBe('kept');
  });

  test('when the kiosk registers again after the cancellation, then the answer is the first registration', async () => {
    const key = randomUUID();
    const { reference } = unwrap(await client.lodge(key, lodged({}), NEVER_ABORTED));
    const first = unwrap(await client.register(key, null, NEVER_ABORTED));
    unwrap(await does(reference, { do: 'cancel' }));
    expect(unwrap(await client.register(key, null, NEVER_ABORTED))).toEqual(first);
  });

  test('when the application is held, for a certificate or of another person, then cancelling is refused', async () => {
    const { reference } = unwrap(
      await client.lodge(randomUUID(), lodged({ ...CARD, ...(await priced()) }), NEVER_ABORTED),
    );
    expect(await does(reference, { do: 'cancel' })).toEqual(refusalResult('held'));
    const document = await lodge({
      service: 'family-members-certificate',
      tier: 'at-once',
      applicant: { ...APPLICANT!, assurance: 'chip' },
    });
    expect((await stands(document)).standing?.cancel).toBeNull();
    expect(await does(document, { do: 'cancel' })).toEqual(refusalResult('not-cancellable'));
    const stranger = own(document, { fin: '2QJ80WT' });
    expect(await client.change(randomUUID(), stranger, { do: 'cancel' }, NEVER_ABORTED)).toEqual(
      refusalResult('unknown-application'),
    );
  });

  test('when the application is cancelled, then the person can book another appointment', async () => {
    const { reference, found } = await booked();
    const slot = await held(3, 'K8');
    await client.releaseSlot(slot.key, 'K8', NEVER_ABORTED);
    const again = await held(0, 'K5');
    expect(
      await client.lodge(
        randomUUID(),
        lodged({ service: BY_APPOINTMENT, tier: 'same-day', slot: again.key }),
        NEVER_ABORTED,
      ),
    ).toEqual(refusalResult('already-booked'));
    unwrap(await does(reference, { do: 'cancel' }));
    unwrap(
      await client.lodge(
        randomUUID(),
        lodged({ service: BY_APPOINTMENT, tier: 'same-day', slot: again.key }),
        NEVER_ABORTED,
      ),
    );
    expect(found.standing?.appointment?.move).toBe(true);
  });
});

describe('moving an appointment', () => {
  test('when an appointment is moved, then the new time is booked once, and the old time is free', async () => {
    const { reference, found } = await booked();
    const old = found.standing!.appointment!;
    const next = await held(0, 'K7');
    const key = randomUUID();
    const moved = unwrap(await does(reference, { do: 'move', slot: next.key }, key));
    expect(moved.standing?.appointment).toMatchObject({ day: next.day, from: next.from, window: next.window });
    expect(moved.registered?.appointment).toMatchObject({
      slot: { day: next.day, from: next.from },
      window: next.window,
    });
    expect(unwrap(await does(reference, { do: 'move', slot: next.key }, key)).standing).toEqual(moved.standing);
    expect(await does(reference, { do: 'move', slot: 'another' }, key)).toEqual(refusalResult('idempotency-conflict'));
    const { places } = unwrap(await client.freeSlots({ kiosk: 'K9', service: BY_APPOINTMENT }, NEVER_ABORTED));
    const days = places.flatMap(({ window, days: all }) => all.map((day) => ({ window, ...day })));
    const there = days.find(({ window, day }) => window === old.window && day === old.day)?.slots;
    expect(there?.some(({ from }) => from === old.from)).toBe(true);
  });

  test('when the hold of the new time is over or of another kiosk, then the appointment stays', async () => {
    const { reference, found } = await booked();
    const next = await held(0, 'K7');
    later(10 * MINUTE_MS);
    expect(await does(reference, { do: 'move', slot: next.key })).toEqual(refusalResult('slot-lost'));
    expect((await stands(reference)).standing?.appointment?.from).toBe(found.standing?.appointment?.from);
    const theirs = await held(0, 'K8');
    expect(await does(reference, { do: 'move', slot: theirs.key })).toEqual(refusalResult('slot-lost'));
  });
});

describe('checking in', () => {
  test('when a check-in comes over 30 minutes before the appointment, or over 10 minutes after its end, then it is refused', async () => {
    const { reference, found } = await booked();
    const { opens, closes, day, from, until } = found.standing!.appointment!;
    const at = (text: string) => new Date(`${text}:00+04:00`).getTime();
    expect([at(`${day}T${from}`) - at(opens), at(closes) - at(`${day}T${until}`)]).toEqual([
      30 * MINUTE_MS,
      10 * MINUTE_MS,
    ]);
    now = new Date(at(opens) - 1_000);
    expect(await does(reference, { do: 'check-in' })).toEqual(refusalResult('too-early'));
    now = new Date(at(closes) + 1_000);
    expect(await does(reference, { do: 'check-in' })).toEqual(refusalResult('too-late'));
    expect((await stands(reference)).standing?.appointment).toMatchObject({ entry: 'late', move: true });
    now = new Date(at(closes));
    const key = randomUUID();
    expect(unwrap(await does(reference, { do: 'check-in' }, key)).standing?.appointment).toMatchObject({
      entry: 'checked-in',
      move: false,
    });
    later(DAY_MS);
    expect(unwrap(await does(reference, { do: 'check-in' }, key)).standing?.appointment?.entry).toBe('checked-in');
    expect(await does(reference, { do: 'cancel' })).toEqual(refusalResult('not-cancellable'));
  });
});

describe('a person with an appointment', () => {
  test('when card and service match, then the appointment is found; with another card or service none is found', async () => {
    const { reference } = await booked();
    const asked = { kiosk: 'K7', service: BY_APPOINTMENT, ...PERSON };
    expect(unwrap(await client.findBooking(asked, NEVER_ABORTED)).reference).toBe(reference);
    expect(await client.findBooking({ ...asked, fin: '2QJ80WT' }, NEVER_ABORTED)).toEqual(
      refusalResult('unknown-application'),
    );
    expect(await client.findBooking({ ...asked, service: 'apostille-justice' }, NEVER_ABORTED)).toEqual(
      refusalResult('unknown-application'),
    );
  });
});

describe('appointment without a person', () => {
  test('when the appointment names no person, then the reference finds the appointment, and a card does not find it', async () => {
    const slot = await held(3, 'K5', 'migration-permit');
    const reference = await lodge({ service: 'migration-permit', tier: 'as-told', applicant: null, slot: slot.key });
    expect(await client.lookUp({ kiosk: 'K7', reference, ...PERSON }, NEVER_ABORTED)).toEqual(
      refusalResult('unknown-application'),
    );
    const nobody = { kiosk: 'K7', reference, fin: null, documentNumber: null };
    expect(unwrap(await client.lookUp(nobody, NEVER_ABORTED)).standing?.appointment?.from).toBe(slot.from);
    const person = await lodge({});
    expect(await client.lookUp({ ...nobody, reference: person }, NEVER_ABORTED)).toEqual(
      refusalResult('unknown-application'),
    );
  });
});

describe('the answer to a complaint', () => {
  test("when a code was typed, then the office's answer can be read and rated; without a code both are refused", async () => {
    const reference = await lodge({ ready: '2026-12-15' });
    expect(await client.readReply(own(reference, { assurance: 'chip' }), NEVER_ABORTED)).toEqual(
      refusalResult('no-reply'),
    );
    now = new Date('2026-12-15T05:00:00Z');
    expect((await stands(reference)).standing).toMatchObject({
      stage: 'answered',
      reply: { at: '2026-12-15', rated: null },
    });
    expect(await client.readReply(own(reference), NEVER_ABORTED)).toEqual(refusalResult('not-confirmed'));
    unwrap(await client.sendCode('code-1', { kiosk: 'K7', language: 'az', ...PERSON }, NEVER_ABORTED));
    unwrap(await client.checkCode('code-1', 'code-1.1', { kiosk: 'K7', digits: '483920' }, NEVER_ABORTED));
    const mine = own(reference, { confirmation: 'code-1' });
    expect(unwrap(await client.readReply(mine, NEVER_ABORTED)).lines.join(' ')).toContain(reference);
    const key = randomUUID();
    const rate = { do: 'rate', score: 4 } as const;
    expect(unwrap(await client.change(key, mine, rate, NEVER_ABORTED)).standing?.reply?.rated).toBe(4);
    expect(unwrap(await client.change(key, mine, rate, NEVER_ABORTED)).standing?.reply?.rated).toBe(4);
    unwrap(await client.change(randomUUID(), mine, { do: 'rate', score: 2 }, NEVER_ABORTED));
    expect(unwrap(await client.readReply(mine, NEVER_ABORTED)).rated).toBe(2);
    expect(await does(reference, { do: 'rate', score: 5 })).toEqual(refusalResult('not-confirmed'));
  });
});

describe('guessed references', () => {
  test('when a kiosk tries 60 references in 15 minutes, then it must wait', async () => {
    const reference = await lodge({});
    for (let nth = 0; nth < 60; nth++)
      await client.change(randomUUID(), own('K5-0000-00'), { do: 'cancel' }, NEVER_ABORTED);
    expect(await does(reference, { do: 'cancel' })).toMatchObject({ ok: false, error: { code: 'BKO-109' } });
    later(15 * MINUTE_MS);
    unwrap(await does(reference, { do: 'cancel' }));
  });
});
