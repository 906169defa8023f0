import type { Profile } from '../../../device/config/profile.ts';
import { INSTALLED, USERS } from '../../machine/installed.ts';
import { deviceRules } from '../../udev/rules.ts';
import type { InstalledFile } from '../installed-file.ts';
import type { KioskSettings } from '../order/order.ts';
import type { OrderTaken } from '../order/signed-order.ts';
import { TERMINAL_PASSWORD_FILE } from './profile-text.ts';

/** A name that leads elsewhere: the time zone of the machine is one [localtime(5)]. */
export interface InstalledLink {
  readonly path: string;
  readonly to: string;
}

export type Installed = InstalledFile | InstalledLink;

/** Makes files of a profile: the browser's policy, the rules of USBGuard and of the firewall. */
export type FileMaker = (profile: Profile) => readonly InstalledFile[];

interface Decided {
  readonly settings: KioskSettings;
  readonly profile: Profile;
  readonly profileText: string;
  /** `null`: the one that is there stays. */
  readonly terminalPassword: string | null;
  /** A new key for orders; `null`: the one that is there stays. */
  readonly key: string | null;
  /** `null` where no order said it. */
  readonly taken: OrderTaken | null;
}

const ROOT = { owner: 'root', group: 'root' } as const;

/**
 * Everything that provisioning has on the disk, in the order in which it is written: what others name comes before them, and that it is
 * all there comes last.
 */
export function desiredFiles(decided: Decided, makers: readonly FileMaker[]): readonly Installed[] {
  const { settings, profile, profileText, terminalPassword, key, taken } = decided;
  const { ca, seal } = settings.office;
  const open = (path: string, text: string): InstalledFile => ({ path, ...ROOT, mode: 0o644, text });
  return [
    ...(key === null ? [] : [open(INSTALLED.orderKey, key)]),
    ...(ca === undefined ? [] : [open(INSTALLED.officeCa, ca)]),
    ...(seal === undefined ? [] : [open(INSTALLED.officeSeal, seal)]),
    ...(terminalPassword === null
      ? []
      : [{ path: TERMINAL_PASSWORD_FILE, ...ROOT, mode: 0o600, text: terminalPassword }]),
    { path: INSTALLED.profile, owner: 'root', group: USERS.kiosk, mode: 0o640, text: profileText },
    open(INSTALLED.deviceRules, deviceRules(profile)),
    ...makers.flatMap((make) => make(profile)),
    { path: '/etc/localtime', to: `/usr/share/zoneinfo/${settings.timeZone}` },
    ...(taken === null ? [] : [open(INSTALLED.orderTaken, `${JSON.stringify(taken)}\n`)]),
  ];
}
