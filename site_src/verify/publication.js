/** C18: each result was public in time (article 18; attack A12). */

import { inForce } from "./basis.js";
import { Calendar, publicBy } from "./calendar.js";
import { attempt } from "./errors.js";
import { endOf, timeText } from "./identifiers.js";
import { parsePolicy } from "./orders.js";
import { drawFile, nonrandomFile, rowFile, snapshot } from "./published.js";
import { parseNonrandomRow, parseResultRow, parseRowFile, rowOf } from "./rows.js";
import { firstWatch, governing } from "./witnessing.js";

/**
 * C18: a quorum cosigned a checkpoint that holds a result's row by the end of the earlier of `publish_days` days and the
 * `publish_working_days`-th working day after it was fixed, by the policy in force when the row was logged. Corrections
 * count by their own day. Where a year's notice isn't there yet, what lies between the extremes isn't judged.
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 * @param {{source: import("./published.js").Source, courses: import("./course.js").Course[], now: number}} run `courses`:
 *   the draws that are judged
 */
export async function checkPublication(ledger, findings, { source, courses, now }) {
  const judge = new Judge(ledger, findings, source, now);
  for (const { draw, records, watchers } of courses) {
    const rows = records.rows.map((entry) => ({ entry, file: drawFile(draw, rowFile(entry.record.row)) }));
    await judge.rows(rows, (text) => parseResultRow(text).fixed_on, watchers, draw);
  }
  const outside = ledger.history.of("correction").filter(({ record }) => record.draw === "");
  const fixedOn = (text) => (parseNonrandomRow(text).result || { fixed_on: null }).fixed_on;
  for (const entry of outside) {
    const watchers = governing(ledger, entry.position, now);
    await judge.rows([{ entry, file: nonrandomFile(entry.record.row) }], fixedOn, watchers, "");
  }
}

/** Judges rows one by one; keeps policies, so that each is read once. */
class Judge {
  constructor(ledger, findings, source, now) {
    Object.assign(this, { ledger, findings, source, now });
    this.policies = new Map();
  }

  /** @param {(file: object) => string|null} fixedOn the day on which a row's result was fixed; null where it has none */
  async rows(rows, fixedOn, watchers, draw) {
    const before = this.findings.list.length;
    let judged = 0;
    for (const { entry, file } of rows) {
      const day = await this.day(entry, file, fixedOn);
      if (day === null) continue;
      judged++;
      await this.row(entry, file, day, watchers, draw);
    }
    if (!judged || this.findings.list.length > before) return;
    this.findings.add("C18", "pass", `${judged}条结果都按期公示`, `all ${judged} results were public in time`, { draw });
  }

  /** The day a row's result was fixed; "" where its text can't be read; null where it has no result. */
  async day({ record }, file, fixedOn) {
    const data = await this.source.bytes(file);
    const { value } = data ? attempt(() => parseRowFile(data, file)) : {};
    if (!value || rowOf(value) !== record.row) return "";
    const read = attempt(() => fixedOn(value));
    return read.fault ? "" : read.value;
  }

  async row({ position, record }, file, day, watchers, draw) {
    const tell = (verdict, zh, en, found = "", expected = "") =>
      this.findings.add("C18", verdict, `${zh}：${record.object}`, `${en}: ${record.object}`, { draw, file, found, expected });
    const policy = await this.policyAt(position, record.time);
    if (day === "") tell("unknown", "结果的正文没有公布或已停止公示", "a result whose text isn't public (any more)");
    else if (!policy) tell("unknown", "登记时有效的政策参数没有公布", "the policy in force isn't published");
    else if (!watchers) tell("unknown", "没有签名规定，不知道见证人是谁", "without a trust policy no witness is known");
    else this.judge(position, publicBy(day, policy.numbers, policy.calendar), watchers, tell);
  }

  judge(position, { earliest, latest }, watchers, tell) {
    const [first, last] = [endOf(earliest), endOf(latest)];
    const seen = firstWatch(this.ledger, position, watchers);
    const expected = first === last ? `≤ ${timeText(last)}` : `≤ ${timeText(first)} … ${timeText(last)}`;
    const moment = seen ? seen.time : this.now;
    const found = seen ? timeText(seen.time) : "";
    if (moment <= first) {
      if (!seen) tell("pending", "结果尚待见证", "the result waits for the witnesses", found, expected);
    } else if (!seen && !watchers.isWatched)
      tell("unknown", "没有要求见证：只有本局自己看见", "no witness was asked for: only the bureau itself watched", found, expected);
    else if (moment <= last)
      tell("unknown", "那一年的节假日安排不在政策参数里，不能判断是否按期", "the year's holidays aren't known, so the term isn't", found, expected);
    else tell("fail", "结果公示得太晚", "a result was public too late", found, expected);
  }

  /** The policy in force when a row was logged, with its calendar; null where it isn't published. */
  async policyAt(position, time) {
    const record = inForce(this.ledger.history, "policy", position, time);
    if (!record) return null;
    if (!this.policies.has(record.sha256)) {
      const path = snapshot(record.sha256, "json");
      const data = (await this.source.hash(path)) === record.sha256 ? await this.source.bytes(path) : null;
      const { value } = data ? attempt(() => parsePolicy(data, path)) : {};
      this.policies.set(record.sha256, value ? { ...value, calendar: new Calendar(value.calendars) } : null);
    }
    return this.policies.get(record.sha256);
  }
}
