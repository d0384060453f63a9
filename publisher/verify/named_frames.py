"""A frame held against the one that the published inputs give, row by row or by its numbers (part of C08).

What rests on facts that aren't public, or on rows whose text was withdrawn, can't be judged here. It is told apart from
what is wrong: a row that stands where nothing of that could have put it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from publisher.draw.tables import FrameRow
from publisher.rules.eligibility import Place, Unseen, chosen_publicly, places
from publisher.rules.strata import FOCUS
from publisher.verify.draw_case import DrawCase
from publisher.verify.earlier import Hidden
from publisher.verify.inputs import NamedFrame
from publisher.verify.placing import unplaced
from publisher.verify.report import Finding, fails, holds, not_known

NOTHING, OF_A_DRAW, OUTSIDE = Unseen(), Unseen(code=True, found=True), Unseen(found=True)


class Differences(NamedTuple):
    """Ids whose rows differ: plainly wrong, resting on facts not public, resting on rows whose text isn't there."""

    wrong: list[str]
    closed: list[str]
    hidden: list[str]


class _Possible:
    """Where the objects of a frame may stand, whatever isn't public. `hidden`: the visits whose text isn't there.

    `named`: the objects of the frame that have such a visit; `spare`: how many there are of we don't know whom, since
    an alias or an entry of article 13 may be any one object's: by a draw (True), or outside (False).
    """

    def __init__(self, ours: NamedFrame, hidden: Collection[Hidden], ids: Collection[str] = ()) -> None:
        names = {item.named for item in hidden}
        self._ours = ours
        self._roster = {row.object_id: row for row in ours.roster if row.object_id in names or row.object_id in ids}
        self.named = {row.object_id for row in ours.rows if row.object_id in names}
        self.spare = Counter(item.drawn for item in hidden if item.named not in self._roster)

    def places(self, object_id: str, unseen: Unseen) -> frozenset[Place]:
        """Where the object may stand if there were such unseen visits of it."""
        return places(self._roster[object_id], self._ours.visits.get(object_id, ()), self._ours.rules, unseen)

    @property
    def matter(self) -> bool:
        """Whether some visit that can't be read may decide about a row."""
        here = (self.places(id_, OF_A_DRAW) != self.places(id_, NOTHING) for id_ in self.named)
        return any(here) or (bool(self.spare) and bool(self._ours.rows))


def differences(ours: NamedFrame, theirs: Mapping[str, FrameRow], hidden: Collection[Hidden]) -> Differences:
    """How `theirs`, by object id, differs from the frame that the published inputs give.

    `hidden`: the visits that may decide about a row and whose text isn't there (`earlier.hidden`).
    """
    mine = {row.object_id: row for row in ours.rows}
    differing = sorted(id_ for id_ in mine.keys() | theirs.keys() if mine.get(id_) != theirs.get(id_))
    possible = _Possible(ours, hidden, set(differing))
    found, maybe, by_a_draw = Differences([], [], []), [], 0
    for id_ in differing:
        place = theirs[id_][1:] if id_ in mine and id_ in theirs else None
        if place is None or place not in possible.places(id_, OF_A_DRAW):
            found.wrong.append(id_)
        elif place in possible.places(id_, NOTHING):
            found.closed.append(id_)
        elif id_ in possible.named:
            found.hidden.append(id_)
        else:
            maybe.append(id_)
            by_a_draw += place not in possible.places(id_, OUTSIDE)
    fit = len(maybe) <= possible.spare.total() and by_a_draw <= possible.spare[True]
    (found.hidden if fit else found.wrong).extend(maybe)
    return found


def judge(
    draw: DrawCase, ours: NamedFrame, theirs: Mapping[str, FrameRow], hidden: Collection[Hidden]
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
    if unseen := bool(found.hidden) or _Possible(ours, hidden).matter:
        zh, en = (
            "有单位的历次结果已停止公示，无法核对",
            "earlier results of some objects are withdrawn and can't be judged",
        )
        yield not_known(zh, en, draw=draw.name, file=path)
    if found.closed:
        zh = f"{len(found.closed)}家的分组或排除取决于不公开的情况，由外部审计核对"
        en = f"{len(found.closed)} rows rest on facts that aren't public; an outside auditor checks them"
        yield not_known(zh, en, draw=draw.name, file=path)
    if not any(found) and not unseen:
        zh = f"由名录和历次结果重新得出{len(ours.rows)}行，与公布的相同"
        en = f"{len(ours.rows)} rows built from rosters and earlier results, the same"
        yield holds(zh, en, draw=draw.name, file=path)


def shown_rows(rows: Sequence[FrameRow]) -> str:
    """The first five rows on one line."""
    return " | ".join(",".join(row) for row in rows[:5]) + (" | …" if len(rows) > 5 else "")


def judge_counts(
    draw: DrawCase, ours: NamedFrame, published: Sequence[FrameRow], hidden: Collection[Hidden]
) -> Iterator[Finding]:
    """Without names the numbers by stratum and code that follow from public inputs still must match (section 5)."""
    if wrong_counts(ours, published, hidden):
        zh, en = "各组、各代码的家数与名录得出的不同", "the counts by stratum and code aren't those of the rosters"
        found, expected = (_counted(rows) for rows in (published, ours.rows))
        yield fails(zh, en, draw=draw.name, file=draw.path("frame.csv"), found=found, expected=expected)


def wrong_counts(ours: NamedFrame, published: Sequence[FrameRow], hidden: Collection[Hidden]) -> bool:
    """Whether the numbers differ otherwise than facts that aren't public, or visits that can't be read, may explain."""
    if len(ours.rows) != len(published):
        return True
    closed = ours.rules.uses_facts or ours.rules.may_lapse
    possible = _Possible(ours, hidden, {row.object_id for row in ours.rows} if closed else ())
    rows = Counter(_places_of(possible, row, closed) for row in ours.rows)
    return unplaced(rows, Counter(row[1:] for row in published)) > possible.spare.total()


def _places_of(possible: _Possible, row: FrameRow, closed: bool) -> frozenset[Place]:
    """Where a row may stand. `closed`: facts that aren't public may have a say."""
    if row.object_id in possible.named:
        return possible.places(row.object_id, OF_A_DRAW)
    return possible.places(row.object_id, NOTHING) if closed else frozenset([row[1:]])


def _counted(rows: Sequence[FrameRow]) -> str:
    counts = Counter((row.stratum, row.excluded) for row in rows)
    return " ".join(f"{stratum}/{code or '-'}:{number}" for (stratum, code), number in sorted(counts.items()))


def by_public(ours: NamedFrame) -> int:
    """How many rows of the merged stratum a public criterion put there."""
    focus = ours.rules.focus
    return chosen_publicly(ours.roster, ours.rows, FOCUS, focus) if focus else 0
