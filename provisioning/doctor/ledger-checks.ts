import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { pathBesideLedger } from '../../device/files/beside-ledger.ts';
import { keyFileOf, LogKeyError, logNameOfKey, readLogKey } from '../../device/merkle/signer.ts';
import { readClosure } from '../../device/opening/closure-file.ts';
import { kioskIdOfOrigin, logOriginOf } from '../../device/proof/checkpoint.ts';
import { RESERVE_BYTES } from '../../device/storage/reserve-file.ts';
import { MIN_FREE_BYTES_FOR_VISIT, STORAGE_CHECK_MS } from '../../device/storage/storage.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { messageOf } from '../../drivers/result.ts';
import { joinStateFileRefusals, stateFileRefusals } from '../command/state-files.ts';
import { type FolderAccess, unwritableFolderFix, userName } from '../command/writable.ts';
import { adviceOf } from '../devices/open-device.ts';
import { INSTALLED } from '../machine/installed.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  skipped,
  warning,
  withProfile,
} from './check.ts';
import { fileSystemSpaceOf } from './disk-checks.ts';
import { restoreKioskIdFix, skipForOtherKiosk } from './kiosk-id.ts';
import {
  hadTransparencyKey,
  LOST_LEDGER_FIX,
  ledgerFinding,
  ledgerMarkFinding,
  ledgerNotNewestFix,
  ledgerSchemaFinding,
  STOP_KIOSK,
  setAsideRecordsFinding,
  transparencyLogFinding,
} from './ledger-books.ts';
import { ledgerHeldFinding } from './ledger-held.ts';
import { ledgerBehindJournalFinding } from './ledger-journal.ts';
import { deletedLedgerFiles } from './ledger-rescue.ts';
import { CheckSkippedError, linkTarget, readFileStatus } from './machine-port.ts';
import { outboxFinding } from './outbox.ts';
import { openMoneyFinding } from './owed.ts';
import { kioskFilesOfOtherOwners } from './permission-checks.ts';
import { terminalClockFinding } from './terminal-clock.ts';

function folderFinding(folder: string, look: FolderAccess): CheckFinding {
  const { there, writable } = look;
  if (look.refusal === 'EROFS') return skipped(READ_ONLY);
  if (writable) return good(there === folder ? `${folder} can be written` : `${folder} can be made`);
  return bad(`${there} can not be written by ${userName()}`, unwritableFolderFix(folder, look));
}

const FOREIGN = 'could not look: a file belongs to another user, see state-folder';
const READ_ONLY = 'could not look: this disk is read-only, see disk-writable';

function stateFilesFinding(file: string, look: FolderAccess, { machine, installed }: CheckContext): CheckFinding {
  if (look.refusal === 'EROFS') return skipped(READ_ONLY);
  if (installed && kioskFilesOfOtherOwners(machine).length > 0) return skipped(FOREIGN);
  const trouble = joinStateFileRefusals(stateFileRefusals(file));
  if (trouble) return bad(trouble.found, trouble.fix);
  return good(existsSync(file) ? 'can be used by this user' : 'none yet');
}

async function keyFinding(file: string, kioskId: string): Promise<CheckFinding> {
  try {
    if (readLogKey(keyFileOf(file), logOriginOf(kioskId))) return good(`is the key of ${kioskId}`);
    if (!existsSync(file)) return skipped('there is no ledger: see ledger');
    if (!(await hadTransparencyKey(file))) return skipped(NONE_YET);
    return bad(`there is no ${keyFileOf(file)}, but the log of this ledger was signed with it`, GONE_FIX);
  } catch (error) {
    if (!(error instanceof LogKeyError)) throw error;
    const unreadable =
      error.cause === undefined
        ? undefined
        : (joinStateFileRefusals(stateFileRefusals(file))?.fix ?? 'run this as the user of the kiosk');
    const [found = ''] = error.message.split(': put back');
    const owner = kioskIdOfOrigin(logNameOfKey(keyFileOf(file)));
    if (owner !== null && owner !== kioskId)
      return bad(
        `${keyFileOf(file)} is the key of ${owner}, but the profile has ${kioskId} (TLG-101)`,
        `keep the key: it belongs to this ledger; if this is ${owner}: ${restoreKioskIdFix(kioskId, owner)}`,
      );
    return bad(found, unreadable ?? KEY_FIX);
  }
}

const GONE_FIX =
  'restore the file from the newest backup before the kiosk starts again. Without a backup the next start makes a new key, and the verifiers of this log must be told (TLG-103)';

const KEY_FIX =
  'restore the file from its copy; without a copy move the file away, and the next start makes a new key (TLG-101)';

const NONE_YET = 'none yet: the first start creates it';

/** Unit of `blocks` [stat(2), st_blocks]. */
const BLOCK_BYTES = 512;

/** The kiosk gives this file up to record a visit on a full disk. */
async function reserveFinding(file: string, _: Profile, context: CheckContext): Promise<CheckFinding> {
  const reserve = pathBesideLedger(file, '.reserve');
  const its = statSync(reserve, { throwIfNoEntry: false });
  const bytes = its?.size ?? 0;
  const onDisk = (its?.blocks ?? 0) * BLOCK_BYTES;
  const isLong = bytes >= RESERVE_BYTES;
  if (isLong && onDisk < bytes)
    return warning(
      `${bytes} bytes, of which ${onDisk} are on the disk: the file frees too little room when the disk is full`,
      `sudo rm ${reserve}; a running kiosk makes it again within ${STORAGE_CHECK_MS / 1_000} s, then run doctor again`,
    );
  if (isLong) return good(`${bytes / 2 ** 20} MiB`);
  // The acceptance test makes a ledger without this file.
  if (bytes === 0 && (await context.awaitsStart())) return skipped(NONE_YET);
  const found = `${bytes} of ${RESERVE_BYTES} bytes`;
  const { freeBytes } = await fileSystemSpaceOf(context.machine, dirname(file));
  if (freeBytes < MIN_FREE_BYTES_FOR_VISIT + RESERVE_BYTES)
    return warning(`${found}: the kiosk gave it up, because the disk is full`, adviceOf('DSK-101'));
  return warning(
    `${found}, but the disk has room: a running kiosk makes it again within ${STORAGE_CHECK_MS / 1_000} s`,
    `${RESTART_KIOSK_COMMAND}, then run doctor again`,
  );
}

function closureFinding(file: string): CheckFinding {
  const order = readClosure(file);
  if (!order) return good('in service');
  const { reason, since, until } = order;
  return warning(
    `staff took the kiosk out of service: ${reason}, since ${since ?? 'unknown'}, return ${until ?? 'unknown'}`,
    'if the work is done: sudo asan-kiosk service back',
  );
}

async function missingFinding({ machine, installed, units, awaitsStart }: CheckContext): Promise<CheckFinding> {
  const isProvisioned = installed && readFileStatus(machine, INSTALLED.machine) !== null;
  if (!isProvisioned || (await units()) === null || (await awaitsStart())) return skipped(NONE_YET);
  if (linkTarget(machine, INSTALLED.ledger) !== null) return skipped('a link is in its place: see ledger-place');
  if (readFileStatus(machine, INSTALLED.ledger) !== null)
    return skipped('the profile has it elsewhere: see ledger-place');
  return bad('there is none, but this kiosk was started before', `${STOP_KIOSK}; ${LOST_LEDGER_FIX}`);
}

/** Other fixes would stop the kiosk, which has the only copy. */
const DELETED_UNDER_KIOSK = 'it was deleted, and the running kiosk still has it: see ledger-held';
const isDeletedUnderKiosk = ({ machine, installed }: CheckContext, file: string): boolean =>
  installed && deletedLedgerFiles(machine, file).length > 0;

const ofLedger = (
  look: (file: string, profile: Profile, context: CheckContext) => CheckFinding | Promise<CheckFinding>,
): CheckSpec['look'] =>
  withProfile(async (profile, context) => {
    const file = realLedgerPath(profile);
    if (isDeletedUnderKiosk(context, file)) return skipped(DELETED_UNDER_KIOSK);
    try {
      if (existsSync(file)) return await look(file, profile, context);
      const { damagedLedgerPath } = await import('../../device/ledger/ledger-file.ts');
      return skipped(
        damagedLedgerPath(file) === null
          ? 'there is no ledger: see ledger'
          : 'it was damaged and kept aside: see ledger',
      );
    } catch (error) {
      return unreadable(file, error);
    }
  });

function unreadable(file: string, error: unknown): CheckFinding {
  if (error instanceof CheckSkippedError) throw error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY')
    return skipped(`${userName()} may not read it: run this with sudo`);
  if (code.startsWith('SQLITE_BUSY'))
    return bad(`can not be read: ${messageOf(error)}`, 'another program holds it; nothing is damaged: see ledger-held');
  if (/MODULE_NOT_FOUND/.test(code)) return skipped('the database module of this program does not load');
  const found = `can not be read: ${messageOf(error)}`;
  return bad(found, joinStateFileRefusals(stateFileRefusals(file))?.fix ?? ledgerNotNewestFix(file));
}

const onFolder = (
  look: (file: string, folder: FolderAccess, context: CheckContext) => CheckFinding,
): CheckSpec['look'] =>
  withProfile((profile, context) => {
    const file = realLedgerPath(profile);
    return look(file, context.program.folder(dirname(file)), context);
  });

const ledger = (id: string, title: string, expected: string, look: CheckSpec['look']): CheckSpec => ({
  id,
  group: 'ledger',
  title,
  expected,
  look,
});

export const LEDGER_CHECKS: readonly CheckSpec[] = [
  ledger(
    'ledger-folder',
    'The folder of the ledger',
    'the kiosk may write there',
    onFolder((file, look) => folderFinding(dirname(file), look)),
  ),
  ledger(
    'state-files',
    'The files beside the ledger',
    'the kiosk may use each of them',
    onFolder((file, look, context) => stateFilesFinding(file, look, context)),
  ),
  ledger(
    'ledger',
    'The ledger',
    'the newest of this kiosk, no trigger or view in it, every record whole, the cash adds up',
    withProfile(async (profile, context) => {
      const file = realLedgerPath(profile);
      if (isDeletedUnderKiosk(context, file)) return skipped(DELETED_UNDER_KIOSK);
      try {
        return (await ledgerFinding(file)) ?? (await missingFinding(context));
      } catch (error) {
        return unreadable(file, error);
      }
    }),
  ),
  {
    ...ledger(
      'ledger-held',
      'Other programs that have the ledger open',
      'none',
      withProfile((profile, { machine }) => ledgerHeldFinding(machine, realLedgerPath(profile))),
    ),
    onlyInstalled: true,
  },
  {
    ...ledger(
      'ledger-journal',
      'Applications in the journal of the machine',
      'the ledger has each of them',
      withProfile(async (profile, { machine }) => {
        const file = realLedgerPath(profile);
        try {
          return await ledgerBehindJournalFinding(file, machine);
        } catch (error) {
          return unreadable(file, error);
        }
      }),
    ),
    onlyInstalled: true,
  },
  ledger(
    'ledger-schema',
    'The version of the ledger',
    'one that this version of the kiosk reads',
    ofLedger(ledgerSchemaFinding),
  ),
  ledger('ledger-mark', 'The mark of the newest record', 'it fits the ledger', ofLedger(ledgerMarkFinding)),
  ledger(
    'ledger-set-aside',
    'Records that were set aside',
    'none that staff must settle',
    ofLedger(setAsideRecordsFinding),
  ),
  ledger(
    'owed',
    'Open payments, notes and credits in the ledger',
    'nothing that staff must settle, and nothing that waits for more than an hour',
    ofLedger(openMoneyFinding),
  ),
  ledger(
    'terminal-clock',
    'The clock of the terminal at the newest card sale',
    'at most `devices.terminal.clockMinutes` from the kiosk’s clock',
    ofLedger(terminalClockFinding),
  ),
  ledger(
    'log-key',
    'The key of the transparency log',
    'the key of this kiosk',
    skipForOtherKiosk(
      withProfile(async (profile) => {
        const file = realLedgerPath(profile);
        try {
          return await keyFinding(file, profile.kiosk.id);
        } catch (error) {
          return unreadable(file, error);
        }
      }),
    ),
  ),
  ledger('transparency-log', 'The transparency log', 'every leaf is unchanged', ofLedger(transparencyLogFinding)),
  ledger(
    'outbox',
    'The outbox: applications that the kiosk accepted while it could not reach the office',
    'the file is whole, is of this ledger, and has room',
    ofLedger(outboxFinding),
  ),
  ledger(
    'reserve',
    'Room reserved for the records of a visit',
    `${RESERVE_BYTES / 2 ** 20} MiB`,
    ofLedger(reserveFinding),
  ),
  ledger('service-order', 'Whether staff closed the kiosk', 'in service', ofLedger(closureFinding)),
];
