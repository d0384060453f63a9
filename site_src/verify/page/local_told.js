/** What is known of a firm over all draws, from the raw evidence of a folder: as publisher/site/lookup/told.py has it. */

import { parseCsv } from "../csv.js";
import { attempt } from "../errors.js";
import { changeFile, drawFile } from "../published.js";
import { CHANGE_HEADER, parseSelection } from "../tables.js";
import { json } from "./context.js";
import { keyOf } from "./standing.js";
import { OBJECTIONS } from "./words.js";

/**
 * `{drawn, added, objections}`. No list of firms is read for it: what was drawn stands in small files.
 *
 * @param {import("./local.js").LocalDirectory} directory
 * @param {string} objectId
 */
export async function toldLocally(directory, objectId) {
  const told = { drawn: [], added: [], objections: await objections(directory) };
  for (const { draw, kind, blinded, sealed } of (await directory.index()).draws) {
    if (kind !== "done") continue;
    const info = { draw, blinded, key: blinded && !sealed, openings: blinded ? await directory.openings(draw) : null };
    const { key } = await keyOf(directory, info, objectId, null);
    if (key === null) continue;
    if (await drawnAs(directory, draw, key)) told.drawn.push(draw);
    else if (await addedAs(directory, draw, key)) told.added.push(draw);
  }
  return told;
}

async function drawnAs(directory, draw, key) {
  const data = await directory.get(drawFile(draw, "selection.csv"));
  const rows = (data && attempt(() => parseSelection(data)).value) || [];
  return rows.some((row) => row.object_id === key);
}

async function addedAs(directory, draw, key) {
  const records = (await directory.ledger()).history.draws.get(draw);
  for (const { record } of records.changed) {
    const data = await directory.get(drawFile(draw, changeFile(record.number, "csv")));
    const rows = (data && attempt(() => parseCsv(data, CHANGE_HEADER)).value) || [];
    if (rows.some(([kind, object]) => kind === "supplement" && object === key)) return true;
  }
  return false;
}

/** `[row, mark, words]` of each objection: where the newest one stands. */
async function objections(directory) {
  const registers = await json(directory.reader, "data/registers.json");
  const list = registers && Array.isArray(registers.objections) ? registers.objections : [];
  return list.filter(({ state }) => OBJECTIONS[state]).map(({ row, state }) => [row, ...OBJECTIONS[state]]);
}
