/**
 * One process that answers many questions, a JSON line each, so that the Python tests can hold both implementations
 * against each other thousands of times: `{"op": …, …}` in, `{"ok": …}` or `{"refused": code}` out.
 */

import readline from "node:readline";

import { Calendar, publicBy } from "../../site_src/verify/calendar.js";
import { alias, aliasSalt, changeSeed } from "../../site_src/verify/hashing.js";
import { prove } from "../../site_src/verify/beacons.js";
import { Standing, applyChange } from "../../site_src/verify/changes.js";
import { parseCheckpoint, verifyCheckpoint, verifyCosignature } from "../../site_src/verify/checkpoints.js";
import { parseFrameKey, parseReceipt } from "../../site_src/verify/blinding.js";
import { csvText, parseCsv } from "../../site_src/verify/csv.js";
import { parseBeaconFile } from "../../site_src/verify/draw_case.js";
import { verifySignature } from "../../site_src/verify/ed25519.js";
import { Fault } from "../../site_src/verify/errors.js";
import { decodeUtf8, hexOf, jsonText, parseJson } from "../../site_src/verify/evidence.js";
import { parseDate, parseTime } from "../../site_src/verify/identifiers.js";
import { verifyConsistency, verifyInclusion } from "../../site_src/verify/merkle.js";
import { Note, encodeBase64, parseEntry, parseVkey } from "../../site_src/verify/notes.js";
import { parseItems, parseOrder, parsePolicy } from "../../site_src/verify/orders.js";
import { privateData } from "../../site_src/verify/private_data.js";
import { parsePlan } from "../../site_src/verify/plans.js";
import { verifyProof } from "../../site_src/verify/proofs.js";
import { quotas } from "../../site_src/verify/quotas.js";
import { parseRecord } from "../../site_src/verify/records.js";
import { parseNonrandomRow, parseResultRow, parseRowFile, rowOf } from "../../site_src/verify/rows.js";
import { inspectorRows, objectRows } from "../../site_src/verify/rosters.js";
import { seatOrder } from "../../site_src/verify/seats.js";
import { parseSeedText, seed, seedText } from "../../site_src/verify/seed.js";
import { select } from "../../site_src/verify/selection.js";
import * as tables from "../../site_src/verify/tables.js";
import { drawTeams } from "../../site_src/verify/teams.js";
import { parseBundle } from "../../site_src/verify/tiles.js";
import { parseTrust } from "../../site_src/verify/trust.js";
import { verify } from "../../site_src/verify/verify.js";
import { unbase64, unhex } from "./files.mjs";

/** A whole draw: everything that follows from frame, panel, rates, secrets and beacons, and then its changes. */
function draw(asked) {
  const data = (text) => new Uint8Array(Buffer.from(text));
  let frame = tables.parseFrame(data(asked.frame));
  if (asked.frame_key) {
    const rows = Array.from(frame.rows(), (row) => {
      const name = alias(asked.draw, row.object_id, aliasSalt(unhex(asked.frame_key), row.object_id));
      return { ...row, object_id: name };
    });
    rows.sort((a, b) => (a.object_id < b.object_id ? -1 : 1));
    frame = tables.parseFrame(data(tables.frameText(rows)));
  }
  const panel = tables.parsePanel(data(asked.panel));
  const computed = quotas(frame, new Map(Object.entries(asked.rates)));
  const seats = seatOrder(asked.seats, panel);
  const text = seedText({ ...asked, secrets: new Map(Object.entries(asked.secrets)) });
  const drawn = select(frame, new Map(computed.map(({ stratum, size }) => [stratum, size])), seed(text));
  const teams = drawTeams(
    panel,
    seats,
    drawn.map((row) => row.object_id),
    seed(text),
  );
  const standing = Standing.afterDraw(teams);
  const changes = asked.changes.map(({ hash, value, removals, supplements, settled }) => {
    const change = { frame, panel, seats, removals, supplements, settled: new Set(settled) };
    return tables.changeText(applyChange(standing, { ...change, changeSeed: changeSeed(asked.draw, hash, value) }));
  });
  return {
    frame: tables.frameText(frame.rows()),
    quotas: computed.map(({ stratum, listed, eligible, size }) => [stratum, listed, eligible, size]),
    seats: seats.map(({ department, skill }) => [department, skill]),
    seed: text,
    selection: tables.selectionText(drawn),
    teams: tables.teamsText(teams),
    changes,
  };
}

/** Which files a report is over: those of the last `files`, with changes. */
let held = new Map();

async function report({ replace = {}, remove = [], now, genesis, since, draw: only, light = false, frame_keys }) {
  const files = new Map(held);
  for (const [name, written] of Object.entries(replace)) files.set(name, unbase64(written));
  for (const name of remove) files.delete(name);
  const kept = since === undefined ? undefined : unbase64(since);
  const options = { now, genesis, draw: only, light, frameKeys: frame_keys, since: kept };
  const found = await verify(async (name) => files.get(name) || null, {
    ...options,
    files: Array.from(files.keys()).sort(),
  });
  const failing = found.checks.flatMap(({ code, findings }) =>
    findings.filter(({ verdict }) => verdict === "fail").map((each) => [code, each.draw, each.en]),
  );
  const broken = found.checks.flatMap(({ code, findings }) =>
    findings.filter(({ en }) => en.startsWith("this check broke off")).map(({ en }) => `${code} ${en}`),
  );
  return {
    broken,
    notices: found.notices.map(({ draw, en }) => [draw || "", en]),
    verdicts: Object.fromEntries(found.checks.map(({ code, verdict }) => [code, verdict])),
    failing,
    exit: found.exit,
  };
}

const OPERATIONS = {
  json: ({ data }) => jsonText(parseJson(data)),
  csv: ({ data, header }) => csvText(header, parseCsv(data, header)),
  frame: ({ data }) => tables.frameText(tables.parseFrame(data).rows()),
  panel: ({ data }) => tables.panelText(tables.parsePanel(data)),
  selection: ({ data }) => tables.selectionText(tables.parseSelection(data)),
  teams: ({ data }) => tables.teamsText(tables.parseTeams(data)),
  seed: ({ data }) => seedText(parseSeedText(data)),
  order: ({ data }) => jsonText(parseOrder(data)),
  row: ({ data }) => rowOf(parseRowFile(data)),
  result: ({ data }) => parseResultRow(parseRowFile(data)).object,
  objects: ({ data }) => Array.from(objectRows(data), ([[object_id]]) => object_id),
  inspectors: ({ data }) => Array.from(inspectorRows(data), ([[inspector_id]]) => inspector_id),
  policy: ({ data }) => parsePolicy(data).version,
  items: ({ data }) => parseItems(data).version,
  private: ({ text, kinds }) => Array.from(new Set(privateData(text, kinds).map(([kind]) => kind))).sort(),
  due: ({ dates, numbers, calendars }) => {
    const calendar = new Calendar(calendars);
    return dates.map((date) => publicBy(date, numbers, calendar)).map(({ earliest, latest }) => [earliest, latest]);
  },
  nonrandom: ({ data }) => parseNonrandomRow(parseRowFile(data)).id,
  receipt: ({ data }) => parseReceipt(data).stratum,
  "frame-key": ({ data }) => hexOf(parseFrameKey(data)),
  plan: ({ data }) => parsePlan(data, "plan").map(({ row, items, frequency }) => [row, items, frequency]),
  beacons: ({ data }) => parseBeaconFile(data).map(({ source, round }) => [source, round]),
  trust: ({ data }) => parseTrust(data).hash,
  record: ({ data }) => parseRecord(decodeUtf8(data)).type,
  entry: ({ data }) => {
    const note = parseEntry(data);
    return [note.hash, note.signatures.map(({ name }) => name)];
  },
  note: ({ data, vkeys }) => {
    const note = Note.parse(data);
    return [note.hash, vkeys.map((vkey) => note.signedBy(parseVkey(vkey)))];
  },
  vkey: ({ text }) => parseVkey(text).name,
  checkpoint: ({ data, vkey }) => {
    const { size, root } = verifyCheckpoint(Note.parse(data), parseVkey(vkey));
    return [size, encodeBase64(root)];
  },
  "checkpoint-text": ({ text }) => parseCheckpoint(text).size,
  cosignature: ({ data, vkey }) => verifyCosignature(Note.parse(data), parseVkey(vkey)),
  proof: ({ data, entry, vkey }) => verifyProof(unbase64(entry), data, parseVkey(vkey)).index,
  inclusion: ({ leaf, index, size, proof, root }) =>
    verifyInclusion(unbase64(leaf), index, size, proof.map(unbase64), unbase64(root)),
  consistency: ({ m, n, proof, old, root }) =>
    verifyConsistency(m, n, proof.map(unbase64), unbase64(old), unbase64(root)),
  bundle: ({ data }) => parseBundle(data).map(encodeBase64),
  signature: ({ key, signature, message }) => verifySignature(unbase64(key), unbase64(signature), unbase64(message)),
  time: ({ text }) => parseTime(text),
  date: ({ text }) => parseDate(text),
  beacon: ({ source, round, answer }) => prove(source, round, answer).value,
  draw,
  files: ({ files }) => {
    held = new Map(Object.entries(files).map(([name, written]) => [name, unbase64(written)]));
    return held.size;
  },
  report,
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let answer;
  try {
    const data = asked.data === undefined ? undefined : unbase64(asked.data);
    answer = { ok: await OPERATIONS[asked.op]({ ...asked, data }) };
  } catch (error) {
    answer = error instanceof Fault ? { refused: error.code } : { broken: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
