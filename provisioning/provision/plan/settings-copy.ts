import type { Io } from '../../command/io.ts';
import { settingsRoot } from '../../settings/settings-root.ts';
import { acceptAllSettings } from '../../settings/take.ts';
import type { ProvisionPlan } from './plan.ts';
import type { ProvisionTarget } from './target.ts';

/**
 * After a plan or an undo, stores the present settings, which `doctor` compares with. `written`: paths that this run changed. Stores
 * nothing in an image, which has no record of its machine.
 */
export async function storePresentSettings(
  { root, run }: Pick<ProvisionTarget, 'root' | 'run'>,
  written: readonly string[],
  io: Pick<Io, 'note'>,
): Promise<void> {
  if (run) await acceptAllSettings(settingsRoot(root === '' ? '/' : root), written, io);
}

export const pathsWrittenBy = ({ files }: ProvisionPlan): readonly string[] =>
  files.map(({ wanted: { path } }) => path);
