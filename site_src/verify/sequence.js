/** C05: no gap in the numbers, no second draw, voids in time (section 10; attacks A03, A04). */

import { checkEnding } from "./endings.js";
import { dateOf, drawNumber } from "./identifiers.js";
import { checkPlanUses, checkReplaces } from "./plan_use.js";

/** A draw has one of each of these. */
const ONCE = [
  ["封存", "commit", "commits"],
  ["封签", "close", "closes"],
  ["抽签结果", "outcome", "outcomes"],
  ["作废", "void", "voids"],
];

/**
 * C05 (sections 2, 4, 5, 9):
 *
 * - no note is in the log twice; a draw has one commit, and at most one close, one outcome, one void; a result names its
 *   draw
 * - each year's numbers run from 001 without gap in the order of the log, in the year of the commit's time
 * - an item has one open draw at a time
 * - an occurrence of a plan row is used once, unless its draw is void and the new one replaces it (plan_use.js)
 * - each draw has ended or is within its time; a void was witnessed in time (endings.js)
 * - a draw that replaces another names a void one, and each file that differs
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 * @param {Map<string, import("./course.js").Course>} courses of every draw that has a commit
 * @param {{source: import("./published.js").Source, now: number, known: import("./known_beacons.js").KnownBeacons}} run
 */
export async function checkSequence(ledger, findings, courses, { source, now, known }) {
  checkRepeats(ledger, findings);
  checkHomeless(ledger, findings);
  checkOnce(ledger, findings);
  checkNumbers(findings, courses);
  checkOpenDraws(findings, Array.from(courses.values()));
  await checkPlanUses(findings, courses, source);
  for (const course of courses.values()) {
    await checkEnding(findings, course, { now, known });
    checkReplaces(findings, course, courses);
  }
}

const drawOf = ({ record }) => (record && record.draw) || "";

/** A note enters the log once (section 3), and so does a sealed row, whose salt is its own. */
function checkRepeats(ledger, findings) {
  const first = new Map();
  for (const entry of ledger.history.entries.filter(({ hash }) => hash !== "")) {
    const { position, hash } = entry;
    if (!first.has(hash)) first.set(hash, position);
    else
      findings.add(
        "C05",
        "fail",
        `第${position}条与第${first.get(hash)}条重复`,
        `entry ${position} repeats entry ${first.get(hash)}`,
        { draw: drawOf(entry) },
      );
  }
}

/** Results belong to a draw; only rows of the register of article 13 name none, corrections too (C17 judges them). */
function checkHomeless(ledger, findings) {
  for (const { position, record } of ledger.history.of("result")) {
    if (record.draw !== "") continue;
    const en = `entry ${position} is a result without a draw`;
    findings.add("C05", "fail", `第${position}条是没有抽查的结果`, en, { found: record.object });
  }
}

function checkOnce(ledger, findings) {
  for (const [draw, records] of ledger.history.draws) {
    for (const [zh, en, list] of ONCE) {
      const count = records[list].length;
      if (count > 1)
        findings.add("C05", "fail", `同一次抽查有${count}份${zh}`, `${count} ${en} records of one draw`, {
          draw,
          found: count,
          expected: 1,
        });
    }
    if (!records.commit)
      findings.add("C05", "fail", "有记录而没有封存", "records of a draw that was never committed", { draw });
  }
}

/** Numbers run from 001 in each year (of the commit's own time, Asia/Shanghai), in the order of the log. */
function checkNumbers(findings, courses) {
  const ordinals = new Map();
  let wrong = 0;
  for (const { draw, committedAt } of courses.values()) {
    const year = dateOf(committedAt).slice(0, 4);
    const ordinal = (ordinals.get(year) || 0) + 1;
    const expected = drawNumber(year, ordinal);
    ordinals.set(year, ordinal);
    if (draw === expected) continue;
    wrong++;
    findings.add("C05", "fail", "编号有空号或次序不对", "a gap in the numbers, or out of order", {
      draw,
      found: draw,
      expected,
    });
  }
  if (courses.size && !wrong)
    findings.add("C05", "pass", `${courses.size}次抽查的编号连续`, `the numbers of ${courses.size} draws have no gap`);
}

/** One open draw for an item. */
function checkOpenDraws(findings, all) {
  all.forEach((course, at) => {
    for (const other of all.slice(0, at)) {
      const shared = other.commit.items.find((item) => course.commit.items.includes(item));
      if (shared === undefined || other.end <= course.position) continue;
      findings.add(
        "C05",
        "fail",
        `抽查${other.draw}尚未结束，又对事项${shared}抽签`,
        `draw ${other.draw} of item ${shared} was still open`,
        { draw: course.draw, found: shared },
      );
    }
  });
}

/** A record names its draw's commit by hash; `code` is the check that the record belongs to. */
export function namesCommit(findings, code, { commit, draw }, entry) {
  if (entry.record.commit === commit.hash) return true;
  findings.add(code, "fail", `第${entry.position}条指向另一份封存`, `entry ${entry.position} names another commit`, {
    draw,
    found: entry.record.commit,
    expected: commit.hash,
  });
  return false;
}
