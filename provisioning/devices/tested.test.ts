import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { realFiles } from '../../device/config/files.ts';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import { loadProfile } from '../../device/config/load.ts';
import { readTestedKinds } from '../../device/degradation/tested-file.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { DIALECT_BY_PRINTER_MODEL } from '../command/load-profile.ts';
import { tellKioskDeviceTested } from './tested.ts';

let folder: string;
let profile: string;
let ledgerFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-tested-'));
  profile = join(folder, 'profile.yaml');
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(profile, text.replace('var/simulated', folder));
  const loaded = loadProfile(profile, realFiles, { printerModels: DIALECT_BY_PRINTER_MODEL });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  ledgerFile = realLedgerPath(loaded.value);
});
afterEach(() => rmSync(folder, { recursive: true }));

const notes: string[] = [];
const io = { note: (line: string) => void notes.push(line) };

it('when a device of the profile passed its test, then the kiosk of the profile is told', () => {
  writeFileSync(ledgerFile, '');
  tellKioskDeviceTested({ profile }, ['reader', 'chipReader'], io);
  expect(readTestedKinds(ledgerFile)).toEqual(['reader', 'chipReader']);
  expect(notes.splice(0)).toEqual(['test passed: the kiosk offers this device again when it starts']);
});

it('when the link was typed, there is no profile, or the kiosk never ran, then no kiosk is told', () => {
  tellKioskDeviceTested({ profile }, ['reader'], io);
  writeFileSync(ledgerFile, '');
  tellKioskDeviceTested({}, ['reader'], io);
  tellKioskDeviceTested({ profile, link: { tcp: { host: '127.0.0.1', port: 1 } } }, ['reader'], io);
  tellKioskDeviceTested({ profile: join(folder, 'none.yaml') }, ['reader'], io);
  expect([existsSync(`${ledgerFile}.tested`), notes]).toEqual([false, []]);
});
