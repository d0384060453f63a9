// Numbers on other pages lead here with ?only=town:441624100: of the table above this script only those rows stay, so
// that filter, sorting and counts work on them. Without a script the whole table stands there. Syntax up to ES2020.
"use strict";

const asked = new URLSearchParams(location.search).getAll("only").filter(Boolean);

// A link made last year leads to what was that year's page: its rows are on the page with its year now.
const toOtherYears = () => {
  const years = [...document.querySelectorAll("[data-years] a")];
  for (const link of years) link.search = location.search;
  return years.length > 0;
};

const narrow = (table) => {
  // Tags within one `only` are alternatives; several `only` must all hold.
  const wanted = asked.map((one) => new Set(one.split(",")));
  const rows = [...table.tBodies[0].rows];
  const keep = rows.filter((row) => {
    const tags = (row.dataset.in || "").split(" ");
    return wanted.every((set) => tags.some((tag) => set.has(tag)));
  });
  table.tBodies[0].replaceChildren(...keep);
  table.setAttribute("data-narrowed", "");
  const said = document.querySelector("[data-only-said]");
  if (!said) return;
  const all = document.createElement("a");
  all.href = location.pathname;
  all.textContent = "看全部";
  const elsewhere = !keep.length && toOtherYears();
  const words = elsewhere ? "这一年没有这样的行，请在上面点别的年份。" : `只列出您点选的部分：${keep.length} 行，全表 ${rows.length} 行。`;
  said.replaceChildren(words, all);
  said.hidden = false;
};

if (asked.length) {
  const tables = document.querySelectorAll("table[data-only]");
  tables.forEach(narrow);
  if (!tables.length) toOtherYears();
}
