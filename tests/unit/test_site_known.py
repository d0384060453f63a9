"""What an earlier build read is told again only where reading it again would tell the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sample_site import ROOT

from publisher.demo.grown_log import GrownLog
from publisher.draw.evidence import json_text, parse_json
from publisher.draw.identifiers import parse_time
from publisher.log import places
from publisher.log.history import History
from publisher.log.records import SealedRow
from publisher.log.rows import ResultRow, RowFile
from publisher.log.tiles import tiles_of
from publisher.site.built.memory import FolderMemory
from publisher.site.contents.results import objection_terms_open, results_by_year
from publisher.site.pages.articles import article_evidence
from publisher.site.read.known import ROWS, Known
from publisher.site.read.view import View, read_view
from publisher.workspace import published_files

Files = dict[str, bytes]
FILES = published_files(ROOT)
NOW = parse_time(parse_json(FILES[places.BUREAU])["now"])


class Memory:
    """Keeps what it is given; `told`: the names of what it told again."""

    def __init__(self, kept: dict[tuple[str, str], bytes] | None = None) -> None:
        self.kept = dict(kept or {})
        self.told: list[str] = []

    def recall(self, name: str, made_of: str) -> bytes | None:
        found = self.kept.get((name, made_of))
        if found is not None:
            self.told.append(name)
        return found

    def keep(self, name: str, made_of: str, told: bytes) -> None:
        self.kept[name, made_of] = told

    @property
    def draws(self) -> set[str]:
        """The draws whose rows were told again."""
        return {name.removesuffix(".rows") for name in self.told if name.endswith(".rows")}


def read(files: Files, memory: Memory | None = None, now: datetime = NOW) -> View:
    view = read_view(files, now, memory)
    results_by_year(view)
    article_evidence(view)
    return view


def told(view: View) -> list[object]:
    """Everything that pages are made of."""
    shown = [getattr(view, field.name) for field in fields(view) if field.name not in ("known", "books", "ledger")]
    books = [getattr(view.books, field.name) for field in fields(view.books) if field.name not in ("history", "seen")]
    return [*map(repr, [*shown, *books, results_by_year(view), objection_terms_open(view), article_evidence(view)])]


@pytest.fixture(scope="module")
def kept() -> dict[tuple[str, str], bytes]:
    memory = Memory()
    read(FILES, memory)
    return memory.kept


@pytest.fixture
def memory(kept: dict[tuple[str, str], bytes]) -> Memory:
    return Memory(kept)


def at(size: int) -> Files:
    """The log as it was when it had `size` entries, beside all files of later."""
    entries = [entry.data for entry in read_view(FILES, NOW).ledger.history.entries]
    later = {path for path in FILES if path.startswith("log/")}
    known = {f"log/{path}": data for path, data in tiles_of(entries[:size], size)}
    points = {path: FILES[path] for path in later if path.startswith("log/checkpoints/") and int(path[16:]) <= size}
    rest = {path: data for path, data in FILES.items() if path not in later}
    return {**rest, **known, **points, places.CHECKPOINT: FILES[places.checkpoint(size)]}


def changes() -> Iterator[tuple[str, Files]]:
    """One of each kind of file gone, and altered in a way that can still be read."""
    seen: set[str] = set()
    for path in sorted(FILES):
        kind = "/".join(part for part in path.split("/") if not any(char.isdigit() for char in part))
        if kind in seen and not path.startswith("data/snapshots/"):
            continue
        seen.add(kind)
        yield f"{path} is gone", {other: data for other, data in FILES.items() if other != path}
        for old, new in ((b"\xe5\xb9\xb4", b"\xe5\xb2\x81"), (b'"1"', b'"2"'), (b",1,", b",2,")):
            if old in FILES[path]:
                yield f"{path} says something else", {**FILES, path: FILES[path].replace(old, new)}
                break


CHANGES = dict(changes())
SIZES = sorted(int(path[16:]) for path in FILES if path.startswith("log/checkpoints/"))


OPEN = {"2026-001", "2026-004"}
"""The sample's draws that have results and whose names were never hidden."""


def test_a_second_reading_reads_only_rows_of_blinded_draws_and_tells_the_same(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, whole = told(read(FILES)), RowFile.read_result
    again: list[str] = []

    def reading(data: bytes) -> tuple[str, ResultRow]:
        again.append(whole(data)[1].draw)
        return whole(data)

    monkeypatch.setattr(RowFile, "read_result", reading)
    assert told(read(FILES, memory)) == first
    assert memory.draws == OPEN
    assert again
    assert OPEN.isdisjoint(again)


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_has_changed_is_told_as_if_nothing_were_known(what: str, memory: Memory) -> None:
    assert told(read(CHANGES[what], memory)) == told(read(CHANGES[what]))


def test_as_the_log_grows_draws_that_it_does_not_tell_of_are_known() -> None:
    memory = Memory()
    for size in SIZES[::5]:
        assert told(read(at(size), memory)) == told(read(at(size)))
    assert len(memory.told) > 5
    assert memory.draws == OPEN


@pytest.mark.parametrize("days", [1, 9, 40, 365, 800])
def test_time_alone_changes_nothing_that_is_known(days: int, memory: Memory) -> None:
    later = NOW + timedelta(days=days)
    assert told(read(FILES, memory, later)) == told(read(FILES, None, later))
    assert memory.draws == OPEN


def corrected_elsewhere(draw: str, other: str) -> Files:
    """The sample where a row of one draw is corrected by a row that is logged in another."""
    log = GrownLog.of(FILES)
    path = next(path for path in sorted(FILES) if path.startswith(f"draws/{draw}/rows/"))
    old = RowFile.model_validate(parse_json(FILES[path]))
    new = RowFile.model_validate({"salt": "ab" * 32, "text": old.content.replace(draw, other)})
    named = parse_json(old.content.encode())["object"]
    log.files[places.draw_file(other, places.row_file(new.row))] = new.text.encode()
    record = {"draw": other, "object": named, "replaces": old.row, "row": new.row, "type": "correction"}
    log.entries.append(json_text({**record, "time": NOW.isoformat()}).encode())
    log.seal()
    return log.evidence()


def test_draws_whose_rows_replace_each_others_are_never_kept(memory: Memory) -> None:
    files = corrected_elsewhere("2026-001", "2026-004")
    for _ in range(2):
        assert told(read(files, memory)) == told(read(files))
    assert memory.draws == set()


def test_a_draw_with_a_file_that_cannot_be_read_is_read_each_time() -> None:
    path = next(path for path in sorted(FILES) if path.startswith("draws/2026-001/rows/"))
    files, memory = {**FILES, path: b"{}"}, Memory()
    for _ in range(2):
        assert path in {fault.file for fault in read(files, memory).faults}
    assert memory.draws == {"2026-004"}
    assert "2026-001.rows" not in {name for name, _ in memory.kept}


def test_what_belongs_to_no_draw_makes_all_be_read_again_unless_it_is_an_inspection_outside(memory: Memory) -> None:
    """A roster that is taken again may name firms otherwise; a complaint that is looked into says nothing of draws."""
    for kind, known in (("roster", False), ("policy", False), ("items", False), ("correction", True)):
        log = GrownLog.of(FILES)
        others = [entry for entry in History(log.entries).others if entry.record and entry.record.type == kind]
        log.entries.append(others[-1].data)
        log.seal()
        memory.told.clear()
        assert told(read(log.evidence(), memory)) == told(read(log.evidence()))
        assert bool(memory.draws) == known, kind


def test_a_row_that_lies_elsewhere_in_the_log_is_told_with_its_place(memory: Memory) -> None:
    log = GrownLog.of(FILES)
    records = [entry.record for entry in History(log.entries).entries]
    draws = [getattr(record, "draw", "") for record in records]
    at = next(
        at
        for at, record in enumerate(records)
        if isinstance(record, SealedRow) and draws[at] in OPEN and draws[at + 1] not in ("", None, draws[at])
    )
    log.entries[at], log.entries[at + 1] = log.entries[at + 1], log.entries[at]
    log.seal()
    assert told(read(log.evidence(), memory)) == told(read(log.evidence()))
    assert memory.draws == OPEN - {draws[at]}


def test_what_is_made_of_something_else_besides_is_another_thing() -> None:
    history, memory = read(FILES).ledger.history, Memory()
    known = Known(FILES, history, memory)
    known.keep("2026-001", ROWS, [], "the policy of spring")
    assert known.recall("2026-001", ROWS, "the policy of spring") == []
    assert known.recall("2026-001", ROWS, "the policy of autumn") is None
    assert known.recall("2026-001", ROWS) is None


def test_lines_go_by_the_policy_of_the_day(memory: Memory) -> None:
    view = read(FILES, memory)
    assert view.policy is not None
    codes = {
        code: meaning.model_copy(update={"clean": not meaning.clean})
        for code, meaning in view.policy.result_codes.items()
    }
    other = replace(view, policy=view.policy.model_copy(update={"result_codes": codes}))
    before, after = (
        {line.row: line.problem for made in results_by_year(one) for line in made.lines} for one in (view, other)
    )
    assert before.keys() == after.keys()
    assert any(before[row] != after[row] for row in before)


def test_a_row_outside_the_draws_that_names_a_draw_makes_it_be_read_again() -> None:
    """Such a row ("nonrandom", yet with a draw) is in no draw's records, but in the results through their rows."""
    draw, log = "2026-001", GrownLog.of(FILES)

    def put(row: str, named: str, replaces: str, kind: str) -> str:
        record = {"draw": draw, "object": named, "replaces": replaces, "row": row, "type": kind}
        log.entries.append(json_text({**record, "time": NOW.isoformat()}).encode())
        log.seal()
        return row

    def add(old: str, salt: str, **changed: object) -> str:
        text = parse_json(log.files[places.draw_file(draw, places.row_file(old))])["text"]
        value = {**parse_json(text.encode()), **changed}
        new = RowFile.model_validate({"salt": salt * 32, "text": json_text(value)})
        log.files[places.draw_file(draw, places.row_file(new.row))] = new.text.encode()
        return put(new.row, value["object"], old, "correction")

    rows = [item.record for item in read(FILES).ledger.history.draws[draw].rows if item.record.type == "result"]
    one, other = rows[:2]
    text = parse_json(parse_json(FILES[places.draw_file(draw, places.row_file(one.row))])["text"].encode())
    follow_up = {"inspectors": text["inspectors"], "visited_on": "2026-11-20"}
    checked = add(one.row, "ab", follow_up=follow_up, reason="复查")
    corrected = add(checked, "cd", remark="错字")
    memory = Memory()
    read(dict(log.evidence()), memory)
    put(corrected, other.object, other.row, "nonrandom")
    assert told(read(dict(log.evidence()), memory)) == told(read(dict(log.evidence())))


@pytest.mark.parametrize("spoiled", [b"", b"[[1]]", b'{"all": "ten"}', b"null", b"\xff", b'[[1,null,["row"]]]'])
def test_what_is_no_value_counts_as_none(spoiled: bytes, kept: dict[tuple[str, str], bytes]) -> None:
    memory = Memory(dict.fromkeys(kept, spoiled))
    assert told(read(FILES, memory)) == told(read(FILES))
    assert memory.kept == kept


# ---- the folder ------------------------------------------------------------------------------------------------------


def test_the_folder_gives_back_what_was_kept_for_the_same_input_and_program(tmp_path: Path) -> None:
    FolderMemory(tmp_path / "known", "program").keep("a", "made of", b"told\nin lines\n")
    assert FolderMemory(tmp_path / "known", "program").recall("a", "made of") == b"told\nin lines\n"
    assert FolderMemory(tmp_path / "known", "program").recall("a", "made of more") is None
    assert FolderMemory(tmp_path / "known", "other program").recall("a", "made of") is None
    assert FolderMemory(tmp_path / "known", "program").recall("b", "made of") is None


@pytest.mark.parametrize("cut", [0, 10, 64, 65, 70])
def test_what_was_cut_short_or_altered_counts_as_none(cut: int, tmp_path: Path) -> None:
    memory = FolderMemory(tmp_path, "program")
    memory.keep("a", "made of", b"told in full")
    data = (tmp_path / "a").read_bytes()
    (tmp_path / "a").write_bytes(data[:cut])
    assert memory.recall("a", "made of") is None
    (tmp_path / "a").write_bytes(data[:cut] + b"x" + data[cut + 1 :])
    assert memory.recall("a", "made of") is None


def test_what_a_build_did_not_use_is_forgotten(tmp_path: Path) -> None:
    for name in ("gone", "kept", "asked", "used"):
        FolderMemory(tmp_path, "program").keep(name, "made of", b"told")
    (tmp_path / "cut.part").write_bytes(b"")
    memory = FolderMemory(tmp_path, "program")
    memory.recall("asked", "made of something else")
    memory.keep("kept", "made of", b"told")
    memory.recall("used", "made of")
    memory.forget()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "used"]


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "known").write_text("somebody's file", "utf-8")
    memory = FolderMemory(tmp_path / "known", "program")
    memory.keep("a", "made of", b"told")
    assert memory.recall("a", "made of") is None
    memory.forget()
    assert (tmp_path / "known").read_text("utf-8") == "somebody's file"
