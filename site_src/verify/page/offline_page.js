/**
 * offline.html: the same check and the same search on evidence that lies in a folder, without a network.
 *
 * A page from file:// may load scripts but fetch nothing, so the evidence lies in evidence.js, or the reader gives a
 * folder. This module is bundled with everything it imports into ../offline.js (bundle.sh).
 */

import { check } from "./check.js";
import { h, mark, put } from "./dom.js";
import { FirmSearch } from "./firm.js";
import { wakeForm } from "./firm_form.js";
import { LocalDirectory } from "./local.js";
import { chosenFiles, droppedFiles, folderReader, heldReader, publishedIn } from "./reading.js";
import { Memory } from "./root.js";
import { run } from "./running.js";
import { openSandbox } from "./sandbox.js";
import { timeline } from "./timeline.js";

const KINDS = { done: ["pass", "已抽签"], waiting: ["pending", "等待抽签"], void: ["void", "已作废"] };

class OfflinePage {
  constructor(place, held) {
    this.said = h("p", { role: "status", "aria-live": "polite" });
    this.list = h("div");
    this.one = h("div");
    put(place, this.sources(held), this.said, this.list, this.one);
    if (held) this.use(heldReader(held), new URL(".", location.href));
    else this.said.textContent = "这个文件夹没有带证据的脚本（证据太多）。请把整个文件夹拖到上面，或者选择它。";
  }

  /** Where evidence can come from: what lies in the zip, or a folder given now. */
  sources(held) {
    const input = h("input", { id: "offline-folder", type: "file", webkitdirectory: true, multiple: true });
    const zone = h("div.drop", {},
      h("p", {}, held ? "证据已经在这一页里。也可以换一份来核对：把另一个证据文件夹拖到这里，或者" : "把证据文件夹拖到这里，或者"),
      h("p", {}, h("label", { for: "offline-folder" }, "选择文件夹 "), input));
    input.addEventListener("change", () => this.give(chosenFiles(input.files)));
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("drop--over");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
    zone.addEventListener("drop", async (event) => {
      event.preventDefault();
      zone.classList.remove("drop--over");
      const dropped = droppedFiles(event.dataTransfer);
      this.said.textContent = "正在读文件夹……";
      try {
        this.give(await dropped);
      } catch (error) {
        this.said.textContent = "读不出拖来的文件夹。请用“选择文件夹”。";
      }
    });
    return zone;
  }

  give(entries) {
    const files = publishedIn(entries);
    if (files.size) this.use(folderReader(files), null);
    else this.said.textContent = "这个文件夹里没有证据：应有 evidence.json。请选择解开 evidence.zip 得到的那个文件夹。";
  }

  /** Lists the draws of some evidence. */
  async use(reader, root) {
    this.reader = reader;
    this.root = root;
    put(this.list);
    put(this.one);
    try {
      this.directory = new LocalDirectory(reader);
      const index = await this.directory.index();
      this.said.textContent = `证据里有 ${index.draws.length} 次抽查，总账 ${index.size} 条。`;
      put(this.list, h("h2", {}, "选一次抽查"), h("ul.choices", {}, index.draws.map((entry) => this.choice(entry))), this.search());
    } catch (error) {
      this.said.textContent = `证据读不出：${error.zh || error.message}`;
    }
  }

  choice(entry) {
    const button = h("button.link", { type: "button" }, entry.title);
    button.addEventListener("click", () => this.open(entry));
    const [shape, word] = KINDS[entry.kind];
    return h("li", { "data-draw": entry.draw }, button, " ", h("span.code", {}, entry.draw), " ", mark(shape, word));
  }

  search() {
    const section = h("section.now", {}, h("h2", {}, "查我的单位"), document.getElementById("firm-form").content.cloneNode(true));
    const about = { reader: this.reader, directory: this.directory, link: () => null };
    let search = null;
    wakeForm(section, async () => (search = search || new FirmSearch(section, about)));
    return section;
  }

  /** One draw: the check, the line of time, the sandbox. */
  async open(entry) {
    const place = h("div.check");
    const button = h("button.button", { type: "button" }, "现在就核对");
    const line = h("div");
    const title = h("h2", { id: "offline-draw", tabindex: "-1" }, entry.title, " ", h("span.code", {}, entry.draw));
    const start = async () => {
      button.disabled = true;
      const { reader } = this;
      const engine = Promise.resolve({ run: (options, tell) => run(reader, options, tell), read: reader.read });
      await check({ place, draw: entry.draw, root: this.root, memory: new Memory("offline"), engine, again: start });
      button.textContent = "再核对一次";
      button.disabled = false;
    };
    button.addEventListener("click", start);
    put(this.one, h("section.now", {}, title, h("p.check__actions", {}, button), place), line, this.sandbox(entry));
    title.focus();
    title.scrollIntoView();
    put(line, h("h2", {}, "先后次序：随机数产生之前和之后"), await timeline(this.reader, entry.draw));
  }

  sandbox(entry) {
    if (!entry.concluded) return null;
    const place = h("div.sandbox");
    const button = h("button.button.button--second", { type: "button" }, "打开试一试");
    button.addEventListener("click", async () => {
      await openSandbox(place, { draw: entry.draw, reader: this.reader });
      button.remove();
    });
    return h("section.now", {}, h("h2", {}, "试一试：改一个字，什么都变"), h("p.check__actions", {}, button), place);
  }
}

const place = document.getElementById("offline");
if (place) new OfflinePage(place, globalThis.SHUANGSUIJI_EVIDENCE || null);

