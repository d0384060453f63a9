/** The inputs of a draw in evidence form: order.json, policy.json, items.json (sections 4 and 5). */

import { publicWhere, stratumWhere } from "./conditions.js";
import { Malformed } from "./errors.js";
import { beacon, seat } from "./records.js";
import { ATTENTION, FOCUS as FOCUS_STRATUM, asks } from "./strata.js";
import {
  areDistinct,
  boolean,
  count,
  date,
  distinct,
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
  words,
} from "./schema.js";

const LONG = text(4000);
const MOST_BYTES = 2 ** 20; // of an approved text: the largest real one has 50 kB
const where = list(object({ column: identifier, in: list(title, 1, 1000) }), 0, 16);

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
const sources = list(oneOf("drand-quicknet", "lottery-ssq", "lottery-dlt", "nist-2", "ceremony"), 1, 8);
const flags = distinct(list(oneOf("C1", "C2", "C3", "C4", "C5", "C6", "C7"), 0, 7));
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
  market: distinct(list(oneOf("A", "B", "C", "D"), 0, 4)),
  hr: distinct(list(oneOf("A", "B", "C"), 0, 3)),
  flags,
};
/** What a result code means. */
const MEANING = {
  text: words,
  exclusive: boolean,
  clean: boolean,
  needs_followup: boolean,
  needs: list(oneOf("rectify_notice", "rectify_done_on"), 0, 12),
  refer: words,
  roster_action: oneOf("deactivate", "remove", "transfer"),
  publish: oneOf("full", "after_decision", "count_only"),
  note: words,
  origin: words,
};
const optional = (members, ...needed) =>
  object(
    members,
    Object.keys(members).filter((name) => !needed.includes(name)),
  );
const stratum = object({ stratum: identifier, title, where: stratumWhere }, ["where"]);
/** Words that would tell why an object is in the stratum of those that need attention. */
const TELLING = ["投诉", "举报", "黑名单", "失信", "违法", "风险", "监控", "关注", "信用"];

/** Only `focus` asks for attention, asks nothing else, and its title doesn't tell why. */
function standsApart({ stratum: label, title: shown, where: conditions = [] }) {
  if (label !== FOCUS_STRATUM) return !conditions.some(({ column }) => column === ATTENTION);
  const alone = conditions.length === 1 && conditions[0].column === ATTENTION;
  return alone && !TELLING.some((word) => shown.includes(word));
}

/** A scheme: each label once, and the last stratum, alone, takes the rest. */
const scheme = ruled(list(stratum, 1, 64), (strata) => {
  const isRest = ({ where: conditions = [] }) => conditions.length === 0;
  const fine = (each, at) => isRest(each) === (at === strata.length - 1) && standsApart(each);
  return strata.every(fine) && areDistinct(strata.map((each) => each.stratum));
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

const ITEM = object({
  item: identifier,
  name: title,
  class: oneOf("重点检查事项", "一般检查事项"),
  law_type: words,
  basis: distinct(list(words, 1, 200)),
  unit: identifier,
  method: distinct(list(matching(/^[1-9][0-9]?$/), 1, 6)),
  ratio,
  frequency_cap: integer(1, 12),
  scope: publicWhere,
  scope_text: words,
  skill: matching(/^(?:\*|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/),
});
const ITEMS = object({
  schema: integer(1, 1),
  version: title,
  effective: date,
  items: ruled(list(ITEM, 1, 500), (items) => areDistinct(items.map(({ item }) => item))),
});

function parseApproved(data, validator, name) {
  if (data.length > MOST_BYTES) throw new Malformed("size", "文件太大", "the file is too big", { file: name });
  return parsePart(data, validator, name);
}

/** order.json. @throws {Malformed} */
export function parseOrder(data, name = "order.json") {
  return parsePart(data, ORDER, name);
}

/** A policy in evidence form, with the usual values where it gives none. @throws {Malformed} */
export function parsePolicy(data, name = "") {
  const policy = parseApproved(data, POLICY, name);
  return { ...policy, numbers: { ...USUAL, ...policy.numbers }, lapses_on: policy.lapses_on || LAPSES_ON };
}

/** An item list in evidence form. @throws {Malformed} */
export function parseItems(data, name = "") {
  return parseApproved(data, ITEMS, name);
}
