/** C10: what was fixed before the random value existed (section 5; attacks A01, A04, A05). */

import { DAY } from "./course.js";
import { ABSENT, parseTime, timeText } from "./identifiers.js";
import { checkpointFile, drawFile } from "./published.js";
import { watches, witnessLine } from "./witnessing.js";

const BASIS_AGE = 7 * DAY;

/**
 * C10 (section 5, Closing and Beacons):
 *
 * - commit, then reveals, then close; between the close and the outcome nothing of the draw but a ceremony, which comes
 *   after the checkpoint that was cosigned with the close
 * - one checkpoint holds them all and carries the quorum, complete 60 s or more before the earliest beacon
 * - the commit isn't dated after that
 * - the earliest beacon lies `notice` or more after `reveal_by`
 * - with an ABSENT party the close comes not before `reveal_by`
 * - the basis is a checkpoint that the quorum cosigned, at most 7 days before the commit
 *
 * @param {import("./course.js").Course} course
 * @param {import("./report.js").Findings} findings
 */
export function checkTime(course, findings) {
  const add = (verdict, zh, en, more) => findings.add("C10", verdict, zh, en, { draw: course.draw, ...more });
  if (!course.policy || !course.watchers) {
    add("unknown", "封存时的签名规定没有公布", "the trust policy at the commit isn't published");
    return;
  }
  if (course.isVoid) {
    add("pass", "已作废，没有抽取", "void: nothing was drawn");
    return;
  }
  checkOrder(course, add);
  checkNotice(course, add);
  checkBasis(course, add);
  checkClosed(course, findings, add);
  checkAbsent(course, add);
}

function checkOrder({ position, records }, add) {
  const { close, outcome } = records;
  const bad = (zh, en, entry) => add("fail", zh, en, entry ? { found: entry.position } : {});
  const astray = records.reveals.find(
    (entry) => entry.position < position || (close && entry.position > close.position),
  );
  if (astray) bad("拆封不在封存与封签之间", "a reveal isn't between commit and close", astray);
  if (!close) {
    if (outcome) bad("没有封签就有结果", "an outcome without a close");
    return;
  }
  if (close.position < position) bad("封签在封存之前", "the close comes before the commit");
  const between = [...records.closes.slice(1), ...records.changes, ...records.rows].find(
    (entry) => close.position < entry.position && (!outcome || entry.position < outcome.position),
  );
  if (between)
    bad(
      `封签之后、结果之前又有第${between.position}条`,
      `entry ${between.position} stands between close and outcome`,
      between,
    );
  if (outcome && outcome.position < close.position) bad("结果在封签之前", "the outcome comes before the close");
  if (records.ceremonies.some((entry) => entry.position < close.position))
    bad("摇号早于封签", "the ceremony comes before the close");
}

/** The earliest beacon lies at least `notice` after `reveal_by`. */
function checkNotice({ earliest, commit, policy }, add) {
  const due = parseTime(commit.reveal_by) + policy.notice;
  if (earliest >= due) return;
  add("fail", "随机数离拆封截止太近", "the beacon comes too soon after reveal_by", {
    found: timeText(earliest),
    expected: `≥ ${timeText(due)}`,
  });
}

/** The basis is a checkpoint that the quorum cosigned, before the commit, at most 7 days old. */
function checkBasis({ ledger, watchers, commit, position, committedAt }, add) {
  const { size } = commit.basis;
  if (size > position) {
    add("fail", "依据在封存之后", "the basis lies after the commit", { found: size, expected: `≤ ${position}` });
    return;
  }
  const watch = watches(ledger, watchers).find((each) => each.size === size);
  const file = checkpointFile(size);
  if (!watch) {
    const en = `the basis of ${size} entries isn't a cosigned checkpoint`;
    add(watchers.isWatched ? "fail" : "unknown", `依据的总账指纹（${size}条）没有法定见证`, en, { file, found: size });
  } else if (committedAt - watch.time > BASIS_AGE) {
    add("fail", "依据的总账指纹超过七天", "the basis is older than 7 days", {
      file,
      found: timeText(committedAt),
      expected: `≤ ${timeText(watch.time + BASIS_AGE)}`,
    });
  }
}

function checkClosed(course, findings, add) {
  const { closing, watchers, deadline, now, committedAt, earliest } = course;
  const expected = `≤ ${timeText(deadline)}`;
  if (closing) {
    if (committedAt > closing.time)
      add("fail", "封存所写的时间晚于见证的时间", "the commit is dated after it was cosigned", {
        found: timeText(committedAt),
        expected: `≤ ${timeText(closing.time)}`,
      });
    const minutes = Math.floor((earliest - closing.time) / 60);
    const { outside } = course;
    if (outside.length === 1)
      findings.notice(`只有一位局外见证人：${outside[0]}`, `the only outside witness is ${outside[0]}`, course.draw);
    add(
      "pass",
      `封存、拆封、封签在随机数出来前${minutes}分钟已有见证：${closing.names.join("、")}`,
      `commit, reveals and close were cosigned ${minutes} minutes before the beacon by ${closing.names.join(", ")}`,
      { file: closing.held.path, found: timeText(closing.time), expected, byHand: witnessLine(watchers, closing.held) },
    );
  } else if (!watchers.isWatched) {
    const en = "no witness was asked for: only the bureau itself watched";
    add("unknown", "没有要求见证：只有本局自己看见", en);
  } else if (now <= deadline) {
    const [zh, en] = course.records.close
      ? ["封签尚待见证", "the close waits for the witnesses"]
      : ["尚未封签", "not closed yet"];
    add("pending", zh, en, { expected });
  } else {
    const late = course.closeWatches.map(({ time }) => time);
    const zh = course.records.close ? "封签没有及时得到法定见证" : "到期没有封签";
    const found = late.length ? timeText(Math.min(...late)) : "";
    add("fail", zh, "no quorum-cosigned close in time", { found, expected });
  }
}

/** With somebody ABSENT the close isn't logged before `reveal_by`. */
function checkAbsent({ draw, records, commit, closeWatches }, add) {
  const { close } = records;
  if (!close || !Object.values(close.record.reveals).includes(ABSENT)) return;
  const first = Math.min(parseTime(close.record.time), ...closeWatches.map(({ time }) => time));
  if (first >= parseTime(commit.reveal_by)) return;
  add("fail", "有参与方缺席，封签却早于拆封截止", "closed before reveal_by though somebody is ABSENT", {
    file: drawFile(draw, "close.note"),
    found: timeText(first),
    expected: `≥ ${commit.reveal_by}`,
  });
}
