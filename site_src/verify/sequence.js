/** C05: no gap in the numbers, no second draw, voids in time (section 10; attacks A03, A04). */

import { dateOf, drawNumber, parseTime, timeText } from "./identifiers.js";
import { checkPlanUse, checkReplaces } from "./plan_use.js";

/**
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 * @param {Map<string, import("./course.js").Course>} courses of every draw that has a commit
 * @param {{source: import("./published.js").Source, now: number, watched: boolean}} run `watched`: somebody outside the
 *   bureau cosigned this log at all
 */
export async function checkSequence(ledger, findings, courses, { source, now, watched }) {
  checkNumbers(ledger, findings);
  checkRepeats(ledger, findings);
  checkHomeless(ledger, findings);
  checkStrays(ledger, findings);
  const all = Array.from(courses.values());
  for (const course of all) {
    const before = findings.list.length;
    checkOnce(findings, course);
    checkOpen(findings, course, all, now);
    await checkPlanUse(findings, course, all, source, now);
    checkReplaces(findings, course, courses, now);
    checkEnd(findings, course, now);
    if (findings.list.length === before) {
      findings.add(
        "C05",
        "pass",
        "编号连续，没有重抽，已结束或在期限之内",
        "numbered in order, drawn once, ended or within its time",
        {
          draw: course.draw,
          watched,
        },
      );
    }
  }
}

/** Numbers run from 001 in each year (of the commit's own time, Asia/Shanghai), in the order of the log. */
function checkNumbers(ledger, findings) {
  const ordinals = new Map();
  for (const { record } of ledger.history.of("commit")) {
    const year = dateOf(parseTime(record.time)).slice(0, 4);
    const ordinal = (ordinals.get(year) || 0) + 1;
    const expected = drawNumber(year, ordinal);
    ordinals.set(year, ordinal);
    if (record.draw !== expected) {
      findings.add("C05", "fail", "编号有空号或次序不对", "a gap in the numbers, or out of order", {
        draw: record.draw,
        found: record.draw,
        expected,
      });
    }
  }
}

/** A note enters the log once (section 3), and so does a sealed row, whose salt is its own. */
function checkRepeats(ledger, findings) {
  const first = new Map();
  for (const { position, hash, record } of ledger.history.entries) {
    if (hash === "") continue;
    if (first.has(hash))
      findings.add(
        "C05",
        "fail",
        `第${position}条与第${first.get(hash)}条重复`,
        `entry ${position} repeats entry ${first.get(hash)}`,
        { draw: (record && record.draw) || "" },
      );
    else first.set(hash, position);
  }
}

/** Results belong to a draw; only visits outside the draws have none (article 13). */
function checkHomeless(ledger, findings) {
  for (const { position, record } of ledger.history.of("result", "correction")) {
    if (record.draw !== "") continue;
    findings.add("C05", "fail", `第${position}条是没有抽查的结果`, `entry ${position} is a result without a draw`, {
      found: record.object,
    });
  }
}

/** Records that name a draw which was never committed. */
function checkStrays(ledger, findings) {
  for (const [draw, records] of ledger.history.draws) {
    const rejected = ledger.history.entries.some(
      ({ record }) => record && record.type === "commit" && record.draw === draw,
    );
    if (!records.commit && !rejected)
      findings.add("C05", "fail", "有记录而没有封存", "records of a draw that was never committed", { draw });
  }
}

function checkOnce(findings, { draw, records }) {
  const twice = [
    ["封存", "commit", records.commits],
    ["封签", "close", records.closes],
    ["抽签结果", "outcome", records.outcomes],
  ];
  for (const [zh, en, entries] of twice) {
    if (entries.length > 1)
      findings.add(
        "C05",
        "fail",
        `同一次抽查有${entries.length}份${zh}`,
        `${entries.length} ${en} records of one draw`,
        { draw },
      );
  }
  for (const entry of records.voids) namesCommit(findings, "C05", records, entry);
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

/** One open draw for an item. */
function checkOpen(findings, course, all, now) {
  for (const other of all) {
    if (other.position >= course.position || other.endPosition(now) < course.position) continue;
    const shared = other.commit.items.find((item) => course.commit.items.includes(item));
    if (shared === undefined) continue;
    findings.add(
      "C05",
      "fail",
      `抽查${other.draw}尚未结束，又对事项${shared}抽签`,
      `draw ${other.draw} of item ${shared} was still open`,
      {
        draw: course.draw,
        found: shared,
      },
    );
  }
}

/** Each draw has ended or is within its time; its void was witnessed in time. */
function checkEnd(findings, course, now) {
  const { draw, records } = course;
  const entry = records.void;
  const effect = course.voidEffect(now);
  const code = entry ? entry.record.code : "";
  if (records.voids.length > 1) findings.add("C05", "fail", "作废了两次", "voided twice", { draw });
  if (effect === "late" || effect === "refuted" || effect === "early") {
    const why = {
      late: ["作废没有在随机数出来以前得到见证，无效", "the void wasn't witnessed before the beacon: it has no effect"],
      refuted: [
        "以“未见证”作废，但封签及时得到了见证",
        "voided as unwitnessed, though the close was witnessed in time",
      ],
      early: ["以“随机数未出”作废，未满七天", "voided as silent before seven days had passed"],
    }[effect];
    findings.add("C05", "fail", why[0], why[1], { draw, found: code, expected: timeText(course.cutoff) });
  } else if (effect === "waits") {
    findings.add("C05", "pending", "作废尚待见证", "the void waits for the witnesses", { draw });
  } else if (effect === "counts" && code === "beacon-silent") {
    findings.add(
      "C05",
      "unknown",
      "以“随机数未出”作废：请查证这一轮是否已经公布",
      "voided because the round stayed away: ask the source whether it was published",
      { draw },
    );
  } else if (effect === "counts" && records.outcome) {
    findings.add("C05", "fail", "作废之后又有抽签结果", "an outcome after the void", { draw });
  } else if (effect === "none" && !records.outcome && now > course.due) {
    findings.add(
      "C05",
      "fail",
      "随机数出来以后七天，既无结果也未作废",
      "neither outcome nor void seven days after the beacon",
      {
        draw,
        expected: timeText(course.due),
      },
    );
  }
}
