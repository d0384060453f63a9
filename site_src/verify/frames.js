/** Who can visit: the panel as it follows from the roster (sections 4 and 5); and the headers of what is logged. */

import { sortedRows } from "./csv.js";
import { parseDate } from "./identifiers.js";

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
