import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { realFiles } from '../../device/config/files.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { addOfficeEntries, officeEntriesAsYaml } from './profile-edit.ts';

const IDENTITY = { key: 'credential:identity', certificate: 'credential:identity' };
const WANTED = { ca: '/etc/asan-kiosk/office-ca.pem', identity: IDENTITY };

it('when the group backOffice is on one line, then its new keys are on that line, and comments, order and quotes stay', () => {
  const text = 'a: 1 # one\nbackOffice: { "url": x, timeoutMs: 5 } # why\nb: [ 2 ]\n';
  expect(addOfficeEntries(text, WANTED)).toBe(
    'a: 1 # one\nbackOffice: { "url": x, timeoutMs: 5, ca: /etc/asan-kiosk/office-ca.pem, identity: { key: credential:identity, certificate: credential:identity } } # why\nb: [ 2 ]\n',
  );
});

it('when the group backOffice has a line for each key, then a new key has a line at its end', () => {
  const text = 'backOffice:\n  # Where it is.\n  url: x\n\n  timeoutMs: 5 # short\n# After.\nweb: { port: 1 }\n';
  expect(addOfficeEntries(text, WANTED)).toBe(
    'backOffice:\n  # Where it is.\n  url: x\n\n  timeoutMs: 5 # short\n  ca: /etc/asan-kiosk/office-ca.pem\n  identity: { key: credential:identity, certificate: credential:identity }\n# After.\nweb: { port: 1 }\n',
  );
});

const PROFILES = readdirSync(packageFile('provisioning/profiles'))
  .map((name) => [name, realFiles.read(packageFile(join('provisioning/profiles', name)))] as const)
  .filter(([, text]) => /^backOffice:/m.test(text));

const commentsOf = (text: string) => text.match(/(?<=^|\s)#.*/gm);

it.each(PROFILES)('when keys are added to %s, then its comments and other values stay', (_, text) => {
  const edited = addOfficeEntries(text, WANTED);
  const { backOffice, ...others } = load(edited ?? '') as { backOffice: object };
  const { backOffice: before, ...same } = load(text) as { backOffice: object };
  expect(commentsOf(edited ?? '')).toEqual(commentsOf(text));
  expect([others, backOffice]).toEqual([same, { ...before, ...WANTED }]);
});

it('when a key is already in the profile, then only missing keys are added', () => {
  const once = addOfficeEntries('backOffice: { url: x }\n', WANTED) ?? '';
  expect(addOfficeEntries(once, WANTED)).toBe(once);
  expect(addOfficeEntries(`backOffice: { ca: ${WANTED.ca} }\n`, WANTED)).toBe(
    `backOffice: { ca: ${WANTED.ca}, identity: { key: credential:identity, certificate: credential:identity } }\n`,
  );
});

it.each([
  ['another value', 'backOffice: { ca: /etc/other.pem }\n'],
  ['no such group', 'web: { port: 1 }\n'],
  ['an alias', 'a: &x { url: y }\nbackOffice: *x\n'],
  ['an empty group', 'backOffice: {}\n'],
])('when backOffice is or has %s, then the profile is not edited', (_, text) => {
  expect(addOfficeEntries(text, WANTED)).toBeNull();
});

it('when officeEntriesAsYaml prints the keys, then a profile with these lines has the keys', () => {
  expect(load(`backOffice:\n${officeEntriesAsYaml({ ...WANTED, ca: '/etc/a b: c' })}`)).toEqual({
    backOffice: { ...WANTED, ca: '/etc/a b: c' },
  });
});
