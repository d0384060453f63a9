/** What ships is what old browsers under a strict policy can run, and what was vendored is what was recorded. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { REPOSITORY, VERIFY, modules, text } from "./files.mjs";

/** Node carries a parser of its own; asked for ES2020 it refuses everything newer. */
const PARSE = `
const { parse } = require("internal/deps/acorn/acorn/dist/acorn");
for (const file of process.argv.slice(1)) {
  try {
    parse(require("fs").readFileSync(file, "utf8"), { ecmaVersion: 2020, sourceType: "module" });
  } catch (error) {
    console.log(file + ": " + error.message);
  }
}`;

const parsed = (files) => {
  const done = spawnSync(process.execPath, ["--expose-internals", "-e", PARSE, "--", ...files], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
};

test("every module is ES2020", () => {
  const files = [...modules(), "vendor/noble.js", "vendor/qr.js", "vendor/qr_reader.js"].map((name) => path.join(VERIFY, name));
  assert.ok(files.length > 40);
  assert.equal(parsed(files), "");
});

test("the parser of that test refuses newer syntax", () => {
  const folder = fs.mkdtempSync(path.join(VERIFY, "..", ".syntax-"));
  try {
    const files = ["class A { #x = 1; }", "let a; a ??= 1;", "await 1;", "const a = 1_000;", "/a/v;"].map(
      (source, at) => {
        const file = path.join(folder, `${at}.mjs`);
        fs.writeFileSync(file, source);
        return file;
      },
    );
    assert.equal(parsed(files).split("\n").filter(Boolean).length, files.length);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

/** The command line's modules: what each may import beside its neighbours. No page loads them. */
const ON_NODE = new Map([
  ["cli.js", []],
  ["command.js", []],
  ["folder.js", ["node:fs", "node:path"]],
]);

test("no module asks for what the portal forbids or old browsers lack", () => {
  const banned = [
    /\.at\(-?\d/,
    /Object\.hasOwn\b/,
    /structuredClone/,
    /\.replaceAll\(/,
    /\.findLast/,
    /crypto\.subtle/,
    /\beval\(/,
    /new Function/,
    /WebAssembly/,
    /\bfetch\(/,
    /XMLHttpRequest/,
    /https?:\/\//,
    /export default/,
    /Math\.random/,
    /Date\.now|new Date\(\)/,
  ];
  for (const name of modules().filter((file) => !ON_NODE.has(file))) {
    const source = text(VERIFY, name);
    for (const pattern of banned) assert.ok(!pattern.test(source), `${name}: ${pattern}`);
    // evidence is read by one strict reader; only the search for private data looks into whatever else is JSON
    assert.equal(/JSON\.parse/.test(source), name === "privacy.js", name);
  }
});

test("only the command line knows files, and no module knows the page", () => {
  for (const name of modules()) {
    const imports = Array.from(text(VERIFY, name).matchAll(/from "([^"]+)"/g), (found) => found[1]);
    const foreign = imports.filter((from) => !/^\.\/(?:vendor\/)?[a-z0-9_]+\.js$/.test(from));
    assert.deepEqual(foreign, ON_NODE.get(name) || [], name);
    if (ON_NODE.has(name)) continue;
    assert.deepEqual(
      imports.filter((from) => ON_NODE.has(from.slice("./".length))),
      [],
      name,
    );
  }
});

test("every module is needed by a page or by the command line", () => {
  const all = [...modules(), ...fs.readdirSync(path.join(VERIFY, "page")).filter((name) => name.endsWith(".js"))];
  const sources = all.map((name) => text(VERIFY, modules().includes(name) ? name : `page/${name}`)).join("\n");
  const unused = modules().filter((name) => !sources.includes(`/${name}"`));
  // what is run, what answers for one firm from raw evidence, and what reads a proof that somebody was sent
  assert.deepEqual(unused, ["cli.js", "lookup.js", "proofs.js"]);
});

test("imports form no cycle", () => {
  const graph = new Map(
    modules().map((name) => [
      name,
      Array.from(text(VERIFY, name).matchAll(/^import [^;]*from "\.\/([a-z0-9_]+\.js)";/gm), (found) => found[1]),
    ]),
  );
  const state = new Map();
  const visit = (name, trail) => {
    assert.notEqual(state.get(name), "open", [...trail, name].join(" → "));
    if (state.has(name)) return;
    state.set(name, "open");
    for (const next of graph.get(name) || []) visit(next, [...trail, name]);
    state.set(name, "done");
  };
  for (const name of graph.keys()) visit(name, []);
});

test("vendored files have the hashes that stand in their README, and their licences lie beside them", () => {
  const folder = path.join(VERIFY, "vendor");
  const recorded = Array.from(text(folder, "README.md").matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm), (found) => [
    found[2],
    found[1],
  ]);
  const files = fs.readdirSync(folder).filter((name) => name !== "README.md" && name !== "fetch.sh");
  assert.deepEqual(recorded.map(([name]) => name).sort(), files.sort());
  for (const [name, hash] of recorded) {
    assert.equal(
      createHash("sha256")
        .update(fs.readFileSync(path.join(folder, name)))
        .digest("hex"),
      hash,
      name,
    );
  }
  assert.deepEqual(files.filter((name) => name.startsWith("LICENSE")).sort(), [
    "LICENSE-noble-curves",
    "LICENSE-noble-hashes",
    "LICENSE-qr",
  ]);
});

/** Public functions and classes of a Python module. */
function pythonNames(file) {
  return Array.from(text(REPOSITORY, file).matchAll(/^(?:def|class) ([A-Za-z]\w*)/gm), (found) => found[1]);
}

const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** What a verifier doesn't do (making, signing), and what JavaScript writes as plain objects or says by another name. */
const NOT_HERE = {
  "draw/evidence": ["Any"],
  "draw/hashing": ["salted_hash"],
  "draw/tables": ["FrameRow", "PanelRow", "Drawn", "Member", "ChangeRow", "parse_change"],
  "draw/seed": ["BeaconValue", "SeedText"],
  "draw/quotas": ["Quota"],
  "draw/seats": ["Seat"],
  "draw/changes": ["Removal"],
  "draw/blinding": ["Blinded", "blind", "Opening", "Receipt"],
  "draw/identifiers": ["unix_time"],
  "log/notes": ["Vkey", "Signature", "sign_note"],
  "log/checkpoints": ["Checkpoint", "cosign"],
  "log/tiles": ["bundle"],
  "log/proofs": ["Proof", "write_proof"],
  "log/trust": ["TrustedKey", "Witness", "Quorum"],
  "log/rows": ["RowFile", "ResultRow", "FollowUpPart", "ReviewPart", "NonrandomFinding", "NonrandomRow"],
  "log/history": ["Logged"],
};

/** Modules whose functions stand in another file here, or under two names. */
const ELSEWHERE = { "draw/evidence": ["csv.js"] };

test("the core has the same functions under the same names as the Python core", () => {
  const modulesOf = [
    "evidence",
    "identifiers",
    "hashing",
    "tables",
    "quotas",
    "seats",
    "seed",
    "selection",
    "teams",
    "changes",
    "blinding",
  ]
    .map((name) => `draw/${name}`)
    .concat(
      ["notes", "merkle", "tiles", "checkpoints", "proofs", "trust", "rows", "history"].map((name) => `log/${name}`),
    );
  for (const module of modulesOf) {
    const name = module.split("/")[1];
    const sources = [`${name}.js`, ...(ELSEWHERE[module] || [])].map((file) => text(VERIFY, file)).join("\n");
    const exported = new Set(
      Array.from(sources.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm), (found) => found[1]),
    );
    const missing = pythonNames(`publisher/${module}.py`).filter(
      (each) => !(NOT_HERE[module] || []).includes(each) && !exported.has(camel(each)),
    );
    assert.deepEqual(missing, [], module);
  }
});
