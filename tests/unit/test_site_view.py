"""The site's view and pages as pure functions of published files, held against the sample data and damaged copies."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from publisher.draw.evidence import json_text, parse_csv, parse_json
from publisher.draw.hashing import inspector_ticket, object_ticket
from publisher.draw.identifiers import VACANT, parse_time
from publisher.draw.parts import parse_part
from publisher.log import places
from publisher.log.rows import RowFile
from publisher.site.checking import draw_files
from publisher.site.contents.contexts import contexts_of
from publisher.site.machine import machine_files
from publisher.site.machine.tables import program_tables
from publisher.site.made_tables import program_file
from publisher.site.pages import Page, build_fragments, build_pages
from publisher.site.plugin import publishable
from publisher.site.read.chances import Chance
from publisher.site.read.draws import DrawView, State
from publisher.site.read.figures import day, groups, moment, percent, thousands
from publisher.site.read.timeline import read_timeline
from publisher.site.read.view import View, read_view
from publisher.site.read.words import beacon_said
from publisher.site.search import complete
from publisher.workspace import published_files

ROOT = Path(__file__).parents[2]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files() -> Files:
    return published_files(ROOT)


@pytest.fixture(scope="module")
def now(files: Files) -> datetime:
    return parse_time(parse_json(files[places.BUREAU])["now"])


@pytest.fixture(scope="module")
def view(files: Files, now: datetime) -> View:
    return read_view(files, now)


def text_of(html: str) -> str:
    """What a reader sees of some HTML, roughly."""
    return unescape(re.sub("<[^>]*>", " ", html))


def one_of_each_kind(files: Files) -> Iterator[str]:
    """A path of every kind of published file: the first of each draw file, snapshot, tile, checkpoint."""
    seen = set()
    for path in sorted(files):
        kind = re.sub(r"[0-9a-f]{64}|[0-9]+", "n", path)
        if kind not in seen:
            seen.add(kind)
            yield path


# ---- complete evidence -----------------------------------------------------------------------------------------------


def test_the_sample_is_read_without_a_fault(view: View) -> None:
    assert [fault.say("en") for fault in view.faults] == []


def test_the_sample_shows_every_state_that_the_site_explains(view: View) -> None:
    assert {draw.state for draw in view.draws} >= {State.COMMITTED, State.CLOSED, State.DRAWN, State.VOID}


def test_every_committed_draw_has_a_page(view: View) -> None:
    pages = build_pages(view)
    numbers = {item.record.draw for draws in view.ledger.history.draws.values() for item in draws.commits}
    assert numbers == {path.split("/")[1] for path in pages if re.fullmatch("draws/2[^/]*/index.html", path)}


def test_the_same_files_and_moment_make_the_same_pages(files: Files, now: datetime) -> None:
    backwards = dict(sorted(files.items(), reverse=True))
    assert build_pages(read_view(files, now)) == build_pages(read_view(backwards, now))


def test_a_clock_past_the_beacon_turns_waiting_into_due(files: Files, view: View) -> None:
    closed = next(draw for draw in view.draws if draw.state is State.CLOSED)
    later = read_view(files, closed.beacon_time)
    assert next(draw.state for draw in later.draws if draw.draw == closed.draw) is State.FIRED


def test_the_next_draw_is_the_one_whose_beacon_comes_first(view: View) -> None:
    times = [draw.beacon_time for draw in view.waiting]
    assert times == sorted(times)


def test_a_log_cut_off_anywhere_still_makes_pages(files: Files, view: View, now: datetime) -> None:
    ends = {}  # one cut after each kind of entry: sixty cuts say no more, and take two minutes
    for point in view.ledger.checkpoints:
        last = view.ledger.history.entries[point.size - 1].record
        ends[last.type if last else ""] = point
    for point in ends.values():
        past = read_view({**files, places.CHECKPOINT: files[point.path]}, now)
        assert past.ledger.size == point.size
        build_pages(past)


def test_the_example_of_the_protocol_page_computes(view: View) -> None:
    draw = view.example
    assert draw is not None
    first = draw.drawn[0]
    assert first.ticket == object_ticket(draw.seed_hash, first.object.key)
    teams = parse_csv(view.files[f"draws/{draw.draw}/teams.csv"], ["object_id", "seat", "inspector_id", "ticket"])
    object_id, _, inspector, ticket = teams[0]
    assert ticket == inspector_ticket(draw.seed_hash, object_id, inspector)
    shown = text_of(build_fragments(view)["protocol.html"]["example"])
    for value in (draw.seed_hash, first.ticket, draw.commit.hash, ticket):
        assert value in shown


def test_a_change_shows_who_came_and_no_more_who_left(view: View) -> None:
    checked = 0
    for draw in view.draws:
        teams = {one.object.key: [VACANT if m is None else m.key for m in one.team] for one in draw.drawn}
        left = {
            (row.object_id, row.removed) for change in draw.changes for row in change.rows if row.kind == "substitute"
        }
        for object_id, inspector in left - {(object_id, VACANT) for object_id, _ in left}:
            assert inspector not in teams[object_id]
            checked += 1
        for change in draw.changes[-1:]:
            for row in change.rows:
                if row.kind == "substitute":
                    assert row.added in teams[row.object_id]
    assert checked


def test_nobody_reads_why_an_inspector_was_replaced(view: View) -> None:
    shown = "".join(text_of(page.html) for page in build_pages(view).values())
    for word in ("利害关系", "病假", "近亲属"):
        assert word not in shown


def test_every_file_that_the_commit_binds_stands_on_its_page_with_its_hash(view: View) -> None:
    pages = build_pages(view)
    for draw in view.draws:
        html = pages[f"draws/{draw.draw}/index.html"].html
        for sha256 in draw.commit.record.files.values():
            assert sha256 in html


def test_the_timeline_puts_the_random_value_between_what_was_fixed_and_what_followed(view: View) -> None:
    for draw in view.concluded:
        phases = [event.phase for event in draw.timeline]
        assert phases == sorted(phases, key=["before", "random", "after"].index)
        fires = min(event.time for event in draw.timeline if event.phase == "random" and event.time)
        seen = next(event for event in draw.timeline if event.checkpoint)
        assert seen.time
        assert seen.time + timedelta(seconds=60) <= fires


def test_every_timeline_goes_on_in_time(view: View) -> None:
    for draw in view.draws:
        times = [event.time for event in draw.timeline if event.time]
        assert times == sorted(times), draw.draw


def test_a_throw_in_public_stands_with_the_random_values_and_the_witnesses_right_after_the_close(view: View) -> None:
    draw = next(draw for draw in view.concluded if draw.records.ceremonies)
    told = [(event.phase, event.title) for event in draw.timeline]
    close = told.index(("before", "封签"))
    assert told[close + 1] == ("before", "见证人签名")
    assert ("random", "现场公开摇号") in told[close + 2 :]


def test_a_draw_voided_when_its_random_value_was_due_says_so_after_it(view: View) -> None:
    draw = view.void[0]
    void = draw.void
    assert void is not None
    assert [event.phase for event in draw.timeline if event.title == "作废"] == ["before"]
    late = void._replace(record=void.record.model_copy(update={"time": "2030-01-01T00:00:00Z"}))
    told = read_timeline(replace(draw.records, voids=[late]), view.ledger, None, ())
    assert [event.phase for event in told if event.title == "作废"] == ["after"]


@pytest.mark.parametrize(
    ("source", "number", "said"),
    [
        ("drand-quicknet", "32614632", "drand 公共随机数网络第 32614632 轮"),
        ("lottery-ssq", "2026036", "双色球开奖号码第 2026036 期"),
        ("ceremony", "2026-005", "现场公开摇号"),
        ("nist-2", "2/123", "NIST 随机信标（2/123）"),
    ],
)
def test_a_random_value_is_called_as_people_call_it(source: str, number: str, said: str) -> None:
    assert beacon_said(source, number) == said


def test_a_simulated_bureau_has_pages_too(evidence: Files) -> None:
    view = read_view(evidence, datetime(2030, 1, 1, tzinfo=UTC))
    assert {fault.file for fault in view.faults} <= {places.BUREAU, "data/codes.json"}
    assert len(view.draws) >= 2
    build_pages(view)
    build_fragments(view)


# ---- blinded draws ---------------------------------------------------------------------------------------------------


def blinded(view: View) -> DrawView:
    """A blinded draw of the sample whose names are open now: its visits were made."""
    return next(draw for draw in view.draws if draw.people.blinded and draw.results)


def without_openings(files: Files, draw: str) -> Files:
    """The files as they were before results and frame key were published."""
    hidden = (f"draws/{draw}/rows/", f"draws/{draw}/{places.FRAME_KEY}")
    return {path: data for path, data in files.items() if not path.startswith(hidden)}


def test_a_blinded_draw_names_nobody_before_the_visits(files: Files, view: View, now: datetime) -> None:
    draw = blinded(view)
    before = build_pages(read_view(without_openings(files, draw.draw), now))[f"draws/{draw.draw}/index.html"].html
    names = [one.object.name for one in draw.drawn if one.object.name]
    assert names
    assert [name for name in names if name in text_of(before)] == []
    assert "代号" in before


def test_a_blinded_draw_names_the_visited_once_they_are_opened(view: View) -> None:
    draw = blinded(view)
    shown = text_of(build_pages(view)[f"draws/{draw.draw}/index.html"].html)
    for one in draw.drawn:
        if one.results:
            assert one.object.name in shown


def test_a_wrong_frame_key_names_nobody(files: Files, view: View, now: datetime) -> None:
    draw = blinded(view)
    forged = {**without_openings(files, draw.draw), f"draws/{draw.draw}/{places.FRAME_KEY}": b"0" * 64 + b"\n"}
    again = next(one for one in read_view(forged, now).draws if one.draw == draw.draw)
    assert all(one.object.blinded for one in again.drawn)


# ---- missing and damaged files ---------------------------------------------------------------------------------------


def test_pages_build_from_nothing_at_all() -> None:
    view = read_view({}, datetime(2026, 1, 1, tzinfo=UTC))
    pages = build_pages(view)
    assert "还没有抽过签" in pages["index.html"].html
    assert places.TRUST in pages["oversight.html"].html
    build_fragments(view)


NEED_NOT_BE = re.compile(
    r"data/(?:nonrandom|reports|snapshots)/.*|data/(?:registers\.json|towns\.csv)|evidence\.json"
    r"|draws/[^/]*/(?:frame-key\.txt|void\.note|audit\.note)|log/checkpoints/[0-9]*|log/tile/.*\.p/.*"
)
"""What isn't always published, or what another file stands for, as a newer tile for an older part of it."""


def whole_site(files: Files, now: datetime) -> View:
    """Everything that a build makes of the view, made."""
    view = read_view(files, now)
    contexts = contexts_of(view)
    build_pages(view, contexts)
    build_fragments(view)
    for draw in view.draws:
        frame = files.get(places.draw_file(draw.draw, "frame.csv"), b"")
        assert dict(draw_files(draw, contexts.draws[draw.draw], frame))
    assert machine_files(view, {path: program_file(table) for path, table in program_tables(view)}, "0" * 64, 1)
    return view


def test_each_missing_file_is_named_and_nothing_fails(files: Files, now: datetime) -> None:
    for path in one_of_each_kind(files):
        view = whole_site({name: data for name, data in files.items() if name != path}, now)
        assert NEED_NOT_BE.fullmatch(path) or path in {fault.file for fault in view.faults}, path


@pytest.mark.parametrize("name", ["commit.note", "close.note", "order.json"])
def test_a_file_that_is_not_what_the_log_holds_is_named_on_its_draws_page(
    name: str, files: Files, view: View, now: datetime
) -> None:
    draw = next(one for one in view.draws if one.order and len(one.order.strata) > 1)
    path = f"draws/{draw.draw}/{name}"
    other = re.sub(rb'"stratum": "', b'"stratum": "x', files[path]) if name == "order.json" else files[path] + b"x"
    assert other != files[path]
    after = whole_site({**files, path: other}, now)
    assert [fault.code for fault in after.faults if fault.file == path] == ["other-content"]
    html = build_pages(after)[f"draws/{draw.draw}/index.html"].html
    assert path in text_of(html)


def test_a_missing_bound_file_is_named_on_its_draws_page(files: Files, view: View, now: datetime) -> None:
    draw = view.concluded[0]
    path = f"draws/{draw.draw}/frame.csv"
    rest = {name: data for name, data in files.items() if name != path}
    html = build_pages(read_view(rest, now))[f"draws/{draw.draw}/index.html"].html
    assert path in text_of(html)
    assert "缺少" in text_of(html)


def test_damaged_files_make_pages_and_no_traceback(files: Files, now: datetime) -> None:
    """One of the ways for each kind of file, in turn: building all pages takes its time."""
    chance, ways = random.Random(1), itertools.cycle(["none", "cut", "noise", "random", "{}", "[]", "cut"])
    for path in one_of_each_kind(files):
        data = files[path]
        at = chance.randrange(len(data))
        made = {
            "none": b"",
            "cut": data[:at],
            "noise": data[:at] + b"\xff\x00" + data[at + 2 :],
            "random": chance.randbytes(64),
            "{}": b"{}\n",
            "[]": b"[]\n",
        }
        view = read_view({**files, path: made[next(ways)]}, now)
        build_pages(view)
        build_fragments(view)


def test_a_roster_with_another_content_is_not_shown(files: Files, view: View, now: datetime) -> None:
    newest = view.rosters.newest("objects")
    assert newest
    name = view.rosters.objects[0].name
    changed = {**files, newest.path: files[newest.path].replace(name.encode(), "假冒".encode() + name.encode())}
    again = read_view(changed, now)
    assert "假冒" not in "".join(page.html for page in build_pages(again).values())
    assert newest.path in {fault.file for fault in again.faults}


def test_a_result_that_the_log_does_not_hold_is_not_shown(files: Files, view: View, now: datetime) -> None:
    draw = next(draw for draw in view.draws if draw.results)
    row = next(one.result.row for one in draw.drawn if one.result)
    path = places.draw_file(draw.draw, places.row_file(row))
    file = parse_part(files[path], RowFile)
    text = json_text({**parse_json(file.content.encode()), "remark": "伪造的结论"})
    forged = read_view({**files, path: json_text({"salt": file.salt, "text": text}).encode()}, now)
    assert "伪造的结论" not in build_pages(forged)[f"draws/{draw.draw}/index.html"].html
    assert path in {fault.file for fault in forged.faults}


def test_a_forged_cosignature_counts_for_nobody(files: Files, view: View, now: datetime) -> None:
    point = next(point for point in view.ledger.checkpoints if point.cosignatures)
    lines = files[point.path].decode().split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith(f"— {point.cosignatures[0].name} "))
    lines[at] = lines[at][:-6] + ("AAAA==" if lines[at].endswith("==") else "AAAAAA")
    again = read_view({**files, point.path: "\n".join(lines).encode()}, now)
    assert next(p for p in again.ledger.checkpoints if p.size == point.size).cosignatures == ()


# ---- small things ----------------------------------------------------------------------------------------------------


def test_links_are_relative_to_their_page(view: View) -> None:
    html = build_pages(view)["en/index.html"].html
    assert 'href="../plan.html"' in html
    assert not re.search(r'(?:href|src)="/', html)


@pytest.mark.parametrize(
    ("size", "eligible", "said"),
    [(0, 50, "-"), (50, 50, "必然抽中"), (1, 20, "约 1/20"), (31, 603, "约 1/19"), (18, 28, "18/28"), (0, 0, "-")],
)
def test_a_chance_is_said_as_people_feel_it(size: int, eligible: int, said: str) -> None:
    assert Chance("A", "A", eligible, eligible, size, "").one_in == said


@pytest.mark.parametrize(
    ("size", "eligible", "dots"), [(1, 20, (1, 20)), (18, 28, (6, 10)), (1, 500, None), (0, 9, None), (3, 9, (1, 3))]
)
def test_dots_show_the_chance(size: int, eligible: int, dots: tuple[int, int] | None) -> None:
    assert Chance("A", "A", eligible, eligible, size, "").dots == dots


@pytest.mark.parametrize(("ratio", "said"), [("0.05", "5%"), ("0.0025", "0.25%"), ("1", "100%"), ("0.07", "7%")])
def test_ratios_are_exact_percentages(ratio: str, said: str) -> None:
    assert percent(ratio) == said


def test_moments_are_said_in_shanghai() -> None:
    assert moment("2026-12-31T23:30:00Z") == "2027年1月1日 07:30"
    assert day("2026-03-01") == "2026年3月1日"
    assert day("not a day") == "not a day"


def test_hashes_and_counts_are_easy_to_read() -> None:
    assert groups("0123456789ab") == "0123 4567 89ab"
    assert (thousands(9999), thousands(1234567)) == ("9999", "1\u202f234\u202f567")


def test_the_search_index_is_cut_at_every_han_character_and_escaped() -> None:
    index = complete('{"config": {}, "docs": []}', {"a.html": Page("工资<b>", "", "A & B")})
    assert '"title":"工\u200b资\u200b&lt;b&gt;"' in index
    assert '"text":"A &amp; B"' in index


@pytest.mark.parametrize(
    "path", ["../x", "draws/../x", "draws/2026-001/index.html", "data/x.js", "other/x", "/x", "a b"]
)
def test_evidence_can_not_be_put_in_a_pages_place(path: str) -> None:
    assert not publishable(path)


def test_all_published_files_may_be_put_on_the_site(files: Files) -> None:
    assert [path for path in files if not publishable(path)] == []
