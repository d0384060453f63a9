/** The command line of the second verifier: parse, call, print. Never a stack trace for what a user can cause. */

import { parseFrameKey } from "./blinding.js";
import { attempt, Fault, Malformed } from "./errors.js";
import { parseJson } from "./evidence.js";
import { fileBytes, Folder } from "./folder.js";
import { DRAW, HEX64, parseTime } from "./identifiers.js";
import { BUREAU } from "./published.js";
import { verify } from "./verify.js";

const HELP = {
  zh: `用法：node site_src/verify/cli.js DIR [选项]

二十项检查：离线核验文件夹DIR里公布的抽签证据，与publisher verify互不依赖。

选项：
  --genesis HASH        公告上印的起点指纹（64位十六进制）
  --draw DRAW           只看一次抽查
  --since FILE          上次保存的总账指纹
  --frame-key DRAW=FILE 一次抽查的名单密钥，可以重复
  --now TIME            固定时钟（仅示例库）
  --lang zh|en          语言
  --json                以JSON回答
  --help                这段说明

退出状态：0 全部成立；1 有检查不成立；2 输入不能读取或不允许；3 未到时候或无从判断。
例：node site_src/verify/cli.js evidence --genesis 指纹 --draw 2026-001
`,
  en: `usage: node site_src/verify/cli.js DIR [options]

The twenty checks: verifies the published evidence of draws in the folder DIR, offline, independently of
publisher verify.

options:
  --genesis HASH        the genesis hash printed on the notice (64 hex digits)
  --draw DRAW           one draw only
  --since FILE          a checkpoint kept earlier
  --frame-key DRAW=FILE a draw's frame key; may be repeated
  --now TIME            fix the clock (samples only)
  --lang zh|en          language
  --json                answer as JSON
  --help                this text

exit status: 0 all holds; 1 a check fails; 2 the input can't be read or isn't allowed; 3 not yet or not known.
example: node site_src/verify/cli.js evidence --genesis HASH --draw 2026-001
`,
};

const VALUES = ["--genesis", "--now", "--since", "--draw", "--frame-key", "--lang"];
const MARK = { pass: "✓", fail: "✗", pending: "…", unknown: "?" };
const VERDICT = {
  zh: { pass: "成立", fail: "不成立", pending: "未到时候", unknown: "无从判断" },
  en: { pass: "holds", fail: "FAILS", pending: "not due yet", unknown: "can't be judged" },
};
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

function usage(en, zh) {
  return new Malformed("usage", `${zh}；用--help看用法`, `${en}; --help tells how it is used`);
}

/** `en` where the locale says so, else `zh`. */
function localeOf(environment) {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return locale.toLowerCase().startsWith("en") ? "en" : "zh";
}

/** `--option=value` as two words. */
function split(words) {
  return words.flatMap((word) => {
    const found = /^(--[a-z-]+)=([^]*)$/.exec(word);
    return found ? [found[1], found[2]] : [word];
  });
}

/** The arguments as `{folder, genesis, now, since, draw, lang, json, help, frameKeys}`. @throws {Malformed} */
function parseArguments(words) {
  const given = { folder: "", json: false, help: false, frameKeys: [] };
  const left = split(words);
  while (left.length) {
    const word = left.shift();
    if (word === "--json" || word === "--help") given[word.slice(2)] = true;
    else if (VALUES.includes(word)) {
      if (!left.length) throw usage(`${word} needs a value`, `${word}后面要有值`);
      if (word === "--frame-key") given.frameKeys.push(left.shift());
      else given[word.slice(2)] = left.shift();
    } else if (word.startsWith("-") || given.folder) throw usage(`not understood: ${word}`, `不认识：${word}`);
    else given.folder = word;
  }
  checkValues(given);
  return given;
}

function checkValues(given) {
  if (given.lang !== undefined && !["zh", "en"].includes(given.lang))
    throw usage("--lang is zh or en", "--lang为zh或en");
  if (given.help) return;
  if (!given.folder) throw usage("give the folder of the evidence", "请给出证据所在的文件夹");
  if (given.draw !== undefined && !DRAW.test(given.draw))
    throw usage("--draw takes a draw's number", "--draw为抽查编号");
  if (given.genesis === undefined) return;
  given.genesis = given.genesis.trim().toLowerCase();
  if (!HEX64.test(given.genesis)) throw usage("--genesis takes 64 hex digits", "--genesis为64位十六进制");
}

/** A sample has a fixed clock; only there may `--now` set another. @throws {Malformed} */
async function clockOf(folder, given) {
  const data = await folder.read(BUREAU);
  const bureau = (data && attempt(() => parseJson(data, BUREAU)).value) || {};
  const demo = bureau.demo === true;
  if (given !== undefined) {
    if (!demo) throw usage("--now is for samples only", "--now只能用于示例库");
    if (attempt(() => parseTime(given)).fault) throw usage("--now isn't a time", "--now不是时刻");
    return given;
  }
  const fixed = demo && typeof bureau.now === "string" && !attempt(() => parseTime(bureau.now)).fault;
  return fixed ? bureau.now : new Date(Math.floor(Date.now() / 1000) * 1000).toISOString().replace(".000", "");
}

async function frameKeysOf(pairs) {
  const keys = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1 || at === pair.length - 1) throw usage("--frame-key takes DRAW=FILE", "--frame-key的写法是 编号=文件");
    const data = await fileBytes(pair.slice(at + 1));
    const written = new TextEncoder().encode(`${new TextDecoder().decode(data).trim()}\n`);
    keys[pair.slice(0, at)] = Buffer.from(parseFrameKey(written, pair.slice(at + 1))).toString("hex");
  }
  return keys;
}

const printable = (text) => text.replace(UNPRINTABLE, "\ufffd");

/** The report for people: one line a check, and why where it doesn't hold. */
function linesOf(report, lang) {
  const lines = [];
  const say = (text) => lines.push(printable(text));
  for (const { code, title, verdict, findings } of report.checks) {
    say(`${MARK[verdict]} ${code} ${title[lang]}: ${VERDICT[lang][verdict]}`);
    for (const finding of findings.filter((each) => each.verdict !== "pass")) {
      say(`    ${MARK[finding.verdict]} ${finding.draw && `${finding.draw} `}${finding[lang]}`);
      if (finding.verdict === "fail" && finding.found !== finding.expected)
        say(`      ${finding.file} ${finding.found} ≠ ${finding.expected}`);
      if (finding.verdict === "fail" && finding.byHand) say(`      $ ${finding.byHand}`);
    }
  }
  for (const notice of report.notices) say(`! ${notice.draw && `${notice.draw} `}${notice[lang]}`);
  say(`${lang === "en" ? "genesis" : "起点指纹"} ${report.genesis.hash}`);
  say(`${report.now} ${VERDICT[lang][report.verdict]}`);
  return `${lines.join("\n")}\n`;
}

function refusal(error, lang) {
  if (!(error instanceof Fault)) {
    const [zh, en] = ["程序在这里停下了，请把证据发给我们", "the program stopped here; please send us the evidence"];
    return `internal: ${printable(String(error && error.message))}: ${lang === "en" ? en : zh}\n`;
  }
  const place = error.file ? `${error.file}${error.line ? `:${error.line}` : ""}: ` : "";
  return `${printable(`${place}${error.code}: ${lang === "en" ? error.en : error.zh}`)}\n`;
}

/**
 * Runs the command.
 *
 * @param {string[]} words the arguments
 * @param {{environment: object, out: (text: string) => void, err: (text: string) => void}} streams
 * @returns {Promise<number>} the exit status
 */
export async function main(words, { environment, out, err }) {
  let lang = localeOf(environment);
  try {
    const given = parseArguments(words);
    lang = given.lang || lang;
    if (given.help) {
      out(HELP[lang]);
      return 0;
    }
    const report = await verifyFolder(given);
    out(given.json ? `${JSON.stringify(report, null, 2)}\n` : linesOf(report, lang));
    return report.exit;
  } catch (error) {
    err(refusal(error, lang));
    return 2;
  }
}

async function verifyFolder(given) {
  const folder = await Folder.open(given.folder);
  return verify(folder.read, {
    files: folder.files,
    now: await clockOf(folder, given.now),
    genesis: given.genesis,
    since: given.since === undefined ? undefined : await fileBytes(given.since),
    frameKeys: await frameKeysOf(given.frameKeys),
    draw: given.draw,
    light: false,
  });
}
