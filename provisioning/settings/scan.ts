import { hash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { withNoFollowHandle } from '../../device/files/file-itself.ts';
import {
  comparedContent,
  HOME_SETTINGS,
  HOMES,
  isCompared,
  isDebianCertificateLink,
  SETTINGS_PATHS,
} from './places.ts';
import { isSecret } from './secrets.ts';

/** `sha256` is of the compared part; `null`: the file is too large, so its size is compared. */
export type SettingEntry =
  | {
      readonly is: 'file';
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
      readonly bytes: number;
      readonly sha256: string | null;
    }
  | { readonly is: 'folder' | 'other'; readonly mode: number; readonly uid: number; readonly gid: number }
  | { readonly is: 'link'; readonly uid: number; readonly gid: number; readonly to: string };

export interface SettingContent {
  readonly bytes: Buffer;
  /** `null`: a secret, or no text, or too long to show. */
  readonly text: string | null;
}

export interface SettingsScan {
  /** Sorted by path. */
  readonly entries: ReadonlyMap<string, SettingEntry>;
  /** Too many entries: some were left out. */
  readonly isCut: boolean;
}

/** A kiosk has about 2,500. */
const MOST_ENTRIES = 20_000;
/**
 * Most bytes hashed of one file, and (MOST_HASHED) of all; further files are compared by size. A board reads 40 MiB a second from its card.
 */
const LONGEST_HASHED = 16 * 2 ** 20;
const MOST_HASHED = 64 * 2 ** 20;
const LONGEST_TEXT = 64 * 2 ** 10;
/** Entries read between two turns of the event loop. Reading in parallel costs twice the CPU time: these files are small. */
const ENTRIES_A_TURN = 32;

export type SettingsPathMapper = (path: string) => string;

export interface ScanOptions {
  readonly place: SettingsPathMapper;
  readonly paths?: readonly string[];
  /** Limits, for tests. */
  readonly most?: number;
  readonly mostHashed?: number;
  readonly onFile?: (path: string, entry: Extract<SettingEntry, { is: 'file' }>, content: SettingContent) => void;
}

/** Reads the settings of the machine. Never follows a link. Throws the system's errors, such as EACCES. */
export async function scanSettings({
  place,
  paths = [...SETTINGS_PATHS, ...homePlaces(place)],
  most = MOST_ENTRIES,
  mostHashed = MOST_HASHED,
  onFile,
}: ScanOptions): Promise<SettingsScan> {
  const entries = new Map<string, SettingEntry>();
  let isCut = false;
  let leftBytes = mostHashed;
  const ahead = paths.toReversed();
  while (ahead.length > 0) {
    const path = ahead.pop() ?? '';
    const look = lookAt(place(path));
    if (!look || entries.has(path) || !isCompared(path)) continue;
    if (entries.size >= most) {
      isCut = true;
      break;
    }
    const longest = Math.min(LONGEST_HASHED, leftBytes);
    const entry = entryOf(path, look, { place, longest, ...(onFile && { onFile }) });
    if (entry === null) continue;
    if (entry.is === 'file' && entry.sha256 !== null) leftBytes -= look.size;
    entries.set(path, entry);
    if (entry.is === 'folder') ahead.push(...namesIn(place(path)).map((name) => `${path}/${name}`));
    if (entries.size % ENTRIES_A_TURN === 0) await setImmediate();
  }
  return { entries: new Map([...entries].sort(([one], [other]) => (one < other ? -1 : 1))), isCut };
}

interface Reading extends Pick<ScanOptions, 'place' | 'onFile'> {
  /** Bytes. */
  readonly longest: number;
}

/** `null`: the file is gone meanwhile, or is no setting. */
function entryOf(path: string, look: Stats, { place, longest, onFile }: Reading): SettingEntry | null {
  const { uid, gid } = look;
  const mode = look.mode & 0o7777;
  if (look.isSymbolicLink()) {
    const to = readlinkSync(place(path));
    return isDebianCertificateLink(path, to) ? null : { is: 'link', uid, gid, to };
  }
  if (look.isDirectory()) return { is: 'folder', mode, uid, gid };
  if (!look.isFile()) return { is: 'other', mode, uid, gid };
  if (look.size > longest) return { is: 'file', mode, uid, gid, bytes: look.size, sha256: null };
  const content = contentAt(path, place, mode);
  if (content === null) return null;
  const compared = comparedContent(path, content.bytes);
  const entry = { is: 'file', mode, uid, gid, bytes: look.size, sha256: hash('sha256', compared) } as const;
  onFile?.(path, entry, content);
  return entry;
}

/** SHA-256 of the compared part; `null`: the file is too large or gone, or is a link or a folder. */
export function digestOf(path: string, place: SettingsPathMapper, look: Stats): string | null {
  const entry = entryOf(path, look, { place, longest: LONGEST_HASHED });
  return entry?.is === 'file' ? entry.sha256 : null;
}

/** `null`: the file is gone. */
export function contentAt(path: string, place: SettingsPathMapper, mode: number): SettingContent | null {
  try {
    const bytes = withNoFollowHandle(place(path), (handle) => readFileSync(handle));
    return { bytes, text: shownText(path, bytes, mode) };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function shownText(path: string, bytes: Buffer, mode: number): string | null {
  if (bytes.length > LONGEST_TEXT || bytes.includes(0)) return null;
  try {
    const text = UTF8.decode(bytes);
    return isSecret(path, mode, text) ? null : text;
  } catch {
    return null;
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ELOOP', 'ENOTDIR', 'ENXIO'].includes(String(error.code));

function lookAt(at: string): Stats | null {
  try {
    return lstatSync(at);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** In reverse order: the caller takes the last name first. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort().toReversed();
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function homePlaces(place: SettingsPathMapper): readonly string[] {
  const homes = [HOMES.root, ...namesIn(place(HOMES.all)).map((name) => `${HOMES.all}/${name}`)];
  return homes
    .filter((home) => lookAt(place(home))?.isDirectory())
    .flatMap((home) => [
      ...namesIn(place(home))
        .filter((name) => name.startsWith('.'))
        .map((name) => `${home}/${name}`)
        .filter((path) => !lookAt(place(path))?.isDirectory()),
      ...HOME_SETTINGS.map((name) => `${home}/${name}`),
    ]);
}
