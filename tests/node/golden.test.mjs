/** Golden files of other transparency logs, read where they lie: we compute and judge as they do (section 9). */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { GOLDEN, bytes, json, unbase64, unhex } from "./files.mjs";
import { parseCheckpoint, verifyCheckpoint } from "../../site_src/verify/checkpoints.js";
import { Fault } from "../../site_src/verify/errors.js";
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootsAt,
  verifyConsistency,
  verifyInclusion,
} from "../../site_src/verify/merkle.js";
import { Note, encodeBase64, parseVkey, vkeyFor } from "../../site_src/verify/notes.js";
import { parseBundle, pathsFor, tilesOf } from "../../site_src/verify/tiles.js";
import { ed25519 } from "../../site_src/verify/vendor/noble.js";

const here = fs.existsSync(GOLDEN);
const options = here ? {} : { skip: "golden files of other projects are not here: ../shared/vectors/tlog" };

/** Every JSON file below a folder. Go's 64-bit integers beyond 2^53 lose digits here, and are then refused as they should. */
function cases(folder) {
  const root = path.join(GOLDEN, folder);
  const walk = (name) =>
    fs.readdirSync(name, { withFileTypes: true }).flatMap((entry) => {
      const below = path.join(name, entry.name);
      return entry.isDirectory() ? walk(below) : [below];
    });
  return walk(root)
    .filter((name) => name.endsWith(".json"))
    .map((name) => json(name));
}

const proofOf = (found) => (found.proof || []).map(unbase64);

test("98 inclusion proofs are judged as Go judges them", options, () => {
  const found = cases("merkle/inclusion");
  assert.equal(found.length, 98);
  for (const each of found) {
    const holds = verifyInclusion(
      unbase64(each.leafHash),
      each.leafIdx,
      each.treeSize,
      proofOf(each),
      unbase64(each.root),
    );
    assert.equal(holds, !each.wantErr, each.desc);
  }
});

test("98 consistency proofs are judged as Go judges them", options, () => {
  const found = cases("merkle/consistency");
  assert.equal(found.length, 98);
  for (const each of found) {
    const holds = verifyConsistency(each.size1, each.size2, proofOf(each), unbase64(each.root1), unbase64(each.root2));
    assert.equal(holds, !each.wantErr, each.desc);
  }
});

test("notes and keys of other programs are read, and refused where they refuse", options, () => {
  const vectors = json(GOLDEN, "signed-note", "vectors.json");
  assert.equal(vectors.valid.length, 5);
  for (const vector of vectors.valid) {
    const note = Note.parse(Buffer.from(vector.note));
    const vkey = vector.vkey
      ? parseVkey(vector.vkey)
      : vkeyFor(vector.name, ed25519.getPublicKey(unhex(vector.ed25519_seed_hex)));
    assert.ok(note.signedBy(vkey));
    assert.throws(() => new Note(`x${note.text}`, note.signatures).signedBy(vkey), Fault);
    const checkpoint = vector.checkpoint ? parseCheckpoint(note.text) : null;
    // sum.golang.org is older than the rule that the origin is the key's name
    if (checkpoint && checkpoint.origin !== "go.sum database tree")
      assert.deepEqual(verifyCheckpoint(note, vkey), checkpoint);
  }
  for (const written of vectors.vkeys_valid) parseVkey(written);
  for (const written of vectors.vkeys_invalid) assert.throws(() => parseVkey(written), Fault, written);
});

test("tiles, roots and proofs of a whole log come out byte for byte", options, () => {
  const root = path.join(GOLDEN, "tessera-golden");
  const entries = parseBundle(bytes(root, "tile/entries/000.p/15"));
  const leaves = entries.map(leafHash);
  const roots = rootsAt(
    leaves,
    Array.from({ length: 16 }, (_, size) => size),
  );
  for (let size = 1; size <= 15; size++) {
    for (const [place, tile] of tilesOf(leaves.slice(0, size))) assert.deepEqual(tile, bytes(root, place));
    const checkpoint = parseCheckpoint(Note.parse(bytes(root, `checkpoint.${size}`)).text);
    assert.equal(encodeBase64(checkpoint.root), encodeBase64(roots.get(size)));
    for (let index = 0; index < size; index++) {
      assert.ok(verifyInclusion(leaves[index], index, size, inclusionProof(leaves, index, size), roots.get(size)));
    }
    for (let m = 1; m <= size; m++) {
      assert.ok(verifyConsistency(m, size, consistencyProof(leaves, m, size), roots.get(m), roots.get(size)));
    }
  }
  assert.deepEqual(Array.from(pathsFor(15)), [{ path: "tile/entries/000.p/15", width: 15 }]);
});
