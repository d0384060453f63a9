"""Every file of the draw1 vectors, which decide the bytes of protocol sections 6 to 8."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from publisher.draw import hashing, identifiers
from publisher.draw.changes import Removal, Standing, apply_change, substitute
from publisher.draw.evidence import parse_json, sha256_hex
from publisher.draw.quotas import quota_size, quotas
from publisher.draw.seats import Seat, seat_order
from publisher.draw.seed import BeaconValue, parse_seed_text, seed, seed_text
from publisher.draw.selection import select
from publisher.draw.tables import (
    PanelRow,
    change_text,
    frame_text,
    panel_text,
    parse_change,
    parse_frame,
    parse_panel,
    parse_selection,
    parse_teams,
    selection_text,
    teams_text,
)
from publisher.draw.teams import draw_teams, teams_by_object

HERE = Path(__file__).parent / "draw1"
RULES = json.loads((HERE / "rules.json").read_text())
CASES = ["plain", "postponed", "reserve", "scarce", "strata"]


class Case:
    """One worked draw, its files as bytes."""

    def __init__(self, name: str) -> None:
        self.folder = HERE / name
        self.expected: dict[str, Any] = json.loads(self.read("expected.json"))
        self.commit = self.record("commit.note")
        self.frame = parse_frame(self.read("frame.csv"))
        self.panel = parse_panel(self.read("panel.csv"))
        self.seats = [Seat(**seat) for seat in self.commit["team"]["seats"]]
        self.seed: str = self.expected["seed"]

    def read(self, file: str) -> bytes:
        return (self.folder / file).read_bytes()

    def record(self, file: str) -> dict[str, Any]:
        text = self.read(file).rsplit(b"\n\n", 1)[0] + b"\n"
        value = parse_json(text)
        assert isinstance(value, dict)
        return value


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return Case(request.param)


def panel_rows(rows: list[dict[str, str]]) -> list[PanelRow]:
    return [
        PanelRow(
            r["inspector_id"],
            r["department"],
            tuple(filter(None, r["skills"].split(";"))),
            r["excluded"],
            r["reserve"],
        )
        for r in rows
    ]


def test_every_folder_of_the_vectors_is_a_case() -> None:
    assert sorted(path.name for path in HERE.iterdir() if path.is_dir()) == CASES


def test_tables_are_their_own_serialisation(case: Case) -> None:
    assert frame_text(case.frame).encode() == case.read("frame.csv")
    assert panel_text(case.panel).encode() == case.read("panel.csv")
    assert selection_text(parse_selection(case.read("selection.csv"))).encode() == case.read("selection.csv")
    assert teams_text(parse_teams(case.read("teams.csv"))).encode() == case.read("teams.csv")
    assert change_text(parse_change(case.read("change.csv"))).encode() == case.read("change.csv")


def test_bound_files_have_their_hashes(case: Case) -> None:
    assert {name: sha256_hex(case.read(name)) for name in case.commit["files"]} == case.commit["files"]


def test_reveals_open_their_commitments(case: Case) -> None:
    parties = case.commit["parties"]
    seen = 0
    for number, party in enumerate(parties, 1):
        if (case.folder / f"reveal-{number}.note").exists():
            secret = case.record(f"reveal-{number}.note")["secret"]
            assert hashing.commitment(case.commit["draw"], party["party"], secret) == party["commitment"]
            seen += 1
    assert seen >= 1


def test_the_seed_text_and_the_seed(case: Case) -> None:
    beacons = [BeaconValue(**beacon) for beacon in case.expected["beacons"]]
    parts = parse_seed_text(case.read("seed.txt"))
    assert parts.commit == case.expected["commit_hash"]
    assert parts.close == case.expected["close_hash"]
    text = seed_text(case.commit["draw"], parts.commit, parts.close, parts.secrets, beacons)
    assert text.encode() == case.read("seed.txt")
    assert seed(text) == case.seed


def test_quotas_follow_from_the_frame(case: Case) -> None:
    rates = {q["stratum"]: (q.get("ratio"), q.get("count")) for q in case.commit["quotas"]}
    computed = [
        {key: value for key, value in asdict(quota).items() if value is not None} for quota in quotas(case.frame, rates)
    ]
    assert computed == case.commit["quotas"]


def test_seats_stand_scarcest_first(case: Case) -> None:
    assert seat_order(reversed(case.seats), case.panel) == case.seats


def test_selection_and_teams(case: Case) -> None:
    sizes = {q["stratum"]: q["size"] for q in case.commit["quotas"]}
    drawn = select(case.frame, sizes, case.seed)
    assert selection_text(drawn).encode() == case.read("selection.csv")
    teams = draw_teams(case.panel, case.seats, [row.object_id for row in drawn], case.seed)
    assert teams_text(teams).encode() == case.read("teams.csv")


def test_the_change(case: Case) -> None:
    change = case.expected["change"]
    fresh = hashing.change_seed(case.commit["draw"], change["change_hash"], change["value"])
    assert fresh == change["change_seed"]
    rows = apply_change(
        Standing.after_draw(parse_teams(case.read("teams.csv"))),
        frame=case.frame,
        panel=case.panel,
        seats=case.seats,
        change_seed=fresh,
        removals=[Removal(r["object"], r["inspector"], r["code"], r["late"]) for r in change["removals"]],
        supplements=[s["object"] for s in change["supplements"]],
    )
    assert len(rows) == change["rows"]
    assert change_text(rows).encode() == case.read(change["file"])


def test_substitutions_one_after_another(case: Case) -> None:
    for step in case.expected["substitutions_in_order"]:
        fresh = hashing.change_seed(case.commit["draw"], step["change_hash"], step["value"])
        assert fresh == step["change_seed"]
        found = substitute(
            case.panel,
            case.seats,
            change_seed=fresh,
            object_id=step["object_id"],
            members=step["members"],
            barred=set(step["removed"]),
        )
        assert found == (step["added"], step["ticket"])


@pytest.mark.parametrize("rule", RULES["seat_rules"], ids=lambda rule: rule["name"])
def test_seat_rules(rule: dict[str, Any]) -> None:
    panel = panel_rows(rule["panel"])
    seats = [Seat(**seat) for seat in rule["seats"]]
    teams = teams_by_object(draw_teams(panel, seats, rule["objects_by_rank"], rule["seed"]))
    assert teams == rule["teams"]


@pytest.mark.parametrize("rule", RULES["substitutes"], ids=lambda rule: rule["name"])
def test_substitute_rules(rule: dict[str, Any]) -> None:
    found = substitute(
        panel_rows(rule["panel"]),
        [Seat(**seat) for seat in rule["seats"]],
        change_seed=rule["change_seed"],
        object_id=rule["object_id"],
        members=rule["members"],
        barred=set(rule["removed"]),
    )
    assert found == (rule["added"], rule["ticket"])


@pytest.mark.parametrize("rule", RULES["quotas"], ids=str)
def test_quota_sizes(rule: dict[str, Any]) -> None:
    size = quota_size(rule["listed"], rule["eligible"], ratio=rule.get("ratio"), count=rule.get("count"))
    assert size == rule["size"]


def test_hashes() -> None:
    (a,) = RULES["hashes"]["alias"]
    assert hashing.alias_salt(bytes.fromhex(a["frame_key"]), a["object_id"]) == a["salt"]
    assert hashing.alias(a["draw"], a["object_id"], a["salt"]) == a["alias"]
    (t,) = RULES["hashes"]["audit_ticket"]
    assert hashing.audit_ticket(t["seed"], t["alias"]) == t["ticket"]
    (r,) = RULES["hashes"]["sealed_row"]
    assert hashing.row_hash(r["salt"], r["text"]) == r["row"]


PATTERNS = {
    "ratio": identifiers.RATIO,
    "count": identifiers.COUNT,
    "object_id": identifiers.IDENTIFIER,
    "draw": identifiers.DRAW,
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in RULES["malformed"].items() for text in texts]
)
def test_malformed_texts_are_refused(kind: str, text: str) -> None:
    assert not PATTERNS[kind].fullmatch(text)
