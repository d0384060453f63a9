/** C20: no private column and no private pattern in published files (articles 6 and 18). */

import { PLAN_HEADER } from "./plans.js";
import { FREE, IDENTITY, OTHER, privateData } from "./private_data.js";
import { BUREAU, drawFile, nonrandomFile, rowFile, snapshot } from "./published.js";
import { AGENCIES_HEADER, INSPECTORS_HEADER, OBJECTS_HEADER } from "./rosters.js";

const SNAPSHOTS = /^data\/snapshots\/.*\.csv$/;
const CHANGES_HEADER = ["id", "change", "reason"];
const [OBJECTS, INSPECTORS, ...OTHERS] = [
  OBJECTS_HEADER,
  INSPECTORS_HEADER,
  AGENCIES_HEADER,
  PLAN_HEADER,
  CHANGES_HEADER,
].map((header) => header.join(","));
const HEADERS = [OBJECTS, INSPECTORS, ...OTHERS];
/** Members in which people write freely. Names of firms and laws hold places and numbers of papers. */
const FREELY = ["remark", "reason", "statement", "document"];
const SHOWN = 20; // finds told one by one
const PAUSE = 8192;
const PIECE = 1 << 20; // bytes decoded at once
const [COMMA, LF] = [44, 10];
const SHORTEST = 11; // digits

/**
 * C20, over every published snapshot and JSON file and every record; the bureau's own file tells the bureau's telephone:
 *
 * - a snapshot's columns are the public ones
 * - no remark, reason, statement or document holds an identity number, a telephone, a bank card or a street address
 * - no other text holds an identity number, a mobile number or a bank card; no inspector is numbered by the identity
 *   number; codes of the rosters of objects are public, whatever they look like
 *
 * A find is never repeated in the report.
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 * @param {{source: import("./published.js").Source, only: string, tick: (done: number) => Promise<void>}} run `only`: the
 *   one draw whose files, with what it rests on, are looked through, as a page does; empty for all
 */
export async function checkPrivacy(ledger, findings, { source, only, tick }) {
  const search = new Search(source, findings, tick);
  for (const { record, position } of ledger.history.entries)
    if (record) search.value(record, `log/entries/${position}`);
  const paths = only ? filesOf(ledger, only) : await source.paths();
  for (const path of paths) {
    if (SNAPSHOTS.test(path)) await search.table(path);
    else if (path.endsWith(".json") && path !== BUREAU) await search.json(path);
  }
  await search.tell(ledger.history.of("roster"));
}

/** What a page looks through for one draw: its own texts, the register of article 13, what it was made from. */
function filesOf({ history }, draw) {
  const { commit, rows } = history.draws.get(draw) || { commit: null, rows: [] };
  const outside = history.of("nonrandom", "correction").filter(({ record }) => record.draw === "");
  const bound = commit ? Object.keys(commit.record.files).filter((name) => name.startsWith("snapshots/")) : [];
  return [
    ...(commit ? [drawFile(draw, "order.json")] : []),
    ...bound.map((name) => `data/${name}`),
    ...rows.map(({ record }) => drawFile(draw, rowFile(record.row))),
    ...outside.map(({ record }) => nonrandomFile(record.row)),
    ...history.of("items", "policy").map(({ record }) => snapshot(record.sha256, "json")),
  ];
}

/** What was found so far. Codes of the roster are told apart at the end, if there is any find at all. */
class Search {
  constructor(source, findings, tick) {
    Object.assign(this, { source, findings, tick });
    this.found = [];
    this.looked = 0;
    this.before = findings.list.length;
  }

  /** A text: `kinds` are what may not be in it. */
  text(text, kinds, file) {
    for (const [kind, digits] of privateData(text, kinds)) this.found.push({ kind, digits, file });
  }

  /** All texts of a JSON value, however deep they lie. */
  value(value, file) {
    const left = [[value, OTHER]];
    while (left.length) {
      const [part, kinds] = left.pop();
      if (typeof part === "string") this.text(part, kinds, file);
      else if (Array.isArray(part)) part.forEach((item) => left.push([item, kinds]));
      else if (typeof part === "object" && part !== null)
        for (const name of Object.keys(part)) left.push([part[name], FREELY.includes(name) ? FREE : OTHER]);
    }
  }

  /** A JSON file; a sealed row's text is JSON again. What is no JSON is looked through as it is. */
  async json(file) {
    const data = await this.source.bytes(file);
    if (!data) return; // C07 says so
    this.looked++;
    const value = anyJson(decoded(data));
    const isRow = typeof value === "object" && value !== null && typeof value.text === "string";
    this.value(isRow ? { ...value, text: anyJson(value.text) } : value, file);
  }

  /** A snapshot: its header, and all cells but the key, which on the roster of inspectors is no identity number. */
  async table(file) {
    const data = await this.source.bytes(file);
    if (!data) return;
    this.looked++;
    const end = data.indexOf(LF) < 0 ? data.length : data.indexOf(LF);
    const header = this.header(decoded(data.subarray(0, end)), file);
    for (const { rows, lines } of suspects(data, end + 1, header === INSPECTORS)) {
      for (const line of lines) this.row(line, header, file);
      await this.tick(rows);
    }
  }

  header(line, file) {
    const [zh, en] = ["快照里有不公开的栏目，或不是公开的表", "the snapshot has a column that isn't public"];
    if (!HEADERS.includes(line)) this.findings.add("C20", "fail", zh, en, { file });
    return line;
  }

  row(line, header, file) {
    const comma = line.indexOf(",");
    this.text(line.slice(comma + 1), OTHER, file);
    if (header === INSPECTORS) this.text(line.slice(0, comma < 0 ? line.length : comma), IDENTITY, file);
  }

  /** Which of the numbers found are codes of a roster of objects. */
  async codes(rosters) {
    const left = new Set(this.found.map(({ digits }) => digits).filter(Boolean));
    const listed = new Set();
    for (const { record } of left.size ? rosters : []) {
      const data = record.table === "objects" ? await this.source.bytes(snapshot(record.sha256)) : null;
      for (const line of data ? linesOf(data) : []) {
        const code = line.slice(0, Math.max(0, line.indexOf(",")));
        if (left.has(code)) listed.add(code);
      }
    }
    return listed;
  }

  async tell(rosters) {
    const codes = await this.codes(rosters);
    const real = this.found.filter(({ digits }) => !codes.has(digits));
    for (const { kind, file } of real.slice(0, SHOWN)) {
      const [zh, en] = WORDS[kind];
      this.findings.add("C20", "fail", `公开的文字里像有${zh}`, `published text seems to hold ${en}`, { file });
    }
    if (real.length > SHOWN) {
      const more = real.length - SHOWN;
      this.findings.add("C20", "fail", `还有${more}处`, `and ${more} more`);
    }
    if (this.findings.list.length > this.before) return;
    if (!this.looked) this.findings.add("C20", "unknown", "没有可查看的文件", "there are no files to look at");
    else
      this.findings.add(
        "C20",
        "pass",
        `查看了${this.looked}个文件和总账，只有公开的栏目，没有个人号码和详细地址`,
        `${this.looked} files and the log were looked at: public columns alone, no private number or address`,
      );
  }
}

/**
 * What a byte does to a run of digits: 2 adds one, 1 leaves it (a mark between digits, or the rest of a character), 0 ends
 * it. Full-width digits and marks begin with 0xef, other wide marks with 0xe2 or 0xe3: taken for more than they may be.
 */
const RUN = Uint8Array.from({ length: 256 }, (_, byte) => {
  if ((byte >= 0x30 && byte <= 0x39) || byte === 0xef) return 2;
  return byte === 0x20 || byte === 0x2d || (byte >= 0x80 && byte < 0xc0) || byte === 0xe2 || byte === 0xe3 ? 1 : 0;
});

/** Bytes as text, whatever they are. */
function decoded(data) {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(data);
}

/**
 * The rows of a table with as many digits in a run as any number of a person has: hardly one of a big roster, so that the
 * others aren't even decoded. Keys, the first cells, count where `keys` says so; a line without a comma has none.
 *
 * @returns {Generator<{rows: number, lines: string[]}>} now and then: rows done so far, the lines since the last time
 */
function* suspects(data, start, keys) {
  let [rows, lines, line, run, longest, key] = [0, [], start, 0, 0, !keys];
  for (let at = start; at <= data.length; at++) {
    const byte = at < data.length ? data[at] : LF;
    if (byte === LF) {
      if (longest >= SHORTEST || (key && at > line)) lines.push(decoded(data.subarray(line, at)));
      [line, run, longest, key] = [at + 1, 0, 0, !keys];
      if (++rows % PAUSE === 0) {
        yield { rows, lines };
        lines = [];
      }
    } else if (key) key = byte !== COMMA;
    else if (RUN[byte] === 0) run = 0;
    else if (RUN[byte] === 2) longest = Math.max(longest, ++run);
  }
  yield { rows, lines };
}

/** The lines of a file, whatever its bytes are, decoded piece by piece: a roster has a million. */
function* linesOf(data) {
  if (!data.length) yield "";
  for (let start = 0; start < data.length;) {
    const found = data.indexOf(LF, start + PIECE);
    const end = found < 0 ? data.length : found + 1;
    yield* decoded(data.subarray(start, end)).split("\n");
    start = end;
  }
}

/** What JSON of any form says; the text itself where it is none. */
function anyJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return text;
  }
}

const WORDS = {
  "id-number": ["身份证号码", "an identity number"],
  mobile: ["手机号码", "a mobile number"],
  phone: ["电话号码", "a phone number"],
  "bank-card": ["银行卡号", "a bank card's number"],
  address: ["详细地址", "a street address"],
};
