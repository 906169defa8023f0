import type { FileOwner } from '../../device/files/durable-file.ts';
import { createPackageFileTest, type IsUnchangedPackageFile } from './conffiles.ts';
import type { KeptSettingEntry, SettingsSnapshot } from './kept-settings.ts';
import { comparedContent } from './places.ts';
import { contentAt, type ScanOptions, type SettingEntry, type SettingsPathMapper, scanSettings } from './scan.ts';

export interface SettingDifference {
  readonly path: string;
  readonly is: 'added' | 'removed' | 'changed';
  /** Text of the change, without the path; empty: `is` says all. */
  readonly says: string;
  /** The copy has no secrets. */
  readonly canRestore: boolean;
}

export interface SettingsComparison {
  readonly differences: readonly SettingDifference[];
  readonly count: number;
  /** Files that are too large, so compared only by size. */
  readonly bySize: number;
  readonly isCut: boolean;
}

export const TOO_MANY_FILES_TEXT = 'there are too many files: added and removed files are not listed';

export async function compareSettings(
  { entries, isCut: wasCut }: SettingsSnapshot,
  scanning: Omit<ScanOptions, 'onFile'>,
): Promise<SettingsComparison> {
  const now = await scanSettings(scanning);
  const isCut = now.isCut || wasCut;
  const paths = [...new Set([...Object.keys(entries), ...now.entries.keys()])].sort();
  const look = lookAgain(scanning.place);
  const differences = paths.flatMap((path): readonly SettingDifference[] => {
    const [was, is] = [entries[path], now.entries.get(path)];
    if (was && is) {
      const says = changeWords(path, was, is, look);
      return says === '' ? [] : [{ path, is: 'changed', says, canRestore: isWhole(was, is) }];
    }
    // In a cut list, a file may be missing although it exists.
    if (isCut) return [];
    if (is) return isOfNote(path, is, look) ? [{ path, is: 'added', says: targetWords(is), canRestore: true }] : [];
    if (!was || (was.is === 'folder' && holdsContent(path, entries))) return [];
    return [{ path, is: 'removed', says: '', canRestore: isWhole(was, null) }];
  });
  const bySize = [...now.entries.values()].filter((entry) => entry.is === 'file' && entry.sha256 === null).length;
  return { differences, count: paths.length, bySize, isCut };
}

const targetWords = (entry: SettingEntry): string => (entry.is === 'link' ? `leads to ${entry.to}` : '');

function isWhole(was: KeptSettingEntry, now: SettingEntry | null): boolean {
  if (was.is !== 'file') return was.is !== 'other';
  return was.text !== undefined || (now?.is === 'file' && was.sha256 !== null && now.sha256 === was.sha256);
}

/** `/etc/x added` or `/etc/y changed: line 3 "a" was "b"`. */
export const differenceWords = ({ path, is, says }: SettingDifference): string =>
  says === '' ? `${path} ${is}` : `${path} ${is}: ${says}`;

interface Look {
  readonly content: (path: string, mode: number) => ReturnType<typeof contentAt>;
  readonly isOfPackage: (path: string, mode: number) => boolean;
}

function lookAgain(place: SettingsPathMapper): Look {
  let known: IsUnchangedPackageFile | null = null;
  const content = (path: string, mode: number) => contentAt(path, place, mode);
  return {
    content,
    isOfPackage(path, mode) {
      known ??= createPackageFileTest(place);
      const its = content(path, mode);
      return its !== null && known(path, its.bytes);
    },
  };
}

/** Whether an added entry is reported: no folder (its files are), and no file that an update brought. */
function isOfNote(path: string, entry: SettingEntry, { isOfPackage }: Look): boolean {
  if (entry.is === 'folder') return false;
  return entry.is !== 'file' || (entry.mode & 0o022) !== 0 || !isOfPackage(path, entry.mode);
}

const holdsContent = (folder: string, entries: SettingsSnapshot['entries']): boolean =>
  Object.entries(entries).some(([path, { is }]) => is !== 'folder' && path.startsWith(`${folder}/`));

const KIND = { file: 'a file', folder: 'a folder', link: 'a link', other: 'neither a file nor a folder' } as const;

function changeWords(path: string, was: KeptSettingEntry, now: SettingEntry, look: Look): string {
  if (was.is === 'link' && now.is === 'link') {
    return [now.to === was.to ? '' : `leads to ${now.to}, and led to ${was.to}`, ownerWords(was, now)]
      .filter(Boolean)
      .join(', ');
  }
  if (was.is !== now.is || was.is === 'link' || now.is === 'link')
    return `${KIND[now.is]}${now.is === 'link' ? ` to ${now.to}` : ''}, was ${KIND[was.is]}`;
  const mode = now.mode === was.mode ? '' : `mode ${octal(now.mode)} was ${octal(was.mode)}`;
  const content = was.is === 'file' && now.is === 'file' ? contentWords(path, was, now, look) : '';
  return [content, mode, ownerWords(was, now)].filter(Boolean).join(', ');
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

const ownerWords = (was: FileOwner, now: FileOwner): string =>
  was.uid === now.uid && was.gid === now.gid ? '' : `owner ${now.uid}:${now.gid} was ${was.uid}:${was.gid}`;

type KeptFile = Extract<KeptSettingEntry, { is: 'file' }>;
type PresentFile = Extract<SettingEntry, { is: 'file' }>;

function contentWords(path: string, was: KeptFile, now: PresentFile, look: Look): string {
  if (was.sha256 === null || now.sha256 === null)
    return was.bytes === now.bytes ? '' : `size ${now.bytes} was ${was.bytes}`;
  if (was.sha256 === now.sha256) return '';
  if (was.isOfPackage && look.isOfPackage(path, now.mode)) return '';
  const text = look.content(path, now.mode)?.text ?? null;
  if (was.text === undefined || text === null) return 'its content differs';
  const lines = (its: string) => comparedContent(path, Buffer.from(its)).toString().split('\n');
  return lineWords(lines(was.text), lines(text));
}

/** In letters. */
const LONGEST_LINE = 80;

const quoted = (line: string): string =>
  JSON.stringify(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line);

function lineWords(was: readonly string[], now: readonly string[]): string {
  let first = 0;
  while (first < Math.min(was.length, now.length) && was[first] === now[first]) first += 1;
  let last = 0;
  while (last < Math.min(was.length, now.length) - first && was.at(-1 - last) === now.at(-1 - last)) last += 1;
  const [gone, fresh] = [was.slice(first, was.length - last), now.slice(first, now.length - last)];
  const more = Math.max(gone.length, fresh.length) - 1;
  const [before, after] = [gone[0], fresh[0]];
  const line = `line ${first + 1} `;
  const words =
    after === undefined
      ? `${line}${quoted(before ?? '')} is gone`
      : before === undefined
        ? `${line}${quoted(after)} is new`
        : `${line}${quoted(after)} was ${quoted(before)}`;
  return more > 0 ? `${words}, and ${more} more ${more === 1 ? 'line' : 'lines'}` : words;
}
