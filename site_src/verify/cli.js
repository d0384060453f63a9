/**
 * The second command-line verifier:
 *
 *     node site_src/verify/cli.js DIR [--genesis H] [--now T] [--since FILE] [--draw D] [--frame-key D=FILE]
 *                                     [--lang zh|en] [--json]
 *
 * Exit status: 0 all holds, 1 a check fails, 2 the input can't be read, 3 not yet or not known.
 */

import { promises as fs } from "node:fs";
import path from "node:path";

import { parseFrameKey } from "./blinding.js";
import { Fault, Malformed } from "./errors.js";
import { parseJson } from "./evidence.js";
import { HEX64 } from "./identifiers.js";
import { BUREAU } from "./published.js";
import { verify } from "./verify.js";

const VALUES = ["--genesis", "--now", "--since", "--draw", "--frame-key", "--lang"];
const MARK = { pass: "✓", fail: "✗", pending: "…", unknown: "?" };

function usage(en, zh = en) {
  return new Malformed("usage", zh, en);
}

/** The arguments as `{folder, genesis, now, since, draw, lang, json, frameKeys}`. @throws {Malformed} */
function parseArguments(words) {
  const given = { folder: "", json: false, frameKeys: [], lang: "zh" };
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === "--json") given.json = true;
    else if (VALUES.includes(word)) {
      const value = words[++at];
      if (value === undefined) throw usage(`${word} needs a value`, `${word}后面要有值`);
      if (word === "--frame-key") given.frameKeys.push(value);
      else given[word.slice(2)] = value;
    } else if (word.startsWith("--") || given.folder) throw usage(`not understood: ${word}`, `不认识：${word}`);
    else given.folder = word;
  }
  if (!given.folder) throw usage("give the folder of the evidence", "请给出证据所在的文件夹");
  if (given.genesis !== undefined && !HEX64.test(given.genesis))
    throw usage("--genesis takes 64 hex digits", "--genesis为64位十六进制");
  return given;
}

/** Bytes of a file, or null where there is none. */
async function bytesAt(file) {
  try {
    const data = await fs.readFile(file);
    return new Uint8Array(data.buffer, data.byteOffset, data.length);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(error.code)) return null;
    throw error;
  }
}

async function needed(file) {
  const data = await bytesAt(file);
  if (!data) throw new Malformed("missing", "没有这个文件", "no such file", { file });
  return data;
}

/** All paths below a folder, with `/`, sorted. */
async function pathsBelow(folder, prefix = "") {
  const entries = await fs.readdir(path.join(folder, prefix), { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? pathsBelow(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
    ),
  );
  return found.flat().sort();
}

/** A sample has a fixed clock; only there may `--now` set another. */
async function clockOf(folder, given) {
  const data = await bytesAt(path.join(folder, BUREAU));
  const bureau = data ? parseJson(data, BUREAU) : {};
  if (given !== undefined) {
    if (bureau.demo !== true) throw usage("--now is for samples only", "--now只能用于示例库");
    return given;
  }
  const fixed = bureau.demo === true && typeof bureau.now === "string" && bureau.now !== "";
  return fixed ? bureau.now : new Date(Math.floor(Date.now() / 1000) * 1000).toISOString().replace(".000", "");
}

async function frameKeysOf(pairs) {
  const keys = {};
  for (const pair of pairs) {
    const [draw, file] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    if (!draw || !file) throw usage("--frame-key takes DRAW=FILE", "--frame-key的写法是 编号=文件");
    keys[draw] = Buffer.from(parseFrameKey(await needed(file), file)).toString("hex");
  }
  return keys;
}

function print(report, lang) {
  const say = (text) => process.stdout.write(`${text}\n`);
  for (const { code, title, verdict, findings } of report.checks) {
    say(`${MARK[verdict]} ${code} ${title[lang]}: ${verdict}`);
    for (const finding of findings) {
      if (finding.verdict === "pass" && verdict === "pass") continue;
      if (finding.verdict === "pass") continue;
      say(`    ${MARK[finding.verdict]} ${finding.draw && `${finding.draw} `}${finding[lang]}`);
      if (finding.verdict === "fail" && finding.found !== finding.expected)
        say(`      ${finding.file} ${finding.found} ≠ ${finding.expected}`);
    }
  }
  for (const notice of report.notices) say(`! ${notice.draw && `${notice.draw} `}${notice[lang]}`);
  say(`${lang === "en" ? "genesis" : "起点指纹"} ${report.genesis.hash}`);
  say(`${report.now} ${report.verdict}`);
}

/** Runs the command. @returns {Promise<number>} the exit status */
async function main(words) {
  let lang = "zh";
  try {
    const given = parseArguments(words);
    lang = given.lang === "en" ? "en" : "zh";
    const { folder } = given;
    const files = await pathsBelow(folder).catch(() => {
      throw new Malformed("missing", "没有这个文件夹", "no such folder", { file: folder });
    });
    const known = new Set(files);
    const read = async (name) => (known.has(name) ? bytesAt(path.join(folder, name)) : null);
    const report = await verify(read, {
      files,
      now: await clockOf(folder, given.now),
      genesis: given.genesis,
      since: given.since === undefined ? undefined : await needed(given.since),
      frameKeys: await frameKeysOf(given.frameKeys),
      draw: given.draw,
    });
    if (given.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else print(report, lang);
    return report.exit;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const place = error.file ? `${error.file}${error.line ? `:${error.line}` : ""}: ` : "";
    process.stderr.write(`${place}${error.code}: ${lang === "en" ? error.en : error.zh}\n`);
    return 2;
  }
}

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
