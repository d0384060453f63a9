"""What every row goes through before it is sealed: its codes, its free text, its review, its salt (art. 16 to 20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, Protocol

from publisher.ceremony.desk import Desk
from publisher.ceremony.referring import served_by_now
from publisher.ceremony.registers import today_of
from publisher.draw.identifiers import parse_date
from publisher.errors import Refused, fault
from publisher.log.records import SealedRow
from publisher.log.rows import ReviewPart, RowFile
from publisher.rules.privacy import privacy_faults
from publisher.rules.referrals import code_faults
from publisher.rules.results import Result
from publisher.tables.codes import ResultMeaning
from publisher.tables.results import ReviewOutcome
from publisher.workspace.results import logged_results
from publisher.workspace.signed import policy_in_force


class Sealed(NamedTuple):
    """One row to be logged: its record, and the file that lies beside the log."""

    record: SealedRow
    place: str
    data: bytes

    @property
    def entry(self) -> bytes:
        """The log's entry: bare JSON (section 3)."""
        return self.record.text.encode()


class Made(Protocol):
    """A result as staff wrote it, of a draw or outside of one."""

    @property
    def method(self) -> str:
        """检查方式."""

    @property
    def codes(self) -> list[str]:
        """检查结果."""

    @property
    def dispositions(self) -> list[str]:
        """处置."""

    @property
    def text(self) -> str:
        """Free text for the public."""

    @property
    def review(self) -> ReviewOutcome | None:
        """How it goes out."""


def same_or_new(desk: Desk, text: str, left: Mapping[str, RowFile]) -> RowFile:
    """The row file that a sealing which broke off left of this text, or one with a fresh salt."""
    return left.get(text) or RowFile(salt=desk.office.fresh_salt(), content=text)


def review_part(review: ReviewOutcome | None) -> ReviewPart | None:
    """What a row says of the review of its free text: nothing where it is given in full (article 18)."""
    if review is None or review.mode == "full":
        return None
    return ReviewPart(mode=review.mode, ground=review.ground)


class RowChecks:
    """What one sitting holds results against; read once, and only when it is asked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._codes = desk.workspace.codes

    @cached_property
    def _found(self) -> list[Result]:
        return logged_results(self.desk.workspace, self.desk.workspace.history())

    @cached_property
    def meanings(self) -> dict[str, ResultMeaning]:
        """What the result codes mean by the policy in force; by codes.yaml where none is in force yet."""
        policy = policy_in_force(self.desk.workspace, self.desk.workspace.history(), today_of(self.desk))
        return policy.result_codes if policy else self._codes.result

    @cached_property
    def _objects(self) -> set[str]:
        return {row.object_id for row in self.desk.workspace.objects()}

    @cached_property
    def _inspectors(self) -> set[str]:
        return {row.inspector_id for row in self.desk.workspace.inspectors()}

    def check(self, name: str, made: Made, before: Result | None, *more: str) -> None:
        """Raises Refused for codes, texts (`more` of them) or a review that may not be sealed.

        `before`: the result as it is logged, if it is.
        """
        self._check_codes(name, made, before)
        self._check_text(name, made.text, *more)
        self._check_review(name, made.review)

    def _check_codes(self, name: str, made: Made, before: Result | None) -> None:
        """The lists hold them, and they may stand by a firm's name by now (article 20)."""
        unknown = [code for code in made.codes if code not in self.meanings]
        unknown += [code for code in made.dispositions if code not in self._codes.disposition]
        unknown += [made.method] if made.method not in self._codes.method else []
        if unknown:
            right = (
                "见data/codes.yaml；新代码须先policy approve",
                "see data/codes.yaml; a new code needs policy approve",
            )
            raise Refused(fault("code", f"没有这些代码：{unknown}", f"no such codes: {unknown}", *right).at(name))
        said = before.finding.codes if before and before.finding else ()
        new = [code for code in made.codes if code not in said and self.meanings[code].publish != "full"]
        served = served_by_now(self.desk, before, self._found) if before and new else set()
        if faults := code_faults(new, self.meanings, served=served):
            raise Refused(*(item.at(name) for item in faults))

    def _check_text(self, name: str, *texts: str) -> None:
        """Nothing private in what will be public: sealed, it could only be withdrawn (article 18)."""
        faults = [replace(found, column=0).at(name) for text in texts for found in privacy_faults(text, self._objects)]
        if faults:
            raise Refused(*faults)

    def _check_review(self, name: str, review: ReviewOutcome | None) -> None:
        """A review doesn't lie ahead; all else the file itself is held to (article 18)."""
        if review is not None and parse_date(review.reviewed_on) > today_of(self.desk):
            right = (f"不晚于{today_of(self.desk)}", f"{today_of(self.desk)} or earlier")
            raise Refused(fault("review-date", "审查日期还没有到", "the review lies ahead", *right).at(name))

    def check_inspectors(self, name: str, inspectors: Iterable[str]) -> None:
        """Raises Refused for inspectors who aren't on the roster."""
        unknown = sorted(set(inspectors) - self._inspectors)
        if unknown:
            right = ("写名录中的执法证号", "write numbers of the roster")
            zh, en = f"没有这些检查人员：{'、'.join(unknown)}", f"no such inspectors: {', '.join(unknown)}"
            raise Refused(fault("inspectors", zh, en, *right).at(name))
