/** What a check that holds doesn't prove, who watches the bureau, and what to do about each. */

import { details, h } from "./dom.js";

/**
 * @param {{root: URL|null, bureau: {objections: string, phone: string}}} context
 * @param {{witnesses: {name: string, outside: boolean}[]}|null} checkpoint the newest one, with who cosigned it
 * @returns {HTMLElement}
 */
export function limits({ root, bureau }, checkpoint) {
  const names = checkpoint ? checkpoint.witnesses.filter((one) => one.outside).map((one) => one.name) : [];
  const phone = bureau.phone ? `（电话 ${bureau.phone}）` : "";
  const paper = h("a", { href: "#check-root" }, "和纸上的比对");
  return details("全部成立，也不能证明的几件事，和您能做的",
    h("ul", {},
      point("名录是不是齐全。", `总账能证明名录变过什么，不能证明没有漏掉的单位。您知道哪家漏了，请告诉本局${phone}和监督机关。`),
      point("检查是不是公正、结论对不对。", "抽签只决定查谁、谁去查。", bureau.objections ? `有异议：${bureau.objections}。` : "有异议，请书面提出。"),
      point("这个网页有没有被换过。", "把起点指纹", paper, root ? ["，或者用", h("a", { href: new URL("offline.html", root).href }, "离线核验"), "、", h("a", { href: new URL("verify.html", root).href }, "自己动手算"), "。"] : "。"),
      point("公共随机数有没有人操纵。", "它由本局以外的机构产生；用哪一期，抽签前就已写死，本局挑不了。您可以到别处取来同一期比对。"),
      point("抽查机构和法制机构会不会串通。", "它们同属本局。能看住它们的，是本局以外的见证人：", names.length ? `${names.join("、")}。您可以问它们签过的总账指纹是不是这一个。` : "现在还没有。")));
}

function point(title, ...more) {
  return h("li", {}, h("strong", {}, title), more);
}
