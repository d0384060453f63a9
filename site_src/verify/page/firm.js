/** “查我的单位”: a name, a code or a receipt; then one card for each draw. The page's own script and a panel's alike. */

import { Answer, rosterWords } from "./answer.js";
import { Directory, codeOf } from "./directory.js";
import { h, put } from "./dom.js";
import { paperLine } from "./paper.js";
import { siteReader } from "./reading.js";
import { BadReceipt, parseReceipt, scan } from "./receipt.js";

const LONGEST = 100; // characters of a name in an address

/**
 * The search behind the form of templates/firm_form.html, which page/firm_form.js wakes.
 *
 * `about`: `{root, only, directory, link, share}`: `only`: this draw alone; `share`: keep the code in the page's
 *   address, which may bring one, or `q=` and whatever was typed elsewhere
 */
export class FirmSearch {
  constructor(place, about) {
    this.about = about;
    this.reader = about.reader || siteReader(about.root);
    this.directory = about.directory || new Directory(this.reader.read);
    this.input = place.querySelector("input[name=firm]");
    this.said = place.querySelector("[data-said]");
    this.answer = place.querySelector("[data-answer]");
    this.receipt = null;
    this.asked = 0;
    this.receiptPart(place);
    if (about.share) {
      addEventListener("hashchange", () => this.fromAddress());
      this.fromAddress();
    }
  }

  fromAddress() {
    const asked = askedIn(location.hash);
    if (!asked || asked === this.shown || document.getElementById(asked)) return;
    this.input.value = asked;
    this.search(asked);
  }

  /** Searches for what stands in the field. */
  submit() {
    return this.search(this.input.value);
  }

  say(text) {
    this.said.textContent = text;
  }

  /** Takes the reader to what was found, unless the reader has gone elsewhere or typed on since asking. */
  goTo(found) {
    const stayed = [this.askedFrom, document.body].includes(document.activeElement);
    if (stayed && this.input.value === this.askedWith) found.focus();
  }

  /** Searches for what was typed. Later searches silence earlier ones. */
  async search(text) {
    const asked = ++this.asked;
    this.askedFrom = document.activeElement;
    this.askedWith = this.input.value;
    const typed = text.trim();
    if (!typed) {
      this.say("请输入单位名称或者统一社会信用代码。");
      this.input.focus();
      return;
    }
    this.say("正在查找……");
    put(this.answer);
    await this.guarded(asked, async () => {
      const code = codeOf(typed);
      const firm = code ? await this.directory.byCode(code) : null;
      const found = firm ? { firms: [firm], more: 0, common: false } : await this.directory.byName(typed);
      if (asked !== this.asked) return;
      if (!firm && code && !found.firms.length) await this.show({ id: code.toUpperCase(), name: "", rosters: "" }, asked);
      else if (found.firms.length === 1) await this.show(found.firms[0], asked);
      else this.choose(found);
    });
  }

  /** Does some work for one search, and says so where it can't be done. */
  async guarded(asked, work) {
    try {
      await work();
    } catch (error) {
      if (asked === this.asked) this.say(`没有查成：${error.zh || error.message}。请检查网络再试。`);
    }
  }

  choose({ firms, more, common }) {
    if (!firms.length) {
      this.say(common ? "这几个字太常见了。请再输入几个字，或者输入全称、统一社会信用代码。" : "没有找到。请检查有没有错字，或者只输入名称里特别的两三个字，也可以输入统一社会信用代码。");
      put(this.answer, h("p", {}, "确实不在名录里的单位不会被抽到。您知道有单位应当在名录里却没有，请告诉本局。"));
      return;
    }
    this.say(`找到 ${firms.length}${more ? " 家以上" : " 家"}，请选一家：`);
    const items = firms.map((firm) => {
      const button = h("button.link", { type: "button" }, firm.name);
      const asked = this.asked;
      button.addEventListener("click", () => this.guarded(asked, () => this.show(firm, asked)));
      return h("li", {}, button, " ", h("span.code", {}, firm.id));
    });
    put(this.answer, h("ul.choices", {}, items), more ? h("p.quiet", {}, "还有更多，请再输入几个字。") : null);
    this.goTo(items[0].firstChild);
  }

  /** All draws of one firm, those in which it was drawn first. */
  async show(firm, asked) {
    this.firm = firm;
    this.shown = firm.id;
    if (this.about.share && location.hash !== `#${firm.id}`) history.replaceState(null, "", `#${firm.id}`);
    const index = await this.directory.index();
    const told = await this.directory.told(firm);
    if (asked !== this.asked) return;
    const { only, share } = this.about;
    const title = h(only ? "h3.firm__name" : "h2.firm__name", { tabindex: "-1" }, firm.name || "名录里没有这个编号", " ", h("span.code", {}, firm.id));
    const answer = new Answer(this, { firm, index, told, asked });
    put(this.answer, title, only ? null : answer.tally, rosterWords(firm, index), answer.cards, answer.later, answer.absent, share ? paperLine(location.href) : null);
    this.say("正在逐次查看……");
    this.goTo(title); // at once: whoever types the next name while the draws arrive isn't pulled away from it
    await answer.add(answer.first);
    if (asked === this.asked) this.say(answer.draws.length ? "查到了。" : "还没有抽查。");
  }

  receiptPart(place) {
    const part = place.querySelector("[data-receipt]");
    if (!part) return;
    this.paper = { text: part.querySelector("textarea"), image: part.querySelector("input[type=file]"), said: part.querySelector("[data-receipt-said]") };
  }

  /** Searches with the receipt whose text was pasted. */
  useReceipt() {
    const { text, said } = this.paper;
    try {
      this.receipt = parseReceipt(text.value);
      said.textContent = "";
      this.input.value = this.receipt.objectId;
      return this.submit();
    } catch (error) {
      if (!(error instanceof BadReceipt)) throw error;
      said.textContent = error.message;
      return undefined;
    }
  }

  /** Reads the receipt from the image that was chosen, then searches with it. */
  async useImage() {
    const { text, image, said } = this.paper;
    if (!image.files.length) return;
    said.textContent = "正在识别……";
    try {
      text.value = await scan(image.files[0]);
    } catch (error) {
      said.textContent = error.message;
      return;
    }
    this.useReceipt();
  }
}

/** What an address asks for, a code or `q=` and what was typed; empty where it asks for nothing. */
function askedIn(hash) {
  const code = /^#([0-9A-Za-z][0-9A-Za-z._-]{0,63})$/.exec(hash);
  if (code) return code[1];
  try {
    return hash.startsWith("#q=") ? decodeURIComponent(hash.slice(3)).trim().slice(0, LONGEST) : "";
  } catch (error) {
    return ""; // no text in UTF-8
  }
}
