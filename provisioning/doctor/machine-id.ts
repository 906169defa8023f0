import { INSTALLED } from '../machine/installed.ts';
import { MACHINE_ID, machineIdOfRecord, provisioningRecordState } from '../machine/provisioned-machine.ts';
import { type MachineAccess, namesIn, textOf } from './machine-port.ts';

/** One folder for each id's journal [systemd-journald.service(8), FILES]. */
const JOURNALS = ['/var/log/journal', '/run/log/journal'];

/**
 * The machine id at provisioning. `null`: there is no record, the id has not changed since, or journald does not know the former id.
 * `provision` and systemd record only a hash of the id.
 */
export function formerMachineId(machine: MachineAccess): string | null {
  const record = textOf(machine, INSTALLED.machine);
  if (record === null || provisioningRecordState(record, textOf(machine, MACHINE_ID)) !== 'other-machine') return null;
  const names = JOURNALS.flatMap((folder) => namesIn(machine, folder));
  return machineIdOfRecord(
    record,
    names.map((name) => name.slice(0, 32)),
  );
}

export const MACHINE_ID_CHANGED = `${MACHINE_ID} was changed after this machine was provisioned`;

/** This fix loses no data: the credentials were encrypted under the former id. */
export const restoreMachineIdFix = (former: string, why = 'so that the kiosk can read its secrets again'): string =>
  `restore the former id, ${why}: echo ${former} | sudo tee ${MACHINE_ID}, then sudo reboot`;
