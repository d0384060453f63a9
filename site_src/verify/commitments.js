/** C11: each secret opens its commitment, or is ABSENT in the close (section 5). */

import { hashOfLines } from "./by_hand.js";
import { commitment } from "./hashing.js";
import { ABSENT } from "./identifiers.js";
import { namesCommit } from "./sequence.js";

/**
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {number} now
 */
export function checkSecrets(held, findings, now) {
  const { draw, records } = held;
  const before = findings.list.length;
  checkParties(held, findings);
  for (const entry of records.reveals) checkReveal(held, findings, entry);
  for (const entry of [...records.reveals, ...records.closes]) namesCommit(findings, "C11", records, entry);
  checkTwice(held, findings);
  if (!records.close) {
    if (!held.isVoid(now) && findings.list.length === before) {
      findings.add("C11", "pending", "尚未拆封完毕", "not all have revealed yet", {
        draw,
        expected: held.commit.reveal_by,
      });
    }
    return;
  }
  checkClose(held, findings);
  if (findings.list.length > before) return;
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
function checkParties({ commit, course, draw }, findings) {
  const names = commit.parties.map(({ party }) => party);
  if (names.some((name, at) => at > 0 && names[at - 1] >= name)) {
    findings.add("C11", "fail", "参与方未按名称排列或重复", "the parties aren't in order, each once", {
      draw,
      found: names.join(" "),
    });
  }
  if (!course.policy) return;
  const keys = course.policy.keysAt(course.position);
  const holds = (name, ...roles) => keys.some((key) => key.parsed.name === name && roles.includes(key.role));
  const stranger = names.find((name) => !keys.some((key) => key.parsed.name === name));
  const offices = names.filter((name) => holds(name, "draw"));
  const complete = names.some((name) => holds(name, "legal", "deputy") && offices.some((other) => other !== name));
  if (stranger !== undefined || !complete) {
    findings.add(
      "C11",
      "fail",
      "参与方不是抽查机构、法制机构和观察人",
      "the parties aren't draw office, legal office and observers",
      {
        draw,
        found: stranger === undefined ? names.join(" ") : stranger,
      },
    );
  }
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
  const { reveals } = records.close.record;
  const parties = commit.parties.map(({ party }) => party);
  if (Object.keys(reveals).sort().join(" ") !== parties.slice().sort().join(" ")) {
    findings.add("C11", "fail", "封签没有列出每个参与方", "the close doesn't list each party", {
      draw,
      found: Object.keys(reveals).join(" "),
      expected: parties.join(" "),
    });
  }
  for (const party of parties.filter((name) => name in reveals)) {
    const made = records.reveals.filter(
      (entry) => entry.record.party === party && entry.position < records.close.position,
    );
    const stated = reveals[party];
    const right = stated === ABSENT ? made.length === 0 : made.some((entry) => entry.hash === stated);
    if (!right) {
      findings.add("C11", "fail", `封签所写的${party}与拆封不符`, `the close doesn't state what ${party} revealed`, {
        draw,
        found: stated,
        expected: made.length ? made[0].hash : ABSENT,
      });
    }
    if (stated === ABSENT) findings.notice(`参与方${party}没有拆封`, `party ${party} didn't reveal`, draw);
  }
}
