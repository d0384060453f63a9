/** What a reader sees when a check fails: which file, both values, what it means, whom to tell, and a text to send. */

import { block, copyFrom, details, evidenceLink, h, hash, mark, moment, save } from "./dom.js";
import { CHECKS, MEANINGS } from "./words.js";

const MAILED = 1500; // characters: mail programs cut longer addresses off
const LISTED = 8; // failed findings shown at once for one check

/**
 * The part of the page about everything that failed.
 *
 * @param {object} report
 * @param {object} context `{root, draw, title, address, bureau, witnesses, time, pinned, read, say}`
 * @returns {HTMLElement}
 */
export function failurePanel(report, context) {
  const failed = report.checks.filter((check) => check.verdict === "fail");
  return h("section.failure", { "aria-labelledby": "check-failure" },
    h("h3", { id: "check-failure" }, "哪里对不上"),
    failed.map((check) => failedCheck(check, context)),
    h("h3", {}, "现在请您做"),
    todo(context),
    complaintPart(report, failed, context));
}

function failedCheck(check, context) {
  const [means, not] = MEANINGS[check.code];
  const findings = check.findings.filter((finding) => finding.verdict === "fail");
  const more = findings.slice(LISTED);
  return h("div.failure__check", {},
    h("p.failure__title", {}, mark("fail", "不成立"), " ", h("strong", {}, `${check.code} ${CHECKS[check.code][0]}`)),
    findings.slice(0, LISTED).map((finding) => compared(finding, context)),
    more.length ? details(`还有 ${more.length} 处`, more.map((finding) => compared(finding, context))) : null,
    h("dl.failure__means", {},
      h("div", {}, h("dt", {}, "这意味着"), h("dd", {}, means)),
      h("div", {}, h("dt", {}, "这不意味着"), h("dd", {}, not))));
}

/** One failed finding: the sentence, the file, both values side by side. */
function compared(finding, context) {
  return h("div.failure__finding", {},
    h("p", {}, `${context.say(finding.zh)}。`),
    finding.file ? h("p", {}, evidenceLink(context.root, finding.file), saveButton(finding.file, context)) : null,
    valuePair(finding));
}

/** The two values of a finding: what was found, and what was expected. */
export function valuePair(finding) {
  if (!finding.found && !finding.expected) return null;
  const part = difference(finding.found, finding.expected);
  return h("dl.pair", {},
    h("div", {}, h("dt", {}, "实际是"), h("dd", {}, pointed(finding.found, part))),
    h("div", {}, h("dt", {}, "应当是"), h("dd", {}, pointed(finding.expected, part))));
}

/** How many characters two texts begin and end alike, `{start, end}`; null where they are the same or one is missing. */
export function difference(one, other) {
  if (!one || !other || one === other) return null;
  const shorter = Math.min(one.length, other.length);
  let [start, end] = [0, 0];
  while (start < shorter && one[start] === other[start]) start++;
  while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  return { start, end };
}

/** A value with what is different marked: the eye finds it, and so does a screen reader. */
export function pointed(text, part) {
  if (!text) return h("span.quiet", {}, "（没有）");
  if (!part) return hash(text);
  const last = text.length - part.end;
  const marked = text.slice(part.start, last) || (part.end ? "" : "（到此为止）");
  return h("code.hash", {}, text.slice(0, part.start), marked ? h("mark", {}, marked) : null, text.slice(last));
}

function saveButton(path, context) {
  const button = h("button.link", { type: "button" }, "保存刚才取到的这个文件");
  button.addEventListener("click", async () => {
    const data = await context.read(path).catch(() => null);
    if (data) save(path.replace(/\//g, "_"), data, "application/octet-stream");
    else button.replaceWith(h("span.quiet", {}, "这个文件没有取到"));
  });
  return [" ", button];
}

function todo(context) {
  const { bureau, witnesses } = context;
  const outside = witnesses.filter((witness) => witness.outside).map((witness) => witness.name);
  return h("ol.failure__todo", {},
    h("li", {}, h("strong", {}, "不要只是刷新。"), "对不上的这一刻就是证据。先把本页存下来（打印成 PDF 或截图），保存上面的文件和下面的报告，不要改动。"),
    h("li", {}, "换一台设备、换一个网络再核对一次，两次的结果都留下。"),
    h("li", {}, h("strong", {}, "今天就告诉："), outside.length ? `本局以外的见证人（${outside.join("、")}）；` : "", "上级人力资源和社会保障部门或者纪检监察机关；也可以告诉本局",
      bureau.phone || bureau.office ? `（${[bureau.office, bureau.phone && `电话 ${bureau.phone}`].filter(Boolean).join("，")}）` : "",
      "。见证人下一次签名以前知道，最有用。"),
    bureau.objections ? h("li", {}, `您是被检查的单位，还可以提出异议：${bureau.objections}。`) : null);
}

/** The text ready to send, and the buttons that take it away. */
function complaintPart(report, failed, context) {
  const text = complaint(failed, context, report);
  const shown = block(text, "可以直接发出的文字", { copy: false });
  const code = shown.querySelector("code");
  const copy = h("button.button.button--second", { type: "button" }, "复制这段文字");
  copy.addEventListener("click", () => copyFrom(code, copy, "复制这段文字"));
  const keep = h("button.button.button--second", { type: "button" }, "保存核对报告");
  keep.addEventListener("click", () => save(`report-${context.draw}.json`, reportText(report, context), "application/json"));
  const body = text.length > MAILED ? `${text.slice(0, MAILED)}…\n（其余见所附报告）` : text;
  const subject = `抽查 ${context.draw} 核验不成立：${failed.map((check) => check.code).join("、")}`;
  const mail = h("a", { href: `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}` }, "用邮件发送");
  return h("div.failure__text", {}, h("h3", {}, "可以直接发出的文字"), shown, h("p.check__actions", {}, copy, keep, mail));
}

/** A report as a file: everything that was found, and where and when. */
export function reportText(report, context) {
  const { address, draw, time, bureau } = context;
  const { checks, notices, genesis, checkpoint, verdict } = report;
  return `${JSON.stringify({ address, bureau: bureau.name, draw, time, verdict, genesis, checkpoint, checks, notices }, null, 2)}\n`;
}

/** The text that a reader can send: facts, both values, where they were seen, and the request for an answer. */
export function complaint(failed, context, report) {
  const lines = [
    `关于抽查 ${context.draw}（${context.title}）核验不成立的情况`,
    "",
    `${moment(context.time)}，我在 ${context.address} 按“现在就核对”，由我的浏览器取来公布的文件重新计算，下列检查不成立：`,
    "",
  ];
  for (const check of failed) {
    lines.push(`${check.code} ${CHECKS[check.code][0]}`);
    for (const finding of check.findings.filter((one) => one.verdict === "fail").slice(0, LISTED)) {
      lines.push(`  ${context.say(finding.zh)}`);
      if (finding.file) lines.push(`  文件：${finding.file}`);
      if (finding.found) lines.push(`  实际是：${finding.found}`);
      if (finding.expected) lines.push(`  应当是：${finding.expected}`);
      if (finding.byHand) lines.push(`  自己查：${finding.byHand}`);
    }
    lines.push("");
  }
  const { checkpoint, genesis } = report;
  if (checkpoint) lines.push(`当时的总账指纹：${checkpoint.fingerprint}（${checkpoint.size} 条）`);
  if (genesis) lines.push(`起点指纹：${genesis.hash}（${context.pinned ? "我已与纸上的比对过" : "我没有与纸上的比对"}）`);
  lines.push(`浏览器：${navigator.userAgent}`, "", "附：核对报告，以及当时取到的文件。请书面答复原因。");
  return lines.join("\n");
}
