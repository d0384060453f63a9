/** Facts beside the verdicts that only several draws or rows together show (section 10, notices). */

import { parseDate, parseTime } from "./identifiers.js";

const WINDOW = 90 * 86400; // parallel draws
const YEAR = 365 * 86400;
const FEWEST = 2; // objects of a frame that can be half shared

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
