import { ok } from '../../../drivers/result.ts';
import { describeSystemError } from '../../command/input.ts';
import { BOOT_MENU_FILES } from '../../lockdown/boot.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import { bootMenuEffect } from './effects.ts';
import {
  forgetJournal,
  mergeJournal,
  type ProvisionJournal,
  type SavedOriginal,
  savedOriginal,
  writeJournal,
} from './journal.ts';
import type { FileStep, PlanStep, ProvisionPlan } from './plan.ts';
import type { ProvisionTarget } from './target.ts';
import { restoreOriginal, writeEntry } from './write.ts';

export type PlanProgress = (step: PlanStep, nth: number, of: number) => void;

/** Carries out a checked plan. Only the disk and the services can still fail; the same command then continues. */
export async function applyPlan(
  target: ProvisionTarget,
  { files, effects }: ProvisionPlan,
  before: ProvisionJournal | null,
  progress: PlanProgress,
): Promise<ProvisionResult<void>> {
  const units = effects.flatMap(({ enables }) => enables ?? []);
  // An undo keeps the record of the order, so that an older order is refused. If the order replaced an earlier key, the undo keeps the new
  // key. A first key is removed.
  const undone = files.filter(
    ({ wanted: { path }, before: { is } }) =>
      path !== INSTALLED.orderTaken && (path !== INSTALLED.orderKey || is === 'absent'),
  );
  const journal = mergeJournal(
    before,
    undone.map((each) => savedOriginal(each.wanted.path, each.before)),
    units,
  );
  const begun = noted(target, journal);
  if (!begun.ok) return begun;
  // The record comes last: only with it the units lock out the technician, so after a power cut the machine can still be provisioned.
  const isLast = (step: FileStep) => step.wanted.path === INSTALLED.machine;
  const steps = [...files.filter((step) => !isLast(step)), ...effects, ...files.filter(isLast)];
  for (const [index, step] of steps.entries()) {
    progress(step, index + 1, steps.length);
    const did = 'wanted' in step ? writeEntry(target, step.wanted) : await step.run();
    if (!did.ok) return did;
  }
  return noted(target, { ...journal, isDone: true });
}

/** Restores the state before the last run with changes, newest first, and forgets its journal. */
export async function undoLastPlan(
  target: ProvisionTarget,
  journal: ProvisionJournal,
  progress: PlanProgress,
): Promise<ProvisionResult<void>> {
  const files = [...journal.files, ...recordToo(journal)].toReversed();
  for (const [index, kept] of files.entries()) {
    progress(
      { id: `file:${kept.path}`, says: kept.path, now: '', after: afterOf(kept.before.is) },
      index + 1,
      files.length,
    );
    const put = restoreOriginal(target, kept);
    if (!put.ok) return put;
  }
  if (target.run) {
    await target.run('udevadm', ['control', '--reload']);
    await target.run('systemctl', ['daemon-reload']);
    const menu = files.some(({ path }) => BOOT_MENU_FILES.includes(path))
      ? await bootMenuEffect(target.run).run()
      : ok(undefined);
    if (!menu.ok) return menu;
    for (const unit of journal.units) {
      const { code, out } = await target.run('systemctl', ['disable', unit]);
      if (code !== 0)
        return provisionTrouble(
          'PRV-135',
          `systemctl disable ${unit}: ${out}`,
          `run it by hand: sudo systemctl disable ${unit}`,
        );
    }
  }
  forgetJournal(target);
  return ok(undefined);
}

/** An earlier version closed this machine without the record; the package's upgrade wrote it. */
const recordToo = ({ files }: ProvisionJournal): readonly SavedOriginal[] =>
  files.some(({ path, before }) => path === INSTALLED.firewall && before.is === 'absent')
    ? [{ path: INSTALLED.machine, before: { is: 'absent' } }]
    : [];

const afterOf = (before: string): string => (before === 'absent' ? 'removed' : 'as before');

function noted(target: ProvisionTarget, journal: ProvisionJournal): ProvisionResult<void> {
  try {
    writeJournal(target, journal);
    return ok(undefined);
  } catch (error) {
    const found = `${INSTALLED.provisioning} was not written: ${describeSystemError(error)}`;
    return provisionTrouble('PRV-134', found, 'run it as root, with room on the disk (df -h)');
  }
}
