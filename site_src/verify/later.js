/** What this version can't judge yet, with its reason: C18, C19, C20. */

const REASONS = [
  [
    "C18",
    "结果公示是否及时，须对照工作日历，本版尚不判断",
    "whether results were public in time needs the calendar of working days; not judged by this version",
  ],
  [
    "C19",
    "名录的移除、移回和临时改动，本版尚不判断",
    "removals, returns and late edits of rosters aren't judged by this version",
  ],
  [
    "C20",
    "公布的文件里有没有个人信息，本版尚不判断",
    "private patterns in published files aren't judged by this version",
  ],
];

/** @param {import("./report.js").Findings} findings */
export function checkLater(findings) {
  for (const [code, zh, en] of REASONS) findings.add(code, "unknown", zh, en);
}
