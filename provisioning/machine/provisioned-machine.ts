import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { INSTALLED } from './installed.ts';

/** Id of the installed system [machine-id(5)]; a new disk has another id. */
export const MACHINE_ID = '/etc/machine-id';

/**
 * The record that `provision` writes last. It is a hash, because the id itself must stay on this machine [machine-id(5)]. The package's
 * postinst has the same formula.
 */
export const provisioningRecordOf = (machineId: string): string =>
  `${createHash('sha256').update(`asan-kiosk machine ${machineId.trim()}`).digest('hex')}\n`;

/** `elsewhere`: the record of another machine, or an unreadable id. */
export type ProvisioningPlace = 'here' | 'elsewhere' | 'never';

export function provisionedWhere(record: string | null, machineId: string | null): ProvisioningPlace {
  if (record === null) return 'never';
  return machineId !== null && record === provisioningRecordOf(machineId) ? 'here' : 'elsewhere';
}

export const machineIdOfRecord = (record: string, candidates: readonly string[]): string | null =>
  candidates.find((id) => provisioningRecordOf(id) === record) ?? null;

export const NOT_PROVISIONED_TEXT: Readonly<Record<Exclude<ProvisioningPlace, 'here'>, string>> = {
  never: 'this machine is not provisioned: it may still be open',
  elsewhere: 'the provisioning record is of another machine: this machine may still be open',
};

export const PROVISION_FIX =
  'run sudo asan-kiosk provision; on a new board first restore the backup: sudo asan-kiosk restore FILE';

/** Whether this machine is provisioned. `at` maps a path of the installed kiosk. */
export const askProvisionedWhere = (at: (path: string) => string = (path) => path): ProvisioningPlace =>
  provisionedWhere(textOrNull(at(INSTALLED.machine)), textOrNull(at(MACHINE_ID)));

function textOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
