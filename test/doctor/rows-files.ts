import { setIpOutput } from './fixture-commands.ts';
import { comparisonsOfTextOnly, type DoctorRow, type DoctorSheet, makeSymlink, rowsOf, writesFile } from './row.ts';
import { setOfficeUrl } from './rows-office.ts';

const STRANGE: readonly DoctorRow[] = [
  ...rowsOf('strange-files', [
    [
      'a service of its own',
      writesFile('/etc/systemd/system/odd.service', '[Service]\nExecStart=/opt/odd\n'),
      'warn',
      '/etc/systemd/system/odd.service (runs /opt/odd)',
      /: sudo rm \/etc\/systemd\/system\/odd\.service && sudo systemctl daemon-reload && sudo reboot$/,
    ],
    [
      'a rule of udev that lets keyboards in',
      writesFile('/etc/udev/rules.d/99-odd.rules', 'ENV{LIBINPUT_IGNORE_DEVICE}="0"\n'),
      'fail',
      '/etc/udev/rules.d/99-odd.rules',
      /sudo rm \/etc\/udev\/rules\.d\/99-odd\.rules/,
    ],
    [
      'of polkit',
      writesFile('/etc/polkit-1/rules.d/00-odd.rules', 'polkit.addRule(() => "yes");\n'),
      'fail',
      /00-odd\.rules/,
      /sudo rm/,
    ],
    [
      'of cron',
      writesFile('/etc/cron.d/odd', '* * * * * root /opt/odd\n'),
      'fail',
      '/etc/cron.d/odd',
      /sudo rm \/etc\/cron\.d\/odd/,
    ],
    ['rc.local', writesFile('/etc/rc.local', '#!/bin/sh\n'), 'fail', '/etc/rc.local', /sudo rm \/etc\/rc\.local/],
    [
      'a library in every program',
      writesFile('/etc/ld.so.preload', '/opt/odd.so\n'),
      'fail',
      '/etc/ld.so.preload (each program loads /opt/odd.so)',
      /sudo rm/,
    ],
    [
      'a generator beside those of Debian',
      writesFile('/usr/lib/systemd/system-generators/odd', '#!/bin/sh\n'),
      'fail',
      '/usr/lib/systemd/system-generators/odd',
      /sudo mv --backup=numbered \/usr\/lib\/systemd\/system-generators\/odd \/root\/ /,
    ],
    [
      'a console by another name',
      (fixture) =>
        makeSymlink(fixture, '/etc/systemd/system/odd@tty2.service', '/usr/lib/systemd/system/getty@.service'),
      'warn',
      '/etc/systemd/system/odd@tty2.service (runs -/sbin/agetty)',
      /sudo rm/,
    ],
    [
      'units that are switched on, a file of a package, and a model that nobody knows',
      (fixture) => {
        makeSymlink(
          fixture,
          '/etc/systemd/system/multi-user.target.wants/ssh.service',
          '/usr/lib/systemd/system/ssh.service',
        );
        fixture.write('/etc/cron.d/e2scrub_all', 'x');
        fixture.write('/commands/.owners', 'e2fsprogs: /etc/cron.d/e2scrub_all\n');
        fixture.write('/etc/udev/rules.d/71-kiosk.rules', 'x');
      },
      'ok',
      'none',
      null,
    ],
  ]),
  ...rowsOf('masked-units', [
    [
      'the clock',
      (fixture) => makeSymlink(fixture, '/etc/systemd/system/systemd-timesyncd.service', '/dev/null'),
      'warn',
      'systemd-timesyncd.service: it cannot be started',
      /^sudo systemctl unmask systemd-timesyncd\.service && sudo reboot/,
    ],
  ]),
  ...rowsOf('new-files', [
    [
      'a file that each Python runs, and files that Debian writes',
      writesFile(
        '/commands/.new-files',
        [
          'f /usr/lib/python3/dist-packages/odd.pth',
          'f /usr/lib/python3/dist-packages/__pycache__/odd.pyc',
          'f /usr/share/applications/odd.cache',
          'f /usr/bin/nft',
        ]
          .map((line) => `1790000000.5 ${line}\n`)
          .join(''),
      ),
      'warn',
      '/usr/lib/python3/dist-packages/odd.pth',
      'read each file; if your staff did not put it there: sudo mv --backup=numbered /usr/lib/python3/dist-packages/odd.pth /root/',
    ],
    [
      'a link of a package that leads to another program',
      (f) => {
        f.write('/commands/.new-files', '1990000000.5 l /usr/sbin/reboot\n');
        makeSymlink(f, '/usr/sbin/reboot', '../bin/true');
        f.write('/commands/.owners', 'nano: /usr/sbin/reboot\n');
      },
      'fail',
      'the link /usr/sbin/reboot was changed after its package was installed: it leads to ../bin/true',
      /apt-get download nano;.*sudo reboot$/,
    ],
    [
      'a file of a package that no other check verifies',
      (f) => {
        f.write('/commands/.new-files', '1990000000.5 f /usr/share/zoneinfo/Asia/Baku\n1600000000.5 f /usr/bin/nft\n');
        f.write('/commands/.owners', 'nano: /usr/share/zoneinfo/Asia/Baku\n');
        f.write('/commands/.debian', '??5??????   /usr/share/zoneinfo/Asia/Baku\n');
      },
      'fail',
      '/usr/share/zoneinfo/Asia/Baku is changed',
      /apt-get download nano;.*sudo reboot$/,
    ],
    [
      'a file of a package was emptied',
      (f) => {
        f.write('/commands/.new-files', '1990000000.5 f /usr/share/zoneinfo/Asia/Baku\n');
        f.write('/commands/.owners', 'nano: /usr/share/zoneinfo/Asia/Baku\n');
        f.write('/commands/.debian', '??5??????   /usr/share/zoneinfo/Asia/Baku\n');
        f.write('/usr/share/zoneinfo/Asia/Baku', '');
      },
      'fail',
      '/usr/share/zoneinfo/Asia/Baku is empty',
      /apt-get download nano;.*sudo reboot$/,
    ],
    [
      'a machine that is not provisioned',
      ({ remove }) => remove('/etc/asan-kiosk/machine'),
      'skip',
      'this machine is not provisioned yet, see profile',
      null,
    ],
  ]),
  ...rowsOf('debian-files', [
    [
      'a program was changed',
      ({ write }) => {
        write('/commands/.debian', '??5??????   /usr/sbin/nft\nmissing     /usr/share/doc/nftables/copyright\n');
      },
      'fail',
      '/usr/sbin/nft is changed',
      /: apt-get download some; .* sudo dpkg -i --force-confask,confnew,confmiss \/media\/stick\/some_\*\.deb .*; once dpkg has ended without an error: sudo reboot$/,
    ],
    [
      'settings were changed, and some are gone',
      ({ write }) => {
        write('/commands/.debian', '??5?????? c /etc/sudoers\nmissing   c /etc/pam.d/other\n');
        write('/commands/.owners', 'sudo: /etc/sudoers\nlibpam-runtime: /etc/pam.d/other\n');
      },
      'warn',
      '/etc/sudoers is changed; /etc/pam.d/other is gone',
      /: apt-get download sudo libpam-runtime; .*confnew,confmiss \/media\/stick\/sudo_\*\.deb \/media\/stick\/libpam-runtime_\*\.deb /,
    ],
  ]),
  ...rowsOf('shadowing-programs', [
    [
      'one of nft',
      ({ write }) => {
        write('/usr/sbin/nft', '', 0o755);
        write('/usr/local/bin/nft', '', 0o755);
        write('/usr/local/bin/of-the-centre', '', 0o755);
      },
      'fail',
      '/usr/local/bin/nft: runs in place of the system’s program of this name',
      'sudo mv --backup=numbered /usr/local/bin/nft /root/',
    ],
  ]),
];

const NEXT_START: readonly DoctorRow[] = [
  ...rowsOf('mounts', [
    [
      'swap from the next start on',
      ({ write }) => write('/etc/fstab', 'LABEL=root / ext4 ro 0 1\n/swapfile none swap sw 0 0\n'),
      'fail',
      /^\/etc\/fstab has swap on \/swapfile/,
      "sudo sed -i -E '\\:^[ \\t]*/swapfile[ \\t]+none[ \\t]: s:^:#:' /etc/fstab && sudo systemctl daemon-reload",
    ],
    [
      'two swap lines, one with signs that sed reads as a pattern',
      ({ write }) =>
        write(
          '/etc/fstab',
          'LABEL=root / ext4 ro 0 1\nUUID="a.b" none swap sw 0 0\n/dev/disk/by-path/pci-0000:00:1f none swap sw 0 0\n',
        ),
      'fail',
      '/etc/fstab has swap on UUID="a.b", /dev/disk/by-path/pci-0000:00:1f: memory is written to a disk from the next start on',
      "sudo sed -i -E '\\:^[ \\t]*UUID=\"a\\.b\"[ \\t]+none[ \\t]: s:^:#:' /etc/fstab && sudo systemctl daemon-reload && sudo sed -i -E '\\:^[ \\t]*/dev/disk/by-path/pci-0000\\:00\\:1f[ \\t]+none[ \\t]: s:^:#:' /etc/fstab && sudo systemctl daemon-reload",
    ],
    [
      'the disk is absent, and the name of its folder has a blank',
      ({ write }) => write('/etc/fstab', '/dev/sdz1 /my\\040data ext4 defaults 0 2\n'),
      'fail',
      '/etc/fstab needs /dev/sdz1 at /my data, which is missing: the next start stops there',
      "if such a disk belongs here, plug it in. If not: sudo sed -i -E '\\:^[ \\t]*/dev/sdz1[ \\t]+/my\\\\040data[ \\t]: s:^:#:' /etc/fstab && sudo systemctl daemon-reload",
    ],
    [
      'a disk that is not here',
      ({ write }) => write('/etc/fstab', 'UUID=dead-beef /data ext4 defaults 0 2\nLABEL=odd /x ext4 nofail 0 2\n'),
      'fail',
      '/etc/fstab needs UUID=dead-beef at /data, which is missing: the next start stops there',
      /UUID=dead-beef/,
    ],
    [
      'the ledger will be in memory',
      ({ write }) => write('/etc/fstab', 'tmpfs /var tmpfs defaults 0 0\n'),
      'fail',
      /puts \/var into memory/,
      /sed -i/,
    ],
    [
      'the ledger is in memory',
      ({ write }) => write('/proc/self/mounts', 'tmpfs /var/lib/asan-kiosk tmpfs rw 0 0\n'),
      'fail',
      /^\/var\/lib\/asan-kiosk is in memory/,
      /^sudo systemctl stop asan-kiosk\.socket asan-kiosk\.service asan-glass\.service && sudo cp -r \S+ \/var\/lib\/asan-kiosk \S+ && sudo umount \/var\/lib\/asan-kiosk; see what .*; if a ledger\.db is there, it is older: copy nothing over it /,
    ],
    [
      'the ledger is in memory, now and at the next start',
      ({ write }) => {
        write('/proc/self/mounts', 'tmpfs /var/lib/asan-kiosk tmpfs rw 0 0\n');
        write('/etc/fstab', 'tmpfs /var/lib/asan-kiosk tmpfs defaults 0 0\n');
      },
      'fail',
      /^\/var\/lib\/asan-kiosk is in memory/,
      /^sudo sed -i .* && sudo systemctl daemon-reload && sudo systemctl stop asan-kiosk\.socket .*copy nothing over it/,
    ],
  ]),
  ...rowsOf('tmpfiles', [
    [
      'a line deletes the ledger at the next start',
      ({ write }) => write('/etc/tmpfiles.d/zz-odd.conf', '# odd\nR! /var/lib/asan-kiosk/ledger.db*\n'),
      'fail',
      '/etc/tmpfiles.d/zz-odd.conf:2 (R /var/lib/asan-kiosk/ledger.db*) deletes the ledger at the next start',
      'before the next start, delete the named lines, or the files: sudo rm /etc/tmpfiles.d/zz-odd.conf',
    ],
    [
      'lines empty, replace, overwrite and open folders',
      ({ write }) =>
        write(
          '/usr/local/lib/tmpfiles.d/odd.conf',
          'D /var/lib/asan-kiosk 0711 asan-kiosk asan-kiosk\nL+ "%S/asan-{kiosk,odd}/ledger.db" - - - - /dev/null\nf+ /etc/asan-kiosk/machine 0644 root root - x\nz /etc/credstore* 0777\nd /var/lib/asan-kiosk 0711 - - 1d\nR /var/l?b\n',
        ),
      'fail',
      /odd\.conf:1 \(D \S+\) empties the ledger .*:2 \(L\+ \S+\) replaces the ledger .*:3 \(f\+ \S+\) overwrites the settings of the kiosk .*:4 \(z \S+\) changes who may use the secrets .*:5 .* deletes old files of the ledger .*:6 \(R \S+\) deletes the ledger at the next start$/,
      'before the next start, delete the named lines, or the files: sudo mv --backup=numbered /usr/local/lib/tmpfiles.d/odd.conf /root/',
    ],
    [
      'a line deletes the start page',
      ({ write }) => write('/run/tmpfiles.d/odd.conf', 'R /var/lib/asan-kiosk/glass/*\n'),
      'fail',
      /^\/run\/tmpfiles\.d\/odd\.conf:1 \S+ \S+ deletes files of the kiosk at the next start$/,
      'before the next start, delete the named lines, or the files: sudo rm /run/tmpfiles.d/odd.conf',
    ],
    [
      'lines reach nothing of the kiosk',
      ({ write }) =>
        write(
          '/etc/tmpfiles.d/odd.conf',
          'D! /tmp/.X11-unix 1777 root root 10d\nr /var/lib\nd /var/lib 0755\nR /var/lib/odd*\n',
        ),
      'ok',
      /none reaches the files of the kiosk$/,
      null,
    ],
    [
      'systemd makes the folder of the secrets',
      ({ write }) => write('/usr/lib/tmpfiles.d/credstore.conf', 'd /etc/credstore 0700 root root\n'),
      'ok',
      /none reaches the files of the kiosk$/,
      null,
    ],
  ]),
  ...rowsOf('way-out', [
    [
      'a second interface has a better way out',
      ({ commands }) =>
        setIpOutput(
          commands,
          'route show',
          'default via 192.0.2.1 dev eth0 metric 100\ndefault via 192.168.8.1 dev lte0 metric 10\n',
        ),
      'warn',
      'the kiosk uses lte0 (metric 10), not eth0 (metric 100): this machine has 192.0.2.10/24 (eth0)',
      /^unplug the interface that does not belong to the kiosk\. .* grep -rn -e lte0 -e eth0 /,
    ],
    [
      'the cable is in another network',
      (fixture) => {
        setOfficeUrl(fixture, 'https://203.0.113.9');
        setIpOutput(fixture.commands, 'neigh show', '192.0.2.1 dev eth0 FAILED\n');
      },
      'fail',
      'the gateway 192.0.2.1 does not answer: this machine has 192.0.2.10/24 (eth0); not in its network: 203.0.113.9 of the profile',
      /^is the cable in the right socket\? Compare the address with the sheet of the order; /,
    ],
    [
      'there is no gateway, and the office is far',
      (fixture) => {
        setOfficeUrl(fixture, 'https://203.0.113.9');
        setIpOutput(fixture.commands, 'route show', '');
      },
      'fail',
      /^there is no way out \(default route\): this machine has 192\.0\.2\.10\/24/,
      /^is the cable in the right socket/,
    ],
    [
      'there is no gateway, and the office is near',
      (fixture) => {
        setOfficeUrl(fixture, 'https://192.0.2.77');
        setIpOutput(fixture.commands, 'route show', '');
      },
      'ok',
      'this machine has 192.0.2.10/24 (eth0)',
      null,
    ],
    [
      'there is no gateway, and the office has a name',
      (fixture) => {
        setOfficeUrl(fixture, 'https://office.example');
        setIpOutput(fixture.commands, 'route show', '');
      },
      'ok',
      'this machine has 192.0.2.10/24 (eth0)',
      null,
    ],
    [
      'no interface has an address',
      (fixture) => {
        setOfficeUrl(fixture, 'https://203.0.113.9');
        setIpOutput(fixture.commands, 'addr show', '');
      },
      'fail',
      'no interface has an address: the network is not reached',
      /^check the network cable and its light; /,
    ],
    [
      'it has IPv6 alone',
      (fixture) => {
        setOfficeUrl(fixture, 'https://203.0.113.9');
        setIpOutput(fixture.commands, '-4 -o addr show', '');
        setIpOutput(fixture.commands, '-6 -o addr show', '2: eth0    inet6 2001:db8::7/64 scope global\n');
      },
      'skip',
      'not measured: this machine has only IPv6 addresses',
      null,
    ],
  ]),
  ...rowsOf('default-target', [
    [
      'rescue',
      (fixture) => makeSymlink(fixture, '/etc/systemd/system/default.target', '/usr/lib/systemd/system/rescue.target'),
      'fail',
      'rescue.target: it does not start the kiosk',
      'sudo systemctl set-default multi-user.target',
    ],
  ]),
  ...rowsOf('names', [
    [
      'the office is at an address of this machine',
      (fixture) => {
        setOfficeUrl(fixture, 'https://office.example');
        fixture.write('/etc/hosts', '127.0.0.1 localhost\n203.0.113.9 office.example\n');
      },
      'fail',
      '/etc/hosts has office.example at 203.0.113.9, which hides the answer of the name server',
      "sudo sed -i -E '/[ \\t]office\\.example([ \\t]|$)/d' /etc/hosts && sudo systemctl start asan-hosts.service",
    ],
    [
      'this machine is another',
      ({ write }) => write('/etc/hosts', '203.0.113.9 localhost\n'),
      'fail',
      '/etc/hosts has localhost at 203.0.113.9',
      /203\\\.0\\\.113\\\.9/,
    ],
    [
      'no name server',
      (fixture) => {
        setOfficeUrl(fixture, 'https://office.example');
        fixture.write('/etc/resolv.conf', 'search example\n');
      },
      'fail',
      '/etc/resolv.conf names no name server',
      /nameserver ADDRESS/,
    ],
    [
      'no name server is asked',
      (fixture) => {
        setOfficeUrl(fixture, 'https://office.example');
        fixture.write('/etc/nsswitch.conf', 'hosts: files\n');
      },
      'fail',
      /no name server is asked$/,
      /hosts: files dns/,
    ],
  ]),
  ...rowsOf('upgrades', [
    [
      'they restart',
      writesFile('/etc/apt/apt.conf.d/52odd', 'Unattended-Upgrade::Automatic-Reboot "true";\n'),
      'warn',
      /^\/etc\/apt\/apt\.conf\.d\/52odd restarts the machine/,
      /Automatic-Reboot.*52odd$/,
    ],
  ]),
  ...rowsOf('environment', [
    [
      'of who logs in',
      writesFile('/etc/environment', 'LANG=C\nLD_PRELOAD=/opt/odd.so\n'),
      'fail',
      '/etc/environment sets LD_PRELOAD',
      "sudo sed -i -E '/^[ \\t]*(export )?LD_PRELOAD=/d' /etc/environment",
    ],
    [
      'of every unit',
      writesFile('/commands/.environment', 'NODE_OPTIONS=--require /opt/odd\n'),
      'fail',
      'systemd gives NODE_OPTIONS to every unit',
      /^sudo systemctl unset-environment NODE_OPTIONS/,
    ],
    [
      'another time zone of every unit',
      writesFile('/commands/.environment', 'LANG=C.UTF-8\nPATH=/usr/bin\nTZ=America/New_York\n'),
      'warn',
      'systemd gives TZ to every unit',
      /^sudo systemctl unset-environment TZ && /,
    ],
    [
      'another PATH of every unit',
      writesFile('/commands/.environment', 'LANG=C.UTF-8\nPATH=/opt/odd:/usr/bin\n'),
      'fail',
      'systemd gives PATH=/opt/odd:/usr/bin to every unit',
      /^sudo systemctl set-environment PATH=\/usr\/local\/sbin:\/usr\/local\/bin:\/usr\/sbin:\/usr\/bin && /,
    ],
    [
      'of every unit, by a file that systemd reads again at each start',
      (f) => {
        f.write('/commands/.environment', 'NODE_OPTIONS=--require /opt/odd\n');
        f.write(
          '/etc/systemd/system.conf.d/zz-local.conf',
          '[Manager]\n# LD_AUDIT=no\nDefaultEnvironment=LANG=C "NODE_OPTIONS=--require /opt/odd"\n',
        );
      },
      'fail',
      '/etc/systemd/system.conf.d/zz-local.conf has DefaultEnvironment=LANG=C "NODE_OPTIONS=--require /opt/odd"',
      "sudo sed -i -E '/^[ \\t]*DefaultEnvironment[ \\t]*=/d' /etc/systemd/system.conf.d/zz-local.conf && sudo systemctl daemon-reexec && sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket asan-glass.service && sudo systemctl restart asan-kiosk.service asan-glass.service",
    ],
    [
      'of every unit, and nothing that loads a program',
      writesFile('/etc/systemd/system.conf', '[Manager]\nDefaultEnvironment=LANG=C PATH=/usr/bin\n'),
      'ok',
      'nothing that makes programs load or run other code',
      null,
    ],
  ]),
  ...rowsOf('ssh', [
    [
      'root by a password',
      ({ command, write }) => {
        command('sshd', 'permitrootlogin yes\n');
        write('/etc/ssh/sshd_config.d/odd.conf', 'permitRootLogin yes\n');
      },
      'fail',
      'PermitRootLogin yes: root can log in with a password (/etc/ssh/sshd_config.d/odd.conf)',
      /\/etc\/ssh\/sshd_config\.d\/odd\.conf && sudo systemctl reload ssh\.service$/,
    ],
    ['no sshd', ({ command }) => command('sshd', null), 'skip', 'there is no sshd here', null],
  ]),
  ...rowsOf('pam', [
    [
      'everybody is let in',
      writesFile('/etc/pam.d/sudo', 'auth sufficient pam_permit.so\n@include common-auth\n'),
      'fail',
      '/etc/pam.d/sudo has "auth sufficient pam_permit.so"',
      "sudo sed -i '\\:^[ \\t]*auth sufficient pam_permit\\.so[ \\t]*$:d' /etc/pam.d/sudo",
    ],
  ]),
];

const BOUNDS_AND_SKIPS: DoctorSheet = [
  ...comparisonsOfTextOnly(
    'debian-files.ts: last.sizeKib + sizeKib > LARGE_KIB',
    'debian-files.ts: ran.exit > 1',
    'debian-files.ts: sizeKib < LARGE_KIB',
    'debian-files.ts: sizeKib >= LARGE_KIB',
    'debian-files.ts: until - clock.now() < (limitS - searchLimitS(machine)) * 1_000',
    'tmpfiles-checks.ts: one.length > other.length',
    'strange-checks.ts: strange.length > MOST_REMOVED_FILES',
  ),
];

export const FILE_ROWS: DoctorSheet = [...STRANGE, ...NEXT_START, ...BOUNDS_AND_SKIPS];
