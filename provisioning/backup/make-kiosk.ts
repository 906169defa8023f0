import { existsSync } from 'node:fs';
import type { Profile } from '../../device/config/profile.ts';
import { ok } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { UPDATE_GRUB } from '../lockdown/boot.ts';
import { devicesWithoutRule, unpluggedProfileDevices, usbWords } from '../lockdown/usbguard.ts';
import { INSTALLED } from '../machine/installed.ts';
import { planAll } from '../provision/command/plan-all.ts';
import { leasePorts } from '../provision/command/port-lease.ts';
import { NO_LOGIN_WARNING } from '../provision/command/provision.ts';
import { type ProvisionSource, sourceFromProfile } from '../provision/command/source.ts';
import { STOPPED } from '../provision/interview/interview.ts';
import { applyPlan } from '../provision/plan/apply.ts';
import { stepsOf } from '../provision/plan/plan.ts';
import { pathsWrittenBy, storePresentSettings } from '../provision/plan/settings-copy.ts';
import { runProgram } from '../provision/plan/target.ts';
import type { ProvisionResult } from '../provision/trouble.ts';
import { profilePathsOutsidePackage } from './contents.ts';
import type { RestorePorts } from './restore.ts';

export interface ProvisioningChangeCount {
  readonly changed: number;
}

/** Provisions this machine from the restored profile, by the plan of `provision`. The last file of the plan lets the kiosk serve. */
export async function provisionRestoredKiosk(
  profile: Profile,
  beside: Pick<ProvisionSource, 'timeZone' | 'bootPassword'>,
  { target, beforeChange, connected }: RestorePorts,
  io: Io,
): Promise<ProvisionResult<ProvisioningChangeCount>> {
  io.note('making this machine the kiosk of the backup');
  const source = { ...sourceFromProfile(target, profile, false), ...beside };
  const ports = leasePorts({ run: target.run ?? runProgram, before: null, technician: null, isCheck: true }, io);
  const planned = await planAll({ target, source, before: profile, anew: false, technician: null, ports }, io);
  if (!planned.ok) return planned;
  if (planned.value === STOPPED) throw new Error('the plan stopped without a question');
  const { its, journal } = planned.value;
  for (const usb of devicesWithoutRule(profile, connected()))
    io.note(`plugged in, but not devices of this kiosk; they stop working at the next start: ${usbWords(usb)}`);
  if ((profile.network?.admin ?? []).length === 0) io.note(NO_LOGIN_WARNING);
  const changed = stepsOf(its).length;
  if (changed > 0 || journal?.isDone === false) {
    const applied = await applyPlan(target, its, journal, ({ id, says, after }, nth, of) => {
      beforeChange?.(id);
      io.note(`${nth}/${of} ${says}: ${after}`);
    });
    if (!applied.ok) return applied;
  }
  await storePresentSettings(target, pathsWrittenBy(its), io);
  return ok({ changed });
}

export interface MissingAfterRestore {
  readonly devices: readonly string[];
  readonly paths: readonly string[];
  readonly bootPassword: boolean;
}

export const findMissingAfterRestore = (
  profile: Profile,
  { target, connected }: RestorePorts,
): MissingAfterRestore => ({
  devices: unpluggedProfileDevices(profile, connected(), (path) => existsSync(target.at(path))),
  paths: profilePathsOutsidePackage(profile).filter((path) => !existsSync(target.at(path))),
  bootPassword: existsSync(target.at(UPDATE_GRUB)) && !existsSync(target.at(INSTALLED.bootPassword)),
});
