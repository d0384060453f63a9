/**
 * The two national lotteries: results are public facts that nobody signs (section 6).
 *
 *     {"code": "2025063", "date": "2025-06-05(四)", "red": "02,19,21,22,28,30", "blue": "01"}
 *     {"lotteryDrawNum": "23115", "lotteryDrawTime": "2023-10-09", "lotteryDrawResult": "07 10 23 31 34 02 10"}
 */

import { Fails, Malformed, Refused } from "./errors.js";
import { parseDate } from "./identifiers.js";

export const LOTTERY_BITS = 24;
const DRAWN_AT = 20 * 3600; // 20:00 of the date in the value
const SHANGHAI = 8 * 3600;

/** Each drum: how many numbers are drawn, and the greatest. `rows` finds the list in a whole answer. */
const GAMES = {
  "lottery-ssq": {
    zones: [
      [6, 33],
      [1, 16],
    ],
    rows: (answer) => answer.result,
    read: (row) => ({ code: row.code, day: row.date, numbers: [row.red, row.blue] }),
  },
  "lottery-dlt": {
    zones: [
      [5, 35],
      [2, 12],
    ],
    rows: (answer) => (answer.value && typeof answer.value === "object" ? answer.value.list : undefined),
    read: (row) => ({ code: row.lotteryDrawNum, day: row.lotteryDrawTime, numbers: [row.lotteryDrawResult] }),
  },
};

function malformed() {
  return new Malformed("beacon-answer", "开奖应答不能读取", "this isn't a lottery's answer");
}

/** @throws {Refused} unless `round` is a 期号, all digits */
export function lotteryRound(round) {
  if (!/^[0-9]{1,16}$/.test(round)) {
    throw new Refused(
      "beacon-round",
      `期号不符：${round.slice(0, 40)}`,
      `not a lottery's issue: ${round.slice(0, 40)}`,
    );
  }
  return round;
}

/** When a draw with this value took place: 20:00 Asia/Shanghai of its date, in Unix seconds. @throws {Malformed} */
export function lotteryTime(source, value) {
  const [day, ...zones] = value.split("/");
  if (
    valueOf(
      source,
      day,
      zones.map((zone) => zone.split(".")),
    ) !== value
  )
    throw malformed();
  return parseDate(day) + DRAWN_AT - SHANGHAI;
}

/** `date/numbers/numbers`, each zone ascending. @throws {Malformed} numbers that can't have been drawn */
function valueOf(source, day, zones) {
  parseDate(day);
  const wanted = GAMES[source].zones;
  const fine =
    zones.length === wanted.length &&
    zones.every((numbers, at) => {
      const [drawn, greatest] = wanted[at];
      const each = numbers.every((number) => /^[0-9]{2}$/.test(number) && number >= "01" && Number(number) <= greatest);
      return each && numbers.length === drawn && new Set(numbers).size === drawn;
    });
  if (!fine) throw malformed();
  return [day, ...zones.map((numbers) => numbers.slice().sort().join("."))].join("/");
}

/**
 * The value that `answer` gives for the issue `round`. It proves nothing by itself: compare with a second source.
 *
 * @param {object} answer one draw of the official list, or the whole list
 * @throws {Malformed}
 * @throws {Refused}
 * @throws {Fails} another issue
 */
export function proveLottery(source, round, answer) {
  lotteryRound(round);
  const game = GAMES[source];
  const { code, day, numbers } = game.read(rowOf(game, answer, round));
  if (typeof code !== "string" || !/^[0-9]{1,16}$/.test(code)) throw malformed();
  if (code !== round)
    throw new Fails("beacon-proof", `这是第${code}期，不是第${round}期`, `issue ${code}, not ${round}`);
  if (typeof day !== "string" || !/^[0-9-]{10}(?:\([一二三四五六日]\))?$/.test(day)) throw malformed();
  if (!numbers.every((part) => typeof part === "string" && /^[0-9]{2}(?:[, ][0-9]{2}){0,6}$/.test(part)))
    throw malformed();
  const all = numbers.join(" ").split(/[, ]/);
  const first = game.zones[0][0];
  return valueOf(source, day.slice(0, 10), [all.slice(0, first), all.slice(first)]);
}

function rowOf(game, answer, round) {
  const rows = game.rows(answer);
  if (!Array.isArray(rows)) return answer;
  const isRow = (row) => row !== null && typeof row === "object" && !Array.isArray(row);
  const found = rows.filter((row) => isRow(row) && game.read(row).code === round);
  if (found.length !== 1) throw malformed();
  return found[0];
}
