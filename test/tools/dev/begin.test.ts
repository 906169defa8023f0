import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { packageFile } from '../../../device/files/package-root.ts';
import { lockLedger } from '../../../device/ledger/ledger-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'dev-begin-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BEGIN = pathToFileURL(packageFile('test/tools/dev/begin.mjs')).href;

function begun(call: string) {
  const program = `const { exitIfLedgerLocked, parsePagePort } = await import(${JSON.stringify(BEGIN)}); ${call}`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  return [status, stderr.trim()];
}

it('when a kiosk has the ledger open, then the command ends with an error', () => {
  const ledger = join(folder, 'ledger.db');
  const beside = `await exitIfLedgerLocked(${JSON.stringify(ledger)})`;
  expect(begun(beside)).toEqual([0, '']);
  const unlock = lockLedger(ledger);
  expect(begun(beside)).toEqual([1, expect.stringContaining('runs from this folder already (LDG-101)')]);
  unlock();
  expect(begun(beside)).toEqual([0, '']);
});

it("when the page's port is valid and has a next port, then it is used; other values are refused", () => {
  expect(begun("if (parsePagePort(['--port', '65534']) !== 65534) process.exit(9)")).toEqual([0, '']);
  for (const wrong of ['0', '65535', 'abc', '08', ''])
    expect(begun(`parsePagePort(['--port', '${wrong}'])`)).toEqual([2, expect.stringContaining('from 1 to 65534')]);
  expect(begun("parsePagePort(['--prot', '1'])")).toEqual([2, expect.stringContaining('write: npm run dev')]);
});
