/**
 * Identifiers, draw numbers, times and decimal texts as the protocol writes them (section 2).
 *
 * A moment is a whole number of Unix seconds; a date is its text `YYYY-MM-DD` and means its end in Asia/Shanghai.
 */

import { Malformed } from "./errors.js";

export const IDENTIFIER = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
export const DRAW = /^[0-9]{4}-(?:00[1-9]|0[1-9][0-9]|[1-9][0-9]{2,})$/;
export const HEX64 = /^[0-9a-f]{64}$/;
export const RATIO = /^(?:0|1|0\.[0-9]{1,6})$/;
export const COUNT = /^(?:0|[1-9][0-9]*)$/;
export const PARTY = /^[a-z0-9.-]+\/[a-z0-9-]+$/;

export const ABSENT = "ABSENT";
export const VACANT = "-";

const TIME = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DAY = 86400;
const SHANGHAI = 8 * 3600; // no summer time since 1992, long before any draw
const [FIRST_YEAR, LAST_YEAR] = [1900, 2999];

/** Whether `text` can name an object or an inspector. */
export function isIdentifier(text) {
  return IDENTIFIER.test(text);
}

/** Unix seconds of midnight UTC; NaN where there is no such day. */
function dayStart(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= FIRST_YEAR && year <= LAST_YEAR ? date.getTime() / 1000 : NaN;
}

/**
 * Unix seconds of an RFC 3339 time with offset and whole seconds.
 *
 * @throws {Malformed} also for a leap second, and for years before 1900 or after 2999
 */
export function parseTime(text) {
  const found = TIME.exec(text);
  if (!found) throw notTime(text);
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const [sign, hours, minutes] = [found[7] === "-" ? -1 : 1, Number(found[8] || 0), Number(found[9] || 0)];
  const seconds = dayStart(year, month, day) + hour * 3600 + minute * 60 + second;
  const fine = hour < 24 && minute < 60 && second < 60 && hours < 24 && minutes < 60;
  if (!fine || Number.isNaN(seconds)) throw notTime(text);
  return seconds - sign * (hours * 3600 + minutes * 60);
}

function notTime(text) {
  return new Malformed("time", `不是时刻：${text.slice(0, 40)}`, `not a time: ${text.slice(0, 40)}`);
}

/** Unix seconds of 00:00 UTC of a date `YYYY-MM-DD`: for comparing and adding days. @throws {Malformed} */
export function parseDate(text) {
  const found = DATE.exec(text);
  const seconds = found ? dayStart(Number(found[1]), Number(found[2]), Number(found[3])) : NaN;
  if (Number.isNaN(seconds)) {
    throw new Malformed("date", `不是日期：${text.slice(0, 40)}`, `not a date: ${text.slice(0, 40)}`);
  }
  return seconds;
}

/** The moment that a date means: 24:00 Asia/Shanghai of that day, `days` days later. @throws {Malformed} */
export function endOf(date, days = 0) {
  return parseDate(date) + (1 + days) * DAY - SHANGHAI;
}

/** A moment in RFC 3339, in Asia/Shanghai. */
export function timeText(seconds) {
  return `${new Date((seconds + SHANGHAI) * 1000).toISOString().slice(0, 19)}+08:00`;
}

/** The date of a moment in Asia/Shanghai, `YYYY-MM-DD`. */
export function dateOf(seconds) {
  return timeText(seconds).slice(0, 10);
}

/** `<year>-<nnn>`: three digits up to 999. */
export function drawNumber(year, ordinal) {
  return `${year}-${String(ordinal).padStart(3, "0")}`;
}

/** Year and ordinal of a draw number: numbers past 999 don't sort as text. */
export function drawOrder(draw) {
  const [year, ordinal] = draw.split("-");
  return [Number(year), Number(ordinal)];
}
