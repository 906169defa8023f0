import { INSTALLED } from '../machine/installed.ts';
import { linesOf, type Machine, textOf } from './machine-port.ts';

/** File systems that a power cut erases. */
export const IN_MEMORY = ['tmpfs', 'ramfs', 'overlay'];

/** Line of fstab(5) or proc_pid_mounts(5). */
export interface Mount {
  readonly line: string;
  readonly what: string;
  readonly where: string;
  readonly kind: string;
  readonly options: readonly string[];
}

/** Without the root folder: a whole machine may run from memory. */
export const coversFolder = ({ where }: Mount, folder: string): boolean =>
  where !== '/' && `${folder}/`.startsWith(`${where}/`);

/** The check `mounts` covers such a mount, because an older ledger may be below. */
export const coversLedger = (mount: Mount): boolean => coversFolder(mount, INSTALLED.state);

const mountsIn = (text: string): readonly Mount[] =>
  linesOf(text)
    .filter((line) => !line.trim().startsWith('#'))
    .map((line) => {
      const [what = '', where = '', kind = '', options = ''] = line.trim().split(/\s+/);
      return { line: line.trim(), what, where: unescapeMountField(where), kind, options: options.split(',') };
    });

/** Present mounts. The last mount of a folder hides those before it. */
export const mountsNow = (machine: Machine): readonly Mount[] => mountsIn(textOf(machine, '/proc/self/mounts') ?? '');

/** Lists of mounts have separators as octal numbers [fstab(5)]. */
export const unescapeMountField = (text: string): string =>
  text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

export const FSTAB = '/etc/fstab';

/** Mounts of the next start. */
export const mountsOfFstab = (machine: Machine): readonly Mount[] => mountsIn(textOf(machine, FSTAB) ?? '');

export const commentOutFstabLine = ({ what, where }: Mount): string =>
  `sudo sed -i -E '\\:^[ \\t]*${what}[ \\t]+${where}[ \\t]: s:^:#:' ${FSTAB} && sudo systemctl daemon-reload`;
