import { chmodSync, readFileSync } from 'node:fs';
import type { Fixture } from './fixture.ts';
import { GRUB_CFG } from './fixture-files.ts';
import { DPKG_INFO_FOLDER, DPKG_STATUS, peProgram } from './fixture-system.ts';
import {
  checkBound,
  comparisonsBetweenRows,
  comparisonsOfTextOnly,
  type DoctorRow,
  type DoctorSheet,
  rowsOf,
  writesFile,
} from './row.ts';

const mode = (path: string, bits: number) => (f: Fixture) => chmodSync(f.at(path), bits);

const UNSOUND = 'could not look: dpkg’s data about packages is damaged, see dpkg';
const DPKG = '/var/lib/dpkg/status';

const emptied = writesFile(DPKG, '');

const DPKG_ROWS: readonly DoctorRow[] = [
  ...rowsOf('dpkg', [
    [
      'its list is empty',
      emptied,
      'fail',
      `${DPKG} is empty or damaged: checks that ask dpkg were not run`,
      /^sudo cp -a \/var\/lib\/dpkg\/status-old \/var\/lib\/dpkg\/status && sudo dpkg --configure -a, /,
    ],
    [
      'the list ends too early',
      writesFile(DPKG, DPKG_STATUS.slice(0, DPKG_STATUS.indexOf('Package: fonts'))),
      'fail',
      `${DPKG} has lost 3 of 6 packages, such as fonts-dejavu-core, libc6, nano: checks that ask dpkg were not run`,
      /^sudo cp -a \/var\/lib\/dpkg\/status-old /,
    ],
    [
      'there are zeros in the list, and in its copy, but not in that of yesterday',
      (f) => {
        for (const path of [DPKG, `${DPKG}-old`]) f.write(path, DPKG_STATUS.replace('libc6', '\0\0\0\0\0'));
        f.write('/var/backups/dpkg.status.0', DPKG_STATUS);
      },
      'fail',
      /is empty or damaged/,
      /^sudo cp -a \/var\/backups\/dpkg\.status\.0 \/var\/lib\/dpkg\/status /,
    ],
    [
      'no copy is whole',
      (f) => {
        for (const path of [DPKG, `${DPKG}-old`]) f.write(path, '');
      },
      'fail',
      /is empty or damaged/,
      /^no copy of this file is whole: make a backup/,
    ],
    [
      'a list of files is empty',
      writesFile(`${DPKG_INFO_FOLDER}/libc6:amd64.list`, ''),
      'fail',
      'dpkg has no list of the files of libc6: checks that ask dpkg were not run',
      /apt-get download libc6; /,
    ],
    [
      'the power was cut in an upgrade',
      writesFile(
        DPKG,
        DPKG_STATUS.replace('chromium\nStatus: install ok installed', 'chromium\nStatus: install ok half-configured'),
      ),
      'fail',
      'chromium is half-configured',
      'sudo dpkg --configure -a',
    ],
    [
      'the power was cut while files were unpacked',
      writesFile(
        DPKG,
        DPKG_STATUS.replace(
          'chromium\nStatus: install ok installed',
          'chromium\nStatus: install reinstreq half-installed',
        ),
      ),
      'fail',
      'chromium is half-installed',
      /apt-get download chromium; /,
    ],
    [
      'an installation was interrupted',
      writesFile('/var/lib/dpkg/updates/0001', 'x'),
      'fail',
      /interrupted/,
      'sudo dpkg --configure -a',
    ],
    [
      'what the kiosk needs was removed',
      (f) => {
        f.write(DPKG, DPKG_STATUS.replace(/Package: fonts[\s\S]*?\n\n/, ''));
        f.remove(`${DPKG_INFO_FOLDER}/fonts-dejavu-core.list`);
      },
      'fail',
      'fonts, which asan-kiosk needs, is not installed',
      /apt-get download fonts; /,
    ],
    [
      'the hashes of the package are gone',
      (f) => f.remove(`${DPKG_INFO_FOLDER}/asan-kiosk.md5sums`),
      'fail',
      'dpkg has no hashes of asan-kiosk: it is not known whether the files of these packages are whole',
      /^with the stick of the office .* dpkg -i /,
    ],
    [
      'the hashes of another package are empty',
      writesFile(`${DPKG_INFO_FOLDER}/nano.md5sums`, ''),
      'warn',
      'dpkg has no hashes of nano: it is not known whether the files of these packages are whole',
      /apt-get download nano; /,
    ],
    [
      'several of these at the same time',
      (f) => {
        f.remove(`${DPKG_INFO_FOLDER}/nano.md5sums`);
        f.write(DPKG, DPKG_STATUS.replace('nano\nStatus: install ok installed', 'nano\nStatus: install ok unpacked'));
      },
      'fail',
      /^nano is unpacked; dpkg has no hashes of nano/,
      /^sudo dpkg --configure -a; then: .*download nano/,
    ],
    ['there is no dpkg', (f) => f.remove('/var/lib/dpkg'), 'skip', 'not measured: there is no dpkg here', null],
  ]),
  ...['strange-files', 'unit-drop-ins', 'apt', 'debian-files', 'package-files', 'diversions', 'held-packages'].flatMap(
    (check) =>
      rowsOf(check, [
        [
          'what dpkg has is damaged',
          (f) => {
            emptied(f);
            f.write('/etc/cron.d/odd', 'x');
            f.write('/etc/systemd/system/asan-kiosk.service.d/zz.conf', 'x');
            f.write('/etc/apt/apt.conf.d/99odd', 'x');
          },
          'skip',
          UNSOUND,
          null,
        ],
      ]),
  ),
  ...rowsOf('package-files', [
    [
      'dpkg has no hashes of it',
      (f) => f.remove(`${DPKG_INFO_FOLDER}/asan-kiosk.md5sums`),
      'skip',
      'could not look: dpkg has no hashes of asan-kiosk, see dpkg',
      null,
    ],
  ]),
  ...rowsOf('strange-files', [
    [
      'a hundred files are nobody’s',
      (f) => {
        for (let n = 0; n < 30; n += 1) f.write(`/etc/cron.d/odd${n}`, 'x');
      },
      'fail',
      /and 22 more$/,
      /remove none of these 30 files/,
    ],
    [
      'files keep drivers away and change the kernel',
      (f) => {
        f.write('/etc/modprobe.d/odd.conf', '# odd\nblacklist ftdi_sio\ninstall cdc_acm /bin/false\n');
        f.write('/etc/sysctl.d/odd.conf', 'user.max_user_namespaces=0\n');
      },
      'warn',
      '/etc/sysctl.d/odd.conf (sets user.max_user_namespaces to 0); /etc/modprobe.d/odd.conf (blocks the driver ftdi_sio; runs /bin/false in place of the driver cdc_acm)',
      /^read each; /,
    ],
    [
      'files take ports away, drop the log, restart the machine and bring an extension',
      (f) => {
        f.write(
          '/etc/udev/rules.d/99-odd.rules',
          'SUBSYSTEM=="tty", OWNER="root", MODE="0600"\nSUBSYSTEM=="net", NAME="lan0"\n',
        );
        f.write('/etc/systemd/journald.conf.d/odd.conf', '[Journal]\nMaxLevelStore=err\n');
        f.write('/etc/cron.d/odd', '# reboot\n0 * * * * root /sbin/reboot\n');
        f.write('/usr/share/chromium/extensions/odd.json', '{}');
      },
      'fail',
      '/etc/udev/rules.d/99-odd.rules (sets OWNER=root, MODE=0600 of tty); /etc/cron.d/odd (runs 0 * * * * root /sbin/reboot); /usr/share/chromium/extensions/odd.json (the browser installs an extension); /etc/systemd/journald.conf.d/odd.conf (sets MaxLevelStore=err)',
      'read each; if your staff did not put it there: sudo rm /etc/udev/rules.d/99-odd.rules; sudo rm /etc/cron.d/odd; sudo mv --backup=numbered /usr/share/chromium/extensions/odd.json /root/; sudo rm /etc/systemd/journald.conf.d/odd.conf; and at the end: sudo systemctl daemon-reload && sudo reboot',
    ],
    [
      'a file of nobody lies among those of the system',
      writesFile('/usr/lib/systemd/system/odd.service', 'x'),
      'warn',
      '/usr/lib/systemd/system/odd.service',
      /: sudo mv --backup=numbered \/usr\/lib\/systemd\/system\/odd\.service \/root\/ && sudo systemctl daemon-reload && sudo reboot$/,
    ],
  ]),
];

const FILES: readonly DoctorRow[] = [
  ...rowsOf('large-packages', [
    [
      'a library was cut by a disk that dies',
      writesFile('/commands/.debian', '??5??????   /usr/lib/chromium/chromium\n'),
      'fail',
      '/usr/lib/chromium/chromium is changed',
      /: apt-get download some; /,
    ],
    [
      'there is no time for all of them',
      ({ commands }) => {
        const timeout = commands.get('timeout');
        commands.set('timeout', (args) => {
          const ran = timeout?.(args) ?? { is: 'absent' };
          return args.includes('chromium') && ran.is === 'done' ? { ...ran, exit: 124 } : ran;
        });
      },
      'skip',
      'not all of it was searched within 12 s; by hand: sudo dpkg --verify chromium',
      null,
    ],
  ]),
];

const ESP = '/boot/efi/EFI';

const START: readonly DoctorRow[] = [
  ...rowsOf('boot-loader', [
    [
      'an entry beside the menu opens a shell',
      writesFile('/boot/grub/custom.cfg', 'menuentry x --unrestricted { linux /vmlinuz init=/bin/sh }\n'),
      'fail',
      '/boot/grub/custom.cfg is read into the menu: an entry of it may start without the password',
      /: sudo rm \/boot\/grub\/custom\.cfg$/,
    ],
    [
      'the menu reads another file',
      (f) => f.write('/boot/grub/grub.cfg', `${GRUB_CFG}source /boot/odd.cfg\n`, 0o600),
      'fail',
      '/boot/grub/grub.cfg reads /boot/odd.cfg: an entry of it may start without the password',
      /^grep -rn -e source -e configfile \/etc\/grub\.d /,
    ],
    [
      'a shell starts before the menu',
      writesFile(`${ESP}/debian/grub.cfg`, 'search --label root --set=root\nlinux /vmlinuz init=/bin/sh\nboot\n'),
      'fail',
      /^\/boot\/efi\/EFI\/debian\/grub\.cfg does not only name the place of the menu/,
      /^printf .* \| sudo tee \/boot\/efi\/EFI\/debian\/grub\.cfg$/,
    ],
    [
      'the loader is gone',
      (f) => f.remove(`${ESP}/BOOT/BOOTX64.EFI`),
      'fail',
      'there is no loader in /boot/efi: the machine does not start again',
      'sudo grub-install',
    ],
    [
      'the loader is empty, and GRUB has another',
      (f) => {
        f.write(`${ESP}/BOOT/BOOTX64.EFI`, '');
        f.write('/usr/lib/grub/x86_64-efi/monolithic/grubx64.efi', 'MZ');
      },
      'fail',
      '/boot/efi/EFI/BOOT/BOOTX64.EFI is not a whole program: the machine may not start again',
      'sudo install -D /usr/lib/grub/x86_64-efi/monolithic/grubx64.efi /boot/efi/EFI/BOOT/BOOTX64.EFI',
    ],
    [
      'its loader is cut short',
      (f) => {
        f.write(`${ESP}/BOOT/BOOTX64.EFI`, peProgram(0x200));
        f.write('/usr/lib/grub/x86_64-efi/monolithic/grubx64.efi', 'MZ');
      },
      'fail',
      '/boot/efi/EFI/BOOT/BOOTX64.EFI is not a whole program: the machine may not start again',
      'sudo install -D /usr/lib/grub/x86_64-efi/monolithic/grubx64.efi /boot/efi/EFI/BOOT/BOOTX64.EFI',
    ],
    [
      'the next start takes another entry',
      writesFile('/boot/grub/grubenv', '# GRUB Environment Block\nnext_entry=1>2\n'),
      'warn',
      'the next start uses the entry "1>2", which may wait for a password',
      'sudo grub-editenv /boot/grub/grubenv unset next_entry',
    ],
    ['there is no menu', (f) => f.remove('/boot/grub/grub.cfg'), 'skip', /see boot-menu$/, null],
  ]),
  ...rowsOf('kernel-modules', [
    [
      'a disk that dies emptied the index',
      (f) => {
        for (const name of ['dep', 'alias.bin']) f.write(`/lib/modules/6.12.1-amd64/modules.${name}`, '');
      },
      'fail',
      '/lib/modules/6.12.1-amd64/modules.dep; /lib/modules/6.12.1-amd64/modules.alias.bin: empty or missing, so the next start loads no driver',
      'sudo depmod 6.12.1-amd64 && sudo update-initramfs -u -k 6.12.1-amd64',
    ],
    [
      'the drivers are gone',
      (f) => f.remove('/lib/modules/6.12.1-amd64'),
      'fail',
      'there is no /lib/modules/6.12.1-amd64: this kernel starts without drivers',
      /apt-get download linux-image-6\.12\.1-amd64; /,
    ],
    ['no kernel is known', (f) => f.remove('/boot/grub/grub.cfg'), 'skip', 'not measured: no kernel is known', null],
  ]),
  ...rowsOf('boot-files', [
    [
      'the menu is empty',
      (f) => f.write('/boot/grub/grub.cfg', '', 0o600),
      'fail',
      '/boot/grub/grub.cfg names no kernel: the machine does not start again',
      'sudo asan-kiosk provision && sudo update-grub',
    ],
    [
      'the initrd was cut by a power cut',
      ({ commands }) => commands.set('timeout', () => ({ is: 'done', exit: 1, out: '', err: 'unexpected EOF' })),
      'fail',
      '/initrd.img-6.12.1-amd64 is cut short or damaged: the machine does not start again',
      /sudo update-initramfs -c -k 6\.12\.1-amd64/,
    ],
    [
      'update-initramfs is writing the initrd',
      (f) => {
        f.remove('/boot/initrd.img-6.12.1-amd64');
        f.write('/proc/4300/comm', 'update-initramf\n');
      },
      'warn',
      '/initrd.img-6.12.1-amd64 is being written by update-initramf (process 4300)',
      'wait until it has ended, and do not restart the machine before; then run doctor again',
    ],
    [
      'nothing here unpacks an initrd',
      ({ commands }) => commands.set('timeout', () => ({ is: 'done', exit: 127, out: '', err: '' })),
      'ok',
      /all there$/,
      null,
    ],
  ]),
];

const NOT_BY_SUDO =
  /^as root, without sudo\. If you are root now, run it here \(chown root:root \/etc\/sudoers && chmod 440 \/etc\/sudoers\)\. Otherwise restart the machine and press F4 /;

const RIGHTS: readonly DoctorRow[] = [
  ...rowsOf('writers', [
    [
      'everybody may write the units',
      writesFile('/commands/.writers', '777 0 0 /etc/systemd/system\n'),
      'fail',
      '/etc/systemd/system: everybody may write it',
      'sudo chmod o-w /etc/systemd/system',
    ],
    [
      'the browser has a file of its own, a group writes another, and everybody writes /var/lib',
      (f) => {
        f.write(
          '/commands/.writers',
          '644 991 0 /etc/systemd/system/x.service\n664 0 4 /boot/grub/grub.cfg\n1777 0 0 /opt/x\n',
        );
        f.write('/var/lib/x', '');
        chmodSync(f.at('/var/lib'), 0o777);
      },
      'fail',
      '/var/lib: everybody may write it; /etc/systemd/system/x.service belongs to asan-glass; /boot/grub/grub.cfg: the group adm may write it',
      'sudo chmod o-w /var/lib && sudo chown root /etc/systemd/system/x.service && sudo chmod g-w /boot/grub/grub.cfg',
    ],
    [
      'staff have copied the ledger before they mended it',
      writesFile('/commands/.writers', '600 990 990 /root/ledger.db.damaged-1\n600 990 990 /root/copy/ledger.db-wal\n'),
      'ok',
      'root alone',
      null,
    ],
    [
      'what Debian has',
      writesFile('/commands/.writers', '1730 0 101 /var/spool/cron/crontabs\n'),
      'ok',
      'root alone',
      null,
    ],
  ]),
  ...rowsOf('hidden-rights', [
    [
      'the browser reads the profile',
      writesFile(
        '/commands/.acl',
        'drwxr-x---+  2 root       asan-kiosk     4096  /etc/asan-kiosk\n-rw-r-----+  1 root       asan-kiosk     1546  /etc/asan-kiosk/profile.yaml\n-rw-r--r--   1 root       root              5  /etc/x\n',
      ),
      'fail',
      '/etc/asan-kiosk; /etc/asan-kiosk/profile.yaml: other users have rights that the mode does not show',
      /^sudo perl -e .*system\.posix_acl_.* \/etc\/asan-kiosk \/etc\/asan-kiosk\/profile\.yaml$/,
    ],
  ]),
  ...rowsOf('sudo', [
    ['everybody writes its settings', mode('/etc/sudoers', 0o666), 'fail', /refuses all users$/, NOT_BY_SUDO],
    [
      'its settings are a user’s',
      (f) => f.own('/etc/sudoers', { uid: 1000 }),
      'fail',
      /refuses all users$/,
      NOT_BY_SUDO,
    ],
    [
      'its settings are gone',
      (f) => f.remove('/etc/sudoers'),
      'fail',
      /^there is no \/etc\/sudoers/,
      /dpkg -i --force-confmiss/,
    ],
    [
      'it is a plain program',
      mode('/usr/bin/sudo', 0o755),
      'fail',
      /does not run as root/,
      /chmod 4755 \/usr\/bin\/sudo/,
    ],
    ['there is none', (f) => f.remove('/usr/bin/sudo'), 'skip', 'sudo is not installed', null],
  ]),
  ...rowsOf('readers', [
    [
      'careless hands closed a folder on the way',
      (f) => {
        f.write('/var/lib/x', '');
        chmodSync(f.at('/var/lib'), 0o700);
      },
      'fail',
      'asan-kiosk cannot pass /var/lib, on the way to /var/lib/asan-kiosk',
      'sudo chmod a+x /var/lib',
    ],
    [
      'somebody gave the folder of the settings to root alone',
      (f) => f.own('/etc/asan-kiosk', { gid: 0 }),
      'fail',
      /^asan-kiosk cannot pass \/etc\/asan-kiosk, on the way to /,
      'sudo chgrp asan-kiosk /etc/asan-kiosk && sudo chmod 750 /etc/asan-kiosk',
    ],
    [
      'root’s umask closed files of the kiosk, of the network and the browser',
      (f) => {
        f.write('/etc/asan-kiosk/office-seal.pem', 'x', 0o600);
        f.write(
          '/etc/passwd',
          `${readFileSync(f.at('/etc/passwd'), 'utf8')}systemd-network:x:998:998::/:/usr/sbin/nologin\n`,
        );
        f.write('/etc/systemd/network/20-wired.network', 'x', 0o600);
        chmodSync(f.at('/usr/lib/chromium/chromium'), 0o700);
      },
      'fail',
      'asan-kiosk cannot read /etc/asan-kiosk/office-seal.pem; asan-glass cannot run /usr/lib/chromium/chromium; systemd-network cannot read /etc/systemd/network/20-wired.network',
      'sudo chmod a+r /etc/asan-kiosk/office-seal.pem && sudo chmod a+rx /usr/lib/chromium/chromium && sudo chmod a+r /etc/systemd/network/20-wired.network',
    ],
    [
      'the profile is of root alone',
      mode('/etc/asan-kiosk/profile.yaml', 0o600),
      'fail',
      'asan-kiosk cannot read /etc/asan-kiosk/profile.yaml',
      'sudo chgrp asan-kiosk /etc/asan-kiosk/profile.yaml && sudo chmod 640 /etc/asan-kiosk/profile.yaml',
    ],
    [
      'nobody may keep a file for a while',
      (f) => {
        f.write('/tmp/x', '');
        chmodSync(f.at('/tmp'), 0o755);
      },
      'fail',
      '/tmp does not belong to root with mode 1777, so not every user can use it safely',
      'sudo chown root:root /tmp && sudo chmod 1777 /tmp',
    ],
  ]),
  ...rowsOf('config-folder', [
    [
      'somebody gave it to root and let everybody pass',
      (f) => {
        f.own('/etc/asan-kiosk', { gid: 0 });
        chmodSync(f.at('/etc/asan-kiosk'), 0o751);
      },
      'fail',
      '/etc/asan-kiosk has mode 751: everybody may pass it',
      'sudo chgrp asan-kiosk /etc/asan-kiosk && sudo chmod 750 /etc/asan-kiosk',
    ],
    [
      'it has the group of root',
      (f) => f.own('/etc/asan-kiosk', { gid: 0 }),
      'fail',
      '/etc/asan-kiosk has the group root, so asan-kiosk cannot use it',
      'sudo chgrp asan-kiosk /etc/asan-kiosk && sudo chmod 750 /etc/asan-kiosk',
    ],
  ]),
  ...rowsOf('system-files', [
    [
      'a library is of root alone',
      writesFile('/commands/.closed', '/usr/lib/x86_64-linux-gnu/libseat.so.1\n'),
      'fail',
      '/usr/lib/x86_64-linux-gnu/libseat.so.1: not all users may read it',
      'sudo chmod a+rX /usr/lib/x86_64-linux-gnu/libseat.so.1',
    ],
    [
      'what Debian closes',
      writesFile('/commands/.closed', '/usr/lib/dbus-1.0/dbus-daemon-launch-helper\n'),
      'ok',
      'all users may read them',
      null,
    ],
  ]),
];

const BOUNDS_AND_SKIPS: DoctorSheet = [
  ...comparisonsBetweenRows(
    'boot-files-checks.ts: its.bytes < SMALLEST_BYTES',
    'dpkg-checks.ts: at - (times.get(TEXT) ?? at) > APART_S',
    'loader-checks.ts: bytes.length < 0x40',
    'loader-checks.ts: header + 24 > bytes.length',
    'loader-checks.ts: table + sections * 40 > bytes.length',
  ),
  checkBound(
    'loader-checks.ts: bytes.readUInt32LE(at + 20) + bytes.readUInt32LE(at + 16) <= bytes.length',
    'boot-loader',
    (f, bytes) => f.write(`${ESP}/BOOT/BOOTX64.EFI`, peProgram(bytes)),
    [0x400, 'ok'],
    [0x3ff, 'fail'],
  ),
  ...comparisonsOfTextOnly('boot-files-checks.ts: ran.exit < TIMEOUT_EXIT_CODE'),
];

export const DAMAGE_ROWS: DoctorSheet = [...DPKG_ROWS, ...FILES, ...RIGHTS, ...START, ...BOUNDS_AND_SKIPS];
