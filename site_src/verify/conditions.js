/** Conditions of approved texts: which objects an item or a stratum means (articles 9, 11 and 14; section 5). */

import { VALUES } from "./rosters.js";
import { distinct, list, object, oneOf, ruled, words } from "./schema.js";
import { ATTENTION, FOUND_COLUMN } from "./strata.js";
import { FOUND } from "./visits.js";

const [MOST, MOST_VALUES] = [8, 200];

/** Conditions, one a column, joined by AND, on columns that `values` names (column → whether it can hold a value). */
const conditionsOn = (values) => {
  const condition = object({ column: oneOf(...values.keys()), in: distinct(list(words, 1, MOST_VALUES)) });
  const possible = ruled(condition, ({ column, in: wanted }) => wanted.every(values.get(column)));
  const once = (conditions) => new Set(conditions.map(({ column }) => column)).size === conditions.length;
  return ruled(list(possible, 0, MOST), once);
};

/** On public columns. */
export const publicWhere = conditionsOn(VALUES);
/** A stratum may also ask what earlier visits found, and whether the object needs attention. */
export const stratumWhere = conditionsOn(
  new Map([...VALUES, [FOUND_COLUMN, (value) => FOUND.includes(value)], [ATTENTION, (value) => value === "yes"]]),
);
