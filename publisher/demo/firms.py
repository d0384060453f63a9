"""Made-up firms and inspectors for the demo: everything follows from a seed text by SHA-256, nothing from a clock.

No real firm is meant: the county doesn't exist, brands are invented syllables, and the registry issues no code whose
ninth and tenth characters are `DM`. Shares of industries follow an open register's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from publisher.tables.rosters import Inspector, RosterObject
from publisher.tables.uscc import ALPHABET, check_character

HOSTILE_NAME = "<script>alert(1)</script>|{{ x }}"
AREA = "441624"
COUNTY = "示例县"
_FIRST_DAY = date(2015, 1, 5)
_DAYS = (date(2023, 6, 30) - _FIRST_DAY).days

# Section → share in ten thousand, and the kinds found in it with their weights.
_ORDINARY = {"企业": 80, "个体工商户": 20}
_SMALL = {"企业": 50, "个体工商户": 50}
_SECTIONS: Mapping[str, tuple[int, Mapping[str, int]]] = {
    "A": (344, {"企业": 30, "农民专业合作社": 70}),
    "B": (16, {"企业": 100}),
    "C": (3112, _ORDINARY),
    "D": (162, {"企业": 100}),
    "E": (1121, {"企业": 100}),
    "F": (1459, _SMALL),
    "G": (317, _ORDINARY),
    "H": (97, _SMALL),
    "I": (189, {"企业": 100}),
    "J": (619, {"企业": 100}),
    "K": (261, {"企业": 100}),
    "L": (1171, _ORDINARY),
    "M": (322, {"企业": 100}),
    "N": (50, {"企业": 80, "事业单位": 20}),
    # The register has 42 here; more, so that the training schools' item has somebody to draw from.
    "P": (250, {"企业": 20, "民办非企业单位": 60, "事业单位": 20}),
    "Q": (47, {"企业": 20, "民办非企业单位": 50, "事业单位": 30}),
    "R": (251, _ORDINARY),
    "S": (420, {"社会团体": 60, "事业单位": 40}),
}
# Section → divisions, each with the words that a name may hold.
_TRADES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "A": {"01": ("蔬果种植", "茶叶种植"), "02": ("林木",), "03": ("禽畜养殖", "生态养殖"), "05": ("农机服务",)},
    "B": {"10": ("石材开采", "砂石")},
    "C": {
        "13": ("粮油", "米业"),
        "14": ("食品", "糕点"),
        "18": ("制衣", "服饰"),
        "19": ("鞋业", "皮具"),
        "20": ("木业", "竹制品"),
        "21": ("家具",),
        "22": ("纸品",),
        "24": ("玩具", "工艺品"),
        "29": ("塑胶制品", "橡胶"),
        "30": ("建材", "陶瓷"),
        "33": ("五金制品", "金属制品"),
        "35": ("机械设备",),
        "38": ("电器", "电线电缆"),
        "39": ("电子", "光电科技"),
    },
    "D": {"44": ("水电站", "光伏发电"), "46": ("供水",)},
    "E": {"47": ("建筑工程", "建设"), "48": ("市政工程", "路桥工程"), "49": ("机电安装",), "50": ("装饰工程",)},
    "F": {"51": ("贸易", "批发"), "52": ("百货", "副食", "药房", "服装")},
    "G": {"54": ("货运", "汽车运输"), "59": ("仓储",), "60": ("快递",)},
    "H": {"61": ("宾馆", "民宿"), "62": ("餐饮", "饭店")},
    "I": {"64": ("网络科技",), "65": ("软件", "信息技术")},
    "J": {"68": ("保险代理",), "69": ("融资咨询", "投资管理")},
    "K": {"70": ("房地产开发", "物业服务")},
    "L": {"71": ("设备租赁",), "72": ("人力资源", "劳务派遣", "会计服务", "广告")},
    "M": {"74": ("测绘", "检测技术"), "75": ("农业科技",)},
    "N": {"77": ("环保",), "78": ("园林绿化",)},
    "P": {"83": ("职业培训", "幼儿教育")},
    "Q": {"84": ("口腔诊所", "康复医疗"), "85": ("养老",)},
    "R": {"88": ("文化传播",), "89": ("健身",), "90": ("娱乐",)},
    "S": {"94": ("社会保险",), "95": ("茶叶行业", "建筑行业", "商贸行业", "志愿者")},
}
_PREFIXES = {
    "企业": "91",
    "个体工商户": "92",
    "农民专业合作社": "93",
    "民办非企业单位": "52",
    "社会团体": "51",
    "事业单位": "12",
}
_FORMS = {
    "企业": ("有限公司", "有限公司", "有限责任公司"),
    "个体工商户": ("店", "经营部", "商行"),
    "农民专业合作社": ("专业合作社",),
    "民办非企业单位": ("中心", "服务社"),
    "社会团体": ("协会", "联合会"),
    "事业单位": ("中心", "服务站"),
}
_SYLLABLES = "澄禾砚岑霁沅榆栎澜珩翎芃屿筠湛昀蔚峤溪瓴苒麓沁棠楷珺睿荇淇霏"
_TOWN_WEIGHTS = (30, 4, 4, 5, 5, 4, 5, 4, 9, 6, 4, 3, 3, 4, 5, 3, 5)
_STATUS_WEIGHTS = {"存续": 955, "停业": 15, "失联": 12, "注销": 10, "清算": 4, "迁出": 4}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class _Dice:
    """Repeatable choices: each depends on the seed and on what is asked, not on the order of asking."""

    def __init__(self, seed: str) -> None:
        self.seed = seed

    def below(self, limit: int, *what: object) -> int:
        """A number from 0 to limit − 1 (the bias of 2⁻²⁰⁰ is nobody's concern here)."""
        text = "\n".join(["demo/1", self.seed, *map(str, what)])
        return int.from_bytes(hashlib.sha256(text.encode()).digest()) % limit

    def one(self, options: Sequence[str], *what: object) -> str:
        """One of `options`, each as likely."""
        return options[self.below(len(options), *what)]

    def weighted(self, weights: Mapping[str, int], *what: object) -> str:
        """One of the keys, as likely as its weight."""
        number = self.below(sum(weights.values()), *what)
        for key, weight in weights.items():
            if number < weight:
                return key
            number -= weight
        raise AssertionError("unreachable: number is below the sum of the weights")


def make_objects(seed: str, count: int) -> list[RosterObject]:
    """`count` made-up employers by object_id: valid codes, unique names, one of them named to attack the pages."""
    dice = _Dice(seed)
    codes: set[str] = set()
    names = {HOSTILE_NAME}
    rows = []
    for index in range(count):
        row = _object(dice, index, codes, names, hostile=index == count // 2)
        codes.add(row.object_id)
        names.add(row.name)
        rows.append(row)
    return sorted(rows, key=lambda row: row.object_id)


def _object(dice: _Dice, index: int, codes: set[str], names: set[str], *, hostile: bool) -> RosterObject:
    section = dice.weighted({key: share for key, (share, _) in _SECTIONS.items()}, index, "section")
    kind = dice.weighted(_SECTIONS[section][1], index, "kind")
    industry = dice.one(list(_TRADES[section]), index, "industry")
    towns = {f"{AREA}{100 + number}": weight for number, weight in enumerate(_TOWN_WEIGHTS)}
    return RosterObject(
        object_id=_code(dice, index, kind, codes),
        name=HOSTILE_NAME if hostile else _name(dice, index, kind, _TRADES[section][industry], names),
        kind=kind,
        section=section,
        industry=industry,
        town=dice.weighted(towns, index, "town"),
        status=dice.weighted(_STATUS_WEIGHTS, index, "status"),
        listed_on=(_FIRST_DAY + timedelta(days=dice.below(_DAYS, index, "listed_on"))).isoformat(),
    )


def _code(dice: _Dice, index: int, kind: str, taken: set[str]) -> str:
    attempt = 0
    while True:
        tail = "".join(dice.one(ALPHABET, index, "code", attempt, place) for place in range(6))
        organisation = f"DM{tail}"
        first17 = f"{_PREFIXES[kind]}{AREA}{organisation}{_organisation_check(organisation)}"
        code = first17 + check_character(first17)
        if code not in taken:
            return code
        attempt += 1


def _organisation_check(organisation: str) -> str:
    # GB 11714: the nine-character code of the body has a check character of its own
    values = (int(char) if char.isdigit() else ord(char) - 55 for char in organisation)
    rest = 11 - sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def _name(dice: _Dice, index: int, kind: str, words: Sequence[str], taken: set[str]) -> str:
    attempt = 0
    while True:
        brand = "".join(dice.one(_SYLLABLES, index, "brand", attempt, place) for place in range(2))
        word = dice.one(words, index, "word", attempt)
        name = f"{COUNTY}{brand}{word}{dice.one(_FORMS[kind], index, 'form', attempt)}"
        if name not in taken:
            return name
        attempt += 1


_SURNAMES = "陈黄林叶刘朱曾徐罗谢卢吴"
_GIVEN = "示例岚柏舟棠野予安之禾屿溪"
# id, then department, skills, certificate's last day, status, reserve
_POSTS: tuple[tuple[str, *tuple[Any, ...]], ...] = (
    ("JC001", "hrss-ldjc", ("insurance", "labour"), "2027-12-31", "active", ""),
    ("JC002", "hrss-ldjc", ("hr-market", "labour"), "2027-12-31", "active", ""),
    ("JC003", "hrss-ldjc", ("insurance", "labour", "training"), "2027-12-31", "active", ""),
    ("JC004", "hrss-ldjc", ("hr-market", "insurance", "labour"), "2027-12-31", "active", ""),
    ("JC005", "hrss-ldjc", ("hr-market", "labour", "training"), "2027-12-31", "active", ""),
    ("JC006", "hrss-ldjc", ("insurance", "labour"), "2026-11-10", "active", ""),
    ("JC007", "hrss-ldjc", ("labour", "training"), "2027-12-31", "active", ""),
    ("JC008", "hrss-ldjc", ("insurance", "labour"), "2027-12-31", "suspended", ""),
    ("SC001", "market", ("labour", "market"), "2027-12-31", "active", ""),
    ("SC002", "market", ("market",), "2027-12-31", "active", ""),
    ("SC003", "market", ("insurance", "labour", "market"), "2027-12-31", "active", "yes"),
    ("SC004", "market", ("labour", "market"), "2027-12-31", "active", "yes"),
)


def make_inspectors(seed: str) -> list[Inspector]:
    """Twelve made-up officers by inspector_id.

    Eight are the bureau's (one suspended, one whose certificate ends on 2026-11-10, inside some draws' time), four the
    market regulator's, and two of those are reserves.
    """
    dice = _Dice(seed)
    names: list[str] = []
    rows = []
    for number, *post in _POSTS:
        names.append(_person(dice, number, names))
        rows.append(Inspector(number, names[-1], *post))
    return rows


def _person(dice: _Dice, number: str, taken: Sequence[str]) -> str:
    attempt = 0
    while True:
        given = "".join(dice.one(_GIVEN, number, attempt, place) for place in range(2))
        name = dice.one(_SURNAMES, number, "surname", attempt) + given
        if name not in taken:
            return name
        attempt += 1
