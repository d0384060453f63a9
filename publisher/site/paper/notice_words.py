"""What a notice says, in words, in whichever form it is printed (article 18).

All that stands over its fingerprint is held by that checkpoint: the outcome as it was drawn and sealed. What came later
is told apart, under the fingerprint of the checkpoint that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publisher.site.contents.draw_context import Successor
from publisher.site.read.drawn import ChangeView, DrawnObject
from publisher.site.read.draws import DrawView
from publisher.site.read.figures import day, groups, moment, thousands
from publisher.site.read.ledger import CheckpointView
from publisher.site.read.people import Person
from publisher.site.read.view import BureauView
from publisher.site.read.words import KINDS, METHODS, VISITS, VOIDS, beacon_said

PIECES = 10
"""Single changes that are told one by one; of more the notice says how many."""


class Line(NamedTuple):
    """One drawn object: who, of which group (empty where all are of one), and whom the draw gave it."""

    rank: int
    name: str
    group: str
    team: str


def heading(draw: DrawView) -> str:
    """What kind of notice it is."""
    return f"“双随机、一公开”{'抽签作废' if draw.void else '抽签结果' if draw.records.outcome else '抽签'}公告"


def said(draw: DrawView) -> str:
    """The sentence under the title: what came of the draw, or when it is."""
    if draw.void:
        record = draw.void.record
        return f"本次抽签已于 {moment(record.time)} 作废，编号不再使用。原因：{VOIDS[record.code]}，{record.reason}。"
    counts = f"{thousands(draw.eligible)} 户可抽"
    if draw.records.outcome:
        return f"{counts}，抽中 {thousands(draw.size)} 户。结果由公共随机数决定，任何人都可以重新计算。"
    when = f"公共随机数将在 {moment(draw.beacon_time)} 产生，此前谁也不知道结果。"
    return f"{counts}，将抽 {thousands(draw.size)} 户。{when}"


def facts(draw: DrawView) -> Iterator[tuple[str, str]]:
    """(name, value) of each fact. A void draw has no terms: nobody is inspected for it."""
    commit = draw.commit.record
    yield "检查事项", "；".join(draw.items)
    if draw.order:
        order = draw.order
        yield "方式", "，".join([KINDS[order.kind], METHODS[order.method], VISITS[order.visits]])
    yield "原定的公共随机数" if draw.void else "公共随机数", "；".join(_beacons(draw))
    if not draw.void:
        yield "检查、公示期限", f"{day(commit.inspect_by)}前检查，{day(commit.publish_by)}前公示结果"
    if commit.plan.approval:
        yield "批准", commit.plan.approval


def _beacons(draw: DrawView) -> Iterator[str]:
    for part, value in draw.beacons:
        shown = f"，{value[:16]}{'…' if len(value) > 16 else ''}" if value else ""
        yield f"{beacon_said(part.source, part.round)}，{moment(part.time)}{shown}"


def drawn_lines(draw: DrawView) -> tuple[Line, ...]:
    """Everyone who was drawn, by rank, as it was sealed: without what was changed later."""
    if draw.void:
        return ()
    titles = {chance.stratum: chance.title for chance in draw.chances} if len(draw.chances) > 1 else {}
    return tuple(_line(one, titles.get(one.stratum, "")) for one in draw.drawn if one.rank)


def grouped(draw: DrawView, lines: Sequence[Line]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """(group, its lines) in the order of the groups; all under an empty name where there is one group."""
    names = [chance.title for chance in draw.chances] if len(draw.chances) > 1 else [""]
    found = ((name, tuple(line for line in lines if line.group == name)) for name in dict.fromkeys([*names, ""]))
    return tuple((name, held) for name, held in found if held)


def _line(one: DrawnObject, group: str) -> Line:
    team = [member.name or member.id for member in one.sealed if member]
    return Line(one.rank, _who(one.object), group, "、".join(team) or "延期")


def _who(person: Person) -> str:
    """The name; where the list was sealed with aliases, the alias as well or alone."""
    if person.key == person.id:
        return person.name or person.id
    return f"{person.name}（代号 {person.short}）" if person.name else f"代号 {person.short}"


def hidden_said(draw: DrawView, lines: tuple[Line, ...]) -> str:
    """What the aliases mean; empty where the list was open."""
    if not draw.people.blinded or not lines:
        return ""
    if all(one.object.name for one in draw.drawn):
        return "封存的名单用代号，单位名称是检查以后公开的；代号与名称对不对得上，在网页上可以核对。"
    return "用代号的，检查以后公开名称；单位凭核验凭条现在就能查到自己。"


def later_lines(draw: DrawView, successor: Successor | None) -> tuple[str, ...]:
    """What came after the draw's end: what replaces a void one, or each completed change."""
    if draw.void:
        return (_replaced(successor),) if successor else ()
    ranks = {one.object.key: f"{one.rank} 号" if one.rank else _who(one.object) for one in draw.drawn}
    teams = {one.object.key: one.team for one in draw.drawn}
    done = [change for change in draw.changes if change.changed]
    brief = sum(len(change.substitutes) + len(change.supplements) for change in done) > PIECES
    return tuple(_change(change, ranks, teams, brief) for change in done)


def later_heading(draw: DrawView) -> str:
    """What stands over what came later."""
    return "由哪次抽签代替" if draw.void else "抽签以后的变动"


def _replaced(by: Successor) -> str:
    return f"由 {by.draw} 代替：{by.title}，{day(by.time)}封存。"


def _change(change: ChangeView, ranks: dict[str, str], teams: dict[str, tuple[Person | None, ...]], brief: bool) -> str:
    assert change.changed
    pieces = [_counted(change)] if brief else [*_substituted(change, ranks), *_supplemented(change, ranks, teams)]
    return f"第 {change.number} 次更换，{day(change.changed.record.time)}：{'；'.join(pieces)}。"


def _counted(change: ChangeView) -> str:
    parts = [(len(change.substitutes), "人次检查人员更换"), (len(change.supplements), "户增补")]
    return "，".join(f"{number} {what}" for number, what in parts if number) + "，见网页"


def _substituted(change: ChangeView, ranks: dict[str, str]) -> Iterator[str]:
    swaps: dict[tuple[str, str], list[str]] = {}
    for one, removed, added in change.substitutes:
        swap = (_name(removed) if removed else "空缺", _name(added) if added else "空缺")
        swaps.setdefault(swap, []).append(ranks.get(one.key, one.short))
    for (gone, come), where in swaps.items():
        yield f"{gone}换为{come}（{'、'.join(where)}）"


def _supplemented(
    change: ChangeView, ranks: dict[str, str], teams: dict[str, tuple[Person | None, ...]]
) -> Iterator[str]:
    for one, instead_of in change.supplements:
        gone = ranks.get(instead_of.key, instead_of.short)
        if one is None:
            yield f"{gone}不再检查，没有可增补的单位"
        else:
            team = "、".join(_name(member) for member in teams.get(one.key, ()) if member)
            yield f"{gone}不再检查，增补{_who(one)}（{team or '延期'}）"


def _name(person: Person) -> str:
    return person.name or person.id


def point_said(what: str, point: CheckpointView) -> str:
    """Which checkpoint holds `what`, with the beginning of its fingerprint and how many witnesses signed it."""
    seen = f"，{len(point.cosignatures)} 位见证人签名" if point.cosignatures else ""
    return f"{what}在总账前 {point.size} 条里，总账指纹 {groups(point.fingerprint[:16])}\u00a0…{seen}。"


def where_said(address: str) -> str:
    """Where the site is that the fingerprints are compared with. `address`: empty where it isn't known."""
    return f"网页：{address or '政府网站上本局的“双随机、一公开”栏目'}"


def contact_said(bureau: BureauView, draw: DrawView) -> str:
    """Whom to turn to; how to object only where there is a result, or will be one, of what was drawn."""
    objections = bureau.objections if draw.records.outcome and not draw.void else ""
    parts = [("异议", objections), ("地址", bureau.office), ("电话", bureau.phone)]
    return "".join(f"{name}：{value}。" for name, value in parts if value)
