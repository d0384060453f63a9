/** C01 keys, C02 log, C03 history, C04 witnesses (section 10): what all draws rest on. */

import { genesisHash, hashOfFile, rootOf, signatureOf } from "./by_hand.js";
import { fingerprint } from "./checkpoints.js";
import { hexOf, sha256Hex } from "./evidence.js";
import { parseTime, timeText } from "./identifiers.js";
import { isOwnName } from "./ledger.js";
import { CHECKPOINT, TRUST, snapshot } from "./published.js";
import { pathsFor, tilesOf } from "./tiles.js";
import { firstQuorum, governing, outsideCosigners, rightRoot, witnessLine } from "./witnessing.js";

const WEEK = 7 * 86400;

/**
 * C01: the policies are there and sound, and every signer had its role at that position.
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 * @param {{trustFile: Uint8Array|null}} given keys/trust.json as published
 */
export function checkKeys(ledger, findings, { trustFile }) {
  if (ledger.size === 0) {
    findings.add("C01", "unknown", "没有可以核验的条目", "there is nothing to judge");
    return;
  }
  const before = findings.list.length;
  for (const fault of ledger.badPolicies) findings.fault("C01", fault);
  checkTrustFile(ledger, findings, trustFile);
  for (const entry of ledger.history.entries) checkSigners(ledger, findings, entry);
  if (findings.list.slice(before).some(({ verdict }) => verdict === "fail")) return;
  const signed = ledger.history.entries.filter((entry) => entry.note && entry.note.signatures.length);
  findings.add("C01", "pass", `${signed.length}份签名文书的签名人都在签名规定之内`, `the signers of ${signed.length} notes are in the trust policy`, { file: TRUST });
}

/** Entry 0, and no other, is the genesis, and it is the one that the reader pinned: otherwise this is another log. */
function checkGenesis(ledger, findings, genesis) {
  const first = ledger.history.entries[0];
  if (first && (!first.record || first.record.type !== "genesis")) {
    findings.add("C02", "fail", "总账的第一条不是起点", "the log's first entry isn't a genesis");
  }
  if (genesis && ledger.genesis !== genesis) {
    findings.add("C02", "fail", "起点指纹与公告上印的不同：这是另一个总账", "the genesis isn't the one on the notice: another log", {
      found: ledger.genesis,
      expected: genesis,
    });
  }
  const later = ledger.history.entries.find(({ position, record }) => position > 0 && record && record.type === "genesis");
  if (later) findings.add("C02", "fail", "总账有第二个起点", "the log has a second genesis", { found: later.position });
}

function checkTrustFile(ledger, findings, trustFile) {
  const changes = ledger.trust.changes;
  if (!changes.length) return;
  const expected = changes[changes.length - 1].trust;
  const found = trustFile ? sha256Hex(trustFile) : "";
  const logged = ledger.history.of("genesis", "trust").map(({ record }) => record.trust);
  if (found !== expected && found !== logged[logged.length - 1]) {
    findings.add("C01", trustFile ? "fail" : "unknown", "公布的签名规定不是总账里最新的一份", "the published trust policy isn't the newest of the log", {
      file: TRUST,
      found,
      expected,
      byHand: hashOfFile(TRUST),
    });
  }
}

function checkSigners(ledger, findings, entry) {
  if (!entry.note || !entry.note.signatures.length) return;
  const signed = ledger.signersOf(entry);
  if (!signed) {
    findings.add("C01", "unknown", `第${entry.position}条适用的签名规定没有公布`, `the policy for entry ${entry.position} isn't published`);
    return;
  }
  const policy = ledger.trust.at(entry.position);
  const known = new Set(policy.keys.map(({ parsed }) => hexOf(parsed.keyId)));
  const names = new Set(policy.keys.map(({ parsed }) => parsed.name));
  const strange = entry.note.signatures.filter(({ name, keyId }) => names.has(name) && !known.has(hexOf(keyId))).map(({ name }) => name);
  if (signed.fault) findings.add("C01", "fail", `第${entry.position}条${signed.fault.zh}`, `entry ${entry.position}: ${signed.fault.en}`, { draw: drawOf(entry) });
  for (const name of [...signed.outdated, ...strange]) {
    findings.add("C01", "fail", `第${entry.position}条由当时无效的密钥${name}签名`, `entry ${entry.position} is signed by ${name}, which didn't count there`, {
      draw: drawOf(entry),
      found: name,
    });
  }
}

function drawOf({ record }) {
  return record && record.draw ? record.draw : "";
}

/**
 * C02: the log starts at the pinned genesis, its newest checkpoint is signed, its root recomputes from the entries; the
 * published tiles are theirs.
 */
export async function checkLog(ledger, findings, { source, genesis }) {
  const before = findings.list.length;
  checkGenesis(ledger, findings, genesis);
  for (const fault of ledger.faults) findings.fault("C02", fault);
  const { newest } = ledger;
  if (!newest) findings.add("C02", "fail", "没有最新的总账指纹", "there is no newest checkpoint", { file: CHECKPOINT });
  else if (newest.fault) findings.fault("C02", newest.fault);
  if (newest && newest.checkpoint && !rightRoot(ledger, newest)) {
    findings.add("C02", "fail", "总账的根与各条不符", "the log's root doesn't follow from its entries", {
      file: CHECKPOINT,
      found: hexOf(newest.checkpoint.root),
      expected: ledger.rootAt(newest.checkpoint.size),
    });
  }
  const origin = ledger.policy && newest && newest.checkpoint && ledger.policy.origin !== newest.checkpoint.origin;
  if (origin) findings.add("C02", "fail", "总账指纹的来源不是签名规定所写的", "the checkpoint's origin isn't the trust policy's", { file: CHECKPOINT, found: newest.checkpoint.origin, expected: ledger.policy.origin });
  await checkTiles(ledger, findings, source);
  if (findings.list.length > before) return;
  findings.add("C02", "pass", "起点记录的指纹", "the genesis hash, to compare with the printed notice", {
    found: ledger.genesis,
    expected: ledger.genesis,
    byHand: genesisHash(`log/${pathsFor(ledger.size).next().value.path}`, ledger.history.entries[0].note.text),
  });
  const { checkpoint, note } = newest;
  const key = ledger.policy && ledger.policy.keys.filter(({ role }) => role === "log").find(({ parsed }) => note.signatureOf(parsed));
  findings.add("C02", "pass", `总账共${checkpoint.size}条，根重算相同，有总账的签名`, `${checkpoint.size} entries; the root recomputes and is signed`, {
    file: CHECKPOINT,
    found: ledger.rootAt(checkpoint.size),
    expected: hexOf(checkpoint.root),
    byHand: key ? `${signatureOf(CHECKPOINT, note.text, key.parsed, note.signatureOf(key.parsed).signature)}; ${rootOf(CHECKPOINT)}` : "",
  });
}

/** Hash tiles and bundles carry nothing that the newest entries don't; one that differs is a second story. */
async function checkTiles(ledger, findings, source) {
  const paths = (await source.paths()).filter((path) => path.startsWith("log/tile/"));
  const own = new Map();
  for (const path of paths) {
    const width = /\.p\/([0-9]+)$/.exec(path);
    const data = await source.bytes(path);
    if (data && !(await isOwnTile(ledger, own, path, width ? Number(width[1]) : 256, data))) {
      findings.add("C02", "fail", "数据块与总账的各条不符", "a tile doesn't follow from the log's entries", { file: path });
    }
  }
}

function isOwnTile(ledger, own, path, width, data) {
  if (own.size === 0) for (const [place, tile] of tilesOf(ledger.leaves)) own.set(`log/${place.replace(/\.p\/[0-9]+$/, "")}`, tile);
  const base = path.replace(/\.p\/[0-9]+$/, "");
  const entries = /^log\/tile\/entries\/(.*)$/.exec(base);
  const tile = entries ? bundleOf(ledger, entries[1], width) : own.get(base);
  const wanted = tile && (entries ? tile : tile.subarray(0, width * 32));
  return Boolean(wanted) && wanted.length === data.length && wanted.every((byte, at) => byte === data[at]);
}

function bundleOf(ledger, place, width) {
  const index = Number(place.replace(/[x/]/g, ""));
  const entries = ledger.entries.slice(index * 256, index * 256 + width);
  if (entries.length !== width) return null;
  return Uint8Array.from(entries.flatMap((entry) => [entry.length >> 8, entry.length & 255, ...entry]));
}

/** C03: every earlier checkpoint that is held, and each commit's basis, is a prefix of the log. */
export function checkHistory(ledger, findings, watched) {
  const before = findings.list.length;
  for (const held of ledger.checkpoints) {
    if (held === ledger.newest) continue;
    if (held.fault && held.kept) {
      // a file of the reader's own that is no checkpoint of this log accuses nobody
      findings.add("C03", "unknown", `你保存的不是这个总账的指纹：${held.fault.zh}`, `what you kept is no checkpoint of this log: ${held.fault.en}`);
    } else if (held.fault) findings.fault("C03", held.fault);
    else checkPrefix(ledger, findings, held);
  }
  for (const { position, record } of ledger.history.of("commit")) {
    const { size, root } = record.basis;
    if (size <= position && ledger.rootAt(size) === root) continue;
    findings.add("C03", "fail", `抽查${record.draw}所依据的总账指纹不是总账的前段`, `the basis of draw ${record.draw} is no prefix of the log`, {
      draw: record.draw,
      found: root,
      expected: ledger.rootAt(size),
    });
  }
  if (findings.list.length > before) return;
  const number = ledger.checkpoints.length - 1;
  findings.add("C03", "pass", `${number}份更早的总账指纹都是最新一份的前段`, `${number} earlier checkpoints are prefixes of the newest`, { watched });
}

function checkPrefix(ledger, findings, held) {
  const { path, checkpoint } = held;
  const kept = held.kept ? ["你上次保存的总账指纹", "the checkpoint that you kept"] : [`总账指纹${path}`, `the checkpoint ${path}`];
  if (checkpoint.size > ledger.size && ledger.faults.length) {
    findings.add("C03", "unknown", `总账有缺失的条目，${kept[0]}无从比较`, `entries are missing, so that ${kept[1]} can't be compared`, { file: path });
  } else if (checkpoint.size > ledger.size) {
    findings.add("C03", "fail", `${kept[0]}比现在的总账还长：总账被截短`, `${kept[1]} is longer than the log: it was cut`, {
      file: path,
      found: ledger.size,
      expected: checkpoint.size,
    });
  } else if (!rightRoot(ledger, held) || !isOwnName(held)) {
    findings.add("C03", "fail", `${kept[0]}不是总账的前段：历史被改写`, `${kept[1]} is no prefix of the log: history was rewritten`, {
      file: path,
      found: ledger.rootAt(checkpoint.size),
      expected: hexOf(checkpoint.root),
    });
  }
}

/**
 * C04 for the newest checkpoint, and for changes of the witnesses themselves.
 *
 * A checkpoint that isn't cosigned yet is pending; it has a week, counted from the first entry that waits.
 *
 * @param {number} now Unix seconds
 */
export function checkWitnesses(ledger, findings, now) {
  const policy = governing(ledger, ledger.size, now);
  if (!policy) {
    findings.add("C04", "unknown", "没有签名规定，不知道见证人是谁", "without a trust policy no witness is known");
    return;
  }
  checkWitnessChanges(ledger, findings);
  if (!policy.isWatched) {
    findings.add("C04", "unknown", "签名规定没有要求任何见证：只有本局自己看见", "the policy asks for no witness: only the bureau itself watched");
    return;
  }
  const seen = firstQuorum(ledger, policy, ledger.size);
  if (!seen) {
    waiting(ledger, findings, policy, now);
    return;
  }
  const names = outsideCosigners(policy, seen.held);
  if (names.length === 1) findings.notice(`局外见证只有一位：${names[0]}`, `the only outside witness is ${names[0]}`);
  findings.add("C04", "pass", `最新的总账指纹在${timeText(seen.time)}已有法定见证`, `the quorum had cosigned the newest checkpoint by ${timeText(seen.time)}`, {
    file: seen.held.path,
    found: fingerprint(seen.held.checkpoint),
    byHand: witnessLine(policy, seen.held),
    watched: names.length > 0,
  });
}

function waiting(ledger, findings, policy, now) {
  const sizes = ledger.goodCheckpoints().filter((held) => rightRoot(ledger, held) && policy.quorumTime(held.times) !== null);
  const size = sizes.length ? sizes[sizes.length - 1].checkpoint.size : 0;
  const first = ledger.history.entries[size];
  const since = first && first.record ? parseTime(first.record.time) : now;
  findings.add("C04", now > since + WEEK ? "fail" : "pending", `最新的总账指纹尚无法定见证，已见证到${size}条`, `the newest checkpoint lacks its quorum; what is cosigned ends at ${size}`, {
    file: CHECKPOINT,
    found: size,
    expected: ledger.size,
  });
}

/** Quorum and witness changes are cosigned by the old quorum (section 9). */
function checkWitnessChanges(ledger, findings) {
  let current = null;
  for (const { position, trust } of ledger.trust.changes) {
    const policy = ledger.trust.policies.get(trust);
    if (!policy) continue;
    const changed = current && JSON.stringify([current.quorum, current.witnesses]) !== JSON.stringify([policy.quorum, policy.witnesses]);
    if (changed && current.isWatched && !firstQuorum(ledger, current, position + 1)) {
      const later = ledger.goodCheckpoints(position + 1).some((held) => policy.quorumTime(held.times) !== null);
      findings.add("C04", later ? "fail" : "pending", `第${position}条更换了见证人，原来的见证人没有见证`, `entry ${position} changes the witnesses, and the old quorum hasn't cosigned it`, {
        file: snapshot(trust, "json"),
      });
    }
    current = policy;
  }
}

