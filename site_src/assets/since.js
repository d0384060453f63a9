// “改了什么”: finds the checkpoint that the reader kept, on paper or in this browser, and counts what came after it.
// The page is complete without it. Syntax up to ES2020.
"use strict";

for (const place of document.querySelectorAll("[data-since]")) {
  const form = place.querySelector("[data-since-form]");
  const input = form.querySelector("input");
  const said = place.querySelector("[data-since-said]");
  const points = [...document.querySelectorAll(".since__point")];
  const digits = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s·.,:_…-]/g, "");

  const find = (text) => {
    const typed = digits(text);
    if (/^[0-9]{1,6}$/.test(typed)) return points.find((point) => point.dataset.size === String(Number(typed)));
    return /^[0-9a-f]{4,64}$/.test(typed) ? points.find((point) => point.dataset.fingerprint.startsWith(typed)) : undefined;
  };

  const show = (point, from) => {
    for (const other of document.querySelectorAll(".since__point--kept")) other.classList.remove("since__point--kept");
    point.classList.add("since__point--kept");
    const { size } = point.dataset;
    const counts = [["new", "新增"], ["corrected", "更正"], ["withdrawn", "停止公示"], ["void", "作废"]]
      .map(([kind, word]) => [word, Number(point.dataset[kind])]).filter(([, number]) => number);
    const words = counts.map(([word, number]) => `${word} ${number} 条`).join("，");
    const link = document.createElement("a");
    link.href = `#c-${size}`;
    link.textContent = "到那里去看";
    said.replaceChildren(`${from}是总账 ${size} 条时的指纹。${words ? `从那以后：${words}。` : "从那以后没有添过任何一条。"}`, link);
  };

  const look = () => {
    const point = find(input.value);
    if (point) show(point, "您抄下的");
    else said.textContent = input.value.trim() ? "这里没有这个指纹。请对照纸上的再输一次；确实没有，请不要只是刷新，按“怎样核验”里的“发现不对怎么办”做。" : "";
  };
  form.querySelector("button").addEventListener("click", look);
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") look(); });
  form.hidden = false;

  // What the page of a draw has kept at the reader's own wish (verify/page/root.js).
  try {
    const site = new URL(".", new URL(place.dataset.root, location.href)).pathname;
    const kept = JSON.parse(localStorage.getItem(`shuangsuiji:${site}`) || "{}");
    const size = /^[^\n]+\n([0-9]{1,16})\n/.exec(kept.checkpoint || "");
    const point = size && points.find((one) => one.dataset.size === size[1]);
    if (point) show(point, "您在这台设备上留着的");
  } catch (error) {
    // Storage is switched off, or holds somebody else's text: the reader can still type.
  }
}
