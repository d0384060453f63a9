/** Where evidence lies when it is published (sections 4 and 9), and a reader that asks for each file once. */

import { attempt, Fault } from "./errors.js";
import { parseJson, sha256Hex } from "./evidence.js";

export const TRUST = "keys/trust.json";
export const CHECKPOINT = "log/checkpoint";
export const BUREAU = "data/bureau.json";
export const LISTING = "evidence.json";
export const COMMIT_FILES = ["order.json", "frame.csv", "panel.csv"];
export const OUTCOME_FILES = ["beacon.json", "seed.txt", "selection.csv", "teams.csv"];
export const FRAME_KEY = "frame-key.txt";

/** A file of a draw. */
export const drawFile = (draw, name) => `draws/${draw}/${name}`;
/** The reveal of the party at `number` (from 1) of the commit's parties. */
export const revealFile = (number) => `reveal-${number}.note`;
/** A change's file: kind `note`, `csv` or `done`. */
export const changeFile = (number, kind) => {
  const digits = String(number).padStart(4, "0");
  return kind === "done" ? `changes/${digits}-done.note` : `changes/${digits}.${kind}`;
};
/** Text and salt of a sealed row. */
export const rowFile = (row) => `rows/${row}.json`;
/** Text and salt of a sealed row of article 13, which belongs to no draw. */
export const nonrandomFile = (row) => `data/nonrandom/${row}.json`;
/** A roster or plan (csv), item list, policy or trust policy (json) as it was, by content. */
export const snapshot = (sha256, suffix = "csv") => `data/snapshots/${sha256}.${suffix}`;
/** Where the files of `report` and `archive` records lie. */
export const FILED = "data/reports/";
/** One of them, by content; `name`: what the record calls it, for the suffix. */
export const filed = (name, sha256) => `${FILED}${sha256}.${name.slice(name.lastIndexOf(".") + 1)}`;
/** The signed checkpoint of a size, with its cosignatures. */
export const checkpointFile = (size) => `log/checkpoints/${size}`;

const PATH = /^(?:[0-9A-Za-z][0-9A-Za-z._-]*\/)*[0-9A-Za-z][0-9A-Za-z._-]*$/;
const LONGEST_PATH = 500;
const MOST_FILES = 200000;

/** Whether `path` can name evidence: relative, plain ASCII, no segment that starts with a dot. */
export function isPath(path) {
  return path.length <= LONGEST_PATH && PATH.test(path);
}

/** The file is there and too big to be read: as good as altered, and no reason to judge nothing at all. */
export const TOO_BIG = "too-big";

const SMALL = 1 << 20; // bytes; smaller files are all kept
const BIG_KEPT = 3; // of the others only the latest

/**
 * Reads published files once: `bytes(path)` gives their bytes or null, `hash(path)` their SHA-256 or "".
 *
 * What is named as no evidence can be isn't seen. Where `read` itself raises (a network that fails) that is `failure`,
 * and no verdict; only a file that is too big counts as unreadable evidence.
 */
export class Source {
  /**
   * @param {(path: string) => Promise<Uint8Array|null>} read
   * @param {string[]} [files] all paths, where the caller knows them (a folder, a zip)
   */
  constructor(read, files) {
    this.read = read;
    this.files = files ? files.filter(isPath) : null;
    this.kept = new Map();
    this.hashes = new Map();
    /** What was asked for so far. */
    this.asked = new Set();
    this.big = [];
    this.listed = null;
    this.failure = null;
    /** Path → fault of a file that is there and can't be read. @type {Map<string, Fault>} */
    this.unreadable = new Map();
  }

  async bytes(path) {
    if (!isPath(path)) return null;
    this.asked.add(path);
    if (this.kept.has(path)) return this.kept.get(path);
    const data = await this.load(path);
    this.kept.set(path, data);
    if (data !== null && data.length >= SMALL && this.big.push(path) > BIG_KEPT) this.kept.delete(this.big.shift());
    return data;
  }

  async load(path) {
    try {
      return await this.read(path);
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== TOO_BIG) {
        this.failure = error;
        throw error;
      }
      this.unreadable.set(path, error.at(path));
      return null;
    }
  }

  async hash(path) {
    if (!this.hashes.has(path)) {
      const data = await this.bytes(path);
      this.hashes.set(path, data ? sha256Hex(data) : "");
    }
    return this.hashes.get(path);
  }

  /** All paths: those the caller knows, else those of evidence.json, which nobody has signed. */
  async paths() {
    if (!this.files) {
      const data = await this.bytes(LISTING);
      const { value } = data ? attempt(() => parseJson(data, LISTING)) : {};
      const listed = value && Array.isArray(value.files) ? value.files.slice(0, MOST_FILES) : [];
      this.files = Array.from(new Set(listed.filter((path) => typeof path === "string" && isPath(path)))).sort();
    }
    return this.files;
  }

  /** Whether `path` is among them. */
  async lists(path) {
    if (!this.listed) this.listed = new Set(await this.paths());
    return this.listed.has(path);
  }
}
