/**
 * Every vector, as a list of claims about files in memory: the same list runs under Node and in a page of Chromium.
 *
 * `checks(files)` takes path → bytes (`vectors/…`, and `golden/…` where other projects' files are at hand) and gives
 * `[name, claim]`; a claim raises where it doesn't hold. Nothing here knows Node.
 */

import { checkTime, prove } from "../../site_src/verify/beacons.js";
import { Standing, applyChange, substitute } from "../../site_src/verify/changes.js";
import { parseCheckpoint, verifyCheckpoint } from "../../site_src/verify/checkpoints.js";
import { drandTime, proveDrand } from "../../site_src/verify/drand.js";
import { verifySignature } from "../../site_src/verify/ed25519.js";
import { Fault } from "../../site_src/verify/errors.js";
import { bytesOf, bytesOfHex, hexOf, parseJsonText, sameBytes, sha256Hex } from "../../site_src/verify/evidence.js";
import * as hashing from "../../site_src/verify/hashing.js";
import { COUNT, DRAW, IDENTIFIER, RATIO, parseTime } from "../../site_src/verify/identifiers.js";
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootsAt,
  verifyConsistency,
  verifyInclusion,
} from "../../site_src/verify/merkle.js";
import { proveNist, signedMessage } from "../../site_src/verify/nist.js";
import { Note, parseVkey, vkeyFor } from "../../site_src/verify/notes.js";
import { quotaSize, quotas } from "../../site_src/verify/quotas.js";
import { seatOrder } from "../../site_src/verify/seats.js";
import { parseSeedText, seed, seedText } from "../../site_src/verify/seed.js";
import { select } from "../../site_src/verify/selection.js";
import * as tables from "../../site_src/verify/tables.js";
import { drawTeams, teamsByObject } from "../../site_src/verify/teams.js";
import { parseBundle, pathsFor, tilesOf } from "../../site_src/verify/tiles.js";
import { ed25519 } from "../../site_src/verify/vendor/noble.js";

// ── what Node's assert would do ────────────────────────────────────────────────

/** A value in one writing, whatever its prototype and the order of its members. */
function written(value) {
  if (value instanceof Uint8Array) return `bytes ${hexOf(value)}`;
  if (value instanceof Map) return written(Array.from(value));
  if (Array.isArray(value)) return `[${value.map(written).join()}]`;
  if (typeof value !== "object" || value === null) return `${typeof value} ${String(value)}`;
  const members = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${members.sort().map((key) => `${key}: ${written(value[key])}`)}}`;
}

function claim(holds, what) {
  if (!holds) throw new Error(`doesn't hold: ${what}`);
}

function equal(found, expected, what = "") {
  const [left, right] = [written(found), written(expected)];
  claim(left === right, `${what} ${left.slice(0, 300)} isn't ${right.slice(0, 300)}`);
}

function refused(work, what) {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return;
    throw error;
  }
  throw new Error(`accepted: ${what}`);
}

// ── files ──────────────────────────────────────────────────────────────────────

/** Reads vectors; JSON with the platform's own reader, since these files aren't evidence. */
class Vectors {
  constructor(files) {
    this.files = files;
  }

  bytes(path) {
    const data = this.files.get(path);
    if (!data) throw new Error(`no such vector: ${path}`);
    return data;
  }

  text(path) {
    return new TextDecoder().decode(this.bytes(path));
  }

  json(path) {
    return JSON.parse(this.text(path));
  }

  below(prefix) {
    return Array.from(this.files.keys()).filter((path) => path.startsWith(prefix));
  }
}

function unbase64(text) {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

// ── worked draws, sections 6 to 8 ──────────────────────────────────────────────

function drawChecks(vectors, name) {
  const path = (file) => `vectors/draw1/${name}/${file}`;
  const expected = vectors.json(path("expected.json"));
  const record = (file) => parseJsonText(vectors.text(path(file)).replace(/\n\n[^]*$/, "\n"));
  const commit = record("commit.note");
  const frame = tables.parseFrame(vectors.bytes(path("frame.csv")));
  const panel = tables.parsePanel(vectors.bytes(path("panel.csv")));
  const { seats } = commit.team;
  return [
    ["bound files have their hashes, and tables are their own serialisation", () => {
      for (const file of Object.keys(commit.files)) equal(sha256Hex(vectors.bytes(path(file))), commit.files[file], file);
      equal(tables.frameText(frame.rows()), vectors.text(path("frame.csv")));
      equal(tables.panelText(panel), vectors.text(path("panel.csv")));
      const selection = tables.parseSelection(vectors.bytes(path("selection.csv")));
      equal(tables.selectionText(selection), vectors.text(path("selection.csv")));
      const teams = tables.parseTeams(vectors.bytes(path("teams.csv")));
      equal(tables.teamsText(teams), vectors.text(path("teams.csv")));
    }],
    ["reveals open their commitments", () => {
      const opened = commit.parties.filter(({ party, commitment }, at) => {
        const file = `reveal-${at + 1}.note`;
        if (!vectors.files.has(path(file))) return false;
        equal(hashing.commitment(commit.draw, party, record(file).secret), commitment, party);
        return true;
      });
      claim(opened.length >= 1, "somebody revealed");
    }],
    ["the seed's text and the seed", () => {
      const parts = parseSeedText(vectors.bytes(path("seed.txt")));
      equal([parts.commit, parts.close], [expected.commit_hash, expected.close_hash]);
      equal(seedText({ ...parts, beacons: expected.beacons }), vectors.text(path("seed.txt")));
      equal(seed(vectors.text(path("seed.txt"))), expected.seed);
    }],
    ["quotas and the order of seats follow from frame and panel", () => {
      const rates = commit.quotas.map(({ stratum, ratio, count }) => [stratum, count === undefined ? { ratio } : { count }]);
      equal(quotas(frame, new Map(rates)), commit.quotas);
      equal(seatOrder(seats.slice().reverse(), panel), seats);
    }],
    ["selection, teams and the change", () => {
      const sizes = new Map(commit.quotas.map(({ stratum, size }) => [stratum, size]));
      const drawn = select(frame, sizes, expected.seed);
      equal(tables.selectionText(drawn), vectors.text(path("selection.csv")));
      const objects = drawn.map((row) => row.object_id);
      const teams = drawTeams(panel, seats, objects, expected.seed);
      equal(tables.teamsText(teams), vectors.text(path("teams.csv")));
      const { change } = expected;
      const changeSeed = hashing.changeSeed(commit.draw, change.change_hash, change.value);
      equal(changeSeed, change.change_seed);
      const supplements = change.supplements.map(({ object }) => object);
      const asked = { frame, panel, seats, changeSeed, removals: change.removals, supplements };
      equal(tables.changeText(applyChange(Standing.afterDraw(teams), asked)), vectors.text(path(change.file)));
    }],
    ["substitutions one after another", () => {
      for (const step of expected.substitutions_in_order) {
        const changeSeed = hashing.changeSeed(commit.draw, step.change_hash, step.value);
        const vacancy = { changeSeed, objectId: step.object_id, members: step.members, barred: new Set(step.removed) };
        equal(substitute(panel, seats, vacancy), { inspector: step.added, ticket: step.ticket });
      }
    }],
  ].map(([what, work]) => [`draw1/${name}: ${what}`, work]);
}

const panelOf = (rows) => rows.map((row) => ({ ...row, skills: row.skills.split(";").filter(Boolean) }));

function ruleChecks(rules) {
  const seats = rules.seat_rules.map((rule) => [`seats: ${rule.name}`, () => {
    const teams = drawTeams(panelOf(rule.panel), rule.seats, rule.objects_by_rank, rule.seed);
    equal(teamsByObject(teams), new Map(Object.entries(rule.teams)));
  }]);
  const substitutes = rules.substitutes.map((rule) => [`substitutes: ${rule.name}`, () => {
    const { change_seed: changeSeed, object_id: objectId, members } = rule;
    const vacancy = { changeSeed, objectId, members, barred: new Set(rule.removed) };
    const found = substitute(panelOf(rule.panel), rule.seats, vacancy);
    equal(found, { inspector: rule.added, ticket: rule.ticket });
  }]);
  return [
    ...seats,
    ...substitutes,
    ["quota sizes are exact", () => {
      for (const { listed, eligible, ratio, count, size } of rules.quotas)
        equal(quotaSize(listed, eligible, { ratio, count }), size, `${listed} × ${ratio || count}`);
    }],
    ["hashes of aliases, audits and sealed rows", () => {
      for (const { frame_key, object_id, salt, draw, alias } of rules.hashes.alias) {
        equal(hashing.aliasSalt(bytesOfHex(frame_key), object_id), salt);
        equal(hashing.alias(draw, object_id, salt), alias);
      }
      for (const { seed: of, alias, ticket } of rules.hashes.audit_ticket) equal(hashing.auditTicket(of, alias), ticket);
      for (const { salt, text, row } of rules.hashes.sealed_row) equal(hashing.rowHash(salt, text), row);
    }],
    ["malformed ratios, counts, identifiers and draw numbers are refused", () => {
      const patterns = { ratio: RATIO, count: COUNT, object_id: IDENTIFIER, draw: DRAW };
      equal(Object.keys(rules.malformed).sort(), Object.keys(patterns).sort(), "kinds");
      for (const kind of Object.keys(patterns))
        for (const text of rules.malformed[kind]) claim(!patterns[kind].test(text), `${kind} ${text}`);
    }],
  ];
}

// ── signatures and beacons ─────────────────────────────────────────────────────

function edgeChecks(vectors) {
  const cases = vectors.json("vectors/ed25519_edge.json");
  return [["all 95 Ed25519 edge cases are judged as the vectors state", () => {
    equal(cases.length, 95);
    for (const { public_key, signature, message, accept, why } of cases)
      equal(verifySignature(bytesOfHex(public_key), bytesOfHex(signature), bytesOfHex(message)), accept, why);
  }]];
}

const MODULUS = 0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;

function drandChecks(drand) {
  return [
    ["every drand round proves its value and has its time", () => {
      for (const { round, signature, randomness, time } of drand.rounds) {
        const { value, verdict } = prove("drand-quicknet", String(round), { round, signature });
        equal([value, verdict], [randomness, "pass"]);
        equal(drandTime(String(round)), parseTime(time));
        checkTime({ source: "drand-quicknet", round: String(round), time });
      }
    }],
    ["points off the subgroup, the identity, cut signatures and other chains are refused", () => {
      for (const { signature } of drand.malformed_must_reject) refused(() => proveDrand("1", { round: 1, signature }));
      for (const { round, signature } of drand.other_schemes)
        refused(() => proveDrand(String(round), { round, signature }), round);
    }],
    ["a second spelling of a signature's point is no second value", () => {
      const low = (1n << 381n) - 1n; // below the three flags
      const points = drand.rounds.map(({ round, signature }) => ({ round, point: BigInt(`0x${signature}`) }));
      const respelled = points.filter(({ point }) => (point & low) + MODULUS <= low);
      claim(respelled.length > 0, "some point has a second spelling");
      for (const { round, point } of respelled) {
        const signature = (point + MODULUS).toString(16).padStart(96, "0");
        refused(() => proveDrand(String(round), { round, signature }), round);
      }
    }],
    ["an answer for another round, another randomness, or without its members is refused", () => {
      const [{ round, signature }] = drand.rounds;
      for (const answer of [
        { round: round + 1, signature },
        { round, signature, randomness: "0".repeat(64) },
        { round, signature: signature.toUpperCase() },
        { round: String(round), signature },
        { signature },
        { round },
      ])
        refused(() => proveDrand(String(round), answer), JSON.stringify(answer));
    }],
  ];
}

function otherBeaconChecks(vectors) {
  return [
    ["lottery draws give their values, and nothing more than a public fact", () => {
      for (const { source, round, value, answer } of vectors.json("vectors/lottery.json").draws) {
        const proven = prove(source, round, answer);
        equal([proven.value, proven.verdict], [value, "unknown"]);
        checkTime({ source, round, time: `${value.slice(0, 10)}T20:00:00+08:00` }, answer);
        refused(() => checkTime({ source, round, time: `${value.slice(0, 10)}T20:00:01+08:00` }, answer), round);
      }
    }],
    ["a NIST pulse proves itself, and no changed one does", () => {
      for (const { pulse, signed_message_len } of vectors.json("vectors/nist-2.json").pulses) {
        const round = `${pulse.chainIndex}/${pulse.pulseIndex}`;
        equal(signedMessage(pulse).length, signed_message_len);
        equal(proveNist(round, { pulse }), pulse.outputValue.toLowerCase());
        const other = `${pulse.outputValue.startsWith("0") ? "1" : "0"}${pulse.outputValue.slice(1)}`;
        for (const change of [
          { statusCode: 1 },
          { outputValue: other },
          { certificateId: "0".repeat(128) },
          { pulseIndex: 1 },
          { uri: "" },
        ])
          refused(() => proveNist(round, { pulse: { ...pulse, ...change } }), JSON.stringify(change));
      }
    }],
  ];
}

/** Not from a file: what makes a million tickets fast must still be the hash. */
const prefixCheck = ["a prefix hash is the hash, whatever the lengths", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 150])
    for (const tail of [0, 1, 18, 55, 56, 64, 130]) {
      const [head, rest] = ["p".repeat(length), "t".repeat(tail)];
      const expected = sha256Hex(head + rest);
      const prefix = new hashing.PrefixHash(head);
      equal(prefix.hex(bytesOf("another, to leave something behind in the buffer".repeat(2))).length, 64);
      equal(prefix.hex(bytesOf(rest)), expected);
      equal(prefix.key(bytesOf(rest)), parseInt(expected.slice(0, 12), 16));
    }
}];

// ── golden files of other transparency logs (section 9) ────────────────────────

/** Go's 64-bit integers beyond 2^53 lose digits here, and are then refused as they should. */
const casesIn = (vectors, folder) =>
  vectors.below(`golden/merkle/${folder}/`).filter((path) => path.endsWith(".json")).map((path) => vectors.json(path));

const proofOf = (found) => (found.proof || []).map(unbase64);

function proofChecks(vectors) {
  return [
    ["98 inclusion proofs are judged as Go judges them", () => {
      const found = casesIn(vectors, "inclusion");
      equal(found.length, 98);
      for (const each of found) {
        const { leafIdx, treeSize, wantErr, desc } = each;
        const [leaf, top] = [unbase64(each.leafHash), unbase64(each.root)];
        equal(verifyInclusion(leaf, leafIdx, treeSize, proofOf(each), top), !wantErr, desc);
      }
    }],
    ["98 consistency proofs are judged as Go judges them", () => {
      const found = casesIn(vectors, "consistency");
      equal(found.length, 98);
      for (const each of found) {
        const [older, newer] = [unbase64(each.root1), unbase64(each.root2)];
        const holds = verifyConsistency(each.size1, each.size2, proofOf(each), older, newer);
        equal(holds, !each.wantErr, each.desc);
      }
    }],
  ];
}

function noteChecks(vectors) {
  return [["notes and keys of other programs are read, and refused where they refuse", () => {
    const notes = vectors.json("golden/signed-note/vectors.json");
    equal(notes.valid.length, 5);
    for (const vector of notes.valid) {
      const note = Note.parse(bytesOf(vector.note));
      const vkey = vector.vkey
        ? parseVkey(vector.vkey)
        : vkeyFor(vector.name, ed25519.getPublicKey(bytesOfHex(vector.ed25519_seed_hex)));
      claim(note.signedBy(vkey), vkey.name);
      refused(() => new Note(`x${note.text}`, note.signatures).signedBy(vkey), vkey.name);
      const checkpoint = vector.checkpoint ? parseCheckpoint(note.text) : null;
      // sum.golang.org is older than the rule that the origin is the key's name
      if (checkpoint && checkpoint.origin !== "go.sum database tree") equal(verifyCheckpoint(note, vkey), checkpoint);
    }
    for (const text of notes.vkeys_valid) parseVkey(text);
    for (const text of notes.vkeys_invalid) refused(() => parseVkey(text), text);
  }]];
}

function treeChecks(vectors) {
  return [["tiles, roots and proofs of a whole log come out byte for byte", () => {
    const path = (name) => `golden/tessera-golden/${name}`;
    const leaves = parseBundle(vectors.bytes(path("tile/entries/000.p/15"))).map(leafHash);
    const roots = rootsAt(leaves, Array.from({ length: 16 }, (_, size) => size));
    for (let size = 1; size <= 15; size++) {
      for (const [place, tile] of tilesOf(leaves.slice(0, size))) equal(tile, vectors.bytes(path(place)), place);
      const checkpoint = parseCheckpoint(Note.parse(vectors.bytes(path(`checkpoint.${size}`))).text);
      claim(sameBytes(checkpoint.root, roots.get(size)), `root of ${size}`);
      for (let index = 0; index < size; index++)
        claim(verifyInclusion(leaves[index], index, size, inclusionProof(leaves, index, size), roots.get(size)), index);
      for (let m = 1; m <= size; m++)
        claim(verifyConsistency(m, size, consistencyProof(leaves, m, size), roots.get(m), roots.get(size)), m);
    }
    equal(Array.from(pathsFor(15)), [{ path: "tile/entries/000.p/15", width: 15 }]);
  }]];
}

/** All claims about the vectors. @param {Map<string, Uint8Array>} files @returns {[string, () => void][]} */
export function checks(files) {
  const vectors = new Vectors(files);
  const draws = vectors.below("vectors/draw1/").map((path) => (/^vectors\/draw1\/([^/]+)\//.exec(path) || [])[1]);
  const names = Array.from(new Set(draws.filter(Boolean))).sort();
  return [
    ["there are five worked draws", () => equal(names, ["plain", "postponed", "reserve", "scarce", "strata"])],
    ...names.flatMap((name) => drawChecks(vectors, name)),
    ...ruleChecks(vectors.json("vectors/draw1/rules.json")),
    ...edgeChecks(vectors),
    ...drandChecks(vectors.json("vectors/drand.json")),
    ...otherBeaconChecks(vectors),
    prefixCheck,
  ];
}

/** All claims about the golden files; none where they aren't at hand. */
export function goldenChecks(files) {
  const vectors = new Vectors(files);
  if (!vectors.below("golden/").length) return [];
  return [...proofChecks(vectors), ...noteChecks(vectors), ...treeChecks(vectors)];
}
