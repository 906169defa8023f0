import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isConsistent, leafHash, rootOfInclusion } from './proof/merkle.ts';
import { exportTiles, nodesFromTiles, TileMissingError, tilePath, tilesOf } from './tiles.ts';
import { consistencyPath, inclusionPath, rootAt } from './tree.ts';
import { openTree, type TreeTables } from './tree-tables.ts';

let folder: string;
let tree: TreeTables;
const path = (name: string): string => join(folder, name);
const grow = (to: number) => {
  for (let index = tree.size(); index < to; index += 1) tree.append(`leaf ${index}`, index);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-'));
  tree = openTree(new Database(':memory:'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the tiles of a log', () => {
  it('have the paths of the specification', () => {
    expect(tilePath(0, 1_234_067, 256)).toBe('tile/0/x001/x234/067');
    expect(tilePath(2, 0, 17)).toBe('tile/2/000.p/17');
    expect(tilePath('entries', 1_000, 256)).toBe('tile/entries/x001/000');
  });

  it('are as many as the specification counts for 70,000 leaves', () => {
    const tiles = [...tilesOf(70_000)];
    const at = (level: number, width: (width: number) => boolean) =>
      tiles.filter((tile) => tile.level === level && width(tile.width)).map(({ width: its }) => its);
    const full = (width: number) => width === 256;
    const partial = (width: number) => width < 256;
    expect([at(0, full).length, at(0, partial), at(1, full).length, at(1, partial), at(2, partial)]).toEqual([
      273,
      [112],
      1,
      [17],
      [1],
    ]);
    expect([...tilesOf(256)]).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect([...tilesOf(0)]).toEqual([]);
  });

  it('are enough for every proof, without the log', () => {
    grow(700);
    exportTiles(tree, 700, 'checkpoint\n', folder);
    const nodes = nodesFromTiles(folder, 700);
    const root = rootAt(tree, 700);
    expect(rootAt(nodes, 700)).toEqual(root);
    for (const index of [0, 255, 256, 511, 512, 699]) {
      const found = rootOfInclusion(
        index,
        700,
        leafHash(Buffer.from(`leaf ${index}`)),
        inclusionPath(nodes, index, 700),
      );
      expect(Buffer.from(found ?? [])).toEqual(root);
    }
    for (const earlier of [1, 256, 300, 512, 699]) {
      const before = { size: earlier, root: rootAt(tree, earlier) };
      expect(isConsistent(before, { size: 700, root }, consistencyPath(nodes, earlier, 700))).toBe(true);
    }
    expect(readFileSync(path('checkpoint'), 'utf8')).toBe('checkpoint\n');
  });

  it('hold the leaves with their lengths', () => {
    grow(300);
    exportTiles(tree, 300, '', folder);
    const bundle = readFileSync(path('tile/entries/001.p/44'));
    const length = bundle.readUInt16BE(0);
    expect(bundle.subarray(2, 2 + length).toString()).toBe('leaf 256');
    expect(bundle.length).toBe(44 * (2 + 'leaf 256'.length));
  });

  it('that are whole are written once', () => {
    grow(300);
    expect(exportTiles(tree, 300, '', folder)).toMatchObject({ written: 5, kept: 0 });
    const before = statSync(path('tile/0/000')).ino;
    grow(600);
    // Two more of 256 and the partial ones; the first tile and its leaves stay.
    expect(exportTiles(tree, 600, '', folder)).toMatchObject({ kept: 2 });
    expect(statSync(path('tile/0/000')).ino).toBe(before);
    expect(statSync(path('tile/0/001')).size).toBe(8_192);
  });

  it('that are missing or torn are no proof', () => {
    grow(300);
    exportTiles(tree, 300, '', folder);
    writeFileSync(path('tile/0/000'), new Uint8Array(100));
    expect(() => inclusionPath(nodesFromTiles(folder, 300), 299, 300)).not.toThrow();
    expect(() => inclusionPath(nodesFromTiles(folder, 300), 3, 300)).toThrow(TileMissingError);
    rmSync(path('tile/0/001.p/44'));
    expect(() => rootAt(nodesFromTiles(folder, 300), 300)).toThrow(TileMissingError);
  });
});
