import type { Profile } from '../../device/config/profile.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import { chromiumPolicy } from './chromium-policy.ts';
import { firewallFiles } from './firewall.ts';
import { kioskDropIn } from './kiosk-drop-in.ts';
import { socketDropIn } from './socket-drop-in.ts';
import { usbguardRuleFiles } from './usbguard.ts';

/**
 * Files that lock this machine down, from the profile: browser policy, USBGuard rules, firewall, drop-in of the kiosk's unit, and the ports
 * that systemd holds. The USBGuard rules depend on the devices that are plugged in now. Files that are equal on every kiosk are in
 * `provisioning/units/`.
 */
export const lockdownFiles = (profile: Profile): readonly InstalledFile[] =>
  [chromiumPolicy, usbguardRuleFiles, firewallFiles, kioskDropIn, socketDropIn].flatMap((make) => make(profile));
