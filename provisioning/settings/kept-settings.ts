import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { writeDurably } from '../../device/files/durable-file.ts';
import { isWritableByUserAlone, readOwnFile } from '../../device/files/file-itself.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import { INSTALLED } from '../machine/installed.ts';
import { createPackageFileTest } from './conffiles.ts';
import { type SettingsPathMapper, scanSettings } from './scan.ts';

/* The state of each path, and the content of texts that are not secret. */

const owner = { uid: z.int(), gid: z.int() };
const access = { mode: z.int(), ...owner };

const keptEntry = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('file'),
    ...access,
    bytes: z.int(),
    sha256: z.nullable(z.string()),
    /** Absent for a secret, a binary or a long file. */
    text: z.exactOptional(z.string()),
    /** An update of the package may change such a file. */
    isOfPackage: z.exactOptional(z.literal(true)),
  }),
  z.strictObject({ is: z.literal('folder'), ...access }),
  z.strictObject({ is: z.literal('other'), ...access }),
  z.strictObject({ is: z.literal('link'), ...owner, to: z.string() }),
]);

const keptSettings = z.strictObject({
  /** Too many files: some were left out. */
  isCut: z.boolean(),
  entries: z.record(z.string().startsWith('/'), keptEntry),
});

export type KeptSettingEntry = Readonly<z.infer<typeof keptEntry>>;
export type SettingsSnapshot = Readonly<z.infer<typeof keptSettings>>;

/** Without a date, so that equal settings give equal files; `at` is the file's date. */
export interface KeptSettings extends SettingsSnapshot {
  readonly at: Date;
}

export const KEPT_SETTINGS_FILE = `${INSTALLED.settings}/kept.json.gz`;

/** Bytes of all texts; further files have only a digest. A kiosk has about 2 MiB. */
const MOST_TEXT = 16 * 2 ** 20;
/** Bytes. `settings` never writes a larger copy. */
const LARGEST = 64 * 2 ** 20;

/** Reads the present state of every setting, or of `paths`. */
export async function settingsNow(place: SettingsPathMapper, paths?: readonly string[]): Promise<SettingsSnapshot> {
  const isOfPackage = createPackageFileTest(place);
  const more = new Map<string, Pick<Extract<KeptSettingEntry, { is: 'file' }>, 'text' | 'isOfPackage'>>();
  let left = MOST_TEXT;
  const { entries, isCut } = await scanSettings({
    place,
    ...(paths && { paths }),
    onFile(path, { bytes: size }, { bytes, text }) {
      const isKept = text !== null && size <= left;
      if (isKept) left -= size;
      more.set(path, { ...(isKept && { text }), ...(isOfPackage(path, bytes) && { isOfPackage: true }) });
    },
  });
  const kept = [...entries].map(([path, entry]): [string, KeptSettingEntry] => [
    path,
    entry.is === 'file' ? { ...entry, ...more.get(path) } : entry,
  ]);
  return { isCut, entries: Object.fromEntries(kept) };
}

/** Throws the system's errors. */
export function writeKeptSettings(place: SettingsPathMapper, { isCut, entries }: SettingsSnapshot): void {
  const file = place(KEPT_SETTINGS_FILE);
  makeFolder(dirname(file), 0o700);
  writeDurably(file, gzipSync(JSON.stringify({ isCut, entries })), 0o600);
}

/** `null`: no copy exists. An error says why the copy is refused. */
export function readKeptSettings(place: SettingsPathMapper): Result<KeptSettings | null, string> {
  try {
    const folder = lstatSync(place(INSTALLED.settings), { throwIfNoEntry: false });
    const file = lstatSync(place(KEPT_SETTINGS_FILE), { throwIfNoEntry: false });
    if (!folder || !file) return ok(null);
    if (!isWritableByUserAlone(folder)) return err(`${INSTALLED.settings} does not belong to root alone`);
    const bytes = readOwnFile(place(KEPT_SETTINGS_FILE));
    if (bytes === null) return err(`${KEPT_SETTINGS_FILE} does not belong to root alone`);
    const text = gunzipSync(bytes, { maxOutputLength: LARGEST }).toString();
    const read = keptSettings.safeParse(JSON.parse(text));
    return read.success ? ok({ ...read.data, at: file.mtime }) : err(`${KEPT_SETTINGS_FILE} is damaged`);
  } catch (error) {
    if (error instanceof SyntaxError || isOfZlib(error)) return err(`${KEPT_SETTINGS_FILE} is damaged`);
    return err(`${KEPT_SETTINGS_FILE} can not be read: ${describeSystemError(error)}`);
  }
}

const isOfZlib = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(Z_|ERR_BUFFER_TOO_LARGE)/.test(String(error.code));
