import { closeSync, constants, fchmodSync, fchownSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { freshOf } from './beside-ledger.ts';

const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes the file whole under its name or not at all, after a power cut too. During the write
 * only this user can read it. After the last byte it gets `mode`, which the umask does not change. `owner`: the new owner, if root writes
 * the file for another user.
 */
export function writeDurably(file: string, content: string | Uint8Array, mode = 0o600, owner?: Owner): void {
  const fresh = freshOf(file);
  // A link that somebody laid under that name is not followed: root writes into folders of the kiosk's user, too.
  const handle = openSync(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600);
  try {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    // In this order: a change of the owner takes the bits of setuid and setgid away [chown(2)].
    if (owner) fchownSync(handle, owner.uid, owner.gid);
    fchmodSync(handle, mode);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameDurably(fresh, file);
}

/** Under its new name after a power cut too. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncToDisk(dirname(to));
}

/** What was written into a file, or which names are in a folder, is on the disk when this returns. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
