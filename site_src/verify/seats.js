/** Which inspectors can sit where (section 8): fitting, the order of seats, and bipartite matchings. */

import { compareBytes } from "./evidence.js";

const ANY = "*";

/**
 * Whether a panel row can take a seat: not excluded, of its department, having its skill exactly.
 *
 * @param {{department: string, skills: string[], excluded: string}} inspector
 * @param {{department: string, skill: string}} seat
 */
export function fits(inspector, seat) {
  return (
    inspector.excluded === "" &&
    (seat.department === ANY || seat.department === inspector.department) &&
    (seat.skill === ANY || inspector.skills.includes(seat.skill))
  );
}

/** The ids of the panel rows that fit a seat, in the panel's order. */
export function fitting(panel, seat) {
  return panel.filter((row) => fits(row, seat)).map((row) => row.inspector_id);
}

/** The panel without its reserves. */
export function regular(panel) {
  return panel.filter((row) => row.reserve === "");
}

/** Seats scarcest first: by number of fitting rows without `reserve`, then department, then skill (section 5). */
export function seatOrder(seats, panel) {
  const rows = regular(panel);
  const counted = seats.map((seat) => ({ seat, count: fitting(rows, seat).length }));
  counted.sort(
    (a, b) =>
      a.count - b.count ||
      compareBytes(a.seat.department, b.seat.department) ||
      compareBytes(a.seat.skill, b.seat.skill),
  );
  return counted.map((entry) => entry.seat);
}

/** A matching of seats (by index) and people (by id) that grows by augmenting paths (Kuhn). */
class Matching {
  constructor(choices) {
    this.choices = choices;
    this.seatOf = new Map();
    this.personOf = new Array(choices.length).fill(null);
  }

  /** Gives `seat` a person, re-seating others where needed. Whoever is seated stays seated. */
  fillSeat(seat, visited = new Set()) {
    for (const person of this.choices[seat]) {
      if (visited.has(person)) continue;
      visited.add(person);
      const held = this.seatOf.get(person);
      if (held === undefined || this.fillSeat(held, visited)) return this.put(person, seat);
    }
    return false;
  }

  /** Gives `person` a seat, moving others where needed. Every seat that is filled stays filled. */
  seatPerson(person, visited = new Set()) {
    for (let seat = 0; seat < this.choices.length; seat++) {
      if (visited.has(seat) || !this.choices[seat].includes(person)) continue;
      visited.add(seat);
      const holder = this.personOf[seat];
      if (holder === null || this.seatPerson(holder, visited)) return this.put(person, seat);
    }
    return false;
  }

  put(person, seat) {
    this.seatOf.set(person, seat);
    this.personOf[seat] = person;
    return true;
  }
}

/**
 * Whether each seat can get a person of its own.
 *
 * @param {string[][]} choices for each seat the ids that fit it
 * @param {Set<string>} [taken] ids that sit elsewhere already
 */
export function fillable(choices, taken = new Set()) {
  const open = choices.map((ids) => (taken.size ? ids.filter((id) => !taken.has(id)) : ids));
  if (open.every((ids) => ids.length >= open.length)) return true; // enough for any order of sitting down
  const matching = new Matching(open);
  return open.every((_, seat) => matching.fillSeat(seat));
}

/**
 * Whether all `members` can take distinct seats such that `helpers` can fill all the others (section 8, Changes).
 *
 * First every member is seated, then every empty seat filled: an augmenting path never unseats anybody, so the members
 * stay in.
 *
 * @param {string[]} members
 * @param {string[][]} choices for each seat the ids that fit it
 * @param {Set<string>} helpers ids that may complete the team
 */
export function seatable(members, choices, helpers) {
  if (members.length > choices.length) return false;
  const allowed = choices.map((ids) => ids.filter((id) => helpers.has(id) || members.includes(id)));
  const matching = new Matching(allowed);
  return (
    members.every((member) => matching.seatPerson(member)) &&
    allowed.every((_, seat) => matching.personOf[seat] !== null || matching.fillSeat(seat))
  );
}
