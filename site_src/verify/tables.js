/** The draw's own tables in evidence form: frame, panel, selection, teams, change (sections 4, 7 and 8). */

import { checkCases, checkSorted, csvText, parseCsv } from "./csv.js";
import { Malformed } from "./errors.js";
import { bytesOf } from "./evidence.js";
import { HEX64, VACANT, isIdentifier } from "./identifiers.js";
import { Names } from "./names.js";

export const FRAME_HEADER = ["object_id", "stratum", "excluded"];
export const PANEL_HEADER = ["inspector_id", "department", "skills", "excluded", "reserve"];
export const SELECTION_HEADER = ["rank", "object_id", "stratum", "ticket"];
export const TEAMS_HEADER = ["object_id", "seat", "inspector_id", "ticket"];
export const CHANGE_HEADER = ["kind", "object_id", "removed", "added", "ticket"];
const PANEL_EXCLUSIONS = ["", "expired", "suspended", "transferred"];

const [COMMA, LF] = [0x2c, 0x0a];
const MAX_ID = 64;
const LATIN = new TextDecoder("latin1");

function badRow(name, line, zh, en) {
  return new Malformed("row", zh, en, { file: name, line });
}

/** What may stand at each place of an identifier, by byte: 1 anywhere, 2 at the start too. */
const ID_BYTES = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const char = String.fromCharCode(byte);
  ID_BYTES[byte] = /[0-9A-Za-z]/.test(char) ? 2 : /[._-]/.test(char) ? 1 : 0;
}

/**
 * A frame by columns: made for a million rows. Ids stay bytes of the file; strata and exclusion codes are numbers
 * into `strata` and `codes` (`codes[0]` is the empty code).
 */
export class Frame {
  constructor(data, capacity) {
    this.data = data;
    this.size = 0;
    this.start = new Uint32Array(capacity); // where each id begins in `data`
    this.length = new Uint8Array(capacity);
    this.stratum = new Uint16Array(capacity);
    this.excluded = new Uint16Array(capacity);
    this.strata = [];
    this.codes = [""];
  }

  /** The id's bytes of row `at`. */
  idBytes(at) {
    return this.data.subarray(this.start[at], this.start[at] + this.length[at]);
  }

  /** Row `at` as `{object_id, stratum, excluded}`. */
  row(at) {
    return {
      object_id: LATIN.decode(this.idBytes(at)),
      stratum: this.strata[this.stratum[at]],
      excluded: this.codes[this.excluded[at]],
    };
  }

  /** Where row `at` stands: `stratum,code`. */
  place(at) {
    return `${this.strata[this.stratum[at]]},${this.codes[this.excluded[at]]}`;
  }

  /** Whether row `at` is the object's. */
  isAt(at, objectId) {
    if (at >= this.size || this.length[at] !== objectId.length) return false;
    let same = 0;
    while (same < objectId.length && this.data[this.start[at] + same] === objectId.charCodeAt(same)) same++;
    return same === objectId.length;
  }

  /** The index of an id, or -1. */
  find(objectId) {
    const wanted = bytesOf(objectId);
    let [low, high] = [0, this.size - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const order = compareIds(this.idBytes(middle), wanted);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** All rows as objects, one after another. */
  *rows() {
    for (let at = 0; at < this.size; at++) yield this.row(at);
  }
}

function compareIds(left, right) {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) if (left[at] !== right[at]) return left[at] - right[at];
  return left.length - right.length;
}

/** Whether the id at `left` comes before the one at `right`: the comma after an id is below all of its bytes. */
function precedes(data, left, right) {
  let at = 0;
  while (data[left + at] === data[right + at] && data[left + at] !== COMMA) at++;
  return data[left + at] < data[right + at];
}

/** The end of the identifier that starts at `at`; -1 where there is none. */
function identifierEnd(data, at) {
  if (ID_BYTES[data[at]] !== 2) return -1;
  let end = at + 1;
  while (ID_BYTES[data[end]]) end++;
  return end - at <= MAX_ID ? end : -1;
}

/** Whether any byte of `data` from `start` is an upper-case letter, and whether one is lower-case. */
function casesIn(frame) {
  let [upper, lower] = [false, false];
  for (let at = 0; at < frame.size && !(upper && lower); at++) {
    for (let i = frame.start[at], end = i + frame.length[at]; i < end; i++) {
      upper = upper || (frame.data[i] >= 0x41 && frame.data[i] <= 0x5a);
      lower = lower || (frame.data[i] >= 0x61 && frame.data[i] <= 0x7a);
    }
  }
  return upper && lower;
}

function* ids(frame) {
  for (let at = 0; at < frame.size; at++) yield LATIN.decode(frame.idBytes(at));
}

/**
 * frame.csv, checked whole: identifiers, byte order, no duplicate.
 *
 * @param {Uint8Array} data
 * @returns {Generator<number, Frame>} yields rows done now and then; returns the frame
 * @throws {Malformed} with the line
 */
export function* frameSteps(data, name = "frame.csv") {
  const header = bytesOf(`${FRAME_HEADER.join(",")}\n`);
  if (compareIds(data.subarray(0, header.length), header) !== 0) {
    throw badRow(name, 1, "表头不符", `the header must be ${FRAME_HEADER.join(",")}`);
  }
  let lines = 0;
  for (let at = data.indexOf(LF); at !== -1; at = data.indexOf(LF, at + 1)) lines++;
  const frame = new Frame(data, lines);
  const [strata, codes] = [new Names(frame.strata), new Names(frame.codes)];
  for (let at = header.length; at < data.length;) {
    const row = frame.size;
    const bad = () => badRow(name, row + 2, "不是“编号,分组,排除代码”", "not object_id,stratum,excluded");
    const idEnd = identifierEnd(data, at);
    if (idEnd < 0 || data[idEnd] !== COMMA) throw bad();
    const stratumEnd = identifierEnd(data, idEnd + 1);
    if (stratumEnd < 0 || data[stratumEnd] !== COMMA) throw bad();
    const codeEnd = data[stratumEnd + 1] === LF ? stratumEnd + 1 : identifierEnd(data, stratumEnd + 1);
    if (codeEnd < 0 || data[codeEnd] !== LF) throw bad();
    const [stratum, code] = [
      strata.numberOf(data, idEnd + 1, stratumEnd),
      codes.numberOf(data, stratumEnd + 1, codeEnd),
    ];
    if (stratum < 0 || code < 0) throw bad();
    frame.start[row] = at;
    frame.length[row] = idEnd - at;
    frame.stratum[row] = stratum;
    frame.excluded[row] = code;
    if (row > 0 && !precedes(data, frame.start[row - 1], at)) {
      throw badRow(name, row + 2, "未按字节排序或编号重复", "not in byte order, or a duplicate id");
    }
    frame.size++;
    at = codeEnd + 1;
    if (frame.size % 16384 === 0) yield frame.size;
  }
  if (casesIn(frame)) checkCases(ids(frame), name);
  return frame;
}

/** `frameSteps` in one go. @returns {Frame} @throws {Malformed} */
export function parseFrame(data, name = "frame.csv") {
  const steps = frameSteps(data, name);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** frame.csv of rows `{object_id, stratum, excluded}` that are sorted by id. */
export function frameText(rows) {
  return csvText(
    FRAME_HEADER,
    Array.from(rows, (row) => [row.object_id, row.stratum, row.excluded]),
  );
}

/**
 * panel.csv as rows `{inspector_id, department, skills: string[], excluded, reserve}`.
 *
 * @throws {Malformed}
 */
export function parsePanel(data, name = "panel.csv") {
  const rows = parseCsv(data, PANEL_HEADER, name).map((fields, index) => {
    const [inspector_id, department, joined, excluded, reserve] = fields;
    const skills = joined === "" ? [] : joined.split(";");
    const fine =
      [inspector_id, department, ...skills].every(isIdentifier) &&
      skills.every((skill, at) => at === 0 || skills[at - 1] < skill) &&
      PANEL_EXCLUSIONS.includes(excluded) &&
      ["", "yes"].includes(reserve);
    if (!fine) throw badRow(name, index + 2, "检查人员行不符", "not a panel row");
    return { inspector_id, department, skills, excluded, reserve };
  });
  checkSorted(
    rows.map((row) => row.inspector_id),
    name,
  );
  return rows;
}

/** panel.csv of rows that are sorted by id. */
export function panelText(rows) {
  const fields = (row) => [row.inspector_id, row.department, row.skills.join(";"), row.excluded, row.reserve];
  return csvText(PANEL_HEADER, rows.map(fields));
}

/** selection.csv of rows by rank. */
export function selectionText(rows) {
  return csvText(
    SELECTION_HEADER,
    rows.map((row) => [String(row.rank), row.object_id, row.stratum, row.ticket]),
  );
}

/** selection.csv as `{rank, object_id, stratum, ticket}`; ranks run from 1 without gap. @throws {Malformed} */
export function parseSelection(data, name = "selection.csv") {
  return parseCsv(data, SELECTION_HEADER, name).map(([rank, object_id, stratum, ticket], index) => {
    const fine = rank === String(index + 1) && isIdentifier(object_id) && HEX64.test(ticket);
    if (!fine) throw badRow(name, index + 2, "抽中名单行不符", "not a selection row");
    return { rank: index + 1, object_id, stratum, ticket };
  });
}

/** teams.csv of rows by rank, then seat. */
export function teamsText(rows) {
  return csvText(
    TEAMS_HEADER,
    rows.map((row) => [row.object_id, String(row.seat), row.inspector_id, row.ticket]),
  );
}

/** teams.csv as `{object_id, seat, inspector_id, ticket}`; a vacant seat has an empty ticket. @throws {Malformed} */
export function parseTeams(data, name = "teams.csv") {
  return parseCsv(data, TEAMS_HEADER, name).map(([object_id, seat, inspector_id, ticket], index) => {
    const someone = inspector_id === VACANT ? ticket === "" : isIdentifier(inspector_id) && HEX64.test(ticket);
    if (!isIdentifier(object_id) || !/^[1-8]$/.test(seat) || !someone) {
      throw badRow(name, index + 2, "检查组行不符", "not a teams row");
    }
    return { object_id, seat: Number(seat), inspector_id, ticket };
  });
}

/** `<nnnn>.csv` of a change, rows in the order of section 8. */
export function changeText(rows) {
  return csvText(
    CHANGE_HEADER,
    rows.map((row) => [row.kind, row.object_id, row.removed, row.added, row.ticket]),
  );
}
