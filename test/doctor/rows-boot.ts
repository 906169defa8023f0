import { mkdirSync, symlinkSync } from 'node:fs';
import type { Fixture } from './fixture.ts';
import { GRUB_CFG } from './fixture-files.ts';
import { type DoctorRow, rowsOf } from './row.ts';

const grub = (change: (text: string) => string) => (f: Fixture) =>
  f.write('/boot/grub/grub.cfg', change(GRUB_CFG), 0o600);
const USB_PARAMETER = '/sys/module/usbcore/parameters/authorized_default';
const CLOSE_GRUB = 'sudo asan-kiosk provision && sudo update-grub';

const asRaspberry = (words: string) => (f: Fixture) => {
  f.remove('/usr/sbin/update-grub');
  f.write('/boot/firmware/cmdline.txt', words);
};

export function putRootOnUsb({ at, write }: Fixture): void {
  write('/proc/self/mountinfo', '22 1 8:2 / / rw - ext4 /dev/sda2 rw\n');
  mkdirSync(at('/sys/devices/pci0000:00/usb1/1-1/block/sda/sda2'), { recursive: true });
  mkdirSync(at('/sys/dev/block'), { recursive: true });
  symlinkSync(at('/sys/devices/pci0000:00/usb1/1-1/block/sda/sda2'), at('/sys/dev/block/8:2'));
}

const inMemory = (f: Fixture) => f.write('/proc/self/mountinfo', '22 1 0:9 / / rw - overlay overlay rw\n');

export const BOOT_ROWS: readonly DoctorRow[] = [
  ...rowsOf('boot-menu', [
    [
      'it is open',
      grub((text) => text.replace(/^set superusers.*\n/m, '')),
      'fail',
      'it opens without a password',
      CLOSE_GRUB,
    ],
    [
      'the menu starts another entry than the first',
      grub((text) => `set default="\${next_entry}"\nset default="1>2"\n${text}`),
      'fail',
      'it starts the entry "1>2", which waits for a password',
      /^grep -rn -e GRUB_DEFAULT -e GRUB_TIMEOUT \/etc\/default\/grub\* names the line: delete it; then: /,
    ],
    [
      'the menu waits for a key',
      grub((text) => `set default="0"\n  set timeout=-1\n${text}`),
      'fail',
      'it waits for a key without end (timeout -1)',
      /GRUB_TIMEOUT/,
    ],
    [
      'the kiosk waits for a password',
      grub((text) => text.replace(' --unrestricted', '')),
      'fail',
      'the kiosk does not start without a password',
      CLOSE_GRUB,
    ],
    [
      'there is no password',
      grub((text) => text.replace(/^password_.*\n/m, '')),
      'ok',
      'it stays locked, because no order gave a password',
      null,
    ],
    [
      'everybody reads the hash',
      (f) => f.write('/boot/grub/grub.cfg', GRUB_CFG, 0o644),
      'fail',
      'users other than root may read the hash of its password',
      'sudo chmod 600 /boot/grub/grub.cfg',
    ],
    [
      'the power was cut while it was written',
      (f) => f.write('/boot/grub/grub.cfg', '', 0o600),
      'fail',
      '/boot/grub/grub.cfg is empty: the machine does not start again',
      CLOSE_GRUB,
    ],
    ['GRUB has nothing to read', (f) => f.remove('/boot/grub/grub.cfg'), 'fail', /grub\.cfg$/, 'sudo update-grub'],
    ['it is a Raspberry Pi', asRaspberry('root=/dev/mmcblk0p2\n'), 'skip', 'a Raspberry Pi has no boot menu', null],
    ['the loader is another', (f) => f.remove('/usr/sbin/update-grub'), 'warn', /neither with GRUB/, /a password/],
  ]),
  ...rowsOf('next-command-line', [
    [
      'a file that comes after that of the kiosk, and the menu made of both',
      (f) => {
        grub((text) => text.replace('quiet', 'quiet usbcore.authorized_default=1 systemd.mask=usbguard.service'))(f);
        f.write(
          '/etc/default/grub.d/zz-local.cfg',
          'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX usbcore.authorized_default=1 systemd.mask=usbguard.service"\n',
        );
      },
      'fail',
      '/etc/default/grub.d/zz-local.cfg has usbcore.authorized_default=1 (USB devices work before USBGuard decides) systemd.mask=usbguard.service (this unit does not start); /boot/grub/grub.cfg has usbcore.authorized_default=1 (USB devices work before USBGuard decides) systemd.mask=usbguard.service (this unit does not start)',
      /^sudo sed -i -E .* \/etc\/default\/grub\.d\/zz-local\.cfg && sudo asan-kiosk provision && sudo update-grub$/,
    ],
    [
      'the next start has no screen and no USB',
      (f) =>
        f.write('/etc/default/grub', 'GRUB_CMDLINE_LINUX_DEFAULT="quiet nomodeset usbcore.nousb mitigations=off"\n'),
      'fail',
      '/etc/default/grub has nomodeset (no driver of the kernel for the screen) usbcore.nousb (no USB at all)',
      `sudo sed -i -E '/GRUB_CMDLINE_LINUX/s#(["\\x27 =])((nomodeset|usbcore\\.nousb) +)*(nomodeset|usbcore\\.nousb)(["\\x27 ]|$)#\\1\\5#g' /etc/default/grub && ${CLOSE_GRUB}`,
    ],
    [
      'a word that nobody here knows',
      (f) => f.write('/etc/default/grub', 'GRUB_CMDLINE_LINUX_DEFAULT="quiet mitigations=off"\n'),
      'ok',
      'nothing that opens the machine; besides the parameters of Debian and of provision: mitigations=off',
      null,
    ],
    [
      'a shell of the menu alone',
      grub((text) => text.replace('quiet', "'init=/bin/sh'")),
      'fail',
      '/boot/grub/grub.cfg has init=/bin/sh (another program in place of systemd)',
      `find the file that sets it: grep -rn CMDLINE /etc/default/grub* /etc/grub.d, then: ${CLOSE_GRUB}`,
    ],
    [
      'a shell of the next menu',
      (f) => f.write('/etc/default/grub', 'GRUB_CMDLINE_LINUX_DEFAULT="quiet single"\n'),
      'fail',
      '/etc/default/grub has single (a shell in place of the kiosk)',
      /^sudo sed -i -E .* \/etc\/default\/grub && sudo asan-kiosk provision && sudo update-grub$/,
    ],
    [
      'a Raspberry Pi starts into another target',
      asRaspberry('rootwait usbcore.authorized_default=0 systemd.unit=rescue.target\n'),
      'fail',
      '/boot/firmware/cmdline.txt has systemd.unit=rescue.target (systemd starts another target than the kiosk’s)',
      'delete it from /boot/firmware/cmdline.txt, then: sudo asan-kiosk provision',
    ],
    [
      'words of Debian',
      (f) =>
        f.write('/etc/default/grub', 'GRUB_CMDLINE_LINUX_DEFAULT="quiet splash"\nGRUB_CMDLINE_LINUX="console=ttyS0"\n'),
      'ok',
      'nothing that opens the machine',
      null,
    ],
    ['the loader is another', (f) => f.remove('/usr/sbin/update-grub'), 'skip', /neither with GRUB/, null],
  ]),
  ...rowsOf('boot-usb', [
    [
      'a later word lets all in',
      grub((text) => text.replace('quiet', 'quiet usbcore.authorized_default=1')),
      'fail',
      'every device at the next start',
      CLOSE_GRUB,
    ],
    ['this start let all in', (f) => f.write(USB_PARAMETER, '1\n'), 'fail', /at this start/, 'sudo reboot'],
    [
      'one kernel of the menu lets all in',
      grub((text) => `${text}menuentry 'Old' {\n\tlinux\t/vmlinuz.old ro quiet\n}\n`),
      'fail',
      'every device at the next start',
      CLOSE_GRUB,
    ],
    [
      'a Raspberry Pi lets all in',
      asRaspberry('root=/dev/mmcblk0p2 rootwait\n'),
      'fail',
      'every device at the next start',
      'sudo asan-kiosk provision',
    ],
    ['a Raspberry Pi lets none in', asRaspberry('rootwait usbcore.authorized_default=0\n'), 'ok', 'none', null],
    ['the system is on a stick', putRootOnUsb, 'warn', /the system disk is a USB disk/, /is not a USB disk/],
    [
      'the system disk is unknown, and all devices are let in',
      (f) => {
        inMemory(f);
        grub((text) => text.replace(' usbcore.authorized_default=0', ''))(f);
      },
      'warn',
      /does not show whether the system disk is a USB disk/,
      /authorized_default=0/,
    ],
    ['the system disk is unknown, and no device is let in', inMemory, 'ok', 'none', null],
    [
      'the loader is another',
      (f) => f.remove('/usr/sbin/update-grub'),
      'warn',
      /neither with GRUB/,
      /authorized_default=0/,
    ],
    ['the kernel has no USB', (f) => f.remove(USB_PARAMETER), 'skip', 'this kernel has no USB', null],
  ]),
  ...rowsOf('radio', [
    [
      'Bluetooth is on',
      (f) => f.write('/sys/class/bluetooth/hci0/uevent', ''),
      'fail',
      /^hci0 is Bluetooth/,
      /modprobe -r btusb/,
    ],
    [
      'Wi-Fi is on for nobody',
      (f) => {
        f.write('/sys/class/net/wlan0/phy80211/name', 'phy0\n');
        f.write('/sys/class/net/wlan0/operstate', 'down\n');
      },
      'warn',
      'wlan0 is switched on and not connected',
      /^if the kiosk uses this Wi-Fi, connect it\. If not: sudo asan-kiosk provision, then restart/,
    ],
    [
      'Wi-Fi is its network',
      (f) => {
        f.write('/sys/class/net/wlan0/phy80211/name', 'phy0\n');
        f.write('/sys/class/net/wlan0/operstate', 'up\n');
      },
      'ok',
      'wlan0 is the network of this kiosk',
      null,
    ],
  ]),
];
