import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
 * Absolute path of a file or folder of this package, such as `device/catalogue/services` or `dist/ui`. `path` is relative to package.json,
 * with `/`. Source and build both read data in the source tree, so no data are copied.
 */
export function packageFile(path: string): string {
  return join(packageRoot, ...path.split('/'));
}
