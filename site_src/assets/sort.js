// Sorting: the heads of a table marked data-sort become buttons; on a phone, where heads don't show, a list of columns.
// A cell's data-value counts before its text. The page is complete without it. Syntax up to ES2020.
"use strict";

for (const table of document.querySelectorAll("table[data-sort]")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const order = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const box = document.querySelector(`[data-filter="${table.id}"] .sortby`);
  let select = null;

  const sort = (column, down) => {
    const keyed = [...body.rows].map((row) => {
      const cell = row.cells[column];
      return [(cell.dataset.value || cell.textContent).trim(), row];
    });
    keyed.sort((a, b) => (down ? order.compare(b[0], a[0]) : order.compare(a[0], b[0])));
    const sorted = document.createDocumentFragment();
    for (const [, row] of keyed) sorted.append(row);
    body.append(sorted);
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    if (select) select.value = `${column}${down ? "-" : ""}`;
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending"));
    head.append(button);
  });

  if (!box) continue;
  const label = document.createElement("label");
  select = document.createElement("select");
  label.append("排序 ", select);
  select.append(new Option("原来的次序", "", true, true));
  select.options[0].disabled = true;
  heads.forEach((head, column) => {
    const name = head.textContent.trim();
    select.append(new Option(`${name}，从小到大`, `${column}`), new Option(`${name}，从大到小`, `${column}-`));
  });
  select.addEventListener("change", () => sort(parseInt(select.value, 10), select.value.endsWith("-")));
  box.append(label);
  box.hidden = false;
}
