/** Whose signature a record needs (sections 3 and 9). */

import { SIGNERS } from "./records.js";
import { outsideHolders } from "./trust.js";

/** Records of a draw, which a deputy signs in the legal office's place where it owns the item (section 9). */
export const OF_DRAWS = ["commit", "close", "ceremony", "outcome", "change", "changed", "void", "withdraw"];

const rolesOf = (keys) => new Set(keys.map((key) => key.role));

/**
 * The roles, or for a reveal the party's name, whose signature is missing.
 *
 * @param {object} record
 * @param {object[]} keys of the policy at its position, that signed it (trust.js)
 * @param {import("./trust.js").TrustPolicy} policy
 * @returns {string[]}
 */
export function missingSigners(record, keys, policy) {
  if (record.type === "reveal")
    return keys.some((key) => key.parsed.name === record.party) ? [] : [record.party];
  if (record.type === "trust") return byOffices(keys) || byRecovery(keys, policy) ? [] : ["draw, legal / recovery"];
  const roles = rolesOf(keys);
  if (OF_DRAWS.includes(record.type) && roles.has("deputy")) roles.add("legal");
  const missing = SIGNERS[record.type].filter((role) => !roles.has(role));
  const recovering = recoveryHolders(keys);
  if (record.type === "genesis" && recovering > 0 && recovering < policy.recovery) missing.push("recovery");
  return missing;
}

/** Whether draw and legal office have both signed. */
export function byOffices(keys) {
  const roles = rolesOf(keys);
  return roles.has("draw") && roles.has("legal");
}

function recoveryHolders(keys) {
  return new Set(keys.filter((key) => key.role === "recovery").map((key) => key.holder)).size;
}

/** Enough holders of recovery keys, the outside body among them. */
function byRecovery(keys, policy) {
  return recoveryHolders(keys) >= Math.max(policy.recovery, 1) && outsideHolders(keys, "recovery") > 0;
}
