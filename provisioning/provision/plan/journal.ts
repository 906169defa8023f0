import { lstatSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../../device/files/durable-file.ts';
import { isWritableByUserAlone, readOwnFile } from '../../../device/files/file-itself.ts';
import { ok } from '../../../drivers/result.ts';
import { describeSystemError } from '../../command/input.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import type { CurrentEntry } from './now.ts';
import type { ProvisionTarget } from './target.ts';

/*
 * Originals for `provision undo`, and whether the run was finished, complete before any other file changes. So after a power cut the next
 * run or an undo continues.
 */

const kept = z.strictObject({
  path: z.string().startsWith('/'),
  before: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('absent') }),
    z.strictObject({ is: z.literal('link'), to: z.string() }),
    z.strictObject({
      is: z.literal('file'),
      base64: z.string(),
      mode: z.int(),
      uid: z.int(),
      gid: z.int(),
    }),
  ]),
});

const journal = z.strictObject({ isDone: z.boolean(), files: z.array(kept), units: z.array(z.string()) });

export type ProvisionJournal = Readonly<z.infer<typeof journal>>;
export type SavedOriginal = ProvisionJournal['files'][number];

const FOLDER = `${INSTALLED.provisioning}/previous`;
export const PROVISION_JOURNAL_FILE = `${FOLDER}/before.json`;

/**
 * The kept journal; `null` if there is none. The folder above belongs to the kiosk's user. So the file is trusted only if all folders down
 * to it are root's: otherwise the kiosk's user could write into /etc through an undo.
 */
export function readJournal(target: ProvisionTarget): ProvisionResult<ProvisionJournal | null> {
  try {
    for (const path of [INSTALLED.provisioning, FOLDER, PROVISION_JOURNAL_FILE]) {
      const its = lstatSync(target.at(path), { throwIfNoEntry: false });
      if (!its) return ok(null);
      if (its.isSymbolicLink() || !isWritableByUserAlone(its)) return foreign(path);
    }
    const text = readOwnFile(target.at(PROVISION_JOURNAL_FILE))?.toString();
    if (text === undefined) return foreign(PROVISION_JOURNAL_FILE);
    const read = journal.safeParse(JSON.parse(text));
    return read.success ? ok(read.data) : foreign(PROVISION_JOURNAL_FILE);
  } catch (error) {
    if (error instanceof SyntaxError) return foreign(PROVISION_JOURNAL_FILE);
    return provisionTrouble(
      'PRV-134',
      `${PROVISION_JOURNAL_FILE} cannot be read: ${describeSystemError(error)}`,
      'run it as root: sudo asan-kiosk provision …',
    );
  }
}

const foreign = (path: string) =>
  provisionTrouble(
    'PRV-136',
    `${path} was not written by root, or is damaged`,
    `check it, then move it away: sudo mv ${path} ${path}.old`,
  );

/** Throws the system's errors. */
export function writeJournal(target: ProvisionTarget, its: ProvisionJournal): void {
  target.inFolder(INSTALLED.state, 0o755, () => undefined);
  target.inFolder(FOLDER, 0o700, (at) =>
    writeDurably(join(at, basename(PROVISION_JOURNAL_FILE)), `${JSON.stringify(its)}\n`),
  );
}

export function forgetJournal(target: ProvisionTarget): void {
  target.inFolder(FOLDER, 0o700, (at) => rmSync(join(at, basename(PROVISION_JOURNAL_FILE))));
}

export function savedOriginal(path: string, now: CurrentEntry): SavedOriginal {
  if (now.is === 'other') throw new Error(`${path} is neither a file nor absent, and was planned`);
  if (now.is !== 'file') return { path, before: now };
  const { bytes, mode, uid, gid } = now;
  return { path, before: { is: 'file', base64: bytes.toString('base64'), mode, uid, gid } };
}

/** Originals of a run. If the run before was interrupted, its originals are included: they are older than both runs. */
export function mergeJournal(
  before: ProvisionJournal | null,
  files: readonly SavedOriginal[],
  units: readonly string[],
): ProvisionJournal {
  const known = before && !before.isDone ? before : { files: [], units: [] };
  const fresh = files.filter(({ path }) => known.files.every((its) => its.path !== path));
  return { isDone: false, files: [...known.files, ...fresh], units: [...new Set([...known.units, ...units])] };
}
