import { existsSync } from 'node:fs';
import { realLedgerPath } from '../../device/config/ledger-place.ts';
import { addTestedKinds } from '../../device/degradation/tested-file.ts';
import { resolveTrustedLink } from '../../device/files/real-file.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import type { LinkAddress } from '../command/options.ts';

/**
 * Tells the kiosk of the profile that a device passed its test, so that it offers the device again. Only for the device of the profile: a
 * typed link may be another device. A kiosk that never ran is not told.
 */
export function tellKioskDeviceTested(
  { profile, link }: { readonly profile?: string; readonly link?: LinkAddress | undefined },
  kinds: readonly DeviceKind[],
  io: Pick<Io, 'note'>,
): void {
  if (profile === undefined || link !== undefined) return;
  const loaded = loadProfileFile(profile);
  if (!loaded.ok) return;
  try {
    const ledgerFile = realLedgerPath(loaded.value, resolveTrustedLink);
    if (!existsSync(ledgerFile)) return;
    addTestedKinds(ledgerFile, kinds);
    io.note('test passed: the kiosk offers this device again when it starts');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    io.note(`the kiosk does not know of this test (${why}): run the command as root or as the user of the kiosk`);
  }
}
