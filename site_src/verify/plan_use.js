/** C05, plans and replacements: one use of a plan row, and what stands for a void draw (section 5; attack A03). */

import { parseCsv } from "./csv.js";
import { attempt } from "./errors.js";
import { PLAN_HEADER } from "./frames.js";
import { snapshot } from "./published.js";

/** The plan's file name in the log: row ids are stable through its versions. */
function planFile(course) {
  const { plan, basis } = course.commit;
  const logged = course.ledger.history.files("plan", basis.size).filter(({ record }) => record.sha256 === plan.file);
  return logged.length ? logged[logged.length - 1].record.file : null;
}

/** One use of a plan row's occurrence; a void draw's use is free for the draw that replaces it, and only for that. */
export async function checkPlanUse(findings, course, all, source, now) {
  const { plan } = course.commit;
  if (plan.approval !== undefined) return;
  const file = planFile(course);
  if (file === null) {
    findings.add("C05", "fail", "所用的年度计划当时没有登记", "the plan wasn't in the log at the basis", {
      draw: course.draw,
      found: plan.file,
    });
    return;
  }
  for (const other of all) {
    const theirs = other.commit.plan;
    const same = theirs.row === plan.row && theirs.occurrence === plan.occurrence && planFile(other) === file;
    if (other.position >= course.position || !same || isReplaced(course, other, all, now)) continue;
    findings.add(
      "C05",
      "fail",
      `计划${plan.row}第${plan.occurrence}次已由抽查${other.draw}用过`,
      `occurrence ${plan.occurrence} of plan row ${plan.row} was used by draw ${other.draw}`,
      {
        draw: course.draw,
        found: other.draw,
      },
    );
  }
  await checkPlanRow(findings, course, source);
}

/** Whether `course` stands, directly or through others, for the void draw `other`. */
function isReplaced(course, other, all, now) {
  for (let at = course; at && at.commit.replaces;) {
    const { draw } = at.commit.replaces;
    at = all.find((candidate) => candidate.draw === draw);
    if (at === other) return ["counts", "waits"].includes(other.voidEffect(now));
  }
  return false;
}

/** The row stands in the plan, and has that many occurrences. */
async function checkPlanRow(findings, course, source) {
  const { plan } = course.commit;
  const path = snapshot(plan.file);
  if ((await source.hash(path)) !== plan.file) {
    findings.add("C05", "unknown", "年度计划没有公布或不能读取", "the plan isn't published as it was logged", {
      draw: course.draw,
      file: path,
    });
    return;
  }
  const data = await source.bytes(path);
  const { value: rows, fault } = attempt(() => parseCsv(data, PLAN_HEADER, path));
  if (fault) {
    findings.fault("C05", fault, { draw: course.draw });
    return;
  }
  const row = rows.find((fields) => fields[0] === plan.row);
  const items = row ? row[PLAN_HEADER.indexOf("items")].split(";").sort().join(";") : "";
  if (row && items !== course.commit.items.slice().sort().join(";")) {
    findings.add("C05", "fail", "抽签的事项不是计划这一行的事项", "the draw's items aren't those of its plan row", {
      draw: course.draw,
      file: path,
      found: course.commit.items.join(";"),
      expected: items,
    });
  }
  const frequency = row ? Number(row[PLAN_HEADER.indexOf("frequency")]) : 0;
  if (!(Number(plan.occurrence) <= frequency)) {
    findings.add("C05", "fail", "年度计划里没有这一行的这一次", "the plan has no such occurrence of that row", {
      draw: course.draw,
      file: path,
      found: `${plan.row}/${plan.occurrence}`,
      expected: row ? `≤ ${frequency}` : "",
    });
  }
}

/** `replaces` names an earlier void draw, and exactly the files that differ. */
export function checkReplaces(findings, course, courses, now) {
  const { replaces, files } = course.commit;
  if (!replaces) return;
  const { draw } = course;
  const old = courses.get(replaces.draw);
  if (!old || old.position >= course.position || !["counts", "waits"].includes(old.voidEffect(now))) {
    findings.add(
      "C05",
      "fail",
      `抽查${replaces.draw}没有作废，不能代替`,
      `draw ${replaces.draw} isn't void and can't be replaced`,
      { draw },
    );
    return;
  }
  const names = new Set([...Object.keys(files), ...Object.keys(old.commit.files)]);
  const differing = Array.from(names)
    .filter((name) => files[name] !== old.commit.files[name])
    .sort();
  // a difference is listed by the file's name; words may follow it
  const listed = replaces.differences.map((text) => text.split(/[\s:：]/)[0]).sort();
  if (differing.join("\n") !== Array.from(new Set(listed)).join("\n")) {
    findings.add(
      "C05",
      "fail",
      "代替作废抽查时没有列全不同的文件",
      "not each file that differs from the void draw is listed",
      {
        draw,
        found: replaces.differences.join(" "),
        expected: differing.join(" "),
      },
    );
  }
}
