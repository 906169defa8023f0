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

/** `other-machine`: the record is of another machine, or the machine id cannot be read. */
export type ProvisioningRecordState = 'this-machine' | 'other-machine' | 'none';

export function provisioningRecordState(record: string | null, machineId: string | null): ProvisioningRecordState {
  if (record === null) return 'none';
  return machineId !== null && record === provisioningRecordOf(machineId) ? 'this-machine' : 'other-machine';
}

export const machineIdOfRecord = (record: string, candidates: readonly string[]): string | null =>
  candidates.find((id) => provisioningRecordOf(id) === record) ?? null;

export const NOT_PROVISIONED_TEXT: Readonly<Record<Exclude<ProvisioningRecordState, 'this-machine'>, string>> = {
  none: 'this machine is not provisioned: it may still be open',
  'other-machine': 'the provisioning record is of another machine: this machine may still be open',
};

export const PROVISION_FIX =
  'run sudo asan-kiosk provision; on a new board first restore the backup: sudo asan-kiosk restore FILE';

/** Whether the provisioning record is of this machine. `at` maps a path of the installed kiosk. */
export const readProvisioningRecordState = (at: (path: string) => string = (path) => path): ProvisioningRecordState =>
  provisioningRecordState(textOrNull(at(INSTALLED.machine)), textOrNull(at(MACHINE_ID)));

function textOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
