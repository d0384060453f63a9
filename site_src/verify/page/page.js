/**
 * What a page of the site loads: it wakes the parts that the page has, and fetches each part's code when it is needed.
 * It imports nothing by itself, so that a slow telephone can press the button after one answer. The site's root is two folders above this file, wherever the site lies.
 */

const ROOT = new URL("../../", import.meta.url);

/** The check of a draw: fetched, and its thread started, when the reader reaches for the button. */
function wakeCheck(section) {
  const button = section.querySelector("[data-start]");
  const place = section.querySelector("[data-live]");
  const code = once(() => Promise.all([import("./check.js"), import("./root.js")]));
  const engines = { next: null, last: null }; // the last one is kept: the reader may want the files that it saw
  const warm = async () => {
    engines.next = engines.next || import("./engine.js").then(({ siteEngine }) => siteEngine(ROOT));
    await Promise.all([engines.next, code()]);
  };
  const start = async () => {
    const [{ check }, { Memory }] = await code();
    if (engines.last) engines.last.then((engine) => engine.close());
    warm();
    [engines.last, engines.next] = [engines.next, null];
    await check({ place, draw: section.dataset.draw, root: ROOT, memory: new Memory(ROOT.pathname), engine: engines.last, again: start });
  };
  for (const kind of ["pointerenter", "focus", "touchstart"]) button.addEventListener(kind, () => warm().catch(() => null), { passive: true });
  button.disabled = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await start();
    } catch (error) {
      engines.next = null;
      place.textContent = "核验程序没有取到。请检查网络再试；也可以用离线核验。";
    }
    button.textContent = "再核对一次";
    button.disabled = false;
  });
}

/** The search for one's own firm, on its own page or on a draw's: fetched when the reader turns to it. */
async function wakeFirm(section) {
  const { only } = section.dataset;
  const link = (draw) => (only === draw ? null : new URL(`draws/${draw}/index.html`, ROOT).href);
  const search = once(async () => {
    const { FirmSearch } = await import("./firm.js");
    return new FirmSearch(section, { root: ROOT, only, link, share: !only });
  });
  const { wakeForm } = await import("./firm_form.js"); // the page preloads it; the check's button waits for nothing
  wakeForm(section, search);
  if (only) return;
  if (location.hash.length > 1) search().catch(() => null);
  else addEventListener("hashchange", () => search().catch(() => null), { once: true }); // the site's search may ask
}

/** The field of the first page: the page that answers gets what was typed in the part of its address that is never sent. */
async function wakeField(section) {
  const input = section.querySelector("input[name=firm]");
  const submit = () => {
    const typed = input.value.trim();
    if (typed) location.assign(new URL(`firm.html#q=${encodeURIComponent(typed)}`, ROOT));
    else input.focus();
  };
  const { wakeForm } = await import("./firm_form.js");
  wakeForm(section, async () => ({ submit }));
}

/** The sandbox: fetched when the reader opens it. */
function wakeSandbox(section) {
  const button = section.querySelector("[data-start]");
  const place = section.querySelector("[data-live]");
  button.disabled = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const [{ openSandbox }, { siteReader }] = await Promise.all([import("./sandbox.js"), import("./reading.js")]);
      await openSandbox(place, { draw: section.dataset.draw, reader: siteReader(ROOT) });
      button.parentElement.remove();
      place.querySelector("textarea").focus();
    } catch (error) {
      place.textContent = "没有取到这次抽签的文件。请检查网络再试。";
      button.disabled = false;
    }
  });
}

/** What `make` promises, made once; after a failure it is made anew. */
function once(make) {
  let made = null;
  return () => {
    made = made || make();
    made.catch(() => {
      made = null;
    });
    return made;
  };
}

for (const section of document.querySelectorAll("[data-check]")) wakeCheck(section);
for (const section of document.querySelectorAll("[data-firm]")) wakeFirm(section);
for (const section of document.querySelectorAll("[data-field]")) wakeField(section);
for (const section of document.querySelectorAll("[data-sandbox]")) wakeSandbox(section);
