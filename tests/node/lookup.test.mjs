/** One firm in one draw: what the page tells it (SITE.md, point 3). */

import assert from "node:assert/strict";
import { test } from "node:test";

import { filesBelow, reader, sample } from "./files.mjs";
import { openedAlias, opening } from "../../site_src/verify/blinding.js";
import { Fault } from "../../site_src/verify/errors.js";
import { jsonText, sha256Hex } from "../../site_src/verify/evidence.js";
import { findObjects, lookup } from "../../site_src/verify/lookup.js";
import { parseEntry } from "../../site_src/verify/notes.js";
import { parseFrame, parseSelection, parseTeams } from "../../site_src/verify/tables.js";
import { parseBundle } from "../../site_src/verify/tiles.js";

const FILES = filesBelow(sample());
const { read, files } = reader(FILES);
const names = (end) => files.filter((name) => name.startsWith("draws/") && name.endsWith(end));
const OPEN = names("/outcome.note")
  .map((name) => name.split("/")[1])
  .find((draw) => !FILES.has(`draws/${draw}/frame-key.txt`));
const BLINDED = names("/frame-key.txt")[0].split("/")[1];
const BUNDLE = files.find((name) => name.startsWith("log/tile/entries/"));
const GENESIS = parseEntry(parseBundle(FILES.get(BUNDLE))[0]).hash;

const file = (draw, name) => FILES.get(`draws/${draw}/${name}`);
const frame = parseFrame(file(OPEN, "frame.csv"));
const rows = Array.from(frame.rows());
const selection = parseSelection(file(OPEN, "selection.csv"));

test("a drawn firm sees its rank, its ticket's literal text and its team", async () => {
  const place = await lookup(read, { draw: OPEN, object: selection[0].object_id, files });
  assert.equal(place.state, "drawn");
  assert.equal(place.rank, 1);
  assert.equal(sha256Hex(place.ticketText), selection[0].ticket);
  assert.equal(
    place.team.length,
    parseTeams(file(OPEN, "teams.csv")).filter((row) => row.object_id === selection[0].object_id).length,
  );
  assert.ok(place.ticket <= place.lastTicket);
});

test("a firm that wasn't drawn sees the last ticket that was, and its chance beforehand", async () => {
  const drawn = new Set(selection.map((row) => row.object_id));
  const other = rows.find((row) => row.excluded === "" && !drawn.has(row.object_id));
  const place = await lookup(read, { draw: OPEN, object: other.object_id, files });
  assert.equal(place.state, "not-drawn");
  assert.ok(place.ticket > place.lastTicket);
  assert.equal(place.chance.size, selection.filter((row) => row.stratum === other.stratum).length);
  assert.equal(
    place.chance.eligible,
    rows.filter((row) => row.stratum === other.stratum && row.excluded === "").length,
  );
});

test("an excluded firm sees why, and a stranger that it isn't listed", async () => {
  const out = rows.find((row) => row.excluded !== "");
  assert.deepEqual(
    (({ state, excluded }) => [state, excluded])(await lookup(read, { draw: OPEN, object: out.object_id, files })),
    ["excluded", out.excluded],
  );
  assert.equal((await lookup(read, { draw: OPEN, object: "NOBODY", files })).state, "not-listed");
});

test("before the beacon there is a chance and no ticket", async () => {
  const draw = names("/commit.note")
    .map((name) => name.split("/")[1])
    .find((each) => !FILES.has(`draws/${each}/outcome.note`) && !FILES.has(`draws/${each}/void.note`));
  const row = Array.from(parseFrame(file(draw, "frame.csv")).rows()).find((each) => each.excluded === "");
  const place = await lookup(read, { draw, object: row.object_id, files });
  assert.deepEqual([place.state, place.ticket], ["not-yet", undefined]);
});

test("a blinded draw asks for the receipt, and with it tells the same", async () => {
  assert.equal((await lookup(read, { draw: BLINDED, object: rows[0].object_id, files })).state, "needs-receipt");
  const key = Buffer.from(Buffer.from(file(BLINDED, "frame-key.txt")).toString().trim(), "hex");
  const blinded = parseFrame(file(BLINDED, "frame.csv"));
  const object = rows
    .map((row) => row.object_id)
    .find((id) => blinded.find(openedAlias(BLINDED, opening(key, id))) >= 0);
  const opened = opening(key, object);
  const row = blinded.row(blinded.find(openedAlias(BLINDED, opened)));
  const receipt = { draw: BLINDED, opening: opened, stratum: row.stratum, excluded: row.excluded, genesis: GENESIS };
  const write = (value) => new Uint8Array(Buffer.from(jsonText(value)));
  const place = await lookup(read, { draw: BLINDED, receipt: write(receipt), files });
  assert.equal(place.name, row.object_id);
  assert.equal(place.agrees, true);
  assert.equal(
    (await lookup(read, { draw: BLINDED, receipt: write({ ...receipt, stratum: "other" }), files })).agrees,
    false,
  );
  await assert.rejects(
    lookup(read, { draw: BLINDED, receipt: write({ ...receipt, genesis: "0".repeat(64) }), files }),
    Fault,
  );
  await assert.rejects(lookup(read, { draw: OPEN, receipt: write(receipt), files }), Fault);
  await assert.rejects(lookup(read, { draw: BLINDED, receipt: write({ ...receipt, extra: 1 }), files }), Fault);
});

test("a firm is found by a part of its name or by its code", () => {
  const roster = files
    .map((name) => FILES.get(name))
    .find((data) => Buffer.from(data.subarray(0, 15)).toString() === "object_id,name,");
  const first = Buffer.from(roster).toString().split("\n")[1].split(",");
  assert.deepEqual(findObjects(roster, first[0].toLowerCase()), [{ object_id: first[0], name: first[1] }]);
  assert.ok(findObjects(roster, first[1].slice(2)).some((found) => found.object_id === first[0]));
  assert.deepEqual(findObjects(roster, "没有这一家"), []);
});
