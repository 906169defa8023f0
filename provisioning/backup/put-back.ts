import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { besideLedger, freshOf } from '../../device/files/beside-ledger.ts';
import { type Owner, renameDurably } from '../../device/files/durable-file.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { lockLedger } from '../../device/ledger/ledger-lock.ts';
import { type CredentialStore, keepCredential, keptCredential } from '../credentials/credential-store.ts';
import { USERS } from '../machine/installed.ts';
import { LEDGER, PROFILE } from './contents.ts';
import type { RestorePlaces } from './restore.ts';

/** One thing of a backup, and where it belongs. */
export type Placing =
  | { readonly is: 'file'; readonly name: string; readonly source: string; readonly to: string }
  | { readonly is: 'credential'; readonly name: string; readonly text: string };

const MARK = `${LEDGER}.mark`;

/**
 * What is not there yet as it is in the backup. `keepsMark`: the mark that is here knows more than the backup's ledger, and stays: by it the next
 * start does not go on as if nothing were missing (LDG-102).
 */
export function stillToPlace(
  placings: readonly Placing[],
  credentials: CredentialStore,
  { keepsMark }: { readonly keepsMark: boolean },
): readonly Placing[] {
  const left = placings.filter((each) => {
    if (each.is === 'credential') return keptCredential(each.name, credentials) !== each.text;
    if (each.name === MARK && keepsMark && existsSync(each.to)) return false;
    return !existsSync(each.to) || !readFileSync(each.to).equals(readFileSync(each.source));
  });
  // The profile goes away and comes back with anything: without it no kiosk starts in between.
  const profile = placings.find((each) => each.is === 'file' && each.name === PROFILE);
  return left.length > 0 && profile && !left.includes(profile) ? [...left, profile] : left;
}

/**
 * Puts all of it in its place. The profile goes away first and comes back last: what a power cut leaves is no half of a kiosk that could start, and
 * the same command from the beginning ends it. Throws what the system says, and `LedgerInUseError`.
 */
export function putBack(
  placings: readonly Placing[],
  ledger: string,
  { credentials, beforeChange }: RestorePlaces,
): void {
  const owner = ownerOf(dirname(ledger));
  makeOwned(dirname(ledger), owner);
  const release = lockLedger(ledger);
  try {
    own(besideLedger(ledger, '.lock'), owner);
    const files = placings.filter((each) => each.is === 'file');
    const profile = files.find(({ name }) => name === PROFILE);
    const change = (what: string, act: () => void) => {
      beforeChange?.(what);
      act();
    };
    const aside = profile && `${profile.to}.before-restore`;
    if (profile && aside !== undefined && existsSync(profile.to))
      change('profile away', () => renameDurably(profile.to, aside));
    for (const each of files.filter((its) => its !== profile))
      change(each.name, () => {
        if (each.name === LEDGER) clearLedger(each.to);
        place(each, each.name.startsWith('etc/') ? null : owner);
      });
    for (const each of placings)
      if (each.is === 'credential') change(each.name, () => void keepCredential(each.name, each.text, credentials));
    if (profile) change(PROFILE, () => place(profile, null));
  } finally {
    release();
  }
}

/** What SQLite would take for the newest pages of the database that comes in its place; and a ledger that knew more is kept under another name. */
function clearLedger(file: string): void {
  if (existsSync(file)) {
    let nth = 1;
    while (existsSync(`${file}.replaced-${nth}`)) nth += 1;
    for (const part of ['', '-wal', '-shm'])
      if (existsSync(`${file}${part}`)) renameDurably(`${file}${part}`, `${file}.replaced-${nth}${part}`);
  }
  for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
}

function place({ source, to }: Extract<Placing, { is: 'file' }>, owner: Owner | null): void {
  if (owner) makeOwned(dirname(to), owner);
  else makeFolder(dirname(to));
  const before = lstatSync(to, { throwIfNoEntry: false });
  const fresh = freshOf(to);
  // The folder belongs to the kiosk's user: nothing that was laid there is followed, or root would write, and give away, what it leads to.
  rmSync(fresh, { force: true });
  copyFileSync(source, fresh, constants.COPYFILE_EXCL);
  const handle = openSync(fresh, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    // Certificates and profile are for everybody on this machine; what the kiosk keeps is its own.
    fchmodSync(handle, before?.isFile() ? before.mode & 0o777 : owner ? 0o600 : 0o644);
    if (owner && process.getuid?.() === 0) fchownSync(handle, owner.uid, owner.gid);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameDurably(fresh, to);
}

/** The kiosk's, as the folder is or, where it is not there yet, as the package made the user. */
function ownerOf(folder: string): Owner {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there) return { uid: there.uid, gid: there.gid };
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${USERS.kiosk}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  return uid === undefined || gid === undefined || self.uid !== 0 ? self : { uid: Number(uid), gid: Number(gid) };
}

function makeOwned(folder: string, owner: Owner): void {
  if (existsSync(folder)) return;
  makeFolder(folder, 0o750);
  own(folder, owner);
}

/** Only root gives files away; of a link the link itself, and not what it leads to. */
function own(path: string, { uid, gid }: Owner): void {
  if (process.getuid?.() === 0 && existsSync(path)) lchownSync(path, uid, gid);
}
