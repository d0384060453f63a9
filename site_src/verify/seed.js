/** The seed: SHA-256 of a text that anyone can put together by hand (section 6). */

import { Malformed } from "./errors.js";
import { evidenceText, sha256Hex } from "./evidence.js";
import { ABSENT, DRAW, HEX64, PARTY } from "./identifiers.js";

/**
 * seed.txt.
 *
 * @param {{draw: string, commit: string, close: string, secrets: Map<string, string>,
 *          beacons: {source: string, round: string, value: string}[]}} parts `commit` and `close` are record hashes;
 *   `secrets`: party → 64 hex or ABSENT; `beacons` in the commit's order
 * @returns {string}
 */
export function seedText({ draw, commit, close, secrets, beacons }) {
  const lines = ["draw/1 seed", `draw ${draw}`, `commit ${commit}`, `close ${close}`];
  for (const party of Array.from(secrets.keys()).sort()) lines.push(`secret ${party} ${secrets.get(party)}`);
  for (const { source, round, value } of beacons) lines.push(`beacon ${source} ${round} ${value}`);
  return lines.map((line) => `${line}\n`).join("");
}

/** The seed of a seed.txt: `sha256sum seed.txt`, 64 hex. */
export function seed(text) {
  return sha256Hex(text);
}

/**
 * The parts of a seed.txt, as `seedText` takes them.
 *
 * @throws {Malformed} unless it is written exactly as `seedText` writes it
 */
export function parseSeedText(data, name = "seed.txt") {
  const text = evidenceText(data, name);
  const lines = text
    .split("\n")
    .slice(0, -1)
    .map((line) => line.split(" "));
  const rest = lines.slice(4);
  const of = (word, length) => rest.filter((words) => words[0] === word && words.length === length);
  const parts = {
    draw: wordOf(lines[1], "draw", DRAW),
    commit: wordOf(lines[2], "commit", HEX64),
    close: wordOf(lines[3], "close", HEX64),
    secrets: new Map(of("secret", 3).map((words) => [words[1], words[2]])),
    beacons: of("beacon", 4).map(([, source, round, value]) => ({ source, round, value })),
  };
  const fine =
    parts.draw !== null &&
    parts.commit !== null &&
    parts.close !== null &&
    Array.from(parts.secrets).every(
      ([party, secret]) => PARTY.test(party) && (secret === ABSENT || HEX64.test(secret)),
    ) &&
    parts.beacons.every(isBeacon) &&
    seedText(parts) === text;
  if (!fine) throw new Malformed("seed-text", "不是种子文件的写法", "not written as a seed file", { file: name });
  return parts;
}

function wordOf(words, first, pattern) {
  return words && words.length === 2 && words[0] === first && pattern.test(words[1]) ? words[1] : null;
}

function isBeacon({ source, round, value }) {
  const words = /^[a-z0-9-]+$/.test(source) && /^[0-9A-Za-z/-]{1,64}$/.test(round);
  return words && /^[0-9A-Za-z./-]{1,1024}$/.test(value);
}
