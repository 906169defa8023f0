import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { realFiles } from '../../device/config/files.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { officeLines, withOfficeKeys } from './profile-edit.ts';

const IDENTITY = { key: 'credential:identity', certificate: 'credential:identity' };
const WANTED = { ca: '/etc/asan-kiosk/office-ca.pem', identity: IDENTITY };

it('puts keys into a group on one line, and leaves every other letter', () => {
  const text = 'a: 1 # one\nbackOffice: { "url": x, timeoutMs: 5 } # why\nb: [ 2 ]\n';
  expect(withOfficeKeys(text, WANTED)).toBe(
    'a: 1 # one\nbackOffice: { ca: /etc/asan-kiosk/office-ca.pem, identity: { key: credential:identity, certificate: credential:identity }, "url": x, timeoutMs: 5 } # why\nb: [ 2 ]\n',
  );
});

it('puts them into a group on lines of its own, as deep as the others', () => {
  const text = 'backOffice:\n  # Where it is.\n  url: x\n  timeoutMs: 5\n';
  expect(withOfficeKeys(text, WANTED)).toBe(
    'backOffice:\n  # Where it is.\n  ca: /etc/asan-kiosk/office-ca.pem\n  identity: { key: credential:identity, certificate: credential:identity }\n  url: x\n  timeoutMs: 5\n',
  );
});

it.each(readdirSync(packageFile('provisioning/profiles')))('puts them into %s', (name) => {
  const text = realFiles.read(packageFile(join('provisioning/profiles', name)));
  const edited = withOfficeKeys(text, WANTED);
  const { backOffice, ...others } = load(edited ?? '') as { backOffice: object };
  const { backOffice: before, ...same } = load(text) as { backOffice: object };
  expect([others, backOffice]).toEqual([same, { ...before, ...WANTED }]);
});

it('puts nothing twice, and only what is missing', () => {
  const once = withOfficeKeys('backOffice: { url: x }\n', WANTED) ?? '';
  expect(withOfficeKeys(once, WANTED)).toBe(once);
  expect(withOfficeKeys(`backOffice: { ca: ${WANTED.ca} }\n`, WANTED)).toBe(
    `backOffice: { identity: { key: credential:identity, certificate: credential:identity }, ca: ${WANTED.ca} }\n`,
  );
});

it.each([
  ['another value', 'backOffice: { ca: /etc/other.pem }\n'],
  ['no such group', 'web: { port: 1 }\n'],
  ['an alias', 'a: &x { url: y }\nbackOffice: *x\n'],
  ['an empty group', 'backOffice: {}\n'],
])('leaves alone what has %s', (_, text) => {
  expect(withOfficeKeys(text, WANTED)).toBeNull();
});

it('says what to put there by hand', () => {
  expect(load(`backOffice:\n${officeLines({ ...WANTED, ca: '/etc/a b: c' })}`)).toEqual({
    backOffice: { ...WANTED, ca: '/etc/a b: c' },
  });
});
