/** C09: quotas and seats follow from frame and panel (section 5). */

import { attempt } from "./errors.js";
import { quotas } from "./quotas.js";
import { fitting, regular, seatOrder } from "./seats.js";

const FEW_FIT = 3;
const SMALL = 20; // eligible objects
const HIGH = 0.5; // chance

/**
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 */
export function checkQuotas(held, findings) {
  const { draw, order, frame, panel, commit } = held;
  for (const name of ["order.json", "frame.csv", "panel.csv"]) {
    if (held.faults.has(name)) findings.fault("C09", held.faults.get(name), { draw });
  }
  if (!order || !frame || !panel) return;
  const before = findings.list.length;
  compareQuotas(held, findings);
  const seats = seatOrder(order.team, panel);
  if (JSON.stringify(seats) !== JSON.stringify(commit.team.seats)) {
    findings.add("C09", "fail", "席位不是按最难找人的在前排列", "the seats aren't the order's, scarcest first", {
      draw,
      found: seatsText(commit.team.seats),
      expected: seatsText(seats),
    });
  }
  notices(held, findings);
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

function seatsText(seats) {
  return seats.map(({ department, skill }) => `${department}/${skill}`).join(" ");
}

function compareQuotas({ draw, order, frame, commit }, findings) {
  const rates = new Map(
    order.strata.map(({ stratum, ratio, count }) => [stratum, ratio === undefined ? { count } : { ratio }]),
  );
  const both = order.strata.find((stratum) => "ratio" in stratum === "count" in stratum);
  if (both) {
    findings.add(
      "C09",
      "fail",
      `分组${both.stratum}须写比例或数量之一`,
      `stratum ${both.stratum} has neither ratio nor count, or both`,
      { draw },
    );
    return;
  }
  if (rates.size !== order.strata.length) {
    findings.add("C09", "fail", "分组重复", "a stratum stands twice in the order", { draw });
    return;
  }
  const { value, fault } = attempt(() => quotas(frame, rates));
  if (fault) {
    findings.fault("C09", fault, { draw });
    return;
  }
  value.forEach((expected, at) => {
    const found = commit.quotas[at];
    if (!found || !sameQuota(found, expected)) {
      findings.add(
        "C09",
        "fail",
        `分组${expected.stratum}的名额不对`,
        `the quota of stratum ${expected.stratum} is wrong`,
        {
          draw,
          found: found ? quotaText(found) : "",
          expected: quotaText(expected),
        },
      );
    }
  });
  if (commit.quotas.length > value.length) {
    findings.add("C09", "fail", "名额里有方案没有的分组", "a quota for a stratum that the order doesn't have", {
      draw,
    });
  }
  if (commit.quotas.every((quota) => quota.size === 0)) {
    findings.add("C09", "fail", "名额全是零，不得抽签", "all sizes are 0: such a draw is refused", { draw });
  }
}

function sameQuota(left, right) {
  return ["stratum", "listed", "eligible", "ratio", "count", "size"].every((name) => left[name] === right[name]);
}

function quotaText({ stratum, listed, eligible, ratio, count, size }) {
  return `${stratum}: ${size} of ${eligible} (${listed} × ${ratio === undefined ? count : ratio})`;
}

/** Facts that a reader should know: small strata, high chances, seats that few fit (attacks A16 and A17). */
function notices({ draw, commit, panel }, findings) {
  for (const { stratum, eligible, size } of commit.quotas) {
    if (!size) continue;
    if (eligible < SMALL)
      findings.notice(
        `分组${stratum}只有${eligible}户可抽`,
        `stratum ${stratum} has only ${eligible} eligible objects`,
        draw,
      );
    if (size / eligible > HIGH)
      findings.notice(
        `分组${stratum}的机会超过一半：${size}/${eligible}`,
        `stratum ${stratum} is drawn with a chance over one half: ${size}/${eligible}`,
        draw,
      );
  }
  commit.team.seats.forEach((seat, at) => {
    const fit = fitting(regular(panel), seat).length;
    if (fit < FEW_FIT) findings.notice(`第${at + 1}席只有${fit}人符合`, `only ${fit} people fit seat ${at + 1}`, draw);
  });
}
