import {
  fchmodSync,
  fchownSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  rmdirSync,
  rmSync,
  type Stats,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { replacementNameOf } from '../../device/files/beside-ledger.ts';
import { type FileOwner, renameDurably, syncToDisk, writeDurably } from '../../device/files/durable-file.ts';
import { withNoFollowHandle } from '../../device/files/file-itself.ts';
import { inRealFolder } from '../../device/files/real-folder.ts';
import { describeSystemError } from '../command/input.ts';
import { GRUB_CFG } from '../lockdown/boot.ts';
import type { SettingDifference } from './difference.ts';
import type { KeptSettingEntry, SettingsSnapshot } from './kept-settings.ts';
import { digestOf } from './scan.ts';

export interface PutBackOutcome {
  readonly path: string;
  readonly did: 'removed' | 'put back' | 'failed';
  readonly why?: string;
}

/** Restores changed or removed settings and deletes added settings. `root`: folder in place of `/`. */
export function putBackSettings(
  differences: readonly SettingDifference[],
  { entries }: SettingsSnapshot,
  root: string,
): readonly PutBackOutcome[] {
  // Added settings first, the deepest first: they are in the way. Then each folder before its files.
  const added = differences.filter(({ is }) => is === 'added').toReversed();
  const others = differences.filter(({ is }) => is !== 'added');
  return [...added, ...others].map(({ path }) => {
    const kept = entries[path];
    try {
      if (kept) restoreEntry(path, kept, { entries, root });
      else removeEntry(path, { entries, root });
      return { path, did: kept ? 'put back' : 'removed' };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { path, did: 'failed', why: error instanceof NotKeptError ? error.message : failureWords(error) };
    }
  });
}

const failureWords = (error: Error): string => {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ELOOP' || code === 'ENOTDIR')
    return 'a link is in the place of one of its folders: restore this folder first';
  if (code === 'ENOTEMPTY') return 'a folder with files is in its place: move them away first';
  return describeSystemError(error);
};

interface Access extends FileOwner {
  readonly mode: number;
}

type KeptFile = Extract<KeptSettingEntry, { is: 'file' }>;

class NotKeptError extends Error {}

interface Restoring {
  readonly entries: SettingsSnapshot['entries'];
  readonly root: string;
}

/** Calls `use` with the path in its real folder, in which no link is followed. */
const inItsFolder = <T>(path: string, root: string, use: (at: string) => T): T =>
  inRealFolder(root, dirname(path), null, (folder) => use(`${folder}/${basename(path)}`));

function removeEntry(path: string, { entries, root }: Restoring): void {
  inItsFolder(path, root, (at) => {
    unlinkSync(at);
    syncToDisk(dirname(at));
  });
  // Also removes folders added for this file, unless they hold other files.
  for (
    let folder = dirname(path);
    folder !== '/' && !entries[folder] && isBelowKept(folder, entries);
    folder = dirname(folder)
  ) {
    try {
      inItsFolder(folder, root, (at) => rmdirSync(at));
    } catch {
      return;
    }
  }
}

const isBelowKept = (folder: string, entries: SettingsSnapshot['entries']): boolean =>
  folder !== '/' && (entries[dirname(folder)] !== undefined || isBelowKept(dirname(folder), entries));

function restoreEntry(path: string, kept: KeptSettingEntry, restoring: Restoring): void {
  const { entries, root } = restoring;
  const folder = dirname(path);
  const above = entries[folder];
  if (!isThere(folder, root)) {
    if (above?.is === 'folder') restoreEntry(folder, above, restoring);
    else if (!above) inRealFolder(root, folder, 0o755, () => undefined);
  }
  inItsFolder(path, root, (at) => {
    const now = lstatSync(at, { throwIfNoEntry: false });
    if (kept.is === 'other') throw new NotKeptError('it was neither a file nor a folder: make it again by hand');
    if (kept.is === 'folder') return restoreFolder(at, kept, now);
    if (kept.is === 'file' && kept.text === undefined) return restoreAccess(at, path, kept, now);
    if (now?.isDirectory()) rmdirSync(at);
    rmSync(replacementNameOf(at), { force: true });
    if (kept.is === 'file') return writeDurably(at, kept.text ?? '', kept.mode, ownerHere(kept));
    symlinkSync(kept.to, replacementNameOf(at));
    if (ownerHere(kept)) lchownSync(replacementNameOf(at), kept.uid, kept.gid);
    renameDurably(replacementNameOf(at), at);
  });
}

function isThere(folder: string, root: string): boolean {
  try {
    return inItsFolder(folder, root, (at) => lstatSync(at, { throwIfNoEntry: false }) !== undefined);
  } catch {
    return false;
  }
}

/** Only root changes owners. */
const ownerHere = ({ uid, gid }: FileOwner): FileOwner | undefined =>
  process.getuid?.() === 0 ? { uid, gid } : undefined;

function restoreFolder(at: string, kept: Access, now: Stats | undefined): void {
  if (!now?.isDirectory()) {
    rmSync(at, { force: true });
    mkdirSync(at, 0o700);
  }
  setAccess(at, kept);
  syncToDisk(dirname(at));
}

function restoreAccess(at: string, path: string, kept: KeptFile, now: Stats | undefined): void {
  if (!now?.isFile()) throw new NotKeptError(notKept(path));
  setAccess(at, kept);
  if (digestOf(path, () => at, now) !== kept.sha256) throw new NotKeptError(notKept(path));
}

const notKept = (path: string): string =>
  path === GRUB_CFG
    ? `update-grub makes it: sudo update-grub && sudo chmod 600 ${GRUB_CFG}`
    : 'the copy lacks its content (a secret, a binary or a long file): restore it from a backup';

/** Sets the mode last: a change of owner clears some bits. */
const setAccess = (at: string, { uid, gid, mode }: Access): void =>
  withNoFollowHandle(at, (handle) => {
    if (ownerHere({ uid, gid })) fchownSync(handle, uid, gid);
    fchmodSync(handle, mode);
    fsyncSync(handle);
  });
