import { accessSync, constants, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BESIDE_LEDGER, replacementNameOf } from '../../device/files/beside-ledger.ts';
import { startPageFile, startPageFolder } from '../../device/web/glass-files.ts';
import {
  asUser,
  type FolderAccess,
  inspectFolderAccess,
  type SystemUser,
  thisUser,
  unwritableFolderFix,
  userNameOf,
} from './writable.ts';

const { F_OK, R_OK, W_OK, X_OK } = constants;

const MODES = { write: R_OK | W_OK, read: R_OK, room: F_OK } as const;

export interface StateFileRefusal {
  readonly file: string;
  readonly found: string;
  readonly fix: string;
  readonly code?: 'DSK-101';
}

interface StateFile {
  readonly path: string;
  readonly mode: number;
  readonly is: 'file' | 'folder';
}

/** Files that the kiosk writes, existing or not; docs/operating.md, *What it writes*. */
function stateFiles(ledgerFile: string): readonly StateFile[] {
  const glass = startPageFolder(ledgerFile);
  const file = (path: string, mode: number) => ({ path, mode, is: 'file' }) as const;
  const beside = Object.entries<{ use: keyof typeof MODES; fresh?: true }>(BESIDE_LEDGER);
  return [
    file(ledgerFile, MODES.write),
    ...beside.map(([part, { use }]) => file(`${ledgerFile}${part}`, MODES[use])),
    ...beside.flatMap(([part, { fresh }]) => (fresh ? [file(replacementNameOf(`${ledgerFile}${part}`), W_OK)] : [])),
    file(join(dirname(ledgerFile), 'kiosk.jsonl'), W_OK),
    { path: glass, mode: W_OK | X_OK, is: 'folder' },
    file(replacementNameOf(startPageFile(ledgerFile)), W_OK),
  ];
}

export interface FileAccessQueries {
  readonly user: SystemUser;
  readonly access: (path: string, mode: number) => void;
  readonly ownerOf: (path: string) => SystemUser;
  readonly folder: (path: string) => FolderAccess;
}

const SYSTEM: Omit<FileAccessQueries, 'user'> = {
  access: accessSync,
  folder: inspectFolderAccess,
  ownerOf(path) {
    const { uid } = statSync(path);
    return { uid, name: userNameOf(uid) };
  },
};

/**
 * Existing files that this user cannot use, for example after root ran the kiosk once. If this user may use all of them, as root may: the
 * files that do not belong to the owner of the folder.
 */
export function stateFileRefusals(
  ledgerFile: string,
  asked: FileAccessQueries = { ...SYSTEM, user: thisUser() },
): readonly StateFileRefusal[] {
  const folder = statSync(dirname(ledgerFile), { throwIfNoEntry: false });
  if (!folder?.isDirectory()) return [];
  const keeper = asked.ownerOf(dirname(ledgerFile));
  return stateFiles(ledgerFile).flatMap((its) => {
    const there = lookAt(its.path);
    // A folder as ledger is a mistake of the profile (LDG-106), not to be moved away.
    if (!there || (its.path === ledgerFile && there.isDirectory())) return [];
    return refusal(its, there, keeper, asked) ?? [];
  });
}

/** Like `stateFileRefusals`, for the log, which is opened first. */
export function logFileRefusal(
  file: string,
  asked: FileAccessQueries = { ...SYSTEM, user: thisUser() },
): StateFileRefusal | null {
  const there = lookAt(file);
  return there ? refusal({ path: file, mode: W_OK, is: 'file' }, there, asked.ownerOf(dirname(file)), asked) : null;
}

function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function refusal(
  { path, mode, is }: StateFile,
  there: Stats,
  keeper: SystemUser,
  asked: FileAccessQueries,
): StateFileRefusal | null {
  if ((is === 'folder') !== there.isDirectory()) return misplaced(path, is);
  const { user, access } = asked;
  const owner = asked.ownerOf(path);
  // Only root sees foreign files. A device, such as `/dev/null` for a log, is left out.
  const foreign = user.uid === 0 && keeper.uid !== 0 && owner.uid !== keeper.uid && (is === 'folder' || there.isFile());
  if (foreign)
    return {
      file: path,
      found: `belongs to ${owner.name}, and its folder to ${keeper.name}`,
      fix: given(keeper, path),
    };
  try {
    access(path, mode);
    return null;
  } catch (error) {
    if (isReadOnly(error))
      return {
        file: path,
        found: 'is on a disk that is read-only',
        fix: 'mount the disk for writing; sudo dmesg | tail says why',
        code: 'DSK-101',
      };
    const found = `belongs to ${owner.name}, and ${user.name} can not use it`;
    if (owner.uid === user.uid) return { file: path, found, fix: `chmod u+rw${is === 'folder' ? 'x' : ''} ${path}` };
    const folder = asked.folder(dirname(path));
    // A user who may not write into the folder must not get the file.
    if (!folder.writable) return { file: path, found, fix: unwritableFolderFix(dirname(path), folder, user) };
    const kiosk = keeper.uid === 0 ? user : keeper;
    const isTheirs = owner.uid === kiosk.uid || (owner.uid !== 0 && keeper.uid === 0);
    return { file: path, found, fix: isTheirs ? `run this as its owner: ${asUser(owner)}` : given(kiosk, path) };
  }
}

const isReadOnly = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EROFS';

const given = ({ name }: SystemUser, path: string): string => `sudo chown ${name} ${realpathSync(path)}`;

const misplaced = (path: string, is: StateFile['is']): StateFileRefusal =>
  is === 'folder'
    ? { file: path, found: 'is a file, but must be a folder', fix: `move it away: mv ${path} ${path}.old` }
    : {
        file: path,
        found: 'is a folder, but must be a file',
        fix: `move it away: mv ${path} ${path}.old`,
      };

/** One line for all refusals, with one fix if the same command fixes them; `null` if there are none. */
export function joinStateFileRefusals(
  refusals: readonly StateFileRefusal[],
): { readonly found: string; readonly fix: string } | null {
  const [first, ...others] = refusals;
  if (!first) return null;
  const more =
    others.length === 0
      ? ''
      : `; the same for ${others.length === 1 ? '1 other file' : `${others.length} other files`}`;
  const chown = /^(sudo chown \S+) /.exec(first.fix)?.[1];
  const alike =
    chown === undefined
      ? []
      : others.filter(({ fix }) => fix.startsWith(`${chown} `)).map(({ fix }) => fix.slice(chown.length + 1));
  return {
    found: `${first.file} ${first.found} (${first.code ?? 'LDG-105'})${more}`,
    fix: [first.fix, ...alike].join(' '),
  };
}
