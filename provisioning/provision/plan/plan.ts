import { ok } from '../../../drivers/result.ts';
import type { ProvisionResult } from '../trouble.ts';
import type { InstalledEntry } from './desired.ts';
import type { PlanEffect } from './effects.ts';
import { type CurrentEntry, describeDifference, readCurrentEntry } from './now.ts';
import type { ProvisionTarget } from './target.ts';

/** Never shows a secret. */
export interface PlanStep {
  readonly id: string;
  readonly says: string;
  readonly now: string;
  readonly after: string;
}

export interface FileStep extends PlanStep {
  readonly wanted: InstalledEntry;
  readonly before: CurrentEntry;
}

export interface ProvisionPlan {
  readonly files: readonly FileStep[];
  readonly effects: readonly PlanEffect[];
}

/** The wanted files that are missing or different. Reads only. */
export function planFiles(
  target: ProvisionTarget,
  wanted: readonly InstalledEntry[],
): ProvisionResult<readonly FileStep[]> {
  const steps: FileStep[] = [];
  for (const its of wanted) {
    const before = readCurrentEntry(target, its.path);
    if (!before.ok) return before;
    const difference = describeDifference(target, its, before.value);
    if (!difference.ok) return difference;
    if (difference.value)
      steps.push({ id: `file:${its.path}`, says: its.path, ...difference.value, wanted: its, before: before.value });
  }
  return ok(steps);
}

export const stepsOf = ({ files, effects }: ProvisionPlan): readonly PlanStep[] =>
  [...files, ...effects].map(({ id, says, now, after }) => ({ id, says, now, after }));
