/** How a draw ended, and whether it might: voids, deadlines (section 5; part of C05). */

import { SILENCE } from "./course.js";
import { parseTime, timeText } from "./identifiers.js";

/**
 * Whether the draw ended as it may, or is within its time (section 5):
 *
 * - after the last beacon's time there are 7 days for outcome or void
 * - `error` and `absence` count only when a quorum cosigned them 60 s before the earliest beacon
 * - `unwitnessed` fails where timely cosignatures of the close exist
 * - `beacon-silent` comes 7 days after the beacon's time, and fails where the round is known to be published
 * - a draw with an outcome can't be void, nor have an outcome after a void
 *
 * @param {import("./report.js").Findings} findings
 * @param {import("./course.js").Course} course
 * @param {{now: number, known: import("./known_beacons.js").KnownBeacons}} run
 */
export async function checkEnding(findings, course, { now, known }) {
  const { draw, records } = course;
  const { void: entry, outcome, commit } = records;
  const due = course.latest + SILENCE;
  if (entry) {
    if (entry.record.commit !== commit.hash)
      findings.add("C05", "fail", "作废的不是这份封存", "the void names another commit", {
        draw,
        found: entry.record.commit,
        expected: commit.hash,
      });
    if (outcome)
      findings.add("C05", "fail", "同一次抽查既有结果又有作废", "one draw has both an outcome and a void", { draw });
    await checkVoid(findings, course, entry, { now, known });
  } else if (outcome) {
    findings.add("C05", "pass", "已抽签", "concluded", { draw });
  } else if (now > due) {
    const en = "neither outcome nor void seven days after the beacon";
    findings.add("C05", "fail", "随机数出来以后七天，既无结果也未作废", en, { draw, expected: timeText(due) });
  } else {
    findings.add("C05", "pass", "尚在期限之内", "within its time", { draw, expected: `≤ ${timeText(due)}` });
  }
}

async function checkVoid(findings, course, entry, { now, known }) {
  const { draw, deadline } = course;
  const { code } = entry.record;
  const add = (verdict, zh, en, more) => findings.add("C05", verdict, zh, en, { draw, found: code, ...more });
  if (code === "unwitnessed") checkUnwitnessed(course, add);
  else if (code === "beacon-silent") await checkSilent(course, entry, known, add);
  else if (course.isVoid)
    add("pass", `已作废（${code}），在随机数出来以前有见证`, `void (${code}), witnessed before the beacon`);
  else if (now <= deadline) add("pending", "作废尚待见证", "the void waits for the witnesses");
  else
    add(
      "fail",
      "作废没有在随机数出来以前得到见证，无效",
      "the void wasn't witnessed before the beacon: it has no effect",
      { expected: `≤ ${timeText(deadline)}` },
    );
}

function checkUnwitnessed({ closing }, add) {
  if (!closing) {
    add("pass", "已作废：封签没有及时得到见证", "void: the close was not cosigned in time");
    return;
  }
  const en = "voided as unwitnessed, though the close was witnessed in time";
  add("fail", "以“未见证”作废，但封签及时得到了见证", en, { file: closing.held.path, found: timeText(closing.time) });
}

async function checkSilent(course, entry, known, add) {
  const stated = parseTime(entry.record.time);
  const late = course.commit.beacons.filter(({ time }) => parseTime(time) + SILENCE <= stated);
  const seen = course.watchOf(entry.position);
  if (!late.length || (seen && seen.time < course.earliest + SILENCE)) {
    const found = seen ? timeText(seen.time) : entry.record.time;
    add("fail", "以“随机数未出”作废，未满七天", "voided as silent before seven days had passed", {
      found,
      expected: `≥ ${timeText(course.earliest + SILENCE)}`,
    });
    return;
  }
  const values = await Promise.all(late.map(({ source, round }) => known.value(source, round)));
  if (values.every((value) => value !== null)) {
    const en = "void as beacon-silent, yet the round was published";
    add("fail", "以“随机数未出”作废，但这一轮已经公布", en, { found: values[0] });
  } else {
    add(
      "unknown",
      "以“随机数未出”作废：请查证这一轮是否已经公布",
      "voided because the round stayed away: ask the source whether it was published",
    );
  }
}
