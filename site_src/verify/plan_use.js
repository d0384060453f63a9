/** C05, plans and replacements: one use of a plan row, and what stands for a void draw (section 5; attack A03). */

import { attempt } from "./errors.js";
import { parsePlan } from "./plans.js";
import { snapshot } from "./published.js";

/** The plan's own name in the log, the same for all its versions; null where it wasn't logged before the basis. */
function planName({ ledger, commit }) {
  const logged = ledger.history.files("plan", commit.basis.size);
  const found = logged.find(({ record }) => record.sha256 === commit.plan.file);
  return found ? found.record.file : null;
}

/** One use of a plan row's occurrence; a void draw's use is free for the draw that replaces it, and only for that. */
export async function checkPlanUses(findings, courses, source) {
  const users = new Map();
  for (const course of courses.values()) {
    const { plan } = course.commit;
    if (plan.approval !== undefined) continue;
    const name = planName(course);
    if (name === null)
      findings.add("C05", "fail", "所用的年度计划当时没有登记", "the plan wasn't in the log at the basis", {
        draw: course.draw,
        found: plan.file,
      });
    else await checkPlanRow(findings, course, source);
    const use = JSON.stringify([name === null ? plan.file : name, plan.row, plan.occurrence]);
    users.set(use, [...(users.get(use) || []), course]);
  }
  for (const used of users.values()) checkReuse(findings, used);
}

function checkReuse(findings, used) {
  used.slice(1).forEach((later, at) => {
    const earlier = used[at];
    const { plan, replaces } = later.commit;
    if (earlier.isVoid && replaces && replaces.draw === earlier.draw) return;
    findings.add(
      "C05",
      "fail",
      `计划${plan.row}第${plan.occurrence}次已由抽查${earlier.draw}用过`,
      `occurrence ${plan.occurrence} of plan row ${plan.row} was used by draw ${earlier.draw}`,
      { draw: later.draw, found: earlier.draw },
    );
  });
}

/** The row stands in the plan, has that many occurrences, and is of the draw's items. */
async function checkPlanRow(findings, { draw, commit }, source) {
  const { plan } = commit;
  const file = snapshot(plan.file);
  const data = (await source.hash(file)) === plan.file ? await source.bytes(file) : null;
  const { value: rows } = data ? attempt(() => parsePlan(data, file)) : {};
  if (!rows) {
    findings.add("C05", "unknown", "年度计划没有公布或不能读取", "the plan can't be read", { draw, file });
    return;
  }
  const bad = (zh, en, found, expected) => findings.add("C05", "fail", zh, en, { draw, file, found, expected });
  const row = rows.find((each) => each.row === plan.row);
  if (!row) bad("年度计划里没有这一行", "the plan has no such row", plan.row);
  else if (Number(plan.occurrence) > row.frequency)
    bad("超过了计划的频次", "more draws than the plan's frequency", plan.occurrence, `≤ ${row.frequency}`);
  else if (!commit.items.every((item) => row.items.includes(item)))
    bad(
      "抽签的事项不是计划这一行的事项",
      "the draw's items aren't those of its plan row",
      commit.items.join(";"),
      row.items.join(";"),
    );
}

/** `replaces` names an earlier void draw, and each file that differs. */
export function checkReplaces(findings, course, courses) {
  const { replaces, files } = course.commit;
  if (!replaces) return;
  const { draw } = course;
  const old = courses.get(replaces.draw);
  if (!old || !old.isVoid || old.position >= course.position) {
    findings.add(
      "C05",
      "fail",
      `抽查${replaces.draw}没有作废，不能代替`,
      `draw ${replaces.draw} isn't void and can't be replaced`,
      { draw, found: replaces.draw },
    );
    return;
  }
  const names = Array.from(new Set([...Object.keys(files), ...Object.keys(old.commit.files)])).sort();
  const said = replaces.differences.join("\n");
  const silent = names.find(
    (name) => files[name] !== old.commit.files[name] && !said.includes(name) && !said.includes(name.split("/")[0]),
  );
  if (silent === undefined) {
    const zh = `代替已作废的抽查${old.draw}，不同之处都已列出`;
    findings.add("C05", "pass", zh, `replaces the void draw ${old.draw}, differences listed`, { draw });
  } else {
    const en = `differs from ${old.draw} without saying so: ${silent}`;
    findings.add("C05", "fail", `与${old.draw}不同的文件没有列出：${silent}`, en, { draw, found: silent });
  }
}
