/** C08 of a blinded frame: by its key where that is there, else by its counts (section 5; attack A09). */

import { saltOf } from "./by_hand.js";
import { drive } from "./draw_case.js";
import { checkFocus } from "./focus.js";
import { alias, aliasSalt } from "./hashing.js";
import { endOf, parseTime } from "./identifiers.js";
import { needsAudit } from "./orders.js";
import { compareCounts, compareRows, namelessOf } from "./placing.js";
import { FRAME_KEY } from "./published.js";
import { outsideHolders } from "./trust.js";

/**
 * A blinded frame: by its key where that is there, else by its counts; then the stratum `focus`, and the duty to publish
 * the key or to have the frame audited.
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {{roster: Uint8Array, policy: object, rules: object}[]} bases what it must follow from
 * @param {{now: number, tick: (done: number) => Promise<void>}} run
 */
export async function checkBlinded(held, findings, bases, { now, tick }) {
  const before = findings.list.length;
  let [unjudged, closed] = [0, 0];
  for (const [at, { roster, policy, rules }] of bases.entries()) {
    const steps = held.frameKey ? compareByKey(held, roster, rules) : compareCounts(held.frame, roster, rules);
    const { wrong, ...counts } = await drive(steps, tick);
    if (wrong) {
      sayWrong(held, findings, wrong);
      return;
    }
    if (at === 0) checkFocus(held, findings, policy, counts.chosen);
    unjudged = Math.max(unjudged, counts.unjudged + (held.frame.size ? namelessOf(rules) : 0));
    closed = Math.max(closed, counts.closed);
  }
  if (findings.list.length > before) return;
  const audited = judgeAudits(held, findings, bases[0].policy, now);
  if (findings.list.length > before) return;
  const [zh, en] = [[], []];
  const say = (words) => [zh, en].forEach((list, at) => list.push(words[at]));
  if (unjudged) say(unjudgedWords(unjudged));
  if (!held.frameKey)
    say([
      "姓名暂不公开，没有名单密钥不能重算",
      "names aren't public yet, and without the key the frame can't be recomputed",
    ]);
  if (closed)
    say([`${closed}户的分组或排除依据不公开的情况`, `${closed} rows rest on facts that aren't public`]);
  if (audited) say([`审计人：${audited.statement}`, `the auditor: ${audited.statement}`]);
  if (zh.length) findings.add("C08", "unknown", zh.join("；"), en.join("; "), { draw: held.draw });
  else sayRecomputed(held, findings);
}

/** Why rows can't be judged whose earlier visit's text is gone. */
export function unjudgedWords(count) {
  return [
    `有${count}户以前的检查结果已停止公示或没有公布，这几行不能判断`,
    `${count} rows rest on earlier results whose text isn't public any more and can't be judged`,
  ];
}

function sayWrong(held, findings, wrong) {
  const [zh, en] = held.frameKey
    ? ["名单密钥不能由名录和以前的检查得出这份名单", "with its key the frame doesn't follow from roster and visits"]
    : ["各分组户数与名录和以前的检查不符", "the strata's counts don't follow from roster and earlier visits"];
  findings.add("C08", "fail", zh, en, { draw: held.draw, file: held.path("frame.csv"), ...wrong });
}

function sayRecomputed(held, findings) {
  const { frameKey, sample } = held;
  const en = "with the frame key every alias and stratum recomputes";
  findings.add("C08", "pass", "用名单密钥重算，全部代号和分组都相同", en, {
    draw: held.draw,
    file: held.path(FRAME_KEY),
    expected: sample ? sample.salt : "",
    byHand: sample ? saltOf(frameKey, sample.object_id) : "",
  });
}

/** Each object's alias stands in the frame with its stratum and code, and nothing else does. */
function compareByKey(held, roster, rules) {
  const { frame, frameKey, draw } = held;
  return compareRows(frame, roster, rules, (objectId) => {
    const salt = aliasSalt(frameKey, objectId);
    held.sample = held.sample || { object_id: objectId, salt };
    const name = alias(draw, objectId, salt);
    return [name, frame.find(name)];
  });
}

/** How many undrawn rows the auditor looks up in source papers at least (section 5). */
function leastChecked({ quotas }) {
  const undrawn = quotas.reduce((sum, { listed, size }) => sum + listed - size, 0);
  return Math.min(undrawn, Math.max(30, Math.ceil(undrawn / 100)));
}

/** An audit of the whole sample, logged and watched by `publish_by`; a late one is none. */
function checkAuditInTime({ draw, commit, course }, findings, audits) {
  const [due, least] = [endOf(commit.publish_by), leastChecked(commit)];
  const timely = audits.filter(({ record }) => parseTime(record.time) <= due);
  const whole = timely.filter(({ record }) => record.checked >= least);
  const seen = whole.map(({ position }) => course.watchOf(position)).filter(Boolean).map(({ time }) => time);
  const expected = `≤ ${commit.publish_by}`;
  if (timely.length && !whole.length) {
    const [zh, en] = ["局外审计核对的行数少于应核对的", "the outside audit looked at fewer rows than it must"];
    const most = Math.max(...timely.map(({ record }) => record.checked));
    findings.add("C08", "fail", zh, en, { draw, found: String(most), expected: `≥ ${least}` });
  } else if (!whole.length || (seen.length && Math.min(...seen) > due)) {
    findings.add("C08", "fail", "到期没有局外审计", "no outside audit in time", { draw, expected });
  } else if (!seen.length) {
    const [zh, en] = ["没有见证表明局外审计按时作出", "no cosignature shows that the outside audit was in time"];
    findings.add("C08", "unknown", zh, en, { draw, expected });
  }
}

/**
 * By `publish_by` a blinded draw shows its key, or an outside auditor's word where the key is never published.
 *
 * @param {object|null} policy at the basis; null where it can't be read
 * @returns {object|null} the newest outside audit's record, where the key doesn't say all
 */
export function judgeAudits(held, findings, policy, now) {
  const { draw, commit, records, course, order, frameKey } = held;
  const audits = records.audits.filter((entry) => outsideHolders(course.ledger.keysOf(entry), "auditor") > 0);
  const bad = audits.find((entry) => entry.record.errors > 0);
  const late = now > endOf(commit.publish_by) && !course.isVoid;
  const byKey = policy ? !needsAudit(order, policy) : order.visits === "unannounced";
  if (bad) {
    const { errors, statement } = bad.record;
    const en = `the outside auditor found ${errors} errors: ${statement}`;
    findings.add("C08", "fail", `局外审计发现${errors}处错误：${statement}`, en, { draw });
  } else if (late && byKey && held.file(FRAME_KEY) === null) {
    const en = "the frame key wasn't published in time";
    findings.add("C08", "fail", "到期没有公布名单密钥", en, { draw, expected: commit.publish_by });
  } else if (late && !byKey) {
    checkAuditInTime(held, findings, audits);
  }
  const speaks = audits.length > 0 && (!byKey || !frameKey);
  return speaks ? audits[audits.length - 1].record : null;
}
