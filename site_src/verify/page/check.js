/** The section “现在就核对”: one press, the whole check, here and now. */

import { details, duration, h, moment, put, save } from "./dom.js";
import { failurePanel, reportText } from "./failure.js";
import { limits } from "./limits.js";
import { paperLine } from "./paper.js";
import { ReportView } from "./report_view.js";
import { amount, keepPanel, rootPanel } from "./root.js";
import { ended } from "./say.js";
import { counted, countedWords, verdict } from "./summary.js";

/**
 * Runs the check of one draw and shows it in `place`.
 *
 * @param {object} given
 * @param {HTMLElement} given.place
 * @param {string} given.draw
 * @param {URL|null} given.root the site's address; null offline
 * @param {import("./root.js").Memory} given.memory
 * @param {Promise<{run: Function, read: Function}>} given.engine runs the verifier (page/engine.js)
 * @param {() => void} given.again checks once more: what the reader said changes what can be judged
 */
export async function check(given) {
  const { place, draw, root, memory } = given;
  const view = new ReportView(place, root);
  const options = { draw, genesis: memory.genesis, since: memory.since };
  try {
    const engine = await given.engine;
    const { report, context } = await engine.run(options, (event) => shown(view, event));
    show(view, report, { ...context, ...given, read: (path) => engine.read(path) });
  } catch (error) {
    view.broken(`${error.zh || error.message || error}。请检查网络再试；如果一直这样，请告诉我们。`);
  }
}

function shown(view, event) {
  if (event.type === "about") view.about(event.names);
  if (event.type === "read") view.reading(amount(event.files, event.bytes));
  if (event.type === "running") view.computing(event);
  if (event.type === "checked") view.checked(event.check, event.ms, event.done);
}

function show(view, report, context) {
  const { memory, draw, now, demo } = context;
  const time = new Date();
  const pinned = Boolean(memory.genesis) && memory.genesis === report.genesis.hash;
  const full = { ...context, time, pinned, address: location.href.split("#")[0], title: context.title, say: view.say };
  const fires = context.fires ? moment(context.fires) : "";
  const said = verdict(report, { voided: context.voided, fires });
  view.finished(said, (ran) => [
    toPaper(report.checks),
    h("p.verdict__fine", {}, `20 项检查：${countedWords(counted(report.checks))}。取了 ${amount(context.files, context.bytes)}，用了 ${duration(ran)}，${moment(time)} 在您这台设备上算的。`),
    demo ? h("p.verdict__fine", {}, `示例数据，时钟固定在 ${moment(now)}。`) : null,
  ]);
  if (said.kind === "fail") put(view.failures, failurePanel(report, full));
  const { again } = context;
  const checkpoint = { ...report.checkpoint, note: context.note };
  const keep = h("button.link", { type: "button" }, "保存核对报告");
  keep.addEventListener("click", () => save(`report-${draw}.json`, reportText(report, full), "application/json"));
  put(view.after,
    notices(report, view.say),
    h("div.check__panels", {},
      report.genesis.hash ? rootPanel({ memory, genesis: report.genesis.hash, again }) : null,
      report.checkpoint ? keepPanel({ memory, checkpoint, again }) : null),
    limits(full, report.checkpoint),
    h("p", {}, keep),
    paperLine(full.address));
  if (document.activeElement === document.body) view.head.focus({ preventScroll: true });
}

/** Where only the comparison with paper is missing: said once for all the checks that wait for it. */
function toPaper(checks) {
  const { waits } = counted(checks);
  return waits ? h("p", {}, `${waits} 项算下来成立，只差一步：把起点指纹和纸上的比对一下，就在下面。`) : null;
}

function notices(report, say) {
  if (!report.notices.length) return null;
  const lines = Array.from(new Set(report.notices.map((notice) => ended(say(notice.zh)))));
  const shown = lines.slice(0, 6).map((line) => h("li", {}, line));
  const rest = lines.slice(6).map((line) => h("li", {}, line));
  return h("div.notice", {}, h("p", {}, h("strong", {}, "读者应当知道：")), h("ul", {}, shown), rest.length ? details(`还有 ${rest.length} 条`, h("ul", {}, rest)) : null);
}
