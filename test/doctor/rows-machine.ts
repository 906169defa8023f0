import { truncateSync } from 'node:fs';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import type { Fixture } from './fixture.ts';
import { inputDeviceText, TOUCH_SCREEN_INPUT } from './fixture-commands.ts';
import {
  checkBound,
  comparisonsOfTextOnly,
  type DoctorRow,
  type DoctorSheet,
  journal,
  MIB,
  makeCommandHang,
  makeSymlink,
  roundingWithBound,
  rowsOf,
  setDfOutput,
} from './row.ts';
import { serveRunningKiosk } from './rows-closed.ts';

const SMART = (more: object) => JSON.stringify({ smart_status: { passed: true }, ...more });
const nvme = (write: (path: string, text: string) => void) => write('/sys/block/nvme0n1/size', '1');

/** In thousandths of a degree. */
const heat = (point: string) => (fixture: Fixture, heatNow: number) =>
  fixture.write(`/sys/class/thermal/thermal_zone0/${point}`, `${heatNow}\n`);
const nvmeWith = (fixture: Fixture, health: object) => {
  nvme(fixture.write);
  fixture.command('smartctl', JSON.stringify({ nvme_smart_health_information_log: health }));
};
const wear = (fixture: Fixture, used: number) => nvmeWith(fixture, { percentage_used: used, media_errors: 0 });

function holdsDeleted(fixture: Fixture, path: string): void {
  setDfOutput(fixture, 39 * MIB);
  fixture.commands.set('timeout', () => ({ is: 'absent' }));
  fixture.write(`${path} (deleted)`, '');
  truncateSync(fixture.at(`${path} (deleted)`), 12 * 2 ** 20);
  fixture.write('/proc/4242/comm', 'sleep\n');
  makeSymlink(fixture, '/proc/4242/fd/3', fixture.at(`${path} (deleted)`));
}

const ANSWERS: readonly DoctorRow[] = [
  ...rowsOf('answers', [
    [
      'systemctl hangs',
      async (fixture) => {
        makeCommandHang(fixture, 'systemctl');
        fixture.before = async ({ units }) => void (await units().catch(() => null));
      },
      'fail',
      /^systemctl show --property=Id .* … \(nothing within 0.2 s\)$/,
      /^find out what slows the machine down: top, then sudo dmesg \| tail -50/,
    ],
  ]),
];

const DISK: readonly DoctorRow[] = [
  ...rowsOf('disk-space', [
    [
      'half of the disk is reserved for root',
      (f) => {
        setDfOutput(f, 39 * MIB);
        f.command('stat', '1000000 520000 20000 4096\n');
      },
      'fail',
      /^39 MiB free on the disk of \S+\/var\/lib\/asan-kiosk; no visit begins below 40 MiB \(DSK-101\); 1953 MiB more are reserved for root$/,
      'sudo tune2fs -m 5 /dev/mmcblk0p2',
    ],
    [
      'another file system, which counts in another way',
      (f) => {
        f.write('/proc/self/mounts', '/dev/mmcblk0p2 / btrfs rw 0 0\n');
        setDfOutput(f, 39 * MIB);
        f.command('stat', '1000000 520000 20000 4096\n');
      },
      'fail',
      /^39 MiB free .* below 40 MiB \(DSK-101\)$/,
      /^Make room/,
    ],
    [
      'what mke2fs reserves',
      (f) => {
        setDfOutput(f, 39 * MIB);
        f.command('stat', '1000000 80000 0 4096\n');
      },
      'fail',
      /^39 MiB free .* below 40 MiB \(DSK-101\)$/,
      /^Make room/,
    ],
    [
      'nothing begins',
      (f) => setDfOutput(f, 39 * MIB),
      'fail',
      /^39 MiB free .* below 40 MiB \(DSK-101\)$/,
      /^Make room/,
    ],
    [
      'the running kiosk has closed',
      (fixture) => {
        setDfOutput(fixture, 45 * MIB);
        return serveRunningKiosk(fixture, { storage: 'DSK-101' });
      },
      'fail',
      'the running kiosk is closed (DSK-101)',
      /^Make room/,
    ],
    [
      'the running kiosk may not write its files',
      (fixture) => {
        fixture.own(`${INSTALLED.ledger}.mark`, { uid: 988 });
        return serveRunningKiosk(fixture, { storage: 'DSK-101' });
      },
      'fail',
      'the running kiosk is closed (DSK-101), and 7629 MiB are free: the kiosk has no rights to write its files, see state-folder',
      `sudo chown asan-kiosk /var/lib/asan-kiosk/ledger.db.mark && ${RESTART_KIOSK_COMMAND}`,
    ],
    [
      'its files have been given to the new number of its user, and it runs with the former',
      (fixture) => serveRunningKiosk(fixture, { storage: 'DSK-101' }),
      'fail',
      /^the running kiosk is closed \(DSK-101\), and 7629 MiB are free: the system does not let the kiosk write a file, for example because the kiosk’s user got another user ID/,
      /^sudo systemctl reset-failed .* && sudo systemctl restart asan-kiosk\.service; if it closes again: /,
    ],
    ['it ends soon', (f) => setDfOutput(f, 100 * MIB), 'warn', /^100 MiB free .*closes below 40 MiB$/, /^Make room/],
    [
      'a film fills it',
      (fixture) => {
        setDfOutput(fixture, 39 * MIB);
        fixture.commands.set('timeout', (args) =>
          args.includes('find')
            ? {
                is: 'done',
                exit: 0,
                err: '',
                out: '2300000000 /var/tmp/camera.mkv\n20000000 /home/a b.iso\n30000000 /var/cache/c\n',
              }
            : { is: 'absent' },
        );
      },
      'fail',
      /\(DSK-101\); the largest files are \/var\/tmp\/camera\.mkv \(2193 MiB\); \/var\/cache\/c \(28 MiB\); \/home\/a b\.iso \(19 MiB\)$/,
      /^Make room/,
    ],
    [
      'a process holds a deleted file',
      (fixture) => holdsDeleted(fixture, '/var/log/held'),
      'fail',
      /\(DSK-101\); sleep \(process 4242\) keeps the deleted .*\/var\/log\/held \(12 MiB\) until it ends$/,
      /^Make room/,
    ],
    [
      'a process holds a deleted file on another disk',
      (fixture) => {
        holdsDeleted(fixture, '/run/held');
        fixture.own('/proc/4242/fd/3', { device: 1 });
      },
      'fail',
      /\(DSK-101\)$/,
      /^Make room/,
    ],
    [
      'the kiosk holds its deleted ledger',
      (fixture) => {
        holdsDeleted(fixture, INSTALLED.ledger);
        fixture.write('/proc/4242/cgroup', '0::/system.slice/asan-kiosk.service\n');
      },
      'fail',
      /\(DSK-101\)$/,
      /^Make room/,
    ],
    [
      'df hangs',
      (fixture) => makeCommandHang(fixture, 'df'),
      'skip',
      /^could not look: df did not answer within 0.2 s; by hand: df /,
      null,
    ],
  ]),
  ...rowsOf('disk-inodes', [
    ['none is left', (f) => setDfOutput(f, 10 ** 10, 1_000_000, 12), 'fail', '12 of 1000000 free', /du --inodes/],
    [
      'few are left',
      (f) => setDfOutput(f, 10 ** 10, 1_000_000, 50_000),
      'warn',
      '50000 of 1000000 free',
      /du --inodes/,
    ],
    [
      'nobody counts them',
      ({ command }) => command('df', ' A I F M\n10 - - /\n'),
      'skip',
      /^not measured: this file system/,
      null,
    ],
  ]),
  ...rowsOf('disk-writable', [
    [
      'it became read-only',
      ({ write }) => write('/proc/self/mounts', '/dev/mmcblk0p2 / ext4 ro,relatime 0 0\n'),
      'fail',
      '/dev/mmcblk0p2 (ext4) at / is read-only',
      /copy the ledger first.*fsck\.mode=force/,
    ],
    [
      'the one on top is read-only',
      ({ write }) => write('/proc/self/mounts', '/dev/sda1 / ext4 rw 0 0\n/dev/dm-0 / ext4 ro 0 0\n'),
      'fail',
      '/dev/dm-0 (ext4) at / is read-only',
      /fsck/,
    ],
    ['it is nowhere', ({ write }) => write('/proc/self/mounts', ''), 'skip', /^not measured/, null],
  ]),
  ...rowsOf('disk-errors', [
    [
      'some were counted',
      ({ write }) => write('/sys/fs/ext4/mmcblk0p2/errors_count', '3\n'),
      'fail',
      '3 on mmcblk0p2',
      /fsck\.mode=force.*replace the disk of mmcblk0p2/,
    ],
    ['no ext4', ({ remove }) => remove('/sys/fs/ext4'), 'skip', /^not measured: no ext4/, null],
  ]),
  ...rowsOf('disk-wear', [
    [
      'an eMMC is old',
      ({ write }) => write('/sys/block/mmcblk0/device/life_time', '0x02 0x09\n'),
      'warn',
      'mmcblk0: up to 90 % of its life is used',
      /buy a new disk/,
    ],
    [
      'an eMMC is at its end',
      ({ write }) => write('/sys/block/mmcblk0/device/life_time', '0x0b 0x01\n'),
      'fail',
      'mmcblk0: more than its whole life is used',
      /replace this disk now/,
    ],
    [
      'its spare blocks go',
      ({ write }) => write('/sys/block/mmcblk0/device/pre_eol_info', '0x02\n'),
      'warn',
      /fewer than 20 % of its spare blocks/,
      /buy a new disk/,
    ],
    [
      'its spare blocks are gone',
      ({ write }) => write('/sys/block/mmcblk0/device/pre_eol_info', '0x03\n'),
      'fail',
      /spare blocks are used up/,
      /replace this disk now/,
    ],
    [
      'an SD card',
      ({ remove }) => remove('/sys/block/mmcblk0/device/life_time'),
      'skip',
      /^not measured: no disk here reports its wear/,
      null,
    ],
    [
      'an NVMe is old',
      ({ write, command }) => {
        nvme(write);
        command('smartctl', SMART({ nvme_smart_health_information_log: { percentage_used: 93, media_errors: 0 } }));
      },
      'warn',
      'nvme0n1: up to 93 % of its life is used',
      /buy a new disk/,
    ],
    [
      'an NVMe foretells its end',
      ({ write, command }) => {
        nvme(write);
        command('smartctl', JSON.stringify({ smart_status: { passed: false } }), 8);
      },
      'fail',
      'nvme0n1: the disk reports that it is failing',
      /replace this disk now/,
    ],
    [
      'an NVMe has lost blocks',
      ({ write, command }) => {
        nvme(write);
        command('smartctl', SMART({ nvme_smart_health_information_log: { percentage_used: 3, media_errors: 7 } }));
      },
      'warn',
      'nvme0n1: 7 blocks could not be read',
      /buy a new disk/,
    ],
    [
      'only root may ask',
      (fixture) => {
        fixture.remove('/sys/block/mmcblk0');
        nvme(fixture.write);
        fixture.command('smartctl', '{}', 2, 'Permission denied');
        fixture.uid = 1_000;
      },
      'skip',
      /only root may ask it: run this with sudo/,
      null,
    ],
  ]),
];

const HEAT: readonly DoctorRow[] = [
  ...rowsOf('temperature', [
    [
      'warm',
      ({ write }) => write('/sys/class/thermal/thermal_zone0/temp', '82400\n'),
      'warn',
      'cpu-thermal 82 °C, the machine switches itself off at 110 °C',
      /clean the air slots/,
    ],
    [
      'hot',
      ({ write }) => write('/sys/class/thermal/thermal_zone0/temp', '91000\n'),
      'fail',
      /^cpu-thermal 91 °C/,
      /clean the air slots/,
    ],
    [
      'near where it is switched off',
      ({ write }) => write('/sys/class/thermal/thermal_zone0/trip_point_0_temp', '52000\n'),
      'fail',
      'cpu-thermal 48 °C, the machine switches itself off at 52 °C',
      /clean/,
    ],
    ['no sensor', ({ remove }) => remove('/sys/class/thermal'), 'skip', 'not measured: there is no sensor', null],
  ]),
  ...rowsOf('throttling', [
    [
      'too little voltage now',
      ({ write }) => write(THROTTLED, '50005\n'),
      'fail',
      'now: too little voltage, it is slowed down',
      /use a power supply/,
    ],
    [
      'too little voltage before',
      ({ write }) => write(THROTTLED, '10000\n'),
      'warn',
      'since the start: too little voltage',
      /use a power supply/,
    ],
    [
      'too warm',
      ({ write }) => write(THROTTLED, '8\n'),
      'fail',
      'now: too warm for its full speed',
      /clean the air slots/,
    ],
    [
      'a Pi with the kernel of Debian',
      ({ write, remove }) => {
        remove(THROTTLED);
        write('/sys/class/hwmon/hwmon1/name', 'rpi_volt\n');
        write('/sys/class/hwmon/hwmon1/in0_lcrit_alarm', '1\n');
      },
      'fail',
      'too little voltage now',
      /power supply/,
    ],
    [
      'an Intel that was slowed down',
      ({ write, remove }) => {
        remove(THROTTLED);
        write('/sys/devices/system/cpu/cpu0/thermal_throttle/package_throttle_count', '14\n');
      },
      'warn',
      '14 times since the start',
      /clean the air slots/,
    ],
    ['a board that does not tell', ({ remove }) => remove(THROTTLED), 'skip', /^not measured/, null],
  ]),
];

const THROTTLED = '/sys/devices/platform/soc/soc:firmware/get_throttled';
const WATCHDOG = '/sys/class/watchdog/watchdog0';

const HARDWARE: readonly DoctorRow[] = [
  ...rowsOf('watchdog-device', [
    ['none', ({ remove }) => remove('/sys/class/watchdog'), 'warn', 'none', /modprobe -a iTCO_wdt/],
    [
      'the kernel does not tell its name',
      ({ remove }) => remove(`${WATCHDOG}/identity`),
      'ok',
      'an unknown watchdog',
      null,
    ],
    [
      'one of software',
      ({ write }) => write(`${WATCHDOG}/identity`, 'Software Watchdog\n'),
      'warn',
      'Software Watchdog: a watchdog in software, which stops with the kernel',
      /BIOS/,
    ],
  ]),
  ...rowsOf('watchdog-fed', [
    [
      'by nobody',
      ({ write }) => write('/commands/.watchdog', 'RuntimeWatchdogUSec=0\n'),
      'fail',
      /feeds no watchdog/,
      /^sudo systemctl daemon-reexec; if this does not help, /,
    ],
    [
      'by nobody for ever',
      ({ write }) => write('/commands/.watchdog', 'RuntimeWatchdogUSec=infinity\n'),
      'fail',
      /feeds no watchdog/,
      /daemon-reexec/,
    ],
    [
      'it did not open',
      ({ write }) => write(`${WATCHDOG}/state`, 'inactive\n'),
      'fail',
      'the watchdog does not run, although systemd sets it to a reset after 15s',
      /journalctl -b \| grep -i watchdog/,
    ],
    [
      'systemd does not answer',
      (fixture) => makeCommandHang(fixture, 'systemctl'),
      'skip',
      'could not look: systemctl did not answer within 0.2 s; by hand: systemctl show --property=RuntimeWatchdogUSec',
      null,
    ],
  ]),
  ...rowsOf('service-watchdogs', [
    [
      'off',
      ({ write }) => write('/commands/.service-watchdogs', 'ServiceWatchdogs=no\n'),
      'fail',
      'systemd ends no service that hangs: kiosk and browser stay hung',
      /^sudo systemctl service-watchdogs yes; /,
    ],
    [
      'systemd does not answer',
      (fixture) => makeCommandHang(fixture, 'systemctl'),
      'skip',
      'could not look: systemctl did not answer within 0.2 s; by hand: systemctl show --property=ServiceWatchdogs',
      null,
    ],
  ]),
  ...rowsOf('last-end', [
    [
      'the plug was pulled',
      ({ script }) => script('journalctl', journal('EXT4-fs (mmcblk0p2): recovery complete')),
      'warn',
      'the machine stopped without a shutdown (power cut, reset or crash): EXT4-fs (mmcblk0p2): recovery complete',
      /label the power plug/,
    ],
    [
      'it hung',
      ({ write }) => write(`${WATCHDOG}/bootstatus`, '32\n'),
      'warn',
      /the watchdog has reset/,
      /journalctl -b -1/,
    ],
    [
      'the kernel died',
      ({ write }) => write('/var/lib/systemd/pstore/1/dmesg.txt', 'Oops'),
      'warn',
      /a kernel has crashed/,
      /pstore/,
    ],
    [
      'only root reads the journal',
      ({ script }) =>
        script('journalctl', journal('', 1, 'No journal files were opened due to insufficient permissions.')),
      'skip',
      /journalctl does not show the messages of the kernel/,
      null,
    ],
  ]),
  ...rowsOf('memory', [
    [
      'it is short',
      ({ write }) => write('/proc/meminfo', 'MemTotal: 1000000 kB\nMemAvailable: 102400 kB\n'),
      'warn',
      '100 of 976 MiB available',
      /ps -eo rss,comm/,
    ],
  ]),
  ...rowsOf('memory-kills', [
    [
      'somebody was ended',
      ({ write }) => write('/proc/vmstat', 'oom_kill 2\n'),
      'warn',
      '2 since the start',
      /Out of memory/,
    ],
    ['nobody counts', ({ write }) => write('/proc/vmstat', 'x 1\n'), 'skip', /^not measured/, null],
  ]),
  ...rowsOf('screen', [
    [
      'it is unplugged, and this user may not look into debugfs',
      (f) => {
        f.write('/sys/class/drm/card0-HDMI-A-1/status', 'disconnected\n');
        f.write('/sys/kernel/debug/dri/0/HDMI-A-1/force', 'unspecified\n');
        f.deny('/sys/kernel/debug/dri/0/HDMI-A-1/force');
      },
      'fail',
      /nothing is plugged into/,
      /check its cable/,
    ],
    [
      'the kernel was told to switch it off',
      ({ write }) => {
        write('/sys/class/drm/card0-HDMI-A-1/status', 'disconnected\n');
        write('/sys/kernel/debug/dri/0/HDMI-A-1/force', 'off\n');
      },
      'fail',
      'the kernel keeps card0-HDMI-A-1 switched off',
      /^echo detect \| sudo tee \/sys\/class\/drm\/card0-HDMI-A-1\/status && .*restart asan-glass\.service$/,
    ],
    [
      'it is unplugged',
      ({ write }) => write('/sys/class/drm/card0-HDMI-A-1/status', 'disconnected\n'),
      'fail',
      /nothing is plugged into card0-HDMI-A-1, card0-HDMI-A-2/,
      /check its cable/,
    ],
    [
      'there are two',
      ({ write }) => write('/sys/class/drm/card0-HDMI-A-2/status', 'connected\n'),
      'warn',
      /two screens/,
      /unplug the screen/,
    ],
    [
      'it is another',
      ({ write }) => write('/sys/class/drm/card0-HDMI-A-1/modes', '1280x1024\n'),
      'warn',
      'card0-HDMI-A-1 with 1280x1024, but the profile has 1080x1920',
      /correct kiosk\.panel/,
    ],
    ['no card', ({ remove }) => remove('/sys/class/drm'), 'fail', 'the kernel shows no graphics card', /lspci -k/],
  ]),
  ...rowsOf('touch', [
    ['it is unplugged', ({ command }) => command('udevadm', '\n'), 'fail', 'none', /USB cable of the panel/],
    [
      'a rule keeps it away',
      ({ command }) =>
        command('udevadm', inputDeviceText('3', 'ILITEK', 'ID_INPUT_TOUCHSCREEN', 'LIBINPUT_IGNORE_DEVICE')),
      'fail',
      'ILITEK (/dev/input/event3) is hidden from the compositor',
      /udev\/rules\.d/,
    ],
    [
      'it is there',
      ({ command }) => command('udevadm', TOUCH_SCREEN_INPUT),
      'ok',
      'ILITEK Multi-Touch (/dev/input/event3)',
      null,
    ],
    [
      'udev is not there',
      ({ command }) => command('udevadm', null),
      'skip',
      'not measured: there is no udevadm here',
      null,
    ],
  ]),
  ...rowsOf('swap', [
    [
      'a file',
      ({ write }) => write('/proc/swaps', 'Filename Type Size Used Priority\n/swapfile file 1 0 -2\n'),
      'fail',
      'on: /swapfile',
      /^sudo swapoff \/swapfile && sudo shred -u \/swapfile; then delete its line/,
    ],
    [
      'a partition, and a file with a blank in its name',
      ({ write }) =>
        write(
          '/proc/swaps',
          'Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n/srv/swap\\040file file 1 0 -3\n',
        ),
      'fail',
      'on: /dev/sda2, /srv/swap file',
      /^sudo swapoff \/dev\/sda2 '\/srv\/swap file' && sudo shred -u '\/srv\/swap file'; then delete its line/,
    ],
    [
      'in memory',
      ({ write }) => write('/proc/swaps', 'Filename\n/dev/zram0 partition 1 0 100\n'),
      'ok',
      'in memory only (zram)',
      null,
    ],
  ]),
  ...rowsOf('core-dumps', [
    [
      'the kiosk writes them',
      ({ unit }) => unit('asan-kiosk.service', { LimitCORE: 'infinity' }),
      'fail',
      'asan-kiosk.service may write a core dump',
      'sudo systemctl revert asan-kiosk.service && sudo asan-kiosk provision && sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service',
    ],
    [
      'another program gets them',
      ({ write }) => write('/proc/sys/kernel/core_pattern', '|/usr/share/apport/apport %p\n'),
      'fail',
      'the kernel hands core dumps to /usr/share/apport/apport',
      /^sudo systemctl restart systemd-sysctl\.service; if this does not help, /,
    ],
    [
      'systemd-coredump obeys',
      ({ write }) => write('/proc/sys/kernel/core_pattern', '|/usr/lib/systemd/systemd-coredump %P\n'),
      'ok',
      'off for the kiosk and its browser',
      null,
    ],
  ]),
];

const BOUNDS_AND_SKIPS: DoctorSheet = [
  checkBound('disk-checks.ts: mib < needed', 'disk-space', setDfOutput, [40 * MIB, 'warn'], [40 * MIB - 1, 'fail']),
  checkBound(
    'disk-checks.ts: mib >= 10 * needed',
    'disk-space',
    setDfOutput,
    [400 * MIB, 'ok'],
    [400 * MIB - 1, 'warn'],
  ),
  checkBound(
    'disk-checks.ts: freeInodes < FEW_INODES',
    'disk-inodes',
    (fixture, free) => setDfOutput(fixture, 10 ** 10, 5_000, free),
    [1_000, 'ok'],
    [999, 'fail'],
  ),
  checkBound(
    'disk-checks.ts: (freeInodes / inodes) * 100 < FEW_PER_CENT',
    'disk-inodes',
    (fixture, free) => setDfOutput(fixture, 10 ** 10, 1_000_000, free),
    [100_000, 'ok'],
    [99_999, 'warn'],
  ),
  checkBound(
    'disk-checks.ts: count > 0',
    'disk-errors',
    ({ write }, count) => write('/sys/fs/ext4/mmcblk0p2/errors_count', `${count}\n`),
    [0, 'ok'],
    [1, 'fail'],
  ),
  checkBound('smart.ts: usedPerCent > BUY_AT', 'disk-wear', wear, [80, 'ok'], [81, 'warn']),
  checkBound('smart.ts: usedPerCent > EXCHANGE_AT', 'disk-wear', wear, [100, 'warn'], [101, 'fail']),
  checkBound(
    'smart.ts: (log?.media_errors ?? 0) > 0',
    'disk-wear',
    (fixture, count) => nvmeWith(fixture, { percentage_used: 1, media_errors: count }),
    [0, 'ok'],
    [1, 'warn'],
  ),
  checkBound('hardware-checks.ts: celsius >= WARM', 'temperature', heat('temp'), [79_499, 'ok'], [79_500, 'warn']),
  checkBound('hardware-checks.ts: celsius >= HOT', 'temperature', heat('temp'), [89_499, 'warn'], [89_500, 'fail']),
  checkBound(
    'hardware-checks.ts: celsius >= critical - NEAR_CRITICAL',
    'temperature',
    (fixture, critical) => {
      heat('temp')(fixture, 48_000);
      heat('trip_point_0_temp')(fixture, critical);
    },
    [53_500, 'ok'],
    [53_499, 'fail'],
  ),
  checkBound(
    'hardware-checks.ts: left < LITTLE_MIB',
    'memory',
    ({ write }, kib) => write('/proc/meminfo', `MemTotal: 4000000 kB\nMemAvailable: ${kib} kB\n`),
    [200 * 1_024, 'ok'],
    [200 * 1_024 - 1, 'warn'],
  ),
  ...comparisonsOfTextOnly(
    'disk-checks.ts: freeBytes < MIN_FREE_BYTES_FOR_VISIT + RESERVE_BYTES',
    'smart.ts: usedPerCent > EXCHANGE_AT',
    'largest-files.ts: look.value.bytes < LARGE_BYTES',
    'machine-port.ts: nth < TRIES',
  ),
  roundingWithBound('largest-files.ts: Math.floor(look.value.bytes / 2 ** 20)', null),
  roundingWithBound('own-files-checks.ts: Math.ceil(SEARCH_S * timeFactor)', null),
  roundingWithBound('units.ts: Math.ceil(UDEV_EVENT_S * machine.timeFactor)', null),
  roundingWithBound('disk-checks.ts: Math.floor(((free - available) * bytes) / 2 ** 20)', null),
  ...comparisonsOfTextOnly('disk-checks.ts: (free - available) / all <= MOST_RESERVED'),
  roundingWithBound('disk-checks.ts: Math.floor(freeBytes / 2 ** 20)', 'disk-checks.ts: mib < needed'),
  roundingWithBound('disk-checks.ts: Math.floor(freeBytes / 2 ** 20)', null),
  roundingWithBound('largest-files.ts: Math.floor(bytes / 2 ** 20)', null),
  roundingWithBound('hardware-checks.ts: Math.round(Number(text) / 1_000)', 'hardware-checks.ts: celsius >= HOT'),
  roundingWithBound(
    'hardware-checks.ts: Math.round(Number(text) / 1_000)',
    'hardware-checks.ts: celsius >= critical - NEAR_CRITICAL',
  ),
  roundingWithBound(
    "hardware-checks.ts: Math.floor(Number(new RegExp(TEXT, 'm').exec(text)?.[1] ?? Number.NaN) / 1_024)",
    'hardware-checks.ts: left < LITTLE_MIB',
  ),
];

export const MACHINE_ROWS: DoctorSheet = [...ANSWERS, ...DISK, ...HEAT, ...HARDWARE, ...BOUNDS_AND_SKIPS];
