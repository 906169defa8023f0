import type { Io } from '../command/io.ts';
import { type CliOutcome, done } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import type { CheckResult } from './check.ts';
import { checkCountText, lineOf, reportOf } from './report.ts';

export interface DoctorWatchOptions {
  readonly everyMs: number;
  readonly json: boolean;
}

/** Prints the whole list once, then the changes of each run, until Ctrl-C. One run ends before the next begins. */
export function watchChecks(
  look: () => Promise<readonly CheckResult[]>,
  { everyMs, json }: DoctorWatchOptions,
  io: Io,
): Promise<CliOutcome> {
  let before: readonly CheckResult[] | null = null;
  let timer: unknown;
  let ended = false;

  function tell(checks: readonly CheckResult[]): void {
    const known = before;
    before = checks;
    const changed = known
      ? checks.filter(
          (check) =>
            !isSame(
              check,
              known.find(({ id }) => id === check.id),
            ),
        )
      : checks;
    if (json) {
      if (changed.length > 0) printJson(io, { ok: checks.every(({ state }) => state !== 'fail'), changed });
      return;
    }
    if (!known) io.out(reportOf(checks));
    else if (changed.length > 0) io.out(`\n${changed.map(lineOf).join('')}${checkCountText(checks)}\n`);
  }

  return new Promise((settle, fail) => {
    const release = io.onInterrupt(() => {
      ended = true;
      io.clock.clearTimeout(timer);
      settle(done);
    });
    const turn = async () => {
      const checks = await look();
      if (ended) return;
      tell(checks);
      timer = io.clock.setTimeout(() => void turn().catch(stop), everyMs);
    };
    const stop = (error: unknown) => {
      release();
      fail(error);
    };
    turn().catch(stop);
    if (!json) io.note(`Runs all checks again every ${everyMs / 1_000} s until Ctrl-C.`);
  });
}

/** Numbers change by themselves, such as free memory; a new state or other text is news. */
const isSame = (one: CheckResult, other: CheckResult | undefined): boolean =>
  other !== undefined && one.state === other.state && withoutNumbers(one.found) === withoutNumbers(other.found);

const withoutNumbers = (text: string): string => text.replace(/\d+(\.\d+)?/g, '#');
