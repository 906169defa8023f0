import {
  checkBound,
  comparisonsBetweenRows,
  type DoctorRow,
  type DoctorSheet,
  MIB,
  makeSymlink,
  roundingWithBound,
  rowsOf,
  setDfOutput,
  skippedCheck,
  writesFile,
} from './row.ts';
import { setOfficeUrl } from './rows-office.ts';

const EMPTIED: readonly DoctorRow[] = [
  ...rowsOf('empty-files', [
    [
      'a power cut emptied the password of the terminal',
      writesFile('/etc/credstore/asan-kiosk.terminal-password', ''),
      'fail',
      '/etc/credstore/asan-kiosk.terminal-password: empty, so the program that reads it fails at its next start',
      'sudo rm /etc/credstore/asan-kiosk.terminal-password && sudo asan-kiosk provision, which asks for the password',
    ],
    [
      'the seal, the identity and the hosts',
      (f) => {
        for (const path of [
          '/etc/asan-kiosk/office-seal.pem',
          '/etc/credstore.encrypted/asan-kiosk.identity',
          '/etc/hosts',
        ])
          f.write(path, '');
      },
      'fail',
      '/etc/credstore.encrypted/asan-kiosk.identity; /etc/asan-kiosk/office-seal.pem; /etc/hosts: empty, so the program that reads it fails at its next start',
      /enrol --code CODE; then: sudo asan-kiosk provision --from FILE, with the order of the office; then: printf /,
    ],
  ]),
  ...rowsOf('empty-files', [
    [
      'a power cut left zeros in the place of a certificate',
      writesFile('/etc/asan-kiosk/office-ca.pem', '\0'.repeat(1_400)),
      'fail',
      '/etc/asan-kiosk/office-ca.pem: empty or full of zeros, so the program that reads it fails at its next start',
      'sudo asan-kiosk provision --from FILE, with the order of the office',
    ],
  ]),
  ...rowsOf('acceptance-reports', [
    [
      'one of them is no report',
      writesFile('/var/lib/asan-kiosk/acceptance/0001.json', '{}'),
      'warn',
      '/var/lib/asan-kiosk/acceptance/0001.json: not a report of an acceptance test',
      /sudo asan-kiosk accept$/,
    ],
  ]),
  ...rowsOf('immutable-files', [
    [
      'a file of the state takes no change',
      ({ commands }) =>
        commands.set('lsattr', (args) => ({
          is: 'done',
          exit: 0,
          out: args
            .filter((path) => path.endsWith('.db.mark'))
            .map((path) => `-----a--------e------- ${path}\n`)
            .join(''),
          err: '',
        })),
      'fail',
      /^\/var\/lib\/asan-kiosk\/ledger\.db\.mark: not even root can change it/,
      'sudo chattr -i -a /var/lib/asan-kiosk/ledger.db.mark',
    ],
  ]),
];

const RUNNING: readonly DoctorRow[] = [
  ...rowsOf('names', [
    [
      'the link of a program that was removed',
      (f) => {
        setOfficeUrl(f, 'https://office.example');
        makeSymlink(f, '/etc/resolv.conf', '../run/systemd/resolve/stub-resolv.conf');
      },
      'fail',
      '/etc/resolv.conf is a link to ../run/systemd/resolve/stub-resolv.conf, which is not there: no name server is asked',
      /^if systemd-resolved should write it: .* If not: sudo rm \/etc\/resolv\.conf && echo nameserver ADDRESS \| sudo tee \/etc\/resolv\.conf/,
    ],
  ]),
  ...rowsOf('order-taken', [
    [
      'its serial is higher than any of the office',
      (f) =>
        f.write(
          '/etc/asan-kiosk/provisioned.json',
          JSON.stringify({ serial: 2_147_483_647, sha256: 'x', kiosk: f.context().profile?.kiosk.id }),
        ),
      'warn',
      /has order 2147483647 of kiosk \S+; every order of the office is lower, so it is refused \(PRV-106\)$/,
      /^sudo rm \/etc\/asan-kiosk\/provisioned\.json, then: sudo asan-kiosk provision --from FILE /,
    ],
  ]),
  ...rowsOf('kernel-settings', [
    [
      'five were changed by hand',
      (f) => {
        for (const path of [
          'kernel/sysrq',
          'vm/swappiness',
          'kernel/panic',
          'kernel/panic_on_oops',
          'kernel/kptr_restrict',
        ])
          f.write(`/proc/sys/${path}`, '7\n');
      },
      'fail',
      /^(?=.*kptr_restrict is 7)(?=.*sysrq is 7)(?!.*more)/,
      /systemd-sysctl/,
    ],
    [
      'networks are led through it',
      (f) => {
        f.write('/proc/sys/net/ipv4/ip_forward', '1\n');
        f.write('/proc/sys/net/ipv4/conf/all/accept_redirects', '1\n');
      },
      'fail',
      'net.ipv4.ip_forward is 1, not 0; net.ipv4.conf.all.accept_redirects is 1, not 0',
      'sudo sysctl -w net.ipv4.ip_forward=0 net.ipv4.conf.all.accept_redirects=0; grep -rn -e forward -e redirects /etc/sysctl.d /etc/systemd/network names the file that sets them at the next start',
    ],
  ]),
  ...rowsOf('loopback', [
    [
      'it is switched off',
      writesFile('/sys/class/net/lo/flags', '0x8\n'),
      'fail',
      'lo is down: the browser cannot reach the kiosk',
      'sudo ip link set lo up',
    ],
  ]),
  ...rowsOf('room-run', [
    [
      'something fills it',
      (f) => setDfOutput(f, 0, 1_000_000, 900_000, '/run'),
      'fail',
      '/run is full (0 KiB free)',
      /^sudo du -xak \/run .*; delete files that your staff put there, then: sudo udevadm trigger && sudo udevadm settle && sudo systemctl reset-failed asan-glass\.service && sudo systemctl restart asan-glass\.service; otherwise sudo reboot, which empties it$/,
    ],
  ]),
  ...rowsOf('network-files', [
    [
      'a file of a laboratory comes before that of the kiosk',
      (f) => {
        f.write('/sys/class/net/ens3/device/vendor', 'x');
        f.write('/etc/systemd/network/05-lab.network', '[Match]\nName=en*\n[Network]\nAddress=192.168.77.5/24\n');
        f.write('/etc/systemd/network/20-wired.network', '[Match]\nType=ether\n[Network]\nDHCP=yes\n');
      },
      'warn',
      'ens3 is set up by /etc/systemd/network/05-lab.network (Address=192.168.77.5/24), and not by /etc/systemd/network/20-wired.network',
      /: sudo rm \/etc\/systemd\/network\/05-lab\.network && sudo networkctl reload/,
    ],
    [
      'each interface has a file of its own',
      (f) => {
        for (const name of ['ens3', 'ens4']) {
          f.write(`/sys/class/net/${name}/device/vendor`, 'x');
          f.write(`/etc/systemd/network/${name}.network`, `[Match]\nName=${name}\n[Network]\nDHCP=yes\n`);
        }
      },
      'ok',
      'one file for each interface',
      null,
    ],
  ]),
];

const AROUND: readonly DoctorRow[] = [
  ...rowsOf('device-nodes', [
    [
      'somebody opened the disk, a touch panel and the memory to every user',
      (f) => {
        for (const [path, mode] of [
          ['sda', 0o666],
          ['mem', 0o644],
          ['i2c-1', 0o662],
          ['kmsg', 0o644],
          ['input/event3', 0o664],
          ['input/js0', 0o664],
          ['hidraw0', 0o600],
          ['full', 0o666],
        ] as const)
          f.write(`/dev/${path}`, '', mode);
      },
      'fail',
      '/dev/i2c-1: every user may write it; /dev/mem: every user may read it; /dev/sda: every user may read and write it; /dev/input/event3: every user may read it',
      'sudo chmod o-rw /dev/i2c-1 /dev/mem /dev/sda /dev/input/event3; if it comes back: grep -rn MODE /etc/udev/rules.d /run/udev/rules.d names the rule',
    ],
  ]),
  ...rowsOf('null-device', [
    [
      'somebody made a file of it',
      (f) => {
        f.remove('/dev/null');
        f.write('/dev/null', 'x');
      },
      'fail',
      '/dev/null is not a device: output to it fills memory',
      'sudo rm -f /dev/null && sudo mknod -m 666 /dev/null c 1 3',
    ],
  ]),
  ...rowsOf('nologin', [
    [
      'nobody but root gets in',
      writesFile('/etc/nologin', ''),
      'warn',
      'because of /etc/nologin, only root may log in',
      'unless the machine is starting or shutting down: sudo rm /etc/nologin',
    ],
  ]),
  ...rowsOf('time-zone', [
    [
      'it is that of London',
      (f) => makeSymlink(f, '/etc/localtime', '/usr/share/zoneinfo/Europe/London'),
      'warn',
      'Europe/London: the log shows another time than the screen and the papers',
      'sudo timedatectl set-timezone Asia/Baku',
    ],
    [
      'it is a copy',
      (f) => {
        f.remove('/etc/localtime');
        f.write('/etc/localtime', 'x');
      },
      'skip',
      'not measured: /etc/localtime is not a link',
      null,
    ],
  ]),
  ...rowsOf('udev', [
    [
      'it was stopped',
      (f) => f.unit('systemd-udevd.service', { ActiveState: 'inactive', SubState: 'dead', UnitFileState: 'static' }),
      'fail',
      'systemd-udevd.service is inactive: a new device gets no name',
      'sudo systemctl start systemd-udevd.service',
    ],
  ]),
  ...rowsOf('kiosk-unit', [
    [
      'the firewall did not load',
      (f) => {
        f.command('nft', '');
        f.unit('asan-kiosk.service', { ActiveState: 'activating', SubState: 'auto-restart', Result: 'exit-code' });
      },
      'fail',
      'asan-kiosk.service does not start without the rules of the firewall, see firewall and firewall-unit',
      'first the fixes of these lines, then: sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service',
    ],
    [
      'nftables was removed, and the kiosk was given up',
      (f) => {
        f.command('nft', null);
        f.unit('asan-kiosk.service', { ActiveState: 'failed', SubState: 'failed', Result: 'exit-code' });
      },
      'fail',
      /^asan-kiosk\.service does not start without the rules of the firewall/,
      /reset-failed/,
    ],
    [
      'the kiosk waits for a foreign unit that does not end',
      (f) => {
        f.unit('asan-kiosk.service', { ActiveState: 'inactive', SubState: 'dead' });
        f.write(
          '/commands/.jobs',
          '93  asan-glass.service start running\n117 acme-agent.service start running\n1   graphical.target   start waiting\n106 asan-kiosk.service start waiting\n',
        );
      },
      'fail',
      'asan-kiosk.service waits in the queue of systemd while acme-agent.service (start) runs',
      'see what it waits for (systemctl status acme-agent.service; sudo journalctl -u acme-agent.service -n 50). Then stop it, and the kiosk starts (sudo systemctl stop acme-agent.service). If it does not belong here: sudo systemctl disable acme-agent.service; a restart of the kiosk would wait too',
    ],
    [
      'the kiosk waits, and no other unit is starting',
      (f) => {
        f.unit('asan-kiosk.service', { ActiveState: 'inactive', SubState: 'dead' });
        f.write('/commands/.jobs', '106 asan-kiosk.service start waiting\n1 graphical.target start waiting\n');
      },
      'fail',
      'asan-kiosk.service waits in the queue of systemd, and no other job runs',
      'systemctl list-jobs --after asan-kiosk.service shows what it waits for; if the wait does not end: sudo systemctl cancel 106 && sudo reboot',
    ],
    [
      'a shutdown waits',
      (f) => {
        f.unit('asan-kiosk.service', { ActiveState: 'inactive', SubState: 'dead' });
        f.write('/commands/.jobs', '106 asan-kiosk.service stop waiting\n107 acme-agent.service stop running\n');
      },
      'fail',
      'asan-kiosk.service is inactive',
      /^sudo systemctl enable asan-kiosk\.service && /,
    ],
    [
      'it fails, and the firewall is loaded',
      ({ unit }) => unit('asan-kiosk.service', { ActiveState: 'failed', SubState: 'failed', Result: 'exit-code' }),
      'fail',
      'asan-kiosk.service has failed (exit-code)',
      /journalctl/,
    ],
    [
      'it was given up, and its journal says why',
      (f) => {
        f.unit('asan-kiosk.service', { ActiveState: 'failed', SubState: 'failed', Result: 'start-limit-hit' });
        f.command(
          'journalctl',
          '{"level":"error","event":"terminal.fault","code":"TRM-101"}\nLDG-102 ledger.db: file is not a database\n{"level":"warn","event":"log.lost","code":"LOG-102"}\nasan-kiosk.service: Start request repeated too quickly.\n',
        );
      },
      'fail',
      'asan-kiosk.service has failed (start-limit-hit); the last error of its journal: "LDG-102 ledger.db: file is not a database"',
      'sudo asan-kiosk explain LDG-102 shows the fix; then: sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service',
    ],
    [
      'another program holds the ledger',
      (f) => {
        f.unit('asan-kiosk.service', { ActiveState: 'activating', SubState: 'auto-restart', Result: 'exit-code' });
        f.command(
          'journalctl',
          '{"level":"error","event":"watchdog.silent","code":"SVC-101","part":"ledger"}\nthe kiosk did not start: the database ledger.db says database is locked (SQLITE_BUSY); another program holds it\nMain process exited\n',
        );
      },
      'fail',
      'asan-kiosk.service ends and is restarted (exit-code); the last error of its journal: "the kiosk did not start: the database ledger.db says database is locked (SQLITE_BUSY); another program holds it"',
      /^another program holds the ledger: ledger-held names it; after its end: sudo systemctl reset-failed /,
    ],
    [
      'its watchdog bit, because another program holds the ledger',
      (f) => {
        f.unit('asan-kiosk.service', { ActiveState: 'failed', SubState: 'failed', Result: 'watchdog' });
        f.command('journalctl', '{"level":"error","event":"watchdog.silent","code":"SVC-101","part":"ledger"}\n');
      },
      'fail',
      /"SVC-101 watchdog\.silent ledger"$/,
      /^another program holds the ledger: ledger-held/,
    ],
  ]),
  ...rowsOf('firewall', [
    [
      'nftables was removed',
      ({ command }) => command('nft', null),
      'fail',
      'nft is missing: from the next start on there is no firewall',
      /apt-get download nftables; /,
    ],
  ]),
];

const BOUNDS_AND_SKIPS: DoctorSheet = [
  checkBound(
    'interface-checks.ts: kib >= LEAST_KIB',
    'room-run',
    (fixture, bytes) => setDfOutput(fixture, bytes, 1_000_000, 900_000, '/run'),
    [MIB, 'ok'],
    [MIB - 1, 'fail'],
  ),
  checkBound(
    'interface-checks.ts: Math.floor(kib / 1024)',
    'room-run',
    (fixture, bytes) => setDfOutput(fixture, bytes, 1_000_000, 900_000, '/run'),
    [2 * MIB, 'ok', '2 MiB free'],
    [2 * MIB - 1, 'ok', '1 MiB free'],
  ),
  skippedCheck('acceptance-reports', 'none: this cabinet was not accepted yet'),
  skippedCheck('network-files', 'not measured: systemd-networkd has no settings here'),
  ...comparisonsBetweenRows('empty-checks.ts: its.bytes > MOST_BYTES'),
  roundingWithBound('interface-checks.ts: Math.floor(freeBytes / 1024)', 'interface-checks.ts: kib >= LEAST_KIB'),
  roundingWithBound('interface-checks.ts: Math.floor(kib / 1024)', 'interface-checks.ts: Math.floor(kib / 1024)'),
];

export const MISTAKE_ROWS: DoctorSheet = [...EMPTIED, ...RUNNING, ...AROUND, ...BOUNDS_AND_SKIPS];
