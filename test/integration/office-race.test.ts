import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { OfficeRefusal } from '../../simulators/back-office/wire.ts';
import { type LastSlotOffice, raceForLastSlots } from '../contract/last-slot.ts';
import { seedOfCommit } from '../support/commit.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';

/*
 * Two kiosks and a phone race for the last appointment, at offices in their own processes. `npm run prove -- office` has a thousand races
 * on each store, `npm test` fifteen.
 */

const ROUNDS = process.env['OFFICE'] === 'all' ? 1_000 : 15;
const COMMAND = 'dist/device/asan-kiosk.js';

interface Office extends LastSlotOffice {
  close(): Promise<void>;
}

/** Without an open standard input the office would end at once. */
async function officeAt(...place: readonly string[]): Promise<Office> {
  const args = [COMMAND, 'simulate', 'back-office', '--port', '0', '--json', ...place];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await urlOf(child);
  const ask = async <T>(path: string, key: string, body: object): Promise<Result<T, OfficeRefusal>> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const its = await answer.json();
    return answer.ok ? ok(its as T) : err(its as OfficeRefusal);
  };
  return {
    slots: {
      free: (key, body) => ask('/v1/slots', key, body),
      hold: (key, body) => ask('/v1/holds', key, body),
      async release(key, kiosk) {
        await ask(`/v1/holds/${key}/release`, key, { kiosk });
        return { key };
      },
    },
    lodge: (key, body) => ask('/v1/applications', key, body),
    withdraw: (key, reason) => ask(`/v1/applications/${key}/withdrawal`, key, { reason }),
    async close() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const said = JSON.parse(line) as { event: string; url: string };
      if (said.event === 'ready') resolve(said.url);
    });
    child.once('exit', (code) => reject(new Error(`the office ended with ${code}`)));
  });
}

describe('two kiosks and a phone that want the last time at the same instant', () => {
  let server: PostgresServer;
  let folder: string;
  let offices: readonly Office[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'office-race-'));
  });
  afterEach(async () => {
    await Promise.all(offices.map((office) => office.close()));
    rmSync(folder, { recursive: true });
  });

  const races = async (seed: number) =>
    expect(await raceForLastSlots({ offices, rounds: ROUNDS, seed })).toEqual({ races: ROUNDS, wrong: [] });

  it('when all ask one office on SQLite, then one gets the appointment', async () => {
    offices = [await officeAt('--state', join(folder, 'office.db'))];
    await races(seedOfCommit());
  }, 900_000);

  it('when they ask two offices on one SQLite file, then one gets the appointment', async () => {
    const file = join(folder, 'office.db');
    offices = [await officeAt('--state', file), await officeAt('--state', file)];
    await races(seedOfCommit());
  }, 900_000);

  it('when they ask two offices on one PostgreSQL, then one gets the appointment', async () => {
    const url = await server.database();
    offices = [await officeAt('--store', url), await officeAt('--store', url)];
    await races(seedOfCommit());
  }, 900_000);
});
