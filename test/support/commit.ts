import { spawnSync } from 'node:child_process';
import { packageFile } from '../../device/files/package-root.ts';
import { seededRandom } from '../../simulators/random.ts';

/*
 * Of a proof that takes long, `npm test` takes a part, drawn by the commit: each commit has a part of its own, so that the runs of a
 * week come by much of it, and a commit that fails fails again.
 */

export function seedOfCommit(): number {
  const { stdout } = spawnSync('git', ['rev-parse', '--short=7', 'HEAD'], { cwd: packageFile('.'), encoding: 'utf8' });
  return Number.parseInt(stdout ?? '', 16) || 1;
}

/** Every `nth` one; from which on, says the commit. */
export function partByCommit<T>(of: readonly T[], nth: number): readonly T[] {
  const first = seedOfCommit() % nth;
  return of.filter((_, at) => at % nth === first);
}

/** Draws one of several, by the commit. */
export function drawnByCommit(): <T>(of: readonly T[]) => T {
  const random = seededRandom(seedOfCommit());
  return <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T;
}
