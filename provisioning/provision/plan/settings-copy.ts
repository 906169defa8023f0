import type { Io } from '../../command/io.ts';
import { settingsRoot } from '../../settings/settings-root.ts';
import { takeSettings } from '../../settings/take.ts';
import type { Plan } from './plan.ts';
import type { Target } from './target.ts';

/**
 * After a plan or an undo, stores the present settings, which `doctor` compares with. `written`: paths that this run changed. Stores
 * nothing in an image, which has no record of its machine.
 */
export async function copySettings(
  { root, run }: Pick<Target, 'root' | 'run'>,
  written: readonly string[],
  io: Pick<Io, 'note'>,
): Promise<void> {
  if (run) await takeSettings(settingsRoot(root === '' ? '/' : root), written, io);
}

export const pathsWrittenBy = ({ files }: Plan): readonly string[] => files.map(({ wanted: { path } }) => path);
