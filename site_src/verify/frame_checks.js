/**
 * C08: frame and panel follow from snapshots, order, policy and earlier visits at the basis (section 5; attacks A02, A09,
 * A10).
 */

import { inputRecords, readInputs, sameInputs } from "./basis.js";
import { checkBlinded, judgeAudits, unjudgedWords } from "./blinded_frames.js";
import { hashOfFile } from "./by_hand.js";
import { drive } from "./draw_case.js";
import { Past } from "./earlier_visits.js";
import { Fault } from "./errors.js";
import { CLEAN_TWICE, EXCLUSIONS, INACTIVE } from "./exclusions.js";
import { buildPanel } from "./frames.js";
import { dateOf } from "./identifiers.js";
import { compareRows, namelessOf, rulesOf } from "./placing.js";
import { FRAME_KEY } from "./published.js";
import { FOCUS, FOUND_COLUMN, PUBLIC_COLUMNS, asks } from "./strata.js";
import { panelText } from "./tables.js";

/**
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {{source: import("./published.js").Source, earlier: import("./earlier_visits.js").EarlierVisits, now: number,
 *   tick: (done: number) => Promise<void>}} run
 */
export async function checkFrame(held, findings, { source, earlier, now, tick }) {
  const failed = () =>
    findings.list.some(({ code, draw, verdict }) => code === "C08" && draw === held.draw && verdict === "fail");
  for (const name of ["order.json", "frame.csv", "panel.csv"]) {
    if (held.faults.has(name)) findings.fault("C08", held.faults.get(name), { draw: held.draw });
  }
  if (held.commit.frame === "blinded" && held.faults.has(FRAME_KEY))
    findings.fault("C08", held.faults.get(FRAME_KEY), { draw: held.draw });
  if (!held.order || !held.frame) return;
  checkOrder(held, findings);
  const blinded = held.commit.frame === "blinded";
  let inputs = null;
  try {
    const records = inputRecords(held.course, held.commit.basis.size);
    inputs = await readInputs(source, records);
    held.roster = records.objects;
    const later = inputRecords(held.course, held.course.position);
    held.laterInputs = sameInputs(records, later) ? null : await readInputs(source, later);
    checkRules(held, findings, inputs, records);
    checkPanel(held, findings, inputs);
    if (failed()) return;
    const bases = await basesOf(held, inputs, earlier, tick);
    if (blinded) await checkBlinded(held, findings, bases, { now, tick });
    else await checkOpen(held, findings, bases, { tick });
  } catch (error) {
    if (!(error instanceof Fault) || error === source.failure) throw error;
    findings.fault("C08", error, { draw: held.draw });
    if (blinded) judgeAudits(held, findings, inputs && inputs.policy, now); // due whatever can't be read
  }
}

/** Whether frame rows rest on earlier visits. */
function restsOnVisits({ exclusions, strata }) {
  return exclusions.some((code) => code !== INACTIVE) || asks(strata, FOUND_COLUMN);
}

/**
 * What the frame must follow from, at the basis and, where that isn't the same, at the commit's own place of the log:
 * `{roster, rules}`.
 */
async function basesOf({ order, commit, course, laterInputs }, inputs, earlier, tick) {
  const day = dateOf(course.committedAt);
  const byVisits = restsOnVisits(order);
  const at = async (size, { objects, ...rest }) => {
    const past = byVisits ? await earlier.before(size, tick) : new Past();
    return { roster: objects, policy: rest.policy, rules: rulesOf(order, rest, past, day) };
  };
  const bases = [await at(commit.basis.size, inputs)];
  if (laterInputs || (byVisits && earlier.between(commit.basis.size, course.position)))
    bases.push(await at(course.position, laterInputs || inputs));
  return bases;
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
  const columns = order.targeting.map((condition) => condition.column);
  const named = columns.find((column) => !PUBLIC_COLUMNS.includes(column));
  if (named !== undefined)
    findings.add("C08", "fail", `条件使用了不允许的栏目${named}`, `a condition on ${named}, which isn't allowed`, {
      draw,
      found: named,
    });
  const code = order.exclusions.find((exclusion) => !EXCLUSIONS.includes(exclusion));
  if (code !== undefined)
    findings.add("C08", "fail", `没有排除代码${code}`, `there is no exclusion ${code}`, { draw, found: code });
}

/** Items and strata are those of the approved list and policy. */
function checkRules({ order, draw, commit }, findings, { policy, items }, { objects, inspectors }) {
  if (commit.frame === "open") checkOpenAllowed(order, draw, findings, policy);
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

/** An open frame rests on public facts alone. */
function checkOpenAllowed({ strata, exclusions }, draw, findings, { lapses_on: lapsesOn }) {
  const [zh, en] = ["依据的情况不公开，名单却公开了姓名", "an open frame that rests on facts that aren't public"];
  const why = strata.some(({ stratum }) => stratum === FOCUS) ? FOCUS : lapsesOn.join(" ");
  if (why === FOCUS || (why && exclusions.includes(CLEAN_TWICE)))
    findings.add("C08", "fail", zh, en, { draw, found: "open", expected: `blinded: ${why}` });
}

function checkPanel(held, findings, inputs) {
  if (!held.panel) return;
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
async function checkOpen(held, findings, bases, { tick }) {
  const { draw, frame } = held;
  const file = held.path("frame.csv");
  const find = (objectId, count) => [objectId, frame.isAt(count, objectId) ? count : -1];
  let unjudged = 0;
  for (const { roster, rules } of bases) {
    const { wrong, ...counts } = await drive(compareRows(frame, roster, rules, find), tick);
    if (wrong) {
      const en = "the frame doesn't follow from roster, order and earlier visits";
      findings.add("C08", "fail", "抽签名单不能由名录、方案和以前的检查得出", en, { draw, file, ...wrong });
      return;
    }
    unjudged = Math.max(unjudged, counts.unjudged + (frame.size ? namelessOf(rules) : 0));
  }
  const more = { draw, file, ...rosterLine(held) };
  if (unjudged) {
    findings.add("C08", "unknown", ...unjudgedWords(unjudged), more);
    return;
  }
  const people = held.panel ? held.panel.length : 0;
  const en = `all ${frame.size} rows and ${people} inspectors follow from rosters and earlier visits`;
  findings.add("C08", "pass", `${frame.size}户和${people}名检查人员都由名录、方案得出`, en, more);
}

/** By hand: the roster that the frame follows from is the one that the commit binds. */
function rosterLine({ roster }) {
  return { found: roster.hash, expected: roster.hash, byHand: hashOfFile(roster.path) };
}
