/** C03 history, C04 witnesses (section 10): that there is one history, and who watched it. */

import { fingerprint } from "./checkpoints.js";
import { hexOf } from "./evidence.js";
import { parseTime, timeText } from "./identifiers.js";
import { isOwnName } from "./ledger.js";
import { CHECKPOINT, snapshot } from "./published.js";
import { firstQuorum, governing, outsideCosigners, rightRoot, witnessLine } from "./witnessing.js";

const WEEK = 7 * 86400;

/** C03: every earlier checkpoint that is held, and each commit's basis, is a prefix of the log. */
export function checkHistory(ledger, findings, watched) {
  const before = findings.list.length;
  for (const held of ledger.checkpoints) {
    if (held === ledger.newest) continue;
    if (held.fault && held.kept) {
      // a file of the reader's own that is no checkpoint of this log accuses nobody
      findings.add(
        "C03",
        "unknown",
        `你保存的不是这个总账的指纹：${held.fault.zh}`,
        `what you kept is no checkpoint of this log: ${held.fault.en}`,
      );
    } else if (held.fault) findings.fault("C03", held.fault);
    else checkPrefix(ledger, findings, held);
  }
  for (const { position, record } of ledger.history.of("commit")) {
    const { size, root } = record.basis;
    if (size <= position && ledger.rootAt(size) === root) continue;
    findings.add(
      "C03",
      "fail",
      `抽查${record.draw}所依据的总账指纹不是总账的前段`,
      `the basis of draw ${record.draw} is no prefix of the log`,
      {
        draw: record.draw,
        found: root,
        expected: ledger.rootAt(size),
      },
    );
  }
  if (findings.list.length > before) return;
  const number = ledger.checkpoints.length - 1;
  findings.add(
    "C03",
    "pass",
    `${number}份更早的总账指纹都是最新一份的前段`,
    `${number} earlier checkpoints are prefixes of the newest`,
    { watched },
  );
}

function checkPrefix(ledger, findings, held) {
  const { path, checkpoint } = held;
  const kept = held.kept
    ? ["你上次保存的总账指纹", "the checkpoint that you kept"]
    : [`总账指纹${path}`, `the checkpoint ${path}`];
  if (checkpoint.size > ledger.size && ledger.faults.length) {
    findings.add(
      "C03",
      "unknown",
      `总账有缺失的条目，${kept[0]}无从比较`,
      `entries are missing, so that ${kept[1]} can't be compared`,
      { file: path },
    );
  } else if (checkpoint.size > ledger.size) {
    findings.add(
      "C03",
      "fail",
      `${kept[0]}比现在的总账还长：总账被截短`,
      `${kept[1]} is longer than the log: it was cut`,
      {
        file: path,
        found: ledger.size,
        expected: checkpoint.size,
      },
    );
  } else if (!rightRoot(ledger, held) || !isOwnName(held)) {
    findings.add(
      "C03",
      "fail",
      `${kept[0]}不是总账的前段：历史被改写`,
      `${kept[1]} is no prefix of the log: history was rewritten`,
      {
        file: path,
        found: ledger.rootAt(checkpoint.size),
        expected: hexOf(checkpoint.root),
      },
    );
  }
}

/**
 * C04 for the newest checkpoint, and for changes of the witnesses themselves.
 *
 * A checkpoint that isn't cosigned yet is pending; it has a week, counted from the first entry that waits.
 *
 * @param {number} now Unix seconds
 */
export function checkWitnesses(ledger, findings, now) {
  const policy = governing(ledger, ledger.size, now);
  if (!policy) {
    findings.add("C04", "unknown", "没有签名规定，不知道见证人是谁", "without a trust policy no witness is known");
    return;
  }
  checkWitnessChanges(ledger, findings);
  if (!policy.isWatched) {
    findings.add(
      "C04",
      "unknown",
      "签名规定没有要求任何见证：只有本局自己看见",
      "the policy asks for no witness: only the bureau itself watched",
    );
    return;
  }
  const seen = firstQuorum(ledger, policy, ledger.size);
  if (!seen) {
    waiting(ledger, findings, policy, now);
    return;
  }
  const names = outsideCosigners(policy, seen.held);
  if (names.length === 1) findings.notice(`局外见证只有一位：${names[0]}`, `the only outside witness is ${names[0]}`);
  findings.add(
    "C04",
    "pass",
    `最新的总账指纹在${timeText(seen.time)}已有法定见证`,
    `the quorum had cosigned the newest checkpoint by ${timeText(seen.time)}`,
    {
      file: seen.held.path,
      found: fingerprint(seen.held.checkpoint),
      byHand: witnessLine(policy, seen.held),
      watched: names.length > 0,
    },
  );
}

function waiting(ledger, findings, policy, now) {
  const sizes = ledger
    .goodCheckpoints()
    .filter((held) => rightRoot(ledger, held) && policy.quorumTime(held.times) !== null);
  const size = sizes.length ? sizes[sizes.length - 1].checkpoint.size : 0;
  const first = ledger.history.entries[size];
  const since = first && first.record ? parseTime(first.record.time) : now;
  findings.add(
    "C04",
    now > since + WEEK ? "fail" : "pending",
    `最新的总账指纹尚无法定见证，已见证到${size}条`,
    `the newest checkpoint lacks its quorum; what is cosigned ends at ${size}`,
    {
      file: CHECKPOINT,
      found: size,
      expected: ledger.size,
    },
  );
}

/** Quorum and witness changes are cosigned by the old quorum (section 9). */
function checkWitnessChanges(ledger, findings) {
  let current = null;
  for (const { position, trust } of ledger.trust.changes) {
    const policy = ledger.trust.policies.get(trust);
    if (!policy) continue;
    const changed =
      current &&
      JSON.stringify([current.quorum, current.witnesses]) !== JSON.stringify([policy.quorum, policy.witnesses]);
    if (changed && current.isWatched && !firstQuorum(ledger, current, position + 1)) {
      const later = ledger.goodCheckpoints(position + 1).some((held) => policy.quorumTime(held.times) !== null);
      findings.add(
        "C04",
        later ? "fail" : "pending",
        `第${position}条更换了见证人，原来的见证人没有见证`,
        `entry ${position} changes the witnesses, and the old quorum hasn't cosigned it`,
        {
          file: snapshot(trust, "json"),
        },
      );
    }
    current = policy;
  }
}
