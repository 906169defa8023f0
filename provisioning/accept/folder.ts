import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../device/files/durable-file.ts';
import { ifThere } from '../../device/files/if-there.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { jsonIn } from '../../device/words/json.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { failureSchema, formatReport, parseReport, type SignedReport } from './report.ts';
import { resultSchema } from './result.ts';

const runSchema = z.strictObject({
  run: z.uuid(),
  begunAt: z.string(),
  /** SHA-256 of the profile it was begun with. */
  profile: z.string(),
  /** The newest of each step that was taken. */
  results: z.array(resultSchema),
  failures: z.array(failureSchema),
});

/** A test that is under way, or was left. */
export type Run = z.infer<typeof runSchema>;

/** Where reports are kept: beside the ledger, so that a person who copies one for safety also copies the other. */
export const acceptanceFolder = (ledgerFile: string): string => join(dirname(ledgerFile), 'acceptance');

const runFile = (folder: string): string => join(folder, 'run.json');
const REPORT = /^(\d{4,})\.json$/;

/** `null` where none is under way. One that can not be read is named: nobody is to lose what was seen. */
export function readRun(folder: string): Result<Run | null, CliTrouble> {
  const file = runFile(folder);
  const text = textOf(file);
  if (text === null) return ok(null);
  const parsed = runSchema.safeParse(jsonIn(text));
  return parsed.success
    ? ok(parsed.data)
    : failed(`${file} is no state of an acceptance test: move it away, and begin anew`);
}

/** On the disk when it returns. */
export function writeRun(folder: string, run: Run): void {
  makeFolder(folder);
  writeDurably(runFile(folder), `${JSON.stringify(run, null, 2)}\n`);
}

export const endRun = (folder: string): void => rmSync(runFile(folder), { force: true });

/** All reports that are there, oldest first; `null` in the place of one that can not be read. */
export function readReports(
  folder: string,
): readonly { readonly file: string; readonly signed: SignedReport | null }[] {
  return filesIn(folder).map((name) => {
    const file = join(folder, name);
    return { file, signed: parseReport(textOf(file) ?? '') };
  });
}

const filesIn = (folder: string): readonly string[] =>
  (ifThere(() => readdirSync(folder)) ?? [])
    .filter((name) => REPORT.test(name))
    .sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));

/** Writes a report and returns its file. The report is on the disk by then. The technician may read it: nothing in it is secret. */
export function writeReport(folder: string, signed: SignedReport): string {
  makeFolder(folder);
  const file = join(folder, `${String(signed.report.number).padStart(4, '0')}.json`);
  writeDurably(file, formatReport(signed), 0o644);
  return file;
}

const textOf = (file: string): string | null => ifThere(() => readFileSync(file, 'utf8'));
