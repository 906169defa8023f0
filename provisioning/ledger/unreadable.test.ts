import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { describeLedgerError } from '../books/ledger-file.ts';
import { main } from '../main.ts';

let dir: string;
let file: string;
let profile: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'unreadable-'));
  file = join(dir, 'ledger.db');
  profile = join(dir, 'profile.yaml');
  const simulated = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(profile, simulated.replace(/var\/simulated\/ledger\.db/, file));
  openLedger({ file, now: () => new Date() }).close();
  rmSync(`${file}.mark`);
  mkdirSync(`${file}.mark`);
});
afterEach(() => rmSync(dir, { recursive: true }));

it.each([
  ['transparency', 'key'],
  ['transparency', 'checkpoint'],
  ['transparency', 'export', '--out', '/nowhere'],
  ['transparency', 'cosign', '-'],
  ['ledger', 'adopt', '--by', 'A.M.', '--yes'],
])('when a file beside the ledger may not be read, then `%s %s` says so in one line', async (...words) => {
  const io = fakeIo();
  const { exit } = await main([...words, '--profile', profile], io);
  expect([exit, io.notes]).toEqual([
    1,
    [
      expect.stringMatching(
        /^asan-kiosk: the ledger \S+ can not be read \(EISDIR\): \S+\.mark is a folder, .*\(LDG-105\)/,
      ),
    ],
  ]);
});

it('when the user is not the kiosk’s, then the fix is to run as that user', () => {
  const refused = Object.assign(new Error('EACCES'), { code: 'EACCES', path: `${join(dir, 'other.db')}.mark` });
  expect(describeLedgerError(join(dir, 'other.db'), refused).error.line).toMatch(
    /other\.db can not be read \(EACCES\): run this as the user of the kiosk/,
  );
  expect(() => describeLedgerError(join(dir, 'other.db'), { ...refused, path: '/elsewhere' })).toThrow();
});
