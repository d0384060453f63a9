/** C06: each record carries its signers (sections 3 and 9; article 10). */

import { CEREMONY } from "./beacons.js";
import { signatureOf } from "./by_hand.js";
import { drawFile } from "./published.js";
import { missingSigners, outsideObservers } from "./signing.js";

const OBSERVERS = 2; // of a ceremony that stands alone
const ROLE_ZH = {
  "observer (outside)": "局外观察人",
  draw: "抽查机构",
  legal: "法制机构",
  log: "总账",
  recovery: "恢复密钥",
  auditor: "审计人",
};

/**
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 */
export function checkApproval(ledger, findings) {
  const good = new Map();
  for (const entry of ledger.history.entries) {
    const draw = entry.record && entry.record.draw ? entry.record.draw : "";
    if (judgeEntry(ledger, findings, entry, draw)) good.set(draw, (good.get(draw) || 0) + 1);
  }
  for (const [draw, count] of good) {
    const bad = findings.list.some(
      (finding) => finding.code === "C06" && finding.draw === draw && finding.verdict !== "pass",
    );
    if (!bad)
      findings.add("C06", "pass", `${count}份记录都有应有的签名`, `${count} records carry their signers`, {
        draw,
        ...exampleOf(ledger, draw),
      });
  }
}

/** True where the entry carries its signers; otherwise a finding says why not. */
function judgeEntry(ledger, findings, entry, draw) {
  const { position, record } = entry;
  if (ledger.skipped.has(position)) return false;
  if (!record) {
    findings.add(
      "C06",
      "fail",
      `总账第${position}条不是协议中的记录：${entry.fault.zh}`,
      `entry ${position} isn't a record of the protocol: ${entry.fault.en}`,
    );
    return false;
  }
  const policy = ledger.trust.at(position);
  const signed = ledger.signersOf(entry);
  if (!policy || !signed) {
    findings.add(
      "C06",
      "unknown",
      `第${position}条适用的签名规定没有公布`,
      `the policy for entry ${position} isn't published`,
      { draw },
    );
    return false;
  }
  if (signed.fault) {
    findings.add(
      "C06",
      "fail",
      `第${position}条${signed.fault.zh}，整份文书不予采信`,
      `entry ${position}: ${signed.fault.en}; the whole note is rejected`,
      { draw },
    );
    return false;
  }
  const missing = [...missingSigners(ledger, policy, record, signed), ...missingObservers(ledger, record, signed)];
  if (missing.length) {
    const zh = missing.map((role) => ROLE_ZH[role] || role).join("、");
    findings.add(
      "C06",
      "fail",
      `第${position}条（${record.type}）缺少${zh}的签名`,
      `entry ${position} (${record.type}) lacks ${missing.join(", ")}`,
      {
        draw,
        found: signed.keys.map((key) => key.parsed.name).join(" "),
        expected: missing.join(" "),
      },
    );
  }
  return missing.length === 0;
}

/** A ceremony that stands alone also takes two outside observers (section 3). */
function missingObservers({ history }, record, signed) {
  const records = record.type === "ceremony" ? history.draws.get(record.draw) : null;
  const alone = records && records.commit && records.commit.record.beacons.every(({ source }) => source === CEREMONY);
  return alone && outsideObservers(signed) < OBSERVERS ? ["observer (outside)"] : [];
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
