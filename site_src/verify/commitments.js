/** C11: each secret opens its commitment, or is ABSENT in the close (section 5). */

import { hashOfLines } from "./by_hand.js";
import { commitment } from "./hashing.js";
import { ABSENT } from "./identifiers.js";
import { drawFile } from "./published.js";
import { namesCommit } from "./sequence.js";

/**
 * C11 (section 5, Parties and Closing):
 *
 * - the parties stand in byte order, each once, each with a key, the draw office and the legal office among them
 * - each party reveals at most once, for this commit, and its secret opens its commitment
 * - the close lists exactly the parties, each with the hash of its reveal, or ABSENT where none is logged
 *
 * @param {import("./course.js").Course} course
 * @param {import("./report.js").Findings} findings
 */
export function checkSecrets(course, findings) {
  const { draw, records, commit } = course;
  const before = findings.list.length;
  checkParties(course, findings);
  checkTwice(course, findings);
  for (const entry of records.reveals) {
    namesCommit(findings, "C11", records, entry);
    checkReveal(course, findings, entry);
  }
  if (records.close) checkClose(course, findings);
  if (findings.list.length > before) return;
  if (!records.close) {
    const [verdict, zh, en] = course.isVoid
      ? ["pass", "封签前已作废", "void before the close"]
      : ["pending", "尚未拆封完毕", "not all have revealed yet"];
    findings.add("C11", verdict, zh, en, { draw, expected: commit.reveal_by });
    return;
  }
  const first = records.reveals[0];
  const { party, secret } = first ? first.record : { party: "", secret: "" };
  findings.add(
    "C11",
    "pass",
    `${records.reveals.length}个参与方的秘密值都打开了各自的承诺`,
    `${records.reveals.length} secrets open their commitments`,
    {
      draw,
      found: party,
      expected: first ? commitment(draw, party, secret) : "",
      byHand: first ? hashOfLines(["draw/1 secret", draw, party, secret]) : "",
    },
  );
}

/** Draw office, legal office and observers, in byte order, each once, each a key of the policy at the commit. */
function checkParties({ commit, policy, position, draw }, findings) {
  const names = commit.parties.map(({ party }) => party);
  const bad = (zh, en, found) => findings.add("C11", "fail", zh, en, { draw, found });
  if (names.some((name, at) => at > 0 && names[at - 1] >= name))
    bad("参与方未按名称排列或重复", "the parties aren't in order, each once", names.join(" "));
  if (!policy) return;
  const roles = new Map(policy.keysAt(position).map(({ parsed, role }) => [parsed.name, role]));
  const stranger = names.find((name) => !roles.has(name));
  if (stranger !== undefined)
    bad(`参与方${stranger}没有有效的密钥`, `the party ${stranger} has no key that counts`, stranger);
  const present = names.map((name) => roles.get(name));
  if (!present.includes("draw") || !(present.includes("legal") || present.includes("deputy")))
    bad("参与方须有抽查机构和法制机构", "draw office and legal office must be among the parties", names.join(" "));
}

function checkTwice({ records, draw }, findings) {
  const seen = new Set();
  for (const { record } of records.reveals) {
    if (seen.has(record.party))
      findings.add("C11", "fail", `${record.party}拆封了两次`, `${record.party} revealed twice`, { draw });
    seen.add(record.party);
  }
}

function checkReveal({ commit, draw }, findings, { position, record }) {
  const party = commit.parties.find((entry) => entry.party === record.party);
  const found = commitment(draw, record.party, record.secret);
  if (party && party.commitment === found) return;
  findings.add(
    "C11",
    "fail",
    `第${position}条的秘密值打不开${record.party}的承诺`,
    `the secret of ${record.party} doesn't open its commitment`,
    {
      draw,
      found,
      expected: party ? party.commitment : "",
      byHand: hashOfLines(["draw/1 secret", draw, record.party, record.secret]),
    },
  );
}

/** The close names each party's reveal, or ABSENT for who has none. */
function checkClose({ commit, records, draw }, findings) {
  const { close } = records;
  namesCommit(findings, "C11", records, close);
  const { reveals } = close.record;
  const made = new Map();
  for (const entry of records.reveals) if (entry.position < close.position) made.set(entry.record.party, entry.hash);
  const expected = new Map(commit.parties.map(({ party }) => [party, made.get(party) || ABSENT]));
  for (const party of Array.from(new Set([...expected.keys(), ...Object.keys(reveals)])).sort()) {
    const [stated, right] = [reveals[party] || "", expected.get(party) || ""];
    if (stated !== right)
      findings.add("C11", "fail", `封签所写的${party}与拆封不符`, `the close doesn't state what ${party} revealed`, {
        draw,
        file: drawFile(draw, "close.note"),
        found: stated,
        expected: right,
      });
    if (stated === ABSENT) findings.notice(`参与方${party}没有拆封`, `party ${party} didn't reveal`, draw);
  }
}
