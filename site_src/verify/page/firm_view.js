/** One firm's standing in one draw, told to the firm. */

import { block, details, dots, h, hash, mark, moment, put } from "./dom.js";
import { hashOfText } from "../by_hand.js";
import { proofs, receiptFaults } from "./standing.js";
import { VERDICTS } from "./words.js";

/** The headline of a standing: `{kind, word, text}`; kind chooses the shape beside it. */
export function headline(found) {
  const { info, inFrame, listed, code, visit, drawn } = found;
  if (inFrame === null) return { kind: "unknown", word: "名单暂不公开姓名", text: "有核验凭条就能查到。" };
  if (!inFrame && listed === false) return { kind: "void", word: "当时不在名录里", text: "所以没有参加这次抽签。" };
  if (!inFrame) return { kind: "void", word: "不在这次抽签的名单里", text: "这次抽查的事项或者范围不包括这家单位。" };
  if (code[0]) return { kind: "void", word: "在名单里，但不参加抽签", text: `原因：${code[1]}。` };
  if (info.kind === "void") return { kind: "void", word: "在名单里；这次抽查已作废", text: "没有抽签。" };
  if (drawn === null) return { kind: "pending", word: "在名单里，还没有抽签", text: `公共随机数要到 ${moment(info.beacon)} 才产生。` };
  if (drawn) return { kind: "drawn", word: visit && visit.rank ? `抽中，总第 ${visit.rank} 位` : "抽中", text: "" };
  if (visit && visit.instead) return { kind: "drawn", word: "后来增补", text: `代替 ${visit.instead[1] || visit.instead[0]}。` };
  return { kind: "spared", word: "没有抽中", text: "" };
}

/**
 * The card of one draw.
 *
 * @param {object} found by page/standing.js
 * @param {object} about `{get, link, genesis, contact, objections, open}`: `get(path)` a reader; `link(draw)` the address
 *   of a draw's page or null; `contact`: `{objections, office, phone}`; `objections`: row → how one stands, `[mark,
 *   words]`; `open`: show what was checked at once
 */
export function standingCard(found, about) {
  const { info } = found;
  const { kind, word, text } = headline(found);
  const link = about.link(info.draw);
  const title = link ? h("a", { href: link }, info.title) : info.title;
  const brief = found.inFrame === false && !found.receipt ? ".standing--brief" : "";
  return h(`section.card.standing${brief}`, { "data-draw": info.draw, "data-kind": kind },
    h(about.only ? "h4" : "h3", {}, title, " ", h("span.code", {}, info.draw)),
    h("p.standing__say", {}, mark(kind, word), text ? ` ${text}` : ""),
    faultsOf(found, about),
    found.inFrame === null ? withoutReceipt(info) : null,
    found.inFrame ? facts(found, about) : null,
    found.ticket ? ticketPart(found) : null,
    found.ticket ? proofPart(found, about) : null,
    found.visit ? howToObject(about.contact) : null,
    found.code && found.code[0] ? h("p.quiet", {}, "认为原因不对，请告诉本局。") : null);
}

function faultsOf(found, about) {
  const faults = receiptFaults(found, about.genesis);
  if (found.receipt && !faults.length) return h("p.standing__receipt", {}, mark("pass", "凭条与公布的名单相符"));
  if (!faults.length) return null;
  return h("div.notice.notice--warn", { role: "alert" },
    h("p", {}, h("strong", {}, "凭条和公布的不一致。")), h("ul", {}, faults.map((fault) => h("li", {}, fault))),
    h("p", {}, "请保存好凭条原件，不要只是刷新，把凭条和本页交给本局以外的见证人和监督机关。"));
}

function withoutReceipt(info) {
  const chances = info.strata.map((stratum) => fact(`${stratum.title}：每户的机会`, chance(stratum)));
  return h("div", {},
    h("p", {}, "这次抽签的名单用代号，姓名在检查以后随结果公开，所以现在谁也不能凭名称查到。没有凭条，仍能知道名单有多少户、抽多少户、每户机会多大、抽中了哪些代号，而且都能重新计算。"),
    h("dl.facts", {}, chances),
    h("p", {}, "凭条在检查时发给；没有被检查的，在最后一次检查以后也可以索取。"));
}

function chance(stratum) {
  const whole = `${stratum.size}/${stratum.eligible}`;
  const exact = stratum.one_in === whole ? stratum.percent : `${whole}，${stratum.percent}`;
  return h("span.chance", {}, `${stratum.one_in}（${exact}）`, stratum.dots ? dots(stratum.dots) : null);
}

function facts(found, about) {
  const { stratum, code, place, visit, info } = found;
  return h("dl.facts", {},
    stratum ? fact("分组", stratum.title) : null,
    stratum && !code[0] ? fact("抽签前的机会", chance(stratum)) : null,
    place ? fact("签号从小到大排", `本组 ${stratum.eligible} 户中第 ${place}，抽前 ${stratum.size}`) : null,
    visit ? fact("检查人员", team(visit)) : null,
    visit ? fact("检查结果", results(visit, info, about.objections)) : null);
}

function fact(name, value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

function team(visit) {
  if (visit.team.every((member) => member === null)) return "人手不足，延期";
  return visit.team.map((member) => (member ? h("span.member", {}, member[1] || member[0], " ", h("span.code", {}, member[1] ? member[0] : "")) : h("span.member", {}, "空缺")));
}

function results(visit, info, objections) {
  const replaced = visit.replaced ? h("span.member", {}, "已由增补单位代替") : null;
  if (!visit.results.length) return replaced || `尚未公示，期限 ${info.publish_by}`;
  const [now, ...before] = visit.results;
  const objection = visit.results.map((one) => objections.get(one.row)).find(Boolean);
  return [result(now, objection), replaced, before.length ? details(later(visit.results), before.map((one) => h("p", {}, result(one)))) : null];
}

/** What came after the first row, as publisher/site/read/drawn.py says it. */
export function later(rows) {
  const corrected = rows.filter((one) => one.corrects).length;
  const again = rows.filter((one) => one.re_checks).length;
  return [corrected ? `更正过 ${corrected} 次` : "", again ? `复查 ${again} 次` : ""].filter(Boolean).join("，");
}

/** What one row says; `objection`: how one against it stands, `[mark, words]`. */
function result(one, objection = null) {
  if (one.withdrawn) return `已停止公示（${one.withdrawn}），总账第 ${one.position} 条`;
  if (!one.codes) return `记录正文缺失（总账第 ${one.position} 条）`;
  const words = [one.dispositions, one.remark, one.review, one.corrects && one.reason ? `更正原因：${one.reason}` : ""];
  return told(one, words, objection);
}

function told(one, words, objection) {
  const lines = [
    h("strong", {}, one.codes),
    ...words.filter(Boolean),
    objection ? mark(...objection) : "",
    h("span.quiet", {}, `${one.visited}检查，总账第 ${one.position} 条`),
    one.until ? h("span.quiet", {}, `异议期至 ${one.until}`) : "",
  ];
  return lines.filter(Boolean).map((line) => h("span.member", {}, line));
}

/** The card of an inspection that no draw led to (article 13). */
export function outsideCard(one, { contact }) {
  return h("section.card.standing", { "data-draw": one.number, "data-kind": "outside" },
    h("h3", {}, one.title, " ", h("span.code", {}, one.number)),
    h("dl.facts", {},
      fact("检查人员", one.team.map((member) => h("span.member", {}, member))),
      fact("检查结果", told(one, [one.dispositions, ...one.notes], one.objection))),
    howToObject(contact));
}

function howToObject({ objections, office, phone }) {
  const parts = [objections ? `${objections}。` : "", office ? `地址：${office}。` : "", phone ? `电话：${phone}。` : ""];
  return parts.some(Boolean) ? h("p.quiet", {}, "对检查结果有异议：", ...parts) : null;
}

function ticketPart(found) {
  const { stratum, hashed, ticket } = found;
  const last = stratum.last ? stratum.last[0] : "";
  return h("div.standing__ticket", {},
    h("dl.pair", {},
      h("div", {}, h("dt", {}, "您的签号"), h("dd", {}, hash(ticket))),
      h("div", {}, h("dt", {}, "本组最后一个抽中的签号"), h("dd", {}, last ? hash(last) : "没有抽"))),
    details("签号是怎么算出来的",
      h("p", {}, "签号是下面这一行文字的 SHA-256：种子、", h("code", {}, ":object:"), "、编号。这台设备刚刚算过；您也可以自己算："),
      h("p", {}, h("code.hash.standing__literal", {}, hashed)),
      block(hashOfText(hashed), "自己算签号的命令"),
      h("p", {}, "应得 ", hash(ticket))));
}

function proofPart(found, about) {
  const list = h("ul.findings", { "aria-live": "polite" });
  const warning = h("div");
  const part = h("details", {}, h("summary", {}, "这里核对了什么，没有核对什么"), list, warning, limits());
  const run = async (all) => {
    put(list, h("li", {}, "正在取文件……"));
    try {
      const said = await proofs(about.get, found, { all });
      put(list, said.map((one) => h("li", {}, mark(one.kind, VERDICTS[one.kind]), " ", one.zh, one.more ? fetchAll(run) : null)));
      if (said.some((one) => one.kind === "fail")) warning.replaceChildren(alarm(found, about));
    } catch (error) {
      put(list, h("li", {}, mark("unknown", VERDICTS.unknown), ` 取不到文件：${error.zh || error.message}`));
    }
  };
  let ran = false;
  part.addEventListener("toggle", () => {
    if (!part.open || ran) return;
    ran = true;
    run(false);
  });
  if (about.open) part.open = true;
  return part;
}

/** What to do when the small files disagree with each other. */
function alarm({ info }, about) {
  const link = about.link(info.draw);
  const page = link ? h("a", { href: `${link}#check-now` }, "这次抽查的页面") : "本页";
  return h("div.notice.notice--warn", { role: "alert" },
    h("p", {}, h("strong", {}, "不要只是刷新。")),
    h("p", {}, "对不上的这一刻就是证据：先把本页存下来（打印成 PDF 或截图），再到", page, "按“现在就核对”，那里会说出是哪个文件、两边各是什么值、告诉谁，并有写好的文字可以直接发出。"));
}

function fetchAll(run) {
  const button = h("button.link", { type: "button" }, "取来比对");
  button.addEventListener("click", () => run(true));
  return [" ", button];
}

function limits() {
  return h("p.quiet", {}, "签号是在这台设备上算的。分组、位次、检查人员和结果取自本站整理的小文件，没有逐一核对；要连整份名单、公共随机数和签名一起核对，请到这次抽查的页面按“现在就核对”。");
}
