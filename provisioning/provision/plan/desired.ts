import { hash } from 'node:crypto';
import type { Profile } from '../../../device/config/profile.ts';
import { INSTALLED, USERS } from '../../machine/installed.ts';
import type { InstalledFile } from '../../machine/installed-file.ts';
import { withNotes } from '../../machine/office-authorities.ts';
import { deviceRules } from '../../udev/rules.ts';
import type { OrderTaken } from '../order/signed-order.ts';
import { TERMINAL_PASSWORD_FILE } from './profile-text.ts';

/** A name that leads elsewhere: the time zone of the machine is one [localtime(5)]. */
export interface InstalledLink {
  readonly path: string;
  readonly to: string;
}

export type Installed = InstalledFile | InstalledLink;

/** Makes files of a profile: the browser's policy, the rules of USBGuard and of the firewall. */
export type FileMaker = (profile: Profile) => readonly Installed[];

/** What was decided, and goes onto the disk. `null` in any of it: what is there stays. */
export interface Decided {
  readonly profile: Profile;
  readonly profileText: string;
  readonly terminalPassword: string | null;
  /** PEM. */
  readonly officeCa: string | null;
  readonly officeSeal: string | null;
  readonly timeZone: string | null;
  /** The hash of the password of the boot menu. */
  readonly bootPassword: string | null;
  /** Of orders. */
  readonly key: string | null;
  readonly taken: OrderTaken | null;
  /** The record that this machine is provisioned. */
  readonly machine: string | null;
}

const ROOT = { owner: 'root', group: 'root' } as const;

/**
 * Everything that provisioning has on the disk, in the order in which it is written: what others name comes before them, and that it is
 * all there comes last.
 */
export function desiredFiles(decided: Decided, makers: readonly FileMaker[]): readonly Installed[] {
  const { profile, profileText, terminalPassword, officeCa, officeSeal, timeZone, bootPassword, key, taken, machine } =
    decided;
  const open = (path: string, text: string): InstalledFile => ({ path, ...ROOT, mode: 0o644, text });
  const copied = [
    ...(officeSeal === null ? [] : [open(INSTALLED.officeSeal, officeSeal)]),
    ...(bootPassword === null
      ? []
      : [{ path: INSTALLED.bootPassword, ...ROOT, mode: 0o600, text: `${bootPassword}\n` }]),
  ];
  return [
    ...(key === null ? [] : [open(INSTALLED.orderKey, key)]),
    ...(officeCa === null ? [] : [open(INSTALLED.officeCa, withNotes(officeCa))]),
    ...copied,
    ...(terminalPassword === null
      ? []
      : [{ path: TERMINAL_PASSWORD_FILE, ...ROOT, mode: 0o600, text: terminalPassword }]),
    { path: INSTALLED.profile, owner: 'root', group: USERS.kiosk, mode: 0o640, text: profileText },
    open(INSTALLED.deviceRules, deviceRules(profile)),
    ...makers.flatMap((make) => make(profile)),
    ...(timeZone === null ? [] : [{ path: '/etc/localtime', to: `/usr/share/zoneinfo/${timeZone}` }]),
    ...(taken === null ? [] : [open(INSTALLED.orderTaken, recordText(taken, copied))]),
    ...(machine === null ? [] : [open(INSTALLED.machine, machine)]),
  ];
}

/** `doctor` compares these files with the record. The authorities of the office are not in it: enrol and the renewal change them. */
const recordText = (taken: OrderTaken, copied: readonly InstalledFile[]): string =>
  `${JSON.stringify({ ...taken, files: Object.fromEntries(copied.map(({ path, text }) => [path, hash('sha256', text)])) })}\n`;
