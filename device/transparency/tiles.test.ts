import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logSignerFromSeed } from '../merkle/signer.ts';
import { consistencyPath, inclusionPath, rootAt } from '../merkle/tree.ts';
import { openTree, type TreeTables } from '../merkle/tree-tables.ts';
import { isConsistencyProven, leafHash, rootOfInclusion } from '../proof/merkle.ts';
import { signedCheckpoint } from './log.ts';
import { firstWrongTile, nodesFromTiles, TileMissingError } from './tile-reader.ts';
import { exportTiles, tilePath, tilesOfTree } from './tiles.ts';

const [OURS, THEIRS] = [5, 6].map((kiosk) => logSignerFromSeed(`asan-kiosk/K${kiosk}`, new Uint8Array(32).fill(kiosk)));
if (!OURS || !THEIRS) throw new Error('no keys');

let folder: string;
let tree: TreeTables;
const path = (name: string): string => join(folder, name);
const grow = (to: number) => {
  for (let index = tree.size(); index < to; index += 1) tree.append(`leaf ${index}`, index);
};

const exported = (signer = OURS) => exportTiles(tree, signedCheckpoint(tree, signer), folder);
function beginAnew(leaves: number) {
  tree = openTree(new Database(':memory:'));
  for (let index = 0; index < leaves; index += 1) tree.append(`another leaf ${index}`, index);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-'));
  tree = openTree(new Database(':memory:'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('tiles of a log', () => {
  it('when tiles are named, then the paths are as specified', () => {
    expect(tilePath(0, 1_234_067, 256)).toBe('tile/0/x001/x234/067');
    expect(tilePath(2, 0, 17)).toBe('tile/2/000.p/17');
    expect(tilePath('entries', 1_000, 256)).toBe('tile/entries/x001/000');
  });

  it('when a log has 70,000 leaves, then it has as many tiles as the specification counts', () => {
    const tiles = [...tilesOfTree(70_000)];
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
    expect([...tilesOfTree(256)]).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect([...tilesOfTree(0)]).toEqual([]);
  });

  it('when only the tiles are known, then root, inclusion and consistency can be proved', () => {
    grow(700);
    exported();
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
      expect(isConsistencyProven(before, { size: 700, root }, consistencyPath(nodes, earlier, 700))).toBe(true);
    }
    expect(readFileSync(path('checkpoint'), 'utf8')).toBe(signedCheckpoint(tree, OURS));
  });

  it('when leaves are exported, then each has its length before it', () => {
    grow(300);
    exported();
    const bundle = readFileSync(path('tile/entries/001.p/44'));
    const length = bundle.readUInt16BE(0);
    expect(bundle.subarray(2, 2 + length).toString()).toBe('leaf 256');
    expect(bundle.length).toBe(44 * (2 + 'leaf 256'.length));
  });

  it('when a full tile exists, then it is not written again', () => {
    grow(300);
    expect(exported()).toMatchObject({ value: { written: 2 + 2 * 44 + 1, kept: 0 } });
    const before = statSync(path('tile/0/000')).ino;
    grow(600);
    expect(exported()).toMatchObject({ value: { size: 600, kept: 3 } });
    expect(statSync(path('tile/0/000')).ino).toBe(before);
    expect(statSync(path('tile/0/001')).size).toBe(8_192);
  });

  it.each([
    ['of another kiosk', 'other-log', () => exported(THEIRS)],
    [
      'of an earlier log with the same key',
      'other-tree',
      () => {
        exported();
        beginAnew(600);
      },
    ],
    [
      'of a log that is longer',
      'other-tree',
      () => {
        exported();
        tree = openTree(new Database(':memory:'));
        grow(299);
      },
    ],
    ['with a checkpoint that is damaged', 'no-checkpoint', () => writeFileSync(path('checkpoint'), 'K5\n')],
  ] as const)('when the folder has the export %s, then nothing is written', (_, kind, before) => {
    grow(300);
    before();
    const there = readFileSync(path('checkpoint'), 'utf8');
    expect(exported()).toMatchObject({ ok: false, error: { kind } });
    expect(readFileSync(path('checkpoint'), 'utf8')).toBe(there);
    expect(existsSync(path('tile/0/001'))).toBe(false);
  });

  it.each([
    ['no checkpoint vouches for', () => beginAnew(600)],
    [
      'a shorter checkpoint does not vouch for',
      () => {
        beginAnew(200);
        exported();
        grow(600);
      },
    ],
  ])('when tiles are there that %s, then they are written again', (_, meanwhile) => {
    grow(600);
    exported();
    rmSync(path('checkpoint'));
    meanwhile();
    expect(exported()).toMatchObject({ value: { kept: 0 } });
    expect(rootAt(nodesFromTiles(folder, 600), 600)).toEqual(rootAt(tree, 600));
  });

  it('when a log has grown, then its tiles give the root of each earlier size', () => {
    for (const size of [3, 257, 513]) {
      grow(size);
      exported();
      for (let its = 1; its <= size; its += its < 3 ? 1 : 51) {
        expect(rootAt(nodesFromTiles(folder, its), its)).toEqual(rootAt(tree, its));
        expect(firstWrongTile(folder, its)).toBeNull();
      }
    }
    expect(existsSync(path('tile/0/001.p'))).toBe(false);
    expect(existsSync(path('tile/entries/001.p'))).toBe(false);
    expect(readdirSync(path('tile/1/000.p'))).toEqual(['1', '2']);
  });

  it.each([
    ['tile/entries/000', 'tile/entries/000'],
    ['tile/entries/001.p/44', 'tile/entries/001.p/44'],
    // A tile of the right length for other leaves: the entries count as wrong.
    ['tile/0/001.p/44', 'tile/entries/001.p/44'],
    ['tile/1/000.p/1', 'tile/1/000.p/1'],
  ])('when %s is changed, then the first wrong file is named', (name, wrong) => {
    grow(300);
    exported();
    const bytes = readFileSync(path(name));
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(path(name), bytes);
    expect(firstWrongTile(folder, 300)).toBe(path(wrong));
  });

  it.each([
    ['too long', (bytes: Buffer) => Buffer.concat([bytes, Buffer.of(0)])],
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['of one leaf less', (bytes: Buffer) => bytes.subarray(2 + 'leaf 256'.length)],
  ])('when a bundle of leaves is %s, then reading throws TileMissingError', (_, change) => {
    grow(300);
    exported();
    writeFileSync(path('tile/entries/001.p/44'), change(readFileSync(path('tile/entries/001.p/44'))));
    expect(() => firstWrongTile(folder, 300)).toThrow(TileMissingError);
  });

  it('when tiles are missing or torn, then making a proof throws TileMissingError', () => {
    grow(300);
    exported();
    writeFileSync(path('tile/0/000'), new Uint8Array(100));
    expect(() => inclusionPath(nodesFromTiles(folder, 300), 299, 300)).not.toThrow();
    expect(() => inclusionPath(nodesFromTiles(folder, 300), 3, 300)).toThrow(TileMissingError);
    rmSync(path('tile/0/001.p/44'));
    expect(() => rootAt(nodesFromTiles(folder, 300), 300)).toThrow(TileMissingError);
  });
});
