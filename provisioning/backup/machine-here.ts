import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { namedLedgerPath, realLedgerPath } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import type { FileOwner } from '../../device/files/durable-file.ts';
import { resolveTrustedLink } from '../../device/files/real-file.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { readProfile } from '../command/load-profile.ts';
import { type CliTrouble, misused } from '../command/outcome.ts';
import { INSTALLED, USERS } from '../machine/installed.ts';
import { ownerIn, type ProvisionTarget } from '../provision/plan/target.ts';
import { asFailure } from '../provision/trouble.ts';
import type { KioskFilePaths } from './contents.ts';
import type { Manifest } from './manifest.ts';
import { type FileOwnerAndMode, keptProfilePath } from './put-back.ts';

export interface KioskOnMachine {
  readonly isInstalled: boolean;
  readonly files: KioskFilePaths;
  readonly ledgerName: string;
  /** The present profile, or the profile from before an unfinished restore. */
  readonly profile: Profile | null;
  readonly access: FileOwnerAndMode;
  readonly kioskOwner: FileOwner | null;
}

/**
 * Describes the kiosk of this machine. `writes`: files will be written and need their owners. A backup can be checked on a machine without
 * the user and the group of the kiosk.
 *
 * @throws ForeignLinkError if another user than root made a link that leads to the ledger.
 */
export function inspectMachine(
  named: string | undefined,
  target: ProvisionTarget,
  { writes }: { readonly writes: boolean },
): Result<KioskOnMachine, CliTrouble> {
  const file = resolve(named ?? INSTALLED.profile);
  const isInstalled = file === INSTALLED.profile;
  const there = [file, keptProfilePath(file)].find((each) => existsSync(target.at(each)));
  const read = there === undefined ? null : readProfile(target.at(there));
  const profile = read?.ok ? read.value : null;
  if (isInstalled) {
    const owner = writes ? ownerIn(target, 'root', USERS.kiosk) : ok(null);
    const kioskOwner = writes ? ownerIn(target, USERS.kiosk, USERS.kiosk) : ok(null);
    if (!owner.ok) return asFailure(owner.error);
    if (!kioskOwner.ok) return asFailure(kioskOwner.error);
    const files = {
      profile: file,
      ledger: profile ? realLedgerPath(profile, resolveTrustedLink) : resolveTrustedLink(INSTALLED.ledger),
    };
    const access = { owner: owner.value, mode: 0o640 };
    const name = profile ? namedLedgerPath(profile) : INSTALLED.ledger;
    return ok({ isInstalled, files, ledgerName: name, profile, access, kioskOwner: kioskOwner.value });
  }
  if (there === undefined || !profile)
    return misused(
      read && !read.ok
        ? describeConfigTrouble(read.error)
        : `there is no ${file}: put the profile of this kiosk there first: its ledger.file names the place of the ledger`,
    );
  const { mode, uid, gid } = statSync(target.at(there));
  const access = { owner: { uid, gid }, mode: mode & 0o777 };
  const files = { profile: file, ledger: realLedgerPath(profile, resolveTrustedLink) };
  return ok({ isInstalled, files, ledgerName: namedLedgerPath(profile), profile, access, kioskOwner: null });
}

/** Why the backup is of another kiosk than this machine's, by the ids or the ledger's name; `null`: the same kiosk. */
export function whyOtherKiosk(
  backed: Profile,
  { kiosk }: Manifest,
  { profile, ledgerName: here }: KioskOnMachine,
): string | null {
  if (backed.kiosk.id !== kiosk) return `its list is of kiosk ${kiosk}, but its profile of ${backed.kiosk.id}`;
  if (profile && profile.kiosk.id !== kiosk) return `it is of kiosk ${kiosk}, but this machine is ${profile.kiosk.id}`;
  if (namedLedgerPath(backed) === here) return null;
  return `its profile has the ledger in ${namedLedgerPath(backed)}, but this machine has it in ${here}`;
}
