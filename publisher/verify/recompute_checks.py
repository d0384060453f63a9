"""C14 and C15: selection and teams, computed again (protocol sections 7 and 8)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.draw.tables import Member, selection_text, teams_text
from publisher.verify.case import Case
from publisher.verify.computed import computed_of, computed_of_void
from publisher.verify.course import Course, Stage
from publisher.verify.draw_case import DrawCase
from publisher.verify.recompute import compared
from publisher.verify.report import Finding, holds, not_known
from publisher.verify.waiting import waiting

_SHOWN = 20


def selection(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C14 (section 7).

    - in each stratum the `size` lowest tickets of those not excluded are drawn, and selection.csv lists them by ticket
    - of a draw that was voided after its close, what it would have drawn is computed where the beacon is known
    """
    course = draw.course
    if course is None:
        return
    if draw.records.outcome is None or course.stage is Stage.VOID:
        yield from _without_outcome(case, draw, course)
        return
    computed = computed_of(case, draw)
    if computed.selection is None:
        yield _missing(draw)
        return
    path = draw.path("selection.csv")
    text = selection_text(computed.selection).encode()
    by_hand = ""
    if computed.selection:
        by_hand = f"printf '%s' '{computed.seed}:object:{computed.selection[0].object_id}' | sha256sum"
    yield compared(path, draw.selection.data, text, draw=draw.name, by_hand=by_hand)


def _missing(draw: DrawCase) -> Finding:
    if draw.frame.value is None:
        return draw.frame.why_not(draw.name)
    return not_known("没有种子，无法重算", "without a seed nothing can be recomputed", draw=draw.name)


def _without_outcome(case: Case, draw: DrawCase, course: Course) -> Iterator[Finding]:
    """A draw that was voided once its secrets were out still has an outcome that anyone can compute."""
    would = computed_of_void(case, draw)
    if would is None or would.selection is None:
        pause = waiting(draw, course)
        if pause:
            yield pause
        return
    objects = [row.object_id for row in would.selection]
    zh = f"已作废；按公布的数据，本会抽中{len(objects)}家：{_short(objects)}"
    en = f"void; by what is published it would have drawn {len(objects)}: {_short(objects)}"
    finding = holds if course.stage is Stage.VOID else not_known
    yield finding(zh, en, draw=draw.name)


def _short(objects: list[str]) -> str:
    return ", ".join(objects[:_SHOWN]) + (", …" if len(objects) > _SHOWN else "")


def teams(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C15 (section 8).

    - going by rank, each seat goes to the candidate with the smallest (load, ticket, id); a team that the panel can't
      fill stays empty; teams.csv lists them by rank and seat
    - of a draw that was voided after its close, whom it would have sent is computed where the beacon is known
    """
    course = draw.course
    if course is None:
        return
    pause = waiting(draw, course)
    if pause:
        yield _teams_of_void(case, draw) or pause
        return
    computed = computed_of(case, draw)
    if computed.teams is None:
        yield draw.panel.why_not(draw.name) if draw.panel.value is None else _missing(draw)
        return
    text = teams_text(computed.teams).encode()
    by_hand = _ticket_by_hand(computed.seed or "", computed.teams)
    yield compared(draw.path("teams.csv"), draw.teams.data, text, draw=draw.name, by_hand=by_hand)


def _teams_of_void(case: Case, draw: DrawCase) -> Finding | None:
    would = computed_of_void(case, draw)
    if would is None or would.teams is None:
        return None
    people = sorted({member.inspector_id for member in would.teams})
    zh, en = f"已作废；按公布的数据，本会由{_short(people)}检查", f"void; it would have sent {_short(people)}"
    return holds(zh, en, draw=draw.name)


def _ticket_by_hand(seed: str, members: list[Member]) -> str:
    first = next((member for member in members if member.ticket), None)
    if first is None:
        return ""
    return f"printf '%s' '{seed}:inspector:{first.object_id}:{first.inspector_id}' | sha256sum"
