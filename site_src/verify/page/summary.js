/** The verdict first, in one sentence in the reader's words; and what lies behind it, counted. Pure functions of a report. */

import { ASKS, CHECKS, COMPUTED, NOTHING, OF_RESULTS, ORDER, UNPINNED, VERDICTS, WAITS } from "./words.js";

/**
 * A check: its verdict is the worst of its findings. How the page shows it (`shown`) is that, or `empty`: there was
 * nothing to judge (no change was made, the draw is void), which isn't counted among what holds; or what it would be but
 * for one thing, that the reader hasn't compared the genesis fingerprint: `pending`, or `waits` where it would hold.
 */
export function judged({ code, findings }) {
  return { code, findings, verdict: worst(findings.map(({ verdict }) => verdict)), shown: shownAs(code, findings) };
}

function worst(verdicts) {
  return ORDER[Math.max(0, ...verdicts.map((verdict) => ORDER.indexOf(verdict)))];
}

function shownAs(code, findings) {
  const rest = worst(findings.map(bareOf));
  if (rest === "fail") return "fail";
  if (isEmpty(code, findings, rest)) return "empty";
  return rest === "pass" && findings.some(waiting) ? "waits" : rest;
}

/** Nothing to judge; of the results of a draw also where those of inspections outside the draws alone were judged. */
function isEmpty(code, findings, rest) {
  if (findings.every(nothing)) return true;
  return OF_RESULTS.includes(code) && rest !== "unknown" && findings.every((finding) => finding.draw === "" || nothing(finding));
}

function nothing({ zh }) {
  return NOTHING.some((words) => zh.startsWith(words));
}

/** The verdict of a finding, had the reader compared the genesis fingerprint. */
export function bareOf(finding) {
  return waiting(finding) ? finding.bare : finding.verdict;
}

/** Whether a finding is unknown only because the reader hasn't compared the genesis fingerprint. */
function waiting({ verdict, zh }) {
  return verdict === "unknown" && zh.endsWith(UNPINNED);
}

/** How a check is marked: a shape and a word. */
export function markOf(shown) {
  if (shown === "empty") return ["void", "没有要查的"];
  return shown === "waits" ? ["waits", WAITS] : [shown, VERDICTS[shown]];
}

/** How one finding is marked. */
export function markOfFinding(finding) {
  return markOf(shownAs("", [finding]));
}

/** What a check says below its title: that it holds only where it does, else what it asks. */
export function sentenceOf(code, shown) {
  return shown === "pass" ? CHECKS[code][1] : ASKS[code];
}

/** How many checks are shown in each way. */
export function counted(checks) {
  const counts = { pass: 0, fail: 0, pending: 0, unknown: 0, waits: 0, empty: 0 };
  for (const check of checks) counts[check.shown]++;
  return counts;
}

/** `12 项成立，3 项还没到时候，5 项无法判断`: only what there is, the worst first. */
export function countedWords(counts) {
  const kinds = ["fail", "pass", "waits", "pending", "unknown"].filter((kind) => counts[kind]);
  const words = kinds.map((kind) => `${counts[kind]} 项${kind === "waits" ? WAITS : VERDICTS[kind]}`);
  return [...words, ...(counts.empty ? [`${counts.empty} 项没有要查的`] : [])].join("，");
}

/**
 * The verdict in one sentence: `{kind, title, text}`.
 *
 * @param {object} report
 * @param {{voided?: boolean, fires?: string}} [about] whether the draw was voided, when its random value is due (in words)
 */
export function verdict(report, { voided = false, fires = "" } = {}) {
  const by = new Map(report.checks.map((check) => [check.code, check.shown]));
  const counts = counted(report.checks);
  const computed = COMPUTED.map((code) => by.get(code));
  if (counts.fail) {
    return { kind: "fail", title: `对不上：${counts.fail} 项检查不成立。`, text: "公布的文件里，有的和应有的对不上。请不要只是刷新，照下面说的做。" };
  }
  const rest = restWords(counts);
  if (voided) {
    return { kind: "unknown", title: "这次抽查已经作废，没有抽签结果可以核对。", text: `封存的文件仍然核对过了，没有发现不对。${rest}` };
  }
  if (computed.every((one) => one === "pass")) {
    return { kind: "pass", title: "您的浏览器把这次抽签重新算了一遍，结果与公布的一致。", text: rest };
  }
  if (computed.includes("pending")) {
    const when = fires ? `要等公共随机数在 ${fires} 产生以后` : "要等公共随机数产生以后";
    return { kind: "pending", title: "还没有抽签。现在能查的，没有发现不对。", text: `抽签结果${when}才能核对；到那时再按一次。${rest}` };
  }
  return { kind: "unknown", title: "现在还不能判断这次抽签。", text: `没有发现不对，但是缺少判断所需的证据，原因写在各项里。${rest}` };
}

function restWords({ waits, unknown }) {
  return unknown ? `${waits ? "另有 " : "有 "}${unknown} 项现在无法判断，原因写在各项里。` : "";
}
