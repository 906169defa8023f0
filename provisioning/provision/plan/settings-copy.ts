import type { Io } from '../../command/io.ts';
import { settingsRoot } from '../../settings/settings-root.ts';
import { takeSettings } from '../../settings/take.ts';
import type { Plan } from './plan.ts';
import type { Target } from './target.ts';

/** After a plan was carried out, the present settings are those that `doctor` compares with. In an image nothing is kept, as it has no record. */
export async function copySettings(
  { root, run }: Pick<Target, 'root' | 'run'>,
  { files }: Pick<Plan, 'files'>,
  io: Pick<Io, 'note'>,
): Promise<void> {
  const written = files.map(({ wanted: { path } }) => path);
  if (run) await takeSettings(settingsRoot(root === '' ? '/' : root), written, io);
}
