/** The command line: its answers, its exit status, and what hostile folders make of it (never a stack trace). */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";

import { VERIFY, filesBelow, reader, sample } from "./files.mjs";
import { main } from "../../site_src/verify/command.js";
import { Fault } from "../../site_src/verify/errors.js";
import { parseEntry } from "../../site_src/verify/notes.js";
import { CHECKS } from "../../site_src/verify/report.js";
import { parseBundle } from "../../site_src/verify/tiles.js";
import { verify } from "../../site_src/verify/verify.js";

const FILES = filesBelow(sample());
const NAMES = Array.from(FILES.keys()).sort();
const BUREAU = JSON.parse(Buffer.from(FILES.get("data/bureau.json")));
const GENESIS = parseEntry(parseBundle(FILES.get(NAMES.find((name) => name.startsWith("log/tile/entries/"))))[0]).hash;
const KEY_FILE = NAMES.find((name) => name.endsWith("/frame-key.txt"));
const BLINDED = KEY_FILE.split("/")[1];
const SCRATCH = fs.mkdtempSync(path.join(os.tmpdir(), "command-"));

after(() => fs.rmSync(SCRATCH, { recursive: true }));

/** Runs the command in this process: `{status, out, err}`. */
async function command(...words) {
  const heard = { out: "", err: "" };
  const status = await main(words, {
    environment: {},
    out: (text) => void (heard.out += text),
    err: (text) => void (heard.err += text),
  });
  return { status, ...heard };
}

/** A copy of the sample with some files replaced, or taken away (null). */
function folder(name, changes = {}) {
  const root = path.join(SCRATCH, name);
  for (const file of NAMES.filter((each) => !(each in changes))) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.copyFileSync(path.join(sample(), file), path.join(root, file));
  }
  for (const file of Object.keys(changes).filter((each) => changes[each])) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), changes[file]);
  }
  return root;
}

test("the command answers with the exit status of the contract", async () => {
  assert.equal((await command(sample(), "--genesis", GENESIS)).status, 3);
  assert.equal((await command(sample(), "--genesis", "0".repeat(64))).status, 1);
  assert.equal((await command(sample(), `--genesis=${GENESIS.toUpperCase()}`)).status, 3);
  for (const words of [
    [],
    [path.join(sample(), "nowhere")],
    [path.join(sample(), "evidence.json")],
    [SCRATCH],
    [sample(), sample()],
    [sample(), "--genesis"],
    [sample(), "--genesis", "xyz"],
    [sample(), "--draw", "../../etc"],
    [sample(), "--since", path.join(sample(), "nowhere")],
    [sample(), "--since", sample()],
    [sample(), "--frame-key", "2026-003"],
    [sample(), "--frame-key", `${BLINDED}=${path.join(sample(), "evidence.json")}`],
    [sample(), "--now", "yesterday"],
    [sample(), "--lang", "de"],
    [sample(), "--colour"],
    [sample(), "-x"],
  ]) {
    const { status, out, err } = await command(...words);
    assert.equal(status, 2, words.join(" "));
    assert.equal(out, "", words.join(" "));
    assert.match(err, /^[^\n]+\n$/, words.join(" ")); // one line
  }
});

test("it tells how it is used, in both languages, and refusals point there", async () => {
  const { status, out } = await command("--help");
  assert.equal(status, 0);
  assert.match(out, /用法/);
  assert.match((await command("--help", "--lang", "en")).out, /exit status/);
  for (const option of ["--genesis", "--draw", "--since", "--frame-key", "--now", "--lang", "--json"])
    assert.ok(out.includes(option), option);
  assert.match((await command("--colour", "--lang", "en")).err, /--help/);
});

test("run as a program it does the same, and a reader who stops early breaks nothing", () => {
  const program = path.join(VERIFY, "cli.js");
  const done = spawnSync(process.execPath, [program, sample(), "--genesis", GENESIS, "--json"], { encoding: "utf8" });
  assert.equal(done.status, 3, done.stderr);
  assert.equal(JSON.parse(done.stdout).genesis.hash, GENESIS);
  const cut = spawnSync("sh", ["-c", `"$0" "$1" "$2" --json | head -c 10`, process.execPath, program, sample()], {
    encoding: "utf8",
  });
  assert.equal(cut.stderr, "");
});

test("its JSON is the report", async () => {
  const { read, files } = reader(FILES);
  const report = await verify(read, { now: BUREAU.now, genesis: GENESIS, files });
  const { out } = await command(sample(), "--genesis", GENESIS, "--json");
  const verdicts = ({ checks }) => checks.map(({ code, verdict }) => `${code} ${verdict}`);
  assert.deepEqual(verdicts(JSON.parse(out)), verdicts(report));
});

test("it takes a kept checkpoint, a draw, a clock and a frame key", async () => {
  const words = ["--genesis", GENESIS, "--since", path.join(sample(), "log/checkpoint"), "--draw", BLINDED];
  const key = ["--frame-key", `${BLINDED}=${path.join(sample(), KEY_FILE)}`, "--now", BUREAU.now, "--lang", "en"];
  const { status, out } = await command(sample(), ...words, ...key);
  assert.ok([0, 3].includes(status), out);
  assert.match(out, /✓ C14 selection: holds/);
});

test("a draw that the log doesn't have is never a pass, and its files are nobody's", async () => {
  const { status, out } = await command(sample(), "--genesis", GENESIS, "--draw", "2031-001", "--lang", "en");
  assert.equal(status, 3);
  assert.match(out, /\? C14 selection/);
  const root = folder("invented", { "draws/2031-001/frame.csv": FILES.get("draws/2026-001/frame.csv") });
  const invented = await command(root, "--genesis", GENESIS, "--draw", "2031-001", "--lang", "en");
  assert.equal(invented.status, 1);
  assert.match(invented.out, /the log has no such draw/);
});

test("only a sample's clock can be set", async () => {
  const bureau = Buffer.from(FILES.get("data/bureau.json")).toString().replace('"demo": true', '"demo": false');
  const { status } = await command(folder("real", { "data/bureau.json": bureau }), "--now", BUREAU.now);
  assert.equal(status, 2);
});

// ── hostile folders ────────────────────────────────────────────────────────────

/** Numbers that look random and are the same each time. */
function* numbers(seed) {
  for (let state = seed; ; ) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield Math.floor(state / 65536);
  }
}

const dice = numbers(20260101);
const roll = (sides) => dice.next().value % sides;
const noise = (length) => Uint8Array.from({ length }, () => roll(256));

/** A file spoilt in one of several ways. */
function spoilt(data) {
  const at = roll(data.length + 1);
  const cut = data.slice(0, at);
  const turned = data.slice();
  if (data.length) turned[roll(data.length)] ^= 1 << roll(8);
  const line = Buffer.from(data).toString("latin1").split("\n");
  const swapped = line.slice().sort(() => roll(3) - 1);
  return [
    noise(roll(400)),
    new Uint8Array(0),
    cut,
    turned,
    Buffer.concat([data, noise(5)]),
    Buffer.concat([cut, noise(40), data.slice(at)]),
    Buffer.from(swapped.join("\n"), "latin1"),
    FILES.get(NAMES[roll(NAMES.length)]),
    Buffer.from(`${"[\n".repeat(50000)}`),
    Buffer.from('{\n  "__proto__": {\n    "draw": "2026-001"\n  }\n}\n'),
  ][roll(10)];
}

test("whatever bytes the files hold, the answer is a report or a refusal, and no check breaks off", async () => {
  for (let run = 0; run < 30; run++) {
    const files = new Map(FILES);
    const many = [1, 1, 2, 5, 20, NAMES.length][roll(6)];
    for (let each = 0; each < many; each++) {
      const name = NAMES[roll(NAMES.length)];
      if (roll(8) === 0) files.delete(name);
      else files.set(name, new Uint8Array(spoilt(FILES.get(name))));
    }
    const { read, files: names } = reader(files);
    const draw = roll(4) === 0 ? BLINDED : "";
    const options = { now: BUREAU.now, genesis: roll(3) ? GENESIS : "", files: names, draw, since: noise(roll(90)) };
    const report = await verify(read, options).catch((error) => error);
    if (report instanceof Fault) continue;
    assert.ok(Array.isArray(report.checks), report && report.stack);
    assert.deepEqual(
      report.checks.map(({ code }) => code),
      CHECKS.map(({ code }) => code),
    );
    for (const { code, verdict, findings } of report.checks) {
      assert.ok(["pass", "fail", "pending", "unknown"].includes(verdict), code);
      for (const { en } of findings) assert.ok(!en.startsWith("this check broke off"), `${code}: ${en}`);
    }
    assert.equal(report.exit, { pass: 0, fail: 1, pending: 3, unknown: 3 }[report.verdict]);
  }
});

test("what is no file is not opened: pipes, loops, links that lead out, folders in a file's place", async () => {
  const root = folder("strange", { "draws/2026-001/panel.csv": null, "log/checkpoints/12": null });
  const made = spawnSync("mkfifo", [path.join(root, "draws/2026-001/pipe.csv")]);
  assert.equal(made.status, 0);
  fs.symlinkSync("loop.csv", path.join(root, "draws/2026-001/loop.csv"));
  fs.symlinkSync("/etc/passwd", path.join(root, "draws/2026-001/panel.csv"));
  fs.symlinkSync("..", path.join(root, "draws/up"));
  fs.mkdirSync(path.join(root, "log/checkpoints/12"));
  fs.mkdirSync(path.join(root, ".git/draws"), { recursive: true });
  fs.writeFileSync(path.join(root, "draws/2026-001/\u202egnp.txt"), "a name that is no evidence's");
  const { status, out } = await command(root, "--genesis", GENESIS, "--lang", "en");
  assert.equal(status, 1);
  assert.match(out, /a bound file isn't published: draws\/2026-001\/panel\.csv/);
  assert.ok(!out.includes("root:"));
  assert.ok(!out.includes("\u202e"));
  for (const name of ["pipe.csv", "loop.csv", ".git"]) assert.ok(!out.includes(name), name);
});

test("a link inside the folder is the file that it leads to", async () => {
  const trust = Buffer.from(FILES.get("keys/trust.json"));
  const twin = NAMES.find((name) => name.startsWith("data/snapshots/") && trust.equals(FILES.get(name)));
  const root = folder("linked", { "keys/trust.json": null });
  fs.mkdirSync(path.join(root, "keys"), { recursive: true });
  fs.symlinkSync(`../${twin}`, path.join(root, "keys/trust.json"));
  assert.equal((await command(root, "--genesis", GENESIS)).status, 3);
});

test("a file over 200 MB is a failure of that file, and nothing is read into memory", async () => {
  const root = folder("big", { "draws/2026-001/seed.txt": null });
  const big = path.join(root, "draws/2026-001/seed.txt");
  fs.closeSync(fs.openSync(big, "w"));
  fs.truncateSync(big, 200 * 2 ** 20 + 1);
  const { status, out } = await command(root, "--genesis", GENESIS, "--lang", "en");
  assert.equal(status, 1);
  assert.match(out, /over 200 MB/);
});

test("texts of strangers can't take over the terminal", async () => {
  const { err } = await command(`${SCRATCH}/\u001b[2J`, "--lang", "en");
  assert.ok(!err.includes("\u001b"));
  const root = folder("terminal", { "log/checkpoint": Buffer.from("\u009b2J\n1\n\u202eAAAA\n\n\u2014 x y\n") });
  const { out } = await command(root, "--lang", "en");
  assert.ok(!/[\u0000-\u0009\u000b-\u001f\u0080-\u009f\u202e]/.test(out));
});
