import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createBackOffice } from '../../device/back-office/client.ts';
import type { BackOffice, LodgeRequest, RegistrationTrouble } from '../../device/back-office/contract.ts';
import type { PaymentProof } from '../../device/back-office/payment-proof.ts';
import { listOfficeRegister } from '../../device/back-office/register-list.ts';
import type { Result } from '../../drivers/result.ts';
import { isReference } from '../../simulators/back-office/reference.ts';
import { PAGE_SIZE } from '../../simulators/back-office/register.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import type { OfferedService } from '../../simulators/back-office/services.ts';
import { CARD_APPLICATION } from './card-application.ts';
import { refusalResult, unwrap } from './office-rig.ts';
import { openApi, type Recorder, record } from './openapi.ts';

/* Each exchange is checked against openapi.yaml. */

const INTERFACE = 'device/back-office/openapi.yaml';
const document = openApi(INTERFACE);
const TIMEOUT_MS = 5_000;
const TODAY = new Date('2026-11-24T10:00:00Z');

const CERTIFICATE: LodgeRequest = {
  ...CARD_APPLICATION,
  applicant: { ...CARD_APPLICATION.applicant!, assurance: 'chip' },
  service: 'family-members-certificate',
  tier: 'at-once',
  tariffDate: null,
  amount: 0,
  ready: '2026-11-24',
  answers: { presentedTo: 'Bankın filialı, ə Ə ₼' },
};
const TICKET: LodgeRequest = {
  ...CERTIFICATE,
  service: 'queue-ticket',
  tier: 'today',
  applicant: null,
  answers: { topic: 'family' },
};
const PAID: PaymentProof = {
  terminalId: '52500041',
  traceNumber: '000041',
  receiptNumber: '0017',
  amount: 500,
  at: '2026-11-24T14:05:00+04:00',
};

let office: ReferenceBackOffice;
let wire: Recorder;
let clock: SimulatedClock;
let client: BackOffice;
let never: AbortSignal;
/** Whether the client sends what openapi.yaml forbids; the office's answer must still match the document. */
let asksNonsense: boolean;

/** mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

beforeEach(async () => {
  office = await startBackOffice({ now: () => TODAY, random: seeded(41) });
  wire = await record(office.url);
  clock = new SimulatedClock();
  client = createBackOffice({ baseUrl: wire.url, timeoutMs: TIMEOUT_MS, newKey: randomUUID, clock });
  never = new AbortController().signal;
  asksNonsense = false;
});

afterEach(async () => {
  await wire.close();
  await office.close();
  const errors = wire.exchanges.flatMap((exchange) => document.check(exchange));
  expect(asksNonsense ? errors.filter((error) => !/^(request|parameter from)/.test(error)) : errors).toEqual([]);
});

const unreachable = (detail: string) => ({ ok: false, error: { code: 'BKO-101', kind: 'unreachable', detail } });

describe('the list for staff', () => {
  const which = { kiosk: 'K5', from: '2026-11-24T00:00:00+04:00', to: '2026-11-25T00:00:00+04:00' };
  const list = (change: Partial<typeof which> = {}) =>
    listOfficeRegister({ baseUrl: wire.url, timeoutMs: TIMEOUT_MS, clock }, { ...which, ...change }, never);

  test('when staff list a day, then each application has state and proof, and no data of a person', async () => {
    const { reference } = unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    unwrap(await client.register('card-1', PAID, never));
    unwrap(await client.lodge('card-2', CARD_APPLICATION, never));
    unwrap(await client.withdraw('card-2', 'declined', never));
    const lodgedAt = TODAY.toISOString();
    expect(unwrap(await list())).toEqual([
      { key: 'card-1', reference, state: 'registered', lodgedAt, payment: PAID },
      { key: 'card-2', reference: expect.any(String), state: 'withdrawn', lodgedAt, payment: null },
    ]);
    const said = wire.exchanges.at(-1)?.responseBody ?? '';
    expect(said).not.toMatch(/MAMMADOVA|AYSEL|5ABCD12|AA1234567|501234567/);
  });

  test('when another kiosk or another day is asked, then the list is empty', async () => {
    unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    expect(unwrap(await list({ kiosk: 'K6' }))).toEqual([]);
    expect(unwrap(await list({ to: which.from, from: '2026-11-23T00:00:00+04:00' }))).toEqual([]);
  });

  test('when the list has three pages, then each application is in it once', async () => {
    const keys = Array.from({ length: 2 * PAGE_SIZE + 1 }, (_, nth) => `card-${nth}`);
    for (const key of keys) unwrap(await client.lodge(key, CARD_APPLICATION, never));
    const before = wire.exchanges.length;
    expect(unwrap(await list()).map(({ key }) => key)).toEqual(keys);
    expect(wire.exchanges.length - before).toBe(3);
  });

  test('when the request is malformed, then it is refused; when the office is down, then the client returns BKO-101', async () => {
    asksNonsense = true;
    expect(await list({ from: 'yesterday' })).toMatchObject({
      ok: false,
      error: { code: 'BKO-102', reason: 'malformed' },
    });
    office.trouble.set('down');
    expect(await list()).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
  });
});

describe('result of each service', () => {
  test('when an identity card is registered, then it has an appointment with an officer', async () => {
    const lodged = unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    expect(isReference(lodged.reference)).toBe(true);
    expect(lodged.reference).toMatch(/^K5-/);
    const registered = unwrap(await client.register('card-1', PAID, never));
    expect(registered).toMatchObject({
      reference: lodged.reference,
      registeredAt: TODAY.toISOString(),
      appointment: { ticket: 'A-047', window: '12' },
      document: null,
    });
    expect(await office.entries()).toMatchObject([
      { key: 'card-1', state: 'registered', payment: PAID, request: CARD_APPLICATION },
    ]);
  });

  test('when a certificate is registered, then it has a document for the applicant', async () => {
    unwrap(await client.lodge('family-1', CERTIFICATE, never));
    const { document: paper, appointment } = unwrap(await client.register('family-1', null, never));
    expect(appointment).toBeNull();
    expect(paper?.person).toEqual({ name: 'MAMMADOVA AYSEL', fin: '5ABCD12' });
    expect(paper?.lines).toContain('Arayış təqdim olunur: Bankın filialı, ə Ə ₼');
  });

  test('when a queue ticket is registered, then it has an appointment without a person', async () => {
    unwrap(await client.lodge('ticket-1', TICKET, never));
    expect(unwrap(await client.register('ticket-1', null, never)).appointment).toMatchObject({ window: '4' });
  });

  test('when a survey is sent, then the survey is counted; a score of 6 is malformed', async () => {
    unwrap(await client.survey('queue-ticket', 5, never));
    expect(await office.surveys()).toMatchObject([{ service: 'queue-ticket', score: 5 }]);
    asksNonsense = true;
    expect(await client.survey('queue-ticket', 6, never)).toEqual(refusalResult('malformed'));
  });
});

describe('repeated request', () => {
  test('when a request is repeated, then the answer is the same, and nothing is added', async () => {
    const lodged = await client.lodge('card-1', CARD_APPLICATION, never);
    expect(await client.lodge('card-1', CARD_APPLICATION, never)).toEqual(lodged);
    const registered = await client.register('card-1', PAID, never);
    expect(await client.register('card-1', PAID, never)).toEqual(registered);
    unwrap(await client.withdraw('card-1', 'reversed', never));
    unwrap(await client.withdraw('card-1', 'found-after-restart', never));
    expect(await office.entries()).toHaveLength(1);
    expect((await office.entries())[0]?.withdrawn?.reason).toBe('reversed');
    expect(wire.exchanges.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200]);
  });

  test('when the fields of a body are in another order, then the office treats the request as the same', async () => {
    unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    const turned = Object.fromEntries(Object.entries(CARD_APPLICATION).reverse()) as unknown as LodgeRequest;
    unwrap(await client.lodge('card-1', turned, never));
  });

  test('when the same key has another body, then the request is refused and changes nothing', async () => {
    unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    expect(await client.lodge('card-1', { ...CARD_APPLICATION, amount: 5_000 }, never)).toEqual(
      refusalResult('idempotency-conflict'),
    );
    unwrap(await client.register('card-1', PAID, never));
    const other = { ...PAID, traceNumber: '000042' };
    expect(await client.register('card-1', other, never)).toEqual(refusalResult('idempotency-conflict'));
    expect(await office.entries()).toMatchObject([{ request: { amount: 500 }, payment: { traceNumber: '000041' } }]);
  });

  test.each(['lodge', 'register'] as const)(
    'when the answer to %s is lost and the kiosk asks again, then there is one application',
    async (lost) => {
      if (lost === 'register') unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
      const ask = (): Promise<Result<{ readonly reference: string }, RegistrationTrouble>> =>
        lost === 'lodge' ? client.lodge('card-1', CARD_APPLICATION, never) : client.register('card-1', PAID, never);
      office.trouble.set('lost-answer');
      expect(await ask()).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
      expect((await office.entries())[0]?.state).toBe(lost === 'lodge' ? 'lodged' : 'registered');
      const before = (await office.entries())[0]?.reference;
      office.trouble.set(null);
      expect(unwrap(await ask()).reference).toBe(before);
      expect(await office.entries()).toHaveLength(1);
    },
  );
});

describe('paid in notes', () => {
  test('when notes pay, then registration is idempotent, and other notes under the same key are refused', async () => {
    const notes: PaymentProof = { notes: [100, 1_000], amount: 500, at: PAID.at };
    unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    const first = unwrap(await client.register('card-1', notes, never));
    expect(unwrap(await client.register('card-1', notes, never))).toEqual(first);
    expect((await office.entries())[0]).toMatchObject({ state: 'registered', payment: notes });
    const other: PaymentProof = { ...notes, notes: [2_000] };
    expect(await client.register('card-1', other, never)).toEqual(refusalResult('idempotency-conflict'));
  });
});

describe('service of the catalogue without rules of its own', () => {
  const offering = async (offer: Partial<OfferedService>) => {
    const passport = {
      id: 'passport',
      title: 'Pasport',
      paper: 'receipt',
      identification: 'zone',
      group: 'legal',
    } as const;
    const services = [{ ...passport, sendsToWindow: true, ...offer }];
    const other = await startBackOffice({ now: () => TODAY, random: seeded(41), services });
    const its = createBackOffice({
      baseUrl: other.url,
      timeoutMs: TIMEOUT_MS,
      newKey: randomUUID,
      clock: new SimulatedClock(),
    });
    unwrap(
      await its.lodge('p-1', { ...CARD_APPLICATION, service: services[0]!.id, amount: 0, tariffDate: null }, never),
    );
    return { other, its, registered: unwrap(await its.register('p-1', null, never)) };
  };

  test.each(['receipt', 'certificate', 'ticket'] as const)(
    'when the paper of a service is a %s, then its application is registered with a window or a document',
    async (paper) => {
      const { other, its, registered } = await offering({ paper });
      expect([registered.appointment?.window ?? null, registered.document?.title ?? null]).toEqual(
        paper === 'certificate' ? [null, 'Pasport'] : ['3', null],
      );
      expect(await its.lodge('p-2', { ...CARD_APPLICATION, service: 'visa' }, never)).toEqual(
        refusalResult('unknown-service'),
      );
      await other.close();
    },
  );

  test('when the service does not send to a window, then the registration has no appointment', async () => {
    const { other, registered } = await offering({ sendsToWindow: false });
    expect(registered.appointment).toBeNull();
    await other.close();
  });

  test("when the service's certificate is invented, then its first line says that it is a sample", async () => {
    const offer = { id: 'address-certificate', title: 'Ünvan arayışı', paper: 'certificate' } as const;
    const { other, registered } = await offering(offer);
    expect(registered.document).toMatchObject({ title: 'Ünvan arayışı', person: { fin: '5ABCD12' } });
    expect(registered.document?.lines[0]).toMatch(/^NÜMUNƏ/);
    await other.close();
  });
});

describe('refusal', () => {
  test.each([
    ['a service that is not offered', { ...CARD_APPLICATION, service: 'passport' }, 'unknown-service'],
    ['no applicant, for a service that needs one', { ...CARD_APPLICATION, applicant: null }, 'not-eligible'],
    [
      'an applicant without a FIN',
      { ...CARD_APPLICATION, applicant: { ...CARD_APPLICATION.applicant!, fin: null } },
      'not-eligible',
    ],
    ['an amount that is no whole number', { ...CARD_APPLICATION, amount: 5.5 }, 'malformed'],
    ['a day that does not exist', { ...CARD_APPLICATION, ready: '2026-02-30' }, 'malformed'],
  ])('when an application has %s, then lodging is refused, and nothing is stored', async (_, request, reason) => {
    asksNonsense = reason === 'malformed';
    expect(await client.lodge('card-1', request, never)).toEqual(refusalResult(reason));
    expect(await office.entries()).toEqual([]);
  });

  test.each([
    ['too little', { ...PAID, amount: 499 }],
    ['too little in notes', { notes: [100, 100], amount: 500, at: PAID.at }],
    ['another amount in notes', { notes: [1_000], amount: 1_000, at: PAID.at }],
    ['nothing', null],
  ])('when %s was paid, then registration is refused', async (_, payment) => {
    unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    expect(await client.register('card-1', payment, never)).toEqual(refusalResult('payment-mismatch'));
    expect((await office.entries())[0]?.state).toBe('lodged');
  });

  test('when the key was never lodged, then registering and withdrawing are refused', async () => {
    expect(await client.register('card-9', PAID, never)).toEqual(refusalResult('unknown-application'));
    expect(await client.withdraw('card-9', 'declined', never)).toEqual(refusalResult('unknown-application'));
  });

  test('when the application was withdrawn, then it cannot be registered', async () => {
    unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    unwrap(await client.withdraw('card-1', 'declined', never));
    expect(await client.register('card-1', PAID, never)).toEqual(refusalResult('withdrawn'));
  });

  test('when the dock sets a refusal, then the office refuses to lodge or to register', async () => {
    office.trouble.set('refuse-lodging');
    expect(await client.lodge('card-1', CARD_APPLICATION, never)).toEqual(refusalResult('not-eligible'));
    office.trouble.set('refuse-registration');
    unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    expect(await client.register('card-1', PAID, never)).toEqual(refusalResult('not-eligible'));
    unwrap(await client.withdraw('card-1', 'reversed', never));
  });
});

describe('unreachable office', () => {
  test('when the office goes down, then the client reports it, and lodging fails until the office is back', async () => {
    expect(await client.healthy(never)).toBe(true);
    office.trouble.set('down');
    expect(await client.healthy(never)).toBe(false);
    expect(await client.lodge('card-1', CARD_APPLICATION, never)).toMatchObject({
      ok: false,
      error: { code: 'BKO-101' },
    });
    office.trouble.set(null);
    unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
  });

  test('when no server listens, then the client returns ECONNREFUSED', async () => {
    const nobody = createBackOffice({ baseUrl: office.url, timeoutMs: TIMEOUT_MS, newKey: randomUUID, clock });
    await office.close();
    expect(await nobody.lodge('card-1', CARD_APPLICATION, never)).toEqual(unreachable('ECONNREFUSED'));
  });

  test('when the office answers with status 500, then the client reports it as unreachable and not healthy', async () => {
    office.trouble.set('error-500');
    expect(await client.register('card-1', PAID, never)).toEqual(unreachable('status 500'));
    expect(await client.healthy(never)).toBe(false);
  });

  test('when the office is slow, then the client times out, and the repeated request finds the one application', async () => {
    office.trouble.set('slow');
    const asked = client.lodge('card-1', CARD_APPLICATION, never);
    await expect.poll(async () => (await office.entries()).length).toBe(1);
    clock.increment(TIMEOUT_MS - 1);
    expect(await office.entries()).toHaveLength(1);
    clock.increment(1);
    expect(await asked).toEqual(unreachable('timeout'));
    office.trouble.set(null);
    unwrap(await client.lodge('card-1', CARD_APPLICATION, never));
    expect(await office.entries()).toHaveLength(1);
  });

  test('when a slow office recovers before the timeout, then the request succeeds', async () => {
    office.trouble.set('slow');
    const asked = client.lodge('card-1', CARD_APPLICATION, never);
    await expect.poll(async () => (await office.entries()).length).toBe(1);
    office.trouble.set(null);
    unwrap(await asked);
  });

  test('when the kiosk gives up, then the request ends as aborted, and no further one is sent', async () => {
    office.trouble.set('slow');
    const giveUp = new AbortController();
    const asked = client.lodge('card-1', CARD_APPLICATION, giveUp.signal);
    await expect.poll(async () => (await office.entries()).length).toBe(1);
    giveUp.abort();
    expect(await asked).toEqual(unreachable('aborted'));
    expect(await client.lodge('card-2', CARD_APPLICATION, giveUp.signal)).toEqual(unreachable('aborted'));
    expect(await office.entries()).toHaveLength(1);
  });
});

describe('quote', () => {
  const day = (lines: readonly { kind: 'duty' | 'fee'; amount: number }[] | null) =>
    startBackOffice({
      now: () => TODAY,
      random: seeded(41),
      services: [
        {
          id: 'passport',
          title: 'Pasport',
          paper: 'receipt',
          identification: 'zone',
          group: 'identity',
          sendsToWindow: true,
          priceOf: (tier) => (lines && tier === '10-days' ? { lines, tariffDate: '2022-01-01' } : null),
        },
      ],
    });
  const clientOf = (office: { readonly url: string }) =>
    createBackOffice({ baseUrl: office.url, timeoutMs: TIMEOUT_MS, newKey: randomUUID, clock: new SimulatedClock() });
  const ASKED = { kiosk: CARD_APPLICATION.kiosk, service: 'passport', tier: '10-days' };

  test('when the amount, kiosk or quote id of a lodging differs from the quote, then lodging is refused', async () => {
    const other = await day([
      { kind: 'duty', amount: 600 },
      { kind: 'fee', amount: 40 },
    ]);
    const its = clientOf(other);
    const quote = unwrap(await its.quote(ASKED, never));
    expect(quote).toMatchObject({ total: 640, tariffDate: '2022-01-01' });
    const lodging = {
      ...CARD_APPLICATION,
      service: 'passport',
      quote: quote.id,
      amount: 640,
      tariffDate: '2022-01-01',
    };
    expect(await its.lodge('q-1', { ...lodging, amount: 600 }, never)).toEqual(refusalResult('quote-mismatch'));
    expect(await its.lodge('q-2', { ...lodging, kiosk: 'K9' }, never)).toEqual(refusalResult('quote-mismatch'));
    expect(await its.lodge('q-3', { ...lodging, quote: 'Q-none' }, never)).toEqual(refusalResult('quote-expired'));
    expect(await its.lodge('q-4', { ...lodging, quote: null, amount: 0, tariffDate: null }, never)).toEqual(
      refusalResult('quote-expired'),
    );
    expect(await its.lodge('q-5', { ...lodging, quote: null }, never)).toEqual(refusalResult('quote-expired'));
    expect(await its.lodge('q-6', lodging, never)).toMatchObject({ ok: true });
    await other.close();
  });

  test('when three copies are quoted, then each line is three times as high, and another number of copies is refused', async () => {
    const other = await day([
      { kind: 'duty', amount: 600 },
      { kind: 'fee', amount: 40 },
    ]);
    const its = clientOf(other);
    const quote = unwrap(await its.quote({ ...ASKED, copies: 3 }, never));
    expect(quote).toMatchObject({
      lines: [
        { kind: 'duty', amount: 1_800 },
        { kind: 'fee', amount: 120 },
      ],
      total: 1_920,
    });
    const lodging = {
      ...CARD_APPLICATION,
      service: 'passport',
      quote: quote.id,
      amount: 1_920,
      tariffDate: '2022-01-01',
    };
    for (const copies of [{}, { copies: '1' }, { copies: '5' }])
      expect(await its.lodge(`q-${copies.copies}`, { ...lodging, answers: copies }, never)).toMatchObject({
        error: { reason: 'quote-mismatch' },
      });
    expect(await its.lodge('q-3', { ...lodging, answers: { copies: '3' } }, never)).toMatchObject({ ok: true });
    await other.close();
  });

  test('when the same key asks for another kiosk or tier, then the quote is refused', async () => {
    const other = await day([{ kind: 'duty', amount: 600 }]);
    const its = createBackOffice({
      baseUrl: other.url,
      timeoutMs: TIMEOUT_MS,
      newKey: () => 'q-1',
      clock: new SimulatedClock(),
    });
    const quote = unwrap(await its.quote(ASKED, never));
    expect(unwrap(await its.quote(ASKED, never))).toEqual(quote);
    for (const asked of [
      { ...ASKED, kiosk: 'K9' },
      { ...ASKED, tier: '1-day' },
    ])
      expect(await its.quote(asked, never)).toMatchObject({ ok: false, error: { reason: 'idempotency-conflict' } });
    await other.close();
  });

  test('when the service has no price, then no quote is given, and lodging for the window succeeds', async () => {
    const other = await day(null);
    const its = clientOf(other);
    expect(await its.quote(ASKED, never)).toMatchObject({ ok: false, error: { reason: 'no-price' } });
    const lodging = { ...CARD_APPLICATION, service: 'passport', quote: null, amount: 0, tariffDate: null };
    expect(await its.lodge('q-1', lodging, never)).toMatchObject({ ok: true });
    await other.close();
  });

  test('when a quote is older than 30 minutes, then lodging is refused', async () => {
    let now = TODAY;
    const other = await startBackOffice({
      now: () => now,
      random: seeded(41),
      services: [
        {
          id: 'passport',
          title: 'P',
          paper: 'receipt',
          identification: 'zone',
          group: 'identity',
          sendsToWindow: true,
          priceOf: () => ({ lines: [{ kind: 'duty', amount: 500 }], tariffDate: '2022-01-01' }),
        },
      ],
    });
    const its = clientOf(other);
    const quote = unwrap(await its.quote(ASKED, never));
    const lodging = {
      ...CARD_APPLICATION,
      service: 'passport',
      quote: quote.id,
      amount: 500,
      tariffDate: '2022-01-01',
    };
    now = new Date(TODAY.getTime() + 30 * 60_000 + 1);
    expect(await its.lodge('q-1', lodging, never)).toMatchObject({ ok: false, error: { reason: 'quote-expired' } });
    now = new Date(TODAY.getTime() + 30 * 60_000);
    expect(await its.lodge('q-1', lodging, never)).toMatchObject({ ok: true });
    await other.close();
  });
});
