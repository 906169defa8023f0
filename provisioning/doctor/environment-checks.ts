import { bad, type CheckSpec, type Finding, good, installedCheck, named } from './check.ts';
import { configFiles, configText, iniSettings } from './config-files.ts';
import { linesOf, type Machine, outputOf, textOf } from './machine-port.ts';

/** Variables by which a program loads or runs something else than it is [ld.so(8); Node.js CLI, NODE_OPTIONS]. */
const LOADS = /^(LD_|NODE_|GLIBC_TUNABLES$|PATH$|BASH_ENV$|ENV$|GCONV_PATH$|PYTHON|PERL5)/;

/** Every unit gets the variables of systemd. Every login and `sudo` get the variables of /etc/environment. */
async function environmentFinding(machine: Machine): Promise<Finding> {
  const logins = iniLike(textOf(machine, '/etc/environment') ?? '').filter((key) => LOADS.test(key));
  if (logins.length > 0)
    return bad(
      `/etc/environment sets ${logins.join(', ')}`,
      logins.map((key) => `sudo sed -i -E '/^[ \\t]*(export )?${key}=/d' /etc/environment`).join(' && '),
    );
  const lines = managerEnvironment(machine);
  if (lines.length > 0)
    return bad(
      named(lines.map(({ path, found }) => `${path} has ${found}`)),
      `${[...new Set(lines.map(({ path, key }) => `sudo sed -i -E '/^[ \\t]*${key}[ \\t]*=/d' ${path}`))].join(' && ')} && sudo systemctl daemon-reexec && ${RESTART}`,
    );
  const keys = iniLike(await outputOf(machine, 'systemctl', 'show-environment')).filter(isLoading);
  if (keys.length > 0)
    return bad(
      `systemd gives ${keys.join(', ')} to every unit`,
      `sudo systemctl unset-environment ${keys.join(' ')} && ${RESTART}`,
    );
  return good('nothing that loads another program');
}

const RESTART = 'sudo systemctl restart asan-kiosk.service asan-glass.service';

/**
 * Variables that the files of the systemd manager give to every unit. `systemctl unset-environment` does not remove them: they come back at
 * each start and each `daemon-reexec` [systemd-system.conf(5), DefaultEnvironment=, ManagerEnvironment=].
 */
const managerEnvironment = (machine: Machine) =>
  [...MANAGER_FILES, ...configFiles(machine, 'systemd/system.conf.d').map(({ path }) => path)]
    .flatMap((path) => iniSettings(configText(machine, path), path))
    .filter(({ key, value }) => /^(Default|Manager)Environment$/.test(key) && variablesIn(value).some(isLoading))
    .map(({ path, key, value }) => ({ path, key, found: `${key}=${value}` }));

const MANAGER_FILES = ['/usr/lib', '/usr/local/lib', '/run', '/etc'].map((place) => `${place}/systemd/system.conf`);
const variablesIn = (value: string): readonly string[] =>
  [...value.matchAll(/(?:^|[\s"'])([A-Za-z_]\w*)=/g)].map(([, name = '']) => name);
const isLoading = (name: string): boolean => LOADS.test(name) && name !== 'PATH';

const iniLike = (text: string): readonly string[] =>
  linesOf(text).flatMap((line) => /^\s*(?:export )?([A-Za-z_]\w*)=/.exec(line)?.[1] ?? []);

export const ENVIRONMENT_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'environment',
    title: 'Variables that every program gets',
    expected: 'none that loads another program',
    look: ({ machine }) => environmentFinding(machine),
  }),
];
