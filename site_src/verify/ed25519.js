/**
 * Ed25519 with one meaning everywhere (section 2): canonical A and R without small-order part, S < L, no cofactor.
 *
 * Implementations of RFC 8032 disagree about crafted signatures. The check here leaves no room: R is computed as
 * S·B − k·A and compared with the signature's R byte for byte. As A is canonical and torsion-free, so is then R.
 */

import { Malformed, Refused } from "./errors.js";
import { hexOf, sameBytes } from "./evidence.js";
import { ed25519, sha512 } from "./vendor/noble.js";

const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** Keys that have been checked: hex → `{point, uses}`, `point` null where the key is weak. Few keys, many lines. */
const KEYS = new Map();
const MOST_KEYS = 256;
const TABLE_AFTER = 4; // uses of a key after which a table of its multiples pays
const TABLE_BITS = 4;
/** Signatures that have been judged: what the equation rests on → whether it holds. One note lies in several places. */
const JUDGED = new Map();
const MOST_JUDGED = 8192;

function littleEndian(bytes) {
  return BigInt(`0x${hexOf(bytes.slice().reverse())}`);
}

/** The point that 32 bytes canonically write; null where there is none or it has a part of small order. */
function strictPoint(bytes) {
  let point;
  try {
    point = Point.fromBytes(bytes, false); // false: not the lenient reading of ZIP 215
  } catch (error) {
    return null;
  }
  const strict = sameBytes(point.toBytes(), bytes) && !point.isSmallOrder() && point.isTorsionFree();
  return strict ? point : null;
}

function pointOf(key) {
  const name = hexOf(key);
  if (!KEYS.has(name)) {
    if (KEYS.size >= MOST_KEYS) KEYS.clear();
    KEYS.set(name, { point: strictPoint(key), uses: 0 });
  }
  const held = KEYS.get(name);
  if (held.point && ++held.uses === TABLE_AFTER) held.point.precompute(TABLE_BITS, false);
  return held.point;
}

/**
 * Passes a public key that may be registered: 32 bytes, canonical, on the curve, of prime order.
 *
 * @throws {Malformed} another length
 * @throws {Refused} no such point, a second spelling, small or mixed order
 */
export function checkPublicKey(key) {
  if (key.length !== KEY_BYTES) throw new Malformed("key-length", "公钥不是32字节", "the key hasn't 32 bytes");
  if (!pointOf(key)) {
    throw new Refused(
      "weak-key",
      "公钥不是素数阶子群中规范书写的点",
      "the key is not a canonical point of prime order",
    );
  }
}

/**
 * Whether `signature` (R ‖ S, 64 bytes) is the strict signature of `message` under `key` (32 bytes). Never raises.
 *
 * @param {Uint8Array} key
 * @param {Uint8Array} signature
 * @param {Uint8Array} message
 */
export function verifySignature(key, signature, message) {
  if (key.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  const [r, s] = [signature.slice(0, 32), littleEndian(signature.slice(32))];
  const point = pointOf(key);
  if (!point || s >= ORDER) return false;
  const k = littleEndian(sha512.create().update(r).update(key).update(message).digest()) % ORDER;
  const judged = `${hexOf(key)} ${hexOf(signature)} ${k}`;
  if (!JUDGED.has(judged)) {
    if (JUDGED.size >= MOST_JUDGED) JUDGED.clear();
    JUDGED.set(judged, holds(point, r, s, k));
  }
  return JUDGED.get(judged);
}

/** Whether R is S·B − k·A, byte for byte. */
function holds(point, r, s, k) {
  const base = s === 0n ? Point.ZERO : Point.BASE.multiply(s);
  return sameBytes(base.subtract(point.multiplyUnsafe(k)).toBytes(), r);
}
