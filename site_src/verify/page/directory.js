/**
 * Finding one firm without loading a roster: small files cut by the hash of their key (publisher/site/lookup/finding.py says
 * how). None of this is evidence; page/standing.js says what of it was checked here.
 */

import { sha256Hex } from "../evidence.js";

const SHOWN = 8; // firms listed for one name: each may lie in another file
const LISTS = 3; // lists of a name's characters that are fetched and intersected

/** Which of `shards` files holds a key. */
export function shardOf(key, shards) {
  return parseInt(sha256Hex(key).slice(0, 8), 16) % shards;
}

/** A name as it is searched: NFKC, lower case, letters and digits only. */
export function plain(name) {
  return name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Every two neighbouring characters of a name, each pair once. */
export function pairsOf(text) {
  const chars = Array.from(text);
  return Array.from(new Set(chars.slice(1).map((char, at) => chars[at] + char)));
}

/** Numbers from their differences in base 36. */
export function numbersOf(deltas) {
  let last = 0;
  return deltas.split(" ").map((word) => (last += parseInt(word, 36)));
}

/** Whether `ranges` (`0-3.5`) holds a number. */
export function inRanges(ranges, number) {
  return ranges.split(".").some((span) => {
    const [low, high] = span.split("-").map(Number);
    return span !== "" && number >= low && number <= (high === undefined ? low : high);
  });
}

/** What could be an identifier rather than a name: a code is upper case and has no Chinese character. */
export function codeOf(text) {
  const typed = text.normalize("NFKC").replace(/\s/g, "");
  return /^[0-9A-Za-z][0-9A-Za-z._-]{5,63}$/.test(typed) && /[0-9]/.test(typed) ? typed : null;
}

/** The directory of a site. `get(path)` gives a file's bytes or null, as the readers of page/reading.js do. */
export class Directory {
  /** @param {(path: string) => Promise<Uint8Array|null>} get */
  constructor(get) {
    this.get = get;
  }

  async json(path) {
    const data = await this.get(path);
    if (!data) throw new Error(`缺少 ${path}`);
    return JSON.parse(new TextDecoder().decode(data));
  }

  /** Draws, rosters, numbers of shards. */
  index() {
    return this.json("find/index.json");
  }

  /** The rows of one shard that begin with `key`. */
  async rows(folder, shards, key) {
    const rows = await this.json(`${folder}/${shardOf(key, shards).toString(16)}.json`);
    return rows.filter((row) => row[0] === key);
  }

  /** What is known of a firm over all draws: `{drawn, added, objections, outside}` (publisher/site/lookup/told.py). */
  async told(firm) {
    return firm.told || {};
  }

  /** The firm of a code: `{id, name, rosters, told}`, or null. A code is upper case, but for a bureau's own ones. */
  async byCode(code) {
    const { firms } = await this.index();
    for (const key of new Set([code, code.toUpperCase()])) {
      const [row] = await this.rows("find/firms", firms.shards, key);
      if (row) return firmOf(row);
    }
    return null;
  }

  /**
   * Firms by name or part of one.
   *
   * @returns {Promise<{firms: object[], more: number, common: boolean}>} `more` firms aren't listed; `common`: what was
   *   typed stands in too many names to be searched
   */
  async byName(text) {
    const index = await this.index();
    const wanted = plain(text);
    const whole = await this.listed(index, `=${sha256Hex(wanted).slice(0, 10)}`);
    const pairs = pairsOf(wanted).filter((pair) => !index.common.split(" ").includes(pair));
    if (!pairs.length && !whole.length) return { firms: [], more: 0, common: wanted !== "" };
    let numbers = pairs.length ? await this.listed(index, pairs[0]) : [];
    for (const pair of pairs.slice(1, LISTS)) {
      const held = new Set(await this.listed(index, pair));
      numbers = numbers.filter((number) => held.has(number));
    }
    const all = Array.from(new Set([...whole, ...numbers]));
    const firms = [];
    let passed = 0;
    for (const number of all) {
      if (firms.length === SHOWN || passed - firms.length > SHOWN) break;
      const firm = await this.numbered(index, number);
      passed++;
      if (firm && plain(firm.name).includes(wanted)) firms.push(firm);
    }
    return { firms, more: all.length - passed, common: false };
  }

  async listed(index, term) {
    const [row] = await this.rows("find/terms", index.terms.shards, term);
    return row ? numbersOf(row[1]) : [];
  }

  async numbered(index, number) {
    const shards = index.firms.shards;
    const rows = await this.json(`find/firms/${(number % shards).toString(16)}.json`);
    const row = rows[Math.floor(number / shards)];
    return row ? firmOf(row) : null;
  }

  /** What holds for all of one draw. */
  draw(draw) {
    return this.json(`find/${draw}/index.json`);
  }

  /** The row of an id or alias in a draw's frame: `{stratum, code, place, visit}`, or null. */
  async standing(info, key) {
    const rows = await this.rows(`find/${info.draw}`, info.shards, key);
    const row = rows.find((one) => typeof one[1] === "number");
    return row ? { stratum: row[1], code: row[2], place: row[3], visit: row[4] || null } : null;
  }

  /** The alias of a firm in a blinded draw whose result has published its opening, or null. */
  async opened(info, objectId) {
    const rows = await this.rows(`find/${info.draw}`, info.shards, objectId);
    const row = rows.find((one) => typeof one[1] === "string");
    return row ? row[1] : null;
  }
}

function firmOf([id, name, rosters, told]) {
  return { id, name, rosters, told };
}
