"""The legal office computes everything itself and refuses to sign whatever else is proposed to it (A02, A09)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from small_bureau import (
    BLINDED,
    CHANGE_FIRES,
    CHANGE_ROUND,
    CLOSED,
    COMMITTED,
    CONCLUDED,
    DRAW,
    FIRED,
    OPEN,
    ROUND,
    VISITED,
    Bureau,
    done,
    tree,
    write_order,
)

from publisher.ceremony import changing, committing, concluding, drafts, keeping, pending, sitting
from publisher.ceremony.handing_over import Sealed
from publisher.ceremony.pending import Pending
from publisher.ceremony.signing import add_signature
from publisher.demo import acts
from publisher.demo.rounds import answer, answers
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import ABSENT, parse_time
from publisher.draw.parts import SeatPart
from publisher.errors import PublisherError, Refused
from publisher.log.checkpoints import Checkpoint
from publisher.log.notes import Note
from publisher.log.records import (
    AnyRecord,
    Basis,
    Ceremony,
    Commit,
    PartyPart,
    PlanUse,
    RemovalPart,
    Replaces,
    SupplementPart,
    Team,
)

COMMIT = f"{DRAW}-commit"


def refuses(bureau: Bureau, act: Callable[[], object], *named: str) -> None:
    """The act is refused, what differs is named in both languages, and nothing is written."""
    before = tree(bureau.root, bureau.home("legal"))
    with pytest.raises(PublisherError) as caught:
        act()
    assert isinstance(caught.value, Refused)
    assert caught.value.status == 2
    for lang in ("zh", "en"):
        said = "\n".join(fault.say(lang) for fault in caught.value.faults)
        assert all(name in said for name in named), said
        assert said.count("\n") == len(caught.value.faults) - 1
    assert tree(bureau.root, bureau.home("legal")) == before


def redraft(bureau: Bureau, *, files: dict[str, bytes] | None = None, **changes: Any) -> None:
    """The draw office edits its draft by hand; the hashes of the files are put right."""
    workspace = bureau.workspace
    slug, record = drafts.read_draft(workspace, DRAW)
    held = pending.read_files(workspace, COMMIT) | (files or {})
    hashes = {place.removeprefix(f"draws/{DRAW}/"): sha256_hex(data) for place, data in held.items()}
    record = record.model_copy(update={"files": hashes, **changes})
    drafts.save_draft(workspace, record, slug, held)


def without_a_line(data: bytes, number: int = 1) -> bytes:
    """A table without one of its rows."""
    lines = data.splitlines(keepends=True)
    return b"".join(lines[:number] + lines[number + 1 :])


def join(bureau: Bureau) -> Callable[[], object]:
    """The legal office's part in the commit."""
    return lambda: committing.join_commit(bureau.desk("legal", COMMITTED), DRAW, "legal")


@pytest.mark.parametrize("order", [OPEN, BLINDED])
@pytest.mark.parametrize("table", ["frame.csv", "panel.csv"])
def test_a_friend_left_out_of_frame_or_panel_is_noticed(table: str, order: str, founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), order)
    place = f"draws/{DRAW}/{table}"
    spoiled = without_a_line(pending.read_files(founded.workspace, COMMIT)[place])
    redraft(founded, files={place: spoiled})
    refuses(founded, join(founded), place)


def test_an_excluded_flag_added_to_one_row_is_noticed(founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    place = f"draws/{DRAW}/frame.csv"
    lines = pending.read_files(founded.workspace, COMMIT)[place].splitlines(keepends=True)
    spoiled = b"".join([*lines[:1], lines[1].replace(b",\n", b",inactive\n"), *lines[2:]])
    redraft(founded, files={place: spoiled})
    refuses(founded, join(founded), place)


def test_an_order_other_than_ones_own_is_noticed(founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    write_order(founded.root, OPEN, OPEN, {"quotas": {"all": {"ratio": "0.1"}}})
    refuses(founded, join(founded), "quotas", f"draws/{DRAW}/order.json")


def altered(record: Commit) -> dict[str, Any]:
    """For each field of a commit another value that the draw office might prefer."""
    quota, beacon = record.quotas[0], record.beacons[0]
    return {
        "title": "另一个名称",
        "quotas": [quota.model_copy(update={"size": quota.size - 1})],
        "team": Team(seats=[SeatPart(department="*", skill="*"), SeatPart(department="*", skill="*")]),
        "beacons": [beacon.model_copy(update={"round": str(int(beacon.round) + 1)})],
        "items": record.items[:1],
        "plan": PlanUse(approval="特批"),
        "reveal_by": "2026-04-08T17:00:01+08:00",
        "inspect_by": "2027-06-30",
        "publish_by": "2027-07-24",
        "replaces": Replaces(draw="2026-002", differences=[]),
        "parties": [*record.parties, PartyPart(party="sock.puppet/draw", commitment="1" * 64)],
        "basis": Basis(size=1, root=record.basis.root),
    }


@pytest.mark.parametrize(
    "member",
    [
        "title",
        "quotas",
        "team",
        "beacons",
        "items",
        "plan",
        "reveal_by",
        "inspect_by",
        "publish_by",
        "replaces",
        "parties",
    ],
)
def test_each_member_of_the_commit_is_computed_again(member: str, founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    record = drafts.read_draft(founded.workspace, DRAW)[1]
    redraft(founded, **{member: altered(record)[member]})
    refuses(founded, join(founded), member)


def test_a_frame_declared_blinded_is_noticed(founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    redraft(founded, frame="blinded")
    refuses(founded, join(founded))


def test_a_basis_that_nobody_cosigned_lately_is_noticed(founded: Bureau) -> None:
    """The root is right, yet at that size no quorum watched."""
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    checkpoints = founded.workspace.checkpoints()
    size = min(checkpoints)
    root = Checkpoint.parse(checkpoints[size].text).root.hex()
    redraft(founded, basis=Basis(size=size, root=root))
    refuses(founded, join(founded))


def test_a_commit_altered_after_the_legal_office_joined_is_noticed(founded: Bureau) -> None:
    """With an observer the legal office isn't the last to join: it signs what came back from others' hands."""
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN, observers=True)
    committing.join_commit(founded.desk("legal", COMMITTED), DRAW, "legal")
    place = f"draws/{DRAW}/frame.csv"
    record = drafts.read_draft(founded.workspace, DRAW)[1]
    spoiled = without_a_line(pending.read_files(founded.workspace, COMMIT)[place])
    redraft(founded, files={place: spoiled}, parties=all_committed(record))
    assert pending.load(founded.workspace, COMMIT) is not None
    refuses(founded, lambda: committing.sign_commit(founded.desk("legal", COMMITTED), DRAW, "legal"), place)


def all_committed(record: Commit) -> list[PartyPart]:
    """The parties, with something in place of each commitment that is still to come."""
    missing = {"commitment": "2" * 64}
    return [p.model_copy(update=missing) if p.commitment == drafts.NO_COMMITMENT else p for p in record.parties]


def test_a_commitment_made_in_the_legal_offices_name_is_noticed(founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    record = drafts.read_draft(founded.workspace, DRAW)[1]
    redraft(founded, parties=all_committed(record))
    founded.office("legal").secret(DRAW, "hrss.shili.example/legal")
    refuses(founded, lambda: committing.sign_commit(founded.desk("legal", COMMITTED), DRAW, "legal"))


def test_a_frame_key_of_another_frame_is_noticed(founded: Bureau) -> None:
    """The aliases must come from the frame key that the legal office was given."""
    committing.start_commit(founded.desk("draw", COMMITTED), BLINDED)
    office, legal = founded.office("draw"), founded.desk("legal", COMMITTED).key("legal")
    sealed = office.seal_to(legal, Sealed(frame_key="00" * 32).text.encode()).hex().encode()
    founded.workspace.files.write(drafts.sealed_key_name(DRAW), sealed)
    before = tree(founded.root)
    with pytest.raises(Refused, match=r"frame\.csv"):
        join(founded)()
    assert tree(founded.root) == before


@pytest.mark.parametrize("sealed", [b"", b"zz", b"\xff", b"00" * 80])
def test_a_sealed_key_that_cannot_be_read_is_a_plain_error(sealed: bytes, founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), BLINDED)
    founded.workspace.files.write(drafts.sealed_key_name(DRAW), sealed)
    done(founded.run("legal", COMMITTED, "draw", "sign", DRAW, "--as", "legal"), 2)


# The later records


def propose(bureau: Bureau, time: str, record: AnyRecord, files: dict[str, bytes]) -> None:
    """The draw office signs whatever it likes and leaves it waiting."""
    waiting = Pending(pending.name_of(record), Note(record.text, ()), files)
    add_signature(bureau.desk("draw", time), waiting, "draw")


def taken_back(bureau: Bureau, name: str) -> Pending:
    """What waits under a name, taken from there."""
    waiting = pending.load(bureau.workspace, name)
    assert waiting is not None
    pending.drop(bureau.workspace, name)
    return waiting


def reveal(bureau: Bureau) -> None:
    """Both offices reveal, the keeper logs it."""
    for who in acts.OFFICES:
        sitting.reveal(bureau.desk(who, CLOSED), DRAW, acts.desk_role(who))
    keeping.keep(bureau.desk("keeper", CLOSED))


@pytest.mark.parametrize("instead", [ABSENT, "3" * 64])
def test_a_close_that_leaves_a_secret_out_is_noticed(instead: str, committed: Bureau) -> None:
    reveal(committed)
    sitting.close(committed.desk("draw", CLOSED), DRAW, "draw")
    record: Any = taken_back(committed, f"{DRAW}-close").record
    reveals = {**record.reveals, "hrss.shili.example/legal": instead}
    propose(committed, CLOSED, record.model_copy(update={"reveals": reveals}), {})
    refuses(committed, lambda: sitting.close(committed.desk("legal", CLOSED), DRAW, "legal"), "reveals")


def test_a_close_of_another_commit_is_noticed(committed: Bureau) -> None:
    reveal(committed)
    sitting.close(committed.desk("draw", CLOSED), DRAW, "draw")
    record: Any = taken_back(committed, f"{DRAW}-close").record
    propose(committed, CLOSED, record.model_copy(update={"commit": "4" * 64}), {})
    refuses(committed, lambda: sitting.close(committed.desk("legal", CLOSED), DRAW, "legal"), "commit")


@pytest.mark.parametrize("table", ["selection.csv", "teams.csv", "seed.txt", "beacon.json"])
def test_an_outcome_with_another_table_is_noticed(table: str, closed: Bureau) -> None:
    waiting = concluding.conclude(closed.desk("draw", CONCLUDED), DRAW, answers(), "draw")
    pending.drop(closed.workspace, waiting.name)
    record: Any = waiting.record
    place = f"draws/{DRAW}/{table}"
    files = {**waiting.files, place: without_a_line(waiting.files[place])}
    hashes = {**record.files, table: sha256_hex(files[place])}
    propose(closed, CONCLUDED, record.model_copy(update={"files": hashes}), files)
    legal = closed.desk("legal", CONCLUDED)
    refuses(closed, lambda: concluding.conclude(legal, DRAW, answers(), "legal"), "files", place)


@pytest.mark.parametrize("member", ["seed", "close", "commit"])
def test_an_outcome_with_another_seed_or_close_is_noticed(member: str, closed: Bureau) -> None:
    waiting = concluding.conclude(closed.desk("draw", CONCLUDED), DRAW, answers(), "draw")
    pending.drop(closed.workspace, waiting.name)
    propose(closed, CONCLUDED, waiting.record.model_copy(update={member: "5" * 64}), waiting.files)
    legal = closed.desk("legal", CONCLUDED)
    refuses(closed, lambda: concluding.conclude(legal, DRAW, answers(), "legal"), member)


def test_a_file_slipped_in_beside_an_outcome_is_noticed(closed: Bureau) -> None:
    """The keeper writes what comes with a record: one file more could replace another draw's evidence."""
    waiting = concluding.conclude(closed.desk("draw", CONCLUDED), DRAW, answers(), "draw")
    place = f"draws/{DRAW}/frame.csv"
    pending.save(closed.workspace, replace(waiting, files={**waiting.files, place: b"evil\n"}))
    legal = closed.desk("legal", CONCLUDED)
    refuses(closed, lambda: concluding.conclude(legal, DRAW, answers(), "legal"), place)
    with pytest.raises(PublisherError):
        keeping.keep(closed.desk("keeper", CONCLUDED))
    assert closed.workspace.draw_file(DRAW, "frame.csv") != b"evil\n"


def test_a_bound_file_altered_on_the_own_machine_is_noticed(closed: Bureau) -> None:
    path = closed.root / f"data/draws/{DRAW}/frame.csv"
    path.write_bytes(without_a_line(path.read_bytes()))
    legal = closed.desk("legal", CONCLUDED)
    refuses(closed, lambda: concluding.conclude(legal, DRAW, answers(), "legal"), f"data/draws/{DRAW}/frame.csv")


def test_an_outcome_by_a_beacon_of_another_round_is_noticed(closed: Bureau) -> None:
    """The draw office may have fetched any round; only the committed one counts."""
    other = {key: answer(CHANGE_ROUND) for key in answers()}
    before = tree(closed.root)
    with pytest.raises(PublisherError):
        concluding.conclude(closed.desk("draw", CONCLUDED), DRAW, other, "draw")
    assert tree(closed.root) == before


def change(bureau: Bureau) -> None:
    """Both offices open a change; the keeper logs it and both witnesses cosign."""
    teams = acts.teams(bureau.stage(VISITED), DRAW)
    object_id, team = next(iter(teams.items()))
    leaving = RemovalPart(object=object_id, inspector=team[0], code="recused", late=False)
    fires = parse_time(CHANGE_FIRES)
    acts.open_change(bureau.stage(VISITED), DRAW, "05-29 10:00", acts.Wish([leaving], [], fires))


def test_a_substitute_other_than_the_one_drawn_is_noticed(concluded: Bureau) -> None:
    change(concluded)
    after = "2026-06-01T09:00:00+08:00"
    waiting = changing.finish_change(concluded.desk("draw", after), DRAW, answer(CHANGE_ROUND), "draw")
    pending.drop(concluded.workspace, waiting.name)
    place = f"draws/{DRAW}/changes/0001.csv"
    files = {place: without_a_line(waiting.files[place])}
    hashes = {"changes/0001.csv": sha256_hex(files[place])}
    propose(concluded, after, waiting.record.model_copy(update={"files": hashes}), files)
    legal = concluded.desk("legal", after)
    refuses(concluded, lambda: changing.finish_change(legal, DRAW, answer(CHANGE_ROUND), "legal"), "files", place)


def sign(bureau: Bureau, time: str, code: str) -> None:
    """`draw sign --as legal` is refused with this code, and writes nothing."""
    before = tree(bureau.root, bureau.home("legal"))
    result = done(bureau.run("legal", time, "draw", "sign", DRAW, "--as", "legal"), 2)
    assert f"{code}: " in result.stderr
    assert tree(bureau.root, bureau.home("legal")) == before


OPENED = "2026-05-29T10:00:00+08:00"


def proposed_change(bureau: Bureau) -> Any:
    """A change that the draw office could rightly propose; it is taken from the waiting ones."""
    object_id, team = next(iter(acts.teams(bureau.stage(VISITED), DRAW).items()))
    changing.open_change(
        bureau.desk("draw", OPENED),
        DRAW,
        removals=[RemovalPart(object=object_id, inspector=team[0], code="recused", late=False)],
        supplements=[],
        source="drand-quicknet",
        at=parse_time(CHANGE_FIRES),
        role="draw",
    )
    return taken_back(bureau, f"{DRAW}-change-0001").record


def test_a_supplement_for_a_firm_that_could_be_visited_is_not_signed(concluded: Bureau) -> None:
    record = proposed_change(concluded)
    wished = [SupplementPart(object=record.removals[0].object)]
    propose(concluded, OPENED, record.model_copy(update={"supplements": wished}), {})
    sign(concluded, OPENED, "supplement")


def test_the_removal_of_somebody_who_is_not_in_the_team_is_not_signed(concluded: Bureau) -> None:
    record = proposed_change(concluded)
    stranger = record.removals[0].model_copy(update={"inspector": "SC001"})
    propose(concluded, OPENED, record.model_copy(update={"removals": [stranger]}), {})
    sign(concluded, OPENED, "no-member")


def test_a_change_decided_by_a_round_that_has_fired_is_not_signed(concluded: Bureau) -> None:
    record = proposed_change(concluded)
    fired = record.beacon.model_copy(update={"round": ROUND, "time": FIRED})
    propose(concluded, OPENED, record.model_copy(update={"beacon": fired}), {})
    sign(concluded, OPENED, "too-late")


def test_a_void_after_the_beacon_is_not_signed(closed: Bureau) -> None:
    sitting.void(closed.desk("draw", CLOSED), DRAW, "error", "结果不合意", "draw")
    sign(closed, CONCLUDED, "too-late")


def test_a_ceremonys_digits_are_entered_by_each_office_itself(committed: Bureau) -> None:
    commit = committed.workspace.history().draws[DRAW].commit
    assert commit is not None
    thrown = Ceremony(type="ceremony", time=CLOSED, draw=DRAW, commit=commit.hash, value="1" * 20)
    propose(committed, CLOSED, thrown, {})
    sign(committed, CLOSED, "digits")


def test_the_command_line_names_what_differs_on_one_line(founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    place = f"draws/{DRAW}/frame.csv"
    redraft(founded, files={place: without_a_line(pending.read_files(founded.workspace, COMMIT)[place])})
    before = tree(founded.root, founded.home("legal"))
    for lang in ("zh", "en"):
        result = done(founded.run("legal", COMMITTED, "draw", "sign", DRAW, "--as", "legal", "--lang", lang), 2)
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1
        assert place in result.stderr
    assert tree(founded.root, founded.home("legal")) == before
