// Three conveniences; every page is complete without them. Syntax up to ES2020.
"use strict";

// What a table shows now, as .csv that Excel opens rightly: what it would take for a formula is quoted, as in
// publisher/reports/separated.py. Parts of a cell that stand on lines of their own are joined by a space.
const csvOf = (table) => {
  const parts = (cell) => [...cell.childNodes].map((node) => node.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);
  const field = (cell) => {
    const text = parts(cell).join(" ");
    const plain = /^[=+\-@]/.test(text) ? `'${text}` : text;
    return /[",\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
  };
  const shown = [table.tHead.rows[0], ...table.tBodies[0].rows].filter((row) => !row.hidden);
  return shown.map((row) => `${[...row.cells].map(field).join(",")}\r\n`).join("");
};

const save = (text, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

// Filter: rows of a table that hold every word typed; those that stay can be taken away.
for (const box of document.querySelectorAll("[data-filter]")) {
  const table = document.getElementById(box.dataset.filter);
  const rows = [...table.tBodies[0].rows];
  const keep = box.querySelector("button");
  let texts = null; // read when they are first wanted: ten thousand rows take an old phone a moment
  const input = box.querySelector("input");
  const count = box.querySelector("[aria-live]");
  const apply = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    texts = texts || rows.map((row) => row.textContent.toLowerCase());
    rows.forEach((row, index) => {
      const hidden = !words.every((word) => texts[index].includes(word));
      if (row.hidden !== hidden) row.hidden = hidden;
      shown += hidden ? 0 : 1;
    });
    const narrowed = words.length || table.hasAttribute("data-narrowed");
    keep.hidden = !narrowed || !shown;
    keep.textContent = `把这 ${shown} 行存成 CSV`;
    count.textContent = words.length ? (shown ? `找到 ${shown} 行，共 ${rows.length} 行` : "没有找到。请检查有没有错字，或者只输入一部分。") : "";
  };
  input.addEventListener("input", apply);
  keep.addEventListener("click", () => save(csvOf(table), `${box.dataset.filter}-${table.querySelectorAll("tbody tr:not([hidden])").length}.csv`));
  if (table.hasAttribute("data-narrowed")) apply();
  box.hidden = false;
}

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
