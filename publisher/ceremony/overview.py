"""What is known of the bureau now, gathered for `status` and `publish due`: books, living files, registers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property

from publisher.ceremony import registers
from publisher.ceremony.earlier import OBJECTS, parse_standings
from publisher.ceremony.office import Office
from publisher.ceremony.papers import changed_papers, uses_by_plan, waiting_orders, waiting_records
from publisher.draw.identifiers import SHANGHAI, parse_date
from publisher.errors import Words
from publisher.log import places
from publisher.log.history import History
from publisher.log.records import Filing
from publisher.rules.calendar import WorkCalendar
from publisher.rules.draw_duties import DrawState
from publisher.rules.draw_files import DrawFile
from publisher.rules.objections import Objection
from publisher.rules.objections import Terms as ObjectionTerms
from publisher.rules.owed import EntryState, Owed, PlanRowState, Referred
from publisher.rules.publishing import Publication, Unsealed
from publisher.rules.referrals import STEPS, Alert, Calling, alerts
from publisher.rules.results import Result, Told, logged_day
from publisher.rules.visits import is_open
from publisher.tables.draw_rules import needs_audit, work_calendar
from publisher.tables.policy import PolicyEvidence, policy_evidence
from publisher.tables.results import ResultFile
from publisher.workspace import Workspace, publish
from publisher.workspace.books import Books, read_books
from publisher.workspace.numbers import book_publications


class Overview:
    """The bureau at `now`. `office`: this machine's folder, whose registers are read where it holds any."""

    def __init__(self, workspace: Workspace, now: datetime, office: Office | None) -> None:
        self.workspace = workspace
        self.now = now
        self.office = office
        self.history: History = workspace.history()
        self.books: Books = read_books(publish(workspace), self.history)

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return self.now.astimezone(SHANGHAI).date()

    @cached_property
    def policy(self) -> PolicyEvidence:
        """The policy in force; as staff have it where none is signed yet."""
        signed = self.books.policy(self.today)
        if signed is not None:
            return signed
        workspace = self.workspace
        return policy_evidence(workspace.policy, workspace.codes.result, workspace.calendars)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The State Council's notices as the policy carries them."""
        return work_calendar(self.policy)

    def owed(self) -> Owed:
        """All that duties follow from. Raises Malformed, and Refused for a register that can't be opened."""
        numbers = self.policy.numbers
        genesis = next((entry.record for entry in self.history.entries if entry.record), None)
        return Owed(
            now=self.now,
            since=parse_date(self.workspace.bureau.rule.in_force),
            founded_on=logged_day(genesis) if genesis else None,
            calendar=self.calendar,
            plan_due=numbers.plan_due,
            report_on=numbers.report_on,
            roster_days=numbers.roster_age_days,
            certificate_days=numbers.certificate_days,
            units=self.books.units,
            plans={(plan.unit, plan.year): plan.approved_on for plan in self.books.plans},
            plan_rows=[
                PlanRowState(plan.unit, plan.year, row.row, row.frequency, parse_date(row.to))
                for plan in self.books.plans
                if plan.year == self.today.year
                for row in plan.rows
            ],
            uses=uses_by_plan(self.books),
            waiting=list(waiting_records(self.workspace, self.history)),
            changed=list(changed_papers(self.workspace, self.books)),
            rosters=self.books.rosters,
            certificates={
                row.inspector_id: parse_date(row.certificate_until)
                for row in self.workspace.inspectors()
                if row.status == "active"
            },
            orders=list(waiting_orders(self.workspace, self.history, self.now)),
            draws=[self._draw_state(draw) for draw in self.books.draws.values()],
            publications=self.publications(),
            entries=list(self._entries()),
            open_results=Counter(
                result.draw
                for result in self.books.results
                if result.visit is not None and is_open(result.visit, self.policy.result_codes)
            ),
            alerts=self._alerts(),
            counted=self._counted(),
            said=self._said(),
            objections=self._objections(),
            objection_terms=objection_terms(self.policy),
            objection_states=Counter(item.state for item in self.books.registers.objections),
            reports={
                item.record.period: logged_day(item.record)
                for item in self.history.of(Filing)
                if item.record.type == "report" and item.record.period
            },
        )

    # draws

    def _draw_state(self, file: DrawFile) -> DrawState:
        records, seen = file.records, self.books.seen
        assert records.commit is not None
        close, flight = records.close, records.in_flight
        policy = self.books.policy(logged_day(records.commit.record), records.commit.position) or self.policy
        return DrawState(
            file=file,
            now=self.now,
            closed_at=seen.moment(close.position, close.record.time, records.commit) if close else None,
            changed_at=seen.moment(flight.position, flight.record.time, records.commit) if flight else None,
            needs_audit=needs_audit(file.order, policy),
            key_published=self.workspace.draw_file(file.draw, places.FRAME_KEY) is not None,
        )

    # results

    def publications(self) -> list[Publication]:
        """Every result with both readings of its term, unsealed ones too (article 18)."""
        return book_publications(self.books, self.today, self.policy, self.unsealed())

    def unsealed(self) -> Iterator[Unsealed]:
        """What staff have written and nobody has sealed, new or corrected."""
        logged = {(result.draw, result.finding.object_id): result for result in self.books.results if result.finding}
        for draw in self.history.draws:
            for file in self.workspace.results(draw).values():
                result = logged.get((draw, file.object))
                if result is None or not self._is_sealed(file, result):
                    yield Unsealed(draw, file.object, parse_date(file.fixed_on))
        made = {result.named for result in self.books.results if not result.draw and result.finding}
        for entry in self.workspace.nonrandom().values():
            if entry.result is not None and entry.id not in made:
                yield Unsealed("", entry.id, parse_date(entry.result.fixed_on))

    def _is_sealed(self, file: ResultFile, result: Result) -> bool:
        """Whether what staff have written is what was logged last; a text that isn't held can't be compared."""
        held = self.workspace.row(result.draw, result.newest.row)
        if held is None:
            return True
        row = held.result()
        said = (row.codes, row.visited_on, row.fixed_on, row.remark, row.reason)
        return said == (file.codes, file.visited_on, file.fixed_on, file.text, file.corrects)

    def _entries(self) -> Iterator[EntryState]:
        known = {result.named: result for result in self.books.results if not result.draw}
        for entry in self.workspace.nonrandom().values():
            logged = known.get(entry.id)
            first: Told | None = logged.rows[0] if logged else None
            seen = first is not None and self.books.published_on(first.logged.position, first.logged.record) is not None
            made = entry.result is not None or (logged is not None and logged.finding is not None)
            start, end = parse_date(entry.from_), parse_date(entry.to)
            yield EntryState(entry.id, start, end, logged is not None, seen, made)

    # registers

    def _callings(self) -> list[Calling]:
        return [
            Calling(result.root, result.finding.codes, result.finding.fixed_on)
            for result in self.books.results
            if result.finding is not None
        ]

    def _alerts(self) -> list[tuple[Alert, Referred]] | None:
        if self.office is None or not self.office.has_register(registers.REFERRALS):
            return None
        entries = registers.read_referrals(self.office)
        found = alerts(
            self._callings(),
            [entry.referral for entry in entries],
            meanings=self.policy.result_codes,
            calendar=self.calendar,
            working_days=dict.fromkeys(STEPS, self.policy.numbers.referral_days),
            today=self.today,
        )
        numbers = {(entry.row, entry.kind): entry.number for entry in entries}
        about = {result.root: self._about(result) for result in self.books.results}
        return [(a, Referred(numbers.get((a.row, a.kind), ""), about.get(a.row, a.row[:12]))) for a in found]

    def _about(self, result: Result) -> str:
        named = result.finding.object_id if result.finding and result.draw else result.named
        return f"{result.draw or 'nonrandom'}/{named}"

    def _counted(self) -> dict[str, int]:
        found: Counter[str] = Counter()
        for part in self.books.registers.referrals:
            found[part.code] += part.count
        return dict(found)

    def _said(self) -> dict[str, int]:
        """Code that calls for a referral → how many results say it."""
        meanings = self.policy.result_codes
        codes = (code for calling in self._callings() for code in calling.codes)
        return dict(Counter(code for code in codes if code in meanings and meanings[code].refer))

    def _objections(self) -> list[Objection] | None:
        if self.office is None or not self.office.has_register(registers.OBJECTIONS):
            return None
        return [entry.objection for entry in registers.read_objections(self.office)]


def risk_classes(workspace: Workspace, office: Office) -> dict[str, tuple[str, ...]]:
    """Object → its risk classes, from the private columns that this machine holds; they aren't public by firm."""
    data = office.sealed_table(OBJECTS)
    known = parse_standings(workspace, data) if data else {}
    return {
        object_id: tuple(f"{kind}-{value}" for kind, value in (("market", s.market), ("hr", s.hr)) if value) or ("?",)
        for object_id, s in known.items()
    }


def objection_terms(policy: PolicyEvidence) -> ObjectionTerms:
    """The working days of article 18; a correction that was called for has as many as the taking up."""
    numbers = policy.numbers
    return ObjectionTerms(numbers.object_days, numbers.receive_days, numbers.decide_days, numbers.receive_days)


def held_registers(office: Office) -> Words:
    """Which private registers a machine holds, for the line under `status`."""
    held = [name for name in (registers.REFERRALS, registers.OBJECTIONS) if office.has_register(name)]
    if len(held) == 2:
        return Words("移送、异议按本机登记册计", "referrals and objections as this machine's registers have them")
    zh = "本机没有移送或异议登记册的，只按公布的数量计"
    return Words(zh, "registers that this machine doesn't hold are counted by what is public of them")
