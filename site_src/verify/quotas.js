/** How many objects are drawn in each stratum (section 5): integers only, because floats say 8 for 100 × 0.07. */

import { Malformed } from "./errors.js";
import { COUNT, RATIO } from "./identifiers.js";

/**
 * min(eligible, ceil(listed × ratio)), or min(eligible, count).
 *
 * @param {number} listed all rows of the stratum, excluded ones too
 * @param {number} eligible its rows that are not excluded
 * @param {{ratio?: string, count?: string}} rate exactly one of both
 * @returns {number}
 * @throws {Malformed} where ratio or count isn't written as section 5 has it
 */
export function quotaSize(listed, eligible, { ratio, count }) {
  const written = count === undefined ? RATIO.test(String(ratio)) : ratio === undefined && COUNT.test(count);
  if (!written) throw new Malformed("rate", "比例或数量写法不符", "neither a ratio nor a count");
  const wanted = count === undefined ? rounded(BigInt(listed), ratio) : BigInt(count);
  return wanted < BigInt(eligible) ? Number(wanted) : eligible;
}

/** ceil(listed × ratio) of a decimal text, exactly. */
function rounded(listed, ratio) {
  const [whole, decimals = ""] = ratio.split(".");
  const scale = 10n ** BigInt(decimals.length);
  return (listed * BigInt(whole + decimals) + scale - 1n) / scale;
}

/**
 * Every stratum's quota `{stratum, listed, eligible, ratio or count, size}`, in byte order, empty ones too.
 *
 * @param {import("./tables.js").Frame} frame
 * @param {Map<string, {ratio?: string, count?: string}>} rates by stratum
 * @returns {object[]}
 * @throws {Malformed} where a row stands in a stratum that has no rate
 */
export function quotas(frame, rates) {
  const listed = new Array(frame.strata.length).fill(0);
  const eligible = new Array(frame.strata.length).fill(0);
  for (let at = 0; at < frame.size; at++) {
    listed[frame.stratum[at]]++;
    if (frame.excluded[at] === 0) eligible[frame.stratum[at]]++;
  }
  const unknown = frame.strata.find((stratum) => !rates.has(stratum));
  if (unknown !== undefined) {
    throw new Malformed("stratum", `名单中的分组${unknown}没有名额`, `the frame's stratum ${unknown} has no quota`);
  }
  return Array.from(rates.keys())
    .sort()
    .map((stratum) => {
      const at = frame.strata.indexOf(stratum);
      const [all, some] = at < 0 ? [0, 0] : [listed[at], eligible[at]];
      const rate = rates.get(stratum);
      return { stratum, listed: all, eligible: some, ...rate, size: quotaSize(all, some, rate) };
    });
}
