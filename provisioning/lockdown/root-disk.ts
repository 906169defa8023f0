import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kernelNames, kernelText } from '../../device/files/kernel-files.ts';

export type PathMapper = (path: string) => string;

/** `unknown`: the kernel does not show the disk, as of an overlay, or a system in memory or in a file. */
export type RootDiskBus = 'usb' | 'fixed' | 'unknown';

/** Finds the bus in /proc/self/mountinfo. If a system is on several disks, one USB disk makes it `usb`. */
export function rootDiskBus(mounts: string, at: PathMapper = (path) => path): RootDiskBus {
  const disks = rootBlocks(mounts, at).flatMap((path) => disksBelow(path));
  if (disks.some((path) => /\/usb\d+\//.test(path))) return 'usb';
  // A virtual device that is left here, such as a loop device, shows no disk below it.
  return disks.length === 0 || disks.some((path) => path === '' || path.includes('/virtual/block/'))
    ? 'unknown'
    : 'fixed';
}

/** USB sockets of the system disks, from /proc/self/mountinfo. */
export const systemDiskUsbSockets = (mounts: string, at: PathMapper): ReadonlySet<string> =>
  new Set(
    rootBlocks(mounts, at)
      .flatMap((path) => disksBelow(path))
      .flatMap((path) => path.split('/').findLast((part) => USB_SOCKET.test(part)) ?? []),
  );

/** USB socket in a kernel path, such as `1-1.4`. */
export const USB_SOCKET = /^\d+-\d+(\.\d+)*$/;

/** An empty path: the device is missing. */
function rootBlocks(mounts: string, at: PathMapper): readonly string[] {
  const line = mounts.split('\n').findLast((each) => each.split(' ')[4] === '/');
  if (line === undefined) return [];
  const [, , device] = line.split(' ');
  const [kind, source = ''] = line.split(' - ')[1]?.split(' ') ?? [];
  if (kind !== 'btrfs') return [real(at(`/sys/dev/block/${device}`))];
  // The kernel gives no device number to a file system on several disks.
  const systems = kernelNames(at('/sys/fs/btrfs')).map((name) => join(at('/sys/fs/btrfs'), name, 'devices'));
  const its = systems.filter((folder) => kernelNames(folder).includes(blockName(source, at)));
  return its.flatMap((folder) => kernelNames(folder).map((name) => real(join(folder, name))));
}

/** `dm-0` of `/dev/mapper/vg-root`. */
const blockName = (source: string, at: PathMapper): string => (real(at(source)) || source).split('/').at(-1) ?? '';

const MOST_LAYERS = 16;

function disksBelow(path: string, layers = MOST_LAYERS): readonly string[] {
  const whole = kernelText(join(path, 'partition')) === '' ? path : dirname(path);
  const slaves = kernelNames(join(whole, 'slaves'));
  if (slaves.length === 0 || layers === 0) return [whole];
  return slaves.flatMap((slave) => disksBelow(real(join(whole, 'slaves', slave)), layers - 1));
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return '';
  }
}
