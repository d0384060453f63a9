"""Everything that the site shows, as one frozen value made from the published files and the clock.

`read_view` is pure: the same files and the same moment give the same view, so that pages can't leak what isn't
published, and anyone can build the same site from the evidence alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from publisher.draw.identifiers import SHANGHAI, parse_time
from publisher.errors import Fault
from publisher.log import places
from publisher.log.records import Withdraw
from publisher.rules.items import Coverage
from publisher.rules.publishing import Publication
from publisher.rules.results import routine_rows
from publisher.rules.year_numbers import YearNumbers, year_numbers
from publisher.rules.year_tables import count
from publisher.site.read.draws import DrawView, Reading, State, read_draws
from publisher.site.read.items import ItemsVersion, read_items
from publisher.site.read.known import Known, Memory
from publisher.site.read.ledger import Ledger, read_ledger
from publisher.site.read.matters import MatterView, coverage_of, read_matters
from publisher.site.read.rosters import Rosters, Snapshots, read_rosters
from publisher.site.read.source import Source, json_object
from publisher.site.read.words import Vocabulary, read_vocabulary
from publisher.tables.models import Numbers
from publisher.tables.policy import PolicyEvidence
from publisher.workspace.books import Books, read_books
from publisher.workspace.numbers import earlier_year, year_facts

WAITING = (State.COMMITTED, State.CLOSED, State.FIRED)
CONCLUDED = (State.DRAWN, State.PUBLISHED)


@dataclass(frozen=True)
class BureauView:
    """Whose site this is, its rule, and where to object (articles 1 and 18). Empty where not published."""

    name: str
    demo: bool
    now: str
    rule_title: str
    rule_version: str
    rule_in_force: str
    rule_documents: tuple[str, ...]
    office: str
    phone: str
    objections: str
    matters: tuple[MatterView, ...] = ()


@dataclass(frozen=True, eq=False)  # one build is one view: what is computed from it is kept by identity
class View:
    """The published evidence, read. `draws` and `items` newest first; `faults`: what is missing or can't be read.

    `policy`: the one in force; `years`: the numbers of every year, newest first, that of the build always, none without
    a policy; `publications`: every result with its term, those that are missing past it, too (article 18).
    """

    bureau: BureauView
    now: datetime
    ledger: Ledger
    rosters: Rosters
    items: tuple[ItemsVersion, ...]
    numbers: Numbers
    draws: tuple[DrawView, ...]
    words: Vocabulary
    policy: PolicyEvidence | None
    books: Books
    years: tuple[YearNumbers, ...]
    publications: tuple[Publication, ...]
    faults: tuple[Fault, ...]
    files: Mapping[str, bytes]
    known: Known

    @cached_property
    def today(self) -> date:
        """The day of the build in Shanghai."""
        return self.now.astimezone(SHANGHAI).date()

    @property
    def year(self) -> YearNumbers | None:
        """The numbers of the year in which the site is built."""
        return self.years[0] if self.years else None

    @cached_property
    def by_number(self) -> Mapping[str, DrawView]:
        """Every draw by its number."""
        return {draw.draw: draw for draw in self.draws}

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The rows whose text was withdrawn: nobody is named for them any more (article 18)."""
        return frozenset(item.record.row for item in self.ledger.history.of(Withdraw))

    @cached_property
    def missing(self) -> Mapping[str, tuple[str, ...]]:
        """Draw → whoever was drawn in it (as its files name them) and has no result past the term (C17)."""
        found: dict[str, list[str]] = {}
        for one in self.publications:
            if one.missing:
                found.setdefault(one.draw, []).append(one.about.partition("/")[2])
        return {draw: tuple(objects) for draw, objects in found.items()}

    @property
    def waiting(self) -> list[DrawView]:
        """Draws whose random value is still to come (or to be used), the next one first."""
        return sorted((draw for draw in self.draws if draw.state in WAITING), key=lambda draw: draw.beacon_time)

    @property
    def concluded(self) -> list[DrawView]:
        """Draws that have an outcome, newest first."""
        return [draw for draw in self.draws if draw.state in CONCLUDED]

    @property
    def void(self) -> list[DrawView]:
        """Draws that were voided, newest first."""
        return [draw for draw in self.draws if draw.state is State.VOID]

    @property
    def example(self) -> DrawView | None:
        """The draw that explanations calculate with: the newest concluded one, if possible open and not tiny."""
        usable = [draw for draw in self.concluded if draw.seed and draw.drawn]
        telling = (d for d in usable if not d.people.blinded and d.eligible >= self.numbers.small_population)
        return next(telling, usable[0] if usable else None)

    @property
    def items_in_force(self) -> ItemsVersion | None:
        """The list of items that counts now."""
        return next((version for version in self.items if version.in_force), None)

    @property
    def coverage(self) -> Coverage | None:
        """How many enforcement matters the list in force inspects; None where the bureau publishes none (article 5)."""
        return coverage_of(self.bureau.matters, self.items_in_force)


def read_bureau(files: Mapping[str, bytes]) -> BureauView:
    """data/bureau.json alone: what the plugin needs before it builds the rest."""
    return _bureau(Source(files))


def read_view(files: Mapping[str, bytes], now: datetime, memory: Memory | None = None) -> View:
    """The view of the published files (path → bytes, laid out as log/places.py says) at the moment `now`.

    Never raises for what the files hold: what is missing or can't be read is listed in `faults`. `memory`: what earlier
    builds kept; the view is the same without it.
    """
    files = dict(sorted(files.items()))
    source = Source(files)
    bureau = _bureau(source)
    words = read_vocabulary(source)
    ledger = read_ledger(source)
    snapshots = Snapshots(source)
    rosters = read_rosters(source, ledger.history, snapshots, words)
    units = {agency.agency: agency.name for agency in rosters.agencies}
    items = read_items(source, ledger.history, words, lambda unit: units.get(unit, unit), now)
    known = Known(files, ledger.history, memory)
    books = read_books(files, ledger.history, known.finding)
    for found in books.faults:
        source.note(found.file, found)
    policy = books.policy(now.astimezone(SHANGHAI).date())
    numbers = policy.numbers if policy else Numbers()
    names = {one.item.item: one.item.name for version in reversed(items) for one in version.items}
    small, high, routine = numbers.small_population, numbers.high_chance, routine_rows(books.results)
    draws = read_draws(Reading(source, ledger, snapshots, words, names, now, small, high, routine, known.views))
    known.keep_rows(draws, books.results, source.faults)
    years, terms = _years(books, policy, now)
    return View(
        bureau, now, ledger, rosters, items, numbers, draws, words, policy, books, years, terms, source.faults, files,
        known,
    )  # fmt: skip


def _years(
    books: Books, policy: PolicyEvidence | None, now: datetime
) -> tuple[tuple[YearNumbers, ...], tuple[Publication, ...]]:
    if policy is None:
        return (), ()
    today = now.astimezone(SHANGHAI).date()
    facts = year_facts(books, today.year, today, policy)
    counted = count(facts)
    drawn = {file.day.year for file in books.draws.values() if file.day}
    years = sorted(year for year in {*counted.made, *drawn} if year < today.year)
    earlier = [earlier_year(facts, books, year, books.policy(date(year, 12, 31)) or policy) for year in years]
    return tuple(year_numbers(one, counted) for one in (facts, *earlier[::-1])), tuple(facts.publications)


def _bureau(source: Source) -> BureauView:
    value = source.read(places.BUREAU, json_object) or {}
    rule, contact = _members(value.get("rule")), _members(value.get("contact"))
    documents = rule.get("documents")
    return BureauView(
        name=_text(value.get("bureau")),
        demo=value.get("demo") is True,
        now=_moment(value.get("now")),
        rule_title=_text(rule.get("title")),
        rule_version=_text(rule.get("version")),
        rule_in_force=_text(rule.get("in_force")),
        rule_documents=tuple(map(_text, documents)) if isinstance(documents, list) else (),
        office=_text(contact.get("office")),
        phone=_text(contact.get("phone_public")),
        objections=_text(contact.get("objections")),
        matters=read_matters(value.get("matters")),
    )


def _members(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(value: object) -> str:
    try:
        parse_time(_text(value))
    except ValueError:
        return ""
    return _text(value)
