/** The inputs of a draw in evidence form: order.json, policy.json, items.json (sections 4 and 5). */

import { beacon, seat } from "./records.js";
import { ATTENTION, FOCUS as FOCUS_STRATUM, FOUND_COLUMN, PUBLIC_COLUMNS, asks } from "./strata.js";
import {
  boolean,
  count,
  date,
  identifier,
  integer,
  list,
  mapping,
  matching,
  object,
  oneOf,
  parsePart,
  ratio,
  ruled,
  text,
  time,
  title,
} from "./schema.js";
import { FOUND } from "./visits.js";

const LONG = text(4000);
const WORDS = text(500);
const condition = object({ column: identifier, in: list(title, 1, 1000) });
const where = list(condition, 0, 16);
/** Conditions on public columns: what an approved text may hold. */
const publicWhere = ruled(where, (conditions) => conditions.every(({ column }) => PUBLIC_COLUMNS.includes(column)));

const ORDER = object({
  title,
  unit: identifier,
  items: list(identifier, 1, 64),
  kind: oneOf("undirected", "directed"),
  method: oneOf("daily", "special", "paper"),
  visits: oneOf("announced", "unannounced", "paper"),
  frame: oneOf("open", "blinded"),
  approval: LONG,
  approval_no: LONG,
  notice_no: LONG,
  targeting: where,
  scheme: identifier,
  strata: list(object({ stratum: identifier, title, where, ratio, count }, ["ratio", "count"]), 1, 64),
  exclusions: list(identifier, 0, 16),
  team: list(seat, 2, 8),
  beacons: list(beacon, 1, 8),
  times: object({ reveal_by: time, inspect_by: date, publish_by: date }),
});

const days = integer(1, 3660);
const small = integer(1, 120);
const monthDay = matching(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/);
const sources = list(matching(/^[a-z0-9-]{1,32}$/), 1, 8);
const flags = list(oneOf("C1", "C2", "C3", "C4", "C5", "C6", "C7"), 0, 7);
const dates = list(date, 0, 100);

const NUMBERS = {
  publish_days: days,
  publish_working_days: days,
  certificate_days: days,
  withdraw_after_months: small,
  small_population: small,
  high_chance: ratio,
  joint_share: ratio,
  retention_years: small,
  roster_age_days: days,
  basis_age_days: days,
  clean_visits: small,
  clean_years: small,
  merge_below: small,
  confidence: ratio,
  jump_level: ratio,
  edit_days: days,
  referral_days: days,
  object_days: days,
  receive_days: days,
  decide_days: days,
  plan_due: monthDay,
  report_on: list(monthDay, 0, 12),
};
const TARGETS = ["plan_done", "on_time", "joint", "roster_fresh", "substitutions", "corrections"];
const FOCUS = {
  public: list(publicWhere, 1, 16),
  market: list(oneOf("A", "B", "C", "D"), 0, 4),
  hr: list(oneOf("A", "B", "C"), 0, 3),
  flags,
};
/** What a result code means. */
const MEANING = {
  text: WORDS,
  exclusive: boolean,
  clean: boolean,
  needs_followup: boolean,
  needs: list(oneOf("rectify_notice", "rectify_done_on"), 0, 2),
  refer: WORDS,
  roster_action: oneOf("deactivate", "remove", "transfer"),
  publish: oneOf("full", "after_decision", "count_only"),
  note: WORDS,
  origin: WORDS,
};
const optional = (members, ...needed) =>
  object(
    members,
    Object.keys(members).filter((name) => !needed.includes(name)),
  );
const stratum = object({ stratum: identifier, title, where }, ["where"]);

/** Beside public columns a stratum may ask these, for these values. */
const ASKED = new Map([
  [FOUND_COLUMN, FOUND],
  [ATTENTION, ["yes"]],
]);
const isAsked = ({ column, in: values }) =>
  PUBLIC_COLUMNS.includes(column) || values.every((value) => (ASKED.get(column) || []).includes(value));

/** A scheme: each label once, the last stratum takes the rest; only `focus` asks for attention, and nothing else. */
const scheme = ruled(list(stratum, 1, 64), (strata) => {
  const wheres = strata.map((each) => each.where || []);
  const fine = (each, at) =>
    wheres[at].every(isAsked) &&
    (wheres[at].length === 0) === (at === strata.length - 1) &&
    wheres[at].some(({ column }) => column === ATTENTION) === (each.stratum === FOCUS_STRATUM) &&
    (each.stratum !== FOCUS_STRATUM || wheres[at].length === 1);
  return strata.every(fine) && new Set(strata.map((each) => each.stratum.toLowerCase())).size === strata.length;
});

const POLICY = ruled(
  object(
    {
      schema: integer(1, 1),
      version: title,
      effective: date,
      numbers: optional(NUMBERS),
      strata: mapping(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, scheme, 1, 64),
      focus: optional(FOCUS, "public"),
      lapses_on: flags,
      targets: optional(Object.fromEntries(TARGETS.map((name) => [name, ratio]))),
      beacons: optional({ connected: sources, offline: sources }),
      result_codes: mapping(/^(?:[1-9][0-9]?|[A-Z][0-9]?)$/, optional(MEANING, "text")),
      calendars: mapping(/^2[0-9]{3}$/, object({ off: dates, work: dates })),
    },
    ["focus", "lapses_on", "targets", "beacons"],
  ),
  ({ focus, strata }) => focus !== undefined || !Object.values(strata).some((each) => asksAttention(each)),
);
const asksAttention = (strata) => asks(strata.map((each) => ({ where: each.where || [] })), ATTENTION);

/** What a policy that leaves it out means. */
const LAPSES_ON = ["C1", "C2", "C3"];
const USUAL = {
  publish_days: 30,
  publish_working_days: 20,
  withdraw_after_months: 3,
  small_population: 20,
  high_chance: "0.5",
  clean_visits: 2,
  clean_years: 1,
  edit_days: 30,
};

/** Whether a blinded frame's key is never published, so that an auditor from outside must speak (section 5). */
export function needsAudit({ visits, exclusions, strata }, { lapses_on: lapsesOn }) {
  const focus = strata.some((each) => each.stratum === FOCUS_STRATUM);
  return visits !== "unannounced" || focus || (exclusions.includes("clean-twice") && lapsesOn.length > 0);
}

const ITEMS = object({
  schema: integer(1, 1),
  version: title,
  effective: date,
  items: list(
    object({
      item: identifier,
      name: title,
      class: oneOf("重点检查事项", "一般检查事项"),
      law_type: WORDS,
      basis: list(WORDS, 1, 200),
      unit: identifier,
      method: list(identifier, 1, 6),
      ratio,
      frequency_cap: integer(1, 12),
      scope: publicWhere,
      scope_text: WORDS,
      skill: matching(/^(?:\*|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/),
    }),
    1,
    500,
  ),
});

/** order.json. @throws {Malformed} */
export function parseOrder(data, name = "order.json") {
  return parsePart(data, ORDER, name);
}

/** A policy in evidence form, with the usual values where it gives none. @throws {Malformed} */
export function parsePolicy(data, name = "") {
  const policy = parsePart(data, POLICY, name);
  return { ...policy, numbers: { ...USUAL, ...policy.numbers }, lapses_on: policy.lapses_on || LAPSES_ON };
}

/** An item list in evidence form. @throws {Malformed} */
export function parseItems(data, name = "") {
  return parsePart(data, ITEMS, name);
}
