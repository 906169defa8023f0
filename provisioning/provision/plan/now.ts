import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { ok } from '../../../drivers/result.ts';
import { describeSystemError } from '../../command/input.ts';
import { userNameOf } from '../../command/writable.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import type { InstalledEntry } from './desired.ts';
import { isThere, ownerIn, type ProvisionTarget } from './target.ts';

/** Target of a link, bytes of a file. */
export type CurrentEntry =
  | { readonly is: 'absent' }
  | { readonly is: 'link'; readonly to: string }
  | { readonly is: 'file'; readonly bytes: Buffer; readonly mode: number; readonly uid: number; readonly gid: number }
  | { readonly is: 'other' };

export function readCurrentEntry(target: ProvisionTarget, path: string): ProvisionResult<CurrentEntry> {
  try {
    const at = target.at(path);
    const its = lstatSync(at, { throwIfNoEntry: false });
    if (!its) return ok({ is: 'absent' });
    if (its.isSymbolicLink()) return ok({ is: 'link', to: readlinkSync(at) });
    if (!its.isFile()) return ok({ is: 'other' });
    return ok({ is: 'file', bytes: readFileSync(at), mode: its.mode & 0o7777, uid: its.uid, gid: its.gid });
  } catch (error) {
    return provisionTrouble(
      'PRV-134',
      `${path} cannot be read: ${describeSystemError(error)}`,
      'run it as root: sudo asan-kiosk provision …',
    );
  }
}

/** `null`: no difference. Never shows content, which may be secret. */
export function describeDifference(
  target: ProvisionTarget,
  wanted: InstalledEntry,
  now: CurrentEntry,
): ProvisionResult<{ now: string; after: string } | null> {
  if (now.is === 'other')
    return provisionTrouble(
      'PRV-134',
      `${wanted.path} is no file`,
      `move it away: sudo mv ${wanted.path} ${wanted.path}.old`,
    );
  if ('to' in wanted) {
    if (now.is === 'link' && zoneOf(now.to) === zoneOf(wanted.to)) return ok(null);
    return ok({ now: now.is === 'link' ? zoneOf(now.to) : now.is, after: zoneOf(wanted.to) });
  }
  const owner = ownerIn(target, wanted.owner, wanted.group);
  if (!owner.ok) return owner;
  const after = `${permissions(wanted.mode)} ${wanted.owner}:${wanted.group}`;
  if (now.is !== 'file') return ok({ now: now.is, after: `${Buffer.byteLength(wanted.text)} bytes, ${after}` });
  const isSame = now.bytes.equals(Buffer.from(wanted.text));
  const isOwned = owner.value === null || (owner.value.uid === now.uid && owner.value.gid === now.gid);
  if (isSame && isOwned && now.mode === wanted.mode) return ok(null);
  if (!isSame) return ok({ now: 'another text', after: `${Buffer.byteLength(wanted.text)} bytes, ${after}` });
  return ok({
    now: `${permissions(now.mode)} ${ownerWords(target, now.uid)}, group ${now.gid}`,
    after,
  });
}

function ownerWords(target: ProvisionTarget, uid: number): string {
  return isThere(target, '/etc/passwd') ? userNameOf(uid, target.file('/etc/passwd')) : String(uid);
}

const permissions = (mode: number): string => mode.toString(8).padStart(4, '0');

/** Debian's installer writes the link relative, with an alias: `../usr/share/zoneinfo/Asia/Baku`. */
const zoneOf = (to: string): string => to.replace(/^.*\/zoneinfo\//, '');
