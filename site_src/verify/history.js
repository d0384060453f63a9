/** The log read as the story of its draws: every entry parsed once, each draw's records gathered (sections 3 and 4). */

import { Malformed } from "./errors.js";
import { parseEntry } from "./notes.js";
import { parseRecord } from "./records.js";

/** One entry of the log. `note` and `record` are null, and `fault` says why, where its bytes can't be read. */
export class Entry {
  constructor(position, data) {
    this.position = position;
    this.data = data;
    this.note = null;
    this.record = null;
    this.fault = null;
    try {
      this.note = parseEntry(data);
      this.record = parseRecord(this.note.text);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.fault = error;
    }
    this.hash = this.note ? this.note.hash : "";
  }
}

/** A draw's records as entries, in the order of the log. More than one commit, close or outcome is a fault to judge. */
export class DrawRecords {
  constructor(draw) {
    this.draw = draw;
    this.commits = [];
    this.reveals = [];
    this.ceremonies = [];
    this.closes = [];
    this.outcomes = [];
    this.changes = [];
    this.changed = [];
    this.voids = [];
    this.rows = [];
    this.withdrawals = [];
    this.audits = [];
  }

  /** The commit's entry, or null; likewise close, outcome and void. */
  get commit() {
    return this.commits[0] || null;
  }

  get close() {
    return this.closes[0] || null;
  }

  get outcome() {
    return this.outcomes[0] || null;
  }

  get void() {
    return this.voids[0] || null;
  }

  /** Objects (or aliases) that have a result logged before `position`. */
  settledBefore(position) {
    const rows = this.rows.filter((entry) => entry.position < position);
    return new Set(rows.map((entry) => entry.record.object));
  }
}

const LISTS = {
  commit: "commits",
  reveal: "reveals",
  ceremony: "ceremonies",
  close: "closes",
  outcome: "outcomes",
  change: "changes",
  changed: "changed",
  void: "voids",
  result: "rows",
  correction: "rows",
  withdraw: "withdrawals",
  audit: "audits",
};

/** The entries of a log, read once. */
export class History {
  /** @param {Uint8Array[]} entries */
  constructor(entries) {
    this.entries = entries.map((data, position) => new Entry(position, data));
    /** @type {Map<string, DrawRecords>} in the order in which the log first names them */
    this.draws = new Map();
    this.entries.forEach((entry) => this.gather(entry));
  }

  gather(entry) {
    const list = entry.record ? LISTS[entry.record.type] : undefined;
    const draw = list ? entry.record.draw : "";
    if (!draw) return;
    if (!this.draws.has(draw)) this.draws.set(draw, new DrawRecords(draw));
    this.draws.get(draw)[list].push(entry);
  }

  /** All entries whose record is of one of `types`, in the order of the log. */
  of(...types) {
    return this.entries.filter((entry) => entry.record && types.includes(entry.record.type));
  }

  /** `{position, trust}` of the genesis and of each trust record: which policy was bound where. */
  trustChanges() {
    return this.of("genesis", "trust").map(({ position, record }) => ({ position, trust: record.trust }));
  }

  /** Entries of the item lists, policies or plans logged before `size`, oldest first. */
  files(type, size) {
    return this.of(type).filter((entry) => entry.position < size);
  }

  /** The newest roster entry of a table logged before `size`, or null. */
  roster(table, size) {
    const found = this.of("roster").filter((entry) => entry.record.table === table && entry.position < size);
    return found.length ? found[found.length - 1] : null;
  }
}
