/**
 * The Merkle tree of RFC 6962 (section 9): hashes, roots, proofs. A hash is 32 bytes; `leaves` are leaf hashes.
 *
 * What verifies proofs takes them from strangers: it answers false and never raises.
 */

import { Refused } from "./errors.js";
import { sameBytes } from "./evidence.js";
import { sha256 } from "./vendor/noble.js";

export const HASH_BYTES = 32;
/** The root of a tree without entries. */
export const EMPTY_ROOT = sha256(new Uint8Array(0));

/** SHA-256(0x00 ‖ entry). */
export function leafHash(entry) {
  return sha256.create().update(Uint8Array.of(0)).update(entry).digest();
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left, right) {
  return sha256.create().update(Uint8Array.of(1)).update(left).update(right).digest();
}

/** The largest power of two below `size`, which is at least 2. */
function splitOf(size) {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The root over all of `leaves` (RFC 6962 section 2.1). */
export function root(leaves) {
  return rootsAt(leaves, [leaves.length]).get(leaves.length);
}

/** A growing tree that keeps the roots of its complete subtrees, widest first. */
export class Frontier {
  constructor() {
    this.size = 0;
    this.peaks = [];
  }

  /** Adds one leaf hash on the right. */
  append(leaf) {
    let node = leaf;
    for (let size = this.size; size % 2 === 1; size = (size - 1) / 2) node = nodeHash(this.peaks.pop(), node);
    this.peaks.push(node);
    this.size++;
  }

  /** The root of the tree so far. */
  root() {
    return this.peaks.length ? this.peaks.reduceRight((right, left) => nodeHash(left, right)) : EMPTY_ROOT;
  }
}

/**
 * The roots of the first n leaves for each n of `sizes`, in one pass.
 *
 * @returns {Map<number, Uint8Array>}
 * @throws {Refused} for an n beyond the leaves
 */
export function rootsAt(leaves, sizes) {
  const wanted = new Set(sizes);
  wanted.forEach((size) => require(Number.isInteger(size) && size >= 0 && size <= leaves.length));
  const frontier = new Frontier();
  const roots = new Map(wanted.has(0) ? [[0, EMPTY_ROOT]] : []);
  for (const leaf of leaves) {
    frontier.append(leaf);
    if (wanted.has(frontier.size)) roots.set(frontier.size, frontier.root());
  }
  return roots;
}

function require(holds) {
  if (!holds) throw new Refused("log-position", "总账中没有这个位置", "there is no such position in the log");
}

/**
 * The audit path of leaf `index` in the tree of the first `size` leaves, from its sibling upwards.
 *
 * @throws {Refused} unless index < size ≤ number of leaves
 */
export function inclusionProof(leaves, index, size) {
  require(index >= 0 && index < size && size <= leaves.length);
  if (size === 1) return [];
  const split = splitOf(size);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split, size)];
  return index < split
    ? [...inclusionProof(left, index, split), root(right)]
    : [...inclusionProof(right, index - split, size - split), root(left)];
}

/**
 * What shows that the first `m` leaves are a prefix of the first `n` (RFC 6962 section 2.1.2).
 *
 * @throws {Refused} unless 0 < m ≤ n ≤ number of leaves
 */
export function consistencyProof(leaves, m, n) {
  require(m > 0 && m <= n && n <= leaves.length);
  return subproof(leaves.slice(0, n), m, true);
}

function subproof(leaves, m, whole) {
  if (m === leaves.length) return whole ? [] : [root(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return m <= split ? [...subproof(left, m, whole), root(right)] : [...subproof(right, m - split, false), root(left)];
}

const isHash = (node) => node.length === HASH_BYTES;
const half = (number) => Math.floor(number / 2);

/** Whether `proof` leads from the leaf hash at `index` to the root of a tree of `size` (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(leaf, index, size, proof, expected) {
  const safe = Number.isSafeInteger(index) && Number.isSafeInteger(size);
  if (!safe || index < 0 || index >= size || ![leaf, ...proof].every(isHash)) return false;
  let [first, last, node] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (first % 2 === 1 || first === last) {
      node = nodeHash(sibling, node);
      while (first % 2 === 0 && first !== 0) [first, last] = [half(first), half(last)];
    } else {
      node = nodeHash(node, sibling);
    }
    [first, last] = [half(first), half(last)];
  }
  return last === 0 && sameBytes(node, expected);
}

/**
 * Whether `proof` shows that the tree of `m` leaves is a prefix of the tree of `n` (RFC 9162 section 2.1.4.2).
 * Needs 0 < m ≤ n: from an empty tree a proof says nothing (section 9).
 */
export function verifyConsistency(m, n, proof, rootM, rootN) {
  const safe = Number.isSafeInteger(m) && Number.isSafeInteger(n);
  if (!safe || m <= 0 || m > n || !proof.every(isHash)) return false;
  if (m === n) return proof.length === 0 && sameBytes(rootM, rootN);
  let [first, last] = [m - 1, n - 1];
  while (first % 2 === 1) [first, last] = [half(first), half(last)];
  const path = first === 0 ? [rootM, ...proof] : proof; // a complete old tree is its own first node
  if (path.length === 0) return false;
  let [older, newer] = [path[0], path[0]];
  for (const node of path.slice(1)) {
    if (last === 0) return false;
    if (first % 2 === 1 || first === last) {
      [older, newer] = [nodeHash(node, older), nodeHash(node, newer)];
      while (first % 2 === 0 && first !== 0) [first, last] = [half(first), half(last)];
    } else {
      newer = nodeHash(newer, node);
    }
    [first, last] = [half(first), half(last)];
  }
  return last === 0 && sameBytes(older, rootM) && sameBytes(newer, rootN);
}
