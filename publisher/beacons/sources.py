"""The public sources of randomness, by name: which rounds there are, when they fire, what their answers prove.

This is the face of the room. A verdict is `pass` where the answer proves its value by itself, and `unknown` where it
can't: a lottery is a public fact to be compared with a second source, a ceremony rests on those present, and without
the pairing library nobody can judge drand (section 6). A wrong answer is an error, never a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from publisher.beacons import ceremony, drand, lottery, nist
from publisher.beacons.answers import fails, refused, shown
from publisher.beacons.bls import BlsUnavailable
from publisher.draw.identifiers import SHANGHAI, time_text
from publisher.errors import Malformed, Refused, Words

DRAND, SSQ, DLT, NIST, CEREMONY = "drand-quicknet", "lottery-ssq", "lottery-dlt", "nist-2", "ceremony"
SOURCES = (DRAND, SSQ, DLT, NIST, CEREMONY)

# Pinned: a trust policy may drop a source, never put another key in its place.
KNOWN_KEYS: Mapping[str, drand.Chain | tuple[str, ...]] = {DRAND: drand.QUICKNET, NIST: nist.CERTIFICATE_IDS}

_BITS = {DRAND: drand.BITS, SSQ: lottery.BITS, DLT: lottery.BITS, NIST: nist.BITS, CEREMONY: ceremony.BITS}


@dataclass(frozen=True)
class Proven:
    """A round's value as section 6 writes it, whether the answer proves it, and why (not)."""

    value: str
    verdict: Literal["pass", "unknown"]
    reason: Words


def bits(source: str) -> int:
    """How many bits of randomness a round of `source` counts for (section 6). Raises Refused."""
    _check_source(source)
    return _BITS[source]


def check_round(source: str, round: str) -> None:
    """Raises Refused unless `source` exists and `round` is written as its rounds are (section 6)."""
    _check_source(source)
    if source == DRAND:
        drand.check_round(round)
    elif source == NIST:
        nist.check_round(round)
    elif source == CEREMONY:
        ceremony.check_round(round)
    else:
        lottery.check_round(round)


def round_time(source: str, round: str) -> datetime | None:
    """The round's own time (aware) where the round alone tells it, as drand's does; else None. Raises Refused."""
    check_round(source, round)
    return drand.round_time(round) if source == DRAND else None


def time_of(source: str, round: str, value: str) -> datetime | None:
    """The round's own time (aware) once its value is known: also a lottery's, 20:00 of the date in the value.

    None for a pulse (its time is in the answer) and for a ceremony (it has none). Raises Refused, Malformed.
    """
    check_round(source, round)
    return lottery.value_time(source, value) if source in (SSQ, DLT) else round_time(source, round)


def round_at(source: str, moment: datetime) -> str:
    """The first round of `source` that fires at or after `moment` (aware), for a commit that chooses its beacon.

    Raises Refused for every source but drand: their rounds are read from the official calendar.
    """
    _check_source(source)
    if source != DRAND:
        refused(
            f"{source}的轮次不能由时刻推算",
            f"the rounds of {source} don't follow from the time",
            "请在方案中写明轮次",
            "write the round in the order",
        )
    return drand.round_at(moment)


def check_time(source: str, round: str, time: datetime, answer: object | None = None) -> None:
    """Raises Fails unless `time` (aware) is what section 5 asks of the commit; Refused, Malformed as elsewhere.

    Without `answer` only what can be known before the round fires is checked: drand's exact time, a full minute for
    NIST, 20:00 Asia/Shanghai for a lottery. With it also the lottery's date and the pulse's signed timeStamp.
    """
    check_round(source, round)
    local = time.astimezone(SHANGHAI)
    if source == DRAND:
        _same(time, drand.round_time(round))
    elif source == NIST:
        _same(time, time.replace(second=0, microsecond=0))
        if answer is not None and nist.stamp(answer) < time:
            _wrong_time(time, nist.stamp(answer))
    elif source in (SSQ, DLT):
        known = local.replace(hour=lottery.DRAW_HOUR, minute=0, second=0, microsecond=0)
        _same(time, known if answer is None else lottery.value_time(source, lottery.prove(source, round, answer)))


def prove(source: str, round: str, answer: object) -> Proven:
    """What `answer` (the archived JSON value, as it came) proves about `round` of `source`. Pure; works offline.

    Raises Malformed where source, round or answer can't be read, Fails where the answer is for another round or its
    proof doesn't hold.
    """
    try:
        check_round(source, round)
    except Refused as error:
        raise Malformed(*error.faults) from None
    if source == DRAND:
        return _prove_drand(round, answer)
    if source == NIST:
        return Proven(nist.prove(round, answer), "pass", _SIGNED)
    if source == CEREMONY:
        return Proven(ceremony.prove(round, answer), "unknown", _PRESENT)
    return Proven(lottery.prove(source, round, answer), "unknown", _PUBLIC_FACT)


def _prove_drand(round: str, answer: object) -> Proven:
    try:
        return Proven(drand.prove(round, answer), "pass", _SIGNED)
    except BlsUnavailable as error:
        return Proven(drand.read(round, answer)[0], "unknown", error.faults[0].wrong)


def _check_source(source: str) -> None:
    if source not in SOURCES:
        refused(
            f"未知的公共随机源：{shown(source)}",
            f"unknown source of randomness: {shown(source)}",
            f"须为{'、'.join(SOURCES)}之一",
            f"it must be one of {', '.join(SOURCES)}",
        )


def _same(time: datetime, own: datetime) -> None:
    if time != own:
        _wrong_time(time, own)


def _wrong_time(time: datetime, own: datetime) -> None:
    fails(
        f"所列时刻{time_text(time)}不是该轮次的时刻",
        f"the stated time {time_text(time)} is not the round's own",
        f"该轮次的时刻为{time_text(own)}",
        f"the round's own time is {time_text(own)}",
    )


_SIGNED = Words(
    "签名以内置公钥验证通过，且正是承诺的轮次", "signed for exactly this round, under a key carried in this program"
)
_PUBLIC_FACT = Words("公开事实，须与第二来源比对", "a public fact; compare with a second source")
_PRESENT = Words("仅凭在场人员见证", "rests on those present")
