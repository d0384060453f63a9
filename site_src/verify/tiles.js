/** The log as C2SP tlog-tiles (section 9): where its hashes and entries lie, and how a bundle is read. */

import { Malformed } from "./errors.js";
import { leafHash, root } from "./merkle.js";

/** Hashes in a full tile, entries in a full bundle. */
export const WIDTH = 256;

function place(index, width) {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/[0-9]{3}/g);
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
  return width === WIDTH ? path : `${path}.p/${width}`;
}

/** The path below `log/` of a tile: `tile/0/x001/x234/067`, or `….p/8` for a partial one. */
export function tilePath(level, index, width = WIDTH) {
  return `tile/${level}/${place(index, width)}`;
}

/** The path below `log/` of an entry bundle: `tile/entries/000`, or `….p/8` for a partial one. */
export function entriesPath(index, width = WIDTH) {
  return `tile/entries/${place(index, width)}`;
}

/** The entries of a bundle, each behind its length (u16, big-endian). @throws {Malformed} */
export function parseBundle(data, name = "") {
  const entries = [];
  let at = 0;
  while (at + 2 <= data.length) {
    const end = at + 2 + data[at] * 256 + data[at + 1];
    if (end > data.length) break;
    entries.push(data.slice(at + 2, end));
    at = end;
  }
  if (at !== data.length || entries.length === 0 || entries.length > WIDTH) {
    throw new Malformed("bundle", "条目包不完整", "the bundle is cut or has a wrong length", { file: name });
  }
  return entries;
}

/** The bundles that hold the entries of a tree of `size`: `{path, width}`. Lazy: a stranger may claim any size. */
export function* pathsFor(size) {
  for (let start = 0; start < size; start += WIDTH) {
    const width = Math.min(WIDTH, size - start);
    yield { path: entriesPath(start / WIDTH, width), width };
  }
}

/** Every hash tile of a tree, as `[path below log/, bytes]`, full and partial. */
export function* tilesOf(leaves) {
  let level = 0;
  for (let hashes = leaves; hashes.length; level++) {
    const above = [];
    for (let start = 0; start < hashes.length; start += WIDTH) {
      const chunk = hashes.slice(start, start + WIDTH);
      const tile = new Uint8Array(chunk.length * 32);
      chunk.forEach((hash, at) => tile.set(hash, at * 32));
      yield [tilePath(level, start / WIDTH, chunk.length), tile];
      if (chunk.length === WIDTH) above.push(root(chunk)); // only full tiles have a hash in the level above
    }
    hashes = above;
  }
}

/** The leaf hashes of entries. */
export function leavesOf(entries) {
  return entries.map(leafHash);
}
