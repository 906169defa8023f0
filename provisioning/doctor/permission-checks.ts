import { BESIDE_LEDGER } from '../../device/files/beside-ledger.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { INSTALLED, USERS } from '../machine/installed.ts';
import { ACCOUNT_CHECKS, accountName, accountOf, groupName, groupsOf } from './accounts.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  listShort,
  skipped,
  withProfile,
  worstOf,
} from './check.ts';
import { CREDENTIAL_FOLDERS, missingCredentialFinding } from './credential-checks.ts';
import { ledgerPlaceFinding } from './ledger-place.ts';
import { type MachineAccess, namesIn, readFileStatus } from './machine-port.ts';

interface Kept {
  readonly path: string;
  /** Absent: the check `state-folder` covers the owner. */
  readonly owner?: string;
  readonly group?: string;
  readonly most: number;
  /** The glass's folder passes on its group (setgid). */
  readonly special?: number;
}

const octal = (mode: number): string => mode.toString(8).padStart(3, '0');

function keptFinding(machine: MachineAccess, { path, owner, group, most, special = 0 }: Kept): CheckFinding | null {
  const its = readFileStatus(machine, path);
  if (!its) return null;
  const uid = owner === 'root' ? 0 : owner && accountOf(machine, owner)?.uid;
  if (owner !== undefined && its.uid !== uid)
    return bad(`${path} belongs to ${accountName(machine, its.uid)}`, `sudo chown ${owner} ${path}`);
  const more = its.mode & 0o777 & ~most;
  const isOther = group !== undefined && its.gid !== gidOf(machine, group);
  if (more !== 0) {
    const who = more & 0o007 ? 'everybody' : 'its group';
    const what = more & 0o022 ? 'write' : more & 0o044 ? 'read' : 'pass';
    return bad(
      `${path} has mode ${octal(its.mode)}: ${who} may ${what} it`,
      `${isOther ? `sudo chgrp ${group} ${path} && ` : ''}sudo chmod ${octal(most | special)} ${path}`,
    );
  }
  if (isOther)
    return bad(
      `${path} has the group ${groupName(machine, its.gid)}, so ${group} cannot use it`,
      `sudo chgrp ${group} ${path} && sudo chmod ${octal(most | special)} ${path}`,
    );
  return good(`${path} ${octal(its.mode)}`);
}

function gidOf(machine: MachineAccess, group: string): number | undefined {
  return groupsOf(machine, group).get(group) ?? accountOf(machine, group)?.gid;
}

const { kiosk: KIOSK, glass: GLASS } = USERS;

function fixOfAll(findings: readonly CheckFinding[]): string {
  const commands = new Map<string, string[]>();
  for (const { fix } of findings) {
    if (fix === null) continue;
    const end = fix.lastIndexOf(' ');
    const files = commands.get(fix.slice(0, end)) ?? [];
    commands.set(fix.slice(0, end), [...files, fix.slice(end + 1)]);
  }
  return [...commands].map(([command, files]) => `${command} ${files.join(' ')}`).join(' && ');
}

const keptCheck = (
  check: Pick<CheckSpec, 'id' | 'title' | 'expected'>,
  kept: (machine: MachineAccess) => readonly Kept[],
  none: CheckFinding,
): CheckSpec & { readonly look: (context: CheckContext) => CheckFinding } => ({
  ...check,
  group: 'permissions',
  onlyInstalled: true,
  look({ machine }) {
    const findings = kept(machine).flatMap((each) => keptFinding(machine, each) ?? []);
    if (findings.length === 0) return none;
    const worst = worstOf(findings, '');
    if (worst.state === 'ok') return good(`${findings.length} files and folders, with the expected owner and mode`);
    return { ...worst, fix: fixOfAll(findings) };
  },
});

const REINSTALL = 'sudo systemd-tmpfiles --create asan-kiosk.conf';
const NOT_YET = skipped('none yet: the first start makes them');

/** systemd passes credentials only to the kiosk's unit [systemd-creds(1), systemd.exec(5): ImportCredential=]. */
const credentials = (machine: MachineAccess): readonly Kept[] =>
  CREDENTIAL_FOLDERS.flatMap((folder) =>
    namesIn(machine, folder)
      .filter((name) => name.startsWith('asan-kiosk.'))
      .map((name) => ({ path: `${folder}/${name}`, owner: 'root', most: 0o600 })),
  );

const PUBLIC = ['.lock', '.cosigned'];

const besideLedger = (): readonly Kept[] =>
  ['', ...Object.keys(BESIDE_LEDGER)]
    .filter((part) => !PUBLIC.includes(part))
    .map((part): Kept => ({ path: `${INSTALLED.ledger}${part}`, most: 0o600 }))
    .concat(PUBLIC.map((part) => ({ path: `${INSTALLED.ledger}${part}`, most: 0o755 })));

function filesOfKiosk(machine: MachineAccess): readonly string[] {
  const { state, glass, startPage, ledger } = INSTALLED;
  const names = machine.list(state);
  const logs = (names.ok ? names.value : []).filter((name) => name.startsWith('kiosk.jsonl'));
  const beside = ['', ...Object.keys(BESIDE_LEDGER)].map((part) => `${ledger}${part}`);
  return [state, ...beside, ...logs.map((name) => `${state}/${name}`), glass, startPage];
}

/** Files of the kiosk with another owner, for example after a wrong `chown` or a new number of the kiosk's user. */
export function kioskFilesOfOtherOwners(
  machine: MachineAccess,
): readonly { readonly path: string; readonly uid: number }[] {
  const kiosk = accountOf(machine, KIOSK)?.uid;
  return filesOfKiosk(machine).flatMap((path) => {
    const its = readFileStatus(machine, path);
    return its && its.uid !== kiosk ? [{ path, uid: its.uid }] : [];
  });
}

/** Changes owners and restarts the kiosk, because a running kiosk may still have the former number of its user. */
export const ownersFix = (paths: readonly string[]): string =>
  `sudo chown ${KIOSK} ${paths.join(' ')} && ${RESTART_KIOSK_COMMAND}`;

function ownersFinding(machine: MachineAccess): CheckFinding | null {
  const foreign = kioskFilesOfOtherOwners(machine);
  if (foreign.length === 0) return null;
  const owners = [...new Set(foreign.map(({ uid }) => accountName(machine, uid)))];
  const paths = foreign.map(({ path }) => path);
  return bad(
    owners.length === 1 && paths.length > 1
      ? `${paths.length} files of the kiosk belong to ${owners[0]}: ${listShort(paths)}`
      : listShort(foreign.map(({ path, uid }) => `${path} belongs to ${accountName(machine, uid)}`)),
    ownersFix(paths),
  );
}

const STATE_FOLDER = keptCheck(
  {
    id: 'state-folder',
    title: 'The kiosk’s own folder, and the owner of its files',
    expected: 'owned by the kiosk; other users may only pass',
  },
  () => [{ path: INSTALLED.state, most: 0o711 }],
  bad(`there is no ${INSTALLED.state}`, REINSTALL),
);

const CREDENTIALS_KEPT = keptCheck(
  {
    id: 'credentials',
    title: 'The secrets of the kiosk, and their readers',
    expected: 'every secret in the profile exists; only root reads them, and systemd passes them on',
  },
  credentials,
  skipped('there are none: nothing here needs one'),
);

export const PERMISSION_CHECKS: readonly CheckSpec[] = [
  ...ACCOUNT_CHECKS,
  keptCheck(
    {
      id: 'config-folder',
      title: 'The folder of the technician’s settings',
      expected: 'root writes, the kiosk may pass, no other user has rights',
    },
    () => [{ path: INSTALLED.config, owner: 'root', group: KIOSK, most: 0o750 }],
    bad(`there is no ${INSTALLED.config}`, REINSTALL),
  ),
  keptCheck(
    {
      id: 'profile-private',
      title: 'Who reads the profile',
      expected: 'root writes it, the kiosk reads it, no other user has rights',
    },
    () => [{ path: INSTALLED.profile, owner: 'root', group: KIOSK, most: 0o640 }],
    bad(`there is no ${INSTALLED.profile}`, 'sudo asan-kiosk provision'),
  ),
  { ...STATE_FOLDER, look: (context) => ownersFinding(context.machine) ?? STATE_FOLDER.look(context) },
  keptCheck(
    {
      id: 'ledger-private',
      title: 'Readers of the ledger, its log key and the files beside it',
      expected: 'only the user of the kiosk; all users may read .lock and .cosigned',
    },
    besideLedger,
    NOT_YET,
  ),
  keptCheck(
    {
      id: 'glass-private',
      title: 'Readers of the key of the screen',
      expected: 'the kiosk writes it, the browser reads it, no other user has rights',
    },
    () => [
      { path: INSTALLED.glass, group: GLASS, most: 0o750, special: 0o2000 },
      { path: INSTALLED.startPage, group: GLASS, most: 0o640 },
    ],
    bad(`there is no ${INSTALLED.glass}`, REINSTALL),
  ),
  {
    ...CREDENTIALS_KEPT,
    look: (context) =>
      (context.profile && missingCredentialFinding(context.machine, context.profile)) ?? CREDENTIALS_KEPT.look(context),
  },
  {
    id: 'ledger-place',
    group: 'permissions',
    title: 'The place of the ledger',
    expected: `${INSTALLED.ledger}, which is not a link`,
    onlyInstalled: true,
    look: withProfile((profile, { machine }) => ledgerPlaceFinding(profile, machine)),
  },
];
