import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json, above the source as above `dist/device`. */
function findPackageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
    folder = above;
  }
  return folder;
}

const packageRoot = findPackageRoot();

/**
 * Where a file or folder of this package lies, such as `device/catalogue/services` or `dist/ui`.
 * `path` is relative to package.json, with `/`. Data is read where it lies in the source tree, by the
 * source and by the build alike, so there is nothing to copy and nothing to forget.
 */
export function packageFile(path: string): string {
  return join(packageRoot, ...path.split('/'));
}
