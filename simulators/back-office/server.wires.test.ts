import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lodgeRequest } from '../../test/contract/lodge-request.ts';
import { type ReferenceBackOffice, startBackOffice } from './server.ts';
import { BACK_OFFICE_TROUBLES } from './trouble.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const TICKET = lodgeRequest({ kiosk: 'K7', service: 'queue-ticket', language: 'ru', answers: { topic: 'identity' } });

let folder: string;
let office: ReferenceBackOffice;

const start = async () => {
  let draws = 0;
  const random = () => (draws++ % 97) / 97;
  office = await startBackOffice({ now: () => NOW, random, store: join(folder, 'a', 'bo.db') });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'back-office-'));
  await start();
});

afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

function post(path: string, key: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  return fetch(office.url + path, { method: 'POST', headers, body });
}

const lodge = (key: string) => post('/v1/applications', key, JSON.stringify(TICKET));

describe('office after a restart', () => {
  test('when the office restarts, then the register is the same and a repeated request gets the old answer', async () => {
    const lodged = await (await lodge('one')).json();
    const registered = await (
      await post('/v1/applications/one/registration', 'one', '{"payment":null,"final":true}')
    ).json();
    await post('/v1/surveys', 's', '{"service":"queue-ticket","score":4}');
    const before = [await office.entries(), await office.surveys()];
    await office.close();
    await start();
    expect([await office.entries(), await office.surveys()]).toEqual(before);
    const again = await lodge('one');
    expect([again.status, await again.json()]).toEqual([200, lodged]);
    expect(
      await (await post('/v1/applications/one/registration', 'one', '{"payment":null,"final":true}')).json(),
    ).toEqual(registered);
    expect(lodged).toMatchObject({ reference: expect.stringMatching(/^K7-/) });
  });

  test('when the random numbers repeat, then the references differ', async () => {
    await lodge('one');
    await office.close();
    await start();
    await lodge('two');
    expect(new Set((await office.entries()).map((entry) => entry.reference)).size).toBe(2);
  });

  test.each([
    ['is no database', 'not a register', 'it is no database'],
    ['is the register of an earlier version, which was JSON', '{"entries":[],"surveys":[]}', 'it is no database'],
  ])('when the file %s, then the start fails and the file is unchanged', async (_, text, why) => {
    await office.close();
    const store = join(folder, 'a.json');
    writeFileSync(store, text);
    await expect(startBackOffice({ now: () => NOW, random: () => 0, store })).rejects.toThrow(
      `${store} can not keep a register: ${why}`,
    );
    expect(readFileSync(store, 'utf8')).toBe(text);
    await start();
  });
});

test('when the random numbers never change, then the second application fails with 500', async () => {
  const stuck = await startBackOffice({ now: () => NOW, random: () => 0 });
  const headers = (key: string) => ({ 'content-type': 'application/json', 'idempotency-key': key });
  const ask = (key: string) =>
    fetch(`${stuck.url}/v1/applications`, { method: 'POST', headers: headers(key), body: JSON.stringify(TICKET) });
  expect((await ask('one')).status).toBe(201);
  expect((await ask('two')).status).toBe(500);
  await stuck.close();
});

test('when the state of a key is asked, then the answer has no data of the person', async () => {
  await lodge('one');
  const answer = await fetch(`${office.url}/v1/applications/one`);
  expect(await answer.json()).toEqual({
    key: 'one',
    state: 'lodged',
    id: 'BO-2026-000001',
    reference: (await office.entries())[0]?.reference,
    registeredAt: null,
  });
  expect((await fetch(`${office.url}/v1/applications/nobody`)).status).toBe(404);
  expect((await fetch(`${office.url}/v1/applications/no%20key`)).status).toBe(400);
});

test.each([
  [
    'a header and a path that name different applications',
    '/v1/applications/a/withdrawal',
    'b',
    '{"reason":"x"}',
    'key-mismatch',
  ],
  ['no key', '/v1/surveys', '', '{"service":"queue-ticket","score":4}', 'malformed'],
  ['a body that is no JSON', '/v1/surveys', 's', '{', 'malformed'],
  ['a member not agreed on', '/v1/surveys', 's', '{"service":"queue-ticket","score":4,"name":"X"}', 'malformed'],
  ['a number in quotes', '/v1/surveys', 's', '{"service":"queue-ticket","score":"4"}', 'malformed'],
  ['a reason in free words', '/v1/applications/a/withdrawal', 'a', '{"reason":"she left"}', 'malformed'],
])('when a request has %s, then it is refused with 400', async (_, path, key, body, code) => {
  const answer = await post(path, key, body);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect([answer.status, await answer.json()]).toMatchObject([400, { code }]);
  expect(await office.surveys()).toEqual([]);
});

test('when a survey key comes with another score, then it is refused with 409', async () => {
  expect((await post('/v1/surveys', 's', '{"service":"queue-ticket","score":4}')).status).toBe(204);
  expect((await post('/v1/surveys', 's', '{"service":"queue-ticket","score":4}')).status).toBe(204);
  expect((await post('/v1/surveys', 's', '{"service":"queue-ticket","score":1}')).status).toBe(409);
  expect(await office.surveys()).toHaveLength(1);
});

test('when the address is unknown, then the answer is 404 not-found', async () => {
  const answer = await fetch(`${office.url}/v2`);
  expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not-found' }]);
});

test('when the office closes while an answer is kept back, then the request settles', async () => {
  office.trouble.set('slow');
  const asked = lodge('one');
  await expect.poll(async () => (await office.entries()).length).toBe(1);
  await office.close();
  expect((await Promise.allSettled([asked]))[0]?.status).toBeDefined();
});

test.each(BACK_OFFICE_TROUBLES)(
  'when trouble %s is switched off again, then an application can be lodged',
  async (name) => {
    office.trouble.set(name);
    expect(office.trouble.get()).toBe(name);
    office.trouble.set(null);
    expect((await lodge('one')).status).toBe(201);
  },
);
