import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { type Ledger, openLedger } from '../../device/ledger/ledger.ts';
import { INCIDENTS_MEMO, type LastMaintenance, MAINTENANCE_MEMO } from '../../device/maintenance/figures.ts';
import type { Incidents } from '../../device/maintenance/incidents.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

const REF = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0000' };
const APPROVAL = { ref: REF, amount: 500, cardName: 'VISA', cardTail: '4021', authorisationCode: '123456' };
const PAID: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'lodged', reference: 'K5-7QF2-41' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
  { kind: 'approved', approval: APPROVAL, at: 'now' },
];

let folder: string;
let file: string;
let profile: string;
let ledger: Ledger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-today-'));
  file = join(folder, 'ledger.db');
  profile = join(folder, 'profile.yaml');
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(profile, text.replace('var/simulated/ledger.db', file));
  ledger = openLedger({ file, now: () => new Date() });
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

const pays = (id: string) => {
  for (const entry of PAID) ledger.append(id, entry);
};

async function today(...more: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(['maintenance', 'today', '--profile', profile, ...more], io);
  return { exit, text: io.written() };
}

const figures = async () => (JSON.parse((await today('--json')).text) as { figures: object }).figures;

describe('asan-kiosk maintenance today', () => {
  it('when there was no maintenance, then all entries count', async () => {
    pays('a');
    pays('b');
    expect(await figures()).toEqual({ since: null, lodged: 2, completed: 0, cash: 0, card: 1_000, open: 2 });
  });

  it('when there was a maintenance, then only later entries count, and all that is open', async () => {
    pays('a');
    const last: LastMaintenance = { seq: ledger.newestSeq(), at: '2026-12-01T17:30', paperM: null };
    ledger.memo<LastMaintenance>(MAINTENANCE_MEMO).save(last);
    pays('b');
    expect(await figures()).toEqual({
      since: '2026-12-01T17:30',
      lodged: 1,
      completed: 0,
      cash: 0,
      card: 500,
      open: 2,
    });
  });

  it('when devices had troubles, then each has its count and its fix', async () => {
    const counted: Incidents = { troubles: { 'PRN-112': 2, 'ABC-999': 1 }, away: { printer: 3 } };
    ledger.memo<Incidents>(INCIDENTS_MEMO).save(counted);
    const { exit, text } = await today();
    expect(exit).toBe(0);
    expect(text).toContain(
      '3x  the receipt printer stopped answering\n2x  PRN-112: Cover of the printer is open. Close the',
    );
    expect(text).toContain('1x  ABC-999: unknown code');
  });

  it('when there is no ledger, then the exit code is 1', async () => {
    writeFileSync(profile, readFileSync(profile, 'utf8').replace('ledger.db', 'other.db'));
    expect((await today()).exit).toBe(1);
  });
});
