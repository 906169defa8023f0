import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootAt } from '../merkle/tree.ts';
import { openTree } from '../merkle/tree-tables.ts';
import { auditNewestLeaves, auditTree } from './audit.ts';

function logOf(leaves: number) {
  const db = new Database(':memory:');
  const tree = openTree(db);
  db.transaction(() => {
    for (let index = 0; index < leaves; index += 1) tree.append(`leaf ${index}`, index + 1);
  })();
  return { db, tree };
}

describe('audit of the leaves', () => {
  it.each([0, 1, 2, 3, 255, 256, 257, 700])(
    'when all leaves are whole, then the audit gives the root of their tree: %i',
    (size) => {
      const { tree } = logOf(size);
      const { damage, root } = auditTree(tree, size);
      expect(damage).toBeNull();
      expect(auditNewestLeaves(tree)).toBeNull();
      if (size > 0) expect(root).toEqual(rootAt(tree, size));
    },
  );

  it('when an earlier size is audited, then its root is right', () => {
    const { tree } = logOf(300);
    for (const size of [1, 17, 256, 299]) expect(auditTree(tree, size).root).toEqual(rootAt(tree, size));
  });

  it.each([
    ['changed', "UPDATE log_leaf SET body = 'x' WHERE i = 300", 300, 301],
    ['dropped from the middle', 'DELETE FROM log_leaf WHERE i = 300', 300, 300],
    ['swapped', swapped(300, 500), 300, 301],
    ['swapped beside each other', swapped(300, 301), 300, 301],
    ['under a changed hash', "UPDATE log_node SET hash = x'00' WHERE id = (SELECT min(id) FROM log_node)", 0, 63],
    ['under a missing hash', 'DELETE FROM log_node', 0, 1],
  ])('when a leaf was %s, then the damage names the range', (_, sql, from, to) => {
    const { db, tree } = logOf(600);
    db.exec(sql);
    const { damage, root } = auditTree(tree, 600);
    expect([damage, root]).toEqual([{ code: 'TLG-102', from, to }, null]);
  });

  it('when the last leaf, which has no node above it, was changed, then the root differs', () => {
    const { db, tree } = logOf(301);
    const root = rootAt(tree, 301);
    db.exec("UPDATE log_leaf SET body = 'x' WHERE i = 300");
    expect(auditTree(tree, 301)).toMatchObject({ damage: null });
    expect(auditTree(tree, 301).root).not.toEqual(root);
  });

  it('when the newest leaves are audited, then older damage is not seen and at most 1024 leaves are read', () => {
    const { db, tree } = logOf(2_000);
    db.exec("UPDATE log_leaf SET body = 'x' WHERE i = 1000");
    expect(auditNewestLeaves(tree)).toBeNull();
    db.exec("UPDATE log_leaf SET body = 'x' WHERE i = 1500");
    expect(auditNewestLeaves(tree)).toEqual({ code: 'TLG-102', from: 1500, to: 1501 });
    const read: number[] = [];
    auditNewestLeaves({ ...tree, leaves: (index, count) => (read.push(count) > 0 ? tree.leaves(index, count) : []) });
    expect(read.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1_024);
  });

  it('when any leaf is changed, then the damage names it', () => {
    const { db, tree } = logOf(256);
    fc.assert(
      fc.property(fc.nat(255), (index) => {
        const body = tree.leaf(index);
        const set = db.prepare('UPDATE log_leaf SET body = ? WHERE i = ?');
        set.run(`${body} `, index);
        const { damage } = auditTree(tree, 256);
        set.run(body, index);
        expect(damage && damage.from <= index && index <= damage.to && damage.to - damage.from === 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

function swapped(one: number, other: number): string {
  return `UPDATE log_leaf SET i = -1 WHERE i = ${one}; UPDATE log_leaf SET i = ${one} WHERE i = ${other};
    UPDATE log_leaf SET i = ${other} WHERE i = -1`;
}
