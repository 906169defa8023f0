import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackOffice } from '../../device/back-office/client.ts';
import type { LodgeRequest } from '../../device/back-office/contract.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { fromCentreLocalTime } from '../../device/clock/centre-time.ts';
import type { OutboxStateInLedger } from '../../device/ledger/known-outbox.ts';
import { createOutboxForwarder, FULL_STOCK } from '../../device/offline/forwarder.ts';
import { offlineOffice } from '../../device/offline/offline-office.ts';
import { type Outbox, openOutbox } from '../../device/offline/outbox.ts';
import { createRecordedOutbox } from '../../device/offline/recorded-outbox.ts';
import { createTextEncrypter } from '../../device/offline/seal.ts';
import { realClock } from '../../drivers/clock.ts';
import { HOUR_MS } from '../../drivers/durations.ts';
import type { Result } from '../../drivers/result.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { openApi, type Recorder, record } from '../contract/openapi.ts';
import { catalogue } from '../support/catalogue.ts';

const NEVER = new AbortController().signal;
const VISITS = 48;
const SERVICES = catalogue().services;
const document = openApi('device/back-office/openapi.yaml');

let folder: string;
let office: ReferenceBackOffice;
let wire: Recorder;
let identity: string;
let recipient: string;
let now: Date;
let bus: Awaited<ReturnType<typeof startBus>>;
let refused: string[];
let replaced: number;
let known: OutboxStateInLedger | undefined;

const stamp = () => fromCentreLocalTime(new Date(now.getTime() + 4 * HOUR_MS).toISOString().slice(0, 19));
const day = () => new Date(now.getTime() + 4 * HOUR_MS).toISOString().slice(0, 10);
const must = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

async function startBus() {
  const memo = {
    load: () => known,
    save(value: OutboxStateInLedger) {
      known = value;
    },
  };
  const recorded = createRecordedOutbox(openOutbox(join(folder, 'outbox.db')), memo, stamp);
  const outbox: Outbox = recorded.outbox;
  let answers = true;
  const client = createBackOffice({
    baseUrl: wire.url,
    timeoutMs: 60_000,
    newKey: randomUUID,
    kiosk: 'M1',
    onTrouble: (trouble) => {
      answers = trouble === null;
    },
  });
  const forwarder = createOutboxForwarder({
    outbox,
    office: client,
    answers: () => answers,
    newKey: randomUUID,
    clock: realClock,
    onRefused: (key, reason) => refused.push(`${key} ${reason}`),
    onReplaced() {
      replaced += 1;
      recorded.noteReplaced();
    },
    onMerged: () => undefined,
    onBug(error) {
      throw error;
    },
  });
  const kiosk = offlineOffice({
    office: client,
    outbox,
    answers: () => answers,
    onTaken: forwarder.look,
    mayTake: ({ service }) => SERVICES.find(({ id }) => id === service)?.offline === true,
    isQueued: ({ service }) => service === 'queue-ticket',
    queue: { series: 'M', window: '1' },
    seal: createTextEncrypter(recipient),
    now: () => ({ at: stamp(), day: day() }),
  });
  return {
    outbox,
    kiosk,
    client,
    async merge() {
      await client.healthy(NEVER);
      forwarder.look();
      await forwarder.rests();
    },
    async stop() {
      await forwarder.close();
      outbox.close();
    },
  };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-bus-'));
  now = new Date('2026-11-24T05:00:00Z');
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  refused = [];
  replaced = 0;
  known = undefined;
  office = await startBackOffice({
    now: () => now,
    random: seededRandom(7),
    services: SERVICES.map(toOfficeService),
    offlineIdentity: identity,
    store: join(folder, 'office.db'),
  });
  wire = await record(office.url);
  bus = await startBus();
});

afterEach(async () => {
  await bus.stop();
  await wire.close();
  await office.close();
  expect(wire.exchanges.flatMap((exchange) => document.check(exchange))).toEqual([]);
  rmSync(folder, { recursive: true });
});

const person = (nth: number): LodgeRequest['applicant'] => ({
  fin: `5AB${String(nth).padStart(4, '0')}`,
  documentNumber: `AA${nth}`,
  surname: 'SECRETOVA',
  givenNames: 'AYSEL',
  birthDate: '1990-01-02',
  assurance: 'zone',
});
const COMMON = { kiosk: 'M1', quote: null, continues: null, tariffDate: null, amount: 0, language: 'az' } as const;
const complaint = (nth: number): LodgeRequest => ({
  ...COMMON,
  service: 'complaint',
  tier: '15-working-days',
  ready: '2026-12-15',
  confirmation: null,
  applicant: person(nth),
  answers: { topic: 'waiting', text: `Secret words no. ${nth}`, 'by-email': 'no' },
});
const TICKET: LodgeRequest = {
  ...COMMON,
  service: 'queue-ticket',
  tier: SERVICES.find(({ id }) => id === 'queue-ticket')!.tiers[0]!.id,
  ready: null,
  applicant: null,
  confirmation: null,
  answers: { topic: 'work' },
};

async function served(key: string, request: LodgeRequest) {
  const { reference } = must(await bus.kiosk.lodge(key, request, NEVER));
  const registered = must(await bus.kiosk.register(key, null, NEVER));
  expect(registered.reference).toBe(reference);
  return { key, reference, ticket: registered.appointment?.ticket ?? null };
}

describe('a day without the office', () => {
  it('when power and answers fail, then the office has each application, and none twice', {
    timeout: 180_000,
  }, async () => {
    await bus.merge();
    expect(bus.outbox.inStock()).toBe(FULL_STOCK);
    office.trouble.set('down');
    const random = seededRandom(41);
    const papers: { key: string; reference: string; ticket: string | null }[] = [];
    for (let nth = 0; nth < VISITS; nth += 1) {
      now = new Date(now.getTime() + (8 * HOUR_MS) / VISITS);
      papers.push(await served(`v-${nth}`, nth % 3 === 0 ? TICKET : complaint(nth)));
      if (random() < 0.1) {
        // A power cut. After the start the kiosk withdraws a visit without a paper.
        must(await bus.kiosk.lodge(`gone-${nth}`, complaint(1_000 + nth), NEVER));
        await bus.stop();
        bus = await startBus();
        must(await bus.kiosk.withdraw(`gone-${nth}`, 'not-lodged', NEVER));
      }
    }
    expect(new Set(papers.map(({ reference }) => reference)).size).toBe(VISITS);
    expect(readFileSync(join(folder, 'outbox.db')).includes('SECRETOVA')).toBe(false);
    office.trouble.set('lost-answer');
    for (let turn = 0; turn < 5; turn += 1) await bus.merge();
    await bus.stop();
    office.trouble.set(null);
    bus = await startBus();
    await bus.merge();
    await bus.merge();
    const entries = await office.entries();
    const here = entries.map(({ key, reference, registered, state }) => ({
      key,
      reference,
      ticket: registered?.appointment?.ticket ?? null,
      state,
    }));
    expect(here).toEqual(papers.map((paper) => ({ ...paper, state: 'registered' })));
    expect(entries.filter(({ request }) => request.service === 'complaint').map(({ request }) => request)).toEqual(
      papers.flatMap((_, nth) => (nth % 3 === 0 ? [] : [complaint(nth)])),
    );
    expect([bus.outbox.waiting(), refused]).toEqual([[], []]);
    expect(readFileSync(join(folder, 'outbox.db')).includes('age-encryption')).toBe(false);
  });

  it('when the office lodged but its answer was lost, then the application gets the reference of the paper', async () => {
    await bus.merge();
    office.trouble.set('lost-answer');
    const paper = await served('v-1', complaint(1));
    office.trouble.set(null);
    await bus.merge();
    expect((await office.entries()).map(({ key, reference }) => ({ key, reference }))).toEqual([
      { key: 'v-1', reference: paper.reference },
    ]);
    expect(bus.outbox.find('v-1')).toBeUndefined();
  });

  it('when the citizen has left, then the kiosk takes no application', async () => {
    await bus.merge();
    const left = new AbortController();
    office.trouble.set('slow');
    const lodging = bus.kiosk.lodge('v-1', TICKET, left.signal);
    left.abort();
    expect(await lodging).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
    expect(bus.outbox.find('v-1')).toBeUndefined();
    office.trouble.set(null);
  });

  it('when a service may not be taken offline, then the kiosk does not lodge it while the office is away', async () => {
    await bus.merge();
    office.trouble.set('down');
    const wanted = { ...complaint(1), service: 'passport', tier: 'usual' };
    expect(await bus.kiosk.lodge('v-1', wanted, NEVER)).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
  });

  it('when the office refuses an application, then it stays sealed in the outbox, and staff are told once', async () => {
    await bus.merge();
    office.trouble.set('down');
    await served('v-1', { ...complaint(1), applicant: { ...person(1)!, fin: null } });
    office.trouble.set(null);
    await bus.merge();
    await bus.merge();
    expect(refused).toEqual(['v-1 not-eligible']);
    expect(bus.outbox.find('v-1')?.state).toBe('refused');
  });

  it('when a backup is restored, then a second person gets neither the reference nor the ticket number of the first person', async () => {
    await bus.merge();
    const backup = { known, outbox: readFileSync(join(folder, 'outbox.db')) };
    office.trouble.set('down');
    const first = [await served('v-1', complaint(1)), await served('v-2', TICKET)];
    office.trouble.set(null);
    await bus.merge();
    office.trouble.set('down');
    const lost = await served('v-3', complaint(3));
    await bus.stop();
    const deadDisk = { known, outbox: readFileSync(join(folder, 'outbox.db')) };
    writeFileSync(join(folder, 'outbox.db'), backup.outbox);
    known = { ...backup.known!, doubt: 'restored' };
    now = new Date(now.getTime() + HOUR_MS);
    bus = await startBus();
    for (const request of [complaint(4), TICKET])
      expect(await bus.kiosk.lodge('v-4', request, NEVER)).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
    office.trouble.set(null);
    await bus.merge();
    office.trouble.set('down');
    const second = [await served('v-5', complaint(5)), await served('v-6', TICKET)];
    expect([...first, ...second].map(({ ticket }) => ticket)).toEqual([null, 'M-001', null, 'M2-001']);
    expect(new Set([...first, lost, ...second].map(({ reference }) => reference)).size).toBe(5);
    office.trouble.set(null);
    await bus.merge();
    expect([refused, (await office.entries()).map(({ key }) => key)]).toEqual([[], ['v-1', 'v-2', 'v-5', 'v-6']]);
    // The disk of the dead board is readable: the applications on it are accepted once.
    await bus.stop();
    writeFileSync(join(folder, 'outbox.db'), deadDisk.outbox);
    ({ known } = deadDisk);
    bus = await startBus();
    await bus.merge();
    await bus.merge();
    expect([refused, (await office.entries()).map(({ key, reference }) => ({ key, reference })).at(-1)]).toEqual([
      [],
      { key: 'v-3', reference: lost.reference },
    ]);
  });

  it('when a kiosk goes on with a stock that it has lost, then the office refuses new applications with references of this stock', async () => {
    await bus.merge();
    const { epoch } = bus.outbox.life();
    const [used = '', left = ''] = must(await bus.client.reserve(randomUUID(), { count: 2, epoch }, NEVER)).references;
    const before = stamp();
    now = new Date(now.getTime() + HOUR_MS);
    const next = must(await bus.client.reserve(randomUUID(), { count: 1, epoch: null }, NEVER));
    expect([epoch, next.epoch]).toEqual([1, 2]);
    now = new Date(now.getTime() + HOUR_MS);
    const ask = async (reference: string, takenAt: string) =>
      bus.client.merge(
        randomUUID(),
        {
          reference,
          ticket: null,
          takenAt,
          sealed: await createTextEncrypter(recipient)(JSON.stringify({ ...complaint(1), takenAt })),
        },
        NEVER,
      );
    expect(await ask(left, stamp())).toMatchObject({ ok: false, error: { reason: 'void-reference' } });
    expect(await ask(used, before)).toMatchObject({ ok: true });
    expect(await ask(used, before)).toMatchObject({ ok: false, error: { reason: 'unknown-reference' } });
    expect(await ask(next.references[0]!, stamp())).toMatchObject({ ok: true });
  });

  it('when a board asks with an epoch that has ended, then the office refuses it and the newest stock stays', async () => {
    const first = randomUUID();
    const ask = (epoch: number | null, key = randomUUID(), count = 1) =>
      bus.client.reserve(key, { count, epoch }, NEVER);
    const stale = { ok: false, error: { kind: 'refused', reason: 'stale-epoch' } };
    expect(must(await ask(null, first)).epoch).toBe(1);
    expect(must(await ask(null)).epoch).toBe(2);
    expect(await ask(1)).toMatchObject(stale);
    // The answer to the first request was lost, and its stock has ended.
    expect(await ask(null, first)).toMatchObject(stale);
    expect(must(await ask(2)).epoch).toBe(2);
    const later = must(await ask(7));
    expect(later.epoch).toBe(8);
    expect(await ask(7)).toMatchObject(stale);
  });

  it('when the old board runs beside the restored board, then the restored board keeps its stock, and the old board tells staff', async () => {
    await bus.merge();
    office.trouble.set('down');
    const before = await served('v-1', complaint(1));
    const disk = () => ({ known, outbox: readFileSync(join(folder, 'outbox.db')) });
    const swap = async (board: ReturnType<typeof disk>) => {
      await bus.stop();
      const here = disk();
      writeFileSync(join(folder, 'outbox.db'), board.outbox);
      ({ known } = board);
      bus = await startBus();
      return here;
    };
    const restored = { ...disk(), known: { ...known!, doubt: 'restored' as const } };
    now = new Date(now.getTime() + HOUR_MS);
    const old = await swap(restored);
    office.trouble.set(null);
    await bus.merge();
    const { epoch } = bus.outbox.life();
    now = new Date(now.getTime() + HOUR_MS);
    const valid = await swap(old);
    office.trouble.set('down');
    const late = await served('v-2', complaint(2));
    office.trouble.set(null);
    await bus.merge();
    await bus.merge();
    expect([epoch, refused, replaced, known?.doubt]).toEqual([2, ['v-2 void-reference'], 1, 'replaced']);
    expect([bus.outbox.inStock(), bus.outbox.hasRoom()]).toEqual([0, false]);
    await swap(disk());
    await bus.merge();
    expect([replaced, known?.doubt]).toEqual([2, 'replaced']);
    await swap(valid);
    await bus.merge();
    office.trouble.set('down');
    const after = await served('v-3', TICKET);
    office.trouble.set(null);
    await bus.merge();
    expect([replaced, refused.length, bus.outbox.life().epoch, after.ticket]).toEqual([2, 1, 2, 'M2-001']);
    expect(new Set([before, late, after].map(({ reference }) => reference)).size).toBe(3);
    expect((await office.entries()).map(({ key }) => key)).toEqual(['v-1', 'v-3']);
  });

  it('when the citizen has withdrawn an application, then kiosk and office refuse to register it', async () => {
    await bus.merge();
    const withdraw = async (key: string) => {
      must(await bus.kiosk.lodge(key, complaint(1), NEVER));
      must(await bus.kiosk.withdraw(key, 'left', NEVER));
      return bus.kiosk.register(key, null, NEVER);
    };
    const online = await withdraw('v-1');
    office.trouble.set('down');
    const offline = await withdraw('v-2');
    office.trouble.set(null);
    expect(online).toEqual({ ok: false, error: { code: 'BKO-102', kind: 'refused', reason: 'withdrawn' } });
    expect(offline).toEqual(online);
    await bus.merge();
    expect((await office.entries()).map(({ key, state }) => `${key} ${state}`)).toEqual(['v-1 withdrawn']);
  });

  it('when the office refused an application of the kiosk, then the kiosk refuses to register it', async () => {
    await bus.merge();
    office.trouble.set('down');
    must(await bus.kiosk.lodge('v-1', complaint(1), NEVER));
    must(await bus.kiosk.register('v-1', null, NEVER));
    bus.outbox.refuse('v-1', 'not-eligible');
    office.trouble.set(null);
    const again = await bus.kiosk.register('v-1', null, NEVER);
    expect(again).toEqual({ ok: false, error: { code: 'BKO-102', kind: 'refused', reason: 'refused' } });
  });

  it('when a kiosk hands over a service that may not be taken offline, then the office refuses it, and the kiosk keeps it', async () => {
    await bus.merge();
    const wrong: readonly Partial<LodgeRequest>[] = [
      { service: 'address-certificate', tier: null },
      { quote: 'q-1' },
      { continues: 'M1-7QF2-62' },
      { slot: 'h-1' },
      { confirmation: 'c-1' },
    ];
    const takenAt = stamp();
    for (const [nth, more] of wrong.entries()) {
      const request = { ...complaint(1), applicant: { ...person(1)!, assurance: 'chip' }, ...more };
      const sealed = await createTextEncrypter(recipient)(JSON.stringify({ ...request, takenAt }));
      bus.outbox.take({ key: `v-${nth}`, takenAt, sealed, queue: null });
      bus.outbox.register(`v-${nth}`);
    }
    await bus.merge();
    expect(refused).toEqual(wrong.map((__, nth) => `v-${nth} not-offline`));
    expect([await office.entries(), bus.outbox.depth().refused]).toEqual([[], wrong.length]);
  });

  it('when the office, the kiosk or the reference is wrong, then the office refuses a sealed application', async () => {
    await bus.merge();
    const sealedFor = async (whom: string, request: LodgeRequest) =>
      createTextEncrypter(whom)(JSON.stringify({ ...request, takenAt: stamp() }));
    const { epoch } = bus.outbox.life();
    const [reference = ''] = must(await bus.client.reserve(randomUUID(), { count: 1, epoch }, NEVER)).references;
    const ask = (sealed: Uint8Array, more = {}) =>
      bus.client.merge(randomUUID(), { reference, ticket: null, takenAt: stamp(), sealed, ...more }, NEVER);
    const because = (reason: string) => ({ ok: false, error: { kind: 'refused', reason } });
    const other = await identityToRecipient(await generateX25519Identity());
    expect(await ask(await sealedFor(other, complaint(1)))).toMatchObject(because('not-readable'));
    expect(await ask(new Uint8Array([1, 2, 3]))).toMatchObject(because('not-readable'));
    expect(await ask(await sealedFor(recipient, { ...complaint(1), kiosk: 'K5' }))).toMatchObject(
      because('not-readable'),
    );
    expect(await ask(await sealedFor(recipient, { ...complaint(1), amount: 5 }))).toMatchObject(
      because('not-readable'),
    );
    const good = await sealedFor(recipient, complaint(1));
    expect(await ask(good, { reference: 'M1-7QF2-62' })).toMatchObject(because('unknown-reference'));
    expect(await ask(good)).toEqual({ ok: true, value: undefined });
    expect(await ask(good)).toMatchObject(because('unknown-reference'));
  });
});
