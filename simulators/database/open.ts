import type { Database } from './database.ts';

/** Where tables are: a file of SQLite, the connection string of a PostgreSQL, or, absent, the memory of this process. */
export type DatabasePlace = string | undefined;

export const isPostgres = (place: string): boolean => /^postgres(ql)?:\/\//.test(place);

/** Loads what it needs and no more: most offices are simulated beside a kiosk, which would start later with both. */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  if (place !== undefined && isPostgres(place)) return (await import('./postgres.ts')).openPostgres(place);
  return (await import('./sqlite.ts')).openSqlite(place);
}
