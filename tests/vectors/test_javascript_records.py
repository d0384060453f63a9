"""Records and what they bind, with something wrong in them: both implementations read them alike, or both refuse.

Bytes spoilt at random are nearly always no JSON any more. Here the JSON stays right and says something else: a member
more, a member less, another value.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from node_process import REPOSITORY, Node, cases, encoded, mutated, same
from random_bureaus import past_module
from simulator import Bureau, Key, drand_beacon, make_items, policy_bytes

from publisher.draw.blinding import Receipt
from publisher.draw.evidence import csv_text, json_text, parse_json
from publisher.draw.parts import Order, parse_part
from publisher.errors import PublisherError
from publisher.log.records import parse_record
from publisher.log.rows import RowFile
from publisher.log.trust import parse_trust
from publisher.tables.snapshots import (
    INSPECTORS_HEADER,
    OBJECTS_HEADER,
    PLAN_HEADER,
    items_json,
    parse_inspectors_snapshot,
    parse_items_json,
    parse_objects_snapshot,
    parse_plan_snapshot,
    parse_policy_json,
)
from publisher.verify.draw_case import parse_beacons, parse_frame_key
from publisher.workspace import published_files

MUTANTS_AT_ONCE = 40
HASH, OTHER = "0123456789abcdef" * 4, "f" * 64
TIME, DRAW = "2026-03-01T09:00:00+08:00", "2026-001"


@pytest.fixture(scope="module")
def javascript() -> Iterator[Node]:
    process = Node()
    yield process
    process.close()


# ── one right value of each kind ───────────────────────────────────────────────

ROW = {"draw": DRAW, "object": "91441624MA4X0000X1", "row": HASH, "replaces": ""}
SEATS = [{"department": "*", "skill": "*"}, {"department": "hrss", "skill": "law"}]
FOUND = {
    "visited_on": "2026-04-01",
    "fixed_on": "2026-04-02",
    "inspectors": ["JC001", "JC002"],
    "method": "1",
    "codes": ["1", "7"],
    "dispositions": ["2"],
    "remark": "已整改\n二",
    "review": {"mode": "masked", "ground": "secret"},
}
RECORDS: dict[str, dict[str, Any]] = {
    "genesis": {"bureau": "测试局", "trust": HASH},
    "trust": {"trust": HASH, "reason": "轮换"},
    "items": {"file": "items.yaml", "sha256": HASH, "version": "1", "effective": "2026-01-01"},
    "plan": {"file": "plans/2026/ld.csv", "sha256": HASH, "version": "1", "effective": "2026-01-01"},
    "policy": {"file": "policy.yaml", "sha256": HASH, "version": "1", "effective": "2026-01-01"},
    "roster": {"table": "objects", "sha256": HASH, "rows": 3, "changes": HASH, "sealed": OTHER},
    "commit": {
        "draw": DRAW,
        "title": "工资支付抽查",
        "protocol": "draw/1",
        "basis": {"size": 9, "root": HASH},
        "plan": {"file": HASH, "row": "R1", "occurrence": "1"},
        "register": HASH,
        "items": ["LD-01", "LD-02"],
        "files": {"frame.csv": HASH, "order.json": HASH, "panel.csv": OTHER, f"snapshots/{HASH}.csv": HASH},
        "frame": "open",
        "quotas": [
            {"stratum": "A", "listed": 10, "eligible": 9, "ratio": "0.1", "size": 1},
            {"stratum": "B", "listed": 3, "eligible": 3, "count": "2", "size": 2},
        ],
        "team": {"seats": SEATS},
        "beacons": [drand_beacon("1000")],
        "parties": [{"party": "a.b/draw", "commitment": HASH}, {"party": "a.b/legal", "commitment": OTHER}],
        "reveal_by": TIME,
        "inspect_by": "2026-05-01",
        "publish_by": "2026-06-01",
        "replaces": {"draw": "2026-002", "differences": ["frame.csv: 补登两家"]},
    },
    "reveal": {"draw": DRAW, "commit": HASH, "party": "a.b/draw", "secret": OTHER},
    "ceremony": {"draw": DRAW, "commit": HASH, "value": "08285182082851820828"},
    "close": {"draw": DRAW, "commit": HASH, "reveals": {"a.b/draw": HASH, "a.b/legal": "ABSENT"}},
    "outcome": {"draw": DRAW, "commit": HASH, "close": HASH, "seed": OTHER, "files": {"seed.txt": HASH}},
    "change": {
        "draw": DRAW,
        "number": 1,
        "removals": [{"object": "X", "inspector": "JC001", "code": "recused", "late": False}],
        "supplements": [{"object": "Y"}],
        "beacon": drand_beacon("1000"),
    },
    "changed": {"draw": DRAW, "number": 1, "change": HASH, "answer": {"round": 1}, "files": {"changes/0001.csv": HASH}},
    "void": {"draw": DRAW, "commit": HASH, "code": "error", "reason": ""},
    "audit": {"draw": DRAW, "checked": 30, "errors": 0, "statement": "相符"},
    "report": {"period": "2026上半年", "files": {"report.docx": HASH}},
    "archive": {"draw": DRAW, "files": {}},
    "result": ROW,
    "correction": {**ROW, "replaces": OTHER},
    "nonrandom": {**ROW, "draw": ""},
    "withdraw": {**ROW, "ground": "court", "document": "裁定"},
}
RESULT = {
    "draw": DRAW,
    "object": HASH,
    "opening": {"object_id": "91441624MA4X0000X1", "salt": OTHER},
    "items": ["LD-01"],
    **FOUND,
    "reason": "",
    "follow_up": {"visited_on": "2026-05-01", "inspectors": ["JC001", "JC003"]},
}
NONRANDOM = {
    "id": "2026-N001",
    "object": "91441624MA4X0000X1",
    "agency": "ld",
    "items": ["LD-01"],
    "code": "COMPLAINT",
    "from": "2026-04-01",
    "to": "2026-04-05",
    "source": HASH,
    "result": FOUND,
    "reason": "",
}
RECEIPT = {"draw": DRAW, "opening": RESULT["opening"], "stratum": "A", "excluded": "", "genesis": HASH}
BEACONS = [{"source": "drand-quicknet", "round": "1000", "answer": {"round": 1000, "signature": "00"}}]


def sealed(value: Any) -> bytes:
    """A row file whose text says `value`."""
    return json_text({"salt": HASH, "text": json_text(value)}).encode()


# ── what can be wrong with it ──────────────────────────────────────────────────

NONSENSE: list[Any] = [
    "",
    "-",
    "*",
    "0",
    "1",
    "01",
    "A",
    "A" * 64,
    "A" * 65,
    "9" * 200,
    "一" * 200,
    "🎲" * 200,
    "🎲" * 201,
    "x" * 4000,
    "x" * 4001,
    "a\nb",
    "a b",
    "2026-000",
    "2026-1000",
    "2026-02-29",
    "2024-02-29",
    "2999-12-31T23:59:59+14:00",
    "3000-01-01T00:00:00Z",
    "0.1234567",
    "1.0",
    "ABSENT",
    "a.b/draw",
    "A.b/draw",
    "open",
    "blinded",
    HASH,
    HASH.upper(),
    HASH[1:],
    0,
    1,
    9999,
    10_000,
    2**53 - 1,
    True,
    False,
    [],
    {},
    ["A"],
    ["A", "A"],
    ["A", "a"],
    {"A": HASH},
    {"__proto__": {}},
]
# What the conditions, codes and numbers of approved texts are made of.
NONSENSE += [*"*BCDZ", "C1", "C9", "c1", "01", "98", "企业", "存续", "441624101", "44162410", "found", "attention"]
NONSENSE += ["yes", "problem", "focus", "kind", "town", "name", "关注", "投诉企业", "06-31", "nist-2", "lottery", "0.5"]
NONSENSE += [2, 12, 13, 120, 121, 3660, 3661, {"off": [], "work": []}, [{"column": "town", "in": ["441624101"]}]]
NONSENSE += ["一" * 500, "一" * 501]
MEMBERS = [
    "where",
    "focus",
    "2030",
    "draw",
    "time",
    "type",
    "replaces",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "x",
    "ratio",
    "count",
    "until",
]


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value, inner ones too."""
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in pairs:
        yield from places_in(member, (*path, key))


def elsewhere(path: tuple[Any, ...], value: Any) -> Any:
    """A copy of what stands at a path of the value."""
    for step in path:
        value = value[step]
    return copy.deepcopy(value)


def twisted(rng: random.Random, value: Any) -> Any:
    """The value with one thing changed: something else, nothing, twice, of another place of it, or a member more."""
    found = copy.deepcopy(value)
    places = list(places_in(found))
    if not places:
        return found
    *way, last = rng.choice(places)
    part = found
    for step in way:
        part = part[step]
    kind = rng.randrange(7)
    if kind == 0:
        del part[last]
    elif kind == 6:
        part[last] = elsewhere(rng.choice(places), found)
    elif kind == 1 and isinstance(part, dict):
        part[rng.choice(MEMBERS)] = rng.choice(NONSENSE)
    elif kind == 2 and isinstance(part, list):
        part[last:last] = [part[last]] * rng.choice([1, 1, 7, 16, 64])
    else:
        part[last] = rng.choice(NONSENSE)
    return found


def written(rng: random.Random, value: Any) -> bytes:
    """The value as evidence: right, twisted once or twice, or spoilt as bytes."""
    for _ in range(rng.choice([0, 1, 1, 1, 2])):
        value = twisted(rng, value)
    data = json_text(value).encode()
    return mutated(rng, data) if rng.random() < 0.1 else data


def type_of(data: bytes) -> str:
    return parse_record(data.decode()).type


@pytest.mark.parametrize("kind", RECORDS)
@cases(10)
@given(st.integers(0, 2**32))
def test_a_twisted_record_is_read_alike_or_refused_by_both(javascript: Node, kind: str, seed: int) -> None:
    rng = random.Random(seed)
    base = {"type": kind, "time": TIME, **RECORDS[kind]}
    same(javascript, {"op": "record", "data": encoded(json_text(base).encode())}, str, kind)
    for _ in range(MUTANTS_AT_ONCE):
        data = written(rng, base)
        same(
            javascript,
            {"op": "record", "data": encoded(data)},
            type_of,
            data,
        )


def order() -> Any:
    """An order in evidence form."""
    return Bureau().order().evidence()


def trust() -> Any:
    """A trust policy in evidence form, one key of which has ended."""
    value = Bureau().trust().evidence()
    value["keys"][3]["until"] = 7
    return value


def twisted_trust(rng: random.Random, value: Any) -> Any:
    """A policy that is wrong as a whole: one key or one name twice, offices in one hand, too big a quorum."""
    found = copy.deepcopy(value)
    keys, witnesses = found["keys"], found["witnesses"]
    one, other = rng.randrange(len(keys)), rng.randrange(len(keys))
    kind = rng.randrange(8)
    if kind == 0:
        keys.append(copy.deepcopy(keys[one]))
    elif kind == 1:
        witnesses.append({**copy.deepcopy(witnesses[0]), "name": "又一个"})
    elif kind == 2:
        keys[one]["holder"] = keys[other]["holder"]
    elif kind == 3:
        keys[one]["role"] = keys[other]["role"]
    elif kind == 4:
        found["quorum"] = {"total": rng.randrange(5), "outside": rng.randrange(5)}
    elif kind == 5:
        keys[one]["vkey"] = witnesses[0]["vkey"]
    elif kind == 6:
        witnesses[0]["vkey"] = keys[one]["vkey"]
    else:
        name = witnesses[0]["vkey"].partition("+")[0]
        witnesses.append({**witnesses[0], "vkey": Key(name, "witness", "又一个", generation=1).vkey})
    return found


def read_part(read: Callable[[bytes], Any], data: bytes) -> Any:
    return read(data)


def policy() -> Any:
    """A policy in evidence form that has every section, conditions of every column and a notice of the holidays."""
    return parse_json(policy_bytes(past_module().rule()))


PARTS: dict[str, tuple[Callable[[], Any], Callable[[bytes], Any]]] = {
    "order": (order, lambda data: parse_part(data, Order).text),
    "trust": (trust, lambda data: parse_trust(data).hash),
    "receipt": (lambda: RECEIPT, lambda data: parse_part(data, Receipt).stratum),
    "beacons": (lambda: BEACONS, lambda data: [[a.source, a.round] for a in parse_beacons(data, "beacon.json")]),
    "row": (lambda: parse_json(sealed(RESULT)), lambda data: parse_part(data, RowFile).row),
    "policy": (policy, lambda data: parse_policy_json(data, "policy.json").version),
    "items": (lambda: parse_json(items_json(make_items())), lambda data: parse_items_json(data, "items.json").version),
}


@pytest.mark.parametrize("op", PARTS)
@cases(15)
@given(st.integers(0, 2**32))
def test_a_twisted_file_is_read_alike_or_refused_by_both(javascript: Node, op: str, seed: int) -> None:
    rng = random.Random(seed)
    make, read = PARTS[op]
    base = make()
    assert "ok" in javascript.ask({"op": op, "data": encoded(json_text(base).encode())})
    for _ in range(MUTANTS_AT_ONCE):
        value = twisted_trust(rng, base) if op == "trust" and rng.random() < 0.5 else base
        data = written(rng, value)
        same(javascript, {"op": op, "data": encoded(data)}, read_part, read, data)


ROWS: dict[str, tuple[Any, Callable[[RowFile], str]]] = {
    "result": (RESULT, lambda row: row.result().object),
    "nonrandom": (NONRANDOM, lambda row: row.nonrandom().id),
}


def read_row(read: Callable[[RowFile], str], data: bytes) -> str:
    return read(parse_part(data, RowFile))


@pytest.mark.parametrize("op", ROWS)
@cases(15)
@given(st.integers(0, 2**32))
def test_a_twisted_row_is_read_alike_or_refused_by_both(javascript: Node, op: str, seed: int) -> None:
    rng = random.Random(seed)
    base, read = ROWS[op]
    assert "ok" in javascript.ask({"op": op, "data": encoded(sealed(base))})
    for _ in range(MUTANTS_AT_ONCE):
        data = sealed(twisted(rng, base))
        same(javascript, {"op": op, "data": encoded(data)}, read_row, read, data)


def frame_key(data: bytes) -> str:
    return parse_frame_key(data, "k").hex()


def plan_rows(data: bytes) -> list[list[Any]]:
    return [[row.row, list(row.items), row.frequency] for row in parse_plan_snapshot(data, "plan")]


@cases(15)
@given(st.integers(0, 2**32))
def test_frame_keys_are_read_alike_or_refused_by_both(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(MUTANTS_AT_ONCE):
        data = mutated(rng, f"{HASH}\n".encode())
        same(javascript, {"op": "frame-key", "data": encoded(data)}, frame_key, data)


PLAN_CELLS = [
    "",
    "R1",
    "r1",
    "LD-01",
    "LD-01;LD-02",
    "LD-02;LD-01",
    "LD-01;LD-01",
    ";",
    "一" * 500,
    "一" * 501,
    "undirected",
]
PLAN_CELLS += ["daily", "yes", "0", "1", "12", "13", "0.05", "1.0", "2026-01-01", "2026-02-30", "2025-12-31", 'a,"b"']


@cases(15)
@given(st.integers(0, 2**32))
def test_plans_are_read_alike_or_refused_by_both(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    row = ["R1", "LD-01;LD-02", "年度抽查", "undirected", "全部", "0.1", "4", "daily", "", "2026-01-01", "2026-12-31"]
    for _ in range(MUTANTS_AT_ONCE):
        rows = [row[:], ["R2", *row[1:]]]
        for _ in range(rng.choice([0, 1, 1, 2])):
            rng.choice(rows)[rng.randrange(len(row))] = rng.choice(PLAN_CELLS)
        data = csv_text(PLAN_HEADER, rows).encode()
        same(
            javascript,
            {"op": "plan", "data": encoded(data)},
            plan_rows,
            data,
        )


ROSTERS: dict[str, tuple[tuple[str, ...], list[str], Callable[[bytes], list[str]]]] = {
    "objects": (
        OBJECTS_HEADER,
        ["91441624MA4X0000X1", "甲厂", "企业", "C", "13", "441624101", "存续", "2020-01-01"],
        lambda data: [row.object_id for row in parse_objects_snapshot(data, "objects")],
    ),
    "inspectors": (
        INSPECTORS_HEADER,
        ["JC001", "张三", "hrss", "law;pay", "2027-01-01", "active", ""],
        lambda data: [row.inspector_id for row in parse_inspectors_snapshot(data, "inspectors")],
    ),
}
ROSTER_CELLS = ["", "甲", "一" * 500, "一" * 501, "🎲" * 500, "个体工商户", "公司", "A", "U", "01", "12", "14", "97"]
ROSTER_CELLS += ["98", "1", "44162410", "4416241011", "注销", "存", "2023-02-29", "2024-02-29", "20240101", "yes", "no"]
ROSTER_CELLS += ["441624123456789", "44162412345678", "91441624ma4x0000x1", "hr ss", "a;b", "b;a", "a;a", "a;", ";"]
ROSTER_CELLS += ["suspended", "on"]


@pytest.mark.parametrize("table", ROSTERS)
@cases(15)
@given(st.integers(0, 2**32))
def test_rosters_are_read_alike_or_refused_by_both(javascript: Node, table: str, seed: int) -> None:
    rng = random.Random(seed)
    header, row, read = ROSTERS[table]
    assert "ok" in javascript.ask({"op": table, "data": encoded(csv_text(header, [row]).encode())})
    for _ in range(MUTANTS_AT_ONCE):
        rows = [row[:], [row[0][:-1] + "2", *row[1:]]]
        for _ in range(rng.choice([0, 1, 1, 1, 2])):
            rng.choice(rows)[rng.randrange(len(row))] = rng.choice(ROSTER_CELLS)
        data = csv_text(header, rows).encode()
        same(javascript, {"op": table, "data": encoded(data)}, read, data)


def test_the_samples_own_records_are_all_read_by_both(javascript: Node) -> None:
    """No record of a real year is foreign to either."""
    notes = {name: data for name, data in published_files(REPOSITORY).items() if name.endswith(".note")}
    assert len(notes) > 20
    for name, data in notes.items():
        text = data.rsplit(b"\n\n", 1)[0] + b"\n"
        try:
            kind = parse_record(text.decode()).type
        except PublisherError as error:
            raise AssertionError(name) from error
        assert javascript.ask({"op": "record", "data": encoded(text)}) == {"ok": kind}
