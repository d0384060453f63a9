/** The stratum `focus`: that nobody reads from it why a firm is in it, and that it isn't a way to aim (section 5; A16). */

import { FOCUS } from "./strata.js";

const MILLIONTHS = 1e6; // ratios have six decimals at most
const millionths = (ratio) => Math.round(Number(ratio) * MILLIONTHS);

/** How many kinds of facts that aren't public lead into it. */
function reasonsOf({ market = [], hr = [], flags = [] }) {
  return (market.length ? 1 : 0) + (hr.length ? 1 : 0) + flags.length;
}

/**
 * C08 for the stratum `focus`: two reasons that aren't public or more, a row that a public alternative chose,
 * `small_population` rows, ratio and chance of `high_chance` at most.
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {object} policy at the basis
 * @param {number} chosen how many rows of the frame a public alternative means
 */
export function checkFocus({ draw, order, commit, frame }, findings, { focus, numbers }, chosen) {
  const stratum = order.strata.find((each) => each.stratum === FOCUS);
  if (!stratum) return;
  const bad = (zh, en, found, expected) => findings.add("C08", "fail", zh, en, { draw, found, expected });
  const reasons = reasonsOf(focus);
  if (reasons < 2)
    bad("分组focus只有一种不公开的理由", "focus has fewer than two reasons that aren't public", reasons, "≥ 2");
  if (!chosen) bad("分组focus没有一户按公开条件列入", "no row of focus was chosen by a public criterion", 0, "≥ 1");
  const { listed, eligible, size } = countsOf(frame, commit);
  if (listed < numbers.small_population)
    bad("分组focus户数太少", "focus has too few rows", listed, `≥ ${numbers.small_population}`);
  const most = millionths(numbers.high_chance);
  if (stratum.ratio !== undefined && millionths(stratum.ratio) > most)
    bad("分组focus的比例太高", "the ratio of focus is too high", stratum.ratio, `≤ ${numbers.high_chance}`);
  if (size * MILLIONTHS > eligible * most)
    bad("分组focus的机会太高", "the chance in focus is too high", `${size}/${eligible}`, `≤ ${numbers.high_chance}`);
}

/** What the frame has of it, and how many are drawn by the commit (C09 judges that). */
function countsOf(frame, commit) {
  let [listed, eligible] = [0, 0];
  for (let at = 0; at < frame.size; at++) {
    if (frame.strata[frame.stratum[at]] !== FOCUS) continue;
    listed++;
    if (frame.excluded[at] === 0) eligible++;
  }
  const quota = commit.quotas.find(({ stratum }) => stratum === FOCUS);
  return { listed, eligible, size: quota ? quota.size : 0 };
}
