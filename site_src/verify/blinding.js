/** Blinded frames (section 5): aliases, openings, receipts. */

import { Malformed } from "./errors.js";
import { alias, aliasSalt } from "./hashing.js";
import { hex64, identifier, object, parsePart, text } from "./schema.js";

export const OPENING = object({ object_id: identifier, salt: hex64 });
const words = text(Infinity); // compared with what is published, nothing else
export const RECEIPT = object({
  draw: words,
  opening: OPENING,
  stratum: identifier,
  excluded: words,
  genesis: hex64,
});

/** One object's opening under the frame key (32 bytes): what turns its alias back into a name. */
export function opening(frameKey, objectId) {
  return { object_id: objectId, salt: aliasSalt(frameKey, objectId) };
}

/** The alias that an opening opens in a draw. */
export function openedAlias(draw, { object_id, salt }) {
  return alias(draw, object_id, salt);
}

/**
 * A receipt, as a firm holds it: evidence JSON with draw, opening, stratum, exclusion and genesis hash.
 *
 * @param {Uint8Array} data
 * @throws {Malformed}
 */
export function parseReceipt(data) {
  return parsePart(data, RECEIPT, "receipt");
}

/** The 32 bytes of frame-key.txt: 64 hex and a line feed. @throws {Malformed} */
export function parseFrameKey(data, name = "frame-key.txt") {
  const written = String.fromCharCode.apply(null, data.subarray(0, 80));
  if (!/^[0-9a-f]{64}\n$/.test(written)) {
    throw new Malformed("frame-key", "不是名单密钥", "not a frame key", { file: name });
  }
  return Uint8Array.from(written.match(/[0-9a-f]{2}/g), (pair) => parseInt(pair, 16));
}
