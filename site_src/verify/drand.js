/**
 * drand quicknet: a BLS signature every three seconds, provable offline against a key that stands here (section 6).
 *
 *     {"round": 1000, "randomness": "fe290b…", "signature": "b44679…"}
 */

import { Fails, Malformed, Refused } from "./errors.js";
import { bytesOfHex, sameBytes, sha256Hex } from "./evidence.js";
import { HEX64 } from "./identifiers.js";
import { bls12_381, sha256 } from "./vendor/noble.js";

/** Quicknet, pinned: a trust policy may drop the source, never put another key in its place. Times in Unix seconds. */
export const QUICKNET = {
  chainHash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
  publicKey:
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c" +
    "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb" +
    "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
  genesis: 1692803367,
  period: 3,
  dst: "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_",
};
export const DRAND_BITS = 256;
const LAST_TIME = 32503593600; // times end with the year 2999, so that nothing overflows
const LAST_ROUND = Math.floor((LAST_TIME - QUICKNET.genesis) / QUICKNET.period) + 1;

/** The round's number. @throws {Refused} unless decimal, from 1, without leading zero, before the year 3000 */
export function drandRound(round) {
  if (!/^[1-9][0-9]{0,15}$/.test(round) || Number(round) > LAST_ROUND) {
    throw new Refused(
      "beacon-round",
      `drand轮次不符：${round.slice(0, 40)}`,
      `not a drand round: ${round.slice(0, 40)}`,
    );
  }
  return Number(round);
}

/** When the round fires, in Unix seconds: genesis + period × (round − 1) (section 5). @throws {Refused} */
export function drandTime(round) {
  return QUICKNET.genesis + QUICKNET.period * (drandRound(round) - 1);
}

/**
 * The value of `round`, 64 hex: SHA-256 of the signature, once that is proven.
 *
 * @param {string} round the committed one
 * @param {object} answer as a relay gave it; members that we don't know are ignored
 * @throws {Malformed} it can't be read
 * @throws {Refused} no such round
 * @throws {Fails} another round, another value, or a signature that quicknet didn't make
 */
export function proveDrand(round, answer) {
  const wanted = drandRound(round);
  const { round: found, signature, randomness } = answer;
  if (!Number.isSafeInteger(found) || typeof signature !== "string" || !/^[0-9a-f]{96}$/.test(signature)) {
    throw new Malformed("beacon-answer", "drand应答缺少轮次或签名", "a drand answer without round or signature");
  }
  if (randomness !== undefined && !(typeof randomness === "string" && HEX64.test(randomness))) {
    throw new Malformed("beacon-answer", "drand应答的randomness写法不符", "randomness isn't 64 hex digits");
  }
  if (found !== wanted) {
    throw new Fails(
      "beacon-proof",
      `这是第${found}轮的应答，不是第${round}轮`,
      `an answer of round ${found}, not ${round}`,
    );
  }
  const value = sha256Hex(bytesOfHex(signature));
  if (randomness !== undefined && randomness !== value) {
    throw new Fails("beacon-proof", "randomness不是签名的SHA-256", "randomness isn't the signature's SHA-256");
  }
  if (!isSigned(wanted, signature)) {
    throw new Fails("beacon-proof", `第${round}轮的签名不是drand的`, `quicknet didn't sign this as round ${round}`);
  }
  return value;
}

/** What quicknet signs for a round: SHA-256 of its number as u64 big-endian. */
function signedMessage(number) {
  const bytes = new Uint8Array(8);
  for (let at = 7, left = number; at >= 0; at--, left = Math.floor(left / 256)) bytes[at] = left % 256;
  return sha256(bytes);
}

/** Rounds whose signature has been judged: `round signature` → whether quicknet made it. A pairing takes its time. */
const JUDGED = new Map();
const MOST_JUDGED = 1024;

function isSigned(number, signature) {
  const name = `${number} ${signature}`;
  if (!JUDGED.has(name)) {
    if (JUDGED.size >= MOST_JUDGED) JUDGED.clear();
    JUDGED.set(name, isQuicknetSignature(number, bytesOfHex(signature)));
  }
  return JUDGED.get(name);
}

/** Whether the 48 bytes are a point of G1's subgroup, not the identity, and pair as the public key's signature does. */
function isQuicknetSignature(number, bytes) {
  const { G1, G2, fields, pairingBatch } = bls12_381;
  let signature;
  try {
    signature = G1.Point.fromBytes(bytes);
    signature.assertValidity(); // on the curve, in the subgroup, not the identity
  } catch (error) {
    return false;
  }
  // A second spelling of one point would be a second value: the bytes must be the point's own.
  if (signature.is0() || !signature.isTorsionFree() || !sameBytes(signature.toBytes(true), bytes)) return false;
  const key = G2.Point.fromBytes(bytesOfHex(QUICKNET.publicKey));
  const hashed = G1.hashToCurve(signedMessage(number), { DST: QUICKNET.dst });
  const product = pairingBatch([
    { g1: signature.negate(), g2: G2.Point.BASE },
    { g1: hashed, g2: key },
  ]);
  return fields.Fp12.eql(product, fields.Fp12.ONE);
}
