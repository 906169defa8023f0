import { createHash } from 'node:crypto';
import { readFileSync, utimesSync } from 'node:fs';
import { load } from 'js-yaml';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import { acceptedOrderText } from '../../provisioning/provision/order/signed-order.ts';
import { PROVISION_JOURNAL_FILE } from '../../provisioning/provision/plan/journal.ts';
import type { Fixture } from './fixture.ts';
import {
  checkBound,
  comparisonsBetweenRows,
  type DoctorRow,
  type DoctorSheet,
  makeSymlink,
  rowsOf,
  skippedCheck,
  writesFile,
} from './row.ts';
import { serveRunningKiosk } from './rows-closed.ts';
import { setOfficeUrl } from './rows-office.ts';

/* Traces of an attacker who was root. */

const append = ({ write, context }: Fixture, path: string, text: string) => {
  const before = context().machine.read(path);
  write(path, (before.ok ? before.value : '') + text);
};
const people = (fixture: Fixture, ...groups: readonly string[]) => {
  append(fixture, '/etc/passwd', 'games:x:5:60::/usr/games:/usr/sbin/nologin\nali:x:1000:1000::/home/ali:/bin/bash\n');
  append(fixture, '/etc/group', groups.map((line) => `${line}\n`).join(''));
};

const order = ({ write, context }: Fixture, serial: number) =>
  write(INSTALLED.orderTaken, JSON.stringify({ serial, sha256: 'x', kiosk: context().profile?.kiosk.id }));

const ACCOUNTS: readonly DoctorRow[] = [
  ...rowsOf('groups', [
    [
      'the browser reads the keypad and the panel',
      (f) => people(f, 'input:x:104:asan-glass'),
      'fail',
      'asan-glass is in input',
      'sudo gpasswd -d asan-glass input; if asan-glass is not a member, it is the primary group: sudo usermod -g asan-glass asan-glass',
    ],
  ]),
  ...rowsOf('group-members', [
    [
      'a person reads and writes the disk',
      (f) => people(f, 'disk:x:6:ali'),
      'fail',
      'ali is in disk and can write the disk below every file',
      'sudo gpasswd -d ali disk',
    ],
    [
      'the group has a second name',
      (f) => people(f, 'disk:x:6:', 'odd:x:6:ali'),
      'fail',
      'ali is in disk and can write the disk below every file',
      'sudo gpasswd -d ali odd',
    ],
    [
      'it is the own group of an account',
      (f) => {
        people(f, 'shadow:x:42:');
        append(f, '/etc/passwd', 'odd:x:1002:42::/:/bin/bash\n');
      },
      'fail',
      'odd is in shadow and can read the hash of every password',
      'sudo usermod -g nogroup odd',
    ],
    [
      'a person sees what citizens type and see',
      (f) => people(f, 'input:x:104:ali', 'video:x:44:asan-glass,ali'),
      'warn',
      'ali is in input and can read what citizens type; ali is in video and can see what citizens see',
      'sudo gpasswd -d ali input && sudo gpasswd -d ali video',
    ],
    [
      'who may become root anyway, and the users of packages',
      (f) => people(f, 'sudo:x:27:ali', 'disk:x:6:ali', 'lp:x:7:saned', 'video:x:44:asan-glass'),
      'ok',
      'only users of packages, and members of sudo',
      null,
    ],
  ]),
  ...rowsOf('kiosk-admins', [
    [
      'an account of the system is among them, and one that is gone',
      (f) => people(f, 'asan-kiosk-admin:x:980:ali,games,gone'),
      'warn',
      'games: a system account, which belongs to no person; gone: there is no such user; besides ali',
      'sudo gpasswd -d games asan-kiosk-admin && sudo gpasswd -d gone asan-kiosk-admin && sudo systemctl reload asan-firewall.service',
    ],
    ['people', (f) => people(f, 'asan-kiosk-admin:x:980:ali'), 'ok', 'ali', null],
  ]),
];

const PACKAGES: readonly DoctorRow[] = [
  ...rowsOf('capabilities', [
    [
      'an interpreter becomes root',
      ({ write }) =>
        write(
          '/commands/.capable',
          '/usr/bin/perl cap_setuid=ep\n/usr/bin/ping cap_net_raw=ep\n/home/a b cap_chown=ep\n',
        ),
      'fail',
      '/usr/bin/perl cap_setuid=ep; /home/a b cap_chown=ep',
      "sudo setcap -r /usr/bin/perl && sudo setcap -r '/home/a b'",
    ],
    [
      'a program of Debian has more than Debian gave it',
      ({ write }) => write('/commands/.capable', '/usr/bin/ping cap_net_raw,cap_setuid=ep\n'),
      'fail',
      '/usr/bin/ping cap_net_raw,cap_setuid=ep',
      'sudo setcap -r /usr/bin/ping',
    ],
    [
      'only programs of Debian',
      ({ write }) => write('/commands/.capable', '/usr/bin/ping cap_net_raw=ep\n'),
      'ok',
      '1, all of Debian',
      null,
    ],
    [
      'somebody else looks',
      (fixture) => Object.assign(fixture, { uid: 1_000 }),
      'skip',
      'only root may read every folder: run this with sudo',
      null,
    ],
  ]),
  ...rowsOf('diversions', [
    [
      'a wrapper in the place of a program',
      ({ command, write }) => {
        write('/usr/bin/usbguard.distrib', 'x');
        command('dpkg-divert', 'local diversion of /usr/bin/usbguard to /usr/bin/usbguard.distrib\n');
      },
      'fail',
      'dpkg keeps the package’s /usr/bin/usbguard at /usr/bin/usbguard.distrib',
      'sudo mv --backup=numbered /usr/bin/usbguard /root/ && sudo dpkg-divert --rename --local --remove /usr/bin/usbguard; then run doctor again',
    ],
    [
      'without a file elsewhere',
      ({ command }) =>
        command(
          'dpkg-divert',
          'local diversion of /usr/bin/usbguard to /usr/bin/usbguard.distrib\nlocal diversion of /usr/sbin/nft to /usr/sbin/nft.odd\n',
        ),
      'fail',
      'dpkg writes updates of /usr/bin/usbguard to /usr/bin/usbguard.distrib; dpkg writes updates of /usr/sbin/nft to /usr/sbin/nft.odd',
      'sudo dpkg-divert --no-rename --local --remove /usr/bin/usbguard && sudo dpkg-divert --no-rename --local --remove /usr/sbin/nft; then run doctor again',
    ],
    [
      'for a package that is not there',
      ({ command, write }) => {
        write('/usr/sbin/nft.odd', 'x');
        command('dpkg-divert', 'diversion of /usr/sbin/nft to /usr/sbin/nft.odd by odd\n');
      },
      'fail',
      'dpkg keeps the package’s /usr/sbin/nft at /usr/sbin/nft.odd for the package odd, which is not installed',
      'sudo mv --backup=numbered /usr/sbin/nft /root/ && sudo dpkg-divert --rename --package odd --remove /usr/sbin/nft; then run doctor again',
    ],
  ]),
  ...rowsOf('package-hashes', [
    [
      'the hashes of two packages were forged',
      ({ write }) =>
        write(
          '/commands/.hashes',
          [
            '1700000000.5 asan-kiosk.list',
            '1790000000.0 asan-kiosk.md5sums',
            '1700000000.5 libc6:amd64.list',
            '1790000000.0 libc6:amd64.md5sums',
            '1700000000.5 cage.list',
            '1700000002.1 cage.md5sums',
            '1600000000.5 usrmerge.md5sums',
            '',
          ].join('\n'),
        ),
      'fail',
      'hashes of asan-kiosk: written after the package was installed; hashes of libc6: written after the package was installed',
      /^with the stick of the office .*; on another Debian 13 .*apt-get download libc6;/,
    ],
    [
      'a script that dpkg runs at the next upgrade was changed',
      ({ write }) =>
        write('/commands/.hashes', '1700000000.5 cage.list\n1790000000.0 cage.postinst\n1700000000.5 cage.prerm\n'),
      'fail',
      'script postinst of cage: written after the package was installed',
      /apt-get download cage;/,
    ],
    [
      'a later list and a board that was slow',
      ({ write }) =>
        write('/commands/.hashes', '1790000000.0 a.list\n1700000000.0 a.md5sums\n10.0 b.list\n500.0 b.md5sums\n'),
      'ok',
      'hashes and scripts are as old as their packages',
      null,
    ],
  ]),
  ...rowsOf('mode-overrides', [
    [
      'everybody writes a program, and another runs as root',
      ({ command }) =>
        command(
          'dpkg-statoverride',
          'root root 0777 /usr/sbin/nft\nroot root 4755 /usr/bin/perl\nroot messagebus 4754 /usr/lib/dbus-1.0/dbus-daemon-launch-helper\n',
        ),
      'warn',
      'root root 0777 /usr/sbin/nft: all users may write it; root root 4755 /usr/bin/perl: it runs as its owner or group',
      'sudo dpkg-statoverride --remove /usr/sbin/nft && sudo chmod o-w /usr/sbin/nft && sudo dpkg-statoverride --remove /usr/bin/perl && sudo chmod ug-s /usr/bin/perl',
    ],
    [
      'one of a package',
      ({ command }) => command('dpkg-statoverride', 'root ssl-cert 710 /etc/ssl/private\n'),
      'ok',
      '1, and none opens a file',
      null,
    ],
  ]),
  ...rowsOf('apt', [
    [
      'a source is believed unsigned',
      writesFile('/etc/apt/sources.list.d/local.list', '# mine\ndeb [trusted=yes] http://192.0.2.9/ ./\n'),
      'fail',
      '"deb [trusted=yes] http://192.0.2.9/ ./" in /etc/apt/sources.list.d/local.list',
      /: sudo rm \/etc\/apt\/sources\.list\.d\/local\.list && sudo apt-get update$/,
    ],
    [
      'the same in the newer form',
      writesFile('/etc/apt/sources.list.d/odd.sources', 'Types: deb\nURIs: http://192.0.2.9/\nTrusted: yes\n'),
      'fail',
      '"Trusted: yes" in /etc/apt/sources.list.d/odd.sources',
      /odd\.sources/,
    ],
    [
      'each call runs a command as root',
      writesFile('/etc/apt/apt.conf.d/99local', 'DPkg::Post-Invoke { "/opt/odd"; };\n'),
      'fail',
      /^"DPkg::Post-Invoke .* in \/etc\/apt\/apt\.conf\.d\/99local$/,
      /: sudo rm \/etc\/apt\/apt\.conf\.d\/99local &&/,
    ],
    [
      'a package has such a command, and a foreign file has a setting',
      (f) => {
        f.write('/etc/apt/apt.conf.d/99needrestart', 'DPkg::Post-Invoke {"true"; };\n');
        f.write('/etc/apt/apt.conf.d/20auto-upgrades', 'APT::Periodic::Unattended-Upgrade "1";\n');
        f.write('/commands/.owners', 'needrestart: /etc/apt/apt.conf.d/99needrestart\n');
      },
      'ok',
      'packages come from deb.debian.org',
      null,
    ],
  ]),
];

const FILES: readonly DoctorRow[] = [
  ...rowsOf('root-shell', [
    [
      'a command at each login',
      (f) => {
        f.write('/root/.bashrc', '# ~/.bashrc\n/opt/odd &\n');
        f.write('/root/.bash_profile', '/opt/odd\n');
      },
      'warn',
      '/root/.bashrc differs from Debian’s file; /root/.bash_profile is there',
      /: sudo cp \/usr\/share\/base-files\/dot\.bashrc \/root\/\.bashrc && sudo rm \/root\/\.bash_profile$/,
    ],
  ]),
  ...rowsOf('network-next-start', [
    [
      'systemd-networkd runs and is disabled',
      (f) => {
        f.write('/etc/systemd/network/20-wired.network', '[Network]\nDHCP=yes\n');
        f.unit('systemd-networkd.service', { UnitFileState: 'disabled' });
      },
      'fail',
      'systemd-networkd.service is disabled: after the next start this machine has no network',
      'sudo systemctl enable systemd-networkd.service',
    ],
    [
      'the only service is masked and does not run',
      (f) => f.unit('networking.service', { LoadState: 'masked', ActiveState: 'inactive', UnitFileState: 'masked' }),
      'fail',
      'networking.service is masked: after the next start this machine has no network',
      'sudo systemctl unmask networking.service && sudo systemctl enable networking.service',
    ],
    [
      'another service sets up the same cable',
      (f) => {
        f.unit('networking.service', { ActiveState: 'inactive', UnitFileState: 'disabled' });
        f.unit('NetworkManager.service', { LoadState: 'loaded', ActiveState: 'active', UnitFileState: 'enabled' });
      },
      'ok',
      'NetworkManager.service',
      null,
    ],
    [
      'the kernel has the address',
      (f) => {
        f.remove('/etc/network/interfaces');
        f.write('/proc/cmdline', 'quiet ip=192.0.2.4::192.0.2.1:255.255.255.0\n');
      },
      'ok',
      'the kernel, by its command line',
      null,
    ],
    [
      'no service has settings',
      (f) => f.remove('/etc/network/interfaces'),
      'skip',
      'not measured: no known service sets up a network',
      null,
    ],
  ]),
  ...rowsOf('network-settings', [
    [
      'a network is led through, and a command runs',
      (f) => {
        f.write('/etc/systemd/network/20-wired.network.d/local.conf', '[Network]\nIPv4Forwarding=yes\n');
        f.write('/etc/network/interfaces', 'iface eth0 inet dhcp\n  post-up /opt/odd\n');
      },
      'warn',
      '"post-up /opt/odd" in /etc/network/interfaces; "IPv4Forwarding=yes" in /etc/systemd/network/20-wired.network.d/local.conf',
      /sudoedit \/etc\/network\/interfaces && sudoedit /,
    ],
    [
      'an address that a technician gave',
      (f) => {
        f.write('/etc/systemd/network/20-wired.network', '[Network]\nAddress=192.0.2.4/24\nIPv4Forwarding=no\n');
        f.write('/etc/network/if-up.d/odd', '#!/bin/sh\nup x\n');
      },
      'ok',
      'no command, and no network is routed through this machine',
      null,
    ],
  ]),
  ...rowsOf('strange-files', [
    [
      'what changes the network from beside, what root runs at a login, and a key of apt',
      (f) => {
        f.write('/etc/systemd/network/20-wired.network', '[Network]\nDHCP=yes\n');
        f.write('/etc/systemd/network/20-wired.network.d/odd.conf', '[Network]\nDNS=192.0.2.66\n');
        f.write('/etc/update-motd.d/99-odd', '#!/bin/sh\n');
        f.write('/etc/apt/trusted.gpg.d/odd.asc', 'x');
      },
      'warn',
      /^(?=.*\/etc\/systemd\/network\/20-wired\.network\.d\/odd\.conf)(?=.*\/etc\/update-motd\.d\/99-odd)(?=.*\/etc\/apt\/trusted\.gpg\.d\/odd\.asc)(?!.*20-wired\.network;)/,
      /sudo rm/,
    ],
  ]),
];

/** Makes `provision` take this order, and end an hour before the last of these files was written. */
const anHourBefore = (f: Fixture, order: string) => {
  f.write(INSTALLED.orderTaken, order);
  f.write(PROVISION_JOURNAL_FILE, '{}');
  const then = Date.now() / 1_000 - 3_600;
  utimesSync(f.at(PROVISION_JOURNAL_FILE), then, then);
};

const ordered = (f: Fixture) => {
  const gave = load(readFileSync(f.at(INSTALLED.profile), 'utf8'));
  f.write(INSTALLED.orderTaken, JSON.stringify({ serial: 3, sha256: 'x', kiosk: 'K5', gave }));
};

function copied(f: Fixture): void {
  const paths = [INSTALLED.officeSeal, INSTALLED.bootPassword];
  for (const path of paths) f.write(path, path);
  const files = Object.fromEntries(paths.map((path) => [path, createHash('sha256').update(path).digest('hex')]));
  f.write(INSTALLED.orderTaken, JSON.stringify({ serial: 3, sha256: 'x', kiosk: 'K5', files }));
}

function ofNeighbour(f: Fixture): void {
  f.write(INSTALLED.orderTaken, '{"serial":3,"sha256":"x","kiosk":"K5"}');
  f.profile((text) => text.replace('id: K5', 'id: "K6"'));
}

const OTHER_KIOSK = 'not checked: the profile is of another kiosk, see kiosk-id';
const ID_FIX =
  'sudo sed -i -E "0,/(\\bid:[ \\t]*[\\"\']?)K6\\b/s//\\1K5/" /etc/asan-kiosk/profile.yaml && sudo asan-kiosk provision && sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service; if the whole profile is of K6, then with the newest order of K5: sudo asan-kiosk provision --from FILE';

const HAND: readonly DoctorRow[] = [
  ...rowsOf('kiosk-id', [
    [
      'the profile of the neighbour was copied over',
      ofNeighbour,
      'fail',
      'the profile says K6; the order and the key of the log are of K5',
      ID_FIX,
    ],
    [
      'the profile of the neighbour has an office of its own',
      (f) => {
        ofNeighbour(f);
        setOfficeUrl(f, 'https://office.example');
      },
      'fail',
      'the profile says K6; the order and the key of the log are of K5; backOffice.url of the profile names office.example:443, which the last provision did not allow',
      /^with the newest order of K5: sudo asan-kiosk provision --from FILE --kiosk K5 && sudo systemctl reset-failed .*; if this host is right: sudo sed -i .*K6/,
    ],
    [
      'the order alone is of another kiosk',
      writesFile(INSTALLED.orderTaken, '{"serial":3,"sha256":"x","kiosk":"K7"}'),
      'ok',
      'K5',
      null,
    ],
  ]),
  ...['log-key', 'provisioned-files', 'identity'].flatMap((check) =>
    rowsOf(check, [['the profile is of the neighbour', ofNeighbour, 'skip', OTHER_KIOSK, null]]),
  ),
  ...rowsOf('kiosk-unit', [
    [
      'it was frozen',
      (f) => f.unit('asan-kiosk.service', { FreezerState: 'frozen' }),
      'fail',
      'asan-kiosk.service is frozen: its processes are suspended, and a restart is refused',
      'sudo systemctl thaw asan-kiosk.service',
    ],
    [
      'it was given up, because the profile is of the neighbour',
      (f) => {
        ofNeighbour(f);
        f.unit('asan-kiosk.service', { ActiveState: 'failed', SubState: 'failed' });
        f.command('journalctl', 'asan-kiosk.identity: expected a certificate with the common name K6 (CFG-104)\n');
      },
      'fail',
      /\(CFG-104\)"$/,
      ID_FIX,
    ],
  ]),
  ...rowsOf('order-taken', [
    ['the profile of the neighbour was copied over', ofNeighbour, 'skip', OTHER_KIOSK, null],
    [
      'it was removed',
      writesFile(INSTALLED.orderKey, 'untrusted comment: key of the office'),
      'fail',
      /provisioned\.json is gone: this machine accepts an older order again$/,
      'sudo asan-kiosk provision --from FILE with the newest order of the office',
    ],
    [
      'its serial was set back',
      writesFile(INSTALLED.orderTaken, '{"serial":0,"sha256":"x","kiosk":"K5"}'),
      'warn',
      /provisioned\.json has order 0 of kiosk K5, but this kiosk never took that order$/,
      'sudo asan-kiosk provision --from FILE with the newest order of the office',
    ],
    [
      'its serial was raised by hand',
      (f) => {
        const text = acceptedOrderText({ serial: 3, sha256: 'x', kiosk: 'K5' });
        f.write(INSTALLED.orderTaken, text.replace('"serial":3', '"serial":99999'));
      },
      'fail',
      '/etc/asan-kiosk/provisioned.json has order 99999 of kiosk K5, but was changed by hand: it differs from its digest',
      'sudo rm /etc/asan-kiosk/provisioned.json, then: sudo asan-kiosk provision --from FILE with the newest order of the office',
    ],
    [
      'it is as it was written, with its digest',
      (f) => f.write(INSTALLED.orderTaken, acceptedOrderText({ serial: 3, sha256: 'x', kiosk: 'K5', gave: {} })),
      'ok',
      'order 3 of kiosk K5',
      null,
    ],
    [
      'it is damaged',
      writesFile(INSTALLED.orderTaken, '{"serial"'),
      'warn',
      /is damaged: any order of the office is accepted$/,
      /newest/,
    ],
    [
      'it was written after provision',
      (f) => anHourBefore(f, JSON.stringify({ serial: 3, sha256: 'x', kiosk: f.context().profile?.kiosk.id })),
      'warn',
      /has order 3 of kiosk \S+, but was written after provision/,
      /If it is the same: sudo touch \/var\/lib\/asan-kiosk\/provision\/previous\/before\.json$/,
    ],
    [
      'provision wrote it',
      (f) => {
        f.write(INSTALLED.orderTaken, JSON.stringify({ serial: 3, sha256: 'x', kiosk: f.context().profile?.kiosk.id }));
        f.write(PROVISION_JOURNAL_FILE, '{}');
      },
      'ok',
      /^order 3 of kiosk /,
      null,
    ],
    [
      'trust noted another key of the orders there',
      (f) => {
        anHourBefore(f, JSON.stringify({ serial: 3, sha256: 'x', kiosk: f.context().profile?.kiosk.id }));
        f.write(INSTALLED.orderKey, 'x');
      },
      'ok',
      /^order 3 of kiosk /,
      null,
    ],
  ]),
  ...rowsOf('profile-by-hand', [
    [
      'somebody edited it',
      (f) => anHourBefore(f, '{}'),
      'warn',
      `${INSTALLED.profile} was written after provision: by restore or by hand`,
      /^sudo asan-kiosk provision --check shows .*; if this file is right: sudo touch /,
    ],
    [
      'the profile now names another office',
      (f) => {
        anHourBefore(f, '{}');
        setOfficeUrl(f, 'https://office.example');
      },
      'warn',
      /by restore or by hand; backOffice\.url of the profile names office\.example:443, which the last provision did not allow$/,
      /^compare this value with the order /,
    ],
    [
      'somebody edited it, and enrol wrote the authorities of the office later',
      (f) => {
        anHourBefore(f, '{}');
        f.write(INSTALLED.officeCa, 'x');
      },
      'warn',
      /was written after provision/,
      /provision --check/,
    ],
  ]),
  ...rowsOf('files-as-ordered', [
    [
      'another file was copied over the seals',
      (f) => {
        copied(f);
        f.write(INSTALLED.officeSeal, 'another');
      },
      'fail',
      '/etc/asan-kiosk/office-seal.pem differs from the file of order 3',
      /^sudo asan-kiosk provision --from FILE with the newest order of the office; then: sudo systemctl reset-failed /,
    ],
    [
      'the password of the boot menu is another, and the seals are gone',
      (f) => {
        copied(f);
        f.write(INSTALLED.bootPassword, 'another');
        f.remove(INSTALLED.officeSeal);
      },
      'fail',
      'there is no /etc/asan-kiosk/office-seal.pem; /etc/asan-kiosk/boot-password differs from the file of order 3',
      /--from FILE with the newest order of the office;/,
    ],
    ['as it was copied', copied, 'ok', '/etc/asan-kiosk/office-seal.pem, /etc/asan-kiosk/boot-password', null],
    ['an earlier version took the order', ordered, 'skip', /^not compared: an earlier version took order 3; /, null],
    [
      'an earlier version took the order, and the seals were written by hand',
      (f) => {
        ordered(f);
        f.write(PROVISION_JOURNAL_FILE, '{}');
        utimesSync(f.at(PROVISION_JOURNAL_FILE), 1_000_000, 1_000_000);
        f.write(INSTALLED.officeSeal, 'another');
      },
      'warn',
      '/etc/asan-kiosk/office-seal.pem was written after provision: by restore or by hand',
      /^sudo asan-kiosk provision --from FILE with the newest order of the office; if this file is right: sudo touch /,
    ],
  ]),
  ...rowsOf('profile-as-ordered', [
    [
      'somebody put a key of his own among those that open the backups',
      (f) => {
        ordered(f);
        f.profile((text) => `${text}\nbackup: { recipients: [age1stranger] }\n`);
        f.write(PROVISION_JOURNAL_FILE, '{}');
      },
      'fail',
      'backup.recipients: here ["age1stranger"], in order 3 nothing',
      /^restore the values of the order: sudo asan-kiosk provision --from FILE with the newest order of the office\. If the value/,
    ],
    [
      'the page is at another port',
      (f) => {
        ordered(f);
        f.profile((text) => text.replace('port: 18471', 'port: 18472'));
      },
      'warn',
      'web.port: here 18472, in order 3 18471',
      /the office must put it into the next order$/,
    ],
    [
      'the port of the figures was written by hand',
      (f) => {
        ordered(f);
        f.profile((text) => `${text}\nmetrics: { port: 9464 }\n`);
      },
      'warn',
      'metrics.port: here 9464, in order 3 nothing',
      /the office must put it into the next order$/,
    ],
    [
      'enrol added who the office is',
      (f) => {
        ordered(f);
        f.profile((text) => text.replace('url: simulated', `url: simulated, ca: ${INSTALLED.officeCa}`));
      },
      'ok',
      'each value as in order 3',
      null,
    ],
    [
      'an earlier version took the order',
      writesFile(INSTALLED.orderTaken, '{"serial":3,"sha256":"x","kiosk":"K5"}'),
      'skip',
      /^not compared: an earlier version took order 3 and did not keep its values/,
      null,
    ],
  ]),
];

const FLAGS: readonly DoctorRow[] = [
  ...rowsOf('printer', [
    [
      'away in the running kiosk, because its adapter was replaced',
      async (fixture) => {
        const port = '{ serial: { path: /dev/serial/by-id/none, baudRate: 9600 } }';
        fixture.profile((text) => text.replace('epson-tm-t20, link: simulated', `epson-tm-t20, link: ${port}`));
        const code = { printer: 'PRN-103' };
        await serveRunningKiosk(fixture, { devices: { printer: 'offline' }, troubles: code });
      },
      'fail',
      'offline in the running kiosk (PRN-103)',
      /sudo asan-kiosk provision --devices/,
    ],
  ]),
  ...rowsOf('boot-files', [
    [
      'the initrd is empty',
      writesFile('/boot/initrd.img-6.12.1-amd64', ''),
      'fail',
      '/initrd.img-6.12.1-amd64 has only 0 bytes: the machine does not start again',
      'sudo rm -f /boot/initrd.img-6.12.1-amd64 && sudo update-initramfs -c -k 6.12.1-amd64 && sudo update-grub',
    ],
    [
      'the kernel is gone',
      ({ remove }) => remove('/boot/vmlinuz'),
      'fail',
      '/vmlinuz is gone: the machine does not start again',
      /apt-get download linux-image-VERSION; .*; once dpkg has ended without an error: sudo update-grub$/,
    ],
    [
      'an older kernel is gone, which does not start by itself',
      (f) =>
        append(
          f,
          '/boot/grub/grub.cfg',
          "menuentry 'old' {\n\tlinux\t/boot/vmlinuz-6.1.0-9-amd64 ro usbcore.authorized_default=0\n}\n",
        ),
      'warn',
      '/boot/vmlinuz-6.1.0-9-amd64 is gone (only in a menu entry that does not start by default)',
      /apt-get download linux-image-6\.1\.0-9-amd64; /,
    ],
  ]),
  ...rowsOf('immutable-files', [
    [
      'the folder of the profile',
      ({ command }) =>
        command(
          'lsattr',
          '----i---------e------- /etc/asan-kiosk\n--------------e------- /etc/credstore\n',
          1,
          'tmpfs',
        ),
      'fail',
      '/etc/asan-kiosk: not even root can change it, so provision, the renewal of the certificate or the next start of the kiosk fails',
      'sudo chattr -i -a /etc/asan-kiosk',
    ],
    ['no lsattr', ({ command }) => command('lsattr', null), 'skip', 'not measured: there is no lsattr here', null],
  ]),
  ...rowsOf('held-packages', [
    [
      'the browser',
      ({ command }) => command('apt-mark', 'chromium\n'),
      'warn',
      'chromium: apt installs no update, because the package is held',
      'sudo apt-mark unhold chromium',
    ],
  ]),
  ...rowsOf('strange-files', [
    [
      'words for the kernel, and an extension of the browser',
      (f) => {
        f.write('/etc/default/grub.d/zz-local.cfg', 'x');
        f.write('/usr/share/chromium/extensions/odd.json', '{}');
      },
      'fail',
      '/usr/share/chromium/extensions/odd.json (the browser installs an extension); /etc/default/grub.d/zz-local.cfg',
      /sudo rm \/etc\/default\/grub\.d\/zz-local\.cfg; /,
    ],
  ]),
  ...rowsOf('mounts', [
    [
      'fstab has a name at / that no disk has',
      writesFile('/etc/fstab', 'LABEL=rooot / ext4 errors=remount-ro 0 1\n'),
      'fail',
      '/etc/fstab has LABEL=rooot at /, and /dev/mmcblk0p2 is mounted there: after the next start nothing can be written',
      'sudo sed -i -E "s:^[ \\t]*LABEL=rooot([ \\t]+/[ \\t]):UUID=$(findmnt -no UUID /)\\1:" /etc/fstab && sudo systemctl daemon-reload',
    ],
    [
      'fstab has a quoted name at / that no disk has',
      writesFile('/etc/fstab', 'LABEL="ro.ot" / ext4 errors=remount-ro 0 1\n'),
      'fail',
      /^\/etc\/fstab has LABEL="ro\.ot" at \//,
      'sudo sed -i -E "s:^[ \\t]*LABEL=\\"ro\\\\.ot\\"([ \\t]+/[ \\t]):UUID=$(findmnt -no UUID /)\\1:" /etc/fstab && sudo systemctl daemon-reload',
    ],
    [
      'fstab has another disk at /',
      (f) => {
        f.write('/etc/fstab', 'UUID=aa-bb / ext4 errors=remount-ro 0 1\n');
        makeSymlink(f, '/dev/disk/by-uuid/aa-bb', '../../sda1');
        f.write('/dev/sda1', '');
        f.write('/dev/disk/sda1', '');
      },
      'fail',
      /^\/etc\/fstab has UUID=aa-bb at \/, and \/dev\/mmcblk0p2 is mounted there/,
      /findmnt -no UUID/,
    ],
  ]),
];

const BOUNDS_AND_SKIPS: DoctorSheet = [
  checkBound('hand-checks.ts: taken.serial < 1', 'order-taken', order, [1, 'ok'], [0, 'warn']),
  checkBound(
    'hand-checks.ts: taken.serial > HIGHEST_SERIAL',
    'order-taken',
    order,
    [99_999_999, 'ok'],
    [100_000_000, 'warn'],
  ),
  skippedCheck('order-taken', 'none: no order has made this machine'),
  skippedCheck('files-as-ordered', 'none: no order has made this machine, see order-taken'),
  skippedCheck('profile-as-ordered', 'none: no order has made this machine, see order-taken'),
  ...comparisonsBetweenRows(
    'group-checks.ts: uid < 100',
    'group-checks.ts: uid > 0',
    'hand-checks.ts: writtenMs(machine, path) > last + ONE_RUN_MS',
  ),
];

export const ATTACKER_ROWS: DoctorSheet = [...FLAGS, ...ACCOUNTS, ...PACKAGES, ...FILES, ...HAND, ...BOUNDS_AND_SKIPS];
