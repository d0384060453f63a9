/** Which objects are drawn: in each stratum the lowest tickets (section 7). */

import { compareBytes } from "./evidence.js";
import { PrefixHash } from "./hashing.js";

const PAUSE = 16384; // rows between two yields

/**
 * Every ticket's first 48 bits, by stratum: `{rows: Uint32Array, keys: Float64Array}`, rows that are not excluded.
 *
 * @param {import("./tables.js").Frame} frame
 * @param {string} seed 64 hex
 * @returns {Generator<number, Map<string, {rows: Uint32Array, keys: Float64Array}>>} yields rows done now and then
 */
export function* ticketsByStratum(frame, seed) {
  const counts = new Array(frame.strata.length).fill(0);
  for (let at = 0; at < frame.size; at++) if (frame.excluded[at] === 0) counts[frame.stratum[at]]++;
  const tickets = counts.map((count) => ({ rows: new Uint32Array(count), keys: new Float64Array(count) }));
  const filled = new Array(counts.length).fill(0);
  const prefix = new PrefixHash(`${seed}:object:`);
  for (let at = 0; at < frame.size; at++) {
    if (at % PAUSE === PAUSE - 1) yield at;
    if (frame.excluded[at] !== 0) continue;
    const stratum = frame.stratum[at];
    const index = filled[stratum]++;
    tickets[stratum].rows[index] = at;
    tickets[stratum].keys[index] = prefix.key(frame.idBytes(at));
  }
  return new Map(frame.strata.map((stratum, number) => [stratum, tickets[number]]));
}

/** The rows that can be among the `size` lowest: those up to the size-th smallest key. */
function lowestRows({ rows, keys }, size) {
  if (size >= rows.length) return Array.from(rows);
  const limit = keys.slice().sort()[size - 1];
  return Array.from(rows).filter((_, index) => keys[index] <= limit);
}

function byTicketThenId(a, b) {
  return compareBytes(a.ticket, b.ticket) || compareBytes(a.object_id, b.object_id);
}

/**
 * The rows of selection.csv, with pauses.
 *
 * @param {import("./tables.js").Frame} frame
 * @param {Map<string, number>} sizes stratum → how many; strata without a size draw nobody
 * @param {string} seed 64 hex
 * @returns {Generator<number, {rank: number, object_id: string, stratum: string, ticket: string}[]>}
 */
export function* selectSteps(frame, sizes, seed) {
  const tickets = yield* ticketsByStratum(frame, seed);
  const prefix = new PrefixHash(`${seed}:object:`);
  const drawn = [];
  for (const [stratum, held] of tickets) {
    const size = sizes.get(stratum) || 0;
    if (size === 0) continue;
    const lowest = lowestRows(held, size).map((at) => {
      return { rank: 0, object_id: frame.row(at).object_id, stratum, ticket: prefix.hex(frame.idBytes(at)) };
    });
    for (const row of lowest.sort(byTicketThenId).slice(0, size)) drawn.push(row);
    yield frame.size;
  }
  drawn.sort(byTicketThenId);
  drawn.forEach((row, index) => {
    row.rank = index + 1;
  });
  return drawn;
}

/** `selectSteps` in one go. */
export function select(frame, sizes, seed) {
  const steps = selectSteps(frame, sizes, seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
