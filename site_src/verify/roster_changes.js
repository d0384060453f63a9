/** C19: who came onto the rosters, who left, what was edited, and why (article 6; attack A08). */

import { inForce, readable } from "./basis.js";
import { shellWord } from "./by_hand.js";
import { addDays } from "./calendar.js";
import { sha256Hex } from "./evidence.js";
import { INACTIVE } from "./exclusions.js";
import { dateOf } from "./identifiers.js";
import { parseItems, parseOrder, parsePolicy } from "./orders.js";
import { drawFile, snapshot } from "./published.js";
import { Timeline, valueOf } from "./roster_timeline.js";
import { OBJECTS_HEADER } from "./rosters.js";
import { ATTENTION, asks } from "./strata.js";

/** What draws rest on. */
const TABLES = { objects: "检查对象", inspectors: "检查人员" };
/** Columns of the inspectors roster that a panel follows from. */
const PANEL_COLUMNS = ["department", "skills", "certificate_until", "status", "reserve"];
const SHOWN = 20; // faults of one change list
const LISTED = 20; // late edits in one sentence

/**
 * C19, draw by draw, for objects and inspectors:
 *
 * - each change list that was logged before the basis is the difference of two snapshots, every line with a reason of the
 *   closed list that fits
 * - nobody was off a roster at the basis who stood on it before and came back later
 * - what the order uses and was edited before the basis, in the `edit_days` up to the commit's day, wasn't edited back after
 *   it; it is listed
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 * @param {{source: import("./published.js").Source, courses: import("./course.js").Course[], now: number, light: boolean,
 *   tick: (done: number) => Promise<void>}} run `courses`: the draws that are judged; `light`: one draw, as a page does:
 *   snapshots that it doesn't rest on are left unread, their change lists tell who came and went
 */
export async function checkRosters(ledger, findings, { source, courses, now, light, tick }) {
  const used = new Map();
  for (const course of courses) used.set(course, await usedBy(course, source));
  const [only] = courses;
  const compared = light ? (step) => isLate(step, only, used.get(only)) : () => true;
  for (const table of courses.length ? Object.keys(TABLES) : []) {
    const entries = ledger.history.of("roster").filter(({ record }) => record.table === table);
    const timeline = await Timeline.of(ledger, entries, { source, now, tick, compared });
    for (const course of courses) await checkDraw(findings, course, { table, timeline, used: used.get(course) });
  }
}

/** Whether a step was late for a draw: known to its basis, in the days before it. */
function isLate({ position, day }, { commit }, used) {
  return used !== null && position < commit.basis.size && used.from < day && day <= used.to;
}

/** One draw and one table. */
async function checkDraw(findings, course, { table, timeline, used }) {
  const { draw, commit } = course;
  const known = timeline.steps.filter(({ position }) => position < commit.basis.size);
  const last = known.length - 1;
  const before = findings.list.length;
  const edits = used ? await checkEdits(findings, course, { timeline, used, table, last }) : [];
  checkReturns(findings, course, { table, timeline, last });
  for (const file of timeline.steps.flatMap(({ missing }) => missing)) {
    const en = "a roster or its change list isn't published, or isn't the logged content";
    findings.add("C19", "unknown", "名录或变更清单没有公布，或内容与登记的不同", en, { draw, file });
  }
  for (const { list: file, faults } of known)
    for (const [zh, en, found, expected] of faults.slice(0, SHOWN))
      findings.add("C19", "fail", zh, en, { draw, file, found, expected });
  if (!known.length || findings.list.length > before) return;
  const shown = edits.slice(0, LISTED).join("、") + (edits.length > LISTED ? "……" : "");
  const late = edits.length ? [`；抽签前改动过：${shown}`, `; edited before the draw: ${shown}`] : ["", ""];
  const zh = `${TABLES[table]}：${known.length}份名录的每个变更都有理由${late[0]}`;
  const en = `${table}: every change of ${known.length} rosters is explained${late[1]}`;
  findings.add("C19", "pass", zh, en, { draw, ...handLine(known) });
}

/** By hand: the rows in which the last two snapshots that differ do so. */
function handLine(known) {
  const last = known.filter(({ before, printed }) => before && printed).pop();
  if (!last) return {};
  const expected = sha256Hex(last.printed);
  const byHand = `diff ${shellWord(last.before.file)} ${shellWord(last.file)} | grep '^[<>]' | sha256sum`;
  return { file: last.list, found: expected, expected, byHand };
}

function checkReturns(findings, { draw }, { table, timeline, last }) {
  for (const [id, changes] of timeline.events) {
    const [past, later] = [changes.filter(({ at }) => at <= last), changes.filter(({ at }) => at > last)];
    if (!past.length || past[past.length - 1].kind !== "removed" || !later.length) continue;
    const en = `${id} left the ${table} roster before the draw's basis and came back after it`;
    findings.add("C19", "fail", `${id}在抽签的依据之前移出名录，之后又移回`, en, { draw, found: id });
  }
}

/** Late edits; one that was undone fails. @returns {Promise<string[]>} the ids and columns that were edited */
async function checkEdits(findings, course, { timeline, used, table, last }) {
  const late = ({ at, kind }) => kind === "edited" && isLate(timeline.steps[at], course, used);
  const edited = Array.from(timeline.events.values()).filter((changes) => changes.some(late));
  const later = edited.map((changes) => changes.filter(({ at }) => at > last));
  await timeline.fill(later.flat());
  const edits = [];
  edited.forEach((changes, index) => {
    const past = changes.filter(({ at }) => at <= last);
    const { id, after: now } = past[past.length - 1]; // null where it has left since
    for (const column of used[table]) {
      const mine = past.filter((each) => late(each) && valueOf(each.before, column) !== valueOf(each.after, column));
      if (mine.length) edits.push(`${id} ${column}`);
      const old = new Set(mine.map(({ before }) => valueOf(before, column)));
      const back = later[index].map(({ after }) => (after ? valueOf(after, column) : "")).find((value) => old.has(value));
      if (!now || back === undefined || back === valueOf(now, column)) continue;
      const [zh, en] = [`${id}的${column}在抽签前临时改动，之后又改回`, `${column} of ${id} was edited before the draw and back after it`];
      findings.add("C19", "fail", zh, en, { draw: course.draw, found: valueOf(now, column), expected: back });
    }
  });
  return edits;
}

/**
 * What a draw's order uses, `{objects, inspectors}`: columns; and which days are late, `from` (not included) `to` the
 * commit's. Null where order, item list or policy can't be read (C07 and C08 say why).
 */
async function usedBy({ ledger, commit, draw, committedAt }, source) {
  const read = (path, hash, parse) => readable(source, { path, hash, parse });
  const [policy, items] = ["policy", "items"].map((type) => inForce(ledger.history, type, commit.basis.size, commit.time));
  if (!policy || !items) return null;
  const { numbers, focus } = (await read(snapshot(policy.sha256, "json"), policy.sha256, parsePolicy)) || {};
  const { items: list } = (await read(snapshot(items.sha256, "json"), items.sha256, parseItems)) || {};
  const order = await read(drawFile(draw, "order.json"), commit.files["order.json"], parseOrder);
  if (!numbers || !list || !order) return null;
  const scopes = list.filter(({ item }) => order.items.includes(item)).map(({ scope }) => scope);
  const attention = asks(order.strata, ATTENTION) && focus ? focus.public : [];
  const conditions = [...scopes, order.targeting, ...order.strata.map(({ where }) => where), ...attention];
  const columns = new Set(conditions.flatMap((each) => each.map(({ column }) => column)));
  if (order.exclusions.includes(INACTIVE)) columns.add("status");
  const to = dateOf(committedAt);
  return {
    objects: OBJECTS_HEADER.filter((column) => columns.has(column)),
    inspectors: PANEL_COLUMNS,
    from: addDays(to, -numbers.edit_days),
    to,
  };
}
