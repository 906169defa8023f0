import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { lockLedger } from '../../device/ledger/ledger-lock.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { ledgerFinding, setAsideRecordsFinding } from '../doctor/ledger-books.ts';
import { main } from '../main.ts';

const VISIT: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 0, paper: 'ticket' },
  { kind: 'lodged', reference: 'K5-7QF2-62' },
  { kind: 'issueRequested' },
  { kind: 'issued' },
];

let dir: string;
let file: string;
let profile: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'adopt-'));
  file = join(dir, 'ledger.db');
  profile = join(dir, 'profile.yaml');
  const simulated = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(profile, simulated.replace(/var\/simulated\/ledger\.db/, file));
});
afterEach(() => rmSync(dir, { recursive: true }));

const open = () => openLedger({ file, now: () => new Date('2026-11-24T10:00:00Z') });
function write(id: string): void {
  const ledger = open();
  for (const entry of VISIT) ledger.append(id, entry);
  ledger.close();
}

function putBack(): void {
  write('a');
  copyFileSync(file, join(dir, 'copy'));
  write('b');
  copyFileSync(join(dir, 'copy'), file);
}

async function asan(...words: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(['ledger', ...words, '--profile', profile], io);
  return { exit, said: io.written(), notes: io.notes.join('\n') };
}

it('when staff adopt the ledger, then LDG-102 ends and the open visits are listed for staff', async () => {
  putBack();
  expect(open).toThrow(/LDG-102/);
  expect(await ledgerFinding(file)).toMatchObject({
    state: 'fail',
    found: expect.stringContaining('it ends with record 4 and 0 leaves; record 8 and'),
  });
  const { exit, said } = await asan('adopt', '--by', 'A.M.', '--yes');
  expect([exit, said]).toEqual([
    0,
    expect.stringMatching(/is the ledger of this kiosk from now on[\s\S]*open: 1[\s\S]*K5-7QF2-62/),
  ]);
  expect(await setAsideRecordsFinding(file)).toMatchObject({
    state: 'warn',
    fix: expect.stringMatching(/^asan-kiosk ledger show a shows .*ledger settle a --as paid --by INITIALS --yes && /),
  });
  const ledger = open();
  expect([ledger.standing, ledger.open(), ledger.forStaff().applications]).toEqual([{ is: 'fits' }, [], ['a']]);
  ledger.close();
  expect(await asan('settle', 'a', '--as', 'paid', '--by', 'A.M.', '--yes')).toMatchObject({ exit: 0 });
});

it('when the ledger is gone, then adopt begins an empty one', async () => {
  write('a');
  rmSync(file);
  expect(await ledgerFinding(file)).toMatchObject({ state: 'fail' });
  const { exit, said } = await asan('adopt', '--by', '4711', '--yes', '--json');
  expect([exit, JSON.parse(said)]).toMatchObject([
    0,
    { adopted: { why: 'no-content', known: { seq: 4 } }, by: '4711', open: [] },
  ]);
  open().close();
});

it.each([
  ['the ledger is the newest', () => write('a'), 'nothing to adopt'],
  ['there is none', () => undefined, 'there is no ledger'],
])('when %s, then adopt does nothing', async (_, before, why) => {
  before();
  expect(await asan('adopt', '--by', 'A.M.', '--yes')).toMatchObject({ exit: 1, notes: expect.stringContaining(why) });
});

it('when yes or name are missing or the kiosk runs, then adopt refuses', async () => {
  putBack();
  expect((await asan('adopt', '--yes')).exit).toBe(2);
  expect((await asan('adopt', '--by', 'A.M.')).exit).not.toBe(0);
  expect(open).toThrow(/LDG-102/);
  const lock = lockLedger(file);
  const { exit, notes } = await asan('adopt', '--by', 'A.M.', '--yes');
  lock();
  expect([exit, notes]).toEqual([1, expect.stringContaining('LDG-101')]);
  expect(open).toThrow(/LDG-102/);
});
