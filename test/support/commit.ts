import { spawnSync } from 'node:child_process';
import { packageFile } from '../../device/files/package-root.ts';
import { seededRandom } from '../../simulators/random.ts';

/*
 * Seed from the commit: `npm test` runs only a part of a long proof. The runs of a week cover much of it, and a failing commit fails again.
 */

export function seedOfCommit(): number {
  const { stdout } = spawnSync('git', ['rev-parse', '--short=7', 'HEAD'], { cwd: packageFile('.'), encoding: 'utf8' });
  return Number.parseInt(stdout ?? '', 16) || 1;
}

/** Every `nth` element of a list. The commit chooses the first. */
export function partByCommit<T>(of: readonly T[], nth: number): readonly T[] {
  const first = seedOfCommit() % nth;
  return of.filter((_, at) => at % nth === first);
}

export function drawnByCommit(): <T>(of: readonly T[]) => T {
  const random = seededRandom(seedOfCommit());
  return <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T;
}
