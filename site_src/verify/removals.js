/** Whether a change asks for what it may: who leaves, and which objects are replaced (section 8; attack A11). */

import { PREVENTED } from "./changes.js";
import { attempt } from "./errors.js";
import { VACANT } from "./identifiers.js";
import { rowFile } from "./published.js";
import { parseResultRow, parseRowFile } from "./rows.js";
import { outsideObservers } from "./signing.js";

const OBSERVED_FROM = 3; // the third removal from one team
/** Closed, moved or unreachable: results whose object may be replaced (section 8). */
const GONE = ["6", "7", "9", "10", "11", "12"];

/** Each removal names a seat in force, by rank then seat; supplements replace objects that are gone. */
export function checkAllowed(held, findings, entry, standing) {
  const { draw } = held;
  const { number, removals, supplements } = entry.record;
  const bad = (zh, en, found) =>
    findings.add("C16", "fail", `第${number}次更换：${zh}`, `change ${number}: ${en}`, { draw, found });
  if (!removals.length && !supplements.length) bad("没有内容", "it is empty", "");
  checkRemovals(standing, removals, bad);
  const reported = held.records.settledBefore(entry.position);
  const done = removals.find(({ object }) => reported.has(object));
  if (done) bad("这一组已经有结果", "a team that has a result already", done.object);
  for (const { late, object, inspector } of removals) {
    if (late)
      findings.notice(
        `${object}的回避（${inspector}）不在抽签前的登记册里`,
        `the recusal of ${inspector} from ${object} wasn't in the register`,
        draw,
      );
  }
  const counts = leavingCounts(standing, removals, reported);
  for (const [object, count] of counts) {
    const total = (standing.removals.get(object) || 0) + count;
    if (total >= 2)
      findings.notice(`${object}的检查组已换下${total}人次`, `${total} removals from the team of ${object}`, draw);
    if (total >= OBSERVED_FROM && !outsideObservers(held.course.ledger.signersOf(entry))) {
      bad(
        "同一组第三次换人，没有局外观察人签名",
        "the third removal from one team without an outside observer's signature",
        object,
      );
      findings.add(
        "C06",
        "fail",
        `第${entry.position}条（change）缺少局外观察人的签名`,
        `entry ${entry.position} (change) lacks an outside observer`,
        { draw },
      );
    }
  }
  for (const { object } of supplements) checkSupplement(held, entry, object, standing, bad);
}

/** Where each removal stands in force; listed by rank, then seat, none twice. */
function checkRemovals(standing, removals, bad) {
  const ranks = Array.from(standing.teams.keys());
  const used = new Set();
  let last = [-1, -1];
  for (const { object, inspector, code } of removals) {
    const team = standing.teams.get(object);
    const seat = team ? team.findIndex((member, at) => member === inspector && !used.has(`${object} ${at}`)) : -1;
    if (seat < 0) {
      bad("换下的人不在组里", "somebody who isn't in that team", `${object} ${inspector}`);
      continue;
    }
    used.add(`${object} ${seat}`);
    if ((inspector === VACANT) !== (code === "vacant"))
      bad("代码与席位不符", "the code doesn't fit the seat", `${object} ${inspector} ${code}`);
    const place = [ranks.indexOf(object), seat];
    if (place[0] < last[0] || (place[0] === last[0] && place[1] < last[1]))
      bad("没有按序号、席位排列", "not by rank, then seat", object);
    last = place;
  }
}

/** Object → how many leave its team by this change, the prevented in unlisted teams too. */
function leavingCounts(standing, removals, settled) {
  const counts = new Map();
  const prevented = new Set(removals.filter(({ code }) => code === PREVENTED).map(({ inspector }) => inspector));
  for (const [object, team] of standing.teams) {
    const count = team.filter((member) => {
      const named = removals.some((removal) => removal.object === object && removal.inspector === member);
      return member !== VACANT && (named || (prevented.has(member) && !settled.has(object)));
    }).length;
    if (count) counts.set(object, count);
  }
  return counts;
}

/** The object stands in force, was not replaced before, and its newest logged and published result says it is gone. */
function checkSupplement(held, entry, object, standing, bad) {
  const rows = held.records.rows.filter((row) => row.record.object === object && row.position < entry.position);
  const newest = rows[rows.length - 1];
  const data = newest ? held.file(rowFile(newest.record.row)) : null;
  const { value } = data ? attempt(() => parseResultRow(parseRowFile(data))) : {};
  if (!standing.teams.has(object)) bad("要补的单位没有被抽中", "an object that wasn't drawn", object);
  else if (held.replaced.has(object)) bad("这一户已经补过", "an object that was replaced before", object);
  else if (!value && newest && isWithdrawn(held, newest)) return;
  else if (!value || !value.codes.some((code) => GONE.includes(code)))
    bad(
      "没有已公示的结果说明它关闭、迁出或无法联系",
      "no published result says that it is closed, moved or unreachable",
      object,
    );
  held.replaced.add(object);
}

function isWithdrawn({ records }, row) {
  return records.withdrawals.some((entry) => entry.record.row === row.record.row);
}
