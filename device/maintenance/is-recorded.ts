import Database from 'better-sqlite3';

/** Carries out a durable act; `false`: the disk refused, so nothing was done. */
export function isRecorded(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    const isFromDisk = error instanceof Database.SqliteError || (error instanceof Error && 'errno' in error);
    if (!isFromDisk) throw error;
    return false;
  }
}
