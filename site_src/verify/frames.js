/** Who can be drawn, and who can visit: frame and panel as they follow from what was logged (sections 4 and 5). */

import { sortedRows } from "./csv.js";
import { Malformed } from "./errors.js";
import { isIdentifier, parseDate } from "./identifiers.js";

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

export const INACTIVE = "inactive";
const ACTIVE = "存续";

/** Whether a roster row (fields in the header's order) meets all conditions `{column, in}`. */
function holds(fields, conditions) {
  return conditions.every(({ column, in: values }) => values.includes(fields[OBJECTS_HEADER.indexOf(column)]));
}

/** What `buildFrame` needs of an order and the approved item list. */
export function rulesOf(order, { items: list }) {
  const scopeOf = (item) => (list.items.find((entry) => entry.item === item) || { scope: [] }).scope;
  const { targeting, strata, exclusions } = order;
  return { scopes: order.items.map(scopeOf), targeting, strata, exclusions };
}

/** A frame row as it stands in frame.csv; empty without one. */
export function rowText(row) {
  return row ? `${row.object_id},${row.stratum},${row.excluded}` : "";
}

/**
 * Every object of a roster that the items' scopes and the targeting admit: `{object_id, stratum, excluded}` by id.
 *
 * @param {Uint8Array} roster an objects snapshot
 * @param {{scopes: object[][], targeting: object[], strata: object[], exclusions: string[]}} rules an object must be in
 *   all scopes; the first stratum `{stratum, where}` whose conditions hold takes it
 * @returns {Generator<{object_id: string, stratum: string, excluded: string}>}
 * @throws {Malformed} a roster that isn't in evidence form
 */
export function* buildFrame(roster, { scopes, targeting, strata, exclusions }, name = "") {
  const status = OBJECTS_HEADER.indexOf("status");
  for (const [fields, line] of sortedRows(roster, OBJECTS_HEADER, name)) {
    if (!isIdentifier(fields[0])) {
      throw new Malformed("row", "名录行的编号不符", "not an object's id", { file: name, line });
    }
    if (!scopes.every((scope) => holds(fields, scope)) || !holds(fields, targeting)) continue;
    const found = strata.find((stratum) => holds(fields, stratum.where));
    if (!found) continue;
    const excluded = exclusions.includes(INACTIVE) && fields[status] !== ACTIVE ? INACTIVE : "";
    yield { object_id: fields[0], stratum: found.stratum, excluded };
  }
}

/** Why an inspector can't serve in a draw whose visits end on `inspectBy`, or empty. */
export function panelExclusion({ status, certificate_until }, inspectBy) {
  if (status === "suspended" || status === "transferred") return status;
  return parseDate(certificate_until) < parseDate(inspectBy) ? "expired" : "";
}

/**
 * The panel: everyone on the inspectors roster, by id, as rows of panel.csv.
 *
 * @throws {Malformed}
 */
export function buildPanel(roster, inspectBy, name = "") {
  return Array.from(sortedRows(roster, INSPECTORS_HEADER, name), ([fields]) => {
    const [inspector_id, , department, skills, certificate_until, status, reserve] = fields;
    return {
      inspector_id,
      department,
      skills: skills === "" ? [] : skills.split(";").sort(),
      excluded: panelExclusion({ status, certificate_until }, inspectBy),
      reserve,
    };
  });
}
