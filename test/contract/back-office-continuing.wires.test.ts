import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createBackOffice } from '../../device/back-office/client.ts';
import type {
  BackOffice,
  LodgeRequest,
  LookUpRequest,
  OwnApplicationRequest,
} from '../../device/back-office/contract.ts';
import type { PaymentProof } from '../../device/back-office/payment-proof.ts';
import { HOUR_MS } from '../../drivers/durations.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { CARD_APPLICATION } from './card-application.ts';
import { NEVER_ABORTED, refusalResult, unwrap } from './office-rig.ts';
import { openApi, type Recorder, record } from './openapi.ts';

/* docs/decisions/0011 */

const document = openApi('device/back-office/openapi.yaml');

const FREE: LodgeRequest = {
  ...CARD_APPLICATION,
  applicant: { ...CARD_APPLICATION.applicant!, assurance: 'chip' },
  service: 'family-members-certificate',
  tier: 'at-once',
  tariffDate: null,
  amount: 0,
  answers: { presentedTo: 'Məktəb № 23' },
};
const PAID: PaymentProof = {
  terminalId: '52500041',
  traceNumber: '000041',
  receiptNumber: '0017',
  amount: 500,
  at: '2026-11-24T14:05:00+04:00',
};

let folder: string;
let now: number;
let office: ReferenceBackOffice;
let wire: Recorder;
let client: BackOffice;

async function start(): Promise<void> {
  office = await startBackOffice({
    now: () => new Date(now),
    random: seededRandom(41),
    store: join(folder, 'register.db'),
  });
  wire = await record(office.url);
  const clock = new SimulatedClock();
  client = createBackOffice({ baseUrl: wire.url, timeoutMs: 5_000, newKey: randomUUID, clock });
}

async function stop(): Promise<void> {
  await wire.close();
  await office.close();
  expect(wire.exchanges.flatMap((exchange) => document.check(exchange))).toEqual([]);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'continuing-'));
  now = Date.parse('2026-11-24T10:00:00Z');
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

const lodged = async (key: string, request = CARD_APPLICATION) =>
  unwrap(await client.lodge(key, request, NEVER_ABORTED)).reference;
const claim = (reference: string, more: Partial<LookUpRequest> = {}): LookUpRequest => ({
  kiosk: 'K7',
  reference,
  fin: '5ABCD12',
  documentNumber: 'AA1234567',
  ...more,
});
const paper = (reference: string, more: Partial<OwnApplicationRequest> = {}): OwnApplicationRequest => ({
  assurance: 'zone',
  confirmation: null,
  ...claim(reference),
  ...more,
});
const lookUp = (reference: string) => client.lookUp(claim(reference), NEVER_ABORTED);
const at = (kiosk: string, continues: string, request = CARD_APPLICATION): LodgeRequest => ({
  ...request,
  kiosk,
  continues,
});

describe('kiosk that may take the money', () => {
  test('when the first kiosk has not withdrawn the application, then every other kiosk is refused', async () => {
    const reference = await lodged('a-1');
    expect(unwrap(await lookUp(reference))).toMatchObject({
      state: 'held',
      kiosk: 'K5',
      answers: {},
      registered: null,
    });
    expect(await client.lodge('b-1', at('K7', reference), NEVER_ABORTED)).toEqual(refusalResult('held'));
    expect(unwrap(await client.register('a-1', PAID, NEVER_ABORTED)).reference).toBe(reference);
    expect(await client.lodge('b-1', at('K7', reference), NEVER_ABORTED)).toEqual(refusalResult('registered'));
    expect(await office.entries()).toHaveLength(1);
  });

  test('when the registration is only offered, then the application stays held for its kiosk', async () => {
    const reference = await lodged('a-1');
    unwrap(await client.register('a-1', PAID, NEVER_ABORTED, 'offered'));
    expect(unwrap(await lookUp(reference))).toMatchObject({ state: 'held', registered: null, payment: null });
    expect(await client.duplicate('d-1', paper(reference), NEVER_ABORTED)).toEqual(
      refusalResult('unknown-application'),
    );
    expect(await client.lodge('b-1', at('K7', reference), NEVER_ABORTED)).toEqual(refusalResult('held'));
    unwrap(await client.register('a-1', PAID, NEVER_ABORTED));
    expect(unwrap(await lookUp(reference)).state).toBe('registered');
  });

  test('when the terminal takes the sale back after an offered registration, then another kiosk may continue the application', async () => {
    const reference = await lodged('a-1');
    unwrap(await client.register('a-1', PAID, NEVER_ABORTED, 'offered'));
    unwrap(await client.withdraw('a-1', 'not-paid', NEVER_ABORTED));
    expect(unwrap(await lookUp(reference))).toMatchObject({ state: 'open', registered: null, payment: null });
    expect(await lodged('b-1', at('K7', reference))).toBe(reference);
    expect(unwrap(await lookUp(reference))).toMatchObject({ state: 'held', kiosk: 'K7' });
  });

  test.each(['not-paid', 'not-lodged', 'credited'])(
    'when the first kiosk withdraws with %s, then the next kiosk holds the application alone',
    async (why) => {
      const reference = await lodged('a-1');
      unwrap(await client.withdraw('a-1', why, NEVER_ABORTED));
      expect(unwrap(await lookUp(reference))).toMatchObject({
        state: 'open',
        withdrawn: why,
        answers: CARD_APPLICATION.answers,
      });
      expect(await lodged('b-1', at('K7', reference))).toBe(reference);
      expect(unwrap(await lookUp(reference))).toMatchObject({ state: 'held', kiosk: 'K7' });
      expect(await client.lodge('c-1', at('K9', reference), NEVER_ABORTED)).toEqual(refusalResult('held'));
      expect(await client.register('a-1', PAID, NEVER_ABORTED)).toEqual(refusalResult('withdrawn'));
      unwrap(await client.withdraw('a-1', 'not-paid', NEVER_ABORTED));
      expect(unwrap(await client.register('b-1', PAID, NEVER_ABORTED)).reference).toBe(reference);
    },
  );

  test('when two kiosks continue at the same moment, then one is refused', async () => {
    const reference = await lodged('a-1');
    unwrap(await client.withdraw('a-1', 'not-paid', NEVER_ABORTED));
    const both = ['b', 'c'].map((key) => client.lodge(key, at(key === 'b' ? 'K7' : 'K9', reference), NEVER_ABORTED));
    const answers = await Promise.all(both);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toEqual(refusalResult('held'));
  });

  test('when the answer is lost and the kiosk asks again, then the kiosk gets the same application', async () => {
    const reference = await lodged('a-1');
    unwrap(await client.withdraw('a-1', 'not-paid', NEVER_ABORTED));
    office.trouble.set('lost-answer');
    expect((await client.lodge('b-1', at('K7', reference), NEVER_ABORTED)).ok).toBe(false);
    office.trouble.set(null);
    expect(await lodged('b-1', at('K7', reference))).toBe(reference);
    expect(await office.entries()).toHaveLength(2);
  });

  test('when the back office restarts, then the second kiosk still holds the application', async () => {
    const reference = await lodged('a-1');
    unwrap(await client.withdraw('a-1', 'not-paid', NEVER_ABORTED));
    await lodged('b-1', at('K7', reference));
    await stop();
    await start();
    expect(unwrap(await lookUp(reference))).toMatchObject({ state: 'held', kiosk: 'K7' });
    expect(await client.register('a-1', PAID, NEVER_ABORTED)).toEqual(refusalResult('withdrawn'));
  });

  test('when another kiosk takes over a free application, then the first kiosk can no longer register it', async () => {
    const reference = await lodged('a-1', FREE);
    expect(unwrap(await lookUp(reference)).state).toBe('open');
    expect(await lodged('b-1', at('K7', reference, FREE))).toBe(reference);
    expect(await client.register('a-1', null, NEVER_ABORTED)).toEqual(refusalResult('withdrawn'));
    unwrap(await client.register('b-1', null, NEVER_ABORTED));
  });

  test.each(['money-returned', 'refused', 'not-printed'])(
    'when the application was withdrawn with %s, then no kiosk can continue it',
    async (why) => {
      const reference = await lodged('a-1');
      unwrap(await client.withdraw('a-1', why, NEVER_ABORTED));
      expect(unwrap(await lookUp(reference))).toMatchObject({ state: 'closed', withdrawn: why });
      expect(await client.lodge('b-1', at('K7', reference), NEVER_ABORTED)).toEqual(refusalResult('withdrawn'));
    },
  );
});

describe('person that may see an application', () => {
  test('when the reference is unknown, of another person or lapsed, then all answers are identical', async () => {
    const reference = await lodged('a-1');
    await client.lookUp(claim('K5-0000-53'), NEVER_ABORTED);
    await client.lookUp(claim(reference, { fin: '5ABCD13' }), NEVER_ABORTED);
    await client.lookUp(claim(reference, { fin: null }), NEVER_ABORTED);
    await client.lookUp(claim(await lodged('t', { ...FREE, service: 'queue-ticket', applicant: null })), NEVER_ABORTED);
    now += 24 * HOUR_MS;
    await lookUp(reference);
    const answers = wire.exchanges
      .filter(({ path }) => path.endsWith('/lookup'))
      .map(({ status, responseBody, requestHeaders }) =>
        [status, responseBody].join(' ').replace(requestHeaders['idempotency-key'] ?? '', 'KEY'),
      );
    expect(answers).toHaveLength(5);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('unknown-application');
  });

  test('when the application names no person, then its number alone finds the application once it is registered', async () => {
    const bill = { ...FREE, service: 'queue-ticket', applicant: null, answers: { topic: 'family' } };
    const reference = await lodged('t', bill);
    const nobody = { fin: null, documentNumber: null };
    expect(await client.lookUp(claim(reference, nobody), NEVER_ABORTED)).toEqual(refusalResult('unknown-application'));
    unwrap(await client.register('t', null, NEVER_ABORTED));
    expect(unwrap(await client.lookUp(claim(reference, nobody), NEVER_ABORTED))).toMatchObject({ state: 'registered' });
    expect(unwrap(await client.lookUp(claim(reference), NEVER_ABORTED))).toMatchObject({ state: 'registered' });
    expect(unwrap(await client.duplicate('d', paper(reference, nobody), NEVER_ABORTED))).toBe(1);
  });

  test('when another person asks, then continuing and printing again are refused', async () => {
    const reference = await lodged('a-1');
    unwrap(await client.withdraw('a-1', 'not-paid', NEVER_ABORTED));
    const other = { ...at('K7', reference), applicant: { ...CARD_APPLICATION.applicant!, fin: '5ABCD13' } };
    expect(await client.lodge('b-1', other, NEVER_ABORTED)).toEqual(refusalResult('unknown-application'));
    expect(await client.duplicate('d', paper(reference, { fin: '5ABCD13' }), NEVER_ABORTED)).toEqual(
      refusalResult('unknown-application'),
    );
  });

  test('when the owner has a replaced card with the same FIN, then the application is found', async () => {
    const reference = await lodged('a-1');
    unwrap(await client.register('a-1', PAID, NEVER_ABORTED));
    const found = unwrap(await client.lookUp(claim(reference, { documentNumber: 'AZE9999999' }), NEVER_ABORTED));
    expect(found).toMatchObject({ state: 'registered', payment: PAID, registered: { reference } });
  });
});

describe('one more paper', () => {
  test('when a paper is printed again, then each key has its own number, and a repeated key the same number', async () => {
    const reference = await lodged('a-1');
    expect(await client.duplicate('d-1', paper(reference), NEVER_ABORTED)).toEqual(
      refusalResult('unknown-application'),
    );
    unwrap(await client.register('a-1', PAID, NEVER_ABORTED));
    const numbers: number[] = [];
    for (const key of ['d-1', 'd-2', 'd-1'])
      numbers.push(unwrap(await client.duplicate(key, paper(reference), NEVER_ABORTED)));
    expect(numbers).toEqual([1, 2, 1]);
  });
});
