/** The visits that the sealed rows before a place of the log tell of (articles 11, 13 and 16; attack A10). */

import { openedAlias } from "./blinding.js";
import { attempt } from "./errors.js";
import { dateOf } from "./identifiers.js";
import { parseOrder } from "./orders.js";
import { drawFile, nonrandomFile, rowFile } from "./published.js";
import { parseNonrandomRow, parseResultRow, parseRowFile, rowOf } from "./rows.js";
import { firstWatch, governing } from "./witnessing.js";

const AT_ONCE = 48; // files asked for together
const [EVER, NEVER] = ["9999-12-31", ""];

/** What was known before a place of the log: object → visits, and whose rows can't be read any more. */
export class Past {
  constructor() {
    /** @type {Map<string, object[]>} */
    this.visits = new Map();
    /** Visits without a text: `{object, drawn, by}`; `object` empty where nobody can say whose, `by`: made by that day. */
    this.lost = [];
  }

  of(object) {
    return this.visits.get(object) || [];
  }

  add(visit) {
    this.visits.set(visit.object_id, [...this.of(visit.object_id), visit]);
  }
}

/** Reads sealed rows once, in the order of the log, as far as they are asked for. */
export class EarlierVisits {
  /**
   * @param {import("./ledger.js").Ledger} ledger
   * @param {import("./published.js").Source} source
   * @param {number} now
   */
  constructor(ledger, source, now) {
    this.ledger = ledger;
    this.history = ledger.history;
    this.source = source;
    this.now = now;
    this.entries = this.history.of("result", "correction", "nonrandom");
    this.rows = [];
    this.units = new Map();
  }

  /**
   * What was known before `size`: a chain of corrections is one visit, told by its newest row.
   *
   * @param {number} size
   * @param {(done: number) => Promise<void>} tick
   * @returns {Promise<Past>}
   */
  async before(size, tick) {
    const count = this.entries.filter(({ position }) => position < size).length;
    while (this.rows.length < count) {
      const next = this.entries.slice(this.rows.length, Math.min(count, this.rows.length + AT_ONCE));
      this.rows.push(...(await Promise.all(next.map((entry) => this.row(entry)))));
      await tick(this.rows.length);
    }
    const chains = new Map();
    const roots = new Map();
    for (const row of this.rows.slice(0, count)) {
      const root = roots.get(row.replaces) || row.row;
      roots.set(row.row, root);
      chains.set(root, row);
    }
    const past = new Past();
    for (const { entry, object, visit, drawn, lost, by } of chains.values()) {
      if (lost) past.lost.push({ object: object || (await this.nameOf(entry.record)), drawn, by });
      else if (visit) past.add(visit);
    }
    return past;
  }

  /** Whom an alias, or a number of the register, stands for, as any other row of it tells; empty where none does. */
  async nameOf({ draw, object }) {
    for (const entry of this.entries.filter(({ record }) => record.draw === draw && record.object === object)) {
      const said = await (draw === "" ? this.outside(entry) : this.result(entry));
      if (said.object) return said.object;
    }
    return "";
  }

  /** Whether a sealed row was logged from position `first` to before `end`. */
  between(first, end) {
    return this.entries.some(({ position }) => first <= position && position < end);
  }

  /**
   * One row: `{entry, row, replaces, object, drawn, visit, lost, by}`; `visit` null where it tells of none, `lost` where it can't
   * be read: the visit was made `by` the day on which a quorum first saw the row.
   */
  async row(entry) {
    const { draw, row, replaces } = entry.record;
    const said = await (draw === "" ? this.outside(entry) : this.result(entry));
    return { entry, row, replaces, drawn: draw !== "", by: said.lost ? this.seenOn(entry) : NEVER, ...said };
  }

  seenOn({ position }) {
    const policy = governing(this.ledger, position, this.now);
    const seen = policy ? firstWatch(this.ledger, position, policy) : null;
    return seen ? dateOf(seen.time) : EVER;
  }

  async result({ record }) {
    const { draw, object: name } = record;
    const records = this.history.draws.get(draw);
    const blinded = Boolean(records.commit) && records.commit.record.frame === "blinded";
    const text = await this.text(drawFile(draw, rowFile(record.row)), record, parseResultRow);
    const opened = text && text.opening && openedAlias(draw, text.opening) === name ? text.opening.object_id : "";
    const object = blinded ? opened : name;
    if (!text || text.draw !== draw || text.object !== name || !object) return { object, visit: null, lost: true };
    const unit = await this.unitOf(records);
    const { visited_on: day, items, codes } = text;
    return { object, lost: false, visit: { object_id: object, day, items, codes, unit, drawn: true } };
  }

  /** A row of article 13: nothing is known, and nothing counts, before its result. */
  async outside({ record }) {
    const text = await this.text(nonrandomFile(record.row), record, parseNonrandomRow);
    if (!text) return { object: "", visit: null, lost: record.type !== "nonrandom" };
    const { object, items, agency: unit, result } = text;
    const visit = result && { object_id: object, day: result.visited_on, items, codes: result.codes, unit, drawn: false };
    return { object, visit: visit || null, lost: false };
  }

  /** What a row's text says; null where it isn't there, isn't the logged one or can't be read (C17 says which). */
  async text(file, { row }, parse) {
    const data = await this.source.bytes(file);
    const { value } = data ? attempt(() => parseRowFile(data, file)) : {};
    return value && rowOf(value) === row ? attempt(() => parse(value, file)).value || null : null;
  }

  /** The unit of a draw's order, as its commit bound it; null where that can't be read (placing.js knows what follows). */
  async unitOf({ draw, commit }) {
    if (!this.units.has(draw)) {
      const file = drawFile(draw, "order.json");
      const sound = commit && (await this.source.hash(file)) === commit.record.files["order.json"];
      const data = sound ? await this.source.bytes(file) : null;
      const { value } = data ? attempt(() => parseOrder(data, file)) : {};
      this.units.set(draw, value ? value.unit : null);
    }
    return this.units.get(draw);
  }
}
