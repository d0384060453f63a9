/**
 * The three ways in which evidence can be wrong. Every function here that meets hostile bytes raises one of these and
 * nothing else; what they say is said in Chinese and in English, side by side.
 */

/** A message in both languages, and where it belongs: `file`, `line` from 1, 0 for the whole file. */
export class Fault extends Error {
  /**
   * @param {string} code stable kebab-case
   * @param {string} zh what is wrong, for people
   * @param {string} en the same in English
   * @param {{file?: string, line?: number}} [place]
   */
  constructor(code, zh, en, place = {}) {
    super(en);
    this.name = this.constructor.name;
    this.code = code;
    this.zh = zh;
    this.en = en;
    this.file = place.file || "";
    this.line = place.line || 0;
  }

  /** The same fault with its file's name, where it wasn't known yet. */
  at(file) {
    this.file = this.file || file;
    return this;
  }
}

/** Bytes that can't be read as what they claim to be. */
export class Malformed extends Fault {}

/** Readable, but the protocol doesn't allow it. */
export class Refused extends Fault {}

/** A signature, a proof or a hash that doesn't hold. */
export class Fails extends Fault {}

/**
 * What `work` returns, or the fault that it raised. Anything that isn't a Fault is our own mistake and goes on.
 *
 * @template T
 * @param {() => T} work
 * @returns {{value?: T, fault?: Fault}}
 */
export function attempt(work) {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof Fault) return { fault: error };
    throw error;
  }
}
