import { hash } from 'node:crypto';
import type { Profile } from '../../../device/config/profile.ts';
import { INSTALLED, USERS } from '../../machine/installed.ts';
import type { InstalledFile } from '../../machine/installed-file.ts';
import { addFingerprintNotes } from '../../machine/office-authorities.ts';
import { cabinetUdevRules } from '../../udev/rules.ts';
import { type AcceptedOrder, acceptedOrderText } from '../order/signed-order.ts';
import { TERMINAL_PASSWORD_FILE } from './profile-text.ts';

/** Such as the time zone of the machine [localtime(5)]. */
export interface InstalledLink {
  readonly path: string;
  readonly to: string;
}

export type InstalledEntry = InstalledFile | InstalledLink;

export type FileMaker = (profile: Profile) => readonly InstalledEntry[];

/** `null`: the existing file stays. */
export interface ProvisioningInput {
  readonly profile: Profile;
  readonly profileText: string;
  readonly terminalPassword: string | null;
  /** PEM. */
  readonly officeCa: string | null;
  readonly officeSeal: string | null;
  readonly timeZone: string | null;
  readonly bootPassword: string | null;
  readonly key: string | null;
  readonly taken: AcceptedOrder | null;
  readonly machine: string | null;
}

const ROOT = { owner: 'root', group: 'root' } as const;

/** All files of provisioning, in the order of writing: dependencies first, the completion record last. */
export function desiredFiles(decided: ProvisioningInput, makers: readonly FileMaker[]): readonly InstalledEntry[] {
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
    ...(officeCa === null ? [] : [open(INSTALLED.officeCa, addFingerprintNotes(officeCa))]),
    ...copied,
    ...(terminalPassword === null
      ? []
      : [{ path: TERMINAL_PASSWORD_FILE, ...ROOT, mode: 0o600, text: terminalPassword }]),
    { path: INSTALLED.profile, owner: 'root', group: USERS.kiosk, mode: 0o640, text: profileText },
    open(INSTALLED.deviceRules, cabinetUdevRules(profile)),
    ...makers.flatMap((make) => make(profile)),
    ...(timeZone === null ? [] : [{ path: '/etc/localtime', to: `/usr/share/zoneinfo/${timeZone}` }]),
    ...(taken === null ? [] : [open(INSTALLED.orderTaken, recordText(taken, copied))]),
    ...(machine === null ? [] : [open(INSTALLED.machine, machine)]),
  ];
}

/** The record lacks the office's authorities, which enrol and the renewal change. */
const recordText = (taken: AcceptedOrder, copied: readonly InstalledFile[]): string =>
  acceptedOrderText({
    ...taken,
    files: Object.fromEntries(copied.map(({ path, text }) => [path, hash('sha256', text)])),
  });
