import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROFILE_KINDS } from '../../drivers/device-kinds.ts';
import { loadProfileFile } from '../../provisioning/command/load-profile.ts';
import { fromRoot } from './root.mjs';
import { simulatedProfile } from './simulated-profile.ts';

const FILE = fromRoot('provisioning/profiles/simulated.yaml');

it('when a plain device kind is new, then the profile of the simulated kiosk is stale and the test fails', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(simulatedProfile());
});

it('when the list lacks a plain device kind, then its row is added', () => {
  const lacking = readFileSync(FILE, 'utf8').replace('  billValidator: { driver: ccnet, link: simulated }\n', '');
  expect(lacking).not.toContain('billValidator');
  expect(simulatedProfile(`${lacking}# end\n`)).toBe(`${readFileSync(FILE, 'utf8')}# end\n`);
});

it('when the comment above the list is missing, then an error names the file', () => {
  const unmarked = readFileSync(FILE, 'utf8').replace('makes this list', '');
  expect(() => simulatedProfile(unmarked)).toThrow('provisioning/profiles/simulated.yaml');
});

it('the simulated kiosk has a device of each kind', () => {
  const read = loadProfileFile(FILE);
  expect(read.ok && Object.keys(read.value.devices).sort()).toEqual([...PROFILE_KINDS].sort());
});
