import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageFile } from '../files/package-root.ts';
import { openLedger } from './ledger.ts';
import { LedgerNewerError, SCHEMA_VERSION, schemaVersionOf } from './schema-version.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-schema-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openLedger({ file, now: () => new Date(0) });

function withVersion(version: number): void {
  const db = new Database(file);
  db.pragma(`user_version = ${version}`);
  db.close();
}

it("when the ledger was opened, then the version is in the file header, where the package's script reads it", () => {
  open().close();
  expect(readFileSync(file).readUInt32BE(60)).toBe(SCHEMA_VERSION);
});

it('when a ledger has no version, then it opens and gets one', () => {
  open().close();
  withVersion(0);
  open().close();
  const db = new Database(file);
  expect(schemaVersionOf(db)).toBe(SCHEMA_VERSION);
  db.close();
});

it('when a newer version wrote the ledger, then it is refused and left byte for byte', () => {
  open().close();
  withVersion(SCHEMA_VERSION + 1);
  const was = readFileSync(file);
  expect(open).toThrow(LedgerNewerError);
  expect(open).toThrow(/newer version \(tables 6, this one knows 5; LDG-107\)/);
  expect(readFileSync(file)).toEqual(was);
});

it('when a table or a kind of entry is added, then this digest changes: raise SCHEMA_VERSION with it', () => {
  const digest = createHash('sha256');
  const db = openLedgerTables();
  digest.update(db.join('\n'));
  const kinds = readFileSync(packageFile('device/ledger/entries.ts'), 'utf8').match(/kind: '\w+'/g) ?? [];
  digest.update([...kinds].sort().join('\n'));
  expect([SCHEMA_VERSION, digest.digest('hex').slice(0, 16)]).toMatchInlineSnapshot(`
    [
      5,
      "d716acc29df90d2b",
    ]
  `);
});

function openLedgerTables(): readonly string[] {
  open().close();
  const db = new Database(file, { readonly: true });
  const sql = db.prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').pluck().all();
  db.close();
  return sql;
}
