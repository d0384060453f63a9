/** C17 for inspections outside the draw: logged before the visit, for one of four reasons (article 13). */

import { attempt } from "./errors.js";
import { dateOf, endOf, timeText } from "./identifiers.js";
import { noticeVisits } from "./notices.js";
import { nonrandomFile } from "./published.js";
import { checkTerm } from "./result_texts.js";
import { parseNonrandomRow, parseRowFile, rowOf } from "./rows.js";
import { firstWatch, governing } from "./witnessing.js";

const FOLDER = "data/nonrandom/";

/**
 * C17 for the register of article 13:
 *
 * - an entry is the first row of its number; each correction replaces the row before it and tells of the same object, for
 *   the same reason, by the same paper
 * - the text opens the row's hash; once there is a result every text is there, or was withdrawn, not before its time
 * - the entry was cosigned by the end of the day of the visit at the latest, the result not before that day
 * - no text lies there that the log doesn't hold
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 * @param {{source: import("./published.js").Source, now: number}} run
 */
export async function checkNonrandom(ledger, findings, { source, now }) {
  const add = (verdict, zh, en, more) => findings.add("C17", verdict, zh, en, more);
  const rows = ledger.history.of("nonrandom", "result", "correction").filter(({ record }) => record.draw === "");
  const withdrawn = new Map(ledger.history.of("withdraw").map((entry) => [entry.record.row, entry]));
  const chains = new Map();
  for (const entry of rows) {
    const { object } = entry.record;
    chains.set(object, [...(chains.get(object) || []), await readRow(source, entry)]);
  }
  for (const [number, chain] of chains) {
    checkChain(number, chain, add);
    for (const each of chain) {
      const gone = withdrawn.get(each.entry.record.row);
      checkText(number, each, { gone, told: chain.length > 1 }, add);
      if (gone) await checkGone(ledger, number, each, gone, { source, now, add });
    }
    checkBefore(ledger, number, chain, now, add);
  }
  await checkStrangers(source, rows, add);
  const told = Array.from(chains.values()).flatMap((chain) => chain.filter(({ text }) => text && text.result));
  noticeVisits(
    told.map(({ text }) => ({ object: text.object, day: text.result.visited_on })),
    findings,
  );
  if (chains.size)
    add("pass", `抽签以外的检查登记了${chains.size}件`, `${chains.size} inspections outside the draw are entered`);
}

async function readRow(source, entry) {
  const file = nonrandomFile(entry.record.row);
  const data = await source.bytes(file);
  const row = data ? attempt(() => parseRowFile(data, file)) : {};
  const text = row.value ? attempt(() => parseNonrandomRow(row.value, file)) : row;
  return { entry, file, data, row: row.value || null, text: text.fault ? null : text.value || null, fault: text.fault };
}

function checkChain(number, chain, add) {
  let before = "";
  for (const { entry } of chain) {
    const { type, replaces, row } = entry.record;
    const kind = before === "" ? "nonrandom" : "correction";
    if (type !== kind || replaces !== before)
      add("fail", `登记${number}没有接续前一条`, `a row of entry ${number} doesn't continue the one before it`, {
        found: `${type} ${replaces}`,
        expected: `${kind} ${before}`,
      });
    before = row;
  }
  const texts = chain.filter(({ text }) => text).map(({ text }) => text);
  const facts = new Set(texts.map(({ object, code, source }) => JSON.stringify([object, code, source])));
  if (facts.size > 1)
    add("fail", `登记${number}换了单位、情形或来源`, `entry ${number} changed its object, reason or source`, {
      file: chain[chain.length - 1].file,
    });
}

/** `told`: a later row tells of the visit, so that nothing of the entry is secret any more. */
function checkText(number, { entry, file, data, row, text, fault }, { gone, told }, add) {
  const { record } = entry;
  if (!data) {
    if (told && !gone) add("fail", `登记${number}的正文没有公布`, `a text of entry ${number} isn't published`, { file });
  } else if (!text) {
    add("fail", `登记${number}不能读取（${fault.zh}）`, `entry ${number} can't be read (${fault.en})`, { file });
  } else if (rowOf(row) !== record.row || text.id !== number) {
    add("fail", `登记${number}的内容与总账的不同`, `the text of entry ${number} isn't what the log holds`, {
      file,
      found: rowOf(row),
      expected: record.row,
    });
  }
}

/** A text that was withdrawn was public for its term; that is counted to the day on which a quorum saw it gone. */
async function checkGone(ledger, number, { entry, file }, gone, { source, now, add }) {
  const policy = governing(ledger, gone.position, now);
  const seen = policy ? firstWatch(ledger, gone.position, policy) : null;
  const tell = (zh, en, found, expected) =>
    add("fail", `登记${number}：${zh}`, `entry ${number}: ${en}`, { file, found, expected });
  await checkTerm(ledger, tell, { entry, withdrawn: gone, seenOn: seen ? dateOf(seen.time) : "" }, source);
}

/** The entry came before the visit: a witness saw it by the end of that day; and no result tells of a day to come. */
function checkBefore(ledger, number, chain, now, add) {
  const visits = chain.filter(({ text }) => text && text.result);
  if (!visits.length) return;
  const watch = ({ position }) => {
    const policy = governing(ledger, position, now);
    return policy ? firstWatch(ledger, position, policy) : null;
  };
  for (const { entry, file, text } of visits) {
    const day = text.result.visited_on;
    const before = chain.filter((each) => each.text && watch(each.entry) && watch(each.entry).time <= endOf(day));
    const periods = before.map((each) => [each.text.from, each.text.to]);
    if (periods.length && !periods.some(([from, to]) => from <= day && day <= to)) {
      const more = { file, found: day, expected: periods[periods.length - 1].join(" … ") };
      add("fail", `登记${number}的检查不在登记的期间内`, `the visit of entry ${number} wasn't in its period`, more);
    }
    const seen = watch(entry);
    if (!seen || text.result.visited_on <= dateOf(seen.time)) continue;
    const more = { file, found: text.result.visited_on, expected: `≤ ${timeText(seen.time)}` };
    add("fail", `登记${number}的结果早于检查`, `the result of entry ${number} was logged before the visit`, more);
  }
  const latest = endOf(visits.map(({ text }) => text.result.visited_on).sort()[0]);
  const { entry, file } = chain[0];
  const seen = watch(entry);
  const more = { file, found: seen ? timeText(seen.time) : "", expected: `≤ ${timeText(latest)}` };
  if (!seen)
    add("unknown", `没有见证表明登记${number}早于检查`, `no cosignature shows that entry ${number} came first`, more);
  else if (seen.time > latest) add("fail", `登记${number}晚于检查`, `entry ${number} was logged after the visit`, more);
}

async function checkStrangers(source, rows, add) {
  const known = new Set(rows.map(({ record }) => nonrandomFile(record.row)));
  for (const file of await source.paths())
    if (file.startsWith(FOLDER) && !known.has(file))
      add("fail", "多出一个总账没有登记的文件", "a text that the log doesn't hold", { file });
}
