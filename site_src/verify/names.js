/** Numbers for the few names that a long file repeats: strata and exclusion codes of a frame of a million rows. */

import { bytesOf } from "./evidence.js";

const NEAR = 64; // names that are compared byte by byte before a text is made
const MOST_NAMES = 0xffff;
const LATIN = new TextDecoder("latin1");

/** Gives each different piece of a file a number, in the order of appearance. */
export class Names {
  constructor(list) {
    this.list = list;
    this.bytes = list.map(bytesOf);
    this.numbers = new Map(list.map((text, number) => [text, number]));
  }

  /** The number of `data` from `start` to `end`; -1 where there are too many different ones. */
  numberOf(data, start, end) {
    const length = end - start;
    const near = Math.min(this.bytes.length, NEAR);
    for (let number = 0; number < near; number++) {
      const known = this.bytes[number];
      let at = known.length === length ? 0 : Infinity;
      while (at < length && known[at] === data[start + at]) at++;
      if (at === length) return number;
    }
    return this.slowNumberOf(data.subarray(start, end));
  }

  slowNumberOf(bytes) {
    const text = LATIN.decode(bytes);
    const known = this.numbers.get(text);
    if (known !== undefined || this.list.length > MOST_NAMES) return known === undefined ? -1 : known;
    this.numbers.set(text, this.list.length);
    this.bytes.push(bytes);
    return this.list.push(text) - 1;
  }
}
