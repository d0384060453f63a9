"""Getting a round's answer over the network: from a relay that nobody needs to trust.

Whatever a relay sends is proven before it is returned, so that a lying or broken relay costs one more try and
nothing else. This is the only file of the room that touches the network.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import NoReturn

import httpx

from publisher.beacons.answers import malformed, parse_answer, refused
from publisher.beacons.bls import BlsUnavailable
from publisher.beacons.drand import QUICKNET
from publisher.beacons.sources import DRAND, NIST, check_round, prove, round_time
from publisher.draw.identifiers import time_text
from publisher.errors import Fails, Malformed, NotYet, PublisherError, fault

DEFAULT: Mapping[str, tuple[str, ...]] = {
    DRAND: (
        "https://api.drand.sh",
        "https://api2.drand.sh",
        "https://api3.drand.sh",
        "https://drand.cloudflare.com",
    ),
    NIST: ("https://beacon.nist.gov",),
}
SIZE_LIMIT = 64 * 1024  # bytes; a drand answer has about 250, a pulse 5,000
TIMEOUT = 10.0  # seconds for one relay, from connecting to the last byte
_NOT_FIRED = (404, 425)


def fetch(
    source: str,
    round: str,
    *,
    endpoints: Sequence[str] = (),
    client: httpx.Client | None = None,
    now: datetime | None = None,
    timeout: float = TIMEOUT,
) -> object:
    """The answer for `round` of `source` as it came (a JSON value for beacon.json), proven before it is returned.

    Tries each of `endpoints` (base addresses; default: the source's public relays) in turn, `timeout` seconds each.
    `now` (aware) spares the network a round that can't have fired. Raises NotYet where no relay has the round yet or
    none can be reached, Fails or Malformed where every answer was wrong, Refused for a source without relays,
    BlsUnavailable where this machine can't prove what it fetches.
    """
    check_round(source, round)
    path = _path(source, round)
    fires = round_time(source, round)
    if now is not None and fires is not None and fires > now:
        _not_fired(round, time_text(fires))
    errors: list[PublisherError] = []
    with nullcontext(client) if client else httpx.Client() as session:
        for endpoint in endpoints or DEFAULT[source]:
            try:
                return _proven(source, round, _get(session, endpoint.rstrip("/") + path, timeout))
            except (NotYet, Malformed, Fails) as error:
                errors.append(error.at(endpoint))
    raise _gave_up(errors)


def _path(source: str, round: str) -> str:
    if source not in DEFAULT:
        refused(
            f"{source}没有可自动获取的应答",
            f"{source} has no relay to fetch from",
            "请把官方页面的应答存成文件，用beacon check核验",
            "save the official page's answer to a file and check it with `beacon check`",
        )
    if source == DRAND:
        return f"/{QUICKNET.chain_hash}/public/{round}"
    chain, pulse = round.split("/")
    return f"/beacon/2.0/chain/{chain}/pulse/{pulse}"


def _get(client: httpx.Client, url: str, timeout: float) -> object:
    """The JSON value at `url`. Raises NotYet (not there, out of reach), Malformed (not an answer)."""
    deadline = time.monotonic() + timeout
    try:
        with client.stream(
            "GET",
            url,
            # Compressed bytes could be a bomb; the few bytes of an answer need no compression.
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
            timeout=timeout,
            # A relay sends answers, never elsewhere.
            follow_redirects=False,
        ) as response:
            if response.status_code in _NOT_FIRED:
                _unreached("该中继没有这一轮次（或尚未到时）", "the relay doesn't have this round (yet)")
            if response.status_code != httpx.codes.OK:
                _unreached(f"HTTP状态{response.status_code}", f"HTTP status {response.status_code}")
            return parse_answer(_body(response, deadline))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        name = type(error).__name__
        _unreached(f"无法取得应答：{name}", f"no answer: {name}")


def _body(response: httpx.Response, deadline: float) -> bytes:
    """The body, unless it is larger than an answer can be or drips past the deadline (time.monotonic seconds)."""
    body = b""
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > SIZE_LIMIT:
            malformed("应答过大", "the answer is too large", f"至多{SIZE_LIMIT}字节", f"at most {SIZE_LIMIT} bytes")
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the answer drips", request=response.request)
    return body


def _proven(source: str, round: str, answer: object) -> object:
    proven = prove(source, round, answer)
    if proven.verdict != "pass":
        zh, en = proven.reason
        raise BlsUnavailable(fault("bls-unavailable", zh, en, "请先安装，再获取", "install it before fetching"))
    return answer


def _not_fired(round: str, when: str) -> NoReturn:
    raise NotYet(
        fault(
            "beacon-not-fired",
            f"第{round}轮尚未到时",
            f"round {round} has not fired yet",
            f"请在{when}之后再试",
            f"try again after {when}",
        )
    )


def _unreached(zh: str, en: str) -> NoReturn:
    raise NotYet(
        fault(
            "beacon-unreached",
            zh,
            en,
            "请稍后再试，或由另一台机器获取后用beacon check核验",
            "try again later, or bring the answer from another machine and check it with `beacon check`",
        )
    )


def _gave_up(errors: Sequence[PublisherError]) -> PublisherError:
    """One error for all relays: while one of them was out of reach, the answer is only not known yet."""
    faults = [item for error in errors for item in error.faults]
    for kind in (BlsUnavailable, NotYet, Fails):
        if any(isinstance(error, kind) for error in errors):
            return kind(*faults)
    return Malformed(*faults)
