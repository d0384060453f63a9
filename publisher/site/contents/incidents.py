"""What went otherwise than planned, of all years: replaced, voided, corrected, withdrawn, late, objected to (art. 22).

From the log and the published texts. Who is meant by a withdrawn row isn't said any more; why an inspector was replaced
never was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from publisher.log import places
from publisher.log.records import Filing, Withdraw
from publisher.rules.accountability import KIND_WORDS, Event, Kind, events
from publisher.rules.objections import STATE_WORDS
from publisher.rules.results import Result, logged_day, routine_rows
from publisher.site.contents.corrections import Correction, Texts, corrected
from publisher.site.contents.result_tags import ROW_DIGITS
from publisher.site.contents.results_context import result_link
from publisher.site.read.view import View
from publisher.site.read.words import GROUNDS, ROLES, VOIDS

_REPLACED: tuple[Kind, ...] = ("recused", "prevented", "late-recusal")
_OTHER: tuple[Kind, ...] = ("outside-plan", "absent", "keys")


class Incident(NamedTuple):
    """One thing that happened: when, what, who answers for it, the site path that shows it, where the log has it."""

    day: date
    what: str
    who: str
    about: str
    link: str
    position: int


class Late(NamedTuple):
    """A result that was public after its term, or isn't yet."""

    about: str
    link: str
    due: date
    public_on: date | None
    days: int


class Objected(NamedTuple):
    """Where the newest objection to a result stands."""

    about: str
    link: str
    said: str
    is_open: bool


class Report(NamedTuple):
    """A half-year's report that was filed."""

    period: str
    day: date
    position: int
    files: tuple[tuple[str, str], ...]


class Incidents(NamedTuple):
    """Everything of this kind, newest first in each list."""

    replaced: tuple[Incident, ...]
    voided: tuple[Incident, ...]
    corrected: tuple[Correction, ...]
    withdrawn: tuple[Incident, ...]
    late: tuple[Late, ...]
    objected: tuple[Objected, ...]
    other: tuple[Incident, ...]
    in_time: int


def incidents(view: View) -> Incidents:
    """All that there is to see of it."""
    found = events(view.ledger.history, routine_rows(view.books.results))
    told = list(_together(found))

    def of(*kinds: Kind) -> tuple[Incident, ...]:
        return tuple(_incident(view, event, roles) for event, roles in reversed(told) if event.kind in kinds)

    states = [item.state(view.today) for item in view.publications]
    return Incidents(
        replaced=of(*_REPLACED),
        voided=of("voided"),
        corrected=tuple(_corrections(view))[::-1],
        withdrawn=tuple(_withdrawals(view))[::-1],
        late=tuple(_late(view)),
        objected=tuple(_objected(view)),
        other=of(*_OTHER),
        in_time=states.count("done"),
    )


def _together(found: list[Event]) -> Iterator[tuple[Event, list[str]]]:
    """Each event once, with all roles that answer for it: what two offices signed together happened once."""
    roles: dict[tuple[str, str, str], list[str]] = {}
    first: dict[tuple[str, str, str], Event] = {}
    for event in found:
        key = event.kind, event.about, event.record
        roles.setdefault(key, []).append(ROLES.get(event.role, event.role))
        first.setdefault(key, event)
    return ((event, roles[key]) for key, event in first.items())


def _incident(view: View, event: Event, roles: list[str]) -> Incident:
    draw, _, named = event.about.partition("/")
    link = f"draws/{draw}/index.html" if draw in view.by_number else ""
    if link and named:
        link += f"#u-{named}"
    what = KIND_WORDS[event.kind].zh
    if event.kind == "voided":
        code, _, reason = event.words.zh.partition("：")
        what = f"{VOIDS.get(code, code)}：{reason}"
    elif event.kind in ("outside-plan", "keys"):
        what = f"{what}：{event.words.zh}"
    position = int(event.record.removeprefix("log[").removesuffix("]"))
    return Incident(event.day, what, "、".join(roles), _about(view, draw, named), link, position)


def _about(view: View, draw: str, named: str) -> str:
    """`2026-001 某某公司`, the name as far as it is public."""
    if not named:
        return draw
    found = view.by_number.get(draw)
    person = found.people.object(named) if found else None
    return f"{draw} {person.name or person.short}" if person else f"{draw} {named}"


def _corrections(view: View) -> Iterator[Correction]:
    texts = Texts(view)
    for result, told in corrected(view):
        before, after = texts.change(result, told)
        named = result.named if result.newest.row not in view.withdrawn else ""
        about = _about(view, result.draw, named) if result.draw else result.named
        link = result_link(view, result)
        yield Correction(told.day, about, link, before, after, texts.reason(told), told.logged.position)


def _withdrawals(view: View) -> Iterator[Incident]:
    for item in view.ledger.history.of(Withdraw):
        record = item.record
        what = f"{GROUNDS.get(record.ground, record.ground)}，依据：{record.document}"
        link = f"draws/{record.draw}/index.html" if record.draw in view.by_number else ""
        who = "、".join(ROLES[role] for role in record.signers)
        yield Incident(logged_day(record), what, who, record.draw or "抽签以外的检查", link, item.position)


def _late(view: View) -> Iterator[Late]:
    roots = {told.row: result for result in view.books.results for told in result.rows}
    for item in view.publications:
        if item.state(view.today) not in ("late", "overdue"):
            continue
        result = roots.get(item.row)
        draw, _, named = item.about.partition("/")
        link = result_link(view, result) if result else f"draws/{draw}/index.html#u-{named}" if named else ""
        days = ((item.public_on or view.today) - item.due.day).days
        yield Late(_about(view, draw, named), link, item.due.day, item.public_on, days)


def _objected(view: View) -> Iterator[Objected]:
    known: Mapping[str, Result] = {result.root: result for result in view.books.results}
    for item in view.books.registers.objections:
        result = known.get(item.row)
        said = STATE_WORDS[item.state].zh if item.state in STATE_WORDS else item.state  # type: ignore[index]
        about = _about(view, result.draw, result.named) if result and result.draw else item.row[:ROW_DIGITS]
        yield Objected(about, result_link(view, result) if result else "", said, item.state not in _SETTLED)


_SETTLED = ("dismissed", "corrected")


def reports(view: View) -> list[Report]:
    """The half-year reports that were filed, newest first (article 23)."""
    found = [item for item in view.ledger.history.of(Filing) if item.record.type == "report"]
    return [
        Report(
            item.record.period or "",
            logged_day(item.record),
            item.position,
            tuple((name, _filed(view, name, sha256)) for name, sha256 in sorted(item.record.files.items())),
        )
        for item in reversed(found)
    ]


def _filed(view: View, name: str, sha256: str) -> str:
    """Where a filed report's file is published; empty where it isn't."""
    path = places.filed(name, sha256)
    return path if path in view.files else ""
