// The hall's screen: one slide at a time, a clock, and fresh pages now and then. Complete without it; ES2020.
"use strict";

const SHOWN = 12_000; // milliseconds a slide is shown
const FRESH = 15 * 60_000; // after so long the page is asked for anew, at the end of a round

const hall = document.querySelector("[data-hall]");
const slides = [...hall.querySelectorAll(".slide")];
const button = (name) => document.querySelector(`[data-${name}]`);
const began = Date.now();
let at = 0;
let timer = 0;

const show = (index) => {
  at = (index + slides.length) % slides.length;
  slides.forEach((slide, number) => slide.classList.toggle("slide--shown", number === at));
};

// A new page only if it is really there: a screen that has lost its network keeps showing what it has.
const renew = async () => {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.ok) location.reload();
  } catch (error) {
    // no network: go on
  }
};

const step = () => {
  show(at + 1);
  if (at === 0 && Date.now() - began > FRESH) renew();
};

const running = () => timer !== 0;
const run = (on) => {
  clearInterval(timer);
  timer = on ? setInterval(step, SHOWN) : 0;
  button("pause").textContent = on ? "暂停" : "继续";
};
const turn = (by) => {
  show(at + by);
  if (running()) run(true); // a slide chosen by hand gets its full time
};

// The page was made before the random values existed: once a draw's moment is past, its slide says so.
const coming = [...hall.querySelectorAll("[data-fires]")];
const fire = () => {
  for (const slide of coming.filter((one) => Date.now() >= Date.parse(one.dataset.fires))) {
    slide.querySelectorAll("[data-before]").forEach((one) => { one.hidden = true; });
    slide.querySelectorAll("[data-after]").forEach((one) => { one.hidden = false; });
  }
};

const clock = document.querySelector("[data-clock]");
const tick = () => {
  fire();
  clock.textContent = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", dateStyle: "long", timeStyle: "short" }).format(new Date());
};

button("back").addEventListener("click", () => turn(-1));
button("next").addEventListener("click", () => turn(1));
button("pause").addEventListener("click", () => run(!running()));
button("full").addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {});
});
document.addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") turn(-1);
  else if (event.key === "ArrowRight") turn(1);
});

hall.classList.add("hall--running");
for (const name of ["back", "next", "pause"]) button(name).hidden = false;
button("full").hidden = !document.fullscreenEnabled;
show(0);
// Who asked their system for less motion starts with a still page.
run(!matchMedia("(prefers-reduced-motion: reduce)").matches);
tick();
setInterval(tick, 10_000);
