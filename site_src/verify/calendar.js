/** Days, years and working days (articles 11 and 18). A date is its text `YYYY-MM-DD`: such texts sort as days do. */

import { parseDate } from "./identifiers.js";

const DAY = 86400;
const WEEKEND = [0, 6];
/** From here on the notice of the next year has named days: 2018-12-29 was worked by that of 2019. */
const NEW_YEAR_REACH = "12-29";

/** The date `days` after `date`. @throws {import("./errors.js").Malformed} */
export function addDays(date, days) {
  return new Date((parseDate(date) + days * DAY) * 1000).toISOString().slice(0, 10);
}

/** The same day `years` before; 29 February becomes 28 February where there is none (RULE.md). */
export function yearsBefore(date, years) {
  const [year, month, day] = date.split("-").map(Number);
  const last = new Date(Date.UTC(2000 + ((year - years) % 400), month, 0)).getUTCDate(); // 400 years repeat
  const digits = (value, length) => String(value).padStart(length, "0");
  return `${digits(year - years, 4)}-${digits(month, 2)}-${digits(Math.min(day, last), 2)}`;
}

/** The State Council's notices that a policy binds: which days are off, which are worked. */
export class Calendar {
  /** @param {Object<string, {off: string[], work: string[]}>} notices by year; one may speak of its neighbours' days */
  constructor(notices) {
    this.years = new Set(Object.keys(notices));
    this.worked = new Map();
    for (const own of [false, true]) // a year's own notice counts before its neighbours'
      for (const year of Object.keys(notices).sort()) this.take(notices[year], (date) => date.startsWith(year) === own);
  }

  take({ off, work }, wanted) {
    for (const date of off.filter(wanted)) this.worked.set(date, false);
    for (const date of work.filter(wanted)) this.worked.set(date, true);
  }

  /** Whether all notices that may speak of this day are there: in its last days, the next year's may, too. */
  knows(date) {
    const year = date.slice(0, 4);
    if (this.worked.has(date)) return true;
    return this.years.has(year) && (date.slice(5) < NEW_YEAR_REACH || this.years.has(String(Number(year) + 1)));
  }

  /** Whether this is a working day. */
  isWorking(date) {
    if (this.worked.has(date)) return this.worked.get(date);
    return !WEEKEND.includes(new Date(parseDate(date) * 1000).getUTCDay());
  }
}

/**
 * By the end of which day a result fixed on `date` must be public: `{earliest, latest}`, one day unless a year's notice
 * isn't there yet.
 *
 * @param {string} date
 * @param {{publish_days: number, publish_working_days: number}} numbers of the policy
 * @param {Calendar} calendar
 */
export function publicBy(date, { publish_days: days, publish_working_days: wanted }, calendar) {
  const latest = addDays(date, days);
  for (let at = 1, working = 0; at <= days; at++) {
    const day = addDays(date, at);
    if (!calendar.knows(day)) return { earliest: addDays(date, Math.min(wanted, days)), latest };
    if (calendar.isWorking(day)) working++;
    if (working === wanted) return { earliest: day, latest: day };
  }
  return { earliest: latest, latest };
}
