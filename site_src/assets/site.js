// A convenience; every page is complete without it. Syntax up to ES2020.
"use strict";

const words = (element, zh, en) => (element.closest("[lang]").lang.startsWith("en") ? en : zh);

// Copy: a button beside each block of text that is meant to be used.
for (const block of document.querySelectorAll("pre[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words(block, "复制", "Copy");
  button.addEventListener("click", async () => {
    const text = block.textContent.replace(/\n$/, "");
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      // Plain http has no clipboard: select the text, so that Ctrl+C takes it.
      getSelection().selectAllChildren(block);
      button.textContent = words(block, "已选中，请按 Ctrl+C", "Selected: press Ctrl+C");
      return;
    }
    button.textContent = words(block, "已复制", "Copied");
    setTimeout(() => { button.textContent = words(block, "复制", "Copy"); }, 2000);
  });
  block.after(button);
}

// The search of the site knows no firms: the line over its results takes what was typed to the page that does.
for (const link of document.querySelectorAll("[data-search-firm]")) {
  const query = document.querySelector("input[name=query]");
  const page = link.href;
  const follow = () => {
    const typed = query.value.trim();
    link.href = typed ? `${page}#q=${encodeURIComponent(typed)}` : page;
    link.querySelector("[data-search-said]").textContent = typed ? `：${typed}` : "";
  };
  for (const kind of ["input", "keyup", "focus"]) query.addEventListener(kind, follow);
  query.form.addEventListener("reset", () => setTimeout(follow));
  link.addEventListener("click", () => {
    const open = document.getElementById("__search"); // the page that answers may be this one
    open.checked = false;
    open.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
