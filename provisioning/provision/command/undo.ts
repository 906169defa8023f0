import { existsSync } from 'node:fs';
import type { Io } from '../../command/io.ts';
import { type CliOutcome, done, misused } from '../../command/outcome.ts';
import { printJson } from '../../command/output.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { undoLastPlan } from '../plan/apply.ts';
import { readJournal } from '../plan/journal.ts';
import { storePresentSettings } from '../plan/settings-copy.ts';
import { createProvisionTarget } from '../plan/target.ts';
import { asFailure, provisionTrouble } from '../trouble.ts';

export interface UndoOptions {
  readonly root?: string;
  readonly json?: true;
}

/** Undoes the last `provision` that made a change; only once. */
export async function undoProvision({ root, json }: UndoOptions, io: Io): Promise<CliOutcome> {
  if (root !== undefined && !existsSync(root))
    return misused(`there is no folder ${root}; name the folder of the image`);
  const target = createProvisionTarget(root);
  const journal = readJournal(target);
  if (!journal.ok) return asFailure(journal.error);
  if (!journal.value) return asFailure(NOTHING.error);
  const back = await undoLastPlan(target, journal.value, ({ says, after }, nth, of) =>
    io.note(`${nth}/${of} ${says}: ${after}`),
  );
  if (!back.ok) return asFailure(back.error);
  await storePresentSettings(
    target,
    journal.value.files.map(({ path }) => path),
    io,
  );
  const putBack = journal.value.files.length;
  if (json) printJson(io, { putBack });
  else io.out(`${putBack} ${putBack === 1 ? 'file is' : 'files are'} as before\n`);
  return done;
}

const NOTHING = provisionTrouble(
  'PRV-136',
  `there is nothing to undo: no earlier state is kept in ${INSTALLED.provisioning}`,
  'take the newest order of the office: asan-kiosk provision --from PLACE',
);
