/** C01 keys, C02 log (section 10): what all draws rest on. */

import { genesisHash, hashOfFile, rootOf, signatureOf } from "./by_hand.js";
import { attempt } from "./errors.js";
import { hexOf, sha256Hex } from "./evidence.js";
import { CHECKPOINT, TRUST } from "./published.js";
import { checkTiles } from "./tile_files.js";
import { pathsFor } from "./tiles.js";

/**
 * C01 (sections 3 and 9):
 *
 * - each trust policy that the log binds is published, and keys/trust.json is the newest of them
 * - in each of them a name stands for one holder in one role, and a witness's name for one witness
 * - every signature line of every record is of a key that the policy in force at its position lists for it
 * - no signature of such a key is bad
 *
 * @param {import("./ledger.js").Ledger} ledger
 * @param {import("./report.js").Findings} findings
 * @param {{source: import("./published.js").Source, skipped: Function}} run `skipped`: whether an entry isn't judged
 */
export async function checkKeys(ledger, findings, { source, skipped }) {
  await checkPolicies(ledger, findings, source);
  const signed = ledger.history.entries.filter(({ note }) => note && note.signatures.length);
  const judged = signed.filter((entry) => !skipped(entry) && ledger.trust.at(entry.position));
  const before = findings.list.length;
  for (const entry of judged) checkSigners(ledger, findings, entry);
  if (!judged.length || findings.list.length > before) return;
  findings.add(
    "C01",
    "pass",
    `${judged.length}份签名文书的签名人都在签名规定之内`,
    `the signers of ${judged.length} notes are in the trust policy`,
    { file: TRUST },
  );
}

async function checkPolicies(ledger, findings, source) {
  for (const [trust, { path, value, fault }] of ledger.policies) {
    const en = "a trust policy that the log binds isn't published";
    if (fault) findings.fault("C01", fault, { file: path });
    else if (!value)
      findings.add("C01", "unknown", "总账登记的签名规定没有公布，无法判断签名", en, { file: path, expected: trust });
    else checkNames(findings, value, path);
  }
  const { changes } = ledger.trust;
  const newest = await source.bytes(TRUST);
  if (!newest) {
    findings.add("C01", "unknown", "没有公布签名规定", "the trust policy isn't published", { file: TRUST });
    return;
  }
  const [found, expected] = [sha256Hex(newest), changes.length ? changes[changes.length - 1].trust : ""];
  if (!changes.length || found === expected) return;
  findings.add(
    "C01",
    "fail",
    "公布的签名规定不是总账里最新的一份",
    "the published trust policy isn't the newest of the log",
    { file: TRUST, found, expected, byHand: hashOfFile(TRUST) },
  );
}

/** A key may follow another under the same name, but a signature line never speaks for two. */
function checkNames(findings, policy, file) {
  const signers = new Map(
    policy.keys.map(({ parsed, role, holder }) => [JSON.stringify([parsed.name, role, holder]), parsed.name]),
  );
  const names = [...signers.values(), ...policy.witnesses.map(({ parsed }) => parsed.name)];
  for (const name of new Set(names.filter((each, at) => names.indexOf(each) !== at))) {
    const en = `in the trust policy ${name} stands for more than one signer`;
    findings.add("C01", "fail", `名称${name}在签名规定里代表不止一方`, en, { file, found: name });
  }
}

/** Every line is of a key that counts there, and no line of such a key is bad. */
function checkSigners(ledger, findings, entry) {
  const { position, note } = entry;
  const draw = drawOf(entry);
  const idOf = ({ name, keyId }) => `${name}+${hexOf(keyId)}`;
  const valid = new Set(ledger.trust.at(position).keysAt(position).map(({ parsed }) => idOf(parsed)));
  for (const line of note.signatures.filter((each) => !valid.has(idOf(each)))) {
    findings.add(
      "C01",
      "fail",
      `第${position}条由当时无效的密钥${line.name}签名`,
      `entry ${position} is signed by ${line.name}, whose key didn't count there`,
      { draw, file: TRUST, found: idOf(line) },
    );
  }
  const { fault } = ledger.signersOf(entry);
  if (fault) findings.add("C01", "fail", `第${position}条${fault.zh}`, `entry ${position}: ${fault.en}`, { draw });
}

function drawOf({ record }) {
  return record && record.draw ? record.draw : "";
}

/**
 * C02 (section 9):
 *
 * - entry 0, and no other, is the genesis; where the reader brought its hash, it is that one
 * - the newest checkpoint is written as one, has the trust policy's origin and is signed by the log's key
 * - its root recomputes from the published entries, all of which are there
 * - published tiles and bundles are those of the entries
 */
export async function checkLog(ledger, findings, { source, genesis }) {
  const before = findings.list.length;
  checkGenesis(ledger, findings, genesis);
  const { newest, torn } = ledger;
  if (newest.fault) findings.fault("C02", newest.fault, { file: CHECKPOINT });
  if (!newest.checkpoint) return;
  const policy = ledger.trust.at(newest.size);
  const { origin } = newest.checkpoint;
  if (policy && origin !== policy.origin)
    findings.add(
      "C02",
      "fail",
      "总账指纹的来源不是签名规定所写的",
      "the checkpoint's origin isn't the trust policy's",
      { file: CHECKPOINT, found: origin, expected: policy.origin },
    );
  if (torn) findings.fault("C02", torn);
  else if (!newest.prefix)
    findings.add("C02", "fail", "总账的根与各条不符", "the log's root doesn't follow from its entries", {
      file: CHECKPOINT,
      found: hexOf(newest.checkpoint.root),
      expected: ledger.rootHexAt(newest.size),
    });
  else await checkTiles(ledger, findings, source);
  if (findings.list.length === before) passed(ledger, findings, policy);
}

/** Entry 0, and no other, is the genesis, and it is the one that the reader pinned: otherwise this is another log. */
function checkGenesis(ledger, findings, genesis) {
  const founded = ledger.history.of("genesis").map(({ position }) => position);
  if (ledger.size && founded.join() !== "0")
    findings.add(
      "C02",
      "fail",
      "第0条必须是唯一的起点记录",
      "entry 0, and no other, must be the genesis",
      { found: founded.join(" "), expected: "0" },
    );
  if (!genesis || ledger.genesis === genesis) return;
  findings.add(
    "C02",
    "fail",
    "起点指纹与公告上印的不同：这是另一个总账",
    "the genesis isn't the one on the notice: another log",
    { found: ledger.genesis, expected: genesis },
  );
}

function passed(ledger, findings, policy) {
  const { newest, size } = ledger;
  const first = ledger.history.entries[0];
  if (first)
    findings.add("C02", "pass", "起点记录的指纹", "the genesis hash, to compare with the printed notice", {
      found: ledger.genesis,
      expected: ledger.genesis,
      byHand: genesisHash(`log/${pathsFor(size).next().value.path}`, first.note.text),
    });
  const key = policy && policy.keys.find(({ role, parsed }) => role === "log" && hasSigned(newest.note, parsed));
  findings.add(
    "C02",
    "pass",
    `总账共${size}条，根重算相同，有总账的签名`,
    `${size} entries; the root recomputes and is signed`,
    {
      file: CHECKPOINT,
      found: ledger.rootHexAt(size),
      expected: hexOf(newest.checkpoint.root),
      byHand: key ? checkpointLine(newest.note, key.parsed) : "",
    },
  );
}

const hasSigned = (note, key) => Boolean(attempt(() => note.signedBy(key)).value);

/** By hand: the log's signature, then the root that it signed. */
function checkpointLine(note, key) {
  return `${signatureOf(CHECKPOINT, note.text, key, note.signatureOf(key).signature)}; ${rootOf(CHECKPOINT)}`;
}
