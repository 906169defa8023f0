import { existsSync } from 'node:fs';
import type { Standing } from '../../device/ledger/standing.ts';
import { keyFileOf, LogKeyError, readLogKey } from '../../device/merkle/signer.ts';
import { originOf } from '../../device/proof/checkpoint.ts';
import { messageOf } from '../../drivers/result.ts';
import { stateRefusals, stateTrouble } from '../command/state-files.ts';
import { bad, type Check, good, warning } from './check.ts';

/** Walks the whole book and hashes every leaf of its public log again, also beside a kiosk that runs. */
export async function ledgerChecks(file: string): Promise<readonly Check[]> {
  try {
    // With the native part, which may not load; then its own check says so.
    const { readStanding, standingWords } = await import('../../device/ledger/standing.ts');
    const { foreignTo } = await import('../../device/ledger/ledger-file.ts');
    const foreign = foreignTo(file);
    if (foreign !== null)
      return [bad('ledger', `${file} is ${foreign}`, 'mend ledger.file of the profile; see LDG-106')];
    const standing = readStanding(file);
    if (standing.is === 'not-newest')
      return [bad('ledger', `is not the newest of this kiosk: ${standingWords(standing)}`, SEE_LDG_102)];
    if (!existsSync(file)) return [good('ledger', 'none yet: the first start makes it')];
    return [await bookCheck(file), ...markCheck(standing), ...(await logCheck(file))];
  } catch (error) {
    const why = messageOf(error);
    return [bad('ledger', `can not be read: ${why}`, stateTrouble(stateRefusals(file))?.fix ?? fixOf(error))];
  }
}

/** Whether the kiosk may use what lies beside its ledger. The user who asks is taken for the kiosk's. */
export function stateFilesCheck(file: string, refusals = stateRefusals(file)): Check {
  const trouble = stateTrouble(refusals);
  if (trouble) return bad('ledger files', trouble.found, trouble.fix);
  return good('ledger files', existsSync(file) ? 'can be used by this user' : 'none yet');
}

/** Whether the kiosk would sign its public log with what lies beside the ledger. None yet is no line: the first start makes it. */
export function keyCheck(file: string, kioskId: string): readonly Check[] {
  try {
    return readLogKey(keyFileOf(file), originOf(kioskId)) ? [good('log key', `is the one of ${kioskId}`)] : [];
  } catch (error) {
    if (!(error instanceof LogKeyError)) throw error;
    const unreadable =
      error.cause === undefined ? undefined : (stateTrouble(stateRefusals(file))?.fix ?? fixOf(error.cause));
    const [found = ''] = error.message.split(': put back');
    return [bad('log key', found, unreadable ?? KEY_FIX)];
  }
}

const KEY_FIX =
  'put the file back from the copy that was made of it; without one move it away, and the next start makes a new key (TLG-101)';

const fixOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && error.code === 'EACCES'
    ? 'run this as the user of the kiosk'
    : SEE_LDG_102;

const SEE_LDG_102 = 'see LDG-102 in docs/troubleshooting.md';

async function bookCheck(file: string): Promise<Check> {
  const { readStaffList } = await import('../../device/ledger/set-aside.ts');
  const { verifyLedger } = await import('../../device/ledger/integrity.ts');
  const { entries, firstBad } = verifyLedger(file);
  const { setAside, applications } = readStaffList(file);
  if (firstBad !== null)
    return warning('ledger', `record ${firstBad} does not fit`, 'the next start sets it aside; see LDG-103');
  const found = `${setAside.length} records set aside (LDG-103)`;
  if (applications.length > 0) return warning('ledger', found, `settle by hand: ${applications.join(', ')}`);
  if (setAside.length === 0) return good('ledger', `${entries} records, all whole`);
  return good('ledger', `${entries} records; ${found}, nothing is left to settle`);
}

/** Only what is worth a line. */
function markCheck(standing: Standing): readonly Check[] {
  if (standing.is === 'lost')
    return [warning('ledger mark', `the last ${standing.records} records are not there`, 'see LDG-104')];
  if (standing.is === 'unmarked' && standing.why !== 'new')
    return [warning('ledger mark', standing.why, 'the next start of the kiosk makes it; see LDG-104')];
  return [];
}

async function logCheck(file: string): Promise<readonly Check[]> {
  const { readLogAudit } = await import('../../device/transparency/audit-file.ts');
  const audit = readLogAudit(file);
  if (!audit) return [];
  const { size, damage } = audit;
  if (!damage) return [good('public log', `${size} leaves, all whole`)];
  const which = damage.from === damage.to ? `leaf ${damage.from}` : `one of the leaves ${damage.from} to ${damage.to}`;
  return [bad('public log', `${which} is not what was written`, 'see TLG-102 in docs/troubleshooting.md')];
}
