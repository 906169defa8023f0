import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';

/** What `restore` does with an outbox that is here and has other content than the outbox of the backup. */
export type OutboxHere =
  /** The outbox that is here stays; `added`: applications that only the backup had. */
  | { readonly is: 'joined'; readonly added: number }
  /** The outbox of the backup takes its place. */
  | { readonly is: 'unreadable' };

/**
 * Replaces the outbox of an opened backup by a copy of the outbox that is here, with what only the backup has. The outbox that is here is the
 * only place of an application that was taken after the backup. `null`: there is none here, or the backup has none, or both are the same.
 */
export async function joinOutbox(backed: string, here: string): Promise<OutboxHere | null> {
  if (!existsSync(backed) || !existsSync(here) || readFileSync(here).equals(readFileSync(backed))) return null;
  const { addTaken } = await import('../../device/offline/add-taken.ts');
  const joined = `${backed}.joined`;
  // SQLite needs the journal if the power went during a write.
  for (const part of ['', '-journal'])
    if (existsSync(`${here}${part}`)) copyFileSync(`${here}${part}`, `${joined}${part}`);
  try {
    const added = addTaken(joined, backed);
    renameSync(joined, backed);
    return { is: 'joined', added };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_'))) throw error;
    for (const part of ['', '-journal']) rmSync(`${joined}${part}`, { force: true });
    return { is: 'unreadable' };
  }
}

export function outboxWords(outbox: OutboxHere): string {
  if (outbox.is === 'unreadable')
    return 'the outbox that was here cannot be read or joined, and that of the backup takes its place: try `sqlite3 FILE .recover` with the file that is kept';
  const applications = outbox.added === 1 ? '1 application' : `${outbox.added} applications`;
  return `the outbox that is here stays${outbox.added > 0 ? `, with ${applications} of the backup added` : ''}`;
}
