/** The log as it was published: read once, everything in it parsed, its checkpoints judged (sections 3 and 9). */

import { fingerprint, parseCheckpoint, verifyCheckpoint, verifyCosignature } from "./checkpoints.js";
import { attempt, Fails, Malformed } from "./errors.js";
import { hexOf, sameBytes, sha256Hex } from "./evidence.js";
import { History } from "./history.js";
import { leafHash, rootsAt } from "./merkle.js";
import { Note } from "./notes.js";
import { CHECKPOINT, TRUST, snapshot } from "./published.js";
import { parseBundle, pathsFor } from "./tiles.js";
import { TrustHistory, isValidAt, parseTrust, signedBy } from "./trust.js";

const MAX_SIZE = 5000000; // entries; a stranger may claim any number
const KEPT = /^log\/checkpoints\/(?:0|[1-9][0-9]{0,15})$/;

/** A checkpoint as it is held, and what was made of it. */
export class HeldCheckpoint {
  constructor(path, note, checkpoint, fault) {
    this.path = path;
    this.note = note;
    this.checkpoint = checkpoint;
    /** Why it isn't a checkpoint of this log, else null. */
    this.fault = fault;
    /** Whether the entries give its root. */
    this.prefix = false;
    /** Cosigner's vkey → Unix seconds of its good cosignature. @type {Map<string, number>} */
    this.times = new Map();
  }

  /** Signed by the log, of these entries, no bad line: its cosignatures count. */
  get good() {
    return this.fault === null && this.prefix;
  }

  /** Its size; 0 where it can't be read. */
  get size() {
    return this.checkpoint ? this.checkpoint.size : 0;
  }
}

/** Everything that a check may ask of the log. */
export class Ledger {
  constructor() {
    /** @type {Uint8Array[]} */
    this.entries = [];
    this.leaves = [];
    /** The bundle that is missing or can't be read, where the entries end before the newest checkpoint does. */
    this.torn = null;
    /** The newest checkpoint, all others that are published, the reader's own or null. */
    this.newest = null;
    this.earlier = [];
    this.since = null;
    this.history = new History([]);
    this.trust = new TrustHistory([], new Map());
    /** Every trust policy that the log binds: hash → `{path, value, fault}`, both null where it isn't published. */
    this.policies = new Map();
    this.roots = new Map();
    this.signers = new Map();
    this.watched = new Map();
  }

  get size() {
    return this.entries.length;
  }

  /** The genesis hash: that of entry 0's text; empty where there is none. */
  get genesis() {
    const first = this.history.entries[0];
    return first ? first.hash : "";
  }

  /** The newest checkpoint's fingerprint, as notices print it; empty where it can't be read. */
  get fingerprint() {
    return this.newest.checkpoint ? fingerprint(this.newest.checkpoint) : "";
  }

  /** All checkpoints that are held: the published ones, the newest, and the reader's own. */
  get checkpoints() {
    return [...this.earlier, this.newest, ...(this.since ? [this.since] : [])];
  }

  /** The root of the first `size` entries; null where there are fewer. */
  rootAt(size) {
    if (size > this.size) return null;
    if (!this.roots.has(size)) this.roots.set(size, rootsAt(this.leaves, [size]).get(size));
    return this.roots.get(size);
  }

  /** The same as hex; empty where there are fewer. */
  rootHexAt(size) {
    const root = this.rootAt(size);
    return root ? hexOf(root) : "";
  }

  /** Who signed an entry, by the policy in force at its position: `{keys, fault}`; null where that isn't published. */
  signersOf(entry) {
    if (!this.signers.has(entry.position)) {
      const policy = this.trust.at(entry.position);
      const { value, fault } = policy ? attempt(() => signedBy(policy, entry.note, entry.position)) : {};
      this.signers.set(entry.position, policy ? { keys: value || [], fault: fault || null } : null);
    }
    return this.signers.get(entry.position);
  }

  /** The keys that signed an entry; nobody where a line is bad (C01 fails for it). */
  keysOf(entry) {
    const signed = entry.note ? this.signersOf(entry) : null;
    return signed ? signed.keys : [];
  }
}

/**
 * Reads the log. Never raises for what the files hold: what can't be read is said by the checks.
 *
 * @param {import("./published.js").Source} source
 * @param {{since?: Uint8Array}} [options] a checkpoint that the reader kept
 * @returns {Promise<Ledger>}
 */
export async function readLedger(source, { since } = {}) {
  const ledger = new Ledger();
  ledger.newest = await publishedCheckpoint(source, CHECKPOINT);
  const paths = (await source.paths()).filter((path) => KEPT.test(path)).sort();
  for (const path of paths) ledger.earlier.push(await publishedCheckpoint(source, path));
  ledger.since = since ? readCheckpoint("since", since) : null;
  await readEntries(source, ledger, ledger.newest.size);
  ledger.leaves = ledger.entries.map(leafHash);
  ledger.history = new History(ledger.entries);
  await readPolicies(source, ledger);
  const sizes = ledger.checkpoints.map(({ size }) => size);
  ledger.roots = rootsAt(
    ledger.leaves,
    sizes.filter((size) => size <= ledger.size),
  );
  return ledger;
}

/**
 * The log for showing what is published: no signature judged.
 *
 * @throws {Malformed} where there is none
 */
export async function loadLedger(source) {
  const ledger = await readLedger(source);
  if (ledger.size === 0)
    throw new Malformed("no-log", "没有总账可读", "there is no log to read", { file: CHECKPOINT });
  return ledger;
}

async function publishedCheckpoint(source, path) {
  const data = await source.bytes(path);
  if (data) return readCheckpoint(path, data);
  const missing = new Fails("missing-checkpoint", "没有这个文件", "there is no such file", { file: path });
  return new HeldCheckpoint(path, null, null, source.unreadable.get(path) || missing);
}

function readCheckpoint(path, data) {
  const { value: note = null, fault } = attempt(() => Note.parse(data, path));
  const read = note ? attempt(() => parseCheckpoint(note.text)) : { fault };
  return new HeldCheckpoint(path, note, read.value || null, read.fault ? read.fault.at(path) : null);
}

async function readEntries(source, ledger, size) {
  if (size > MAX_SIZE) {
    const en = `the log claims ${size} entries`;
    ledger.torn = new Malformed("log-size", `总账称有${size}条`, en, { file: CHECKPOINT });
    return;
  }
  for (const { path, width } of pathsFor(size)) {
    const { value, fault } = await bundle(source, `log/${path}`, width);
    if (fault) {
      ledger.torn = fault;
      return; // what lies behind a gap has no position
    }
    for (const entry of value) ledger.entries.push(entry);
  }
}

/** A bundle's first `width` entries; where a partial one has made way for a full one, those of the full one (C2SP). */
async function bundle(source, path, width) {
  const full = path.replace(/\.p\/[0-9]+$/, "");
  const file = (await source.bytes(path)) === null && !source.unreadable.has(path) ? full : path;
  const data = await source.bytes(file);
  const missing = new Malformed("bundle", "条目包缺失", "a bundle of entries is missing", { file: path });
  if (!data) return { fault: source.unreadable.get(file) || missing };
  const { value: entries, fault } = attempt(() => parseBundle(data, file));
  if (fault || entries.length >= width) return { value: entries && entries.slice(0, width), fault };
  return { fault: new Malformed("bundle", `应有${width}条`, `${width} entries expected`, { file }) };
}

/** Policies are found by content: the hash that genesis or trust record binds, as snapshot or as keys/trust.json. */
async function readPolicies(source, ledger) {
  const changes = ledger.history.trustChanges();
  for (const { trust } of changes) ledger.policies.set(trust, await policyOf(source, trust));
  const held = Array.from(ledger.policies).filter(([, { value }]) => value);
  ledger.trust = new TrustHistory(changes, new Map(held.map(([trust, { value }]) => [trust, value])));
}

async function policyOf(source, trust) {
  for (const path of [snapshot(trust, "json"), TRUST]) {
    const data = await source.bytes(path);
    if (!data || sha256Hex(data) !== trust) continue;
    const { value = null, fault = null } = attempt(() => parseTrust(data, path));
    return { path, value, fault };
  }
  return { path: snapshot(trust, "json"), value: null, fault: null };
}

/** Judges every checkpoint: its signature, its root, its cosignatures. A known witness's bad line rejects it. */
export function judgeCheckpoints(ledger) {
  const policies = Array.from(ledger.trust.policies.values());
  const witnesses = new Map(policies.flatMap((policy) => policy.witnesses.map(({ vkey, parsed }) => [vkey, parsed])));
  for (const held of ledger.checkpoints) {
    if (!held.checkpoint) continue;
    const root = ledger.rootAt(held.size);
    held.prefix = root !== null && sameBytes(root, held.checkpoint.root);
    const { value, fault } = attempt(() => {
      checkSigned(ledger, held);
      return cosignatureTimes(held.note, witnesses);
    });
    if (fault) held.fault = fault.at(held.path);
    else held.times = value;
  }
}

/** @throws {Fault} unless a log key that counted at this size signed */
function checkSigned(ledger, { note, size }) {
  const policy = ledger.trust.at(size);
  const keys = policy ? policy.keys.filter(({ role }) => role === "log") : [];
  let error = new Fails("no-log-key", "没有可用的总账密钥", "no log key counts here");
  for (const key of keys.filter((each) => isValidAt(each, size) || isValidAt(each, size - 1))) {
    const { fault } = attempt(() => verifyCheckpoint(note, key.parsed));
    if (!fault) return;
    error = fault;
  }
  throw error;
}

function cosignatureTimes(note, witnesses) {
  const times = new Map();
  for (const [vkey, parsed] of witnesses) {
    const time = verifyCosignature(note, parsed);
    if (time !== null) times.set(vkey, time);
  }
  return times;
}
