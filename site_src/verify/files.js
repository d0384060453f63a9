/** C07: every bound file has the bound hash, and every file is bound (sections 2, 4 and 5). */

import { hashOfFile } from "./by_hand.js";
import { attempt } from "./errors.js";
import { sameBytes, sha256Hex } from "./evidence.js";
import { COMMIT_FILES, FRAME_KEY, OUTCOME_FILES, changeFile, revealFile, rowFile, snapshot } from "./published.js";
import { parseRowFile, rowOf } from "./rows.js";

/** Suffixes of evidence; pages of the site lie beside it and are none. */
export const EVIDENCE = /\.(?:note|json|csv|txt)$/;

/**
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {import("./published.js").Source} source
 */
export async function checkFiles(held, findings, source) {
  const before = findings.list.length;
  checkNotes(held, findings);
  checkBound(held, findings);
  await checkSnapshots(held, findings, source);
  checkRows(held, findings);
  checkStrangers(held, findings);
  if (findings.list.length > before) return;
  const file = held.path("frame.csv");
  findings.add(
    "C07",
    "pass",
    "登记的文件哈希都相符，没有未登记的文件",
    "every bound file has its hash and no file is unbound",
    {
      draw: held.draw,
      file,
      found: held.commit.files["frame.csv"],
      expected: held.commit.files["frame.csv"],
      byHand: hashOfFile(file),
    },
  );
}

/** Note files equal their log entries byte for byte. */
function checkNotes(held, findings) {
  const { records, commit } = held;
  const notes = new Map([["commit.note", records.commit]]);
  for (const entry of records.reveals) {
    const at = commit.parties.findIndex(({ party }) => party === entry.record.party);
    if (at >= 0 && !notes.has(revealFile(at + 1))) notes.set(revealFile(at + 1), entry);
  }
  const single = {
    close: records.closes,
    outcome: records.outcomes,
    void: records.voids,
    ceremony: records.ceremonies,
  };
  for (const type of Object.keys(single)) if (single[type].length) notes.set(`${type}.note`, single[type][0]);
  for (const entry of records.changes) notes.set(changeFile(entry.record.number, "note"), entry);
  for (const entry of records.changed) notes.set(changeFile(entry.record.number, "done"), entry);
  for (const [name, entry] of notes) compare(held, findings, name, entry);
  const audit = held.file("audit.note");
  if (audit && !records.audits.some((entry) => sameBytes(entry.data, audit)))
    compare(held, findings, "audit.note", records.audits[0]);
}

function compare(held, findings, name, entry) {
  const data = held.file(name);
  if (data && sameBytes(data, entry.data)) return;
  const [zh, en] = data ? ["文书与总账不同", "the note isn't the log's"] : ["文书没有公布", "the note isn't published"];
  findings.add("C07", "fail", `${zh}：${name}`, `${en}: ${name}`, {
    draw: held.draw,
    file: held.path(name),
    found: data ? sha256Hex(data) : "",
    expected: sha256Hex(entry.data),
    byHand: hashOfFile(held.path(name)),
  });
}

function checkHash(held, findings, path, found, expected) {
  if (found === expected) return;
  const [zh, en] = found
    ? ["文件与登记的哈希不符", "the file hasn't the bound hash"]
    : ["登记的文件没有公布", "a bound file isn't published"];
  findings.add("C07", "fail", `${zh}：${path}`, `${en}: ${path}`, {
    draw: held.draw,
    file: path,
    found,
    expected,
    byHand: hashOfFile(path),
  });
}

function hashOf(held, name) {
  const data = held.file(name);
  return data ? sha256Hex(data) : "";
}

/** The sets of names are fixed; each name's file has its hash. */
function checkBound(held, findings) {
  const { records, commit } = held;
  const own = Object.keys(commit.files).filter((name) => !name.startsWith("snapshots/"));
  checkNames(held, findings, "commit", own, COMMIT_FILES);
  const check = (name, expected) => checkHash(held, findings, held.path(name), hashOf(held, name), expected);
  for (const name of COMMIT_FILES) check(name, commit.files[name]);
  if (records.outcome) {
    const { files } = records.outcome.record;
    checkNames(held, findings, "outcome", Object.keys(files), OUTCOME_FILES);
    for (const name of OUTCOME_FILES) check(name, files[name]);
  }
  for (const { record } of records.changed) {
    const name = changeFile(record.number, "csv");
    checkNames(held, findings, "changed", Object.keys(record.files), [name]);
    check(name, record.files[name]);
  }
}

function checkNames(held, findings, type, found, expected) {
  if (found.slice().sort().join() === expected.slice().sort().join()) return;
  findings.add("C07", "fail", `${type}登记的文件不对`, `the ${type} binds other files than it should`, {
    draw: held.draw,
    found: found.join(" "),
    expected: expected.join(" "),
  });
}

async function checkSnapshots(held, findings, source) {
  for (const name of Object.keys(held.commit.files).filter((file) => file.startsWith("snapshots/"))) {
    const hash = held.commit.files[name];
    if (name !== `snapshots/${hash}.csv`) checkNames(held, findings, "commit", [name], [`snapshots/${hash}.csv`]);
    else checkHash(held, findings, snapshot(hash), await source.hash(snapshot(hash)), hash);
  }
}

/** A sealed row's file hashes to what the log has; where it is missing, C17 says whether it may be. */
function checkRows(held, findings) {
  for (const { record } of held.records.rows) {
    const name = rowFile(record.row);
    const data = held.file(name);
    if (!data) continue;
    const { value, fault } = attempt(() => parseRowFile(data, held.path(name)));
    const found = fault ? "" : rowOf(value);
    if (found === record.row) continue;
    findings.add(
      "C07",
      "fail",
      `结果与总账登记的哈希不符：${name}`,
      `a result hasn't the hash that the log has: ${name}`,
      {
        draw: held.draw,
        file: held.path(name),
        found,
        expected: record.row,
      },
    );
  }
}

/** Files below draws/<draw>/ that nothing binds. */
function checkStrangers(held, findings) {
  const known = new Set(held.files.keys());
  for (const name of held.listed) {
    if (known.has(name) && (name !== FRAME_KEY || held.commit.frame === "blinded")) continue;
    if (!EVIDENCE.test(name)) continue;
    findings.add("C07", "fail", `文件没有登记：${name}`, `no record binds this file: ${name}`, {
      draw: held.draw,
      file: held.path(name),
    });
  }
}
