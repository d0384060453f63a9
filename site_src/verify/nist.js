/**
 * NIST's randomness beacon, version 2.0: a signed pulse every minute (section 6; NISTIR 8213).
 *
 * The signature is RSA-4096, PKCS#1 v1.5, SHA-512, over the pulse's fields one after the other, each variable field
 * after its length as four bytes big-endian. A pulse names its certificate by the SHA-512 of the certificate's DER; the
 * moduli that count stand here, and a pulse under any other is not proven.
 */

import { Fails, Malformed, Refused } from "./errors.js";
import { bytesOf, bytesOfHex, hexOf } from "./evidence.js";
import { parseTime } from "./identifiers.js";
import { sha512 } from "./vendor/noble.js";

export const NIST_BITS = 512;
const KEY_BYTES = 512;
const EXPONENT_SQUARINGS = 16; // 65537 = 2^16 + 1
/** What stands before the digest in a PKCS#1 v1.5 signature with SHA-512. */
const DIGEST_INFO = "3051300d060960864801650304020305000440";

/** SHA-512 of the certificate's DER → modulus of its RSA key. */
const MODULI = new Map([
  [
    "5501e3d72bc42f3b96e16de4dcadcb16768e109662bd16d667d5fd9aee585af3" +
      "1bbdc5dd4f53592276064b53dddd76c8f3604b2a41db6e09f78f82bb5d6569e7",
    "ea75b8440df04e0b30a35ba70a0522a4925f2973bbfa5430c8db5540b397cec994684b07d6b4773d62456860168d4df99405" +
      "6e50f2159b93ae557ed0b39e310521ad3995d304fc0046292910285c82dc42ec138f9e9e433523d1093adf5d0921fd7529b3" +
      "c2315ff02fdfc611aa6046ad1fc19e9ee43f15b53bb218a2822a8750953d492559b6b1f8a95eecce670805dfd5cd54e02c58" +
      "a917c9e5e84a1270421d80e0be666468d0b2df07fba5513ee2697bb307418fa1c323c24e327c98073641e2b6018ca0335819" +
      "5cf8b14d100ad4120178e3bf000c6fe133181574f198f6a8d30400d29772f751440df8d2dde80ba3db99e5beef0f88468d2d" +
      "a3c02a8549520286e6b72ea9394cf290476183f83a14a3a8c101332599211ddd7fec587b5d11ef73a10acf9b6300ff9ce4c5" +
      "0ff678ba3b637abb3acd6e6f78a742661a4e83c095564b403597b33fc6338ddda64dd9fd994a57b3bab061f4605610d9e21d" +
      "4b06fe238976d8dbf9513c542afe2772ed9fad827db814e1a5be5dbc07b59abe8ed2f37f654a807a5e3382ca0b38106e149b" +
      "24dbae3429b689bf0f692fdffa4cfea7d0fc45dfea4dee3fc34ddaf9ba9944172a97c2bb9fbdf2b13fabe7de68a2ce8042e8" +
      "e3e2b80e1d4edbc990cb4466cc1cf868c783830ddee260684c1dc7d47b3ec5609174ccd41a7c4b7b8993fa53f3e282d3e88b" +
      "794934f2dc8a36cd705352a3",
  ],
]);

function malformed(member) {
  return new Malformed(
    "beacon-answer",
    `NIST应答的成员${member}缺失或写法不符`,
    `member ${member} of NIST's answer is missing or wrong`,
  );
}

/** @throws {Refused} unless `round` is `<chain>/<pulse>`, both decimal from 1 */
export function nistRound(round) {
  const found = /^([1-9][0-9]{0,15})\/([1-9][0-9]{0,15})$/.exec(round);
  const numbers = found ? [Number(found[1]), Number(found[2])] : [NaN];
  if (!numbers.every(Number.isSafeInteger)) {
    throw new Refused("beacon-round", `NIST轮次不符：${round.slice(0, 40)}`, `not a NIST round: ${round.slice(0, 40)}`);
  }
  return numbers;
}

const textMember = (from, name, pattern) => {
  const value = from[name];
  if (typeof value !== "string" || !pattern.test(value)) throw malformed(name);
  return value;
};
const numberMember = (from, name, below) => {
  const value = from[name];
  if (!Number.isSafeInteger(value) || value < 0 || value >= below) throw malformed(name);
  return value;
};
const objectMember = (from, name) => {
  const value = from[name];
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed(name);
  return value;
};

const LINE = /^[\u0020-\u007e]{1,512}$/;
const DIGEST = /^[0-9A-Fa-f]{128}$/;

function integer(value, width) {
  return bytesOfHex(value.toString(16).padStart(2 * width, "0"));
}

function prefixed(bytes) {
  return [integer(bytes.length, 4), bytes];
}

/** The bytes that NIST signed. @throws {Malformed} */
export function signedMessage(pulse) {
  const digest = (from, name) => prefixed(bytesOfHex(textMember(from, name, DIGEST).toLowerCase()));
  const line = (name) => prefixed(bytesOf(textMember(pulse, name, LINE)));
  const external = objectMember(pulse, "external");
  if (!Array.isArray(pulse.listValues)) throw malformed("listValues");
  const parts = [
    ...line("uri"),
    ...line("version"),
    integer(numberMember(pulse, "cipherSuite", 2 ** 32), 4),
    integer(numberMember(pulse, "period", 2 ** 32), 4),
    ...digest(pulse, "certificateId"),
    integer(numberMember(pulse, "chainIndex", Infinity), 8),
    integer(numberMember(pulse, "pulseIndex", Infinity), 8),
    ...line("timeStamp"),
    ...digest(pulse, "localRandomValue"),
    ...digest(external, "sourceId"),
    integer(numberMember(external, "statusCode", 2 ** 32), 4),
    ...digest(external, "value"),
    ...pulse.listValues.flatMap((_, at) => digest(objectMember(pulse.listValues, at), "value")),
    ...digest(pulse, "precommitmentValue"),
    integer(numberMember(pulse, "statusCode", 2 ** 32), 4),
  ];
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

function powered(signature, modulus) {
  let power = signature;
  for (let squaring = 0; squaring < EXPONENT_SQUARINGS; squaring++) power = (power * power) % modulus;
  return (power * signature) % modulus;
}

/** Whether the 512 bytes are the signature of `message` under the modulus (hex), exponent 65537. */
export function verifyRsa(modulus, signature, message) {
  const [n, s] = [BigInt(`0x${modulus}`), BigInt(`0x${hexOf(signature)}`)];
  if (signature.length !== KEY_BYTES || s >= n) return false;
  const tail = `00${DIGEST_INFO}${hexOf(sha512(message))}`;
  const expected = `0001${"ff".repeat(KEY_BYTES - 2 - tail.length / 2)}${tail}`;
  return (
    powered(s, n)
      .toString(16)
      .padStart(2 * KEY_BYTES, "0") === expected
  );
}

/** When NIST says it made the pulse, in Unix seconds (signed). @throws {Malformed} */
export function nistStamp(answer) {
  const stamp = textMember(objectMember(answer, "pulse"), "timeStamp", /^[0-9T:-]{19}\.[0-9]{3}Z$/);
  return parseTime(`${stamp.slice(0, 19)}Z`);
}

/**
 * The value of `round` (outputValue, 128 lower-case hex digits), once its signature is proven.
 *
 * @param {string} round `<chain>/<pulse>`
 * @param {object} answer `{"pulse": {…}}` as NIST gives it
 * @throws {Malformed}
 * @throws {Refused}
 * @throws {Fails} another pulse, a certificate that isn't carried here, a signature or value that doesn't hold
 */
export function proveNist(round, answer) {
  const [chain, index] = nistRound(round);
  const pulse = objectMember(answer, "pulse");
  const message = signedMessage(pulse);
  nistStamp(answer);
  const signature = bytesOfHex(textMember(pulse, "signatureValue", /^[0-9A-Fa-f]{1024}$/).toLowerCase());
  const output = textMember(pulse, "outputValue", DIGEST).toLowerCase();
  if (pulse.chainIndex !== chain || pulse.pulseIndex !== index) {
    throw new Fails("beacon-proof", `这不是${round}号脉冲`, `not pulse ${round}`);
  }
  if (pulse.cipherSuite !== 0)
    throw new Fails("beacon-proof", "签名算法不是RSA-SHA512", "not the cipher suite of section 6");
  const modulus = MODULI.get(pulse.certificateId.toLowerCase());
  if (!modulus)
    throw new Fails("beacon-proof", "证书不在核验程序所带的证书之内", "a certificate that isn't carried here");
  if (!verifyRsa(modulus, signature, message))
    throw new Fails("beacon-proof", "NIST的签名不成立", "NIST's signature doesn't hold");
  if (hexOf(sha512(Uint8Array.from([...message, ...signature]))) !== output) {
    throw new Fails("beacon-proof", "outputValue与脉冲不符", "outputValue doesn't follow from the pulse");
  }
  return output;
}
