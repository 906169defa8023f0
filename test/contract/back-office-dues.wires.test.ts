import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createBackOffice, type OfficeOperations } from '../../device/back-office/client.ts';
import type { LodgeRequest, OfficeQuote } from '../../device/back-office/contract.ts';
import { foundDuesAnswer } from '../../device/back-office/due-answers.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import type { Due } from '../../device/words/due.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';
import { lodgeRequest } from './lodge-request.ts';
import { NEVER_ABORTED, unwrap } from './office-rig.ts';
import { openApi, type Recorder, record } from './openapi.ts';

/* Dues (docs/decisions/0032). */

const document = openApi('device/back-office/openapi.yaml');
const SERVICE = 'road-fine';
const PERSON = {
  fin: '5ZK1C7M',
  documentNumber: 'AA1234567',
  surname: 'MƏMMƏDOVA',
  givenNames: 'AYSEL',
  birthDate: '1990-01-01',
  assurance: 'zone',
} as const;

let office: ReferenceBackOffice;
let wire: Recorder;
let client: OfficeOperations;
let now: Date;
let code: string;

beforeEach(async () => {
  now = new Date('2026-11-24T10:00:00Z');
  office = await startBackOffice({
    now: () => now,
    random: seededRandom(41),
    services: catalogue().services.map(toOfficeService),
    drawCode: () => code,
  });
  code = '471205';
  wire = await record(office.url);
  client = createBackOffice({ baseUrl: wire.url, timeoutMs: 5_000, newKey: randomUUID, clock: new SimulatedClock() });
});

afterEach(async () => {
  await wire.close();
  await office.close();
  expect(wire.exchanges.flatMap((exchange) => document.check(exchange))).toEqual([]);
});

const refused = (reason: string, more = {}) => ({
  ok: false,
  error: { code: 'BKO-102', kind: 'refused', reason, ...more },
});

const lookUp = (number: string, kiosk = 'K5') =>
  client.lookUpDues({ kiosk, service: SERVICE, answers: { by: 'decision', decision: number } }, NEVER_ABORTED);

async function first(number: string): Promise<Due> {
  const [due] = unwrap(await lookUp(number));
  if (!due) throw new Error(`nothing has ${number}`);
  return due;
}

const quoted = (due: Due, kiosk = 'K5') =>
  client.quote({ kiosk, service: SERVICE, tier: 'at-once', due: { id: due.id, part: null } }, NEVER_ABORTED);

const application = ({ id: quote, total: amount, tariffDate }: OfficeQuote, due: Due, kiosk = 'K5'): LodgeRequest =>
  lodgeRequest({
    kiosk,
    quote,
    service: SERVICE,
    tier: 'at-once',
    tariffDate,
    amount,
    due: { id: due.id, part: null },
  });

const proof = (amount: number) => ({
  terminalId: '12345678',
  traceNumber: '000001',
  receiptNumber: '0001',
  amount,
  at: '2026-11-24T14:00:00+04:00',
});

describe('what is owed', () => {
  test('when a due is quoted, lodged and registered, then the due is paid and has the reference of its payee', async () => {
    const due = await first('AA123451');
    expect(due).toMatchObject({ state: 'open', payee: { az: 'Dövlət Yol Polisi', en: 'Traffic Police' }, fee: 40 });
    expect(due.owner).toMatch(/^\p{Lu}••• \p{Lu}•••$/u);
    const quote = unwrap(await quoted(due));
    expect(quote.lines).toEqual([
      { kind: 'duty', amount: due.amount, payee: due.payee },
      { kind: 'fee', amount: 40 },
    ]);
    unwrap(await client.lodge('a-1', application(quote, due), NEVER_ABORTED));
    unwrap(await client.lodge('a-1', application(quote, due), NEVER_ABORTED));
    const registered = unwrap(await client.register('a-1', proof(quote.total), NEVER_ABORTED));
    expect(registered).toMatchObject({
      due: { reference: 'ÖT-2026-000001', rest: 0 },
      appointment: null,
      document: null,
    });
    expect(unwrap(await client.register('a-1', proof(quote.total), NEVER_ABORTED))).toEqual(registered);
    expect(await first('AA123451')).toMatchObject({ state: 'paid', paidOn: '2026-11-24' });
  });

  test('when the number of a due is unknown, then the look-up is refused, and after 60 look-ups the kiosk must wait', async () => {
    expect(await lookUp('AA123450')).toEqual(refused('unknown-due'));
    for (let times = 1; times < 60; times++) await lookUp('AA123450');
    expect(await lookUp('AA123451')).toMatchObject({ error: { code: 'BKO-109', kind: 'busy' } });
    expect(await lookUp('AA123451', 'K7')).toMatchObject({ ok: true });
  });

  test('when the due was paid elsewhere after the quote, then lodging is refused with the day of payment', async () => {
    const due = await first('AA123451');
    const quote = unwrap(await quoted(due));
    office.trouble.set('paid-elsewhere');
    expect(await client.lodge('a-1', application(quote, due), NEVER_ABORTED)).toEqual(
      refused('already-paid', { paidOn: '2026-11-24' }),
    );
    office.trouble.set(null);
    expect(await office.entries()).toEqual([]);
    expect(await first('AA123451')).toMatchObject({ state: 'paid', paidOn: '2026-11-24' });
  });

  test('when the answer to a lodging is lost, then the due is held for that kiosk, and its repeated request succeeds', async () => {
    const due = await first('AA123451');
    const [mine, theirs] = [unwrap(await quoted(due)), unwrap(await quoted(due, 'K7'))];
    office.trouble.set('lost-answer');
    expect(await client.lodge('a-1', application(mine, due), NEVER_ABORTED)).toMatchObject({
      error: { code: 'BKO-101' },
    });
    office.trouble.set(null);
    expect(await client.lodge('b-1', application(theirs, due, 'K7'), NEVER_ABORTED)).toEqual(refused('due-held'));
    unwrap(await client.lodge('a-1', application(mine, due), NEVER_ABORTED));
  });

  test('when the payee is slow, then registration is in progress and later done; when the payee refuses, then the due stays open', async () => {
    const slow = await first('AA123457');
    const quote = unwrap(await quoted(slow));
    unwrap(await client.lodge('a-1', application(quote, slow), NEVER_ABORTED));
    const ask = () => client.register('a-1', proof(quote.total), NEVER_ABORTED);
    expect(await ask()).toMatchObject({ error: { code: 'BKO-108', kind: 'in-progress' } });
    expect(await ask()).toMatchObject({ ok: true, value: { due: { rest: 0 } } });
    const never = await first('AA123458');
    const other = unwrap(await quoted(never));
    unwrap(await client.lodge('a-2', application(other, never), NEVER_ABORTED));
    expect(await client.register('a-2', proof(other.total), NEVER_ABORTED)).toEqual(refused('payee-refused'));
    unwrap(await client.withdraw('a-2', 'money-returned', NEVER_ABORTED));
    expect(await first('AA123458')).toMatchObject({ state: 'open' });
  });
});

test('when two kiosks and a phone lodge the same due at once, then one lodging succeeds, and the others get due-held', async () => {
  for (let round = 1; round <= 10; round++) {
    const due = await first(`AB${round}1`);
    const who = ['K5', 'K7', 'P1'];
    const quotes = await Promise.all(who.map(async (kiosk) => [kiosk, unwrap(await quoted(due, kiosk))] as const));
    const lodged = await Promise.all(
      quotes.map(([kiosk, quote]) =>
        client.lodge(`a-${round}-${kiosk}`, application(quote, due, kiosk), NEVER_ABORTED),
      ),
    );
    expect(lodged.filter(({ ok }) => ok)).toHaveLength(1);
    for (const each of lodged) if (!each.ok) expect(each).toEqual(refused('due-held'));
  }
  expect(await office.entries()).toHaveLength(10);
});

test('when a code opens the list of a person, then the same code confirms payments from the list and nothing else', async () => {
  const request = { kiosk: 'K5', service: 'payment-of-dues', applicant: PERSON, confirmation: 'code-1' };
  expect(await client.listDues(request, NEVER_ABORTED)).toEqual(refused('not-confirmed'));
  const { fin, documentNumber } = PERSON;
  unwrap(await client.sendCode('code-1', { kiosk: 'K5', language: 'az', fin, documentNumber }, NEVER_ABORTED));
  unwrap(await client.checkCode('code-1', 'code-1.1', { kiosk: 'K5', digits: code }, NEVER_ABORTED));
  const dues = unwrap(await client.listDues(request, NEVER_ABORTED));
  expect(unwrap(await client.listDues(request, NEVER_ABORTED))).toEqual(dues);
  const [due] = dues;
  if (!due) throw new Error('this person owes something');
  expect(due.owner).toBe('MƏMMƏDOVA AYSEL');
  const asked = { kiosk: 'K5', service: 'payment-of-dues', tier: 'at-once', due: { id: due.id, part: null } };
  const quote = unwrap(await client.quote(asked, NEVER_ABORTED));
  const own = { ...application(quote, due), service: 'payment-of-dues', applicant: PERSON, confirmation: 'code-1' };
  unwrap(await client.lodge('a-1', own, NEVER_ABORTED));
  const rest = unwrap(await client.listDues(request, NEVER_ABORTED));
  expect(rest.map(({ id, state }) => [id, state])).toContainEqual([due.id, 'held']);
  const other = rest.find(({ state }) => state === 'open');
  if (!other) throw new Error('this person owes something else');
  const next = unwrap(await client.quote({ ...asked, due: { id: other.id, part: null } }, NEVER_ABORTED));
  unwrap(await client.lodge('a-2', { ...own, ...application(next, other), ...IDENTIFIED_OWNER }, NEVER_ABORTED));
  const certificate = { ...own, service: 'family-members-certificate', amount: 0, quote: null, tariffDate: null };
  const { due: _, ...another } = certificate;
  expect(await client.lodge('a-3', another, NEVER_ABORTED)).toEqual(refused('not-confirmed'));
});

const IDENTIFIED_OWNER = { service: 'payment-of-dues', applicant: PERSON, confirmation: 'code-1' };

test('when one payment covers two dues and the office refuses the second, then only the first is registered, with its part', async () => {
  const [one, two] = await Promise.all([first('AA123451'), first('AA123461')]);
  const sale = { key: 's-1', amount: 0 };
  for (const [nth, due] of [one, two].entries()) {
    const lodging = application(unwrap(await quoted(due)), due);
    unwrap(await client.lodge(`s-1.${nth + 1}`, lodging, NEVER_ABORTED));
    sale.amount += lodging.amount;
  }
  office.trouble.set('refuse-second-due');
  const registered = [one, two].map((due, nth) =>
    client.register(`s-1.${nth + 1}`, { ...proof(due.amount + due.fee), sale }, NEVER_ABORTED),
  );
  const [first_, second] = await Promise.all(registered);
  expect(first_).toMatchObject({ ok: true, value: { due: { rest: 0 } } });
  expect(second).toEqual(refused('not-eligible'));
  const rows = (await office.entries()).map(({ key, state, payment: its }) => [key, state, its?.sale]);
  expect(rows).toEqual([
    ['s-1.1', 'registered', sale],
    ['s-1.2', 'lodged', undefined],
  ]);
});

test('when the name of the owner is not masked, then the kiosk rejects the answer', async () => {
  const due = { ...(await first('AA123451')), owner: 'MƏMMƏDOVA AYSEL' };
  const answer = (owner: string) => foundDuesAnswer.safeParse({ dues: [{ ...due, owner }] }).success;
  expect([answer('MƏMMƏDOVA AYSEL'), answer('M•••A AYSEL'), answer('M••••'), answer('M•••')]).toEqual([
    false,
    false,
    false,
    true,
  ]);
});
