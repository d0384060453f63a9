/** The log as it was published: read once, everything in it parsed, nothing judged yet (sections 3 and 9). */

import { cosigned, parseCheckpoint, verifyCheckpoint } from "./checkpoints.js";
import { attempt, Malformed } from "./errors.js";
import { hexOf, sha256Hex } from "./evidence.js";
import { History } from "./history.js";
import { leafHash, rootsAt } from "./merkle.js";
import { Note } from "./notes.js";
import { CHECKPOINT, TRUST, checkpointFile, snapshot } from "./published.js";
import { missingSigners } from "./signing.js";
import { parseBundle, pathsFor } from "./tiles.js";
import { TrustHistory, parseTrust, rolesSigned } from "./trust.js";

/** Everything that a check may ask of the log. */
export class Ledger {
  constructor() {
    /** @type {Uint8Array[]} */
    this.entries = [];
    this.leaves = [];
    /** What couldn't be read of the log, each with its file. @type {import("./errors.js").Fault[]} */
    this.faults = [];
    /** The newest checkpoint and all others: `{path, note, checkpoint, times, fault}`. */
    this.newest = null;
    this.checkpoints = [];
    this.history = new History([]);
    this.trust = new TrustHistory([], new Map());
    /** What is wrong with trust policies that can't be read. */
    this.badPolicies = [];
    this.roots = new Map();
    /** Position → who signed; and the entries of other draws, where only one is judged. */
    this.signers = new Map();
    this.skipped = new Set();
  }

  /** Who signed an entry, by the policy that counts at its position (trust.js); null where that isn't published. */
  signersOf(entry) {
    return this.signers.get(entry.position) || null;
  }

  get size() {
    return this.entries.length;
  }

  /** The genesis hash: that of entry 0's text; empty where there is none. */
  get genesis() {
    const first = this.history.entries[0];
    return first ? first.hash : "";
  }

  /** The policy that decides on what comes next. */
  get policy() {
    return this.trust.at(this.size);
  }

  /** The root of the first `size` entries as hex, or "" beyond the log. */
  rootAt(size) {
    const root = this.roots.get(size);
    return root ? hexOf(root) : "";
  }

  /** Checkpoints without fault whose size is at least `least`, smallest first. */
  goodCheckpoints(least = 0) {
    return this.checkpoints.filter(({ fault, checkpoint }) => !fault && checkpoint.size >= least);
  }
}

/**
 * Reads the log.
 *
 * @param {import("./published.js").Source} source
 * @param {{since?: Uint8Array, only?: string, signatures?: boolean}} [options] a checkpoint that the reader kept; the
 *   one draw whose notes are judged, beside those of no draw; `signatures: false` to judge none, for showing what is
 *   published
 * @returns {Promise<Ledger>}
 * @throws {Malformed} where there is no log at all: input that can't be read
 */
export async function loadLedger(source, { since, only = "", signatures = true } = {}) {
  const ledger = new Ledger();
  const notes = await checkpointNotes(source, since);
  const newest = notes.find(({ path, checkpoint }) => path === CHECKPOINT && checkpoint);
  const size = newest
    ? newest.checkpoint.size
    : Math.max(0, ...notes.map(({ checkpoint }) => (checkpoint ? checkpoint.size : 0)));
  if (size === 0) throw new Malformed("no-log", "没有总账可读", "there is no log to read", { file: CHECKPOINT });
  await readEntries(source, ledger, size);
  ledger.leaves = ledger.entries.map(leafHash);
  ledger.history = new History(ledger.entries);
  await readPolicies(source, ledger);
  if (!signatures) ledger.history.gatherDraws();
  else readSignatures(ledger, only);
  const commits = ledger.history.of("commit").map((entry) => entry.record.basis.size);
  const sizes = [ledger.size, ...commits, ...notes.map(({ checkpoint }) => (checkpoint ? checkpoint.size : 0))];
  ledger.roots = rootsAt(
    ledger.leaves,
    sizes.filter((wanted) => wanted <= ledger.size),
  );
  if (signatures) for (const held of notes) judgeCheckpoint(ledger, held);
  ledger.newest = notes.find(({ path }) => path === CHECKPOINT) || null;
  ledger.checkpoints = notes.sort((a, b) => sizeOf(a) - sizeOf(b));
  return ledger;
}

const sizeOf = ({ checkpoint }) => (checkpoint ? checkpoint.size : -1);

/** Every checkpoint's note as `{path, note, checkpoint, fault, times}`, not yet judged. */
async function checkpointNotes(source, since) {
  const paths = (await source.paths()).filter((path) => /^log\/checkpoints\/[0-9]+$/.test(path));
  const held = [];
  for (const path of [CHECKPOINT, ...paths]) {
    const data = await source.bytes(path);
    if (data) held.push(readNote(path, data));
  }
  if (since) held.push({ ...readNote("since", since), kept: true });
  return held;
}

function readNote(path, data) {
  const { value: note, fault } = attempt(() => Note.parse(data, path));
  const read = note ? attempt(() => parseCheckpoint(note.text)) : { fault };
  return { path, note, checkpoint: read.value, fault: read.fault ? read.fault.at(path) : null, times: new Map() };
}

async function readEntries(source, ledger, size) {
  for (const { path, width } of pathsFor(size)) {
    const file = await bundleFile(source, `log/${path}`, width);
    const data = await source.bytes(file);
    if (!data) {
      ledger.faults.push(new Malformed("bundle", "条目包缺失", "a bundle of entries is missing", { file }));
      return;
    }
    const { value: entries, fault } = attempt(() => parseBundle(data, file));
    if (fault || entries.length < width) {
      ledger.faults.push(fault || new Malformed("bundle", `应有${width}条`, `${width} entries expected`, { file }));
      return; // what lies behind a gap has no position
    }
    for (const entry of entries.slice(0, width)) ledger.entries.push(entry);
  }
}

/** The bundle's file, or a fuller one of the same place: a partial one may be gone once it has grown (C2SP). */
async function bundleFile(source, path, width) {
  if (await source.bytes(path)) return path;
  const full = path.replace(/\.p\/[0-9]+$/, "");
  const wider = (name) => name.startsWith(`${full}.p/`) && Number(name.slice(full.length + 3)) > width;
  return (await source.paths()).find((name) => name === full || wider(name)) || path;
}

/** Policies are found by content: the hash that genesis or trust record binds, as snapshot or as keys/trust.json. */
async function readPolicies(source, ledger) {
  const newest = await source.bytes(TRUST);
  for (const { record } of ledger.history.of("genesis", "trust")) {
    const file = snapshot(record.trust, "json");
    const data = [await source.bytes(file), newest].find((bytes) => bytes && sha256Hex(bytes) === record.trust);
    const missing = new Malformed("missing", "签名规定没有公布", "the trust policy isn't published", { file });
    const { value, fault } = data ? attempt(() => parseTrust(data, file)) : { fault: missing };
    if (value) ledger.trust.policies.set(record.trust, value);
    else ledger.badPolicies.push(fault);
  }
}

/**
 * Reads who signed what, in the order of the log: each entry by the policy in force, which a rightly signed `trust`
 * record changes for what comes after it. A known key's bad signature rejects the note (section 3): its record doesn't
 * count.
 */
function readSignatures(ledger, only) {
  const { history, trust } = ledger;
  for (const entry of history.entries.filter(({ note }) => note)) {
    const { record } = entry;
    if (entry.position === 0 && record && record.type === "genesis")
      trust.changes.push({ position: 0, trust: record.trust });
    if (only && record && record.draw && record.draw !== only) {
      ledger.skipped.add(entry.position);
      continue;
    }
    const policy = trust.at(entry.position);
    const signed = policy ? rolesSigned(policy, entry.note, entry.position) : null;
    ledger.signers.set(entry.position, signed);
    if (signed && signed.fault) entry.fault = signed.fault;
    else if (
      record &&
      record.type === "trust" &&
      signed &&
      missingSigners(ledger, policy, record, signed).length === 0
    ) {
      trust.changes.push({ position: entry.position, trust: record.trust });
    }
  }
  history.gatherDraws();
}

/** The log keys that may sign a checkpoint of this size: those valid for its last entry or for the next one. */
function logKeys(ledger, size) {
  const found = new Map();
  for (const position of [Math.max(0, size - 1), size]) {
    const policy = ledger.trust.at(position);
    const keys = policy ? policy.keysAt(position, "log") : [];
    keys.forEach((key) => found.set(key.vkey, key.parsed));
  }
  return Array.from(found.values());
}

/** Verifies the log's signature and all witnesses'; a known key's bad line rejects the whole note. */
function judgeCheckpoint(ledger, held) {
  if (held.fault) return;
  const { note, checkpoint } = held;
  const keys = logKeys(ledger, Math.min(checkpoint.size, ledger.size));
  const { fault } = attempt(() => {
    const signers = keys.filter((key) => note.signatureOf(key));
    if (!signers.length) verifyCheckpoint(note, keys[0] || { name: checkpoint.origin, keyId: new Uint8Array(4) });
    signers.forEach((key) => verifyCheckpoint(note, key));
    held.times = cosignatureTimes(ledger, note);
  });
  held.fault = fault ? fault.at(held.path) : null;
}

function cosignatureTimes(ledger, note) {
  const times = new Map();
  for (const policy of ledger.trust.policies.values()) {
    for (const { vkey, parsed } of policy.witnesses) {
      if (times.has(vkey)) continue;
      const time = cosigned(note, [parsed]).get(parsed.name);
      if (time !== undefined) times.set(vkey, time);
    }
  }
  return times;
}

/** Whether a file of this size's checkpoint is published under its own name. */
export function isOwnName({ path, checkpoint }) {
  return path === CHECKPOINT || path === "since" || path === checkpointFile(checkpoint.size);
}
