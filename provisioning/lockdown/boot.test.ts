import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INSTALLED } from '../machine/installed.ts';
import {
  BOOT_PASSWORD_HASH_PATTERN,
  bootFiles,
  PI_KERNEL_PARAMETERS_FILE,
  UPDATE_GRUB,
  USB_KERNEL_PARAMETER,
  wifiBlockFiles,
} from './boot.ts';

let root: string;
const at = (path: string) => join(root, path);
const put = (path: string, text: string, mode = 0o644) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
  chmodSync(at(path), mode);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asan-kiosk-boot-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const textAt = (path: string, letsUsbIn = false) => bootFiles(at, letsUsbIn).find((file) => file.path === path)?.text;

describe('machine with GRUB', () => {
  beforeEach(() => put(UPDATE_GRUB, ''));

  it("when GRUB reads other settings first, then these stay and the kiosk's setting is the last", () => {
    put('settings', `GRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX="console=ttyS0"\n${textAt(INSTALLED.grubSettings)}`);
    const said = execFileSync('sh', ['-c', `. ${at('settings')}; echo "$GRUB_CMDLINE_LINUX|$GRUB_TIMEOUT"`]);
    expect(said.toString()).toBe(`console=ttyS0 ${USB_KERNEL_PARAMETER}|1\n`);
  });

  it('when the system is on a USB disk, then the disk is allowed and the menu is still closed', () => {
    expect(textAt(INSTALLED.grubSettings, true)).not.toContain('usbcore');
    expect(textAt(INSTALLED.grubMenu, true)).toBe(textAt(INSTALLED.grubMenu));
  });

  it.each([
    ['missing', null, ''],
    ['set', 'grub.pbkdf2.X', 'password_pbkdf2 kiosk grub.pbkdf2.X\n'],
  ])(
    'when the boot password is %s, then a user is in the menu only with a password, and the entries of Debian need none',
    (_, hash, line) => {
      put('etc/grub.d/10_linux', '#!/bin/sh\necho "menuentry \'Debian\' --class gnu-linux --class os {"\n', 0o755);
      if (hash !== null) put(INSTALLED.bootPassword, `${hash}\n`);
      const script = String(textAt(INSTALLED.grubMenu)).replaceAll('/etc/', at('/etc/'));
      put('menu', script, 0o755);
      expect(execFileSync(at('menu')).toString()).toBe(
        `set superusers="kiosk"\nexport superusers\n${line}menuentry 'Debian' --unrestricted --class gnu-linux --class os {\n`,
      );
    },
  );
});

describe('Raspberry Pi', () => {
  it('when the kernel parameters are written, then the USB parameter is added once and the others stay', () => {
    put(PI_KERNEL_PARAMETERS_FILE, 'console=tty1 root=PARTUUID=1-2 usbcore.authorized_default=1 rootwait\n', 0o755);
    const [file] = bootFiles(at, false);
    expect(file).toMatchObject({
      path: PI_KERNEL_PARAMETERS_FILE,
      mode: 0o755,
      text: `console=tty1 root=PARTUUID=1-2 rootwait ${USB_KERNEL_PARAMETER}\n`,
    });
    put(PI_KERNEL_PARAMETERS_FILE, `${USB_KERNEL_PARAMETER} rootwait`);
    expect(textAt(PI_KERNEL_PARAMETERS_FILE)).toBe(readFileSync(at(PI_KERNEL_PARAMETERS_FILE), 'utf8'));
  });

  it('when the system is on a USB disk, then nothing is written', () => {
    put(PI_KERNEL_PARAMETERS_FILE, 'rootwait\n');
    expect(bootFiles(at, true)).toEqual([]);
  });
});

it.each([
  ['a cable alone', 'down', [INSTALLED.wifiRule]],
  ['Wi-Fi', 'up', []],
])('when the network is by %s, then Wi-Fi is blocked only without a Wi-Fi connection', (_, state, paths) => {
  put('net/eth0/operstate', 'up\n');
  put('net/wlan0/phy80211/name', 'phy0\n');
  put('net/wlan0/operstate', `${state}\n`);
  expect(wifiBlockFiles(at('net')).map(({ path }) => path)).toEqual(paths);
});

it('when a machine has neither GRUB nor the boot files of a Raspberry Pi, then no boot file is written', () => {
  expect(bootFiles(at, false)).toEqual([]);
});

it('when a boot password is a hash as grub-mkpasswd-pbkdf2 prints it, then an order may have it; plain text is refused', () => {
  const hash = `grub.pbkdf2.sha512.10000.${'A0'.repeat(64)}.${'0F'.repeat(64)}`;
  expect(BOOT_PASSWORD_HASH_PATTERN.test(hash)).toBe(true);
  for (const other of ['geheim', hash.toLowerCase(), `${hash}\nset x=1`, hash.replace('10000', '1')])
    expect(BOOT_PASSWORD_HASH_PATTERN.test(other)).toBe(false);
});
