"""The power may fail at every single write: what is on disk then never lies, and the same command finishes the work."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_bureau import (
    BLINDED,
    CLOSED,
    COMMITTED,
    CONCLUDED,
    DRAW,
    OPEN,
    PASSPHRASE,
    VISITED,
    Bureau,
    tree,
    write_results,
)

from publisher.ceremony import (
    committing,
    concluding,
    keeping,
    nonrandom,
    packing,
    pending,
    registering,
    sealing,
    sitting,
    witnessing,
)
from publisher.ceremony.drafts import waiting_drafts
from publisher.demo import acts
from publisher.demo.cast import WITNESSES
from publisher.demo.rounds import answers
from publisher.draw.identifiers import parse_time
from publisher.log import merkle
from publisher.log.checkpoints import Checkpoint
from publisher.log.records import SealedRow
from publisher.tables.yaml_files import yaml_text
from publisher.workspace import Files, publish


class PowerCut(BaseException):
    """Nothing in the program catches it."""


def _torn(files: Files, name: str, data: bytes, *, whole: bool) -> None:
    """Half of a write reaches the disk: a temporary file beside the target, or half a line at its end."""
    path = files.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if whole:
        (path.parent / ".cut.tmp").write_bytes(data[: len(data) // 2])
    else:
        with path.open("ab") as file:
            file.write(data[: len(data) // 2])


@contextmanager
def power_cut(at: int) -> Iterator[None]:
    """The `at`-th write, append or removal (from 0) is the last, and breaks off in the middle."""
    count = [0]

    def cut(original: Callable[..., None], *, append: bool) -> Callable[..., None]:
        def operation(files: Files, name: str, *data: bytes) -> None:
            if files.dry_run or (data and not append and files.read(name) == data[0]):
                original(files, name, *data)
                return
            count[0] += 1
            if count[0] != at + 1:
                original(files, name, *data)
                return
            if data:
                _torn(files, name, data[0], whole=not append)
            raise PowerCut

        return operation

    with pytest.MonkeyPatch.context() as patch:
        for name in ("write", "append", "remove"):
            patch.setattr(Files, name, cut(getattr(Files, name), append=name == "append"))
        yield


def lasting(bureau: Bureau) -> dict[str, bytes]:
    """All files of repository and private folders but what a broken write left behind, by their place."""
    found = tree(bureau.folder)
    return {name[len(str(bureau.folder)) :]: data for name, data in found.items() if not name.endswith(".tmp")}


def nothing_lies(bureau: Bureau) -> None:
    """Each checkpoint on disk is over entries that are there; what is published holds no half-written file."""
    workspace = bureau.workspace
    leaves = [merkle.leaf_hash(entry) for entry in workspace.entries()]
    for size, note in workspace.checkpoints().items():
        assert size <= len(leaves)
        assert Checkpoint.parse(note.text).root == merkle.root(leaves[:size])
    assert not [name for name in publish(workspace) if name.endswith(".tmp")]


Step = tuple[str, Callable[[Bureau], None], Callable[[Bureau], object]]


def _both(act: Callable[[str], object]) -> None:
    for who in acts.OFFICES:
        act(who)


def _commit(bureau: Bureau) -> None:
    """A commit with both signatures, and two rosters, wait."""
    committing.start_commit(bureau.desk("draw", COMMITTED), OPEN)
    committing.join_commit(bureau.desk("legal", COMMITTED), DRAW, "legal")
    _both(lambda who: committing.sign_commit(bureau.desk(who, COMMITTED), DRAW, acts.desk_role(who)))
    registering.seal_roster(bureau.desk("draw", COMMITTED), "objects", again=True)


def _reveals(bureau: Bureau) -> None:
    _both(lambda who: sitting.reveal(bureau.desk(who, CLOSED), DRAW, acts.desk_role(who)))


def _outcome(bureau: Bureau) -> None:
    _both(lambda who: concluding.conclude(bureau.desk(who, CONCLUDED), DRAW, answers(), acts.desk_role(who)))


def _close(bureau: Bureau) -> None:
    _reveals(bureau)
    keeping.keep(bureau.desk("keeper", CLOSED))
    _both(lambda who: sitting.close(bureau.desk(who, CLOSED), DRAW, acts.desk_role(who)))
    keeping.keep(bureau.desk("keeper", CLOSED))


def _cosign(bureau: Bureau) -> None:
    for part in WITNESSES:
        read = publish(bureau.workspace).get
        signed = witnessing.cosign_newest(bureau.office(part.folder), read, part.name, parse_time(CLOSED))
        witnessing.collect(bureau.workspace, signed)


STEPS: dict[str, Step] = {
    "commit": ("founded", _commit, lambda bureau: keeping.keep(bureau.desk("keeper", COMMITTED))),
    "reveals": ("committed", _reveals, lambda bureau: keeping.keep(bureau.desk("keeper", CLOSED))),
    "outcome": ("closed", _outcome, lambda bureau: keeping.keep(bureau.desk("keeper", CONCLUDED))),
    "cosignatures": ("committed", _close, _cosign),
}


def prepared(step: Step, played: dict[str, Bureau], folder: Path) -> Bureau:
    """The bureau just before the keeper's step."""
    stage, before, _ = step
    bureau = Bureau(Path(shutil.copytree(played[stage].folder, folder)))
    before(bureau)
    return bureau


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_broke_off_anywhere_ends_as_if_it_had_not(
    name: str, played: dict[str, Bureau], tmp_path: Path
) -> None:
    """The same bytes in the repository and in everybody's memory, wherever the power failed."""
    step = STEPS[name]
    start = prepared(step, played, tmp_path / "start")
    whole = Bureau(Path(shutil.copytree(start.folder, tmp_path / "whole")))
    step[2](whole)
    expected, at = lasting(whole), 0
    while True:
        bureau = Bureau(Path(shutil.copytree(start.folder, tmp_path / "cut")))
        try:
            with power_cut(at):
                step[2](bureau)
            break
        except PowerCut:
            nothing_lies(bureau)
        step[2](bureau)
        assert lasting(bureau) == expected, at
        shutil.rmtree(bureau.folder)
        at += 1
    assert at > 4


def test_a_sealing_that_broke_off_anywhere_logs_each_result_once(played: dict[str, Bureau], tmp_path: Path) -> None:
    """Salts are random, so not the same bytes: each result has one row, each row its text, and no text lies about."""
    start = Bureau(Path(shutil.copytree(played["concluded"].folder, tmp_path / "start")))
    teams = acts.teams(start.stage(VISITED), DRAW)
    write_results(start, list(teams))
    at = 0
    while True:
        bureau = Bureau(Path(shutil.copytree(start.folder, tmp_path / "cut")))
        try:
            with power_cut(at):
                sealing.seal_results(bureau.desk("keeper", VISITED), DRAW, teams)
            break
        except PowerCut:
            nothing_lies(bureau)
        sealing.seal_results(bureau.desk("keeper", VISITED), DRAW, teams)
        assert_sealed(bureau, list(teams))
        shutil.rmtree(bureau.folder)
        at += 1
    assert at > 5


def assert_sealed(bureau: Bureau, objects: list[str]) -> None:
    """Each object has one row, the files are those of the rows, and a checkpoint covers them."""
    rows = bureau.workspace.history().draws[DRAW].rows
    assert sorted(item.record.object for item in rows) == sorted(objects)
    names = {f"data/draws/{DRAW}/rows/{item.record.row}.json" for item in rows}
    assert set(bureau.workspace.files.names(f"data/draws/{DRAW}/rows")) == names
    assert max(bureau.workspace.checkpoints()) == len(bureau.workspace.entries())


def test_a_sealing_outside_the_draw_that_broke_off_anywhere_logs_each_row_once(
    played: dict[str, Bureau], tmp_path: Path
) -> None:
    """Entry and result of one day: each has one row, and no text lies about."""
    start = Bureau(Path(shutil.copytree(played["concluded"].folder, tmp_path / "start")))
    object_id = start.workspace.objects()[0].object_id
    today = parse_time(VISITED).date()
    desk = start.desk("draw", VISITED)
    entry = nonrandom.add_entry(desk, object_id, items=["LD-02"], code="TRANSFER", start=None, end=today, paper="试")
    made = {"visited_on": str(today), "fixed_on": str(today), "inspectors": ["JC001", "JC002"], "method": "1"}
    value = {**entry.evidence(), "result": {**made, "codes": ["1"]}}
    start.workspace.files.write(nonrandom.entry_place(entry.id), yaml_text(value).encode())
    at = 0
    while True:
        bureau = Bureau(Path(shutil.copytree(start.folder, tmp_path / "cut")))
        try:
            with power_cut(at):
                nonrandom.seal_nonrandom(bureau.desk("keeper", VISITED))
            break
        except PowerCut:
            nothing_lies(bureau)
        nonrandom.seal_nonrandom(bureau.desk("keeper", VISITED))
        rows = [item.record for item in bureau.workspace.history().of(SealedRow)]
        assert [row.type for row in rows] == ["nonrandom", "correction"], at
        names = {f"data/nonrandom/rows/{row.row}.json" for row in rows}
        assert set(bureau.workspace.files.names("data/nonrandom/rows")) == names
        shutil.rmtree(bureau.folder)
        at += 1
    assert at > 3


def test_an_unpacking_that_broke_off_anywhere_ends_as_if_it_had_not(played: dict[str, Bureau], tmp_path: Path) -> None:
    pack = packing.pack(played["concluded"].workspace, DRAW)
    whole = Bureau(Path(shutil.copytree(played["founded"].folder, tmp_path / "whole")))
    packing.unpack(whole.workspace, pack)
    expected, at = lasting(whole), 0
    while True:
        bureau = Bureau(Path(shutil.copytree(played["founded"].folder, tmp_path / "cut")))
        try:
            with power_cut(at):
                packing.unpack(bureau.workspace, pack)
            break
        except PowerCut:
            nothing_lies(bureau)
        packing.unpack(bureau.workspace, pack)
        assert lasting(bureau) == expected, at
        shutil.rmtree(bureau.folder)
        at += 1
    assert at > 8


def test_a_commit_that_broke_off_anywhere_can_be_taken_up_again(played: dict[str, Bureau], tmp_path: Path) -> None:
    """Drafting, joining and signing a blinded commit: no secret is lost, and the keeper logs it in the end."""
    at = 0
    while True:
        bureau = Bureau(Path(shutil.copytree(played["founded"].folder, tmp_path / "cut")))
        try:
            with power_cut(at):
                _blinded(bureau)
            break
        except PowerCut:
            nothing_lies(bureau)
        _blinded(bureau)
        assert keeping.keep(bureau.desk("keeper", COMMITTED)) == [f"{DRAW}-commit"]
        _reveals(bureau)
        assert len(keeping.keep(bureau.desk("keeper", CLOSED))) == len(acts.OFFICES)
        shutil.rmtree(bureau.folder)
        at += 1
    assert at > 15


def _blinded(bureau: Bureau) -> None:
    """Whatever is still to be done until both offices have signed."""
    if pending.load(bureau.workspace, f"{DRAW}-commit") is None:
        committing.start_commit(bureau.desk("draw", COMMITTED), BLINDED)
    if DRAW in waiting_drafts(bureau.workspace):
        committing.join_commit(bureau.desk("legal", COMMITTED), DRAW, "legal")
    _both(lambda who: committing.sign_commit(bureau.desk(who, COMMITTED), DRAW, acts.desk_role(who)))


KILLED = """
import os, sys
from pathlib import Path
from publisher.ceremony import keeping
from publisher.ceremony.desk import Desk
from publisher.ceremony.office import Office
from publisher.ceremony.vault import SAMPLE
from publisher.draw.identifiers import parse_time
from publisher.workspace import Workspace

left = int(sys.argv[5])
sync = os.fsync

def fsync(handle):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    sync(handle)

os.fsync = fsync
office = Office(Path(sys.argv[2]), lambda: sys.argv[3], strength=SAMPLE)
keeping.keep(Desk(Workspace.at(Path(sys.argv[1])), office, parse_time(sys.argv[4])))
"""


@pytest.mark.parametrize("syncs", [0, 3, 8, 13])
def test_a_keeper_killed_in_the_act_ends_as_if_it_had_not(
    syncs: int, played: dict[str, Bureau], tmp_path: Path
) -> None:
    """A real process, ended by the system at one of its fsyncs."""
    start = prepared(STEPS["commit"], played, tmp_path / "start")
    whole = Bureau(Path(shutil.copytree(start.folder, tmp_path / "whole")))
    STEPS["commit"][2](whole)
    arguments = [str(start.root), str(start.home("keeper")), PASSPHRASE, COMMITTED, str(syncs)]
    ended = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False, capture_output=True, text=True)
    assert ended.returncode == 9, ended.stderr
    nothing_lies(start)
    STEPS["commit"][2](start)
    assert lasting(start) == lasting(whole)
