"""After the beacon: seed, selection, teams, outcome. Anyone can compute the same (protocol sections 6 to 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from publisher.beacons import sources
from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.signing import propose
from publisher.ceremony.sitting import check_now, committed, turn
from publisher.draw.evidence import json_text, parse_json, sha256_hex
from publisher.draw.identifiers import ABSENT
from publisher.draw.seats import Seat
from publisher.draw.seed import BeaconValue, seed, seed_text
from publisher.draw.selection import select
from publisher.draw.tables import parse_frame, parse_panel, selection_text, teams_text
from publisher.draw.teams import draw_teams
from publisher.errors import Malformed, NotYet, Refused, fault
from publisher.log import places
from publisher.log.history import DrawRecords
from publisher.log.records import Commit, Outcome
from publisher.log.trust import Role
from publisher.workspace import Workspace

Answers = Mapping[tuple[str, str], Any]


class Computed(NamedTuple):
    """The outcome's files by name, and the seed (64 hex)."""

    files: dict[str, bytes]
    seed: str


def bound_file(workspace: Workspace, draw: str, name: str, commit: Commit) -> bytes:
    """A file that the commit binds, read from the draw's folder. Raises Refused where it was altered."""
    data = workspace.draw_file(draw, name)
    if data is None or sha256_hex(data) != commit.files.get(name):
        right = ("用git恢复此文件", "restore it with git")
        error = fault("altered", "文件缺失，或与承诺的散列不同", "missing, or not what the commit bound", *right)
        raise Refused(error.at(f"data/draws/{draw}/{name}"))
    return data


def beacon_values(
    commit: Commit, answers: Answers, thrown: dict[str, Any] | None
) -> tuple[list[BeaconValue], list[dict[str, Any]]]:
    """The committed beacons with their proven values, and what beacon.json holds of them.

    `answers`: (source, round) → the archived answer; `thrown`: the ceremony's record, if it counts. Raises NotYet where
    an answer is missing, Fails where one is wrong.
    """
    values, archived = [], []
    for beacon in commit.beacons:
        if beacon.source == sources.CEREMONY:
            answer: Any = thrown or {"draw": commit.draw, "value": ABSENT}
        else:
            answer = answers.get((beacon.source, beacon.round))
        if answer is None:
            right = (
                f"运行 publisher beacon fetch {beacon.source} {beacon.round}",
                f"run publisher beacon fetch {beacon.source} {beacon.round}",
            )
            zh, en = (
                f"缺少{beacon.source}第{beacon.round}轮的应答",
                f"no answer of {beacon.source} round {beacon.round}",
            )
            raise NotYet(fault("beacon", zh, en, *right))
        proven = sources.prove(beacon.source, beacon.round, answer)
        _insist(beacon.source, proven)
        values.append(BeaconValue(beacon.source, beacon.round, proven.value))
        archived.append({"source": beacon.source, "round": beacon.round, "answer": answer})
    return values, archived


def _insist(source: str, proven: sources.Proven) -> None:
    """A source that can prove its value must have done so here before anybody signs an outcome. Raises NotYet."""
    if proven.verdict != "pass" and source in sources.KNOWN_KEYS:
        right = ("在装有配对库的机器上完成", "conclude it on a machine that has the pairing library")
        raise NotYet(fault("unproven", proven.reason.zh, proven.reason.en, *right))


def answers_in(files: Mapping[str, bytes], draw: str) -> dict[tuple[str, str], Any]:
    """The answers that a proposed outcome came with; each is proven again before anybody signs."""
    name = places.draw_file(draw, "beacon.json")
    items = parse_json(files.get(name, b"[]\n"), name)
    try:
        return {(str(item["source"]), str(item["round"])): item["answer"] for item in items}
    except (KeyError, TypeError):
        right = ("不要签名；用 publisher draw cancel 撤回", "don't sign; publisher draw cancel takes it back")
        error = fault("beacon-file", "不是公共随机数应答", "not the beacons' answers", *right)
        raise Malformed(error.at(name)) from None


def secrets_of(records: DrawRecords, commit: Commit) -> dict[str, str]:
    """Party → revealed secret, or ABSENT where the close says so."""
    assert records.close is not None
    revealed = {item.hash: item.record.secret for item in records.reveals}
    return {part.party: revealed.get(records.close.record.reveals[part.party], ABSENT) for part in commit.parties}


def compute(desk: Desk, records: DrawRecords, answers: Answers) -> Computed:
    """The outcome's files from the logged records, the bound files and the beacons' answers."""
    workspace = desk.workspace
    assert records.commit is not None
    assert records.close is not None
    commit = records.commit.record
    thrown = records.ceremonies[0].record.evidence() if turn(desk).ceremony_counts(records) else None
    values, archived = beacon_values(commit, answers, thrown)
    text = seed_text(commit.draw, records.commit.hash, records.close.hash, secrets_of(records, commit), values)
    frame = parse_frame(bound_file(workspace, commit.draw, "frame.csv", commit))
    panel = parse_panel(bound_file(workspace, commit.draw, "panel.csv", commit))
    drawn = select(frame, {quota.stratum: quota.size for quota in commit.quotas}, seed(text))
    seats = seats_of(commit)
    teams = draw_teams(panel, seats, [row.object_id for row in drawn], seed(text))
    files = {
        "beacon.json": json_text(archived),
        "seed.txt": text,
        "selection.csv": selection_text(drawn),
        "teams.csv": teams_text(teams),
    }
    return Computed({name: content.encode() for name, content in files.items()}, seed(text))


def seats_of(commit: Commit) -> Sequence[Seat]:
    """The commit's seats, in its order."""
    return [Seat(seat.department, seat.skill) for seat in commit.team.seats]


def conclude(desk: Desk, draw: str, answers: Answers, role: Role) -> Pending:
    """The outcome, computed on this machine and signed; the other office computes it again before it signs."""
    records, commit = committed(desk, draw)
    if records.close is None:
        raise Refused(fault("not-closed", f"{draw}尚未封签", f"{draw} isn't closed", "先 draw close", "close it first"))
    computed = compute(desk, records, answers)
    record = Outcome(
        type="outcome",
        time=desk.time,
        draw=draw,
        commit=commit.hash,
        close=records.close.hash,
        seed=computed.seed,
        files={name: sha256_hex(data) for name, data in computed.files.items()},
    )
    check_now(desk, record)
    return propose(desk, record, {f"draws/{draw}/{name}": data for name, data in computed.files.items()}, role)
