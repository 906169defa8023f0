import { rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { replacementNameOf } from '../../../device/files/beside-ledger.ts';
import { renameDurably, syncToDisk, writeDurably } from '../../../device/files/durable-file.ts';
import { ok } from '../../../drivers/result.ts';
import { describeSystemError } from '../../command/input.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import type { InstalledEntry } from './desired.ts';
import type { SavedOriginal } from './journal.ts';
import { ownerIn, type ProvisionTarget } from './target.ts';

const CLOSED = /\/credstore(\.encrypted)?$/;

/** Writes a file atomically, also over a power cut. */
export function writeEntry(target: ProvisionTarget, wanted: InstalledEntry): ProvisionResult<void> {
  return written(target, wanted.path, (at) => {
    if ('to' in wanted) return linkDurably(at, wanted.to);
    const owner = ownerIn(target, wanted.owner, wanted.group);
    if (!owner.ok) throw new Error(`the owner of ${wanted.path} is gone since the plan was made`);
    writeDurably(at, wanted.text, wanted.mode, owner.value ?? undefined);
  });
}

/** Restores the original; removes the file if there was none. */
export function restoreOriginal(target: ProvisionTarget, { path, before }: SavedOriginal): ProvisionResult<void> {
  return written(target, path, (at) => {
    if (before.is === 'absent') {
      rmSync(at, { force: true });
      return syncToDisk(dirname(at));
    }
    if (before.is === 'link') return linkDurably(at, before.to);
    const { uid, gid, mode, base64 } = before;
    const owner = process.getuid?.() === 0 ? { uid, gid } : undefined;
    writeDurably(at, Buffer.from(base64, 'base64'), mode, owner);
  });
}

function written({ inFolder }: ProvisionTarget, path: string, write: (at: string) => void): ProvisionResult<void> {
  try {
    const folder = dirname(path);
    inFolder(folder, CLOSED.test(folder) ? 0o700 : 0o755, (at) => write(join(at, basename(path))));
    return ok(undefined);
  } catch (error) {
    const fix = 'run it as root, with room on the disk (df -h); then run it again: it continues here';
    return provisionTrouble('PRV-134', `${path} was not written: ${describeSystemError(error)}`, fix);
  }
}

function linkDurably(at: string, to: string): void {
  const fresh = replacementNameOf(at);
  rmSync(fresh, { force: true });
  symlinkSync(to, fresh);
  renameDurably(fresh, at);
}
