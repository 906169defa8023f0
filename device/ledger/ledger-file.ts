import { closeSync, existsSync, openSync, readdirSync, readSync, realpathSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { BACKED_UP_FILES, pathBesideLedger } from '../files/beside-ledger.ts';
import { hasTable, readDatabase } from '../files/database.ts';
import { kernelText } from '../files/kernel-files.ts';
import { restrictToOwner } from '../files/own-file.ts';
import { keyFileOf } from '../merkle/signer.ts';
import { markFileOf } from './mark-file.ts';
import { describeOlderLedger, hasBytes, type LedgerState, type OlderLedger, readLedgerState } from './standing.ts';

/** The ledger is unreadable, or not the newest book of this kiosk; staff decide. */
export class LedgerDamagedError extends Error {
  readonly code = 'LDG-102';
}

/** The file is no ledger, or a ledger under a second name. Nothing was written into or beside the file. */
export class LedgerForeignError extends Error {
  readonly code = 'LDG-106';
}

/**
 * Refuses a file that is not a ledger, that has several hard links, or that is a bind mount. So a wrong `ledger.file` does no harm.
 *
 * @throws LedgerForeignError
 */
export function refuseForeign(file: string): void {
  const names = countHardLinks(file);
  if (names > 1)
    throw new LedgerForeignError(
      `${file} has ${names} names, which are hard links (LDG-106): ${hardLinksAdvice(file)}`,
    );
  if (isMountedOver(file))
    throw new LedgerForeignError(`${file} has a second name by a bind mount (LDG-106): ${bindMountAdvice(file)}`);
  const what = describeForeignFile(file);
  if (what === null) return;
  throw new LedgerForeignError(`${file} is no ledger (LDG-106): it is ${what}; correct ledger.file of the profile`);
}

/**
 * Refuses a ledger behind a symbolic link if its mark, key or outbox stayed beside the link. Nothing was written.
 *
 * @throws LedgerForeignError
 */
export function refuseFilesBesideLink(name: string, file: string): void {
  if (name === file) return;
  const parts = BACKED_UP_FILES.map(([part]) => part);
  const stranded = parts.find((part) => existsSync(`${name}${part}`) && !existsSync(`${file}${part}`));
  if (stranded === undefined) return;
  throw new LedgerForeignError(
    `${name} is a link to ${file}, and ${name}${stranded} is not beside that file (LDG-106). Move every ${name}.* there, or name ${file} in ledger.file of the profile`,
  );
}

/**
 * Number of hard links of a file; 0 if it is missing or not a regular file. The lock, the mark and SQLite's write-ahead log lie beside a
 * name: a kiosk that opens the other name would see none of them.
 */
export function countHardLinks(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? found.nlink : 0;
}

/** Advice for a ledger with several names: how to keep only the name with the mark beside it. */
export const hardLinksAdvice = (file: string): string =>
  `sudo find / -xdev -samefile ${file} lists them; stop every kiosk. Keep ${file} if ${basename(file)}.mark is beside it, otherwise keep the name that has one and write it as ledger.file into the profile. Then remove the other names`;

/**
 * Whether a file is mounted under this name, as `mount --bind FILE NAME` does: its real name has another lock. A mounted folder has the
 * same lock, mark and log under each name. `mounts`: [Linux, Documentation/filesystems/proc.rst, /proc/self/mountinfo: field 5 is the mount
 * point]
 */
export function isMountedOver(file: string, mounts = kernelText('/proc/self/mountinfo')): boolean {
  if (!existsSync(file)) return false;
  const name = realpathSync(file).replace(/[\s\\]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return mounts.split('\n').some((line) => line.split(' ')[4] === name);
}

export const bindMountAdvice = (file: string): string =>
  `findmnt ${file} shows the real name; stop every kiosk, and umount ${file} or name the real file in ledger.file`;

/**
 * What is at this path instead of a ledger, in words. `null`: a ledger, whole or damaged, or no file. A file that SQLite cannot read may be
 * a ledger: opening it reports the damage.
 */
export function describeForeignFile(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return null;
  if (!found.isFile()) return found.isDirectory() ? 'a folder' : 'no regular file';
  // With a mark, a key or a log beside it, the file was a ledger, even if damaged.
  if (
    found.size === 0 ||
    [markFileOf(file), keyFileOf(file), pathBesideLedger(file, '-wal')].some((one) => existsSync(one))
  )
    return null;
  if (!isDatabase(file)) return 'a file of another kind';
  try {
    return readDatabase(file, (db) => {
      const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
      return isEmpty || hasTable(db, 'entry') ? null : 'the database of another program';
    });
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  }
}

/** [SQLite, Database File Format §1.2] */
const HEADER = 'SQLite format 3\0';

function isDatabase(file: string): boolean {
  const begin = Buffer.alloc(HEADER.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, begin, 0, begin.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return begin.toString('latin1') === HEADER;
}

/** A ledger has three files: the newest writes may be only in its log. */
const PARTS = ['', '-wal', '-shm'];
const ASIDE = '.damaged-';

/**
 * Opens the file and lets `prepare` read it. A file that SQLite cannot read is kept under another name. No empty book replaces it, or a
 * missing one, before staff decide so: an empty book would say that nothing is owed. Trouble of the disk itself is no damage: it may pass.
 *
 * @throws LedgerDamagedError
 */
export function openLedgerDatabase<T>(
  file: string,
  unlock: () => void,
  options: {
    /** Whether staff decided that this is the ledger, whatever the files beside it say. */
    readonly adopted: boolean;
    readonly prepare: (db: Database.Database, standing: LedgerState) => T;
  },
): { readonly db: Database.Database; readonly found: T } {
  let db: Database.Database | undefined;
  try {
    const standing: LedgerState =
      file === ':memory:' ? { is: 'unmarked', why: 'new' } : standingToOpen(file, options.adopted);
    // The credit codes in the ledger are worth money.
    if (file !== ':memory:') restrictToOwner(file);
    db = new Database(file);
    return { db, found: options.prepare(db, standing) };
  } catch (error) {
    db?.close();
    const damaged = isDamage(error) ? damagedBook(keepAside(file), error) : error;
    unlock();
    throw damaged;
  }
}

/** Reads the state without writing: missing files can still be put beside the ledger. */
function standingToOpen(file: string, adopted: boolean): LedgerState {
  if (!adopted) refuseInsteadOf(file);
  const standing = readLedgerState(file);
  if (standing.is !== 'not-newest') return standing;
  if (!adopted) throw notNewestBook(file, standing);
  // SQLite deletes the log of an empty database.
  if (!hasBytes(file)) keepAside(file);
  return standing;
}

const notNewestBook = (file: string, standing: OlderLedger): LedgerDamagedError =>
  new LedgerDamagedError(
    `${file} is not the newest ledger of this kiosk (LDG-102): ${describeOlderLedger(standing)}. Put the newest ledger back with all files beside it, or go on with this one by \`ledger adopt\`; see asan-kiosk explain LDG-102`,
  );

/** Path of a damaged ledger that was kept aside and that no other replaced: the kiosk does not start. `null`: none. */
export function damagedLedgerPath(file: string): string | null {
  if (hasBytes(file) || !existsSync(dirname(file))) return null;
  const aside = readdirSync(dirname(file)).find((name) => name.startsWith(`${basename(file)}${ASIDE}`));
  return aside === undefined ? null : join(dirname(file), aside);
}

function refuseInsteadOf(file: string): void {
  const aside = damagedLedgerPath(file);
  if (aside !== null) throw damagedBook(aside, undefined);
}

const isDamage = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);

function keepAside(file: string): string {
  let nth = 1;
  while (existsSync(`${file}${ASIDE}${nth}`)) nth += 1;
  const aside = `${file}${ASIDE}${nth}`;
  for (const part of PARTS) if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, `${aside}${part}`);
  return aside;
}

const damagedBook = (aside: string, cause: unknown): LedgerDamagedError =>
  new LedgerDamagedError(
    `the ledger can not be read (LDG-102): its bytes are kept as ${aside}; see asan-kiosk explain LDG-102`,
    {
      cause,
    },
  );
