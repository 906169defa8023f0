import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { TarHeader } from 'modern-tar';
import { replacementNameOf } from '../../device/files/beside-ledger.ts';
import { renameDurably, syncToDisk } from '../../device/files/durable-file.ts';
import type { LogSigner } from '../../device/merkle/signer.ts';
import type { VerifierKey } from '../../device/proof/note.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { type ArchiveFault, type Manifest, type ManifestFile, readManifest, signManifest } from './manifest.ts';

/** Signed list of files, the first entry of the tar. */
const MANIFEST = 'manifest';
const UNSIGNED = 'manifest.json';
/** In bytes; a hundred thousand files take about 15 MB. */
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/** Size and SHA-256 of a file, read in pieces: a ledger of years does not fit into memory twice. */
export async function measureFile(file: string): Promise<Pick<ManifestFile, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** First recipient with a wrong checksum: a letter is mistyped. */
export async function findMistypedRecipient(recipients: readonly string[]): Promise<string | undefined> {
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

interface Sealing {
  readonly to: string;
  readonly recipients: readonly string[];
  readonly manifest: Manifest;
  readonly signer: LogSigner;
}

/**
 * Writes the listed files of a folder as a tar, signed by the kiosk and encrypted. Each holder of a recipient's key can read it (age,
 * https://age-encryption.org/v1). The archive appears under its name only when it is complete. Throws the system's errors.
 */
export async function writeArchive(folder: string, { to, recipients, manifest, signer }: Sealing): Promise<void> {
  const [{ packTar }, { Encrypter }] = await Promise.all([import('modern-tar/fs'), import('age-encryption')]);
  const content = signManifest(manifest, signer);
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
  const fresh = replacementNameOf(to);
  try {
    await pipeline(Readable.fromWeb(sealed as unknown as ReadableStream), createWriteStream(fresh, { mode: 0o600 }));
    syncToDisk(fresh);
    renameDurably(fresh, to);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

interface Believed {
  readonly identity: string;
  readonly keys: readonly VerifierKey[];
  readonly isKnown: (name: string) => boolean;
}

/**
 * Opens a backup into an empty folder. It reads the list of files and its signature first, then only files of the listed names and sizes.
 * It compares their hashes at the end.
 */
export async function readArchive(
  file: string,
  { identity, keys, isKnown }: Believed,
  folder: string,
): Promise<Result<Manifest, ArchiveFault>> {
  const listed = await manifestOf(file, identity, keys, folder);
  if (!listed.ok) return listed;
  const { files } = listed.value;
  const foreign = files.find(({ name }) => !isKnown(name));
  if (foreign) return broken(`this version knows no place for its file ${foreign.name}`);
  const sizes = new Map(files.map(({ name, bytes }) => [name, bytes]));
  let unlisted: string | null = null;
  const unpacked = await unpack(file, identity, folder, ({ name, size }) => {
    if (sizes.get(name) === size) return true;
    if (name !== MANIFEST) unlisted ??= name;
    return false;
  });
  if (!unpacked.ok) return unpacked;
  if (unlisted !== null)
    return broken(`${unlisted} is not in the list of the backup’s files, or has another size there`);
  for (const { name, sha256 } of files) {
    if (!existsSync(join(folder, name))) return broken(`${name} is in the list of the backup, but missing`);
    if ((await measureFile(join(folder, name))).sha256 !== sha256)
      return broken(`${name} is not the file that the kiosk wrote`);
  }
  return listed;
}

async function manifestOf(
  file: string,
  identity: string,
  keys: readonly VerifierKey[],
  folder: string,
): Promise<Result<Manifest, ArchiveFault>> {
  let hasUnsigned = false;
  const unpacked = await unpack(file, identity, folder, ({ name, size }) => {
    if (name === UNSIGNED) hasUnsigned = true;
    return name === MANIFEST && size <= MAX_MANIFEST_BYTES;
  });
  if (!unpacked.ok) return unpacked;
  if (existsSync(join(folder, MANIFEST))) return readManifest(readFileSync(join(folder, MANIFEST), 'utf8'), keys);
  if (hasUnsigned)
    return err({
      code: 'BKP-104',
      why: 'an older version made the backup without a signature, so its origin is unknown',
    });
  return broken('the backup has no list of its files');
}

async function unpack(
  file: string,
  identity: string,
  folder: string,
  takes: (header: Pick<TarHeader, 'name' | 'size'>) => boolean,
): Promise<Result<void, ArchiveFault>> {
  const [{ unpackTar }, { Decrypter }] = await Promise.all([import('modern-tar/fs'), import('age-encryption')]);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    const sealed = Readable.toWeb(createReadStream(file)) as globalThis.ReadableStream<Uint8Array>;
    const tar = await decrypter.decrypt(sealed);
    const filter = (header: TarHeader) => header.type === 'file' && takes(header);
    const into = unpackTar(folder, { fmode: 0o600, dmode: 0o700, filter });
    await pipeline(Readable.fromWeb(tar as unknown as ReadableStream), into);
    return ok(undefined);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('syscall' in error) throw error;
    return /no identity matched/i.test(error.message) ? broken('it is encrypted for another key') : unopened(file);
  }
}

const broken = (why: string, fix?: string): Result<never, ArchiveFault> => err({ code: 'BKP-101', why, fix });

const AGE = 'age-encryption.org/v1\n';
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----';

function unopened(file: string): Result<never, ArchiveFault> {
  const bytes = Buffer.alloc(ARMOR.length);
  const opened = openSync(file, 'r');
  const begins = bytes.subarray(0, readSync(opened, bytes)).toString('latin1');
  closeSync(opened);
  if (begins === ARMOR)
    return broken(
      'it is encoded as text (armored)',
      "make it bytes again: `sed '/^-----/d' ARMORED | base64 -d > BACKUP`",
    );
  return begins.startsWith(AGE)
    ? broken('it is cut short or changed', 'copy it again from where it was made, and compare `sha256sum` of both')
    : broken('it is not a file of age', 'name a file that `asan-kiosk backup` wrote');
}
