/** The inputs of a draw in evidence form: order.json, policy.json, items.json (sections 4 and 5). */

import { beacon, seat } from "./records.js";
import {
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
  text,
  time,
  title,
} from "./schema.js";

/** What a condition may ask for: public columns that name no single firm (RULE.md, article 9). */
export const PUBLIC_COLUMNS = ["kind", "section", "industry", "town"];

const LONG = text(4000);
const WORDS = text(500);
const condition = object({ column: identifier, in: list(title, 1, 1000) });
const where = list(condition, 0, 16);

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
const POLICY = object({
  schema: integer(1, 1),
  version: title,
  effective: date,
  numbers: object({
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
    plan_due: monthDay,
    report_on: list(monthDay, 0, 12),
  }),
  strata: mapping(
    /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/,
    list(object({ stratum: identifier, title, where }), 1, 64),
    1,
    64,
  ),
  beacons: object({ connected: sources, offline: sources }),
});

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
      scope: where,
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

/** A policy in evidence form. @throws {Malformed} */
export function parsePolicy(data, name = "") {
  return parsePart(data, POLICY, name);
}

/** An item list in evidence form. @throws {Malformed} */
export function parseItems(data, name = "") {
  return parsePart(data, ITEMS, name);
}

const LISTING = object({ files: list(text(300), 0, 5000000) });

/** evidence.json: the paths of all evidence files, which nobody has signed. @throws {Malformed} */
export function parseListing(data, name = "evidence.json") {
  return parsePart(data, LISTING, name).files;
}
