import { mkdirSync, symlinkSync } from 'node:fs';
import { INSTALLED } from '../../provisioning/machine/installed.ts';

export const DPKG_STATUS = [
  'Package: asan-kiosk\nStatus: install ok installed\nArchitecture: amd64\nDepends: libc6 (>= 2.36), chromium | browser, fonts',
  'Package: base-files\nStatus: install ok installed\nArchitecture: amd64',
  'Package: chromium\nStatus: install ok installed\nArchitecture: amd64\nInstalled-Size: 300000',
  'Package: fonts-dejavu-core\nStatus: install ok installed\nArchitecture: all\nProvides: fonts (= 1)',
  'Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nMulti-Arch: same\nDescription: x\n y',
  'Package: nano\nStatus: install ok installed\nArchitecture: amd64',
]
  .map((stanza) => `${stanza}\n\n`)
  .join('');

export const DPKG_INFO_FOLDER = '/var/lib/dpkg/info';

export function furnishDpkg(write: (path: string, text: string) => void): void {
  for (const name of ['status', 'status-old']) write(`/var/lib/dpkg/${name}`, DPKG_STATUS);
  for (const name of ['asan-kiosk', 'base-files', 'chromium', 'fonts-dejavu-core', 'libc6:amd64', 'nano']) {
    write(`${DPKG_INFO_FOLDER}/${name}.list`, '/.\n');
    write(`${DPKG_INFO_FOLDER}/${name}.md5sums`, 'x  usr/x\n');
  }
}

const ESP_STUB = "search.fs_uuid aa-bb root hd0,gpt2\nset prefix=($root)'/boot/grub'\nconfigfile $prefix/grub.cfg\n";

const PROGRAMS = ['/usr/bin/socat', '/usr/sbin/nft', '/usr/sbin/seatd', '/usr/sbin/usbguard-daemon'];

interface Furnishing {
  at(path: string): string;
  write(path: string, text: string | Uint8Array, mode?: number): void;
}

export function furnishSystem({ at, write }: Furnishing): void {
  write('/usr/bin/sudo', '', 0o4755);
  mkdirSync(at('/etc'), { recursive: true });
  symlinkSync('/usr/share/zoneinfo/Asia/Baku', at('/etc/localtime'));
  mkdirSync(at('/dev'), { recursive: true });
  symlinkSync('/dev/null', at('/dev/null'));
  for (const path of [INSTALLED.node, INSTALLED.browser, '/usr/bin/cage', ...PROGRAMS]) write(path, 'x', 0o755);
  for (const name of ['dep', 'dep.bin', 'alias', 'alias.bin', 'symbols.bin', 'builtin.bin'])
    write(`/lib/modules/6.12.1-amd64/modules.${name}`, 'x');
  write('/boot/efi/EFI/BOOT/BOOTX64.EFI', peProgram(0x400));
  write('/boot/efi/EFI/debian/grub.cfg', ESP_STUB);
}

/** PE program with one section that ends at 0x400. */
export function peProgram(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.write('MZ', 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.writeUInt16LE(1, 0x86);
  bytes.writeUInt32LE(0x200, 0x98 + 16);
  bytes.writeUInt32LE(0x200, 0x98 + 20);
  return bytes;
}
