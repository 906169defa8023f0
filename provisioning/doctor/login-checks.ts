import type { Profile } from '../../device/config/profile.ts';
import { bad, type CheckFinding, type CheckSpec, good, warning, withProfile } from './check.ts';
import { linesOf, type MachineAccess, type MachineContext, readFileStatus, textOf } from './machine-port.ts';

interface Login {
  readonly name: string;
  readonly uid: number;
  readonly home: string;
  /** Hash from shadow(5) if passwd(5) has `x`. Empty: any password is accepted. */
  readonly password: string;
}

function loginsOf(machine: MachineAccess): readonly Login[] {
  const shadow = new Map(
    linesOf(textOf(machine, '/etc/shadow') ?? '').map((line) => {
      const [name = '', password = ''] = line.split(':');
      return [name, password];
    }),
  );
  return linesOf(textOf(machine, '/etc/passwd') ?? '').map((line) => {
    const [name = '', password = '', uid = '', , , home = ''] = line.split(':');
    return { name, uid: Number(uid), home, password: password === 'x' ? (shadow.get(name) ?? '*') : password };
  });
}

/** Whether there is a hash, neither locked (`!`) nor absent (`*`) [shadow(5)]. */
const hasPassword = ({ password }: Login): boolean => /^[^!*]/.test(password);

/** Services have lower ids in Debian [adduser.conf(5), FIRST_UID]. */
const FIRST_PERSON = 1_000;
const NOBODY = 65_534;
const isPerson = ({ uid }: Login): boolean => uid >= FIRST_PERSON && uid < NOBODY;

function wrongWith(login: Login): CheckFinding | null {
  const { name, uid, password } = login;
  if (uid === 0 && name !== 'root')
    return bad(`${name} is root by another name (uid 0)`, `sudo sed -i '/^${name}:/d' /etc/passwd /etc/shadow`);
  if (password === '') return bad(`no password is needed for ${name}`, `sudo passwd --lock ${name}`);
  if (hasPassword(login) && uid !== 0 && !isPerson(login))
    return bad(
      `${name} is a service user and has a password`,
      `sudo passwd --lock ${name} && sudo usermod -s /usr/sbin/nologin ${name}`,
    );
  return null;
}

function passwordsFinding({ machine }: MachineContext): CheckFinding {
  const shadow = readFileStatus(machine, '/etc/shadow');
  if (shadow && (shadow.mode & 0o027) !== 0)
    return bad(
      '/etc/shadow: all users may read the password hashes, or users other than root may write them',
      'sudo chown root:shadow /etc/shadow && sudo chmod 640 /etc/shadow, and set a new password for each user with a password',
    );
  const logins = loginsOf(machine);
  const wrong = logins.flatMap((login) => wrongWith(login) ?? []);
  if (wrong.length > 0)
    return bad(wrong.map(({ found }) => found).join('; '), wrong.map(({ fix }) => fix).join(' && '));
  const names = logins.filter(hasPassword).map(({ name }) => name);
  return good(names.length === 0 ? 'no account has a password' : `with a password: ${names.join(', ')}`);
}

const SUDO_GROUPS = ['sudo', 'admin', 'wheel'];

/** Debian's sudo allows the group; root may have a password too. */
function administratorsFinding({ machine }: MachineContext): CheckFinding {
  const members = linesOf(textOf(machine, '/etc/group') ?? '').flatMap((line) => {
    const [group = '', , , names = ''] = line.split(':');
    return SUDO_GROUPS.includes(group) ? names.split(',').filter((name) => name !== '') : [];
  });
  const root = loginsOf(machine).filter((login) => login.uid === 0 && hasPassword(login));
  const all = [...new Set([...root.map(({ name }) => name), ...members])];
  const [first] = members;
  if (all.length < 2 || first === undefined) return good(all.length === 0 ? 'nobody by a password' : all.join(', '));
  return warning(
    `${all.length} accounts: ${all.join(', ')}`,
    `keep one account that you know, and take this right from the others, such as: sudo gpasswd -d ${members.at(-1)} sudo${root.length > 0 ? ', or sudo passwd --lock root' : ''}`,
  );
}

const KEY_FILES = ['.ssh/authorized_keys', '.ssh/authorized_keys2'];

interface KeyFile {
  readonly login: Login;
  readonly file: string;
  readonly keys: readonly string[];
}

/** [sshd(8), AUTHORIZED_KEYS FILE FORMAT] */
function keyFilesOf(machine: MachineAccess): readonly KeyFile[] {
  return loginsOf(machine)
    .filter(({ home }) => home.length > 1 && home !== '/nonexistent')
    .flatMap((login) =>
      KEY_FILES.flatMap((name) => {
        const file = `${login.home}/${name}`;
        const keys = linesOf(textOf(machine, file) ?? '').filter((line) => !line.trim().startsWith('#'));
        return keys.length === 0 ? [] : [{ login, file, keys: keys.map(commentOf) }];
      }),
    );
}

const commentOf = (line: string): string => /(?:ssh|ecdsa|sk)-\S+ \S+ (.+)$/.exec(line)?.[1]?.trim() ?? 'no name';

function keysFinding({ network }: Profile, machine: MachineAccess): CheckFinding {
  const files = keyFilesOf(machine);
  const service = files.find(({ login }) => login.uid !== 0 && !isPerson(login));
  if (service)
    return bad(`${service.login.name} is a service user and has keys: ${service.file}`, `sudo rm ${service.file}`);
  const open = files.find(({ file }) => ((readFileStatus(machine, file)?.mode ?? 0) & 0o022) !== 0);
  if (open) return bad(`${open.file}: users other than its owner may write it`, `sudo chmod 600 ${open.file}`);
  const found = files.map(({ login, keys }) => `${login.name}: ${keys.join(', ')}`).join('; ');
  if (files.length === 0) return good('none');
  if (network?.admin) return good(found);
  return warning(
    `${found}; the profile has no network.admin, so no login by ssh is possible`,
    `sudo rm ${[...new Set(files.map(({ file }) => file))].join(' ')}; or name the networks for ssh in the order (admin)`,
  );
}

const ofRoot = (check: Omit<CheckSpec, 'group' | 'onlyInstalled'>): CheckSpec => ({
  ...check,
  group: 'root',
  onlyInstalled: true,
});

export const LOGIN_CHECKS: readonly CheckSpec[] = [
  ofRoot({
    id: 'passwords',
    title: 'Accounts with a password',
    expected: 'only root and people may have a password, and no password is empty; only root has the user ID 0',
    look: passwordsFinding,
  }),
  ofRoot({
    id: 'administrators',
    title: 'Who may become root',
    expected: 'at most one account',
    look: administratorsFinding,
  }),
  ofRoot({
    id: 'ssh-keys',
    title: 'Keys that open an account',
    expected: 'none, or keys of people if the profile allows ssh',
    look: withProfile((profile, { machine }) => keysFinding(profile, machine)),
  }),
];
