/** Who watched, and when: the only proof of time that there is (section 9; attack A05). */

import { cosignatureOf } from "./by_hand.js";

const DAY = 86400;
const TRANSITION = 30 * DAY; // quorum and witness changes apply to commits this much later

/**
 * The policy whose witnesses and quorum govern a commit at `position` whose beacon fires at `moment`.
 *
 * A changed quorum takes over 30 days after the old quorum cosigned the change; until then, and where it never did, the
 * old one governs (section 9).
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @returns {import("./trust.js").TrustPolicy|null}
 */
export function governing(ledger, position, moment) {
  let current = null;
  for (const { position: at, trust } of ledger.trust.changes) {
    if (at >= position && at !== 0) break;
    const policy = ledger.trust.policies.get(trust);
    if (!policy) continue;
    if (!current || sameWitnesses(current, policy)) {
      current = policy;
      continue;
    }
    const seen = firstQuorum(ledger, current, at + 1);
    if (seen && seen.time + TRANSITION <= moment) current = policy;
  }
  return current;
}

function sameWitnesses(left, right) {
  const written = ({ witnesses, quorum }) =>
    JSON.stringify([witnesses.map(({ vkey, outside }) => [vkey, outside]), quorum]);
  return written(left) === written(right);
}

/**
 * The checkpoint of at least `least` entries that the quorum completed first: `{time, held}`, or null.
 *
 * @param {number} [most] no more entries than this
 */
export function firstQuorum(ledger, policy, least, most = Infinity) {
  let best = null;
  for (const held of ledger.goodCheckpoints(least)) {
    if (held.checkpoint.size > most || held.checkpoint.size > ledger.size) continue;
    const time = rightRoot(ledger, held) ? policy.quorumTime(held.times) : null;
    if (time !== null && (!best || time < best.time)) best = { time, held };
  }
  return best;
}

/** Whether a checkpoint is one of this log's: cosignatures of another history prove nothing here. */
export function rightRoot(ledger, { checkpoint }) {
  const root = ledger.roots.get(checkpoint.size);
  return root !== undefined && root.every((byte, at) => byte === checkpoint.root[at]);
}

/** The latest moment at which any witness of `policy` saw a checkpoint of at most `most` entries; null without one. */
export function lastSeen(ledger, policy, most) {
  let last = null;
  for (const held of ledger.goodCheckpoints()) {
    if (held.checkpoint.size > most || !rightRoot(ledger, held)) continue;
    for (const { vkey } of policy.witnesses) {
      const time = held.times.get(vkey);
      if (time !== undefined && (last === null || time > last)) last = time;
    }
  }
  return last;
}

/** The names of the outside witnesses who cosigned a checkpoint. */
export function outsideCosigners(policy, held) {
  return policy.outsiders.filter(({ vkey }) => held.times.has(vkey)).map((witness) => witness.name);
}

/** How to check one witness's cosignature by hand; an outside one if there is one. */
export function witnessLine(policy, { path, note, times }) {
  const cosigners = [...policy.outsiders, ...policy.witnesses].filter(({ vkey }) => times.has(vkey));
  if (!cosigners.length) return "";
  const { vkey, parsed } = cosigners[0];
  return cosignatureOf(path, note.text, parsed, note.signatureOf(parsed).signature, times.get(vkey));
}
