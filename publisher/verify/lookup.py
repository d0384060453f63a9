"""One firm's own view of each draw: in the list or not, why not, its ticket, its chance, who comes (SITE.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from publisher.draw.blinding import Receipt, opening
from publisher.draw.hashing import object_ticket
from publisher.draw.tables import FrameRow
from publisher.errors import Words
from publisher.log.rows import ResultRow
from publisher.verify.case import Case
from publisher.verify.computed import computed_of
from publisher.verify.draw_case import DrawCase
from publisher.verify.inputs import commit_day, inputs_at, objects_of
from publisher.verify.published import Published
from publisher.verify.teams_in_force import teams_in_force

# Nothing that a firm is told here rests on today's date.
_ANY_TIME = datetime(2999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one firm stands in one draw; None means that what is published and brought along doesn't say.

    `listed`: on the roster at the basis. `row`: the id or alias under which it stands in frame.csv. `hashed`: the
    literal text whose SHA-256 is `ticket`. `place`: its place among the eligible tickets of its stratum, from 1.
    `rank`: in selection.csv. `last`: the highest ticket drawn in its stratum. `chance`: size/eligible, known before the
    draw. `team`: who visits, as in force now. `state`: of the result: none, published, withdrawn. `words`: all of it
    for people, in sentences.
    """

    draw: str
    title: str
    blinded: bool
    listed: bool | None
    in_frame: bool | None
    row: str = ""
    stratum: str = ""
    excluded: str = ""
    chance: str = ""
    hashed: str = ""
    ticket: str = ""
    place: int | None = None
    rank: int | None = None
    last: str = ""
    drawn: bool | None = None
    team: tuple[str, ...] = ()
    state: str = "none"
    result: ResultRow | None = None
    words: tuple[Words, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The standing as JSON values with stable keys; the result as its row says it."""
        values = {part.name: getattr(self, part.name) for part in fields(self)}
        values["team"] = list(self.team)
        values["result"] = self.result.evidence() if self.result else None
        values["words"] = [{"zh": words.zh, "en": words.en} for words in self.words]
        return values


def lookup(
    published: Published,
    object_id: str,
    *,
    draw: str | None = None,
    receipt: Receipt | None = None,
    frame_keys: Mapping[str, bytes] | None = None,
) -> list[Standing]:
    """One firm (by its id) in each draw of the log, or in one of them.

    In a blinded draw its name is found by the receipt, by the frame key (published or given) or by its published
    result. Never raises for what the files hold.
    """
    case = Case(published, now=_ANY_TIME, frame_keys=frame_keys)
    chosen = [item for item in case.draws.values() if item.commit and draw in (None, item.name)]
    return [_standing(case, item, object_id, receipt) for item in chosen]


def _standing(case: Case, draw: DrawCase, object_id: str, receipt: Receipt | None) -> Standing:
    assert draw.commit is not None
    blinded = draw.commit.frame == "blinded"
    base: dict[str, Any] = {
        "draw": draw.name,
        "title": draw.commit.title,
        "blinded": blinded,
        "listed": _listed(case, draw, object_id),
    }
    mine = receipt if receipt and (receipt.draw, receipt.opening.object_id) == (draw.name, object_id) else None
    name = _alias(draw, object_id, mine) if blinded else object_id
    rows = draw.frame.value
    if name is None or rows is None:
        words = Words(
            "名单暂不公开姓名；凭核验凭条可以查到，凭条在检查时发给，最后一次检查后也可索取",
            "the names are closed for now; your receipt opens yours (given at the visit, later on request)",
        )
        return Standing(**base, in_frame=None, words=(words,) if rows is not None else ())
    row = next((row for row in rows if row.object_id == name), None)
    if row is None:
        words = Words("不在参加抽签的名单中", "not in the list of those who could be drawn")
        return Standing(**base, in_frame=False, row=name, drawn=False, words=(words, *_receipt_words(case, mine, row)))
    standing = Standing(**base, in_frame=True, **_ticket(case, draw, row), **_visit(case, draw, name))
    return replace(standing, words=(*_words(standing), *_receipt_words(case, mine, row)))


def _listed(case: Case, draw: DrawCase, object_id: str) -> bool | None:
    assert draw.commit is not None
    roster = objects_of(case, inputs_at(case, draw.commit.basis.size, commit_day(draw.commit))).value
    return None if roster is None else any(row.object_id == object_id for row in roster)


def _alias(draw: DrawCase, object_id: str, receipt: Receipt | None) -> str | None:
    """The alias of a firm in a blinded draw, if anything opens it."""
    if receipt is not None:
        return receipt.alias
    if draw.frame_key.value is not None:
        return opening(draw.frame_key.value, object_id).alias(draw.name)
    results = (row.result.value for row in draw.results)
    openings = (result.opening for result in results if result and result.opening)
    return next((found.alias(draw.name) for found in openings if found.object_id == object_id), None)


def _ticket(case: Case, draw: DrawCase, row: FrameRow) -> dict[str, Any]:
    """What the frame and the seed say of one row."""
    quota = next((part for part in draw.commit.quotas if part.stratum == row.stratum), None) if draw.commit else None
    found: dict[str, Any] = {"row": row.object_id, "stratum": row.stratum, "excluded": row.excluded}
    if row.excluded:
        return {**found, "drawn": False}
    found["chance"] = f"{quota.size}/{quota.eligible}" if quota else ""
    computed = computed_of(case, draw)
    if computed.seed is None or computed.selection is None or draw.records.outcome is None:
        return found
    hashed = f"{computed.seed}:object:{row.object_id}"
    ticket = object_ticket(computed.seed, row.object_id)
    drawn = [item for item in computed.selection if item.stratum == row.stratum]
    rank = next((item.rank for item in drawn if item.object_id == row.object_id), None)
    place = _place(draw, computed.seed, row, ticket)
    last = drawn[-1].ticket if drawn else ""
    return {
        **found,
        "hashed": hashed,
        "ticket": ticket,
        "place": place,
        "rank": rank,
        "last": last,
        "drawn": rank is not None,
    }


def _place(draw: DrawCase, seed: str, row: FrameRow, ticket: str) -> int:
    """Its place among the eligible tickets of its stratum: one more than those that are lower."""
    rivals = (
        other.object_id for other in draw.frame.value or () if other.stratum == row.stratum and not other.excluded
    )
    return 1 + sum((object_ticket(seed, rival), rival) < (ticket, row.object_id) for rival in rivals)


def _visit(case: Case, draw: DrawCase, name: str) -> dict[str, Any]:
    """Who visits and what came of it."""
    team = tuple(teams_in_force(case, draw).now.get(name, ()))
    rows = [row for row in draw.results if row.logged.record.object == name]
    if not rows:
        return {"team": team}
    state = "withdrawn" if rows[-1].logged.record.row in draw.withdrawn else "published"
    return {"team": team, "state": state, "result": None if state == "withdrawn" else rows[-1].result.value}


def _words(found: Standing) -> Iterator[Words]:
    if found.excluded:
        zh, en = (
            f"在名录中，本次不参加抽签，原因代码：{found.excluded}",
            f"listed, and kept out of this draw: {found.excluded}",
        )
        yield Words(zh, en)
        return
    yield Words(
        f"在参加抽签的名单中，分组{found.stratum}，抽签前的机会是{found.chance}",
        f"could be drawn, in stratum {found.stratum}, with chance {found.chance} before the draw",
    )
    if found.drawn is None:
        yield Words("尚未抽签", "not drawn yet")
        return
    yield Words(
        f"签号{found.ticket}，在本组排第{found.place}", f"ticket {found.ticket}, number {found.place} of its stratum"
    )
    if found.drawn:
        who = "、".join(found.team)
        yield Words(
            f"抽中，总名次第{found.rank}；检查人员：{who}",
            f"drawn, rank {found.rank}; inspectors: {', '.join(found.team)}",
        )
    elif found.team:
        yield Words(
            f"后来增补；检查人员：{'、'.join(found.team)}",
            f"drawn later as a supplement; inspectors: {', '.join(found.team)}",
        )
    else:
        yield Words(f"未抽中；本组抽到签号{found.last}为止", f"not drawn; the last ticket drawn was {found.last}")
    if found.state == "withdrawn":
        yield Words("结果已停止公示", "the result is no longer shown")


def _receipt_words(case: Case, receipt: Receipt | None, row: FrameRow | None) -> Iterator[Words]:
    """Whether the receipt agrees with what is published: if not, its holder has evidence against the bureau."""
    if receipt is None:
        return
    if receipt.genesis != case.ledger.genesis:
        yield Words("凭条属于另一本总账，请保存凭条并投诉", "the receipt is of another log: keep it and complain")
    if row is None or (row.stratum, row.excluded) != (receipt.stratum, receipt.excluded):
        yield Words(
            "凭条与公布的名单不符，请保存凭条并投诉", "the receipt isn't what is published: keep it and complain"
        )
    else:
        yield Words("凭条与公布的名单相符", "the receipt agrees with what is published")
