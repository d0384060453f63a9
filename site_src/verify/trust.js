/** The trust policy: whose signature counts, in which role, at which position of the log (section 9). */

import { Malformed, Refused } from "./errors.js";
import { hexOf, sha256Hex } from "./evidence.js";
import { COSIGNER_KEY, NOTE_KEY, parseVkey } from "./notes.js";
import { boolean, integer, list, matching, object, oneOf, parsePart, text, title, whole } from "./schema.js";

const OFFICES = ["draw", "legal", "deputy", "log"]; // nobody has two of these
const ROLES = [...OFFICES, "observer", "auditor", "recovery"];
const MINIMUM_NOTICE = 600; // seconds (section 5)
const LONGEST_NOTICE = 30 * 86400;
const FOR_EVER = Infinity;

const POLICY = object({
  origin: matching(/^[a-z0-9.-]+\/shuangsuiji$/),
  keys: list(
    object({ vkey: text(300), role: oneOf(...ROLES), holder: title, outside: boolean, from: whole, until: whole }, [
      "until",
    ]),
    0,
    256,
  ),
  witnesses: list(object({ vkey: text(300), name: title, outside: boolean }), 0, 64),
  quorum: object({ total: whole, outside: whole }),
  recovery: whole,
  beacons: list(matching(/^[a-z0-9-]{1,32}$/), 1, 16),
  notice: integer(MINIMUM_NOTICE, LONGEST_NOTICE),
});

const untilOf = (key) => (key.until === undefined ? FOR_EVER : key.until);
/** Whether two keys count at some position both. */
const overlap = (a, b) => a.from < untilOf(b) && b.from < untilOf(a);

/** keys/trust.json, its keys parsed. `hash` is what `genesis` and `trust` records bind. */
export class TrustPolicy {
  constructor(members, hash) {
    this.origin = members.origin;
    this.keys = members.keys.map((key) => ({ ...key, parsed: parseVkey(key.vkey) }));
    this.witnesses = members.witnesses.map((witness) => ({ ...witness, parsed: parseVkey(witness.vkey) }));
    this.quorum = members.quorum;
    this.recovery = members.recovery;
    this.beacons = members.beacons;
    this.notice = members.notice;
    this.hash = hash;
    /** All of it that only draw and legal office may change: everything but the keys (section 9, recovery). */
    this.settings = JSON.stringify({ ...members, keys: [] });
    /** Who watches: what a change of witnesses or quorum changes. */
    this.watching = JSON.stringify([members.witnesses, members.quorum]);
  }

  /** The keys that count for the entry at `position`, of one role or of all. */
  keysAt(position, role) {
    return this.keys.filter((key) => isValidAt(key, position) && (role === undefined || key.role === role));
  }

  /** Whether this policy asks for any cosignature at all. */
  get isWatched() {
    return this.quorum.total > 0;
  }

  /**
   * The earliest moment at which the quorum was complete, with who had cosigned by then: `{time, names}`; null where it
   * isn't. Where nobody is asked for, one witness is enough to tell the time.
   *
   * @param {Map<string, number>} times cosigner's vkey → Unix seconds
   */
  quorumOf(times) {
    const signed = this.witnesses.filter(({ vkey }) => times.has(vkey));
    const moments = signed.map(({ vkey }) => times.get(vkey)).sort((a, b) => a - b);
    for (const moment of moments) {
      const present = signed.filter(({ vkey }) => times.get(vkey) <= moment);
      const outside = present.filter((witness) => witness.outside).length;
      if (present.length < Math.max(this.quorum.total, 1) || outside < this.quorum.outside) continue;
      return { time: moment, names: present.map(({ parsed }) => parsed.name) };
    }
    return null;
  }
}

/** Whether a key counts for the entry at `position`: from `from` on, before `until`. */
export function isValidAt(key, position) {
  return key.from <= position && position < untilOf(key);
}

/**
 * keys/trust.json.
 *
 * @param {Uint8Array} data
 * @throws {Malformed} also for a weak key, a key that stands for two, or one holder of two offices' keys
 */
export function parseTrust(data, name = "keys/trust.json") {
  const members = parsePart(data, POLICY, name);
  let policy;
  try {
    policy = new TrustPolicy(members, sha256Hex(data));
  } catch (error) {
    if (error instanceof Refused) throw new Malformed(error.code, error.zh, error.en, { file: name });
    throw error instanceof Malformed ? error.at(name) : error;
  }
  const wrong = incoherence(policy);
  if (wrong) throw new Malformed("trust", wrong[0], wrong[1], { file: name });
  return policy;
}

function incoherence(policy) {
  const vkeys = [...policy.keys, ...policy.witnesses].map((key) => key.parsed);
  const kinds = [...policy.keys.map(() => NOTE_KEY), ...policy.witnesses.map(() => COSIGNER_KEY)];
  if (vkeys.some((vkey, at) => vkey.type !== kinds[at])) return ["密钥类型不符", "a key of the wrong kind"];
  if (new Set(vkeys.map((vkey) => hexOf(vkey.key))).size !== vkeys.length)
    return ["一把密钥用于两处", "one key stands for two"];
  const names = policy.witnesses.map((witness) => witness.parsed.name);
  if (new Set(names).size !== names.length) return ["两名见证人同名", "two witnesses of one name"];
  const offices = policy.keys.filter((key) => OFFICES.includes(key.role));
  const both = offices.some((a) => offices.some((b) => a.holder === b.holder && a.role !== b.role && overlap(a, b)));
  if (both) return ["一人持有抽查、法制、代签、总账中的两把密钥", "one holder has two of draw, legal, deputy and log keys"];
  if (policy.quorum.total > policy.witnesses.length)
    return ["法定见证数多于见证人", "the quorum exceeds the witnesses"];
  return null;
}

/**
 * The keys of `policy` that count at `position` and have signed the note. Unknown keys are ignored (section 3).
 *
 * @throws {Fails} where one of them has a bad line: the whole note is rejected
 */
export function signedBy(policy, note, position) {
  return note.signatures.length ? policy.keysAt(position).filter((key) => note.signedBy(key.parsed)) : [];
}

/** How many holders outside the bureau are among `keys` in this role. */
export function outsideHolders(keys, role) {
  return new Set(keys.filter((key) => key.role === role && key.outside).map((key) => key.holder)).size;
}

/** Which policy counts where: the genesis policy, then each that a `trust` record put in force for what follows. */
export class TrustHistory {
  /**
   * @param {{position: number, trust: string}[]} changes ascending, the genesis first
   * @param {Map<string, TrustPolicy>} policies by hash, as far as they are held
   */
  constructor(changes, policies) {
    this.changes = changes;
    this.policies = policies;
  }

  /** The policy that decides on the entry at `position`; null where it isn't held. */
  at(position) {
    const before = this.changes.filter((change) => change.position < position || change.position === 0);
    return before.length ? this.policies.get(before[before.length - 1].trust) || null : null;
  }
}
