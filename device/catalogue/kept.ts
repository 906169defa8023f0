import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../drivers/result.ts';
import type { ReadableFiles } from '../config/files.ts';
import type { ConfigTrouble } from '../config/trouble.ts';
import { readOrConfigTrouble } from '../config/yaml-file.ts';
import { loadCatalogue } from './load.ts';
import type { Catalogue } from './schema.ts';

/* The build stores the checked catalogue, because checking takes most of a start (docs/decisions/0021). */

interface Kept {
  readonly digest: string;
  readonly catalogue: Catalogue;
}

/** Only the built package has this file: rules in the source may have changed. */
const KEPT = join(import.meta.dirname, 'catalogue.json');

/** Like `loadCatalogue`, with its errors, but uses the stored catalogue if no file has changed. */
export function loadCatalogueWithCache(
  dir: string,
  files: ReadableFiles,
  kept = KEPT,
): Result<Catalogue, ConfigTrouble> {
  const before = keptIn(kept);
  return before && before.digest === catalogueFilesDigest(dir, files, before.catalogue)
    ? ok(before.catalogue)
    : loadCatalogue(dir, files);
}

/** Loads the catalogue of a folder and stores the result in `kept` for `loadCatalogueWithCache`. */
export function storeCatalogueCache(dir: string, files: ReadableFiles, kept: string): Result<void, ConfigTrouble> {
  const catalogue = loadCatalogue(dir, files);
  if (!catalogue.ok) return catalogue;
  const digest = catalogueFilesDigest(dir, files, catalogue.value);
  if (digest !== null) writeFileSync(kept, JSON.stringify({ digest, catalogue: catalogue.value } satisfies Kept));
  return ok(undefined);
}

function keptIn(file: string): Kept | null {
  const text = readOrConfigTrouble(() => readFileSync(file, 'utf8'), file);
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
 * Digest of the loaded catalogue and of all files that `loadCatalogue` may read. `null`: a file is unreadable; `loadCatalogue` reports it
 * or works without it.
 */
export function catalogueFilesDigest(dir: string, files: ReadableFiles, catalogue: unknown): string | null {
  const services = readOrConfigTrouble(() => files.list(`${dir}/services`), dir);
  if (!services.ok) return null;
  const hash = createHash('sha256').update(JSON.stringify([catalogue]));
  for (const name of [...BESIDE, ...services.value.map((each) => `services/${each}`).sort()]) {
    if (!name.endsWith('.yaml')) continue;
    const text = readOrConfigTrouble(() => files.read(`${dir}/${name}`), name);
    if (!text.ok) return null;
    hash.update(JSON.stringify([name, text.value]));
  }
  return hash.digest('hex');
}
