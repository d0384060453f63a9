/**
 * The public sources of randomness, by name: which rounds there are, when they fire, what their answers prove
 * (section 6).
 *
 * A verdict is `pass` where the answer proves its value by itself and `unknown` where it can't; a wrong answer is a
 * fault.
 */

import { DRAND_BITS, drandRound, drandTime, proveDrand } from "./drand.js";
import { Fails, Malformed, Refused } from "./errors.js";
import { ABSENT, DRAW, parseTime, timeText } from "./identifiers.js";
import { LOTTERY_BITS, lotteryRound, lotteryTime, proveLottery } from "./lottery.js";
import { NIST_BITS, nistRound, nistStamp, proveNist } from "./nist.js";

export const CEREMONY = "ceremony";
const MINUTE = 60;
const SHANGHAI = 8 * 3600;
const DAY = 86400;
const HOUR_20 = 20 * 3600;

const SIGNED = [
  "签名以核验程序内置的公钥验证通过，且正是封存的那一轮",
  "signed for exactly this round, under a key carried in this program",
];
const PUBLIC_FACT = ["公开事实，须与第二来源比对", "a public fact: compare with a second source"];
const PRESENT = ["仅凭在场人员见证", "rests on those present"];

function ceremonyRound(round) {
  if (!DRAW.test(round))
    throw new Refused("beacon-round", "摇号的轮次须为抽查编号", "a ceremony's round is the draw's number");
  return round;
}

/** The record that carries the digits is the answer. @throws {Malformed} @throws {Fails} another draw's */
function proveCeremony(round, answer) {
  ceremonyRound(round);
  const { draw, value } = answer;
  const fine = typeof draw === "string" && DRAW.test(draw) && typeof value === "string" && isCeremonyValue(value);
  if (!fine) throw new Malformed("beacon-answer", "不是摇号记录", "not a ceremony's record");
  if (draw !== round) throw new Fails("beacon-proof", "这是另一次抽查的摇号", "another draw's ceremony");
  return value;
}

/** Whether a text can be a ceremony's value: exactly 20 digits, or ABSENT. */
export function isCeremonyValue(text) {
  return text === ABSENT || /^[0-9]{20}$/.test(text);
}

function lottery(source) {
  return {
    bits: LOTTERY_BITS,
    check: lotteryRound,
    prove: (round, answer) => proveLottery(source, round, answer),
    // before the draw only the hour is known; the value carries the date
    time: (time, round, answer) =>
      answer === undefined
        ? Math.floor((time + SHANGHAI) / DAY) * DAY + HOUR_20 - SHANGHAI
        : lotteryTime(source, proveLottery(source, round, answer)),
    verdict: "unknown",
    reason: PUBLIC_FACT,
  };
}

const SOURCES = {
  "drand-quicknet": {
    bits: DRAND_BITS,
    check: drandRound,
    prove: proveDrand,
    time: (_, round) => drandTime(round),
    verdict: "pass",
    reason: SIGNED,
  },
  "lottery-ssq": lottery("lottery-ssq"),
  "lottery-dlt": lottery("lottery-dlt"),
  "nist-2": {
    bits: NIST_BITS,
    check: nistRound,
    prove: proveNist,
    time: nistTime,
    verdict: "pass",
    reason: SIGNED,
  },
  [CEREMONY]: {
    bits: 0,
    check: ceremonyRound,
    prove: proveCeremony,
    time: (time) => time,
    verdict: "unknown",
    reason: PRESENT,
  },
};

/** A full minute; and once the pulse is there, none that was stamped before it. */
function nistTime(time, round, answer) {
  const minute = time - (time % MINUTE);
  return answer === undefined ? minute : Math.min(minute, nistStamp(answer));
}

function sourceOf(name) {
  if (!Object.prototype.hasOwnProperty.call(SOURCES, name)) {
    throw new Refused("beacon-source", `未知的公共随机源：${name}`, `unknown source of randomness: ${name}`);
  }
  return SOURCES[name];
}

/** How many bits of randomness a round of `source` counts for. @throws {Refused} */
export function bits(source) {
  return sourceOf(source).bits;
}

/**
 * Raises unless the committed `time` is the round's own: drand's computed one; a full minute for NIST, the pulse not
 * stamped earlier; 20:00 Asia/Shanghai for a lottery, of its value's date once that is known (section 5).
 *
 * @param {{source: string, round: string, time: string}} beacon as the commit has it
 * @param {object} [answer] where the round has fired
 * @throws {Fails}
 * @throws {Refused} no such source or round
 * @throws {Malformed} the answer
 */
export function checkTime({ source, round, time }, answer) {
  const { check, time: ownTime } = sourceOf(source);
  check(round);
  const stated = parseTime(time);
  const own = ownTime(stated, round, answer);
  if (stated !== own) {
    const zh = `所列时刻${timeText(stated)}不是该轮次的时刻${timeText(own)}`;
    throw new Fails("beacon-time", zh, `the stated time ${timeText(stated)} is not the round's own, ${timeText(own)}`);
  }
}

/**
 * What `answer` proves about a round: `{value, verdict, zh, en}`.
 *
 * @throws {Malformed} source, round or answer can't be read
 * @throws {Refused} no such source or round
 * @throws {Fails} another round, or a proof that doesn't hold
 */
export function prove(source, round, answer) {
  const { prove: proveRound, verdict, reason } = sourceOf(source);
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
    throw new Malformed("beacon-answer", "应答不是JSON对象", "the answer isn't a JSON object");
  }
  return { value: proveRound(round, answer), verdict, zh: reason[0], en: reason[1] };
}
