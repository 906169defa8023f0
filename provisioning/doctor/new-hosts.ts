import type { Profile } from '../../device/config/profile.ts';
import { isHostAllowed } from '../lockdown/firewall.ts';
import { hostsInProfile } from '../lockdown/profile-network.ts';
import { INSTALLED } from '../machine/installed.ts';
import { type FoundTrouble, listShort } from './check.ts';
import { type MachineAccess, textOf } from './machine-port.ts';

/** Hosts that were added to the profile after the last `provision`. Another run would also open the firewall to a wrong host. */
export function addedHostsTrouble(machine: MachineAccess, profile: Profile): FoundTrouble | null {
  const [rules, names] = [textOf(machine, INSTALLED.firewall), textOf(machine, INSTALLED.allowedNames)];
  if (rules === null || names === null) return null;
  const hosts = hostsInProfile(profile).filter((its) => !isHostAllowed(its, { rules, names }));
  if (hosts.length === 0) return null;
  return {
    found: `${listShort(hosts.map(({ host, port, of }) => `${of} of the profile names ${host}${port === null ? '' : `:${port}`}`))}, which the last provision did not allow`,
    fix: `compare this value with the order of the office or with the device. If it is wrong: write the right value into ${INSTALLED.profile}, or take it from the newest order (sudo asan-kiosk provision --from FILE). If it is right: sudo asan-kiosk provision, which opens the firewall to this host`,
  };
}
