import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { USERS } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good } from './check.ts';
import { linesOf, type MachineAccess, type MachineContext, textOf } from './machine-port.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly shell: string;
}

export function accountOf(machine: MachineAccess, name: string): Account | null {
  const line = linesOf(textOf(machine, '/etc/passwd') ?? '').find((each) => each.startsWith(`${name}:`));
  if (line === undefined) return null;
  const [, , uid, gid, , , shell = ''] = line.split(':');
  return { uid: Number(uid), gid: Number(gid), shell };
}

/** Groups of a user, by name with their number: the primary group, and the groups in group(5) that list the user. */
export function groupsOf(machine: MachineAccess, name: string): ReadonlyMap<string, number> {
  const own = accountOf(machine, name)?.gid;
  const groups = linesOf(textOf(machine, '/etc/group') ?? '').flatMap((line): [string, number][] => {
    const [group = '', , gid, members = ''] = line.split(':');
    return Number(gid) === own || members.split(',').includes(name) ? [[group, Number(gid)]] : [];
  });
  return new Map(groups);
}

export function accountName(machine: MachineAccess, uid: number): string {
  const line = linesOf(textOf(machine, '/etc/passwd') ?? '').find((each) => each.split(':')[2] === String(uid));
  return line?.split(':')[0] ?? String(uid);
}

export function groupName(machine: MachineAccess, gid: number): string {
  const line = linesOf(textOf(machine, '/etc/group') ?? '').find((each) => each.split(':')[2] === String(gid));
  return line?.split(':')[0] ?? String(gid);
}

const SHELLS = ['/usr/sbin/nologin', '/sbin/nologin', '/bin/false', '/usr/bin/false'];

/** [sysusers.d(5)] */
const MAKE_FIX = 'sudo systemd-sysusers';

function usersFinding({ machine }: MachineContext): CheckFinding {
  for (const name of Object.values(USERS)) {
    const account = accountOf(machine, name);
    if (!account) return bad(`there is no user ${name}`, MAKE_FIX);
    if (account.uid === 0) return bad(`${name} is root`, `sudo userdel -f ${name} && ${MAKE_FIX}`);
    if (!SHELLS.includes(account.shell))
      return bad(`${name} can log in (${account.shell})`, `sudo usermod -s /usr/sbin/nologin ${name}`);
  }
  return good(Object.values(USERS).join(', '));
}

const NOT_FOR_GLASS = [
  USERS.kiosk,
  'input',
  'shadow',
  'kmem',
  'dialout',
  'plugdev',
  'lp',
  'disk',
  'sudo',
  'adm',
  'root',
  'systemd-journal',
];
const NOT_FOR_KIOSK = ['sudo', 'adm', 'root', 'disk', 'shadow', 'systemd-journal'];

function groupsFinding({ machine }: MachineContext): CheckFinding {
  for (const [name, refused] of [
    [USERS.glass, NOT_FOR_GLASS],
    [USERS.kiosk, NOT_FOR_KIOSK],
  ] as const) {
    const groups = groupsOf(machine, name);
    const wrong = refused.filter((group) => groups.has(group));
    if (wrong[0] !== undefined)
      return bad(
        `${name} is in ${wrong.join(', ')}`,
        `sudo gpasswd -d ${name} ${wrong[0]}; if ${name} is not a member, it is the primary group: sudo usermod -g ${name} ${name}`,
      );
  }
  if (!groupsOf(machine, USERS.kiosk).has(USERS.kiosk))
    return bad(
      `${USERS.kiosk} is not in the group of the devices`,
      `sudo usermod -aG ${USERS.kiosk} ${USERS.kiosk} && ${RESTART_KIOSK_COMMAND}`,
    );
  return good('each in the groups that it needs');
}

export const ACCOUNT_CHECKS: readonly CheckSpec[] = [
  {
    id: 'users',
    group: 'permissions',
    title: 'The users of kiosk and browser',
    expected: 'both exist, and no login as one of them is possible',
    onlyInstalled: true,
    look: usersFinding,
  },
  {
    id: 'groups',
    group: 'permissions',
    title: 'The groups of the users of kiosk and browser',
    expected:
      'the user of the browser is in no group that opens a device, the user of the kiosk in no group that opens the machine',
    onlyInstalled: true,
    look: groupsFinding,
  },
];
