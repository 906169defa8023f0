import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../../drivers/bytes.ts';
import { areBytesEqual } from './bytes.ts';

/*
 * Verifies the trees of RFC 9162, 2.1 (as in RFC 6962); device/merkle/tree.ts builds them. Leaves and nodes begin with different bytes: no
 * node passes for a leaf.
 */

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (leaf: Uint8Array): Uint8Array => sha256(concat(LEAF, leaf));

const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(NODE, left, right));

/**
 * Root of a tree of `size` leaves, from the leaf at `index` and its path (RFC 9162, 2.1.3.2). `null` if the length of the path does not
 * fit. Sizes may exceed 32 bits, at which bit shifts stop.
 */
export function rootOfInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
): Uint8Array | null {
  if (index >= size) return null;
  let [fn, sn, root] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(sibling, root);
      for (; fn % 2 === 0 && fn !== 0; fn /= 2) sn = half(sn);
    } else root = nodeHash(root, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 ? root : null;
}

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether `later` is `earlier` with more leaves and no other change (RFC 9162, 2.1.4.2). */
export function isConsistencyProven(earlier: TreeHead, later: TreeHead, path: readonly Uint8Array[]): boolean {
  if (earlier.size > later.size) return false;
  if (earlier.size === later.size) return path.length === 0 && areBytesEqual(earlier.root, later.root);
  // Every tree begins as the empty tree with one root (RFC 9162, 2.1.1).
  if (earlier.size === 0) return path.length === 0 && areBytesEqual(earlier.root, sha256(new Uint8Array()));
  const whole = isPowerOfTwo(earlier.size) ? [earlier.root, ...path] : [...path];
  const [first, ...rest] = whole;
  if (!first || path.length === 0) return false;
  let [fn, sn] = [earlier.size - 1, later.size - 1];
  for (; fn % 2 === 1; fn = half(fn)) sn = half(sn);
  let [old, now] = [first, first];
  for (const hash of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [old, now] = [nodeHash(hash, old), nodeHash(hash, now)];
      for (; fn % 2 === 0 && fn !== 0; fn /= 2) sn = half(sn);
    } else now = nodeHash(now, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && areBytesEqual(old, earlier.root) && areBytesEqual(now, later.root);
}

const half = (value: number): number => Math.floor(value / 2);

const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(value));
