/** One draw as its checks see it: its course, its files, and what could be read of them. */

import { parseFrameKey } from "./blinding.js";
import { attempt, Malformed } from "./errors.js";
import { parseJson } from "./evidence.js";
import { parseOrder } from "./orders.js";
import { COMMIT_FILES, FRAME_KEY, OUTCOME_FILES, changeFile, drawFile, revealFile, rowFile } from "./published.js";
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
    /** Names that the listing has below draws/<draw>/. */
    this.listed = [];
    this.order = null;
    this.frame = null;
    this.panel = null;
    /** Name → fault of a file that can't be read. */
    this.faults = new Map();
    /** The seed and the values that C12 and C13 find, for the checks after them. */
    this.values = null;
    this.seed = "";
    /** The teams in force after each change, as C16 computes them: `[{from: position, standing}]`. */
    this.standings = [];
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

  /** Whether a void that counts has ended the draw: nothing that comes after is due any more. */
  isVoid(now) {
    return this.course.voidEffect(now) === "counts" && !this.records.outcome;
  }

  read(name, parse) {
    const data = this.file(name);
    if (!data) {
      this.faults.set(
        name,
        new Malformed("missing", "文件没有公布", "the file isn't published", { file: this.path(name) }),
      );
      return null;
    }
    const { value, fault } = attempt(() => parse(data, this.path(name)));
    if (fault) this.faults.set(name, fault.at(this.path(name)));
    return fault ? null : value;
  }
}

/** The names that a draw's files can have, by its records. */
export function expectedNames({ records, commit }) {
  const names = [...COMMIT_FILES, "commit.note"];
  for (const { record } of records.reveals) {
    const at = commit.parties.findIndex(({ party }) => party === record.party);
    if (at >= 0) names.push(revealFile(at + 1));
  }
  for (const type of ["close", "outcome", "void", "ceremony", "audit"]) {
    const entries =
      records[{ close: "closes", outcome: "outcomes", void: "voids", ceremony: "ceremonies", audit: "audits" }[type]];
    if (entries.length) names.push(`${type}.note`);
  }
  if (records.outcome) names.push(...OUTCOME_FILES);
  else if (records.void && records.close) names.push("beacon.json"); // what it would have been (attack A03)
  for (const { record } of records.changes) names.push(changeFile(record.number, "note"));
  for (const { record } of records.changed)
    names.push(changeFile(record.number, "csv"), changeFile(record.number, "done"));
  for (const { record } of records.rows) names.push(rowFile(record.row));
  return names;
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
  const prefix = drawFile(course.draw, "");
  held.listed = (await source.paths())
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
  for (const name of new Set([...expectedNames(held), FRAME_KEY])) {
    held.files.set(name, await source.bytes(prefix + name));
  }
  held.order = held.read("order.json", parseOrder);
  held.panel = held.read("panel.csv", parsePanel);
  await readFrame(held, tick);
  if (held.file(FRAME_KEY)) held.frameKey = held.read(FRAME_KEY, parseFrameKey);
  held.frameKey = held.frameKey || frameKey || null;
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
    typeof item.round === "string" &&
    typeof item.answer === "object" &&
    !Array.isArray(item.answer);
  if (!Array.isArray(value) || !value.every(isItem)) {
    throw new Malformed("beacon-file", "不是随机数文件", "not a file of beacons", { file: name });
  }
  return value;
}
