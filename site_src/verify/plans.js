/** A unit's plan in evidence form (article 14): what, how many, how often, when. Row ids are stable (section 5). */

import { checkSorted, parseCsv } from "./csv.js";
import { Malformed } from "./errors.js";
import { RATIO, isIdentifier } from "./identifiers.js";
import { isTokens } from "./rosters.js";
import { characters, date } from "./schema.js";

export const PLAN_HEADER = [
  "row",
  "items",
  "title",
  "kind",
  "scope_text",
  "ratio",
  "frequency",
  "method",
  "joint",
  "from",
  "to",
];

const MAX_CELL = 500; // characters
const FREQUENCY = /^(?:[1-9]|1[0-2])$/;

const isText = (cell) => cell !== "" && characters(cell) <= MAX_CELL;
const isDate = (cell) => date(cell, "") === null;

/** Whether a row's cells, in the header's order, are written as a plan's are. */
function isRow([row, items, title, kind, scope, ratio, frequency, method, joint, from, to]) {
  return (
    isIdentifier(row) &&
    isTokens(items) &&
    [title, scope].every(isText) &&
    ["undirected", "directed"].includes(kind) &&
    RATIO.test(ratio) &&
    FREQUENCY.test(frequency) &&
    ["daily", "special", "paper"].includes(method) &&
    ["", "yes"].includes(joint) &&
    [from, to].every(isDate) &&
    from <= to
  );
}

/**
 * The rows of a plan snapshot as far as a draw needs them: `{row, items, frequency}`.
 *
 * @throws {Malformed} with the line
 */
export function parsePlan(data, name = "") {
  const rows = parseCsv(data, PLAN_HEADER, name);
  checkSorted(
    rows.map(([row]) => row),
    name,
  );
  return rows.map((cells, index) => {
    if (!isRow(cells)) throw new Malformed("row", "不是计划行", "not a plan row", { file: name, line: index + 2 });
    return { row: cells[0], items: cells[1].split(";"), frequency: Number(cells[6]) };
  });
}
