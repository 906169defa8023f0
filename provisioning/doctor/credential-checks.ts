import { credentialFileName, credentialName } from '../../device/config/credentials.ts';
import type { Profile } from '../../device/config/profile.ts';
import { type ConfigTrouble, describeConfigTrouble } from '../../device/config/trouble.ts';
import { CREDENTIALS } from '../machine/installed.ts';
import { bad, type CheckFinding, skipped } from './check.ts';
import { formerMachineId, MACHINE_ID_CHANGED, restoreMachineIdFix } from './machine-id.ts';
import { type MachineAccess, readFileStatus } from './machine-port.ts';

/** Files of the second folder are encrypted with this machine's key. */
export const CREDENTIAL_FOLDERS = ['/etc/credstore', '/etc/credstore.encrypted'];

function namedIn({ backOffice: { identity }, devices: { terminal } }: Profile): readonly string[] {
  const places = [identity?.key, identity?.certificate, 'password' in terminal ? terminal.password : undefined];
  return [...new Set(places.flatMap((place) => (place === undefined ? [] : (credentialName(place) ?? []))))];
}

const isThere = (machine: MachineAccess, name: string): boolean =>
  CREDENTIAL_FOLDERS.some((folder) => readFileStatus(machine, `${folder}/${credentialFileName(name)}`) !== null);

/**
 * Finding for a credential that the profile names and no file has. Without this credential the kiosk does not start, or the office refuses
 * the kiosk.
 */
export function missingCredentialFinding(machine: MachineAccess, profile: Profile): CheckFinding | null {
  const gone = namedIn(profile).filter((name) => !isThere(machine, name));
  const [first] = gone;
  if (first === undefined) return null;
  return bad(
    `the profile names ${gone.map((name) => `credential:${name}`).join(' and ')}, but there is no ${gone.map(credentialFileName).join(' and no ')} in ${CREDENTIAL_FOLDERS.join(' or ')}`,
    gone.map((name) => cureOf(name, profile)).join('; and '),
  );
}

/** Fix that enrols the kiosk again. Each certificate of the kiosk needs its own code. */
export const enrolAgainFix = ({ url }: Pick<Profile['backOffice'], 'url'>): string =>
  `ask the office for a new code for this kiosk, then: sudo asan-kiosk enrol --office ${url === 'simulated' ? 'URL' : new URL(url).origin} --code CODE`;

/** A service that starts under another machine id deletes this file [systemd-creds(1)]. */
const SECRET = '/var/lib/systemd/credential.secret';

/**
 * Fix that restores the former machine id. Without the key in `credential.secret`, the id alone does not bring the secrets back: they must
 * be made again.
 */
export function restoreIdAndSecretsFix(former: string, machine: MachineAccess, profile: Profile | null): string {
  const lost =
    profile === null || readFileStatus(machine, SECRET) !== null
      ? []
      : namedIn(profile).filter(
          (name) => readFileStatus(machine, `/etc/credstore/${credentialFileName(name)}`) === null,
        );
  if (profile === null || lost.length === 0) return restoreMachineIdFix(former);
  return `${restoreMachineIdFix(former, `and make the secrets again, because ${SECRET} is gone`)}; after the start: ${lost.map((name) => cureOf(name, profile)).join('; and ')}`;
}

function isKeyReplaced(machine: MachineAccess, name: string | null): name is string {
  const secret = name === null ? null : readFileStatus(machine, `/etc/credstore.encrypted/${credentialFileName(name)}`);
  const key = readFileStatus(machine, SECRET);
  return secret !== null && key !== null && key.modifiedMs > secret.modifiedMs;
}

function cureOf(name: string, profile: Profile): string {
  if (name === CREDENTIALS.identity) return enrolAgainFix(profile.backOffice);
  if (name === CREDENTIALS.terminalPassword)
    return 'sudo asan-kiosk provision, which asks for the password of the terminal; or with the order that has it: sudo asan-kiosk provision --from FILE';
  return `sudo systemd-creds encrypt --name=${credentialFileName(name)} FILE /etc/credstore.encrypted/${credentialFileName(name)}`;
}

/** Finding for a credential that a check cannot use (`CFG-105`). `file` of the trouble is the credential's name or path. */
export function credentialFinding(
  trouble: ConfigTrouble,
  name: string | null,
  machine: MachineAccess,
  profile: Profile,
): CheckFinding {
  if (machine.uid !== 0) return skipped('only root may read credentials: run this with sudo');
  const found = describeConfigTrouble(trouble);
  const former = formerMachineId(machine);
  if (former !== null) return bad(`${found}; ${MACHINE_ID_CHANGED}`, restoreIdAndSecretsFix(former, machine, profile));
  if (isKeyReplaced(machine, name))
    return bad(
      `${found}; the key of this machine for secrets (${SECRET}) is newer than the secret`,
      `if you have the former ${SECRET}, put it back (mode 400) and sudo reboot. Secrets that were encrypted with the newer key must then be made again. Otherwise ${cureOf(name, profile)}`,
    );
  if (name === null)
    return bad(
      found,
      'compare the name or path with the existing files, and mend the profile: sudo ls -l /etc/credstore /etc/credstore.encrypted',
    );
  return bad(found, cureOf(name, profile));
}
