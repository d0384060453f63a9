/** Where the tests find things: the repository, its vectors, and the sample evidence. */

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const VERIFY = path.join(REPOSITORY, "site_src", "verify");
export const VECTORS = path.join(REPOSITORY, "tests", "vectors");
/** Golden files of other projects, read where they lie beside the repository; a checkout without them says so. */
export const GOLDEN = path.join(REPOSITORY, "..", "shared", "vectors", "tlog");

/** A file's bytes as the verifier takes them. */
export function bytes(...names) {
  const data = fs.readFileSync(path.join(...names));
  return new Uint8Array(data.buffer, data.byteOffset, data.length);
}

/** A file's text. */
export function text(...names) {
  return fs.readFileSync(path.join(...names), "utf8");
}

/** Bytes of hex digits. */
export function unhex(digits) {
  return Uint8Array.from(Buffer.from(digits, "hex"));
}

/** Bytes of base64. */
export function unbase64(written) {
  return Uint8Array.from(Buffer.from(written, "base64"));
}

/** Modules of the verifier that ship: not the page, not what is bundled or vendored. */
export function modules() {
  return fs.readdirSync(VERIFY).filter((name) => name.endsWith(".js") && name !== "offline.js");
}

const WRITE_SAMPLE = `
import sys
from pathlib import Path
from publisher.workspace import published_files
for name, data in published_files(Path(".")).items():
    target = Path(sys.argv[1]) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
`;

let folder = process.env.SAMPLE || "";

/** The folder of the sample evidence: what the repository's own data publish. */
export function sample() {
  if (folder === "") {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "evidence-"));
    const venv = path.join(REPOSITORY, ".venv", "bin", "python");
    const python = fs.existsSync(venv) ? venv : "python3";
    const done = spawnSync(python, ["-c", WRITE_SAMPLE, folder], { cwd: REPOSITORY, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`the sample can't be written: ${done.stderr}`);
  }
  return folder;
}

/** All files of a folder: path with `/` → bytes. */
export function filesBelow(root, prefix = "") {
  const found = new Map();
  for (const entry of fs.readdirSync(path.join(root, prefix), { withFileTypes: true })) {
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) filesBelow(root, `${name}/`).forEach((data, key) => found.set(key, data));
    else found.set(name, bytes(root, name));
  }
  return found;
}

/** The same with a prefix before each path; nothing where there is no such folder. */
export function filesUnder(root, prefix) {
  if (!fs.existsSync(root)) return new Map();
  return new Map(Array.from(filesBelow(root), ([name, data]) => [`${prefix}${name}`, data]));
}

/** A reader over files in memory, as `verify` takes it, with the list of their names. */
export function reader(files) {
  return { read: async (name) => files.get(name) || null, files: Array.from(files.keys()).sort() };
}
