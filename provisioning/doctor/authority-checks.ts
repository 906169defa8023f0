import { credentialFileName } from '../../device/config/credentials.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { CREDENTIALS, INSTALLED } from '../machine/installed.ts';
import {
  authoritiesIn,
  hasAllAuthorities,
  notedFingerprints,
  type OfficeAuthority,
} from '../machine/office-authorities.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped, warning } from './check.ts';
import { CREDENTIAL_FOLDERS } from './credential-checks.ts';
import { isWrittenByHand } from './hand-checks.ts';
import { type MachineAccess, type MachineContext, readFileStatus, textOf } from './machine-port.ts';

const FILE = INSTALLED.officeCa;
const RESTART = RESTART_KIOSK_COMMAND;
/** `enrol` needs an unused code, and the fingerprint because the file is gone. */
const ANEW = `sudo rm ${FILE}; then take the order of the office: sudo asan-kiosk provision --from /media/stick. If the order names no authority: sudo asan-kiosk enrol --office URL --code CODE --fingerprint FINGERPRINT, with a new code of the office`;

const CUT_OFF = bad(`${FILE} is cut short or damaged: the next start cannot read all authorities of the office`, ANEW);

function authoritiesFinding({ machine }: MachineContext): CheckFinding {
  const file = readFileStatus(machine, FILE);
  const text = textOf(machine, FILE);
  if (!file || text === null) return skipped(`there is no ${FILE}: the kiosk trusts the public authorities only`);
  if (file.uid !== 0 || (file.mode & 0o022) !== 0)
    return bad(`${FILE}: users other than root may write it`, `sudo chown root:root ${FILE} && sudo chmod 644 ${FILE}`);
  const authorities = authoritiesIn(text);
  const noted = notedFingerprints(text);
  if (noted === null) return hasAllAuthorities(text) ? notNoted(machine, authorities) : CUT_OFF;
  const foreign = authorities.filter(({ fingerprint }) => !noted.includes(fingerprint));
  if (foreign.length === 0) return hasAllAuthorities(text) ? good(subjectsOf(authorities)) : CUT_OFF;
  const known = authorities.map(({ fingerprint }) => fingerprint);
  const isAppended = noted.every((fingerprint) => known.includes(fingerprint));
  return bad(
    `${FILE} has ${subjectsOf(foreign)}, which neither provision nor enrol nor the renewal wrote`,
    isAppended ? `${takeOut(foreign)} && ${RESTART}` : ANEW,
  );
}

function notNoted(machine: MachineAccess, authorities: readonly OfficeAuthority[]): CheckFinding {
  const identities = CREDENTIAL_FOLDERS.map((folder) => `${folder}/${credentialFileName(CREDENTIALS.identity)}`);
  if (!isWrittenByHand(machine, FILE, ...identities))
    return good(`${subjectsOf(authorities)}; written by a version that noted no fingerprint`);
  return warning(
    `${FILE} has ${subjectsOf(authorities)}, and was written by hand`,
    `ask the office whether its authorities have these SHA-256 fingerprints: ${authorities.map(({ fingerprint }) => fingerprint).join(', ')}; if not: ${ANEW}`,
  );
}

const subjectsOf = (authorities: readonly OfficeAuthority[]): string =>
  listShort(authorities.map(({ subject }) => JSON.stringify(subject)));

const takeOut = (foreign: readonly OfficeAuthority[]): string =>
  `sudo sed -i ${foreign.map(({ firstLine, lastLine }) => `-e ${firstLine},${lastLine}d`).join(' ')} ${FILE}`;

export const AUTHORITY_CHECKS: readonly CheckSpec[] = [
  installedCheck('office')({
    id: 'office-authorities',
    title: 'Authorities that make the kiosk trust its office',
    expected: 'only authorities that provision, enrol or the renewal wrote; only root may write the file',
    look: authoritiesFinding,
  }),
];
