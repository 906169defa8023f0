import { join, relative } from 'node:path/posix';
import { INSTALLED } from '../machine/installed.ts';
import { linesOf, type MachineAccess, textOf } from './machine-port.ts';

export const MEMORY_FILE_SYSTEMS = ['tmpfs', 'ramfs', 'overlay'];

/** Line of fstab(5) or proc_pid_mounts(5). */
export interface Mount {
  readonly line: string;
  readonly what: string;
  readonly where: string;
  readonly kind: string;
  readonly options: readonly string[];
}

/** Whether a mount shows this folder. The root folder does not count: a whole machine may run from memory. */
export const coversFolder = ({ where }: Pick<Mount, 'where'>, folder: string): boolean =>
  where !== '/' && `${folder}/`.startsWith(`${where}/`);

/** Whether a mount shows the ledger's folder. The check `mounts` covers it, because an older ledger may be below. */
export const coversLedger = (mount: Mount): boolean => coversFolder(mount, INSTALLED.state);

const mountsIn = (text: string): readonly Mount[] =>
  linesOf(text)
    .filter((line) => !line.trim().startsWith('#'))
    .map((line) => {
      const [what = '', where = '', kind = '', options = ''] = line.trim().split(/\s+/);
      return { line: line.trim(), what, where: unescapeMountField(where), kind, options: options.split(',') };
    });

/** The last mount of a folder hides those before it. */
export const mountsNow = (machine: MachineAccess): readonly Mount[] =>
  mountsIn(textOf(machine, '/proc/self/mounts') ?? '');

/** Lists of mounts have separators as octal numbers [fstab(5)]. */
export const unescapeMountField = (text: string): string =>
  text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** Line of proc_pid_mountinfo(5): `folder` of the device is shown at `where`. */
export interface MountedFolder {
  /** As in proc_pid_fdinfo(5). */
  readonly id: string;
  readonly device: string;
  readonly folder: string;
  readonly where: string;
}

export const parseMountInfo = (text: string): readonly MountedFolder[] =>
  linesOf(text)
    .map((line) => line.split(' '))
    .map(([id = '', , device = '', folder = '', where = '']) => ({
      id,
      device,
      folder: unescapeMountField(folder),
      where: unescapeMountField(where),
    }));

/** The nearest mount above a path. The last at one place counts. */
export const nearestMount = <M extends { readonly where: string }>(mounts: readonly M[], path: string): M | undefined =>
  mounts
    .filter(({ where }) => where === '/' || `${path}/`.startsWith(`${where}/`))
    .toSorted((one, other) => one.where.length - other.where.length)
    .at(-1);

export function mountedFolderAt(
  mounts: readonly MountedFolder[],
  path: string,
): Pick<MountedFolder, 'device' | 'folder'> | undefined {
  const nearest = nearestMount(mounts, path);
  return nearest && { device: nearest.device, folder: join(nearest.folder, relative(nearest.where, path)) };
}

export const FSTAB = '/etc/fstab';

export const mountsOfFstab = (machine: MachineAccess): readonly Mount[] => mountsIn(textOf(machine, FSTAB) ?? '');

/** Pattern of sed -E with `:` as delimiter. */
export const sedPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\:]/g, '\\$&');

export function commentOutFstabLine({ line }: Mount): string {
  const [what = '', where = ''] = line.split(/\s+/).map((field) => sedPattern(field).replaceAll("'", "'\\''"));
  return `sudo sed -i -E '\\:^[ \\t]*${what}[ \\t]+${where}[ \\t]: s:^:#:' ${FSTAB} && sudo systemctl daemon-reload`;
}
