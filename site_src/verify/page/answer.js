/** What the search for one's firm answers: a sentence over all draws, then a card for each, as they arrive. */

import { inRanges } from "./directory.js";
import { fill, h, put } from "./dom.js";
import { outsideCard, standingCard } from "./firm_view.js";
import { standing } from "./standing.js";
import { atOnce, numbersOf, tally } from "./told.js";

/** One firm's answer. `first`: the draws that the search shows at once, by `add`. */
export class Answer {
  /**
   * @param {import("./firm.js").FirmSearch} search
   * @param {object} asked `{firm, index, told, asked}`
   */
  constructor(search, { firm, index, told, asked }) {
    Object.assign(this, { search, firm, index, told, asked, found: [], missing: [] });
    const { only } = search.about;
    const { receipt } = search;
    this.draws = index.draws.filter((entry) => !only || entry.draw === only);
    const [first, rest] = atOnce(told, this.draws, receipt && receipt.objectId === firm.id ? receipt.draw : "");
    this.first = first;
    this.shown = this.aboutCards();
    this.tally = h("p.firm__tally");
    this.cards = h("div", {}, only ? null : (told.outside || []).map((one) => outsideCard(one, this.shown)));
    this.absent = h("details.firm__absent", { hidden: true }, h("summary"), h("div"));
    this.later = rest.length ? this.laterPart(rest) : null;
    this.count();
  }

  aboutCards() {
    const { about, reader } = this.search;
    const objections = new Map((this.told.objections || []).map(([row, ...said]) => [row, said]));
    return { ...about, get: reader.read, genesis: this.index.genesis, contact: this.index.contact, objections, open: Boolean(about.only) };
  }

  count() {
    put(this.tally, tally(this.told, this.draws, this.found));
  }

  /** Looks up some draws, and shows each when it is there. */
  async add(draws) {
    for (const entry of draws) {
      const listed = entry.roster >= 0 ? Boolean(this.firm.rosters) && inRanges(this.firm.rosters, entry.roster) : null;
      const one = await standing(this.search.directory, entry, this.firm.id, { receipt: this.search.receipt, listed });
      if (this.asked !== this.search.asked) return;
      this.found.push(one);
      this.place(one);
    }
    this.count();
  }

  /** A list that the firm isn't on is no news: all of them stand together at the end. */
  place(one) {
    const card = standingCard(one, this.shown);
    if (this.shown.only || one.inFrame !== false || one.receipt) {
      fill(this.cards, [card]);
      return;
    }
    this.missing.push(one.info);
    const [summary, cards] = this.absent.children;
    put(summary, `不在名单里的 ${this.missing.length} 次抽查：${numbersOf(this.missing)}`);
    fill(cards, [card]);
    this.absent.hidden = false;
  }

  /** What isn't shown yet, which paper says as well, and the button that shows it. */
  laterPart(draws) {
    const button = h("button.button.button--second", { type: "button" }, `再看其余的 ${draws.length} 次抽查`);
    const place = h("div", {}, h("p", {}, `其余 ${draws.length} 次抽查没有列在这里：${numbersOf(draws)}。`), h("p", {}, button));
    button.addEventListener("click", async () => {
      button.disabled = true;
      await this.search.guarded(this.asked, async () => {
        const before = this.cards.children.length;
        place.remove();
        await this.add(draws);
        if (this.asked !== this.search.asked) return;
        const card = this.cards.children[before];
        const first = card ? card.querySelector("h3") : this.absent.firstChild;
        if (card) first.tabIndex = -1;
        this.search.goTo(first);
      });
    });
    return place;
  }
}

/** Whether a firm is on the newest roster, or was on one. */
export function rosterWords(firm, index) {
  const newest = index.rosters.length - 1;
  const now = firm.rosters && inRanges(firm.rosters, newest);
  const text = now
    ? "在现在的名录里。"
    : firm.rosters
      ? "从前在名录里，现在不在。"
      : "不在任何一份抽签用过的名录里，也不在现在的名录里。编号没有抄错的话，这家单位没有参加过抽签。";
  return h("p", {}, text);
}
