import { USERS } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, warning } from './check.ts';
import { linesOf, type MachineAccess, type MachineContext, textOf } from './machine-port.ts';

interface Group {
  readonly name: string;
  readonly gid: string;
  readonly members: readonly string[];
}

interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: string;
}

const groupsIn = (machine: MachineAccess): readonly Group[] =>
  linesOf(textOf(machine, '/etc/group') ?? '').map((line) => {
    const [name = '', , gid = '', members = ''] = line.split(':');
    return { name, gid, members: members.split(',').filter((each) => each !== '') };
  });

const usersIn = (machine: MachineAccess): readonly User[] =>
  linesOf(textOf(machine, '/etc/passwd') ?? '').map((line) => {
    const [name = '', , uid, gid = ''] = line.split(':');
    return { name, uid: Number(uid), gid };
  });

/** Groups that let members become root, or read and write every file. */
const OPENS_ALL: Readonly<Record<string, string>> = {
  disk: 'can write the disk below every file',
  shadow: 'can read the hash of every password',
  kmem: 'can read the memory',
  docker: 'can start containers as root',
  lxd: 'can start containers as root',
  incus: 'can start containers as root',
  'incus-admin': 'can start containers as root',
  libvirt: 'can start machines as root',
  kvm: 'can start machines',
};

/** Groups that let members see or do what the kiosk protects. */
const OPENS_PART: Readonly<Record<string, string>> = {
  adm: 'can read the log of the machine',
  'systemd-journal': 'can read the log of the machine',
  input: 'can read what citizens type',
  tty: 'can write to the consoles',
  video: 'can see what citizens see',
  dialout: 'can open the devices of the cabinet',
  lp: 'can open the printers',
  plugdev: 'can let USB devices in',
  gpio: 'can switch the lines of the board',
  [USERS.kiosk]: 'can open the devices of the cabinet',
  [USERS.glass]: 'can read the key of the start page',
};

const OF_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  adm: ['syslog', 'logcheck'],
  video: ['sddm', 'lightdm'],
  plugdev: ['_gpsd', 'gpsd'],
  dialout: ['_gpsd', 'gpsd'],
  lp: ['lp', 'saned', 'cups-pk-helper'],
};

function strangersIn(group: Group, all: readonly Group[], users: readonly User[]): readonly string[] {
  const known = all.filter(({ name }) => name === 'sudo').flatMap(({ members }) => members);
  const own: readonly string[] = [...Object.values(USERS), ...(OF_PACKAGES[group.name] ?? [])];
  // A second group name with the same number gives the same access.
  const listed = all.filter(({ gid }) => gid === group.gid).flatMap(({ members }) => members);
  const byNumber = users.filter(({ gid }) => gid === group.gid).map(({ name }) => name);
  const roots = users.filter(({ uid }) => uid === 0).map(({ name }) => name);
  return [...new Set([...listed, ...byNumber])].filter((name) => ![...known, ...own, ...roots].includes(name));
}

function membersFinding({ machine }: MachineContext): CheckFinding {
  const [groups, users] = [groupsIn(machine), usersIn(machine)];
  const found = groups.flatMap((group) => {
    const opens = OPENS_ALL[group.name] ?? OPENS_PART[group.name];
    if (opens === undefined) return [];
    return strangersIn(group, groups, users).map((name) => ({ name, group, opens, isAll: group.name in OPENS_ALL }));
  });
  if (found.length === 0) return good('only users of packages, and members of sudo');
  const words = found.map(({ name, group, opens }) => `${name} is in ${group.name} and ${opens}`).join('; ');
  const fix = found.map(({ name, group }) => outOf(name, group, groups, users)).join(' && ');
  return found.some(({ isAll }) => isAll) ? bad(words, fix) : warning(words, fix);
}

/** A primary group has no line with the user; the fix makes `nogroup` the primary group [passwd(5)]. */
function outOf(name: string, { gid }: Group, groups: readonly Group[], users: readonly User[]): string {
  const lines = groups.filter((each) => each.gid === gid && each.members.includes(name));
  const own = users.some((each) => each.name === name && each.gid === gid) ? [`sudo usermod -g nogroup ${name}`] : [];
  return [...own, ...lines.map((each) => `sudo gpasswd -d ${name} ${each.name}`)].join(' && ');
}

const ADMIN_GROUP = 'asan-kiosk-admin';

/** System accounts without login [base-passwd, users-and-groups]. */
const isOfBase = ({ uid }: User): boolean => (uid > 0 && uid < 100) || uid === 65_534;

function adminsFinding({ machine }: MachineContext): CheckFinding {
  const members = groupsIn(machine).find(({ name }) => name === ADMIN_GROUP)?.members ?? [];
  const users = usersIn(machine);
  const wrong = members.filter((name) => {
    const user = users.find((each) => each.name === name);
    return !user || isOfBase(user);
  });
  if (wrong.length === 0) return good(members.length === 0 ? 'nobody' : members.join(', '));
  const others = members.filter((name) => !wrong.includes(name));
  return warning(
    `${wrong.map((name) => (users.some((each) => each.name === name) ? `${name}: a system account, which belongs to no person` : `${name}: there is no such user`)).join('; ')}${others.length > 0 ? `; besides ${others.join(', ')}` : ''}`,
    `${wrong.map((name) => `sudo gpasswd -d ${name} ${ADMIN_GROUP}`).join(' && ')} && sudo systemctl reload asan-firewall.service`,
  );
}

const ofRoot = installedCheck('root');

export const USER_GROUP_CHECKS: readonly CheckSpec[] = [
  ofRoot({
    id: 'group-members',
    title: 'Members of the groups that open the disk, the log or the devices',
    expected: 'only users of packages, and users who may become root anyway',
    look: membersFinding,
  }),
  ofRoot({
    id: 'kiosk-admins',
    title: `Members of ${ADMIN_GROUP} (they reach the ports of the kiosk)`,
    expected: 'people, and users of services that the technician added',
    look: adminsFinding,
  }),
];
