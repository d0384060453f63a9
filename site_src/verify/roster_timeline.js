/** A roster through the log: each snapshot against the one before it, and against its list of changes (article 6). */

import { csvRows, fieldsOf, sortedLines } from "./csv.js";
import { attempt, Fault } from "./errors.js";
import { compareBytes, decodeUtf8 } from "./evidence.js";
import { dateOf, parseTime } from "./identifiers.js";
import { snapshot } from "./published.js";
import { firstWatch, governing } from "./witnessing.js";

export const CHANGES_HEADER = ["id", "change", "reason"];
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
const PAUSE = 8192;
const LF = 10;
const MOST_PRINTED = 100000; // characters of a difference that anybody would look at
const AT_ONCE = 24; // files asked for together

/** One roster record: its snapshot, and what is wrong with its list of changes. */
export class Step {
  constructor({ position, record }, day, before) {
    this.position = position;
    this.hash = record.sha256;
    this.file = snapshot(record.sha256);
    this.listHash = record.changes;
    this.list = snapshot(record.changes);
    /** When it was there at the latest, or says that it was: a record that claims to be older was backdated. */
    this.day = day;
    /** The step before it; null for the first. @type {Step|null} */
    this.before = before;
    /** What `diff` prints of the rows that differ; null where that is too much to be read. */
    this.printed = "";
    /** Paths of what isn't published, so that it can't be judged. */
    this.missing = [];
    /** `[zh, en, found, expected]` each. */
    this.faults = [];
  }
}

/** A roster's steps, and who changed in them. A row is `{id, header, line}`. */
export class Timeline {
  constructor(source) {
    this.source = source;
    /** @type {Step[]} */
    this.steps = [];
    /** Id → its changes after the first snapshot, `{id, at, kind, before, after}`: the step's index, the row then and now. */
    this.events = new Map();
  }

  /**
   * The steps of roster records.
   *
   * @param {import("./ledger.js").Ledger} ledger
   * @param {object[]} entries of one table, in the order of the log
   * @param {{source: import("./published.js").Source, now: number, tick: (done: number) => Promise<void>,
   *   compared?: (step: Step) => boolean}} run which steps are compared by their snapshots; the others are taken from their
   *   lists, without rows
   */
  static async of(ledger, entries, { source, now, tick, compared = () => true }) {
    const timeline = new Timeline(source);
    for (const entry of entries) {
      const before = timeline.steps.length ? timeline.steps[timeline.steps.length - 1] : null;
      timeline.steps.push(new Step(entry, dayOf(ledger, entry, now), before));
    }
    for (let at = 0; at < timeline.steps.length; at += AT_ONCE)
      await Promise.all(timeline.steps.slice(at, at + AT_ONCE).map(({ list }) => source.bytes(list)));
    for (const [at, step] of timeline.steps.entries()) {
      if (compared(step)) await timeline.compare(step, at, tick);
      else if (at > 0) await timeline.take(step, at);
    }
    return timeline;
  }

  /** Compares a step with the newest snapshot before it that can be read, and its list with the one just before it. */
  async compare(step, at, tick) {
    const data = await this.sound(step.file, step.hash);
    const changes = await this.sound(step.list, step.listHash);
    const older = await this.older(step);
    const comparable = data && (!step.before || (older && older.file === step.before.file));
    const diff = data ? differences(older, { file: step.file, data }) : [].values();
    const found = await compareList(step, diff, comparable ? changes : null, tick);
    if (!changes) step.missing.push(step.list);
    if (data && found) this.last = { file: step.file, data };
    else step.missing.push(step.file); // C07, C08 and C20 say what is wrong with it
    for (const change of found || []) this.remember({ at, ...change });
  }

  async older({ before }) {
    const last = this.last;
    if (!before || (last && last.file === before.file) || before.missing.includes(before.file)) return last || null;
    const data = await this.sound(before.file, before.hash);
    return data ? { file: before.file, data } : last || null;
  }

  /** Takes a step's changes as its list tells them. */
  async take(step, at) {
    const data = await this.sound(step.list, step.listHash);
    if (!data) step.missing.push(step.list);
    const lines = new Lines(step, data);
    for (; lines.line; lines.next()) {
      const [id, kind, reason] = lines.line;
      if (REASONS.get(reason) === kind) this.remember({ id, at, kind, before: null, after: null });
      else lines.fault(id, `${id},${kind},…`);
    }
  }

  remember(change) {
    this.events.set(change.id, [...(this.events.get(change.id) || []), change]);
  }

  /** Reads the rows of changes that were taken from a list. */
  async fill(changes) {
    for (const at of new Set(changes.filter(({ after, kind }) => !after && kind !== "removed").map((change) => change.at))) {
      const wanted = new Map(changes.filter((change) => change.at === at).map((change) => [change.id, change]));
      const { file, hash, missing } = this.steps[at];
      const data = await this.sound(file, hash);
      const read = () => {
        for (const row of rowsOf({ file, data })) if (wanted.has(row.id)) wanted.get(row.id).after = row;
      };
      if (!data || attempt(read).fault) missing.push(file);
    }
  }

  /** The bytes of what is published with the logged hash; else null. */
  async sound(file, hash) {
    return (await this.source.hash(file)) === hash ? this.source.bytes(file) : null;
  }
}

/** The day of a record, or of the first cosignature over it where that is later. */
function dayOf(ledger, { position, record }, now) {
  const policy = governing(ledger, position, now);
  const seen = policy ? firstWatch(ledger, position, policy) : null;
  return dateOf(Math.max(parseTime(record.time), seen ? seen.time : 0));
}

/**
 * What changed against what the list says, id by id; faults go into the step. `data`: the list's bytes, null where it
 * isn't judged.
 *
 * @returns {Promise<object[]|null>} the changes; null where the newer snapshot can't be read
 */
async function compareList(step, changes, data, tick) {
  const [found, lines, group] = [[], new Lines(step, data), []];
  let count = 0;
  try {
    for (const change of changes) {
      if (++count % PAUSE === 0) await tick(count);
      if (!change.kind) print(step, group);
      else {
        if (step.before) found.push(change); // of a first snapshot every row is new
        if (step.before) group.push(change);
        if (data) lines.explain(change);
      }
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    step.faults = [];
    return null;
  }
  print(step, group);
  lines.end();
  return found;
}

/** Neighbouring rows that differ, as `diff` prints them: the old ones, then the new. Empties the group. */
function print(step, group) {
  const side = (mark, name) =>
    group.map((each) => (each[name] ? `${mark} ${each[name].line}\n` : "")).join("");
  if (group.length && step.printed !== null) step.printed += side("<", "before") + side(">", "after");
  if (step.printed !== null && step.printed.length > MOST_PRINTED) step.printed = null;
  group.length = 0;
}

/** A list of changes, read line by line. */
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

  /** A change without a reason that fits. */
  fault(id, expected) {
    const found = this.line ? this.line.join(",") : "";
    this.step.faults.push([`${id}的变更没有写明理由`, `a change of ${id} isn't explained`, found, expected]);
  }

  /** Takes the line of a change, and those before it, which tell of nothing. */
  explain({ id, kind }) {
    while (this.line && compareBytes(this.line[0], id) < 0) this.idle();
    const mine = this.line !== null && this.line[0] === id;
    const [, named, reason] = mine ? this.line : [];
    const fine = named === kind && (this.step.before ? REASONS.get(reason) === kind : reason === INITIAL);
    if (!fine) this.fault(id, `${id},${kind},…`);
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
    const order = before && after ? compareBytes(before.id, after.id) : before ? -1 : 1;
    if (order === 0) yield { id: after.id, kind: isSame(before, after) ? "" : "edited", before, after };
    else if (order < 0) yield { id: before.id, kind: "removed", before, after: null };
    else yield { id: after.id, kind: "added", before: null, after };
    if (order <= 0) a = left.next();
    if (order >= 0) b = right.next();
  }
}

/** The rows of a snapshot under its own columns: C20 says whether they are the public ones. */
function* rowsOf({ file, data }) {
  const header = decodeUtf8(data.subarray(0, Math.max(0, data.indexOf(LF))), file).split(",");
  for (const [id, line] of sortedLines(data, header, file)) yield { id, header, line };
}

/** Whether two rows are the same: a line in evidence form is written in one way only. */
function isSame(before, after) {
  return before.line === after.line && before.header.join() === after.header.join();
}

/** A row's value in a column; empty where there is none. */
export function valueOf({ header, line }, column) {
  const at = header.indexOf(column);
  return at < 0 ? "" : fieldsOf(line)[at];
}
