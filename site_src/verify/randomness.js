/** C12: the value is proven for exactly the committed round, whose time is computed (sections 5, 6; A01, A14). */

import { CEREMONY_OBSERVERS } from "./approval.js";
import { CEREMONY, bits, checkTime } from "./beacons.js";
import { drandRoundTime, hashOfBytes } from "./by_hand.js";
import { parseBeaconFile } from "./draw_case.js";
import { attempt } from "./errors.js";
import { bytesOfHex } from "./evidence.js";
import { namesCommit } from "./sequence.js";
import { outsideHolders } from "./trust.js";
import { saidWaiting } from "./waiting.js";

const LEAST_BITS = 48;
const FILE = "beacon.json";

/**
 * C12 (sections 5 and 6):
 *
 * - each source is one that the trust policy allows; none is named twice for the same round
 * - sources other than `ceremony` have 48 bits together, or a ceremony stands alone
 * - each `time` is the round's own, computed
 * - beacon.json holds the answers in the commit's order, each proven for exactly the committed round
 * - a ceremony is that of this draw and commit, its first record counts; beside other sources it was cosigned before
 *   their time or enters as ABSENT; alone it passes only with two outside observers' signatures
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {import("./known_beacons.js").KnownBeacons} known
 */
export function checkBeacons(held, findings, known) {
  const { course, draw } = held;
  checkCommitted(course, findings);
  if (saidWaiting(course, findings, "C12")) return;
  const answers = held.read(FILE, parseBeaconFile);
  if (!answers) {
    findings.fault("C12", held.faults.get(FILE), { draw });
    return;
  }
  const { beacons } = held.commit;
  const rounds = (list) => list.map(({ source, round }) => `${source} ${round}`).join(", ");
  const same = ({ source, round }, at) => answers[at].source === source && answers[at].round === round;
  if (answers.length !== beacons.length || !beacons.every(same)) {
    findings.add("C12", "fail", "随机数不是封存的那几轮", "these aren't the committed rounds", {
      draw,
      file: held.path(FILE),
      found: rounds(answers),
      expected: rounds(beacons),
    });
    return;
  }
  beacons.forEach((beacon, at) => judge(held, findings, beacon, answers[at], known));
}

/** What can be said before the rounds fire: sources allowed, times computed, enough bits. */
function checkCommitted(course, findings) {
  const { commit, policy, draw, standsAlone } = course;
  const bad = (zh, en, more) => findings.add("C12", "fail", zh, en, { draw, ...more });
  for (const beacon of commit.beacons) {
    const { source, round, time } = beacon;
    if (policy && !policy.beacons.includes(source)) {
      const expected = policy.beacons.join(" ");
      bad(`签名规定不允许随机源${source}`, `the trust policy doesn't allow the source ${source}`, {
        found: source,
        expected,
      });
    }
    const { fault } = attempt(() => checkTime(beacon));
    if (fault) findings.fault("C12", fault, { draw, found: time });
    if (source === CEREMONY && round !== draw)
      bad("摇号的轮次不是本次抽查的编号", "the ceremony isn't this draw's", { found: round, expected: draw });
  }
  const rounds = new Map(commit.beacons.map(({ source, round }) => [`${source} ${round}`, source]));
  if (rounds.size !== commit.beacons.length) bad("同一轮列了两次", "the same round is listed twice");
  const total = Array.from(rounds.values()).reduce((sum, source) => sum + bitsOf(source), 0);
  if (!standsAlone && total < LEAST_BITS)
    bad("随机源合计不足48位", "the sources have fewer than 48 bits together", {
      found: total,
      expected: `≥ ${LEAST_BITS}`,
    });
}

const bitsOf = (source) => attempt(() => bits(source)).value || 0;

/** One beacon's answer: proven for its round, at the round's own time. */
function judge(held, findings, beacon, found, known) {
  const { source, round } = beacon;
  const { draw } = held;
  const file = held.path(FILE);
  const { value: proven, fault } = known.prove(found);
  if (fault) {
    findings.fault("C12", fault, { draw, file });
    return;
  }
  if (source === CEREMONY) {
    judgeCeremony(held, findings, proven);
    return;
  }
  const late = attempt(() => checkTime(beacon, found.answer)).fault;
  if (late) {
    findings.fault("C12", late, { draw, file });
    return;
  }
  findings.add("C12", proven.verdict, `${source} ${round}：${proven.zh}`, `${source} ${round}: ${proven.en}`, {
    draw,
    file,
    found: proven.value,
    expected: source === "drand-quicknet" ? proven.value : "",
    byHand: lineFor(source, round, found.answer),
  });
}

/** By hand: the value from the signature, and the round's time; the pairing itself takes a program. */
function lineFor(source, round, answer) {
  if (source !== "drand-quicknet") return "";
  return `${hashOfBytes(bytesOfHex(answer.signature))}; ${drandRoundTime(round)}`;
}

/**
 * A ceremony's digits are those of the first record; beside other sources it was cosigned before their time, or stands
 * as ABSENT; alone it passes only with two outside observers' signatures (section 6).
 */
function judgeCeremony(held, findings, proven) {
  const { course, records, draw } = held;
  const first = records.ceremonies[0];
  if (first) namesCommit(findings, "C12", records, first);
  const expected = course.ceremonyValue;
  const add = (verdict, zh, en) =>
    findings.add("C12", verdict, `摇号：${zh}`, `ceremony: ${en}`, {
      draw,
      file: held.path(first ? "ceremony.note" : FILE),
      found: proven.value,
      expected,
    });
  const observers = first ? outsideHolders(course.ledger.keysOf(first), "observer") : 0;
  if (proven.value !== expected)
    add("fail", `数字与登记的不同，应为${expected}`, `not the digits that were logged in time: ${expected}`);
  else if (!course.standsAlone)
    add("pass", "在其他随机数以前已有见证，或按缺席计", "cosigned before the other sources fired, or ABSENT");
  else if (observers >= CEREMONY_OBSERVERS)
    add("pass", `摇号由${observers}名局外观察人签名`, `signed by ${observers} outside observers`);
  else add(proven.verdict, proven.zh, proven.en);
}
