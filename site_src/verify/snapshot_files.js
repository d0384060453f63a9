/** C07 for what belongs to no draw: snapshots by content, and files of draws that nobody committed (section 4). */

import { hashOfFile } from "./by_hand.js";
import { EVIDENCE, compareHash } from "./files.js";
import { FILED, filed, snapshot } from "./published.js";

const SNAPSHOT = /^data\/snapshots\/([0-9a-f]{64})\.(?:csv|json)$/;
const HASHES = /[0-9a-f]{64}/g;
const LATIN = new TextDecoder("latin1");
const LF = 10;

/**
 * C07 for what belongs to no draw:
 *
 * - rosters, item lists, policies and plans that the log binds are published under their hash, and are that content
 * - a roster has as many rows as its record says
 * - every published snapshot is its own name's content, and the log names it
 * - the files of reports and archives are those that their records bind, and no others
 * - no folder stands for a draw that the log doesn't have
 *
 * @param {import("./ledger.js").Ledger} ledger
 */
export async function checkSnapshotFolder(ledger, findings, source) {
  const before = findings.list.length;
  const bound = new Map();
  for (const { record } of ledger.history.of("roster", "plan")) bound.set(snapshot(record.sha256), record);
  for (const { record } of ledger.history.of("items", "policy")) bound.set(snapshot(record.sha256, "json"), record);
  for (const [file, record] of bound) await compareHash(source, findings, file, record.sha256);
  await checkRowCounts(ledger, findings, source);
  await checkOthers(ledger, findings, source, bound);
  await checkFilings(ledger, findings, source);
  await checkUnknownDraws(ledger, findings, source);
  if (!ledger.size || findings.list.length > before) return;
  findings.add(
    "C07",
    "pass",
    `${bound.size}份快照都按内容命名，都有登记`,
    `${bound.size} snapshots are named by their content and bound`,
  );
}

/**
 * The same where one draw alone is judged, of the snapshots that its checks have read: each is its own name's content.
 * (One that isn't published at all leaves the check that wants it without an answer.)
 */
export async function checkAskedSnapshots(findings, source) {
  const told = new Set(findings.list.filter(({ code, verdict }) => code === "C07" && verdict === "fail").map(({ file }) => file));
  for (const file of Array.from(source.asked).sort()) {
    const found = SNAPSHOT.exec(file);
    if (found && !told.has(file) && (await source.bytes(file)) !== null) await compareHash(source, findings, file, found[1]);
  }
}

/** A roster's snapshot has as many rows as its record says. */
async function checkRowCounts(ledger, findings, source) {
  for (const { record } of ledger.history.of("roster")) {
    const file = snapshot(record.sha256);
    const data = await source.bytes(file);
    const rows = data && data.length ? countLines(data) - 1 : record.rows;
    if (rows === record.rows) continue;
    const en = "the roster hasn't as many rows as its record says";
    findings.add("C07", "fail", "名录的行数与登记的不同", en, { file, found: rows, expected: record.rows });
  }
}

function countLines(data) {
  let lines = 0;
  for (let at = data.indexOf(LF); at !== -1; at = data.indexOf(LF, at + 1)) lines++;
  return lines;
}

/** What else lies there: its own name's content, and named somewhere in the log. */
async function checkOthers(ledger, findings, source, bound) {
  const named = new Set(ledger.entries.flatMap((entry) => LATIN.decode(entry).match(HASHES) || []));
  for (const file of await source.paths()) {
    if (!file.startsWith("data/snapshots/") || bound.has(file)) continue;
    const found = SNAPSHOT.exec(file);
    if (!found || !named.has(found[1])) {
      findings.add("C07", "fail", "没有记录登记这份快照", "no record binds this snapshot", { file });
      continue;
    }
    const hash = await source.hash(file);
    if (hash === found[1]) continue;
    const [zh, en] = hash
      ? ["快照的内容与名称不符", "a snapshot whose content isn't its name"]
      : ["文件读不出", "the file can't be read"];
    const more = { file, found: hash, expected: found[1], byHand: hashOfFile(file) };
    findings.add("C07", hash ? "fail" : "unknown", zh, en, more);
  }
}

/** Reports and archives, by content. */
async function checkFilings(ledger, findings, source) {
  const bound = new Map();
  for (const { record } of ledger.history.of("report", "archive"))
    for (const name of Object.keys(record.files)) bound.set(filed(name, record.files[name]), record.files[name]);
  for (const [file, hash] of bound) await compareHash(source, findings, file, hash);
  for (const file of await source.paths()) {
    if (!file.startsWith(FILED) || bound.has(file)) continue;
    findings.add("C07", "fail", "没有记录登记这份报告", "no record binds this report", { file });
  }
}

/** Files of draws that the log doesn't have, or of one such draw. */
export async function checkUnknownDraws(ledger, findings, source, only = "") {
  for (const file of await source.paths()) {
    const found = /^draws\/([^/]+)\//.exec(file);
    if (!found || !EVIDENCE.test(file) || ledger.history.draws.has(found[1])) continue;
    if (only && found[1] !== only) continue;
    findings.add("C07", "fail", "总账里没有这次抽查", "the log has no such draw", { file });
  }
}
