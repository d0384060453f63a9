/** C08: frame and panel follow from snapshots, order and policy at the basis (section 5; attacks A02, A09, A10). */

import { inputRecords, readInputs, sameInputs } from "./basis.js";
import { alias, aliasSalt } from "./hashing.js";
import { hashOfFile, saltOf } from "./by_hand.js";
import { drive } from "./draw_case.js";
import { Fault } from "./errors.js";
import { INACTIVE, buildFrame, buildPanel } from "./frames.js";
import { endOf } from "./identifiers.js";
import { PUBLIC_COLUMNS } from "./orders.js";
import { FRAME_KEY } from "./published.js";
import { panelText } from "./tables.js";

const FOCUS = "focus";
const PAUSE = 16384;

/**
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {{source: import("./published.js").Source, now: number, tick: (done: number) => Promise<void>}} run
 */
export async function checkFrame(held, findings, { source, now, tick }) {
  const failed = () => findings.list.some(({ code, draw, verdict }) => code === "C08" && draw === held.draw && verdict === "fail");
  for (const name of ["order.json", "frame.csv", "panel.csv"]) {
    if (held.faults.has(name)) findings.fault("C08", held.faults.get(name), { draw: held.draw });
  }
  if (held.commit.frame === "blinded" && held.faults.has(FRAME_KEY)) findings.fault("C08", held.faults.get(FRAME_KEY), { draw: held.draw });
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
    if (!failed()) await (held.commit.frame === "open" ? checkOpen : checkBlinded)(held, findings, inputs, { now, tick });
    if (!failed()) judgeHistory(held, findings);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    findings.fault("C08", error, { draw: held.draw });
  }
}

/** What rests on earlier results (articles 11 and 14) isn't carried by this version. */
function judgeHistory({ draw }, findings) {
  findings.add("C08", "unknown", "依据历次检查结果的排除和分组，本版尚不判断", "exclusions and strata by earlier results aren't judged by this version", { draw });
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
  same("times", [order.times.reveal_by, order.times.inspect_by, order.times.publish_by], [reveal_by, inspect_by, publish_by]);
  if (commit.frame === "open" && order.visits === "unannounced") {
    findings.add("C08", "fail", "事先不告知的检查，名单不得公开姓名", "a draw of unannounced visits can't have an open frame", { draw });
  }
  const columns = [...order.targeting, ...order.strata.flatMap((stratum) => stratum.where)].map((condition) => condition.column);
  const named = columns.find((column) => !PUBLIC_COLUMNS.includes(column));
  if (named !== undefined) findings.add("C08", "fail", `条件使用了不允许的栏目${named}`, `a condition on ${named}, which isn't allowed`, { draw, found: named });
  const code = order.exclusions.find((exclusion) => exclusion !== INACTIVE);
  if (code !== undefined) findings.add("C08", "fail", `没有排除代码${code}`, `there is no exclusion ${code}`, { draw, found: code });
}

/** Items and strata are those of the approved list and policy. */
function checkRules({ order, draw, commit }, findings, { policy, items }, { objects, inspectors }) {
  const unlisted = order.items.find((item) => !items.items.some((entry) => entry.item === item));
  if (unlisted !== undefined) {
    findings.add("C08", "fail", `事项${unlisted}不在核准的清单里`, `item ${unlisted} isn't on the approved list`, { draw, found: unlisted });
  }
  const scheme = policy.strata[order.scheme];
  const bare = order.strata.map(({ stratum, title, where }) => ({ stratum, title, where }));
  const plain = scheme && scheme.map(({ stratum, title, where }) => ({ stratum, title, where }));
  if (JSON.stringify(bare) !== JSON.stringify(plain)) {
    findings.add("C08", "fail", `分组办法${order.scheme}与核准的政策参数不同`, `the strata aren't the policy's scheme ${order.scheme}`, { draw, found: order.scheme });
  }
  for (const { hash } of [objects, inspectors]) {
    if (commit.files[`snapshots/${hash}.csv`] === hash) continue;
    findings.add("C08", "fail", "封存没有登记依据处最新的名录", "the commit doesn't bind the newest roster at its basis", { draw, expected: hash });
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

function rulesOf(held, inputs) {
  const { order } = held;
  const scopes = order.items.map((item) => (inputs.items.items.find((entry) => entry.item === item) || { scope: [] }).scope);
  return { scopes, targeting: order.targeting, strata: order.strata, exclusions: order.exclusions };
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
  findings.add("C08", "pass", `${held.frame.size}户和${held.panel.length}名检查人员都由名录、方案得出`, `all ${held.frame.size} rows and ${held.panel.length} inspectors follow from the rosters`, {
    draw: held.draw,
    file: held.path("frame.csv"),
    ...rosterLine(held),
    watched: held.course.isWatched,
  });
}

/** By hand: the roster that the frame follows from is the one that the commit binds. */
function rosterLine({ roster }) {
  return { found: roster.hash, expected: roster.hash, byHand: hashOfFile(roster.path) };
}

function written(row) {
  return row ? `${row.object_id},${row.stratum},${row.excluded}` : "";
}

function* compareOpen({ frame, ...held }, inputs) {
  let at = 0;
  for (const expected of buildFrame(inputs.objects, rulesOf(held, inputs), "objects")) {
    const found = at < frame.size ? frame.row(at) : null;
    if (written(found) !== written(expected)) return { found: written(found), expected: written(expected) };
    at++;
    if (at % PAUSE === 0) yield at;
  }
  return at < frame.size ? { found: written(frame.row(at)), expected: "" } : null;
}

/** A blinded frame: by its key where that is there, else by its counts. */
async function checkBlinded(held, findings, inputs, { now, tick }) {
  const { draw, frameKey } = held;
  const watched = held.course.isWatched;
  checkFocus(held, findings);
  if (frameKey) {
    for (const each of [inputs, held.laterInputs].filter(Boolean)) {
      const wrong = await drive(compareBlinded(held, each), tick);
      if (!wrong) continue;
      findings.add("C08", "fail", "名单密钥不能由名录得出这份名单", "with its key the frame doesn't follow from the roster", { draw, file: held.path("frame.csv"), ...wrong });
      return;
    }
    if (mustShowKey(held, now) && !held.file(FRAME_KEY)) {
      findings.add("C08", "fail", "到期没有公布名单密钥", "the frame key wasn't published in time", { draw, expected: held.commit.publish_by });
      return;
    }
    const first = held.sample;
    findings.add("C08", "pass", "用名单密钥重算，全部代号和分组都相同", "with the frame key every alias and stratum recomputes", {
      draw,
      file: held.path("frame-key.txt"),
      expected: first ? first.salt : "",
      byHand: first ? saltOf(frameKey, first.object_id) : "",
      watched,
    });
    return;
  }
  const wrong = await drive(compareCounts(held, inputs), tick);
  if (wrong) {
    findings.add("C08", "fail", "各分组户数与名录不符", "the strata's counts don't follow from the roster", { draw, file: held.path("frame.csv"), ...wrong });
    return;
  }
  judgeKeyless(held, findings, now);
}

/** A frame blinded only because visits come unannounced shows its key by `publish_by`. */
function mustShowKey(held, now) {
  const only = !held.frame.strata.includes(FOCUS);
  return only && held.order.visits === "unannounced" && now > endOf(held.commit.publish_by) && !held.isVoid(now);
}

/** By `publish_by` a blinded draw shows its key, or an outside auditor's word; until then it is unknown. */
function judgeKeyless(held, findings, now) {
  const { draw, commit, records, course } = held;
  const audits = records.audits.filter((entry) => {
    const signed = course.ledger.signersOf(entry);
    return signed && signed.keys.some((key) => key.role === "auditor" && key.outside);
  });
  const bad = audits.find((entry) => entry.record.errors > 0);
  if (bad) {
    findings.add("C08", "fail", `局外审计发现${bad.record.errors}处错误：${bad.record.statement}`, `the outside auditor found ${bad.record.errors} errors: ${bad.record.statement}`, { draw });
    return;
  }
  const late = now > endOf(commit.publish_by) && !held.isVoid(now);
  const byKey = mustShowKey(held, now);
  if (byKey || (late && !audits.length)) {
    const [zh, en] = byKey ? ["到期没有公布名单密钥", "the frame key wasn't published in time"] : ["到期没有局外审计", "no outside audit in time"];
    findings.add("C08", "fail", zh, en, { draw, expected: commit.publish_by });
    return;
  }
  const words = audits.length ? audits[audits.length - 1].record.statement : "";
  findings.add("C08", "unknown", `姓名暂不公开，没有名单密钥不能重算；各组户数相符${words && `；审计人：${words}`}`, `names aren't public yet, and without the key the frame can't be recomputed; its counts hold${words && `; the auditor: ${words}`}`, { draw });
}

/** Each object's alias stands in the frame with its stratum and code, and nothing else does. */
function* compareBlinded(held, inputs) {
  const { frame, frameKey, draw } = held;
  let count = 0;
  for (const row of buildFrame(inputs.objects, rulesOf(held, inputs), "objects")) {
    const salt = aliasSalt(frameKey, row.object_id);
    held.sample = held.sample || { object_id: row.object_id, salt };
    const name = alias(draw, row.object_id, salt);
    const at = frame.find(name);
    const found = at < 0 ? null : frame.row(at);
    const expected = { ...row, object_id: name };
    if (written(found) !== written(expected)) return { found: written(found), expected: written(expected) };
    count++;
    if (count % PAUSE === 0) yield count;
  }
  return count === frame.size ? null : { found: frame.size, expected: count };
}

/** Counts by stratum and code; an aggregate `focus` stratum rests on facts that aren't public. */
function* compareCounts(held, inputs) {
  if (held.frame.strata.includes(FOCUS)) return null;
  const expected = new Map();
  let count = 0;
  for (const { stratum, excluded } of buildFrame(inputs.objects, rulesOf(held, inputs), "objects")) {
    expected.set(`${stratum},${excluded}`, (expected.get(`${stratum},${excluded}`) || 0) + 1);
    count++;
    if (count % PAUSE === 0) yield count;
  }
  const found = new Map();
  for (const { stratum, excluded } of held.frame.rows()) {
    found.set(`${stratum},${excluded}`, (found.get(`${stratum},${excluded}`) || 0) + 1);
  }
  const keys = Array.from(new Set([...expected.keys(), ...found.keys()])).sort();
  const wrong = keys.find((key) => expected.get(key) !== found.get(key));
  return wrong === undefined ? null : { found: `${wrong}: ${found.get(wrong) || 0}`, expected: `${wrong}: ${expected.get(wrong) || 0}` };
}

/** `focus` hides why an object is in it: at least 20 rows, a ratio of at most 0.5 (section 5). */
function checkFocus({ commit, draw }, findings) {
  const quota = commit.quotas.find(({ stratum }) => stratum === FOCUS);
  if (!quota) return;
  findings.notice("分组focus所依据的事实不公开", "the stratum focus rests on facts that aren't public", draw);
  if (quota.listed >= 20 && quota.ratio !== undefined && Number(quota.ratio) <= 0.5) return;
  findings.add("C08", "fail", "分组focus太小，或比例超过0.5", "the stratum focus is too small, or its ratio over 0.5", { draw, found: `${quota.listed} ${quota.ratio || quota.count}` });
}

