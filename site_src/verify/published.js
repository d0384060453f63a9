/** Where evidence lies when it is published (sections 4 and 9), and a reader that asks for each file once. */

import { attempt } from "./errors.js";
import { sha256Hex } from "./evidence.js";
import { parseListing } from "./orders.js";

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
/** A roster or plan (csv), item list, policy or trust policy (json) as it was, by content. */
export const snapshot = (sha256, suffix = "csv") => `data/snapshots/${sha256}.${suffix}`;
/** The signed checkpoint of a size, with its cosignatures. */
export const checkpointFile = (size) => `log/checkpoints/${size}`;

const SMALL = 1 << 20; // bytes; smaller files are all kept
const BIG_KEPT = 3; // of the others only the latest

/** Reads published files once: `bytes(path)` gives their bytes or null, `hash(path)` their SHA-256 or "". */
export class Source {
  /**
   * @param {(path: string) => Promise<Uint8Array|null>} read
   * @param {string[]} [files] all paths, where the caller knows them (a folder, a zip)
   */
  constructor(read, files) {
    this.read = read;
    this.files = files || null;
    this.kept = new Map();
    this.hashes = new Map();
    this.big = [];
  }

  async bytes(path) {
    if (this.kept.has(path)) return this.kept.get(path);
    const data = await this.read(path);
    this.kept.set(path, data);
    if (data !== null && data.length >= SMALL && this.big.push(path) > BIG_KEPT) this.kept.delete(this.big.shift());
    return data;
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
      const { value } = data ? attempt(() => parseListing(data)) : {};
      this.files = value || [];
    }
    return this.files;
  }
}
