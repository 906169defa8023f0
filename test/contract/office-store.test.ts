import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../simulators/back-office/schema.ts';
import { openStore } from '../../simulators/back-office/store.ts';
import { migrate } from '../../simulators/database/database.ts';
import { openSqlite } from '../../simulators/database/sqlite.ts';
import { officeDecisionsContract } from './office-decisions.ts';
import { officeStoreContract } from './office-store.ts';

function newFile() {
  const folder = mkdtempSync(join(tmpdir(), 'office-store-'));
  return { place: join(folder, 'office.db'), remove: async () => rmSync(folder, { recursive: true }) };
}

const inMemory = async () => ({ place: undefined, remove: async () => undefined });

for (const contract of [officeStoreContract, officeDecisionsContract]) {
  contract('SQLite in memory', inMemory);
  contract('SQLite in a file', async () => newFile());
}

test.each([
  [
    'of a newer program',
    'CREATE TABLE schema_version (version BIGINT); INSERT INTO schema_version VALUES (99)',
    'version 99',
  ],
  ['of another program', 'CREATE TABLE entry (id TEXT)', 'another program'],
])('when a database is %s, then the store refuses it and changes nothing', async (_, statements, why) => {
  const { place, remove } = newFile();
  const db = new Database(place);
  db.exec(statements);
  const before = db.prepare('SELECT * FROM sqlite_schema').all();
  db.close();
  await expect(openStore(place)).rejects.toThrow(why);
  const after = new Database(place);
  expect(after.prepare('SELECT * FROM sqlite_schema').all()).toEqual(before);
  after.close();
  await remove();
});

test('when the register is of version 6, then its dues stay, and no person is kept beside them', async () => {
  const { place, remove } = newFile();
  const old = openSqlite(place);
  await migrate(old, MIGRATIONS.slice(0, 6));
  await old.write((sql) => sql.query("INSERT INTO due VALUES ('due-1', 'fin 5ABCD12', '{\"amount\":100}')"));
  await old.close();
  const store = await openStore(place);
  expect(await store.read(({ dues }) => dues.find('due-1'))).toEqual({ amount: 100 });
  await store.close();
  const db = new Database(place);
  expect(db.prepare('SELECT * FROM due').all()).toEqual([{ key: 'due-1', due: '{"amount":100}' }]);
  db.close();
  await remove();
});
