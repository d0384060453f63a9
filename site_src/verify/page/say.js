/** Findings as people read them: times, random sources, groups and parties by their names, blanks around numbers. */

import { moment } from "./dom.js";
import { SOURCES, UNPINNED, VOIDS } from "./words.js";

const TIME = /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:Z|[+-][0-9]{2}:[0-9]{2})/g;
const VOID = new RegExp(`已作废（(${Object.keys(VOIDS).join("|")})）`, "g");
const MINUTES = /([0-9]+)分钟/g;
const ROUNDS = { "lottery-ssq": "期", "lottery-dlt": "期", "drand-quicknet": "轮" };
const ROUND = new RegExp(`(${Object.keys(SOURCES).join("|")}) ([0-9][0-9A-Za-z/-]*)`, "g");

/**
 * What turns a verifier's sentence into one for readers. The report that a reader saves keeps the verifier's own words.
 *
 * @param {{parties?: Object<string, string>, strata?: Object<string, string>}} [names] key name → who holds it; code of a
 *   group → its title
 * @returns {(text: string) => string}
 */
export function speaker({ parties = {}, strata = {} } = {}) {
  return (text) => {
    let said = text.endsWith(UNPINNED) ? text.slice(0, -UNPINNED.length) : text;
    for (const [name, holder] of Object.entries(parties)) said = said.split(name).join(`“${holder}”`);
    for (const [code, title] of Object.entries(strata)) said = groupNamed(said, code, title);
    said = said.replace(VOID, (_, code) => `已作废（${VOIDS[code]}）`);
    said = said.replace(MINUTES, (_, minutes) => longTime(Number(minutes)));
    return spaced(said.replace(ROUND, (_, source, round) => roundOf(source, round))).replace(TIME, exact);
  };
}

/** A moment with its seconds, unless it is a full minute. */
function exact(time) {
  const seconds = time.slice(17, 19);
  return seconds === "00" ? moment(time) : `${moment(time)}:${seconds}`;
}

function roundOf(source, round) {
  return ROUNDS[source] ? `${SOURCES[source]}第${round}${ROUNDS[source]}` : `${SOURCES[source]}（${round}）`;
}

/** A random value by its source and round, as publisher/site/read/words.py says it (a test compares). */
export function beaconSaid(source, round) {
  const name = SOURCES[source] || source;
  if (source === "ceremony") return name;
  return ROUNDS[source] ? `${name}第 ${round} ${ROUNDS[source]}` : `${name}（${round}）`;
}

/** Minutes as people say them: from two hours on in hours, from two days on in days and whole hours. */
function longTime(minutes) {
  const hours = Math.floor(minutes / 60);
  const parts = hours < 2 ? [[minutes, "分钟"]] : hours < 48 ? [[hours, "小时"], [minutes % 60, "分钟"]] : [[Math.floor(hours / 24), "天"], [hours % 24, "小时"]];
  return parts.filter(([number]) => number).map(([number, unit]) => `${number}${unit}`).join("");
}

/** A sentence with its full stop, which an auditor's own words may have already. */
export function ended(words) {
  return words.endsWith("。") ? words : `${words}。`;
}

/** `all 31/581` and `分组all`: the verifier names groups by their codes. */
function groupNamed(text, code, title) {
  const plain = code.replace(/\./g, "\\.");
  const quota = new RegExp(`(^|[：，])${plain} ([0-9]+)/([0-9]+)`, "g");
  const named = text.replace(quota, (_, before, size, eligible) => `${before}“${title}”${eligible}户抽${size}户`);
  return named.replace(new RegExp(`分组${plain}(?![0-9A-Za-z._-])`, "g"), () => `分组“${title}”`);
}

/** Blanks between Chinese characters and numbers or Latin words, as everywhere on the site. */
function spaced(text) {
  return text.replace(/(\p{Script=Han})([0-9A-Za-z])/gu, "$1 $2").replace(/([0-9A-Za-z])(\p{Script=Han})/gu, "$1 $2");
}
