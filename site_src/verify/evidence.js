/**
 * Text, JSON and CSV in evidence form (protocol section 2): exactly one way to write each value.
 *
 * The platform's own JSON reader hides duplicate keys, large integers and second spellings, so the reader here accepts
 * the one canonical form, character by character, and nothing else.
 */

import { Malformed } from "./errors.js";
import { sha256 } from "./vendor/noble.js";

export const MAX_INTEGER = Number.MAX_SAFE_INTEGER; // 2^53 - 1
/** The deepest nesting that is read: evidence has about six levels; a stranger's answer in it has few more. */
export const MAX_DEPTH = 64;

const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;
const NOT_ASCII = /[^\u0000-\u007f]/;
const SURROGATE = /[\ud800-\udfff]/;
const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ENCODER = new TextEncoder();
const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** `text` as UTF-8 bytes. */
export function bytesOf(text) {
  return ENCODER.encode(text);
}

/** `bytes` as lower-case hex digits. */
export function hexOf(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at++) text += HEX_OF_BYTE[bytes[at]];
  return text;
}

/** The bytes of an even number of lower-case hex digits. @throws {Malformed} */
export function bytesOfHex(text) {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new Malformed("hex", "不是十六进制", "not lower-case hex");
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** Whether two byte arrays are equal. */
export function sameBytes(left, right) {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

/** SHA-256 of bytes, or of a text's UTF-8 bytes, as 64 lower-case hex digits. */
export function sha256Hex(data) {
  return hexOf(sha256(typeof data === "string" ? bytesOf(data) : data));
}

/** Compares two texts by their UTF-8 bytes: negative, 0 or positive. JavaScript's own order is that of UTF-16 units. */
export function compareBytes(left, right) {
  if (left === right) return 0;
  if (!SURROGATE.test(left) && !SURROGATE.test(right)) return left < right ? -1 : left > right ? 1 : 0;
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let at = 0; at < a.length && at < b.length; at++) {
    if (a[at] !== b[at]) return a[at].codePointAt(0) - b[at].codePointAt(0);
  }
  return a.length - b.length;
}

/** `text` if it keeps the rules of section 2: NFC, no control character but LF. @throws {Malformed} with the line */
export function checkText(text, name = "", firstLine = 1) {
  const found = CONTROL.exec(text);
  if (found) {
    const line = firstLine + text.slice(0, found.index).split("\n").length - 1;
    throw new Malformed("control-character", "含控制字符", "a control character", { file: name, line });
  }
  if (NOT_ASCII.test(text) && text.normalize("NFC") !== text) {
    throw new Malformed("not-nfc", "文字不是NFC规范形式", "the text is not in NFC", { file: name, line: firstLine });
  }
  return text;
}

/**
 * `data` as text: UTF-8, NFC, LF, no BOM, no control character but LF.
 *
 * @param {Uint8Array} data
 * @param {string} [name] the file's name for messages
 * @returns {string}
 * @throws {Malformed}
 */
export function evidenceText(data, name = "") {
  const text = decodeUtf8(data, name);
  if (text.startsWith("\ufeff")) {
    throw new Malformed("bom", "文件开头有BOM", "the file starts with a byte order mark", { file: name, line: 1 });
  }
  return checkText(text, name);
}

/** Strict UTF-8 without further rules. @throws {Malformed} */
export function decodeUtf8(data, name = "") {
  try {
    return STRICT_UTF8.decode(data);
  } catch (error) {
    throw new Malformed("not-utf8", "不是UTF-8", "not UTF-8", { file: name });
  }
}

function quoted(value) {
  return `"${value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`;
}

function written(value, indent) {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean" || Number.isSafeInteger(value)) return String(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const members = isList
    ? value.map((item) => inner + written(item, inner))
    : Object.keys(value)
        .sort()
        .map((key) => `${inner}${quoted(key)}: ${written(value[key], inner)}`);
  const [open, close] = isList ? "[]" : "{}";
  return members.length ? `${open}\n${members.join(",\n")}\n${indent}${close}` : open + close;
}

/** A value (object, array, string, boolean, integer 0 … 2^53-1) in evidence form: sorted keys, final LF. */
export function jsonText(value) {
  return `${written(value, "")}\n`;
}

/** Reads the canonical form only; every place where another form would be JSON too is an error. */
class CanonicalReader {
  constructor(text, name) {
    this.text = text;
    this.name = name;
    this.at = 0;
  }

  fail(zh, en) {
    const line = this.text.slice(0, this.at).split("\n").length;
    throw new Malformed("not-canonical", zh, en, { file: this.name, line });
  }

  take(literal) {
    if (!this.text.startsWith(literal, this.at)) return false;
    this.at += literal.length;
    return true;
  }

  need(literal) {
    if (!this.take(literal))
      this.fail("与规范写法不同", `not written in its one form: ${JSON.stringify(literal)} expected`);
  }

  value(indent, depth) {
    if (depth > MAX_DEPTH) this.fail("嵌套过深", "nested too deeply");
    const first = this.text[this.at];
    if (first === "{") return this.object(indent, depth);
    if (first === "[") return this.array(indent, depth);
    if (first === '"') return this.string();
    if (this.take("true")) return true;
    if (this.take("false")) return false;
    return this.integer();
  }

  object(indent, depth) {
    const members = Object.create(null); // no inherited names: `__proto__` is a key like any other
    if (this.take("{}")) return members;
    this.need("{");
    let last = null;
    do {
      this.need(`\n${indent}  `);
      const key = this.string();
      if (NOT_ASCII.test(key)) this.fail("键含非ASCII字符", "a key that is not ASCII");
      if (last !== null && !(last < key)) this.fail("键未排序或重复", "keys out of order, or a duplicate");
      this.need(": ");
      members[key] = this.value(`${indent}  `, depth + 1);
      last = key;
    } while (this.take(","));
    this.need(`\n${indent}}`);
    return members;
  }

  array(indent, depth) {
    const items = [];
    if (this.take("[]")) return items;
    this.need("[");
    do {
      this.need(`\n${indent}  `);
      items.push(this.value(`${indent}  `, depth + 1));
    } while (this.take(","));
    this.need(`\n${indent}]`);
    return items;
  }

  string() {
    this.need('"');
    let value = "";
    for (;;) {
      const plain = /[^"\\\n]*/y;
      plain.lastIndex = this.at;
      value += plain.exec(this.text)[0];
      this.at = plain.lastIndex;
      if (this.take('"')) return value;
      if (this.take("\\n")) value += "\n";
      else if (this.take('\\"')) value += '"';
      else if (this.take("\\\\")) value += "\\";
      else this.fail("字符串写法不符", "a string that isn't written in its one form");
    }
  }

  integer() {
    const digits = /0|[1-9][0-9]{0,15}/y;
    digits.lastIndex = this.at;
    const found = digits.exec(this.text);
    const value = found ? Number(found[0]) : NaN;
    if (!Number.isSafeInteger(value)) this.fail("不是允许的值", "not a value that evidence can hold");
    this.at = digits.lastIndex;
    return value;
  }
}

/**
 * The value of a JSON evidence file, which must equal its own serialisation. Objects have no prototype.
 *
 * @param {Uint8Array} data
 * @param {string} [name]
 * @throws {Malformed} duplicate or unsorted keys, decimals, null, other white space, other escapes, deep nesting
 */
export function parseJson(data, name = "") {
  return parseJsonText(evidenceText(data, name), name);
}

/** `parseJson` of a text that has been decoded before and keeps section 2. @throws {Malformed} */
export function parseJsonText(text, name = "") {
  const reader = new CanonicalReader(text, name);
  const value = reader.value("", 0);
  if (text.slice(reader.at) !== "\n")
    reader.fail("结尾不符", "something else follows the value, or no final line feed");
  return value;
}
