import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readStaffKey, type StaffKeyName } from '../../device/staff/keys.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';

/** Key of the badges or of the PINs: a credential of the machine, or the simulators' key. */
export async function staffKeyOf({ devices }: Profile, name: StaffKeyName): Promise<Result<Uint8Array, CliTrouble>> {
  if (!devices.badgeReader) return failed('the profile has no badge reader: devices.badgeReader');
  if (devices.badgeReader.link === 'simulated') {
    const { SIMULATED_STAFF } = await import('../../simulators/badge/badges.ts');
    return ok(SIMULATED_STAFF.keys[name]);
  }
  const key = readStaffKey(name);
  if (key.ok) return key;
  return failed(
    `${describeConfigTrouble(key.error)}; run this with sudo; if there is no key yet: sudo asan-kiosk badge key`,
  );
}
