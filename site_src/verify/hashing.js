/** The protocol's hashes, each by the name it has there (sections 3, 5, 7 and 8): 64 lower-case hex digits. */

import { bytesOf, hexOf, sha256Hex } from "./evidence.js";
import { hmac, sha256 } from "./vendor/noble.js";

const BLOCK = 64;

/** What a party commits to before it reveals `secret` (64 hex). Section 5. */
export function commitment(draw, party, secret) {
  return sha256Hex(`draw/1 secret\n${draw}\n${party}\n${secret}\n`);
}

/** The salt of one object under the frame key (32 bytes) of a blinded draw. Section 5. */
export function aliasSalt(frameKey, objectId) {
  return hexOf(hmac(sha256, frameKey, bytesOf(objectId)));
}

/** The name under which an object stands in a blinded frame. Section 5. */
export function alias(draw, objectId, salt) {
  return sha256Hex(`draw/1 alias\n${draw}\n${objectId}\n${salt}\n`);
}

/** The literal text whose hash is an object's ticket. Section 7. */
export function objectTicketText(seed, objectId) {
  return `${seed}:object:${objectId}`;
}

/** An object's ticket; with a change seed, that of a supplement. Sections 7 and 8. */
export function objectTicket(seed, objectId) {
  return sha256Hex(objectTicketText(seed, objectId));
}

/** An inspector's ticket for one object; with a change seed, that of a substitute. Section 8. */
export function inspectorTicket(seed, objectId, inspectorId) {
  return sha256Hex(`${seed}:inspector:${objectId}:${inspectorId}`);
}

/** Which undrawn aliases an auditor checks: the lowest. Section 5. */
export function auditTicket(seed, objectAlias) {
  return sha256Hex(`${seed}:audit:${objectAlias}`);
}

/** The fresh seed of one change: its record hash and a beacon that came after it. Section 8. */
export function changeSeed(draw, changeHash, beaconValue) {
  return sha256Hex(`draw/1 change\n${draw}\n${changeHash}\n${beaconValue}\n`);
}

/** What the log holds of a sealed row; `text` is the row's JSON with its final line feed. Section 3. */
export function rowHash(salt, text) {
  return sha256Hex(`draw/1 row\n${salt}\n${text}`);
}

/**
 * SHA-256 of many short texts that begin alike: the whole blocks of the beginning (for a ticket, the seed, which is
 * exactly one block) are hashed once. This is what makes a million tickets take a second or two.
 */
export class PrefixHash {
  /** @param {string} prefix ASCII */
  constructor(prefix) {
    const bytes = bytesOf(prefix);
    const whole = bytes.length - (bytes.length % BLOCK);
    this.hasher = sha256.create().update(bytes.subarray(0, whole));
    this.start = this.hasher.get(); // the eight words after the whole blocks
    this.hashed = whole;
    this.rest = bytes.length - whole;
    this.buffer = new Uint8Array(4 * BLOCK); // prefix's rest and tail: identifiers have at most 64 bytes
    this.buffer.set(bytes.subarray(whole));
    this.view = new DataView(this.buffer.buffer);
  }

  /** Hashes prefix and `tail` (at most 180 bytes) and leaves the digest as eight words in `this.hasher`. */
  digest(tail) {
    const { buffer, view, hasher, start } = this;
    const length = this.rest + tail.length;
    const padded = length + 9 - ((length + 9) % BLOCK || BLOCK) + BLOCK;
    buffer.set(tail, this.rest);
    buffer.fill(0, length, padded);
    buffer[length] = 0x80;
    view.setUint32(padded - 4, (this.hashed + length) * 8);
    hasher.set(start[0], start[1], start[2], start[3], start[4], start[5], start[6], start[7]);
    for (let at = 0; at < padded; at += BLOCK) hasher.process(view, at);
    return hasher;
  }

  /** The first 48 bits of the digest, as a number: sorts as the digest does, but for one tie in 2^48. */
  key(tail) {
    const words = this.digest(tail);
    return (words.A >>> 0) * 65536 + (words.B >>> 16);
  }

  /** The digest of prefix and `tail` (bytes) as 64 hex digits. */
  hex(tail) {
    return this.digest(tail)
      .get()
      .map((word) => (word >>> 0).toString(16).padStart(8, "0"))
      .join("");
  }
}
