/** C09: quotas and seats follow from frame and panel (section 5). */

import { drawFile } from "./published.js";
import { quotas } from "./quotas.js";
import { seatOrder } from "./seats.js";

const MAX_COUNT_DIGITS = 9;

/**
 * C09 (section 5, Quotas and Team):
 *
 * - the strata are the order's, in byte order, each with the order's ratio or count, also empty ones
 * - every row of the frame stands in one of them; listed, eligible and size follow from the frame
 * - not all sizes are 0
 * - the seats are the order's, scarcest first by the panel
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 */
export function checkQuotas(held, findings) {
  const { draw, order, frame, panel, commit } = held;
  const why = (name) => findings.fault("C09", held.faults.get(name), { draw });
  if (!order) {
    why("order.json");
    return;
  }
  const before = findings.list.length;
  if (frame) compareQuotas(held, findings);
  else why("frame.csv");
  if (panel) compareSeats(held, findings);
  else why("panel.csv");
  if (findings.list.length > before) return;
  const sizes = commit.quotas.map(({ stratum, size, eligible }) => `${stratum} ${size}/${eligible}`).join("，");
  findings.add("C09", "pass", `名额和席位由名单重算相同：${sizes}`, `quotas and seats recompute: ${sizes}`, {
    draw,
    file: held.path("frame.csv"),
    found: commit.quotas[0].listed,
    expected: commit.quotas[0].listed,
    byHand: `grep -c ',${commit.quotas[0].stratum},' ${held.path("frame.csv")}`,
  });
}

function compareSeats({ draw, order, panel, commit }, findings) {
  const seats = seatOrder(order.team, panel);
  if (seatsText(seats) === seatsText(commit.team.seats)) return;
  findings.add("C09", "fail", "席位不是按最难找人的在前排列", "the seats aren't the order's, scarcest first", {
    draw,
    found: seatsText(commit.team.seats),
    expected: seatsText(seats),
  });
}

function seatsText(seats) {
  return seats.map(({ department, skill }) => `${department}/${skill}`).join(" ");
}

function compareQuotas({ draw, order, frame, commit }, findings) {
  const bad = (zh, en, more) => findings.add("C09", "fail", zh, en, { draw, ...more });
  const rates = new Map(order.strata.map(({ stratum, ratio, count }) => [stratum, { ratio, count }]));
  const unclear = order.strata.some(({ count }) => count !== undefined && count.length > MAX_COUNT_DIGITS);
  const both = ({ ratio, count }) => (ratio === undefined) === (count === undefined);
  if (unclear || Array.from(rates.values()).some(both)) {
    bad("每组须写比例或数量之一", "each stratum needs either a ratio or a count", { file: drawFile(draw, "order.json") });
    return;
  }
  const astray = frame.strata.find((stratum) => !rates.has(stratum));
  if (astray !== undefined)
    bad(`名单中有方案没有的分组：${astray}`, `the frame has a stratum that the order lacks: ${astray}`, {
      file: drawFile(draw, "frame.csv"),
    });
  else {
    const written = Array.from(rates, ([stratum, { ratio, count }]) => [stratum, count === undefined ? { ratio } : { count }]);
    compareEach(quotas(frame, new Map(written)), commit.quotas, bad);
  }
  if (commit.quotas.every((quota) => quota.size === 0))
    bad("名额全是零，不得抽签", "all sizes are 0: such a draw is refused");
}

function compareEach(computed, stated, bad) {
  for (let at = 0; at < Math.max(computed.length, stated.length); at++) {
    const [found, expected] = [stated[at], computed[at]];
    if (found && expected && sameQuota(found, expected)) continue;
    const { stratum } = expected || found;
    bad(`分组${stratum}的名额不对`, `the quota of stratum ${stratum} is wrong`, {
      found: found ? quotaText(found) : "",
      expected: expected ? quotaText(expected) : "",
    });
  }
}

function sameQuota(left, right) {
  return ["stratum", "listed", "eligible", "ratio", "count", "size"].every((name) => left[name] === right[name]);
}

function quotaText({ stratum, listed, eligible, ratio, count, size }) {
  return `${stratum}: ${size} of ${eligible} (${listed} × ${ratio === undefined ? count : ratio})`;
}
