import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadCatalogue } from '../../device/catalogue/load.ts';
import { realFiles } from '../../device/config/files.ts';
import { readProfile } from '../command/load-profile.ts';
import { configFix } from './config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fixOfProfile(file: string): string {
  const profile = readProfile(file);
  if (profile.ok) throw new Error('it loads');
  return configFix(profile.error, '--profile');
}

function fixOfCatalogue(): string {
  const catalogue = loadCatalogue(folder, realFiles);
  if (catalogue.ok) throw new Error('it loads');
  return configFix(catalogue.error, 'catalogue.dir');
}

it('when a trouble has a line, then the fix names this line; otherwise the fix names no line', () => {
  const file = join(folder, 'profile.yaml');
  expect(fixOfProfile(file)).toBe('put what is missing there, or name another file with --profile');
  expect(fixOfProfile(folder)).toBe('name another file with --profile');
  writeFileSync(file, 'kiosk: { id: 5 }\n');
  expect(fixOfProfile(file)).toBe('mend this line of the file, or name another file with --profile');
  const refused = {
    code: 'CFG-101',
    file,
    line: null,
    path: '',
    expected: '',
    found: 'a file this user may not read',
  } as const;
  expect(configFix(refused, '--profile')).toContain('or run the command as a user who has it');
});

it('when holidays or services are missing, then the fix says to put the files there', () => {
  expect(fixOfCatalogue()).toBe('put what is missing there, or name another folder in catalogue.dir of the profile');
  writeFileSync(join(folder, 'holidays.yaml'), 'annual: []\ndated: []\n');
  writeFileSync(join(folder, 'groups.yaml'), realFiles.read('device/catalogue/groups.yaml'));
  mkdirSync(join(folder, 'services'));
  expect(fixOfCatalogue()).toContain('put the files of the services (.yaml) there');
});
