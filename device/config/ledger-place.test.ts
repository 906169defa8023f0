import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { refuseFilesBesideLink } from '../ledger/ledger-file.ts';
import { namedLedgerPath, realLedgerPath } from './ledger-place.ts';
import type { Profile } from './profile.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-place-'));
  for (const name of ['var', 'alias']) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true }));

const profileOf = (file: string) => ({ ledger: { file } }) as Profile;

it('when the profile names a link, then the result is its target, even if the target is missing', () => {
  symlinkSync('../var/ledger.db', join(folder, 'alias/ledger.db'));
  symlinkSync(join(folder, 'alias/ledger.db'), join(folder, 'second.db'));
  for (const name of ['alias/ledger.db', 'second.db', 'var/ledger.db'])
    expect(realLedgerPath(profileOf(join(folder, name)))).toBe(join(folder, 'var/ledger.db'));
});

it('when links form a circle, then the result is the name from the profile', () => {
  symlinkSync('two.db', join(folder, 'one.db'));
  symlinkSync('one.db', join(folder, 'two.db'));
  expect(realLedgerPath(profileOf(join(folder, 'one.db')))).toBe(join(folder, 'one.db'));
});

it.each(['.mark', '.log-key', '.cosigned', '.outbox', '.terminal-pay.json'])(
  'when %s stayed beside a link, then the start is refused and names the file',
  (part) => {
    const name = join(folder, 'alias/ledger.db');
    symlinkSync('../var/ledger.db', name);
    const profile = profileOf(name);
    const start = () => refuseFilesBesideLink(namedLedgerPath(profile), realLedgerPath(profile));
    start();
    writeFileSync(`${name}${part}`, '');
    expect(start).toThrow(`ledger.db${part} is not beside that file (LDG-106)`);
    writeFileSync(join(folder, `var/ledger.db${part}`), '');
    start();
  },
);
