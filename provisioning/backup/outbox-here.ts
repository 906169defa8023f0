import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { committedOutboxPath, copyCommittedDatabase } from './settled-copy.ts';
import { readIfNoForeignLink } from './trusted-copy.ts';

export type OutboxMerge =
  /** `added`: number of applications that only the backup had. */
  { readonly is: 'joined'; readonly added: number } | { readonly is: 'unreadable' };

/**
 * Replaces the outbox of an opened backup with a copy of the existing outbox, and adds the applications that only the backup has. Only the
 * existing outbox has applications from after the backup. `null`: the machine or the backup has no outbox, or both are equal.
 */
export async function mergeOutboxes(backed: string, here: string): Promise<OutboxMerge | null> {
  if (!existsSync(backed) || !existsSync(here) || readIfNoForeignLink(here).equals(readFileSync(backed))) return null;
  const { mergeOutbox } = await import('../../device/offline/add-taken.ts');
  const joined = `${backed}.joined`;
  try {
    await copyCommittedDatabase(here, committedOutboxPath(backed));
    copyFileSync(committedOutboxPath(backed), joined);
    const added = mergeOutbox(joined, backed);
    renameSync(joined, backed);
    return { is: 'joined', added };
  } catch (error) {
    if (!isSqliteDamage(error)) throw error;
    for (const part of ['', '-journal']) rmSync(`${joined}${part}`, { force: true });
    return { is: 'unreadable' };
  }
}

/** Damaged content. After other errors (disk, rights, space, another program) the outbox stays. */
const OF_CONTENT = /^SQLITE_(CORRUPT|NOTADB|ERROR|CONSTRAINT|SCHEMA|FORMAT|MISMATCH)(_|$)/;

/** Whether an error of SQLite means that an outbox is damaged [SQLite, Result and Error Codes]. */
export const isSqliteDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && OF_CONTENT.test(String(error.code));

export function describeOutboxMerge(outbox: OutboxMerge): string {
  if (outbox.is === 'unreadable')
    return 'the earlier outbox cannot be read or merged, so the outbox of the backup takes its place: try `sqlite3 FILE .recover` with the kept file';
  const applications = outbox.added === 1 ? '1 application' : `${outbox.added} applications`;
  return `the existing outbox stays${outbox.added > 0 ? `, with ${applications} of the backup added` : ''}`;
}
