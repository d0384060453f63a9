"""The two national lotteries, whose results are public facts: 双色球 (ssq) and 大乐透 (dlt) (section 6).

A draw as the official pages give it, one entry of their lists:

    {"code": "2025063", "date": "2025-06-05(四)", "red": "02,19,21,22,28,30", "blue": "01"}
    {"lotteryDrawNum": "23115", "lotteryDrawTime": "2023-10-09", "lotteryDrawResult": "07 10 23 31 34 02 10"}

Nothing in it proves itself: a verifier compares it with a second source. What can be checked here is the round,
the date, and that the numbers can have been drawn.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from publisher.beacons.answers import malformed, members, refused, shown, text_member, wrong_round
from publisher.draw.identifiers import SHANGHAI, parse_date

BITS = 24
DRAW_HOUR = 20  # section 5: a lottery's time is 20:00 Asia/Shanghai of the date that its value carries


class Zone(NamedTuple):
    """Numbers drawn from one drum: how many, and the greatest."""

    drawn: int
    greatest: int


class Game(NamedTuple):
    """A lottery: its drums in the order of the value, and what the official list calls code and date."""

    zones: tuple[Zone, Zone]
    code: str
    date: str


GAMES = {
    "lottery-ssq": Game((Zone(6, 33), Zone(1, 16)), "code", "date"),
    "lottery-dlt": Game((Zone(5, 35), Zone(2, 12)), "lotteryDrawNum", "lotteryDrawTime"),
}

_ROUND = re.compile(r"[0-9]{1,16}")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\([一二三四五六日]\))?")
_NUMBERS = re.compile(r"[0-9]{2}(?:[, ][0-9]{2}){0,6}")
_VALUE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{2}(?:\.[0-9]{2}){0,6})/([0-9]{2}(?:\.[0-9]{2}){0,6})")


def check_round(round: str) -> None:
    """Raises Refused unless `round` is a 期号, all digits."""
    if not _ROUND.fullmatch(round):
        refused(
            f"期号不符：{shown(round)}",
            f"not a lottery issue number: {shown(round)}",
            "须为1至16位数字，如2025063",
            "it must be 1 to 16 digits, such as 2025063",
        )


def value_time(source: str, value: str) -> datetime:
    """When a draw with this value took place: 20:00 Asia/Shanghai of its date (section 5). Raises Malformed."""
    found = _VALUE.fullmatch(value)
    if not found:
        malformed(f"开奖值写法不符：{shown(value)}", f"not a lottery value: {shown(value)}", *_RIGHT_VALUE)
    zones = tuple(
        _zone(part.split("."), zone) for part, zone in zip(found.groups()[1:], GAMES[source].zones, strict=True)
    )
    day = _day(found[1])
    if _written(day, zones) != value:
        malformed(f"开奖号码未按升序：{value}", f"the numbers are not ascending: {value}", *_RIGHT_VALUE)
    return datetime(day.year, day.month, day.day, DRAW_HOUR, tzinfo=SHANGHAI)


def prove(source: str, round: str, answer: object) -> str:
    """The value `date/numbers/numbers` (each zone ascending) that `answer` gives for the issue `round`.

    `answer` is one draw of the official list, or the whole answer that holds it. Raises Malformed, Fails, Refused.
    """
    check_round(round)
    game = GAMES[source]
    entry = _entry(members(answer), game, round)
    if (code := text_member(entry, game.code, _ROUND)) != round:
        wrong_round(code, round)
    day = _day(text_member(entry, game.date, _DATE)[:10])
    numbers = _numbers(source, entry)
    first, second = game.zones
    return _written(day, (_zone(numbers[: first.drawn], first), _zone(numbers[first.drawn :], second)))


def _entry(answer: dict[str, Any], game: Game, round: str) -> dict[str, Any]:
    rows = answer.get("result")  # 双色球's list; 大乐透's lies one level deeper
    if isinstance(value := answer.get("value"), dict):
        rows = value.get("list")
    if not isinstance(rows, list):
        return answer
    found = [row for row in rows if isinstance(row, dict) and row.get(game.code) == round]
    if len(found) != 1:
        malformed(
            f"应答中第{round}期有{len(found)}条",
            f"the answer has {len(found)} entries for {round}",
            "须恰有一条",
            "it must have exactly one",
        )
    return found[0]


def _numbers(source: str, entry: dict[str, Any]) -> list[str]:
    if source == "lottery-ssq":
        red = text_member(entry, "red", _NUMBERS)
        return [*re.split("[, ]", red), text_member(entry, "blue", _NUMBERS)]
    return re.split("[, ]", text_member(entry, "lotteryDrawResult", _NUMBERS))


def _zone(numbers: list[str], zone: Zone) -> list[str]:
    if len(set(numbers)) != zone.drawn or len(numbers) != zone.drawn:
        malformed("号码个数不符或重复", "too many, too few or repeated numbers", *_RIGHT_VALUE)
    if not all(len(number) == 2 and 1 <= int(number) <= zone.greatest for number in numbers):
        malformed("号码超出范围", "a number is out of range", *_RIGHT_VALUE)
    return sorted(numbers)


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError:
        malformed(f"日期不存在：{shown(text)}", f"no such date: {shown(text)}", *_RIGHT_VALUE)


def _written(day: date, zones: tuple[list[str], ...]) -> str:
    return "/".join([day.isoformat(), *(".".join(zone) for zone in zones)])


_RIGHT_VALUE = (
    "须如2025-06-05/02.19.21.22.28.30/01，各区升序",
    "it must be like 2025-06-05/02.19.21.22.28.30/01, each zone ascending",
)
