/** How far one draw has come, judged by log positions and cosignatures (sections 4 and 5). Times are Unix seconds. */

import { CEREMONY } from "./beacons.js";
import { ABSENT, parseTime } from "./identifiers.js";
import { earliest, firstWatch, governing, lastSeen, outsideCosigners, watches } from "./witnessing.js";

/** The quorum must be complete this long before the earliest beacon. */
export const MARGIN = 60;
export const DAY = 86400;
/** A round that stays away this long voids the draw. */
export const SILENCE = 7 * DAY;

/** One committed draw's course. Nothing in it rests on a `time` member but the commit's, which C10 bounds. */
export class Course {
  /**
   * @param {import("./ledger.js").Ledger} ledger
   * @param {import("./history.js").DrawRecords} records with a commit
   * @param {number} now
   */
  constructor(ledger, records, now) {
    const { record, position } = records.commit;
    const times = record.beacons.map(({ time }) => parseTime(time));
    this.ledger = ledger;
    this.records = records;
    this.now = now;
    this.draw = records.draw;
    /** The commit's record. */
    this.commit = record;
    this.position = position;
    this.committedAt = parseTime(record.time);
    /** The earliest and the latest beacon's stated time. */
    this.earliest = Math.min(...times);
    this.latest = Math.max(...times);
    this.deadline = this.earliest - MARGIN;
    /** The trust policy at the commit, and the one whose witnesses count for it; null where it isn't published. */
    this.policy = ledger.trust.at(position);
    this.watchers = governing(ledger, position, this.committedAt);
    const closing = earliest(this.closeWatches.filter(({ time }) => time <= this.deadline));
    /** The checkpoint that was first to show the close in time, 60 s or more before the earliest beacon, or null. */
    this.closing = closing;
    /** The void that counts, if there is one: before any outcome, and in time for its code. */
    this.void = this.voidThatCounts();
  }

  /** Who first watched over the entry at `position`, in the quorum that governs this draw; null without one. */
  watchOf(position) {
    return this.watchers ? firstWatch(this.ledger, position, this.watchers) : null;
  }

  /** The quorum's checkpoints that hold the close and no ceremony yet, whenever they were cosigned. */
  get closeWatches() {
    const { close, ceremonies } = this.records;
    if (!close || !this.watchers) return [];
    const last = ceremonies.length ? ceremonies[0].position : this.ledger.size;
    return watches(this.ledger, this.watchers).filter(({ size }) => close.position < size && size <= last);
  }

  voidThatCounts() {
    const { void: entry, outcome } = this.records;
    if (!entry || (outcome && outcome.position < entry.position)) return null;
    return this.counts(entry) ? entry : null;
  }

  counts({ record, position }) {
    if (record.code === "unwitnessed") return this.closing === null;
    if (record.code === "beacon-silent") return parseTime(record.time) >= this.earliest + SILENCE;
    const seen = this.watchOf(position);
    return seen !== null && seen.time <= this.deadline;
  }

  get isVoid() {
    return this.void !== null;
  }

  /** Whether the secrets were out when the draw was declared void, so that its outcome can be computed. */
  get voidedAfterClose() {
    const { void: entry, close } = this.records;
    return entry !== null && close !== null && close.position < entry.position;
  }

  /** Where in the log the draw ended: at a void that counts, else at its outcome; Infinity while it is open. */
  get end() {
    if (this.void) return this.void.position;
    return this.records.outcome ? this.records.outcome.position : Infinity;
  }

  /** Whether a ceremony is the draw's only source (section 6). */
  get standsAlone() {
    return this.commit.beacons.length === 1 && this.commit.beacons[0].source === CEREMONY;
  }

  /** What the ceremony enters into the seed: the first record's digits, cosigned in time, or ABSENT (section 6). */
  get ceremonyValue() {
    const first = this.records.ceremonies[0];
    if (!first) return ABSENT;
    if (this.standsAlone) return first.record.value;
    const others = this.commit.beacons.filter(({ source }) => source !== CEREMONY).map(({ time }) => parseTime(time));
    const seen = this.watchOf(first.position);
    return seen && others.length && seen.time < Math.min(...others) ? first.record.value : ABSENT;
  }

  /** The outside witnesses on whom the draw's time rests: those that cosigned its closing in time. */
  get outside() {
    if (!this.closing) return [];
    return outsideCosigners(this.ledger, this.watchers, this.closing.size, this.deadline);
  }

  /**
   * Whether the record at `position`, dated `stated`, was logged by the moment `limit`: `in-time`, `late` where its own
   * date or a witness who later saw the log without it says so, `unshown` where no cosignature shows it, or `waits`.
   */
  loggedBy(position, stated, limit) {
    const seen = this.watchOf(position);
    const without = this.watchers ? lastSeen(this.ledger, this.watchers, position) : null;
    if (parseTime(stated) > limit) return "late";
    if (seen && seen.time <= limit) return "in-time";
    if (without !== null && without > limit) return "late";
    return seen || this.now > limit ? "unshown" : "waits";
  }
}

/** The courses of all draws that have a commit, in the order of their commits: draw → course. */
export function coursesOf(ledger, now) {
  const committed = Array.from(ledger.history.draws.values()).filter((records) => records.commit);
  committed.sort((a, b) => a.commit.position - b.commit.position);
  return new Map(committed.map((records) => [records.draw, new Course(ledger, records, now)]));
}
