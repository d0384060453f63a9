/** The same questions as page/directory.js answers, put to the raw evidence of a folder: nothing here was prepared. */

import { parseCsv } from "../csv.js";
import { attempt } from "../errors.js";
import { PrefixHash } from "../hashing.js";
import { loadLedger } from "../ledger.js";
import { parseOrder } from "../orders.js";
import { COMMIT_FILES, FRAME_KEY, Source, changeFile, drawFile, rowFile, snapshot } from "../published.js";
import { parseResultRow, parseRowFile, rowOf } from "../rows.js";
import { select } from "../selection.js";
import { sha256Hex } from "../evidence.js";
import { CHANGE_HEADER, parseFrame, parseTeams } from "../tables.js";
import { teamsByObject } from "../teams.js";
import { openedAlias } from "../blinding.js";
import { plain } from "./directory.js";
import { contactOf, json } from "./context.js";
import { toldLocally } from "./local_told.js";
import { EXCLUDED, GROUNDS } from "./words.js";

const SHOWN = 8;

/** A directory over a reader of page/reading.js. Each answer is worked out once. */
export class LocalDirectory {
  constructor(reader) {
    this.reader = reader;
    this.get = reader.read;
    this.made = new Map();
  }

  once(key, make) {
    if (!this.made.has(key)) this.made.set(key, make());
    return this.made.get(key);
  }

  ledger() {
    return this.once("ledger", () => loadLedger(new Source(this.get)));
  }

  /** Draws, newest first; rosters of firms, oldest first. @throws {Malformed} where there is no log */
  index() {
    return this.once("index", async () => {
      const ledger = await this.ledger();
      const entries = ledger.history.of("roster").filter(({ record }) => record.table === "objects");
      const rosters = Array.from(new Set(entries.map(({ record }) => record.sha256)), (sha256) => ({ sha256 }));
      const committed = Array.from(ledger.history.draws.values()).filter((records) => records.commit);
      const draws = await Promise.all(committed.map((records) => drawEntry(this, records, rosters)));
      const contact = contactOf(await json(this.reader, "data/bureau.json"));
      return { contact, draws: draws.reverse(), rosters, size: ledger.size, genesis: ledger.genesis };
    });
  }

  /** Code → `{id, name, rosters}` of every firm on any roster. */
  firms() {
    return this.once("firms", async () => {
      const firms = new Map();
      const { rosters } = await this.index();
      for (let number = 0; number < rosters.length; number++) {
        const data = await this.get(snapshot(rosters[number].sha256));
        for (const [id, name] of data ? namesOf(data) : []) {
          const known = firms.get(id);
          firms.set(id, { id, name, rosters: known ? `${known.rosters}.${number}` : String(number) });
        }
      }
      return firms;
    });
  }

  told(firm) {
    return this.once(`told ${firm.id}`, () => toldLocally(this, firm.id));
  }

  /** Code → alias of every firm that a blinded draw's results have named. */
  openings(draw) {
    return this.once(`openings ${draw}`, async () => readResults(this, (await this.ledger()).history.draws.get(draw), new Map()));
  }

  async byCode(code) {
    const firms = await this.firms();
    return firms.get(code) || firms.get(code.toUpperCase()) || null;
  }

  async byName(text) {
    const wanted = plain(text);
    const all = wanted ? Array.from((await this.firms()).values()).filter((firm) => plain(firm.name).includes(wanted)) : [];
    all.sort((a, b) => a.name.length - b.name.length);
    return { firms: all.slice(0, SHOWN), more: Math.max(0, all.length - SHOWN), common: false };
  }

  /** What holds for all of one draw, with its frame and its drawn, recomputed here. */
  draw(draw) {
    return this.once(`draw ${draw}`, async () => drawInfo(this, (await this.ledger()).history.draws.get(draw)));
  }

  async standing(info, key) {
    const at = info.frame ? info.frame.find(key) : -1;
    if (at < 0) return null;
    const { frame } = info;
    const place = info.seed && frame.excluded[at] === 0 ? placeOf(frame, at, info.seed) : 0;
    const stratum = info.strata.findIndex((one) => one.stratum === frame.strata[frame.stratum[at]]);
    return { stratum, code: frame.excluded[at], place, visit: info.visits.get(key) || null };
  }

  async opened(info, objectId) {
    return info.openings.get(objectId) || null;
  }
}

async function drawEntry(directory, { draw, commit, outcome, void: voided }, rosters) {
  const { title, frame, files } = commit.record;
  const kind = voided ? "void" : outcome ? "done" : "waiting";
  const roster = rosters.findIndex(({ sha256 }) => `snapshots/${sha256}.csv` in files);
  const blinded = frame === "blinded";
  const sealed = blinded && (await directory.get(drawFile(draw, FRAME_KEY))) === null;
  return { draw, title, kind, blinded, sealed, roster, concluded: Boolean(outcome) };
}

/** [code, name] of each row of a roster; none where it isn't one. */
function namesOf(data) {
  const header = new TextDecoder().decode(data.subarray(0, 1000)).split("\n")[0].split(",");
  const at = header.indexOf("name");
  const { value } = attempt(() => parseCsv(data, header));
  return value && at > 0 ? value.map((row) => [row[0], row[at]]) : [];
}

async function drawInfo(directory, records) {
  const { draw, commit: { record: commit }, outcome, void: voided } = records;
  const read = (name) => directory.get(drawFile(draw, name));
  const [orderData, frameData] = await Promise.all(COMMIT_FILES.slice(0, 2).map(read));
  const order = orderData ? attempt(() => parseOrder(orderData)).value : null;
  const frame = frameData ? attempt(() => parseFrame(frameData)).value || null : null;
  const seedData = outcome ? await read("seed.txt") : null;
  const seed = seedData ? sha256Hex(seedData) : "";
  const sizes = new Map(commit.quotas.map((quota) => [quota.stratum, quota.size]));
  const drawn = seed && frame ? select(frame, sizes, seed) : [];
  const { visits, openings } = outcome ? await visitsOf(directory, records, drawn) : { visits: new Map(), openings: new Map() };
  return {
    draw, title: commit.title, kind: voided ? "void" : outcome ? "done" : "waiting", blinded: commit.frame === "blinded",
    key: (await read(FRAME_KEY)) !== null, seed, outcome: Boolean(outcome), frame, visits, openings,
    codes: frame ? frame.codes.map((code) => [code, EXCLUDED[code] || code]) : [["", ""]],
    strata: commit.quotas.map((quota) => stratumInfo(quota, order, drawn)),
    beacon: commit.beacons.map((beacon) => beacon.time).sort()[0],
    publish_by: commit.publish_by, selection: 0,
  };
}

/** A stratum as people read it; the chance exactly as publisher/site/read/draws.py words it. */
function stratumInfo({ stratum, listed, eligible, size }, order, drawn) {
  const part = order && order.strata.find((one) => one.stratum === stratum);
  const mine = drawn.filter((row) => row.stratum === stratum);
  const last = mine.length ? mine[mine.length - 1] : null;
  return {
    stratum, listed, eligible, size, title: part ? part.title : stratum, last: last ? [last.ticket, last.object_id] : null,
    ...chanceWords(size, eligible),
  };
}

/** `{one_in, percent, dots}` of `size` in `eligible`. */
export function chanceWords(size, eligible) {
  const percent = `${eligible ? ((100 * size) / eligible).toFixed(1) : "0.0"}%`;
  if (!size) return { one_in: "-", percent, dots: null };
  const third = 3 * size <= eligible;
  const whole = rounded(eligible, size);
  const one_in = size === eligible ? "必然抽中" : third ? `约 1/${whole}` : `${size}/${eligible}`;
  const dots = 60 * size < eligible ? null : third ? [1, whole] : [rounded(10 * size, eligible), 10];
  return { one_in, percent, dots };
}

/** A quotient of whole numbers, halves to the even number, as Python rounds. */
function rounded(number, by) {
  const whole = Math.floor(number / by);
  const twice = 2 * (number - whole * by);
  return twice > by || (twice === by && whole % 2) ? whole + 1 : whole;
}

/** The place of a row among the eligible of its stratum, by the first 48 bits of the tickets. */
function placeOf(frame, at, seed) {
  const prefix = new PrefixHash(`${seed}:object:`);
  const mine = prefix.key(frame.idBytes(at));
  let place = 1;
  for (let other = 0; other < frame.size; other++) {
    const rival = other !== at && frame.excluded[other] === 0 && frame.stratum[other] === frame.stratum[at];
    if (rival && prefix.key(frame.idBytes(other)) < mine) place++;
  }
  return place;
}

/** Who visits each drawn object now, and what came of it; and the openings that results have published. */
async function visitsOf(directory, records, drawn) {
  const { draw } = records;
  const read = (name) => directory.get(drawFile(draw, name));
  const teamsData = await read("teams.csv");
  const teams = teamsByObject((teamsData && attempt(() => parseTeams(teamsData)).value) || []);
  const visits = new Map(drawn.map((row) => [row.object_id, { rank: row.rank, instead: null, replaced: false, results: [] }]));
  for (const { record } of records.changed) {
    const data = await read(changeFile(record.number, "csv"));
    const rows = (data && attempt(() => parseCsv(data, CHANGE_HEADER)).value) || [];
    rows.forEach((row) => applyChange(row, teams, visits));
  }
  const openings = await readResults(directory, records, visits);
  const names = await inspectorNames(directory, records.commit.record);
  const words = (await json(directory.reader, "data/codes.json")) || {};
  for (const [key, visit] of visits) {
    visit.team = (teams.get(key) || []).map((id) => (id === "-" ? null : [id, names.get(id) || ""]));
    visit.results = visit.results.map((result) => resultWords(result, words)).reverse();
  }
  return { visits, openings };
}

function applyChange([kind, object, removed, added], teams, visits) {
  if (kind === "substitute") {
    const team = teams.get(object) || [];
    if (team.includes(removed)) team[team.indexOf(removed)] = added;
  } else if (kind === "member") {
    teams.set(object, [...(teams.get(object) || []), added]);
  } else if (kind === "supplement") {
    if (visits.has(removed)) visits.get(removed).replaced = object !== "-";
    if (object !== "-") visits.set(object, { rank: 0, instead: [removed.slice(0, 18), ""], replaced: false, results: [] });
  }
}

async function readResults(directory, records, visits) {
  const withdrawn = new Map(records.withdrawals.map(({ record }) => [record.row, record.ground]));
  const openings = new Map();
  for (const { position, record } of records.rows) {
    const data = await directory.get(drawFile(records.draw, rowFile(record.row)));
    const file = data ? attempt(() => parseRowFile(data)).value : null;
    const row = file && rowOf(file) === record.row ? attempt(() => parseResultRow(file)).value || null : null;
    if (row && row.opening && openedAlias(records.draw, row.opening) === row.object) openings.set(row.opening.object_id, row.object);
    const visit = visits.get(record.object);
    if (visit) visit.results.push({ position, row, hash: record.row, ...kindOf(record, row, visit.results), ground: withdrawn.get(record.row) || "" });
  }
  return openings;
}

/** Whether a row corrects an error, or goes on with the result by a re-check (publisher/rules/results.py). */
function kindOf(record, row, earlier) {
  const again = (one) => (one && one.follow_up ? one.follow_up.visited_on : "");
  const before = earlier.length ? earlier[earlier.length - 1].row : null;
  const re_checks = record.type === "correction" && again(row) !== "" && again(before) !== again(row);
  return { corrects: record.type === "correction" && !re_checks, re_checks };
}

async function inspectorNames(directory, commit) {
  for (const name of Object.keys(commit.files).filter((one) => one.startsWith("snapshots/"))) {
    const data = await directory.get(`data/${name}`);
    if (data && new TextDecoder().decode(data.subarray(0, 12)) === "inspector_id") return new Map(namesOf(data));
  }
  return new Map();
}

/** A result in words, as publisher/site/lookup/standing.py gives it. */
function resultWords({ position, row, hash, corrects, re_checks, ground }, words) {
  const say = (list, codes) => codes.map((code) => textOf((words[list] || {})[code]) || code).join("；");
  const shown = row || { codes: [], dispositions: [], remark: "", reason: "", visited_on: "" };
  return {
    position, row: hash, corrects, re_checks, withdrawn: ground && (GROUNDS[ground] || ground), codes: say("result", shown.codes),
    dispositions: say("disposition", shown.dispositions), remark: shown.remark, reason: shown.reason, visited: shown.visited_on,
  };
}

function textOf(entry) {
  return entry && typeof entry === "object" ? entry.text : entry;
}
