/** C13 seed, C14 selection, C15 teams: what follows, recomputed and compared byte for byte (sections 6 to 8). */

import { hashOfFile, hashOfText } from "./by_hand.js";
import { drive } from "./draw_case.js";
import { decodeUtf8, sha256Hex } from "./evidence.js";
import { objectTicketText } from "./hashing.js";
import { ABSENT } from "./identifiers.js";
import { seed as seedOf, seedText } from "./seed.js";
import { selectSteps } from "./selection.js";
import { namesCommit } from "./sequence.js";
import { parseSelection, parseTeams, selectionText, teamsText } from "./tables.js";
import { teamSteps } from "./teams.js";

/**
 * C13 to C15.
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {{now: number, tick: (done: number) => Promise<void>}} run
 */
export async function checkComputed(held, findings, { now, tick }) {
  const { records, draw } = held;
  if (held.isVoid(now)) {
    wouldHaveBeen(held, findings);
    return;
  }
  if (!records.outcome) {
    for (const code of ["C13", "C14", "C15"])
      findings.add(code, "pending", "随机数出来以后才有", "not before the beacon fires", { draw });
    return;
  }
  checkSeed(held, findings);
  if (!held.seed) {
    for (const code of ["C14", "C15"])
      findings.add(code, "unknown", "没有种子，不能重算", "without a seed nothing can be recomputed", { draw });
    return;
  }
  const drawn = await checkSelection(held, findings, tick);
  await checkTeams(held, findings, drawn, tick);
}

/** seed.txt from the log's own records and the proven values. */
function expectedSeed({ draw, records, commit, values }) {
  if (!values || !records.close) return null;
  const secrets = new Map();
  for (const { party } of commit.parties) {
    const stated = records.close.record.reveals[party];
    const reveal = records.reveals.find((entry) => entry.hash === stated);
    if (stated !== ABSENT && !reveal) return null;
    secrets.set(party, reveal ? reveal.record.secret : ABSENT);
  }
  return seedText({ draw, commit: records.commit.hash, close: records.close.hash, secrets, beacons: values });
}

function checkSeed(held, findings) {
  const { draw, records } = held;
  const file = held.path("seed.txt");
  const stated = records.outcome.record.seed;
  const data = held.file("seed.txt");
  const expected = expectedSeed(held);
  const found = data ? sha256Hex(data) : "";
  const { outcome, close } = records;
  namesCommit(findings, "C13", records, outcome);
  if (!close || outcome.record.close !== close.hash) {
    findings.add("C13", "fail", "抽签结果指向另一份封签", "the outcome names another close", {
      draw,
      found: outcome.record.close,
      expected: close ? close.hash : "",
    });
  }
  held.seed = expected === null ? found || stated : seedOf(expected);
  if (expected === null) {
    findings.add(
      "C13",
      "unknown",
      "缺少秘密值或随机数，种子不能重算；以下各项按公布的种子重算",
      "without secrets and proven values the seed can't be recomputed; what follows uses the published one",
      { draw, file },
    );
    return;
  }
  const more = { draw, file, found, expected: held.seed, byHand: hashOfFile(file) };
  if (!data) {
    findings.add("C13", "unknown", "种子文件没有公布", "seed.txt isn't published", { draw, file });
  } else if (found === held.seed && stated === held.seed) {
    findings.add(
      "C13",
      "pass",
      "种子由登记的记录和随机数重算相同",
      "the seed recomputes from the logged records and the beacon",
      more,
    );
  } else {
    findings.add("C13", "fail", "种子与重算的不同", "the seed isn't the one that follows", {
      ...more,
      found: found === held.seed ? stated : found,
    });
  }
}

/** The rows that follow; null where frame or quotas can't be read. */
async function checkSelection(held, findings, tick) {
  const { draw, frame, commit, seed } = held;
  if (!frame) {
    findings.fault("C14", held.faults.get("frame.csv"), { draw });
    return null;
  }
  const sizes = new Map(commit.quotas.map(({ stratum, size }) => [stratum, size]));
  const drawn = await drive(selectSteps(frame, sizes, seed), tick);
  held.drawn = drawn;
  const first = drawn[0];
  const line = first ? { expected: first.ticket, byHand: hashOfText(objectTicketText(seed, first.object_id)) } : {};
  compare(held, findings, "C14", "selection.csv", selectionText(drawn), parseSelection, {
    zh: `抽中的${drawn.length}户重算相同`,
    en: `all ${drawn.length} drawn objects recompute`,
    ...line,
  });
  return drawn;
}

async function checkTeams(held, findings, drawn, tick) {
  const { draw, panel, commit, seed } = held;
  if (!panel || !drawn) {
    findings.fault("C15", held.faults.get("panel.csv") || held.faults.get("frame.csv"), { draw });
    return;
  }
  const teams = await drive(
    teamSteps(
      panel,
      commit.team.seats,
      drawn.map((row) => row.object_id),
      seed,
    ),
    tick,
  );
  held.teams = teams;
  const first = teams.find((row) => row.ticket !== "");
  const text = first ? `${seed}:inspector:${first.object_id}:${first.inspector_id}` : "";
  compare(held, findings, "C15", "teams.csv", teamsText(teams), parseTeams, {
    zh: `${drawn.length}个检查组重算相同`,
    en: `all ${drawn.length} teams recompute`,
    expected: first ? first.ticket : "",
    byHand: first ? hashOfText(text) : "",
  });
}

/** The published file against the recomputed text. */
function compare(held, findings, code, name, expected, parse, { zh, en, ...line }) {
  const data = held.file(name);
  const file = held.path(name);
  const rows = held.read(name, parse);
  const found = data && rows ? decodeUtf8(data) : "";
  if (found === expected) {
    findings.add(code, "pass", zh, en, { draw: held.draw, file, ...line });
  } else if (!rows) {
    findings.fault(code, held.faults.get(name), { draw: held.draw });
  } else {
    const [left, right] = [found.split("\n"), expected.split("\n")];
    const at = Array.from({ length: Math.max(left.length, right.length) }).findIndex(
      (_, index) => left[index] !== right[index],
    );
    findings.add(code, "fail", `${name}第${at + 1}行与重算的不同`, `line ${at + 1} of ${name} isn't what follows`, {
      draw: held.draw,
      file,
      found: left[at] || "",
      expected: right[at] || "",
    });
  }
}

/** A draw voided after its close: what it would have been is computed all the same (attack A03). */
function wouldHaveBeen(held, findings) {
  const { records, draw, frame, commit } = held;
  if (!records.close || records.close.position > records.void.position) return;
  const text = expectedSeed(held);
  if (text === null || !frame) {
    findings.notice(
      "封签以后作废：公共随机数出来后，任何人都能算出它本来的结果",
      "voided after its close: with the beacon's value anybody can compute its outcome",
      draw,
    );
    return;
  }
  const seed = seedOf(text);
  const sizes = new Map(commit.quotas.map(({ stratum, size }) => [stratum, size]));
  const steps = selectSteps(frame, sizes, seed);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const names = step.value.map((row) => row.object_id).join(" ");
  findings.notice(`封签以后作废；本来会抽中：${names}`, `voided after its close; it would have drawn: ${names}`, draw);
}
