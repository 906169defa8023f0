import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lchownSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { pathBesideLedger, replacementNameOf } from '../../device/files/beside-ledger.ts';
import { type FileOwner, renameDurably, syncToDisk } from '../../device/files/durable-file.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { resolveTrustedLink } from '../../device/files/real-file.ts';
import { lockLedger } from '../../device/ledger/ledger-lock.ts';
import { type CredentialStore, storeCredential, storedCredentialText } from '../credentials/credential-store.ts';
import { LEDGER_ENTRY, PROFILE_ENTRY } from './contents.ts';
import { committedOutboxPath } from './settled-copy.ts';
import { readIfNoForeignLink } from './trusted-copy.ts';

export interface FileOwnerAndMode {
  /** `null`: the user who runs the restore. */
  readonly owner: FileOwner | null;
  readonly mode: number;
}

export type RestoreItem =
  | {
      readonly is: 'file';
      readonly name: string;
      readonly source: string;
      readonly to: string;
      /** `ledger`: owner of the ledger's folder, mode 0600. */
      readonly access: FileOwnerAndMode | 'ledger';
    }
  | { readonly is: 'credential'; readonly name: string; readonly text: string };

type FilePlacing = Extract<RestoreItem, { readonly is: 'file' }>;

const MARK = `${LEDGER_ENTRY}.mark`;
export const OUTBOX_ENTRY = `${LEDGER_ENTRY}.outbox`;

/**
 * Items of the backup that are missing or different on the machine. `keepsMark`: the existing mark knows more records than the backup's
 * ledger and stays, so that the next start stops with LDG-102.
 */
export function itemsToRestore(
  placings: readonly RestoreItem[],
  credentials: CredentialStore,
  { keepsMark }: { readonly keepsMark: boolean },
): readonly RestoreItem[] {
  const left = placings.filter((each) => {
    if (each.is === 'credential') return storedCredentialText(each.name, credentials) !== each.text;
    if (each.name === MARK && keepsMark && existsSync(each.to)) return false;
    return !existsSync(each.to) || !readIfNoForeignLink(each.to).equals(readFileSync(each.source));
  });
  // Without a profile no kiosk starts in between.
  const profile = placings.find((each) => each.is === 'file' && each.name === PROFILE_ENTRY);
  return left.length > 0 && profile && !left.includes(profile) ? [...left, profile] : left;
}

export const keptProfilePath = (file: string): string => `${file}.before-restore`;

interface PutBack {
  readonly ledger: string;
  readonly credentials: CredentialStore;
  readonly kiosk: FileOwner | null;
  /** The record is removed first. `null`: no installed kiosk. */
  readonly record: string | null;
  readonly beforeChange?: ((what: string) => void) | undefined;
}

/**
 * Puts all items in their places. The provisioning record and the profile are removed first, and the profile comes back last. So a power
 * cut never leaves half a kiosk that could serve, and the same command finishes the restore. Throws the system's errors, and
 * `LedgerInUseError`.
 *
 * @returns the names of the kept earlier ledger and outbox
 */
export function restoreItems(
  placings: readonly RestoreItem[],
  { ledger, credentials, kiosk, record, beforeChange }: PutBack,
): readonly string[] {
  const kept: string[] = [];
  const owner = ownerOf(dirname(ledger), kiosk);
  makeOwned(dirname(ledger), owner);
  const release = lockLedger(ledger);
  try {
    own(pathBesideLedger(ledger, '.lock'), owner);
    const files = placings.filter((each) => each.is === 'file');
    const profile = files.find(({ name }) => name === PROFILE_ENTRY);
    const change = (what: string, act: () => void) => {
      beforeChange?.(what);
      act();
    };
    if (record !== null && existsSync(record)) change('record away', () => removeDurably(record));
    if (profile && existsSync(profile.to))
      change('profile away', () => renameDurably(profile.to, keptProfilePath(profile.to)));
    for (const each of files.filter((its) => its !== profile)) {
      if (each.name === OUTBOX_ENTRY && ['', ...LOGS].some((part) => existsSync(`${each.to}${part}`)))
        change('outbox kept', () => kept.push(...keepOutbox(each, owner)));
      change(each.name, () => {
        if (each.name === LEDGER_ENTRY) kept.push(...clearLedger(each.to));
        place(each, owner);
      });
    }
    for (const each of placings)
      if (each.is === 'credential') change(each.name, () => void storeCredential(each.name, each.text, credentials));
    if (profile) change(PROFILE_ENTRY, () => place(profile, owner));
    return kept;
  } finally {
    release();
  }
}

function removeDurably(file: string): void {
  rmSync(file);
  syncToDisk(dirname(file));
}

/** SQLite would write these files into the restored database. A `-journal` comes from a power failure. */
const LOGS = ['-journal', '-wal', '-shm'];

function clearLedger(file: string): readonly string[] {
  dropEmptyLog(file);
  // First the logs: if the power fails before the ledger is renamed, the next restore gives it the same name.
  const kept = keep(file, [...LOGS, ''], renameDurably);
  for (const part of LOGS) rmSync(`${file}${part}`, { force: true });
  return kept;
}

/** A reader may leave an empty `-wal`, which must not replace a kept one. */
function dropEmptyLog(file: string): void {
  if (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size === 0) rmSync(`${file}-wal`);
}

/** SQLite makes a new `-shm` from the `-wal`. Logs first: no kept outbox lacks its logs. */
const KEPT_OUTBOX = ['-journal', '-wal', ''];

/**
 * Gives the old outbox and its logs a second name: SQLite would write logs with the first name into the new outbox. The first name stays
 * until the new outbox replaces it: a power cut in between would lose it. Half a write cannot be read without its journal, so the committed
 * content replaces it first.
 */
function keepOutbox({ source, to: file, access }: FilePlacing, owner: FileOwner | null): readonly string[] {
  dropEmptyLog(file);
  const kept = keep(file, KEPT_OUTBOX, linkSync);
  syncToDisk(dirname(file));
  if (!LOGS.some((part) => existsSync(`${file}${part}`))) return kept;
  const settled = committedOutboxPath(source);
  if (existsSync(settled)) place({ source: settled, to: file, access }, owner);
  for (const part of LOGS) rmSync(`${file}${part}`, { force: true });
  syncToDisk(dirname(file));
  return kept;
}

/** `.replaced-1`, `.replaced-2` … Never replaces a kept part. */
function keep(file: string, parts: readonly string[], name: (from: string, to: string) => void): readonly string[] {
  if (!existsSync(file)) return [];
  let nth = 1;
  const isTaken = (kept: string) =>
    existsSync(kept) ||
    parts.some((part) => part !== '-shm' && existsSync(`${file}${part}`) && isFile(`${kept}${part}`));
  while (isTaken(`${file}.replaced-${nth}`)) nth += 1;
  const kept = `${file}.replaced-${nth}`;
  for (const part of parts) if (existsSync(`${file}${part}`)) name(`${file}${part}`, `${kept}${part}`);
  return [kept];
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function place(
  { source, to, access }: Pick<FilePlacing, 'source' | 'to' | 'access'>,
  ledgerOwner: FileOwner | null,
): void {
  const { owner, mode } = access === 'ledger' ? { owner: ledgerOwner, mode: 0o600 } : access;
  if (access === 'ledger') makeOwned(dirname(to), owner);
  else makeFolder(dirname(to), 0o755);
  // The kiosk's user may have made a link in the folder of acceptance reports.
  resolveTrustedLink(dirname(to));
  const fresh = replacementNameOf(to);
  // The kiosk's user owns the folder: through a link there, root would write to the target and give it away.
  rmSync(fresh, { force: true });
  copyFileSync(source, fresh, constants.COPYFILE_EXCL);
  const handle = openSync(fresh, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    fchmodSync(handle, mode);
    if (owner && process.getuid?.() === 0) fchownSync(handle, owner.uid, owner.gid);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameDurably(fresh, to);
}

function ownerOf(folder: string, kiosk: FileOwner | null): FileOwner | null {
  const there = statSync(folder, { throwIfNoEntry: false });
  return there ? { uid: there.uid, gid: there.gid } : kiosk;
}

function makeOwned(folder: string, owner: FileOwner | null): void {
  if (existsSync(folder)) return;
  makeFolder(folder, 0o750);
  if (owner) own(folder, owner);
}

/** Only root changes owners: of a link, not of its target. */
function own(path: string, owner: FileOwner | null): void {
  if (owner && process.getuid?.() === 0 && existsSync(path)) lchownSync(path, owner.uid, owner.gid);
}
