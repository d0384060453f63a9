"""Every real lottery result in lottery.json gives the protocol's value, and is never more than `unknown`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from publisher.beacons.sources import check_time, prove, time_of
from publisher.draw.identifiers import parse_time, time_text
from publisher.errors import Fails

DRAWS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "lottery.json").read_text(encoding="utf-8"))["draws"]
each_draw = pytest.mark.parametrize("real", DRAWS, ids=[f"{real['source']} {real['round']}" for real in DRAWS])


@each_draw
def test_a_real_result_gives_the_value_of_the_vector_and_asks_for_a_second_source(real: dict[str, Any]) -> None:
    proven = prove(real["source"], real["round"], real["answer"])
    assert (proven.value, proven.verdict) == (real["value"], "unknown")
    assert "第二来源" in proven.reason.zh


@each_draw
def test_the_whole_official_answer_gives_the_same_value_as_its_one_entry(real: dict[str, Any]) -> None:
    other = dict.fromkeys(real["answer"], "0")
    rows = [other, real["answer"]]
    whole = {"result": rows} if real["source"] == "lottery-ssq" else {"value": {"list": rows}}
    assert prove(real["source"], real["round"], whole).value == real["value"]


@each_draw
def test_a_draws_time_is_eight_in_the_evening_of_the_date_in_its_value(real: dict[str, Any]) -> None:
    fires = time_of(real["source"], real["round"], real["value"])
    assert fires is not None
    assert time_text(fires) == real["value"][:10] + "T20:00:00+08:00"
    check_time(real["source"], real["round"], fires, real["answer"])
    with pytest.raises(Fails):
        check_time(real["source"], real["round"], parse_time("2026-06-05T20:00:00+08:00"), real["answer"])


@each_draw
def test_a_result_is_for_no_other_issue(real: dict[str, Any]) -> None:
    with pytest.raises(Fails):
        prove(real["source"], str(int(real["round"]) + 1), real["answer"])
