import { USERS } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, warning } from './check.ts';
import { type MachineAccess, type MachineContext, namesIn, textOf } from './machine-port.ts';

const SUDOERS = '/etc/sudoers';
const FOLDER = '/etc/sudoers.d';

interface SudoRule {
  readonly file: string;
  readonly text: string;
}

/** Lines joined, without comments; `#1000` is a user, and `#include` is no comment [sudoers(5)]. */
function rulesIn(machine: MachineAccess, file: string): readonly SudoRule[] {
  return (textOf(machine, file) ?? '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) =>
      line
        .replace(/(^|\s)#(?!\d|include).*$/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
    .map((text) => ({ file, text }));
}

/** sudo ignores files with a dot or a final `~` in their names. */
const filesIn = (machine: MachineAccess): readonly string[] =>
  namesIn(machine, FOLDER)
    .filter((name) => !/\.|~$/.test(name))
    .map((name) => `${FOLDER}/${name}`);

/** Options: no password, or the caller chooses what root's program loads [sudoers(5), SUDOERS OPTIONS]. */
const OPENS =
  /NOPASSWD|!authenticate|exempt_group|!env_reset|\bsetenv|SETENV|env_file|timestamp_timeout ?= ?-|env_keep.*\b(LD_|NODE_|PYTHON|PERL|BASH_ENV|PATH\b)|secure_path ?= ?(?!"?[/:\w]*"?$)|secure_path.*\/(tmp|home|var|dev|run)\b/;

const OF_DEBIAN = [
  /^(root|%sudo|%admin) ALL ?= ?\(ALL(:ALL)?\) ALL$/,
  /^[@#]includedir \/etc\/sudoers\.d$/,
  /^(User|Runas|Host|Cmnd|Cmd)_Alias /,
  /^Defaults\b/,
];

const isOpen = ({ text }: SudoRule): boolean =>
  OPENS.test(text) || Object.values(USERS).some((name) => text.includes(name));

function sudoFinding({ machine }: MachineContext): CheckFinding {
  const others = [SUDOERS, ...filesIn(machine)]
    .flatMap((file) => rulesIn(machine, file))
    .filter(({ text }) => OPENS.test(text) || !OF_DEBIAN.some((known) => known.test(text)));
  const [first] = others;
  if (first === undefined)
    return good(textOf(machine, SUDOERS) === null ? 'sudo is not installed' : 'only the rules of Debian');
  const rule = others.find(isOpen) ?? first;
  const more = others.length > 1 ? `, and ${others.length - 1} more` : '';
  const found = `${JSON.stringify(rule.text)} in ${rule.file}${more}`;
  const fix = rule.file === SUDOERS ? 'delete this line: sudo visudo' : `sudo rm ${rule.file}`;
  return isOpen(rule) ? bad(found, fix) : warning(found, `if your staff did not put it there: ${fix}`);
}

export const SUDO_CHECKS: readonly CheckSpec[] = [
  {
    id: 'sudo-rules',
    group: 'root',
    title: 'Rules of sudo',
    expected: 'Debian’s rules: the group sudo, with a password',
    onlyInstalled: true,
    look: sudoFinding,
  },
];
