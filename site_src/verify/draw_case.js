/** One draw as its checks see it: its course, its files, and what could be read of them. */

import { parseFrameKey } from "./blinding.js";
import { attempt, Malformed } from "./errors.js";
import { parseJson } from "./evidence.js";
import { parseOrder } from "./orders.js";
import { COMMIT_FILES, FRAME_KEY, OUTCOME_FILES, changeFile, drawFile, rowFile } from "./published.js";
import { frameSteps, parsePanel } from "./tables.js";

/** Runs a generator to its end, handing every pause to `tick`. */
export async function drive(steps, tick) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await tick(step.value);
  }
}

/** The files and parsed tables of one draw. */
export class DrawCase {
  constructor(course) {
    this.course = course;
    this.draw = course.draw;
    this.commit = course.commit;
    this.records = course.records;
    /** Name below draws/<draw>/ → bytes, or null where it isn't published. */
    this.files = new Map();
    this.order = null;
    this.frame = null;
    this.panel = null;
    /** Name → fault of a file that isn't there or can't be read. */
    this.faults = new Map();
    /** What follows from the records and the proven beacons alone (computed.js). */
    this.computed = null;
    /** The teams in force through all changes (teams_in_force.js). */
    this.teams = null;
    /** The frame key (32 bytes), published or given. */
    this.frameKey = null;
  }

  /** The bytes of a file below draws/<draw>/, or null. */
  file(name) {
    return this.files.get(name) || null;
  }

  /** The published path of a file of this draw. */
  path(name) {
    return drawFile(this.draw, name);
  }

  /** What `parse` makes of a file; null, with the reason in `faults`, where there is none or it can't be read. */
  read(name, parse) {
    const data = this.file(name);
    if (!data) {
      if (!this.faults.has(name)) this.faults.set(name, missing(this.path(name)));
      return null;
    }
    const { value, fault } = attempt(() => parse(data, this.path(name)));
    if (fault) this.faults.set(name, fault.at(this.path(name)));
    return fault ? null : value;
  }
}

function missing(file) {
  return new Malformed("missing", "文件没有公布", "the file isn't published", { file });
}

/** The names of the files that there must be by the draw's records, and of those that are listed without any. */
async function expectedNames(held, source) {
  const { records, commit, course } = held;
  const names = [...COMMIT_FILES];
  if (records.outcome) names.push(...OUTCOME_FILES);
  if (course.voidedAfterClose) names.push("beacon.json"); // what it would have been (attack A03)
  if (commit.frame === "blinded") names.push(FRAME_KEY);
  for (const { record } of records.changed) names.push(changeFile(record.number, "csv"));
  for (const { record } of records.rows) names.push(rowFile(record.row));
  for (const name of [...OUTCOME_FILES, FRAME_KEY]) if (await source.lists(held.path(name))) names.push(name);
  return new Set(names);
}

/**
 * Reads a draw's files.
 *
 * @param {import("./course.js").Course} course
 * @param {import("./published.js").Source} source
 * @param {{frameKey?: Uint8Array, tick: (done: number) => Promise<void>}} options
 * @returns {Promise<DrawCase>}
 */
export async function loadCase(course, source, { frameKey, tick }) {
  const held = new DrawCase(course);
  for (const name of await expectedNames(held, source)) {
    held.files.set(name, await source.bytes(held.path(name)));
    if (source.unreadable.has(held.path(name))) held.faults.set(name, source.unreadable.get(held.path(name)));
  }
  held.order = held.read("order.json", parseOrder);
  held.panel = held.read("panel.csv", parsePanel);
  await readFrame(held, tick);
  if (frameKey) held.frameKey = frameKey;
  else if (held.file(FRAME_KEY)) held.frameKey = held.read(FRAME_KEY, parseFrameKey);
  return held;
}

async function readFrame(held, tick) {
  const data = held.file("frame.csv");
  if (!data) {
    held.read("frame.csv", () => null);
    return;
  }
  try {
    held.frame = await drive(frameSteps(data, held.path("frame.csv")), tick);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    held.faults.set("frame.csv", error);
  }
}

/** beacon.json: an array of `{source, round, answer}`. @throws {Malformed} */
export function parseBeaconFile(data, name = "beacon.json") {
  const value = parseJson(data, name);
  const isItem = (item) =>
    typeof item === "object" &&
    !Array.isArray(item) &&
    Object.keys(item).sort().join() === "answer,round,source" &&
    typeof item.source === "string" &&
    typeof item.round === "string";
  if (!Array.isArray(value) || !value.every(isItem)) {
    throw new Malformed("beacon-file", "不是随机数文件", "not a file of beacons", { file: name });
  }
  return value;
}
