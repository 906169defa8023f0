import { isDeepStrictEqual } from 'node:util';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { compareSettings, differenceWords, type SettingDifference } from './difference.ts';
import {
  type KeptSettingEntry,
  readKeptSettings,
  type SettingsSnapshot,
  settingsNow,
  writeKeptSettings,
} from './kept-settings.ts';
import type { SettingsRoot } from './settings-root.ts';

const MOST_NAMED = 20;

/**
 * Accepts the present state of all settings when the kiosk is provisioned. Lists the settings that changed since the last time, except
 * `written`. A copy that cannot be written only causes a note, because the kiosk itself is provisioned.
 */
export async function acceptAllSettings(
  its: SettingsRoot,
  written: readonly string[],
  io: Pick<Io, 'note'>,
): Promise<void> {
  try {
    const before = readKeptSettings(its.place);
    const differences =
      before.ok && before.value
        ? (await compareSettings(before.value, its)).differences
        : ([] as readonly SettingDifference[]);
    const present = await settingsNow(its.place);
    // The same command again changes nothing.
    if (!before.ok || !isDeepStrictEqual(before.value?.entries, present.entries)) writeKeptSettings(its.place, present);
    const found = differences.filter(({ path }) => !written.includes(path));
    for (const each of found.slice(0, MOST_NAMED))
      io.note(`a setting changed since the kiosk was provisioned, and is now accepted: ${differenceWords(each)}`);
    if (found.length > MOST_NAMED) io.note(`and ${found.length - MOST_NAMED} more settings`);
  } catch (error) {
    io.note(
      `doctor cannot compare the settings, because their copy was not written: ${describeSystemError(error)}; ${KEEP_ALL} writes it`,
    );
  }
}

/**
 * Accepts the present state of `written` alone, for a writer in a sandbox that does not see all settings. `doctor` still reports other
 * changes. Without a copy it writes none.
 */
export async function acceptWrittenSettings(
  { place }: SettingsRoot,
  written: readonly string[],
  io: Pick<Io, 'note'>,
): Promise<void> {
  try {
    const before = readKeptSettings(place);
    if (!before.ok || !before.value) return;
    const changed = written.map((path) => ({ path }));
    writeKeptSettings(place, acceptDifferences(before.value, await settingsNow(place, written), changed));
  } catch (error) {
    io.note(`the copy of the settings was not written: ${describeSystemError(error)}; ${KEEP_ALL} writes it`);
  }
}

export const KEEP_ALL = 'sudo asan-kiosk settings keep --all';

/** Accepts the present state of some settings; other settings stay as in the copy. */
export function acceptDifferences(
  kept: SettingsSnapshot,
  present: SettingsSnapshot,
  differences: readonly Pick<SettingDifference, 'path'>[],
): SettingsSnapshot {
  const entries = new Map<string, KeptSettingEntry>(Object.entries(kept.entries));
  for (const { path } of differences) {
    const now = present.entries[path];
    if (now) entries.set(path, now);
    else entries.delete(path);
  }
  const isHeld = holderOf(entries);
  const wasHeld = holderOf(new Map(Object.entries(kept.entries)));
  for (const [path, entry] of Object.entries(present.entries))
    if (entry.is === 'folder' && !entries.has(path) && isHeld(path)) entries.set(path, entry);
  for (const [path, { is }] of entries)
    if (is === 'folder' && !present.entries[path] && wasHeld(path) && !isHeld(path)) entries.delete(path);
  return {
    isCut: kept.isCut,
    entries: Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function holderOf(entries: ReadonlyMap<string, KeptSettingEntry>): (folder: string) => boolean {
  const held = new Set<string>();
  for (const [path, { is }] of entries)
    if (is !== 'folder')
      for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) held.add(path.slice(0, end));
  return (folder) => held.has(folder);
}
