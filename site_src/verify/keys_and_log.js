/** C01 keys, C02 log (section 10): what all draws rest on. */

import { genesisHash, hashOfFile, rootOf, signatureOf } from "./by_hand.js";
import { hexOf, sha256Hex } from "./evidence.js";
import { CHECKPOINT, TRUST } from "./published.js";
import { pathsFor, tilesOf } from "./tiles.js";
import { overlap } from "./trust.js";
import { rightRoot } from "./witnessing.js";

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
  checkNames(ledger, findings);
  for (const entry of ledger.history.entries) checkSigners(ledger, findings, entry);
  if (findings.list.slice(before).some(({ verdict }) => verdict === "fail")) return;
  const signed = ledger.history.entries.filter((entry) => entry.note && entry.note.signatures.length);
  findings.add(
    "C01",
    "pass",
    `${signed.length}份签名文书的签名人都在签名规定之内`,
    `the signers of ${signed.length} notes are in the trust policy`,
    { file: TRUST },
  );
}

/** Entry 0, and no other, is the genesis, and it is the one that the reader pinned: otherwise this is another log. */
function checkGenesis(ledger, findings, genesis) {
  const first = ledger.history.entries[0];
  if (first && (!first.record || first.record.type !== "genesis")) {
    findings.add("C02", "fail", "总账的第一条不是起点", "the log's first entry isn't a genesis");
  }
  if (genesis && ledger.genesis !== genesis) {
    findings.add(
      "C02",
      "fail",
      "起点指纹与公告上印的不同：这是另一个总账",
      "the genesis isn't the one on the notice: another log",
      {
        found: ledger.genesis,
        expected: genesis,
      },
    );
  }
  const later = ledger.history.entries.find(
    ({ position, record }) => position > 0 && record && record.type === "genesis",
  );
  if (later) findings.add("C02", "fail", "总账有第二个起点", "the log has a second genesis", { found: later.position });
}

/** A name stands for one signer: a party and its key are known by it. */
function checkNames(ledger, findings) {
  for (const policy of ledger.trust.policies.values()) {
    const twice = policy.keys.find((a) =>
      policy.keys.some((b) => a.parsed.name === b.parsed.name && a.role !== b.role && overlap(a, b)),
    );
    if (!twice) continue;
    const { name } = twice.parsed;
    findings.add("C01", "fail", `签名规定里${name}代表两个身份`, `in the trust policy ${name} stands for two roles`, {
      file: TRUST,
      found: name,
    });
  }
}

function checkTrustFile(ledger, findings, trustFile) {
  const changes = ledger.trust.changes;
  if (!changes.length) return;
  const expected = changes[changes.length - 1].trust;
  const found = trustFile ? sha256Hex(trustFile) : "";
  const logged = ledger.history.of("genesis", "trust").map(({ record }) => record.trust);
  if (found !== expected && found !== logged[logged.length - 1]) {
    findings.add(
      "C01",
      trustFile ? "fail" : "unknown",
      "公布的签名规定不是总账里最新的一份",
      "the published trust policy isn't the newest of the log",
      {
        file: TRUST,
        found,
        expected,
        byHand: hashOfFile(TRUST),
      },
    );
  }
}

function checkSigners(ledger, findings, entry) {
  if (!entry.note || !entry.note.signatures.length || ledger.skipped.has(entry.position)) return;
  const signed = ledger.signersOf(entry);
  if (!signed) {
    findings.add(
      "C01",
      "unknown",
      `第${entry.position}条适用的签名规定没有公布`,
      `the policy for entry ${entry.position} isn't published`,
    );
    return;
  }
  const policy = ledger.trust.at(entry.position);
  const known = new Set(policy.keys.map(({ parsed }) => hexOf(parsed.keyId)));
  const names = new Set(policy.keys.map(({ parsed }) => parsed.name));
  const strange = entry.note.signatures
    .filter(({ name, keyId }) => names.has(name) && !known.has(hexOf(keyId)))
    .map(({ name }) => name);
  if (signed.fault)
    findings.add(
      "C01",
      "fail",
      `第${entry.position}条${signed.fault.zh}`,
      `entry ${entry.position}: ${signed.fault.en}`,
      { draw: drawOf(entry) },
    );
  for (const name of [...signed.outdated, ...strange]) {
    findings.add(
      "C01",
      "fail",
      `第${entry.position}条由当时无效的密钥${name}签名`,
      `entry ${entry.position} is signed by ${name}, which didn't count there`,
      {
        draw: drawOf(entry),
        found: name,
      },
    );
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
  if (origin)
    findings.add(
      "C02",
      "fail",
      "总账指纹的来源不是签名规定所写的",
      "the checkpoint's origin isn't the trust policy's",
      { file: CHECKPOINT, found: newest.checkpoint.origin, expected: ledger.policy.origin },
    );
  await checkTiles(ledger, findings, source);
  if (findings.list.length > before) return;
  findings.add("C02", "pass", "起点记录的指纹", "the genesis hash, to compare with the printed notice", {
    found: ledger.genesis,
    expected: ledger.genesis,
    byHand: genesisHash(`log/${pathsFor(ledger.size).next().value.path}`, ledger.history.entries[0].note.text),
  });
  const { checkpoint, note } = newest;
  const key =
    ledger.policy &&
    ledger.policy.keys.filter(({ role }) => role === "log").find(({ parsed }) => note.signatureOf(parsed));
  findings.add(
    "C02",
    "pass",
    `总账共${checkpoint.size}条，根重算相同，有总账的签名`,
    `${checkpoint.size} entries; the root recomputes and is signed`,
    {
      file: CHECKPOINT,
      found: ledger.rootAt(checkpoint.size),
      expected: hexOf(checkpoint.root),
      byHand: key ? checkpointLine(note, key.parsed) : "",
    },
  );
}

/** By hand: the log's signature, then the root that it signed. */
function checkpointLine(note, key) {
  return `${signatureOf(CHECKPOINT, note.text, key, note.signatureOf(key).signature)}; ${rootOf(CHECKPOINT)}`;
}

/** Hash tiles and bundles carry nothing that the newest entries don't; one that differs is a second story. */
async function checkTiles(ledger, findings, source) {
  const paths = (await source.paths()).filter((path) => path.startsWith("log/tile/"));
  const own = new Map();
  for (const path of paths) {
    const width = /\.p\/([0-9]+)$/.exec(path);
    const data = await source.bytes(path);
    if (data && !(await isOwnTile(ledger, own, path, width ? Number(width[1]) : 256, data))) {
      findings.add("C02", "fail", "数据块与总账的各条不符", "a tile doesn't follow from the log's entries", {
        file: path,
      });
    }
  }
}

function isOwnTile(ledger, own, path, width, data) {
  if (own.size === 0)
    for (const [place, tile] of tilesOf(ledger.leaves)) own.set(`log/${place.replace(/\.p\/[0-9]+$/, "")}`, tile);
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
