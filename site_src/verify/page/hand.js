/** A finding's line for the reader's own shell: what it does, the line, and what it must print. */

import { block, details, h } from "./dom.js";

const VERIFIED = "Signature Verified Successfully";

/** What a line does, by its form; the first that fits. */
const FORMS = [
  [/openssl pkeyutl -verify/, "用 openssl 验证一个签名：取出被签的文字、公钥和签名，再比对。"],
  [/-macopt hexkey:/, "用公布的名单密钥，算一家单位的盐；代号就由它算出。"],
  [/^sha256sum /, "算这个文件的 SHA-256；看印出的第一段，后面是文件名。"],
  [/^(?:head|tail) .*\| sha256sum$/, "取文件里被登记的那一段，算它的 SHA-256。"],
  [/^printf .*sha256sum; .*date -d/, "算随机数证明的 SHA-256，就是随机数；再由轮次算出它产生的时刻（第二行）。"],
  [/^printf .*\| sha256sum$/, "算这段文字的 SHA-256。"],
  [/^diff .*\| sha256sum$/, "比较这两份名录，只留不同的行，算它们的 SHA-256。去掉最后一段，就能看到是哪些行。"],
  [/^diff .*\| grep -c/, "比较前后两份名录，数一数后一份里有、前一份里没有的行。"],
  [/^grep -c /, "数一数这个分组在名单里有几行。"],
];

/**
 * The third depth of a finding: doing it without us.
 *
 * @param {{byHand: string, expected: string}} finding with a line
 * @param {URL|null} root where evidence.zip lies; null offline, where the folder is already there
 */
export function handPart({ byHand, expected }, root) {
  const form = FORMS.find(([pattern]) => pattern.test(byHand));
  const folder = root ? h("a", { href: new URL("evidence.zip", root).href }, "evidence.zip") : "evidence.zip";
  return details("不用我们，自己查",
    form ? h("p.findings__says", {}, form[1]) : null,
    block(byHand, "自己查的命令"),
    h("p.findings__says", {}, "应当印出 ", wantedOf(byHand, expected).map((text, at) => [at ? " 和 " : "", h("code.hash.findings__wanted", {}, text)]), "；印出别的，就是对不上。"),
    h("p.findings__says", {}, "在放证据的文件夹里运行（下载 ", folder, " 解开就是）。要 Linux、macOS 或 Windows 的 WSL。"));
}

/** What the line prints when all is well: one text or two, in this order. */
export function wantedOf(byHand, expected) {
  if (!byHand.includes("openssl pkeyutl -verify")) return [expected];
  return byHand.includes("| od ") ? [VERIFIED, expected] : [VERIFIED];
}
