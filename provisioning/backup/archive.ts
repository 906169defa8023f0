import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { freshOf } from '../../device/files/beside-ledger.ts';
import { renameDurably, syncToDisk } from '../../device/files/durable-file.ts';
import { jsonIn } from '../../device/words/json.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { MANIFEST } from './contents.ts';

/** The first of its kind; one that a later program writes in another way has another number. */
const FORMAT = 1;

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  /** Of the program that wrote it. */
  version: z.string().max(64),
  kiosk: z.string().max(6),
  /** ISO date-time. */
  at: z.iso.datetime(),
  files: z.array(
    z.strictObject({ name: z.string().max(512), bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFile = Manifest['files'][number];

/** Size and SHA-256 of a file, read piece by piece: a ledger of years does not fit into memory twice. */
export async function measure(file: string): Promise<Pick<ManifestFile, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The first of the recipients in which a letter is wrong, by its checksum. */
export async function mistyped(recipients: readonly string[]): Promise<string | undefined> {
  const { Encrypter } = await import('age-encryption');
  return recipients.find((each) => {
    try {
      new Encrypter().addRecipient(each);
      return false;
    } catch {
      return true;
    }
  });
}

/**
 * Everything of a folder as a tar, encrypted for whoever has the key of one of the recipients (age, https://age-encryption.org/v1). Whole under its
 * name or not there. Throws what the system says.
 */
export async function writeArchive(
  folder: string,
  {
    to,
    recipients,
    manifest,
  }: { readonly to: string; readonly recipients: readonly string[]; readonly manifest: Omit<Manifest, 'format'> },
): Promise<void> {
  const [{ packTar }, { Encrypter }] = await Promise.all([import('modern-tar/fs'), import('age-encryption')]);
  const content = JSON.stringify({ format: FORMAT, ...manifest });
  const files = manifest.files.map(({ name }) => ({
    type: 'file' as const,
    source: join(folder, name),
    target: name,
    mode: 0o600,
  }));
  const tar = packTar([{ type: 'content', content, target: MANIFEST, mode: 0o600 }, ...files]);
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(Readable.toWeb(tar) as globalThis.ReadableStream<Uint8Array>);
  const fresh = freshOf(to);
  try {
    await pipeline(Readable.fromWeb(sealed as unknown as ReadableStream), createWriteStream(fresh, { mode: 0o600 }));
    syncToDisk(fresh);
    renameDurably(fresh, to);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/**
 * Opens a backup into an empty folder, and compares every file with the list. Errors are words for a technician: another key, torn, altered, or
 * something else. What is in the folder then is of no use.
 */
export async function readArchive(file: string, identity: string, folder: string): Promise<Result<Manifest, string>> {
  const [{ unpackTar }, { Decrypter }] = await Promise.all([import('modern-tar/fs'), import('age-encryption')]);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    const sealed = Readable.toWeb(createReadStream(file)) as globalThis.ReadableStream<Uint8Array>;
    const tar = await decrypter.decrypt(sealed);
    const onlyFiles = unpackTar(folder, { fmode: 0o600, dmode: 0o700, filter: ({ type }) => type === 'file' });
    await pipeline(Readable.fromWeb(tar as unknown as ReadableStream), onlyFiles);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('syscall' in error) throw error;
    return err(
      /no identity matched/i.test(error.message) ? 'it is for another key' : `it is torn, altered or no backup`,
    );
  }
  return compared(folder);
}

async function compared(folder: string): Promise<Result<Manifest, string>> {
  const found = filesIn(folder);
  if (!found.includes(MANIFEST)) return err('it has no list of its files');
  const manifest = manifestSchema.safeParse(jsonIn(readFileSync(join(folder, MANIFEST), 'utf8')));
  if (!manifest.success) return err('its list of files is not one of this version');
  const { files } = manifest.data;
  const listed = files.map(({ name }) => name);
  const other = found.find((name) => name !== MANIFEST && !listed.includes(name));
  if (other !== undefined) return err(`${other} is in it, and not in its list`);
  for (const { name, bytes, sha256 } of files) {
    if (!found.includes(name)) return err(`${name} is in its list, and not in it`);
    const its = await measure(join(folder, name));
    if (its.bytes !== bytes || its.sha256 !== sha256) return err(`${name} is not what was written`);
  }
  return ok(manifest.data);
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
