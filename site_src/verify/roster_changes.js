/** C19: who came onto the rosters, who left, what was edited, and why (article 6; attack A08). */

import { content, inForce } from "./basis.js";
import { shellWord } from "./by_hand.js";
import { addDays } from "./calendar.js";
import { csvField, csvRows, sortedRows } from "./csv.js";
import { attempt, Fault } from "./errors.js";
import { compareBytes, decodeUtf8, sha256Hex } from "./evidence.js";
import { INACTIVE } from "./exclusions.js";
import { OBJECTS_HEADER } from "./frames.js";
import { dateOf, parseTime } from "./identifiers.js";
import { parseItems, parseOrder, parsePolicy } from "./orders.js";
import { drawFile, snapshot } from "./published.js";
import { ATTENTION } from "./strata.js";
import { firstWatch, governing } from "./witnessing.js";

const TABLES = ["objects", "inspectors"]; // what draws rest on
const WORDS = { objects: "检查对象", inspectors: "检查人员" };
const CHANGES_HEADER = ["id", "change", "reason"];
const INITIAL = "initial";
/** Reason code → what it can explain: the closed list. */
const REASONS = new Map([
  ["registered", "added"],
  ["moved-in", "added"],
  ["found", "added"],
  ["certified", "added"],
  ["deregistered", "removed"],
  ["revoked", "removed"],
  ["moved-out", "removed"],
  ["duplicate", "removed"],
  ["uncertified", "removed"],
  ["re-registered", "edited"],
  ["status", "edited"],
  ["corrected", "edited"],
  ["renewed", "edited"],
]);
/** Columns of the inspectors roster that a panel follows from. */
const PANEL_COLUMNS = ["department", "skills", "certificate_until", "status", "reserve"];
const PAUSE = 8192;
const LF = 10;
const SHOWN = 20; // faults of one change list
const LISTED = 20; // late edits in one sentence
const MOST_PRINTED = 100000; // characters of a difference that anybody would look at
const MOST_ROWS = 600000; // of all snapshots together, that a page reads for one draw

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
 *   tick: (done: number) => Promise<void>}} run `courses`: the draws that are judged; `light`: as a page does
 */
export async function checkRosters(ledger, findings, { source, courses, now, light, tick }) {
  if (!courses.length) return;
  const records = ledger.history.of("roster").filter(({ record }) => TABLES.includes(record.table));
  const rows = new Map(records.map(({ record }) => [record.sha256, record.rows]));
  if (light && Array.from(rows.values()).reduce((sum, count) => sum + count, 0) > MOST_ROWS) {
    const en = "the rosters are too long to be read here; the offline check reads them";
    findings.add("C19", "unknown", "名录太长，这里不读；请用离线核验", en);
    return;
  }
  for (const table of TABLES) {
    const logged = records.filter(({ record }) => record.table === table);
    const timeline = await timelineOf(table, logged, { ledger, source, now, tick });
    for (const course of courses) await checkDraw(findings, course, timeline, source);
  }
}

/** A roster through the log. */
class Timeline {
  constructor(table) {
    this.table = table;
    this.steps = [];
    /** Id → its changes after the first snapshot, `{at, kind, before, after}`: `at` the index of the step that says so. */
    this.events = new Map();
  }
}

/** One roster record: what its snapshot changed, and what is wrong with its list of changes. */
class Step {
  constructor({ position, record }, day) {
    this.position = position;
    this.file = snapshot(record.sha256);
    this.list = snapshot(record.changes);
    /** When it was there at the latest, or says that it was: a record that claims to be older was backdated. */
    this.day = day;
    /** The snapshot before it; empty for the first. */
    this.older = "";
    /** What `diff` prints of the rows that differ; null where that is too much to be read. */
    this.printed = "";
    /** Paths of what isn't published, so that it can't be judged. */
    this.missing = [];
    /** `[zh, en, found, expected]` each. */
    this.faults = [];
  }
}

async function timelineOf(table, entries, { ledger, source, now, tick }) {
  const timeline = new Timeline(table);
  let last = null; // the newest snapshot that can be read: its path and bytes
  for (const entry of entries) {
    const step = new Step(entry, dayOf(ledger, entry, now));
    const at = timeline.steps.push(step) - 1;
    const before = timeline.steps[at - 1];
    const data = await sound(source, step.file, entry.record.sha256);
    const changes = await sound(source, step.list, entry.record.changes);
    step.older = before ? before.file : "";
    const comparable = !before || (last && last.file === before.file);
    const diff = data ? differences(last, { file: step.file, data }) : [].values();
    const found = await compareList(step, diff, data && comparable ? changes : null, tick);
    if (!changes) step.missing.push(step.list);
    if (data && found) last = { file: step.file, data };
    else step.missing.push(step.file); // C07, C08 and C20 say what is wrong with it
    if (at > 0) for (const change of found || []) remember(timeline, at, change);
  }
  return timeline;
}

function remember({ events }, at, change) {
  events.set(change.id, [...(events.get(change.id) || []), { at, ...change }]);
}

/** The day of a record, or of the first cosignature over it where that is later. */
function dayOf(ledger, { position, record }, now) {
  const policy = governing(ledger, position, now);
  const seen = policy ? firstWatch(ledger, position, policy) : null;
  return dateOf(Math.max(parseTime(record.time), seen ? seen.time : 0));
}

/** A snapshot's own columns: C20 says whether they are the public ones. */
function headerOf(data, file) {
  return decodeUtf8(data.subarray(0, Math.max(0, data.indexOf(LF))), file).split(",");
}

async function sound(source, file, hash) {
  return (await source.hash(file)) === hash ? source.bytes(file) : null;
}

/**
 * What changed against what the list says, id by id; faults go into the step. `data`: the list's bytes, null where it
 * isn't judged.
 *
 * @returns {Promise<object[]|null>} the changes; null where the newer snapshot can't be read
 */
async function compareList(step, differences, data, tick) {
  const [changes, lines] = [[], new Lines(step, data)];
  let [count, group] = [0, []];
  try {
    for (const change of differences) {
      if (++count % PAUSE === 0) await tick(count);
      group = printed(step, group, change);
      if (!change.kind) continue;
      if (step.older) changes.push(change); // of a first snapshot every row is new
      if (data) lines.explain(change);
    }
    printed(step, group, { kind: "" });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    step.faults = [];
    return null;
  }
  lines.end();
  return changes;
}

/** Adds a group of neighbouring rows that differ to what is printed, once it has come to its end: the old, then the new. */
function printed(step, group, change) {
  if (change.kind) return step.older ? [...group, change] : [];
  const side = (mark, name) =>
    group.map((each) => (each[name] ? `${mark} ${each[name].fields.map(csvField).join(",")}\n` : "")).join("");
  if (group.length && step.printed !== null) step.printed += side("<", "before") + side(">", "after");
  if (step.printed !== null && step.printed.length > MOST_PRINTED) step.printed = null;
  return [];
}

/** A list of changes, read along with what really changed. */
class Lines {
  constructor(step, data) {
    this.step = step;
    this.rows = data ? csvRows(data, CHANGES_HEADER, step.list) : [].values();
    this.next();
  }

  next() {
    const { value, fault } = attempt(() => this.rows.next());
    if (fault) this.step.faults.push([fault.zh, fault.en, "", ""]);
    this.line = fault || value.done ? null : value.value[0];
  }

  /** Takes the line of a change, and those before it, which tell of nothing. */
  explain({ id, kind }) {
    while (this.line && compareBytes(this.line[0], id) < 0) this.idle();
    const mine = this.line && this.line[0] === id ? this.line : null;
    const [, named, reason] = mine || [];
    const fine = named === kind && (this.step.older ? REASONS.get(reason) === kind : reason === INITIAL);
    const [zh, en] = [`${id}的变更没有写明理由`, `a change of ${id} isn't explained`];
    if (!fine) this.step.faults.push([zh, en, mine ? mine.join(",") : "", `${id},${kind},…`]);
    if (mine) this.next();
  }

  idle() {
    const [zh, en] = ["变更清单写了没有发生的变更", "the list names a change that didn't happen"];
    this.step.faults.push([zh, en, this.line.join(","), ""]);
    this.next();
  }

  end() {
    while (this.line) this.idle();
  }
}

/** Two snapshots side by side, id by id: `{id, kind, before, after}`; `kind` is empty where a row is the same. */
function* differences(older, newer) {
  if (older && older.file === newer.file) return;
  const [left, right] = [older ? rowsOf(older) : [].values(), rowsOf(newer)];
  let [a, b] = [left.next(), right.next()];
  while (!a.done || !b.done) {
    const [before, after] = [a.done ? null : a.value, b.done ? null : b.value];
    const order = before && after ? compareBytes(before.fields[0], after.fields[0]) : before ? -1 : 1;
    const kind = order < 0 ? "removed" : order > 0 ? "added" : sameRow(before, after) ? "" : "edited";
    yield { id: (after && order >= 0 ? after : before).fields[0], kind, before: order > 0 ? null : before, after: order < 0 ? null : after };
    if (order <= 0) a = left.next();
    if (order >= 0) b = right.next();
  }
}

function* rowsOf({ file, data }) {
  const header = headerOf(data, file);
  for (const [fields] of sortedRows(data, header, file)) yield { header, fields };
}

function sameRow(before, after) {
  return (
    before.header.length === after.header.length &&
    before.fields.every((field, at) => field === after.fields[at] && before.header[at] === after.header[at])
  );
}

/** A row's value in a column; empty where there is none. */
function valueOf({ header, fields }, column) {
  const at = header.indexOf(column);
  return at < 0 ? "" : fields[at];
}

/** C19 of one draw, for one table. */
async function checkDraw(findings, course, timeline, source) {
  const { draw, commit } = course;
  const { table, steps } = timeline;
  const known = steps.filter(({ position }) => position < commit.basis.size);
  const before = findings.list.length;
  for (const file of steps.flatMap(({ missing }) => missing)) {
    const en = "a roster or its change list isn't published, or isn't the logged content";
    findings.add("C19", "unknown", "名录或变更清单没有公布，或内容与登记的不同", en, { draw, file });
  }
  for (const { list: file, faults } of known)
    for (const [zh, en, found, expected] of faults.slice(0, SHOWN))
      findings.add("C19", "fail", zh, en, { draw, file, found, expected });
  const last = known.length - 1;
  checkReturns(findings, course, timeline, last);
  const edits = await checkEdits(findings, course, timeline, last, source);
  if (!known.length || findings.list.length > before) return;
  const [zh, en] = [`${known.length}份名录的每个变更都有理由`, `every change of ${known.length} rosters is explained`];
  const shown = edits.slice(0, LISTED).join("、") + (edits.length > LISTED ? "……" : "");
  const late = edits.length ? [`；抽签前改动过：${shown}`, `; edited before the draw: ${shown}`] : ["", ""];
  findings.add("C19", "pass", `${WORDS[table]}：${zh}${late[0]}`, `${table}: ${en}${late[1]}`, { draw, ...handLine(known) });
}

/** By hand: the rows in which the last two snapshots that differ do so. */
function handLine(known) {
  const last = known.filter(({ older, printed: text }) => older && text).pop();
  if (!last) return {};
  const expected = sha256Hex(last.printed);
  const byHand = `diff ${shellWord(last.older)} ${shellWord(last.file)} | grep '^[<>]' | sha256sum`;
  return { file: last.list, found: expected, expected, byHand };
}

function checkReturns(findings, { draw }, { table, events }, last) {
  for (const [id, changes] of events) {
    const [past, later] = [changes.filter(({ at }) => at <= last), changes.filter(({ at }) => at > last)];
    if (!past.length || past[past.length - 1].kind !== "removed" || !later.length) continue;
    const en = `${id} left the ${table} roster before the draw's basis and came back after it`;
    findings.add("C19", "fail", `${id}在抽签的依据之前移出名录，之后又移回`, en, { draw, found: id });
  }
}

/**
 * Edits of what the order uses, before the basis and in the `edit_days` up to the commit's day; one that was undone after it fails.
 *
 * @returns {Promise<string[]>} the ids and columns that were edited
 */
async function checkEdits(findings, course, { table, steps, events }, last, source) {
  const { draw } = course;
  const used = last < 0 ? null : await usedBy(course, source);
  if (!used) return [];
  const isLate = ({ at, kind }) => at <= last && kind === "edited" && used.from < steps[at].day && steps[at].day <= used.to;
  const edits = [];
  for (const [id, changes] of events) {
    const late = changes.filter(isLate);
    if (!late.length) continue;
    const [standing, later] = [changes.filter(({ at }) => at <= last), changes.filter(({ at }) => at > last)];
    const { after } = standing[standing.length - 1]; // null where it has left since
    for (const column of used[table]) {
      const old = new Set(late.map(({ before }) => valueOf(before, column)));
      if (!late.some(({ before, after: made }) => valueOf(before, column) !== valueOf(made, column))) continue;
      edits.push(`${id} ${column}`);
      const now = after ? valueOf(after, column) : "";
      const back = after && later.find((change) => isBack(change, column, old, now));
      if (back)
        findings.add(
          "C19",
          "fail",
          `${id}的${column}在抽签前临时改动，之后又改回`,
          `${column} of ${id} was edited before the draw and edited back after it`,
          { draw, found: now, expected: valueOf(back.after, column) },
        );
    }
  }
  return edits;
}

function isBack({ after }, column, old, now) {
  const value = after ? valueOf(after, column) : now;
  return value !== now && old.has(value);
}

/** What a draw's order uses, `{objects, inspectors}`: columns; and which days are late, `from` (not included) and `to`. */
async function usedBy(course, source) {
  const { ledger, commit, draw, committedAt } = course;
  const { size } = commit.basis;
  const [policy, items] = [
    await inputOf(ledger, source, "policy", size, commit, parsePolicy),
    await inputOf(ledger, source, "items", size, commit, parseItems),
  ];
  const path = drawFile(draw, "order.json");
  const order = await parsed(source, { path, hash: commit.files["order.json"], parse: parseOrder });
  if (!policy || !items || !order) return null; // C07 and C08 say why
  const scopes = items.items.filter(({ item }) => order.items.includes(item)).map(({ scope }) => scope);
  const focus = order.strata.some(({ where }) => where.some(({ column }) => column === ATTENTION)) && policy.focus;
  const all = [...scopes, order.targeting, ...order.strata.map(({ where }) => where), ...(focus ? focus.public : [])];
  const columns = new Set(all.flatMap((conditions) => conditions.map(({ column }) => column)));
  if (order.exclusions.includes(INACTIVE)) columns.add("status");
  const to = dateOf(committedAt);
  return {
    objects: OBJECTS_HEADER.filter((column) => columns.has(column)),
    inspectors: PANEL_COLUMNS,
    from: addDays(to, -policy.numbers.edit_days),
    to,
  };
}

async function inputOf({ history }, source, type, size, { time }, parse) {
  const record = inForce(history, type, size, time);
  return record ? parsed(source, { path: snapshot(record.sha256, "json"), hash: record.sha256, parse }) : null;
}

async function parsed(source, file) {
  try {
    return await content(source, file);
  } catch (error) {
    if (!(error instanceof Fault) || error === source.failure) throw error;
    return null;
  }
}
