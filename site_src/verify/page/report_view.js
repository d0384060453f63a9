/** The check as it runs and when it is done: progress, verdict, and the twenty checks at three depths. */

import { announcer, details, duration, evidenceLink, h, mark, put, shape } from "./dom.js";
import { valuePair } from "./failure.js";
import { handPart } from "./hand.js";
import { ended, speaker } from "./say.js";
import { bareOf, markOf, markOfFinding, sentenceOf } from "./summary.js";
import { CHECKS, COMPARES, VALUES } from "./words.js";

const IDLE = "checks__item checks__item--idle";
const SHOWN = 12; // findings of one check shown at once
const REASONS = 3;
const FOLDED = ["waits", "empty"]; // shown in one line: nothing more has to be said of each of them
const LATEST = "≤ "; // how the verifier writes the latest moment that would do

/** The twenty checks in the order in which people ask. */
const GROUPS = [
  ["抽签以前：先封存", ["C07", "C08", "C09", "C10"]],
  ["抽签：照着算", ["C11", "C12", "C13", "C14", "C15"]],
  ["抽签以后", ["C16", "C17", "C18", "C19", "C20"]],
  ["总账和签名", ["C01", "C02", "C03", "C04", "C05", "C06"]],
];

/** The live part of the section: put into the page when the reader presses the button. */
export class ReportView {
  /** @param {HTMLElement} place @param {URL|null} root where the published files have addresses */
  constructor(place, root) {
    this.root = root;
    this.say = speaker();
    this.live = announcer();
    this.head = h("div.verdict", { tabindex: "-1" });
    this.bar = h("progress.check__bar", { max: "20", "aria-label": "核对进度" });
    this.step = h("p.check__step");
    this.failures = h("div");
    this.items = new Map();
    this.list = h("div.checks", {}, GROUPS.map(([title, codes]) => this.group(title, codes)));
    this.after = h("div.check__after");
    this.started = performance.now();
    this.done = 0;
    put(place, this.live.place, this.head, h("div.check__running", {}, this.bar, this.step), this.failures, this.after, this.list);
    this.running();
  }

  group(title, codes) {
    const rows = codes.map((code) => {
      const item = h("li", { class: IDLE, "data-code": code });
      this.items.set(code, item);
      this.row(item, code, mark("idle", "等待"), "", sentence(code));
      return item;
    });
    return h("section", {}, h("h3.checks__group", {}, title), h("ul.checks__list", {}, rows));
  }

  row(item, code, state, time = "", ...more) {
    put(item,
      h("p.checks__head", {}, h("span.checks__state", {}, state), h("span.checks__title", {}, h("span.code", {}, code), " ", h("strong", {}, CHECKS[code][0])), h("span.checks__time", {}, time)),
      more);
  }

  running() {
    put(this.head, h("p.verdict__title", {}, shape("running"), h("span", {}, "正在核对……")), h("p", {}, "您的浏览器正在取公布的文件，从头计算。可以继续看别的地方。"));
    this.live.say("开始核对");
  }

  /** Whose names sentences should use. */
  about(names) {
    this.say = speaker(names);
  }

  /** What is being read. */
  reading(words) {
    this.step.textContent = `已取 ${words}`;
  }

  /** Which checks are under way. `rows`: done so far of the draw's list; `share`: of all of them, from 0 to 1. */
  computing({ codes, rows, share }) {
    for (const code of codes) {
      const item = this.items.get(code);
      if (item.className !== IDLE) continue;
      item.className = "checks__item checks__item--running";
      this.row(item, code, mark("running", "正在查"), "", sentence(code));
    }
    this.bar.value = this.done + share * codes.length;
    const part = rows ? `，已算 ${rows.toLocaleString("zh-CN")} 行` : "";
    this.step.textContent = codes.length ? `正在查：${codes.map((code) => CHECKS[code][0]).join("、")}${part}` : "";
  }

  /** A check is done. `check`: `{code, verdict, findings}`; `ms`: since the start; `done`: how many are. */
  checked(check, ms, done) {
    const item = this.items.get(check.code);
    item.className = `checks__item checks__item--${check.shown}`;
    item.dataset.verdict = check.shown === "empty" ? "none" : check.verdict;
    this.row(item, check.code, mark(...markOf(check.shown)), `第 ${duration(ms)}`, this.depths(check));
    this.bar.value = this.done = done;
    if (done % 5 === 0) this.live.say(`已查完 ${done} 项，共 20 项`);
  }

  /** The reason where a check doesn't hold; then what was compared, and how to do each comparison without us. */
  depths(check) {
    const folded = FOLDED.includes(check.shown);
    const bad = folded ? [] : check.findings.filter((finding) => bareOf(finding) !== "pass");
    const reasons = Array.from(new Set(bad.map((finding) => this.say(finding.zh))));
    const byHand = check.findings.some((finding) => finding.byHand);
    const title = `${byHand ? "对照了什么，怎样自己查" : "对照了什么"}（${check.findings.length} 处）`;
    return [
      folded ? null : sentence(check.code, check.shown),
      reasons.slice(0, REASONS).map((reason) => h("p.checks__reason", {}, ended(reason))),
      reasons.length > REASONS ? h("p.checks__reason", {}, `还有 ${reasons.length - REASONS} 条，见下。`) : null,
      check.findings.length ? details(title, folded ? sentence(check.code, check.shown) : null, h("p.findings__what", {}, COMPARES[check.code]), this.findings(check.findings)) : null,
    ];
  }

  findings(findings) {
    const order = { fail: 0, unknown: 1, pending: 2, pass: 3 };
    const sorted = findings.slice().sort((a, b) => order[a.verdict] - order[b.verdict]);
    const shown = sorted.slice(0, SHOWN).map((finding) => this.finding(finding));
    const rest = sorted.slice(SHOWN);
    return [h("ul.findings", {}, shown), rest.length ? details(`还有 ${rest.length} 处`, h("ul.findings", {}, rest.map((finding) => this.finding(finding)))) : null];
  }

  finding(finding) {
    return h("li", {},
      h("p", {}, mark(...markOfFinding(finding)), " ", ended(this.say(finding.zh))),
      finding.file ? h("p.findings__file", {}, evidenceLink(this.root, finding.file)) : null,
      finding.verdict === "fail" ? valuePair(finding) : values(finding, this.say),
      finding.byHand ? handPart(finding, this.root) : null);
  }

  /** The verdict, in a sentence; the reader's focus goes there unless it has moved on. */
  finished({ kind, title, text }, fine) {
    const ran = performance.now() - this.started;
    this.bar.hidden = true;
    this.step.textContent = "";
    this.head.className = `verdict verdict--${kind}`;
    put(this.head, h("p.verdict__title", {}, shape(kind), h("span", {}, title)), text ? h("p", {}, text) : null, fine(ran));
    this.live.say(`核对完毕。${title}`);
  }

  /** The check couldn't be carried out at all. */
  broken(words) {
    this.bar.hidden = true;
    this.step.textContent = "";
    this.head.className = "verdict verdict--unknown";
    put(this.head, h("p.verdict__title", {}, shape("unknown"), h("span", {}, "没有核对成：这不说明抽签有问题，也不说明没有问题。")), h("p", {}, words));
    this.live.say("没有核对成");
  }
}

function sentence(code, shown = "") {
  return h("p.checks__sentence", {}, sentenceOf(code, shown));
}

/** The values of a finding that holds: one where both sides are the same, none where the shell's line shows it. */
function values({ code, found, expected, byHand }, say) {
  const [left, right] = VALUES[code] || (expected.startsWith(LATEST) ? ["时刻", "最晚应在"] : ["这里的", "应有的"]);
  const row = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, h("code.hash", {}, say(value.startsWith(LATEST) ? value.slice(LATEST.length) : value))));
  if (found && found === expected) return h("dl.pair", {}, row("两边都是", found));
  const rows = [found ? row(left, found) : null, expected && (found || !byHand) ? row(right, expected) : null].filter(Boolean);
  return rows.length ? h("dl.pair", {}, rows) : null;
}
