/** C02: the published tiles and bundles are those of the entries (C2SP tlog-tiles; section 9). */

import { sameBytes } from "./evidence.js";
import { MAX_ENTRY } from "./notes.js";
import { WIDTH, tilesOf } from "./tiles.js";

const TILE = /^log\/tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;
const MAX_INDEX = 1e9;
const HASH_BYTES = 32;

/** A tile that differs from what the entries make is a second story. */
export async function checkTiles(ledger, findings, source) {
  const own = new Map();
  for (const [path, tile] of tilesOf(ledger.leaves)) {
    const [, level, place] = TILE.exec(`log/${path}`);
    own.set(`${level} ${indexOf(place)}`, tile);
  }
  for (const path of (await source.paths()).filter((name) => name.startsWith("log/tile/"))) {
    const expected = contentOf(ledger, own, path);
    const data = await source.bytes(path);
    if (expected && data && sameBytes(data, expected)) continue;
    findings.add("C02", "fail", "数据块与总账的各条不符", "a tile doesn't follow from the log's entries", { file: path });
  }
}

const indexOf = (place) => Number(place.replace(/[x/]/g, ""));

/** What the file at `path` must hold; null where these entries make no such file. */
function contentOf(ledger, own, path) {
  const found = TILE.exec(path);
  if (!found) return null;
  const [index, width] = [indexOf(found[2]), Number(found[3] || WIDTH)];
  if (index > MAX_INDEX || width > WIDTH) return null;
  if (found[1] === "entries") return bundleOf(ledger.entries.slice(index * WIDTH, index * WIDTH + width), width);
  const tile = own.get(`${Number(found[1])} ${index}`);
  return tile && tile.length >= width * HASH_BYTES ? tile.subarray(0, width * HASH_BYTES) : null;
}

function bundleOf(entries, width) {
  if (entries.length !== width || entries.some(({ length }) => length > MAX_ENTRY)) return null;
  const data = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0));
  let at = 0;
  for (const entry of entries) {
    data.set([entry.length >> 8, entry.length & 255], at);
    data.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return data;
}
