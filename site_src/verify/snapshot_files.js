/** C07 for what belongs to no draw: snapshots by content, and files of draws that nobody committed (section 4). */

import { hashOfFile } from "./by_hand.js";
import { EVIDENCE } from "./files.js";
import { snapshot } from "./published.js";

/**
 * C07 for what belongs to no draw: snapshots are named by their content, and some record binds each.
 *
 * @param {import("./ledger.js").Ledger} ledger
 */
export async function checkSnapshotFolder(ledger, findings, source) {
  const bound = boundSnapshots(ledger);
  const before = findings.list.length;
  for (const path of (await source.paths()).filter((name) => name.startsWith("data/snapshots/"))) {
    const found = /^data\/snapshots\/([0-9a-f]{64})\.(?:csv|json)$/.exec(path);
    const hash = await source.hash(path);
    if (found && bound.has(found[1]) && hash === found[1]) continue;
    const byName = found && hash !== found[1];
    const [zh, en] = byName
      ? ["快照的内容与名称不符", "a snapshot whose content isn't its name"]
      : ["没有记录登记这份快照", "no record binds this snapshot"];
    findings.add("C07", "fail", zh, en, {
      file: path,
      found: hash,
      expected: found ? found[1] : "",
      byHand: hashOfFile(path),
    });
  }
  await checkLogged(ledger, findings, source, bound);
  await checkRowCounts(ledger, findings, source);
  await checkUnknownDraws(ledger, findings, source);
  if (findings.list.length === before) {
    findings.add(
      "C07",
      "pass",
      `${bound.size}份快照都按内容命名，都有登记`,
      `${bound.size} snapshots are named by their content and bound`,
    );
  }
}

/** Every hash of a snapshot that some record binds → its suffix. */
function boundSnapshots(ledger) {
  const bound = new Map();
  for (const { record } of ledger.history.entries) {
    if (!record) continue;
    if (record.type === "roster") bound.set(record.sha256, "csv").set(record.changes, "csv");
    if (record.type === "plan") bound.set(record.sha256, "csv");
    if (record.type === "items" || record.type === "policy") bound.set(record.sha256, "json");
    if (record.type === "genesis" || record.type === "trust") bound.set(record.trust, "json");
    if (record.type === "commit") {
      for (const name of Object.keys(record.files))
        if (name.startsWith("snapshots/")) bound.set(record.files[name], "csv");
    }
  }
  return bound;
}

/** A roster's snapshot has as many rows as its record says. */
async function checkRowCounts(ledger, findings, source) {
  for (const { record } of ledger.history.of("roster")) {
    const path = snapshot(record.sha256);
    const data = (await source.hash(path)) === record.sha256 ? await source.bytes(path) : null;
    const rows = data ? countLines(data) - 1 : record.rows;
    if (rows !== record.rows)
      findings.add("C07", "fail", "名录的行数与登记的不同", "the roster hasn't as many rows as its record says", {
        file: path,
        found: rows,
        expected: record.rows,
      });
  }
}

function countLines(data) {
  let lines = 0;
  for (let at = data.indexOf(10); at !== -1; at = data.indexOf(10, at + 1)) lines++;
  return lines;
}

/** Files of draws that the log doesn't have. */
async function checkUnknownDraws(ledger, findings, source) {
  const commits = ledger.history.entries.filter(({ record }) => record && record.type === "commit");
  const named = new Set(commits.map(({ record }) => record.draw));
  for (const path of await source.paths()) {
    const found = /^draws\/([^/]+)\//.exec(path);
    if (!found || !EVIDENCE.test(path) || named.has(found[1])) continue;
    findings.add("C07", "fail", "总账里没有这次抽查", "the log has no such draw", { file: path });
  }
}

/** What a record binds is there. A roster's list of changes is for C19 to ask for. */
async function checkLogged(ledger, findings, source, bound) {
  const listed = new Set(await source.paths());
  const lists = new Set(ledger.history.of("roster").map(({ record }) => record.changes));
  const rosters = new Set(ledger.history.of("roster").map(({ record }) => record.sha256));
  for (const [hash, suffix] of bound) {
    if (lists.has(hash) && !rosters.has(hash)) continue;
    const path = snapshot(hash, suffix);
    if (listed.has(path) || (await source.hash(path))) continue;
    findings.add("C07", "fail", `登记的快照没有公布：${path}`, `a bound snapshot isn't published: ${path}`, {
      file: path,
      expected: hash,
    });
  }
}
