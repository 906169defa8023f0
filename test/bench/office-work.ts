import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import type { Result } from '../../drivers/result.ts';
import type { RegisterEntry } from '../../simulators/back-office/entry.ts';
import { makeReference } from '../../simulators/back-office/reference.ts';
import { ApplicationRegister } from '../../simulators/back-office/register.ts';
import { type OfficeStore, openStore } from '../../simulators/back-office/store.ts';
import type { OfficeRefusal, WireLodgeRequest } from '../../simulators/back-office/wire.ts';
import type { WireFreeSlots, WireHoldRequest } from '../../simulators/back-office/wire-slots.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';
import { startPostgres } from '../support/postgres.ts';
import { median, rounded } from './numbers.mjs';
import { type Figure, printReport } from './report.mjs';

const NOW = new Date('2026-11-24T10:00:00Z');
const KIOSKS = 400;
const YEAR_MS = 365 * 86_400_000;
const BATCH = 2_000;
const PAIRS = 300;
const CODE = '483920';
const NOTARY = 'power-of-attorney';

const kioskOf = (nth: number) => `K${nth % KIOSKS}`;

function pastEntry(nth: number, all: number, random: () => number): RegisterEntry {
  const at = new Date(NOW.getTime() - YEAR_MS + Math.floor((nth / all) * (YEAR_MS - 86_400_000))).toISOString();
  const kiosk = kioskOf(nth);
  const key = `${Math.floor(random() * 2 ** 48).toString(16)}-${nth.toString(36)}`;
  const reference = makeReference(kiosk, random);
  const fin = Math.floor(random() * 2 ** 31)
    .toString(36)
    .toUpperCase()
    .padStart(7, '0');
  const appointment = { ticket: `A-${nth % 999}`, window: '12', ahead: 3, floor: 2, wait: null };
  return {
    key,
    id: `BO-2026-${nth}`,
    reference,
    state: 'registered',
    lodgedAt: at,
    payment: null,
    final: true,
    request: {
      kiosk,
      quote: null,
      continues: null,
      service: 'identity-card-replacement',
      tier: '10-days',
      amount: 0,
      tariffDate: null,
      language: 'az',
      ready: '2026-12-04',
      confirmation: null,
      answers: { reason: 'lost', mobile: '501234567' },
      applicant: {
        fin,
        documentNumber: `AA${nth}`,
        surname: 'MƏMMƏDOVA',
        givenNames: 'AYSEL ELÇİN QIZI',
        birthDate: '1990-05-12',
        assurance: 'zone',
      },
    },
    registered: { key, reference, registeredAt: at, appointment, document: null },
    withdrawn: null,
    duplicates: [],
    ...(nth % 7 === 0 && { message: { language: 'az', at, number: '+994 •• ••• •• 67' } }),
    ...(nth % 10 === 0 && {
      slot: { place: 'window-3', day: at.slice(0, 10), from: '09:30', until: '10:00', window: '3', floor: 1 },
    }),
  };
}

function* pastBatches(applications: number) {
  const random = seededRandom(3);
  for (let done = 0; done < applications; done += BATCH) {
    const many = Math.min(BATCH, applications - done);
    yield Array.from({ length: many }, (_, nth) => pastEntry(done + nth, applications, random));
  }
}

/** @returns seconds */
async function fill(store: OfficeStore, applications: number): Promise<number> {
  const started = performance.now();
  await store.import(pastBatches(applications));
  return (performance.now() - started) / 1_000;
}

const APPLICANT = { fin: '5ZK1C7M', documentNumber: 'AA1204587' };

const request = (own: Partial<WireLodgeRequest>): WireLodgeRequest => ({
  kiosk: 'K5',
  quote: null,
  continues: null,
  service: 'criminal-record-certificate',
  tier: 'at-once',
  amount: 0,
  tariffDate: null,
  language: 'az',
  ready: null,
  confirmation: null,
  answers: {},
  applicant: { ...APPLICANT, surname: 'MAMMADOVA', givenNames: 'AYSEL', birthDate: '1990-01-02', assurance: 'chip' },
  ...own,
});

function must<T>(result: Result<T, OfficeRefusal>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function subject(store: OfficeStore) {
  let now = NOW;
  const register = new ApplicationRegister({
    store,
    now: () => now,
    random: seededRandom(11),
    drawCode: () => CODE,
    phoneOf: () => '+994001204567',
    services: catalogue().services.map(toOfficeService),
  });
  return {
    store,
    register,
    references: new Map<number, string>(),
    tick: () => (now = new Date(now.getTime() + 6 * 60_000)),
  };
}

type Subject = ReturnType<typeof subject>;

const TIMES = new WeakMap<Subject, readonly WireHoldRequest[]>();

function timesOf({ places }: WireFreeSlots): readonly WireHoldRequest[] {
  return places.flatMap(({ id: place, days }) =>
    days
      .slice(2)
      .flatMap(({ day, slots }) => slots.map(({ from }) => ({ kiosk: 'K5', service: NOTARY, place, day, from }))),
  );
}

const OPERATIONS: Readonly<Record<string, (its: Subject, nth: number) => Promise<unknown>>> = {
  quote: async ({ register }, nth) =>
    must(await register.quote(`q-${nth}`, { kiosk: 'K5', service: 'passport', tier: '10-working-days' })),
  'send a code': async ({ register }, nth) =>
    must(await register.codes.send(`c-${nth}`, { kiosk: `K${nth}`, language: 'az', ...APPLICANT, fin: `F${nth}` })),
  'check a code': async ({ register }, nth) =>
    must(await register.codes.check(`c-${nth}`, `c-${nth}.1`, { kiosk: `K${nth}`, digits: CODE })),
  'free appointments': async (its, nth) =>
    void TIMES.set(its, timesOf(must(await its.register.slots.free(`f-${nth}`, { kiosk: 'K5', service: NOTARY })))),
  hold: async (its, nth) => {
    const times = TIMES.get(its) ?? [];
    must(await its.register.slots.hold(`h-${nth}`, times[nth % times.length]!));
  },
  'extend a hold': async ({ register }, nth) => must(await register.slots.extend(`h-${nth}`, 'K5')),
  'release a hold': async ({ register }, nth) => register.slots.release(`h-${nth}`, 'K5'),
  lodge: async ({ register, references }, nth) => {
    const { lodged } = must(await register.lodge(`a-${nth}`, request({})));
    references.set(nth, lodged.reference);
  },
  'lodge again': async ({ register }, nth) => must(await register.lodge(`a-${nth}`, request({}))),
  register: async ({ register }, nth) => must(await register.register(`a-${nth}`, null, true)),
  read: async ({ register }, nth) => register.find(`a-${nth}`),
  list: async ({ register }) => register.list({ kiosk: 'K5', from: NOW.toISOString(), to: '2027-01-01T00:00:00Z' }),
  'look up': async ({ register, references }, nth) =>
    must(await register.lookUp(`l-${nth}`, { ...APPLICANT, reference: references.get(nth)!, kiosk: `K${nth}` })),
  duplicate: async ({ register, references }, nth) => {
    const claim = {
      ...APPLICANT,
      reference: references.get(nth)!,
      kiosk: 'K5',
      assurance: 'chip',
      confirmation: null,
    } as const;
    must(await register.duplicate(`d-${nth}`, claim));
  },
  'send a message': async ({ register }, nth) =>
    must(await register.sendMessage(`a-${nth}`, { kiosk: 'K5', language: 'az' })),
  withdraw: async ({ register }, nth) => must(await register.withdraw(`a-${nth}`, 'credited')),
  survey: async ({ register }, nth) => must(await register.survey(`s-${nth}`, { service: 'passport', score: 5 })),
};

interface Timed {
  readonly name: string;
  readonly emptyMs: number;
  readonly fullMs: number;
}

/** Empty and full register in turns: other load affects both. */
async function timePairs(empty: OfficeStore, full: OfficeStore): Promise<readonly Timed[]> {
  const subjects = { empty: subject(empty), full: subject(full) };
  const times = new Map(Object.keys(OPERATIONS).map((name) => [name, { empty: [] as number[], full: [] as number[] }]));
  for (let nth = 0; nth < PAIRS + WARM_UP; nth++) {
    for (const [name, operation] of Object.entries(OPERATIONS))
      for (const which of nth % 2 ? (['empty', 'full'] as const) : (['full', 'empty'] as const)) {
        const started = performance.now();
        await operation(subjects[which], nth);
        if (nth >= WARM_UP) times.get(name)![which].push(performance.now() - started);
      }
    subjects.empty.tick();
    subjects.full.tick();
  }
  return [...times].map(([name, { empty: one, full: other }]) => {
    const [emptyMs, fullMs] = [median(one), median(other)];
    return { name, emptyMs, fullMs };
  });
}

const WARM_UP = 20;

const LIMIT_RATIO = 1.2;

async function bench(store: string, applications: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'office-bench-'));
  const server = store === 'postgres' ? await startPostgres({ durable: true }) : null;
  const place = async (name: string) => (server ? server.database() : join(folder, name));
  const [emptyPlace, fullPlace] = [await place('empty.db'), await place('full.db')];
  const [empty, full] = [await openStore(emptyPlace), await openStore(fullPlace)];
  try {
    const seconds = await fill(full, applications);
    const size = server ? '' : `, ${(statSync(fullPlace).size / 1e9).toFixed(2)} GB`;
    const filled = `${applications} applications in ${seconds.toFixed(0)} s${size}`;
    const timed = await timePairs(empty, full);
    return timed.map(({ name, emptyMs, fullMs }) => ({
      name: `${store}: ${name}, full / empty`,
      unit: 'x',
      value: rounded(fullMs / emptyMs, 2),
      limit: LIMIT_RATIO,
      note: `medians ${fullMs.toFixed(3)} and ${emptyMs.toFixed(3)} ms; ${filled}`,
    }));
  } finally {
    await Promise.all([empty.close(), full.close()]);
    await server?.close();
    rmSync(folder, { recursive: true });
  }
}

const { applications, stores } = JSON.parse(process.env['OFFICE_BENCH'] ?? '') as {
  applications: number;
  stores: string[];
};
const figures: Figure[] = [];
for (const store of stores) figures.push(...(await bench(store, applications)));
printReport(figures, []);
