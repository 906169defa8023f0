import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageFile } from '../files/package-root.ts';
import {
  type CredentialPlaces,
  credentialName,
  fillInCredentials,
  fillInTerminalPassword,
  readCredential,
} from './credentials.ts';
import { realFiles } from './files.ts';
import { loadProfile } from './load.ts';
import type { Profile } from './profile.ts';
import { describeConfigTrouble } from './trouble.ts';

let folder: string;
let places: CredentialPlaces;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  for (const name of ['unit', 'plain', 'encrypted']) mkdirSync(join(folder, name));
  places = {
    unit: undefined,
    plain: join(folder, 'plain'),
    encrypted: join(folder, 'encrypted'),
    decrypt(file, name) {
      throw Object.assign(new Error(`${file} ${name}`), { status: 1 });
    },
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (place: string, name: string, text: string) => writeFileSync(join(folder, place, name), text);
const inUnit = (): CredentialPlaces => ({ ...places, unit: join(folder, 'unit') });

function profileWith(password: string): Profile {
  const file = packageFile('provisioning/profiles/cabinet-a.yaml');
  const text = realFiles.read(file).replace(/password: .*/, `password: ${password}`);
  const profile = loadProfile(file, { list: () => [], read: () => text });
  if (!profile.ok) throw new Error(describeConfigTrouble(profile.error));
  return profile.value;
}

it('when a value is not credential:NAME, then it names no credential', () => {
  expect(credentialName('credential:terminal-password')).toBe('terminal-password');
  for (const other of ['credential:', 'credential:../x', 'credential:A', '/etc/x', ' credential:a', 'credential:a\n'])
    expect(credentialName(other)).toBeNull();
});

it('when the unit has a credentials folder, then only this folder is read', () => {
  put('plain', 'asan-kiosk.pw', 'of root');
  expect(readCredential('pw', inUnit())).toMatchObject({ ok: false, error: { code: 'CFG-105' } });
  put('unit', 'asan-kiosk.pw', 'of the unit');
  expect(readCredential('pw', inUnit())).toEqual({ ok: true, value: 'of the unit' });
});

it('when root reads, then the plain file comes first, and an encrypted file is decrypted under its own name', () => {
  put('encrypted', 'asan-kiosk.pw', 'x');
  const decrypt: CredentialPlaces['decrypt'] = (file, name) => `${name} of ${file}`;
  const file = join(folder, 'encrypted/asan-kiosk.pw');
  expect(readCredential('pw', { ...places, decrypt })).toEqual({ ok: true, value: `asan-kiosk.pw of ${file}` });
  put('plain', 'asan-kiosk.pw', 'plain');
  expect(readCredential('pw', { ...places, decrypt })).toEqual({ ok: true, value: 'plain' });
});

it('when a credential is missing or locked, then one line names the file and no content', () => {
  const missed = readCredential('pw', places);
  expect(!missed.ok && describeConfigTrouble(missed.error)).toBe(
    `${folder}/plain/asan-kiosk.pw: expected a credential that can be read, found nothing at this place (CFG-105)`,
  );
  put('encrypted', 'asan-kiosk.pw', 'x');
  const locked = readCredential('pw', places);
  expect(!locked.ok && describeConfigTrouble(locked.error)).toMatch(
    /found a credential that this user cannot decrypt .* \(CFG-105\)/,
  );
});

it("when the terminal's password is a credential, then the profile gets its value", () => {
  put('unit', 'asan-kiosk.terminal-password', '481516\n');
  const whole = fillInCredentials(profileWith('credential:terminal-password'), inUnit());
  expect(whole.ok && whole.value.devices.terminal).toMatchObject({ password: '481516' });
  expect(fillInCredentials(profileWith('"123456"'), places)).toEqual({ ok: true, value: profileWith('"123456"') });
});

it("when the terminal's protocol has no password, then the settings stay as they are", () => {
  const terminal = { driver: 'other', link: 'simulated' } as never;
  expect(fillInTerminalPassword(terminal, inUnit())).toEqual({ ok: true, value: terminal });
});

it('when the credential is no password, then the fault does not show it', () => {
  put('unit', 'asan-kiosk.terminal-password', 'hunter2');
  const whole = fillInCredentials(profileWith('credential:terminal-password'), inUnit());
  const line = whole.ok ? '' : describeConfigTrouble(whole.error);
  expect(line).toMatch(
    /devices.terminal.password: expected six digits, found something else \(not shown\) \(CFG-103\)/,
  );
  expect(line).not.toContain('hunter2');
});
