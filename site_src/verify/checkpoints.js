/**
 * Checkpoints of the log and the cosignatures of witnesses (C2SP tlog-checkpoint, cosignature/v1; section 9).
 *
 *     rsj.heping.gov.cn/shuangsuiji
 *     20852163
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 */

import { verifySignature } from "./ed25519.js";
import { Fails, Malformed, Refused } from "./errors.js";
import { bytesOf, sha256Hex } from "./evidence.js";
import { HASH_BYTES } from "./merkle.js";
import { COSIGNER_KEY, decodeBase64 } from "./notes.js";

/** 2999-12-31T23:59:59Z: a later time is no time. */
export const LAST_TIME = 32503679999;
const TIME_BYTES = 8;

/** A decimal 0 … 2^53-1 without sign or leading zero. @throws {Malformed} */
export function parseDecimal(text) {
  const value = /^(?:0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value)) throw new Malformed("decimal", "不是数", "not a decimal number");
  return value;
}

/**
 * The checkpoint `{origin, size, root, text}` that a note's text states: three lines, each in its one form.
 *
 * @throws {Malformed} also for extension lines, which this log never writes
 */
export function parseCheckpoint(text) {
  const lines = text.split("\n");
  if (lines.length !== 4 || lines[3] !== "" || lines[0] === "" || /[\u0000-\u001f]/.test(lines[0])) {
    throw new Malformed("checkpoint", "不是总账指纹的写法", "not a checkpoint");
  }
  const [size, root] = [parseDecimal(lines[1]), decodeBase64(lines[2])];
  if (root.length !== HASH_BYTES) throw new Malformed("checkpoint", "根不是32字节", "the root hasn't 32 bytes");
  return { origin: lines[0], size, root, text };
}

/** What stands on notices and receipts: SHA-256 of the checkpoint's text, 64 hex. */
export function fingerprint(checkpoint) {
  return sha256Hex(checkpoint.text);
}

/**
 * The checkpoint in `note`, signed by the log key `log`, whose name is the origin. Says nothing about witnesses.
 *
 * @throws {Malformed} another text
 * @throws {Fails} another origin, no signature of the log, or a bad one
 */
export function verifyCheckpoint(note, log) {
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== log.name) {
    throw new Fails("origin", `来源${checkpoint.origin.slice(0, 80)}不符`, "another log's checkpoint");
  }
  if (!note.signedBy(log)) {
    throw new Fails("unsigned-checkpoint", "没有总账的签名", "the log hasn't signed this checkpoint");
  }
  return checkpoint;
}

/**
 * When the witness cosigned, in Unix seconds; null where it has no line.
 *
 * @throws {Fails} a bad line, a second one, or a time after the year 2999: the whole note is rejected (section 3)
 * @throws {Refused} where `vkey` isn't a cosigner's
 */
export function verifyCosignature(note, vkey) {
  if (vkey.type !== COSIGNER_KEY) throw new Refused("key-type", "不是会签密钥", "not a cosigner's key");
  const line = note.signatureOf(vkey);
  if (!line) return null;
  let time = 0;
  for (const byte of line.signature.slice(0, TIME_BYTES)) time = time * 256 + byte; // inexact only far past LAST_TIME
  const message = bytesOf(`cosignature/v1\ntime ${time}\n${note.text}`);
  const good = time <= LAST_TIME && verifySignature(vkey.key, line.signature.slice(TIME_BYTES), message);
  if (!good) throw new Fails("bad-cosignature", `${vkey.name}的见证签名无效`, `a bad cosignature of ${vkey.name}`);
  return time;
}

/** Name → time (Unix seconds) of every one of `witnesses` (keys) that cosigned. Raises as verifyCosignature. */
export function cosigned(note, witnesses) {
  const times = new Map();
  for (const witness of witnesses) {
    const time = verifyCosignature(note, witness);
    if (time !== null) times.set(witness.name, time);
  }
  return times;
}
