/**
 * The rosters as they are logged: their headers, what each column may hold, their rows (articles 6, 7 and 9; section 4).
 *
 * A roster with a row that is written otherwise is no evidence, and nothing follows from it.
 */

import { sortedRows } from "./csv.js";
import { Malformed } from "./errors.js";
import { isIdentifier } from "./identifiers.js";
import { characters, date } from "./schema.js";

export const OBJECTS_HEADER = ["object_id", "name", "kind", "section", "industry", "town", "status", "listed_on"];
export const INSPECTORS_HEADER = [
  "inspector_id",
  "name",
  "department",
  "skills",
  "certificate_until",
  "status",
  "reserve",
];
export const AGENCIES_HEADER = ["agency", "name", "kind", "delegation"];

/** Section → its last division: divisions run from 01 to 97 through the sections in this order. */
const LAST_DIVISION = [
  ["A", 5],
  ["B", 12],
  ["C", 43],
  ["D", 46],
  ["E", 50],
  ["F", 52],
  ["G", 60],
  ["H", 62],
  ["I", 65],
  ["J", 69],
  ["K", 70],
  ["L", 72],
  ["M", 75],
  ["N", 79],
  ["O", 82],
  ["P", 83],
  ["Q", 85],
  ["R", 90],
  ["S", 96],
  ["T", 97],
];

/** Division (two digits) → section. */
const SECTION_OF = new Map();
for (const [section, last] of LAST_DIVISION)
  while (SECTION_OF.size < last) SECTION_OF.set(String(SECTION_OF.size + 1).padStart(2, "0"), section);

const SECTIONS = new Set(SECTION_OF.values());
const KINDS = new Set(["企业", "个体工商户", "农民专业合作社", "民办非企业单位", "事业单位", "社会团体"]);
const OBJECT_STATUSES = new Set(["存续", "停业", "清算", "注销", "吊销", "撤销", "迁出", "失联"]);
const AGENCY_KINDS = new Set(["own", "delegated", "partner"]);
const INSPECTOR_STATUSES = new Set(["active", "suspended", "transferred"]);
const CODE = /^(?:[0-9A-Z]{18}|[0-9]{15})$/;
const TOWN = /^[0-9]{9}$/;
const MAX_CELL = 500; // characters

/** Public column → whether it can hold a value. */
export const VALUES = new Map([
  ["kind", (value) => KINDS.has(value)],
  ["section", (value) => SECTIONS.has(value)],
  ["industry", (value) => SECTION_OF.has(value)],
  ["town", (value) => TOWN.test(value)],
]);

const isText = (cell) => cell !== "" && (cell.length <= MAX_CELL || characters(cell) <= MAX_CELL);
/** Identifiers joined by `;`, in order, none twice. */
export const isTokens = (cell) =>
  cell.split(";").every((token, at, all) => isIdentifier(token) && (at === 0 || all[at - 1] < token));

/** Remembers what it was asked: a roster of a million rows has few different dates. */
function remembered(holds) {
  const known = new Map();
  return (value) => {
    if (!known.has(value)) known.set(value, holds(value));
    return known.get(value);
  };
}

function isObject([object_id, name, kind, section, industry, town, status, listedOn], isDate) {
  return (
    CODE.test(object_id) &&
    isText(name) &&
    KINDS.has(kind) &&
    SECTION_OF.get(industry) === section &&
    TOWN.test(town) &&
    OBJECT_STATUSES.has(status) &&
    isDate(listedOn)
  );
}

function isInspector([inspector_id, name, department, skills, certificateUntil, status, reserve], isDate) {
  return (
    [inspector_id, department].every(isIdentifier) &&
    isText(name) &&
    (skills === "" || isTokens(skills)) &&
    isDate(certificateUntil) &&
    INSPECTOR_STATUSES.has(status) &&
    ["", "yes"].includes(reserve)
  );
}

function isAgency([agency, name, kind, delegation]) {
  const paper = kind !== "delegated" || delegation !== "";
  return isIdentifier(agency) && isText(name) && AGENCY_KINDS.has(kind) && (delegation === "" || isText(delegation)) && paper;
}

function* rowsOf(data, { header, isRow }, name) {
  const isDate = remembered((value) => date(value, "") === null);
  for (const row of sortedRows(data, header, name)) {
    if (!isRow(row[0], isDate)) throw new Malformed("row", "不是名录行", "not a roster's row", { file: name, line: row[1] });
    yield row;
  }
}

/**
 * The rows of an objects snapshot, one after another: `[fields, line number from 2]`.
 *
 * @param {Uint8Array} data
 * @throws {Malformed} with the line
 */
export function objectRows(data, name = "") {
  return rowsOf(data, { header: OBJECTS_HEADER, isRow: isObject }, name);
}

/** The rows of an inspectors snapshot, likewise. @throws {Malformed} */
export function inspectorRows(data, name = "") {
  return rowsOf(data, { header: INSPECTORS_HEADER, isRow: isInspector }, name);
}

/** The rows of an agencies snapshot: `{agency, name, kind, delegation}`. @throws {Malformed} */
export function parseAgencies(data, name = "") {
  const rows = Array.from(rowsOf(data, { header: AGENCIES_HEADER, isRow: isAgency }, name));
  return rows.map(([[agency, title, kind, delegation]]) => ({ agency, name: title, kind, delegation }));
}
