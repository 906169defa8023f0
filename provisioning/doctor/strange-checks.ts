import { INSTALLED } from '../machine/installed.ts';
import { maskedUnits } from '../provision/plan/makers.ts';
import { READ_AT_START } from '../settings/read-at-start.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, warning } from './check.ts';
import { filesBelow, filesHidingPackageFile, UNIT_FOLDERS_BY_STRENGTH } from './config-files.ts';
import { unitHarmsKiosk } from './conflict-checks.ts';
import { filesOfNoPackage } from './debian-files.ts';
import { linkTarget, type MachineAccess, type MachineContext, namesIn } from './machine-port.ts';
import { SHIPPED_FILES } from './setting-checks.ts';
import { describeFileEffect } from './strange-deeds.ts';
import { MOST_REMOVED_FILES, removeFilesFix } from './take-away.ts';
import { isInspectedDropIn, REREAD_UNITS_COMMAND } from './unit-file-checks.ts';

/** The last file is the udev rule for an unknown model, from docs/operating.md. */
const OURS: readonly string[] = [...Object.values(INSTALLED), '/etc/udev/rules.d/71-kiosk.rules'];

/** A technician sets the address there. */
const OF_NETWORK = /^\/(etc|run)\/systemd\/network\/[^/]+$/;

const OF_LOGIN = /^\/run\/systemd\/transient\/.*\.(scope|slice)(\.d\/|$)/;

const OPENS =
  /\/(udev|libinput|polkit-1|system-generators|system-environment-generators|chromium|ld\.so\.preload|ld\.so\.conf\.d|rc\.local|cron)/;

const isWorse = (file: string): boolean => OPENS.test(file);

async function strangeFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const hidden = SHIPPED_FILES.flatMap(([folder, names]) =>
    names.flatMap((name) => filesHidingPackageFile(machine, folder, name)),
  );
  const files = READ_AT_START.flatMap((path) => filesAt(machine, path)).filter(
    (file) =>
      !OURS.includes(file) &&
      !OF_LOGIN.test(file) &&
      !hidden.includes(file) &&
      !isInspectedDropIn(file) &&
      !file.startsWith(POLICIES) &&
      !isEnabled(machine, file) &&
      !OF_NETWORK.test(file),
  );
  const all = await filesOfNoPackage(machine, files);
  const strange = [...all.filter(isWorse), ...all.filter((file) => !isWorse(file))];
  if (strange.length === 0) return good('none');
  const found = listShort(
    strange.map((file) => `${file}${describeFileEffect(machine, file)}`),
    8,
  );
  const fix = strangeFix(strange);
  return strange.some(isWorse) ? bad(found, fix) : warning(found, fix);
}

/** Until `ldconfig` runs, the cache of libraries stays [ldconfig(8)]. */
const reread = (strange: readonly string[]): string =>
  strange.some((file) => file.startsWith('/etc/ld.so.conf.d/'))
    ? `sudo ldconfig && ${REREAD_UNITS_COMMAND}`
    : REREAD_UNITS_COMMAND;

function strangeFix(strange: readonly string[]): string {
  if (strange.length === 1 || strange.length > MOST_REMOVED_FILES)
    return `read it; if your staff did not put it there: ${removeFilesFix(strange, reread(strange))}`;
  const each = strange.map((file) => removeFilesFix([file])).join('; ');
  return `read each; if your staff did not put it there: ${each}; and at the end: ${reread(strange)}`;
}

/** The check of the browser's policy covers this folder. */
const POLICIES = '/etc/chromium/policies/';

function filesAt(machine: MachineAccess, path: string): readonly string[] {
  const its = machine.stat(path);
  if (!its.ok || its.value.is === 'folder') return filesBelow(machine, path);
  return [path];
}

/** Whether a link enables a unit; masks have another check. */
function isEnabled(machine: MachineAccess, file: string): boolean {
  if (!/\/systemd\/(system|user)\//.test(file)) return false;
  const to = linkTarget(machine, file);
  if (to === null) return false;
  if (to === '/dev/null') return true;
  const isFolderOfLinks = /\.(wants|requires|upholds)\/[^/]+$/.test(file);
  const isConsole = /(getty|debug-shell|rescue|emergency)/.test(to);
  return (
    /^(\/usr|\.\.\/)*\/?(lib\/)?systemd\/(system|user)\/|^\/(usr\/)?lib\/systemd\/|^[^/]+$/.test(to) &&
    (isFolderOfLinks || !isConsole)
  );
}

const MAY_BE_MASKED =
  /\.swap$|getty|^debug-shell|^(rescue|emergency|ctrl-alt-del|kbrequest|sleep|suspend|hibernate|hybrid-sleep|suspend-then-hibernate)\./;

function maskedFinding({ machine }: MachineContext): CheckFinding {
  const allowed = maskedUnits();
  const masked = UNIT_FOLDERS_BY_STRENGTH.filter((place) => !place.startsWith('/usr/lib/')).flatMap((place) =>
    namesIn(machine, place).filter(
      (name) => machine.link(`${place}/${name}`).ok && linkTarget(machine, `${place}/${name}`) === '/dev/null',
    ),
  );
  const wrong = [...new Set(masked)].filter(
    (name) => !allowed.includes(name) && !MAY_BE_MASKED.test(name) && !unitHarmsKiosk(machine, name),
  );
  if (wrong.length === 0) return good('only consoles, keys and sleep');
  return warning(
    `${wrong.join(', ')}: it cannot be started`,
    `sudo systemctl unmask ${wrong.join(' ')} && sudo reboot; a unit that this kiosk does not need may stay masked`,
  );
}

const ofFiles = installedCheck('files');

export const STRANGE_FILE_CHECKS: readonly CheckSpec[] = [
  ofFiles({
    id: 'strange-files',
    title: 'Files that run by themselves or set access rights',
    expected: 'only from packages and provision',
    look: strangeFinding,
  }),
  ofFiles({
    id: 'masked-units',
    title: 'Units that cannot start',
    expected: 'only consoles, keys and sleep',
    look: maskedFinding,
  }),
];
