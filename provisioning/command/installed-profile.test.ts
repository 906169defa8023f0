import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { type FakeIo, fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';
import { SIMULATED_PROFILE } from './places.ts';

let folder = '';
let installedProfile = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-installed-'));
  installedProfile = join(folder, 'profile.yaml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function said(line: string, its: string | null = installedProfile): Promise<FakeIo & { exit: number }> {
  const io = fakeIo({ installedProfile: its });
  const { exit } = await main(line.split(' '), io);
  return Object.assign(io, { exit });
}

const malformed = () => writeFileSync(installedProfile, 'kiosk: 5\n');

it.each([
  'run',
  'ledger open',
  'ledger settle K5-7QF2-62 --as paid --by A.M. --yes',
  'printer status',
  'printer status --link tcp:127.0.0.1:9',
  'terminal pay 0.10 --yes',
  'document-printer status',
  'lines status',
  'catalogue list',
  'transparency checkpoint',
  'technician',
])('when the command `%s` names no profile, then it uses the installed profile', async (line) => {
  malformed();
  const { exit, notes } = await said(line);
  expect(exit).toBe(2);
  expect(notes.join('\n')).toContain(`${installedProfile}:1: kiosk: expected`);
});

it.each([
  ['ledger open --profile', 'FILE'],
  ['run --profile', 'FILE'],
])('when the command `%s` names a FILE, then it uses FILE', async (line) => {
  malformed();
  const other = join(folder, 'other.yaml');
  writeFileSync(other, 'kiosk: 6\n');
  const { notes } = await said(`${line} ${other}`);
  expect(notes.join('\n')).toContain(`${other}:1: kiosk: expected`);
});

it.each([
  ['catalogue check device/catalogue', 0, ''],
  ['catalogue price passport --dir device/catalogue', 0, ''],
  ['transparency verify LICENSE --key no-key', 2, 'not a key of a log: no-key'],
  ['run --simulate --seed 1 --record-personal-data', 2, '--record'],
])(
  'when the command `%s` names something in place of a profile, then it uses no profile',
  async (line, exit, words) => {
    malformed();
    const its = await said(line);
    expect([its.exit, its.notes.join('\n')]).toEqual([exit, expect.stringContaining(words)]);
    expect(its.notes.join('\n')).not.toContain(installedProfile);
  },
);

it('when no profile is installed or named, then run says what to do', async () => {
  const { exit, notes } = await said('run', null);
  expect([exit, notes]).toEqual([
    2,
    [
      'asan-kiosk: there is no /etc/asan-kiosk/profile.yaml, which `asan-kiosk provision` makes: add --profile FILE for a cabinet, or --simulate to run without hardware',
    ],
  ]);
});

it('when this user may not read the installed profile, then the error names the profile and the reason', async () => {
  const { exit, notes } = await said('ledger open', folder);
  expect(exit).toBe(2);
  expect(notes).toEqual([expect.stringContaining(folder)]);
});

it('when the installed profile is simulated, then run asks for --simulate', async () => {
  copyFileSync(packageFile(SIMULATED_PROFILE), installedProfile);
  const { exit, notes } = await said('run');
  expect(exit).toBe(2);
  expect(notes.join('\n')).toContain('add --simulate');
});

it.each(['run', 'ledger open', 'printer status', 'doctor'])(
  'when `%s --help` is called, then it names the installed profile',
  async (line) => {
    const { exit, written } = await said(`${line} --help`);
    expect(exit).toBe(0);
    expect(written().replace(/\s+/g, ' ')).toContain('default: /etc/asan-kiosk/profile.yaml, if it exists');
  },
);
