import { GRUB_CFG } from '../lockdown/boot.ts';
import { INSTALLED } from '../machine/installed.ts';
import { TERMINAL_PASSWORD_FILE } from '../provision/plan/profile-text.ts';
import {
  compareSettings,
  differenceWords,
  type SettingDifference,
  TOO_MANY_FILES_TEXT,
} from '../settings/difference.ts';
import { readKeptSettings } from '../settings/kept-settings.ts';
import { commandsForEffect, isCriticalSettingPath } from '../settings/places.ts';
import { KEEP_ALL } from '../settings/take.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, warning } from './check.ts';
import { packagesOwningFiles } from './debian-files.ts';
import { PROVISION_NEWEST_ORDER_FIX } from './hand-checks.ts';
import { CheckSkippedError, DENIED_ERRNOS, type MachineAccess, type MachineContext } from './machine-port.ts';
import { reinstallDebianFix } from './package-cure.ts';
import { quotePath } from './take-away.ts';

const MOST_NAMED = 20;

const LIST = 'sudo asan-kiosk settings list';

async function keptFinding({ machine }: MachineContext): Promise<CheckFinding> {
  if (machine.uid !== 0) throw new CheckSkippedError('only root may read every setting: run this with sudo');
  const read = readKeptSettings(machine.place);
  if (!read.ok) return warning(`${read.error}: the settings are not compared`, LOOK_AND_KEEP);
  if (read.value === null)
    return warning(
      'this kiosk has no copy of its settings: an earlier version provisioned it, or the copy was deleted',
      LOOK_AND_KEEP,
    );
  const { differences, count, bySize, isCut } = await compared(machine, read.value);
  const cut = isCut ? `; ${TOO_MANY_FILES_TEXT}` : '';
  const at = read.value.at.toISOString().slice(0, 16).replace('T', ' ');
  if (differences.length === 0) {
    const found = `${count} settings are as on ${at} UTC${bySize > 0 ? `, ${bySize} large files only by their size` : ''}${cut}`;
    return isCut ? warning(found, `find the folder with so many files: ${COUNT_FILES}`) : good(found);
  }
  const words = differences.slice(0, MOST_NAMED).map(differenceWords);
  const more = differences.length - words.length;
  const found = `${words.join('; ')}${more > 0 ? `; and ${more} more, see ${LIST} --json` : ''}${cut}`;
  const fix = await fixFor(machine, differences);
  return differences.some(({ path }) => isCriticalSettingPath(path)) ? bad(found, fix) : warning(found, fix);
}

const LOOK_AND_KEEP = `read the other lines of this report first; then accept the present settings: ${KEEP_ALL}`;
const COUNT_FILES = 'sudo du --inodes -d 2 /etc /usr/local | sort -n | tail';

async function compared(machine: MachineAccess, kept: Parameters<typeof compareSettings>[0]) {
  try {
    return await compareSettings(kept, { place: machine.place });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const may = DENIED_ERRNOS.includes(String(error.code)) ? ': run this with sudo' : '; sudo dmesg | tail';
    throw new CheckSkippedError(`could not look: ${error.message}${may}`);
  }
}

async function fixFor(machine: MachineAccess, differences: readonly SettingDifference[]): Promise<string> {
  const isMany = differences.length > MOST_NAMED;
  const words = (these: readonly SettingDifference[]) => these.map(({ path }) => quotePath(path)).join(' ');
  const kept = differences.filter(({ canRestore }) => canRestore);
  const lost = differences.filter(({ path, canRestore }) => !canRestore && path !== GRUB_CFG);
  const { makers, byHand } = isMany ? { makers: [], byHand: lost } : await makersOf(machine, lost);
  const effective = differences.filter((each) => !lost.includes(each)).map(({ path }) => path);
  const commands = [
    ...(kept.length > 0 ? [`sudo asan-kiosk settings restore ${isMany ? '--all' : words(kept)}`] : []),
    ...(effective.length > 0 ? commandsForEffect(effective) : []),
  ];
  const handWork = isMany
    ? 'settings restore names the files that it could not put back'
    : `put ${words(byHand)} back by hand, because the copy has no secrets and no large files${ACCOUNTS.test(words(byHand)) ? `; ${PWCK}` : ''}`;
  const cure = [
    ...makers,
    ...(commands.length > 0 ? [commands.join(' && ')] : []),
    ...(byHand.length > 0 ? [handWork] : []),
  ];
  const keep = `sudo asan-kiosk settings keep ${isMany ? '--all' : words(differences)}`;
  return `${isMany ? `${LIST} names all of them; ` : ''}if your staff did not make these changes: ${cure.join('; ')}; if they did: ${keep}`;
}

/** Commands that make a file which the copy of the settings lacks. */
const MAKERS: readonly (readonly [path: RegExp, command: string])[] = [
  [/^\/etc\/ssl\/certs\/ca-certificates\.crt$/, 'sudo update-ca-certificates --fresh'],
  [/^\/etc\/ssh\/ssh_host_\w+_key$/, 'sudo ssh-keygen -A'],
  [/^\/etc\/udev\/hwdb\.bin$/, 'sudo systemd-hwdb update'],
  [new RegExp(`^(${INSTALLED.bootPassword}|${TERMINAL_PASSWORD_FILE})$`), PROVISION_NEWEST_ORDER_FIX],
];

async function makersOf(machine: MachineAccess, lost: readonly SettingDifference[]) {
  const makers = new Set<string>();
  const names = new Set<string>();
  const byHand: SettingDifference[] = [];
  for (const each of lost) {
    const command = each.is === 'removed' && MAKERS.find(([form]) => form.test(each.path))?.[1];
    const packages = command ? [] : await packagesOwningFiles(machine, [each.path]);
    if (command) makers.add(command);
    else if (packages.length === 0) byHand.push(each);
    for (const name of packages) names.add(name);
  }
  const packages = [...names];
  return { makers: [...makers, ...(packages.length > 0 ? [reinstallDebianFix(packages)] : [])], byHand };
}

const ACCOUNTS = /\/etc\/g?shadow\b/;
const PWCK = 'sudo pwck and sudo grpck remove lines without an account';

export const KEPT_SETTINGS_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'settings-as-provisioned',
    title: 'Every setting of the machine; other lines may have a more exact fix for some',
    expected: 'as when the kiosk was provisioned, or when your staff last ran settings keep',
    look: keptFinding,
  }),
];
