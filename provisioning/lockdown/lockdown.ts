import type { Profile } from '../../device/config/profile.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import { chromiumPolicy } from './chromium-policy.ts';
import { firewall } from './firewall.ts';
import { kioskDropIn } from './kiosk-drop-in.ts';
import { socketDropIn } from './socket-drop-in.ts';
import { usbguard } from './usbguard.ts';

/**
 * What closes this machine around the kiosk, made of its profile: the browser's policy, USBGuard's rules (with what is plugged in now), the
 * firewall, what the unit of the process may besides, and the ports that systemd holds. What is the same on every kiosk is in `provisioning/units/`.
 */
export const lockdownFiles = (profile: Profile): readonly InstalledFile[] =>
  [chromiumPolicy, usbguard, firewall, kioskDropIn, socketDropIn].flatMap((make) => make(profile));
