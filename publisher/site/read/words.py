"""The site's words for what the data keep as codes (公众用语 of ARCHITECTURE.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.errors import Words
from publisher.rules.exclusions import CODES
from publisher.site.read.source import Source, json_object, table

SECTIONS = {
    "A": "农、林、牧、渔业", "B": "采矿业", "C": "制造业", "D": "电力、热力、燃气及水生产和供应业", "E": "建筑业",
    "F": "批发和零售业", "G": "交通运输、仓储和邮政业", "H": "住宿和餐饮业", "I": "信息传输、软件和信息技术服务业",
    "J": "金融业", "K": "房地产业", "L": "租赁和商务服务业", "M": "科学研究和技术服务业",
    "N": "水利、环境和公共设施管理业", "O": "居民服务、修理和其他服务业", "P": "教育", "Q": "卫生和社会工作",
    "R": "文化、体育和娱乐业", "S": "公共管理、社会保障和社会组织", "T": "国际组织",
}  # fmt: skip
"""The sections of GB/T 4754-2017."""

BEACONS = {
    "drand-quicknet": Words("drand 公共随机数网络", "drand quicknet"),
    "lottery-ssq": Words("双色球开奖号码", "lottery 双色球"),
    "lottery-dlt": Words("大乐透开奖号码", "lottery 大乐透"),
    "nist-2": Words("NIST 随机信标", "NIST beacon 2.0"),
    "ceremony": Words("现场公开摇号", "dice or balls in public"),
}
ROUNDS = {"drand-quicknet": "轮", "lottery-ssq": "期", "lottery-dlt": "期"}
"""Source → what its random values are counted in; others have numbers that are no count."""
KINDS = {"undirected": "不定向抽查", "directed": "定向抽查"}
METHODS = {"daily": "日常检查", "special": "专项检查", "paper": "书面检查"}
VISITS = {"announced": "提前告知", "unannounced": "事先不告知", "paper": "书面报送材料"}
ROLES = {
    "draw": "抽查机构",
    "legal": "法制机构",
    "log": "总账",
    "observer": "现场观察人",
    "auditor": "外部审计人",
    "recovery": "恢复密钥",
    "deputy": "法制机构代签人",
}
INSPECTOR_STATUS = {"active": "在岗", "suspended": "停职或暂停执法", "transferred": "已调离"}
EXCLUDED = {
    **{code: words.zh for code, words in CODES.items()},
    "inactive": "已不在经营状态",
    "expired": "执法证到期",
    "suspended": "暂停执法",
    "transferred": "已调离",
}
"""Why somebody listed can't be drawn: an object by the closed list of rules/exclusions.py, or an inspector."""
CHANGE_CODES = {"recused": "回避", "prevented": "因故不能执行", "vacant": "空缺补人"}
VOIDS = {
    "error": "封存的文件有错",
    "absence": "参与方缺席",
    "unwitnessed": "封签未及时得到见证",
    "beacon-silent": "公共随机数未产生",
}
GROUNDS = {"repair": "信用修复", "expired": "公示期满", "court": "法院裁判"}


def beacon_said(source: str, number: str) -> str:
    """A random value by its source and round, as people say it: `双色球开奖号码第 2026036 期`.

    A draw has one ceremony at most, whose round is the draw's own number: that isn't said.
    """
    words = BEACONS.get(source)
    name = words.zh if words else source
    if source == "ceremony":
        return name
    return f"{name}第 {number} {ROUNDS[source]}" if source in ROUNDS else f"{name}（{number}）"


@dataclass(frozen=True)
class Vocabulary:
    """data/codes.json: list → code → words. A code without words stands for itself."""

    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def say(self, kind: str, code: str) -> str:
        """The words of one code of the list `kind` (`result`, `disposition`, `method`, `town`, `industry`, `skill`)."""
        return self.lists.get(kind, {}).get(code, code)

    def all(self, kind: str, codes: list[str]) -> str:
        """The words of several codes, joined by `；`."""
        return "；".join(self.say(kind, code) for code in codes)


def read_vocabulary(source: Source) -> Vocabulary:
    """The code lists as published, and the names of towns; without them pages show codes."""
    value = source.read("data/codes.json", json_object) or {}
    lists = {name: _flat(entries) for name, entries in value.items() if isinstance(entries, dict)}
    towns = source.optional("data/towns.csv", table) or []
    return Vocabulary({"town": {row.get("town", ""): row.get("name", "") for row in towns}, **lists})


def _flat(entries: dict[str, Any]) -> dict[str, str]:
    """code → words, where an entry is the words or an object with its `text`."""
    words = {code: entry.get("text") if isinstance(entry, dict) else entry for code, entry in entries.items()}
    return {code: text for code, text in words.items() if isinstance(text, str)}
