import { copyFileSync, existsSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Leaves an outbox like a power cut during a write: the file has half of the write, and the `-journal` file the earlier content. SQLite
 * needs this journal to read what was committed.
 */
export function cutPowerDuringWrite(outbox: string): void {
  const parts = ['', '-journal'];
  const db = new Database(outbox);
  // With a cache of one page, SQLite writes the other pages before the commit.
  db.pragma('cache_size = 1');
  db.exec('BEGIN');
  db.exec("UPDATE taken SET sealed = zeroblob(9000), state = 'withdrawn'; DELETE FROM stock; DELETE FROM number");
  const fill = db.prepare<[string]>('INSERT INTO stock (reference) VALUES (?)');
  for (let nth = 0; nth < 2_000; nth += 1) fill.run(`never-given-${nth}`);
  for (const part of parts) copyFileSync(`${outbox}${part}`, `${outbox}.cut${part}`);
  db.exec('ROLLBACK');
  db.close();
  if (existsSync(`${outbox}-journal`)) throw new Error('the outbox is still open');
  for (const part of parts) renameSync(`${outbox}.cut${part}`, `${outbox}${part}`);
}
