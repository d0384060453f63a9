/** Facts beside the verdicts that a reader should know though nothing is wrong (section 10, notices). */

import { content, inForce } from "./basis.js";
import { Fault } from "./errors.js";
import { parseDate, parseTime } from "./identifiers.js";
import { parsePolicy } from "./orders.js";
import { snapshot } from "./published.js";
import { fitting, regular } from "./seats.js";
import { FOCUS } from "./strata.js";

const FEW_FIT = 3;
const MILLIONTHS = 1e6; // a policy's decimals have six places at most
const USUAL = { small_population: 20, high_chance: "0.5" };
const WINDOW = 90 * 86400; // parallel draws
const YEAR = 365 * 86400;
const FEWEST = 2; // objects of a frame that can be half shared

/**
 * Of one draw: strata so small, or chances so high, that somebody was nearly sure to be drawn, with their approval; a
 * merged stratum; seats that few fit; a draw outside the plan; one that replaces a void draw (attacks A16 and A17).
 *
 * @param {import("./draw_case.js").DrawCase} held
 * @param {import("./published.js").Source} source
 */
export async function noticeDraw({ draw, course, commit, order, panel }, findings, source) {
  const notice = (zh, en) => findings.notice(zh, en, draw);
  const approval = (order && order.approval) || commit.plan.approval || "";
  const [byZh, byEn] = approval ? [`批准：${approval}`, `approved by ${approval}`] : ["没有写明批准", "no approval is named"];
  const { small_population: small, high_chance: high } = await numbersOf(course, source);
  for (const { stratum, eligible, size } of commit.quotas.filter((quota) => quota.eligible)) {
    const aim = (zh, en) => notice(`分组${stratum}${zh}；${byZh}`, `stratum ${stratum} ${en}; ${byEn}`);
    if (stratum === FOCUS)
      notice("分组focus所依据的事实不公开", "the stratum focus rests on facts that aren't public");
    if (size && eligible < small) aim(`只有${eligible}户可抽（少于${small}）`, `has only ${eligible} eligible objects`);
    if (size * MILLIONTHS > eligible * Math.round(Number(high) * MILLIONTHS))
      aim(`的机会超过${high}：${size}/${eligible}`, `is drawn with a chance over ${high}: ${size}/${eligible}`);
  }
  commit.team.seats.forEach((seat, at) => {
    const fit = panel ? fitting(regular(panel), seat).length : FEW_FIT;
    if (fit < FEW_FIT) notice(`检查组的第${at + 1}个席位只有${fit}人符合条件，派谁去可选的人很少`, `only ${fit} people fit seat ${at + 1}`);
  });
  if (commit.plan.approval) notice(`计划之外的抽查，${byZh}`, `outside the plan, ${byEn}`);
  if (commit.replaces) notice(`替代已作废的${commit.replaces.draw}`, `replaces the void ${commit.replaces.draw}`);
}

/** The rule's numbers at a draw's basis; the usual ones where the policy can't be read, which C08 says. */
async function numbersOf({ ledger: { history }, commit }, source) {
  const record = inForce(history, "policy", commit.basis.size, commit.time);
  if (!record) return USUAL;
  try {
    return (await content(source, { path: snapshot(record.sha256, "json"), hash: record.sha256, parse: parsePolicy })).numbers;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return USUAL;
  }
}

/** How many ids two frames share: both are sorted by bytes. */
function shared(left, right) {
  let [a, b, count] = [0, 0, 0];
  while (a < left.size && b < right.size) {
    const order = compare(left.idBytes(a), right.idBytes(b));
    if (order === 0) count++;
    if (order <= 0) a++;
    if (order >= 0) b++;
  }
  return count;
}

function compare(left, right) {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) if (left[at] !== right[at]) return left[at] - right[at];
  return left.length - right.length;
}

/** Tells of draws within 90 days that share over half a frame (attacks A03, A08). Frames are kept that long. */
export class ParallelDraws {
  constructor() {
    this.recent = [];
  }

  /** @param {import("./draw_case.js").DrawCase} held in the order of the log */
  add({ draw, commit, frame }, findings) {
    if (!frame || frame.size < FEWEST || commit.frame !== "open") return;
    const time = parseTime(commit.time);
    this.recent = this.recent.filter((other) => time - other.time <= WINDOW);
    for (const other of this.recent) {
      const count = shared(other.frame, frame);
      if (2 * count <= Math.min(other.frame.size, frame.size)) continue;
      findings.notice(
        `与抽查${other.draw}相隔不到90天，名单有${count}户相同`,
        `within 90 days of draw ${other.draw}, with ${count} objects in common`,
        draw,
      );
    }
    this.recent.push({ draw, time, frame });
  }
}

/**
 * A firm's second visit outside the draws within a year (article 13), as far as the entries' texts are published.
 *
 * @param {{object: string, day: string}[]} visits that the register tells of
 */
export function noticeVisits(visits, findings) {
  const days = new Map();
  for (const { object, day } of visits) days.set(object, (days.get(object) || new Set()).add(parseDate(day)));
  for (const [object, set] of Array.from(days).sort()) {
    const times = Array.from(set).sort((a, b) => a - b);
    if (!times.some((time, at) => at > 0 && time - times[at - 1] < YEAR)) continue;
    findings.notice(`${object}一年内第二次在抽签之外被检查`, `a second visit of ${object} outside the draws within a year`);
  }
}
