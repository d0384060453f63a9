/**
 * Private data in what people write: identity numbers, telephones, bank cards, street addresses (article 18, C20). Pure
 * functions of a text. What isn't flagged: codes of firms, numbers of papers, dates, hashes, amounts.
 */

const FULL_WIDTH = /[\uff01-\uff5e\u3000]/g;
const DASHES = /[\u2010\u2011\u2013\u2014\u2212]/g;
const ALNUM = /[0-9A-Za-z]/;
const SEPARATORS = /[ ()+-]/g;

const HAN = "[\\u4e00-\\u9fff]";
const DIGITS = "[0-9一二三四五六七八九十百零〇]{1,6}";
const NUMBER = `[ ]?第?${DIGITS}(?:[之-]${DIGITS})?[ ]?`;
const NOT_PAPER = "(?!文|令|公告|通知|通告|机|线|标段)";
/** Lines, networks and railways have numbers, too, and aren't streets. */
const STREET = `(?:(?![线电网公铁思套回水气油])${HAN}路|${HAN}(?:街|大道|巷|胡同))`;
const PART = "(?:[东西南北中]?段?|[一二三四五六七八九十]+[路街巷横])";
const FLAT = "(?:[0-9]{3,4}(?:室|房|号|铺)?|[0-9]{1,2}(?:室|房|号|铺))";
const ADDRESSES = [
  `${STREET}${PART}${NUMBER}(?:号|弄)${NOT_PAPER}`,
  `${HAN}村(?:委会)?(?:${HAN}{1,6}(?:组|队|屯))?${NUMBER}号${NOT_PAPER}`,
  `[0-9A-Za-z]{1,4}(?:栋|幢|座|号楼|单元)(?:[0-9]{1,2}(?:单元|层|楼))?[A-Za-z]?${FLAT}`,
  `${HAN}(?:小区|花园|花苑|家园|公寓|新村|大厦|宿舍)[0-9A-Za-z一二三四五六七八九十]{1,4}(?:栋|幢|座|号楼|号|室|房)`,
].map((pattern) => new RegExp(pattern));

/** Kind → pattern of the number, and whether its digits can be one. No letter or digit touches a number. */
const NUMBERS = [
  ["id-number", "[1-9][0-9]{5}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3}[0-9Xx]", isIdentityNumber],
  ["id-number", "[1-9][0-9]{14}", isIdentityNumber],
  ["mobile", "(?:86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}", () => true],
  ["phone", "0[1-9][0-9]{1,2}[)-][ ]?[0-9]{7,8}", () => true],
  ["bank-card", "(?:[0-9]{16,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?)", isCardNumber],
].map(([kind, pattern, holds]) => [kind, new RegExp(`${pattern}(?![0-9A-Za-z])`, "g"), holds]);
/** Words before a number that say it is a firm's own. */
const LABELS = /信用代码|注册号|登记号/;
const LABEL_REACH = 12;

/** What is looked for in what people write freely, and in all other texts. */
export const FREE = ["id-number", "mobile", "phone", "bank-card", "address"];
export const OTHER = ["id-number", "mobile", "bank-card"];
export const IDENTITY = ["id-number"];

/** The text with full-width letters, digits and marks as ASCII, character by character. */
function narrow(text) {
  return text.replace(FULL_WIDTH, (char) => char.normalize("NFKC")).replace(DASHES, "-");
}

/**
 * What looks private in a text: `[kind, digits]` of each find; an address has none.
 *
 * @param {string} text
 * @param {string[]} kinds
 */
export function privateData(text, kinds) {
  const plain = narrow(text);
  const found = [];
  if (/[0-9]{4}/.test(plain))
    for (const [kind, pattern, holds] of NUMBERS)
      if (kinds.includes(kind)) for (const digits of numbersIn(plain, pattern, kind, holds)) found.push([kind, digits]);
  if (kinds.includes("address") && ADDRESSES.some((pattern) => pattern.test(plain))) found.push(["address", ""]);
  return found;
}

function* numbersIn(text, pattern, kind, holds) {
  for (pattern.lastIndex = 0; ;) {
    const match = pattern.exec(text);
    if (!match) return;
    const digits = match[0].replace(SEPARATORS, "");
    // these two can't be told from a number of registration or of a receipt but by the words before
    const doubtful = digits.length === 15 || kind === "bank-card";
    if (startsApart(text, match.index) && holds(digits) && !(doubtful && isLabelled(text, match.index))) yield digits;
    else pattern.lastIndex = match.index + 1;
  }
}

/** Neither touched by a letter or digit before it nor the end of a decimal. */
function startsApart(text, start) {
  const decimal = text[start - 1] === "." && /[0-9]/.test(text[start - 2] || "");
  return !decimal && !ALNUM.test(text[start - 1] || "");
}

function isLabelled(text, start) {
  const before = text.slice(Math.max(0, start - LABEL_REACH), start).split(/[。；;，,、]/);
  return LABELS.test(before[before.length - 1]);
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/;

/** Whether 18 characters are an identity number with its check character (GB 11643), or 15 digits an old one. */
function isIdentityNumber(digits) {
  if (!PROVINCE.test(digits)) return false;
  if (digits.length === 15) return isDate(`19${digits.slice(6, 12)}`);
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);
  return isDate(digits.slice(6, 14)) && "10X98765432"[total % 11] === digits[17].toUpperCase();
}

function isDate(text) {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1880 && year <= 2099 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A prefix and length that are issued, and Luhn's check (ISO/IEC 7812). */
function isCardNumber(digits) {
  if (!/^(?:(?:62|9558)[0-9]{14,17}|4[0-9]{15}(?:[0-9]{3})?|5[1-5][0-9]{14})$/.test(digits)) return false;
  const values = Array.from(digits, Number).reverse();
  const doubled = values.map((value, place) => (place % 2 ? 2 * value - (value > 4 ? 9 : 0) : value));
  return doubled.reduce((sum, value) => sum + value, 0) % 10 === 0;
}
