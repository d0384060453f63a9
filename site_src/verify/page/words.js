/** What the page says about the twenty checks: their titles, the verdicts, and what a failure means and doesn't mean. */

/** Verdict → the word beside its shape. */
export const VERDICTS = { pass: "成立", fail: "不成立", pending: "还没到时候", unknown: "无法判断" };

/** The word for `unknown` where everything holds but for one thing that only the reader can do: compare with paper. */
export const WAITS = "待您比对";

/** Worst last; a check's verdict is the worst of its findings. */
export const ORDER = ["pass", "pending", "unknown", "fail"];

/** Code → title and sentence: word for word those of publisher/verify/titles.py (a test compares). */
export const CHECKS = {
  C01: ["签名人有权", "每个签名的密钥，在总账的那个位置上，都列在签名规则里，且属于应有的角色。"],
  C02: ["总账完整", "最新的总账指纹有总账的签名，并能由全部条目重新算出。"],
  C03: ["历史未改", "以前的每个总账指纹，都是今天这本总账的开头一段。"],
  C04: ["有人见证", "足够多的见证人见证了封签时的总账和最新的总账。"],
  C05: ["次序无缺", "抽签编号不缺号，一个编号只封存一次，同一事项不同时抽两次，作废须在公共随机数产生之前有人见证。"],
  C06: ["签批齐全", "每份签名文书都有应当签名的各方签名。"],
  C07: ["文件相符", "公布的每个文件与总账登记的一字不差，没有多余的，也没有缺少的。"],
  C08: ["名单有据", "参加抽签的名单和检查人员名单，可以由当时的名录、抽查方案和规则重新得出。"],
  C09: ["名额相符", "各组抽多少、检查组要什么人，可以由名单重新算出。"],
  C10: ["先封后抽", "封存、拆封、封签依次写进总账，并在公共随机数产生至少60秒之前有人见证。"],
  C11: ["秘密相符", "各方拆封的秘密，正是它抽签前封存的那一个；没有拆封的写明缺席。"],
  C12: ["公共随机数为真", "公共随机数有证明，正是抽签前指定的那一期，时刻由计算得出。"],
  C13: ["种子可重算", "本次抽签的种子，由各方秘密和公共随机数按公布的写法重新得出。"],
  C14: ["抽中名单可重算", "每家单位的签号可以单独算出；各组签号最小的若干家，正是公布的抽中名单。"],
  C15: ["检查组可重算", "由谁去检查，按公布的规则重新计算，结果相同。"],
  C16: ["更换有据", "每次更换、增补都在新的公共随机数产生之前写进总账，并由它决定换成谁。"],
  C17: ["结果齐全", "抽中的每家单位都按期公布了结果，由应去的检查人员在抽签之后检查，记录没有被改动。"],
  C18: ["按期公布", "每个结果在认定后30日与20个工作日中较早的一天之前公布。"],
  C19: ["名录无异动", "抽签前没有无故移出、移出又移回，也没有临时改动本次抽签用到的内容。"],
  C20: ["不泄露隐私", "公布的文件里没有不应公开的栏目、身份证号和电话号码。"],
};

/** What verify/report.js adds to a finding that holds but for one thing: the genesis hash hasn't been compared. */
export const UNPINNED = "；尚未与公告上印的起点指纹比对";

/** Code → what is compared with what. */
export const COMPARES = {
  C01: "签名文书的签名人，对照那时有效的签名规则。",
  C02: "由全部条目重算的根，对照最新总账指纹里写的根；总账的签名，对照签名规则里的钥匙。",
  C03: "以前的每个总账指纹，对照由今天的条目重算、同样长的那一段。",
  C04: "总账指纹上见证人的签名，对照签名规则要求的见证人。",
  C05: "全部抽查的编号、封存、结束和作废，对照总账里的先后。",
  C06: "每份文书上的签名，对照应当签名的各方。",
  C07: "公布的文件，对照总账登记的 SHA-256。",
  C08: "公布的两份名单，对照由当时的名录、抽查方案、规则和以前的检查结果重新得出的名单。",
  C09: "封存的名额和席位，对照由名单重新算出的。",
  C10: "见证人签名的时刻，对照公共随机数的时刻（至少早 60 秒）。",
  C11: "拆封的秘密，对照抽签前封存的承诺值。",
  C12: "公布的随机数，对照由它的证明算出的值、抽签前指定的轮次和由轮次算出的时刻。",
  C13: "公布的种子，对照由秘密、公共随机数和总账记录重新写出的 seed.txt。",
  C14: "公布的抽中名单，对照由种子重新算出的。",
  C15: "公布的检查组，对照由种子重新算出的。",
  C16: "公布的更换，对照由新的公共随机数重新算出的。",
  C17: "公布的每个结果，对照总账登记的哈希、应去的检查组和期限。",
  C18: "每个结果得到见证的时间，对照从认定之日算起的期限。",
  C19: "前后各份名录，逐份对照变更清单；抽签前的移出和改动，对照以后有没有改回。",
  C20: "公布的文件和总账，对照公开的栏目，和身份证号、电话、银行卡号、详细地址的写法。",
};

/** Code → names of the two values of a finding that holds, where they aren't two sides of one thing. */
export const VALUES = {
  C04: ["总账指纹", "总账指纹"],
  C05: ["写明的原因代码", "应有的"],
  C06: ["签名人", ""],
  C09: ["名单里数得", "封存的"],
  C10: ["见证人签名的时刻", "最晚应在"],
  C11: ["参与方", "承诺值"],
  C12: ["公布的值", "算出的值"],
};

/** Random source → its name as publisher/site/read/words.py has it (a test compares). */
export const SOURCES = {
  "drand-quicknet": "drand 公共随机数网络", "lottery-ssq": "双色球开奖号码", "lottery-dlt": "大乐透开奖号码", "nist-2": "NIST 随机信标",
  ceremony: "现场公开摇号",
};

/** Why a draw was voided, as publisher/site/read/words.py has it (a test compares). */
export const VOIDS = { error: "封存的文件有错", absence: "参与方缺席", unwitnessed: "封签未及时得到见证", "beacon-silent": "公共随机数未产生" };

/** How the verifier says that a check has nothing to judge. */
export const NOTHING = ["没有可以核验的内容", "已作废，此后的步骤不再需要", "已作废，没有抽取"];

/** The checks that compute the draw itself: when these hold, the draw came out as published. */
export const COMPUTED = ["C11", "C12", "C13", "C14", "C15"];

/** Code → what its failure means, and what it doesn't mean. */
export const MEANINGS = {
  C01: ["有的签名用了签名规则里没有的钥匙，或者钥匙不属于应有的人。", "不等于抽签一定算错；抽签算得对不对，看 C13 至 C15。"],
  C02: ["总账的指纹和总账里的条目对不上：总账被改过，或者文件在发布时损坏。", "不等于抽签结果被改过：也可能是文件损坏。换一台设备、换一个网络再取一次，可以分清。"],
  C03: ["今天的总账不是从前那一本的延续：过去的记录被改写或者删除过。", "不说明改了哪一条、是谁改的；把从前的指纹和今天的一起交给见证人，才查得出来。"],
  C04: ["见证人的签名不够，或者有一个是坏的：“只有一本总账”得不到外人的证明。", "不等于总账真的被换过，只是没有外人能替它作证。"],
  C05: ["抽签的次序不合规则：有缺号、重抽、同时抽两次，或者作废来得太晚。", "不说明是谁的主意；要请抽查机构说明缘由。"],
  C06: ["有的文书缺少应有的签名，或者签名是坏的。", "不等于文书内容是假的；但没有签齐的文书不该算数。"],
  C07: ["公布的某个文件和总账登记的不是同一个：它在登记以后变过，或者缺失、多余。", "不等于抽签算错了，也不说明是谁改的：可能是有意改动，也可能是发布出错。总账里登记的哈希才是当时的那一个。"],
  C08: ["参加抽签的名单不能从当时的名录和方案得出：有人多了、少了，或者分错了组。", "不等于您的单位被动过；在“查我的单位”里可以单独看。"],
  C09: ["名额和名单对不上：抽多了、抽少了，或者席位改过。", "不说明哪一家不该被抽中。"],
  C10: ["封存没有在公共随机数产生之前得到见证：名单有可能是知道结果以后才定的。", "不能证明名单真的改过；但规则要求这样的抽签不能算数。"],
  C11: ["有一方拆封的秘密不是它封存的那一个：有人事后换过。", "不等于种子是他们选定的：只要有一方守信，谁也不能单独选定种子。"],
  C12: ["公共随机数不是抽签前指定的那一期，或者它的证明不成立：种子可能被人选过。", "不等于随机数的发布机构有问题；先看是哪一期、哪个值不对。"],
  C13: ["种子和它应有的来历对不上：抽签用的不是这些秘密和公共随机数。", "不等于名单被改过；差在哪一行，逐行核对 seed.txt 就能看出。"],
  C14: ["按公布的种子重算，抽中的不是公布的这些单位。", "不等于每一家都错；对照两份名单可以看出是哪几家。"],
  C15: ["按公布的规则重算，派去检查的不是公布的这些人。", "不等于抽中的单位错了；单位对不对看 C14。"],
  C16: ["有一次更换或增补不合规则：换谁、补谁不是由事后的随机数决定的。", "不影响没有更换过的检查组。"],
  C17: ["有的结果过期没有公布、被改动过，或者去检查的不是应去的人。", "不等于结论本身是错的；对结论有异议请按期提出。"],
  C18: ["有的结果公布晚了。", "不等于结果是错的。"],
  C19: ["名录在抽签前有说不清的变动：有人被移出、移出又移回，或者改过内容。", "不等于有人做了手脚：可能有正当原因，变动清单应当写明。"],
  C20: ["公布的文件里有不该公开的内容。", "不等于抽签有问题；请尽快通知本局撤下，并请不要转发。"],
};

/** Exclusion codes in words, as publisher/site/read/words.py has them (a test compares). */
export const EXCLUDED = {
  inactive: "已不在经营状态", "clean-twice": "一年内已抽查多次且均无违法（第十一条）",
  visited: "本年度已被本机构检查过其他事项（第十六条）", capped: "本年度检查次数已到事项的频次上限",
  expired: "执法证到期", suspended: "暂停执法", transferred: "已调离",
};

/** Why a result is no longer shown, as publisher/site/read/words.py has it. */
export const GROUNDS = { repair: "信用修复", expired: "公示期满", court: "法院裁判" };

/** Where an objection stands → its mark, and its words as publisher/rules/objections.py has them (a test compares). */
export const OBJECTIONS = {
  received: ["waiting", "收到异议"], accepted: ["waiting", "异议处理中"], dismissed: ["done", "异议不成立，结果维持"],
  upheld: ["waiting", "异议成立，待更正"], corrected: ["done", "异议成立，已更正"],
};
