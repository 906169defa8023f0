import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../device/files/durable-file.ts';
import { nullIfMissing } from '../../device/files/if-there.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { parseJson } from '../../device/words/json.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { acceptanceFailureSchema, formatReport, parseReport, type SignedAcceptanceReport } from './report.ts';
import { stepResultSchema } from './result.ts';

const runSchema = z.strictObject({
  run: z.uuid(),
  begunAt: z.string(),
  /** SHA-256 of the profile when the test began. */
  profile: z.string(),
  results: z.array(stepResultSchema),
  failures: z.array(acceptanceFailureSchema),
});

export type AcceptanceRun = z.infer<typeof runSchema>;

/** Folder of the reports, beside the ledger: a copy of the ledger's folder has the reports too. */
export const acceptanceFolder = (ledgerFile: string): string => join(dirname(ledgerFile), 'acceptance');

const runFile = (folder: string): string => join(folder, 'run.json');
const REPORT = /^(\d{4,})\.json$/;

/** The unfinished test; `null` if there is none. A file that cannot be read is an error: its results must not be lost. */
export function readRun(folder: string): Result<AcceptanceRun | null, CliTrouble> {
  const file = runFile(folder);
  const text = textOf(file);
  if (text === null) return ok(null);
  const parsed = runSchema.safeParse(parseJson(text));
  return parsed.success
    ? ok(parsed.data)
    : failed(`${file} is not the state of an acceptance test: move it away, and begin again`);
}

/** Returns after the state of the test is on the disk. */
export function writeRun(folder: string, run: AcceptanceRun): void {
  makeFolder(folder);
  writeDurably(runFile(folder), `${JSON.stringify(run, null, 2)}\n`);
}

export const deleteUnfinishedAcceptance = (folder: string): void => rmSync(runFile(folder), { force: true });

/** All reports, oldest first. `null` stands for a report that cannot be read. */
export function readReports(
  folder: string,
): readonly { readonly file: string; readonly signed: SignedAcceptanceReport | null }[] {
  return filesIn(folder).map((name) => {
    const file = join(folder, name);
    return { file, signed: parseReport(textOf(file) ?? '') };
  });
}

const filesIn = (folder: string): readonly string[] =>
  (nullIfMissing(() => readdirSync(folder)) ?? [])
    .filter((name) => REPORT.test(name))
    .sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));

/** Writes a report to the disk and returns its file. The technician may read the file: it holds nothing secret. */
export function writeReport(folder: string, signed: SignedAcceptanceReport): string {
  makeFolder(folder);
  const file = join(folder, `${String(signed.report.number).padStart(4, '0')}.json`);
  writeDurably(file, formatReport(signed), 0o644);
  return file;
}

const textOf = (file: string): string | null => nullIfMissing(() => readFileSync(file, 'utf8'));
