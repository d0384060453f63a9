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
