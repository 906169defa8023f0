import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../drivers/clock.ts';
import { messageOf } from '../../drivers/result.ts';
import {
  bad,
  type Check,
  type CheckContext,
  type CheckSpec,
  type Finding,
  NOT_PROVISIONED,
  skipped,
  warning,
} from './check.ts';
import { CannotLook } from './machine-port.ts';

/** In ms. What a check waits for, a device or a command, has shorter bounds of its own. */
export const CHECK_MS = 15_000;

/** In ms. Of all of them together; what was not looked at by then is told as such. */
export const ALL_MS = 60_000;

/** Checks that look at the same time. Each may start a command: a hundred at once keep a small board from answering any of them. */
const SIDE_BY_SIDE = 8;

/** These checks read whole files and databases, and hold up all that waits beside them: a device would seem silent. */
const FIRST: readonly CheckSpec['group'][] = ['program', 'ledger', 'log'];

/** A device has little time to answer: on a slow machine that searches its files meanwhile, it would seem silent, too. */
const SECOND: readonly CheckSpec['group'][] = ['devices'];

/** What is right only once the machine has started as the kiosk that it was made. */
const FROM_NEXT_START: readonly CheckSpec['group'][] = ['units', 'glass', 'closed'];

export interface Run {
  /** In ms; of one check. */
  readonly boundMs?: number;
  readonly allMs?: number;
  /** What is still waited for, whenever a check has ended. */
  readonly onEnd?: (waiting: readonly string[]) => void;
}

/** All checks, `SIDE_BY_SIDE` at a time, each with its bound; in the order of the list. A check that does not end in time is `skip`, and `answers` fails for all of them. */
export async function runChecks(
  checks: readonly CheckSpec[],
  context: CheckContext,
  { boundMs = CHECK_MS, allMs = ALL_MS, onEnd = () => undefined }: Run = {},
): Promise<readonly Check[]> {
  const found = new Map<CheckSpec, Finding>();
  const end = context.clock.now() + allMs;
  const run = async (check: CheckSpec) => {
    const leftMs = Math.max(0, Math.min(boundMs, end - context.clock.now()));
    found.set(check, leftMs === 0 ? tooLate(check, context) : await bounded(check, context, leftMs));
    onEnd(checks.filter((each) => !found.has(each)).map(({ id }) => id));
  };
  // The running kiosk is asked first, because its answer would be late behind the databases. A check that needs it meets the same error.
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
  // These checks judge the other checks and do not wait, so they run even when the time is over.
  for (const check of checks.filter(({ looksLast }) => looksLast))
    found.set(check, await bounded(check, context, boundMs));
  return checks.map((check) => {
    const { id, group, title, expected } = check;
    const { wire: _, ...finding } = found.get(check) ?? skipped('not looked at');
    return { id, group, title, expected, ...finding };
  });
}

async function bounded(check: CheckSpec, context: CheckContext, boundMs: number): Promise<Finding> {
  if (check.onlyInstalled && !context.installed) return skipped(NOT_INSTALLED);
  if (check.onlyInstalled && !context.provisioned) return skipped(NOT_PROVISIONED);
  const { clock } = context;
  let limit: unknown;
  const late = new Promise<Finding>((settle) => {
    limit = clock.setTimeout(() => settle(tooLate(check, context)), boundMs);
  });
  try {
    return await Promise.race([look(check, context), late]);
  } finally {
    clock.clearTimeout(limit as Parameters<Clock['clearTimeout']>[0]);
  }
}

/** Not a command alone: after it there is no console to accept the cabinet at. */
const LAST_START = 'it comes with the last start: first sudo asan-kiosk accept and a backup, then sudo reboot';

/** Its own fix would take the console and the keyboard of the technician away who is not done yet. */
const notStarted = (finding: Finding): Finding =>
  warning(`${finding.found}; this machine was provisioned and not started anew yet`, LAST_START);

/** Finding of a check that did not end in time: it says nothing about the machine. */
function tooLate({ id }: CheckSpec, { lateChecks }: CheckContext): Finding {
  lateChecks.add(id);
  return skipped('not looked at in time: the machine is too slow now, see answers');
}

export const NOT_INSTALLED = 'only of a kiosk that the package has installed here';

async function look(check: CheckSpec, context: CheckContext): Promise<Finding> {
  try {
    const finding = await check.look(context);
    const isWrong = finding.state === 'fail' || finding.state === 'warn';
    if (!isWrong || !FROM_NEXT_START.includes(check.group)) return finding;
    return (await awaitsStart(context)) ? notStarted(finding) : finding;
  } catch (error) {
    if (error instanceof CannotLook) return skipped(error.message);
    // One check that is broken takes none of the others with it.
    return bad(
      `this check failed itself: ${messageOf(error)}`,
      `report it to whoever maintains asan-kiosk, with the id ${check.id}`,
    );
  }
}

/** Where nobody can tell, what was found stands as it is. */
async function awaitsStart(context: CheckContext): Promise<boolean> {
  try {
    return await context.awaitsStart();
  } catch (error) {
    if (error instanceof CannotLook) return false;
    throw error;
  }
}
