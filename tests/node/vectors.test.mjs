/** The vectors that every implementation shares: they decide the bytes of sections 6 to 8, and the edge cases. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { VECTORS, bytes, json, text, unhex } from "./files.mjs";
import { prove, checkTime } from "../../site_src/verify/beacons.js";
import { Standing, applyChange, substitute } from "../../site_src/verify/changes.js";
import { drandTime, proveDrand } from "../../site_src/verify/drand.js";
import { verifySignature } from "../../site_src/verify/ed25519.js";
import { Fault } from "../../site_src/verify/errors.js";
import { parseJsonText, sha256Hex } from "../../site_src/verify/evidence.js";
import * as hashing from "../../site_src/verify/hashing.js";
import { COUNT, DRAW, IDENTIFIER, RATIO, parseTime } from "../../site_src/verify/identifiers.js";
import { proveNist, signedMessage } from "../../site_src/verify/nist.js";
import { quotaSize, quotas } from "../../site_src/verify/quotas.js";
import { seatOrder } from "../../site_src/verify/seats.js";
import { parseSeedText, seed, seedText } from "../../site_src/verify/seed.js";
import { select } from "../../site_src/verify/selection.js";
import * as tables from "../../site_src/verify/tables.js";
import { drawTeams, teamsByObject } from "../../site_src/verify/teams.js";

const DRAWS = path.join(VECTORS, "draw1");
const CASES = fs.readdirSync(DRAWS).filter((name) => !name.endsWith(".json"));
const RULES = json(DRAWS, "rules.json");

function load(name) {
  const folder = path.join(DRAWS, name);
  const record = (file) => parseJsonText(text(folder, file).replace(/\n\n[^]*$/, "\n"));
  const expected = json(folder, "expected.json");
  const commit = record("commit.note");
  return {
    folder,
    expected,
    commit,
    record,
    frame: tables.parseFrame(bytes(folder, "frame.csv")),
    panel: tables.parsePanel(bytes(folder, "panel.csv")),
    seats: commit.team.seats,
  };
}

const panelOf = (rows) => rows.map((row) => ({ ...row, skills: row.skills.split(";").filter(Boolean) }));

test("there are five worked draws", () => assert.equal(CASES.length, 5));

for (const name of CASES) {
  const { folder, expected, commit, record, frame, panel, seats } = load(name);

  test(`${name}: bound files have their hashes, and tables are their own serialisation`, () => {
    for (const file of Object.keys(commit.files)) assert.equal(sha256Hex(bytes(folder, file)), commit.files[file]);
    assert.equal(tables.frameText(frame.rows()), text(folder, "frame.csv"));
    assert.equal(tables.panelText(panel), text(folder, "panel.csv"));
    assert.equal(
      tables.selectionText(tables.parseSelection(bytes(folder, "selection.csv"))),
      text(folder, "selection.csv"),
    );
    assert.equal(tables.teamsText(tables.parseTeams(bytes(folder, "teams.csv"))), text(folder, "teams.csv"));
  });

  test(`${name}: reveals open their commitments`, () => {
    const opened = commit.parties.filter(({ party, commitment }, at) => {
      const file = `reveal-${at + 1}.note`;
      if (!fs.existsSync(path.join(folder, file))) return false;
      assert.equal(hashing.commitment(commit.draw, party, record(file).secret), commitment);
      return true;
    });
    assert.ok(opened.length >= 1);
  });

  test(`${name}: the seed's text and the seed`, () => {
    const parts = parseSeedText(bytes(folder, "seed.txt"));
    assert.equal(parts.commit, expected.commit_hash);
    assert.equal(parts.close, expected.close_hash);
    assert.equal(seedText({ ...parts, beacons: expected.beacons }), text(folder, "seed.txt"));
    assert.equal(seed(text(folder, "seed.txt")), expected.seed);
  });

  test(`${name}: quotas and the order of seats follow from frame and panel`, () => {
    const rates = new Map(
      commit.quotas.map(({ stratum, ratio, count }) => [stratum, ratio === undefined ? { count } : { ratio }]),
    );
    assert.deepEqual(
      quotas(frame, rates).map((quota) => ({ ...quota })),
      commit.quotas.map((quota) => ({ ...quota })),
    );
    assert.deepEqual(seatOrder(seats.slice().reverse(), panel), seats);
  });

  test(`${name}: selection, teams and the change`, () => {
    const sizes = new Map(commit.quotas.map(({ stratum, size }) => [stratum, size]));
    const drawn = select(frame, sizes, expected.seed);
    assert.equal(tables.selectionText(drawn), text(folder, "selection.csv"));
    const teams = drawTeams(
      panel,
      seats,
      drawn.map((row) => row.object_id),
      expected.seed,
    );
    assert.equal(tables.teamsText(teams), text(folder, "teams.csv"));
    const { change } = expected;
    const changeSeed = hashing.changeSeed(commit.draw, change.change_hash, change.value);
    assert.equal(changeSeed, change.change_seed);
    const rows = applyChange(Standing.afterDraw(teams), {
      frame,
      panel,
      seats,
      changeSeed,
      removals: change.removals,
      supplements: change.supplements.map(({ object }) => object),
    });
    assert.equal(tables.changeText(rows), text(folder, change.file));
  });

  test(`${name}: substitutions one after another`, () => {
    for (const step of expected.substitutions_in_order) {
      const changeSeed = hashing.changeSeed(commit.draw, step.change_hash, step.value);
      const vacancy = { changeSeed, objectId: step.object_id, members: step.members, barred: new Set(step.removed) };
      assert.deepEqual(substitute(panel, seats, vacancy), { inspector: step.added, ticket: step.ticket });
    }
  });
}

for (const rule of RULES.seat_rules) {
  test(`seats: ${rule.name}`, () => {
    const teams = teamsByObject(drawTeams(panelOf(rule.panel), rule.seats, rule.objects_by_rank, rule.seed));
    assert.deepEqual(Object.fromEntries(teams), rule.teams);
  });
}

for (const rule of RULES.substitutes) {
  test(`substitutes: ${rule.name}`, () => {
    const { change_seed: changeSeed, object_id: objectId, members } = rule;
    const found = substitute(panelOf(rule.panel), rule.seats, {
      changeSeed,
      objectId,
      members,
      barred: new Set(rule.removed),
    });
    assert.deepEqual(found, { inspector: rule.added, ticket: rule.ticket });
  });
}

test("quota sizes are exact", () => {
  for (const { listed, eligible, ratio, count, size } of RULES.quotas) {
    assert.equal(quotaSize(listed, eligible, { ratio, count }), size);
  }
});

test("hashes of aliases, audits and sealed rows", () => {
  for (const { frame_key, object_id, salt, draw, alias } of RULES.hashes.alias) {
    assert.equal(hashing.aliasSalt(unhex(frame_key), object_id), salt);
    assert.equal(hashing.alias(draw, object_id, salt), alias);
  }
  for (const { seed: drawSeed, alias, ticket } of RULES.hashes.audit_ticket)
    assert.equal(hashing.auditTicket(drawSeed, alias), ticket);
  for (const { salt, text: row, row: hash } of RULES.hashes.sealed_row) assert.equal(hashing.rowHash(salt, row), hash);
});

test("malformed ratios, counts, identifiers and draw numbers are refused", () => {
  const patterns = { ratio: RATIO, count: COUNT, object_id: IDENTIFIER, draw: DRAW };
  for (const kind of Object.keys(patterns)) {
    for (const written of RULES.malformed[kind]) assert.ok(!patterns[kind].test(written), `${kind} ${written}`);
  }
});

test("a prefix hash is the hash, whatever the lengths", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 150]) {
    for (const tail of [0, 1, 18, 55, 56, 64, 130]) {
      const [head, rest] = ["p".repeat(length), "t".repeat(tail)];
      const expected = sha256Hex(head + rest);
      const prefix = new hashing.PrefixHash(head);
      assert.equal(prefix.hex(Buffer.from("another, to leave something behind in the buffer".repeat(2))).length, 64);
      assert.equal(prefix.hex(Buffer.from(rest)), expected);
      assert.equal(prefix.key(Buffer.from(rest)), parseInt(expected.slice(0, 12), 16));
    }
  }
});

test("all 95 Ed25519 edge cases are judged as the vectors state", () => {
  const cases = json(VECTORS, "ed25519_edge.json");
  assert.equal(cases.length, 95);
  for (const { public_key, signature, message, accept, why } of cases) {
    assert.equal(verifySignature(unhex(public_key), unhex(signature), unhex(message)), accept, why);
  }
});

const DRAND = json(VECTORS, "drand.json");

test("every drand round proves its value and has its time", () => {
  for (const { round, signature, randomness, time } of DRAND.rounds) {
    const { value, verdict } = prove("drand-quicknet", String(round), { round, signature });
    assert.deepEqual([value, verdict], [randomness, "pass"]);
    assert.equal(drandTime(String(round)), parseTime(time));
    checkTime({ source: "drand-quicknet", round: String(round), time });
  }
});

test("points off the subgroup, the identity, cut signatures and other chains are refused", () => {
  for (const { signature } of DRAND.malformed_must_reject)
    assert.throws(() => proveDrand("1", { round: 1, signature }), Fault);
  for (const { round, signature } of DRAND.other_schemes)
    assert.throws(() => proveDrand(String(round), { round, signature }), Fault);
});

test("a second spelling of a signature's point is no second value", () => {
  const modulus = BigInt(
    "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
  );
  const low = (1n << 381n) - 1n; // below the three flags
  const respelled = DRAND.rounds
    .map(({ round, signature }) => ({ round, point: BigInt(`0x${signature}`) }))
    .filter(({ point }) => (point & low) + modulus <= low);
  assert.ok(respelled.length > 0);
  for (const { round, point } of respelled) {
    const signature = (point + modulus).toString(16).padStart(96, "0");
    assert.throws(() => proveDrand(String(round), { round, signature }), Fault);
  }
});

test("an answer for another round, another randomness, or without its members is refused", () => {
  const [{ round, signature }] = DRAND.rounds;
  for (const answer of [
    { round: round + 1, signature },
    { round, signature, randomness: "0".repeat(64) },
    { round, signature: signature.toUpperCase() },
    { round: String(round), signature },
    { signature },
    { round },
  ]) {
    assert.throws(() => proveDrand(String(round), answer), Fault);
  }
});

test("lottery draws give their values, and nothing more than a public fact", () => {
  for (const { source, round, value, answer } of json(VECTORS, "lottery.json").draws) {
    const proven = prove(source, round, answer);
    assert.deepEqual([proven.value, proven.verdict], [value, "unknown"]);
    checkTime({ source, round, time: `${value.slice(0, 10)}T20:00:00+08:00` }, answer);
    assert.throws(() => checkTime({ source, round, time: `${value.slice(0, 10)}T20:00:01+08:00` }, answer), Fault);
  }
});

test("a NIST pulse proves itself, and no changed one does", () => {
  for (const { pulse, signed_message_len } of json(VECTORS, "nist-2.json").pulses) {
    const round = `${pulse.chainIndex}/${pulse.pulseIndex}`;
    assert.equal(signedMessage(pulse).length, signed_message_len);
    assert.equal(proveNist(round, { pulse }), pulse.outputValue.toLowerCase());
    const other = pulse.outputValue.startsWith("0")
      ? `1${pulse.outputValue.slice(1)}`
      : `0${pulse.outputValue.slice(1)}`;
    for (const change of [
      { statusCode: 1 },
      { outputValue: other },
      { certificateId: "0".repeat(128) },
      { pulseIndex: 1 },
      { uri: "" },
    ]) {
      assert.throws(() => proveNist(round, { pulse: { ...pulse, ...change } }), Fault, JSON.stringify(change));
    }
  }
});
