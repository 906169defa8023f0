import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulateBackOffice } from '../../provisioning/simulate/back-office.ts';
import { officeDecisionsContract } from '../contract/office-decisions.ts';
import { officeStoreContract } from '../contract/office-store.ts';
import { fakeIo } from '../support/fake-io.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

for (const contract of [officeStoreContract, officeDecisionsContract])
  contract('PostgreSQL', async () => ({ place: await server.database(), remove: async () => undefined }));

const APPLICATION = {
  kiosk: 'K5',
  quote: null,
  continues: null,
  service: 'complaint',
  tier: '15-working-days',
  tariffDate: null,
  amount: 0,
  language: 'az',
  ready: null,
  confirmation: null,
  answers: { topic: 'staff', text: 'Əməkdaş kobud danışdı' },
  applicant: {
    fin: '5ABCD12',
    documentNumber: 'AA1234567',
    surname: 'MƏMMƏDOVA',
    givenNames: 'ŞƏBNƏM',
    birthDate: '1990-01-02',
    assurance: 'chip',
  },
};

describe('the command of an office on PostgreSQL', () => {
  async function started(store: string) {
    const io = fakeIo();
    const ended = simulateBackOffice({ port: 0, json: true, store }, io);
    const url = await vi.waitFor(
      () => /"url":"([^"]+)"/.exec(io.written())?.[1] ?? Promise.reject(new Error('not yet')),
      10_000,
    );
    const lodge = async (key: string) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const answer = await fetch(`${url}/v1/applications`, {
        method: 'POST',
        headers,
        body: JSON.stringify(APPLICATION),
      });
      return { status: answer.status, body: (await answer.json()) as { readonly reference?: string } };
    };
    const health = async () => (await fetch(`${url}/v1/health`)).status;
    const quit = async () => {
      io.type('quit');
      return ended;
    };
    return { lodge, health, quit };
  }

  it("when the database has the wrong encoding or is read-only, then the office's command refuses in one line", async () => {
    for (const [more, change, why] of [
      ["ENCODING 'LATIN1' TEMPLATE template0", null, 'its encoding is LATIN1'],
      ['', 'SET default_transaction_read_only = on', 'read-only'],
    ] as const) {
      const store = await server.database(more);
      if (change) await server.run('psql', '-c', `ALTER DATABASE ${nameOf(store)} ${change}`, store);
      const outcome = await simulateBackOffice({ port: 0, store }, fakeIo());
      expect(outcome).toMatchObject({ ok: false, error: { exit: 2, line: expect.stringContaining(why) } });
    }
  });

  it('when the database is away, then the office answers 500 and goes on later', async () => {
    const store = await server.database();
    const all = await server.database();
    const office = await started(store);
    expect([await office.health(), (await office.lodge('one')).status]).toEqual([200, 201]);
    const away = (isAway: boolean) =>
      server.run(
        'psql',
        ...['-c', `ALTER DATABASE ${nameOf(store)} ALLOW_CONNECTIONS ${!isAway}`],
        ...['-c', `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameOf(store)}'`],
        all,
      );
    await away(true);
    expect([await office.health(), (await office.lodge('two')).status]).toEqual([500, 500]);
    await away(false);
    expect([await office.health(), (await office.lodge('two')).status]).toEqual([200, 201]);
    await office.quit();
  });

  it('when a pg_dump is restored, then the office goes on with the same answers', async () => {
    const [store, other] = [await server.database(), await server.database()];
    const before = await started(store);
    const { body } = await before.lodge('one');
    await before.quit();
    const dump = await server.run('pg_dump', '--no-owner', store);
    expect(dump).toContain('MƏMMƏDOVA');
    const file = join(server.folder, `${randomUUID()}.sql`);
    await writeFile(file, dump);
    await server.run('psql', '-q', '-v', 'ON_ERROR_STOP=1', '-f', file, other);
    const after = await started(other);
    expect(await after.lodge('one')).toEqual({ status: 200, body });
    expect((await after.lodge('two')).status).toBe(201);
    await after.quit();
  });
});

const nameOf = (store: string): string => new URL(store).pathname.slice(1);
