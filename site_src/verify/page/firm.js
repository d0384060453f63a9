/** “查我的单位”: a name, a code or a receipt; then one card for each draw. The page's own script and a panel's alike. */

import { fill, h, put } from "./dom.js";
import { Directory, codeOf, inRanges } from "./directory.js";
import { standingCard } from "./firm_view.js";
import { paperLine } from "./paper.js";
import { siteReader } from "./reading.js";
import { BadReceipt, parseReceipt, scan } from "./receipt.js";
import { standing } from "./standing.js";

const AT_ONCE = 4; // draws looked up without being asked for: what a reader loads stays small

/**
 * The search behind the form of templates/firm_form.html, which page/firm_form.js wakes.
 *
 * `about`: `{root, only, objections, directory, link, share}`: `only`: this draw alone; `share`: keep the
 *   code in the page's address
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
    const code = location.hash.slice(1);
    if (!/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/.test(code) || document.getElementById(code)) return;
    if (code === this.shown) return;
    this.input.value = code;
    this.search(code);
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

  /** All draws of one firm. */
  async show(firm, asked) {
    this.firm = firm;
    this.shown = firm.id;
    if (this.about.share && location.hash !== `#${firm.id}`) history.replaceState(null, "", `#${firm.id}`);
    const index = await this.directory.index();
    if (asked !== this.asked) return;
    const draws = index.draws.filter((entry) => !this.about.only || entry.draw === this.about.only);
    const title = h(this.about.only ? "h3.firm__name" : "h2.firm__name", { tabindex: "-1" }, firm.name || "名录里没有这个编号", " ", h("span.code", {}, firm.id));
    const cards = h("div");
    this.found = [];
    put(this.answer, title, this.rosterWords(firm, index), cards, this.later(firm, index, draws.slice(AT_ONCE), asked), this.about.share ? paperLine(location.href) : null);
    this.say(draws.length ? "正在逐次查看……" : "还没有抽查。");
    this.goTo(title); // at once: whoever types the next name while the draws arrive isn't pulled away from it
    await this.add(cards, firm, index, draws.slice(0, AT_ONCE), asked);
    if (asked !== this.asked) return;
    this.say(this.about.only ? "查到了。" : this.tally(draws.length));
  }

  /** What was seen so far of so many draws. Where a name can't be opened, nobody knows. */
  tally(total) {
    const drawn = this.found.filter((one) => one.drawn || (one.visit && one.visit.instead)).length;
    const hidden = this.found.filter((one) => one.inFrame === null).length;
    const seen = this.found.length < total ? `看了最近 ${this.found.length} 次抽查` : `看了全部 ${total} 次抽查`;
    if (hidden === this.found.length) return `${seen}，都要有核验凭条才能查到。`;
    return `${seen}，抽中 ${drawn} 次${hidden ? `；另有 ${hidden} 次要有核验凭条才能查到` : ""}。`;
  }

  rosterWords(firm, index) {
    const newest = index.rosters.length - 1;
    const now = firm.rosters && inRanges(firm.rosters, newest);
    const text = now
      ? "在现在的名录里。"
      : firm.rosters
        ? "从前在名录里，现在不在。"
        : "不在任何一份抽签用过的名录里，也不在现在的名录里。编号没有抄错的话，这家单位没有参加过抽签。";
    return h("p", {}, text);
  }

  async add(cards, firm, index, draws, asked) {
    for (const entry of draws) {
      const listed = entry.roster >= 0 ? Boolean(firm.rosters) && inRanges(firm.rosters, entry.roster) : null;
      const one = await standing(this.directory, entry, firm.id, { receipt: this.receipt, listed });
      if (asked !== this.asked) return;
      this.found.push(one);
      fill(cards, [standingCard(one, { ...this.about, get: this.reader.read, genesis: index.genesis, open: Boolean(this.about.only) })]);
    }
  }

  later(firm, index, draws, asked) {
    if (!draws.length) return null;
    const button = h("button.button.button--second", { type: "button" }, `再看更早的 ${draws.length} 次抽查`);
    const place = h("div", {}, h("p", {}, button));
    button.addEventListener("click", async () => {
      button.disabled = true;
      const cards = h("div");
      place.replaceWith(cards);
      await this.guarded(asked, async () => {
        await this.add(cards, firm, index, draws, asked);
        if (asked !== this.asked) return;
        this.say(this.tally(this.found.length));
        const first = cards.querySelector("h3");
        first.tabIndex = -1;
        this.goTo(first);
      });
    });
    return place;
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
