/** What a published result says, held against its row in the log, its draw and its team (part of C17). */

import { openedAlias } from "./blinding.js";
import { inForce } from "./basis.js";
import { attempt } from "./errors.js";
import { VACANT, dateOf, parseDate, parseTime } from "./identifiers.js";
import { parsePolicy } from "./orders.js";
import { rowFile, snapshot } from "./published.js";
import { parseResultRow, parseRowFile, rowOf } from "./rows.js";

const DEFAULT_MONTHS = 3;

/**
 * The sealed rows of a draw with their texts, in the order of the log: `{entry, file, data, row, text, fault}`; `row` is
 * the row file, `text` what it says, both null where they can't be read.
 *
 * @param {import("./draw_case.js").DrawCase} held
 */
export function resultTexts(held) {
  return held.records.rows.map((entry) => {
    const name = rowFile(entry.record.row);
    const data = held.file(name);
    const file = held.path(name);
    const row = data ? attempt(() => parseRowFile(data, file)) : { fault: held.faults.get(name) };
    const text = row.value ? attempt(() => parseResultRow(row.value, file)) : row;
    const fault = text.fault ? text.fault.at(file) : null;
    return { entry, file, data, row: row.value || null, text: fault ? null : text.value || null, fault };
  });
}

/**
 * One row: published and unaltered, or rightly withdrawn; its content right (sections 3, 5, 8).
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./report.js").Findings} findings
 * @param {object} result of resultTexts
 * @param {{source: import("./published.js").Source, before?: object}} more `before`: the result of the row that this replaces
 */
export async function checkText(held, findings, result, { source, before }) {
  const { entry, file, data, row, text, fault } = result;
  const { record } = entry;
  const add = (zh, en, found = "", expected = "") =>
    findings.add("C17", "fail", `${zh}：${record.object}`, `${en}: ${record.object}`, {
      draw: held.draw,
      file,
      found,
      expected,
    });
  const withdrawn = held.records.withdrawals.find((other) => other.record.row === record.row);
  if (withdrawn) await checkWithdrawn(held, add, entry, withdrawn, source);
  if (fault) add(`结果不能读取（${fault.zh}）`, `a result that can't be read (${fault.en})`);
  else if (!data && withdrawn)
    findings.notice(`${record.object}的一条结果已停止公示`, `a result of ${record.object} was withdrawn`, held.draw);
  else if (!data) add("登记的结果没有公开", "a logged result isn't published", "", record.row);
  else if (rowOf(row) !== record.row)
    add("结果与总账登记的不同", "a result that isn't the logged one", rowOf(row), record.row);
  else {
    checkContent(held, findings, entry, text, add);
    const policy = await policyOf(held.course.ledger, entry, source);
    if (policy) checkCodes(policy.result_codes, text, before ? before.text : null, add);
  }
}

/** Each code is one of the policy in force and may stand by a firm's name (article 20); a re-check has what it checks. */
function checkCodes(meanings, text, before, add) {
  const known = text.codes.filter((code) => code in meanings);
  const unknown = text.codes.filter((code) => !known.includes(code));
  const counted = known.filter((code) => meanings[code].publish === "count_only");
  if (unknown.length) add("结果代码不在代码表里", "a result code that isn't on the list", unknown.join(";"));
  if (counted.length)
    add("按户公布了只能公布数目的代码", "a code that is told only in numbers stands by a firm's name", counted.join(";"));
  if (!text.follow_up || !before) return;
  const same = before.follow_up && before.follow_up.visited_on === text.follow_up.visited_on;
  const open = before.codes.some((code) => code in meanings && meanings[code].needs_followup === true);
  if (!same && !open) add("前一条结果已了结，不能复查", "the result before it was closed: no re-check");
}

function checkContent(held, findings, { record, position }, text, add) {
  const { draw, teams } = held;
  if (text.draw !== draw || text.object !== record.object)
    add(
      "结果写的是别的抽查或单位",
      "a result of another draw or object",
      `${text.draw} ${text.object}`,
      `${draw} ${record.object}`,
    );
  checkOpening(held, text, add);
  const team = (teams.at(position).get(record.object) || []).filter((inspector) => inspector !== VACANT);
  const [found, expected] = [text.inspectors, team].map((ids) => ids.slice().sort().join(" "));
  if (found !== expected && position < teams.lost)
    add("检查人员不是当时有效的检查组", "its inspectors aren't the team in force", found, expected);
  const first = drawnOn(held, record.object);
  if (parseDate(text.visited_on) < parseDate(first))
    add("检查早于抽签结果", "a visit before the outcome", text.visited_on, `≥ ${first}`);
  checkSaid(held, record, position, text, add);
}

/** Items of the draw, days in their order, and a re-check only in what replaces another row (article 16). */
function checkSaid({ commit, course }, record, position, text, add) {
  const strange = text.items.filter((item) => !commit.items.includes(item));
  if (strange.length) add("结果写了不是本次抽查的事项", "a result under items that aren't the draw's", strange.join(";"));
  const again = text.follow_up ? [text.follow_up.visited_on] : [];
  const days = [text.visited_on, ...again, text.fixed_on];
  if (days.some((day, at) => at > 0 && parseDate(day) < parseDate(days[at - 1])))
    add("结果日期颠倒", "a result whose days are out of order", days.join(" "));
  const watch = course.watchOf(position);
  if (watch && parseDate(text.fixed_on) > parseDate(dateOf(watch.time)))
    add("结果日期晚于登记", "a result dated after it was logged", text.fixed_on, `≤ ${dateOf(watch.time)}`);
  if (text.follow_up && !record.replaces) add("第一条结果不能是复查", "a first result that is a re-check");
}

/** The day on which the object came out: no earlier than the beacon that decided it. */
function drawnOn({ teams, course, records }, object) {
  const change = teams.since.get(object);
  if (change) return dateOf(parseTime(change.record.beacon.time));
  return dateOf(Math.max(course.latest, parseTime(records.outcome.record.time)));
}

/** The opening turns the alias into one object; only blinded draws have any. */
function checkOpening({ draw, commit }, text, add) {
  const blinded = commit.frame === "blinded";
  if (blinded && !text.opening) add("抽中的代号没有揭名", "a drawn alias without opening");
  else if (!blinded && text.opening) add("公开的名单不需要揭名", "an opening in an open draw");
  else if (text.opening && openedAlias(draw, text.opening) !== text.object)
    add("揭名打不开这个代号", "the opening doesn't open this alias", openedAlias(draw, text.opening), text.object);
}

/** A withdrawal comes after the row, and not before its term is over. */
async function checkWithdrawn({ course }, add, entry, withdrawn, source) {
  if (withdrawn.position < entry.position) add("停止公示在登记之前", "withdrawn before it was logged");
  const seen = course.watchOf(withdrawn.position);
  await checkTerm(course.ledger, add, { entry, withdrawn, seenOn: seen ? dateOf(seen.time) : "" }, source);
}

/**
 * A court's order may come at any time; the other grounds only after the policy's term (section 3). `seenOn`: the day on
 * which a quorum first saw the withdrawal; one that is dated later isn't believed.
 */
export async function checkTerm(ledger, add, { entry, withdrawn, seenOn }, source) {
  const months = await termOf(ledger, withdrawn, source);
  const [stated, first] = [withdrawn, entry].map(({ record }) => dateOf(parseTime(record.time)));
  const day = seenOn && seenOn < stated ? seenOn : stated;
  const earliest = monthsAfter(first, months);
  if (withdrawn.record.ground !== "court" && day < earliest)
    add("停止公示时公示期未满", "withdrawn before its term was over", day, `≥ ${earliest}`);
}

/** For how many months a row stays public, by the policy in force at the withdrawal. */
async function termOf(ledger, { position, record }, source) {
  const policy = await policyOf(ledger, { position, record }, source);
  return policy ? policy.numbers.withdraw_after_months : DEFAULT_MONTHS;
}

/** The policy in force where an entry was logged; null where it isn't published. */
async function policyOf(ledger, { position, record }, source) {
  const policy = inForce(ledger.history, "policy", position, record.time);
  const path = policy ? snapshot(policy.sha256, "json") : "";
  const data = policy && (await source.hash(path)) === policy.sha256 ? await source.bytes(path) : null;
  return (data && attempt(() => parsePolicy(data)).value) || null;
}

/** The same day of a later month, `YYYY-MM-DD`; a day that the month lacks is its last. */
export function monthsAfter(date, months) {
  const [year, month, day] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
