import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLedger } from '../ledger/ledger.ts';
import { createLog } from '../log/log.ts';
import { openDegradation } from '../main-degradation.ts';
import { SAME_PERSON_MS } from './monitor.ts';
import { addTestedKinds, dropTested, readTestedKinds } from './tested-file.ts';

let folder: string;
let ledgerFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-tested-'));
  ledgerFile = join(folder, 'ledger.db');
  writeFileSync(ledgerFile, '');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('when several tests are passed, then the file has all their devices, and only its owner may read it', () => {
  expect(readTestedKinds(ledgerFile)).toEqual([]);
  addTestedKinds(ledgerFile, ['reader', 'chipReader']);
  addTestedKinds(ledgerFile, ['printer', 'reader']);
  expect(readTestedKinds(ledgerFile)).toEqual(['reader', 'chipReader', 'printer']);
  expect(statSync(`${ledgerFile}.tested`).mode & 0o777).toBe(0o600);
  dropTested(ledgerFile);
  dropTested(ledgerFile);
  expect(readTestedKinds(ledgerFile)).toEqual([]);
});

it('when the ledger is gone, then the write fails and the file stays', () => {
  addTestedKinds(ledgerFile, ['reader']);
  rmSync(ledgerFile);
  expect(() => addTestedKinds(ledgerFile, ['printer'])).toThrow('ENOENT');
  expect(readTestedKinds(ledgerFile)).toEqual(['reader']);
});

it('when a folder has the name of the file, then no test counts as passed, and dropTested removes the folder', () => {
  mkdirSync(`${ledgerFile}.tested`);
  expect(readTestedKinds(ledgerFile)).toEqual([]);
  dropTested(ledgerFile);
  expect(existsSync(`${ledgerFile}.tested`)).toBe(false);
});

it.each(['', '{"passed":["oven"]}', '{"passed":"reader"}'])(
  'when the file is %j, then no test counts as passed',
  (text) => {
    writeFileSync(`${ledgerFile}.tested`, text);
    expect(readTestedKinds(ledgerFile)).toEqual([]);
  },
);

it('when the kiosk starts after a passed test, then it offers the device again and logs it once', () => {
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  const written: Record<string, unknown>[] = [];
  const log = createLog({ write: (line) => void written.push(JSON.parse(line)), now: () => new Date(0) });
  let now = 0;
  const open = () => openDegradation(ledger, log, { ledgerFile, clock: { now: () => now } });
  const before = open();
  for (let nth = 0; nth < 4; nth++) {
    now += SAME_PERSON_MS;
    before.note('notes', 'failed');
  }
  expect(before.withdrawn()).toEqual({ billValidator: 'BIL-113' });
  expect(written.at(-1)).toMatchObject({ event: 'device.degraded', level: 'warn', kind: 'billValidator', failed: 4 });
  expect(open().withdrawn()).toEqual({ billValidator: 'BIL-113' });
  addTestedKinds(ledgerFile, ['billValidator']);
  expect([open().withdrawn(), open().withdrawn(), readTestedKinds(ledgerFile)]).toEqual([{}, {}, []]);
  expect(written.filter(({ event }) => event === 'device.recovered')).toMatchObject([
    { kind: 'billValidator', code: 'BIL-113' },
  ]);
});
