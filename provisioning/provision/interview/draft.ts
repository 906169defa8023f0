import { lstatSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../../device/files/durable-file.ts';
import { ok } from '../../../drivers/result.ts';
import { describeSystemError } from '../../command/input.ts';
import { INSTALLED } from '../../machine/installed.ts';
import type { ProvisionTarget } from '../plan/target.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';

/** Answers by question id, without secrets, which are asked again. */
export type InterviewDraft = Readonly<Record<string, string>>;

const NAME = 'draft.json';
const FILE = `${INSTALLED.provisioning}/${NAME}`;
const draftSchema = z.record(z.string(), z.string());

/** Answers of an earlier run; empty if there is no draft, or another user wrote it. */
export function readDraft(target: ProvisionTarget): InterviewDraft {
  try {
    const at = target.at(FILE);
    const its = lstatSync(at, { throwIfNoEntry: false });
    if (!its?.isFile() || its.uid !== process.getuid?.()) return {};
    return draftSchema.safeParse(JSON.parse(readFileSync(at, 'utf8'))).data ?? {};
  } catch {
    return {};
  }
}

export function writeDraft(target: ProvisionTarget, draft: InterviewDraft): ProvisionResult<void> {
  try {
    target.inFolder(INSTALLED.state, 0o755, () => undefined);
    target.inFolder(INSTALLED.provisioning, 0o700, (at) => writeDurably(join(at, NAME), `${JSON.stringify(draft)}\n`));
    return ok(undefined);
  } catch (error) {
    const found = `the answers cannot be kept: ${FILE}: ${describeSystemError(error)}`;
    return provisionTrouble(
      'PRV-134',
      found,
      'run the command as root (sudo asan-kiosk provision), with room on the disk (df -h)',
    );
  }
}

export const forgetDraft = (target: ProvisionTarget): void => rmSync(target.at(FILE), { force: true });
