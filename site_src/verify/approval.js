/** C06: each record carries its signers (sections 3 and 9; article 10). */

import { signatureOf } from "./by_hand.js";
import { VACANT } from "./identifiers.js";
import { drawFile } from "./published.js";
import { byOffices, missingSigners } from "./signing.js";
import { outsideHolders } from "./trust.js";

/** Outside observers at a ceremony that stands alone. */
export const CEREMONY_OBSERVERS = 2;
const OBSERVED_FROM = 3; // the third removal from one team
const ROLE_ZH = {
  "observer (outside)": "局外观察人",
  draw: "抽查机构",
  legal: "法制机构",
  log: "总账",
  recovery: "恢复密钥",
  auditor: "审计人",
  "draw, legal / recovery": "抽查机构和法制机构，或恢复密钥",
};

/**
 * C06 (section 3):
 *
 * - every entry can be read as a record
 * - each record is signed by its roles under the policy in force at its position; a deputy signs a draw's records in
 *   place of the legal office (deputies.js says whether it may)
 * - a trust record is signed by draw and legal office, or by the recovery quorum with the outside body, and then it
 *   changes nothing but keys; the genesis by draw, legal, log and the recovery quorum
 * - a reveal is signed by its own party
 * - a ceremony that stands alone is also signed by two observers marked `outside`, and the change that makes the third
 *   removal from one team by one
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 * @param {{courses: Map<string, import("./course.js").Course>, skipped: Function}} run
 */
export function checkApproval(ledger, findings, { courses, skipped }) {
  const before = findings.list.length;
  const good = new Map();
  for (const entry of ledger.history.entries.filter((each) => !skipped(each))) {
    const draw = entry.record && entry.record.draw ? entry.record.draw : "";
    if (judgeEntry(ledger, findings, entry, draw, courses)) good.set(draw, (good.get(draw) || 0) + 1);
  }
  if (findings.list.length > before) return;
  for (const [draw, count] of good)
    findings.add("C06", "pass", `${count}份记录都有应有的签名`, `${count} records carry their signers`, {
      draw,
      ...exampleOf(ledger, draw),
    });
}

/** True where the entry carries its signers; otherwise a finding says why not. */
function judgeEntry(ledger, findings, entry, draw, courses) {
  const { position, record } = entry;
  const bad = (zh, en, more) => {
    findings.add("C06", "fail", `总账第${position}条${zh}`, `entry ${position} ${en}`, { draw, ...more });
    return false;
  };
  if (!record) return bad(`不是协议中的记录：${entry.fault.zh}`, `isn't a record of the protocol: ${entry.fault.en}`);
  const policy = ledger.trust.at(position);
  if (!policy) {
    const en = `the policy for entry ${position} isn't published`;
    findings.add("C06", "unknown", `第${position}条适用的签名规定没有公布`, en, { draw });
    return false;
  }
  const { keys, fault } = ledger.signersOf(entry);
  if (fault) return bad(`${fault.zh}，整份文书不予采信`, `${fault.en}; the whole note is rejected`);
  const observers = observersNeeded(ledger, entry, courses) - outsideHolders(keys, "observer");
  const missing = [
    ...missingSigners(record, keys, policy),
    ...Array.from({ length: Math.max(0, observers) }, () => "observer (outside)"),
  ];
  if (missing.length) {
    const zh = missing.map((role) => ROLE_ZH[role] || role).join("、");
    return bad(`（${record.type}）缺少${zh}的签名`, `(${record.type}) lacks ${missing.join(", ")}`, {
      found: keys.map((key) => key.parsed.name).join(" "),
      expected: missing.join(" "),
    });
  }
  const next = record.type === "trust" && !byOffices(keys) ? ledger.trust.policies.get(record.trust) : undefined;
  if (next && next.settings !== policy.settings)
    return bad("由恢复密钥签署，却改动了密钥以外的内容", "is signed by recovery keys and changes more than keys");
  return true;
}

/** Outside observers that must sign: two at a ceremony that stands alone, one at a team's third removal. */
function observersNeeded(ledger, { record, position }, courses) {
  if (record.type === "ceremony") {
    const course = courses.get(record.draw);
    return course && course.standsAlone ? CEREMONY_OBSERVERS : 0;
  }
  return record.type === "change" && needsObserver(ledger.history.draws.get(record.draw), record, position) ? 1 : 0;
}

/** Whether this change brings some team to its third removal or beyond; filling an empty seat is none. */
export function needsObserver(records, change, position) {
  const earlier = records.changes.filter((entry) => entry.position < position).map(({ record }) => record);
  const before = removalCounts(earlier);
  return Array.from(removalCounts([change])).some(
    ([object, count]) => (before.get(object) || 0) + count >= OBSERVED_FROM,
  );
}

/** Object → how often somebody left its team by these changes. */
export function removalCounts(changes) {
  const counts = new Map();
  for (const { object, inspector } of changes.flatMap(({ removals }) => removals))
    if (inspector !== VACANT) counts.set(object, (counts.get(object) || 0) + 1);
  return counts;
}

/** A signature to check by hand: the draw office's on the draw's commit. */
function exampleOf(ledger, draw) {
  const records = ledger.history.draws.get(draw);
  const entry = records ? records.commit : null;
  const policy = entry ? ledger.trust.at(entry.position) : null;
  const key = policy ? policy.keysAt(entry.position).find(({ parsed }) => entry.note.signatureOf(parsed)) : null;
  if (!key) return {};
  const file = drawFile(draw, "commit.note");
  return {
    file,
    found: key.parsed.name,
    byHand: signatureOf(file, entry.note.text, key.parsed, entry.note.signatureOf(key.parsed).signature),
  };
}
