/** C10, and C04 for each draw: what was fixed before the random value existed (section 5; attacks A01, A04, A05). */

import { recordHash } from "./by_hand.js";
import { fingerprint } from "./checkpoints.js";
import { DAY } from "./course.js";
import { parseTime, timeText } from "./identifiers.js";
import { firstQuorum, lastSeen, outsideCosigners, rightRoot, witnessLine } from "./witnessing.js";

const MINIMUM_NOTICE = 600;
const BASIS_AGE = 7 * DAY;

/**
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {number} now Unix seconds
 */
export function checkTime(held, findings, now) {
  const { course, draw, records } = held;
  const rules = [checkNotice, checkOrderOfRecords, checkCeremony, checkAbsent, checkBasis, checkStatedTime];
  const failed = rules.map((rule) => rule(held, findings)).includes(false);
  if (!course.watchers || !course.policy) {
    findings.add("C10", "unknown", "封存时的签名规定没有公布", "the trust policy at the commit isn't published", {
      draw,
    });
    return;
  }
  if (held.isVoid(now) && !course.timelyClose) return; // it ended before anything was due
  if (!course.watchers.isWatched) {
    if (records.close && !failed)
      findings.add(
        "C10",
        "unknown",
        "没有要求见证：只有本局自己看见",
        "no witness was asked for: only the bureau itself watched",
        { draw },
      );
    return;
  }
  const seen = course.timelyClose;
  if (!seen) {
    judgeLate(held, findings, now);
    return;
  }
  if (!failed) passed(held, findings, seen);
}

function passed({ course, draw }, findings, { time, held: checkpoint }) {
  const names = outsideCosigners(course.watchers, checkpoint);
  const minutes = Math.floor((course.earliest - time) / 60);
  const more = {
    draw,
    file: checkpoint.path,
    found: timeText(time),
    expected: `≤ ${timeText(course.cutoff)}`,
    watched: names.length > 0,
  };
  findings.add(
    "C10",
    "pass",
    `封存、拆封、封签在随机数出来前${minutes}分钟已有见证：${names.join("、")}`,
    `commit, reveals and close were cosigned ${minutes} minutes before the beacon by ${names.join(", ")}`,
    {
      ...more,
      byHand: witnessLine(course.watchers, checkpoint),
    },
  );
  findings.add(
    "C04",
    "pass",
    `封签的总账指纹（${checkpoint.checkpoint.size}条）有法定见证`,
    `the quorum cosigned the checkpoint of ${checkpoint.checkpoint.size} entries that holds the close`,
    {
      ...more,
      found: fingerprint(checkpoint.checkpoint),
      expected: fingerprint(checkpoint.checkpoint),
      byHand: recordHash(checkpoint.path, checkpoint.checkpoint.text),
    },
  );
  if (names.length === 1)
    findings.notice(`只有一位局外见证人：${names[0]}`, `the only outside witness is ${names[0]}`, draw);
}

/** No timely close yet: still time, or too late. */
function judgeLate({ course, draw, records }, findings, now) {
  const seen = records.close ? course.witnessed(records.close.position + 1) : null;
  const expected = `≤ ${timeText(course.cutoff)}`;
  if (!seen && now <= course.cutoff) {
    const [zh, en] = records.close
      ? ["封签尚待见证", "the close waits for the witnesses"]
      : ["尚未封签", "not closed yet"];
    for (const code of ["C04", "C10"]) findings.add(code, "pending", zh, en, { draw, expected });
    return;
  }
  const zh = records.close ? "封签没有及时得到法定见证" : "到期没有封签";
  findings.add("C10", "fail", zh, "no quorum-cosigned close in time", {
    draw,
    found: seen ? timeText(seen.time) : "",
    expected,
  });
  findings.add("C04", "fail", "封签没有及时得到法定见证", "the quorum didn't cosign the close in time", { draw });
}

/** The earliest beacon lies at least `notice` after `reveal_by`. */
function checkNotice({ course, commit, draw }, findings) {
  const notice = Math.max(MINIMUM_NOTICE, course.policy ? course.policy.notice : 0);
  const due = parseTime(commit.reveal_by) + notice;
  if (course.earliest >= due) return true;
  findings.add("C10", "fail", "随机数离拆封截止太近", "the beacon comes too soon after reveal_by", {
    draw,
    found: timeText(course.earliest),
    expected: `≥ ${timeText(due)}`,
  });
  return false;
}

/** Commit, reveals, close in this order; nothing but a ceremony between close and outcome. */
function checkOrderOfRecords({ course, records, draw }, findings) {
  const { close, outcome } = records;
  if (outcome && (!close || outcome.position < close.position)) {
    findings.add("C10", "fail", "抽签结果之前没有封签", "an outcome without a close before it", { draw });
  }
  const after = close
    ? [...records.changes, ...records.changed, ...records.rows].filter(({ position }) => {
        return position > close.position && position < (outcome ? outcome.position : Infinity);
      })
    : [];
  if (after.length)
    findings.add(
      "C10",
      "fail",
      `封签之后、结果之前又有第${after[0].position}条`,
      `entry ${after[0].position} stands between close and outcome`,
      { draw },
    );
  if (!close || course.inOrder) return after.length === 0;
  findings.add("C10", "fail", "封存、拆封、封签的次序不对", "commit, reveals and close stand in another order", {
    draw,
  });
  return false;
}

/** Digits are thrown when nothing can be added any more but they. */
function checkCeremony({ records, draw }, findings) {
  const first = records.ceremonies[0];
  if (!first || (records.close && first.position > records.close.position)) return true;
  findings.add("C10", "fail", "摇号早于封签", "the ceremony comes before the close", { draw });
  return false;
}

/** With somebody ABSENT the close isn't logged before `reveal_by`. */
function checkAbsent({ course, records, commit, draw }, findings) {
  const { close } = records;
  if (!close || !Object.values(close.record.reveals).includes("ABSENT")) return true;
  const due = parseTime(commit.reveal_by);
  const seen = course.watchers ? firstQuorum(course.ledger, course.watchers, close.position + 1) : null;
  if (parseTime(close.record.time) >= due && !(seen && seen.time < due)) return true;
  findings.add("C10", "fail", "有参与方缺席，封签却早于拆封截止", "closed before reveal_by though somebody is ABSENT", {
    draw,
    found: close.record.time,
    expected: `≥ ${commit.reveal_by}`,
  });
  return false;
}

/** The basis is a checkpoint that the quorum cosigned, before the commit, at most 7 days old. */
function checkBasis({ course, commit, draw }, findings) {
  const { size } = commit.basis;
  const { watchers, ledger } = course;
  const bad = (code, zh, en, found, expected = "") => findings.add(code, "fail", zh, en, { draw, found, expected });
  if (size > course.position) bad("C10", "依据在封存之后", "the basis lies after the commit", size, course.position);
  if (!watchers || !watchers.isWatched) return size <= course.position;
  const held = ledger
    .goodCheckpoints(size)
    .find(
      (each) => each.checkpoint.size === size && rightRoot(ledger, each) && watchers.quorumTime(each.times) !== null,
    );
  if (!held) {
    for (const code of ["C04", "C10"])
      bad(
        code,
        `依据的总账指纹（${size}条）没有法定见证`,
        `the basis of ${size} entries isn't a cosigned checkpoint`,
        size,
      );
    return false;
  }
  const time = watchers.quorumTime(held.times);
  const seen = lastSeen(ledger, watchers, course.position);
  if (Math.max(parseTime(commit.time), seen === null ? 0 : seen) - time <= BASIS_AGE) return size <= course.position;
  bad("C10", "依据的总账指纹超过七天", "the basis is older than 7 days", timeText(time), commit.time);
  return false;
}

/** A commit isn't dated after it was cosigned: its year gives the draw's number. */
function checkStatedTime({ course, commit, draw }, findings) {
  const seen = course.witnessed(course.position + 1);
  if (!seen || parseTime(commit.time) <= seen.time) return true;
  findings.add("C10", "fail", "封存所写的时间晚于见证的时间", "the commit is dated after it was cosigned", {
    draw,
    found: commit.time,
    expected: `≤ ${timeText(seen.time)}`,
  });
  return false;
}
