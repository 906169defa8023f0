import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SimulatedClock } from 'xstate';
import { lodgeRequest } from '../../test/contract/lodge-request.ts';
import { createBackOffice } from './client.ts';
import type { LodgeRequest } from './contract.ts';

const REQUEST: LodgeRequest = lodgeRequest({
  service: 'queue-ticket',
  applicant: {
    fin: '5ABCD12',
    documentNumber: 'AA1234567',
    surname: 'MAMMADOVA',
    givenNames: 'AYSEL',
    birthDate: '',
    assurance: 'zone',
  },
});
const LODGED = '{"key":"key-1","id":"BO-1","reference":"K5-7QF2-62"}';

let server: Server;
let origin: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const never = new AbortController().signal;

beforeEach(async () => {
  server = createServer((request, response) => request.resume().on('end', () => answer(request, response)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const client = (baseUrl = origin) =>
  createBackOffice({ baseUrl, timeoutMs: 5_000, newKey: randomUUID, clock: new SimulatedClock() });

function gives(status: number, body: string, type = 'application/json'): void {
  answer = (_, response) => response.writeHead(status, { 'content-type': type }).end(body);
}

const refused = (reason: string) => ({ ok: false, error: { code: 'BKO-102', kind: 'refused', reason } });

const problem = (code: unknown) =>
  JSON.stringify({ type: 'about:blank', title: 'No', status: 422, code, key: 'key-1' });

test('when an answer has members that the kiosk does not know, then they are dropped', async () => {
  gives(201, '{"key":"key-1","id":"BO-1","reference":"K5-7QF2-62","later":true}');
  const lodged = await client().lodge('key-1', REQUEST, never);
  expect(lodged).toEqual({ ok: true, value: { id: 'BO-1', reference: 'K5-7QF2-62' } });
});

test.each(['', '/', '/gateway', '/gateway/'])(
  'when the base address has the path "%s", then the path is kept',
  async (path) => {
    const seen: unknown[] = [];
    answer = (request, response) => {
      seen.push(request.url, request.headers['idempotency-key']);
      response.writeHead(204).end();
    };
    await client(origin + path).withdraw('key 1/2', 'declined', never);
    expect(seen).toEqual([`${path.replace(/\/$/, '')}/v1/applications/key%201%2F2/withdrawal`, 'key 1/2']);
  },
);

describe('onTrouble', () => {
  async function told(...answers: (typeof answer)[]): Promise<readonly (string | null)[]> {
    const details: (string | null)[] = [];
    const office = createBackOffice({
      baseUrl: origin,
      timeoutMs: 5_000,
      newKey: randomUUID,
      onTrouble: (trouble) => details.push(trouble?.detail ?? null),
    });
    for (const each of answers) {
      answer = each;
      await office.lodge('key-1', REQUEST, never);
    }
    return details;
  }
  const says =
    (status: number, body: string, type = 'application/json'): typeof answer =>
    (_, response) =>
      response.writeHead(status, { 'content-type': type }).end(body);
  const html = says(200, '<html>AYSEL</html>', 'text/html');
  const well = says(201, LODGED);

  test('when the cause of the trouble changes or the office answers again, then this change is reported once', async () => {
    const reset: typeof answer = (_, response) => response.destroy();
    expect(
      await told(
        html,
        html,
        says(302, ''),
        says(401, 'no'),
        says(500, ''),
        says(500, ''),
        reset,
        reset,
        well,
        well,
        html,
      ),
    ).toEqual(['nonsense 200', 'status 302', 'nonsense 401', 'status 500', 'ECONNRESET', null, 'nonsense 200']);
  });

  test('when the office does not have an optional operation, then its answer is a refusal and no trouble', async () => {
    const told: unknown[] = [];
    const office = createBackOffice({
      baseUrl: origin,
      timeoutMs: 5_000,
      newKey: randomUUID,
      onTrouble: (trouble) => told.push(trouble),
    });
    const who = { fin: '5ZK1C7M', documentNumber: 'AA1204587', assurance: 'chip', confirmation: null } as const;
    const request = { kiosk: 'K5', service: 'passport-child', ...who, wanted: ['children'] as const };
    const ask = {
      known: () => office.readKnown('key-1', request, never),
      tell: () => office.tellCredit('key-1', { kiosk: 'K5', code: 'K5-7QF2-9XKD-41', amount: 200 }, never),
      reserve: () => office.reserveCredit('key-1', { kiosk: 'K5', code: 'K5-7QF2-9XKD-41', most: 500 }, never),
    };
    for (const status of [404, 405, 501]) {
      answer = says(status, '<html>', 'text/html');
      for (const each of [ask.known, ask.tell, ask.reserve]) expect(await each()).toEqual(refused('not-there'));
    }
    answer = says(404, problem('unknown-application'), 'application/problem+json');
    expect(await ask.reserve()).toEqual(refused('unknown-application'));
    expect(told).toEqual([]);
  });

  test('when the office refuses, then no trouble is reported', async () => {
    expect(await told(says(422, problem('not-eligible'), 'application/problem+json'), well)).toEqual([]);
  });

  test('when the kiosk gave the question up, then no trouble is reported', async () => {
    const details: unknown[] = [];
    const office = createBackOffice({
      baseUrl: origin,
      timeoutMs: 5_000,
      newKey: randomUUID,
      onTrouble: (trouble) => details.push(trouble),
    });
    expect(await office.healthy(AbortSignal.abort())).toBe(false);
    expect(details).toEqual([]);
  });
});

describe('an unusable answer', () => {
  test.each([
    ['no JSON', 201, 'MAMMADOVA'],
    ['nothing at all', 201, ''],
    ['another shape', 201, '{"key":"key-1","id":"BO-1"}'],
    ['a reference that is none', 201, '{"key":"key-1","id":"BO-1","reference":"AYSEL"}'],
    ['an answer that names no question', 201, '{"id":"BO-1","reference":"K5-7QF2-62"}'],
    ['a status that is not agreed', 202, LODGED],
    ['a redirection', 302, ''],
    ['a breakdown', 503, problem('failed')],
    ['a refusal without a problem document', 403, '<h1>AYSEL</h1>'],
  ])('when the answer is %s, then the result is BKO-101 without personal data', async (_, status, body) => {
    gives(status, body);
    const result = await client().lodge('key-1', REQUEST, never);
    expect(result).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
    expect(JSON.stringify(result)).not.toMatch(/AYSEL|MAMMADOVA/);
  });

  test.each([408, 425])(
    'when a problem document has status %i, then the result is BKO-101 and not a refusal',
    async (status) => {
      gives(status, problem('not-eligible'), 'application/problem+json');
      expect(await client().lodge('key-1', REQUEST, never)).toMatchObject({ error: { code: 'BKO-101' } });
    },
  );

  test.each([
    ['by the office', problem('too-many-lookups'), 'application/problem+json'],
    ['by a proxy', '<h1>Too Many Requests</h1>', 'text/html'],
  ])('when a 429 comes %s, then the result is BKO-109 and no trouble is reported', async (_, body, type) => {
    const told: unknown[] = [];
    let busy = 0;
    const office = createBackOffice({
      baseUrl: origin,
      timeoutMs: 5_000,
      newKey: randomUUID,
      onTrouble: (t) => told.push(t),
      onBusy: () => {
        busy += 1;
      },
    });
    gives(429, body, type);
    const result = await office.lodge('key-1', REQUEST, never);
    expect(result).toEqual({ ok: false, error: { code: 'BKO-109', kind: 'busy' } });
    expect([told, busy]).toEqual([[], 1]);
  });

  test('when the code of a problem document is malformed, then the result is BKO-101 without its text', async () => {
    gives(422, problem('AYSEL is too young'), 'application/problem+json');
    const nonsense = { code: 'BKO-101', kind: 'unreachable', detail: 'nonsense 422' };
    expect(await client().lodge('key-1', REQUEST, never)).toEqual({ ok: false, error: nonsense });
  });

  test('when the connection breaks in the middle of the answer, then the result is BKO-101', async () => {
    answer = (_, response) => {
      response.writeHead(201, { 'content-length': '100' });
      response.write('{"id":', () => response.destroy());
    };
    expect(await client().lodge('key-1', REQUEST, never)).toMatchObject({ ok: false, error: { code: 'BKO-101' } });
  });

  test('when an answer does not end, then the result has the detail too-long', async () => {
    answer = (_, response) => {
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(64 * 1024), more);
      };
      response.writeHead(201);
      more();
    };
    expect(await client().lodge('key-1', REQUEST, never)).toMatchObject({ error: { detail: 'too-long' } });
  });
});

test('when a problem document has status 422, then the result is BKO-102 with its code', async () => {
  gives(422, problem('not-eligible'), 'application/problem+json; charset=utf-8');
  const refused = { code: 'BKO-102', kind: 'refused', reason: 'not-eligible' };
  expect(await client().lodge('key-1', REQUEST, never)).toEqual({ ok: false, error: refused });
});

describe('an answer to another question', () => {
  const OF_AYSEL = {
    key: 'key-2',
    reference: 'K7-AAAA-11',
    registeredAt: '2026-11-24T10:00:00Z',
    appointment: null,
    document: { number: 'A-1', title: 'T', person: { name: 'MAMMADOVA AYSEL', fin: '5ABCD12' }, lines: ['AYSEL'] },
  };
  const foreign = { ok: false, error: { code: 'BKO-110', kind: 'foreign' } };

  test.each<[string, number, unknown, string]>([
    ['a lodging', 201, { key: 'key-2', id: 'BO-2', reference: 'K7-AAAA-11' }, 'application/json'],
    ['a registration', 200, OF_AYSEL, 'application/json'],
    ['a withdrawal', 200, { key: 'key-2' }, 'application/json'],
    ['a refusal', 422, { code: 'not-eligible', key: 'key-2' }, 'application/problem+json'],
    ['a refusal without a key', 409, { code: 'withdrawn', key: null }, 'application/problem+json'],
  ])(
    'when %s names another question or none, then the operation returns BKO-110 and nothing of the answer',
    async (_, status, body, type) => {
      gives(status, JSON.stringify(body), type);
      const { lodge, register, withdraw } = client();
      expect(await lodge('key-1', REQUEST, never)).toEqual(foreign);
      expect(await register('key-1', null, never)).toEqual(foreign);
      expect(await withdraw('key-1', 'not-paid', never)).toEqual(foreign);
    },
  );

  test('when an answer is foreign, then onForeign gets the key of the question', async () => {
    const told: string[] = [];
    gives(200, JSON.stringify(OF_AYSEL));
    const asking = createBackOffice({
      baseUrl: origin,
      timeoutMs: 5_000,
      newKey: () => 'key-3',
      clock: new SimulatedClock(),
      onForeign: (key) => told.push(key),
    });
    await asking.register('key-1', null, never);
    await asking.lookUp({ kiosk: 'K5', reference: 'K5-7QF2-62', fin: '5ABCD12', documentNumber: 'AA1' }, never);
    expect(told).toEqual(['key-1', 'key-3']);
  });
});

test('when a 200 does not name the key, then the withdrawal returns BKO-101', async () => {
  gives(200, '{}');
  expect(await client().withdraw('key-1', 'declined', never)).toMatchObject({ error: { code: 'BKO-101' } });
});

test('when two surveys are sent, then their keys differ', async () => {
  const keys = new Set<unknown>();
  answer = (request, response) => {
    keys.add(request.headers['idempotency-key']);
    response.writeHead(204).end();
  };
  const { survey } = client();
  await survey('queue-ticket', 5, never);
  await survey('queue-ticket', 5, never);
  expect(keys.size).toBe(2);
});

describe('a quote without a tariff date', () => {
  const quoted = (total: number, tariffDate: string | null): typeof answer => {
    const lines = total === 0 ? [] : [{ kind: 'duty', amount: total }];
    const quote = { id: 'Q-1', lines, total, tariffDate, validUntil: '2026-11-24T15:00:00+04:00' };
    return ({ headers }, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ key: headers['idempotency-key'], ...quote }));
  };

  test('when the sum is not zero, then the quote is refused as no-price and undated-quote is reported once', async () => {
    const details: (string | null)[] = [];
    const onTrouble = (trouble: { readonly detail: string } | null) => details.push(trouble?.detail ?? null);
    const office = createBackOffice({ baseUrl: origin, timeoutMs: 5_000, newKey: randomUUID, onTrouble });
    const asked = { kiosk: 'K5', service: 'passport', tier: '10-days' };
    const noPrice = { ok: false, error: { code: 'BKO-102', kind: 'refused', reason: 'no-price' } };
    answer = quoted(600, null);
    expect(await office.quote(asked, never)).toEqual(noPrice);
    expect(await office.quote(asked, never)).toEqual(noPrice);
    expect(details).toEqual(['undated-quote']);
    answer = quoted(600, '2026-11-01');
    expect(await office.quote(asked, never)).toMatchObject({ ok: true, value: { total: 600 } });
    answer = quoted(0, null);
    expect(await office.quote(asked, never)).toMatchObject({ ok: true, value: { total: 0 } });
    expect(details).toEqual(['undated-quote', null]);
  });
});

test('when the found and the registered application have different references, then the result is BKO-110', async () => {
  const claim = { kiosk: 'K5', reference: 'K5-7QF2-62', fin: '5ABCD12', documentNumber: 'AA1' };
  const registered = { registeredAt: '2026-11-24T10:00:00Z', appointment: null, document: null };
  const found = {
    kiosk: 'K7',
    state: 'registered',
    withdrawn: null,
    service: 's',
    tier: null,
    tariffDate: null,
  };
  const rest = { ...found, reference: claim.reference, amount: 0, ready: null, answers: {}, payment: null };
  const registeredAs = (reference: string) => {
    answer = ({ headers }, response) => {
      const body = { ...rest, key: headers['idempotency-key'], registered: { ...registered, reference } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    return client().lookUp(claim, never);
  };
  expect(await registeredAs('K5-7QF2-62')).toMatchObject({ ok: true });
  expect(await registeredAs('K5-0000-53')).toEqual({ ok: false, error: { code: 'BKO-110', kind: 'foreign' } });
});
