import { INSTALLED } from '../machine/installed.ts';
import { linesOf, type Machine, textOf } from './machine-port.ts';

/** What is written there is gone when the power is. */
export const IN_MEMORY = ['tmpfs', 'ramfs', 'overlay'];

/** A line of fstab(5) or of proc_pid_mounts(5). */
export interface Mount {
  readonly line: string;
  readonly what: string;
  /** Its folder, with spaces as spaces. */
  readonly where: string;
  readonly kind: string;
  readonly options: readonly string[];
}

/** The root of all folders is left out: a machine may run from memory as a whole. */
export const covers = ({ where }: Mount, folder: string): boolean =>
  where !== '/' && `${folder}/`.startsWith(`${where}/`);

/** The check `mounts` judges it, because an older ledger may be below. */
export const coversLedger = (mount: Mount): boolean => covers(mount, INSTALLED.state);

const mountsIn = (text: string): readonly Mount[] =>
  linesOf(text)
    .filter((line) => !line.trim().startsWith('#'))
    .map((line) => {
      const [what = '', where = '', kind = '', options = ''] = line.trim().split(/\s+/);
      return { line: line.trim(), what, where: unescaped(where), kind, options: options.split(',') };
    });

/** What is mounted now. The last mount of a folder hides those before it. */
export const mountsNow = (machine: Machine): readonly Mount[] => mountsIn(textOf(machine, '/proc/self/mounts') ?? '');

/** The lists of mounts have spaces and other separators as octal numbers [fstab(5)]. */
export const unescaped = (text: string): string =>
  text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

export const FSTAB = '/etc/fstab';

/** What is mounted at the next start. */
export const mountsOfFstab = (machine: Machine): readonly Mount[] => mountsIn(textOf(machine, FSTAB) ?? '');

/** A command that takes a line out of fstab. */
export const commentOut = ({ what, where }: Mount): string =>
  `sudo sed -i -E '\\:^[ \\t]*${what}[ \\t]+${where}[ \\t]: s:^:#:' ${FSTAB} && sudo systemctl daemon-reload`;
