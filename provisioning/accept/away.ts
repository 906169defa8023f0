import { DEVICE_KINDS, type DeviceKindWithLink } from '../../drivers/device-kinds.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import type { LinkAddress } from '../command/options.ts';
import { linkAdvice, silentAdvice, whyLinkAway } from '../devices/open-device.ts';
import { type AcceptanceFinding, failedStep } from './result.ts';

/** Result for a device that is not online: what is found at its address, and the fix for this cause. `foreignBytes`: see `silentAdvice`. */
export function awayDeviceResult(
  kind: DeviceKindWithLink,
  address: LinkAddress,
  why: LinkTrouble | undefined,
  foreignBytes: number,
): AcceptanceFinding {
  const { silent } = DEVICE_KINDS[kind];
  const fix = why ? linkAdvice(address, why) : silentAdvice(kind, foreignBytes, address);
  return failedStep(why?.code ?? silent, whyLinkAway(address, why, silent), fix);
}
