import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashLeaf, hashNode, type TreeNodes } from '../merkle/tree.ts';
import { TILE_HEIGHT, TILE_WIDTH, tilePath, tilesOfTree } from './tiles.ts';

/* Reads an exported log, which may have any origin: nothing in it is trusted. */

const HASH_BYTES = 32;
const LENGTH_BYTES = 2;

/** A tile or bundle is missing or has a wrong length. */
export class TileMissingError extends Error {}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/**
 * File of a tile. A partial tile may be deleted once its full tile exists, which begins with the same hashes (c2sp.org/tlog-tiles, Partial
 * Tiles).
 */
function fileOf(folder: string, level: number | 'entries', index: number, width: number): string {
  const [partial, full] = [width, TILE_WIDTH].map((its) => join(folder, tilePath(level, index, its)));
  return partial && full && !isFile(partial) && isFile(full) ? full : (partial ?? '');
}

function readTile(folder: string, level: number, index: number, width: number): Buffer {
  const file = fileOf(folder, level, index, width);
  const bytes = isFile(file) ? readFileSync(file) : Buffer.alloc(0);
  const isWhole = bytes.length === width * HASH_BYTES || bytes.length === TILE_WIDTH * HASH_BYTES;
  if (!isWhole) throw new TileMissingError(`${file} is not there, or not whole`);
  return bytes.subarray(0, width * HASH_BYTES);
}

function readBundle(folder: string, index: number, width: number): readonly Buffer[] {
  const file = fileOf(folder, 'entries', index, width);
  const bytes = isFile(file) ? readFileSync(file) : Buffer.alloc(0);
  const leaves: Buffer[] = [];
  let at = 0;
  for (; at + LENGTH_BYTES <= bytes.length; ) {
    const end = at + LENGTH_BYTES + bytes.readUInt16BE(at);
    if (end > bytes.length) break;
    leaves.push(bytes.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  const isWhole = at === bytes.length && (leaves.length === width || leaves.length === TILE_WIDTH);
  if (!isWhole) throw new TileMissingError(`${file} is not there, or not whole`);
  return leaves.slice(0, width);
}

/** Nodes of a log of `size` leaves, from its tiles. They are not trusted: the caller checks the results. */
export function nodesFromTiles(folder: string, size: number): TreeNodes {
  const read = new Map<string, Buffer>();

  function tile(level: number, index: number): Buffer {
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    const path = tilePath(level, index, width);
    const known = read.get(path);
    if (known) return known;
    const bytes = readTile(folder, level, index, width);
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

/**
 * Whether entries and tiles of an exported log agree, from the leaves up.
 *
 * @returns the first wrong file, or `null`
 * @throws TileMissingError
 */
export function firstWrongTile(folder: string, size: number): string | null {
  let below: readonly Buffer[] = [];
  let above: Buffer[] = [];
  let level = 0;
  for (const { level: its, index, width } of tilesOfTree(size)) {
    if (its > level) [below, above, level] = [above, [], its];
    const made =
      its === 0
        ? readBundle(folder, index, width).map(hashLeaf)
        : below.slice(index * TILE_WIDTH, index * TILE_WIDTH + width);
    if (!Buffer.concat(made).equals(readTile(folder, its, index, width)))
      return fileOf(folder, its === 0 ? 'entries' : its, index, width);
    if (width === TILE_WIDTH) above.push(overAll(made));
  }
  return null;
}

/** Root of one full tile's hashes: another number may leave a hash without a pair. */
function overAll(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, nth) => hashNode(row[2 * nth]!, row[2 * nth + 1]!));
  }
  const [root] = row;
  if (!root) throw new Error('a full tile has hashes');
  return root;
}
