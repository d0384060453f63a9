/** C17: every drawn object has its opened, logged result in time; nothing logged was altered (section 8; A12). */

import { openedAlias } from "./blinding.js";
import { rowHashOf } from "./by_hand.js";
import { csvRows } from "./csv.js";
import { attempt } from "./errors.js";
import { OBJECTS_HEADER } from "./frames.js";
import { VACANT, dateOf, endOf, parseDate, parseTime, timeText } from "./identifiers.js";
import { rowFile, snapshot } from "./published.js";
import { parseResultRow, parseRowFile, rowOf } from "./rows.js";

const LAST_RESORT = 90; // days after inspect_by (section 8)
const DEFAULT_TERM = 3; // months for which a row stays public (section 3)

/**
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {{now: number, termMonths?: number}} run how long a row stays public, by the policy
 */
export async function checkResults(held, findings, { source, now, termMonths = DEFAULT_TERM }) {
  const { draw, records, course } = held;
  if (held.isVoid(now)) return;
  if (!records.outcome) {
    const [zh, en] = ["抽签结果还没有出来", "there is no outcome yet"];
    findings.add("C17", records.rows.length ? "fail" : "pending", zh, en, { draw });
    return;
  }
  const before = findings.list.length;
  checkChain(held, findings, termMonths);
  const opened = new Map();
  for (const entry of records.rows) judgeRow(held, findings, entry, opened);
  await checkGhosts(held, findings, source, opened);
  if (!held.standings.length) {
    const en = "the teams can't be recomputed, so results can't be judged";
    findings.add("C17", "unknown", "检查组不能重算，结果无从核对", en, { draw });
    return;
  }
  const due = judgeDue(held, findings, now);
  if (findings.list.slice(before).some(({ verdict }) => verdict === "fail" || verdict === "unknown")) return;
  const count = records.settledBefore(Infinity).size;
  if (due.length) {
    findings.add(
      "C17",
      "pending",
      `${count}户已有结果，${due.length}户尚未到期`,
      `${count} results; ${due.length} objects are within their time`,
      { draw, ...firstLine(held), found: due.slice(0, 20).join(" "), watched: course.isWatched },
    );
    return;
  }
  findings.add(
    "C17",
    "pass",
    `抽中的每一户都有公开的结果（${count}户）`,
    `each drawn object has its published result (${count})`,
    { draw, ...firstLine(held), watched: course.isWatched },
  );
}

/** By hand: the first result's text hashes to what the log holds. */
function firstLine(held) {
  const first = held.records.rows.find(({ record }) => held.file(rowFile(record.row)));
  if (!first) return {};
  const file = held.path(rowFile(first.record.row));
  return {
    file,
    expected: first.record.row,
    byHand: rowHashOf(parseRowFile(held.file(rowFile(first.record.row)), file)),
  };
}

/** Results come once; corrections and withdrawals name a logged row of the same object. */
function checkChain(held, findings, termMonths) {
  const { records, draw } = held;
  const bad = (entry, zh, en) =>
    findings.add("C17", "fail", `第${entry.position}条${zh}`, `entry ${entry.position} ${en}`, {
      draw,
      found: entry.record.object,
    });
  const current = new Map();
  for (const entry of records.rows) {
    const { type, object, replaces, row } = entry.record;
    const newest = current.get(object);
    if (entry.position < records.outcome.position) bad(entry, "早于抽签结果", "stands before the outcome");
    if (type === "result" && replaces !== "")
      bad(entry, "是结果却写了所更正的记录", "is a result and names a row that it corrects");
    if (type === "result" && newest) bad(entry, "是同一户的第二个结果", "is a second result of one object");
    if (type === "correction" && (!newest || newest !== replaces))
      bad(entry, "更正的不是这一户最近的记录", "doesn't correct the object's newest row");
    current.set(object, row);
  }
  for (const entry of records.withdrawals) checkWithdrawal(held, bad, entry, termMonths);
}

function checkWithdrawal({ records, course }, bad, entry, termMonths) {
  const { row, object, ground } = entry.record;
  const withdrawn = records.rows.find((other) => other.record.row === row && other.position < entry.position);
  if (!withdrawn || withdrawn.record.object !== object) {
    bad(entry, "停止公示的不是这一户登记过的记录", "withdraws a row that isn't this object's");
    return;
  }
  if (ground === "court") return;
  const [from, to] = [course.witnessed(withdrawn.position + 1), course.witnessed(entry.position + 1)];
  const start = from ? from.time : parseTime(withdrawn.record.time);
  const end = to ? to.time : parseTime(entry.record.time);
  if (end < monthsLater(start, termMonths))
    bad(entry, "停止公示时公示期未满", "withdraws a row before its term was over");
}

/** The same day, so many months later, at its beginning; a day that isn't there becomes the month's last. */
function monthsLater(seconds, months) {
  const [year, month, day] = dateOf(seconds).split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return Date.UTC(year, month - 1 + months, Math.min(day, last)) / 1000 - 8 * 3600;
}

/** One sealed row's text: it says what the log says, of a team in force, after the outcome. */
function judgeRow(held, findings, entry, opened) {
  const { draw, records } = held;
  const { record } = entry;
  const file = held.path(rowFile(record.row));
  const bad = (zh, en, found = "", expected = "") =>
    findings.add("C17", "fail", `${zh}：${record.object}`, `${en}: ${record.object}`, { draw, file, found, expected });
  const data = held.file(rowFile(record.row));
  if (!data) {
    if (records.withdrawals.some((other) => other.record.row === record.row))
      findings.notice(`${record.object}的一条结果已停止公示`, `a result of ${record.object} was withdrawn`, draw);
    else bad("登记的结果没有公开", "a logged result isn't published", "", record.row);
    return;
  }
  const { value, fault } = attempt(() => parseRowFile(data, file));
  const text = value && rowOf(value) === record.row ? attempt(() => parseResultRow(value, file)) : { fault };
  if (!text.value) {
    bad(
      text.fault ? `结果不能读取（${text.fault.zh}）` : "结果与总账登记的不同",
      text.fault ? `a result that can't be read (${text.fault.en})` : "a result that isn't the logged one",
      value ? rowOf(value) : "",
      record.row,
    );
    return;
  }
  judgeText(held, entry, text.value, bad);
  if (held.commit.frame === "blinded") judgeOpening(held, record, text.value, opened, bad);
  else if ("opening" in text.value) bad("公开的名单不需要揭名", "an opening in an open draw");
}

function judgeText(held, { record, position }, row, bad) {
  if (row.draw !== record.draw || row.object !== record.object)
    bad(
      "结果写的是别的抽查或单位",
      "a result of another draw or object",
      `${row.draw} ${row.object}`,
      `${record.draw} ${record.object}`,
    );
  const team = teamAt(held, record.object, position);
  if (held.standings.length && !team) {
    bad("这一户没有被抽中", "an object that wasn't drawn");
    return;
  }
  const [found, expected] = [row.inspectors, team || row.inspectors].map((ids) => ids.slice().sort().join(" "));
  if (found !== expected)
    bad("检查人员不是当时有效的检查组", "its inspectors aren't the team in force", found, expected);
  const first = dateOf(Math.max(held.course.latest, parseTime(held.records.outcome.record.time)));
  if (parseDate(row.visited_on) < parseDate(first))
    bad("检查早于抽签结果", "a visit before the outcome", row.visited_on, first);
}

/** The team of an object as it stood at a position of the log; null without one, or where teams can't be recomputed. */
function teamAt(held, object, position) {
  const inForce = held.standings.filter(({ from }) => from < position);
  const last = inForce[inForce.length - 1] || held.standings[0];
  return last ? last.standing.teams.get(object) || null : null;
}

/** The opening turns the alias into one object, and no object is opened twice. */
function judgeOpening({ draw }, { object }, row, opened, bad) {
  if (!row.opening) {
    bad("抽中的代号没有揭名", "a drawn alias without opening");
    return;
  }
  const found = openedAlias(draw, row.opening);
  if (found !== object) bad("揭名打不开这个代号", "the opening doesn't open this alias", found, object);
  const name = row.opening.object_id;
  if (opened.has(name) && opened.get(name) !== object) bad(`${name}被揭名两次`, `${name} was opened twice`, name);
  opened.set(name, object);
}

/** Every name that was opened stood on the roster of the basis. */
async function checkGhosts({ draw, course }, findings, source, opened) {
  const roster = course.ledger.history.roster("objects", course.commit.basis.size);
  if (!opened.size || !roster) return;
  const path = snapshot(roster.record.sha256);
  const data = (await source.hash(path)) === roster.record.sha256 ? await source.bytes(path) : null;
  const left = new Set(opened.keys());
  const { value: listed } = data
    ? attempt(() => Array.from(csvRows(data, OBJECTS_HEADER, path), ([fields]) => left.delete(fields[0])))
    : {};
  if (!listed) return; // C07 and C08 say so
  for (const name of left)
    findings.add("C17", "fail", `${name}不在名录里`, `${name} wasn't on the roster`, { draw, file: path, found: name });
}

/** The objects without result that are still within their time; the others fail. */
function judgeDue(held, findings, now) {
  const { records, commit, draw, course } = held;
  const { teams } = held.standings[held.standings.length - 1].standing;
  const [publishBy, last] = [endOf(commit.publish_by), endOf(commit.inspect_by, LAST_RESORT)];
  const due = [];
  for (const [object, team] of teams) {
    const row = records.rows.find((entry) => entry.record.object === object);
    const limit = team.includes(VACANT) || isSupplement(held, object) ? last : Math.min(publishBy, last);
    const expected = `≤ ${timeText(limit)}`;
    const logged = row ? course.loggedBy(row.position, row.record.time, limit) : "";
    if (!row && now > limit)
      findings.add("C17", "fail", `到期没有结果：${object}`, `no result in time: ${object}`, { draw, expected });
    else if (!row) due.push(object);
    else if (logged === "late")
      findings.add("C17", "fail", `结果登记得太晚：${object}`, `logged too late: ${object}`, {
        draw,
        found: row.record.time,
        expected,
      });
    else if (logged === "unshown" && now > limit)
      findings.add(
        "C17",
        "unknown",
        `没有见证表明结果按期登记：${object}`,
        `no cosignature shows that the result was logged in time: ${object}`,
        { draw, expected },
      );
  }
  return due;
}

/** Supplements are drawn late: they have the time of section 8. */
function isSupplement(held, object) {
  return !held.standings[0].standing.teams.has(object);
}
