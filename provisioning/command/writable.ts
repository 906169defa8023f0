import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { systemWords } from './input.ts';

/** A user of this machine. */
export interface User {
  readonly uid: number;
  /** A number where the system has no name for it. */
  readonly name: string;
}

/** A folder that the kiosk writes into, as it is now. */
export interface FolderLook {
  /** The folder itself, or the nearest one above it that can be seen. */
  readonly there: string;
  readonly writable: boolean;
  /** What the system says of writing there, such as `EACCES`; `null` where it can be written. */
  readonly refusal: string | null;
  /** Whether it is there cannot be told: this user may not look into `there`. */
  readonly hidden: boolean;
  /** Whose `there` is. */
  readonly owner: User;
}

export function lookAtFolder(folder: string): FolderLook {
  let there = folder;
  let hidden = false;
  for (; dirname(there) !== there; there = dirname(there)) {
    const code = refusalOf(() => statSync(there));
    if (code === null) break;
    hidden = code === 'EACCES';
  }
  const its = statSync(there);
  const refusal = its.isDirectory() ? refusalOf(() => accessSync(there, constants.W_OK | constants.X_OK)) : 'ENOTDIR';
  return { there, writable: refusal === null, refusal, hidden, owner: { uid: its.uid, name: nameOf(its.uid) } };
}

/** What to do about a folder that this user cannot write, for doctor and for a start that failed. */
export function folderFix(folder: string, look = lookAtFolder(folder), user = thisUser()): string {
  const { there, refusal, hidden, owner } = look;
  if (refusal === 'ENOTDIR') return `ledger.file points below ${there}, which is no folder: ${ANOTHER_FOLDER}`;
  if (refusal === 'EROFS')
    return `the file system of ${there} is read-only: mount it for writing, or ${ANOTHER_FOLDER}`;
  // Only of a folder that is not there: `install -d` takes one that is there away from its owner.
  if (there !== folder && !hidden && !inFolders(folder, KERNEL_FOLDERS))
    return `sudo install -d -o ${user.name} -m 750 ${folder}, or another ledger.file in the profile`;
  if (hidden && FOR_ALL.includes(there)) return `let everybody pass ${there} again: sudo chmod a+x ${there}`;
  if (owner.uid === user.uid) return `chmod u+rwx ${there}`;
  if (isOfTheSystem(there, owner))
    return `ledger.file points into ${there}, which belongs to ${owner.name}: ${ANOTHER_FOLDER}`;
  return `run this as its owner: ${asUser(owner)}`;
}

const ANOTHER_FOLDER = "name a folder of the kiosk's own in ledger.file";

/** Folders that every user may pass on every Linux. */
const FOR_ALL: readonly string[] = ['/', '/home', '/media', '/mnt', '/opt', '/srv', '/usr', '/var', '/var/lib'];

/** How a command is run as another user. */
export const asUser = ({ name }: User): string => `sudo -u ${name} asan-kiosk …`;

/** Files of the kernel: nobody makes a folder there. */
const KERNEL_FOLDERS = ['/proc', '/sys', '/dev'];
const SYSTEM_FOLDERS = [...KERNEL_FOLDERS, '/bin', '/boot', '/etc', '/lib', '/run/systemd', '/sbin', '/usr'];

const inFolders = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

/** The kiosk is not to run as the owner of such a folder. If the name is a number, the machine does not have this user. */
const isOfTheSystem = (folder: string, { uid, name }: User): boolean =>
  uid === 0 || /^\d+$/.test(name) || name === 'nobody' || inFolders(folder, SYSTEM_FOLDERS);

/** One line for a kiosk that could not start because of its folder. */
export function folderTrouble(folder: string, error: unknown): string {
  const look = lookAtFolder(folder);
  const { there, writable, hidden } = look;
  if (writable) return `the folder ${folder} takes no file: ${systemWords(error)}; ${ANOTHER_FOLDER}`;
  const deed = there === folder ? 'written' : hidden ? 'reached' : 'made';
  return `the ledger folder ${folder} can not be ${deed} by ${userName()}: ${folderFix(folder, look)}`;
}

/** Who runs this. */
export const thisUser = (): User => ({ uid: process.getuid?.() ?? -1, name: userName() });

/** Who runs this; a number where the system has no name for it. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // libuv throws where the user is in no passwd, as in some containers.
    return String(process.getuid?.() ?? 'kiosk');
  }
}

/** What a user is called [passwd(5)]; the number where this machine has no name for it. */
export function nameOf(uid: number, passwd = '/etc/passwd'): string {
  let users = '';
  try {
    users = readFileSync(passwd, 'utf8');
  } catch {
    // Without the file there are numbers.
  }
  const found = users.split('\n').find((line) => line.split(':')[2] === String(uid));
  return found?.split(':')[0] ?? String(uid);
}

/** The code with which the system refuses something; `null` where it does not. */
function refusalOf(look: () => unknown): string | null {
  try {
    look();
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
    throw error;
  }
}
