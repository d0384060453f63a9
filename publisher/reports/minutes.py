"""The minutes of a draw, to be printed and signed on the spot: who was there, each step with its record (article 10).

Time, place and names are left to be written by hand: nobody's computer was a witness. What it does know is printed so
that it can be compared by eye with any other copy: every fingerprint in groups of four.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from publisher.draw.identifiers import ABSENT, VACANT, parse_time
from publisher.draw.identifiers import SHANGHAI as LOCAL
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import AnyRecord, Commit
from publisher.log.trust import TrustPolicy
from publisher.reports.blocks import Blank, Block, Cell, Column, Grid, Heading, Paper, Paragraph, Small, in_fours
from publisher.reports.people import People
from publisher.rules.draw_files import DrawFile
from publisher.rules.shares import Share

KINDS = {"undirected": "不定向抽查", "directed": "定向抽查"}
METHODS = {"daily": "日常检查", "special": "专项检查", "paper": "书面检查"}
PRESENT = {
    "draw": "抽签办公室（主持、操作）",
    "legal": "法制机构（监督）",
    "deputy": "法制机构代签人",
    "log": "总账管理员",
    "observer": "观察员",
}
_VOID = {
    "error": "封存的文件有错",
    "absence": "参与方缺席",
    "unwitnessed": "封签未及时得到见证",
    "beacon-silent": "随机数未产生",
}
MOST_DRAWN = 60
_OTHERS = 3
_HASH = Column("指纹（SHA-256，每四位一组）", 96, code=True)


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """What the minutes of a draw are made of. `fingerprint`: of the newest signed checkpoint, `size` entries long."""

    bureau: str
    file: DrawFile
    people: People
    trust: TrustPolicy | None
    genesis: str
    fingerprint: str
    size: int
    demo: bool = False

    @property
    def records(self) -> DrawRecords:
        """The draw's records."""
        return self.file.records

    @property
    def commit(self) -> Logged[Commit]:
        """Its commit."""
        assert self.file.records.commit is not None
        return self.file.records.commit


def minutes(sitting: Sitting) -> Paper:
    """The minutes as far as the draw has come; steps that are still to come have empty lines."""
    blocks = (
        *_head(sitting),
        *_present(sitting),
        *_steps(sitting),
        *_fingerprints(sitting),
        *_quotas(sitting),
        *_drawn(sitting),
        *_end(),
    )
    return Paper(
        title="随机抽取现场笔录",
        author=sitting.bureau,
        dated=_day(sitting.records.outcome or sitting.commit),
        blocks=blocks,
        running=f"{sitting.bureau}　{sitting.file.draw}" + ("　（演示数据）" if sitting.demo else ""),
        formal=False,
    )


def _day(logged: Logged[AnyRecord]) -> date:
    return parse_time(logged.record.time).astimezone(LOCAL).date()


def _moment(time: str) -> str:
    return parse_time(time).astimezone(LOCAL).strftime("%Y-%m-%d %H:%M:%S")


def _head(sitting: Sitting) -> Iterator[Block]:
    commit, order = sitting.commit.record, sitting.file.order
    plan = commit.plan
    basis = f"年度计划第{plan.row}行第{plan.occurrence}次" if plan.row else f"计划外，批准：{plan.approval}"
    rows: list[tuple[Cell, ...]] = [
        ("抽签编号", sitting.file.draw),
        ("任务名称", commit.title),
        ("依据", basis),
        ("类型和方式", f"{KINDS[order.kind]}；{METHODS[order.method]}"),
        ("抽查事项", sitting.people.named(order.items)),
        ("时间", "　　　　年　　月　　日　　时　　分　至　　时　　分"),
        ("地点", ""),
    ]
    yield Grid((Column("", 30), Column("", 142)), tuple(rows), head=False, height=9)


def _present(sitting: Sitting) -> Iterator[Block]:
    """Those present by role: the offices that hold keys, the draw's parties, and room for others."""
    yield Heading("一、在场人员")
    rows = [(PRESENT[role], holder, "", "") for role, holder in _holders(sitting)]
    rows += [("其他在场人员", "", "", "")] * _OTHERS
    columns = (Column("身份", 44), Column("单位", 56), Column("姓名（正楷）", 34), Column("签名", 38))
    yield Grid(columns, tuple(rows), height=11)


def _holders(sitting: Sitting) -> list[tuple[str, str]]:
    """(role, holder) of every key that counted at the commit and has a part in the sitting; observers as parties."""
    if sitting.trust is None:
        return [("draw", ""), ("legal", ""), ("log", "")]
    parties = {part.party for part in sitting.commit.record.parties}
    found: list[tuple[str, str]] = []
    for role in PRESENT:
        for key in sitting.trust.keys_at(sitting.commit.position, role):
            if (role != "observer" or key.parsed.name in parties) and (role, key.holder) not in found:
                found.append((role, key.holder))
    return found


def _steps(sitting: Sitting) -> Iterator[Block]:
    yield Heading("二、经过")
    columns = (
        Column("步骤", 40),
        Column("记录时间", 34, "center"),
        Column("总账", 14, "center"),
        Column("记录散列", 84, code=True),
    )
    yield Grid(columns, tuple(_step_rows(sitting)))
    yield Small("记录时间由签署方的计算机写入；先后次序以总账位置和见证人的会签为准。")


def _step_rows(sitting: Sitting) -> Iterator[tuple[Cell, ...]]:
    records, commit = sitting.records, sitting.commit
    yield _step("抽签前封存", commit)
    revealed = {item.record.party: item for item in records.reveals}
    answers = records.close.record.reveals if records.close else {}
    for part in commit.record.parties:
        name = f"拆封：{_holder(sitting, part.party)}"
        if part.party in revealed:
            yield _step(name, revealed[part.party])
        else:
            yield (f"{name}{'（缺席）' if answers.get(part.party) == ABSENT else ''}", "", "", "")
    for ceremony in records.ceremonies[:1]:
        yield _step(f"当众摇号：{ceremony.record.value}", ceremony)
    yield _step("封签", records.close)
    for beacon in commit.record.beacons:
        yield (f"公共随机数：{beacon.source} 第{beacon.round}期", _moment(beacon.time), "", "")
    if records.void is not None:
        yield _step(f"作废：{_VOID[records.void.record.code]}", records.void)
    else:
        yield _step("抽取结果", records.outcome)


def _holder(sitting: Sitting, party: str) -> str:
    """Whose key a party's name is; the name itself where it isn't known."""
    keys = sitting.trust.keys_at(sitting.commit.position) if sitting.trust else []
    return next((key.holder for key in keys if key.parsed.name == party), party)


def _step(name: str, logged: Logged[AnyRecord] | None) -> tuple[Cell, ...]:
    if logged is None:
        return name, "", "", ""
    return name, _moment(logged.record.time), str(logged.position), in_fours(logged.hash)


def _fingerprints(sitting: Sitting) -> Iterator[Block]:
    yield Heading("三、指纹")
    files = sitting.commit.record.files
    outcome = sitting.records.outcome
    rows = [("起点指纹（创世记录）", sitting.genesis)]
    rows += [
        (title, files[name])
        for name, title in (
            ("order.json", "抽查方案"),
            ("frame.csv", "参加抽签的名单"),
            ("panel.csv", "检查人员名单"),
        )
        if name in files
    ]
    if outcome is not None:
        rows.append(("本次抽签的种子", outcome.record.seed))
        rows += [
            (title, outcome.record.files[name])
            for name, title in (("selection.csv", "抽中名单"), ("teams.csv", "检查组"))
            if name in outcome.record.files
        ]
    rows.append((f"总账指纹（{sitting.size}条）", sitting.fingerprint))
    yield Grid((Column("内容", 76), _HASH), tuple((title, in_fours(value)) for title, value in rows))
    yield Small("在场人员可当场抄录或拍照，日后与网站、公告上的逐组核对。")


def _quotas(sitting: Sitting) -> Iterator[Block]:
    yield Heading("四、名额")
    titles = {part.stratum: part.title for part in sitting.file.order.strata}
    columns = (
        Column("分组", 72),
        Column("名单", 24, "right"),
        Column("可抽", 24, "right"),
        Column("名额", 24, "right"),
        Column("机会", 28, "right"),
    )
    rows = tuple(
        (titles.get(q.stratum, q.stratum), q.listed, q.eligible, q.size, Share(q.size, q.eligible))
        for q in sitting.commit.record.quotas
    )
    yield Grid(columns, rows)


def _drawn(sitting: Sitting) -> Iterator[Block]:
    """Who was drawn, with the teams as they came out of the draw; aliases in a blinded draw."""
    teams: dict[str, list[str]] = {}
    for member in sitting.file.members:
        teams.setdefault(member.object_id, []).append(member.inspector_id)
    yield Heading("五、抽取结果")
    if not teams:
        yield Paragraph("尚无抽取结果。" if sitting.records.void is None else "本次抽签已作废，没有抽取结果。")
        return
    columns = (Column("签序", 14, "center"), Column("检查对象", 86), Column("检查组", 72))
    rows = [
        (str(rank), _object(sitting.people, name), "、".join(_inspector(sitting.people, who) for who in team))
        for rank, (name, team) in enumerate(teams.items(), 1)
    ]
    yield Grid(columns, tuple(rows[:MOST_DRAWN]))
    if len(rows) > MOST_DRAWN:
        yield Small(f"共{len(rows)}户，其余见selection.csv和teams.csv，以上列指纹为准。")
    if sitting.commit.record.frame == "blinded":
        yield Small("名单暂不公开姓名，表中为代号；检查后公开。")


def _object(people: People, name: str) -> str:
    found = people.object(name)
    return f"{found.name}\n{found.object_id}" if found else f"代号 {name[:16]}…" if len(name) == 64 else name


def _inspector(people: People, inspector_id: str) -> str:
    return "（空缺）" if inspector_id == VACANT else people.inspector(inspector_id)


def _end() -> Iterator[Block]:
    yield Heading("六、现场情况（异常、异议、中断和处理）")
    yield Blank(4)
    yield Heading("七、核对")
    yield Paragraph(
        "以上步骤在场人员全程见证，所列指纹与现场屏幕显示的一致；对本笔录无异议的签名，有异议的在上栏写明后签名。"
    )
    columns = (Column("身份", 44), Column("签名", 64), Column("日期", 64))
    rows = (("主持人", "", ""), ("法制机构监督人员", "", ""), ("记录人", "", ""), ("观察员", "", ""))
    yield Grid(columns, rows, height=12)
