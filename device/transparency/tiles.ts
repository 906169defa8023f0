import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../drivers/result.ts';
import { makeFolder } from '../config/make-folder.ts';
import { type Checkpoint, checkpointIn } from './proof/checkpoint.ts';
import { hashNode, type Nodes, wasOnce } from './tree.ts';
import type { TreeReader } from './tree-tables.ts';

/*
 * The log as files that any web server or mirror can serve as they are (c2sp.org/tlog-tiles): hashes in tiles of 256, leaves
 * in bundles of 256. All but `checkpoint` and what is partial stays as it is for ever.
 */

const TILE_HEIGHT = 8;
const TILE_WIDTH = 256;
const HASH_BYTES = 32;

/** `x001/x234/067` for 1234067: no folder ever has more than a thousand names. */
function indexPath(index: number): string {
  const digits = String(index).padStart(3, '0');
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g) ?? [];
  return groups.map((group, nth) => (nth < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** Path of a tile of hashes, or of a bundle of `entries`; a width below 256 is a partial one. */
export function tilePath(level: number | 'entries', index: number, width: number): string {
  return `tile/${level}/${indexPath(index)}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

export interface Exported {
  readonly size: number;
  readonly written: number;
  /** Full tiles that were there from an earlier time. */
  readonly kept: number;
}

/** Why nothing was written: tiles of two logs in one folder prove neither. */
export type ExportTrouble =
  /** The folder's `checkpoint` is none. */
  | { readonly kind: 'no-checkpoint' }
  | { readonly kind: 'other-log'; readonly origin: string }
  /** It has the name of this log, and this log never was that tree. */
  | { readonly kind: 'other-tree' };

/** Writes the whole log of a checkpoint below `folder`, the checkpoint last: what it speaks of is there. */
export function exportTiles(tree: TreeReader, note: string, folder: string): Result<Exported, ExportTrouble> {
  const head = checkpointIn(note);
  if (!head) throw new Error('a checkpoint of ours is none');
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
  for (const { level, index, width } of tilesOf(head.size)) {
    const mayStay = width === TILE_WIDTH && (index + 1) * TILE_WIDTH ** (level + 1) <= earlier.value;
    put(tilePath(level, index, width), mayStay, () => tileBytes(tree, level, index, width));
    if (level > 0) continue;
    put(tilePath('entries', index, width), mayStay, () => bundleBytes(tree, index, width));
  }
  writeWhole(join(folder, 'checkpoint'), Buffer.from(note));
  return ok({ size: head.size, written, kept });
}

/** How many leaves of this log the checkpoint in the folder vouches for: tiles of these may stay, and no others. */
function earlierSize(tree: TreeReader, head: Checkpoint, folder: string): Result<number, ExportTrouble> {
  const file = join(folder, 'checkpoint');
  if (!existsSync(file)) return ok(0);
  const earlier = checkpointIn(readFileSync(file, 'utf8'));
  if (!earlier) return err({ kind: 'no-checkpoint' });
  if (earlier.origin !== head.origin) return err({ kind: 'other-log', origin: earlier.origin });
  return wasOnce(tree, head.size, earlier) ? ok(earlier.size) : err({ kind: 'other-tree' });
}

/** Every tile that a tree of `size` has. */
export function* tilesOf(size: number) {
  for (let [level, count] = [0, size]; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < count; index += 1) {
      yield { level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) };
    }
  }
}

const tileBytes = (nodes: Nodes, level: number, index: number, width: number): Uint8Array =>
  Buffer.concat(Array.from({ length: width }, (_, nth) => nodes.at(level * TILE_HEIGHT, index * TILE_WIDTH + nth)));

/** Each leaf with its length before it, in two bytes. */
function bundleBytes(tree: TreeReader, index: number, width: number): Uint8Array {
  return Buffer.concat(
    tree.leaves(index * TILE_WIDTH, width).flatMap((leaf) => {
      const bytes = Buffer.from(leaf);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** Under its name only when it is whole: a mirror that copies meanwhile gets no half. */
function writeWhole(file: string, bytes: Uint8Array): void {
  makeFolder(dirname(file));
  const fresh = `${file}.new`;
  const handle = openSync(fresh, 'w');
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
}

/** A tile that is needed is not there, or has not its length. */
export class TileMissingError extends Error {}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** The nodes of a log of `size` leaves out of its tiles. They are believed nothing: who uses them checks what comes of them. */
export function nodesFromTiles(folder: string, size: number): Nodes {
  const read = new Map<string, Buffer>();

  function tile(level: number, index: number): Buffer {
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    const path = tilePath(level, index, width);
    const known = read.get(path);
    if (known) return known;
    const file = join(folder, path);
    const bytes = isFile(file) ? readFileSync(file) : Buffer.alloc(0);
    if (bytes.length !== width * HASH_BYTES) throw new TileMissingError(`${file} is not there, or not whole`);
    read.set(path, bytes);
    return bytes;
  }

  function at(level: number, index: number): Uint8Array {
    if (level % TILE_HEIGHT !== 0) return hashNode(at(level - 1, index * 2), at(level - 1, index * 2 + 1));
    const start = (index % TILE_WIDTH) * HASH_BYTES;
    return tile(level / TILE_HEIGHT, Math.floor(index / TILE_WIDTH)).subarray(start, start + HASH_BYTES);
  }
  return { at };
}
