import { type AcceptanceRun, writeRun } from './folder.ts';
import type { AcceptanceFailure } from './report.ts';
import { type AcceptanceStepResult, isTroubleCode } from './result.ts';
import type { AcceptanceContext } from './step.ts';
import { ACCEPTANCE_STEP_IDS, type AcceptanceStepId } from './step-ids.ts';
import { ACCEPTANCE_STEPS } from './steps.ts';
import type { AcceptWords } from './words.ts';

/** Takes the remaining steps in order. A step that failed may be repeated. Each result is on the disk before the next step begins. */
export async function runAcceptanceSteps(
  begun: AcceptanceRun,
  chosen: readonly AcceptanceStepId[],
  folder: string,
  parts: AcceptanceContext,
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

async function takeStep(
  begun: AcceptanceRun,
  step: AcceptanceStepId,
  folder: string,
  parts: AcceptanceContext,
): Promise<AcceptanceRun> {
  const { person, words, timestamp, stop } = parts;
  let run = begun;
  for (;;) {
    const found = await ACCEPTANCE_STEPS[step](parts);
    if (stop.aborted) return run;
    const result: AcceptanceStepResult = { ...found, step, at: timestamp() };
    run = withResult(run, result);
    writeRun(folder, run);
    for (const line of resultLines(result, words)) person.tell(line);
    if (result.outcome !== 'failed') return run;
    const answer = (await person.ask(words.againOrOn)).toLowerCase();
    if (stop.aborted || words.on.includes(answer)) return run;
  }
}

function withResult(run: AcceptanceRun, result: AcceptanceStepResult): AcceptanceRun {
  const { step, code, detail, at } = result;
  const failures: readonly AcceptanceFailure[] =
    result.outcome === 'failed' ? [...run.failures, { step, code, detail, at }] : run.failures;
  const results = [...run.results.filter((each) => each.step !== step), result];
  return { ...run, failures: [...failures], results: results.sort(byOrder) };
}

const byOrder = (one: AcceptanceStepResult, other: AcceptanceStepResult): number =>
  ACCEPTANCE_STEP_IDS.indexOf(one.step) - ACCEPTANCE_STEP_IDS.indexOf(other.step);

function resultLines(
  { outcome, seen, detail, code, fix }: AcceptanceStepResult,
  words: AcceptWords,
): readonly string[] {
  const more = detail === '' ? '' : ` (${detail})`;
  if (outcome !== 'failed') return [`${words.outcome[outcome]}: ${words.seen[seen]}${more}`];
  return [`${words.outcome.failed}: ${code}${more}`, `${words.fix}: ${translatedFix(code, fix, words)}`];
}

export const translatedFix = (code: string | null, fix: string | null, words: AcceptWords): string =>
  code !== null && isTroubleCode(code) && code in words.fixes
    ? words.fixes[code as keyof typeof words.fixes]
    : (fix ?? '');
