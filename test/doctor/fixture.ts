import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageFile } from '../../device/files/package-root.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { RESERVE_BYTES } from '../../device/storage/reserve-file.ts';
import { openTransparency } from '../../device/transparency/open.ts';
import { type Clock, realClock } from '../../drivers/clock.ts';
import type { HidListing } from '../../drivers/hid/identity.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { readProfile } from '../../provisioning/command/load-profile.ts';
import type { CheckContext } from '../../provisioning/doctor/check.ts';
import { contextFor } from '../../provisioning/doctor/doctor.ts';
import { type FileLook, type Machine, machineAt, type Ran } from '../../provisioning/doctor/machine-port.ts';
import { type NativeName, type ProgramPort, thisProgram } from '../../provisioning/doctor/program-port.ts';
import { provisionedFiles } from '../../provisioning/doctor/provisioned-checks.ts';
import { ASKED_UNITS } from '../../provisioning/doctor/units.ts';
import { policyText } from '../../provisioning/lockdown/chromium-policy.ts';
import { INSTALLED, PORT } from '../../provisioning/machine/installed.ts';
import { MACHINE_ID, machineRecord } from '../../provisioning/machine/provisioned-machine.ts';
import { createTarget } from '../../provisioning/provision/plan/target.ts';
import { install } from '../../provisioning/provision/plan/write.ts';
import { udevRules } from '../../provisioning/udev/rules.ts';
import { copyEntries, type Entry, entriesOf, removeFolder } from './entries.ts';
import { furnishDpkg, furnishSystem } from './fixture-system.ts';

/* A machine with an installed kiosk that is well, as files below a folder of its own and small scripts as its commands. */

export const KIOSK = { uid: 990, gid: 990 };
const GLASS = { uid: 991, gid: 991 };
export const NOW = new Date('2027-03-01T10:00:00Z');
/** Of the start of the machine, later than the files of the fixture are really written. */
const FAR_START_S = 4_000_000_000;

/** In memory where the system has such a folder: hundreds of copies of a machine are made and taken away. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

type UnitChange = Readonly<Record<string, string | number>>;

const WELL: UnitChange = {
  ...{ LoadState: 'loaded', ActiveState: 'active', SubState: 'running', UnitFileState: 'enabled', Result: 'success' },
  ...{ NRestarts: 0, LimitCORE: 0, ControlGroup: '/system.slice/x' },
};
const ABSENT: UnitChange = { LoadState: 'not-found', ActiveState: 'inactive', SubState: 'dead', UnitFileState: '' };
const MASKED: UnitChange = { LoadState: 'masked', ActiveState: 'inactive', SubState: 'dead', UnitFileState: 'masked' };

/** What is not there, or not running, on a machine that is well. */
const UNITS_WELL: Readonly<Record<string, UnitChange>> = {
  'asan-hosts.timer': { SubState: 'waiting' },
  'asan-firewall.service': { SubState: 'exited' },
  'asan-recovery.service': { ActiveState: 'inactive', SubState: 'dead', UnitFileState: 'disabled' },
  'ctrl-alt-del.target': MASKED,
  'debug-shell.service': { ActiveState: 'inactive', SubState: 'dead', UnitFileState: 'disabled' },
  'getty@tty1.service': MASKED,
  'networking.service': { SubState: 'exited' },
  'NetworkManager.service': ABSENT,
  'dhcpcd.service': ABSENT,
  'chrony.service': ABSENT,
  'ntpsec.service': ABSENT,
  'openntpd.service': ABSENT,
  // At the port of the fixture's profile.
  [PORT.socket]: { Listen: '127.0.0.1:18471 (Stream)' },
};

export interface Fixture {
  readonly root: string;
  /** As this process sees a path of the machine. */
  at(path: string): string;
  write(path: string, text: string | Uint8Array, mode?: number): void;
  remove(path: string): void;
  own(path: string, owner: Partial<Pick<FileLook, 'uid' | 'gid'>>): void;
  /** As for whoever is not root. */
  deny(path: string): void;
  /** Commands that answer without a process, because hundreds of rows run them. */
  readonly commands: Map<string, (args: readonly string[]) => Ran>;
  /** A command that prints this; `null`: it is not there. */
  command(name: string, text: string | null, exit?: number, said?: string): void;
  /** A command that is this script of sh. */
  script(name: string, lines: string): void;
  unit(name: string, change: UnitChange): void;
  /** Changes the text of the profile. */
  profile(change: (text: string) => string): void;
  /** Changes what this process is made of. */
  program: { -readonly [K in keyof ProgramPort]: ProgramPort[K] };
  now: Date;
  uid: number;
  /** Commands that do not come to their end, and whose answer is waited for a fifth of a second only. */
  readonly hanging: Set<string>;
  /** What another check asks before the one of a row. */
  before: ((context: CheckContext) => Promise<void>) | null;
  clock: Clock;
  readonly ledger: string;
  context(): CheckContext;
  /** What is to be closed when it is over. */
  readonly ends: (() => unknown)[];
  close(): Promise<void>;
}

export function installedKiosk(): Fixture {
  const root = mkdtempSync(join(FOLDER, 'kiosk-doctor-'));
  chmodSync(root, 0o755);
  const owners = new Map<string, Partial<Pick<FileLook, 'uid' | 'gid'>>>();
  const denied = new Set<string>();
  const units = new Map(Object.entries(UNITS_WELL));
  const at = (path: string) => join(root, path);
  const scripts = at('/commands');
  const fixture: Fixture = {
    ...{
      root,
      at,
      now: NOW,
      uid: 0,
      hanging: new Set<string>(),
      commands: new Map(),
      before: null,
      clock: realClock,
      ends: [],
      ledger: at(INSTALLED.ledger),
    },
    program: { ...thisProgram, ...programOf(at) },
    write(path, text, mode = 0o644) {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), text);
      chmodSync(at(path), mode);
    },
    remove: (path) => rmSync(at(path), { recursive: true }),
    own: (path, owner) => void owners.set(path, { ...owners.get(path), ...owner }),
    deny: (path) => void denied.add(path),
    command(name, text, exit = 0, said = '') {
      rmSync(join(scripts, name), { force: true });
      fixture.commands.set(name, () => (text === null ? { is: 'absent' } : { is: 'done', exit, out: text, err: said }));
    },
    script(name, lines) {
      fixture.commands.delete(name);
      fixture.write(`/commands/${name}`, `#!/bin/sh\n${lines}\n`, 0o755);
    },
    unit(name, change) {
      units.set(name, { ...units.get(name), ...change });
      fixture.write('/commands/.units', unitsText(units));
    },
    profile(change) {
      const text = readFileSync(at(INSTALLED.profile), 'utf8');
      const changed = change(text);
      if (changed === text) throw new Error('the profile of the row is that of the fixture');
      fixture.write(INSTALLED.profile, changed, 0o640);
    },
    context() {
      const { uid, hanging, commands } = fixture;
      const as = { root, path: scripts, uid, now: () => fixture.now };
      const [machine, hasty] = [machineAt(as), machineAt({ ...as, commandMs: 200 })];
      const impatient: Machine = {
        ...machine,
        run: async (name, ...args) =>
          commands.get(name)?.(args) ?? (await (hanging.has(name) ? hasty : machine).run(name, ...args)),
        unanswered: () => [...hasty.unanswered(), ...machine.unanswered()],
      };
      return contextFor(overlaid(impatient, owners, denied), fixture.program, undefined, fixture.clock);
    },
    async close() {
      for (const end of fixture.ends.splice(0)) await end();
      removeFolder(root);
    },
  };
  if (well === null) furnish(fixture, units);
  else {
    copyEntries(well, root);
    makeReserve(fixture.ledger);
  }
  giveCommands(fixture);
  putProfile(fixture);
  return fixture;
}

function makeReserve(ledger: string): void {
  writeFileSync(`${ledger}.reserve`, '', { mode: 0o600 });
  truncateSync(`${ledger}.reserve`, RESERVE_BYTES);
}

/** A healthy machine. Other machines are copies of it, because durable writes are slow. */
let well: readonly Entry[] | null = null;

export async function furnishOnce(): Promise<() => void> {
  const first = installedKiosk();
  well = entriesOf(first.root);
  await first.close();
  return () => {
    well = null;
  };
}

/** Nobody but root gives files to others: owners are laid over what the files of the fixture are. */
function overlaid(
  machine: Machine,
  owners: ReadonlyMap<string, Partial<Pick<FileLook, 'uid' | 'gid'>>>,
  denied: ReadonlySet<string>,
): Machine {
  const may = <T>(path: string, look: () => Result<T, string>): Result<T, string> =>
    denied.has(path) ? err('EACCES') : look();
  return {
    ...machine,
    read: (path) => may(path, () => machine.read(path)),
    list: (path) => may(path, () => machine.list(path)),
    stat: (path) =>
      may(path, () => {
        const found = machine.stat(path);
        if (!found.ok) return found;
        const whose = path.startsWith(INSTALLED.glass)
          ? { ...KIOSK, gid: GLASS.gid }
          : path.startsWith(INSTALLED.state)
            ? KIOSK
            : {};
        return ok({ ...found.value, uid: 0, gid: 0, ...whose, ...owners.get(path) });
      }),
  };
}

const NO_HID: readonly HidListing[] = [];

const programOf = (at: (path: string) => string): Partial<ProgramPort> => ({
  load: async (_: NativeName) => ({}),
  file: (path) => (path.startsWith('dist/') ? join(at(INSTALLED.root), path) : packageFile(path)),
  serialPorts: async () => ok([{ path: '/dev/ttyUSB0', vendorId: '0403', productId: '6001', manufacturer: 'FTDI' }]),
  hid: async () => ok(NO_HID),
  mayOpen: () => true,
});

function unitsText(units: ReadonlyMap<string, UnitChange>): string {
  const block = (name: string) =>
    Object.entries({ Id: name, ...WELL, ...units.get(name) })
      .map(([property, value]) => `${property}=${value}\n`)
      .join('');
  return ASKED_UNITS.map(block).join('\n');
}

function furnish(fixture: Fixture, units: ReadonlyMap<string, UnitChange>): void {
  furnishFiles(fixture);
  putProfile(fixture);
  furnishProvisioned(fixture);
  furnishAnswers(fixture, units);
  furnishState(fixture);
}

const unitsFile = (path: string): string => readFileSync(packageFile(`provisioning/units/${path}`), 'utf8');

/** What the kernel has once it was given the lines of the package. */
function kernelSettings(): Readonly<Record<string, string>> {
  const lines = unitsFile('sysctl.d/70-asan-kiosk.conf').matchAll(/^([\w.]+) = (.*)$/gm);
  return Object.fromEntries(
    [...lines].map(([, key = '', value]) => [`/proc/sys/${key.replaceAll('.', '/')}`, `${value}\n`]),
  );
}

/** Where the package has what is in `provisioning/units`. */
const SHIPPED: readonly (readonly [from: string, to: string])[] = [
  ...[
    'asan-kiosk.service',
    'asan-glass.service',
    'asan-recovery.service',
    'asan-firewall.service',
    'asan-hosts.service',
  ],
  ...[
    PORT.socket,
    PORT.waiting,
    'asan-hosts.timer',
    'asan-kiosk-renew.service',
    'asan-kiosk-renew.timer',
    'usbguard.service.d/asan-kiosk.conf',
  ],
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
  '/proc/self/mounts': '/dev/mmcblk0p2 / ext4 rw,noatime 0 0\nproc /proc proc rw 0 0\n',
  // Started after everything in it was written.
  '/proc/stat': `cpu  1 2 3 4\nbtime ${FAR_START_S}\n`,
  '/proc/swaps': 'Filename\tType\tSize\tUsed\tPriority\n',
  '/proc/meminfo': 'MemTotal:        3884312 kB\nMemFree:  100 kB\nMemAvailable:    2884312 kB\n',
  '/proc/vmstat': 'nr_free_pages 1\noom_kill 0\n',
  '/proc/cmdline': 'BOOT_IMAGE=/vmlinuz root=LABEL=root ro quiet\n',
  ...kernelSettings(),
  '/proc/700/status': `Name:\tcage\nUid:\t${GLASS.uid}\t${GLASS.uid}\t0\t0\n`,
  '/proc/701/status': `Name:\tchromium\nUid:\t${GLASS.uid}\t${GLASS.uid}\t0\t0\n`,
};

const SYS: Readonly<Record<string, string>> = {
  '/sys/class/rtc/rtc0/since_epoch': `${NOW.getTime() / 1_000}\n`,
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
  '/etc/passwd': `root:x:0:0:root:/root:/bin/bash\nasan-kiosk:x:${KIOSK.uid}:${KIOSK.gid}::/:/usr/sbin/nologin\nasan-glass:x:${GLASS.uid}:${GLASS.gid}::/:/usr/sbin/nologin\n`,
  '/etc/group': `root:x:0:\nadm:x:4:\ndialout:x:20:\nasan-kiosk:x:${KIOSK.gid}:\nasan-glass:x:${GLASS.gid}:\n`,
  '/etc/shadow': 'root:*:20000:0:99999:7:::\nasan-kiosk:!*:20000::::::\nasan-glass:!*:20000::::::\n',
  '/etc/sudoers':
    '# of Debian\nDefaults\tenv_reset\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n',
  '/etc/sudoers.d/README': '# As of Debian version 1.7.2p1-1 …\n',
  [INSTALLED.command]: '',
  '/etc/usbguard/rules.conf': '',
  // The lines of Debian that are no comment.
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
  ...{ '/usr/share/base-files/dot.bashrc': '# ~/.bashrc\n', '/root/.bashrc': '# ~/.bashrc\n' },
  '/etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\nUsePAM yes\n',
  '/etc/pam.d/common-auth':
    'auth [success=1 default=ignore] pam_unix.so nullok\nauth requisite pam_deny.so\nauth required pam_permit.so\n',
  '/etc/pam.d/login': 'auth optional pam_faildelay.so delay=3000000\n@include common-auth\n',
  [MACHINE_ID]: `${'0123456789abcdef'.repeat(2)}\n`,
  [INSTALLED.machine]: machineRecord('0123456789abcdef'.repeat(2)),
  '/usr/sbin/update-grub': '',
  '/usr/lib/udev/rules.d/70-asan-kiosk.rules': udevRules(),
};

const USB_RULES = 'allow id 0403:6001 serial "A50285BI" with-interface equals { ff:ff:ff }\nblock\n';

/** Of the page at the port of the fixture. */
export const POLICY = JSON.parse(policyText(18_471)) as Readonly<Record<string, unknown>>;

function furnishFiles({ write, at }: Fixture): void {
  for (const [path, text] of Object.entries({ ...PROC, ...SYS, ...ETC })) write(path, text);
  for (const [from, to] of [...SHIPPED, ...SHIPPED_SETTINGS]) write(`/usr/lib/${to}`, unitsFile(from));
  chmodSync(at('/etc/shadow'), 0o640);
  write(INSTALLED.usbRules, USB_RULES, 0o600);
  write('/boot/grub/grub.cfg', GRUB_CFG, 0o600);
  for (const path of ['/boot/vmlinuz', '/boot/initrd.img-6.12.1-amd64']) write(path, new Uint8Array(256 * 1024));
  furnishSystem({ at, write });
  write(INSTALLED.browserPolicy, JSON.stringify(POLICY));
  write('/etc/credstore/asan-kiosk.terminal', '123456', 0o600);
  write('/run/systemd/timesync/synchronized', '');
  mkdirSync(at('/run/systemd/system'), { recursive: true });
  write('/var/log/journal/x', '');
  write(`${INSTALLED.root}/dist/ui/index.html`, '<html>');
  write(`${INSTALLED.root}/dist/ui/assets/page.css`, '@font-face{src:url(./inter.woff2)}');
  write(`${INSTALLED.root}/dist/ui/assets/inter.woff2`, 'wOF2....');
}

export const inputOf = (node: string, name: string, ...properties: readonly string[]): string => {
  const path = `/devices/pci0/usb1/1-1/input/input${node}`;
  const lines = properties.map((property) => `E: ${property}=1\n`).join('');
  return `P: ${path}\nE: NAME="${name}"\n\nP: ${path}/event${node}\nN: input/event${node}\n${lines}\n`;
};

export const TOUCH = inputOf('3', 'ILITEK Multi-Touch', 'ID_INPUT', 'ID_INPUT_TOUCHSCREEN');
const IGNORED_KEYS = inputOf('4', 'AT keyboard', 'ID_INPUT', 'ID_INPUT_KEYBOARD', 'LIBINPUT_IGNORE_DEVICE');

/** As nft lists the rules of the kiosk, with an address that was looked up. */
export const RULESET = `table inet asan_kiosk {
	set given4 {
		type ipv4_addr . inet_service
		flags interval
		elements = { 192.0.2.5 . 443,
			     192.0.2.6 . 443 }
	}

	set named4 {
		type ipv4_addr . inet_service
		flags interval
	}

	set port_users {
		type uid
		elements = { 0, 990,
			     991 }
	}

	chain input {
		type filter hook input priority filter; policy drop;
		iif "lo" accept
		ct state invalid drop
	}

	chain output {
		type filter hook output priority filter; policy drop;
		oif "lo" accept
		ip daddr . tcp dport @named4 accept
	}
}
`;
/** The rights of a unit as systemd has them, beside those of its file. */
const HELD = 'NeedDaemonReload=no\nNoNewPrivileges=yes\nProtectSystem=strict\nPrivateTmp=yes\n';

/** By the code of `provision` itself. */
function furnishProvisioned({ root, at }: Fixture): void {
  const read = readProfile(at(INSTALLED.profile));
  if (!read.ok) throw new Error('the profile of the fixture does not load');
  const target = createTarget(root);
  for (const file of provisionedFiles(target, read.value)) install(target, file);
}

/** What commands print, as files that a row may change. */
function furnishAnswers({ write }: Fixture, units: ReadonlyMap<string, UnitChange>): void {
  write('/commands/.units', unitsText(units));
  write('/commands/.watchdog', 'RuntimeWatchdogUSec=15s\n');
  write('/commands/.failed', '');
  write('/commands/.consoles', '');
  write('/commands/.environment', 'LANG=C.UTF-8\nPATH=/usr/bin\n');
  for (const name of ['kiosk', 'glass'])
    write(`/commands/.rights-asan-${name}.service`, `User=asan-${name}\nGroup=asan-${name}\n${HELD}`);
  for (const name of [
    '.setuid',
    '.capable',
    '.writable',
    '.modes',
    '.verify',
    '.debian',
    '.hashes',
    '.refused',
    '.writers',
    '.acl',
    '.closed',
    '.owners',
  ])
    write(`/commands/${name}`, '');
  write('/commands/.policy', USB_RULES.replace(/^/gm, '1: ').replace(/1: $/, ''));
  write('/commands/.inserted', 'apply-policy\n');
  write('/commands/.implicit', 'block\n');
  furnishDpkg(write);
}

/** The file that a command prints, by a word among its arguments; the first match counts. */
const PRINTED: Readonly<Record<string, readonly (readonly [words: RegExp, file: string])[]>> = {
  systemctl: [
    [/^show-environment$/, '.environment'],
    [/RuntimeWatchdogUSec/, '.watchdog'],
    [/--state=failed/, '.failed'],
    [/getty.*--state=active|--state=active.*getty/, '.consoles'],
    [/--property=Id/, '.units'],
  ],
  timeout: [
    [/asan-kiosk$/, '.verify'],
    [/%m %U %G/, '.writers'],
    [/-ldU/, '.acl'],
    [/lsinitramfs/, '.closed'],
    [/-0555/, '.closed'],
    [/md5sums/, '.hashes'],
    [/dpkg/, '.debian'],
    [/\/6000/, '.setuid'],
    [/getcap/, '.capable'],
    [/-444/, '.modes'],
    [/./, '.writable'],
  ],
  usbguard: [
    [/^list-rules/, '.policy'],
    [/^get-parameter InsertedDevicePolicy$/, '.inserted'],
    [/^get-parameter ImplicitPolicyTarget$/, '.implicit'],
    [/./, '.refused'],
  ],
};

/** Packages own the files in /usr and the files that a row names in this file. */
function ownersOf(paths: readonly string[], owners: string): string {
  const known = owners.split('\n');
  const lines = paths.flatMap((path) => {
    if (path.includes('odd')) return [];
    return path.startsWith('/usr/') ? [`some: ${path}`] : known.filter((line) => line.includes(`: ${path}`));
  });
  return lines.map((line) => `${line}\n`).join('');
}

const printed = (out: string, exit = 0): Ran => ({ is: 'done', exit, out, err: '' });

function giveCommands({ at, commands, command }: Fixture): void {
  const text = (name: string) => readFileSync(at(`/commands/${name}`), 'utf8');
  for (const [name, files] of Object.entries(PRINTED))
    commands.set(name, (args) => {
      const words = args.join(' ');
      if (words.includes('NeedDaemonReload')) return printed(text(`.rights-${args[1]}`));
      const file = files.find(([its]) => its.test(words))?.[1];
      return file === undefined
        ? { ...printed('', 4), err: `not asked for in this fixture: ${words}` }
        : printed(text(file));
    });
  command('lsattr', '--------------e------- /etc/asan-kiosk\n');
  command('apt-mark', '');
  command('timedatectl', 'NTP=yes\nNTPSynchronized=yes\n');
  command('df', '     Avail    Inodes     IFree Mounted on\n8000000000   1000000    900000 /\n');
  command('smartctl', null);
  command('udevadm', TOUCH + IGNORED_KEYS);
  commands.set('usbguard-rule-parser', ([, file = '']) =>
    printed(readFileSync(file, 'utf8').replace(/^(?=.)/gm, 'OUTPUT: ')),
  );
  command('nft', RULESET);
  command('unshare', RULESET);
  // Exit code 1: some were not found.
  commands.set('dpkg-query', (paths) => printed(ownersOf(paths, text('.owners')), 1));
  command('dpkg-divert', 'diversion of /lib32 to /.lib32.usr-is-merged by base-files\n');
  // Exit code 1 and no output: there is none.
  command('dpkg-statoverride', '', 1);
  command('sshd', 'port 22\npermitrootlogin without-password\npermitemptypasswords no\n');
  command('gpiodetect', 'gpiochip0 [pinctrl-rp1] (54 lines)\n');
  commands.set('journalctl', (args) =>
    args.join(' ').includes('disk-usage')
      ? printed('Archived and active journals take up 24M in the file system.')
      : printed('', 1),
  );
}

/** What the first start of the kiosk makes, by the kiosk's own code. */
function furnishState(fixture: Fixture): void {
  const { at, write, ledger } = fixture;
  mkdirSync(at(INSTALLED.glass), { recursive: true });
  chmodSync(at(INSTALLED.state), 0o711);
  chmodSync(at(INSTALLED.glass), 0o750);
  write(INSTALLED.startPage, '<html>', 0o640);
  const book = openLedger({ file: ledger, now: () => NOW });
  openTransparency({ ledger: book, ledgerFile: ledger, kioskId: 'K5', randomBytes });
  for (const id of ['y', 'z']) {
    book.append(id, { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 0, paper: 'ticket' });
    book.append(id, { kind: 'lodged', reference: `K5-7QF2-4${id}` });
    book.append(id, { kind: 'issueRequested' });
    book.append(id, { kind: 'issued' });
    book.append(id, { kind: 'closed', outcome: 'delivered' });
  }
  book.close();
  makeReserve(ledger);
  write(`${INSTALLED.state}/kiosk.jsonl`, '{}\n', 0o640);
}

/** The one line that says where this copy is. */
function putProfile(fixture: Fixture): void {
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8')
    .replace('file: var/simulated/ledger.db', `file: ${fixture.ledger}`)
    .replace('port: 8080', 'port: 18471');
  fixture.write(INSTALLED.profile, text, 0o640);
  for (const path of [INSTALLED.profile, INSTALLED.config]) fixture.own(path, { gid: KIOSK.gid });
  chmodSync(fixture.at(INSTALLED.config), 0o750);
}
