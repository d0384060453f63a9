/** C16: each change is allowed, fresh, in time, and gives the right substitute or supplement (section 8; A11). */

import { CEREMONY, checkTime, prove } from "./beacons.js";
import { hashOfLines } from "./by_hand.js";
import { Standing, applyChange } from "./changes.js";
import { DAY, MARGIN } from "./course.js";
import { attempt } from "./errors.js";
import { decodeUtf8 } from "./evidence.js";
import { changeSeed } from "./hashing.js";
import { parseTime, timeText } from "./identifiers.js";
import { changeFile } from "./published.js";
import { checkAllowed } from "./removals.js";
import { changeText } from "./tables.js";

const DUE = 3 * DAY; // from the beacon to the `changed` record

/**
 * Fills `held.standings`: the teams in force from each position on.
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {number} now
 */
export function checkChanges(held, findings, now) {
  const { records, teams, draw } = held;
  if (!records.outcome && records.changes.length)
    findings.add("C16", "fail", "更换早于抽签结果", "a change before the outcome", { draw });
  else if (!records.outcome && !held.isVoid(now))
    findings.add("C16", "pending", "抽签结果出来以后才有更换", "changes come after the outcome", { draw });
  if (records.outcome && !teams && records.changes.length)
    findings.add(
      "C16",
      "unknown",
      "检查组不能重算，更换无从核对",
      "the teams can't be recomputed, so changes can't be judged",
      { draw },
    );
  if (!records.outcome || !teams) return;
  const standing = Standing.afterDraw(teams);
  held.standings = [{ from: records.outcome.position, standing: standing.copy() }];
  held.replaced = new Set();
  checkNumbers(held, findings);
  if (!records.changes.length)
    findings.add("C16", "pass", "没有更换", "there were no changes", { draw, watched: held.course.isWatched });
  for (const entry of records.changes) {
    const done = records.changed.find((other) => other.record.number === entry.record.number) || null;
    const before = findings.list.length;
    checkAllowed(held, findings, entry, standing);
    const value = checkBeacon(held, findings, entry, done, now);
    if (value === null) continue;
    applyAndCompare(held, findings, entry, done, standing, value);
    held.standings.push({ from: done.position, standing: standing.copy() });
    if (findings.list.length === before) passed(held, findings, entry, value);
  }
}

function passed({ draw, course }, findings, entry, value) {
  const { number } = entry.record;
  const lines = ["draw/1 change", draw, entry.hash, value];
  findings.add(
    "C16",
    "pass",
    `第${number}次更换合规、及时，换的人和补的户重算相同`,
    `change ${number} is allowed, in time, and comes out as published`,
    {
      draw,
      file: `draws/${draw}/${changeFile(number, "csv")}`,
      expected: changeSeed(draw, entry.hash, value),
      byHand: hashOfLines(lines),
      watched: course.isWatched,
    },
  );
}

/** Numbers from 1 without gap, one in flight, after the outcome; each `changed` names its change. */
function checkNumbers({ draw, records }, findings) {
  const bad = (entry, zh, en) =>
    findings.add("C16", "fail", `第${entry.record.number}次更换：${zh}`, `change ${entry.record.number}: ${en}`, {
      draw,
    });
  records.changes.forEach((entry, at) => {
    const { number } = entry.record;
    if (number !== at + 1) bad(entry, "编号有空号或重复", "a gap in the numbers, or twice the same");
    if (entry.position < records.outcome.position) bad(entry, "早于抽签结果", "before the outcome");
    const earlier = records.changes.slice(0, at).find((other) => {
      const done = records.changed.find((item) => item.record.number === other.record.number);
      return !done || done.position > entry.position;
    });
    if (earlier) bad(entry, "前一次更换还没有完成", "the one before it was still in flight");
  });
  for (const entry of records.changed) {
    const change = records.changes.find((other) => other.record.number === entry.record.number);
    if (!change || change.position > entry.position || change.hash !== entry.record.change)
      bad(entry, "完成记录指向别的更换", "its completion names another change");
    if (
      records.changed.some(
        (other) => other !== entry && other.record.number === entry.record.number && other.position < entry.position,
      )
    )
      bad(entry, "完成了两次", "completed twice");
  }
}

/** The fresh beacon: its value, or null where it isn't there or can't be taken. */
function checkBeacon(held, findings, entry, done, now) {
  const { course, draw } = held;
  const { number, beacon } = entry.record;
  const bad = (zh, en, more) =>
    findings.add("C16", "fail", `第${number}次更换：${zh}`, `change ${number}: ${en}`, { draw, ...more });
  const { fault } = attempt(() => checkTime(beacon, done ? done.record.answer : undefined));
  if (fault) findings.fault("C16", fault, { draw });
  const known = !course.policy || course.policy.beacons.includes(beacon.source);
  if (!known || beacon.source === CEREMONY)
    bad("随机源不可用", "a source that isn't allowed", { found: beacon.source });
  const fires = parseTime(beacon.time);
  checkFresh(held, findings, entry, fires, now);
  if (!done) {
    if (now <= fires + DUE)
      findings.add("C16", "pending", `第${number}次更换尚未完成`, `change ${number} isn't completed yet`, {
        draw,
        expected: timeText(fires),
      });
    else
      bad("随机数产生三天后仍未完成", "not completed three days after its beacon", { expected: timeText(fires + DUE) });
    return null;
  }
  const logged = course.loggedBy(done.position, done.record.time, fires + DUE);
  if (logged === "late")
    bad("完成得太晚", "completed too late", { found: done.record.time, expected: `≤ ${timeText(fires + DUE)}` });
  if (logged === "unshown")
    findings.add(
      "C16",
      "unknown",
      `第${number}次更换：没有见证表明它在三天内完成`,
      `change ${number}: no cosignature shows that it was completed within three days`,
      { draw, expected: `≤ ${timeText(fires + DUE)}` },
    );
  const proven = attempt(() => prove(beacon.source, beacon.round, done.record.answer));
  if (proven.fault) {
    findings.fault("C16", proven.fault, { draw, file: held.path(changeFile(number, "done")) });
    return null;
  }
  if (proven.value.verdict !== "pass") {
    findings.add(
      "C16",
      proven.value.verdict,
      `第${number}次更换的随机数：${proven.value.zh}`,
      `the beacon of change ${number}: ${proven.value.en}`,
      { draw, found: proven.value.value },
    );
  }
  return proven.value.value;
}

/** The beacon fires at least 60 s after a quorum cosigned the change. */
function checkFresh({ course, draw }, findings, entry, fires, now) {
  const { number } = entry.record;
  if (!course.watchers || !course.watchers.isWatched) return;
  const seen = course.witnessed(entry.position + 1);
  const limit = fires - MARGIN;
  if (seen && seen.time <= limit) return;
  const waits = !seen && now <= limit;
  findings.add(
    "C16",
    waits ? "pending" : "fail",
    `第${number}次更换${waits ? "尚待" : "没有及时"}见证`,
    `change ${number} ${waits ? "waits for" : "lacks"} a timely cosignature`,
    {
      draw,
      found: seen ? timeText(seen.time) : "",
      expected: `≤ ${timeText(limit)}`,
    },
  );
}

/** What follows from the change, against the published `<nnnn>.csv`. */
function applyAndCompare(held, findings, entry, done, standing, value) {
  const { draw, frame, panel, commit } = held;
  const { number, removals, supplements } = entry.record;
  const file = held.path(changeFile(number, "csv"));
  const rows = applyChange(standing, {
    frame,
    panel,
    seats: commit.team.seats,
    changeSeed: changeSeed(draw, entry.hash, value),
    removals,
    supplements: supplements.map(({ object }) => object),
    settled: held.records.settledBefore(entry.position),
  });
  const data = held.file(changeFile(number, "csv"));
  if (!data) {
    findings.add("C16", "unknown", `第${number}次更换的文件没有公布`, `the file of change ${number} isn't published`, {
      draw,
      file,
    });
    return;
  }
  const { value: found } = attempt(() => decodeUtf8(data));
  const expected = changeText(rows);
  if (found === expected) return;
  const [left, right] = [(found || "").split("\n"), expected.split("\n")];
  const at = Math.max(
    0,
    right.findIndex((line, index) => line !== left[index]),
  );
  findings.add(
    "C16",
    "fail",
    `第${number}次更换与重算的不同（第${at + 1}行）`,
    `change ${number} isn't what follows (line ${at + 1})`,
    { draw, file, found: left[at] || "", expected: right[at] || "" },
  );
}
