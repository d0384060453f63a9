"""What was corrected in published results: for each correction, what of the text changed, as it was and as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from publisher.rules.results import Finding, Result, Told
from publisher.site.read.drawn import ResultView, review_said
from publisher.site.read.figures import day
from publisher.site.read.people import Person
from publisher.site.read.view import View

GONE = "正文没有公布"
CODES = "检查结果"


class Correction(NamedTuple):
    """A corrected result: `before` and `after`, each only what changed between them; and why."""

    day: date
    about: str
    link: str
    before: str
    after: str
    reason: str
    position: int


def corrected(view: View) -> Iterator[tuple[Result, Told]]:
    """Every row that corrected an error, with its result, in the order of the log."""
    listed = [(result, told) for result in view.books.results for told in result.corrections()]
    return iter(sorted(listed, key=lambda pair: pair[1].logged.position))


class Texts:
    """What the rows of results say, member by member, in words."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._shown = {row.row: row for draw in view.draws for one in draw.drawn for row in one.results}
        self._items = {one.item.item: one.item.name for version in view.items[::-1] for one in version.items}
        self._people = {row.inspector_id: row.name for row in view.rosters.inspectors}

    def reason(self, told: Told) -> str:
        """Why a row corrected another, as it says itself."""
        shown = self._shown.get(told.row)
        return (shown.reason if shown else "") or (told.entry.reason if told.entry else "")

    def change(self, result: Result, told: Told) -> tuple[str, str]:
        """What a correction changed: as it was, as it is. Only the results' codes of what isn't published any more."""
        replaced = next(one for one in result.rows if one.row == told.logged.record.replaces)
        before, after = replaced.finding, told.finding
        if before is None or after is None or result.newest.row in self._view.withdrawn:
            return self._codes(before), self._codes(after)
        return changed(self._members(result, replaced, before), self._members(result, told, after))

    def _codes(self, found: Finding | None) -> str:
        return self._view.words.all("result", list(found.codes)) if found else GONE

    def _members(self, result: Result, told: Told, found: Finding) -> Mapping[str, str]:
        return {
            CODES: self._codes(found),
            **self._said(told),
            "事项": "；".join(self._items.get(item, item) for item in found.items),
            "检查日期": day(found.visited_on),
            "认定日期": day(found.fixed_on),
            "检查人员": "、".join(self._inspector(result.draw, one) for one in found.inspectors),
            "复查日期": day(found.re_checked_on) if found.re_checked_on else "",
        }

    def _said(self, told: Told) -> Mapping[str, str]:
        shown: ResultView | None = self._shown.get(told.row)
        if shown is not None:
            return _named(shown.dispositions, shown.method, shown.remark, shown.review)
        made = told.entry.result if told.entry else None
        if made is None:
            return {}
        say = self._view.words
        method, dispositions = say.say("method", made.method), say.all("disposition", made.dispositions)
        return _named(dispositions, method, made.remark, review_said(made.review))

    def _inspector(self, draw: str, inspector: str) -> str:
        found = self._view.by_number.get(draw)
        person = found.people.inspector(inspector) if found else Person(inspector, inspector, "")
        name = person.name or self._people.get(inspector, "")
        return inspector if name in ("", "*") else name


def _named(dispositions: str, method: str, remark: str, review: str) -> Mapping[str, str]:
    return {"处理": dispositions, "检查方式": method, "备注": remark, "文字公开": review}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, str]:
    """Two texts, member → words, as two lines that name only the members in which they differ."""
    names = [name for name in before if before[name] != after.get(name, before[name])]
    if not names:
        return "", "公布的文字没有变"
    return _line(before, names), _line(after, names)


def _line(members: Mapping[str, str], names: list[str]) -> str:
    said = ((name, members[name].rstrip("。；") or "（空）") for name in names)
    return "；".join(words if name == CODES else f"{name}：{words}" for name, words in said)
