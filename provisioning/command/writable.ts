import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { describeSystemError } from './input.ts';

export interface SystemUser {
  readonly uid: number;
  /** User id if the system has no name. */
  readonly name: string;
}

export interface FolderAccess {
  /** The folder, or the nearest visible folder above it. */
  readonly there: string;
  readonly writable: boolean;
  /** Error code, such as `EACCES`; `null`: can be written. */
  readonly refusal: string | null;
  readonly hidden: boolean;
  readonly owner: SystemUser;
}

export function inspectFolderAccess(folder: string): FolderAccess {
  let there = folder;
  let hidden = false;
  for (; dirname(there) !== there; there = dirname(there)) {
    const code = refusalOf(() => statSync(there));
    if (code === null) break;
    hidden = code === 'EACCES';
  }
  const its = statSync(there);
  const refusal = its.isDirectory() ? refusalOf(() => accessSync(there, constants.W_OK | constants.X_OK)) : 'ENOTDIR';
  return { there, writable: refusal === null, refusal, hidden, owner: { uid: its.uid, name: userNameOf(its.uid) } };
}

/** Fix for a folder that this user cannot write, for doctor and for a failed start. */
export function unwritableFolderFix(folder: string, look = inspectFolderAccess(folder), user = thisUser()): string {
  const { there, refusal, hidden, owner } = look;
  if (refusal === 'ENOTDIR') return `ledger.file points below ${there}, which is not a folder: ${ANOTHER_FOLDER}`;
  if (refusal === 'EROFS')
    return `the file system of ${there} is read-only: mount it for writing, or ${ANOTHER_FOLDER}`;
  // `install -d` would take an existing folder away from its owner.
  if (there !== folder && !hidden && !inFolders(folder, KERNEL_FOLDERS))
    return `sudo install -d -o ${user.name} -m 750 ${folder}, or another ledger.file in the profile`;
  if (hidden && FOR_ALL.includes(there)) return `give all users access to ${there} again: sudo chmod a+x ${there}`;
  if (owner.uid === user.uid) return `chmod u+rwx ${there}`;
  if (isOfTheSystem(there, owner))
    return `ledger.file points into ${there}, which belongs to ${owner.name}: ${ANOTHER_FOLDER}`;
  return `run this as its owner: ${asUser(owner)}`;
}

const ANOTHER_FOLDER = "name a folder of the kiosk's own in ledger.file";

const FOR_ALL: readonly string[] = ['/', '/home', '/media', '/mnt', '/opt', '/srv', '/usr', '/var', '/var/lib'];

export const asUser = ({ name }: SystemUser): string => `sudo -u ${name} asan-kiosk …`;

const KERNEL_FOLDERS = ['/proc', '/sys', '/dev'];
const SYSTEM_FOLDERS = [...KERNEL_FOLDERS, '/bin', '/boot', '/etc', '/lib', '/run/systemd', '/sbin', '/usr'];

const inFolders = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

/** A number as name: the machine lacks this user. */
const isOfTheSystem = (folder: string, { uid, name }: SystemUser): boolean =>
  uid === 0 || /^\d+$/.test(name) || name === 'nobody' || inFolders(folder, SYSTEM_FOLDERS);

export function describeUnwritableFolder(folder: string, error: unknown): string {
  const look = inspectFolderAccess(folder);
  const { there, writable, hidden } = look;
  if (writable) return `the folder ${folder} does not accept a file: ${describeSystemError(error)}; ${ANOTHER_FOLDER}`;
  const deed = there === folder ? 'written' : hidden ? 'reached' : 'made';
  return `the ledger folder ${folder} can not be ${deed} by ${userName()}: ${unwritableFolderFix(folder, look)}`;
}

export const thisUser = (): SystemUser => ({ uid: process.getuid?.() ?? -1, name: userName() });

/** Name of the current user, or the number if the system has no name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // libuv throws if passwd does not have the user, as in some containers.
    return String(process.getuid?.() ?? 'kiosk');
  }
}

/** Name of a user [passwd(5)], or the number if this machine has no name. */
export function userNameOf(uid: number, passwd = '/etc/passwd'): string {
  let users = '';
  try {
    users = readFileSync(passwd, 'utf8');
  } catch {}
  const found = users.split('\n').find((line) => line.split(':')[2] === String(uid));
  return found?.split(':')[0] ?? String(uid);
}

function refusalOf(look: () => unknown): string | null {
  try {
    look();
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
    throw error;
  }
}
