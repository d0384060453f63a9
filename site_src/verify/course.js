/** How far one draw has come, judged by log positions and cosignatures (sections 4 and 5). Times are Unix seconds. */

import { parseTime } from "./identifiers.js";
import { firstQuorum, governing, lastSeen, outsideCosigners } from "./witnessing.js";

/** The quorum must be complete this long before the earliest beacon. */
export const MARGIN = 60;
export const DAY = 86400;
const SILENCE = 7 * DAY; // a round that stays away this long voids the draw

/** One draw's records with the policies that govern it. */
export class Course {
  /**
   * @param {import("./ledger.js").Ledger} ledger
   * @param {import("./history.js").DrawRecords} records with a commit
   */
  constructor(ledger, records) {
    const times = records.commit.record.beacons.map(({ time }) => parseTime(time));
    this.ledger = ledger;
    this.records = records;
    this.draw = records.draw;
    /** The commit's record. */
    this.commit = records.commit.record;
    this.position = records.commit.position;
    /** The earliest and the latest beacon's stated time. */
    this.earliest = Math.min(...times);
    this.latest = Math.max(...times);
    this.cutoff = this.earliest - MARGIN;
    /** The trust policy at the commit, and the one whose witnesses count for it; null where it isn't published. */
    this.policy = ledger.trust.at(this.position);
    this.watchers = governing(ledger, this.position, this.earliest);
  }

  /** The first checkpoint of at least `least` entries that the quorum completed: `{time, held}` or null. */
  witnessed(least) {
    return this.watchers ? firstQuorum(this.ledger, this.watchers, least) : null;
  }

  /**
   * Whether the record at `position`, dated `stated`, was logged by the moment `limit`: `in-time` where a quorum's time
   * shows it, `late` where its own date or a witness who saw the log without it says so, else `unshown` (attack A05).
   */
  loggedBy(position, stated, limit) {
    const seen = this.witnessed(position + 1);
    if (seen && seen.time <= limit) return "in-time";
    const without = this.watchers ? lastSeen(this.ledger, this.watchers, position) : null;
    return parseTime(stated) > limit || (without !== null && without > limit) ? "late" : "unshown";
  }

  /** Whether commit, reveals and close stand in this order, with no reveal outside. */
  get inOrder() {
    const { close, reveals } = this.records;
    return close !== null && reveals.every(({ position }) => this.position < position && position < close.position);
  }

  /**
   * The checkpoint that shows commit, reveals and close in time, before any ceremony, or null (section 5, Closing).
   * That they stand in order is a matter of its own.
   */
  get timelyClose() {
    const { close, ceremonies } = this.records;
    if (!close || !this.watchers) return null;
    const most = ceremonies.length ? ceremonies[0].position : Infinity;
    const seen = firstQuorum(this.ledger, this.watchers, close.position + 1, most);
    return seen && seen.time <= this.cutoff ? seen : null;
  }

  /** Whether somebody outside the bureau cosigned what this draw rests on: its close, else its void or its commit. */
  get isWatched() {
    const { void: entry, close } = this.records;
    const seen = close ? this.timelyClose : this.witnessed((entry ? entry.position : this.position) + 1);
    return seen !== null && outsideCosigners(this.watchers, seen.held).length > 0;
  }

  /**
   * What the draw's void comes to: `none`, `counts`, `waits` (not cosigned yet, still time), `late` (it has no effect),
   * `refuted` (a timely close stands against `unwitnessed`), `early` (`beacon-silent` before 7 days).
   *
   * @param {number} now
   */
  voidEffect(now) {
    const { void: entry, outcome } = this.records;
    if (!entry) return "none";
    if (outcome && outcome.position < entry.position) return "late";
    const seen = this.witnessed(entry.position + 1);
    if (entry.record.code === "unwitnessed") return this.timelyClose ? "refuted" : "counts";
    if (entry.record.code === "beacon-silent") {
      const moment = seen ? seen.time : parseTime(entry.record.time);
      return moment >= this.earliest + SILENCE ? "counts" : "early";
    }
    // where nobody is asked to watch, nobody could show more; the check's ceiling says so
    if (this.watchers && !this.watchers.isWatched) return "counts";
    if (seen && seen.time <= this.cutoff) return "counts";
    return !seen && now <= this.cutoff ? "waits" : "late";
  }

  /** The position at which the draw ended, by outcome or by a void that counts; Infinity while it is open. */
  endPosition(now) {
    const { outcome, void: entry } = this.records;
    if (outcome) return outcome.position;
    return entry && ["counts", "waits"].includes(this.voidEffect(now)) ? entry.position : Infinity;
  }

  /** The moment by which an open draw must have ended: its last beacon, and the week that a late round has. */
  get due() {
    return this.latest + SILENCE;
  }
}

/** The courses of all draws that have a commit, in the order of the log: draw → course. */
export function coursesOf(ledger) {
  const committed = Array.from(ledger.history.draws.values()).filter((records) => records.commit);
  return new Map(committed.map((records) => [records.draw, new Course(ledger, records)]));
}
