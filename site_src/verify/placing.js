/**
 * Where each object of a roster may stand in a draw's frame, as far as public facts say (section 5, Frame and panel).
 *
 * A place is `stratum,code`. Most objects have one; more have those whose row rests on a fact that isn't public (it leads
 * into `focus`, or ends `clean-twice`) or on an earlier row whose text is gone.
 */

import { yearsBefore } from "./calendar.js";
import { CLEAN_TWICE, INACTIVE, holding } from "./exclusions.js";
import { OBJECTS_HEADER, objectRows } from "./rosters.js";
import { ATTENTION, FOCUS, FOUND_COLUMN, asks, holds, stratumOf } from "./strata.js";
import { FOUND, foundAt } from "./visits.js";

const STATUS = OBJECTS_HEADER.indexOf("status");
/** The columns between name and date: all that conditions and exclusions may ask of a row. */
const PUBLIC = [OBJECTS_HEADER.indexOf("kind"), STATUS + 1];
const ACTIVE = "存续";
const PAUSE = 8192;

/**
 * What places an object: order and scopes, the policy, earlier visits, the day.
 *
 * @param {object} order
 * @param {{policy: object, items: object}} inputs in force at the place of the log that `past` is of
 * @param {import("./earlier_visits.js").Past} past
 * @param {string} day the commit's
 */
export function rulesOf(order, { policy, items: { items: list } }, past, day) {
  const entries = order.items.map((item) => list.find((entry) => entry.item === item)).filter(Boolean);
  const rules = {
    order,
    policy,
    past,
    day,
    scopes: entries.map(({ scope }) => scope),
    caps: new Map(entries.map(({ item, frequency_cap: cap }) => [item, cap])),
    asksFound: asks(order.strata, FOUND_COLUMN),
    asksAttention: asks(order.strata, ATTENTION),
    byHistory: order.exclusions.some((code) => code !== INACTIVE),
    lapses: order.exclusions.includes(CLEAN_TWICE) && policy.lapses_on.length > 0,
  };
  const lost = past.lost.filter((visit) => mayDecide(visit, rules));
  const named = new Map();
  for (const { object, drawn } of lost) if (object) named.set(object, drawn || named.get(object) === true);
  for (const object of order.exclusions.includes("visited") ? unitless(rules) : []) named.set(object, true);
  return {
    ...rules,
    /** Object → whether a drawn visit of it has no text; false where only one of article 13 hasn't. */
    lost: named,
    /** How many rows may differ because nobody can say any more whose visit it was: of a draw, of article 13. */
    nameless: { drawn: countOf(lost, true), outside: countOf(lost, false) },
  };
}

/** Objects with a drawn visit of the year of which nobody can say any more which unit made it. */
function* unitless({ past, day }) {
  for (const [object, visits] of past.visits)
    if (visits.some(({ unit, day: on }) => unit === null && on.slice(0, 4) === day.slice(0, 4))) yield object;
}

const countOf = (lost, wanted) => lost.filter(({ object, drawn }) => !object && drawn === wanted).length;

/** Whether a visit without a text, made `by` that day, may decide about a row. */
function mayDecide({ drawn, by }, { order: { exclusions }, policy, day, asksFound }) {
  if (asksFound) return true;
  const clean = exclusions.includes(CLEAN_TWICE) && by > yearsBefore(day, policy.numbers.clean_years);
  const yearly = ["visited", "capped"].some((code) => exclusions.includes(code)) && by.slice(0, 4) >= day.slice(0, 4);
  return drawn && (clean || yearly);
}

/** How many rows nobody can judge, and nobody can say which. */
export function namelessOf({ nameless }) {
  return nameless.drawn + nameless.outside;
}

/**
 * Every object that the items' scopes and the targeting admit, by id: `{object_id, places, chosen, unjudged, fields}`. The
 * first of `places` is where public facts alone put it.
 * `chosen`: a public alternative of the policy's focus puts it there; `unjudged`: its place rests on a text that is gone.
 *
 * @param {Uint8Array} roster an objects snapshot
 * @param {object} rules of rulesOf
 * @returns {Generator<{object_id: string, places: string[], chosen: boolean, unjudged: boolean, fields: string[]}>}
 * @throws {import("./errors.js").Malformed} a roster that isn't in evidence form
 */
export function* placements(roster, rules, name = "") {
  const alike = new Map(); // objects that nobody visited stand where all stand whose public columns say the same
  for (const [fields] of objectRows(roster, name)) {
    const [object_id] = fields;
    const visited = rules.lost.has(object_id) || rules.past.of(object_id).length > 0;
    const key = visited ? "" : fields.slice(...PUBLIC).join();
    const placement = alike.get(key) || placementOf(fields, rules);
    if (!visited) alike.set(key, placement);
    if (placement.places.length) yield { object_id, fields, ...placement };
  }
}

/** `{places, chosen, unjudged}` of one object; no places where scopes and targeting don't admit it. */
function placementOf(fields, rules) {
  const { scopes, order, lost } = rules;
  if (![...scopes, order.targeting].every((conditions) => holds(fields, conditions))) return { places: [] };
  const known = placesOf(fields, rules, {});
  const codes = lost.get(fields[0]);
  const places = codes === undefined ? known : placesOf(fields, rules, { found: true, codes });
  const chosen = rules.asksAttention && isChosen(fields, rules) && known.every((place) => place.startsWith(`${FOCUS},`));
  return { places, chosen, unjudged: places.length > known.length };
}

/** Whether a public alternative of the policy's focus means the object. */
function isChosen(fields, { policy }) {
  return policy.focus.public.some((conditions) => holds(fields, conditions));
}

/**
 * Where an object may stand, `unseen` visits of it notwithstanding: they may change what was `found`, and its `codes`;
 * nothing makes a closed firm active.
 */
function placesOf(fields, rules, unseen) {
  const { order, policy, past, day } = rules;
  const visits = past.of(fields[0]);
  const founds = rules.asksFound ? (unseen.found ? FOUND : [foundAt(visits, day, policy)]) : [""];
  const attentions = rules.asksAttention ? (isChosen(fields, rules) ? ["yes"] : ["", "yes"]) : [""];
  const strata = new Set();
  for (const found of founds)
    for (const attention of attentions) strata.add(stratumOf(fields, order.strata, { found, attention }));
  strata.delete("");
  const codes = codesOf(fields, visits, rules, unseen);
  return Array.from(strata).flatMap((stratum) => codes.map((code) => `${stratum},${code}`));
}

function codesOf(fields, visits, rules, unseen) {
  const { exclusions } = rules.order;
  if (exclusions.includes(INACTIVE) && fields[STATUS] !== ACTIVE) return [INACTIVE];
  if (unseen.codes) return ["", ...exclusions.filter((code) => code !== INACTIVE)];
  const [first = "", second = ""] = rules.byHistory && visits.length ? holding(visits, rules) : [];
  return first === CLEAN_TWICE && rules.lapses ? [first, second] : [first];
}

/** Where any object may stand if a visit of nobody knows whom was its own. */
function mayHave(place, { fields }, rules, drawn) {
  return placesOf(fields, rules, { found: true, codes: drawn }).includes(place);
}

/**
 * A frame held against its roster, row by row.
 *
 * @param {import("./tables.js").Frame} frame
 * @param {Uint8Array} roster
 * @param {object} rules of rulesOf
 * @param {(objectId: string, count: number) => [string, number]} find an object's name in the frame and the index of its
 *   row, -1 without one; `count`: how many came before it
 * @returns {Generator} yields rows done; returns `{wrong: {found, expected}}`, or `{chosen, unjudged, closed}`: how many
 *   rows a public alternative chose, how many rest on texts that are gone, how many stand where only facts that aren't
 *   public can have put them
 */
export function* compareRows(frame, roster, rules, find) {
  const [seen, odd] = [new Tally(), { drawn: 0, outside: 0 }];
  for (const row of placements(roster, rules, "objects")) {
    const [name, at] = find(row.object_id, seen.count);
    const expected = `${name},${row.places[0]}`;
    if (at < 0) return { wrong: { found: "", expected } };
    const place = frame.place(at);
    if (place !== row.places[0] && row.places.includes(place) && !row.unjudged) seen.closed++;
    if (!row.places.includes(place)) {
      if (mayHave(place, row, rules, false)) odd.outside++;
      else odd.drawn += mayHave(place, row, rules, true) ? 1 : Infinity;
      if (!areSpared(odd, rules.nameless)) return { wrong: { found: `${name},${place}`, expected } };
    }
    seen.add(row);
    if (seen.count % PAUSE === 0) yield seen.count;
  }
  return seen.count === frame.size ? seen : { wrong: { found: frame.size, expected: seen.count } };
}

/** Whether so many odd rows can be those whose visits nobody can name any more; those of draws explain all. */
function areSpared(odd, nameless) {
  return odd.drawn <= nameless.drawn && odd.drawn + odd.outside <= nameless.drawn + nameless.outside;
}

/** What is counted on the way. */
class Tally {
  constructor() {
    Object.assign(this, { count: 0, chosen: 0, unjudged: 0, closed: 0 });
  }

  add({ chosen, unjudged }) {
    this.count++;
    if (chosen) this.chosen++;
    if (unjudged) this.unjudged++;
  }
}

/**
 * The counts of a frame without names, held against its roster: whether its rows can be dealt out to the objects so that
 * each stands where it may.
 *
 * @returns {Generator} as compareRows
 */
export function* compareCounts(frame, roster, rules) {
  const [seen, groups] = [new Tally(), new Map()];
  for (const row of placements(roster, rules, "objects")) {
    const key = row.places.join(";");
    if (!groups.has(key)) groups.set(key, { places: row.places, count: 0 });
    groups.get(key).count++;
    seen.add(row);
    if (seen.count % PAUSE === 0) yield seen.count;
  }
  if (seen.count !== frame.size) return { wrong: { found: frame.size, expected: seen.count } };
  const counts = new Map();
  for (const { stratum, excluded } of frame.rows()) {
    const key = `${stratum},${excluded}`;
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  const astray = seen.count - dealt(Array.from(groups.values()), counts);
  return astray > namelessOf(rules) ? { wrong: impossible(groups, counts) } : seen;
}

/** The first place that holds fewer than it must or more than it may; else all counts. */
function impossible(groups, counts) {
  const bounds = new Map(Array.from(counts.keys(), (place) => [place, [0, 0]]));
  for (const { places, count } of groups.values())
    for (const place of places) {
      const [least, most] = bounds.get(place) || [0, 0];
      bounds.set(place, [least + (places.length === 1 ? count : 0), most + count]);
    }
  for (const [place, [least, most]] of Array.from(bounds).sort()) {
    const found = counts.get(place) || 0;
    if (found < least) return { found: `${place}: ${found}`, expected: `${place}: ${least === most ? "" : "≥ "}${least}` };
    if (found > most) return { found: `${place}: ${found}`, expected: `${place}: ${least === most ? "" : "≤ "}${most}` };
  }
  return { found: Array.from(counts, ([place, found]) => `${place}: ${found}`).sort().join("; "), expected: "" };
}

/**
 * How many rows can be dealt out at most: a flow from groups of objects, each with the places where it may stand, to the
 * frame's counts. There are few groups, so augmenting one path after the other is quick.
 */
function dealt(groups, counts) {
  const left = new Map(counts);
  const given = groups.map(() => new Map());
  let total = 0;
  groups.forEach(({ count }, start) => {
    for (let wanted = count; wanted > 0;) {
      const amount = augment(groups, given, left, start, wanted);
      if (amount === 0) return;
      wanted -= amount;
      total += amount;
    }
  });
  return total;
}

/** Finds a place for up to `wanted` rows of group `start`, moving others aside where that helps. */
function augment(groups, given, left, start, wanted) {
  const from = new Map(); // place → [group that would take it, place that this group would leave, or null]
  const queue = [[start, null]];
  for (const [group, leaves] of queue) {
    for (const place of groups[group].places) {
      if (from.has(place)) continue;
      from.set(place, [group, leaves]);
      if (left.get(place) > 0) return move(given, left, from, place, wanted);
      given.forEach((taken, other) => {
        if (taken.get(place) > 0) queue.push([other, place]);
      });
    }
  }
  return 0;
}

function move(given, left, from, end, wanted) {
  let amount = Math.min(wanted, left.get(end));
  for (let place = end; from.get(place)[1] !== null; place = from.get(place)[1]) {
    const [group, leaves] = from.get(place);
    amount = Math.min(amount, given[group].get(leaves));
  }
  left.set(end, left.get(end) - amount);
  for (let place = end; place !== null;) {
    const [group, leaves] = from.get(place);
    given[group].set(place, (given[group].get(place) || 0) + amount);
    if (leaves !== null) given[group].set(leaves, given[group].get(leaves) - amount);
    place = leaves;
  }
  return amount;
}
