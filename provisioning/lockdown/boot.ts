import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { INSTALLED } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';
import type { PathMapper } from './root-disk.ts';

/*
 * Before Debian runs, GRUB's menu asks for a password, and the kernel allows no USB device until USBGuard decides (docs/decisions/0041).
 * Known: GRUB, and a Raspberry Pi, which has no menu.
 */

/** 0: no USB device at first, not even the board's own [Linux, kernel-parameters.txt, usbcore.authorized_default]. */
export const USB_KERNEL_PARAMETER = 'usbcore.authorized_default=0';
const BOOT_USER = 'kiosk';
/** Hash in the output of grub-mkpasswd-pbkdf2(1). */
export const BOOT_PASSWORD_HASH_PATTERN = /^grub\.pbkdf2\.sha512\.[1-9]\d{3,8}(\.[0-9A-F]{64,}){2}$/;

export const UPDATE_GRUB = '/usr/sbin/update-grub';
/** GRUB reads this menu at the start; `update-grub` writes it. */
export const GRUB_CFG = '/boot/grub/grub.cfg';
export const PI_KERNEL_PARAMETERS_FILE = '/boot/firmware/cmdline.txt';

/**
 * Files for the next boot. `letsUsbIn`: the system starts from a USB disk, its disk is unknown, or the list of allowed devices does not
 * exist yet.
 */
export function bootFiles(at: PathMapper, letsUsbIn: boolean): readonly InstalledFile[] {
  if (existsSync(at(UPDATE_GRUB))) return grubFiles(letsUsbIn);
  if (existsSync(at(PI_KERNEL_PARAMETERS_FILE)) && !letsUsbIn) return [piFile(at(PI_KERNEL_PARAMETERS_FILE))];
  return [];
}

export const BOOT_MENU_FILES: readonly string[] = [INSTALLED.grubSettings, INSTALLED.grubMenu, INSTALLED.bootPassword];

const grubFiles = (letsUsbIn: boolean): readonly InstalledFile[] => [
  { path: INSTALLED.grubSettings, owner: 'root', group: 'root', mode: 0o644, text: grubSettings(letsUsbIn) },
  { path: INSTALLED.grubMenu, owner: 'root', group: 'root', mode: 0o755, text: GRUB_MENU },
];

/** The last file of its folder by name wins [/etc/default/grub.d]. */
const grubSettings = (letsUsbIn: boolean): string =>
  [
    '# How the kiosk starts. Made by `asan-kiosk provision`, in force after update-grub; do not edit by hand.',
    'GRUB_DEFAULT=0',
    '# The menu is hidden; F4 within one second shows it. On some boards Esc opens the firmware.',
    'GRUB_TIMEOUT_STYLE=hidden',
    'GRUB_TIMEOUT=1',
    'GRUB_DISABLE_RECOVERY=true',
    'GRUB_DISABLE_OS_PROBER=true',
    ...(letsUsbIn
      ? []
      : [
          '# USBGuard lets in what belongs to the kiosk; nothing is let in before it runs.',
          `GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX ${USB_KERNEL_PARAMETER}"`,
        ]),
    '',
  ].join('\n');

/** Debian's entries need a password, so copies without one come before them. GRUB starts the first. */
const GRUB_MENU = `#!/bin/sh
# The boot menu of a kiosk. Made by \`asan-kiosk provision\`, in force after update-grub; do not edit by hand.
# Editor, command line and every other entry ask for user and password; the first entry starts without.
set -e
echo 'set superusers="${BOOT_USER}"'
echo 'export superusers'
# Without a password no user gets in.
if [ -s ${INSTALLED.bootPassword} ]; then
	echo "password_pbkdf2 ${BOOT_USER} $(cat ${INSTALLED.bootPassword})"
fi
/etc/grub.d/10_linux | sed 's/ --class gnu-linux/ --unrestricted&/'
`;

/** The firmware's file system has its own owners and modes. */
function piFile(at: string): InstalledFile {
  const words = readFileSync(at, 'utf8').trim().split(/\s+/);
  const others = words.filter((word) => !word.startsWith('usbcore.authorized_default='));
  const { mode } = lstatSync(at);
  const text = words.includes(USB_KERNEL_PARAMETER)
    ? readFileSync(at, 'utf8')
    : `${[...others, USB_KERNEL_PARAMETER].join(' ')}\n`;
  return { path: PI_KERNEL_PARAMETERS_FILE, owner: 'root', group: 'root', mode: mode & 0o7777, text };
}

/** Stops the board's Wi-Fi from the next start on; nothing if a network uses Wi-Fi now. */
export function wifiBlockFiles(networkCards = '/sys/class/net'): readonly InstalledFile[] {
  const isByRadio = readdirSync(networkCards).some(
    (name) =>
      existsSync(`${networkCards}/${name}/phy80211`) &&
      readFileSync(`${networkCards}/${name}/operstate`, 'utf8').trim() === 'up',
  );
  const text =
    '# The network of this kiosk was by cable when `asan-kiosk provision` ran. Every Wi-Fi driver needs this module.\ninstall cfg80211 /bin/false\n';
  return isByRadio ? [] : [{ path: INSTALLED.wifiRule, owner: 'root', group: 'root', mode: 0o644, text }];
}
