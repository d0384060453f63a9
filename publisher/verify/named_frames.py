"""A frame held against the one that the published inputs give, row by row or by its numbers (part of C08).

What rests on facts that aren't public, or on rows whose text was withdrawn, can't be judged here: it is told apart from
what is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from publisher.draw.tables import FrameRow
from publisher.rules.eligibility import FrameRules, chosen_publicly
from publisher.rules.exclusions import CAPPED, CLEAN_TWICE, VISITED
from publisher.rules.strata import FOCUS
from publisher.verify.draw_case import DrawCase
from publisher.verify.inputs import NamedFrame
from publisher.verify.report import Finding, fails, holds, not_known

HISTORY_CODES = (CLEAN_TWICE, VISITED, CAPPED)


class Differences(NamedTuple):
    """Ids whose rows differ: plainly wrong, resting on facts not public, resting on rows whose text isn't there."""

    wrong: list[str]
    closed: list[str]
    hidden: list[str]


def uses_history(rules: FrameRules) -> bool:
    """Whether earlier results can decide about a stratum or an exclusion."""
    columns = {part.column for stratum in rules.strata for part in stratum.where}
    return "found" in columns or bool(rules.exclusions.codes & set(HISTORY_CODES))


def differences(ours: NamedFrame, theirs: Mapping[str, FrameRow], hidden: Collection[str]) -> Differences:
    """How `theirs`, by object id, differs from the frame that the published inputs give.

    `hidden`: what the log calls the objects of visits whose text isn't there; one that is no id of the roster is an
    alias that may stand for any one object.
    """
    mine = {row.object_id: row for row in ours.rows}
    differing = sorted(id_ for id_ in mine.keys() | theirs.keys() if mine.get(id_) != theirs.get(id_))
    closed = [id_ for id_ in differing if _rests_on_facts(ours.rules, mine.get(id_), theirs.get(id_))]
    rest = [id_ for id_ in differing if id_ not in set(closed)]
    listed = mine.keys() & set(hidden)
    unseen = [id_ for id_ in rest if id_ in listed and id_ in theirs] if uses_history(ours.rules) else []
    wrong = [id_ for id_ in rest if id_ not in set(unseen)]
    spare = len(set(hidden) - mine.keys()) if uses_history(ours.rules) else 0
    if wrong and len(wrong) <= spare and all(id_ in mine and id_ in theirs for id_ in wrong):
        return Differences([], closed, unseen + wrong)
    return Differences(wrong, closed, unseen)


def _rests_on_facts(rules: FrameRules, ours: FrameRow | None, theirs: FrameRow | None) -> bool:
    """Whether facts that aren't public may explain the difference, and nothing else does."""
    if ours is None or theirs is None:
        return False
    moved = ours.stratum != theirs.stratum
    lapsed = ours.excluded != theirs.excluded
    may_move = rules.uses_facts and theirs.stratum == FOCUS
    may_lapse = bool(rules.exclusions.lapses_on) and ours.excluded == CLEAN_TWICE
    may_lapse = may_lapse and theirs.excluded in {"", *HISTORY_CODES} & {"", *rules.exclusions.codes}
    return (may_move or not moved) and (may_lapse or not lapsed)


def judge(
    draw: DrawCase, ours: NamedFrame, theirs: Mapping[str, FrameRow], hidden: Collection[str]
) -> Iterator[Finding]:
    """What follows from the differences, for a reader."""
    found, path = differences(ours, theirs, hidden), draw.path("frame.csv")
    mine = {row.object_id: row for row in ours.rows}
    if found.wrong:
        added = [theirs[id_] for id_ in found.wrong if id_ in theirs]
        missing = [mine[id_] for id_ in found.wrong if id_ in mine]
        zh = f"与名录和历次结果得出的不同：多{len(added)}行，少{len(missing)}行"
        en = f"not what rosters and results give: {len(added)} rows added, {len(missing)} missing"
        by_hand = f"grep -F '{found.wrong[0]}' data/snapshots/*.csv"
        shown, expected = shown_rows(added), shown_rows(missing)
        yield fails(zh, en, draw=draw.name, file=path, found=shown, expected=expected, by_hand=by_hand)
    if found.hidden or (uses_history(ours.rules) and set(hidden) & theirs.keys()):
        zh, en = (
            "有单位的历次结果已停止公示，无法核对",
            "earlier results of some objects are withdrawn and can't be judged",
        )
        yield not_known(zh, en, draw=draw.name, file=path)
    if found.closed:
        zh = f"{len(found.closed)}家的分组或排除取决于不公开的情况，由外部审计核对"
        en = f"{len(found.closed)} rows rest on facts that aren't public; an outside auditor checks them"
        yield not_known(zh, en, draw=draw.name, file=path)
    if not any(found):
        zh = f"由名录和历次结果重新得出{len(ours.rows)}行，与公布的相同"
        en = f"{len(ours.rows)} rows built from rosters and earlier results, the same"
        yield holds(zh, en, draw=draw.name, file=path)


def shown_rows(rows: Sequence[FrameRow]) -> str:
    """The first five rows on one line."""
    return " | ".join(",".join(row) for row in rows[:5]) + (" | …" if len(rows) > 5 else "")


def judge_counts(
    draw: DrawCase, ours: NamedFrame, published: Sequence[FrameRow], hidden: Collection[str]
) -> Iterator[Finding]:
    """Without names the numbers by stratum and code that follow from public inputs still must match (section 5)."""
    wrong = _wrong_counts(ours, published, len(hidden) if uses_history(ours.rules) else 0)
    if wrong:
        zh, en = "各组、各代码的家数与名录得出的不同", "the counts by stratum and code aren't those of the rosters"
        found, expected = (_counted(rows) for rows in (published, ours.rows))
        yield fails(zh, en, draw=draw.name, file=draw.path("frame.csv"), found=found, expected=expected)


def _wrong_counts(ours: NamedFrame, published: Sequence[FrameRow], unseen: int) -> bool:
    """Whether the numbers differ otherwise than facts that aren't public, or `unseen` rows, may explain.

    Facts only lead into the focus, and only end the exclusion of article 11; nothing makes an object active.
    """
    if len(ours.rows) != len(published):
        return True
    mine, theirs = (Counter((row.stratum, row.excluded) for row in rows) for rows in (ours.rows, published))
    facts, lapses = ours.rules.uses_facts, bool(ours.rules.exclusions.lapses_on)
    if not facts and not lapses:
        return (mine - theirs).total() > unseen
    strata = [Counter(row.stratum for row in rows) for rows in (ours.rows, published)]
    codes = [Counter(row.excluded for row in rows) for rows in (ours.rows, published)]
    left = strata[0].keys() - {FOCUS} if facts else set()
    ended = {CLEAN_TWICE} if lapses else set()
    in_again = {"", VISITED, CAPPED} if lapses else set()
    grown = {FOCUS} if facts else set()
    return _moved(strata, unseen, left, grown) or _moved(codes, unseen, ended, in_again)


def _moved(counts: Sequence[Counter[str]], unseen: int, may_shrink: Collection[str], may_grow: Collection[str]) -> bool:
    ours, theirs = counts
    return any(
        (theirs[name] - ours[name] > unseen and name not in may_grow)
        or (ours[name] - theirs[name] > unseen and name not in may_shrink)
        for name in ours.keys() | theirs.keys()
    )


def _counted(rows: Sequence[FrameRow]) -> str:
    counts = Counter((row.stratum, row.excluded) for row in rows)
    return " ".join(f"{stratum}/{code or '-'}:{number}" for (stratum, code), number in sorted(counts.items()))


def by_public(ours: NamedFrame) -> int:
    """How many rows of the merged stratum a public criterion put there."""
    focus = ours.rules.focus
    return chosen_publicly(ours.roster, ours.rows, FOCUS, focus) if focus else 0
