/**
 * Where trust starts: the genesis fingerprint that the reader compares with paper, and the checkpoint that they keep.
 *
 * Both are stored in this browser and nowhere else, and only after the reader said so.
 */

import { details, fingerprint, h, moment, put, save, size as sizeWords } from "./dom.js";

const HEX64 = /^[0-9a-f]{64}$/;
const CHECKPOINT = /^[^\n]+\n([0-9]{1,16})\n[0-9A-Za-z+/]{43}=\n\n\u2014 /; // the verifier reads it strictly

/** What this browser remembers about one site: `{genesis, compared, checkpoint, size, kept}`, all optional. */
export class Memory {
  /** @param {string} site what tells sites of one host apart: the path of the site's root */
  constructor(site) {
    this.key = `shuangsuiji:${site}`;
    this.value = this.load();
  }

  load() {
    try {
      const value = JSON.parse(localStorage.getItem(this.key) || "{}");
      const good = value && typeof value === "object" && (!value.genesis || HEX64.test(value.genesis));
      return good ? value : {};
    } catch (error) {
      return {}; // storage switched off, or somebody else's text
    }
  }

  /** Adds members and stores them. @returns {boolean} whether the browser could keep them */
  remember(more) {
    this.value = { ...this.value, ...more };
    try {
      localStorage.setItem(this.key, JSON.stringify(this.value));
      return true;
    } catch (error) {
      return false;
    }
  }

  forget() {
    this.value = {};
    try {
      localStorage.removeItem(this.key);
    } catch (error) {
      return;
    }
  }

  /** The genesis hash that the reader has compared, or undefined. */
  get genesis() {
    return this.value.genesis;
  }

  /** The note of the checkpoint that the reader kept, as bytes, or undefined. */
  get since() {
    return this.value.checkpoint ? new TextEncoder().encode(this.value.checkpoint) : undefined;
  }
}

/** Hex digits typed by a person: spaces, line breaks and full-width forms don't matter. */
export function typedHex(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s·.,:_-]/g, "");
}

/**
 * How a typed fingerprint compares: `same`, `begins` (right as far as it goes), `other` (and at which group of four),
 * or `unreadable`.
 */
export function compareTyped(text, genesis) {
  const typed = typedHex(text);
  if (!typed || !/^[0-9a-f]+$/.test(typed) || typed.length > 64) return { result: typed ? "unreadable" : "empty", group: 0 };
  if (typed === genesis) return { result: "same", group: 16 };
  for (let at = 0; at < typed.length; at++) {
    if (typed[at] !== genesis[at]) return { result: "other", group: Math.floor(at / 4) + 1 };
  }
  return { result: "begins", group: Math.floor(typed.length / 4) };
}

/**
 * The panel that asks whether the fingerprint is the one on paper.
 *
 * @param {object} given
 * @param {Memory} given.memory
 * @param {string} given.genesis of the log that was just read
 * @param {() => void} given.again called when the reader's answer changes what can be judged
 * @returns {HTMLElement}
 */
export function rootPanel({ memory, genesis, again }) {
  const panel = h("section.check__root", { "aria-labelledby": "check-root" });
  const show = () => put(panel, ...content());
  const answer = (more) => {
    memory.remember(more);
    show();
    again();
  };

  const content = () => {
    const title = h("h3", { id: "check-root" }, "起点：和纸上的一样吗");
    if (memory.genesis && memory.genesis !== genesis) return [title, ...changed()];
    return [title, ...(memory.genesis ? compared() : asking())];
  };

  const changed = () => [
    h("p.check__alarm", { role: "alert" }, h("strong", {}, "起点和您以前比对过的不一样。"), "您现在看的不是那一本总账。不要只是刷新：请保存两个指纹，告诉见证人和监督机关。"),
    h("p", {}, "您以前比对过的："),
    fingerprint(memory.genesis, "以前比对过的起点"),
    h("p", {}, "这个网站现在的："),
    fingerprint(genesis, "现在的起点"),
    h("p", {}, forgetButton()),
  ];

  const compared = () => [
    h("p", {}, `您在 ${moment(memory.value.compared)} 把起点和纸上的比对过，记在这台设备的浏览器里。以后这里的起点变了，核对会报出来。`),
    details("看起点指纹", fingerprint(genesis, "起点指纹")),
    h("p", {}, forgetButton()),
  ];

  const asking = () => {
    const yes = h("button.button.button--second", { type: "button" }, "一样，记住它");
    const no = h("button.button.button--second", { type: "button" }, "不一样");
    const said = h("div", { "aria-live": "polite" });
    yes.addEventListener("click", () => answer({ genesis, compared: new Date().toISOString() }));
    no.addEventListener("click", () => put(said, ...different()));
    return [
      h("p", {}, "总账从这一条开始。它的指纹印在抽查通知书、公告栏和核验凭条上；网页可以被人换掉，纸上的换不掉。请逐组对照："),
      fingerprint(genesis, "起点指纹"),
      h("p.check__actions", {}, yes, no),
      said,
      typing(),
      h("p.quiet", {}, "没有比对以前，凡是取决于“这是不是那一本总账”的检查，都写“成立（待比对起点）”。您的答复只记在这个浏览器里。"),
    ];
  };

  const typing = () => {
    const input = h("textarea", {
      id: "check-typed", rows: "2", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "check-typed-said",
    });
    const said = h("p", { id: "check-typed-said", "aria-live": "polite" });
    input.addEventListener("input", () => {
      const { result, group } = compareTyped(input.value, genesis);
      const words = {
        empty: "",
        unreadable: "只能有数字 0–9 和字母 a–f，共 64 位。",
        begins: `到这里都一样（${group} 组）。请继续输入，全部 16 组一样才算数。`,
        other: `第 ${group} 组不一样。请再看一眼纸上的这一组；确实不一样，请按上面的“不一样”。`,
        same: "全部一样。",
      };
      said.textContent = words[result];
      if (result === "same") answer({ genesis, compared: new Date().toISOString() });
    });
    return details("把纸上的抄进来，让程序比",
      h("div.field", {}, h("label", { for: "check-typed" }, "纸上的 16 组"), input), said);
  };

  const different = () => [
    h("div.notice.notice--warn", {},
      h("p", {}, h("strong", {}, "不要只是刷新。")),
      h("p", {}, "先确认纸上那一份是本局的通知书、公告或凭条。确实不一样，就说明这个网站给您看的不是纸上所说的那一本总账：拍下纸和屏幕，今天就告诉本局以外的见证人和监督机关。"))];

  const forgetButton = () => {
    const button = h("button.link", { type: "button" }, "忘掉这台设备记住的起点和指纹");
    button.addEventListener("click", () => {
      memory.forget();
      show();
      again();
    });
    return button;
  };

  show();
  return panel;
}

/**
 * The panel with which a reader keeps today's checkpoint, and sees what became of the one kept before.
 *
 * @param {object} given
 * @param {Memory} given.memory
 * @param {{size: number, fingerprint: string, note: string}} given.checkpoint the newest one and its note
 * @param {() => void} given.again called when the reader has given a checkpoint kept in a file
 * @returns {HTMLElement}
 */
export function keepPanel({ memory, checkpoint, again }) {
  const panel = h("section.check__keep", { "aria-labelledby": "check-keep" });
  const button = h("button.button.button--second", { type: "button" }, "保存今天的总账指纹");
  const file = h("button.link", { type: "button" }, "存成文件");
  const said = h("p", { role: "status", "aria-live": "polite" });
  const { kept, size } = memory.value;
  button.addEventListener("click", () => {
    const done = memory.remember({ checkpoint: checkpoint.note, size: checkpoint.size, kept: new Date().toISOString() });
    said.textContent = done ? "已经记在这台设备的浏览器里。下次来核对时，会查从今天起有没有改写过。" : "这个浏览器不让保存。请存成文件，或者抄下来。";
  });
  file.addEventListener("click", () => save(`checkpoint-${checkpoint.size}.txt`, checkpoint.note));
  return put(panel,
    h("h3", { id: "check-keep" }, "带走今天的总账指纹"),
    kept
      ? h("p", {}, `您在 ${moment(kept)} 存下了总账到第 ${size} 条为止的指纹；这次核对已经用上它，见 C03：从那时起有没有改写过。`)
      : h("p", {}, "今天的总账有 ", h("strong", {}, String(checkpoint.size)), " 条。留下它的指纹，以后再来，就能查出其间有没有人改写过去。"),
    fingerprint(checkpoint.fingerprint, "今天的总账指纹"),
    h("p.check__actions", {}, button, file),
    said,
    keptFile({ memory, again }));
}

/** A checkpoint that the reader kept as a file, perhaps on another device: checked against at once. */
function keptFile({ memory, again }) {
  const input = h("input", { id: "check-kept", type: "file", accept: ".txt,text/plain" });
  const said = h("p", { role: "status", "aria-live": "polite" });
  input.addEventListener("change", async () => {
    const text = input.files.length ? await input.files[0].text() : "";
    const [, size] = CHECKPOINT.exec(text) || [];
    if (!size) {
      said.textContent = "这个文件不是从前在这里存下的总账指纹。";
      return;
    }
    memory.remember({ checkpoint: text, size: Number(size), kept: new Date(input.files[0].lastModified).toISOString() });
    again();
  });
  return details("从前存过文件？拿来比",
    h("div.field", {}, h("label", { for: "check-kept" }, "从前存下的 checkpoint-….txt"), input), said);
}

/** How much was read, in words. */
export function amount(files, bytes) {
  return `${files} 个文件，${sizeWords(bytes)}`;
}
