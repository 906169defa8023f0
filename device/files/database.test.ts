import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDatabase } from './database.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function writer(): Database.Database {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE IF NOT EXISTS entry (n)');
  return db;
}

const count = () => readDatabase(file, (db) => db.prepare<[], number>('SELECT count(*) FROM entry').pluck().get());

it('when the database is closed, then reading leaves no other file and does not change the database', () => {
  const db = writer();
  db.exec('INSERT INTO entry VALUES (1)');
  db.close();
  const before = statSync(file).mtimeMs;
  expect(count()).toBe(1);
  expect(readdirSync(folder)).toEqual(['ledger.db']);
  expect(statSync(file).mtimeMs).toBe(before);
});

it('when a writer has the database open, then its write-ahead log is read too, and the writer goes on', () => {
  const db = writer();
  db.exec('INSERT INTO entry VALUES (1)');
  expect(count()).toBe(1);
  db.exec('INSERT INTO entry VALUES (2)');
  expect(count()).toBe(2);
  db.close();
  expect(readdirSync(folder)).toEqual(['ledger.db']);
});

it('when the file does not exist, then reading throws and makes no file', () => {
  expect(count).toThrow(/unable to open database file/);
  expect(readdirSync(folder)).toEqual([]);
});

it('when the database is open for reading, then a write throws', () => {
  writer().close();
  const write = () => readDatabase(file, (db) => db.exec('INSERT INTO entry VALUES (1)'));
  expect(write).toThrow(/readonly/);
});
