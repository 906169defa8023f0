import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { StrangePart } from '../../device/ledger/strange-parts.ts';
import { KIOSK_ANEW } from '../../device/troubles/start-anew.ts';
import { adviceOf } from '../devices/open-device.ts';
import { INSTALLED, PORT, UNITS, USERS } from '../machine/installed.ts';
import { bad, type Finding, good, named, skipped, warning } from './check.ts';

/* Each loads what opens the ledger when it runs: with the native part, which may not load. */

export const STOP_KIOSK = `sudo systemctl stop ${UNITS.kiosk} ${PORT.socket}`;
const ADOPT = `${STOP_KIOSK} && sudo asan-kiosk ledger adopt --by WHO && ${KIOSK_ANEW}; then settle by hand what is owed`;
/** Without a ledger, a mark and a key the next start begins an empty ledger. */
export const LOST_FIX = `put the newest ledger.db back with all files beside it, and ${KIOSK_ANEW}; if there is only a backup: ${STOP_KIOSK} && sudo asan-kiosk restore FILE --identity KEY --from /media/stick && ${KIOSK_ANEW}; if there is neither: ${KIOSK_ANEW} begins an empty ledger, and staff settle by hand what is owed`;

/** A running kiosk holds its ledger. The command wants to know how the visit ended, and who says so. */
export const settleFix = (name: string): string =>
  `asan-kiosk ledger show ${name} tells what is known; ask the office and the citizen; then, with --as returned, paid or not-paid: ${STOP_KIOSK} && sudo asan-kiosk ledger settle ${name} --as paid --by WHO --yes && ${KIOSK_ANEW}`;
const COPY_FIRST = (file: string) => `copy all files first: sudo cp ${file}* to another disk`;
const LOOK_AT_DISK =
  'such damage often comes from a disk that dies: make a backup, see disk-errors and disk-wear, and look: sudo journalctl -k -p warning; sudo smartctl -a DISK (lsblk -d names the disk)';

/** A ledger that is not the newest, or cannot be read. Staff read these steps before anything else. */
export const notNewestFix = (file: string): string =>
  `LDG-102: ${COPY_FIRST(file)}; put the newest ledger.db back with all files beside it; if there is none: ${ADOPT}`;

/** `begun`: its neighbours know of records, so staff have to decide. An empty ledger begins where neither file nor records were. */
const damagedFix = (file: string, aside: string, begun: boolean): string =>
  [
    `LDG-102: ${COPY_FIRST(file)}`,
    'look at the disk: sudo journalctl -k',
    `on another computer: sqlite3 ${basename(aside)} .recover | sqlite3 ledger.db, and put the new ledger.db back`,
    begun
      ? `if nothing can be recovered: ${ADOPT}`
      : `if nothing can be recovered, the next start begins an empty ledger after: ${STOP_KIOSK} && sudo mv ${aside}* /root/ && ${KIOSK_ANEW}`,
  ].join('; ');

/** So many are looked at within a second by a slow board; the older ones were when they were new. Their cash takes half of that again. */
const NEWEST_RECORDS = 30_000;

/** Walks the book, also beside a kiosk that runs. `null`: there is no ledger, and no sign that there was one. */
export async function bookFinding(file: string): Promise<Finding | null> {
  const { hasBytes, readStanding, standingWords } = await import('../../device/ledger/standing.ts');
  const { damagedAside, foreignTo, isMountedOver, mountFix, namesFix, namesOf } = await import(
    '../../device/ledger/ledger-file.ts'
  );
  const names = namesOf(file);
  if (names > 1)
    return bad(`${file} has ${names} names, which are hard links`, `${namesFix(file)}; see asan-kiosk explain LDG-106`);
  if (isMountedOver(file))
    return bad(`${file} has a second name by a bind mount`, `${mountFix(file)}; see asan-kiosk explain LDG-106`);
  const foreign = foreignTo(file);
  if (foreign !== null)
    return bad(`${file} is ${foreign}`, 'mend ledger.file of the profile; see asan-kiosk explain LDG-106');
  const strange = hasBytes(file) ? await strangePartsFinding(file) : null;
  if (strange !== null) return strange;
  const standing = readStanding(file);
  const aside = damagedAside(file);
  if (aside !== null)
    return bad(
      `the ledger could not be read, and was kept as ${aside}: the kiosk does not start (LDG-102)`,
      damagedFix(file, aside, standing.is === 'not-newest'),
    );
  if (standing.is === 'not-newest')
    return bad(`is not the newest of this kiosk: ${standingWords(standing)}`, notNewestFix(file));
  if (!existsSync(file)) return null;
  const { verifyLedger } = await import('../../device/ledger/integrity.ts');
  const { entries, firstBad } = verifyLedger(file, NEWEST_RECORDS);
  const newest = entries < NEWEST_RECORDS ? '' : 'the newest ';
  if (firstBad !== null)
    return warning(
      `record ${firstBad} does not fit its checksum`,
      `${COPY_FIRST(file)}; the next start sets it aside, and staff settle it: see asan-kiosk explain LDG-103; ${LOOK_AT_DISK}`,
    );
  return (await cashFinding(file)) ?? good(`${newest}${entries} records, all whole, and the cash adds up`);
}

/** Call it before the records are judged: records that a trigger deleted look like an older ledger. `null`: no strange parts, or a damaged file. */
async function strangePartsFinding(file: string): Promise<Finding | null> {
  const { strangeParts } = await import('../../device/ledger/strange-parts.ts');
  try {
    const parts = strangeParts(file);
    if (parts.length === 0) return null;
    const names = parts.map(({ type, name }) => `${type === 'index' ? 'an' : 'a'} ${type} ${JSON.stringify(name)}`);
    return bad(
      `has ${named(names)}, which the kiosk did not make: it may change or lose records`,
      strangePartsFix(file, parts),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))) return null;
    throw error;
  }
}

/**
 * The command runs as the user of the kiosk, because this user must own the files that SQLite creates beside the ledger. Each name is
 * quoted for SQL, then for JavaScript, then for the shell.
 */
function strangePartsFix(file: string, parts: readonly StrangePart[]): string {
  const drops = parts.map(({ type, name }) => `DROP ${type.toUpperCase()} "${name.replaceAll('"', '""')}"`);
  const library = `${INSTALLED.root}/node_modules/better-sqlite3`;
  const script = `new (require(${JSON.stringify(library)}))(${JSON.stringify(file)}).exec(${JSON.stringify(drops.join('; '))})`;
  const inShell = script.replaceAll("'", "'\\''");
  return [
    `${COPY_FIRST(file)}; ${STOP_KIOSK} && sudo runuser -u ${USERS.kiosk} -- ${INSTALLED.node} -e '${inShell}' && ${KIOSK_ANEW}`,
    'then compare the sales since the newest backup with the office and the report of the terminal: the ledger may lack some of them; find out who had the rights of root',
  ].join('; ');
}

/** An application whose cash accounts break a law; `null`: none does. A record of those that are left to staff may be missing. */
async function cashFinding(file: string): Promise<Finding | null> {
  const { readBook } = await import('../../device/ledger/book.ts');
  const { brokenLaw } = await import('../../device/ledger/cash-accounts.ts');
  const wrong = readBook(file, (book) =>
    book.withCash(NEWEST_RECORDS).flatMap(({ id, application, byHand }) => {
      const law = application && !byHand ? brokenLaw(application.accounts) : null;
      return law === null ? [] : [{ id, law }];
    }),
  );
  const [first] = wrong;
  if (!first) return null;
  const others = wrong.length === 1 ? '' : `, and ${wrong.length - 1} more`;
  return bad(`the cash of application ${first.id} does not add up: ${first.law}${others}`, cashFix(file, first.id));
}

/** The ledger of this version refuses such a record. Only staff can tell which sum is right. */
const cashFix = (file: string, id: string): string =>
  `copy all files: sudo cp ${file}* to another disk; asan-kiosk ledger show ${id} prints its records; count the cassette and settle with the citizen by that count; send the copy to the maker of the program`;

/** A ledger of an older program gets what it has not at its next start; one of a newer is refused. */
export async function schemaFinding(file: string): Promise<Finding> {
  const { readDatabase } = await import('../../device/files/database.ts');
  const { SCHEMA_VERSION, schemaVersionOf } = await import('../../device/ledger/schema-version.ts');
  const version = readDatabase(file, schemaVersionOf);
  if (version <= SCHEMA_VERSION) return good(`version ${version}`);
  return bad(`version ${version}, and this program knows ${SCHEMA_VERSION} (LDG-107)`, adviceOf('LDG-107'));
}

export async function markFinding(file: string): Promise<Finding> {
  const { readStanding } = await import('../../device/ledger/standing.ts');
  const standing = readStanding(file);
  if (standing.is === 'fits') return good('fits');
  if (standing.is === 'lost')
    return warning(`the last ${standing.records} records are not there`, `${adviceOf('LDG-104')} (LDG-104)`);
  if (standing.is === 'not-newest') return skipped('of another ledger: see the line of the ledger');
  if (standing.why === 'new') return skipped('none yet: the first start makes it');
  return warning(standing.why, 'the next start of the kiosk makes it (LDG-104)');
}

export async function setAsideFinding(file: string): Promise<Finding> {
  const { readStaffList } = await import('../../device/ledger/set-aside.ts');
  const { setAside, applications } = readStaffList(file);
  const [first] = applications;
  if (first !== undefined)
    return warning(
      `${setAside.length} records set aside (LDG-103), of ${applications.join(', ')}`,
      `${settleFix(first)}; ${LOOK_AT_DISK}`,
    );
  if (setAside.length === 0) return good('none');
  return good(`${setAside.length} (LDG-103), nothing is left to settle`);
}

/** A power of two; at least as many, and fewer than twice as many, are looked at. */
const NEWEST_LEAVES = 16_384;

/** Hashes the newest leaves again, beside a kiosk that runs; `asan-kiosk transparency export` hashes all. */
export async function logFinding(file: string): Promise<Finding> {
  const { readLogAudit } = await import('../../device/transparency/audit-file.ts');
  const audit = readLogAudit(file, NEWEST_LEAVES);
  if (!audit) return skipped('none yet: the first start makes it');
  const { size, from, damage } = audit;
  if (!damage) return good(`${from === 0 ? size : `the newest ${size - from} of ${size}`} leaves, all whole`);
  const which = damage.from === damage.to ? `leaf ${damage.from}` : `one of the leaves ${damage.from} to ${damage.to}`;
  return bad(`${which} is not what was written, or no record of the ledger has it`, `${adviceOf('TLG-102')} (TLG-102)`);
}

/** Whether the log of this ledger has had a key: its public half is kept in the book. */
export async function wasSigned(file: string): Promise<boolean> {
  const { hasTable, readDatabase } = await import('../../device/files/database.ts');
  const { readMemo } = await import('../../device/ledger/memo.ts');
  const { KEYS_MEMO } = await import('../../device/merkle/signer.ts');
  const known = (db: Parameters<typeof readMemo>[0]) =>
    hasTable(db, 'memo') ? readMemo<unknown>(db, KEYS_MEMO) : null;
  const keys = readDatabase(file, known);
  return Array.isArray(keys) && keys.length > 0;
}
