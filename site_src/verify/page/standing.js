/** Where one firm stands in one draw: from the small files of the directory, with everything computed here that can be. */

import { bytesOfHex, compareBytes, sha256Hex } from "../evidence.js";
import { alias, aliasSalt, objectTicket, objectTicketText } from "../hashing.js";

const SMALL = 65536; // bytes: a selection.csv up to this size is fetched and compared without being asked for

/**
 * One firm in one draw.
 *
 * `how` says by what a blinded name was found: `receipt`, `key` (the published frame key), `result` (its published
 * opening), "" where the draw is open, null where nothing opens it. `listed`: on the roster that the draw rests on, null
 * where that isn't known. `ticket` and `hashed` are computed here; `drawn` follows from the ticket and the last one drawn.
 *
 * @param {import("./directory.js").Directory} directory
 * @param {{draw: string, roster: number}} entry of the directory's index
 * @param {{id: string, rosters: string}|null} firm
 * @param {{receipt?: object, listed: boolean|null}} more
 */
export async function standing(directory, entry, objectId, { receipt = null, listed = null } = {}) {
  const info = await directory.draw(entry.draw);
  const mine = receipt && receipt.draw === entry.draw && receipt.objectId === objectId ? receipt : null;
  const { key, how } = await keyOf(directory, info, objectId, mine);
  const row = key === null ? null : await directory.standing(info, key);
  const base = { info, objectId, key, how, listed, receipt: mine, inFrame: key === null ? null : row !== null };
  if (!row) return { ...base, drawn: key === null ? null : false };
  const stratum = info.strata[row.stratum];
  const code = info.codes[row.code];
  const found = { ...base, stratum, code, visit: row.visit, place: row.place };
  if (code[0] || !info.seed || !info.outcome) return { ...found, drawn: code[0] ? false : null };
  const ticket = objectTicket(info.seed, key);
  return { ...found, hashed: objectTicketText(info.seed, key), ticket, drawn: isDrawn(ticket, key, stratum) };
}

function isDrawn(ticket, key, stratum) {
  if (!stratum || !stratum.last) return false;
  const [last, lastKey] = stratum.last;
  return (compareBytes(ticket, last) || compareBytes(key, lastKey)) <= 0;
}

/** The id or alias of a firm in a draw's files, and by what it was found: `{key, how}`, both null where nothing opens it. */
export async function keyOf(directory, info, objectId, receipt) {
  if (!info.blinded) return { key: objectId, how: "" };
  if (receipt) return { key: receipt.alias, how: "receipt" };
  if (info.key) {
    const data = await directory.get(`draws/${info.draw}/frame-key.txt`);
    const text = data ? new TextDecoder().decode(data).trim() : "";
    if (/^[0-9a-f]{64}$/.test(text)) {
      return { key: alias(info.draw, objectId, aliasSalt(bytesOfHex(text), objectId)), how: "key" };
    }
  }
  const opened = await directory.opened(info, objectId);
  return { key: opened, how: opened ? "result" : null };
}

/** What a receipt's holder should know: where it doesn't agree with what is published, they hold evidence. */
export function receiptFaults(found, genesis) {
  const { receipt } = found;
  if (!receipt) return [];
  const faults = [];
  if (genesis && receipt.genesis !== genesis) faults.push("凭条上的起点指纹不是这本总账的。");
  if (!found.inFrame) faults.push("凭条所说的代号不在公布的名单里。");
  else if (found.stratum.stratum !== receipt.stratum) faults.push(`凭条写的分组是 ${receipt.stratum}，公布的是 ${found.stratum.stratum}。`);
  else if (found.code[0] !== receipt.excluded) faults.push("凭条写的能否参加抽签与公布的不一样。");
  return faults;
}

/**
 * What can be checked of one standing from small files: `[{kind, zh}]`, kind `pass`, `fail` or `unknown`.
 *
 * @param {(path: string) => Promise<Uint8Array|null>} get
 * @param {object} found by `standing`
 * @param {{all?: boolean}} [options] `all`: fetch selection.csv however big it is
 */
export async function proofs(get, found, { all = false } = {}) {
  const { info, key } = found;
  if (!info.outcome || !found.ticket) return [];
  const said = [];
  const seed = await get(`draws/${info.draw}/seed.txt`);
  const same = seed !== null && sha256Hex(seed) === info.seed;
  said.push(proof(same, "seed.txt 的 SHA-256 就是上面用的种子", "seed.txt 的 SHA-256 不是上面用的种子"));
  const outcome = recordOf(await get(`draws/${info.draw}/outcome.note`));
  if (outcome) said.push(proof(outcome.seed === info.seed, "抽签结果那条记录写的也是这个种子", "抽签结果那条记录写的是另一个种子"));
  if (found.visit === null || found.visit.rank > 0) {
    const listed = found.visit !== null;
    said.push(proof(listed === found.drawn, listed ? "签号不大于本组最后一个抽中的签号，名单里也有" : "签号大于本组最后一个抽中的签号，名单里也没有", "签号和抽中名单对不上"));
  }
  if (!outcome || (info.selection > SMALL && !all)) {
    return [...said, { kind: "unknown", zh: "抽中名单 selection.csv 较大，没有取来比对", more: Boolean(outcome) }];
  }
  const selection = await get(`draws/${info.draw}/selection.csv`);
  const bound = selection !== null && sha256Hex(selection) === outcome.files["selection.csv"];
  said.push(proof(bound, "selection.csv 与抽签结果那条记录登记的一字不差", "selection.csv 与抽签结果那条记录登记的不一样"));
  if (selection !== null) {
    const line = new TextDecoder().decode(selection).split("\n").find((one) => one.split(",")[1] === key);
    const good = Boolean(line) === found.drawn && (!line || line.split(",")[3] === found.ticket);
    said.push(proof(good, line ? `selection.csv 里第 ${line.split(",")[0]} 位就是这个签号` : "selection.csv 里没有这个编号", "selection.csv 与这里算出的不一样"));
  }
  return said;
}

function proof(good, holds, fails) {
  return { kind: good ? "pass" : "fail", zh: good ? holds : fails };
}

/** The record of a note's bytes, for comparing; null where it can't be read. */
function recordOf(data) {
  if (!data) return null;
  const text = new TextDecoder().decode(data);
  try {
    const record = JSON.parse(text.slice(0, text.lastIndexOf("\n\n") + 1));
    return record && typeof record.files === "object" ? record : null;
  } catch (error) {
    return null;
  }
}
