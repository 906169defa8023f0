import { readFileSync } from 'node:fs';
import type { ProgramResult } from '../../provisioning/doctor/machine-port.ts';
import { ASKED_UNITS } from '../../provisioning/doctor/units.ts';
import { PORT_UNITS } from '../../provisioning/machine/installed.ts';
import type { Fixture } from './fixture.ts';
import { USB_RULES } from './fixture-files.ts';
import { furnishDpkg } from './fixture-system.ts';

export type UnitChange = Readonly<Record<string, string | number>>;

const WELL: UnitChange = {
  LoadState: 'loaded',
  ActiveState: 'active',
  SubState: 'running',
  UnitFileState: 'enabled',
  Result: 'success',
  NRestarts: 0,
  LimitCORE: 0,
  ControlGroup: '/system.slice/x',
};
const ABSENT: UnitChange = { LoadState: 'not-found', ActiveState: 'inactive', SubState: 'dead', UnitFileState: '' };
const MASKED: UnitChange = { LoadState: 'masked', ActiveState: 'inactive', SubState: 'dead', UnitFileState: 'masked' };

export const HEALTHY_UNIT_CHANGES: Readonly<Record<string, UnitChange>> = {
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
  [PORT_UNITS.socket]: { Listen: '127.0.0.1:18471 (Stream)' },
};

export function unitsText(units: ReadonlyMap<string, UnitChange>): string {
  const block = (name: string) =>
    Object.entries({ Id: name, ...WELL, ...units.get(name) })
      .map(([property, value]) => `${property}=${value}\n`)
      .join('');
  return ASKED_UNITS.map(block).join('\n');
}

export const inputDeviceText = (node: string, name: string, ...properties: readonly string[]): string => {
  const path = `/devices/pci0/usb1/1-1/input/input${node}`;
  const lines = properties.map((property) => `E: ${property}=1\n`).join('');
  return `P: ${path}\nE: NAME="${name}"\n\nP: ${path}/event${node}\nN: input/event${node}\n${lines}\n`;
};

export const TOUCH_SCREEN_INPUT = inputDeviceText('3', 'ILITEK Multi-Touch', 'ID_INPUT', 'ID_INPUT_TOUCHSCREEN');
const IGNORED_KEYS = inputDeviceText('4', 'AT keyboard', 'ID_INPUT', 'ID_INPUT_KEYBOARD', 'LIBINPUT_IGNORE_DEVICE');

export const NFT_RULESET = `table inet asan_kiosk {
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
const HELD = 'NeedDaemonReload=no\nNoNewPrivileges=yes\nProtectSystem=strict\nPrivateTmp=yes\n';

const BUILT = [
  ['/boot/initrd.img-6.12.48+deb13-amd64', 1_700_000_030],
  ['/var/lib/dpkg/status', 1_700_000_060],
  ['/etc/asan-kiosk/machine', 1_700_000_900],
] as const;

/** Writes the commands' output to files, which a row may change. */
export function writeCommandOutputs({ write }: Fixture, units: ReadonlyMap<string, UnitChange>): void {
  write('/commands/.units', unitsText(units));
  write(
    '/commands/.limits',
    'CPUQuotaPerSecUSec=infinity\nAllowedCPUs=\nMemoryMax=infinity\nTasksMax=infinity\nCPUWeight=[not set]\n',
  );
  write('/commands/.conflicts', 'Id=asan-kiosk.service\nConflictedBy=shutdown.target\nStopPropagatedFrom=\n');
  write('/commands/.watchdog', 'RuntimeWatchdogUSec=15s\n');
  write('/commands/.service-watchdogs', 'ServiceWatchdogs=yes\n');
  write('/commands/.initrd', BUILT.map(([path, at]) => `${at}.5 ${at}.0 ${path}\n`).join(''));
  write('/commands/.failed', '');
  write('/commands/.jobs', '');
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
    '.besides',
    '.new-files',
  ])
    write(`/commands/${name}`, '');
  write('/commands/.policy', USB_RULES.replace(/^/gm, '1: ').replace(/1: $/, ''));
  write('/commands/.inserted', 'apply-policy\n');
  write('/commands/.implicit', 'block\n');
  furnishDpkg(write);
}

/** By a word among the arguments. The first match counts. */
const PRINTED: Readonly<Record<string, readonly (readonly [words: RegExp, file: string])[]>> = {
  systemctl: [
    [/^show-environment$/, '.environment'],
    [/RuntimeWatchdogUSec/, '.watchdog'],
    [/ServiceWatchdogs/, '.service-watchdogs'],
    [/CPUQuotaPerSecUSec/, '.limits'],
    [/ConflictedBy/, '.conflicts'],
    [/^list-jobs/, '.jobs'],
    [/--state=failed/, '.failed'],
    [/getty.*--state=active|--state=active.*getty/, '.consoles'],
    [/--property=Id/, '.units'],
  ],
  timeout: [
    [/asan-kiosk$/, '.verify'],
    [/-newercm/, '.new-files'],
    [/%C@ %T@/, '.initrd'],
    [/%m %U %G/, '.writers'],
    [/-ldU/, '.acl'],
    [/asan-kiosk ! -type d$/, '.besides'],
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

function ownersOf(paths: readonly string[], owners: string): string {
  const known = owners.split('\n');
  const lines = paths.flatMap((path) => {
    if (path.includes('odd')) return [];
    const named = known.filter((line) => line.includes(`: ${path}`));
    return named.length === 0 && path.startsWith('/usr/') ? [`some: ${path}`] : named;
  });
  return lines.map((line) => `${line}\n`).join('');
}

const NETWORK: Readonly<Record<string, string>> = {
  'addr show': '2: eth0    inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0\n',
  'route show': 'default via 192.0.2.1 dev eth0 proto dhcp metric 100\n',
  'show dev lo': '1: lo    inet 127.0.0.1/8 scope host lo\n',
  'neigh show': '192.0.2.1 dev eth0 lladdr 52:54:00:12:35:02 REACHABLE\n',
};

export function setIpOutput(commands: Fixture['commands'], what: string, out: string): void {
  const before = commands.get('ip');
  commands.set('ip', (args) => (args.join(' ').includes(what) ? printed(out) : (before?.(args) ?? printed(''))));
}

const printed = (out: string, exit = 0): ProgramResult => ({ is: 'done', exit, out, err: '' });

export function installCommands({ at, commands, command }: Fixture): void {
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
  command('perl', '');
  command('getent', '', 2);
  command('ldconfig', '\tlibc.so.6 (libc6,x86-64) => /lib/x86_64-linux-gnu/libc.so.6\n');
  command('lsattr', '--------------e------- /etc/asan-kiosk\n');
  command('apt-mark', '');
  command('timedatectl', 'NTP=yes\nNTPSynchronized=yes\n');
  command('df', '     Avail    Inodes     IFree Mounted on\n8000000000   1000000    900000 /\n');
  command('smartctl', null);
  command('udevadm', TOUCH_SCREEN_INPUT + IGNORED_KEYS);
  commands.set('usbguard-rule-parser', ([, file = '']) =>
    printed(readFileSync(file, 'utf8').replace(/^(?=.)/gm, 'OUTPUT: ')),
  );
  command('nft', NFT_RULESET);
  command('unshare', NFT_RULESET);
  commands.set('dpkg-query', (paths) => printed(ownersOf(paths, text('.owners')), 1));
  command('dpkg-divert', 'diversion of /lib32 to /.lib32.usr-is-merged by base-files\n');
  command('dpkg-statoverride', '', 1);
  command('sshd', 'port 22\npermitrootlogin without-password\npermitemptypasswords no\n');
  command('ss', 'LISTEN 0 128 127.0.0.1:18471 0.0.0.0:* users:(("node",pid=702,fd=3))\n');
  for (const [what, line] of Object.entries(NETWORK)) setIpOutput(commands, what, line);
  command('gpiodetect', 'gpiochip0 [pinctrl-rp1] (54 lines)\n');
  commands.set('journalctl', (args) =>
    args.join(' ').includes('disk-usage')
      ? printed('Archived and active journals take up 24M in the file system.')
      : printed('', 1),
  );
}
