/** A deputy signs in the legal office's place only where that office owns an item of the draw (article 2; part of C06). */

import { inForce, readable } from "./basis.js";
import { parseItems } from "./orders.js";
import { snapshot } from "./published.js";
import { parseAgencies } from "./rosters.js";
import { OF_DRAWS } from "./signing.js";

/**
 * What is said of records that a deputy signed and the legal office didn't, once for each draw.
 *
 * @param {{source: import("./published.js").Source, skipped: (entry: object) => boolean}} run
 */
export async function checkDeputies(ledger, findings, { source, skipped }) {
  const asked = new Set();
  for (const entry of ledger.history.entries) {
    const { record, position } = entry;
    const draw = record && record.draw ? record.draw : "";
    if (!record || !OF_DRAWS.includes(record.type) || asked.has(draw) || skipped(entry) || !forLegal(ledger, entry)) continue;
    asked.add(draw);
    const records = ledger.history.draws.get(draw);
    const due = records && records.commit ? await owned(ledger, records.commit.record, source) : false;
    if (due === null) {
      const en = "without items and agencies no deputy can be judged";
      findings.add("C06", "unknown", "事项或机构的名录没有公布，无法判断代签", en, { draw });
    } else if (!due) {
      const zh = `总账第${position}条由代签人代法制机构签署，事项却不属于法制机构`;
      const en = `entry ${position} is signed by a deputy, and the legal office owns none of the items`;
      findings.add("C06", "fail", zh, en, { draw, expected: "legal" });
    }
  }
}

function forLegal(ledger, entry) {
  if (!ledger.trust.at(entry.position)) return false;
  const { keys, fault } = ledger.signersOf(entry);
  const roles = fault ? [] : keys.map(({ role }) => role);
  return roles.includes("deputy") && !roles.includes("legal");
}

/** Whether the legal office owns an item of the draw, by what was logged at its basis; null where that isn't there. */
async function owned({ history, trust }, commit, source) {
  const { size } = commit.basis;
  const [list, roster, policy] = [inForce(history, "items", size, commit.time), history.roster("agencies", size), trust.at(size)];
  if (!list || !roster || !policy) return null;
  const items = await readable(source, { path: snapshot(list.sha256, "json"), hash: list.sha256, parse: parseItems });
  const { sha256: hash } = roster.record;
  const agencies = await readable(source, { path: snapshot(hash), hash, parse: parseAgencies });
  if (!items || !agencies) return null;
  const holders = policy.keysAt(size).filter(({ role }) => role === "legal").map(({ holder }) => holder);
  const units = agencies.filter(({ name }) => holders.includes(name)).map(({ agency }) => agency);
  return items.items.some(({ item, unit }) => commit.items.includes(item) && units.includes(unit));
}
