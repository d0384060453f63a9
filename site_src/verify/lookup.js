/**
 * One firm in one draw (SITE.md, point 3): in the list or not, excluded and why, group, ticket, rank, chance, team,
 * result.
 *
 * It shows what the published files say and computes the ticket itself; that the files are right is for `verify`.
 */

import { openedAlias, parseReceipt } from "./blinding.js";
import { coursesOf } from "./course.js";
import { parseCsv, sortedRows } from "./csv.js";
import { loadCase } from "./draw_case.js";
import { attempt, Malformed } from "./errors.js";
import { sha256Hex } from "./evidence.js";
import { OBJECTS_HEADER } from "./rosters.js";
import { objectTicket, objectTicketText } from "./hashing.js";
import { loadLedger } from "./ledger.js";
import { Source, changeFile, rowFile } from "./published.js";
import { parseResultRow, parseRowFile } from "./rows.js";
import { CHANGE_HEADER, parseSelection, parseTeams } from "./tables.js";

/**
 * What a draw's files say about one object.
 *
 * @param {(path: string) => Promise<Uint8Array|null>} read
 * @param {{draw: string, object?: string, receipt?: Uint8Array, files?: string[]}} asked an object's code; for a
 *   blinded draw its receipt (evidence JSON)
 * @returns {Promise<object>} `state`: `needs-receipt`, `not-listed`, `excluded`, `not-yet` (no seed yet), `not-drawn`,
 *   `drawn` or `supplement`; beside it, as far as they apply, `name` (id or alias in the files), `stratum`, `excluded`,
 *   `quota`, `chance` `{size, eligible}`, `seed`, `ticketText`, `ticket`, `rank`, `lastTicket` (the highest ticket
 *   drawn in its stratum), `team` (ids by seat), `results` (newest last)
 * @throws {Malformed} no such draw, a receipt of another draw or another log, files that can't be read
 */
export async function lookup(read, { draw, object = "", receipt, files }) {
  const source = new Source(read, files);
  const ledger = await loadLedger(source);
  const course = coursesOf(ledger, 0).get(draw);
  if (!course) throw new Malformed("no-draw", `没有抽查${draw}`, `there is no draw ${draw}`);
  const held = await loadCase(course, source, { tick: async () => undefined });
  if (!held.frame) throw held.faults.get("frame.csv");
  const opened = receipt ? openReceipt(ledger, draw, receipt) : null;
  if (held.commit.frame === "blinded" && !opened) return { draw, state: "needs-receipt" };
  const name = opened ? opened.name : object;
  return placeOf(held, name, opened);
}

/** A receipt that fits this draw and this log, with its alias. */
function openReceipt(ledger, draw, data) {
  const receipt = parseReceipt(data);
  if (receipt.draw !== draw)
    throw new Malformed("receipt", `这是抽查${receipt.draw}的凭条`, `a receipt of draw ${receipt.draw}`);
  if (receipt.genesis !== ledger.genesis)
    throw new Malformed("receipt", "凭条上的起点指纹与总账不同", "the receipt's genesis isn't this log's");
  return { ...receipt, name: openedAlias(draw, receipt.opening) };
}

function placeOf(held, name, opened) {
  const { draw, commit, frame } = held;
  const at = frame.find(name);
  if (at < 0) return { draw, name, state: "not-listed" };
  const { stratum, excluded } = frame.row(at);
  const quota = commit.quotas.find((entry) => entry.stratum === stratum) || null;
  const place = { draw, name, stratum, excluded, quota, seed: seedOf(held) };
  // what the receipt promised against what the frame says: both must agree
  if (opened) place.agrees = opened.stratum === stratum && opened.excluded === excluded;
  if (excluded !== "") return { ...place, state: "excluded" };
  const chance = quota && { size: quota.size, eligible: quota.eligible };
  if (!place.seed) return { ...place, chance, state: "not-yet" };
  return {
    ...place,
    chance,
    ...ticketOf(place.seed, name),
    ...drawnAs(held, name, stratum),
    results: resultsOf(held, name),
  };
}

function seedOf(held) {
  const data = held.records.outcome ? held.file("seed.txt") : null;
  return data ? sha256Hex(data) : "";
}

function ticketOf(seed, name) {
  return { ticketText: objectTicketText(seed, name), ticket: objectTicket(seed, name) };
}

function drawnAs(held, name, stratum) {
  const selection = held.read("selection.csv", parseSelection) || [];
  const row = selection.find((entry) => entry.object_id === name);
  const mine = selection.filter((entry) => entry.stratum === stratum);
  const lastTicket = mine.length ? mine[mine.length - 1].ticket : "";
  const team = teamOf(held, name);
  const state = row ? "drawn" : team.length ? "supplement" : "not-drawn";
  return { state, rank: row ? row.rank : null, drawnInStratum: mine.length, lastTicket, team };
}

/** The team in force by the published files: teams.csv, then each change's rows. */
function teamOf(held, name) {
  const rows = (held.read("teams.csv", parseTeams) || []).filter((entry) => entry.object_id === name);
  let team = rows.map((entry) => entry.inspector_id);
  for (const { record } of held.records.changed) {
    const file = changeFile(record.number, "csv");
    const changes = held.read(file, (data, path) => parseCsv(data, CHANGE_HEADER, path)) || [];
    for (const [kind, object, removed, added] of changes.filter((entry) => entry[1] === name)) {
      if (kind === "member") team = [...team, added];
      if (kind === "substitute" && object === name) team[team.indexOf(removed)] = added;
    }
  }
  return team;
}

/** The published results of an object, corrections after what they correct; `null` where the text was withdrawn. */
function resultsOf(held, name) {
  return held.records.rows
    .filter(({ record }) => record.object === name)
    .map(({ record }) => {
      const data = held.file(rowFile(record.row));
      const { value } = data ? attempt(() => parseResultRow(parseRowFile(data))) : {};
      return { type: record.type, time: record.time, row: record.row, text: value || null };
    });
}

/**
 * Objects of a roster whose code or name holds `query`: `{object_id, name}`, at most `limit`.
 *
 * @param {Uint8Array} roster an objects snapshot
 * @throws {Malformed}
 */
export function findObjects(roster, query, limit = 20) {
  const found = [];
  for (const [[object_id, name]] of sortedRows(roster, OBJECTS_HEADER)) {
    if (object_id === query.toUpperCase() || name.includes(query)) found.push({ object_id, name });
    if (found.length === limit) break;
  }
  return found;
}
