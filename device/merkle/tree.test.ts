import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isConsistencyProven, leafHash, rootOfInclusion } from '../proof/merkle.ts';
import { consistencyPath, inclusionPath, rootAt } from './tree.ts';
import { nodeId, openTree, type TreeTables } from './tree-tables.ts';

/** Leaves of certificate-transparency (merkletree/merkle_tree_test.cc). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const toHex = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('hex');

function treeOf(leaves: readonly string[]): TreeTables {
  const tree = openTree(new Database(':memory:'));
  for (const [entry, leaf] of leaves.entries()) tree.append(leaf, entry);
  return tree;
}

function naiveRoot(leaves: readonly string[]): Buffer {
  const sha = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.of(0), Buffer.from(leaves[0] ?? ''));
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  const at = bit % (copy.length * 8);
  copy[at >> 3] = (copy[at >> 3] ?? 0) ^ (1 << (at & 7));
  return copy;
};

describe('tree of a log', () => {
  it('when the known leaves are appended, then the roots are the known roots at every size', () => {
    const leaves = LEAVES.map((hex) => Buffer.from(hex, 'hex').toString());
    const tree = treeOf(leaves);
    expect(ROOTS.map((_, size) => toHex(rootAt(tree, size)))).toEqual(ROOTS);
  });

  it('when nodes are numbered, then each has its own number, and the nodes of a path lie close together', () => {
    const leaves = 2 ** 14;
    const places = new Set<number>();
    for (let level = 1; level <= 14; level++)
      for (let index = 0; index < leaves / 2 ** level; index++) places.add(nodeId(level, index));
    expect(places.size).toBe(leaves - 1);
    const path = Array.from({ length: 30 }, (_, at) => nodeId(at + 1, Math.floor(987_654_321 / 2 ** (at + 1))));
    expect(new Set(path.map((id) => Math.floor(id / 64))).size).toBe(5);
    const node = fc.integer({ min: 1, max: 44 }).chain((level) => fc.tuple(fc.constant(level), fc.nat(2 ** 31 - 1)));
    fc.assert(
      fc.property(node, node, ([level, index], [otherLevel, other]) => {
        const id = nodeId(level, index);
        expect(Number.isSafeInteger(id)).toBe(true);
        expect(id === nodeId(otherLevel, other)).toBe(level === otherLevel && index === other);
      }),
    );
  });

  it('when the known leaves are appended, then the paths are the known paths', () => {
    const tree = treeOf(LEAVES.map((hex) => Buffer.from(hex, 'hex').toString()));
    // From merkle_tree_test.cc: leaf 5 of 8, and the tree of 6 grown to 8.
    expect(inclusionPath(tree, 5, 8).map(toHex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(consistencyPath(tree, 6, 8).map(toHex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  const leaves = fc
    .array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 150 })
    .map((all) => all.map((leaf, nth) => `${nth} ${leaf}`));

  it('when a leaf is in a tree, then its path leads to the root, and a changed leaf, path or position does not', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), fc.nat(), (all, some, which, bit) => {
        const size = 1 + (some % all.length);
        const index = which % size;
        const tree = treeOf(all);
        const root = naiveRoot(all.slice(0, size));
        const leaf = leafHash(Buffer.from(all[index] ?? ''));
        const path = inclusionPath(tree, index, size);
        expect(toHex(rootOfInclusion(index, size, leaf, path))).toBe(toHex(root));
        expect(toHex(rootOfInclusion(index, size, flipped(leaf, bit), path))).not.toBe(toHex(root));
        expect(rootOfInclusion(index, size, leaf, [...path, leaf])).toBeNull();
        if (path.length === 0) return;
        const at = bit % path.length;
        const wrong = path.map((hash, nth) => (nth === at ? flipped(hash, bit) : hash));
        expect(toHex(rootOfInclusion(index, size, leaf, wrong))).not.toBe(toHex(root));
        expect(rootOfInclusion(index, size, leaf, path.slice(1))).toBeNull();
        const elsewhere = toHex(rootOfInclusion((index + 1) % size, size, leaf, path));
        expect(elsewhere).not.toBe(toHex(root));
      }),
      { numRuns: 150 },
    );
  });

  it('when a tree has grown, then it is consistent with each earlier tree, and a changed root or path is not', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), fc.nat(), (all, one, other, bit) => {
        const [earlier = 0, later = 0] = [one % (all.length + 1), other % (all.length + 1)].sort((a, b) => a - b);
        const tree = treeOf(all);
        const [before, after] = [earlier, later].map((size) => ({ size, root: naiveRoot(all.slice(0, size)) }));
        if (!before || !after) return;
        const path = consistencyPath(tree, earlier, later);
        expect(isConsistencyProven(before, after, path)).toBe(true);
        expect(isConsistencyProven(before, after, [...path, before.root])).toBe(false);
        expect(isConsistencyProven({ ...before, root: flipped(before.root, bit) }, after, path)).toBe(false);
        if (earlier === 0) return;
        expect(isConsistencyProven(before, { ...after, root: flipped(after.root, bit) }, path)).toBe(false);
        if (path.length === 0) return;
        const wrong = path.map((hash, nth) => (nth === bit % path.length ? flipped(hash, bit) : hash));
        expect(isConsistencyProven(before, after, wrong)).toBe(false);
        expect(isConsistencyProven(before, after, path.slice(1))).toBe(false);
        expect(isConsistencyProven(after, before, path)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  function asNumberedBefore(db: Database.Database, leaves: readonly string[]): void {
    db.exec('DELETE FROM log_node');
    const put = db.prepare('INSERT INTO log_node (id, hash) VALUES (?, ?)');
    for (let level = 1; 2 ** level <= leaves.length; level += 1) {
      for (let index = 0; (index + 1) * 2 ** level <= leaves.length; index += 1)
        put.run(level * 2 ** 46 + index, naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
    }
  }

  it.each([1, 2, 3, 100, 2_500])(
    'when a file of %d leaves has the older numbers of nodes, then its nodes are renumbered and it grows on',
    (size) => {
      const before = Array.from({ length: size }, (_, nth) => `leaf ${nth}`);
      const db = new Database(':memory:');
      const first = openTree(db);
      for (const [entry, leaf] of before.entries()) first.append(leaf, entry);
      asNumberedBefore(db, before);
      const tree = openTree(db);
      expect(toHex(rootAt(tree, size))).toBe(toHex(naiveRoot(before)));
      const more = Array.from({ length: 8 }, (_, nth) => `more ${nth}`);
      for (const leaf of more) tree.append(leaf, tree.size());
      expect(toHex(rootAt(tree, size + 8))).toBe(toHex(naiveRoot([...before, ...more])));
      const count = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM log_node');
      const perfect = (leaves: number): number =>
        leaves < 2 ? 0 : Math.floor(leaves / 2) + perfect(Math.floor(leaves / 2));
      expect(count.get()?.count).toBe(perfect(size + 8));
    },
  );

  it('when a path is read, then the number of rows grows with the levels and not with the leaves', () => {
    const tree = treeOf(Array.from({ length: 1_000 }, (_, nth) => `leaf ${nth}`));
    let read = 0;
    const counted = {
      at: (level: number, index: number) => {
        read += 1;
        return tree.at(level, index);
      },
    };
    for (let index = 0; index < 1_000; index += 37) {
      read = 0;
      inclusionPath(counted, index, 1_000);
      // The tree stores no node for an incomplete subtree: at the right edge, perfect trees make the sibling, at most one on each level.
      expect(read).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(1_000)));
    }
  });
});
