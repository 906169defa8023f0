import { err, ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import {
  compareSettings,
  differenceWords,
  type SettingDifference,
  type SettingsComparison,
  TOO_MANY_FILES_TEXT,
} from './difference.ts';
import { type KeptSettings, readKeptSettings, settingsNow, writeKeptSettings } from './kept-settings.ts';
import { commandsForEffect, PATHS_COVERED_BY_OTHER_CHECKS } from './places.ts';
import { putBackSettings } from './put-back.ts';
import { type SettingsRoot, settingsRoot } from './settings-root.ts';
import { acceptDifferences, KEEP_ALL } from './take.ts';

export interface SettingsOptions {
  readonly all?: true;
  readonly json?: true;
}

export async function listSettings(
  { json }: SettingsOptions,
  io: Io,
  its: SettingsRoot = settingsRoot(),
): Promise<CliOutcome> {
  const here = await compareHere(its);
  if (!here.ok) return here;
  const { kept, differences, count, bySize, isCut } = here.value;
  if (json) printJson(io, { keptAt: kept.at.toISOString(), compared: count, bySize, isCut, differences });
  else if (differences.length === 0) io.out(`${count} settings are as on ${kept.at.toISOString()}\n`);
  else io.out(differences.map((each) => `${differenceWords(each)}\n`).join(''));
  if (isCut) io.note(TOO_MANY_FILES_TEXT);
  io.note(NOT_COMPARED);
  return differences.length === 0
    ? done
    : failed(`${settingsWords(differences.length)} not as on ${kept.at.toISOString()}`);
}

const NOT_COMPARED = `not compared, because the profile, an order or a renewal changes them (sudo asan-kiosk doctor checks them): ${PATHS_COVERED_BY_OTHER_CHECKS.join(', ')}`;

/** Restores the settings at and below these paths to their state at provisioning. */
export async function restoreSettings(
  paths: readonly string[],
  options: SettingsOptions,
  io: Io,
  its: SettingsRoot = settingsRoot(),
): Promise<CliOutcome> {
  const chosen = await chosenHere(paths, options, its, 'restore');
  if (!chosen.ok) return chosen;
  const { kept, differences } = chosen.value;
  const outcomes = putBackSettings(differences, kept, its.root);
  const changed = outcomes.filter(({ did }) => did !== 'failed').map(({ path }) => path);
  const next = changed.length === 0 ? [] : commandsForEffect(changed);
  if (options.json) printJson(io, { settings: outcomes, next });
  else {
    for (const { path, did, why } of outcomes) io.out(`${path}: ${why === undefined ? did : `not put back: ${why}`}\n`);
    if (outcomes.length === 0) io.out('nothing to restore: none of these settings has changed\n');
    if (next.length > 0) io.out(`Next: ${next.join(' && ')}\n`);
  }
  const lost = outcomes.length - changed.length;
  return lost === 0 ? done : failed(`${settingsWords(lost)} not restored; the reasons are above`);
}

/** Accepts the present state of the settings at these paths. */
export async function acceptSettings(
  paths: readonly string[],
  options: SettingsOptions,
  io: Io,
  its: SettingsRoot = settingsRoot(),
): Promise<CliOutcome> {
  if (process.getuid?.() !== 0 && its.root === '/') return failed(ONLY_ROOT);
  const isFirst = options.all && paths.length === 0 && !hasCopy(its);
  const chosen = isFirst ? ok(null) : await chosenHere(paths, options, its, 'keep');
  if (!chosen.ok) return chosen;
  try {
    const present = await settingsNow(its.place);
    const differences = chosen.value?.differences ?? [];
    const next = chosen.value && !options.all ? acceptDifferences(chosen.value.kept, present, differences) : present;
    writeKeptSettings(its.place, next);
    if (options.json) printJson(io, { kept: differences, settings: Object.keys(next.entries).length });
    else {
      for (const each of differences) io.out(`${differenceWords(each)}: accepted as it is now\n`);
      if (isFirst) io.out(`${Object.keys(next.entries).length} settings are kept as they are now\n`);
      else if (differences.length === 0) io.out('nothing to keep: none of these settings has changed\n');
    }
    return done;
  } catch (error) {
    return failed(
      `the copy of the settings was not written: ${describeSystemError(error)}; df -h shows whether the disk is full`,
    );
  }
}

/** A damaged copy does not count; `keep --all` writes a new one. */
function hasCopy({ place }: SettingsRoot): boolean {
  const read = readKeptSettings(place);
  return read.ok && read.value !== null;
}

const ONLY_ROOT = 'only root may read the settings: run it with sudo';
const settingsWords = (count: number): string => (count === 1 ? '1 setting is' : `${count} settings are`);

interface ComparisonHere extends SettingsComparison {
  readonly kept: KeptSettings;
}

async function compareHere(its: SettingsRoot): Promise<Result<ComparisonHere, CliTrouble>> {
  if (process.getuid?.() !== 0 && its.root === '/') return failed(ONLY_ROOT);
  const read = readKeptSettings(its.place);
  if (!read.ok) return failed(`${read.error}: check the files below /etc, then ${KEEP_ALL} makes a new copy`);
  if (read.value === null)
    return failed(
      `there is no copy of the settings of this machine: provision makes it. On a provisioned kiosk: ${KEEP_ALL}`,
    );
  try {
    return ok({ kept: read.value, ...(await compareSettings(read.value, its)) });
  } catch (error) {
    return failed(`the settings can not be read: ${describeSystemError(error)}`);
  }
}

interface Choice {
  readonly kept: KeptSettings;
  readonly differences: readonly SettingDifference[];
}

/** A folder means all settings below it. */
async function chosenHere(
  paths: readonly string[],
  { all }: SettingsOptions,
  its: SettingsRoot,
  verb: string,
): Promise<Result<Choice, CliTrouble>> {
  if (all && paths.length > 0) return misused('name paths, or give --all; not both');
  if (!all && paths.length === 0)
    return misused(
      `name the settings: asan-kiosk settings ${verb} PATH…, or --all; asan-kiosk settings list names them`,
    );
  const here = await compareHere(its);
  if (!here.ok) return here;
  const { kept, differences } = here.value;
  if (all) return ok({ kept, differences });
  const chosen = (path: string) => ({ path, below: path.endsWith('/') ? path : `${path}/` });
  const wanted = paths.map((path) => chosen(path.length > 1 ? path.replace(/\/+$/, '') : path));
  const isOf = ({ path, below }: ReturnType<typeof chosen>, its: string) => its === path || its.startsWith(below);
  const known = [...Object.keys(kept.entries), ...differences.map(({ path }) => path)];
  const unknown = wanted.filter((each) => !known.some((path) => isOf(each, path)));
  if (unknown.length > 0)
    return err({
      exit: 2,
      line: `${unknown.map(({ path }) => path).join(', ')} is not a compared setting, so nothing was changed; asan-kiosk settings list shows the whole path of each difference`,
    });
  return ok({ kept, differences: differences.filter(({ path }) => wanted.some((each) => isOf(each, path))) });
}
