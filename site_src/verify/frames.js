/** Who can visit: the panel as it follows from the roster (sections 4 and 5). */

import { parseDate } from "./identifiers.js";
import { inspectorRows } from "./rosters.js";

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
  return Array.from(inspectorRows(roster, name), ([fields]) => {
    const [inspector_id, , department, skills, certificate_until, status, reserve] = fields;
    return {
      inspector_id,
      department,
      skills: skills === "" ? [] : skills.split(";"),
      excluded: panelExclusion({ status, certificate_until }, inspectBy),
      reserve,
    };
  });
}
