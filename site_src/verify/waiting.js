/** Whether a draw has come far enough to be judged by its outcome (section 4). */

import { timeText } from "./identifiers.js";

/**
 * Why nothing can be judged that needs an outcome: `{verdict, zh, en}`, the draw is void, or not concluded yet; null
 * once it is.
 *
 * @param {import("./course.js").Course} course
 */
export function waiting({ isVoid, latest, records }) {
  if (isVoid) {
    const [zh, en] = ["已作废，此后的步骤不再需要", "the draw is void: nothing after that is due"];
    return { verdict: "pass", zh, en };
  }
  if (records.outcome) return null;
  const when = timeText(latest);
  return { verdict: "pending", zh: `公共随机数${when}产生，之后才有`, en: `not before the beacon fires, ${when}` };
}

/** Says so; true where there is nothing more to judge. */
export function saidWaiting(course, findings, code) {
  const pause = waiting(course);
  if (pause) findings.add(code, pause.verdict, pause.zh, pause.en, { draw: course.draw });
  return pause !== null;
}
