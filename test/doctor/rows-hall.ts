import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import type { Fixture } from './fixture.ts';
import { setIpOutput } from './fixture-commands.ts';
import {
  checkBound,
  comparisonsOfTextOnly,
  type DoctorRow,
  type DoctorSheet,
  makeSymlink,
  rowsOf,
  writesFile,
} from './row.ts';
import { setOfficeUrl } from './rows-office.ts';

const PRINTER = '192.0.2.7';
const MACS = { own: '52:54:00:12:34:56', other: '52:54:00:aa:bb:cc', pinned: '00:26:ab:11:22:33' };

function cabled(f: Fixture, answers: string): void {
  f.write('/sys/class/net/eth0/ifindex', '2\n');
  f.write('/sys/class/net/eth0/address', `${MACS.own}\n`);
  f.profile((text) =>
    text.replace(
      / {2}printer: .*\n/,
      `  printer: { driver: escpos, model: epson-tm-t20, link: { tcp: { host: ${PRINTER}, port: 1 } } }\n`,
    ),
  );
  f.command('perl', answers);
}
const pinned = (f: Fixture) =>
  setIpOutput(f.commands, 'nud permanent', `${PRINTER} dev eth0 lladdr ${MACS.pinned} PERMANENT\n`);

const cable =
  (mtu: number, queue = 'fq_codel', more = '') =>
  (f: Fixture) =>
    setIpOutput(
      f.commands,
      'link show',
      `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN\n2: eth0: <BROADCAST,MULTICAST,UP${more}> mtu ${mtu} qdisc ${queue} state UP mode DEFAULT\n`,
    );

const NETWORK: readonly DoctorRow[] = [
  ...rowsOf('network-interfaces', [
    ['it carries the least', cable(1280), 'ok', 'each carries whole packets at full speed', null],
    [
      'it carries less',
      cable(1279),
      'fail',
      'eth0 has an MTU of 1279; 1500 is usual',
      /^sudo ip link set eth0 mtu 1500; /,
    ],
    [
      'a contractor left his traffic shaping',
      cable(1500, 'tbf'),
      'fail',
      'eth0 is slowed down on purpose (tbf)',
      /^sudo tc qdisc del dev eth0 root; /,
    ],
    [
      'it answers no question for its address',
      cable(1500, 'mq', ',NOARP'),
      'fail',
      'eth0 answers no question for its address (NOARP)',
      /^sudo ip link set eth0 arp on; /,
    ],
  ]),
  ...rowsOf('neighbours', [
    [
      'each address has one machine',
      (f) => cabled(f, `192.0.2.10 ${MACS.own}\n${PRINTER} ${MACS.other}\n`),
      'ok',
      'each address has one machine',
      null,
    ],
    [
      'another box has the address of the kiosk',
      (f) => cabled(f, `192.0.2.10 ${MACS.other}\n`),
      'fail',
      `another machine has the address of this kiosk, 192.0.2.10: ${MACS.other}`,
      /^give the other machine another address\. Tell the network administrator 192\.0\.2\.10 and 52:54:00:aa:bb:cc /,
    ],
    [
      'two machines have the address of the printer',
      (f) => cabled(f, `${PRINTER} ${MACS.other}\n${PRINTER} ${MACS.pinned}\n`),
      'fail',
      `several machines have the address ${PRINTER}: ${MACS.other}, ${MACS.pinned}`,
      /192\.0\.2\.7 and 52:54:00:aa:bb:cc, 00:26:ab:11:22:33/,
    ],
    [
      'the printer was exchanged, and its address is pinned to the old one',
      (f) => {
        cabled(f, `${PRINTER} ${MACS.other}\n`);
        pinned(f);
      },
      'fail',
      `${PRINTER} is pinned to ${MACS.pinned} by hand, and ${MACS.other} has this address`,
      /^delete the entry \(sudo ip neigh del 192\.0\.2\.7 dev eth0\)\. To keep the entry away: grep -rn -e 192\.0\.2\.7 -e 00:26:ab:11:22:33 /,
    ],
    [
      'the address of a machine that is no device of the kiosk is pinned',
      (f) => {
        cabled(f, '');
        setIpOutput(f.commands, 'nud permanent', `198.51.100.9 dev eth0 lladdr ${MACS.pinned} PERMANENT\n`);
      },
      'warn',
      `198.51.100.9 is pinned to ${MACS.pinned} by hand: if another machine gets this address, the kiosk does not reach that machine`,
      /^delete the entry \(sudo ip neigh del 198\.51\.100\.9 /,
    ],
    [
      'an address is pinned, and nobody answers',
      (f) => {
        cabled(f, '');
        pinned(f);
      },
      'warn',
      `${PRINTER} is pinned to ${MACS.pinned} by hand: if another machine gets this address, the kiosk does not reach that machine`,
      /^delete the entry \(sudo ip neigh del /,
    ],
  ]),
  ...rowsOf('firewall', [
    [
      'a host was not looked up since the names were mended',
      (f) => {
        setOfficeUrl(f, 'https://office.example');
        f.command('getent', '203.0.113.9 STREAM office.example\n');
      },
      'fail',
      'the firewall allows no connection to office.example: its sets have no address of this name yet',
      'sudo systemctl start asan-hosts.service',
    ],
  ]),
];

const loaded = ({ write }: Fixture, driver: string) => write(`/sys/module/${driver}/initstate`, 'live\n');

const KERNEL: readonly DoctorRow[] = [
  ...rowsOf('settings-next-start', [
    [
      'a hardening takes the namespaces from the browser',
      writesFile('/etc/sysctl.d/60-cis.conf', 'user.max_user_namespaces=0\nkernel.unprivileged_userns_clone = 0\n'),
      'fail',
      '/etc/sysctl.d/60-cis.conf sets user.max_user_namespaces to 0: the sandbox of the browser does not start, and the screen stays dark; /etc/sysctl.d/60-cis.conf sets kernel.unprivileged_userns_clone to 0: the sandbox of the browser does not start, and the screen stays dark',
      /^sudo sed -i -E .*user\\\.max_user_namespaces.* && sudo reboot \(if your staff wrote it to harden the machine/,
    ],
    [
      'a later file gives them back',
      (f) => {
        f.write('/etc/sysctl.d/60-cis.conf', 'user.max_user_namespaces=0\n');
        f.write('/etc/sysctl.d/90-kiosk.conf', 'user.max_user_namespaces=15000\n');
      },
      'ok',
      'each of them',
      null,
    ],
  ]),
  ...rowsOf('kernel-settings', [
    [
      'the namespaces are gone now',
      writesFile('/proc/sys/user/max_user_namespaces', '0\n'),
      'fail',
      /^user\.max_user_namespaces is 0: the sandbox of the browser/,
      'sudo sysctl -w user.max_user_namespaces=15000; if a file sets it, settings-next-start names the file',
    ],
  ]),
  ...rowsOf('drivers-next-start', [
    [
      'a hardening switches the driver of touch panels off',
      writesFile('/etc/modprobe.d/cis.conf', 'install cramfs /bin/false\ninstall usbhid /bin/false\n'),
      'fail',
      '/etc/modprobe.d/cis.conf blocks the driver usbhid: after the next start no touch panel, keypad or scanner that needs it',
      /^sudo sed -i -E '.*usbhid\(\[ \\t\]\|\$\)\/d' \/etc\/modprobe\.d\/cis\.conf && sudo update-initramfs -u && sudo reboot; if your staff wrote it to harden the machine/,
    ],
    [
      'the drivers of the screen and of the network card are on a list',
      (f) => {
        loaded(f, 'i915');
        loaded(f, 'r8169');
        const module = f.at('/sys/class/net/eth0/device/driver/module');
        mkdirSync(dirname(module), { recursive: true });
        symlinkSync('../../../../module/r8169', module);
        f.write('/etc/modprobe.d/x.conf', 'blacklist i915\nalias r8169 off\n');
      },
      'fail',
      '/etc/modprobe.d/x.conf blocks the driver i915: after the next start a dark screen; /etc/modprobe.d/x.conf blocks the driver r8169: after the next start no network',
      /i915.* && .*r8169/,
    ],
    [
      'what no kiosk uses',
      (f) => {
        f.write('/etc/modprobe.d/cis.conf', 'install cramfs /bin/false\nblacklist firewire-core\n');
        f.write(INSTALLED.wifiRule, 'blacklist cfg80211\n');
        loaded(f, 'cfg80211');
      },
      'ok',
      'all drivers that this kiosk uses',
      null,
    ],
  ]),
  ...rowsOf('libraries', [
    [
      'the library of a vendor comes first',
      ({ command }) =>
        command(
          'ldconfig',
          '\tlibseat.so.1 (libc6,x86-64) => /opt/vendor/lib/libseat.so.1\n\tlibz.so.1 (libc6,x86-64) => /usr/local/lib/libz.so.1\n',
        ),
      'fail',
      '/opt/vendor/lib/libseat.so.1; /usr/local/lib/libz.so.1: each program of this machine may load it, also as root',
      'grep -rn -e /opt/vendor/lib -e /usr/local/lib /etc/ld.so.conf /etc/ld.so.conf.d names the file: delete the line, if there is one; sudo mv --backup=numbered /usr/local/lib/libz.so.1 /root/; at the end: sudo ldconfig && sudo systemctl daemon-reload && sudo reboot',
    ],
  ]),
];

const MOUNTS = '/proc/self/mounts';
const mountedToo = (line: string) => writesFile(MOUNTS, `/dev/mmcblk0p2 / ext4 rw 0 0\n${line}\n`);

function inShm(f: Fixture): void {
  f.write('/dev/shm/log/x', '');
  mountedToo('tmpfs /dev/shm tmpfs rw 0 0')(f);
}

const JOURNAL_BACK =
  'sudo rm /var/log/journal && sudo install -d /var/log/journal && sudo systemctl restart systemd-journald && sudo journalctl --flush';

const SIGNAGE = '/usr/lib/systemd/system/signage.service';

const UNITS: readonly DoctorRow[] = [
  ...rowsOf('unit-limits', [
    [
      'somebody saves energy',
      writesFile('/commands/.limits', 'CPUQuotaPerSecUSec=40ms\nIOWeight=1\nMemoryMax=infinity\n'),
      'fail',
      /^-\.slice has CPUQuotaPerSecUSec=40ms; -\.slice has IOWeight=1; system\.slice has CPUQuotaPerSecUSec=40ms; .*: the kiosk may get too little to answer its watchdog$/,
      /^sudo systemctl revert -- -\.slice system\.slice .* && sudo systemctl daemon-reload && sudo reboot; /,
    ],
    [
      'the manager gives each service few files from the next start on',
      (f) => {
        f.write('/usr/lib/systemd/system.conf.d/50-limits.conf', '[Manager]\nDefaultLimitNOFILE=24\n');
        f.write('/etc/systemd/system.conf', '[Manager]\nDefaultLimitNOFILE=1024:524288\nDefaultLimitFSIZE=8M\n');
      },
      'fail',
      '/etc/systemd/system.conf has DefaultLimitFSIZE=8M; /usr/lib/systemd/system.conf.d/50-limits.conf has DefaultLimitNOFILE=24: from the next start on the kiosk gets too little to run',
      "sudo sed -i -E '/^[ \\t]*-?DefaultLimitFSIZE[ \\t]*=/d' /etc/systemd/system.conf && sudo sed -i -E '/^[ \\t]*-?DefaultLimitNOFILE[ \\t]*=/d' /usr/lib/systemd/system.conf.d/50-limits.conf && sudo reboot",
    ],
    [
      'a later file takes the small default back',
      (f) => {
        f.write('/etc/systemd/system.conf.d/10-a.conf', '[Manager]\nDefaultLimitNOFILE=24\n');
        f.write('/etc/systemd/system.conf.d/20-b.conf', '[Manager]\nDefaultLimitNOFILE=4K:512K\nDefaultLimitCPU=\n');
      },
      'ok',
      'only the limits of memory and tasks that the package’s units set',
      null,
    ],
    [
      'the kiosk was started with few files',
      writesFile('/commands/.limits', 'LimitNOFILESoft=24\nLimitNPROCSoft=infinity\n'),
      'fail',
      /; asan-kiosk\.service has LimitNOFILESoft=24; .*: the kiosk may get too little to answer its watchdog$/,
      /^sudo systemctl revert -- .*asan-kiosk\.service.* && sudo systemctl daemon-reload && sudo reboot; /,
    ],
    [
      'the kernel is told to end the kiosk first',
      (f) => {
        f.write('/commands/.limits', 'MainPID=4242\nOOMScoreAdjust=-500\n');
        f.write('/proc/4242/oom_score_adj', '1000\n');
      },
      'fail',
      /^\/proc\/4242\/oom_score_adj of .* is 1000, its unit has -500: if memory is short, the kernel ends the wrong process/,
      /^echo -500 \| sudo tee \/proc\/4242\/oom_score_adj/,
    ],
    [
      'the process has the order of its unit',
      (f) => {
        f.write('/commands/.limits', 'MainPID=4242\nOOMScoreAdjust=-500\n');
        f.write('/proc/4242/oom_score_adj', '-500\n');
      },
      'ok',
      'only the limits of memory and tasks that the package’s units set',
      null,
    ],
    [
      'systemd gives a slice no such limit',
      writesFile('/commands/.limits', 'LimitNOFILESoft=524288\nLimitFSIZE=infinity\n'),
      'ok',
      'only the limits of memory and tasks that the package’s units set',
      null,
    ],
  ]),
  ...rowsOf('unit-drop-ins', [
    [
      'the slice of all services has a limit',
      writesFile('/etc/systemd/system.control/system.slice.d/50-CPUQuota.conf', '[Slice]\nCPUQuota=4%\n'),
      'fail',
      '/etc/systemd/system.control/system.slice.d/50-CPUQuota.conf sets CPUQuota',
      'sudo rm /etc/systemd/system.control/system.slice.d/50-CPUQuota.conf && sudo systemctl daemon-reload && sudo reboot',
    ],
  ]),
  ...rowsOf('unit-conflicts', [
    [
      'a package brings a unit that ends the kiosk',
      (f) => {
        f.write(SIGNAGE, '[Unit]\nConflicts=other.service asan-kiosk.service\n');
        makeSymlink(f, '/etc/systemd/system/multi-user.target.wants/signage.service', SIGNAGE);
        f.write('/commands/.conflicts', 'Id=asan-kiosk.service\nConflictedBy=shutdown.target signage.service\n');
      },
      'fail',
      `signage.service (${SIGNAGE}) stops asan-kiosk.service when it starts`,
      'sudo systemctl mask --now signage.service && sudo systemctl daemon-reload && sudo reboot; it came with the package some. If nothing else on this kiosk needs the package: sudo apt-get purge some',
    ],
    [
      'after the cure',
      (f) => {
        f.write(SIGNAGE, '[Unit]\nConflicts=asan-kiosk.service\n');
        makeSymlink(f, '/etc/systemd/system/signage.service', '/dev/null');
      },
      'ok',
      'none',
      null,
    ],
    [
      'systemd alone knows of it',
      writesFile('/commands/.conflicts', 'Id=seatd.service\nConflictedBy=\nStopPropagatedFrom=seat@1.service\n'),
      'fail',
      'seat@1.service stops seatd.service when it ends',
      'sudo systemctl mask --now seat@1.service && sudo systemctl daemon-reload && sudo reboot',
    ],
    [
      'such a unit is not enabled',
      writesFile(SIGNAGE, '[Unit]\nConflicts=seatd.service\n'),
      'warn',
      /seatd\.service when it starts; it is not enabled, so it harms only if a person or a program starts it$/,
      /mask/,
    ],
    [
      'staff have a timer that stops the screen',
      (f) => {
        const unit = '/etc/systemd/system/odd.service';
        f.write(unit, '[Service]\nExecStart=/bin/sh -c "sleep 1; \\\n systemctl stop asan-glass"\n');
        f.write('/etc/systemd/system/odd.timer', '[Timer]\nOnCalendar=hourly\n');
        makeSymlink(f, '/etc/systemd/system/odd.path', '/dev/null');
        makeSymlink(f, '/etc/systemd/system/timers.target.wants/odd.timer', '/etc/systemd/system/odd.timer');
      },
      'fail',
      'odd.service (/etc/systemd/system/odd.service) stops asan-glass.service by a command',
      'sudo systemctl disable --now odd.timer odd.service && sudo rm /etc/systemd/system/odd.service /etc/systemd/system/odd.timer && sudo systemctl daemon-reload && sudo reboot',
    ],
    [
      'the kiosk waits for a unit of others',
      (f) => makeSymlink(f, '/etc/systemd/system/asan-kiosk.service.requires/odd.service', '/opt/odd.service'),
      'fail',
      'odd.service (/etc/systemd/system/asan-kiosk.service.requires/odd.service) keeps asan-kiosk.service from starting if it fails',
      'sudo systemctl disable --now odd.service && sudo rm /etc/systemd/system/asan-kiosk.service.requires/odd.service && sudo systemctl daemon-reload && sudo reboot',
    ],
  ]),
  ...rowsOf('masked-units', [
    [
      'a unit that would end the kiosk',
      (f) => {
        f.write(SIGNAGE, '[Unit]\nConflicts=asan-kiosk.service\n');
        makeSymlink(f, '/etc/systemd/system/signage.service', '/dev/null');
      },
      'ok',
      'only consoles, keys and sleep',
      null,
    ],
  ]),
  ...rowsOf('journal-kept', [
    [
      'the log lies in memory, behind a link',
      (f) => {
        f.remove('/var/log/journal');
        makeSymlink(f, '/var/log/journal', '/dev/shm/log');
        inShm(f);
      },
      'warn',
      '/var/log/journal is a link to /dev/shm/log: the log there is gone after the next start',
      JOURNAL_BACK,
    ],
    [
      'the last start has emptied the memory behind the link',
      (f) => {
        f.remove('/var/log/journal');
        makeSymlink(f, '/var/log/journal', '/dev/shm/log');
      },
      'warn',
      /is a link to \/dev\/shm\/log/,
      JOURNAL_BACK,
    ],
    [
      'the log lies on another disk, behind a link',
      (f) => {
        f.remove('/var/log/journal');
        makeSymlink(f, '/var/log/journal', '../../data/log');
        f.write('/data/log/x', '');
      },
      'ok',
      'in /data/log',
      null,
    ],
    [
      'a folder above is in memory',
      (f) => {
        mountedToo('tmpfs /var/log tmpfs rw 0 0')(f);
        f.write('/etc/fstab', 'tmpfs /var/log tmpfs defaults 0 0\n');
      },
      'warn',
      '/var/log is in memory (tmpfs): the log is gone after the next start',
      /^sudo sed -i -E .*\/etc\/fstab && sudo systemctl daemon-reload; then sudo reboot$/,
    ],
  ]),
  ...rowsOf('lasting-folders', [
    [
      'the ledger lies in memory, behind a link',
      (f) => {
        f.remove('/var/lib/asan-kiosk');
        makeSymlink(f, '/var/lib/asan-kiosk', '/dev/shm/log');
        inShm(f);
      },
      'fail',
      '/var/lib/asan-kiosk is a link to /dev/shm/log, which is in memory: files there do not outlast a restart',
      'sudo systemctl stop asan-kiosk.service asan-kiosk.socket && copy=$(readlink -f /var/lib/asan-kiosk) && sudo rm /var/lib/asan-kiosk && sudo cp -aT "$copy" /var/lib/asan-kiosk && sudo reboot',
    ],
    [
      'the folder of the secrets is a link to what a start has lost',
      (f) => {
        f.remove('/etc/credstore');
        makeSymlink(f, '/etc/credstore', '/dev/shm/secrets');
      },
      'fail',
      '/etc/credstore is a link to /dev/shm/secrets, which is not there: files there do not outlast a restart',
      'sudo rm /etc/credstore && sudo install -d -m 700 /etc/credstore; then the line credentials says how to restore each secret',
    ],
    [
      'memory is mounted over the settings',
      mountedToo('tmpfs /etc/asan-kiosk tmpfs rw 0 0'),
      'fail',
      '/etc/asan-kiosk is in memory (tmpfs at /etc/asan-kiosk): files there do not outlast a restart',
      /^sudo cp -aT \/etc\/asan-kiosk \/root\/of-memory-etc-asan-kiosk && sudo umount -l .*; find the unit that mounts it.*; then sudo reboot$/,
    ],
    [
      'the next start mounts memory over them',
      writesFile('/etc/fstab', 'tmpfs /var/lib/systemd tmpfs defaults 0 0\n'),
      'fail',
      '/etc/fstab puts /var/lib/systemd into memory: its present files are lost at the next start',
      /^sudo sed -i -E /,
    ],
    [
      'the ledger lies on another disk',
      (f) => {
        f.remove('/var/lib/asan-kiosk');
        makeSymlink(f, '/var/lib/asan-kiosk', '/data/kiosk');
        f.write('/data/kiosk/ledger.db', '');
      },
      'ok',
      /are on a disk$/,
      null,
    ],
  ]),
  ...rowsOf('strange-files', [
    [
      'settings of the browser, of the touch panel, of polkit and of libraries',
      (f) => {
        f.write('/etc/sysctl.d/odd.conf', 'vm.dirty_ratio=5\n');
        f.write('/etc/chromium.d/odd', 'CHROMIUM_FLAGS="$CHROMIUM_FLAGS --no-sandbox --remote-debugging-port=9222"\n');
        f.write('/etc/libinput/odd.quirks', '[Touch]\nMatchName=*\nAttrEventCode=-ABS_X\n');
        f.write(
          '/etc/polkit-1/rules.d/odd.rules',
          'polkit.addRule(function(a, s) {\n  return polkit.Result.YES;\n});\n',
        );
        f.write('/etc/ld.so.conf.d/odd.conf', '/opt/vendor/lib\n');
        f.write('/etc/systemd/network/20-wired.network.d/odd.conf', '[Neighbor]\nAddress=192.0.2.7\n');
      },
      'fail',
      '/etc/libinput/odd.quirks (changes keys or touch panel: AttrEventCode=-ABS_X); /etc/polkit-1/rules.d/odd.rules (allows root actions without a password); /etc/chromium.d/odd (gives the browser --no-sandbox; gives the browser --remote-debugging-port); /etc/ld.so.conf.d/odd.conf (programs load their libraries from /opt/vendor/lib); /etc/sysctl.d/odd.conf (sets vm.dirty_ratio to 5); /etc/systemd/network/20-wired.network.d/odd.conf (sets Address=192.0.2.7)',
      /^read each; .*; and at the end: sudo ldconfig && sudo systemctl daemon-reload && sudo reboot$/,
    ],
  ]),
];

function holds(f: Fixture, pid: string, locks: string): void {
  f.write(`/proc/${pid}/comm`, 'python3\n');
  f.write(`/proc/${pid}/fdinfo/3`, `pos:\t0\n${locks}`);
  makeSymlink(f, `/proc/${pid}/fd/3`, `${f.ledger}-shm`);
}

const HELD: readonly DoctorRow[] = [
  ...rowsOf('ledger-held', [
    [
      'a script has it open',
      (f) => holds(f, '812', ''),
      'warn',
      'python3 (process 812) has the ledger open',
      /sudo kill 812$/,
    ],
    [
      'a script holds it in a transaction',
      (f) => holds(f, '812', 'lock:\t1: POSIX  ADVISORY  WRITE 812 08:01:5 120 120\n'),
      'fail',
      'python3 (process 812) holds the ledger locked: the kiosk can record nothing',
      /^sudo kill 812 \(kill -9 if it stays\); then: sudo systemctl reset-failed /,
    ],
    [
      'the kiosk, and the file was deleted',
      (f) => {
        makeSymlink(f, '/proc/702/fd/19', `${f.ledger} (deleted)`);
        makeSymlink(f, '/proc/702/fd/20', `${f.ledger}-wal (deleted)`);
        makeSymlink(f, '/proc/702/fd/21', `${f.ledger}-wal (deleted)`);
        makeSymlink(f, '/proc/702/fd/22', `${f.ledger}.outbox`);
        f.write('/proc/702/cgroup', '0::/system.slice/asan-kiosk.service\n');
      },
      'fail',
      /^.*ledger\.db; .*ledger\.db-wal was deleted: only the running kiosk still has it$/,
      /Do not stop or restart the kiosk or the machine in another way than this: sudo bash -c 'mkdir -m 700 \/root\/ledger\.rescued \/root\/ledger\.aside && exec 10<\/proc\/702\/fd\/19 11<\/proc\/702\/fd\/20 12<\/proc\/702\/fd\/22 && systemctl stop asan-kiosk\.service asan-kiosk\.socket && cat <&10 >\/root\/ledger\.rescued\/ledger\.db && cat <&11 >\/root\/ledger\.rescued\/ledger\.db-wal && cat <&12 .* && sudo systemctl reset-failed .* restart asan-kiosk\.service$/,
    ],
    [
      'the kiosk itself',
      (f) => {
        holds(f, '702', 'lock:\t1: POSIX  ADVISORY  WRITE 702 08:01:5 120 120\n');
        f.write('/proc/702/cgroup', '0::/system.slice/asan-kiosk.service\n');
      },
      'ok',
      'none',
      null,
    ],
  ]),
];

const BOUNDS_AND_SKIPS: DoctorSheet = [
  checkBound(
    "limit-checks.ts: Number(digits) * 1_024 ** ' KMGT'.indexOf(unit || ' ') < (FEWEST[key] ?? 0)",
    'unit-limits',
    ({ write }, files) => write('/etc/systemd/system.conf.d/a.conf', `[Manager]\nDefaultLimitNOFILE=${files}\n`),
    [1_023, 'fail'],
    [1_024, 'ok'],
  ),
  checkBound(
    'network-checks.ts: Number(mtu) < LEAST_MTU',
    'network-interfaces',
    (f, mtu) => cable(mtu)(f),
    [1280, 'ok'],
    [1279, 'fail'],
  ),
  checkBound(
    'sysctl-harms.ts: value < least',
    'kernel-settings',
    ({ write }, value) => write('/proc/sys/user/max_user_namespaces', `${value}\n`),
    [15, 'fail'],
    [16, 'ok'],
  ),
  ...comparisonsOfTextOnly('neighbours.ts: others.length < (isMine ? 1 : 2)'),
];

export const HALL_ROWS: DoctorSheet = [...NETWORK, ...KERNEL, ...UNITS, ...HELD, ...BOUNDS_AND_SKIPS];
