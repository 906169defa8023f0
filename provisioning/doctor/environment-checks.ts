import { CENTRE_ZONE } from '../../device/clock/centre-time.ts';
import { restartCommand } from '../../device/troubles/start-anew.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped, warning } from './check.ts';
import { managerSettings } from './config-files.ts';
import {
  linesOf,
  linkTarget,
  type MachineAccess,
  type MachineContext,
  outputOf,
  readFileStatus,
  textOf,
} from './machine-port.ts';

/** Variables that load or run other code [ld.so(8); Node.js CLI, NODE_OPTIONS]. */
const LOADS = /^(LD_|NODE_|GLIBC_TUNABLES$|PATH$|BASH_ENV$|ENV$|GCONV_PATH$|PYTHON|PERL5)/;

/** Units get systemd's variables; logins and `sudo` get the variables of /etc/environment. */
async function environmentFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const logins = iniLike(textOf(machine, '/etc/environment') ?? '').filter((key) => LOADS.test(key));
  if (logins.length > 0)
    return bad(
      `/etc/environment sets ${logins.join(', ')}`,
      logins.map((key) => `sudo sed -i -E '/^[ \\t]*(export )?${key}=/d' /etc/environment`).join(' && '),
    );
  const lines = managerEnvironment(machine);
  if (lines.length > 0)
    return bad(
      listShort(lines.map(({ path, found }) => `${path} has ${found}`)),
      `${[...new Set(lines.map(({ path, key }) => `sudo sed -i -E '/^[ \\t]*${key}[ \\t]*=/d' ${path}`))].join(' && ')} && sudo systemctl daemon-reexec && ${RESTART}`,
    );
  return givenFinding(linesOf(await outputOf(machine, 'systemctl', 'show-environment')));
}

/** systemd itself gives these to every unit [systemd.exec(5), "Environment Variables in Spawned Processes"]. */
const USUAL = /^(LANG|LANGUAGE|LC_\w+)=/;
const USUAL_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const PATH_FIX = `sudo systemctl set-environment PATH=${USUAL_FOLDERS.slice(0, 4).join(':')}`;

/** `systemctl set-environment` changes these, and no file shows it. */
function givenFinding(lines: readonly string[]): CheckFinding {
  const path = lines.find((line) => line.startsWith('PATH='));
  const folders = path?.slice('PATH='.length).split(':') ?? [];
  if (folders.some((folder) => !USUAL_FOLDERS.includes(folder)))
    return bad(`systemd gives ${path} to every unit`, `${PATH_FIX} && ${RESTART}`);
  const given = iniLike(lines.filter((line) => !USUAL.test(line) && line !== path).join('\n'));
  if (given.length === 0) return good('nothing that makes programs load or run other code');
  const told = given.some(isLoading) ? bad : warning;
  return told(
    `systemd gives ${given.join(', ')} to every unit`,
    `sudo systemctl unset-environment ${given.join(' ')} && ${RESTART}`,
  );
}

const RESTART = restartCommand('asan-kiosk.service', 'asan-glass.service');

/** `systemctl unset-environment` does not remove these variables [systemd-system.conf(5), DefaultEnvironment=, ManagerEnvironment=]. */
const managerEnvironment = (machine: MachineAccess) =>
  managerSettings(machine)
    .filter(({ key, value }) => /^(Default|Manager)Environment$/.test(key) && variablesIn(value).some(isLoading))
    .map(({ path, key, value }) => ({ path, key, found: `${key}=${value}` }));

const variablesIn = (value: string): readonly string[] =>
  [...value.matchAll(/(?:^|[\s"'])([A-Za-z_]\w*)=/g)].map(([, name = '']) => name);
const isLoading = (name: string): boolean => LOADS.test(name) && name !== 'PATH';

const iniLike = (text: string): readonly string[] =>
  linesOf(text).flatMap((line) => /^\s*(?:export )?([A-Za-z_]\w*)=/.exec(line)?.[1] ?? []);

function nullFinding({ machine }: MachineContext): CheckFinding {
  const its = readFileStatus(machine, '/dev/null');
  if (its && its.is === 'other' && (its.mode & 0o666) === 0o666) return good('a device that all users may use');
  return bad(
    its?.is === 'other'
      ? 'not every user may read and write /dev/null'
      : '/dev/null is not a device: output to it fills memory',
    'sudo rm -f /dev/null && sudo mknod -m 666 /dev/null c 1 3',
  );
}

/** With this file, pam_nologin(8) lets only root log in. systemd makes such a file during the start. */
function nologinFinding({ machine }: MachineContext): CheckFinding {
  const file = ['/etc/nologin', '/run/nologin'].find((path) => readFileStatus(machine, path) !== null);
  if (file === undefined) return good('technicians may log in');
  return warning(
    `because of ${file}, only root may log in`,
    `unless the machine is starting or shutting down: sudo rm ${file}`,
  );
}

const LOCALTIME = '/etc/localtime';

/** The kiosk uses the centre's time zone; the log uses this zone. */
function zoneFinding({ machine }: MachineContext): CheckFinding {
  const to = linkTarget(machine, LOCALTIME);
  const zone = to?.replace(/^.*\/zoneinfo\//, '') ?? 'UTC';
  if (to === null && readFileStatus(machine, LOCALTIME) !== null)
    return skipped(`not measured: ${LOCALTIME} is not a link`);
  if (zone === CENTRE_ZONE) return good(zone);
  return warning(
    `${zone}: the log shows another time than the screen and the papers`,
    `sudo timedatectl set-timezone ${CENTRE_ZONE}`,
  );
}

export const ENVIRONMENT_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'environment',
    title: 'Variables that every program gets',
    expected: 'no variable that makes programs load or run other code',
    look: environmentFinding,
  }),
  installedCheck('files')({
    id: 'null-device',
    title: 'The device for discarded output (/dev/null)',
    expected: 'a device that all users may use',
    look: nullFinding,
  }),
  installedCheck('files')({
    id: 'nologin',
    title: 'Whether technicians may log in',
    expected: 'no file that refuses all users but root',
    look: nologinFinding,
  }),
  installedCheck('clock')({
    id: 'time-zone',
    title: 'The time zone of the machine',
    expected: CENTRE_ZONE,
    look: zoneFinding,
  }),
];
