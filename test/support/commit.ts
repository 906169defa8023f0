import { spawnSync } from 'node:child_process';
import { packageFile } from '../../device/files/package-root.ts';
import { seededRandom } from '../../simulators/random.ts';

/*
 * Seed from the commit: `npm test` runs only a part of a long proof. The runs of a week cover much of it, and a failing commit fails again.
 */

export function seedOfCommit(): number {
  return Number.parseInt(git('rev-parse', '--short=7', 'HEAD'), 16) || 1;
}

const git = (...words: readonly string[]): string =>
  spawnSync('git', words, { cwd: packageFile('.'), encoding: 'utf8' }).stdout ?? '';

/** Number of commits on the first line of the history. `null`: the clone is shallow, or there is no repository. */
export function turnOfCommit(): number | null {
  if (git('rev-parse', '--is-shallow-repository').trim() !== 'false') return null;
  return Number(git('rev-list', '--count', '--first-parent', 'HEAD')) || null;
}

/** Files that the last commit changed, and files that are not committed. */
export const changesOfCommit = (): readonly string[] =>
  [
    git('diff', '--name-only', 'HEAD^', 'HEAD'),
    git('diff', '--name-only', 'HEAD'),
    git('ls-files', '--others', '--exclude-standard'),
  ].flatMap((files) => files.split('\n').filter((file) => file !== ''));

/** Every `nth` element of a list. The commit chooses the first. */
export function partByCommit<T>(of: readonly T[], nth: number): readonly T[] {
  const first = seedOfCommit() % nth;
  return of.filter((_, at) => at % nth === first);
}

export function drawnByCommit(): <T>(of: readonly T[]) => T {
  const random = seededRandom(seedOfCommit());
  return <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T;
}
