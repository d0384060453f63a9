/** Who watched, and when: the only proof of time that there is (section 9; attack A05). Times are Unix seconds. */

import { cosignatureOf } from "./by_hand.js";

const DAY = 86400;
const GRACE = 30 * DAY; // quorum and witness changes apply to commits this much later

/**
 * Every good checkpoint that the quorum of `policy` cosigned, smallest first: `{size, time, names, held}`, when the
 * quorum was complete and who had signed by then.
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./trust.js").TrustPolicy} policy one of this ledger's
 */
export function watches(ledger, policy) {
  if (!ledger.watched.has(policy)) {
    const found = ledger.checkpoints
      .filter(({ good }) => good)
      .map((held) => ({ held, quorum: policy.quorumOf(held.times) }))
      .filter(({ quorum }) => quorum !== null)
      .map(({ held, quorum }) => ({ size: held.size, ...quorum, held }));
    found.sort((a, b) => a.size - b.size || a.time - b.time);
    ledger.watched.set(policy, found);
  }
  return ledger.watched.get(policy);
}

/** The one of `list` whose quorum was complete first; null where there is none. */
export function earliest(list) {
  return list.reduce((best, watch) => (best === null || watch.time < best.time ? watch : best), null);
}

/** The watch that was first to cover the entry at `position`; null without one. */
export function firstWatch(ledger, position, policy) {
  return earliest(watches(ledger, policy).filter(({ size }) => size > position));
}

/**
 * The policy whose witnesses and quorum govern a commit at `position`, dated `time`.
 *
 * A changed quorum takes over 30 days after the old quorum cosigned the change; until then, and where it never did, the
 * old one governs (section 9).
 *
 * @returns {import("./trust.js").TrustPolicy|null}
 */
export function governing(ledger, position, time) {
  let current = null;
  for (const { position: at, trust } of ledger.trust.changes) {
    const policy = ledger.trust.policies.get(trust);
    if (!policy || (at >= position && at > 0)) continue;
    const agreed = () => {
      const seen = firstWatch(ledger, at, current);
      return seen !== null && time >= seen.time + GRACE;
    };
    if (current === null || current.watching === policy.watching || agreed()) current = policy;
  }
  return current;
}

/** The latest moment at which any witness of `policy` saw a log of at most `most` entries; null without one. */
export function lastSeen(ledger, policy, most) {
  let last = null;
  for (const held of ledger.checkpoints) {
    if (!held.good || held.size > most) continue;
    for (const { vkey } of policy.witnesses) {
      const time = held.times.get(vkey);
      if (time !== undefined && (last === null || time > last)) last = time;
    }
  }
  return last;
}

/** The names of the outside witnesses that cosigned the log of `size` entries by the moment `until`. */
export function outsideCosigners(ledger, policy, size, until = Infinity) {
  const names = new Set();
  for (const held of ledger.checkpoints) {
    if (!held.good || held.size !== size) continue;
    for (const { name, vkey, outside } of policy.witnesses)
      if (outside && held.times.has(vkey) && held.times.get(vkey) <= until) names.add(name);
  }
  return Array.from(names).sort();
}

/** How to check one witness's cosignature by hand; an outside one if there is one. */
export function witnessLine(policy, { path, note, times }) {
  const cosigners = policy.witnesses.filter(({ vkey }) => times.has(vkey));
  const witness = cosigners.find(({ outside }) => outside) || cosigners[0];
  if (!witness) return "";
  const { vkey, parsed } = witness;
  return cosignatureOf(path, note.text, parsed, note.signatureOf(parsed).signature, times.get(vkey));
}
