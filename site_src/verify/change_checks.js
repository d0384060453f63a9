/** C16: each change is allowed, fresh, in time, and gives the right substitute or supplement (section 8; A11). */

import { needsObserver, removalCounts } from "./approval.js";
import { CEREMONY, checkTime } from "./beacons.js";
import { hashOfLines } from "./by_hand.js";
import { compareTable } from "./computed.js";
import { DAY, MARGIN } from "./course.js";
import { attempt } from "./errors.js";
import { changeSeed } from "./hashing.js";
import { parseTime, timeText } from "./identifiers.js";
import { changeFile } from "./published.js";
import { resultTexts } from "./result_texts.js";
import { changeText } from "./tables.js";
import { outsideHolders } from "./trust.js";
import { saidWaiting } from "./waiting.js";

const DUE = 3 * DAY; // from the beacon to the `changed` record
/** Closed, moved or unreachable: results whose object may be replaced (section 8). */
const GONE = ["6", "7", "9", "10", "11", "12"];

/**
 * C16 (section 8, Changes):
 *
 * - changes come after the outcome, numbered from 1 without gap, one in flight at a time
 * - removals name seats in force, by rank then seat, and no team with a result; the third from one team carries an
 *   outside observer's signature
 * - supplements replace an object whose logged, published result has code 6, 7, 9, 10, 11 or 12, once
 * - the beacon is of a source that the policy at the commit allows, but `ceremony`, its time computed, and fires 60 s or
 *   more after the quorum cosigned the change
 * - `changed` names the change, carries the beacon's proof, and is logged within 3 days of the beacon
 * - its table is what the fresh seed gives
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 */
export function checkChanges(held, findings) {
  const { records, course, teams, draw } = held;
  if (!records.changes.length && !records.changed.length) {
    if (!saidWaiting(course, findings, "C16"))
      findings.add("C16", "pass", "没有更换", "there were no changes", { draw });
    return;
  }
  checkNumbers(held, findings);
  if (!teams.steps.length)
    findings.add("C16", "unknown", "没有检查组，更换无从核对", "without teams no change can be judged", { draw });
  const texts = resultTexts(held);
  for (const step of teams.steps) {
    const { number } = step.entry.record;
    const add = (verdict, zh, en, more) =>
      findings.add("C16", verdict, `第${number}次更换：${zh}`, `change ${number}: ${en}`, {
        draw,
        file: held.path(changeFile(number, "note")),
        ...more,
      });
    checkAllowed(held, texts, step, add);
    checkFresh(held, step, add);
    checkInTime(held, step, add);
    checkEffect(held, findings, step, add);
  }
  notices(held, findings);
}

/** Numbers from 1 without gap, one in flight, after the outcome; each `changed` answers its change, once. */
function checkNumbers({ draw, records }, findings) {
  const bad = (zh, en, found) => findings.add("C16", "fail", zh, en, { draw, found });
  const { changes, changed, outcome } = records;
  const numbers = changes.map(({ record }) => record.number);
  if (numbers.some((number, at) => number !== at + 1))
    bad("更换的编号有空号或重复", "a gap in the changes' numbers, or twice the same", numbers.join(" "));
  for (const { position, record } of changed) {
    const change = changes.find(({ hash }) => hash === record.change);
    if (!change || change.record.number !== record.number || change.position > position)
      bad("完成记录没有对应的更换", "a completion answers no change", position);
  }
  const done = new Map(changed.map(({ position, record }) => [record.number, position]));
  if (done.size !== changed.length) bad("同一次更换完成了两次", "one change was completed twice", "");
  for (const { position, record } of changes) {
    const before = done.has(record.number - 1) ? done.get(record.number - 1) : -1;
    const unfinished = record.number > 1 && !(before >= 0 && before < position);
    if (unfinished || !outcome || position < outcome.position)
      bad("前一步尚未完成就提出更换", "a change was logged before the step before it was finished", position);
  }
}

/** It asks for what it may; a supplement's ground is a published result. */
function checkAllowed({ records, course }, texts, { entry, wrong }, add) {
  for (const [zh, en] of wrong) add("fail", zh, en);
  if (needsObserver(records, entry.record, entry.position) && !outsideHolders(course.ledger.keysOf(entry), "observer"))
    add(
      "fail",
      "同一组第三次换人，没有局外观察人签名",
      "the third removal from one team without an outside observer's signature",
    );
  for (const { object } of entry.record.supplements) {
    const rows = texts.filter((each) => each.entry.record.object === object && each.entry.position < entry.position);
    const row = rows[rows.length - 1];
    const isWithdrawn = row && records.withdrawals.some(({ record }) => record.row === row.entry.record.row);
    if (row && !row.text && isWithdrawn)
      add("unknown", `${object}的结果已停止公示，不再能核对`, `the result of ${object} is withdrawn by now`);
    else if (!row || !row.text)
      add("fail", `${object}没有公布的结果，不能增补`, `${object} has no published result: no supplement`);
    else if (!row.text.codes.some((code) => GONE.includes(code)))
      add("fail", `${object}的结果不允许增补`, `the result of ${object} allows no supplement`, {
        found: row.text.codes.join(" "),
        expected: GONE.join(" "),
      });
  }
}

/** The beacon was still to come when the change was cosigned. */
function checkFresh({ course }, { entry, done }, add) {
  const { beacon } = entry.record;
  const { policy, watchers, now } = course;
  if (beacon.source === CEREMONY || (policy && !policy.beacons.includes(beacon.source)))
    add("fail", "随机源不可用", "a source that isn't allowed", { found: beacon.source });
  const { fault } = attempt(() => checkTime(beacon, done ? done.record.answer : undefined));
  if (fault) add("fail", fault.zh, fault.en);
  const limit = parseTime(beacon.time) - MARGIN;
  const seen = course.watchOf(entry.position);
  const more = { found: seen ? timeText(seen.time) : "", expected: `≤ ${timeText(limit)}` };
  if (seen && seen.time <= limit)
    add("pass", "在新的公共随机数产生60秒之前有见证", "cosigned 60 s or more before its beacon", more);
  else if (now <= limit) add("pending", "尚待见证", "waits for the witnesses", more);
  else if (watchers && watchers.isWatched) add("fail", "没有及时见证", "lacks a timely cosignature", more);
  else add("unknown", "签名规定没有要求见证", "the policy asks for no witness", more);
}

function checkInTime({ course }, { entry, done }, add) {
  const limit = parseTime(entry.record.beacon.time) + DUE;
  const expected = `≤ ${timeText(limit)}`;
  if (!done) {
    if (course.now <= limit) add("pending", "尚未完成", "isn't completed yet", { expected });
    else add("fail", "随机数产生三天后仍未完成", "not completed three days after its beacon", { expected });
    return;
  }
  const logged = course.loggedBy(done.position, done.record.time, limit);
  if (logged === "late") add("fail", "完成得太晚", "completed too late", { found: done.record.time, expected });
  if (logged === "unshown")
    add("unknown", "没有见证表明它在三天内完成", "no cosignature shows that it was completed within three days", {
      expected,
    });
}

/** The answer proves its value, and what follows from it is the published table. */
function checkEffect(held, findings, { entry, done, proven, wrong, rows }, add) {
  if (!done) return;
  const { draw } = held;
  const { number } = entry.record;
  const file = held.path(changeFile(number, "done"));
  if (proven && proven.fault) add("fail", proven.fault.zh, proven.fault.en, { file });
  if (proven && proven.value) {
    const { verdict, zh, en, value } = proven.value;
    add(verdict, zh, en, { file, found: value });
  }
  if (!rows) {
    if (!wrong.length && proven && proven.value)
      add("unknown", "没有两份名单，不能重算", "without frame and panel it can't be recomputed");
    return;
  }
  const { value } = proven.value;
  const words = [`第${number}次更换重算相同`, `change ${number} comes out as published`];
  compareTable(held, findings, "C16", changeFile(number, "csv"), changeText(rows), words, {
    draw,
    expected: changeSeed(draw, entry.hash, value),
    byHand: hashOfLines(["draw/1 change", draw, entry.hash, value]),
  });
}

/** What a reader should know though it is allowed. */
function notices({ draw, records }, findings) {
  const changes = records.changes.map(({ record }) => record);
  for (const [object, count] of removalCounts(changes))
    if (count > 1)
      findings.notice(`${object}的检查组已换下${count}人次`, `${count} removals from the team of ${object}`, draw);
  for (const { object, inspector } of changes.flatMap(({ removals }) => removals.filter(({ late }) => late)))
    findings.notice(
      `${object}的回避（${inspector}）不在抽签前的登记册里`,
      `the recusal of ${inspector} from ${object} wasn't in the register`,
      draw,
    );
}
