/**
 * What earlier visits come to for one object (articles 11 and 16): days with all their items and codes, what they
 * found, whether they were clean. Pure functions; a visit is `{object_id, day, items, codes, unit, drawn}`.
 */

import { yearsBefore } from "./calendar.js";

/** What a condition on `found` may ask for. */
export const FOUND = ["clean", "none", "problem"];

/** Visits of one object on one day are one visit: `{day, items, codes}`, the oldest first. */
export function byDay(visits) {
  const days = new Map();
  for (const { day, items, codes } of visits) {
    if (!days.has(day)) days.set(day, { day, items: new Set(), codes: new Set() });
    const one = days.get(day);
    items.forEach((item) => one.items.add(item));
    codes.forEach((code) => one.codes.add(code));
  }
  return Array.from(days.values()).sort((a, b) => (a.day < b.day ? -1 : 1));
}

const every = (codes, holds) => Array.from(codes).every(holds);

/** Whether each code of a visit is clean. */
export function isClean({ codes }, { result_codes: meanings }) {
  return every(codes, (code) => code in meanings && meanings[code].clean === true);
}

/** Whether a code is neither clean nor tells the roster what to do with the object. */
function isProblem({ codes }, { result_codes: meanings }) {
  const harmless = (code) => code in meanings && (meanings[code].clean === true || "roster_action" in meanings[code]);
  return !every(codes, harmless);
}

/** The visits in (day − `clean_years`, day]. */
export function recent(visits, day, { numbers }) {
  const from = yearsBefore(day, numbers.clean_years);
  return visits.filter((visit) => from < visit.day && visit.day <= day);
}

/**
 * The column `found`: `problem`, `clean` or `none`, by the last visit up to `day` and all within `clean_years` of it.
 *
 * @param {object[]} visits of one object, drawn or of article 13
 */
export function foundAt(visits, day, policy) {
  const past = byDay(visits).filter((visit) => visit.day <= day);
  const counted = Array.from(new Set([...past.slice(-1), ...recent(past, day, policy)]));
  if (counted.some((visit) => isProblem(visit, policy))) return "problem";
  return counted.length && counted.every((visit) => isClean(visit, policy)) ? "clean" : "none";
}
