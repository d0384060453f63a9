/** Small pieces that pages are put together from. Text is always text: nothing here reads HTML. Syntax up to ES2020. */

const SVG = "http://www.w3.org/2000/svg";
const KEPT = "since"; // what the verifier calls the checkpoint that the reader kept

/** The verdicts' shapes, and those of a firm's standing; drawn as in templates/parts.html. */
const SHAPES = {
  pass: [["circle", { cx: 8, cy: 8, r: 7.5 }], ["path", { class: "cut", d: "M4.4 8.3l2.5 2.5 4.8-5.3" }]],
  fail: [["path", { d: "M8 .8l7.6 14H.4z" }], ["path", { class: "cut", d: "M8 5.6v4.4M8 11.6v1.4" }]],
  pending: [["circle", { class: "ring", cx: 8, cy: 8, r: 6.5 }], ["path", { class: "hand", d: "M8 4.2V8l2.6 1.8" }]],
  unknown: [
    ["path", { class: "ring", d: "M1.5 1.5h13v13h-13z" }],
    ["path", { class: "hand", d: "M6 6.2c.2-2.4 4-2.4 4 0 0 1.6-2 1.5-2 3.2M8 11.7v.3" }],
  ],
  waits: [["path", { class: "ring", d: "M1.5 1.5h13v13h-13z" }], ["path", { class: "hand", d: "M5 6.2h6M5 9.8h6" }]],
  void: [["path", { class: "ring", d: "M1.5 1.5h13v13h-13z" }], ["path", { class: "hand", d: "M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4" }]],
  drawn: [["circle", { cx: 8, cy: 8, r: 7.5 }], ["circle", { class: "cut", cx: 8, cy: 8, r: 3.6 }]],
  spared: [["circle", { class: "ring", cx: 8, cy: 8, r: 6.5 }]],
  idle: [["circle", { class: "ring dash", cx: 8, cy: 8, r: 6.5 }]],
  running: [["circle", { class: "ring", cx: 8, cy: 8, r: 6.5 }], ["circle", { cx: 8, cy: 8, r: 2.6 }]],
};
[SHAPES.done, SHAPES.waiting] = [SHAPES.pass, SHAPES.pending]; // as the site's own pages call them

/**
 * An element.
 *
 * @param {string} name as `p`, `p.quiet` or `p.quiet.small`
 * @param {Object<string, *>} [props] attributes; `on…` functions are listeners; null and false leave an attribute out
 * @param {...(Node|string|null|undefined|false|Array)} children
 */
export function h(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props || {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, String(value));
  }
  return fill(element, children);
}

/** Appends children (nested lists are flattened, empty ones left out) and returns the element. */
export function fill(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** Replaces everything in an element. */
export function put(element, ...children) {
  element.textContent = "";
  return fill(element, children);
}

/** One of the shapes. */
export function shape(kind) {
  const drawn = document.createElementNS(SVG, "svg");
  const common = { class: "shape", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(common)) drawn.setAttribute(key, value);
  for (const [tag, attributes] of SHAPES[kind]) {
    const part = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    drawn.append(part);
  }
  return drawn;
}

/** A shape and a word in the colour of their kind. */
export function mark(kind, word) {
  return h(`span.mark.mark--${kind}`, {}, shape(kind), h("span", {}, word));
}

/** `filled` of `total` dots: a chance as people feel it. */
export function dots([filled, total]) {
  const columns = Math.min(total, 20);
  const [width, height] = [columns * 9, Math.ceil(total / 20) * 9];
  const drawn = document.createElementNS(SVG, "svg");
  const common = { class: "dots", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(common)) drawn.setAttribute(key, value);
  for (let index = 0; index < total; index++) {
    const dot = document.createElementNS(SVG, "circle");
    const place = { cx: (index % 20) * 9 + 4.5, cy: Math.floor(index / 20) * 9 + 4.5, r: 3.2 };
    for (const [key, value] of Object.entries(place)) dot.setAttribute(key, value);
    if (index < filled) dot.setAttribute("class", "on");
    drawn.append(dot);
  }
  return drawn;
}

/** A hash or another long code; `cut` shows only its beginning. */
export function hash(value, cut = 0) {
  if (!cut || value.length <= cut) return h("code.hash", {}, value);
  return h("code.hash", { title: value }, `${value.slice(0, cut)}…`);
}

/** A hash in sixteen groups of four, four to a row: for comparing with paper. */
export function fingerprint(value, label) {
  const groups = Array.from({ length: 16 }, (_, at) => h("span", {}, value.slice(4 * at, 4 * at + 4)));
  return h("p.fingerprint.fingerprint--four", { role: "img", "aria-label": `${label} ${spoken(value)}` }, groups);
}

/** A hash as a screen reader should say it: in groups of four. */
export function spoken(value) {
  return (value.match(/.{1,4}/g) || []).join(" ");
}

/** Puts text into the clipboard, or selects it where plain http has none. Says in the button what happened. */
export async function copyFrom(block, button, idle = "复制") {
  try {
    await navigator.clipboard.writeText(block.textContent);
    button.textContent = "已复制";
    setTimeout(() => {
      button.textContent = idle;
    }, 2000);
  } catch (error) {
    getSelection().selectAllChildren(block);
    button.textContent = "已选中，请按 Ctrl+C";
  }
}

/** Text to take away, with a button that copies it unless the page has another one. */
export function block(text, label, { copy = true } = {}) {
  const code = h("code", {}, text);
  const pre = h("pre", { tabindex: "0" }, code);
  const button = h("button.copy", { type: "button", "aria-label": `复制${label}` }, "复制");
  button.addEventListener("click", () => copyFrom(code, button));
  return h("div.shell", { role: "group", "aria-label": label }, pre, copy ? button : null);
}

/** A disclosure: a summary and what it opens. */
export function details(summary, ...children) {
  return h("details", {}, h("summary", {}, summary), children);
}

/** Gives the reader a file. */
export function save(name, data, type = "text/plain;charset=utf-8") {
  const address = URL.createObjectURL(new Blob([data], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** A short message for those who can't see the page; polite, and never the same twice in a row unsaid. */
export function announcer() {
  const place = h("p.hidden", { role: "status", "aria-live": "polite" });
  return {
    place,
    say(text) {
      if (place.textContent !== text) place.textContent = text;
    },
  };
}

/** A link to a published file. `root`: the site's address, or null where files have no address. */
export function fileLink(root, path) {
  const name = h("code", {}, path);
  return root ? h("a", { href: new URL(path, root).href }, name) : name;
}

/** A line that names a finding's file; the checkpoint that the reader kept is no published file. */
export function evidenceLink(root, path) {
  return path === KEPT ? "您从前保存的总账指纹" : ["文件 ", fileLink(root, path)];
}

/** `1.4 MB`, `37 kB`, `512 字节`. */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} 字节`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `0.4 秒`, `35 毫秒`. */
export function duration(ms) {
  return ms < 100 ? `${Math.max(1, Math.round(ms))} 毫秒` : `${(ms / 1000).toFixed(1)} 秒`;
}

/** A moment as people in Shanghai read it: `2026年10月15日 09:00`. Takes RFC 3339 text or a Date. */
export function moment(when) {
  const time = new Date(typeof when === "string" ? Date.parse(when) : when.getTime());
  const local = new Date(time.getTime() + 8 * 3600000);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${local.getUTCFullYear()}年${local.getUTCMonth() + 1}月${local.getUTCDate()}日`;
  return `${day} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
}
