import Database from 'better-sqlite3';
import { err, ok, type Result } from '../../drivers/result.ts';

export interface NotRecorded {
  readonly kind: 'not-recorded';
}

const NOT_RECORDED = { kind: 'not-recorded' } as const;

/** An act that only writes to the ledger or to a file. */
export const actOrNotRecorded = (act: () => void): Result<void, NotRecorded> =>
  resultOrNotRecorded<void, NotRecorded>(() => ok(act()));

/** Returns an error of the disk as `not-recorded`: the page says so, and the same touch tries again. */
export function resultOrNotRecorded<T, E>(act: () => Result<T, E>): Result<T, E | NotRecorded> {
  try {
    return act();
  } catch (error) {
    return notRecorded(error);
  }
}

export async function promiseOrNotRecorded<T, E>(
  act: () => Promise<Result<T, E>>,
): Promise<Result<T, E | NotRecorded>> {
  try {
    return await act();
  } catch (error) {
    return notRecorded(error);
  }
}

function notRecorded(error: unknown): Result<never, NotRecorded> {
  const isFromDisk = error instanceof Database.SqliteError || (error instanceof Error && 'errno' in error);
  if (!isFromDisk) throw error;
  return err(NOT_RECORDED);
}
