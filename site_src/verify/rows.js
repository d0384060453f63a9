/** Sealed rows: the log holds a salted hash, text and salt lie beside it (section 3). */

import { OPENING } from "./blinding.js";
import { bytesOf } from "./evidence.js";
import { rowHash } from "./hashing.js";
import { date, draw, hex64, identifier, list, object, oneOf, parsePart, text } from "./schema.js";

const ROW_FILE = object({ salt: hex64, text: text(60000) });
const inspectors = list(identifier, 2, 8);
const items = list(identifier, 1, 64);
const REVIEW = object({ mode: oneOf("masked", "withheld"), ground: identifier });
const FOUND = {
  visited_on: date,
  fixed_on: date,
  inspectors,
  method: identifier,
  codes: list(identifier, 1, 16),
  dispositions: list(identifier, 0, 16),
  remark: text(4000),
  review: REVIEW,
};
const RESULT_ROW = object(
  {
    draw,
    object: identifier,
    opening: OPENING,
    items,
    ...FOUND,
    reason: text(4000),
    follow_up: object({ visited_on: date, inspectors }),
  },
  ["opening", "follow_up", "review"],
);
/** An inspection outside the draw (article 13): entered before the visit, with its `result` in a correction. */
const NONRANDOM_ROW = object(
  {
    id: identifier,
    object: identifier,
    agency: identifier,
    items,
    code: oneOf("COMPLAINT", "BIGDATA", "TRANSFER", "SUPERIOR"),
    from: date,
    to: date,
    source: hex64,
    result: object(FOUND, ["review"]),
    reason: text(4000),
  },
  ["result"],
);

/** draws/<draw>/rows/<row>.json, data/nonrandom/<row>.json: `{salt, text}`. @throws {Malformed} */
export function parseRowFile(data, name = "") {
  return parsePart(data, ROW_FILE, name);
}

/** The salted hash that the log must hold of a row file. */
export function rowOf(file) {
  return rowHash(file.salt, file.text);
}

/** The result that a row file's text says. @throws {Malformed} */
export function parseResultRow(file, name = "") {
  return parsePart(bytesOf(file.text), RESULT_ROW, name);
}

/** The entry of article 13 that a row file's text says. @throws {Malformed} */
export function parseNonrandomRow(file, name = "") {
  return parsePart(bytesOf(file.text), NONRANDOM_ROW, name);
}
