import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/* A machine's files in memory: the tests copy and remove a machine hundreds of times, with few system calls. */

export type FolderEntry =
  | { readonly path: string; readonly is: 'folder'; readonly mode: number }
  | { readonly path: string; readonly is: 'file'; readonly mode: number; readonly content: Uint8Array }
  | { readonly path: string; readonly is: 'link'; readonly to: string };

/** Reads a machine's files, each folder before its content. The reserve is left out: a copy would be 8 MiB of zeros. */
export function entriesOf(root: string, folder = ''): readonly FolderEntry[] {
  return readdirSync(join(root, folder)).flatMap((name): readonly FolderEntry[] => {
    const path = join(folder, name);
    const whole = join(root, path);
    const found = lstatSync(whole);
    if (found.isDirectory()) return [{ path, is: 'folder', mode: found.mode }, ...entriesOf(root, path)];
    if (found.isSymbolicLink()) return [{ path, is: 'link', to: readlinkSync(whole) }];
    return path.endsWith('.reserve') ? [] : [{ path, is: 'file', mode: found.mode, content: readFileSync(whole) }];
  });
}

/** Writes the files. `cpSync` takes five times as long, because it looks for loops at each path. */
export function copyEntries(from: readonly FolderEntry[], root: string): void {
  for (const entry of from) {
    const path = `${root}/${entry.path}`;
    if (entry.is === 'link') symlinkSync(entry.to, path);
    else {
      if (entry.is === 'folder') mkdirSync(path);
      else writeFileSync(path, entry.content);
      chmodSync(path, entry.mode);
    }
  }
}

/** Removes a folder. `rmSync` takes three times as long. */
export function removeFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) removeFolder(path);
    else unlinkSync(path);
  }
  rmdirSync(folder);
}
