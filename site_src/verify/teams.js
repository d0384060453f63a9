/** Which inspectors visit which object (section 8). */

import { bytesOf, compareBytes } from "./evidence.js";
import { PrefixHash } from "./hashing.js";
import { VACANT } from "./identifiers.js";
import { fillable, fitting, regular } from "./seats.js";

const MINIMUM_SEATS = 2;
const PAUSE = 64; // teams between two yields

/** Draws teams one object after another and keeps each inspector's load: teams already given in this draw. */
export class TeamDraw {
  /**
   * @param {object[]} panel all rows of panel.csv
   * @param {{department: string, skill: string}[]} seats in the commit's order
   * @param {{loads?: Map<string, number>, barred?: Set<string>}} [start] loads to begin with (in a change: teams.csv
   *   and earlier supplements); ids that serve no more in this draw
   */
  constructor(panel, seats, { loads = new Map(), barred = new Set() } = {}) {
    const able = panel.filter((row) => !barred.has(row.inspector_id));
    const pools = [regular(able), able].map((rows) => seats.map((seat) => fitting(rows, seat)));
    this.seats = seats;
    this.loads = new Map(loads);
    this.choices = seats.length < MINIMUM_SEATS ? undefined : pools.find((choices) => fillable(choices));
  }

  /**
   * The team of one object, seat by seat; every seat `-` where the panel admits none.
   *
   * @returns {{object_id: string, seat: number, inspector_id: string, ticket: string}[]}
   */
  team(seed, objectId) {
    const member = (inspector, index, ticket) => {
      return { object_id: objectId, seat: index + 1, inspector_id: inspector, ticket };
    };
    if (!this.choices) return this.seats.map((_, index) => member(VACANT, index, ""));
    const tickets = new TicketBook(seed, objectId);
    const taken = new Set();
    const team = this.seats.map((_, index) => {
      const inspector = this.candidate(index, taken, tickets);
      taken.add(inspector);
      return member(inspector, index, tickets.of(inspector));
    });
    for (const inspector of taken) this.loads.set(inspector, (this.loads.get(inspector) || 0) + 1);
    return team;
  }

  /** Whoever has the smallest (load, ticket, id) among those with whom the remaining seats can still be filled. */
  candidate(seat, taken, tickets) {
    const rest = this.choices.slice(seat + 1);
    const free = this.choices[seat].filter((inspector) => !taken.has(inspector));
    const loads = Array.from(new Set(free.map((inspector) => this.loads.get(inspector) || 0))).sort((a, b) => a - b);
    for (const load of loads) {
      const equals = free.filter((inspector) => (this.loads.get(inspector) || 0) === load);
      for (const inspector of tickets.sort(equals)) {
        if (fillable(rest, new Set([...taken, inspector]))) return inspector;
      }
    }
    throw new Error("a panel that fills all seats can always fill the rest"); // Hall: every earlier choice kept it so
  }
}

/** The inspectors' tickets for one object, each computed once. */
class TicketBook {
  constructor(seed, objectId) {
    this.prefix = new PrefixHash(`${seed}:inspector:${objectId}:`);
    this.known = new Map();
  }

  of(inspector) {
    let ticket = this.known.get(inspector);
    if (ticket === undefined) {
      ticket = this.prefix.hex(bytesOf(inspector));
      this.known.set(inspector, ticket);
    }
    return ticket;
  }

  /** Inspectors by ticket, then id. */
  sort(inspectors) {
    return inspectors.slice().sort((a, b) => compareBytes(this.of(a), this.of(b)) || compareBytes(a, b));
  }
}

/** The rows of teams.csv, with pauses. @returns {Generator<number, object[]>} */
export function* teamSteps(panel, seats, objectsByRank, seed) {
  const draw = new TeamDraw(panel, seats);
  const rows = [];
  for (let at = 0; at < objectsByRank.length; at++) {
    for (const member of draw.team(seed, objectsByRank[at])) rows.push(member);
    if (at % PAUSE === PAUSE - 1) yield at;
  }
  return rows;
}

/** `teamSteps` in one go: by rank, seats from 1. */
export function drawTeams(panel, seats, objectsByRank, seed) {
  const steps = teamSteps(panel, seats, objectsByRank, seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Object → inspector ids by seat, in the order of the rows. */
export function teamsByObject(rows) {
  const teams = new Map();
  for (const row of rows) {
    if (!teams.has(row.object_id)) teams.set(row.object_id, []);
    teams.get(row.object_id).push(row.inspector_id);
  }
  return teams;
}
