import { setImmediate } from 'node:timers/promises';
import { restartOnlyIfRunning } from '../../device/troubles/start-anew.ts';
import type { Clock } from '../../drivers/clock.ts';
import { messageOf } from '../../drivers/result.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckResult,
  type CheckSpec,
  NOT_PROVISIONED,
  skipped,
  warning,
} from './check.ts';
import { CheckSkippedError } from './machine-port.ts';
import { prependUnmaskToFix } from './unmask.ts';

/** ms, for one check; devices and commands have less. */
export const LONGEST_CHECK_MS = 15_000;

/** ms, for all checks together. */
export const LONGEST_DOCTOR_MS = 60_000;

/** More commands at once would block a small board. */
const SIDE_BY_SIDE = 8;

/** These groups read whole files and databases; meanwhile a device would seem silent. */
const FIRST: readonly CheckSpec['group'][] = ['program', 'ledger', 'log'];

const SECOND: readonly CheckSpec['group'][] = ['devices'];

const FROM_NEXT_START: readonly CheckSpec['group'][] = ['units', 'glass', 'closed'];

export interface RunChecksOptions {
  readonly boundMs?: number;
  readonly allMs?: number;
  readonly onEnd?: (waiting: readonly string[]) => void;
}

/**
 * Runs all checks, each with its limit: the groups `FIRST` one by one, then the others `SIDE_BY_SIDE` at a time. The results have the order
 * of the list. A check that does not end in time is `skip`, and the check `answers` fails for all late checks.
 */
export async function runChecks(
  checks: readonly CheckSpec[],
  context: CheckContext,
  {
    boundMs = LONGEST_CHECK_MS * context.machine.timeFactor,
    allMs = LONGEST_DOCTOR_MS * context.machine.timeFactor,
    onEnd = () => undefined,
  }: RunChecksOptions = {},
): Promise<readonly CheckResult[]> {
  const found = new Map<CheckSpec, CheckFinding>();
  const end = context.clock.now() + allMs;
  const run = async (check: CheckSpec) => {
    const leftMs = Math.max(0, Math.min(boundMs, end - context.clock.now()));
    found.set(check, leftMs === 0 ? tooLate(check, context) : await bounded(check, context, leftMs));
    onEnd(checks.filter((each) => !found.has(each)).map(({ id }) => id));
  };
  // The kiosk is asked first: behind the databases its answer would be late.
  await context.anyKiosk().catch(() => null);
  for (const check of checks.filter(({ group }) => FIRST.includes(group))) {
    await run(check);
    await setImmediate();
  }
  const sideBySide = async (these: readonly CheckSpec[]) => {
    const turns = these.values();
    const takeTurns = async () => {
      for (const check of turns) await run(check);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, takeTurns));
  };
  const others = checks.filter(({ group, looksLast }) => !FIRST.includes(group) && !looksLast);
  await sideBySide(others.filter(({ group }) => SECOND.includes(group)));
  await sideBySide(others.filter(({ group }) => !SECOND.includes(group)));
  // These checks do not wait, so they run after the time limit too.
  for (const check of checks.filter(({ looksLast }) => looksLast))
    found.set(check, await bounded(check, context, boundMs));
  return checks.map((check) => {
    const { id, group, title, expected } = check;
    const { wire: _, ...finding } = found.get(check) ?? skipped('not looked at');
    return { id, group, title, expected, ...finding };
  });
}

async function bounded(check: CheckSpec, context: CheckContext, boundMs: number): Promise<CheckFinding> {
  if (check.onlyInstalled && !context.installed) return skipped(NOT_INSTALLED);
  if (check.onlyInstalled && !context.provisioned) return skipped(NOT_PROVISIONED);
  const { clock } = context;
  let limit: unknown;
  const late = new Promise<CheckFinding>((settle) => {
    limit = clock.setTimeout(() => settle(tooLate(check, context)), boundMs);
  });
  try {
    return await Promise.race([look(check, context), late]);
  } finally {
    clock.clearTimeout(limit as Parameters<Clock['clearTimeout']>[0]);
  }
}

/** Afterwards no console is left for the acceptance test. */
const LAST_START = 'it starts with the last restart: first sudo asan-kiosk accept and a backup, then sudo reboot';

/** The finding's own fix would take the technician's console. */
const notStarted = (finding: CheckFinding): CheckFinding =>
  warning(`${finding.found}; this machine was provisioned and not restarted yet`, LAST_START);

const AT_CONSOLE = 'but first sudo asan-kiosk accept and a backup, because no console takes a login after a reboot';

/** Without a first start of the screen, which would take the technician's console. */
function keepConsole(fix: string): string {
  const kept = restartOnlyIfRunning(fix);
  return /\bsudo reboot\b/.test(kept) ? `${kept}; ${AT_CONSOLE}` : kept;
}

function tooLate({ id }: CheckSpec, { lateChecks }: CheckContext): CheckFinding {
  lateChecks.add(id);
  return skipped('not checked in time: the machine is too slow now, see answers');
}

export const NOT_INSTALLED = 'only checked on a kiosk that the package installed on this machine';

async function look(check: CheckSpec, context: CheckContext): Promise<CheckFinding> {
  try {
    const finding = await check.look(context);
    const isWrong = finding.state === 'fail' || finding.state === 'warn';
    if (!isWrong) return finding;
    const isLater = FROM_NEXT_START.includes(check.group);
    const kept = finding.fix && keepConsole(finding.fix);
    if ((isLater || kept !== finding.fix) && (await awaitsStart(context)))
      return isLater ? notStarted(finding) : prependUnmaskToFix(context.machine, { ...finding, fix: kept });
    return prependUnmaskToFix(context.machine, finding);
  } catch (error) {
    if (error instanceof CheckSkippedError) return skipped(error.message);
    return bad(
      `this check itself failed: ${messageOf(error)}`,
      `report it to the developers of asan-kiosk, with the id ${check.id}`,
    );
  }
}

async function awaitsStart(context: CheckContext): Promise<boolean> {
  try {
    return await context.awaitsStart();
  } catch (error) {
    if (error instanceof CheckSkippedError) return false;
    throw error;
  }
}
