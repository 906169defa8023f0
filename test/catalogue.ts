import { loadCatalogue } from '../device/catalogue/load.ts';
import type { Catalogue } from '../device/catalogue/types.ts';
import { realFiles } from '../device/config/files.ts';
import { packageFile } from '../device/files/package-root.ts';

/** The catalogue as it is delivered. */
export function catalogue(): Catalogue {
  const loaded = loadCatalogue(packageFile('device/catalogue'), realFiles);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return loaded.value;
}
