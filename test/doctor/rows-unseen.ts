import { chmodSync } from 'node:fs';
import { realClock } from '../../drivers/clock.ts';
import type { Fixture } from './fixture.ts';
import { setIpOutput } from './fixture-commands.ts';
import { setChipReaderLink } from './profile-links.ts';
import { checkBound, comparisonsOfTextOnly, type DoctorRow, type DoctorSheet, makeSymlink, rowsOf } from './row.ts';
import { serveRunningKiosk } from './rows-closed.ts';
import { setOfficeUrl } from './rows-office.ts';

/*
 * Faults that another check reported with a wrong cause. Each row was tried on a kiosk, except init script and control group of
 * `root-sockets`.
 */

const LOOPBACK: readonly DoctorRow[] = [
  ...rowsOf('loopback', [
    [
      'an address of the office',
      ({ commands }) =>
        setIpOutput(
          commands,
          'addr show dev lo',
          '1: lo    inet 127.0.0.1/8 scope host lo\n1: lo    inet 192.0.2.9/32 scope global lo\n',
        ),
      'fail',
      'lo has 192.0.2.9/32 too: packets for this address stay in the machine',
      'sudo ip addr del 192.0.2.9/32 dev lo',
    ],
    [
      'lo has lost its address',
      ({ commands }) => setIpOutput(commands, 'show dev lo', ''),
      'fail',
      'lo does not have 127.0.0.1: the browser cannot reach the kiosk',
      'sudo ip addr add 127.0.0.1/8 dev lo',
    ],
    [
      'lo has only the address 127.0.0.1',
      ({ commands }) => setIpOutput(commands, 'show dev lo', '1: lo    inet 127.0.0.1/32 scope host lo\n'),
      'ok',
      'up',
      null,
    ],
  ]),
  ...rowsOf('port', [
    [
      'lo has no address',
      ({ commands }) => setIpOutput(commands, 'show dev lo', ''),
      'fail',
      /^\d+ can not be opened or reached: lo does not have 127\.0\.0\.1: the browser cannot reach the kiosk, see loopback$/,
      'sudo ip addr add 127.0.0.1/8 dev lo',
    ],
  ]),
  ...rowsOf('office-of-kiosk', [
    [
      'the unit of the kiosk is active, and no kiosk answers',
      () => undefined,
      'skip',
      /^systemd says that asan-kiosk\.service is active, but no kiosk of this profile answers at 127\.0\.0\.1:\d+: see the check port$/,
      null,
    ],
  ]),
];

const SHARED_FOLDERS: readonly DoctorRow[] = [
  ...rowsOf('readers', [
    [
      'the folder for temporary files is a link to a stick that was taken out',
      (f) => {
        f.remove('/var/tmp');
        makeSymlink(f, '/var/tmp', '/mnt/stick/tmp');
      },
      'fail',
      '/var/tmp is a link to /mnt/stick/tmp but must be a folder: kiosk and browser do not start',
      'sudo rm /var/tmp && sudo install -d -o root -g root -m 1777 /var/tmp',
    ],
    [
      '/tmp is missing, and /var/tmp is a file',
      (f) => {
        f.remove('/tmp');
        f.remove('/var/tmp');
        f.write('/var/tmp', '');
      },
      'fail',
      '/tmp is not there: kiosk and browser do not start; /var/tmp is not a folder: kiosk and browser do not start',
      'sudo install -d -o root -g root -m 1777 /tmp && sudo mv --backup=numbered /var/tmp /root/ && sudo install -d -o root -g root -m 1777 /var/tmp',
    ],
  ]),
];

const POLICIES = `src 0.0.0.0/0 dst 203.0.113.9/32 \n\tdir out action block priority 0 ptype main \nsrc 0.0.0.0/0 dst 0.0.0.0/0 \n\tsocket in priority 0 \n`;

const IPSEC: readonly DoctorRow[] = [
  ...rowsOf('office', [
    [
      'a rule of IPsec blocks the address of the office',
      (f) => {
        setOfficeUrl(f, 'http://127.0.0.1:1');
        setIpOutput(f.commands, 'xfrm policy', POLICIES.replace('203.0.113.9/32', '127.0.0.0/8'));
      },
      'fail',
      /\(BKO-101\); a rule of IPsec stops packets to this address: src 0\.0\.0\.0\/0 dst 127\.0\.0\.0\/8 dir out action block$/,
      /^sudo ip xfrm policy flush; if a rule comes back, /,
    ],
  ]),
  ...rowsOf('ipsec-policies', [
    [
      'a rule blocks the office',
      ({ commands }) => setIpOutput(commands, 'xfrm policy', POLICIES),
      'fail',
      'src 0.0.0.0/0 dst 203.0.113.9/32 dir out action block: such a rule stops packets, and no list of the firewall shows it',
      /^sudo ip xfrm policy flush; if a rule comes back, /,
    ],
    [
      'a rule of a tunnel is left',
      ({ commands }) =>
        setIpOutput(
          commands,
          'xfrm policy',
          'src 192.0.2.0/24 dst 10.0.0.0/8 \n\tdir out priority 100 ptype main \n\ttmpl src 192.0.2.10 dst 198.51.100.1\n\t\tproto esp reqid 1 mode tunnel\n',
        ),
      'warn',
      'src 192.0.2.0/24 dst 10.0.0.0/8 dir out priority 100',
      /^if no tunnel of your network needs it: sudo ip xfrm policy flush; if a rule comes back, /,
    ],
    [
      'only sockets have rules',
      ({ commands }) => setIpOutput(commands, 'xfrm policy', 'src 0.0.0.0/0 dst 0.0.0.0/0 \n\tsocket in priority 0 \n'),
      'ok',
      'none',
      null,
    ],
  ]),
];

function socketAt(
  f: Fixture,
  path: string,
  { cgroup = '/user.slice/user-0.slice/session-3.scope', uid = 0, mode = 0o777 } = {},
): void {
  f.commands.set('ss', (args) => ({
    is: 'done',
    exit: 0,
    err: '',
    out: args.includes('-xlnpH') ? `u_str LISTEN 0 5 ${path} 14406490 * 0 users:(("socat",pid=712,fd=5))\n` : '',
  }));
  if (path.startsWith('/')) {
    f.write(path, '');
    chmodSync(f.at(path), mode);
  }
  f.write('/proc/712/cgroup', `0::${cgroup}\n`);
  f.write('/proc/712/status', `Name:\tsocat\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n`);
}

function ofInitScript(f: Fixture, script: string): void {
  socketAt(f, '/run/own', { cgroup: '/system.slice/acme.service' });
  f.write('/etc/init.d/acme', '#!/bin/sh\n');
  f.write('/run/systemd/generator.late/acme.service', `[Unit]\nSourcePath=${script}\n`);
}

const SOCKETS: readonly DoctorRow[] = rowsOf('root-sockets', [
  [
    'a shell of root waits at a socket',
    (f) => socketAt(f, '/run/.cache-sock'),
    'fail',
    'socat (process 712, session-3.scope) waits as root at /run/.cache-sock, and all users may connect',
    'ps -fp 712 shows what it is; if your staff did not start it: sudo kill 712 && sudo rm -f /run/.cache-sock',
  ],
  [
    'a service of no package has a socket without a file',
    (f) => socketAt(f, '@cache', { cgroup: '/system.slice/odd.service' }),
    'fail',
    'socat (process 712, odd.service) waits as root at @cache, and all users may connect',
    'ps -fp 712 shows what it is; if your staff did not start it: sudo systemctl disable --now odd.service',
  ],
  [
    'a program waits at two sockets',
    (f) => {
      socketAt(f, '/run/.cache-sock');
      const one = f.commands.get('ss');
      f.commands.set('ss', (args) => {
        const ran = one?.(args) ?? { is: 'absent' };
        return ran.is === 'done' ? { ...ran, out: ran.out + ran.out.replace('/run/.cache-sock', '@cache') } : ran;
      });
    },
    'fail',
    /^socat .* at \/run\/\.cache-sock; socat .* at @cache, and all users may connect$/,
    'ps -fp 712 shows what it is; if your staff did not start it: sudo kill 712 && sudo rm -f /run/.cache-sock',
  ],
  ['only the owner of the socket may connect', (f) => socketAt(f, '/run/own', { mode: 0o700 }), 'ok', 'none', null],
  ['the program does not run as root', (f) => socketAt(f, '/run/own', { uid: 33 }), 'ok', 'none', null],
  [
    'a service of the package has the socket',
    (f) => socketAt(f, '/run/own', { cgroup: '/system.slice/asan-kiosk.service' }),
    'ok',
    'none',
    null,
  ],
  [
    'a service of the package has the socket, in a control group of its own',
    (f) => socketAt(f, '/run/own', { cgroup: '/system.slice/asan-kiosk.service/worker' }),
    'ok',
    'none',
    null,
  ],
  ['a service of an old init script has the socket', (f) => ofInitScript(f, '/etc/init.d/acme'), 'ok', 'none', null],
  [
    'a service has the socket, and the init script of this service is gone',
    (f) => ofInitScript(f, '/etc/init.d/other'),
    'fail',
    'socat (process 712, acme.service) waits as root at /run/own, and all users may connect',
    /sudo systemctl disable --now acme\.service && sudo rm -f \/run\/own$/,
  ],
]);

function slowNames(f: Fixture, ...eachMs: readonly number[]): void {
  let now = 0;
  let nth = 0;
  setOfficeUrl(f, 'https://office.example');
  f.clock = { ...realClock, now: () => now };
  f.commands.set('getent', () => {
    now += eachMs[nth++] ?? 0;
    return { is: 'done', exit: 0, out: '203.0.113.9 STREAM office.example\n', err: '' };
  });
}

const NAMES: readonly DoctorRow[] = rowsOf('names', [
  [
    'the name server is slow',
    (f) => slowNames(f, 4_020, 3_010),
    'warn',
    'the name server 192.0.2.53 took 3.0 s for office.example',
    /^tell the network administrator that 192\.0\.2\.53 answers slowly; .*time getent ahostsv4 office\.example/,
  ],
  ['only the first question is slow', (f) => slowNames(f, 4_020, 10), 'ok', '192.0.2.53', null],
]);

function leased(f: Fixture): void {
  f.write('/sys/class/net/eth0/ifindex', '2\n');
  f.write('/run/systemd/netif/leases/2', 'ADDRESS=192.0.2.10\nSERVER_ADDRESS=192.0.2.66\n');
}

function farPrinter(f: Fixture, host = '10.0.2.7'): void {
  f.profile((text) =>
    text.replace(
      / {2}printer: .*\n/,
      `  printer: { driver: escpos, model: epson-tm-t20, link: { tcp: { host: ${host}, port: 1 } } }\n`,
    ),
  );
}

const DHCP: readonly DoctorRow[] = rowsOf('way-out', [
  [
    'another router gave the address',
    (f) => {
      leased(f);
      farPrinter(f);
    },
    'warn',
    'no device of the profile is in the network of this machine, and its address came by DHCP from 192.0.2.66: this machine has 192.0.2.10/24 (eth0); not in its network: 10.0.2.7 of the profile',
    /^another router may give addresses here\. .* ip neigh show 192\.0\.2\.66.* Then ask for a new address \(sudo networkctl reconfigure eth0\)\. /,
  ],
  [
    'dhclient has a lease from another router',
    (f) => {
      farPrinter(f);
      f.write(
        '/var/lib/dhcp/dhclient.eth0.leases',
        'lease {\n  option dhcp-server-identifier 192.0.2.1;\n}\nlease {\n  option dhcp-server-identifier 192.0.2.66;\n}\n',
      );
    },
    'warn',
    /came by DHCP from 192\.0\.2\.66: /,
    / Then ask for a new address \(sudo reboot\)\. /,
  ],
  [
    'a device is near',
    (f) => {
      leased(f);
      farPrinter(f, '192.0.2.7');
    },
    'ok',
    /^this machine has 192\.0\.2\.10/,
    null,
  ],
  [
    'the chip reader is online behind a router',
    async (f) => {
      leased(f);
      await serveRunningKiosk(f, { devices: { chipReader: 'online' } });
      setChipReaderLink(f, '{ tcp: { host: 10.0.2.7, port: 1 } }');
    },
    'ok',
    /^this machine has 192\.0\.2\.10/,
    null,
  ],
  [
    'the printer is online behind a router',
    async (f) => {
      leased(f);
      await serveRunningKiosk(f, { devices: { printer: 'online' } });
      farPrinter(f);
    },
    'ok',
    /^this machine has 192\.0\.2\.10/,
    null,
  ],
]);

const BOUNDS_AND_SKIPS: DoctorSheet = [
  checkBound(
    'next-start-checks.ts: quicker > SLOW_MS',
    'names',
    (fixture, ms) => slowNames(fixture, ms, ms),
    [1_000, 'ok'],
    [1_001, 'warn'],
  ),
  ...comparisonsOfTextOnly('next-start-checks.ts: addresses.length > 1'),
];

export const MISATTRIBUTED_ROWS: DoctorSheet = [
  ...LOOPBACK,
  ...SHARED_FOLDERS,
  ...IPSEC,
  ...SOCKETS,
  ...NAMES,
  ...DHCP,
  ...BOUNDS_AND_SKIPS,
];
