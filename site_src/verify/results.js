/** C17: every drawn object has its opened, logged result in time; nothing logged was altered (section 8; A12). */

import { rowHashOf } from "./by_hand.js";
import { attempt } from "./errors.js";
import { VACANT, endOf, timeText } from "./identifiers.js";
import { snapshot } from "./published.js";
import { checkText, resultTexts } from "./result_texts.js";
import { objectRows } from "./rosters.js";
import { saidWaiting } from "./waiting.js";

const LAST_RESORT = 90; // days after inspect_by (section 8)

/**
 * C17 (sections 3, 5 and 8):
 *
 * - every object drawn, or drawn as a supplement, has a result logged by `publish_by`, or is within its time; a
 *   postponed one and a supplement at the latest 90 days after `inspect_by`
 * - no result is of an object that wasn't drawn
 * - each object has one result; each correction replaces the row before it
 * - the published text opens the row's hash; it is missing only where it was withdrawn, and not before its time
 * - in a blinded draw the result opens its alias, and no firm is opened twice
 * - its inspectors are the team in force at that position of the log; the visit isn't before the day of the outcome
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {import("./published.js").Source} source
 */
export async function checkResults(held, findings, source) {
  const { draw, records, course, teams } = held;
  if (saidWaiting(course, findings, "C17")) {
    if (records.rows.length)
      findings.add("C17", "fail", "没有抽签结果，却有检查结果", "results of a draw without outcome", { draw });
    return;
  }
  if (!teams.states.length) {
    const en = "the teams can't be recomputed, so results can't be judged";
    findings.add("C17", "unknown", "检查组不能重算，结果无从核对", en, { draw });
    return;
  }
  if (teams.lost !== Infinity) {
    const en = "a change couldn't be applied for want of evidence: the teams after it aren't known";
    findings.add("C17", "unknown", "有一次更换因证据不全不能重算，此后的检查组无从核对", en, { draw });
  }
  const texts = resultTexts(held);
  const complete = await checkObjects(held, findings, texts, source);
  const openings = openingsOf(texts);
  checkOpenedTwice(held, findings, openings);
  await checkGhosts(held, findings, source, openings);
  if (complete)
    findings.add("C17", "pass", `${complete}户的结果齐全相符`, `the results of ${complete} objects are complete`, {
      draw,
      ...firstLine(texts),
    });
}

/** Every object with its rows. @returns {Promise<number>} how many are complete */
async function checkObjects(held, findings, texts, source) {
  const rows = new Map(Array.from(held.teams.now.keys(), (object) => [object, []]));
  for (const text of texts) {
    const { object } = text.entry.record;
    rows.set(object, [...(rows.get(object) || []), text]);
  }
  let complete = 0;
  for (const [object, mine] of rows) {
    const before = findings.list.length;
    await checkObject(held, findings, object, mine, source);
    if (findings.list.length === before) complete++;
  }
  return complete;
}

async function checkObject(held, findings, object, rows, source) {
  const { draw, teams, course } = held;
  if (!teams.since.has(object)) {
    const lost = teams.lost !== Infinity;
    const zh = lost ? `不知道${object}是否抽中` : `${object}没有被抽中，却有结果`;
    const en = lost ? `whether ${object} was drawn isn't known` : `${object} has a result but wasn't drawn`;
    findings.add("C17", lost ? "unknown" : "fail", zh, en, { draw, found: object });
    return;
  }
  const due = dueOf(held, object);
  const expected = `≤ ${timeText(due)}`;
  if (!rows.length) {
    const late = course.now > due;
    const [zh, en] = late ? ["到期没有结果", "no result in time"] : ["尚无结果", "no result yet"];
    findings.add("C17", late ? "fail" : "pending", `${zh}：${object}`, `${en}: ${object}`, { draw, expected });
    return;
  }
  checkInTime(held, findings, object, rows[0].entry, due);
  checkChain(held, findings, object, rows);
  const replacedBy = ({ entry }) => rows.find((other) => other.entry.record.row === entry.record.replaces);
  for (const row of rows) await checkText(held, findings, row, { source, before: replacedBy(row) });
}

/** When the object's result must be logged at the latest: postponed ones and supplements have the time of section 8. */
function dueOf({ teams, commit }, object) {
  const last = endOf(commit.inspect_by, LAST_RESORT);
  const team = teams.states[0].teams.get(object) || [];
  const later = team.every((inspector) => inspector === VACANT) || teams.since.get(object) !== null;
  return later ? last : Math.min(endOf(commit.publish_by), last);
}

function checkInTime({ draw, course }, findings, object, { position, record }, due) {
  const logged = course.loggedBy(position, record.time, due);
  const more = { draw, found: record.time, expected: `≤ ${timeText(due)}` };
  const en = "no cosignature shows that the result was logged in time";
  if (logged === "late") findings.add("C17", "fail", `结果登记得太晚：${object}`, `logged too late: ${object}`, more);
  if (logged === "unshown")
    findings.add("C17", "unknown", `没有见证表明结果按期登记：${object}`, `${en}: ${object}`, more);
}

/** Results come once; a correction names the row before it. */
function checkChain({ draw }, findings, object, rows) {
  let before = "";
  for (const { entry } of rows) {
    const { type, replaces, row } = entry.record;
    const kind = before === "" ? "result" : "correction";
    if (type !== kind || replaces !== before)
      findings.add(
        "C17",
        "fail",
        `第${entry.position}条没有接续${object}的前一条：两次结果，或更正没有写明所改的记录`,
        `entry ${entry.position} doesn't continue ${object}'s row: two results, or a correction of another row`,
        { draw, found: `${type} ${replaces}`, expected: `${kind} ${before}` },
      );
    before = row;
  }
}

/** Firm → aliases that results open as this firm. */
function openingsOf(texts) {
  const found = new Map();
  for (const { text } of texts.filter((each) => each.text && each.text.opening)) {
    const { object_id: name } = text.opening;
    found.set(name, (found.get(name) || new Set()).add(text.object));
  }
  return found;
}

function checkOpenedTwice({ draw }, findings, openings) {
  for (const [name, aliases] of openings)
    if (aliases.size > 1)
      findings.add("C17", "fail", `${name}被揭名两次`, `${name} stands under two aliases`, {
        draw,
        found: Array.from(aliases).sort().join(" "),
      });
}

/** Every name that was opened stood on the roster of the basis. */
async function checkGhosts({ draw, course }, findings, source, openings) {
  const roster = course.ledger.history.roster("objects", course.commit.basis.size);
  if (!openings.size || !roster) return;
  const file = snapshot(roster.record.sha256);
  const data = (await source.hash(file)) === roster.record.sha256 ? await source.bytes(file) : null;
  const left = new Set(openings.keys());
  const listed = () => Array.from(objectRows(data, file), ([fields]) => left.delete(fields[0]));
  if (!data || !attempt(listed).value) return; // C07 and C08 say so
  for (const name of left)
    findings.add("C17", "fail", `${name}不在名录里`, `${name} wasn't on the roster`, { draw, file, found: name });
}

/** By hand: the first result's text hashes to what the log holds. */
function firstLine(texts) {
  const first = texts.find(({ row }) => row);
  return first ? { file: first.file, expected: first.entry.record.row, byHand: rowHashOf(first.row) } : {};
}
