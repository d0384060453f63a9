/** Substitutes and supplements: what a change does to teams, each with a fresh seed (section 8, Changes). */

import { bytesOf, compareBytes } from "./evidence.js";
import { inspectorTicket, PrefixHash } from "./hashing.js";
import { VACANT } from "./identifiers.js";
import { fitting, regular, seatable } from "./seats.js";
import { TeamDraw, teamsByObject } from "./teams.js";

export const PREVENTED = "prevented";

/** The teams in force, and what earlier changes leave behind. */
export class Standing {
  constructor() {
    /** @type {Map<string, string[]>} object → ids by seat; drawn objects by rank, then supplements */
    this.teams = new Map();
    /** @type {Map<string, Set<string>>} object → all who ever left its team */
    this.removed = new Map();
    /** @type {Set<string>} who serves no more in this draw */
    this.prevented = new Set();
    /** @type {Map<string, number>} teams given: teams.csv and supplements; substitutions don't alter loads */
    this.loads = new Map();
    /** @type {Map<string, number>} object → how often somebody left its team */
    this.removals = new Map();
  }

  /** The standing right after the outcome, from the rows of teams.csv. */
  static afterDraw(teams) {
    const standing = new Standing();
    standing.teams = teamsByObject(teams);
    for (const { inspector_id } of teams) {
      if (inspector_id !== VACANT) standing.loads.set(inspector_id, (standing.loads.get(inspector_id) || 0) + 1);
    }
    return standing;
  }

  /** A copy that later changes don't touch. */
  copy() {
    const other = new Standing();
    other.teams = new Map(Array.from(this.teams, ([object, team]) => [object, team.slice()]));
    other.removed = new Map(Array.from(this.removed, ([object, ids]) => [object, new Set(ids)]));
    other.prevented = new Set(this.prevented);
    other.loads = new Map(this.loads);
    other.removals = new Map(this.removals);
    return other;
  }
}

/**
 * Who fills one vacancy: `{inspector, ticket}`, or `-` and no ticket where nobody is left.
 *
 * @param {object[]} panel all rows
 * @param {object[]} seats in the commit's order
 * @param {{changeSeed: string, objectId: string, members: string[], barred: Set<string>}} vacancy who is in the team
 *   now; who was ever removed from this object or prevented in this draw
 */
export function substitute(panel, seats, { changeSeed, objectId, members, barred }) {
  const able = panel.filter((row) => row.excluded === "" && !barred.has(row.inspector_id));
  const choices = seats.map((seat) => fitting(panel, seat));
  for (const pool of [regular(able), able]) {
    const helpers = new Set(pool.map((row) => row.inspector_id));
    const ranked = Array.from(helpers)
      .filter((inspector) => !members.includes(inspector))
      .map((inspector) => ({ inspector, ticket: inspectorTicket(changeSeed, objectId, inspector) }))
      .sort((a, b) => compareBytes(a.ticket, b.ticket) || compareBytes(a.inspector, b.inspector));
    const found = ranked.find(({ inspector }) => seatable([...members, inspector], choices, helpers));
    if (found) return found;
  }
  return { inspector: VACANT, ticket: "" };
}

/** Every (object, seat index, who leaves), by rank, then seat. */
function leaving(standing, removals, settled) {
  for (const removal of removals) if (removal.code === PREVENTED) standing.prevented.add(removal.inspector);
  const left = removals.slice();
  const found = [];
  for (const [object, team] of standing.teams) {
    team.forEach((inspector, seat) => {
      const at = left.findIndex((removal) => removal.object === object && removal.inspector === inspector);
      if (at >= 0) left.splice(at, 1);
      const gone = standing.prevented.has(inspector) && !settled.has(object);
      if (at >= 0 || gone) found.push({ object, seat, inspector });
    });
  }
  return found;
}

/** The free eligible object of the stratum with the smallest ticket; null where none is left. */
function nextObject(standing, frame, changeSeed, replaced) {
  const at = frame.find(replaced);
  const prefix = new PrefixHash(`${changeSeed}:object:`);
  let best = null;
  for (let row = 0; at >= 0 && row < frame.size; row++) {
    if (frame.stratum[row] !== frame.stratum[at] || frame.excluded[row] !== 0) continue;
    const key = prefix.key(frame.idBytes(row));
    if (best && key > best.key) continue;
    const { object_id } = frame.row(row);
    if (standing.teams.has(object_id)) continue; // drawn or supplemented before
    const ticket = prefix.hex(bytesOf(object_id));
    if (!best || ticket < best.ticket) best = { key, ticket, object_id }; // ties go to the smaller id, which came first
  }
  return best;
}

function supplementRows(standing, { frame, panel, seats, changeSeed }, replaced) {
  const next = nextObject(standing, frame, changeSeed, replaced);
  if (!next) return [{ kind: "supplement", object_id: VACANT, removed: replaced, added: "", ticket: "" }];
  const draw = new TeamDraw(panel, seats, { loads: standing.loads, barred: standing.prevented });
  const team = draw.team(changeSeed, next.object_id);
  standing.loads = draw.loads;
  standing.teams.set(
    next.object_id,
    team.map((member) => member.inspector_id),
  );
  const { object_id, ticket } = next;
  return [
    { kind: "supplement", object_id, removed: replaced, added: "", ticket },
    ...team.map((row) => ({ kind: "member", object_id, removed: "", added: row.inspector_id, ticket: row.ticket })),
  ];
}

/**
 * The rows of `<nnnn>.csv`; `standing` is brought forward by them.
 *
 * @param {Standing} standing
 * @param {{frame: import("./tables.js").Frame, panel: object[], seats: object[], changeSeed: string,
 *          removals: {object: string, inspector: string, code: string}[], supplements: string[],
 *          settled?: Set<string>}} change removals as listed, each naming a seat in force (the caller checks);
 *   supplements: the objects to be replaced, in the order listed; settled: objects with a logged result
 * @returns {{kind: string, object_id: string, removed: string, added: string, ticket: string}[]}
 */
export function applyChange(standing, change) {
  const vacancies = leaving(standing, change.removals, change.settled || new Set());
  for (const { object, seat, inspector } of vacancies) {
    if (inspector === VACANT) continue;
    standing.teams.get(object)[seat] = VACANT;
    standing.removed.set(object, (standing.removed.get(object) || new Set()).add(inspector));
    standing.removals.set(object, (standing.removals.get(object) || 0) + 1);
  }
  const rows = vacancies.map(({ object, seat, inspector }) => {
    const team = standing.teams.get(object);
    const found = substitute(change.panel, change.seats, {
      changeSeed: change.changeSeed,
      objectId: object,
      members: team.filter((member) => member !== VACANT),
      barred: new Set([...(standing.removed.get(object) || []), ...standing.prevented]),
    });
    team[seat] = found.inspector;
    return { kind: "substitute", object_id: object, removed: inspector, added: found.inspector, ticket: found.ticket };
  });
  for (const replaced of change.supplements) rows.push(...supplementRows(standing, change, replaced));
  return rows;
}
