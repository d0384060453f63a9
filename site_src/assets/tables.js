// Tables: a filter, sorting by the heads, a file of the rows that are left; of a long table the first rows, until more
// are asked for: ten thousand of them take a phone half a minute to lay out. Every page is complete without this.
// Syntax up to ES2020.
"use strict";

const FIRST = 300; // as in site.css, which keeps the others out of the way until this script has come

class LiveTable {
  constructor(table) {
    this.table = table;
    this.rows = [...table.tBodies[0].rows];
    this.left = this.rows;
    this.limit = FIRST;
    this.texts = null; // read when they are first wanted
    this.box = document.querySelector(`[data-filter="${table.id}"]`);
    if (table.hasAttribute("data-long")) this.addMore();
    if (this.box) this.addFilter();
    if (table.hasAttribute("data-sort")) this.addSorting();
    this.apply();
  }

  // ---- which rows are left, and how many of them are laid out ----

  addMore() {
    const button = (text, rows) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "more__button";
      made.textContent = text;
      made.addEventListener("click", () => this.list(rows));
      return made;
    };
    this.more = document.createElement("p");
    this.more.className = "more";
    this.said = document.createElement("span");
    this.more.append(this.said, " ", button(`再列 ${FIRST} 行`, FIRST), " ", button("全部列出", Infinity));
    this.table.after(this.more);
    this.reveal();
    addEventListener("hashchange", () => this.reveal());
  }

  apply() {
    const words = this.box ? this.box.querySelector("input").value.toLowerCase().split(/\s+/).filter(Boolean) : [];
    if (words.length) {
      this.texts = this.texts || new Map(this.rows.map((row) => [row, row.textContent.toLowerCase()]));
      this.left = this.rows.filter((row) => words.every((word) => this.texts.get(row).includes(word)));
    } else this.left = this.rows;
    if (this.box) this.count(words.length > 0);
    this.show();
  }

  show() {
    const limit = this.more ? this.limit : Infinity;
    const shown = new Set(this.left.slice(0, limit));
    for (const row of this.rows) if (row.hidden === shown.has(row)) row.hidden = !row.hidden;
    if (!this.more) return;
    this.more.hidden = this.left.length <= limit;
    this.said.textContent = `列出了前 ${shown.size} 行，共 ${this.left.length} 行。`;
  }

  // The keyboard goes on at the first row that is new: the button may be gone.
  list(rows) {
    const next = this.left[this.limit];
    this.limit += rows;
    this.show();
    next.tabIndex = -1;
    next.focus();
  }

  // A link may lead to a row further down.
  reveal() {
    const name = location.hash.slice(1); // object ids and positions: ASCII that no browser encodes
    const target = name && document.getElementById(name);
    const at = target ? this.rows.indexOf(target.closest("tr")) : -1;
    if (at < FIRST) return;
    this.limit = Math.max(this.limit, at + 1);
    this.show();
    target.scrollIntoView();
  }

  // ---- the filter, and the file of what it leaves ----

  addFilter() {
    const [input, keep] = [this.box.querySelector("input"), this.box.querySelector(".filter__keep")];
    input.addEventListener("input", () => { this.limit = FIRST; this.apply(); });
    keep.addEventListener("click", () => save(this.csv(), `${this.table.id}-${this.left.length}.csv`));
    this.box.hidden = false;
  }

  count(filtered) {
    const number = this.left.length;
    const keep = this.box.querySelector(".filter__keep");
    keep.hidden = !number || !(filtered || this.table.hasAttribute("data-narrowed"));
    keep.textContent = `把这 ${number} 行存成 CSV`;
    const found = number ? `找到 ${number} 行，共 ${this.rows.length} 行` : "没有找到。请检查有没有错字，或者只输入一部分。";
    this.box.querySelector("[aria-live]").textContent = filtered ? found : "";
  }

  // As publisher/reports/separated.py writes them: Excel opens it rightly and runs nothing. Parts of a cell that stand on
  // lines of their own are joined by a space.
  csv() {
    const parts = (cell) => [...cell.childNodes].map((node) => node.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);
    const field = (cell) => {
      const text = parts(cell).join(" ");
      const plain = /^[=+\-@]/.test(text) ? `'${text}` : text;
      return /[",\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
    };
    return [this.table.tHead.rows[0], ...this.left].map((row) => `${[...row.cells].map(field).join(",")}\r\n`).join("");
  }

  // ---- sorting: the heads become buttons; on a phone, where heads don't show, a list of columns ----

  addSorting() {
    this.heads = [...this.table.tHead.rows[0].cells];
    this.order = new Intl.Collator("zh-Hans-CN", { numeric: true });
    this.heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => this.sort(column, head.getAttribute("aria-sort") === "ascending"));
      head.append(button);
    });
    const place = this.box && this.box.querySelector(".sortby");
    if (!place) return;
    const label = document.createElement("label");
    this.select = document.createElement("select");
    label.append("排序 ", this.select);
    this.select.append(new Option("原来的次序", "", true, true));
    this.select.options[0].disabled = true;
    this.heads.forEach((head, column) => {
      const name = head.textContent.trim();
      this.select.append(new Option(`${name}，从小到大`, `${column}`), new Option(`${name}，从大到小`, `${column}-`));
    });
    this.select.addEventListener("change", () => this.sort(parseInt(this.select.value, 10), this.select.value.endsWith("-")));
    place.append(label);
    place.hidden = false;
  }

  // A cell's data-value counts before its text.
  sort(column, down) {
    const keyed = this.rows.map((row) => {
      const cell = row.cells[column];
      return [(cell.dataset.value || cell.textContent).trim(), row];
    });
    keyed.sort((a, b) => (down ? this.order.compare(b[0], a[0]) : this.order.compare(a[0], b[0])));
    this.rows = keyed.map(([, row]) => row);
    this.apply();
    const sorted = document.createDocumentFragment();
    sorted.append(...this.rows);
    this.table.tBodies[0].append(sorted);
    this.heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    if (this.select) this.select.value = `${column}${down ? "-" : ""}`;
  }
}

function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

for (const table of document.querySelectorAll("table[data-sort], table[data-long]")) new LiveTable(table);
