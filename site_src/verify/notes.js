/**
 * C2SP signed notes and verifier keys (section 3): a text, a blank line, signature lines.
 *
 *     — rsj.heping.gov.cn/draw Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeO…
 *
 * What the text says is not this module's concern.
 */

import { checkPublicKey, verifySignature } from "./ed25519.js";
import { Fails, Malformed } from "./errors.js";
import { bytesOf, compareBytes, decodeUtf8, hexOf, sameBytes, sha256Hex } from "./evidence.js";
import { sha256 } from "./vendor/noble.js";

export const MAX_ENTRY = 65535; // bytes (section 2)
const MAX_SIGNATURES = 64;
/** An Ed25519 key that signs note texts. */
export const NOTE_KEY = 1;
/** An Ed25519 key that cosigns checkpoints. */
export const COSIGNER_KEY = 4;

const DASH = "\u2014 ";
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f]/;
// A key name holds no plus, no control and none of the characters that Unicode calls White_Space.
const NAME = /^[^\u0000-\u0020+\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Standard base64 with padding. */
export function encodeBase64(bytes) {
  let written = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const held = bytes.length - at;
    const bits = (bytes[at] << 16) | ((bytes[at + 1] || 0) << 8) | (bytes[at + 2] || 0);
    written += BASE64[bits >> 18] + BASE64[(bits >> 12) & 63];
    written += (held > 1 ? BASE64[(bits >> 6) & 63] : "=") + (held > 2 ? BASE64[bits & 63] : "=");
  }
  return written;
}

/** The bytes of standard base64 with padding, written in the only canonical way. @throws {Malformed} */
export function decodeBase64(written) {
  const digits = written.replace(/={1,2}$/, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of digits) {
    bits = ((bits << 6) | BASE64.indexOf(digit)) & 0xffff; // a stranger digit spoils the comparison below
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = bits >> held;
    }
  }
  if (encodeBase64(bytes) !== written) throw new Malformed("base64", "不是规范的base64", "not canonical base64");
  return bytes;
}

/** The first 4 bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key), which a signature line carries. */
export function keyId(name, key, type = NOTE_KEY) {
  return sha256(Uint8Array.from([...bytesOf(name), 0x0a, type, ...key])).slice(0, 4);
}

/**
 * A verifier key `{name, keyId, type, key}` of a name and a 32-byte public key.
 *
 * @throws {Malformed} a name or type that can't be
 * @throws {Refused} a weak key
 */
export function vkeyFor(name, key, type = NOTE_KEY) {
  if (!NAME.test(name)) throw new Malformed("key-name", "密钥名称有误", "not a key name");
  if (type !== NOTE_KEY && type !== COSIGNER_KEY) {
    throw new Malformed("key-type", `不支持的密钥类型${type}`, `key type ${type} is not supported`);
  }
  checkPublicKey(key);
  return { name, keyId: keyId(name, key, type), type, key };
}

/** The key written `name+id+base64(type ‖ key)`; the id must be the one computed from the rest. @throws as vkeyFor */
export function parseVkey(written) {
  const found = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(written);
  if (!found) throw new Malformed("vkey", "不是公钥", "not a verifier key");
  const data = decodeBase64(found[3]);
  if (data.length !== 33) throw new Malformed("vkey", "不是公钥", "not a verifier key");
  const vkey = vkeyFor(found[1], data.slice(1), data[0]);
  if (hexOf(vkey.keyId) !== found[2]) throw new Malformed("key-id", "公钥标识不符", "the key id is wrong");
  return vkey;
}

function parseSignature(line) {
  const found = line.startsWith(DASH) ? /^([^ ]*) (.*)$/s.exec(line.slice(DASH.length)) : null;
  if (!found || !NAME.test(found[1])) throw new Malformed("signature-line", "不是签名行", "not a signature line");
  const data = decodeBase64(found[2]);
  if (data.length < 5) throw new Malformed("signature-line", "签名过短", "the signature is too short");
  return { name: found[1], keyId: data.slice(0, 4), signature: data.slice(4) };
}

/** A text (its final line feed included) and its signatures `{name, keyId, signature}`; a bare entry has none. */
export class Note {
  constructor(text, signatures) {
    this.text = text;
    this.signatures = signatures;
  }

  /**
   * The note in `data`, split at the last blank line.
   *
   * @param {Uint8Array} data
   * @throws {Malformed}
   */
  static parse(data, name = "") {
    const text = noteText(data, name);
    const split = text.lastIndexOf("\n\n");
    const lines = text
      .slice(split + 2)
      .split("\n")
      .slice(0, -1);
    if (split < 0 || lines.length === 0) {
      throw new Malformed("no-signatures", "没有签名行", "no signature lines", { file: name });
    }
    if (lines.length > MAX_SIGNATURES) {
      throw new Malformed("many-signatures", "签名过多", "too many signatures", { file: name });
    }
    try {
      return new Note(text.slice(0, split + 1), lines.map(parseSignature));
    } catch (error) {
      throw error instanceof Malformed ? error.at(name) : error;
    }
  }

  /** The record hash: SHA-256 of the text, final line feed included. */
  get hash() {
    return sha256Hex(this.text);
  }

  /** The line that names this key, not yet verified; null without one. @throws {Fails} where there are two */
  signatureOf(vkey) {
    const lines = this.signatures.filter((line) => line.name === vkey.name && sameBytes(line.keyId, vkey.keyId));
    if (lines.length > 1) throw badSignature(vkey.name, "签名重复", "two lines of one key");
    return lines.length ? lines[0] : null;
  }

  /**
   * Whether the key has signed.
   *
   * @throws {Fails} where its line is bad or there twice: the whole note is then rejected (section 3)
   */
  signedBy(vkey) {
    const line = this.signatureOf(vkey);
    if (!line) return false;
    if (vkey.type !== NOTE_KEY || !verifySignature(vkey.key, line.signature, bytesOf(this.text))) {
      throw badSignature(vkey.name, "签名无效", "a bad signature");
    }
    return true;
  }
}

function badSignature(name, zh, en) {
  return new Fails("bad-signature", `${name}的${zh}`, `${en} of ${name}`);
}

function noteText(data, name) {
  const text = decodeUtf8(data, name);
  if (FORBIDDEN.test(text))
    throw new Malformed("control-character", "含控制字符", "a control character", { file: name });
  if (!text.endsWith("\n")) throw new Malformed("no-final-lf", "没有以换行结束", "no final line feed", { file: name });
  return text;
}

/**
 * A log entry: a signed note whose lines stand in byte order of key name, one for each key; or a bare text without a
 * blank line (a sealed row).
 *
 * @throws {Malformed} also where the entry is over 65,535 bytes
 */
export function parseEntry(data) {
  if (data.length > MAX_ENTRY) throw new Malformed("entry-size", "条目过长", `an entry of ${data.length} bytes`);
  const text = noteText(data, "");
  if (!text.includes("\n\n")) return new Note(text, []);
  const note = Note.parse(data);
  const ordered = note.signatures.every((line, at) => at === 0 || before(note.signatures[at - 1], line));
  if (!ordered) throw new Malformed("signature-order", "签名行次序有误", "signature lines out of order");
  return note;
}

/** By name; an old and a new key of one name, by key id. */
function before(left, right) {
  return (compareBytes(left.name, right.name) || (hexOf(left.keyId) < hexOf(right.keyId) ? -1 : 0)) < 0;
}
