/** What is known of one firm over all draws: which are shown at once, and the sentence that stands over them. */

const DRAWN = 4; // draws in which the firm was drawn, and
const OTHERS = 2; // others at the least, looked up without being asked for: what a reader loads stays small

/**
 * The draws to show at once, those that concern the firm first; and all the others.
 *
 * @param {object} told by the directory: `{drawn, added}`, numbers of draws
 * @param {object[]} draws of the directory's index, newest first
 * @param {string} [receipt] the draw whose receipt the reader holds
 * @returns {[object[], object[]]}
 */
export function atOnce(told, draws, receipt = "") {
  const named = new Set([receipt, ...(told.drawn || []), ...(told.added || [])]);
  const first = draws.filter((entry) => named.has(entry.draw)).slice(0, DRAWN);
  const others = draws.filter((entry) => !named.has(entry.draw)).slice(0, Math.max(OTHERS, DRAWN - first.length));
  const chosen = [...first, ...others];
  return [chosen, draws.filter((entry) => !chosen.includes(entry))];
}

/**
 * In which draws the firm was drawn, over all of them; where a name can't be opened, nobody knows.
 *
 * @param {object[]} found standings, by page/standing.js: what was computed here counts before what the directory says
 */
export function tally(told, draws, found) {
  const seen = new Map(found.map((one) => [one.info.draw, one]));
  const done = draws.filter((entry) => entry.kind === "done");
  const of = (kind) => done.filter((entry) => kindOf(told, entry, seen.get(entry.draw)) === kind).map((entry) => entry.draw);
  return [drawsWords(done.length, of("drawn"), of("added"), of("sealed")), outsideWords(told.outside || [])].join("");
}

function kindOf(told, entry, one) {
  if (one && one.inFrame === null) return "sealed";
  if (one && (one.drawn || (one.visit && one.visit.instead))) return one.drawn ? "drawn" : "added";
  if (one) return "spared";
  const known = ["drawn", "added"].find((kind) => (told[kind] || []).includes(entry.draw));
  return known || (entry.sealed ? "sealed" : "spared");
}

function drawsWords(total, drawn, added, sealed) {
  if (!total) return "还没有抽过签。";
  if (sealed.length === total) return `已抽签的 ${total} 次抽查，名单都用代号，要有核验凭条才能查到。`;
  const parts = [
    drawn.length ? `抽中 ${drawn.length} 次：${drawn.join("、")}` : "没有抽中过",
    added.length ? `增补 ${added.length} 次：${added.join("、")}` : "",
    sealed.length ? `其中 ${sealed.length} 次名单用代号，要有核验凭条才能查到：${sealed.join("、")}` : "",
  ];
  return `已抽签的 ${total} 次抽查中，${parts.filter(Boolean).join("；")}。`;
}

function outsideWords(outside) {
  return outside.length ? `抽签以外检查 ${outside.length} 次：${outside.map((one) => one.number).join("、")}。` : "";
}

/** Numbers of draws, the newest and the oldest alone where they are many. */
export function numbersOf(draws) {
  const numbers = draws.map((one) => one.draw);
  return numbers.length > 8 ? `${numbers[numbers.length - 1]} 至 ${numbers[0]}` : numbers.join("、");
}
