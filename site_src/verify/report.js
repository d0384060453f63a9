/** What a verifier answers (section 10): twenty checks, each with its findings; a verdict is the worst of them. */

/** From best to worst: the order in which one verdict outweighs another. */
export const VERDICTS = ["pass", "pending", "unknown", "fail"];

/**
 * Every check: code, title, what must hold; `history`: it rests on time or on one history, so that it is at best
 * `unknown` where only the bureau itself watched (section 9); `root`: at best `unknown` until a genesis hash is pinned.
 */
export const CHECKS = [
  check(
    "C01",
    "密钥",
    "keys",
    "每个签名人在总账的那个位置确有那个身份",
    "every signer had that role at that place of the log",
    { root: true },
  ),
  check(
    "C02",
    "总账",
    "log",
    "最新总账指纹有签名，根能由各条重算",
    "the newest checkpoint is signed and its root recomputes from the entries",
    { root: true },
  ),
  check("C03", "历史", "history", "每一份更早的总账指纹都是它的前段", "every earlier checkpoint is a prefix of it", {
    history: true,
  }),
  check(
    "C04",
    "见证",
    "witnesses",
    "所用的和最新的总账指纹都有法定见证",
    "the quorum cosigned the checkpoints in use and the newest one",
    { history: true },
  ),
  check("C05", "次序", "sequence", "无空号，不重抽，作废及时", "no gap in the numbers, no second draw, no late void", {
    history: true,
  }),
  check("C06", "批准", "approval", "每份记录都有应有的签名", "each record carries its signers"),
  check(
    "C07",
    "文件",
    "files",
    "登记的文件哈希相符，文件都已登记",
    "every bound file has its hash, and every file is bound",
  ),
  check(
    "C08",
    "名单",
    "frame",
    "两份名单由当时的名录、方案、政策参数和历史得出",
    "frame and panel follow from rosters, order, policy and history",
    { history: true },
  ),
  check("C09", "名额", "quotas", "名额和席位由名单得出", "quotas and seats follow from frame and panel"),
  check(
    "C10",
    "时间",
    "time",
    "封存、拆封、封签在随机数出来以前已有见证",
    "commit, reveals and close were witnessed before the beacon",
    { history: true },
  ),
  check("C11", "秘密值", "secrets", "每个秘密值打开它的承诺", "each secret opens its commitment"),
  check(
    "C12",
    "公共随机数",
    "beacon",
    "随机数正是封存的那一轮，有证明",
    "the value is proven for exactly the committed round",
  ),
  check("C13", "种子", "seed", "种子重算相同", "the seed recomputes"),
  check("C14", "抽中名单", "selection", "抽中名单重算相同", "the selection recomputes"),
  check("C15", "检查组", "teams", "检查组重算相同", "the teams recompute"),
  check(
    "C16",
    "更换",
    "changes",
    "每次更换合规、及时，换的人和补的户正确",
    "each change is allowed, in time and comes out right",
    { history: true },
  ),
  check(
    "C17",
    "结果",
    "results",
    "每个抽中单位按期有公开的结果，没有被改动",
    "every drawn object has its opened result in time",
    { history: true },
  ),
  check("C18", "公示", "publication", "每个结果按期公示", "each result was published in time", { history: true }),
  check(
    "C19",
    "名录",
    "rosters",
    "没有无故移除、移出又移回和临时改动",
    "no unexplained removal, no leave-and-return, no late edit",
    { history: true },
  ),
  check("C20", "隐私", "privacy", "公布的文件里没有应当保密的内容", "nothing sealed stands in the published files"),
];

function check(code, zh, en, holdsZh, holdsEn, { root = false, history = false } = {}) {
  return { code, title: { zh, en }, holds: { zh: holdsZh, en: holdsEn }, root: root || history, history };
}

const BY_CODE = new Map(CHECKS.map((entry) => [entry.code, entry]));
const NOT_PINNED = ["尚未与公告上印的起点指纹比对", "the genesis hash hasn't been compared with the printed notice"];
const ONLY_BUREAU = ["只有本局自己看见", "only the bureau itself watched"];

/** Of those that rest on one history these are judged for the log as a whole, the others for each draw. */
const WHOLE_LOG = ["C03", "C04", "C05"];

/**
 * Findings as they come, and how far a verdict can go: no further than the reader's own anchor and the outside witnesses
 * carry it (sections 9 and 10).
 *
 * A finding: `{code, verdict, bare, zh, en, draw, file, found, expected, byHand}`; texts are empty where there is nothing
 * to say. `bare`: the verdict that it would have, could anchor and witnesses carry any. `byHand` is a line for a POSIX shell, run in the folder of the evidence.
 */
export class Findings {
  constructor() {
    /** Whether the log's genesis is the one that the reader has compared with paper. */
    this.pinned = false;
    /** Whether an outside witness cosigned the newest checkpoint that a quorum cosigned. */
    this.watched = true;
    /** Draws with an outcome whose close nobody outside cosigned in time. @type {Set<string>} */
    this.unwatched = new Set();
    this.list = [];
    this.notices = [];
  }

  /** Why a `pass` of this check comes to no more than `unknown`, each reason in both languages. */
  ceilings(code, draw) {
    const { root, history } = BY_CODE.get(code);
    const alone = history && (WHOLE_LOG.includes(code) ? !this.watched : this.unwatched.has(draw));
    return [root && !this.pinned && NOT_PINNED, alone && ONLY_BUREAU].filter(Boolean);
  }

  /**
   * Adds one finding.
   *
   * @param {string} code
   * @param {string} verdict
   * @param {string} zh
   * @param {string} en
   * @param {{draw?: string, file?: string, found?: *, expected?: *, byHand?: string}} [more]
   */
  add(code, verdict, zh, en, { draw = "", file = "", found = "", expected = "", byHand = "" } = {}) {
    const lowered = verdict === "pass" || verdict === "pending" ? this.ceilings(code, draw) : [];
    this.list.push({
      code,
      verdict: lowered.length ? "unknown" : verdict,
      bare: verdict,
      zh: [zh, ...lowered.map((why) => why[0])].join("；"),
      en: [en, ...lowered.map((why) => why[1])].join("; "),
      draw,
      file,
      found: String(found),
      expected: String(expected),
      byHand,
    });
  }

  /** A fault of the evidence as a failed check; what isn't there at all can't be judged. */
  fault(code, fault, more = {}) {
    const place = fault.file || more.file || "";
    const line = fault.line ? `（第${fault.line}行）` : "";
    this.add(
      code,
      fault.code === "missing" ? "unknown" : "fail",
      `${place}${line}：${fault.zh}`,
      `${place}${fault.line ? `:${fault.line}` : ""}: ${fault.en}`,
      {
        ...more,
        file: place,
      },
    );
  }

  /** A fact that a reader should know though nothing is wrong. */
  notice(zh, en, draw = "") {
    this.notices.push({ zh, en, draw });
  }
}

/** The worst verdict of a list of findings or checks. */
export function worst(findings) {
  return VERDICTS[findings.reduce((found, { verdict }) => Math.max(found, VERDICTS.indexOf(verdict)), 0)];
}

/**
 * The report: `{verdict, exit, checks, notices, genesis, checkpoint, now}`.
 *
 * `checks`: for each of C01 to C20 `{code, title, holds, verdict, findings}`; `exit`: 0, 1 or 3 (section 10).
 */
export function makeReport(findings, { genesis, checkpoint, now }) {
  const checks = CHECKS.map(({ code, title, holds }) => {
    if (!findings.list.some((finding) => finding.code === code))
      findings.add(code, "unknown", "没有可以核验的内容", "there is nothing to judge");
    const mine = findings.list.filter((finding) => finding.code === code);
    return { code, title, holds, verdict: worst(mine), findings: mine };
  });
  const verdict = worst(checks);
  const exit = { pass: 0, fail: 1, unknown: 3, pending: 3 }[verdict];
  return { verdict, exit, checks, notices: findings.notices, genesis, checkpoint, now };
}
