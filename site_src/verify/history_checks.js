/** C03 history, C04 witnesses (section 10): that there is one history, and who watched it. */

import { fingerprint } from "./checkpoints.js";
import { hexOf } from "./evidence.js";
import { DAY } from "./course.js";
import { parseTime, timeText } from "./identifiers.js";
import { CHECKPOINT, checkpointFile, drawFile, snapshot } from "./published.js";
import { firstWatch, governing, outsideCosigners, watches, witnessLine } from "./witnessing.js";

const COSIGNED_WITHIN = 7 * DAY;

/**
 * C03 (section 9):
 *
 * - every published checkpoint lies under its size, is signed by the log's key, and its root is that of the first
 *   entries of today's log; none is larger than the newest
 * - the reader's own checkpoint is such a prefix, too; so is the basis that each commit names
 */
export function checkHistory(ledger, findings, courses) {
  const before = findings.list.length;
  for (const held of ledger.earlier) {
    if (held.fault) findings.fault("C03", held.fault, { file: held.path });
    checkPrefix(ledger, findings, held);
  }
  const clean = findings.list.length === before;
  for (const { path, checkpoint, size } of ledger.earlier) {
    if (!checkpoint || path === checkpointFile(size)) continue;
    const expected = checkpointFile(size);
    findings.add("C03", "fail", "总账指纹放错了位置", "a checkpoint lies under another size", { file: path, expected });
  }
  if (ledger.since) checkKept(ledger, findings);
  for (const course of courses.values()) checkBasis(ledger, findings, course);
  if (!ledger.newest.good || !clean) return;
  const number = ledger.earlier.length;
  findings.add(
    "C03",
    "pass",
    `公布的${number}份总账指纹都是最新一份的前段`,
    `all ${number} published checkpoints are prefixes of the newest`,
    { file: CHECKPOINT },
  );
}

function checkPrefix(ledger, findings, held) {
  if (!held.checkpoint || held.prefix) return;
  const { path: file, size } = held;
  if (size > ledger.newest.size) {
    const en = `a log of ${size} entries was signed once; today only ${ledger.newest.size} are shown: it was cut`;
    findings.add("C03", "fail", `曾签过${size}条的总账，今天只给出${ledger.newest.size}条：总账被截短`, en, {
      file,
      found: ledger.newest.size,
      expected: size,
    });
  } else if (ledger.rootAt(size) === null) {
    findings.add("C03", "unknown", "总账有缺失的条目，无从比较", "entries are missing, it can't be compared", { file });
  } else {
    findings.add(
      "C03",
      "fail",
      `前${size}条与当时签名的不同：历史被改写，请保存两份总账指纹`,
      `the first ${size} entries aren't those signed then: history was rewritten; keep both checkpoints`,
      { file, found: ledger.rootHexAt(size), expected: hexOf(held.checkpoint.root) },
    );
  }
}

/** The reader's own: one that isn't this log's accuses nobody. */
function checkKept(ledger, findings) {
  const held = ledger.since;
  if (held.fault) {
    const en = `what you kept is no checkpoint of this log: ${held.fault.en}`;
    findings.add("C03", "unknown", `你保存的不是这个总账的指纹：${held.fault.zh}`, en, { file: "since" });
  } else if (!held.prefix) {
    checkPrefix(ledger, findings, held);
  } else {
    findings.add(
      "C03",
      "pass",
      `你保存的总账指纹（${held.size}条）仍是今天这个总账的前段`,
      `the checkpoint that you kept (size ${held.size}) is still a prefix of today's log`,
      { file: "since" },
    );
  }
}

function checkBasis(ledger, findings, { draw, commit }) {
  const { size, root } = commit.basis;
  if (ledger.rootAt(size) === null) {
    const en = "entries are missing, the basis can't be compared";
    findings.add("C03", "unknown", "总账有缺失的条目，无从核对依据", en, { draw });
  } else if (ledger.rootHexAt(size) !== root) {
    findings.add("C03", "fail", "封存所依据的总账不是这个总账", "the commit's basis isn't this log", {
      draw,
      file: drawFile(draw, "commit.note"),
      found: root,
      expected: ledger.rootHexAt(size),
    });
  }
}

/**
 * C04 (section 9):
 *
 * - the quorum cosigned the newest checkpoint; pending while the last cosigned one is at most 7 days old
 * - for each draw, the quorum that governs it cosigned the checkpoint of its basis, and in time the one that holds its
 *   close (C10 judges the time)
 * - a change of witnesses or quorum was cosigned by the old quorum
 *
 * @param {number} now Unix seconds
 */
export function checkWitnesses(ledger, findings, courses, now) {
  checkNewest(ledger, findings, now);
  for (const course of courses.values()) checkDraw(ledger, findings, course, now);
  for (const entry of ledger.history.of("trust")) checkHandedOver(ledger, findings, entry, now);
}

/** The outside witnesses of the newest checkpoint that a quorum cosigned. */
export function watchingNow(ledger, now) {
  const policy = governing(ledger, ledger.newest.size, now);
  const seen = policy ? watches(ledger, policy) : [];
  return seen.length ? outsideCosigners(ledger, policy, seen[seen.length - 1].size) : [];
}

function checkNewest(ledger, findings, now) {
  const { size } = ledger.newest;
  const policy = governing(ledger, size, now);
  const unknown = (zh, en, more) => findings.add("C04", "unknown", zh, en, more);
  if (!policy) {
    unknown("没有签名规定，不知道见证人是谁", "without a trust policy no witness is known");
    return;
  }
  if (!policy.isWatched) {
    unknown("签名规定没有要求任何见证：只有本局自己看见", "the policy asks for no witness: only the bureau itself watched");
    return;
  }
  const seen = watches(ledger, policy);
  const last = seen[seen.length - 1];
  if (last && last.size === size) {
    const [zh, en] = [`最新的总账指纹在${timeText(last.time)}已有法定见证`, "the quorum had cosigned the newest checkpoint by"];
    seenBy(findings, policy, last, zh, `${en} ${timeText(last.time)}`);
    const names = watchingNow(ledger, now);
    if (names.length === 1) findings.notice(`局外见证只有一位：${names[0]}`, `the only outside witness is ${names[0]}`);
    return;
  }
  const since = last ? last.time : foundedAt(ledger);
  const recent = since !== null && now <= since + COSIGNED_WITHIN;
  const covered = last ? last.size : 0;
  findings.add(
    "C04",
    recent ? "pending" : "fail",
    `最新的总账指纹尚无法定见证，已见证到${covered}条`,
    `the newest checkpoint lacks its quorum; what is cosigned ends at ${covered}`,
    { file: CHECKPOINT, found: covered, expected: size },
  );
}

function foundedAt(ledger) {
  const [genesis] = ledger.history.of("genesis");
  return genesis ? parseTime(genesis.record.time) : null;
}

function seenBy(findings, policy, { held, size, names }, zh, en, draw = "") {
  findings.add("C04", "pass", `${zh}（${names.join("、")}见证了${size}条）`, `${en} (${names.join(", ")}, size ${size})`, {
    draw,
    file: held.path,
    found: fingerprint(held.checkpoint),
    byHand: witnessLine(policy, held),
  });
}

/** A missing quorum fails; where the policy asks for no witness at all there is nothing to judge by. */
const lacking = (policy) => (policy.isWatched ? "fail" : "unknown");

function checkDraw(ledger, findings, course, now) {
  const { draw, commit, watchers, closing, deadline } = course;
  if (!watchers) {
    const en = "without a trust policy no witness is known";
    findings.add("C04", "unknown", "没有签名规定，不知道见证人是谁", en, { draw });
    return;
  }
  const { size } = commit.basis;
  if (!watches(ledger, watchers).some((watch) => watch.size === size)) {
    const en = `the checkpoint at the commit's basis (size ${size}) lacks its quorum`;
    const more = { draw, file: checkpointFile(size), found: size };
    findings.add("C04", lacking(watchers), `封存所依据的总账指纹（${size}条）没有法定见证`, en, more);
  }
  if (closing) {
    seenBy(findings, watchers, closing, "封签的总账指纹有法定见证", "the quorum cosigned the log with the close", draw);
  } else if (course.isVoid) {
    findings.add("C04", "pass", "已作废，没有抽取", "void: nothing was drawn", { draw });
  } else {
    const due = now <= deadline;
    const [zh, en] = due
      ? ["尚未封签或尚未见证", "not closed or not cosigned yet"]
      : ["封签没有及时得到法定见证", "the quorum didn't cosign the close in time"];
    findings.add("C04", due ? "pending" : lacking(watchers), zh, en, { draw, expected: `≤ ${timeText(deadline)}` });
  }
}

/** Quorum and witness changes are cosigned by the old quorum; an old policy without witnesses has none to ask. */
function checkHandedOver(ledger, findings, { position, record }, now) {
  const [old, next] = [ledger.trust.at(position), ledger.trust.policies.get(record.trust)];
  if (!old || !next || old.watching === next.watching || !old.isWatched) return;
  const seen = firstWatch(ledger, position, old);
  if (seen) {
    seenBy(findings, old, seen, "见证人的变更有原见证人的见证", "the old quorum cosigned the change of witnesses");
    return;
  }
  const file = snapshot(record.trust, "json");
  const waits = now <= parseTime(record.time) + COSIGNED_WITHIN;
  findings.add(
    "C04",
    waits ? "pending" : "fail",
    waits ? "见证人的变更尚待原见证人见证" : "见证人的变更没有得到原见证人的见证",
    waits ? "a change of witnesses waits for the old quorum" : "a change of witnesses wasn't cosigned by the old quorum",
    { file },
  );
}
