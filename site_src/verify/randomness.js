/** C12: the value is proven for exactly the committed round, whose time is computed (sections 5, 6; A01, A14). */

import { CEREMONY, bits, checkTime, prove } from "./beacons.js";
import { drandRoundTime, hashOfBytes } from "./by_hand.js";
import { parseBeaconFile } from "./draw_case.js";
import { attempt } from "./errors.js";
import { bytesOfHex } from "./evidence.js";
import { ABSENT, parseTime, timeText } from "./identifiers.js";
import { namesCommit } from "./sequence.js";
import { outsideObservers } from "./signing.js";

const LEAST_BITS = 48;
const OBSERVERS = 2;

/**
 * Fills `held.values` with `{source, round, value}` in the commit's order where all could be read.
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {number} now
 */
export function checkBeacons(held, findings, now) {
  const before = findings.list.length;
  checkCommitted(held, findings);
  for (const entry of held.records.ceremonies) namesCommit(findings, "C12", held.records, entry);
  if (held.isVoid(now)) {
    takeVoid(held, findings);
    return;
  }
  if (!held.file("beacon.json")) {
    judgeMissing(held, findings, now, before);
    return;
  }
  const file = held.read("beacon.json", parseBeaconFile);
  if (!file) {
    findings.fault("C12", held.faults.get("beacon.json"), { draw: held.draw });
    return;
  }
  const { beacons } = held.commit;
  const rounds = (list) => list.map(({ source, round }) => `${source} ${round}`).join(", ");
  if (rounds(file) !== rounds(beacons)) {
    findings.add("C12", "fail", "随机数不是封存的那几轮", "these aren't the committed rounds", {
      draw: held.draw,
      file: held.path("beacon.json"),
      found: rounds(file),
      expected: rounds(beacons),
    });
    return;
  }
  const values = beacons.map((beacon, at) => judge(held, findings, beacon, file[at].answer));
  if (values.every((value) => value !== null)) held.values = values;
}

/** Beside a void draw an answer is evidence only if it proves itself: of what it would have been, or of no silence. */
function takeVoid(held, findings) {
  const { draw, commit, records } = held;
  const data = held.file("beacon.json");
  if (!data) return;
  const values = attempt(() => {
    const file = parseBeaconFile(data, held.path("beacon.json"));
    return commit.beacons.map(({ source, round }, at) => {
      const { answer } = file[at] || {};
      return { source, round, ...prove(source, round, answer) };
    });
  }).value;
  const proven = values && values.every(({ source, verdict }) => source === CEREMONY || verdict === "pass");
  if (!proven) {
    findings.add(
      "C07",
      "fail",
      "作废的抽查旁有不能自证的随机数文件",
      "a file of beacons beside a void draw that proves nothing",
      { draw, file: held.path("beacon.json") },
    );
    return;
  }
  held.values = values.map(({ source, round, value }) => ({ source, round, value }));
  if (records.void.record.code === "beacon-silent") {
    findings.add(
      "C05",
      "fail",
      "以“随机数未出”作废，但这一轮已经公布",
      "void as beacon-silent, yet the round was published",
      { draw },
    );
  }
}

/** What can be said before the rounds fire: sources allowed, times computed, enough bits. */
function checkCommitted({ commit, course, draw }, findings) {
  const allowed = course.policy ? course.policy.beacons : null;
  const distinct = new Map();
  for (const beacon of commit.beacons) {
    const { source, round, time } = beacon;
    if (allowed && !allowed.includes(source)) {
      findings.add(
        "C12",
        "fail",
        `签名规定不允许随机源${source}`,
        `the trust policy doesn't allow the source ${source}`,
        { draw, found: source, expected: allowed.join(" ") },
      );
    }
    if (source === CEREMONY && round !== draw) {
      findings.add("C12", "fail", "摇号的轮次不是本次抽查的编号", "the ceremony isn't this draw's", {
        draw,
        found: round,
        expected: draw,
      });
    }
    if (distinct.has(`${source} ${round}`))
      findings.add("C12", "fail", "同一轮列了两次", "the same round is listed twice", {
        draw,
        found: `${source} ${round}`,
      });
    const { fault } = attempt(() => checkTime(beacon));
    if (fault) findings.fault("C12", fault, { draw, found: time });
    else distinct.set(`${source} ${round}`, bits(source));
  }
  const total = Array.from(distinct.values()).reduce((sum, count) => sum + count, 0);
  const alone = commit.beacons.length === 1 && commit.beacons[0].source === CEREMONY;
  if (!alone && total < LEAST_BITS) {
    findings.add("C12", "fail", "随机源合计不足48位", "the sources have fewer than 48 bits together", {
      draw,
      found: total,
      expected: `≥ ${LEAST_BITS}`,
    });
  }
}

function judgeMissing({ course, draw, records }, findings, now, before) {
  if (findings.list.length > before) return;
  if (records.outcome) {
    findings.add("C12", "unknown", "随机数文件没有公布", "the file of beacons isn't published", {
      draw,
      file: `draws/${draw}/beacon.json`,
    });
  } else if (now < course.latest) {
    findings.add(
      "C12",
      "pending",
      `随机数将在${timeText(course.latest)}产生`,
      `the beacon fires at ${timeText(course.latest)}`,
      { draw, expected: timeText(course.latest) },
    );
  } else {
    findings.add(
      "C12",
      "pending",
      "随机数已产生，尚未公布结果",
      "the beacon has fired; the outcome isn't published yet",
      { draw },
    );
  }
}

/** One beacon: its value `{source, round, value}`, or null where it can't be taken. */
function judge(held, findings, beacon, answer) {
  const { source, round } = beacon;
  const more = { draw: held.draw, file: held.path("beacon.json") };
  const { value: proven, fault } = attempt(() => {
    checkTime(beacon, answer);
    return prove(source, round, answer);
  });
  if (fault) {
    findings.fault("C12", fault, more);
    return null;
  }
  const { value, verdict, zh, en } = source === CEREMONY ? judgeCeremony(held, proven) : proven;
  findings.add("C12", verdict, `${source} ${round}：${zh}`, `${source} ${round}: ${en}`, {
    ...more,
    found: proven.value,
    expected: hashed(source, value),
    byHand: lineFor(source, round, answer),
  });
  return { source, round, value };
}

/** The part of the value that the line by hand prints. */
function hashed(source, value) {
  return source === "drand-quicknet" ? value : "";
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
function judgeCeremony({ course, records, commit }, proven) {
  const entry = records.ceremonies[0] || null;
  const others = commit.beacons.filter(({ source }) => source !== CEREMONY).map(({ time }) => parseTime(time));
  const alone = others.length === 0;
  const seen = entry ? course.witnessed(entry.position + 1) : null;
  const unwatched = !course.watchers || !course.watchers.isWatched;
  const counts = entry !== null && (alone || unwatched || (seen !== null && seen.time < Math.min(...others)));
  const value = counts ? entry.record.value : ABSENT;
  if (proven.value !== value) {
    return {
      value,
      verdict: "fail",
      zh: `数字与登记的不同，应为${value}`,
      en: `not the digits that were logged in time: ${value}`,
    };
  }
  if (alone) return { ...proven, ...byObservers(course, entry) };
  const [zh, en] = counts
    ? ["摇号在其他随机数以前已有见证", "cosigned before the other sources fired"]
    : ["摇号没有及时见证，按缺席计", "not cosigned in time: it counts as ABSENT"];
  return { value, verdict: unwatched ? "unknown" : "pass", zh, en };
}

/** What two outside observers' signatures make of a ceremony that stands alone. */
function byObservers(course, entry) {
  const count = outsideObservers(course.ledger.signersOf(entry));
  return count < OBSERVERS
    ? {}
    : { verdict: "pass", zh: `摇号由${count}名局外观察人签名`, en: `signed by ${count} outside observers` };
}
