import type { Database } from './database.ts';

/** A SQLite file, a PostgreSQL connection string, or, absent, this process's memory. */
export type DatabasePlace = string | undefined;

export const isPostgres = (place: string): boolean => /^postgres(ql)?:\/\//.test(place);

/** Loads only the needed library: most offices run beside a kiosk, and both would delay its start. */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  if (place !== undefined && isPostgres(place)) return (await import('./postgres.ts')).openPostgres(place);
  return (await import('./sqlite.ts')).openSqlite(place);
}
