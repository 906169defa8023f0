import { chmodSync, readFileSync } from 'node:fs';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import type { Fixture } from './fixture.ts';
import { NFT_RULESET } from './fixture-commands.ts';
import { comparisonsOfTextOnly, type DoctorRow, type DoctorSheet, makeSymlink, rowsOf } from './row.ts';
import { putRootOnUsb } from './rows-boot.ts';
import { setOfficeUrl } from './rows-office.ts';

const PROVISION = 'sudo asan-kiosk provision';
const RULES = INSTALLED.usbRules;
const CONF = '/etc/usbguard/usbguard-daemon.conf';
const RESTART_USBGUARD = 'sudo systemctl restart usbguard.service';
const OF_DEVICE = 'allow id 0403:6001 serial "A50285BI" with-interface equals { ff:ff:ff }';

/** USB descriptors of a stick: device, configuration and interface of mass storage [USB 2.0, 9.6]. */
const STICK = Uint8Array.from([
  18, 1, 0, 2, 0, 0, 0, 64, 0x81, 0x07, 0x83, 0x55, 0, 1, 1, 2, 3, 1, 9, 2, 18, 0, 1, 1, 0, 0x80, 50, 9, 4, 0, 0, 2, 8,
  6, 0x50, 0,
]);

function onStick(fixture: Fixture): void {
  putRootOnUsb(fixture);
  for (const [file, text] of Object.entries({ idVendor: '0781', idProduct: '5583', serial: 'S1' }))
    fixture.write(`/sys/bus/usb/devices/1-1/${file}`, `${text}\n`);
  fixture.write('/sys/bus/usb/devices/1-1/descriptors', STICK);
}

const rules = (from: string | RegExp, to: string) => (fixture: Fixture) =>
  fixture.command('nft', NFT_RULESET.replace(from, to));

const named = (elements: string) => rules(/(set named4 \{\n.*\n.*\n)/, `$1\t\telements = { ${elements} }\n`);

const RELOAD = 'sudo systemctl reload-or-restart asan-firewall.service';

const FIREWALL: readonly DoctorRow[] = [
  ...rowsOf('firewall', [
    ['nothing', ({ command }) => command('nft', ''), 'fail', /^the kernel has no rules of this kiosk/, RELOAD],
    [
      'everything is let in by a rule before the others',
      rules('iif "lo" accept', 'accept\n\t\tiif "lo" accept'),
      'fail',
      'chain input has "accept"',
      RELOAD,
    ],
    [
      'everything goes out by a rule before the others',
      rules('oif "lo" accept', 'accept\n\t\toif "lo" accept'),
      'fail',
      'chain output has "accept"',
      RELOAD,
    ],
    [
      'a rule is away',
      rules('\t\tct state invalid drop\n', ''),
      'fail',
      'chain input lacks "ct state invalid drop"',
      RELOAD,
    ],
    [
      'a rule comes too early',
      rules(/(\t\tiif "lo" accept\n)(\t\tct state invalid drop\n)/, '$2$1'),
      'fail',
      'chain input has its lines in another order, or one line twice',
      RELOAD,
    ],
    ['a chain is away', rules(/\n\tchain output \{[^}]*\}\n/, ''), 'fail', 'there is no chain output', RELOAD],
    [
      'a chain is new',
      rules('\tchain output', '\tchain early {\n\t\taccept\n\t}\n\n\tchain output'),
      'fail',
      'chain early is not of this kiosk',
      RELOAD,
    ],
    [
      'what is not named goes out',
      rules(/(hook output .*)policy drop/, '$1policy accept'),
      'fail',
      /^chain output has "type filter hook output priority filter; policy accept;"; chain output lacks/,
      RELOAD,
    ],
    ['another host may be reached', rules('192.0.2.5 . 443', '198.51.100.9 . 443'), 'fail', /^set given4 has/, RELOAD],
    [
      'one more user may connect to the kiosk',
      rules('991 }', '991, 1000 }'),
      'fail',
      'set port_users has "1000"',
      RELOAD,
    ],
    [
      'nft lists the same elements in another order',
      rules('0, 990,\n\t\t\t     991', '991, 0, 990'),
      'ok',
      'the firewall drops all traffic that the profile does not need, in and out; 5 chains and sets',
      null,
    ],
    [
      'the addresses of a host of the profile may be reached',
      (fixture) => {
        fixture.profile((text) => `${text}\nnetwork: { allow: ["time.example:443", "log.example"] }\n`);
        fixture.write('/run/asan-hosts/time.example', '192.0.2.7\n2001:db8::7\n192.0.2.8\n');
        fixture.write('/run/asan-hosts/log.example', '192.0.2.8\n');
        named('192.0.2.7 . 443,\n\t\t\t     192.0.2.8 . 0-65535, 192.0.2.8 . 443')(fixture);
      },
      'ok',
      'the firewall drops all traffic that the profile does not need, in and out; 5 chains and sets',
      null,
    ],
    [
      'an address of no host of the profile may be reached',
      named('198.51.100.9 . 443'),
      'fail',
      'set named4 has "198.51.100.9 . 443"',
      RELOAD,
    ],
    [
      'a host of the profile cannot be reached',
      (fixture) => {
        fixture.profile((text) => `${text}\nnetwork: { allow: ["time.example:443"] }\n`);
        fixture.write('/run/asan-hosts/time.example', '192.0.2.7\n');
      },
      'fail',
      'set named4 lacks "192.0.2.7 . 443"',
      RELOAD,
    ],
    [
      'the profile now names another office',
      (fixture) => {
        setOfficeUrl(fixture, 'https://203.0.113.9:8443');
        rules('iif "lo" accept', 'accept')(fixture);
      },
      'fail',
      /^chain input has "accept"/,
      /^compare this value with the order /,
    ],
    [
      'the file says otherwise too',
      (fixture) => {
        fixture.write(INSTALLED.firewall, 'table inet asan_kiosk {}\n');
        rules('iif "lo" accept', 'accept')(fixture);
      },
      'fail',
      /^chain input has "accept"/,
      PROVISION,
    ],
    [
      'only root may ask',
      (fixture) => {
        fixture.command('nft', '', 1, 'Operation not permitted (you must be root)');
        fixture.uid = 1_000;
      },
      'skip',
      /you must be root.*try it with sudo/,
      null,
    ],
  ]),
  ...rowsOf('firewall-others', [
    [
      'a table that redirects',
      rules(/^/, 'table ip nat {\n\tchain output {\n\t\ttcp dport 443 redirect to :8443\n\t}\n}\n'),
      'warn',
      'table ip nat: it may drop or redirect traffic that the kiosk needs',
      'sudo nft delete table ip nat; if it comes back, disable the service that makes it (such as nftables, ufw, firewalld or docker): sudo systemctl disable --now NAME',
    ],
  ]),
  ...rowsOf('listeners', [
    [
      'a package of another firm waits for its customers',
      ({ command, write }) => {
        command(
          'ss',
          'LISTEN 0 50 0.0.0.0:5938 0.0.0.0:* users:(("odd",pid=900,fd=3))\nLISTEN 0 128 [::]:22 [::]:* users:(("sshd",pid=701,fd=4))\nLISTEN 0 9 [::1]:631 [::]:* users:(("cupsd",pid=901,fd=7))\n',
        );
        write('/proc/900/cgroup', '0::/system.slice/odd.service\n');
        write('/proc/701/cgroup', '0::/system.slice/ssh.service\n');
      },
      'warn',
      'odd (odd.service, process 900) listens at 0.0.0.0:5938',
      'sudo ss -tlnp names the program; if your staff did not install it: sudo systemctl disable --now odd.service, and remove the package',
    ],
    [
      'a printer at USB has its own service',
      (f) => {
        f.command('ss', 'LISTEN 0 9 127.0.0.1:60000 0.0.0.0:* users:(("ipp-usb",pid=901,fd=7))\n');
        f.write('/proc/901/cgroup', '0::/system.slice/ipp-usb.service\n');
        f.own('/proc/901', { uid: 0 });
      },
      'ok',
      'only expected programs',
      null,
    ],
    [
      'a shell of root waits on the loopback address',
      (f) => {
        f.command('ss', 'LISTEN 0 5 127.0.0.1:4444 0.0.0.0:* users:(("python3",pid=900,fd=3))\n');
        f.write('/proc/900/cgroup', '0::/system.slice/qemu-guest-agent.service\n');
        f.own('/proc/900', { uid: 0 });
      },
      'warn',
      'python3 (qemu-guest-agent.service, process 900) listens at 127.0.0.1:4444',
      /^sudo ss -tlnp names the program; /,
    ],
    [
      'systemd waits for another',
      ({ command }) => command('ss', 'LISTEN 0 50 *:5938 *:* users:(("systemd",pid=1,fd=3))\n'),
      'warn',
      'systemd (process 1) listens at *:5938',
      /^sudo ss -tlnp names the program; /,
    ],
    [
      'systemd waits for ssh',
      ({ command }) => command('ss', 'LISTEN 0 50 *:22 *:* users:(("systemd",pid=1,fd=3))\n'),
      'ok',
      'only expected programs',
      null,
    ],
  ]),
  ...rowsOf('other-firewalls', [
    [
      'that of nftables',
      (fixture) =>
        makeSymlink(
          fixture,
          '/etc/systemd/system/sysinit.target.wants/nftables.service',
          '/usr/lib/systemd/system/nftables.service',
        ),
      'fail',
      'nftables.service: it may delete the rules of the kiosk',
      `sudo systemctl disable --now nftables.service && ${RELOAD}`,
    ],
  ]),
];

const daemon = (from: string, to: string) => (fixture: Fixture) =>
  fixture.write(CONF, readFileSync(fixture.at(CONF), 'utf8').replace(from, to));

const USBGUARD: readonly DoctorRow[] = [
  ...rowsOf('usbguard-rules', [
    ['none', ({ remove }) => remove(RULES), 'fail', `there is no ${RULES}`, PROVISION],
    [
      'nothing is let in',
      ({ write }) => write(RULES, '# nothing\nblock\n', 0o600),
      'fail',
      'no device is allowed, not even the touch panel',
      PROVISION,
    ],
    [
      'the disk of the system hangs on USB and has no rule',
      onStick,
      'fail',
      /does not allow the system disk: allow id 0781:5583 serial "S1"/,
      /^sudo asan-kiosk provision, before any restart$/,
    ],
    [
      'the rules of Debian let all in',
      ({ write }) => write('/etc/usbguard/rules.conf', '# all\nallow\n'),
      'fail',
      '/etc/usbguard/rules.conf:2 is not of provision: "allow"',
      `sudo truncate --size=0 /etc/usbguard/rules.conf && ${RESTART_USBGUARD}`,
    ],
    [
      'a file before ours lets all in',
      ({ write }) => write('/etc/usbguard/rules.d/00-all.conf', 'allow\n'),
      'fail',
      '/etc/usbguard/rules.d/00-all.conf:1 is not of provision: "allow"',
      `sudo rm /etc/usbguard/rules.d/00-all.conf && ${RESTART_USBGUARD}`,
    ],
    [
      'our own let nothing in, and a file before them everything',
      ({ write }) => {
        write(RULES, 'block\n', 0o600);
        write('/etc/usbguard/rules.d/00-all.conf', 'allow\n');
      },
      'fail',
      '/etc/usbguard/rules.d/00-all.conf:1 is not of provision: "allow"',
      `sudo rm /etc/usbguard/rules.d/00-all.conf && ${RESTART_USBGUARD}`,
    ],
    [
      'all are let in by our own',
      ({ write }) => write(RULES, `${OF_DEVICE}\nallow\n`, 0o600),
      'fail',
      `${RULES}:2 is not of provision: "allow"`,
      PROVISION,
    ],
    [
      'all keyboards are let in',
      ({ write }) => write(RULES, `allow id *:* with-interface 03:01:01\n${OF_DEVICE}\nblock\n`, 0o600),
      'fail',
      new RegExp(`^${RULES}:1 is not of provision`),
      PROVISION,
    ],
    [
      'one keyboard is let in, and a stick',
      ({ write }) =>
        write(
          RULES,
          `${OF_DEVICE}\nallow id 046d:c31c serial "" via-port "1-1" with-interface equals { 03:01:01 }\nallow id 0781:5583 serial "1" with-interface equals { 08:06:50 }\nblock\n`,
          0o600,
        ),
      'fail',
      /70-asan-kiosk\.conf:2 .*70-asan-kiosk\.conf:3 /,
      PROVISION,
    ],
    [
      'a stick with the ids of a scanner is let in',
      ({ write }) =>
        write(
          RULES,
          `${OF_DEVICE}\nallow id 05e0:1200 serial "" via-port "1-2" with-interface equals { 08:06:50 03:01:01 }\nblock\n`,
          0o600,
        ),
      'fail',
      /70-asan-kiosk\.conf:2 /,
      PROVISION,
    ],
    [
      'a scanner that a driver knows is not plugged in now',
      ({ write }) =>
        write(
          RULES,
          `${OF_DEVICE}\nallow id 0c2e:0b8f serial "" via-port "1-2" with-interface equals { 03:00:00 }\nblock\n`,
          0o600,
        ),
      'ok',
      '3 rules; all other devices are refused',
      null,
    ],
    [
      'somebody let sticks in, and USBGuard wrote the file in its own spelling',
      ({ write }) =>
        write(
          RULES,
          `${['1d6b:0002', '05e3:0608', '1d6b:0003', '0403:6001', '1a86:7523'].map((id) => `allow id ${id} serial "S\\"1" with-interface ${id.startsWith('0') ? 'ff:ff:ff' : '{ 09:00:02 09:00:01 }'}`).join('\n')}\nblock\nallow with-interface one-of { 08:*:* }\n`,
          0o600,
        ),
      'fail',
      `${RULES}:7 is not of provision: "allow with-interface one-of { 08:*:* }"`,
      PROVISION,
    ],
    [
      'USBGuard wrote the file in its own spelling, and nothing else changed',
      (fixture) => {
        onStick(fixture);
        fixture.write(RULES, `allow id 0781:5583 serial "S1" with-interface 08:06:50\nblock\n`, 0o600);
      },
      'ok',
      '2 rules; all other devices are refused',
      null,
    ],
    [
      'the rule of the disk of the system comes too late',
      (fixture) => {
        onStick(fixture);
        fixture.write(RULES, `block\nallow id 0781:5583 serial "S1" with-interface equals { 08:06:50 }\n`, 0o600);
      },
      'fail',
      /does not allow the system disk: allow id 0781:5583 serial "S1"/,
      /^sudo asan-kiosk provision, before any restart$/,
    ],
    [
      'somebody took the rule of a hub out, and the hub works until the next start',
      (fixture) => {
        for (const [file, text] of Object.entries({ idVendor: '05e3', idProduct: '0608', authorized: '1' }))
          fixture.write(`/sys/bus/usb/devices/1-1/${file}`, `${text}\n`);
        const hub = STICK.with(5 + 27, 9)
          .with(6 + 27, 0)
          .with(7 + 27, 0);
        fixture.write('/sys/bus/usb/devices/1-1/descriptors', hub);
      },
      'fail',
      'allow id 05e3:0608 serial "" via-port "1-1" with-interface equals { 09:00:00 }: no rule allows this device at the next start, but it works now',
      PROVISION,
    ],
    [
      'others may read them',
      ({ at }) => chmodSync(at(RULES), 0o644),
      'fail',
      `${RULES} has mode 644: USBGuard reads no file that other users may read`,
      `sudo chmod 600 ${RULES} && ${RESTART_USBGUARD}`,
    ],
    ['only root may look', ({ deny }) => deny(RULES), 'skip', `only root may read ${RULES}: run this with sudo`, null],
  ]),
  ...rowsOf('usbguard-daemon', [
    [
      'what no rule names is let in',
      daemon('ImplicitPolicyTarget=block', 'ImplicitPolicyTarget=allow'),
      'fail',
      `${CONF} has ImplicitPolicyTarget=allow: devices without a rule are not refused`,
      /^sudo sed -i -e .*ImplicitPolicyTarget=block.* && sudo systemctl restart usbguard\.service$/,
    ],
    [
      'what is there at the start is let in',
      daemon('PresentDevicePolicy=apply-policy', 'PresentDevicePolicy=allow'),
      'fail',
      /bypass the rules$/,
      /PresentDevicePolicy=apply-policy/,
    ],
    [
      'others may change the rules',
      daemon('IPCAllowedUsers=root', 'IPCAllowedUsers=root asan-glass'),
      'fail',
      /IPCAllowedUsers=root asan-glass: users other than root/,
      /IPCAllowedUsers=root/,
    ],
    [
      'everybody may change the rules',
      daemon('IPCAllowedUsers=root', ''),
      'fail',
      /IPCAllowedUsers=: users other than root/,
      /IPCAllowedUsers=root/,
    ],
    [
      'the folder is not read',
      daemon('RuleFolder=/etc/usbguard/rules.d/', ''),
      'fail',
      /RuleFolder=: the rules of the kiosk are not read/,
      /RuleFolder=/,
    ],
    [
      'one more may change the rules',
      ({ write }) => write('/etc/usbguard/IPCAccessControl.d/asan-glass', 'Policy=modify\n'),
      'fail',
      /lets asan-glass change the rules$/,
      `sudo rm '/etc/usbguard/IPCAccessControl.d/asan-glass' && ${RESTART_USBGUARD}`,
    ],
    [
      'none',
      ({ remove }) => remove(CONF),
      'fail',
      `there is no ${CONF}`,
      /confmiss \/media\/stick\/usbguard_\*\.deb .*; once dpkg has ended without an error: /,
    ],
  ]),
  ...rowsOf('usbguard-policy', [
    [
      'a rule that is in no file',
      ({ write }) => write('/commands/.policy', `1: allow\n2: ${OF_DEVICE}\n3: block\n`),
      'fail',
      'USBGuard applies the rule "allow", which is in no file of rules',
      RESTART_USBGUARD,
    ],
    [
      'a rule of a file is not in force',
      ({ write }) => write('/commands/.policy', `2: ${OF_DEVICE}\n`),
      'fail',
      'USBGuard lacks "block"',
      RESTART_USBGUARD,
    ],
    [
      'somebody set the running daemon to let in what is plugged in',
      ({ write }) => write('/commands/.inserted', 'allow\n'),
      'fail',
      'USBGuard has InsertedDevicePolicy=allow: devices that are plugged in later bypass the rules',
      RESTART_USBGUARD,
    ],
  ]),
  ...rowsOf('usb-refused', [
    [
      'a keyboard',
      ({ write }) =>
        write(
          '/commands/.refused',
          '7: block id 046d:c31c serial "" name "USB Keyboard" hash "x" with-interface { 03:01:01 03:00:00 }\n',
        ),
      'warn',
      'USB Keyboard (046d:c31c, which types)',
      /unplug it; if it replaces/,
    ],
    [
      'only root may ask',
      ({ command }) => command('usbguard', '', 1, 'ERROR: IPC connection failure'),
      'skip',
      /^not measured: usbguard says/,
      null,
    ],
  ]),
];

const BOUNDS_AND_SKIPS: DoctorSheet = [
  ...comparisonsOfTextOnly(
    'firewall-checks.ts: first < 0',
    'firewall-checks.ts: index >= first',
    'usbguard-rule.ts: at < tokens.length',
    'usbguard-rule.ts: end < 0',
  ),
];

export const FIREWALL_AND_USB_ROWS: DoctorSheet = [...FIREWALL, ...USBGUARD, ...BOUNDS_AND_SKIPS];
