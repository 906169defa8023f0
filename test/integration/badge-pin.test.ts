import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { readBadgeRegister } from '../../device/staff/register.ts';
import { ENTER, runAtTerminal } from '../support/typed.ts';

let folder: string;
let ledger: string;
let profile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'badge-pin-'));
  ledger = join(folder, 'ledger.db');
  profile = join(folder, 'profile.yaml');
  writeFileSync(ledger, '');
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(profile, text.replace(/ledger: .*/, `ledger: { file: ${ledger} }`));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('when a PIN is typed twice, then the badge is registered, and the terminal never shows the PIN', async () => {
  const { exit, shown } = await runAtTerminal(
    ['badge', 'add', 'T-100', '--profile', profile],
    [
      ['six digits: ', `111111${ENTER}`],
      ['easy to guess', ''],
      ['six digits: ', `482915${ENTER}`],
      ['same PIN again: ', `482915${ENTER}`],
    ],
  );
  expect(exit, shown).toBe(0);
  expect(shown).toContain('T-100: registered');
  expect(shown).not.toMatch(/111111|482915/);
  expect(readBadgeRegister(ledger)).toMatchObject([{ number: 'T-100' }]);
});

it('when Ctrl-C is pressed at the question, then nothing is changed', async () => {
  const { exit, shown } = await runAtTerminal(
    ['badge', 'add', 'T-100', '--profile', profile],
    [['six digits: ', '4829\u0003']],
  );
  expect(exit).toBe(1);
  expect(shown).toContain('no PIN was entered: nothing was changed');
  expect(readBadgeRegister(ledger)).toEqual([]);
});
