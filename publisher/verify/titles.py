"""The twenty checks in the public's words, written once for terminal, site and JSON (section 10, ARCHITECTURE)."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.errors import Words

TITLES: Mapping[str, tuple[Words, Words]] = {
    "C01": (
        Words("签名人有权", "keys"),
        Words(
            "每个签名的密钥，在总账的那个位置上，都列在签名规则里，且属于应有的角色。",
            "Every signing key stood in the trust policy, in its role, at that place in the log.",
        ),
    ),
    "C02": (
        Words("总账完整", "log"),
        Words(
            "最新的总账指纹有总账的签名，并能由全部条目重新算出。",
            "The newest checkpoint is signed by the log and can be recomputed from all entries.",
        ),
    ),
    "C03": (
        Words("历史未改", "history"),
        Words(
            "以前的每个总账指纹，都是今天这本总账的开头一段。",
            "Every earlier checkpoint is the beginning of the log as it is today.",
        ),
    ),
    "C04": (
        Words("有人见证", "witnesses"),
        Words(
            "足够多的见证人见证了封签时的总账和最新的总账。",
            "Enough witnesses cosigned the log when each draw was closed, and the newest one.",
        ),
    ),
    "C05": (
        Words("次序无缺", "sequence"),
        Words(
            "抽签编号不缺号，一个编号只封存一次，同一事项不同时抽两次，作废须在公共随机数产生之前有人见证。",
            "Draw numbers have no gap, each is committed once, an item has one open draw, and voids came in time.",
        ),
    ),
    "C06": (
        Words("签批齐全", "approval"),
        Words(
            "每份签名文书都有应当签名的各方签名。",
            "Each record carries the signatures of all who must sign it.",
        ),
    ),
    "C07": (
        Words("文件相符", "files"),
        Words(
            "公布的每个文件与总账登记的一字不差，没有多余的，也没有缺少的。",
            "Every published file is, byte for byte, what the log binds; none is missing, none is added.",
        ),
    ),
    "C08": (
        Words("名单有据", "frame"),
        Words(
            "参加抽签的名单和检查人员名单，可以由当时的名录、抽查方案和规则重新得出。",
            "Who could be drawn, and who could inspect, follow from the rosters, the order and the policy of the time.",
        ),
    ),
    "C09": (
        Words("名额相符", "quotas"),
        Words(
            "各组抽多少、检查组要什么人，可以由名单重新算出。",
            "How many are drawn of each stratum, and the order of the seats, follow from frame and panel.",
        ),
    ),
    "C10": (
        Words("先封后抽", "time"),
        Words(
            "封存、拆封、封签依次写进总账，并在公共随机数产生至少60秒之前有人见证。",
            "Commit, reveals and close stood in a cosigned log, in this order, 60 seconds or more before the beacon.",
        ),
    ),
    "C11": (
        Words("秘密相符", "secrets"),
        Words(
            "各方拆封的秘密，正是它抽签前封存的那一个；没有拆封的写明缺席。",
            "Each revealed secret is the one committed to; a party that didn't reveal is named as ABSENT.",
        ),
    ),
    "C12": (
        Words("公共随机数为真", "beacon"),
        Words(
            "公共随机数有证明，正是抽签前指定的那一期，时刻由计算得出。",
            "The public random value is proven for exactly the round fixed before the draw; its time is computed.",
        ),
    ),
    "C13": (
        Words("种子可重算", "seed"),
        Words(
            "本次抽签的种子，由各方秘密和公共随机数按公布的写法重新得出。",
            "The seed follows from the secrets and the public random value, as anyone can put it together.",
        ),
    ),
    "C14": (
        Words("抽中名单可重算", "selection"),
        Words(
            "每家单位的签号可以单独算出；各组签号最小的若干家，正是公布的抽中名单。",
            "Each ticket can be computed by itself; those drawn are the lowest tickets of each stratum.",
        ),
    ),
    "C15": (
        Words("检查组可重算", "teams"),
        Words(
            "由谁去检查，按公布的规则重新计算，结果相同。",
            "Who inspects whom, computed again by the published rule, comes out the same.",
        ),
    ),
    "C16": (
        Words("更换有据", "changes"),
        Words(
            "每次更换、增补都在新的公共随机数产生之前写进总账，并由它决定换成谁。",
            "Each change stood in the log before a fresh public random value, which decided on the substitute.",
        ),
    ),
    "C17": (
        Words("结果齐全", "results"),
        Words(
            "抽中的每家单位都按期公布了结果，由应去的检查人员在抽签之后检查，记录没有被改动。",
            "Everyone drawn has a result in time, by the right inspectors, after the draw; nothing was altered.",
        ),
    ),
    "C18": (
        Words("按期公布", "publication"),
        Words(
            "每个结果在认定后30日与20个工作日中较早的一天之前公布。",
            "Each result was published by the earlier of 30 days and 20 working days after it was fixed.",
        ),
    ),
    "C19": (
        Words("名录无异动", "rosters"),
        Words(
            "抽签前没有无故移出、移出又移回，也没有临时改动本次抽签用到的内容。",
            "Before the draw nobody left the roster unexplained, left and returned, or was edited to suit.",
        ),
    ),
    "C20": (
        Words("不泄露隐私", "privacy"),
        Words(
            "公布的文件里没有不应公开的栏目、身份证号和电话号码。",
            "The published files hold no sealed column, identity number or telephone number.",
        ),
    ),
}
