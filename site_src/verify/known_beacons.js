/** Values of beacons that some published answer proves or states, whichever draw it was published with (section 5). */

import { prove } from "./beacons.js";
import { parseBeaconFile } from "./draw_case.js";
import { attempt } from "./errors.js";
import { drawFile } from "./published.js";

/** Looks a round up in every draw's beacon.json and in the changes' answers; reads them only when asked. */
export class KnownBeacons {
  /**
   * @param {import("./published.js").Source} source
   * @param {import("./history.js").History} history
   */
  constructor(source, history) {
    this.source = source;
    this.history = history;
    this.answers = null;
    this.proofs = new Map();
  }

  /** The value of a round, or null where no answer for it is published. @returns {Promise<string|null>} */
  async value(source, round) {
    if (!this.answers) this.answers = await this.gather();
    for (const found of this.answers.filter((each) => each.source === source && each.round === round)) {
      const { value } = this.prove(found);
      if (value) return value.value;
    }
    return null;
  }

  /** What an answer proves, as `attempt` gives it; each answer is proven once. */
  prove({ source, round, answer }) {
    const key = JSON.stringify([source, round, answer]);
    if (!this.proofs.has(key)) this.proofs.set(key, attempt(() => prove(source, round, answer)));
    return this.proofs.get(key);
  }

  async gather() {
    const found = [];
    for (const [draw, records] of this.history.draws) {
      const data = await this.source.bytes(drawFile(draw, "beacon.json"));
      const { value } = data ? attempt(() => parseBeaconFile(data)) : {};
      found.push(...(value || []));
      for (const { record } of records.changed) {
        const change = records.changes.find(({ hash }) => hash === record.change);
        if (change) found.push({ ...change.record.beacon, answer: record.answer });
      }
    }
    return found;
  }
}
