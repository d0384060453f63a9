// Numbers on other pages lead here with ?only=town:441624100: of the table above this script only those rows stay, so
// that filter, sorting and counts work on them. Without a script the whole table stands there. Syntax up to ES2020.
"use strict";

for (const table of document.querySelectorAll("table[data-only]")) {
  const asked = new URLSearchParams(location.search).getAll("only").filter(Boolean);
  if (!asked.length) continue;
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
  if (!said) continue;
  const all = document.createElement("a");
  all.href = location.pathname;
  all.textContent = "看全部";
  said.replaceChildren(`只列出您点选的部分：${keep.length} 行，全表 ${rows.length} 行。`, all);
  said.hidden = false;
}
