"""One firm's own view: in the list or not, why not, its ticket, its chance beforehand, who came, what was found."""

from __future__ import annotations

import hashlib
import json

import pytest
from simulator import Bureau, drawn, founded, verified

from publisher.draw.blinding import Receipt
from publisher.verify import Held, Standing, lookup

OPEN, BLINDED = "2023-001", "2024-001"


def one(bureau: Bureau, object_id: str, draw: str = OPEN, receipt: Receipt | None = None) -> Standing:
    (found,) = lookup(bureau.published(), object_id, draw=draw, receipt=receipt)
    return found


def test_a_drawn_firm_sees_ticket_rank_chance_team_and_result(year: Bureau) -> None:
    story = year.draws[OPEN]
    row = story.selection[0]
    found = one(year, row.object_id)
    assert (found.listed, found.in_frame, found.drawn) == (True, True, True)
    assert (found.stratum, found.rank, found.ticket) == (row.stratum, 1, row.ticket)
    assert found.hashed == f"{story.seed}:object:{row.object_id}"
    assert hashlib.sha256(found.hashed.encode()).hexdigest() == found.ticket
    quota = next(part for part in story.commit["quotas"] if part["stratum"] == row.stratum)
    assert found.chance == f"{quota['size']}/{quota['eligible']}"
    assert list(found.team) == story.team(row.object_id)
    assert found.state == "published"
    assert found.result is not None
    assert found.result.codes == ["7"]


def test_places_count_through_each_stratum_and_the_drawn_ones_come_first(year: Bureau) -> None:
    story = year.draws[OPEN]
    for stratum in ("A", "B"):
        eligible = [row.object_id for row in story.frame if row.stratum == stratum and not row.excluded]
        standings = [one(year, object_id) for object_id in eligible]
        assert sorted(s.place or 0 for s in standings) == list(range(1, len(eligible) + 1))
        in_order = sorted(standings, key=lambda s: s.place or 0)
        size = next(part["size"] for part in story.commit["quotas"] if part["stratum"] == stratum)
        assert [s.drawn for s in in_order] == [True] * size + [False] * (len(eligible) - size)
        assert {s.last for s in in_order} == {in_order[size - 1].ticket}


def test_a_firm_that_was_not_drawn_sees_the_last_ticket_that_was(year: Bureau) -> None:
    story = year.draws[OPEN]
    assert story.standing is not None
    other = next(r.object_id for r in story.frame if not r.excluded and r.object_id not in story.standing.teams)
    found = one(year, other)
    assert found.drawn is False
    assert found.ticket > found.last
    assert "not drawn" in found.words[-1].en


def test_a_supplemented_firm_sees_that_it_came_later(year: Bureau) -> None:
    story = year.draws[OPEN]
    assert story.standing is not None
    (later,) = set(story.standing.teams) - set(story.drawn)
    found = one(year, later)
    assert (found.drawn, found.rank) == (False, None)
    assert list(found.team) == story.team(later)
    assert any("as a supplement" in words.en for words in found.words)


def test_an_excluded_firm_sees_its_code_and_gets_no_ticket(year: Bureau) -> None:
    row = next(row for row in year.draws[OPEN].frame if row.excluded)
    found = one(year, row.object_id)
    assert (found.in_frame, found.excluded, found.drawn) == (True, "inactive", False)
    assert (found.ticket, found.chance) == ("", "")


def test_a_stranger_is_on_no_list(year: Bureau) -> None:
    for draw in (OPEN, BLINDED):
        found = one(year, "91440000NOBODY001X", draw)
        assert (found.listed, found.in_frame) == (False, False)


def test_every_draw_is_answered_in_the_order_of_the_log(year: Bureau) -> None:
    firm = year.draws[OPEN].drawn[0]
    assert [found.draw for found in lookup(year.published(), firm)] == [OPEN, BLINDED]
    assert lookup(year.published(), firm, draw="2031-001") == []


# ── blinded draws ──────────────────────────────────────────────────────────────


def without_key(bureau: Bureau, *, results: bool = True) -> Held:
    files = {path: data for path, data in bureau.evidence().items() if not path.endswith("frame-key.txt")}
    if not results:
        files = {path: data for path, data in files.items() if "/rows/" not in path}
    return Held(files)


def receipt_of(bureau: Bureau, object_id: str) -> Receipt:
    story = bureau.draws[BLINDED]
    alias, opening = next((a, o) for a, o in story.openings.items() if o.object_id == object_id)
    row = next(row for row in story.frame if row.object_id == alias)
    return Receipt(draw=BLINDED, opening=opening, stratum=row.stratum, excluded=row.excluded, genesis=bureau.genesis)


def test_without_anything_that_opens_it_a_name_in_a_blinded_draw_stays_closed(year: Bureau) -> None:
    story = year.draws[BLINDED]
    firm = story.openings[story.drawn[0]].object_id
    (found,) = lookup(without_key(year, results=False), firm, draw=BLINDED)
    assert (found.in_frame, found.drawn, found.listed) == (None, None, True)
    assert "receipt" in found.words[0].en


def test_receipt_key_and_result_open_the_same_standing(year: Bureau) -> None:
    story = year.draws[BLINDED]
    alias = story.drawn[0]
    firm = story.openings[alias].object_id
    by_key = one(year, firm, BLINDED)
    (by_receipt,) = lookup(without_key(year), firm, draw=BLINDED, receipt=receipt_of(year, firm))
    (by_result,) = lookup(without_key(year), firm, draw=BLINDED)
    (by_given_key,) = lookup(without_key(year), firm, draw=BLINDED, frame_keys={BLINDED: story.frame_key or b""})
    assert by_key.row == alias
    assert by_key.drawn
    assert by_key == by_result == by_given_key
    assert by_receipt.words[: len(by_key.words)] == by_key.words
    assert "agrees" in by_receipt.words[-1].en


def test_a_receipt_opens_an_undrawn_name_too(year: Bureau) -> None:
    story = year.draws[BLINDED]
    row = next(row for row in story.frame if not row.excluded and row.object_id not in story.drawn)
    firm = story.openings[row.object_id].object_id
    (found,) = lookup(without_key(year), firm, draw=BLINDED, receipt=receipt_of(year, firm))
    assert (found.in_frame, found.drawn, found.row) == (True, False, row.object_id)


def test_a_receipt_of_another_firm_opens_nothing(year: Bureau) -> None:
    story = year.draws[BLINDED]
    firm, other = (story.openings[alias].object_id for alias in story.drawn[:2])
    (found,) = lookup(without_key(year, results=False), firm, draw=BLINDED, receipt=receipt_of(year, other))
    assert found.in_frame is None


def test_a_receipt_of_another_log_tells_its_holder(year: Bureau) -> None:
    firm = year.draws[BLINDED].openings[year.draws[BLINDED].drawn[0]].object_id
    strange = receipt_of(year, firm).model_copy(update={"genesis": "0" * 64})
    assert any("of another log" in words.en for words in one(year, firm, BLINDED, strange).words)


# ── states ─────────────────────────────────────────────────────────────────────


def test_before_the_draw_the_chance_is_known_and_nothing_else() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.watch()
    row = next(row for row in story.frame if not row.excluded)
    found = one(bureau, row.object_id)
    assert found.drawn is None
    assert found.chance
    assert (found.ticket, found.place) == ("", None)
    assert "not drawn yet" in found.words[-1].en


def test_a_withdrawn_result_says_so_and_shows_no_text() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0])
    bureau.at("2024-01-05T15:00:00+08:00").withdraw(story, story.drawn[0])
    bureau.watch()
    found = one(bureau, story.drawn[0])
    assert (found.state, found.result) == ("withdrawn", None)


def test_the_json_of_a_standing_is_json(year: Bureau) -> None:
    for found in lookup(year.published(), year.draws[OPEN].drawn[0]):
        value = found.to_json()
        assert json.loads(json.dumps(value)) == value
        assert {"draw", "ticket", "rank", "chance", "team", "result", "words"} <= value.keys()


@pytest.mark.parametrize(
    "path", ["draws/2023-001/frame.csv", "draws/2023-001/commit.note", "log/checkpoint", "keys/trust.json"]
)
def test_hostile_files_never_raise(evidence: dict[str, bytes], path: str) -> None:
    for noise in (b"", b"\xff\xfe", b"{}\n", evidence[path][:50]):
        lookup(Held({**evidence, path: noise}), "91441624TEST00000X")


def test_lookup_and_verification_agree_on_who_was_drawn(year: Bureau) -> None:
    assert verified(year).results["C14"].verdict == "pass"
    story = year.draws[OPEN]
    assert [row.object_id for row in story.frame if one(year, row.object_id).drawn] == sorted(story.drawn)
