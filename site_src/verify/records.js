/** The records of section 3, as a table: what members each type has, and which roles sign it. */

import { Malformed } from "./errors.js";
import { bytesOf, evidenceText, parseJsonText } from "./evidence.js";
import {
  anything,
  boolean,
  checked,
  count,
  date,
  draw,
  drawOrEmpty,
  hex64,
  hex64OrEmpty,
  identifier,
  integer,
  list,
  mapping,
  matching,
  object,
  oneOf,
  party,
  ratio,
  ruled,
  text,
  time,
  title,
  whole,
} from "./schema.js";

const WANTED = matching(/^(?:\*|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/);
const FILE_NAME = /^[0-9a-z][0-9a-z./-]{0,127}$/;
const LONG = text(4000);

export const seat = object({ department: WANTED, skill: WANTED });
export const beacon = object({
  source: matching(/^[a-z0-9-]{1,32}$/),
  round: matching(/^[0-9A-Za-z/-]{1,64}$/),
  time,
});
const files = mapping(FILE_NAME, hex64);

/** Exactly one of two members. */
export const either = (one, other) => (value) => one in value !== other in value;

const quota = ruled(
  object({ stratum: identifier, listed: whole, eligible: whole, ratio, count, size: whole }, ["ratio", "count"]),
  either("ratio", "count"),
);
const planUse = ruled(
  object({ file: hex64, row: identifier, occurrence: matching(/^[1-9][0-9]{0,3}$/), approval: title }, [
    "file",
    "row",
    "occurrence",
    "approval",
  ]),
  (use) => Object.keys(use).length === ("approval" in use ? 1 : 3),
);
const removal = object({
  object: identifier,
  inspector: matching(/^(?:-|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/),
  code: oneOf("recused", "prevented", "vacant"),
  late: boolean,
});
const fileRecord = {
  file: matching(/^[0-9A-Za-z][0-9A-Za-z._/-]{0,127}$/),
  sha256: hex64,
  version: title,
  effective: date,
};
const row = { draw: drawOrEmpty, object: identifier, row: hex64, replaces: hex64OrEmpty };
const filing = { draw, period: title, files };
const NUMBER = integer(1, 9999);

/** type → [members besides type and time, optional ones]. */
const MEMBERS = {
  genesis: [{ bureau: title, trust: hex64 }],
  trust: [{ trust: hex64, reason: LONG }],
  items: [fileRecord],
  plan: [fileRecord],
  policy: [fileRecord],
  roster: [
    { table: oneOf("objects", "inspectors", "agencies"), sha256: hex64, rows: whole, changes: hex64, sealed: hex64 },
  ],
  commit: [
    {
      draw,
      title,
      protocol: oneOf("draw/1"),
      basis: object({ size: whole, root: hex64 }),
      plan: planUse,
      register: hex64,
      items: list(identifier, 1, 64),
      files,
      frame: oneOf("open", "blinded"),
      quotas: list(quota, 1, 64),
      team: object({ seats: list(seat, 2, 8) }),
      beacons: list(beacon, 1, 8),
      parties: list(object({ party, commitment: hex64 }), 2, 16),
      reveal_by: time,
      inspect_by: date,
      publish_by: date,
      replaces: object({ draw, differences: list(LONG, 0, 64) }),
    },
    ["replaces"],
  ],
  reveal: [{ draw, commit: hex64, party, secret: hex64 }],
  ceremony: [{ draw, commit: hex64, value: matching(/^[0-9]{20}$/) }],
  close: [
    { draw, commit: hex64, reveals: mapping(/^[a-z0-9.-]+\/[a-z0-9-]+$/, matching(/^(?:[0-9a-f]{64}|ABSENT)$/)) },
  ],
  outcome: [{ draw, commit: hex64, close: hex64, seed: hex64, files }],
  change: [
    {
      draw,
      number: NUMBER,
      removals: list(removal, 0, 1000),
      supplements: list(object({ object: identifier }), 0, 1000),
      beacon,
    },
  ],
  changed: [{ draw, number: NUMBER, change: hex64, answer: anything, files }],
  void: [{ draw, commit: hex64, code: oneOf("error", "absence", "unwitnessed", "beacon-silent"), reason: LONG }],
  audit: [{ draw, checked: whole, errors: whole, statement: LONG }],
  report: [filing, ["draw", "period"]],
  archive: [filing, ["draw", "period"]],
  result: [row],
  correction: [row],
  nonrandom: [row],
  withdraw: [{ ...row, ground: oneOf("repair", "expired", "court"), document: LONG }],
};

const VALIDATORS = new Map(
  Object.keys(MEMBERS).map((type) => {
    const [members, optional] = MEMBERS[type];
    return [type, object({ type: oneOf(type), time, ...members }, optional)];
  }),
);

/** type → the roles that must have signed; a reveal is signed by its party, sealed rows by nobody (section 3). */
export const SIGNERS = {
  genesis: ["draw", "legal", "log", "recovery"],
  trust: ["draw", "legal"],
  items: ["draw", "legal"],
  plan: ["draw", "legal"],
  policy: ["draw", "legal"],
  roster: ["draw"],
  commit: ["draw", "legal"],
  reveal: [],
  ceremony: ["draw", "legal"],
  close: ["draw", "legal"],
  outcome: ["draw", "legal"],
  change: ["draw", "legal"],
  changed: ["draw", "legal"],
  void: ["draw", "legal"],
  audit: ["auditor"],
  report: ["draw"],
  archive: ["draw"],
  result: [],
  correction: [],
  nonrandom: [],
  withdraw: ["draw", "legal"],
};

/**
 * The record of a note's text: a JSON object whose members are those of its type.
 *
 * @param {string} recordText with its final line feed
 * @returns {object} without prototype; `type` says which
 * @throws {Malformed} not canonical, unknown type, unknown or missing member, wrong writing
 */
export function parseRecord(recordText, name = "") {
  const value = parseJsonText(evidenceText(bytesOf(recordText), name), name);
  const validator = value && typeof value === "object" ? VALIDATORS.get(value.type) : undefined;
  if (!validator) throw new Malformed("type", "不是协议中的记录", "not a record of the protocol", { file: name });
  return checked(value, validator, name);
}
