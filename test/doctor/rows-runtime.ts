import { rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { RESERVE_BYTES } from '../../device/storage/reserve-file.ts';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import type { Fixture } from './fixture.ts';
import { checkBound, comparisonsBetweenRows, type DoctorSheet, makeSymlink, rowsOf, writesFile } from './row.ts';

/* Faults that no settings file shows. */

const SCHEDULED = '/run/systemd/shutdown/scheduled';
const AUTOPROBE = '/sys/bus/usb/drivers_autoprobe';
const MOUNTINFO = '/proc/self/mountinfo';
const ROOT_MOUNT = '22 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw\n';
/** Mounts of systemd 257. */
const OF_SYSTEMD = [
  '41 22 0:25 /systemd/inaccessible/dir /home ro - tmpfs tmpfs rw',
  '42 22 179:2 /var/lib/asan-kiosk /var/lib/asan-kiosk rw - ext4 /dev/mmcblk0p2 rw',
  '43 22 179:2 /var/tmp/systemd-private-e5dac1c0-asan-kiosk.service-9njau5/tmp /var/tmp rw - ext4 /dev/mmcblk0p2 rw',
  '',
].join('\n');
const INITRD = '/boot/initrd.img-6.12.48+deb13-amd64';

/** Seconds since the epoch: change and date of the initrd, last work of dpkg, provisioning. */
const initrd =
  (changedS: number, writtenS: number, provisionedS = 1_700_000_900) =>
  ({ write }: Fixture) =>
    write(
      '/commands/.initrd',
      [
        `${changedS}.0 ${writtenS}.0 ${INITRD}`,
        '1700000060.0 1700000060.0 /var/lib/dpkg/status',
        `${provisionedS}.0 1700000900.0 /etc/asan-kiosk/machine`,
        '',
      ].join('\n'),
    );

function seenByKiosk({ write }: Fixture, more = '', mounts = `${ROOT_MOUNT}${OF_SYSTEMD}`): void {
  write('/proc/4242/cgroup', '0::/system.slice/asan-kiosk.service\n');
  write('/proc/4242/mountinfo', `${mounts}${more}`);
}

const onConsole = ({ write }: Fixture, minor: number) =>
  write('/proc/4242/stat', `4242 (sh) S 1 4242 4242 ${4 * 256 + minor} 4242 0`);

const ADAPTER = '/sys/bus/usb/devices/1-1';

function usbInterface({ write }: Fixture): void {
  write(`${ADAPTER}/product`, 'FT232R USB UART\n');
  write(`${ADAPTER}:1.0/modalias`, 'usb:v0403p6001d0600dc00dsc00dp00icFFiscFFipFFin00\n');
}

export const RUNTIME_ROWS: DoctorSheet = [
  ...rowsOf('planned-end', [
    [
      'a restart that somebody planned',
      writesFile(SCHEDULED, 'USEC=1796130000000000\nWARN_WALL=1\nMODE=reboot\nUID=0\n'),
      'warn',
      'reboot at 2026-12-01 17:00 (time of the centre): it can end a visit',
      'unless your staff planned it: sudo shutdown -c',
    ],
  ]),
  ...rowsOf('usb-drivers', [
    [
      'an adapter was taken from its driver',
      (f) => {
        usbInterface(f);
        f.command('modprobe', 'ftdi_sio\n');
      },
      'fail',
      'FT232R USB UART is plugged in at 1-1, and ftdi_sio does not drive it',
      'sudo modprobe ftdi_sio && echo 1-1:1.0 | sudo tee /sys/bus/usb/drivers_probe; if that does not help: unplug the device and plug it in again',
    ],
    [
      'the adapter has its driver',
      (f) => {
        usbInterface(f);
        f.command('modprobe', 'ftdi_sio\n');
        makeSymlink(f, `${ADAPTER}:1.0/driver`, '../../../bus/usb/drivers/ftdi_sio');
      },
      'ok',
      'each serial adapter and input device has its driver',
      null,
    ],
    [
      'no driver is for the device',
      (f) => {
        usbInterface(f);
        f.command('modprobe', '', 1);
      },
      'ok',
      'each serial adapter and input device has its driver',
      null,
    ],
  ]),
  ...rowsOf('inhibited-inputs', [
    [
      'the touch panel, for cleaning',
      (f) => {
        f.write('/sys/class/input/input3/name', 'ILITEK Multi-Touch\n');
        f.write('/sys/class/input/input3/inhibited', '1\n');
        f.write('/sys/class/input/input4/inhibited', '0\n');
      },
      'fail',
      'ILITEK Multi-Touch: a program told the kernel to ignore this device, so its touches and keys do not arrive',
      'echo 0 | sudo tee /sys/class/input/input3/inhibited',
    ],
  ]),
  ...rowsOf('left-orders', [
    [
      'an order was copied for a look',
      (f) => {
        f.write('/var/tmp/order.yaml', 'serial: 7\nkiosks:\n  - id: K5\n    terminalPassword: "481516"\n');
        f.write('/var/tmp/other.yaml', 'kiosks: 3\n');
        f.command('timeout', '/var/tmp/order.yaml\n/var/tmp/other.yaml\n');
      },
      'fail',
      '/var/tmp/order.yaml: every user may read the secrets in this file',
      /^if you need it elsewhere, copy it first\. sudo shred -u \/var\/tmp\/order\.yaml\. Then ask the office for a new code/,
    ],
    [
      'there is no time for all folders',
      (f) => f.command('timeout', '', 124),
      'skip',
      /^not all of it was searched within 8 s; by hand: sudo find \/tmp /,
      null,
    ],
  ]),
  ...rowsOf('device-readers', [
    [
      'a script reads the keypad',
      (f) => {
        f.write('/proc/812/comm', 'python3\n');
        makeSymlink(f, '/proc/812/fd/3', '/dev/input/event5');
      },
      'fail',
      'python3 (process 812) has /dev/input/event5 open: it can read what citizens type',
      'unless you test this device yourself: sudo ls -l /proc/812/exe && sudo kill 812',
    ],
    [
      'a program for modems tries the adapter',
      (f) => {
        f.write('/proc/812/comm', 'ModemManager\n');
        makeSymlink(f, '/proc/812/fd/9', '/dev/ttyUSB1');
      },
      'fail',
      'ModemManager (process 812) has /dev/ttyUSB1 open: it can take answers of the device away from the kiosk',
      'unless you test this device yourself: sudo ls -l /proc/812/exe && sudo kill 812',
    ],
    [
      'a service has two files open, and a user has a service of their own',
      (f) => {
        f.write('/proc/812/cgroup', '0::/system.slice/ModemManager.service\n');
        for (const [fd, path] of ['/dev/ttyUSB1', '/dev/ttyUSB2'].entries()) makeSymlink(f, `/proc/812/fd/${fd}`, path);
        f.write('/proc/813/cgroup', '0::/user.slice/user-1000.slice/user@1000.service/app.slice/odd.service\n');
        makeSymlink(f, '/proc/813/fd/3', '/dev/hidraw0');
      },
      'fail',
      'a program (process 812) has /dev/ttyUSB1 open: it can take answers of the device away from the kiosk; a program (process 813) has /dev/hidraw0 open: it can read what citizens type',
      'unless you test this device yourself: sudo systemctl disable --now ModemManager.service && sudo ls -l /proc/813/exe && sudo kill 813',
    ],
    [
      'browser, recovery page and logind read them',
      (f) => {
        for (const [pid, unit] of [
          ['812', 'asan-glass.service'],
          ['813', 'systemd-logind.service'],
          ['814', 'asan-recovery.service'],
        ]) {
          f.write(`/proc/${pid}/cgroup`, `0::/system.slice/${unit}\n`);
          makeSymlink(f, `/proc/${pid}/fd/3`, '/dev/input/event5');
        }
      },
      'ok',
      'only the kiosk, its screen and the services behind it',
      null,
    ],
    [
      'a user without the rights of root asks',
      (f) => {
        f.uid = 1_000;
      },
      'skip',
      'only root may see the files of other programs: run this with sudo',
      null,
    ],
  ]),
  ...rowsOf('udev', [
    [
      'its queue is stopped',
      (f) => f.command('timeout', '', 124),
      'fail',
      'udev handled no event in 5 s: a new device gets no name',
      'sudo udevadm control --start-exec-queue; if that does not help: sudo systemctl restart systemd-udevd.service',
    ],
  ]),
  ...rowsOf('drivers-autoprobe', [
    [
      'off for USB',
      writesFile(AUTOPROBE, '0\n'),
      'fail',
      `${AUTOPROBE} is off: a device that is plugged in again gets no driver`,
      `echo 1 | sudo tee ${AUTOPROBE}; then unplug each device that does not work, and plug it in again`,
    ],
    [
      'a kernel that does not tell',
      ({ remove }) => {
        for (const bus of ['usb', 'hid']) remove(`/sys/bus/${bus}/drivers_autoprobe`);
      },
      'skip',
      'not measured: the kernel has no drivers_autoprobe',
      null,
    ],
  ]),
  ...rowsOf('kernel-helpers', [
    [
      'another program in the place of modprobe',
      writesFile('/proc/sys/kernel/modprobe', '/var/tmp/.m\n'),
      'fail',
      '/proc/sys/kernel/modprobe is /var/tmp/.m: the kernel runs it as root',
      "echo '/sbin/modprobe' | sudo tee /proc/sys/kernel/modprobe",
    ],
  ]),
  ...rowsOf('console-programs', [
    [
      'a shell without a login',
      writesFile('/proc/4242/stat', '4242 (sh -i) S 1 4242 4242 1027 4242 4194304 0'),
      'fail',
      'sh -i (process 4242) on tty3',
      'unless you work there yourself: sudo kill 4242',
    ],
    [
      'the unit of the screen waits for the graphics card',
      (f) => {
        f.write('/proc/4242/stat', '4242 (udevadm) S 1 4242 4242 1025 4242 0');
        f.write('/proc/4242/cgroup', '0::/system.slice/asan-glass.service\n');
      },
      'ok',
      'the screen alone',
      null,
    ],
    [
      'a program on a serial line',
      writesFile('/proc/4242/stat', '4242 (sh) S 1 4242 4242 1088 4242 0'),
      'ok',
      'the screen alone',
      null,
    ],
  ]),
  ...rowsOf('shown-console', [
    [
      'another console, after a repair',
      writesFile('/sys/class/tty/tty0/active', 'tty5\n'),
      'fail',
      'the screen shows tty5, and the page is on tty1: citizens see no page',
      'unless you work there yourself: sudo chvt 1',
    ],
    [
      'a kernel without consoles',
      ({ remove }) => remove('/sys/class/tty/tty0'),
      'skip',
      'not measured: this kernel has no consoles',
      null,
    ],
  ]),
  ...rowsOf('kernel-taps', [
    [
      'a recorder of USB, and a handler with the rights of setuid files',
      (f) => {
        f.write('/sys/module/usbmon/refcnt', '1\n');
        f.write('/proc/sys/fs/binfmt_misc/status', 'enabled\n');
        f.write('/proc/sys/fs/binfmt_misc/odd', 'enabled\ninterpreter /usr/bin/odd\nflags: OC\n');
        f.write('/proc/sys/fs/binfmt_misc/python', 'enabled\ninterpreter /usr/bin/python3\nflags: \n');
      },
      'fail',
      'usbmon is loaded: a program can record the bytes of card reader and payment terminal; /proc/sys/fs/binfmt_misc/odd starts /usr/bin/odd',
      "sudo sh -c 'fuser -vk /dev/usbmon* /sys/kernel/debug/usb/usbmon/*; rmmod usbmon'; echo -1 | sudo tee /proc/sys/fs/binfmt_misc/odd",
    ],
    [
      'a probe of the kernel',
      (f) => f.write('/sys/kernel/tracing/kprobe_events', 'p:kprobes/w usb_serial_generic_write\n'),
      'fail',
      '/sys/kernel/tracing/kprobe_events records what programs and drivers do',
      "sudo sh -c 'echo 0 > /sys/kernel/tracing/events/enable; : > /sys/kernel/tracing/kprobe_events'",
    ],
    [
      'a handler that is switched off',
      writesFile('/proc/sys/fs/binfmt_misc/odd', 'disabled\ninterpreter /var/tmp/.i\nflags: \n'),
      'ok',
      'none',
      null,
    ],
    [
      'handlers are behind an automount that is not mounted',
      (f) => {
        f.write('/proc/self/mounts', 'systemd-1 /proc/sys/fs/binfmt_misc autofs rw 0 0\n');
        f.write('/proc/sys/fs/binfmt_misc/odd', 'enabled\ninterpreter /var/tmp/.i\nflags: \n');
      },
      'ok',
      'none',
      null,
    ],
    [
      'a handler outside /usr',
      writesFile('/proc/sys/fs/binfmt_misc/odd', 'enabled\ninterpreter /var/tmp/.i\nflags: \n'),
      'fail',
      '/proc/sys/fs/binfmt_misc/odd starts /var/tmp/.i',
      'echo -1 | sudo tee /proc/sys/fs/binfmt_misc/odd',
    ],
  ]),
  ...rowsOf('covered-folders', [
    [
      'an empty folder over another, and a disk over a third',
      writesFile(
        MOUNTINFO,
        `${ROOT_MOUNT}41 22 179:2 /root/empty /var/lib/misc rw - ext4 /dev/mmcblk0p2 rw\n42 22 0:40 / /var/mail\\040box rw - tmpfs tmpfs rw\n43 22 0:41 / /run/user/0 rw - tmpfs tmpfs rw\n`,
      ),
      'fail',
      '/var/lib/misc shows /root/empty; /var/mail box shows another disk',
      'sudo umount /var/mail box && sudo umount /var/lib/misc; then run doctor again: it looks at the files that were hidden',
    ],
    [
      'another file for the kiosk alone',
      (f) => seenByKiosk(f, '45 22 179:2 /var/cache/r.conf /etc/resolv.conf rw - ext4 /dev/mmcblk0p2 rw\n'),
      'fail',
      '/etc/resolv.conf shows /var/cache/r.conf to asan-kiosk.service alone',
      'sudo systemctl reset-failed asan-kiosk.service asan-kiosk.socket && sudo systemctl restart asan-kiosk.service; if it comes back, unit-drop-ins names the setting',
    ],
    [
      'an empty folder over the ledger, for the kiosk alone',
      (f) => {
        seenByKiosk(f, '45 22 0:50 / /var/lib/asan-kiosk rw - tmpfs tmpfs rw\n');
        makeSymlink(f, '/proc/4242/fd/19', INSTALLED.ledger);
        f.write('/proc/4242/fdinfo/19', 'pos:\t0\nmnt_id:\t45\n');
      },
      'fail',
      '/var/lib/asan-kiosk shows another disk to asan-kiosk.service alone',
      /^the kiosk writes its ledger there\. Do not stop .*: sudo bash -c '.*'\. Then remove the cause .* start the kiosk: sudo systemctl reset-failed /,
    ],
    [
      'a folder over the ledger that the kiosk does not write to',
      (f) => {
        seenByKiosk(f, '45 22 0:50 / /var/lib/asan-kiosk rw - tmpfs tmpfs rw\n');
        makeSymlink(f, '/proc/4242/fd/19', INSTALLED.ledger);
        f.write('/proc/4242/fdinfo/19', 'pos:\t0\nmnt_id:\t22\n');
      },
      'fail',
      '/var/lib/asan-kiosk shows another disk to asan-kiosk.service alone',
      /^sudo systemctl reset-failed /,
    ],
    ['the folders that systemd shows to a service', (f) => seenByKiosk(f), 'ok', 'none', null],
    [
      'the same, with /var on a disk of its own',
      (f) => {
        const separate = '41 22 179:3 / /var rw - ext4 /dev/mmcblk0p3 rw\n';
        f.write('/etc/fstab', '/dev/mmcblk0p3 /var ext4 defaults 0 2\n');
        f.write(MOUNTINFO, `${ROOT_MOUNT}${separate}`);
        const shown = '45 41 179:3 /lib/asan-kiosk /var/lib/asan-kiosk rw - ext4 /dev/mmcblk0p3 rw\n';
        seenByKiosk(f, `${separate}${shown}`, ROOT_MOUNT);
      },
      'ok',
      'none',
      null,
    ],
    [
      'the same, on a btrfs with a folder as root',
      (f) => {
        f.write(MOUNTINFO, ROOT_MOUNT.replace(' / / ', ' /@rootfs / '));
        seenByKiosk(
          f,
          '45 22 179:2 /@rootfs/var/lib/asan-kiosk /var/lib/asan-kiosk rw - btrfs /dev/mmcblk0p2 rw\n',
          '',
        );
      },
      'ok',
      'none',
      null,
    ],
    [
      'a disk of fstab',
      (f) => {
        f.write('/etc/fstab', '/dev/mmcblk0p3 /var/data ext4 defaults 0 2\n');
        f.write(MOUNTINFO, `${ROOT_MOUNT}41 22 179:3 / /var/data rw - ext4 /dev/mmcblk0p3 rw\n`);
      },
      'ok',
      'none',
      null,
    ],
    [
      'a kernel that does not tell',
      ({ remove }) => remove(MOUNTINFO),
      'skip',
      'not measured: there is no /proc/self/mountinfo',
      null,
    ],
  ]),
  ...rowsOf('built-files', [
    [
      'changed, with its old date',
      initrd(1_790_000_000, 1_700_000_030),
      'warn',
      `${INITRD} has a forged date`,
      'unless your staff built it: sudo dpkg-trigger --by-package=initramfs-tools update-initramfs && sudo dpkg --triggers-only --pending',
    ],
    [
      'built by hand',
      initrd(1_790_000_000, 1_790_000_000),
      'warn',
      `${INITRD} is newer than the last work of dpkg`,
      /^unless your staff built it: /,
    ],
    [
      'a database of udev that was built by hand',
      writesFile(
        '/commands/.initrd',
        '1790000000.0 1790000000.0 /usr/lib/udev/hwdb.bin\n1700000060.0 1700000060.0 /var/lib/dpkg/status\n',
      ),
      'warn',
      '/usr/lib/udev/hwdb.bin is newer than the last work of dpkg',
      /^unless your staff built it: sudo dpkg-trigger --by-package=udev \/usr\/lib\/udev\/hwdb\.d && /,
    ],
    [
      'a board without one',
      writesFile('/commands/.initrd', ''),
      'skip',
      'not measured: there is no initrd in /boot',
      null,
    ],
  ]),
  ...rowsOf('reserve', [
    [
      'a file with a hole',
      ({ ledger }) => {
        rmSync(`${ledger}.reserve`);
        writeFileSync(`${ledger}.reserve`, '');
        truncateSync(`${ledger}.reserve`, RESERVE_BYTES);
      },
      'warn',
      '8388608 bytes, of which 0 are on the disk: the file frees too little room when the disk is full',
      /^sudo rm \S+\.reserve; a running kiosk makes it again within 5 s, then run doctor again$/,
    ],
  ]),
  ...comparisonsBetweenRows('ledger-checks.ts: onDisk < bytes'),
  checkBound(
    'runtime-checks.ts: changedS - writtenS > APART_S',
    'built-files',
    (f, s) => initrd(1_700_000_500 + s, 1_700_000_500, 1_700_000_100)(f),
    [600, 'ok'],
    [601, 'warn'],
  ),
  checkBound(
    'runtime-checks.ts: changedS - provisionedS > APART_S',
    'built-files',
    (f, s) => initrd(1_700_000_900 + s, 1_600_000_000)(f),
    [600, 'ok'],
    [601, 'warn'],
  ),
  checkBound(
    'runtime-checks.ts: writtenS - lastS > APART_S',
    'built-files',
    (f, s) => initrd(1_700_000_900 + s, 1_700_000_900 + s)(f),
    [600, 'ok'],
    [601, 'warn'],
  ),
  checkBound('runtime-checks.ts: minor >= 1', 'console-programs', onConsole, [0, 'ok'], [1, 'fail']),
  checkBound('runtime-checks.ts: minor <= 63', 'console-programs', onConsole, [63, 'fail'], [64, 'ok']),
  checkBound(
    'debian-files.ts: files.length > MOST_NEW',
    'new-files',
    ({ write }, count) =>
      write(
        '/commands/.new-files',
        Array.from({ length: count }, (_, nth) => `1790000000.5 f /usr/lib/some/${nth}\n`).join(''),
      ),
    [6_000, 'ok'],
    [6_001, 'skip'],
  ),
  checkBound(
    'debian-files.ts: changedS - list.modifiedMs / 1_000 > UNPACK_S',
    'new-files',
    (f, s) => {
      utimesSync(f.at('/var/lib/dpkg/info/nano.list'), 1_700_000_000, 1_700_000_000);
      f.write('/commands/.owners', 'nano: /usr/sbin/reboot\n');
      f.write('/commands/.new-files', `${1_700_000_000 + s} l /usr/sbin/reboot\n`);
    },
    [600, 'ok'],
    [601, 'fail'],
  ),
];
