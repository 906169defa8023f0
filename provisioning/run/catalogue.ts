import { loadCatalogueWithCache } from '../../device/catalogue/kept.ts';
import { loadUsableCatalogue } from '../../device/catalogue/load.ts';
import type { Catalogue } from '../../device/catalogue/schema.ts';
import { type ReadableFiles, realFiles } from '../../device/config/files.ts';
import { type ConfigTrouble, describeConfigTrouble } from '../../device/config/trouble.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';

/**
 * The catalogue for the start. A kiosk with real devices needs a catalogue without faults. A simulated kiosk leaves out services with a
 * fault, so that an author can work on another service meanwhile (docs/decisions/0021).
 */
export function loadCatalogueForRun(
  dir: string,
  { simulate }: { readonly simulate?: true },
  io: Pick<Io, 'note'>,
  files: ReadableFiles = realFiles,
): Result<Catalogue, ConfigTrouble> {
  const kept = loadCatalogueWithCache(dir, files);
  if (kept.ok || !simulate) return kept;
  const usable = loadUsableCatalogue(dir, files);
  if (!usable.ok) return usable;
  const { catalogue, faults } = usable.value;
  for (const line of leftOut(faults)) io.note(line);
  return ok(catalogue);
}

function leftOut(faults: readonly ConfigTrouble[]): readonly string[] {
  return [...new Set(faults.map(({ file }) => file))].map((name) => {
    const [first, ...others] = faults.filter(({ file }) => file === name);
    const more = others.length === 0 ? '' : ` and ${others.length} more (asan-kiosk catalogue check)`;
    return `service left out: ${describeConfigTrouble(first!)}${more}`;
  });
}
