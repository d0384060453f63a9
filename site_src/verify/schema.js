/**
 * What evidence JSON may hold, as data: small validators that are put together like the records they describe.
 *
 * A validator takes `(value, path)` and returns null, or the path of the first member that doesn't belong. Unknown and
 * missing members are faults (section 2).
 */

import { Malformed } from "./errors.js";
import { parseJson } from "./evidence.js";
import { COUNT, DRAW, HEX64, IDENTIFIER, PARTY, RATIO, parseDate, parseTime } from "./identifiers.js";

const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Characters as people count them: code points. */
export function characters(text) {
  return text.replace(SURROGATE_PAIR, " ").length;
}

const when = (holds) => (value, path) => (holds(value) ? null : path);

/** A text that matches `pattern` whole (write it with ^ and $). */
export const matching = (pattern) => when((value) => typeof value === "string" && pattern.test(value));
/** A text of at most `longest` characters. */
export const text = (longest) => when((value) => typeof value === "string" && characters(value) <= longest);
/** One of the given texts. */
export const oneOf = (...texts) => when((value) => texts.includes(value));
/** An integer from `least` to `most`. */
export const integer = (least, most) => when((value) => Number.isInteger(value) && least <= value && value <= most);
/** Any JSON object: a source's answer as it came. */
export const anything = when((value) => typeof value === "object" && !Array.isArray(value));

/** A list of `least` to `most` items. */
export const list = (item, least, most) => (value, path) => {
  if (!Array.isArray(value) || value.length < least || value.length > most) return path;
  return first(value.map((member, at) => () => item(member, `${path}[${at}]`)));
};

/** An object with exactly these members; those named in `optional` may be absent. */
export const object =
  (members, optional = []) =>
  (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return path;
    const stranger = Object.keys(value).find((key) => !Object.prototype.hasOwnProperty.call(members, key));
    if (stranger !== undefined) return `${path}.${stranger}`;
    const missing = Object.keys(members).find((key) => !(key in value) && !optional.includes(key));
    if (missing !== undefined) return `${path}.${missing}`;
    return first(Object.keys(value).map((key) => () => members[key](value[key], `${path}.${key}`)));
  };

/** An object whose keys match `keys` and whose values are all alike. */
export const mapping =
  (keys, item, least = 0, most = Infinity) =>
  (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return path;
    const names = Object.keys(value);
    if (names.length < least || names.length > most || !names.every((name) => keys.test(name))) return path;
    return first(names.map((name) => () => item(value[name], `${path}.${name}`)));
  };

/** What `validator` says, and then a rule over the whole object. */
export const ruled = (validator, holds) => (value, path) => validator(value, path) || (holds(value) ? null : path);

/** Whether no two texts are equal, also not but for case. */
export const areDistinct = (texts) => new Set(texts.map((each) => each.toLowerCase())).size === texts.length;
/** A list of texts, no two of them equal. */
export const distinct = (validator) => ruled(validator, areDistinct);

function first(checks) {
  for (const check of checks) {
    const found = check();
    if (found !== null) return found;
  }
  return null;
}

const parses = (parse) => (value, path) => {
  if (typeof value !== "string") return path;
  try {
    parse(value);
    return null;
  } catch (error) {
    if (error instanceof Malformed) return path;
    throw error;
  }
};

export const identifier = matching(IDENTIFIER);
export const hex64 = matching(HEX64);
export const hex64OrEmpty = when((value) => value === "" || (typeof value === "string" && HEX64.test(value)));
export const draw = matching(DRAW);
export const drawOrEmpty = when((value) => value === "" || (typeof value === "string" && DRAW.test(value)));
export const party = matching(PARTY);
export const ratio = matching(RATIO);
export const count = matching(COUNT);
export const time = parses(parseTime);
export const date = parses(parseDate);
export const whole = integer(0, Number.MAX_SAFE_INTEGER);
export const boolean = when((value) => typeof value === "boolean");
/** 1 to `longest` characters on one line. */
const line = (longest) =>
  when((value) => typeof value === "string" && value !== "" && characters(value) <= longest && !value.includes("\n"));
export const title = line(200);
export const words = line(500);

/**
 * `value`, if `validator` finds nothing wrong with it.
 *
 * @throws {Malformed} naming the member
 */
export function checked(value, validator, name = "") {
  const wrong = validator(value, "");
  if (wrong === null) return value;
  const member = wrong.replace(/^\./, "") || "(whole)";
  throw new Malformed(
    "member",
    `成员${member}缺失、多余或写法不符`,
    `member ${member} is missing, unknown or not well written`,
    {
      file: name,
    },
  );
}

/** Evidence JSON that a validator describes. @throws {Malformed} */
export function parsePart(data, validator, name = "") {
  return checked(parseJson(data, name), validator, name);
}
