import { GRUB_CFG, PI_KERNEL_PARAMETERS_FILE } from '../lockdown/boot.ts';
import { CREDENTIALS, INSTALLED } from '../machine/installed.ts';
import { MACHINE_ID } from '../machine/provisioned-machine.ts';
import { READ_AT_START } from './read-at-start.ts';

const BOOT = [
  GRUB_CFG,
  '/boot/grub/custom.cfg',
  '/boot/grub/user.cfg',
  PI_KERNEL_PARAMETERS_FILE,
  '/boot/firmware/config.txt',
];

/** Folders in which packages change files at each update; the checks `strange-files` and `debian-files` cover them. */
const OF_PACKAGES = /^\/usr\/(lib|share)\//;
const VOLATILE = /^\/run\//;
const WHOLE = ['/etc', '/usr/local', '/var/spool/cron', '/var/spool/at'];
const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

export const SETTINGS_PATHS: readonly string[] = [
  ...WHOLE,
  ...BOOT,
  ...READ_AT_START.filter(
    (path) => !OF_PACKAGES.test(path) && !VOLATILE.test(path) && !isBelow(path, [...WHOLE, '/root']),
  ),
];

/** Paths in each home, besides all files with a leading dot. Programs write the other folders. */
export const HOME_SETTINGS: readonly string[] = [
  '.config/systemd',
  '.config/autostart',
  '.config/environment.d',
  '.config/user-tmpfiles.d',
  '.config/fontconfig',
  '.local/share/systemd',
  '.ssh',
];

export const HOMES = { root: '/root', all: '/home' } as const;

const CHANGES_BY_ITSELF: readonly (readonly [path: RegExp, why: string])[] = [
  [/^\/etc\/resolv\.conf$/, 'DHCP writes it; the check `names` lists the name servers'],
  [/^\/etc\/(passwd|group|shadow|gshadow|subuid|subgid)-$/, 'the copy that passwd(1) makes before each change'],
  [/^\/etc\/\.pwd\.lock$|^\/etc\/\.updated$/, 'a lock of passwd(1), and the time of the last update of systemd'],
  [/^\/etc\/ld\.so\.cache$/, 'ldconfig makes it of the other files at each update'],
  [/^\/etc\/ssl\/certs\/[0-9a-f]{8}\.\d+$/, 'openssl-rehash(1) makes these links of the certificates beside them'],
  [/^\/etc\/cups\/(subscriptions|printers)\.conf(\.O)?$/, 'cupsd writes the state of its printers into them'],
  [/^\/etc\/fake-hwclock\.data$/, 'the time of the last hour, on a board without a clock'],
  [/^\/etc\/console-setup\/cached_/, 'setupcon(1) makes them of /etc/default/keyboard at a start'],
  [/^\/etc\/lvm\/(archive|backup|cache)\//, 'LVM writes what it has changed'],
  [/\.dpkg-(old|dist|new|tmp|bak)$|\.ucf-(old|dist|new)$/, 'dpkg leaves them at an update; no program reads them'],
  [new RegExp(`/asan-kiosk\\.${CREDENTIALS.identity}$`), 'the renewal of the certificate writes it'],
  [
    /^\/(root|home\/[^/]+)\/\.([\w-]*_history|lesshst|viminfo|wget-hsts|Xauthority|xsession-errors|sudo_as_admin_successful|selected_editor|rnd|ssh\/known_hosts(\.old)?)$/,
    'written by a shell or an editor',
  ],
];

/**
 * The machine's id, and files that the profile, an order or a renewal changes: other checks cover them, such as `provisioned-files` and
 * `office-authorities`. The seal's certificate and the touch panel's file are compared.
 */
export const PATHS_COVERED_BY_OTHER_CHECKS: readonly string[] = [
  MACHINE_ID,
  INSTALLED.profile,
  INSTALLED.orderKey,
  INSTALLED.orderTaken,
  INSTALLED.machine,
  INSTALLED.officeCa,
  INSTALLED.deviceRules,
  INSTALLED.firewall,
  INSTALLED.allowedNames,
  INSTALLED.kioskDropIn,
  INSTALLED.socketDropIn,
  INSTALLED.browserPolicy,
  INSTALLED.usbRules,
  INSTALLED.grubSettings,
  INSTALLED.grubMenu,
  INSTALLED.wifiRule,
];

export const isCompared = (path: string): boolean =>
  !PATHS_COVERED_BY_OTHER_CHECKS.includes(path) && !CHANGES_BY_ITSELF.some(([form]) => form.test(path));

/** Whether a link leads to a certificate of Debian's packages: such a link carries no setting. */
export const isDebianCertificateLink = (path: string, to: string): boolean =>
  path.startsWith('/etc/ssl/certs/') && to.startsWith('/usr/share/ca-certificates/');

/** The part of a file that is compared; the other part changes by itself. */
export function comparedContent(path: string, content: Buffer): Buffer | string {
  // hwclock(8) writes the drift into lines 1 and 2.
  if (path === '/etc/adjtime') return content.toString().split('\n')[2] ?? '';
  return path === GRUB_CFG ? menuLines(content.toString()) : content;
}

const KERNEL = /\b\d+\.\d+[\w.+~-]*?-(?:(?:rt|cloud)-)?(?:amd64|arm64|686(?:-pae)?|armmp|rpi-\w+)\b/g;

/** A kernel update adds entries that differ only in the version. */
const menuLines = (text: string): string => [...new Set(text.replace(KERNEL, 'KERNEL').split('\n'))].sort().join('\n');

const GRAVE =
  /^\/(boot\/|etc\/(systemd|udev|sysctl|modprobe|modules|ld\.so|pam|security|sudo|polkit-1|dbus-1|network|NetworkManager|netplan|dhc|nsswitch|host|gai\.conf|resolv|nftables|default\/(grub|locale|useradd|nss)|grub\.d|initramfs|kernel|fstab|crypttab|cron|at\.|anacron|ssh\/|passwd|group|shadow|gshadow|login\.|shells|profile|environment|bash|asan-kiosk|credstore|usbguard|chromium|tmpfiles|sysusers|binfmt|init|rc|libinput|fonts|localtime|machine-id|extensions|confext|xdg\/(systemd|autostart))|usr\/local\/(lib|s?bin|share\/(polkit-1|fonts))|var\/spool\/|var\/lib\/|root\/)/;

export const isCriticalSettingPath = (path: string): boolean => GRAVE.test(path);

/** Commands for files that otherwise take effect never, or only at the next start. */
const EFFECTS: readonly (readonly [path: RegExp, command: string])[] = [
  [/^\/etc\/ld\.so\./, 'sudo ldconfig'],
  [/^\/etc\/udev\/hwdb\.d\//, 'sudo systemd-hwdb update'],
  [/^\/(etc|usr\/local\/share)\/ca-certificates/, 'sudo update-ca-certificates'],
  [/^\/etc\/(modprobe\.d|modules|initramfs-tools|udev|crypttab)/, 'sudo update-initramfs -u'],
  [/^\/(etc\/(default\/grub|grub\.d)|boot\/grub\/grub\.cfg)/, `sudo update-grub && sudo chmod 600 ${GRUB_CFG}`],
];

export const commandsForEffect = (paths: readonly string[]): readonly string[] => [
  ...EFFECTS.flatMap(([form, command]) => (paths.some((path) => form.test(path)) ? [command] : [])),
  'sudo reboot',
];
