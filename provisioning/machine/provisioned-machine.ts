import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { INSTALLED } from './installed.ts';

/** The id of the installed system [machine-id(5)]: a new disk has another id. */
export const MACHINE_ID = '/etc/machine-id';

/** What `provision` writes last. A hash, because the id itself is for this machine alone [machine-id(5)]. The package's postinst has the same formula. */
export const machineRecord = (machineId: string): string =>
  `${createHash('sha256').update(`asan-kiosk machine ${machineId.trim()}`).digest('hex')}\n`;

/** `never`: no record is here. `elsewhere`: the record was made on another machine, or the id cannot be read. */
export type ProvisionedWhere = 'here' | 'elsewhere' | 'never';

export function provisionedWhere(record: string | null, machineId: string | null): ProvisionedWhere {
  if (record === null) return 'never';
  return machineId !== null && record === machineRecord(machineId) ? 'here' : 'elsewhere';
}

/** The id of `candidates` that this record was made with; `null`: none of them. */
export const machineIdOf = (record: string, candidates: readonly string[]): string | null =>
  candidates.find((id) => machineRecord(id) === record) ?? null;

/** Why an installed kiosk must not serve on this machine. */
export const NOT_PROVISIONED: Readonly<Record<Exclude<ProvisionedWhere, 'here'>, string>> = {
  never: 'this machine is not provisioned: it may still be open',
  elsewhere: 'the provisioning record is of another machine: this one may still be open',
};

/** What mends it, from a board with the profile in its place. */
export const PROVISION_FIX =
  'run sudo asan-kiosk provision; on a new board first restore the backup: sudo asan-kiosk restore FILE';

/** Asks the files of this machine. `at`: where a path of the installed kiosk is. */
export const askProvisionedWhere = (at: (path: string) => string = (path) => path): ProvisionedWhere =>
  provisionedWhere(textOrNull(at(INSTALLED.machine)), textOrNull(at(MACHINE_ID)));

function textOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
