import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { err, ok, type Result } from '../../drivers/result.ts';
import { parseJson } from '../words/json.ts';
import { type LedgerFileSuffix, pathBesideLedger, replacementNameOf } from './beside-ledger.ts';
import { nullIfMissing } from './if-there.ts';

const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;

export interface FileOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes the whole file or nothing, even at a power cut. During the write only this user can read it. Then it gets `mode`, without the
 * umask. `owner`: the new owner, if root writes for another user.
 */
export function writeDurably(file: string, content: string | Uint8Array, mode = 0o600, owner?: FileOwner): void {
  const fresh = replacementNameOf(file);
  // The name must be no link: root also writes into folders of the kiosk's user.
  const handle = openSync(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600);
  try {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    // The owner is set first: changing it clears setuid and setgid [chown(2)].
    if (owner) fchownSync(handle, owner.uid, owner.gid);
    fchmodSync(handle, mode);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameDurably(fresh, file);
}

/**
 * Reads a JSON file beside the ledger. The error is `missing`, `damaged` (no JSON of this shape), or the system's.
 */
export function readBesideLedger<T>(
  ledgerFile: string,
  part: LedgerFileSuffix,
  shape: z.ZodType<T>,
): Result<T, 'missing' | 'damaged' | Error> {
  try {
    const text = nullIfMissing(() => readFileSync(pathBesideLedger(ledgerFile, part), 'utf8'));
    if (text === null) return err('missing');
    const parsed = shape.safeParse(parseJson(text));
    return parsed.success ? ok(parsed.data) : err('damaged');
  } catch (error) {
    return err(error as Error);
  }
}

/** Replaces a file beside the ledger, for the ledger's owner alone. */
export function writeBesideLedger(ledgerFile: string, part: LedgerFileSuffix, content: string): void {
  const owner = statSync(ledgerFile);
  writeDurably(pathBesideLedger(ledgerFile, part), content, 0o600, process.getuid?.() === 0 ? owner : undefined);
}

/** Renames a file so that the new name survives a power cut. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncToDisk(dirname(to));
}

/** Returns when the file's content, or the names in the folder, are on the disk. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
