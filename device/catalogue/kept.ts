import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../drivers/result.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { readText } from '../config/yaml-file.ts';
import { loadCatalogue } from './load.ts';
import type { Catalogue } from './schema.ts';

/*
 * The longest part of a start is to read and check a file for every service. The build keeps the result (docs/decisions/0021). The kiosk
 * takes the result if no file changed since the build.
 */

interface Kept {
  /** Digest of the files and of the result. If one bit of a price changes on the disk, the digest changes. */
  readonly digest: string;
  readonly catalogue: Catalogue;
}

/** Beside the bundle, with which it is built and goes. The source has none: it may have other rules by now. */
const KEPT = join(import.meta.dirname, 'catalogue.json');

/** As `loadCatalogue`, with its errors; from what was kept where that is of these very files. */
export function loadKeptCatalogue(dir: string, files: ReadableFiles, kept = KEPT): Result<Catalogue, ConfigTrouble> {
  const before = keptIn(kept);
  return before && before.digest === digestOf(dir, files, before.catalogue)
    ? ok(before.catalogue)
    : loadCatalogue(dir, files);
}

/** Reads and checks the catalogue of a folder, and writes to `kept` what `loadKeptCatalogue` takes. */
export function keepCatalogue(dir: string, files: ReadableFiles, kept: string): Result<void, ConfigTrouble> {
  const catalogue = loadCatalogue(dir, files);
  if (!catalogue.ok) return catalogue;
  const digest = digestOf(dir, files, catalogue.value);
  if (digest !== null) writeFileSync(kept, JSON.stringify({ digest, catalogue: catalogue.value } satisfies Kept));
  return ok(undefined);
}

/** `null` if the build kept no catalogue, or if only a part of it is on the disk. */
function keptIn(file: string): Kept | null {
  const text = readText(() => readFileSync(file, 'utf8'), file);
  if (!text.ok) return null;
  try {
    return JSON.parse(text.value) as Kept;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const BESIDE = ['holidays.yaml', 'groups.yaml', 'address-sample.yaml', 'registers.yaml', 'bring.yaml'];

/**
 * The digest of all files that `loadCatalogue` may read, and of the loaded catalogue. `null`: a file cannot be read. `loadCatalogue`
 * then reports this file or works without it.
 */
export function digestOf(dir: string, files: ReadableFiles, catalogue: unknown): string | null {
  const services = readText(() => files.list(`${dir}/services`), dir);
  if (!services.ok) return null;
  const hash = createHash('sha256').update(JSON.stringify([catalogue]));
  for (const name of [...BESIDE, ...services.value.map((each) => `services/${each}`).sort()]) {
    if (!name.endsWith('.yaml')) continue;
    const text = readText(() => files.read(`${dir}/${name}`), name);
    if (!text.ok) return null;
    hash.update(JSON.stringify([name, text.value]));
  }
  return hash.digest('hex');
}
