/** C07: every bound file has the bound hash, and every file is bound (sections 2, 4 and 5). */

import { hashOfFile } from "./by_hand.js";
import { parseBeaconFile } from "./draw_case.js";
import { attempt } from "./errors.js";
import { sameBytes, sha256Hex } from "./evidence.js";
import {
  COMMIT_FILES,
  FRAME_KEY,
  OUTCOME_FILES,
  changeFile,
  drawFile,
  revealFile,
  rowFile,
} from "./published.js";
import { parseRowFile, rowOf } from "./rows.js";

/** Suffixes of evidence; pages and pictures of the site may lie beside it and are none. */
export const EVIDENCE = /\.(?:note|json|csv|txt)$/;
/** Notes that needn't lie in the folder; one that does is the log's. */
const MAY_BE = ["void.note", "audit.note"];

/**
 * C07 for one draw (sections 3 and 4):
 *
 * - commit and outcome bind the files that section 4 names, a change its table
 * - every bound file is there and has its hash
 * - every note in the folder is, byte for byte, an entry of the log, and none that the log holds is missing
 * - nothing else lies there: rows authenticate themselves by their hash in the log, a blinded frame's key by its aliases
 *   (C08), the answers of a draw that was voided after its close by their proof
 *
 * @param {import("./history.js").DrawRecords} records
 * @param {import("./report.js").Findings} findings
 * @param {{source: import("./published.js").Source, known: import("./known_beacons.js").KnownBeacons}} run
 */
export async function checkFiles(records, findings, { source, known }) {
  const before = findings.list.length;
  const hashes = boundHashes(records);
  const notes = boundNotes(records);
  checkNamed(records, findings);
  for (const [file, expected] of hashes) await compareHash(source, findings, file, expected, records.draw);
  for (const [file, entry] of notes) await compareNote(source, findings, file, entry, records.draw);
  const folder = drawFile(records.draw, "");
  for (const file of await source.paths()) {
    if (!file.startsWith(folder) || !EVIDENCE.test(file) || hashes.has(file) || notes.has(file)) continue;
    await checkOther(records, findings, file, { source, known });
  }
  if (findings.list.length > before || !records.commit) return;
  const file = drawFile(records.draw, "frame.csv");
  const [zh, en] = ["登记的文件哈希都相符，没有未登记的文件", "every bound file has its hash and no file is unbound"];
  const hash = hashes.get(file);
  findings.add("C07", "pass", zh, en, {
    draw: records.draw,
    file,
    found: hash,
    expected: hash,
    byHand: hashOfFile(file),
  });
}

/** Every file that commit, outcome and changes bind: path → hash. */
function boundHashes({ draw, commit, outcome, changed }) {
  const found = new Map();
  const bind = (files, place) => Object.keys(files).forEach((name) => found.set(place(name), files[name]));
  if (commit)
    bind(commit.record.files, (name) => (name.startsWith("snapshots/") ? `data/${name}` : drawFile(draw, name)));
  for (const { record } of [...(outcome ? [outcome] : []), ...changed])
    bind(record.files, (name) => drawFile(draw, name));
  return found;
}

/** Every note that must lie in the draw's folder: path → entry (section 4). */
function boundNotes({ draw, commit, commits, reveals, closes, outcomes, ceremonies, changes, changed }) {
  const found = new Map();
  const bind = (name, entry) => {
    if (!found.has(drawFile(draw, name))) found.set(drawFile(draw, name), entry);
  };
  for (const [name, entries] of [
    ["commit.note", commits],
    ["close.note", closes],
    ["outcome.note", outcomes],
    ["ceremony.note", ceremonies],
  ])
    entries.slice(0, 1).forEach((entry) => bind(name, entry));
  const parties = commit ? commit.record.parties.map(({ party }) => party) : [];
  for (const entry of reveals) {
    const at = parties.indexOf(entry.record.party);
    if (at >= 0) bind(revealFile(at + 1), entry);
  }
  for (const entry of changes) bind(changeFile(entry.record.number, "note"), entry);
  for (const entry of changed) bind(changeFile(entry.record.number, "done"), entry);
  return found;
}

/** The sets of names: a commit's has at least the three, an outcome's and a change's are fixed. */
function checkNamed({ draw, commit, outcome, changed }, findings) {
  const check = (type, files, expected, holds) => {
    const found = Object.keys(files).sort();
    if (holds(found)) return;
    findings.add("C07", "fail", `${type}登记的文件不对`, `the ${type} binds other files than it should`, {
      draw,
      found: found.join(" "),
      expected: expected.join(" "),
    });
  };
  const exactly = (names) => (found) => found.join() === names.slice().sort().join();
  if (commit)
    check("commit", commit.record.files, COMMIT_FILES, (found) => COMMIT_FILES.every((name) => found.includes(name)));
  if (outcome) check("outcome", outcome.record.files, OUTCOME_FILES, exactly(OUTCOME_FILES));
  for (const { record } of changed) {
    const names = [changeFile(record.number, "csv")];
    check("changed", record.files, names, exactly(names));
  }
}

/** A bound file is there and has its hash. */
export async function compareHash(source, findings, file, expected, draw = "") {
  const found = await source.hash(file);
  if (found === expected) return;
  const fault = source.unreadable.get(file);
  if (fault) {
    findings.fault("C07", fault, { draw, file });
    return;
  }
  const [zh, en] = found
    ? ["文件与登记的哈希不符", "the file hasn't the bound hash"]
    : ["登记的文件没有公布", "a bound file isn't published"];
  findings.add("C07", "fail", `${zh}：${file}`, `${en}: ${file}`, {
    draw,
    file,
    found,
    expected,
    byHand: hashOfFile(file),
  });
}

async function compareNote(source, findings, file, entry, draw) {
  const data = await source.bytes(file);
  if (data && sameBytes(data, entry.data)) return;
  const [zh, en] = data ? ["文书与总账不同", "the note isn't the log's"] : ["文书没有公布", "the note isn't published"];
  findings.add("C07", "fail", `${zh}：${file}`, `${en}: ${file}`, {
    draw,
    file,
    found: data ? sha256Hex(data) : "",
    expected: sha256Hex(entry.data),
    byHand: hashOfFile(file),
  });
}

/** A file below draws/<draw>/ that no record binds: it must authenticate itself. */
async function checkOther(records, findings, file, { source, known }) {
  const { draw } = records;
  const name = file.slice(drawFile(draw, "").length);
  const bad = (zh, en) => findings.add("C07", "fail", `${zh}：${name}`, `${en}: ${name}`, { draw, file });
  if (name.startsWith("rows/")) {
    await checkRow(records, findings, name, source);
  } else if (MAY_BE.includes(name)) {
    const data = await source.bytes(file);
    const mine = [...records.voids, ...records.audits];
    if (!data || !mine.some((entry) => sameBytes(entry.data, data))) bad("文书不在总账里", "the note isn't in the log");
  } else if (!(await isAuthentic(records, file, name, { source, known }))) {
    bad("文件没有登记", "no record binds this file");
  }
}

async function isAuthentic({ commit, close, void: entry }, file, name, { source, known }) {
  if (name === FRAME_KEY) return commit !== null && commit.record.frame === "blinded";
  const after = entry !== null && close !== null && close.position < entry.position;
  const data = name === "beacon.json" && commit && after ? await source.bytes(file) : null;
  const { value: answers } = data ? attempt(() => parseBeaconFile(data, file)) : {};
  const committed = ({ source: from, round }) =>
    commit.record.beacons.some((beacon) => beacon.source === from && beacon.round === round);
  return Boolean(answers && answers.length && answers.every((each) => committed(each) && known.prove(each).value));
}

/** A sealed row's file hashes to what the log has; where it is missing, C17 says whether it may be. */
async function checkRow({ draw, rows }, findings, name, source) {
  const file = drawFile(draw, name);
  const row = rows.find(({ record }) => rowFile(record.row) === name);
  const data = row ? await source.bytes(file) : null;
  if (row && !data) {
    findings.add("C07", "unknown", "结果的文件读不出", "the result's file can't be read", { draw, file });
    return;
  }
  const { value, fault } = row ? attempt(() => parseRowFile(data, file)) : {};
  if (value && rowOf(value) === row.record.row) return;
  if (fault) {
    findings.fault("C07", fault.at(file), { draw, file });
    return;
  }
  const [zh, en] = row
    ? ["结果与总账登记的哈希不符", "a result hasn't the hash that the log has"]
    : ["总账里没有这一条结果", "the log has no such row"];
  findings.add("C07", "fail", `${zh}：${name}`, `${en}: ${name}`, {
    draw,
    file,
    found: value ? rowOf(value) : "",
    expected: row ? row.record.row : "",
  });
}
