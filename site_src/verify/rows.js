/** Sealed rows: the log holds a salted hash, text and salt lie beside it (section 3). */

import { OPENING } from "./blinding.js";
import { bytesOf } from "./evidence.js";
import { rowHash } from "./hashing.js";
import { date, draw, hex64, identifier, list, object, parsePart, text } from "./schema.js";

const ROW_FILE = object({ salt: hex64, text: text(60000) });
const RESULT_ROW = object(
  {
    draw,
    object: identifier,
    opening: OPENING,
    items: list(identifier, 1, 64),
    visited_on: date,
    fixed_on: date,
    inspectors: list(identifier, 2, 8),
    method: identifier,
    codes: list(identifier, 1, 16),
    dispositions: list(identifier, 0, 16),
    remark: text(4000),
    reason: text(4000),
  },
  ["opening"],
);

/** draws/<draw>/rows/<row>.json: `{salt, text}`. @throws {Malformed} */
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
