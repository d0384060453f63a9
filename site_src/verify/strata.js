/** Which stratum takes an object: the first of the scheme whose conditions hold (articles 9, 11 and 14; section 5). */

import { OBJECTS_HEADER } from "./rosters.js";

/** What a condition may ask for: public columns that name no single firm (RULE.md, article 9). */
export const PUBLIC_COLUMNS = ["kind", "section", "industry", "town"];
/** The stratum that rests on facts that aren't public, and the only one that may. */
export const FOCUS = "focus";
/** Columns that no roster has: what earlier visits found, and whether the policy's focus means the object. */
export const [FOUND_COLUMN, ATTENTION] = ["found", "attention"];

/**
 * Whether an object meets all conditions `{column, in}`.
 *
 * @param {string[]} fields of its roster row, in the header's order
 * @param {{column: string, in: string[]}[]} conditions
 * @param {{found?: string, attention?: string}} [derived]
 */
export function holds(fields, conditions, { found, attention } = {}) {
  const value = (column) => {
    if (column === FOUND_COLUMN) return found;
    return column === ATTENTION ? attention : fields[OBJECTS_HEADER.indexOf(column)];
  };
  return conditions.every(({ column, in: values }) => values.includes(value(column)));
}

/** Whether a stratum asks for a column. */
export function asks(strata, wanted) {
  return strata.some(({ where }) => where.some(({ column }) => column === wanted));
}

/** The label of the first stratum whose conditions hold; empty where there is none. */
export function stratumOf(fields, strata, derived) {
  const found = strata.find(({ where }) => holds(fields, where, derived));
  return found ? found.stratum : "";
}
