import { mkdirSync, statSync } from 'node:fs';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { shortPath } from '../command/places.ts';
import { asUser, describeUnwritableFolder, type SystemUser, thisUser, userNameOf } from '../command/writable.ts';

/**
 * Root becomes the user who owns the ledger's folder, for good: files of root beside the ledger would lock out the kiosk's user. Other users
 * get an error. If the folder is missing, this function makes it.
 */
export function becomeLedgerOwner(folder: string): Result<void, CliTrouble> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    return failed(describeUnwritableFolder(folder, error));
  }
  const { uid, gid } = statSync(folder);
  const user = thisUser();
  if (uid === user.uid || user.uid === -1) return ok(undefined);
  const owner = { uid, name: userNameOf(uid) };
  if (user.uid !== 0) return failed(`${shortPath(folder)} belongs to ${owner.name}: run this as ${asUser(owner)}`);
  become(owner, gid);
  return ok(undefined);
}

/** Node's types lack `initgroups` [Node, process.initgroups]. */
interface WithGroups extends NodeJS.Process {
  readonly initgroups?: (user: string | number, extraGroup: number) => void;
}

/** Becomes the user for good. The user's groups give access to the devices. */
function become({ uid, name }: SystemUser, gid: number): void {
  (process as WithGroups).initgroups?.(/^\d+$/.test(name) ? uid : name, gid);
  process.setgid?.(gid);
  process.setuid?.(uid);
}
