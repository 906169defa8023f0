import { ok } from '../../../drivers/result.ts';
import type { Provisioned } from '../trouble.ts';
import type { Installed } from './desired.ts';
import type { Effect } from './effects.ts';
import { differs, lookAt, type Now } from './now.ts';
import type { Target } from './target.ts';

/** The states before and after. Never a secret. */
export interface Step {
  readonly id: string;
  readonly says: string;
  readonly now: string;
  readonly after: string;
}

export interface FileStep extends Step {
  readonly wanted: Installed;
  /** For an undo. */
  readonly before: Now;
}

/** In order: files, then their effects. */
export interface Plan {
  readonly files: readonly FileStep[];
  readonly effects: readonly Effect[];
}

/** The wanted files that are missing or different. Reads only. */
export function planFiles(target: Target, wanted: readonly Installed[]): Provisioned<readonly FileStep[]> {
  const steps: FileStep[] = [];
  for (const its of wanted) {
    const before = lookAt(target, its.path);
    if (!before.ok) return before;
    const difference = differs(target, its, before.value);
    if (!difference.ok) return difference;
    if (difference.value)
      steps.push({ id: `file:${its.path}`, says: its.path, ...difference.value, wanted: its, before: before.value });
  }
  return ok(steps);
}

export const stepsOf = ({ files, effects }: Plan): readonly Step[] =>
  [...files, ...effects].map(({ id, says, now, after }) => ({ id, says, now, after }));
