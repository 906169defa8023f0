import { loadCatalogue } from '../device/catalogue/load.ts';
import type { Catalogue } from '../device/catalogue/schema.ts';
import { realFiles } from '../device/config/files.ts';
import { packageFile } from '../device/files/package-root.ts';

/** The catalogue as it is delivered. */
export function catalogue(): Catalogue {
  const loaded = loadCatalogue(packageFile('device/catalogue'), realFiles);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return loaded.value;
}

/** The first service of each paper: what a walk or a table of everything tells apart, however many services there are. */
export function oneOfEachPaper(): Catalogue {
  const all = catalogue();
  const isFirst = ({ paper }: { readonly paper: string }, at: number) =>
    all.services.findIndex((each) => each.paper === paper) === at;
  return { ...all, services: all.services.filter(isFirst) };
}
