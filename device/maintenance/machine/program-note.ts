import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { nullIfMissing } from '../../files/if-there.ts';
import type { LogSigner } from '../../merkle/signer.ts';
import { formatNote } from '../../proof/note.ts';

/** Folders of the installed program that decide what it does. */
const PROGRAM_FOLDERS = ['dist/device', 'dist/ui', 'device/catalogue'] as const;

/**
 * SHA-256 over one line for each file, sorted by path: hash, two spaces, path, as `sha256sum` prints them. `null`: no program is built here.
 */
export async function programHash(root: string): Promise<string | null> {
  const files = (await Promise.all(PROGRAM_FOLDERS.map((folder) => filesIn(join(root, folder))))).flat().sort();
  if (files.length === 0) return null;
  const lines: string[] = [];
  for (const file of files) lines.push(`${sha256(await readFile(file))}  ${relative(root, file)}\n`);
  return sha256(lines.join(''));
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) =>
    nullIfMissing(() => {
      throw error;
    }),
  );
  return (entries ?? []).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/**
 * Signed note (c2sp.org/signed-note) about the running program, for a QR code. Its second line is no number, so no reader takes it for a
 * checkpoint of the log with the same key. `moment`: local date and time; `null`: the clock is not set.
 */
export function programNote(
  { version, hash, moment }: { readonly version: string; readonly hash: string; readonly moment: string | null },
  { key, sign }: LogSigner,
): string {
  const text = `${key.name}\nprogram ${version}\nsha256 ${hash}\n${moment ?? 'clock not set'}\n`;
  return formatNote({ text, signatures: [{ name: key.name, id: key.id, signature: sign(text) }] });
}
