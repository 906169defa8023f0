import Database from 'better-sqlite3';

/** SQL: adds applications and queue numbers that `main` lacks. The stock of `main` stays. */
const ADD = `
INSERT INTO main.taken SELECT * FROM other.taken WHERE key NOT IN (SELECT key FROM main.taken) ORDER BY rowid;
INSERT INTO main.number SELECT * FROM other.number WHERE true ON CONFLICT DO UPDATE SET last = excluded.last WHERE excluded.last > last;
`;

/**
 * Adds to an outbox the applications that only another outbox has. If both have one, `into` keeps its own state. If nothing is missing, no
 * byte changes.
 *
 * @returns number of added applications
 * @throws SqliteError if one of the two cannot be read, or if both gave the same reference to different applications
 */
export function mergeOutbox(into: string, from: string): number {
  const db = new Database(into, { fileMustExist: true });
  try {
    db.prepare('ATTACH ? AS other').run(from);
    const isWhole = (name: string) => db.pragma(`${name}.quick_check`, { simple: true }) === 'ok';
    if (!isWhole('main') || !isWhole('other')) throw new Database.SqliteError('a page is damaged', 'SQLITE_CORRUPT');
    const count = db.prepare<[], number>('SELECT count(*) FROM main.taken').pluck();
    const before = count.get()!;
    db.transaction(() => db.exec(ADD))();
    return count.get()! - before;
  } finally {
    db.close();
  }
}
