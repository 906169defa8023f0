import { type CheckFinding, type CheckSpec, good, installedCheck, listShort, warning } from './check.ts';
import { type MachineContext, textOf } from './machine-port.ts';

const COPIES: readonly (readonly [file: string, from: string])[] = [
  ['/root/.bashrc', '/usr/share/base-files/dot.bashrc'],
  ['/root/.profile', '/usr/share/base-files/dot.profile'],
  ['/etc/profile', '/usr/share/base-files/profile'],
];

/** Files that root lacks in Debian [bash(1), FILES; pam_env(8); sshd(8)]. */
const NONE = [
  '.bash_profile',
  '.bash_login',
  '.bash_logout',
  '.bash_aliases',
  '.inputrc',
  '.pam_environment',
  '.zshenv',
  '.zshrc',
  '.zprofile',
  '.zlogin',
  '.ssh/rc',
  '.ssh/environment',
];

/** Root runs these files at each login and `sudo -i`. */
function shellFinding({ machine }: MachineContext): CheckFinding {
  const changed = COPIES.filter(([file, from]) => {
    const [its, debians] = [textOf(machine, file), textOf(machine, from)];
    return its !== null && debians !== null && its !== debians;
  });
  const added = NONE.map((name) => `/root/${name}`).filter((file) => (textOf(machine, file) ?? '').trim() !== '');
  if (changed.length + added.length === 0) return good('those of Debian');
  return warning(
    listShort(
      [...changed.map(([file]) => `${file} differs from Debian’s file`), ...added.map((file) => `${file} is there`)],
      8,
    ),
    `read it; if your staff did not put it there: ${[...changed.map(([file, from]) => `sudo cp ${from} ${file}`), ...added.map((file) => `sudo rm ${file}`)].join(' && ')}`,
  );
}

export const SHELL_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'root-shell',
    title: 'Startup files of the shell of root',
    expected: 'the files of Debian',
    look: shellFinding,
  }),
];
