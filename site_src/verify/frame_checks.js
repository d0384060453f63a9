/** C08: frame and panel follow from snapshots, order and policy at the basis (section 5; attacks A02, A09, A10). */

import { inputRecords, readInputs, sameInputs } from "./basis.js";
import { checkBlinded } from "./blinded_frames.js";
import { hashOfFile } from "./by_hand.js";
import { drive } from "./draw_case.js";
import { Fault } from "./errors.js";
import { INACTIVE, buildFrame, buildPanel, rowText, rulesOf } from "./frames.js";
import { PUBLIC_COLUMNS } from "./orders.js";
import { FRAME_KEY } from "./published.js";
import { panelText } from "./tables.js";

const PAUSE = 16384;

/**
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {{source: import("./published.js").Source, now: number, tick: (done: number) => Promise<void>}} run
 */
export async function checkFrame(held, findings, { source, now, tick }) {
  const failed = () =>
    findings.list.some(({ code, draw, verdict }) => code === "C08" && draw === held.draw && verdict === "fail");
  for (const name of ["order.json", "frame.csv", "panel.csv"]) {
    if (held.faults.has(name)) findings.fault("C08", held.faults.get(name), { draw: held.draw });
  }
  if (held.commit.frame === "blinded" && held.faults.has(FRAME_KEY))
    findings.fault("C08", held.faults.get(FRAME_KEY), { draw: held.draw });
  if (!held.order || !held.frame || !held.panel) return;
  checkOrder(held, findings);
  try {
    const records = inputRecords(held.course, held.commit.basis.size);
    const inputs = await readInputs(source, records);
    held.roster = records.objects;
    const later = inputRecords(held.course, held.course.position);
    held.laterInputs = sameInputs(records, later) ? null : await readInputs(source, later);
    checkRules(held, findings, inputs, records);
    checkPanel(held, findings, inputs);
    if (!failed())
      await (held.commit.frame === "open" ? checkOpen : checkBlinded)(held, findings, inputs, { now, tick });
    if (!failed()) judgeHistory(held, findings);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    findings.fault("C08", error, { draw: held.draw });
  }
}

/** What rests on earlier results (articles 11 and 14) isn't carried by this version. */
function judgeHistory({ draw }, findings) {
  findings.add(
    "C08",
    "unknown",
    "依据历次检查结果的排除和分组，本版尚不判断",
    "exclusions and strata by earlier results aren't judged by this version",
    { draw },
  );
}

/** The order says what the commit says, and asks for nothing that it may not. */
function checkOrder({ order, commit, draw }, findings) {
  const same = (name, left, right) => {
    if (JSON.stringify(left) === JSON.stringify(right)) return;
    findings.add("C08", "fail", `抽查方案与封存的${name}不同`, `order and commit differ in ${name}`, {
      draw,
      file: `draws/${draw}/order.json`,
      found: JSON.stringify(left),
      expected: JSON.stringify(right),
    });
  };
  same("title", order.title, commit.title);
  same("items", order.items, commit.items);
  same("frame", order.frame, commit.frame);
  same("beacons", order.beacons, commit.beacons);
  const { reveal_by, inspect_by, publish_by } = commit;
  same(
    "times",
    [order.times.reveal_by, order.times.inspect_by, order.times.publish_by],
    [reveal_by, inspect_by, publish_by],
  );
  if (commit.frame === "open" && order.visits === "unannounced") {
    findings.add(
      "C08",
      "fail",
      "事先不告知的检查，名单不得公开姓名",
      "a draw of unannounced visits can't have an open frame",
      { draw },
    );
  }
  const columns = [...order.targeting, ...order.strata.flatMap((stratum) => stratum.where)].map(
    (condition) => condition.column,
  );
  const named = columns.find((column) => !PUBLIC_COLUMNS.includes(column));
  if (named !== undefined)
    findings.add("C08", "fail", `条件使用了不允许的栏目${named}`, `a condition on ${named}, which isn't allowed`, {
      draw,
      found: named,
    });
  const code = order.exclusions.find((exclusion) => exclusion !== INACTIVE);
  if (code !== undefined)
    findings.add("C08", "fail", `没有排除代码${code}`, `there is no exclusion ${code}`, { draw, found: code });
}

/** Items and strata are those of the approved list and policy. */
function checkRules({ order, draw, commit }, findings, { policy, items }, { objects, inspectors }) {
  const unlisted = order.items.find((item) => !items.items.some((entry) => entry.item === item));
  if (unlisted !== undefined) {
    findings.add("C08", "fail", `事项${unlisted}不在核准的清单里`, `item ${unlisted} isn't on the approved list`, {
      draw,
      found: unlisted,
    });
  }
  const scheme = policy.strata[order.scheme];
  const bare = order.strata.map(({ stratum, title, where }) => ({ stratum, title, where }));
  const plain = scheme && scheme.map(({ stratum, title, where }) => ({ stratum, title, where }));
  if (JSON.stringify(bare) !== JSON.stringify(plain)) {
    findings.add(
      "C08",
      "fail",
      `分组办法${order.scheme}与核准的政策参数不同`,
      `the strata aren't the policy's scheme ${order.scheme}`,
      { draw, found: order.scheme },
    );
  }
  for (const { hash } of [objects, inspectors]) {
    if (commit.files[`snapshots/${hash}.csv`] === hash) continue;
    findings.add(
      "C08",
      "fail",
      "封存没有登记依据处最新的名录",
      "the commit doesn't bind the newest roster at its basis",
      { draw, expected: hash },
    );
  }
}

function checkPanel(held, findings, inputs) {
  for (const { inspectors } of [inputs, held.laterInputs].filter(Boolean)) {
    const expected = panelText(buildPanel(inspectors, held.commit.inspect_by));
    const found = panelText(held.panel);
    if (found === expected) continue;
    const [line, other] = firstDifference(found, expected);
    findings.add("C08", "fail", "检查人员名单不能由名录得出", "the panel doesn't follow from the roster", {
      draw: held.draw,
      file: held.path("panel.csv"),
      found: line,
      expected: other,
    });
  }
}

function firstDifference(found, expected) {
  const [left, right] = [found.split("\n"), expected.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  return at < 0 ? ["", right[left.length] || ""] : [left[at], right[at] || ""];
}

/** An open frame, row by row. */
async function checkOpen(held, findings, inputs, { tick }) {
  for (const each of [inputs, held.laterInputs].filter(Boolean)) {
    const wrong = await drive(compareOpen(held, each), tick);
    if (!wrong) continue;
    findings.add("C08", "fail", "抽签名单不能由名录、方案得出", "the frame doesn't follow from roster and order", {
      draw: held.draw,
      file: held.path("frame.csv"),
      ...wrong,
    });
    return;
  }
  findings.add(
    "C08",
    "pass",
    `${held.frame.size}户和${held.panel.length}名检查人员都由名录、方案得出`,
    `all ${held.frame.size} rows and ${held.panel.length} inspectors follow from the rosters`,
    {
      draw: held.draw,
      file: held.path("frame.csv"),
      ...rosterLine(held),
      watched: held.course.isWatched,
    },
  );
}

/** By hand: the roster that the frame follows from is the one that the commit binds. */
function rosterLine({ roster }) {
  return { found: roster.hash, expected: roster.hash, byHand: hashOfFile(roster.path) };
}

function* compareOpen({ frame, ...held }, inputs) {
  let at = 0;
  for (const expected of buildFrame(inputs.objects, rulesOf(held.order, inputs), "objects")) {
    const found = at < frame.size ? frame.row(at) : null;
    if (rowText(found) !== rowText(expected)) return { found: rowText(found), expected: rowText(expected) };
    at++;
    if (at % PAUSE === 0) yield at;
  }
  return at < frame.size ? { found: rowText(frame.row(at)), expected: "" } : null;
}
