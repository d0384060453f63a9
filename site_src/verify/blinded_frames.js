/** C08 of a blinded frame: by its key where that is there, else by its counts (section 5; attack A09). */

import { saltOf } from "./by_hand.js";
import { drive } from "./draw_case.js";
import { buildFrame, rowText, rulesOf } from "./frames.js";
import { alias, aliasSalt } from "./hashing.js";
import { endOf } from "./identifiers.js";
import { FRAME_KEY } from "./published.js";

const FOCUS = "focus";
const PAUSE = 16384;

/** A blinded frame: by its key where that is there, else by its counts. */
export async function checkBlinded(held, findings, inputs, { now, tick }) {
  const { draw, frameKey } = held;
  const watched = held.course.isWatched;
  checkFocus(held, findings);
  if (frameKey) {
    for (const each of [inputs, held.laterInputs].filter(Boolean)) {
      const wrong = await drive(compareBlinded(held, each), tick);
      if (!wrong) continue;
      findings.add(
        "C08",
        "fail",
        "名单密钥不能由名录得出这份名单",
        "with its key the frame doesn't follow from the roster",
        { draw, file: held.path("frame.csv"), ...wrong },
      );
      return;
    }
    if (mustShowKey(held, now) && !held.file(FRAME_KEY)) {
      findings.add("C08", "fail", "到期没有公布名单密钥", "the frame key wasn't published in time", {
        draw,
        expected: held.commit.publish_by,
      });
      return;
    }
    const first = held.sample;
    findings.add(
      "C08",
      "pass",
      "用名单密钥重算，全部代号和分组都相同",
      "with the frame key every alias and stratum recomputes",
      {
        draw,
        file: held.path("frame-key.txt"),
        expected: first ? first.salt : "",
        byHand: first ? saltOf(frameKey, first.object_id) : "",
        watched,
      },
    );
    return;
  }
  const wrong = await drive(compareCounts(held, inputs), tick);
  if (wrong) {
    findings.add("C08", "fail", "各分组户数与名录不符", "the strata's counts don't follow from the roster", {
      draw,
      file: held.path("frame.csv"),
      ...wrong,
    });
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
    findings.add(
      "C08",
      "fail",
      `局外审计发现${bad.record.errors}处错误：${bad.record.statement}`,
      `the outside auditor found ${bad.record.errors} errors: ${bad.record.statement}`,
      { draw },
    );
    return;
  }
  const late = now > endOf(commit.publish_by) && !held.isVoid(now);
  const byKey = mustShowKey(held, now);
  if (byKey || (late && !audits.length)) {
    const [zh, en] = byKey
      ? ["到期没有公布名单密钥", "the frame key wasn't published in time"]
      : ["到期没有局外审计", "no outside audit in time"];
    findings.add("C08", "fail", zh, en, { draw, expected: commit.publish_by });
    return;
  }
  const zh = ["姓名暂不公开，没有名单密钥不能重算", "各组户数相符"];
  const en = ["names aren't public yet, and without the key the frame can't be recomputed", "its counts hold"];
  if (audits.length) {
    const { statement } = audits[audits.length - 1].record;
    zh.push(`审计人：${statement}`);
    en.push(`the auditor: ${statement}`);
  }
  findings.add("C08", "unknown", zh.join("；"), en.join("; "), { draw });
}

/** Each object's alias stands in the frame with its stratum and code, and nothing else does. */
function* compareBlinded(held, inputs) {
  const { frame, frameKey, draw } = held;
  let count = 0;
  for (const row of buildFrame(inputs.objects, rulesOf(held.order, inputs), "objects")) {
    const salt = aliasSalt(frameKey, row.object_id);
    held.sample = held.sample || { object_id: row.object_id, salt };
    const name = alias(draw, row.object_id, salt);
    const at = frame.find(name);
    const found = at < 0 ? null : frame.row(at);
    const expected = { ...row, object_id: name };
    if (rowText(found) !== rowText(expected)) return { found: rowText(found), expected: rowText(expected) };
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
  for (const { stratum, excluded } of buildFrame(inputs.objects, rulesOf(held.order, inputs), "objects")) {
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
  return wrong === undefined
    ? null
    : { found: `${wrong}: ${found.get(wrong) || 0}`, expected: `${wrong}: ${expected.get(wrong) || 0}` };
}

/** `focus` hides why an object is in it: at least 20 rows, a ratio of at most 0.5 (section 5). */
function checkFocus({ commit, draw }, findings) {
  const quota = commit.quotas.find(({ stratum }) => stratum === FOCUS);
  if (!quota) return;
  findings.notice("分组focus所依据的事实不公开", "the stratum focus rests on facts that aren't public", draw);
  if (quota.listed >= 20 && quota.ratio !== undefined && Number(quota.ratio) <= 0.5) return;
  findings.add("C08", "fail", "分组focus太小，或比例超过0.5", "the stratum focus is too small, or its ratio over 0.5", {
    draw,
    found: `${quota.listed} ${quota.ratio || quota.count}`,
  });
}
