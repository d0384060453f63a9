/** Evidence has exactly one form (section 2): every other form of the same value is refused. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { csvText, parseCsv } from "../../site_src/verify/csv.js";
import { Fault, Malformed } from "../../site_src/verify/errors.js";
import { compareBytes, evidenceText, jsonText, parseJson } from "../../site_src/verify/evidence.js";
import { dateOf, endOf, parseDate, parseTime, timeText } from "../../site_src/verify/identifiers.js";
import { quotaSize } from "../../site_src/verify/quotas.js";
import { fillable, seatable } from "../../site_src/verify/seats.js";
import { parseFrame, parsePanel, parseTeams } from "../../site_src/verify/tables.js";
import { drawTeams } from "../../site_src/verify/teams.js";

const data = (text) => new Uint8Array(Buffer.from(text));
const refused = (work, written) => assert.throws(work, Malformed, JSON.stringify(written));

test("JSON in its one form is read, and written back byte for byte", () => {
  const value = {
    a: [],
    b: {},
    c: [true, false, 0, 9007199254740991],
    text: 'a "quoted" \\ line\nand 中文🎲',
    z: { y: [{ x: "" }] },
  };
  const written = jsonText(value);
  assert.equal(jsonText(parseJson(data(written))), written);
});

test("every other form of the same JSON is refused", () => {
  for (const written of [
    '{"a": 1}\n',
    '{\n  "a": 1\n}',
    '{\n  "a": 1\n}\n\n',
    '{\n\t"a": 1\n}\n',
    '{\n  "a":1\n}\n',
    '{\n  "a": 1,\n}\n',
    "{ }\n",
    "[ ]\n",
    '{\n  "b": 1,\n  "a": 2\n}\n',
    '{\n  "a": 1,\n  "a": 1\n}\n',
    '{\n  "é": 1\n}\n',
    "null\n",
    "1.0\n",
    "1e2\n",
    "-1\n",
    "-0\n",
    "01\n",
    "9007199254740992\n",
    "12345678901234567890\n",
    '"\\u0041"\n',
    '"\\/"\n',
    '"\\t"\n',
    '"a\tb"\n',
    '"a\nb"\n',
    '"\\r"\n',
    "'a'\n",
    '"a\n',
    "\ufeff{}\n",
    "NaN\n",
    "[\n  1\n  2\n]\n",
    '"e\u0301"\n',
    "{}\r\n",
    "// x\n{}\n",
    "",
    "\n",
    '"\u007f"\n',
    '"\u0085"\n',
  ]) {
    refused(() => parseJson(data(written)), written);
  }
});

test("__proto__ is a key like any other", () => {
  const value = parseJson(data('{\n  "__proto__": 1,\n  "constructor": 2\n}\n'));
  assert.deepEqual(Object.keys(value), ["__proto__", "constructor"]);
  assert.equal(value.polluted, undefined);
});

test("deep nesting is refused, not a broken stack", () => {
  const deep = (depth) => {
    let value = {};
    for (let level = 0; level < depth; level++) value = [value];
    return value;
  };
  parseJson(data(jsonText(deep(60))));
  refused(() => parseJson(data(jsonText(deep(70)))), "70 levels");
  refused(() => parseJson(data("[\n".repeat(200000))), "200000 levels");
});

test("bytes that are no UTF-8, a mark at the start and characters of control are refused", () => {
  for (const bytes of [
    [0xff],
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xef, 0xbb, 0xbf, 0x61],
    [0x61, 0x00],
    [0x0d, 0x0a],
  ]) {
    refused(() => evidenceText(Uint8Array.from(bytes)), bytes);
  }
});

test("CSV in its one form is read, and written back byte for byte", () => {
  const rows = [
    ["a", "x,y", 'say "so"'],
    ["b", "", "中文"],
  ];
  assert.deepEqual(parseCsv(data(csvText(["k", "l", "m"], rows)), ["k", "l", "m"]), rows);
});

test("every other form of the same CSV is refused", () => {
  const header = ["k", "l"];
  for (const written of [
    "",
    "k,l",
    "k,l\na,b",
    "l,k\na,b\n",
    "k,l\na,b,c\n",
    "k,l\na\n",
    'k,l\n"a",b\n',
    'k,l\na,"b\n',
    'k,l\na,b"c\n',
    'k,l\na,"b""\n',
    'k,l\na,"b"c\n',
    "k,l\r\na,b\r\n",
    "k,l\n\n",
    "\ufeffk,l\n",
    "k,l\na,e\u0301\n",
    '"k",l\n',
    "k,l\na,b\u0000\n",
  ]) {
    refused(() => parseCsv(data(written), header), written);
  }
  assert.deepEqual(parseCsv(data("k,l\n"), header), []);
});

test("CSV is read piece by piece like in one", () => {
  const rows = Array.from({ length: 60000 }, (_, at) => [
    `k${String(at).padStart(6, "0")}`,
    `第${at}行，${"值".repeat(at % 7)}`,
  ]);
  assert.deepEqual(parseCsv(data(csvText(["k", "l"], rows)), ["k", "l"]), rows);
});

test("a frame out of order, twice the same, or twice but for case is refused with its line", () => {
  const header = "object_id,stratum,excluded\n";
  parseFrame(data(`${header}A,s,\nB,s,inactive\na1,t,\n`));
  parseFrame(data(`${header}A,s,\nA-,s,\nA.B,s,\nA0,s,\nAB,s,\n`));
  for (const [rows, line] of [
    ["B,s,\nA,s,\n", 3],
    ["A,s,\nA,s,\n", 3],
    ["Ab,s,\nB,s,\naB,s,\n", 4],
    ["A,s\n", 2],
    ["A,s,,\n", 2],
    [",s,\n", 2],
    ["A,,\n", 2],
    ["-A,s,\n", 2],
    [`${"A".repeat(65)},s,\n`, 2],
    ["A,s,\nB,s,", 3],
    ["A,s,\n\n", 3],
    ["A,s,é\n", 2],
    ['"A",s,\n', 2],
    ["A,s,\r\n", 2],
  ]) {
    assert.throws(
      () => parseFrame(data(header + rows)),
      (error) => error instanceof Malformed && error.line === line,
      rows,
    );
  }
});

test("panel rows keep their tokens sorted and their codes closed", () => {
  const header = "inspector_id,department,skills,excluded,reserve\n";
  assert.equal(parsePanel(data(`${header}A,m,s;t,,\nB,m,,expired,yes\n`)).length, 2);
  for (const row of ["A,m,t;s,,", "A,m,s;s,,", "A,m,;,,", "A,m,s,ill,", "A,m,s,,no", ",m,s,,", "A,m n,s,,"]) {
    refused(() => parsePanel(data(`${header}${row}\n`)), row);
  }
  refused(() => parseTeams(data("object_id,seat,inspector_id,ticket\nA,1,-,00\n")), "a vacant seat with a ticket");
});

test("times and dates are those of section 2", () => {
  assert.equal(timeText(parseTime("2026-03-01T00:00:00+08:00")), "2026-03-01T00:00:00+08:00");
  assert.equal(parseTime("2026-02-28T16:00:00Z"), parseTime("2026-03-01T00:00:00+08:00"));
  assert.equal(endOf("2026-02-28"), parseTime("2026-03-01T00:00:00+08:00"));
  assert.equal(dateOf(parseTime("2026-02-28T16:00:00Z")), "2026-03-01");
  for (const written of [
    "2026-02-29T00:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T00:60:00Z",
    "2026-03-01T00:00:60Z",
    "2026-03-01T00:00:00",
    "2026-03-01T00:00:00.0Z",
    "2026-03-01 00:00:00Z",
    "2026-3-1T00:00:00Z",
    "2026-03-01T00:00:00+24:00",
    "2026-03-01T00:00:00+08:60",
    "3000-01-01T00:00:00Z",
    "1899-12-31T00:00:00Z",
    "",
  ]) {
    refused(() => parseTime(written), written);
  }
  for (const written of ["2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "26-01-01", "3000-01-01"])
    refused(() => parseDate(written), written);
});

test("texts are compared by their bytes, not by UTF-16 units", () => {
  assert.ok(compareBytes("\uffee", "\u{1f3b2}") < 0);
  assert.ok("\uffee" > "\u{1f3b2}");
  assert.ok(compareBytes("a", "ab") < 0);
  assert.equal(compareBytes("\u{1f3b2}", "\u{1f3b2}"), 0);
});

test("quotas are exact where floats are not", () => {
  assert.equal(quotaSize(100, 100, { ratio: "0.07" }), 7);
  assert.equal(quotaSize(3000000, 3000000, { ratio: "0.000001" }), 3);
  assert.equal(quotaSize(10, 4, { count: "99999999999999999999999999" }), 4);
  assert.throws(() => quotaSize(1, 1, { ratio: "1.5" }), Fault);
  assert.throws(() => quotaSize(1, 1, {}), Fault);
  assert.throws(() => quotaSize(1, 1, { ratio: "1", count: "1" }), Fault);
});

test("matchings are found by re-seating, and members stay seated", () => {
  assert.ok(fillable([["A", "B"], ["A"]]));
  assert.ok(!fillable([["A"], ["A"]]));
  assert.ok(fillable([["A", "B"], ["A", "C"], ["A"]]));
  assert.ok(!fillable([["A", "B"]], new Set(["A", "B"])));
  assert.ok(
    seatable(
      ["B"],
      [
        ["A", "B"],
        ["B", "C"],
      ],
      new Set(["A"]),
    ),
  );
  assert.ok(!seatable(["C"], [["A"], ["B"]], new Set(["A", "B"])));
  assert.ok(
    !seatable(
      ["A", "B", "C"],
      [
        ["A", "B", "C"],
        ["A", "B", "C"],
      ],
      new Set(),
    ),
  );
});

test("where the panel admits no team, every seat is vacant", () => {
  const panel = [{ inspector_id: "A", department: "m", skills: [], excluded: "", reserve: "" }];
  const seats = [
    { department: "*", skill: "*" },
    { department: "*", skill: "*" },
  ];
  assert.deepEqual(drawTeams(panel, seats, ["X"], "00"), [
    { object_id: "X", seat: 1, inspector_id: "-", ticket: "" },
    { object_id: "X", seat: 2, inspector_id: "-", ticket: "" },
  ]);
});
