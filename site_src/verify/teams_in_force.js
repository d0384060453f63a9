/** Which team is in force when: teams.csv, then each change applied by the rule (section 8, Changes). */

import { Standing, applyChange } from "./changes.js";
import { changeSeed } from "./hashing.js";
import { VACANT } from "./identifiers.js";
import { parseTeams } from "./tables.js";

/**
 * The draw's changes one after another, and the teams after each.
 *
 * `steps`: in the order of the log, each `{entry, done, proven, wrong, rows}`: the change, its `changed` or null, what
 * its answer proves (as `attempt` gives it) or null, why it isn't allowed (each reason in both languages), what it must
 * come to or null. `states`: `{from, teams}`, a position of the log and the teams that count after it. `since`: object →
 * the change that drew it as a supplement, or null where the draw did. `lost`: the position from which the teams aren't
 * known, because a change couldn't be applied for want of evidence; else Infinity.
 */
export class TeamsInForce {
  constructor() {
    this.steps = [];
    this.states = [];
    this.since = new Map();
    this.lost = Infinity;
  }

  /** The teams after the last change. */
  get now() {
    return this.states.length ? this.states[this.states.length - 1].teams : new Map();
  }

  /** The teams in force for an entry at `position`. */
  at(position) {
    const known = this.states.filter(({ from }) => from < position);
    return known.length ? known[known.length - 1].teams : new Map();
  }
}

/**
 * A draw's teams through all its changes; empty without outcome or teams.
 *
 * @param {import("./draw_case.js").DrawCase} held with what was computed
 * @param {import("./known_beacons.js").KnownBeacons} known
 */
export function teamsInForce(held, known) {
  const found = new TeamsInForce();
  const { outcome, changes } = held.records;
  // the published teams where they can't be computed: C15 judges the difference
  const members = held.computed.teams || held.read("teams.csv", parseTeams);
  if (!outcome || !members) return found;
  const standing = Standing.afterDraw(members);
  for (const object of standing.teams.keys()) found.since.set(object, null);
  found.states.push({ from: outcome.position, teams: standing.copy().teams });
  let whole = true;
  for (const entry of changes) {
    const step = whole ? applied(held, standing, entry, known) : unjudged(held, entry);
    found.steps.push(step);
    whole = step.rows !== null;
    if (step.missing) found.lost = Math.min(found.lost, step.done.position);
    if (!step.rows) continue;
    found.states.push({ from: step.done.position, teams: standing.copy().teams });
    for (const { kind, object_id } of step.rows)
      if (kind === "supplement" && object_id !== VACANT) found.since.set(object_id, entry);
  }
  return found;
}

function doneOf({ records }, entry) {
  return records.changed.find(({ record }) => record.number === entry.record.number) || null;
}

function unjudged(held, entry) {
  const wrong = [["前一次更换不成立，无法判断", "the change before it doesn't hold, it can't be judged"]];
  return { entry, done: doneOf(held, entry), proven: null, wrong, rows: null };
}

/** One change applied to `standing`, which it brings forward only if it is allowed and its beacon is known. */
function applied(held, standing, entry, known) {
  const done = doneOf(held, entry);
  const wrong = notAllowed(held, standing, entry);
  const step = { entry, done, proven: null, wrong, rows: null };
  if (!done) return step;
  const { beacon, removals, supplements } = entry.record;
  step.proven = known.prove({ ...beacon, answer: done.record.answer });
  const { frame, panel, commit, records, draw } = held;
  step.missing = !frame || !panel;
  if (wrong.length || !step.proven.value || step.missing) return step;
  step.rows = applyChange(standing, {
    frame,
    panel,
    seats: commit.team.seats,
    changeSeed: changeSeed(draw, entry.hash, step.proven.value.value),
    removals,
    supplements: supplements.map(({ object }) => object),
    settled: records.settledBefore(entry.position),
  });
  return step;
}

/** Why the removals or supplements can't stand (section 8). */
function notAllowed(held, standing, entry) {
  const { removals, supplements } = entry.record;
  const wrong = [...removalsWrong(held, standing, entry), ...supplementsWrong(held, standing, entry)];
  if (!removals.length && !supplements.length) wrong.push(["更换没有内容", "the change is empty"]);
  return wrong;
}

/** Each names a seat in force, by rank then seat, none twice; a team with a result isn't changed any more. */
function removalsWrong({ records }, standing, { record, position }) {
  const settled = records.settledBefore(position);
  const ranks = new Map(Array.from(standing.teams.keys(), (object, rank) => [object, rank]));
  const [wrong, places, used] = [[], [], new Map()];
  for (const { object, inspector, code } of record.removals) {
    const team = standing.teams.get(object) || [];
    const seats = team.map((member, seat) => (member === inspector ? seat : -1)).filter((seat) => seat >= 0);
    const nth = used.get(`${object} ${inspector}`) || 0;
    used.set(`${object} ${inspector}`, nth + 1);
    if (nth >= seats.length || (inspector === VACANT) !== (code === "vacant")) {
      wrong.push([`${inspector}不在${object}的检查组里`, `${inspector} isn't in the team of ${object}`]);
      continue;
    }
    places.push([ranks.get(object), seats[nth]]);
    if (settled.has(object)) wrong.push([`${object}已经有结果`, `${object} has a result already`]);
  }
  const ordered = places.every(
    ([rank, seat], at) => at === 0 || places[at - 1][0] < rank || (places[at - 1][0] === rank && places[at - 1][1] <= seat),
  );
  if (!ordered) wrong.push(["换下的人没有按序号、席位排列", "the removals aren't by rank, then seat"]);
  return wrong;
}

/** Each replaces an object that was drawn, once. */
function supplementsWrong({ records, frame }, standing, { record, position }) {
  const earlier = records.changes.filter((entry) => entry.position < position).map((entry) => entry.record);
  const replaced = [...earlier, record].flatMap(({ supplements }) => supplements.map(({ object }) => object));
  const wrong = [];
  for (const { object } of record.supplements) {
    const listed = !frame || frame.find(object) >= 0; // without the frame nobody can say
    if (!standing.teams.has(object) || !listed) wrong.push([`${object}没有被抽中`, `${object} wasn't drawn`]);
    else if (replaced.filter((each) => each === object).length > 1)
      wrong.push([`${object}已经补过`, `${object} was supplemented before`]);
  }
  return wrong;
}

