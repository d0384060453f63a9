/**
 * Lines for a POSIX shell that do a check without us: `sha256sum`, `openssl`, `date`. They are run in the folder of the
 * evidence and print what the finding expects.
 */

import { bytesOf, hexOf } from "./evidence.js";
import { encodeBase64 } from "./notes.js";

/** What stands before the 32 bytes of an Ed25519 key in the form that openssl reads (RFC 8410). */
const SPKI = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/** A text as one word of a shell. */
export function shellWord(text) {
  return /^[0-9A-Za-z._/:@=,+-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** The hash of a whole file. */
export function hashOfFile(path) {
  return `sha256sum ${shellWord(path)}`;
}

/** The hash of a literal text without line feed, such as a ticket's. */
export function hashOfText(text) {
  return `printf '%s' ${shellWord(text)} | sha256sum`;
}

/** The hash of a text of several lines: each line ended by a line feed. */
export function hashOfLines(lines) {
  return `printf '%s\\n' ${lines.map(shellWord).join(" ")} | sha256sum`;
}

/** A record's hash: that of the note's text, which is the file's beginning. */
export function recordHash(path, text) {
  return `head -c ${bytesOf(text).length} ${shellWord(path)} | sha256sum`;
}

/** The hash of bytes, as octal escapes that every printf knows. */
export function hashOfBytes(bytes) {
  const octal = Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
  return `printf '${octal}' | sha256sum`;
}

/** An alias's salt and the alias itself, from the frame key. */
export function saltOf(frameKey, objectId) {
  return `printf '%s' ${shellWord(objectId)} | openssl dgst -sha256 -mac HMAC -macopt hexkey:${hexOf(frameKey)}`;
}

/** Checks an Ed25519 signature of what the command `text` prints: `Signature Verified Successfully`. */
function verified(text, key, signature) {
  const spki = encodeBase64(Uint8Array.from([...SPKI, ...key]));
  return [
    "d=$(mktemp -d)",
    `${text} > $d/text`,
    `echo ${spki} | openssl base64 -d -A -out $d/key`,
    `echo ${encodeBase64(signature)} | openssl base64 -d -A -out $d/signature`,
    "openssl pkeyutl -verify -pubin -inkey $d/key -keyform DER -rawin -in $d/text -sigfile $d/signature",
  ].join("; ");
}

/** Checks one signature of a note that lies in a file. */
export function signatureOf(path, text, vkey, signature) {
  return verified(`head -c ${bytesOf(text).length} ${shellWord(path)}`, vkey.key, signature);
}

/** Checks a witness's cosignature of a checkpoint that lies in a file: its time is signed, too. */
export function cosignatureOf(path, text, vkey, signature, time) {
  const head = `printf 'cosignature/v1\\ntime %s\\n' ${time}`;
  return verified(`{ ${head}; head -c ${bytesOf(text).length} ${shellWord(path)}; }`, vkey.key, signature.slice(8));
}

/** The hash of entry 0's text in the first bundle of entries: the genesis hash. */
export function genesisHash(bundle, text) {
  const length = bytesOf(text).length;
  return `head -c ${length + 2} ${shellWord(bundle)} | tail -c ${length} | sha256sum`;
}

/** The root in a checkpoint's third line, as hex. */
export function rootOf(path) {
  return `sed -n 3p ${shellWord(path)} | openssl base64 -d | od -An -v -tx1 | tr -d ' \\n'; echo`;
}

/** A sealed row's hash, from its salt and text. */
export function rowHashOf({ salt, text }) {
  return hashOfLines(["draw/1 row", salt, ...text.slice(0, -1).split("\n")]);
}

/** When a drand round fires. */
export function drandRoundTime(round) {
  return `TZ=Asia/Shanghai date -d @$((1692803367 + 3 * (${round} - 1))) +%Y-%m-%dT%H:%M:%S+08:00`;
}
