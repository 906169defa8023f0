import { lstatSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../../../device/files/durable-file.ts';
import { makeFolder } from '../../../device/files/make-folder.ts';
import { ok } from '../../../drivers/result.ts';
import { systemWords } from '../../command/input.ts';
import { INSTALLED } from '../../machine/installed.ts';
import type { Target } from '../plan/target.ts';
import { type Provisioned, trouble } from '../trouble.ts';

/** Answers by their question, as they were typed. Never a secret: those are asked again. */
export type Draft = Readonly<Record<string, string>>;

const FILE = `${INSTALLED.provisioning}/draft.json`;
const draftSchema = z.record(z.string(), z.string());

/** What was answered before; nothing where there is no draft, or somebody else than this user wrote it. */
export function readDraft(target: Target): Draft {
  const at = target.at(FILE);
  try {
    const its = lstatSync(at, { throwIfNoEntry: false });
    if (!its?.isFile() || its.uid !== process.getuid?.()) return {};
    return draftSchema.safeParse(JSON.parse(readFileSync(at, 'utf8'))).data ?? {};
  } catch {
    return {};
  }
}

export function writeDraft(target: Target, draft: Draft): Provisioned<void> {
  try {
    makeFolder(target.at(INSTALLED.state), 0o755);
    makeFolder(target.at(INSTALLED.provisioning), 0o700);
    writeDurably(target.at(FILE), `${JSON.stringify(draft)}\n`);
    return ok(undefined);
  } catch (error) {
    const found = `the answers cannot be kept: ${FILE}: ${systemWords(error)}`;
    return trouble('PRV-134', found, 'run it as root: sudo asan-kiosk provision');
  }
}

export const forgetDraft = (target: Target): void => rmSync(target.at(FILE), { force: true });
