/** Whose signature a record needs (sections 3 and 9). */

import { SIGNERS } from "./records.js";

/**
 * The roles, or for a reveal the party's name, whose signature is missing.
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./trust.js").TrustPolicy} policy the one that counts at the record's position
 * @param {object} record
 * @param {{keys: object[], roles: Map<string, Set<string>>}} signed by trust.js
 * @returns {string[]}
 */
export function missingSigners(ledger, policy, record, signed) {
  if (record.type === "reveal") {
    return signed.keys.some((key) => key.parsed.name === record.party) ? [] : [record.party];
  }
  if (record.type === "trust" && isRecovery(ledger, policy, record, signed)) return [];
  // a deputy signs for the legal office in draws of items that it owns itself (section 9)
  const isDraw = "draw" in record;
  const has = (role) =>
    role === "recovery"
      ? isRecoveryQuorum(policy, signed)
      : signed.roles.has(role) || (role === "legal" && isDraw && signed.roles.has("deputy"));
  return SIGNERS[record.type].filter((role) => !has(role));
}

/** Enough holders of recovery keys, the outside body among them. */
function isRecoveryQuorum(policy, signed) {
  const keys = signed.keys.filter((key) => key.role === "recovery");
  const holders = new Set(keys.map((key) => key.holder));
  return holders.size > 0 && holders.size >= policy.recovery && keys.some((key) => key.outside);
}

/** How many outside observers have signed. */
export function outsideObservers(signed) {
  return signed ? signed.keys.filter((key) => key.role === "observer" && key.outside).length : 0;
}

/** Whether the recovery quorum has signed: with the outside body, and nothing but keys was changed (section 9). */
function isRecovery(ledger, policy, record, signed) {
  const next = ledger.trust.policies.get(record.trust);
  return isRecoveryQuorum(policy, signed) && next !== undefined && next.settings === policy.settings;
}
