import type { Profile } from '../../device/config/profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import { desiredFiles, type InstalledEntry } from '../provision/plan/desired.ts';
import { fileMakers } from '../provision/plan/makers.ts';
import { planFiles } from '../provision/plan/plan.ts';
import { createProvisionTarget, type ProvisionTarget } from '../provision/plan/target.ts';
import { bad, type CheckFinding, type CheckSpec, good, listShort, withProfile } from './check.ts';
import { skipForOtherKiosk } from './kiosk-id.ts';
import type { MachineContext } from './machine-port.ts';
import { daemonCheck, SEATD } from './needed-programs.ts';
import { addedHostsTrouble } from './new-hosts.ts';
import { packageUnitCheck } from './units.ts';

/** Other checks cover the profile, and rules for USB and the browser. */
const ELSEWHERE: readonly string[] = [INSTALLED.profile, INSTALLED.usbRules, INSTALLED.browserPolicy];

const NOTHING_NEW = {
  profileText: '',
  terminalPassword: null,
  bootPassword: null,
  officeCa: null,
  officeSeal: null,
  timeZone: null,
  key: null,
  taken: null,
  machine: null,
} as const;

/** Files of `provision` for this profile, without files that other checks cover. */
export const filesMadeFromProfile = (target: ProvisionTarget, profile: Profile): readonly InstalledEntry[] =>
  desiredFiles({ profile, ...NOTHING_NEW }, fileMakers(target)).filter(({ path }) => !ELSEWHERE.includes(path));

function provisionedFinding(profile: Profile, { machine }: MachineContext): CheckFinding {
  const root = machine.place('/');
  const target = createProvisionTarget(root === '/' ? '' : root);
  const wanted = filesMadeFromProfile(target, profile);
  const planned = planFiles(target, wanted);
  if (!planned.ok) return bad(planned.error.found, planned.error.fix);
  if (planned.value.length === 0) return good(`${wanted.length} files and links`);
  const found = listShort(
    planned.value.map(({ says, now, after }) => `${says} is ${NOW[now] ?? now}, not ${after}`),
    8,
  );
  const hosts = addedHostsTrouble(machine, profile);
  return hosts ? bad(`${hosts.found}; ${found}`, hosts.fix) : bad(found, 'sudo asan-kiosk provision');
}

const NOW: Readonly<Record<string, string>> = { absent: 'not there', file: 'a plain file' };

export const PROVISIONED_CHECKS: readonly CheckSpec[] = [
  {
    id: 'provisioned-files',
    group: 'files',
    title: 'Files that provision made from the profile',
    expected: 'as provision would write them now: firewall, names of the devices, closed consoles, rights of the unit',
    onlyInstalled: true,
    look: skipForOtherKiosk(withProfile(provisionedFinding)),
  },
  {
    id: 'hosts-timer',
    group: 'units',
    onlyInstalled: true,
    title: 'The service that looks up the profile’s hosts for the firewall',
    expected: 'asan-hosts.timer is enabled and active',
    look: packageUnitCheck('asan-hosts.timer'),
  },
  {
    id: 'seat',
    group: 'units',
    onlyInstalled: true,
    title: 'The service that gives display and touch panel to the browser',
    expected: 'seatd.service is enabled and active, and its program runs',
    look: daemonCheck('seatd.service', SEATD),
  },
];
