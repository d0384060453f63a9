/**
 * CSV in evidence form (protocol section 2): RFC 4180, comma, LF, fixed header, quoted only where needed.
 *
 * Rosters of a million rows are read piece by piece, so that memory holds the file's bytes and one piece of text.
 */

import { Malformed } from "./errors.js";
import { checkText, compareBytes, decodeUtf8 } from "./evidence.js";

const LF = 0x0a;
const PIECE = 1 << 20; // bytes decoded at once

/** One CSV field, quoted only where it holds a comma or a quote. */
export function csvField(value) {
  return /[",]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
}

/** A CSV evidence file: header, then the rows in the order given (callers sort). */
export function csvText(header, rows) {
  let text = `${header.map(csvField).join(",")}\n`;
  for (const row of rows) text += `${row.map(csvField).join(",")}\n`;
  return text;
}

/** Lines with their numbers from 1, without their line feeds; text rules checked. @throws {Malformed} */
function* linesOf(data, name) {
  if (data.length === 0 || data[data.length - 1] !== LF) {
    throw new Malformed("csv-end", "文件须以换行结束", "the file must end with a line feed", { file: name });
  }
  let number = 1;
  for (let start = 0; start < data.length;) {
    let end = Math.min(start + PIECE, data.length);
    end = end === data.length ? end : data.indexOf(LF, end) + 1;
    const text = decodeUtf8(data.subarray(start, end), name);
    if (start === 0 && text.startsWith("\ufeff")) {
      throw new Malformed("bom", "文件开头有BOM", "the file starts with a byte order mark", { file: name, line: 1 });
    }
    checkText(text, name, number); // a line feed never composes, so a piece is in NFC exactly when the file is
    const lines = text.split("\n");
    lines.pop();
    for (const line of lines) yield [line, number++];
    start = end;
  }
}

/** The fields of a line that holds a quote; null where the quotes don't match. */
function quotedFields(line) {
  const fields = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (let ended = false; !ended;) {
    const found = field.exec(line);
    if (!found) return null;
    fields.push(found[1] === undefined ? found[2] : found[1].replace(/""/g, '"'));
    ended = found[3] === "";
  }
  return fields;
}

/** The fields of a line of the file. @throws {Malformed} where it is quoted otherwise than needed */
export function fieldsOf(line, number = 0, name = "") {
  if (!line.includes('"')) return line.split(",");
  const fields = quotedFields(line);
  if (!fields || fields.map(csvField).join(",") !== line) {
    const en = "quotes that don't match, or quoted where no quote is needed";
    throw new Malformed("csv-quote", "引号不成对或不必要", en, { file: name, line: number });
  }
  return fields;
}

/** Lines below the header, with their numbers from 2. @throws {Malformed} */
function* linesBelow(data, header, name) {
  for (const [line, number] of linesOf(data, name)) {
    if (number > 1) yield [line, number];
    else if (line !== header.join(",")) {
      const en = `the header must be ${header.join(",")}`;
      throw new Malformed("csv-header", "表头不符", en, { file: name, line: 1 });
    }
  }
}

function checkWidth(found, header, number, name) {
  if (found === header.length) return;
  const en = `expected ${header.length} columns, found ${found}`;
  throw new Malformed("csv-width", `应有${header.length}列`, en, { file: name, line: number });
}

/**
 * The rows of a CSV evidence file, one after another: `[fields, line number from 2]`. Checks the writing and the width,
 * not order or uniqueness.
 *
 * @param {Uint8Array} data
 * @param {string[]} header
 * @param {string} [name]
 * @returns {Generator<[string[], number]>}
 * @throws {Malformed} with the line
 */
export function* csvRows(data, header, name = "") {
  for (const [line, number] of linesBelow(data, header, name)) {
    const fields = fieldsOf(line, number, name);
    checkWidth(fields.length, header, number, name);
    yield [fields, number];
  }
}

/** How many fields a line has; it is taken apart only where it holds a quote. */
function widthOf(line, number, name) {
  if (line.includes('"')) return fieldsOf(line, number, name).length;
  let width = 1;
  for (let at = line.indexOf(","); at !== -1; at = line.indexOf(",", at + 1)) width++;
  return width;
}

function keyOf(line) {
  const end = line.indexOf(",");
  return line.startsWith('"') || end < 0 ? fieldsOf(line)[0] : line.slice(0, end);
}

/**
 * `sortedRows` for a reader who wants few of the rows' fields: `[key, line]`, with the same checks; `fieldsOf` takes a
 * line apart.
 *
 * @throws {Malformed} with the line
 */
export function* sortedLines(data, header, name = "") {
  const order = new KeyOrder(name);
  for (const [line, number] of linesBelow(data, header, name)) {
    checkWidth(widthOf(line, number, name), header, number, name);
    const key = keyOf(line);
    order.add(key, number);
    yield [key, line];
  }
  if (order.mixed) checkCases(firstColumn(data, header, name), name);
}

/** All rows at once. @throws {Malformed} */
export function parseCsv(data, header, name = "") {
  return Array.from(csvRows(data, header, name), ([fields]) => fields);
}

/** Takes keys one by one and raises where they aren't strictly ascending by their bytes. */
export class KeyOrder {
  constructor(name = "") {
    this.name = name;
    this.last = null;
    this.upper = false;
    this.lower = false;
  }

  /** Whether keys of both cases came by: only then can two of a sorted list be equal but for case. */
  get mixed() {
    return this.upper && this.lower;
  }

  /** @throws {Malformed} */
  add(key, line) {
    if (this.last !== null && !(compareBytes(this.last, key) < 0)) {
      const en = "not in byte order, or a duplicate key";
      throw new Malformed("not-sorted", "未按字节排序或键重复", en, { file: this.name, line });
    }
    this.last = key;
    this.upper = this.upper || /[A-Z]/.test(key);
    this.lower = this.lower || /[a-z]/.test(key);
  }
}

/** Raises where two of `keys` (any iterable) are equal but for case: duplicates by section 2. @throws {Malformed} */
export function checkCases(keys, name = "") {
  const seen = new Set();
  let line = 1;
  for (const key of keys) {
    line++;
    const folded = key.toLowerCase();
    if (seen.has(folded)) {
      throw new Malformed("duplicate", `${key}与前文仅大小写不同`, `${key} differs only by case`, { file: name, line });
    }
    seen.add(folded);
  }
}

/** Raises unless `keys` are strictly ascending by bytes and differ by more than case. @throws {Malformed} */
export function checkSorted(keys, name = "") {
  const order = new KeyOrder(name);
  keys.forEach((key, index) => order.add(key, index + 2));
  if (order.mixed) checkCases(keys, name);
}

/** `csvRows` of a table that is sorted by its first column, which is its key. @throws {Malformed} */
export function* sortedRows(data, header, name = "") {
  const order = new KeyOrder(name);
  for (const row of csvRows(data, header, name)) {
    order.add(row[0][0], row[1]);
    yield row;
  }
  if (order.mixed) checkCases(firstColumn(data, header, name), name);
}

function* firstColumn(data, header, name) {
  for (const [fields] of csvRows(data, header, name)) yield fields[0];
}
