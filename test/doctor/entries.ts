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

/* A machine of the doctor's tests in memory. Hundreds of copies are made and taken away, so this does it with few calls of the system. */

/** What stands at a path below the root of a machine: a folder, the content of a file, or what a symbolic link names. */
export type Entry =
  | { readonly path: string; readonly is: 'folder'; readonly mode: number }
  | { readonly path: string; readonly is: 'file'; readonly mode: number; readonly content: Uint8Array }
  | { readonly path: string; readonly is: 'link'; readonly to: string };

/** A folder comes before what is in it. The reserve is left out: it is a hole in a file, and a copy of it would be 8 MiB of zeros. */
export function entriesOf(root: string, folder = ''): readonly Entry[] {
  return readdirSync(join(root, folder)).flatMap((name): readonly Entry[] => {
    const path = join(folder, name);
    const whole = join(root, path);
    const found = lstatSync(whole);
    if (found.isDirectory()) return [{ path, is: 'folder', mode: found.mode }, ...entriesOf(root, path)];
    if (found.isSymbolicLink()) return [{ path, is: 'link', to: readlinkSync(whole) }];
    return path.endsWith('.reserve') ? [] : [{ path, is: 'file', mode: found.mode, content: readFileSync(whole) }];
  });
}

/** `cpSync` takes five times as long, for it looks for loops at each path. */
export function copyEntries(from: readonly Entry[], root: string): void {
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

/** `rmSync` takes three times as long. */
export function removeFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) removeFolder(path);
    else unlinkSync(path);
  }
  rmdirSync(folder);
}
