/** One file that proves, offline, that an entry is in the log (C2SP tlog-proof; section 9). */

import { parseCheckpoint, parseDecimal, verifyCheckpoint } from "./checkpoints.js";
import { Fails, Malformed } from "./errors.js";
import { decodeUtf8 } from "./evidence.js";
import { HASH_BYTES, leafHash, verifyInclusion } from "./merkle.js";
import { Note, decodeBase64 } from "./notes.js";

const HEADER = "c2sp.org/tlog-proof@v1";
const MAX_HASHES = 53; // a tree of 2^53-1 entries is no higher

function required(holds, name) {
  if (!holds) throw new Malformed("proof", "不是总账证明", "not a log proof", { file: name });
}

/**
 * The proof in `data`: `{index, hashes, note, checkpoint}`; nothing in it is verified yet.
 *
 * @throws {Malformed}
 */
export function parseProof(data, name = "") {
  const text = decodeUtf8(data, name);
  const split = text.indexOf("\n\n");
  required(split >= 0, name);
  const lines = text.slice(0, split).split("\n");
  required(lines.shift() === HEADER, name);
  if (lines.length && lines[0].startsWith("extra ")) {
    required(decodeBase64(lines.shift().slice("extra ".length)).length > 0, name);
  }
  required(lines.length > 0 && lines[0].startsWith("index "), name);
  const index = parseDecimal(lines.shift().slice("index ".length));
  const hashes = lines.map(decodeBase64);
  required(hashes.length <= MAX_HASHES && hashes.every((hash) => hash.length === HASH_BYTES), name);
  const head = new TextEncoder().encode(text.slice(0, split + 2)).length;
  const note = Note.parse(data.subarray(head), name);
  return { index, hashes, note, checkpoint: parseCheckpoint(note.text) };
}

/**
 * The proof file, after it has shown that `entry` (bytes) is in the log of the key `log`. Who else watched is for the
 * caller to ask.
 *
 * @throws {Malformed}
 * @throws {Fails}
 */
export function verifyProof(entry, data, log) {
  const proof = parseProof(data);
  const checkpoint = verifyCheckpoint(proof.note, log);
  if (!verifyInclusion(leafHash(entry), proof.index, checkpoint.size, proof.hashes, checkpoint.root)) {
    throw new Fails("not-in-log", "证明不成立", "the proof doesn't lead from this entry to the checkpoint's root");
  }
  return proof;
}
