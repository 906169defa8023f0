import type { Profile } from '../../device/config/profile.ts';
import type { Clock } from '../../drivers/clock.ts';
import { createLinePort } from '../../drivers/kinds/lines.ts';
import type { LinePattern, Lines, LinesStatus, LineTrouble } from '../../drivers/lines/contract.ts';
import { createLines } from '../../drivers/lines/driver.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { adviceOf, reachesStatus, untilInterrupt } from './open-device.ts';

export interface LinesOptions {
  readonly profile?: string;
  readonly json?: true;
}

export interface SetLineOptions extends LinesOptions {
  /** Duration in seconds; default: until Ctrl-C. */
  readonly for?: number;
}

/** ms; two tools of a few ms each, on a busy Raspberry Pi. */
const KNOWN_MS = 5_000;

export async function linesStatus(options: LinesOptions, io: Io): Promise<CliOutcome> {
  return withLines(options, io, async ({ lines, section }) => {
    await areLinesKnownInTime(lines, io.clock);
    const status = lines.status();
    if (options.json) printJson(io, jsonOf(status, section));
    else io.out(formatTable(rowsOf(status, section)));
    return outcomeOf(status);
  });
}

export async function linesWatch(name: string | undefined, options: LinesOptions, io: Io): Promise<CliOutcome> {
  return withLines(options, io, async ({ lines, section }) => {
    const names = name === undefined ? Object.keys(section.map) : [name];
    const unknown = names.find((each) => !Object.hasOwn(section.map, each));
    if (unknown !== undefined) return noSuchName(unknown, section);
    const told = new Map<string, string>();
    const tell = ({ lines: all }: LinesStatus) => {
      for (const each of names) {
        const { state = 'unknown', trouble = null } = all[each] ?? {};
        const words = trouble ? `${state} (${trouble.code}, ${trouble.detail})` : state;
        if (state === 'unknown' || told.get(each) === words) continue;
        told.set(each, words);
        if (options.json) printJson(io, { line: each, state, code: trouble?.code ?? null });
        else io.out(`${each}  ${words}\n`);
      }
    };
    lines.onStatus(tell);
    tell(lines.status());
    await untilInterrupt(io);
    return done;
  });
}

/** Shows a pattern on an output while the command runs: a released line keeps no level. */
export async function linesSet(
  name: string,
  pattern: LinePattern,
  options: SetLineOptions,
  io: Io,
): Promise<CliOutcome> {
  return withLines(options, io, async ({ lines, section }) => {
    if (section.map[name]?.direction !== 'out') return noSuchName(name, section, 'out');
    await areLinesKnownInTime(lines, io.clock);
    const shown = await lines.set(name, pattern);
    if (options.json) printJson(io, { line: name, shown: shown.ok, code: shown.ok ? null : shown.error.code });
    if (!shown.ok) return troubleLine(name, shown.error);
    if (!options.json) io.note(options.for === undefined ? 'Shown until Ctrl-C.' : `Shown for ${options.for} s.`);
    await untilInterrupt(io, options.for);
    return done;
  });
}

/** Parses `on`, `off`, `blink` (twice a second) or `blink:ON:OFF` in milliseconds. */
export function patternFrom(text: string): LinePattern | undefined {
  if (text === 'on' || text === 'off') return text;
  if (text === 'blink') return { onMs: 250, offMs: 250 };
  const blink = /^blink:(\d{2,5}):(\d{2,5})$/.exec(text);
  return blink ? { onMs: Number(blink[1]), offMs: Number(blink[2]) } : undefined;
}

type Section = NonNullable<Profile['lines']>;

interface Opened {
  readonly lines: Lines;
  readonly section: Section;
}

async function withLines(
  options: LinesOptions,
  io: Io,
  use: (opened: Opened) => Promise<CliOutcome>,
): Promise<CliOutcome> {
  const section = await sectionOf(options);
  if (!section.ok) return section;
  const { map, adapter } = section.value;
  const port = createLinePort(adapter, io.clock);
  const lines = createLines({ map, port, clock: io.clock, random: Math.random });
  try {
    return await use({ lines, section: section.value });
  } finally {
    await lines.close();
  }
}

async function sectionOf({ profile: file }: LinesOptions): Promise<Result<Section, CliTrouble>> {
  if (file === undefined) return misused('the lines have no address: add --profile FILE with a section `lines`');
  const profile = loadProfileFile(file);
  if (!profile.ok) return profile;
  const { lines } = profile.value;
  if (!lines) return misused(`${file} has no section \`lines\`; drivers/README.md shows one`);
  return ok(lines);
}

/** Waits until the state of every line is known. Returns whether this came in time. */
export const areLinesKnownInTime = (lines: Lines, clock: Clock): Promise<boolean> =>
  reachesStatus(lines, ({ device }) => device !== 'starting', clock, KNOWN_MS);

const jsonOf = ({ device, lines }: LinesStatus, { adapter, map }: Section) => ({
  device,
  adapter,
  lines: Object.fromEntries(
    Object.entries(lines).map(([name, { state, trouble }]) => [
      name,
      { direction: map[name]?.direction, state, code: trouble?.code ?? null, detail: trouble?.detail ?? null },
    ]),
  ),
});

function rowsOf({ device, lines }: LinesStatus, { adapter, map }: Section): [string, string][] {
  return [
    ['adapter', adapter],
    ['device', device],
    ...Object.entries(lines).map(([name, { state, trouble }]): [string, string] => {
      const spec = map[name];
      const where = spec ? ` (${spec.chip} ${spec.offset}, ${spec.direction})` : '';
      return [name, `${state}${where}${trouble ? `: ${trouble.code}, ${trouble.detail}` : ''}`];
    }),
  ];
}

function outcomeOf({ lines }: LinesStatus): CliOutcome {
  const [first] = Object.entries(lines).flatMap(([name, { trouble }]) => (trouble ? [{ name, trouble }] : []));
  if (first) return troubleLine(first.name, first.trouble);
  const unknown = Object.entries(lines).find(([, { state }]) => state === 'unknown');
  return unknown
    ? failed(`the state of ${unknown[0]} is not known after ${KNOWN_MS / 1_000} s: ${adviceOf('LIN-106')}`)
    : done;
}

const troubleLine = (name: string, { code, detail }: LineTrouble): CliOutcome =>
  failed(`the line ${name} can not be used: ${detail} (${code}): ${adviceOf(code)}`);

function noSuchName(name: string, { map }: Section, direction?: 'out'): CliOutcome {
  const names = Object.keys(map).filter((each) => direction === undefined || map[each]?.direction === direction);
  const what = direction === undefined ? 'line' : 'output';
  return misused(`the profile has no ${what} called ${name}; there are ${names.join(', ') || 'none'}`);
}
