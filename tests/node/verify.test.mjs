/** The whole run over the sample evidence, and over the sample with one thing changed. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";

import { filesBelow, reader, sample } from "./files.mjs";
import { Fault } from "../../site_src/verify/errors.js";
import { parseBundle } from "../../site_src/verify/tiles.js";
import { parseEntry } from "../../site_src/verify/notes.js";
import { CHECKS } from "../../site_src/verify/report.js";
import { verify } from "../../site_src/verify/verify.js";

const FILES = filesBelow(sample());
const BUREAU = JSON.parse(Buffer.from(FILES.get("data/bureau.json")));
const BUNDLE = Array.from(FILES.keys())
  .filter((name) => name.startsWith("log/tile/entries/"))
  .sort()[0];
const GENESIS = parseEntry(parseBundle(FILES.get(BUNDLE))[0]).hash;
const DRAWS = Array.from(
  new Set(Array.from(FILES.keys(), (name) => (/^draws\/([^/]+)\//.exec(name) || [])[1]).filter(Boolean)),
);
const CONCLUDED = DRAWS.find((draw) => FILES.has(`draws/${draw}/outcome.note`));

/** A report over the sample with some files replaced (null: taken away). */
function check(changes = {}, options = {}) {
  const files = new Map(FILES);
  for (const name of Object.keys(changes)) {
    if (changes[name] === null) files.delete(name);
    else files.set(name, changes[name]);
  }
  const { read, files: names } = reader(files);
  return verify(read, { now: BUREAU.now, genesis: GENESIS, files: names, ...options });
}

const failing = (report) => report.checks.filter(({ verdict }) => verdict === "fail").map(({ code }) => code);
const verdicts = (report) => Object.fromEntries(report.checks.map(({ code, verdict }) => [code, verdict]));

/** A file with one bit of a byte turned. */
function flipped(name, at) {
  const data = FILES.get(name).slice();
  data[at < 0 ? data.length + at : at] ^= 1;
  return data;
}

const honest = await check();

test("the sample has every check answered, and none fails", () => {
  assert.deepEqual(
    honest.checks.map(({ code }) => code),
    CHECKS.map(({ code }) => code),
  );
  assert.equal(honest.checks.length, 20);
  assert.deepEqual(failing(honest), []);
  for (const code of ["C01", "C02", "C03", "C05", "C06", "C07", "C09", "C16"])
    assert.notEqual(verdicts(honest)[code], "fail");
  assert.equal(honest.exit, 3);
});

test("a concluded draw by itself passes everything that this version judges", async () => {
  const report = await check({}, { draw: CONCLUDED });
  const passed = [
    "C01",
    "C02",
    "C03",
    "C04",
    "C05",
    "C06",
    "C07",
    "C09",
    "C10",
    "C11",
    "C12",
    "C13",
    "C14",
    "C15",
    "C16",
  ];
  for (const code of passed) assert.equal(verdicts(report)[code], "pass", code);
  for (const { findings } of report.checks) for (const { draw } of findings) assert.ok(["", CONCLUDED].includes(draw));
});

test("every finding says what it says in both languages", () => {
  for (const { code, title, holds, findings } of honest.checks) {
    assert.ok(title.zh && title.en && holds.zh && holds.en);
    assert.ok(findings.length > 0, code);
    for (const finding of findings) {
      assert.deepEqual(Object.keys(finding).sort(), [
        "bare",
        "byHand",
        "code",
        "draw",
        "en",
        "expected",
        "file",
        "found",
        "verdict",
        "zh",
      ]);
      assert.ok(finding.zh !== "" && finding.en !== "");
      assert.ok(["pass", "fail", "pending", "unknown"].includes(finding.verdict));
      assert.equal(finding.bare, finding.verdict); // pinned, and watched from outside: nothing was lowered
    }
  }
});

test("without a pinned genesis the checks that rest on it are at best unknown", async () => {
  const report = await check({}, { genesis: "" });
  for (const code of ["C01", "C02", "C03", "C04", "C05", "C08", "C10", "C16", "C17", "C18", "C19"])
    assert.equal(verdicts(report)[code], "unknown", code);
  assert.deepEqual(report.genesis, { hash: GENESIS, pinned: "" });
  const lowered = report.checks.flatMap(({ findings }) => findings.filter(({ verdict, bare }) => verdict !== bare));
  assert.deepEqual(new Set(lowered.map(({ verdict, bare }) => `${bare} ${verdict}`)), new Set(["pass unknown", "pending unknown"]));
});

test("another genesis is another log", async () => {
  assert.deepEqual(failing(await check({}, { genesis: "0".repeat(64) })), ["C02"]);
});

test("a checkpoint that the reader kept is a prefix, and a forged one is not", async () => {
  const kept = Array.from(FILES.keys()).filter((name) => /^log\/checkpoints\/[0-9]+$/.test(name))[3];
  assert.equal(verdicts(await check({}, { since: FILES.get(kept) })).C03, "pass");
  assert.equal(verdicts(await check({}, { since: new Uint8Array([1, 2, 3]) })).C03, "unknown");
});

test("a log that was cut is seen by a reader who kept its newest checkpoint", async () => {
  const sizes = Array.from(FILES.keys())
    .map((name) => Number((/^log\/checkpoints\/([0-9]+)$/.exec(name) || [])[1]))
    .filter(Boolean)
    .sort((a, b) => a - b);
  const tiles = Array.from(FILES.keys())
    .map((name) => Number((/^log\/tile\/entries\/000\.p\/([0-9]+)$/.exec(name) || [])[1]))
    .filter(Boolean)
    .sort((a, b) => a - b);
  const shorter = tiles[0];
  const cut = { "log/checkpoint": FILES.get(`log/checkpoints/${shorter}`) };
  for (const size of sizes.filter((each) => each > shorter)) cut[`log/checkpoints/${size}`] = null;
  for (const width of tiles.filter((each) => each > shorter)) {
    cut[`log/tile/entries/000.p/${width}`] = null;
    cut[`log/tile/0/000.p/${width}`] = null;
  }
  const report = await check(cut, { since: FILES.get("log/checkpoint") });
  assert.equal(verdicts(report).C03, "fail");
});

/** One file of each kind, and the checks that fail when its bytes are changed. */
const KINDS = {
  "keys/trust.json": ["C01"],
  [`draws/${CONCLUDED}/frame.csv`]: ["C07"],
  [`draws/${CONCLUDED}/panel.csv`]: ["C07"],
  [`draws/${CONCLUDED}/order.json`]: ["C07"],
  [`draws/${CONCLUDED}/commit.note`]: ["C07"],
  [`draws/${CONCLUDED}/close.note`]: ["C07"],
  [`draws/${CONCLUDED}/reveal-1.note`]: ["C07"],
  [`draws/${CONCLUDED}/outcome.note`]: ["C07"],
  [`draws/${CONCLUDED}/beacon.json`]: ["C07", "C12"],
  [`draws/${CONCLUDED}/seed.txt`]: ["C07", "C13"],
  [`draws/${CONCLUDED}/selection.csv`]: ["C07", "C14"],
  [`draws/${CONCLUDED}/teams.csv`]: ["C07", "C15"],
};

for (const name of Object.keys(KINDS)) {
  test(`one bit of ${name.replace(CONCLUDED, "a draw")} is seen`, async () => {
    const found = failing(await check({ [name]: flipped(name, Math.floor(FILES.get(name).length / 2)) }));
    for (const code of KINDS[name]) assert.ok(found.includes(code), `${code} of ${found}`);
  });
}

test("one bit of a result is seen in the file and in the result", async () => {
  const name = Array.from(FILES.keys()).find((each) => each.includes("/rows/"));
  const found = failing(await check({ [name]: flipped(name, 20) }));
  assert.ok(found.includes("C07") && found.includes("C17"), found);
});

test("one bit of an entry is seen in the log, its history and its signatures", async () => {
  const widthOf = (name) => Number(name.split(".p/")[1]);
  const bundles = Array.from(FILES.keys()).filter((each) => each.startsWith("log/tile/entries/"));
  const name = bundles.sort((a, b) => widthOf(a) - widthOf(b)).pop();
  const found = failing(await check({ [name]: flipped(name, 300) }));
  for (const code of ["C02", "C03", "C06"]) assert.ok(found.includes(code), `${code} of ${found}`);
});

test("a file that no record binds is seen", async () => {
  assert.deepEqual(failing(await check({ [`draws/${CONCLUDED}/extra.csv`]: new Uint8Array([10]) })), ["C07"]);
  assert.deepEqual(failing(await check({ "draws/2031-001/frame.csv": new Uint8Array([10]) })), ["C07"]);
});

test("what isn't there is unknown where it would be judged, and a failure of C07 where it is bound", async () => {
  const report = await check({ [`draws/${CONCLUDED}/selection.csv`]: null });
  assert.deepEqual([verdicts(report).C07, verdicts(report).C14], ["fail", "unknown"]);
});

test("nothing published is input that can't be read", async () => {
  await assert.rejects(
    verify(async () => null, { now: BUREAU.now }),
    Fault,
  );
});

test("a page of a draw that the log doesn't have can't pass", async () => {
  const invented = { "draws/2031-001/frame.csv": FILES.get(`draws/${CONCLUDED}/frame.csv`) };
  assert.deepEqual(failing(await check(invented, { draw: "2031-001" })), ["C07"]);
  const report = await check({}, { draw: "2031-001" });
  for (const { code, verdict } of report.checks.slice(7, 16)) assert.equal(verdict, "unknown", code);
});

test("a checkpoint that claims a giant log costs nothing", async () => {
  const text = Buffer.from(FILES.get("log/checkpoint"))
    .toString()
    .replace(/\n[0-9]+\n/, "\n9007199254740991\n");
  assert.ok(failing(await check({ "log/checkpoint": new Uint8Array(Buffer.from(text)) })).includes("C02"));
});

test("long work tells of its progress, and waits for the page", async () => {
  const steps = new Set();
  await check(
    {},
    {
      onProgress: ({ step, done, findings }) => {
        assert.ok(Number.isInteger(done) && Array.isArray(findings));
        steps.add(step);
        return new Promise((resolve) => setImmediate(resolve));
      },
    },
  );
  assert.deepEqual(
    Array.from(steps),
    ["log", "files", "frame", "beacon", "draw", "results"].filter((step) => steps.has(step)),
  );
  assert.ok(steps.size >= 5);
});

test("every line by hand runs in a shell and prints what the finding expects", () => {
  const lines = honest.checks.flatMap(({ findings }) => findings).filter(({ byHand }) => byHand !== "");
  assert.ok(lines.length > 40);
  for (const { byHand } of lines) assert.ok(!byHand.includes("\n"), byHand);
  const script = lines.map(({ byHand }, at) => `echo "== ${at}"; (${byHand}) 2>&1 || echo FAILED`).join("\n");
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "by-hand-"));
  const done = spawnSync("sh", ["-c", script], {
    cwd: sample(),
    encoding: "utf8",
    env: { ...process.env, TMPDIR: scratch },
  });
  const answers = done.stdout.split(/^== [0-9]+\n/m).slice(1);
  lines.forEach(({ code, byHand, expected }, at) => {
    assert.ok(!answers[at].includes("FAILED"), `${code}: ${byHand}\n${answers[at]}`);
    if (/^[0-9a-f]{64}$/.test(expected))
      assert.ok(answers[at].includes(expected), `${code}: ${byHand}\n${answers[at]}`);
  });
  fs.rmSync(scratch, { recursive: true });
});
