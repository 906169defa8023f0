import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../drivers/result.ts';
import { replacementNameOf } from '../files/beside-ledger.ts';
import { makeFolder } from '../files/make-folder.ts';
import { hasEarlierTreeHead, type TreeNodes } from '../merkle/tree.ts';
import type { TreeReader } from '../merkle/tree-tables.ts';
import { type Checkpoint, checkpointIn } from '../proof/checkpoint.ts';

/*
 * Files for any web server (c2sp.org/tlog-tiles): tiles of 256 hashes, bundles of 256 leaves. Only `checkpoint` and partial files change.
 */

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** Path of a tile's index, `x001/x234/067` for 1234067: a folder has at most a thousand names. */
function indexPath(index: number): string {
  const digits = String(index).padStart(3, '0');
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g) ?? [];
  return groups.map((group, nth) => (nth < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** Path of a tile or a bundle of entries. A width below 256 means a partial tile or bundle. */
export function tilePath(level: number | 'entries', index: number, width: number): string {
  return `tile/${level}/${indexPath(index)}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

export interface TileExport {
  readonly size: number;
  readonly written: number;
  readonly kept: number;
}

/** Why nothing was written: tiles of two logs in one folder prove neither. */
export type ExportTrouble =
  /** The folder's `checkpoint` is malformed. */
  | { readonly kind: 'no-checkpoint' }
  | { readonly kind: 'other-log'; readonly origin: string }
  /** The folder's checkpoint has this log's name, but a tree that this log never had. */
  | { readonly kind: 'other-tree' };

/** Writes the log as files into a folder. The checkpoint comes last, so that its tiles exist. */
export function exportTiles(tree: TreeReader, note: string, folder: string): Result<TileExport, ExportTrouble> {
  const head = checkpointIn(note);
  if (!head) throw new Error('the checkpoint to export is malformed');
  const earlier = earlierSize(tree, head, folder);
  if (!earlier.ok) return earlier;
  let [written, kept] = [0, 0];
  const put = (path: string, mayStay: boolean, make: () => Uint8Array) => {
    const file = join(folder, path);
    if (mayStay && existsSync(file)) kept += 1;
    else {
      writeWhole(file, make());
      written += 1;
    }
  };
  for (const { level, index, width } of tilesOfTree(head.size)) {
    const leaves = level > 0 ? [] : tree.leaves(index * TILE_WIDTH, width);
    // Writes every width: each is the end of the tree of some receipt's checkpoint.
    for (let its = width < TILE_WIDTH ? 1 : width; its <= width; its += 1) {
      const mayStay = (index * TILE_WIDTH + its) * TILE_WIDTH ** level <= earlier.value;
      put(tilePath(level, index, its), mayStay, () => tileBytes(tree, level, index, its));
      if (level === 0) put(tilePath('entries', index, its), mayStay, () => bundleBytes(leaves.slice(0, its)));
    }
    if (width === TILE_WIDTH) dropPartial(folder, level, index);
  }
  writeWhole(join(folder, 'checkpoint'), Buffer.from(note));
  return ok({ size: head.size, written, kept });
}

/** Leaves that the folder's checkpoint covers: only their tiles may stay. */
function earlierSize(tree: TreeReader, head: Checkpoint, folder: string): Result<number, ExportTrouble> {
  const file = join(folder, 'checkpoint');
  if (!existsSync(file)) return ok(0);
  const earlier = checkpointIn(readFileSync(file, 'utf8'));
  if (!earlier) return err({ kind: 'no-checkpoint' });
  if (earlier.origin !== head.origin) return err({ kind: 'other-log', origin: earlier.origin });
  return hasEarlierTreeHead(tree, head.size, earlier) ? ok(earlier.size) : err({ kind: 'other-tree' });
}

export function* tilesOfTree(size: number) {
  for (let [level, count] = [0, size]; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < count; index += 1) {
      yield { level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) };
    }
  }
}

const tileBytes = (nodes: TreeNodes, level: number, index: number, width: number): Uint8Array =>
  Buffer.concat(Array.from({ length: width }, (_, nth) => nodes.at(level * TILE_HEIGHT, index * TILE_WIDTH + nth)));

/** Deletes partial files: they would fill the disk, and readers use the full tile. */
function dropPartial(folder: string, level: number, index: number): void {
  for (const kind of level === 0 ? ([level, 'entries'] as const) : [level])
    rmSync(join(folder, `${tilePath(kind, index, TILE_WIDTH)}.p`), { recursive: true, force: true });
}

function bundleBytes(leaves: readonly string[]): Uint8Array {
  return Buffer.concat(
    leaves.flatMap((leaf) => {
      const bytes = Buffer.from(leaf);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** Renames the file when it is complete: a mirror never copies half a file. */
function writeWhole(file: string, bytes: Uint8Array): void {
  makeFolder(dirname(file));
  const fresh = replacementNameOf(file);
  const handle = openSync(fresh, 'w');
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
}
