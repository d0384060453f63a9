/** Why an object isn't drawn: the closed list of codes, from the roster and from earlier drawn visits (articles 6, 11, 16). */

import { byDay, isClean, recent } from "./visits.js";

export const INACTIVE = "inactive";
export const CLEAN_TWICE = "clean-twice";
/** The closed list, in the order in which codes go before each other. */
export const EXCLUSIONS = [INACTIVE, CLEAN_TWICE, "visited", "capped"];

const RULES = {
  [CLEAN_TWICE]: (visits, { day, policy }) => {
    const last = recent(byDay(visits), day, policy);
    return last.length >= policy.numbers.clean_visits && last.every((visit) => isClean(visit, policy));
  },
  visited: (visits, { day, order }) => {
    const own = visits.filter((visit) => visit.unit === order.unit && sameYear(visit, day));
    const done = new Set(own.flatMap(({ items }) => items));
    return own.length > 0 && order.items.some((item) => !done.has(item));
  },
  capped: (visits, { day, order, caps }) => {
    const year = byDay(visits.filter((visit) => sameYear(visit, day)));
    const times = (item) => year.filter(({ items }) => items.has(item)).length;
    return order.items.some((item) => caps.has(item) && times(item) >= caps.get(item));
  },
};

const sameYear = (visit, day) => visit.day.slice(0, 4) === day.slice(0, 4);

/**
 * Which of the order's codes that rest on earlier visits hold for an object, the first of the list first.
 *
 * @param {object[]} visits of this object, of any origin
 * @param {{day: string, order: object, policy: object, caps: Map<string, number>}} context the commit's day; item →
 *   `frequency_cap`
 */
export function holding(visits, context) {
  const drawn = visits.filter((visit) => visit.drawn);
  if (!drawn.length) return [];
  return EXCLUSIONS.filter(
    (code) => code in RULES && context.order.exclusions.includes(code) && RULES[code](drawn, context),
  );
}
