"""Who was drawn, by whom they are visited now, what was changed and what came out (section 8, articles 12 and 18)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from publisher.draw.identifiers import VACANT
from publisher.draw.tables import ChangeRow, parse_change, parse_selection, parse_teams
from publisher.draw.teams import teams_by_object
from publisher.log import places
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import Change, Changed, SealedRow
from publisher.log.rows import ResultRow, ReviewPart
from publisher.rules.publication import GROUNDS as REVIEW_GROUNDS
from publisher.rules.publication import Review, review_words
from publisher.site.read.people import People, Person
from publisher.site.read.source import Source
from publisher.site.read.words import GROUNDS, Vocabulary


class ResultView(NamedTuple):
    """One logged row of an object. `corrects`: it corrects an error in the row before; `re_checks`: it goes on with it.

    Which of both a row does, rules/results.py says, and nothing else here decides it again.
    """

    row: str
    position: int
    corrects: bool
    re_checks: bool
    withdrawn: str
    visited_on: str
    fixed_on: str
    codes: str
    dispositions: str
    method: str
    remark: str
    reason: str
    review: str


class DrawnObject(NamedTuple):
    """One object that is visited: drawn (rank from 1), or a supplement (rank 0; `instead_of` says of whom).

    `team`: in force now, `None` for an empty seat; `sealed`: as it was drawn with the object, empty for a supplement;
    `results`: oldest first; `replaced`: a supplement took its place.
    """

    rank: int
    object: Person
    stratum: str
    ticket: str
    team: tuple[Person | None, ...]
    results: tuple[ResultView, ...]
    instead_of: Person | None = None
    replaced: bool = False
    sealed: tuple[Person | None, ...] = ()

    @property
    def result(self) -> ResultView | None:
        """The row that counts: the newest."""
        return self.results[-1] if self.results else None

    @property
    def later(self) -> str:
        """What came after its first row, in words: `更正过 1 次，复查 1 次`; empty where nothing did."""
        corrected, again = sum(row.corrects for row in self.results), sum(row.re_checks for row in self.results)
        said = [f"更正过 {corrected} 次"] if corrected else []
        return "，".join(said + ([f"复查 {again} 次"] if again else []))

    @property
    def postponed(self) -> bool:
        """Whether nobody could be found to visit it."""
        return all(member is None for member in self.team)


@dataclass(frozen=True)
class ChangeView:
    """A change: what was asked, and (once its beacon has fired) what came of it."""

    number: int
    change: Logged[Change]
    changed: Logged[Changed] | None
    rows: tuple[ChangeRow, ...]
    substitutes: tuple[tuple[Person, Person | None, Person | None], ...]
    supplements: tuple[tuple[Person | None, Person], ...]


def read_changes(source: Source, records: DrawRecords, people: People) -> tuple[ChangeView, ...]:
    """All changes of a draw, by number."""
    done = {item.record.number: item for item in records.changed}
    views = []
    for change in records.changes:
        number = change.record.number
        changed = done.get(number)
        path = places.draw_file(records.draw, places.change_file(number, "csv"))
        rows = (source.read(path, parse_change) or []) if changed else []
        views.append(_change(number, change, changed, rows, people))
    return tuple(views)


def _change(
    number: int, change: Logged[Change], changed: Logged[Changed] | None, rows: list[ChangeRow], people: People
) -> ChangeView:
    substitutes = [
        (people.object(row.object_id), _person(people, row.removed), _person(people, row.added))
        for row in rows
        if row.kind == "substitute"
    ]
    supplements = [
        (None if row.object_id == VACANT else people.object(row.object_id), people.object(row.removed))
        for row in rows
        if row.kind == "supplement"
    ]
    return ChangeView(number, change, changed, tuple(rows), tuple(substitutes), tuple(supplements))


def _person(people: People, inspector: str) -> Person | None:
    return None if inspector == VACANT else people.inspector(inspector)


def read_drawn(
    source: Source,
    records: DrawRecords,
    people: People,
    changes: tuple[ChangeView, ...],
    results: Mapping[str, Sequence[ResultView]],
) -> tuple[DrawnObject, ...]:
    """Everyone who is visited: the drawn by rank, then the supplements in their order.

    `results`: object (or alias) → its logged rows, oldest first.
    """
    selection = source.read(places.draw_file(records.draw, "selection.csv"), parse_selection) or []
    teams = teams_by_object(source.read(places.draw_file(records.draw, "teams.csv"), parse_teams) or [])
    tickets = {row.object_id: (row.rank, row.stratum, row.ticket) for row in selection}
    came: dict[str, str] = {}
    sealed = {key: tuple(team) for key, team in teams.items()}
    for change in changes:
        _apply(change.rows, teams, tickets, came)
    gone = set(came.values())
    member = cache(partial(_person, people))  # few inspectors make many teams
    return tuple(
        DrawnObject(
            rank=rank,
            object=people.object(key),
            stratum=stratum,
            ticket=ticket,
            team=tuple(map(member, teams.get(key, []))),
            results=tuple(results.get(key, ())),
            instead_of=people.object(came[key]) if key in came else None,
            replaced=key in gone,
            sealed=tuple(map(member, sealed.get(key, ()))),
        )
        for key, (rank, stratum, ticket) in tickets.items()
    )


def _apply(
    rows: tuple[ChangeRow, ...],
    teams: dict[str, list[str]],
    tickets: dict[str, tuple[int, str, str]],
    came: dict[str, str],
) -> None:
    """Bring teams and objects forward by a change's rows, in place."""
    for row in rows:
        if row.kind == "substitute":
            team = teams.get(row.object_id, [])
            if row.removed in team:
                team[team.index(row.removed)] = row.added
        elif row.kind == "member":
            teams.setdefault(row.object_id, []).append(row.added)
        elif row.object_id != VACANT:
            stratum = tickets.get(row.removed, (0, "", ""))[1]
            tickets[row.object_id] = (0, stratum, row.ticket)
            came[row.object_id] = row.removed


def re_checks(drawn: Iterable[DrawnObject]) -> frozenset[str]:
    """The rows that go on with a result and correct no error."""
    return frozenset(result.row for one in drawn for result in one.results if result.re_checks)


def read_rows(
    records: DrawRecords, results: Mapping[str, ResultRow], words: Vocabulary, routine: Container[str]
) -> Iterator[ResultView]:
    """The logged rows of a draw, oldest first. `results`: row hash → what the row's text says.

    `routine`: the rows that replace another without correcting it (`rules.results.routine_rows`).
    """
    withdrawn = {item.record.row: item.record.ground for item in records.withdrawals}
    for logged in records.rows:
        row = logged.record.row
        yield _result(logged, withdrawn.get(row, ""), results.get(row), words, row in routine)


def by_object(records: DrawRecords, rows: Iterable[ResultView]) -> dict[str, list[ResultView]]:
    """Object (or alias) → its rows. `rows`: all of the draw, in the order of the log."""
    found: dict[str, list[ResultView]] = {}
    for logged, row in zip(records.rows, rows, strict=True):
        found.setdefault(logged.record.object, []).append(row)
    return found


def _result(
    logged: Logged[SealedRow], ground: str, row: ResultRow | None, words: Vocabulary, routine: bool
) -> ResultView:
    return ResultView(
        row=logged.record.row,
        position=logged.position,
        corrects=logged.record.type == "correction" and not routine,
        re_checks=routine,
        withdrawn=GROUNDS.get(ground, ground),
        visited_on=row.visited_on if row else "",
        fixed_on=row.fixed_on if row else "",
        codes=words.all("result", row.codes) if row else "",
        dispositions=words.all("disposition", row.dispositions) if row else "",
        method=words.say("method", row.method) if row else "",
        remark=row.remark if row else "",
        reason=row.reason if row else "",
        review=review_said(row.review) if row else "",
    )


def review_said(review: ReviewPart | None) -> str:
    """Why free text isn't given in full, in words; empty where it is (article 18)."""
    if review is None or review.ground not in REVIEW_GROUNDS:
        return ""
    return review_words(Review("", review.mode, review.ground)).zh
