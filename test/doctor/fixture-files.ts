import { chmodSync, mkdirSync, readFileSync, utimesSync } from 'node:fs';
import { packageFile } from '../../device/files/package-root.ts';
import { policyText } from '../../provisioning/lockdown/chromium-policy.ts';
import { INSTALLED, PORT_UNITS } from '../../provisioning/machine/installed.ts';
import { MACHINE_ID, provisioningRecordOf } from '../../provisioning/machine/provisioned-machine.ts';
import { udevRules } from '../../provisioning/udev/rules.ts';
import type { Fixture } from './fixture.ts';
import { furnishSystem } from './fixture-system.ts';

export const KIOSK_USER_IDS = { uid: 990, gid: 990 };
export const GLASS_USER_IDS = { uid: 991, gid: 991 };
export const FIXTURE_NOW = new Date('2027-03-01T10:00:00Z');
/** Start of the machine in seconds since the epoch, later than the real times of the fixture's files. */
const FAR_START_S = 4_000_000_000;

const unitsFile = (path: string): string => readFileSync(packageFile(`provisioning/units/${path}`), 'utf8');

function kernelSettings(): Readonly<Record<string, string>> {
  const lines = unitsFile('sysctl.d/70-asan-kiosk.conf').matchAll(/^([\w.]+) = (.*)$/gm);
  return Object.fromEntries(
    [...lines].map(([, key = '', value]) => [`/proc/sys/${key.replaceAll('.', '/')}`, `${value}\n`]),
  );
}

const SHIPPED: readonly (readonly [from: string, to: string])[] = [
  'asan-kiosk.service',
  'asan-glass.service',
  'asan-recovery.service',
  'asan-firewall.service',
  'asan-hosts.service',
  PORT_UNITS.socket,
  PORT_UNITS.waiting,
  'asan-hosts.timer',
  'asan-kiosk-renew.service',
  'asan-kiosk-renew.timer',
  'asan-steward.socket',
  'asan-steward@.service',
  'usbguard.service.d/asan-kiosk.conf',
].map((name) => [name, `systemd/system/${name}`] as const);
const SHIPPED_SETTINGS: readonly (readonly [from: string, to: string])[] = [
  ...['coredump', 'journald', 'logind', 'system'].map(
    (name) => [`${name}.conf.d/asan-kiosk.conf`, `systemd/${name}.conf.d/asan-kiosk.conf`] as const,
  ),
  ['system-preset/70-asan-kiosk.preset', 'systemd/system-preset/70-asan-kiosk.preset'],
  ...['modules-load.d', 'sysusers.d', 'tmpfiles.d'].map(
    (name) => [`${name}/asan-kiosk.conf`, `${name}/asan-kiosk.conf`] as const,
  ),
  ['sysctl.d/70-asan-kiosk.conf', 'sysctl.d/70-asan-kiosk.conf'],
  ['udev/rules.d/90-asan-kiosk-input.rules', 'udev/rules.d/90-asan-kiosk-input.rules'],
  ['polkit-1/rules.d/70-asan-kiosk.rules', '../share/polkit-1/rules.d/70-asan-kiosk.rules'],
];

const PROC: Readonly<Record<string, string>> = {
  '/proc/self/mountinfo':
    '22 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw\n23 22 0:21 / /proc rw shared:5 - proc proc rw\n',
  '/proc/sys/kernel/modprobe': '/sbin/modprobe\n',
  '/sys/bus/usb/drivers_autoprobe': '1\n',
  '/sys/class/tty/tty0/active': 'tty1\n',
  '/sys/bus/hid/drivers_autoprobe': '1\n',
  '/proc/self/mounts': '/dev/mmcblk0p2 / ext4 rw,noatime 0 0\nproc /proc proc rw 0 0\n',
  // The machine started after all files were written.
  '/proc/stat': `cpu  1 2 3 4\nbtime ${FAR_START_S}\n`,
  '/proc/swaps': 'Filename\tType\tSize\tUsed\tPriority\n',
  '/proc/meminfo': 'MemTotal:        3884312 kB\nMemFree:  100 kB\nMemAvailable:    2884312 kB\n',
  '/proc/vmstat': 'nr_free_pages 1\noom_kill 0\n',
  '/proc/cmdline': 'BOOT_IMAGE=/vmlinuz root=LABEL=root ro quiet\n',
  ...kernelSettings(),
  '/proc/700/status': `Name:\tcage\nUid:\t${GLASS_USER_IDS.uid}\t${GLASS_USER_IDS.uid}\t0\t0\n`,
  '/proc/701/status': `Name:\tchromium\nUid:\t${GLASS_USER_IDS.uid}\t${GLASS_USER_IDS.uid}\t0\t0\n`,
};

const SYS: Readonly<Record<string, string>> = {
  '/sys/class/rtc/rtc0/since_epoch': `${FIXTURE_NOW.getTime() / 1_000}\n`,
  '/sys/class/thermal/thermal_zone0/type': 'cpu-thermal\n',
  '/sys/class/thermal/thermal_zone0/temp': '48312\n',
  '/sys/class/thermal/thermal_zone0/trip_point_0_type': 'critical\n',
  '/sys/class/thermal/thermal_zone0/trip_point_0_temp': '110000\n',
  '/sys/devices/platform/soc/soc:firmware/get_throttled': '0\n',
  '/sys/class/watchdog/watchdog0/identity': 'Broadcom BCM2835 Watchdog timer\n',
  '/sys/class/watchdog/watchdog0/state': 'active\n',
  '/sys/class/watchdog/watchdog0/bootstatus': '0\n',
  '/sys/class/drm/card0-HDMI-A-1/status': 'connected\n',
  '/sys/class/drm/card0-HDMI-A-1/modes': '1920x1080\n1280x720\n',
  '/sys/class/drm/card0-HDMI-A-2/status': 'disconnected\n',
  '/sys/fs/ext4/mmcblk0p2/errors_count': '0\n',
  '/sys/block/mmcblk0/device/life_time': '0x01 0x02\n',
  '/sys/block/mmcblk0/device/pre_eol_info': '0x01\n',
  '/sys/module/usbserial/initstate': 'live\n',
  '/sys/module/cdc_acm/initstate': 'live\n',
  '/sys/module/usbcore/parameters/authorized_default': '0\n',
  '/proc/self/mountinfo': '22 1 179:2 / / rw - ext4 /dev/mmcblk0p2 rw\n',
  '/sys/dev/block/179:2/dev': '179:2\n',
  '/sys/class/net/eth0/operstate': 'up\n',
  '/sys/class/net/lo/flags': '0x9\n',
  '/sys/class/gpio/gpiochip512/label': 'pinctrl-rp1\n',
  '/sys/class/gpio/gpiochip512/ngpio': '54\n',
};

export const GRUB_CFG = `set superusers="kiosk"
password_pbkdf2 kiosk grub.pbkdf2.sha512.10000.00
menuentry 'Debian GNU/Linux' --unrestricted --class gnu-linux {
	linux	/vmlinuz root=LABEL=root ro usbcore.authorized_default=0 quiet
	initrd	/initrd.img-6.12.1-amd64
}
`;

const ETC: Readonly<Record<string, string>> = {
  '/etc/passwd': `root:x:0:0:root:/root:/bin/bash\nasan-kiosk:x:${KIOSK_USER_IDS.uid}:${KIOSK_USER_IDS.gid}::/:/usr/sbin/nologin\nasan-glass:x:${GLASS_USER_IDS.uid}:${GLASS_USER_IDS.gid}::/:/usr/sbin/nologin\n`,
  '/etc/group': `root:x:0:\nadm:x:4:\ndialout:x:20:\nasan-kiosk:x:${KIOSK_USER_IDS.gid}:\nasan-glass:x:${GLASS_USER_IDS.gid}:\n`,
  '/etc/shadow': 'root:*:20000:0:99999:7:::\nasan-kiosk:!*:20000::::::\nasan-glass:!*:20000::::::\n',
  '/etc/sudoers':
    '# of Debian\nDefaults\tenv_reset\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n',
  '/etc/sudoers.d/README': '# As of Debian version 1.7.2p1-1 …\n',
  [INSTALLED.command]: '',
  '/etc/usbguard/rules.conf': '',
  '/etc/usbguard/usbguard-daemon.conf': `RuleFile=/etc/usbguard/rules.conf
RuleFolder=/etc/usbguard/rules.d/
ImplicitPolicyTarget=block
PresentDevicePolicy=apply-policy
PresentControllerPolicy=keep
InsertedDevicePolicy=apply-policy
AuthorizedDefault=none
RestoreControllerDeviceState=false
DeviceManagerBackend=uevent
IPCAllowedUsers=root
IPCAllowedGroups=root plugdev
IPCAccessControlFiles=/etc/usbguard/IPCAccessControl.d/
DeviceRulesWithPort=false
`,
  '/etc/usbguard/IPCAccessControl.d/:plugdev': 'Devices=modify,list,listen\n',
  '/etc/fstab': '# <file system> <mount point> <type> <options>\nLABEL=root / ext4 errors=remount-ro 0 1\n',
  '/dev/disk/by-label/root': '',
  '/etc/hosts': '127.0.0.1 localhost\n127.0.1.1 kiosk\n::1 localhost ip6-localhost\n',
  '/etc/nsswitch.conf': 'passwd: files\nhosts:          files dns\n',
  '/etc/resolv.conf': 'nameserver 192.0.2.53\n',
  '/etc/network/interfaces': 'auto lo\niface lo inet loopback\niface eth0 inet dhcp\n',
  '/etc/environment': '',
  '/etc/apt/sources.list.d/debian.sources':
    'Types: deb\nURIs: http://deb.debian.org/debian/\nSuites: trixie\nSigned-By: /usr/share/keyrings/debian-archive-keyring.pgp\n',
  '/usr/share/base-files/dot.bashrc': '# ~/.bashrc\n',
  '/root/.bashrc': '# ~/.bashrc\n',
  '/etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\nUsePAM yes\n',
  '/etc/pam.d/common-auth':
    'auth [success=1 default=ignore] pam_unix.so nullok\nauth requisite pam_deny.so\nauth required pam_permit.so\n',
  '/etc/pam.d/login': 'auth optional pam_faildelay.so delay=3000000\n@include common-auth\n',
  [MACHINE_ID]: `${'0123456789abcdef'.repeat(2)}\n`,
  [INSTALLED.machine]: provisioningRecordOf('0123456789abcdef'.repeat(2)),
  '/usr/sbin/update-grub': '',
  '/usr/lib/udev/rules.d/70-asan-kiosk.rules': udevRules(),
};

export const USB_RULES = 'allow id 0403:6001 serial "A50285BI" with-interface equals { ff:ff:ff }\nblock\n';

export const CHROMIUM_POLICY = JSON.parse(policyText(18_471)) as Readonly<Record<string, unknown>>;

export function furnishFiles({ write, at }: Fixture): void {
  for (const [path, text] of Object.entries({ ...PROC, ...SYS, ...ETC })) write(path, text);
  for (const [from, to] of [...SHIPPED, ...SHIPPED_SETTINGS]) write(`/usr/lib/${to}`, unitsFile(from));
  chmodSync(at('/etc/shadow'), 0o640);
  write(INSTALLED.usbRules, USB_RULES, 0o600);
  write('/boot/grub/grub.cfg', GRUB_CFG, 0o600);
  for (const path of ['/boot/vmlinuz', '/boot/initrd.img-6.12.1-amd64']) write(path, new Uint8Array(256 * 1024));
  furnishSystem({ at, write });
  write(INSTALLED.browserPolicy, JSON.stringify(CHROMIUM_POLICY));
  write('/etc/credstore/asan-kiosk.terminal', '123456', 0o600);
  write('/run/systemd/timesync/synchronized', '');
  write('/var/lib/systemd/timesync/clock', '');
  utimesSync(at('/var/lib/systemd/timesync/clock'), FIXTURE_NOW, FIXTURE_NOW);
  mkdirSync(at('/run/systemd/system'), { recursive: true });
  for (const path of ['/tmp', '/var/tmp']) {
    mkdirSync(at(path), { recursive: true });
    chmodSync(at(path), 0o1777);
  }
  write('/var/log/journal/x', '');
  write(`${INSTALLED.root}/dist/ui/index.html`, '<html>');
  write(`${INSTALLED.root}/dist/ui/assets/page.css`, '@font-face{src:url(./inter.woff2)}');
  write(`${INSTALLED.root}/dist/ui/assets/inter.woff2`, 'wOF2....');
}
