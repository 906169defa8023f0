import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { UnknownSchemaObject } from '../../device/ledger/strange-parts.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { adviceOf } from '../devices/open-device.ts';
import { INSTALLED, PORT_UNITS, UNITS, USERS } from '../machine/installed.ts';
import { bad, type CheckFinding, good, listShort, skipped, warning } from './check.ts';

/* Imported late: the native part may not load. */

export const STOP_KIOSK = `sudo systemctl stop ${UNITS.kiosk} ${PORT_UNITS.socket}`;
const ADOPT = `${STOP_KIOSK} && sudo asan-kiosk ledger adopt --by INITIALS && ${RESTART_KIOSK_COMMAND}; then settle the open applications by hand`;
/** Without ledger, mark and key the next start begins an empty ledger. */
export const LOST_LEDGER_FIX = `restore the newest ledger.db with all files beside it, then restart (${RESTART_KIOSK_COMMAND}). If there is only a backup, restore it (${STOP_KIOSK} && sudo asan-kiosk restore FILE --identity KEY --from /media/stick && ${RESTART_KIOSK_COMMAND}). Without both, ${RESTART_KIOSK_COMMAND} begins an empty ledger, and staff settle the debts by hand`;

/** The kiosk must be stopped, because it holds its ledger. The command needs the outcome of the visit and the name of the person. */
export const settleApplicationFix = (name: string): string =>
  `asan-kiosk ledger show ${name} shows the known facts. Ask the office and the citizen. Then, with --as returned, paid or not-paid: ${STOP_KIOSK} && sudo asan-kiosk ledger settle ${name} --as paid --by INITIALS --yes && ${RESTART_KIOSK_COMMAND}`;
const COPY_FIRST = (file: string) => `copy all files first: sudo cp ${file}* to another disk`;
const LOOK_AT_DISK =
  'such damage often means that the disk is failing. Make a backup, see disk-errors and disk-wear, and read: sudo journalctl -k -p warning; sudo smartctl -a DISK (lsblk -d names the disk)';

/** Fix for a ledger that is not the newest or cannot be read. Staff see these steps first. */
export const ledgerNotNewestFix = (file: string): string =>
  `LDG-102: ${COPY_FIRST(file)}; restore the newest ledger.db with all files beside it; if there is none: ${ADOPT}`;

/** `begun`: there were records, so staff decide. Otherwise an empty ledger begins. */
const damagedFix = (file: string, aside: string, begun: boolean): string =>
  [
    `LDG-102: ${COPY_FIRST(file)}`,
    'check the disk: sudo journalctl -k',
    `on another computer: sqlite3 ${basename(aside)} .recover | sqlite3 ledger.db, and copy the new ledger.db back`,
    begun
      ? `if nothing can be recovered: ${ADOPT}`
      : `if nothing can be recovered, the next start begins an empty ledger after: ${STOP_KIOSK} && sudo mv ${aside}* /root/ && ${RESTART_KIOSK_COMMAND}`,
  ].join('; ');

/** A slow board reads these records in a second. */
const NEWEST_RECORDS = 30_000;

/** Checks the ledger, also beside a running kiosk. `null`: there is no ledger, and no sign of an earlier ledger. */
export async function ledgerFinding(file: string): Promise<CheckFinding | null> {
  const { hasBytes, readLedgerState, describeOlderLedger } = await import('../../device/ledger/standing.ts');
  const { damagedLedgerPath, describeForeignFile, isMountedOver, bindMountAdvice, hardLinksAdvice, countHardLinks } =
    await import('../../device/ledger/ledger-file.ts');
  const names = countHardLinks(file);
  if (names > 1)
    return bad(
      `${file} has ${names} names, which are hard links`,
      `${hardLinksAdvice(file)}; see asan-kiosk explain LDG-106`,
    );
  if (isMountedOver(file))
    return bad(`${file} has a second name by a bind mount`, `${bindMountAdvice(file)}; see asan-kiosk explain LDG-106`);
  const foreign = describeForeignFile(file);
  if (foreign !== null)
    return bad(`${file} is ${foreign}`, 'correct ledger.file of the profile; see asan-kiosk explain LDG-106');
  const strange = hasBytes(file) ? await strangePartsFinding(file) : null;
  if (strange !== null) return strange;
  const standing = readLedgerState(file);
  const aside = damagedLedgerPath(file);
  if (aside !== null)
    return bad(
      `the ledger could not be read, and was kept as ${aside}: the kiosk does not start (LDG-102)`,
      damagedFix(file, aside, standing.is === 'not-newest'),
    );
  if (standing.is === 'not-newest')
    return bad(`is not the newest of this kiosk: ${describeOlderLedger(standing)}`, ledgerNotNewestFix(file));
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

/** Deletions by a trigger make a ledger look older. `null`: no foreign parts, or a damaged file. */
async function strangePartsFinding(file: string): Promise<CheckFinding | null> {
  const { findUnknownSchemaObjects } = await import('../../device/ledger/strange-parts.ts');
  try {
    const parts = findUnknownSchemaObjects(file);
    if (parts.length === 0) return null;
    const names = parts.map(({ type, name }) => `${type === 'index' ? 'an' : 'a'} ${type} ${JSON.stringify(name)}`);
    return bad(
      `has ${listShort(names)}, which the kiosk did not make: it may change or lose records`,
      strangePartsFix(file, parts),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))) return null;
    throw error;
  }
}

/** SQLite's files must belong to the kiosk's user. Names are quoted for SQL, JavaScript, then the shell. */
function strangePartsFix(file: string, parts: readonly UnknownSchemaObject[]): string {
  const drops = parts.map(({ type, name }) => `DROP ${type.toUpperCase()} "${name.replaceAll('"', '""')}"`);
  const library = `${INSTALLED.root}/node_modules/better-sqlite3`;
  const script = `new (require(${JSON.stringify(library)}))(${JSON.stringify(file)}).exec(${JSON.stringify(drops.join('; '))})`;
  const inShell = script.replaceAll("'", "'\\''");
  return [
    `${COPY_FIRST(file)}; ${STOP_KIOSK} && sudo runuser -u ${USERS.kiosk} -- ${INSTALLED.node} -e '${inShell}' && ${RESTART_KIOSK_COMMAND}`,
    'then compare the sales since the newest backup with the office and the report of the terminal, because the ledger may lack some. Find out who had root rights',
  ].join('; ');
}

/** Applications left to staff are skipped: a record may be missing. */
async function cashFinding(file: string): Promise<CheckFinding | null> {
  const { readLedgerQueries } = await import('../../device/ledger/book.ts');
  const { describeCashImbalance } = await import('../../device/ledger/cash-accounts.ts');
  const wrong = readLedgerQueries(file, (book) =>
    book.withCash(NEWEST_RECORDS).flatMap(({ id, application, byHand }) => {
      const law = application && !byHand ? describeCashImbalance(application.accounts) : null;
      return law === null ? [] : [{ id, law }];
    }),
  );
  const [first] = wrong;
  if (!first) return null;
  const others = wrong.length === 1 ? '' : `, and ${wrong.length - 1} more`;
  return bad(`the cash of application ${first.id} does not add up: ${first.law}${others}`, cashFix(file, first.id));
}

const cashFix = (file: string, id: string): string =>
  `copy all files: sudo cp ${file}* to another disk; asan-kiosk ledger show ${id} prints its records. Count the cassette and settle with the citizen by that count. Send the copy to the developers of asan-kiosk`;

/** A ledger of an older program is completed at the next start; a ledger of a newer program is refused. */
export async function ledgerSchemaFinding(file: string): Promise<CheckFinding> {
  const { readDatabase } = await import('../../device/files/database.ts');
  const { SCHEMA_VERSION, schemaVersionOf } = await import('../../device/ledger/schema-version.ts');
  const version = readDatabase(file, schemaVersionOf);
  if (version <= SCHEMA_VERSION) return good(`version ${version}`);
  return bad(
    `version ${version}, but this program reads versions up to ${SCHEMA_VERSION} (LDG-107)`,
    adviceOf('LDG-107'),
  );
}

export async function ledgerMarkFinding(file: string): Promise<CheckFinding> {
  const { readLedgerState } = await import('../../device/ledger/standing.ts');
  const standing = readLedgerState(file);
  if (standing.is === 'fits') return good('fits');
  if (standing.is === 'lost')
    return warning(`the last ${standing.records} records are not there`, `${adviceOf('LDG-104')} (LDG-104)`);
  if (standing.is === 'not-newest') return skipped('the mark does not fit this ledger: see ledger');
  if (standing.why === 'new') return skipped('none yet: the first start creates it');
  return warning(standing.why, 'the next start of the kiosk writes the mark again (LDG-104)');
}

export async function setAsideRecordsFinding(file: string): Promise<CheckFinding> {
  const { readWorkLeftToStaff } = await import('../../device/ledger/set-aside.ts');
  const { setAside, applications } = readWorkLeftToStaff(file);
  const [first] = applications;
  if (first !== undefined)
    return warning(
      `${setAside.length} records set aside (LDG-103), of ${applications.join(', ')}`,
      `${settleApplicationFix(first)}; ${LOOK_AT_DISK}`,
    );
  if (setAside.length === 0) return good('none');
  return good(`${setAside.length} (LDG-103), and no application is left to settle`);
}

/** A power of two; at most twice as many are checked. */
const NEWEST_LEAVES = 16_384;

/** Hashes the log's newest leaves again, also beside a running kiosk. `asan-kiosk transparency export` hashes all. */
export async function transparencyLogFinding(file: string): Promise<CheckFinding> {
  const { readLogAudit } = await import('../../device/transparency/audit-file.ts');
  const audit = readLogAudit(file, NEWEST_LEAVES);
  if (!audit) return skipped('none yet: the first start creates it');
  const { size, from, damage } = audit;
  if (!damage) return good(`${from === 0 ? size : `the newest ${size - from} of ${size}`} leaves, all whole`);
  const which = damage.from === damage.to ? `leaf ${damage.from}` : `one of the leaves ${damage.from} to ${damage.to}`;
  return bad(`${which} is not what was written, or no record of the ledger has it`, `${adviceOf('TLG-102')} (TLG-102)`);
}

/** Whether the log of this ledger had a key: the ledger keeps the public half of the key. */
export async function hadTransparencyKey(file: string): Promise<boolean> {
  const { hasTable, readDatabase } = await import('../../device/files/database.ts');
  const { readMemo } = await import('../../device/ledger/memo.ts');
  const { LOG_PUBLIC_KEYS_MEMO } = await import('../../device/merkle/signer.ts');
  const known = (db: Parameters<typeof readMemo>[0]) =>
    hasTable(db, 'memo') ? readMemo<unknown>(db, LOG_PUBLIC_KEYS_MEMO) : null;
  const keys = readDatabase(file, known);
  return Array.isArray(keys) && keys.length > 0;
}
