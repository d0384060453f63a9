/** What was fixed before the random value existed, the value, what came after: read from a draw's notes (section 4). */

import { h, hash, moment } from "./dom.js";
import { holders, json, noteOf, textOf } from "./context.js";
import { beaconSaid, speaker } from "./say.js";

/**
 * The line of one draw, where no page has drawn it.
 *
 * @param {object} reader
 * @param {string} draw
 * @returns {Promise<HTMLElement|null>} null where there is no commit
 */
export async function timeline(reader, draw) {
  const note = (name) => noteOf(reader, `draws/${draw}/${name}`);
  const commit = await note("commit.note");
  if (!commit) return null;
  const say = speaker({ parties: holders(await json(reader, "keys/trust.json")) });
  const before = [event(commit.time, "抽签前封存", `登记了 ${Object.keys(commit.files).length} 个文件的哈希和 ${commit.parties.length} 个参与方的密封承诺`)];
  for (let number = 1; number <= commit.parties.length; number++) {
    const reveal = await note(`reveal-${number}.note`);
    if (reveal) before.push(event(reveal.time, "拆封", `${say(reveal.party)}公开了自己的秘密值`));
  }
  const [ceremony, close, voided, outcome] = await Promise.all(["ceremony.note", "close.note", "void.note", "outcome.note"].map(note));
  if (close) before.push(event(close.time, "封签", "此后再没有任何秘密"));
  if (voided) before.push(event(voided.time, "作废", voided.reason));
  const seed = await textOf(reader, `draws/${draw}/seed.txt`);
  const random = commit.beacons.map((beacon) => {
    const line = seed.split("\n").find((one) => one.startsWith(`beacon ${beacon.source} ${beacon.round} `));
    const value = line ? line.split(" ")[3] : "";
    return event(beacon.time, value ? "公共随机数产生" : "公共随机数将要产生", beaconSaid(beacon.source, beacon.round), { value, pending: !value });
  });
  if (ceremony) random.push(event(ceremony.time, "现场公开摇号", `摇得 ${ceremony.value}`));
  random.sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const after = outcome ? [event(outcome.time, "抽签结果", "按公布的规则算出")] : [];
  return h("ol.line", {}, phase("before", "之前：先封存", before), phase("random", "公共随机数", random), after.length ? phase("after", "之后：照着算", after) : null);
}

function event(time, title, detail, { value = "", pending = false } = {}) {
  return { time, title, detail, value, pending };
}

function phase(kind, title, events) {
  const items = events.map((one) => h(`li.line__event.line__event--${kind}${one.pending ? ".line__event--pending" : ""}`, {},
    h("p.line__time", {}, moment(one.time)), h("p.line__title", {}, one.title), h("p", {}, one.detail), one.value ? h("p", {}, "值 ", hash(one.value)) : null));
  return [h(`li.line__phase.line__phase--${kind}`, {}, h("h3", {}, title)), items];
}
