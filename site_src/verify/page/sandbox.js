/** “试一试”: change one character of seed.txt and see everything change. Nothing that is typed here leaves the page. */

import { parseFrame, parseSelection } from "../tables.js";
import { select } from "../selection.js";
import { sha256Hex } from "../evidence.js";
import { objectTicket } from "../hashing.js";
import { noteOf } from "./context.js";
import { difference, pointed } from "./failure.js";
import { h, put } from "./dom.js";

const LISTED = 8; // places of the list shown
const BIG = 2 ** 20; // bytes of frame.csv up to which the list is computed at every key press

/**
 * Opens the sandbox of one draw.
 *
 * @param {HTMLElement} place
 * @param {{draw: string, reader: object}} given
 */
export async function openSandbox(place, { draw, reader }) {
  const path = (name) => `draws/${draw}/${name}`;
  const [seedData, frameData, selectionData, commit] = await Promise.all([
    reader.read(path("seed.txt")), reader.read(path("frame.csv")), reader.read(path("selection.csv")), noteOf(reader, path("commit.note")),
  ]);
  if (!seedData || !frameData || !selectionData || !commit) throw new Error("缺少这次抽签的文件");
  const published = new TextDecoder().decode(seedData);
  const drawn = parseSelection(selectionData);
  const frame = frameData.length <= BIG ? parseFrame(frameData) : null;
  const sizes = new Map(commit.quotas.map((quota) => [quota.stratum, quota.size]));
  return new Sandbox(place, { published, drawn, frame, sizes });
}

class Sandbox {
  constructor(place, { published, drawn, frame, sizes }) {
    Object.assign(this, { published, drawn, frame, sizes, original: sha256Hex(published) });
    this.text = h("textarea.sandbox__text", { id: "sandbox-text", rows: "10", spellcheck: "false", autocomplete: "off", autocapitalize: "off" });
    this.id = h("input", { id: "sandbox-id", type: "text", spellcheck: "false", autocomplete: "off" });
    this.out = h("div.sandbox__out");
    this.said = h("p.sandbox__said", { role: "status", "aria-live": "polite" });
    const change = h("button.button.button--second", { type: "button" }, "替我改一个字");
    const restore = h("button.button.button--second", { type: "button" }, "恢复原样");
    change.addEventListener("click", () => this.changeOne());
    restore.addEventListener("click", () => this.restore());
    for (const input of [this.text, this.id]) input.addEventListener("input", () => this.show());
    put(place,
      h("div.field", {}, h("label", { for: "sandbox-text" }, "seed.txt（可以改任何一个字）"), this.text),
      h("p.check__actions", {}, change, restore),
      h("div.field", {}, h("label", { for: "sandbox-id" }, "编号（算它的签号）"), this.id),
      this.said, this.out);
    this.restore();
  }

  restore() {
    this.text.value = this.published;
    this.id.value = this.drawn.length ? this.drawn[0].object_id : "";
    this.show();
  }

  /** Changes the last hexadecimal digit of the text: the smallest thing that can be changed. */
  changeOne() {
    const text = this.text.value;
    const at = text.search(/[0-9a-f]\n?$/);
    const digit = ((parseInt(text[at], 16) || 0) + 1) % 16;
    this.text.value = `${text.slice(0, at)}${digit.toString(16)}${text.slice(at + 1)}`;
    this.show();
    this.text.focus();
    this.text.setSelectionRange(at, at + 1); // shows what was changed
  }

  show() {
    const seed = sha256Hex(this.text.value.normalize("NFC"));
    const id = this.id.value.trim();
    const first = this.drawn[0] || { object_id: id };
    const rows = [
      this.row("种子（seed.txt 的 SHA-256）", this.original, seed),
      this.row("签号", objectTicket(this.original, first.object_id), objectTicket(seed, id)),
    ];
    const list = this.frame ? this.lists(seed) : [h("p.quiet", {}, "名单很大，这里只算种子和签号。")];
    put(this.out, h("div.scroll", {}, h("table.stack", {}, h("thead", {}, h("tr", {}, h("td"), ["公布的", "现在的"].map((word) => h("th", { scope: "col" }, word)))), h("tbody", {}, rows))), list);
  }

  row(name, before, now) {
    const shown = pointed(now, difference(now, before));
    return h("tr", {}, h("th", { scope: "row" }, name), h("td", { "data-label": "公布的" }, h("code.hash", {}, before)), h("td", { "data-label": "现在的" }, shown));
  }

  lists(seed) {
    const now = select(this.frame, this.sizes, seed);
    const before = new Set(this.drawn.map((row) => row.object_id));
    const kept = now.filter((row) => before.has(row.object_id)).length;
    const same = seed === this.original;
    this.said.textContent = same
      ? `和公布的一样：抽中的 ${this.drawn.length} 户一户不差。`
      : `原来抽中的 ${this.drawn.length} 户，现在只有 ${kept} 户还会抽中。谁也算不出要改哪个字才能抽中想要的人。`;
    const column = (title, rows) => h("div", {}, h("h3", {}, title), h("ol.sandbox__list", {}, rows.slice(0, LISTED).map((row) => h("li", {}, h("span.code", {}, short(row.object_id)), " ", h("span.quiet", {}, `${row.ticket.slice(0, 8)}…`)))));
    return [h("div.sandbox__columns", {}, column(`公布的前 ${Math.min(LISTED, this.drawn.length)} 位`, this.drawn), column("现在的前几位", now))];
  }
}

function short(id) {
  return id.length > 20 ? `${id.slice(0, 12)}…` : id;
}
