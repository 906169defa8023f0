import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rootDiskBus } from './root-disk.ts';

let root: string;
const at = (path: string) => join(root, path);
const link = (path: string, to: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  symlinkSync(at(to), at(path));
};

const ON_USB = '/sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host1/target1:0:0/1:0:0:0/block/sdb';
const ON_BOARD = '/sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda';
const ON_NVME = '/sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1';

function block(number: string, path: string, ...slaves: readonly string[]): void {
  mkdirSync(at(`${path}/slaves`), { recursive: true });
  for (const slave of slaves) link(`${path}/slaves/${slave.split('/').at(-1)}`, slave);
  link(`/sys/dev/block/${number}`, path);
}

function partition(number: string, path: string): void {
  mkdirSync(at(path), { recursive: true });
  writeFileSync(at(`${path}/partition`), '1\n');
  link(`/sys/dev/block/${number}`, path);
}

const DM = (nth: number) => `/sys/devices/virtual/block/dm-${nth}`;
const mount = (device: string, kind: string, source: string) =>
  `22 1 ${device} / / rw,relatime shared:1 - ${kind} ${source} rw\n23 22 0:5 / /proc rw - proc proc rw\n`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kiosk-root-disk-'));
  block('8:0', ON_BOARD);
  partition('8:2', `${ON_BOARD}/sda2`);
  block('8:16', ON_USB);
  partition('8:18', `${ON_USB}/sdb2`);
  block('259:0', ON_NVME);
  partition('259:2', `${ON_NVME}/nvme0n1p2`);
});
afterEach(() => rmSync(root, { recursive: true }));

it.each([
  ['a disk', '8:2', 'fixed'],
  ['a disk behind USB', '8:18', 'usb'],
  ['an NVMe disk that may have several ways to it', '259:2', 'fixed'],
] as const)('when the root is on a partition of %s, then the bus of the disk is known', (_, device, where) => {
  expect(rootDiskBus(mount(device, 'ext4', '/dev/root'), at)).toBe(where);
});

it.each([
  ['USB', `${ON_USB}/sdb2`, 'usb'],
  ['the board', `${ON_BOARD}/sda2`, 'fixed'],
] as const)('when the root is a volume of LVM in LUKS on %s, then the disk below counts', (_, disk, where) => {
  block('253:0', DM(0), disk);
  block('253:1', DM(1), DM(0));
  expect(rootDiskBus(mount('253:1', 'ext4', '/dev/mapper/vg-root'), at)).toBe(where);
});

it('when one half of a mirror is a USB disk, then the system starts from USB', () => {
  block('9:0', '/sys/devices/virtual/block/md0', `${ON_BOARD}/sda2`, `${ON_USB}/sdb2`);
  partition('259:7', '/sys/devices/virtual/block/md0/md0p1');
  expect(rootDiskBus(mount('259:7', 'ext4', '/dev/md0p1'), at)).toBe('usb');
});

it('when the root is btrfs, then each disk of the file system counts', () => {
  const mounts = mount('0:23', 'btrfs', '/dev/sda2');
  link('/sys/fs/btrfs/1-2-3/devices/sda2', `${ON_BOARD}/sda2`);
  expect(rootDiskBus(mounts, at)).toBe('fixed');
  link('/sys/fs/btrfs/1-2-3/devices/sdb2', `${ON_USB}/sdb2`);
  expect(rootDiskBus(mounts, at)).toBe('usb');
});

it.each([
  ['is a file system over others', mount('0:9', 'overlay', 'overlay')],
  ['is in memory', mount('0:9', 'tmpfs', 'tmpfs')],
  ['is btrfs of which the kernel shows no disk', mount('0:9', 'btrfs', '/dev/sda2')],
  ['is on a device that is not there', mount('8:99', 'ext4', '/dev/sdz3')],
  ['is named nowhere', '23 22 0:5 / /proc rw - proc proc rw\n'],
])('when the root %s, then the disk is unknown', (_, mounts) => {
  expect(rootDiskBus(mounts, at)).toBe('unknown');
});

it('when the root is a file behind a loop device, then the disk is unknown', () => {
  block('7:0', '/sys/devices/virtual/block/loop0');
  expect(rootDiskBus(mount('7:0', 'ext4', '/dev/loop0'), at)).toBe('unknown');
});

it('when something is mounted over the root, then the last mount counts', () => {
  const mounts = `1 1 0:2 / / rw - rootfs rootfs rw\n${mount('8:18', 'ext4', '/dev/sdb2')}`;
  expect(rootDiskBus(mounts, at)).toBe('usb');
});
