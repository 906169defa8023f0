import { CHECK_GROUPS, type CheckGroup, type CheckResult } from './check.ts';

const WIDTH = 22;
/** If more checks were skipped for one reason, the report only counts them; `--json` lists all. */
const MOST_NAMED = 12;

/** Report for a technician, by group: troubles with their fix, skipped checks in one line for each reason, and the sum. */
export function reportOf(checks: readonly CheckResult[]): string {
  const groups = (Object.keys(CHECK_GROUPS) as CheckGroup[]).flatMap((group) => {
    const its = checks.filter((check) => check.group === group && check.state !== 'skip');
    return its.length === 0 ? [] : [`${CHECK_GROUPS[group]}\n${its.map(lineOf).join('')}`];
  });
  return `${[...groups, skippedLines(checks), `${checkCountText(checks)}${codeLine(checks)}`].join('\n')}\n`;
}

function codeLine(checks: readonly CheckResult[]): string {
  const [code] = checks.flatMap(({ found, fix }) =>
    fix === null ? [] : (/\b[A-Z]{3}-\d{3}\b/.exec(found + fix) ?? []),
  );
  return code === undefined ? '' : `\nMore about a code: asan-kiosk explain ${code}`;
}

export function lineOf({ id, title, state, found, expected, fix }: CheckResult): string {
  const first = `  ${state.padEnd(4)}  ${id.padEnd(WIDTH)}`;
  if (fix === null) return `${first}  ${found}\n`;
  const rest = ' '.repeat(WIDTH + 10);
  return `${first}  ${title}: ${found}\n${rest}expected: ${expected}\n${rest}fix: ${fix}\n`;
}

function skippedLines(checks: readonly CheckResult[]): string {
  const reasons = new Map<string, string[]>();
  for (const { state, found, id } of checks)
    if (state === 'skip') reasons.set(found, [...(reasons.get(found) ?? []), id]);
  const lines = [...reasons].map(
    ([why, ids]) => `  skip  ${ids.length > MOST_NAMED ? `${ids.length} checks` : ids.join(', ')}: ${why}\n`,
  );
  return lines.length === 0 ? '' : `Not looked at\n${lines.join('')}`;
}

/** `63 checks: 40 ok, 2 warn, 1 fail, 20 skip`. */
export function checkCountText(checks: readonly CheckResult[]): string {
  const count = (state: CheckResult['state']) => checks.filter((check) => check.state === state).length;
  return `${checks.length} checks: ${(['ok', 'warn', 'fail', 'skip'] as const).map((state) => `${count(state)} ${state}`).join(', ')}`;
}
