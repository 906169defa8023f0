import { type AcceptanceRun, writeRun } from './folder.ts';
import type { Failure } from './report.ts';
import { isCode, type StepResult } from './result.ts';
import type { StepParts } from './step.ts';
import { STEP_IDS, type StepId } from './step-ids.ts';
import { STEPS } from './steps.ts';
import type { AcceptWords } from './words.ts';

/** Takes the remaining steps in order. A step that failed may be repeated. Each result is on the disk before the next step begins. */
export async function takeSteps(
  begun: AcceptanceRun,
  chosen: readonly StepId[],
  folder: string,
  parts: StepParts,
): Promise<AcceptanceRun> {
  let run = begun;
  for (const [nth, step] of chosen.entries()) {
    if (parts.stop.aborted) return run;
    if (run.results.some((result) => result.step === step && result.outcome !== 'failed')) continue;
    const { person, words } = parts;
    person.tell('');
    person.tell(`${nth + 1}/${chosen.length}  ${words.steps[step].title}`);
    person.tell(words.steps[step].does);
    run = await takeStep(run, step, folder, parts);
  }
  return run;
}

async function takeStep(begun: AcceptanceRun, step: StepId, folder: string, parts: StepParts): Promise<AcceptanceRun> {
  const { person, words, timestamp, stop } = parts;
  let run = begun;
  for (;;) {
    const found = await STEPS[step](parts);
    if (stop.aborted) return run;
    const result: StepResult = { ...found, step, at: timestamp() };
    run = withResult(run, result);
    writeRun(folder, run);
    for (const line of resultLines(result, words)) person.tell(line);
    if (result.outcome !== 'failed') return run;
    const answer = (await person.ask(words.againOrOn)).toLowerCase();
    if (stop.aborted || words.on.includes(answer)) return run;
  }
}

function withResult(run: AcceptanceRun, result: StepResult): AcceptanceRun {
  const { step, code, detail, at } = result;
  const failures: readonly Failure[] =
    result.outcome === 'failed' ? [...run.failures, { step, code, detail, at }] : run.failures;
  const results = [...run.results.filter((each) => each.step !== step), result];
  return { ...run, failures: [...failures], results: results.sort(byOrder) };
}

const byOrder = (one: StepResult, other: StepResult): number =>
  STEP_IDS.indexOf(one.step) - STEP_IDS.indexOf(other.step);

function resultLines({ outcome, seen, detail, code, fix }: StepResult, words: AcceptWords): readonly string[] {
  const more = detail === '' ? '' : ` (${detail})`;
  if (outcome !== 'failed') return [`${words.outcome[outcome]}: ${words.seen[seen]}${more}`];
  return [`${words.outcome.failed}: ${code}${more}`, `${words.fix}: ${fixWords(code, fix, words)}`];
}

export const fixWords = (code: string | null, fix: string | null, words: AcceptWords): string =>
  code !== null && isCode(code) && code in words.fixes ? words.fixes[code as keyof typeof words.fixes] : (fix ?? '');
