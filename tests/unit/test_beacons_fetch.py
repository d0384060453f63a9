"""Fetching a round over the network: a real server on the loopback answers as relays do, and as bad relays do."""

from __future__ import annotations

import gzip
import json
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from publisher.beacons.bls import BlsUnavailable
from publisher.beacons.drand import QUICKNET
from publisher.beacons.fetch import DEFAULT, SIZE_LIMIT, fetch
from publisher.beacons.sources import prove
from publisher.draw.evidence import json_text
from publisher.draw.identifiers import parse_time
from publisher.errors import Fails, Malformed, NotYet, Refused

DRAND = "drand-quicknet"
VECTORS = Path(__file__).parents[1] / "vectors"
ROUNDS: list[dict[str, Any]] = json.loads((VECTORS / "drand.json").read_text(encoding="utf-8"))["rounds"]
REAL = next(real for real in ROUNDS if real["round"] == 32614632)
OTHER = next(real for real in ROUNDS if real["round"] == 32906232)
ROUND, FIRES = str(REAL["round"]), parse_time(REAL["time"])
GOOD = json.dumps({name: REAL[name] for name in ("round", "randomness", "signature")}).encode()
WRONG = json.dumps({name: OTHER[name] for name in ("round", "randomness", "signature")}).encode()
Behaviour = Callable[[BaseHTTPRequestHandler, threading.Event], None]


class Relay:
    """A server on the loopback that does one thing for every request, and remembers what was asked."""

    def __init__(self, behave: Behaviour) -> None:
        self.asked: list[str] = []
        self.accepted: list[str | None] = []
        self.closing = threading.Event()
        relay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                relay.asked.append(self.path)
                relay.accepted.append(self.headers.get("Accept-Encoding"))
                behave(self, relay.closing)
                self.close_connection = True

            def log_message(self, *args: object) -> None:
                """Silent: a test's output is its own."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    @contextmanager
    def running(self) -> Iterator[Relay]:
        thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            self.closing.set()
            self.server.shutdown()
            self.server.server_close()
            thread.join()


def says(status: int, body: bytes, **headers: str) -> Behaviour:
    """Answers with this status and body, and these headers (underscores for hyphens)."""

    def behave(request: BaseHTTPRequestHandler, closing: threading.Event) -> None:  # noqa: ARG001
        request.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return behave


def hangs(request: BaseHTTPRequestHandler, closing: threading.Event) -> None:  # noqa: ARG001
    """Says nothing until the test is over."""
    closing.wait()


def hangs_up(request: BaseHTTPRequestHandler, closing: threading.Event) -> None:  # noqa: ARG001
    """Resets the connection without a word."""
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()


def breaks_off(request: BaseHTTPRequestHandler, closing: threading.Event) -> None:  # noqa: ARG001
    """Promises more bytes than it sends."""
    request.send_response(200)
    request.send_header("Content-Length", str(len(GOOD)))
    request.end_headers()
    request.wfile.write(GOOD[:-10])


def drips(request: BaseHTTPRequestHandler, closing: threading.Event) -> None:
    """Sends white space for ever, one byte at a time, each soon enough for the read timeout."""
    request.send_response(200)
    request.end_headers()
    try:
        while not closing.wait(0.02):
            request.wfile.write(b" ")
            request.wfile.flush()
    except OSError:
        return


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as direct:  # a proxy of the environment has no business on the loopback
        yield direct


def fetch_from(client: httpx.Client, *relays: Relay, timeout: float = 10.0, now: datetime | None = None) -> object:
    return fetch(DRAND, ROUND, endpoints=[relay.url for relay in relays], client=client, timeout=timeout, now=now)


def test_a_good_answer_comes_back_as_it_came_and_fits_into_evidence(client: httpx.Client) -> None:
    body = json.dumps(json.loads(GOOD) | {"previous_signature": "", "extra": ["单位"]}).encode()
    with Relay(says(200, body)).running() as relay:
        answer = fetch_from(client, relay, now=FIRES)
    assert answer == json.loads(body)
    assert json.loads(json_text(answer)) == answer
    assert prove(DRAND, ROUND, answer).verdict == "pass"
    assert relay.asked == [f"/{QUICKNET.chain_hash}/public/{ROUND}"]
    assert relay.accepted == ["identity"]


def test_a_base_address_may_end_with_a_slash_or_have_a_path(client: httpx.Client) -> None:
    with Relay(says(200, GOOD)).running() as relay:
        fetch(DRAND, ROUND, endpoints=[relay.url + "/mirror/"], client=client)
    assert relay.asked == [f"/mirror/{QUICKNET.chain_hash}/public/{ROUND}"]


def test_a_real_pulse_is_fetched_from_its_own_path(client: httpx.Client) -> None:
    pulse = json.loads((VECTORS / "nist-2.json").read_text(encoding="utf-8"))["pulses"][0]["pulse"]
    with Relay(says(200, json.dumps({"pulse": pulse}).encode())).running() as relay:
        assert fetch("nist-2", "1/54610", endpoints=[relay.url], client=client) == {"pulse": pulse}
    assert relay.asked == ["/beacon/2.0/chain/1/pulse/54610"]


@pytest.mark.parametrize("content_type", ["text/html", "image/png", "application/json; charset=gbk"])
def test_the_content_type_is_not_believed(client: httpx.Client, content_type: str) -> None:
    with Relay(says(200, GOOD, Content_Type=content_type)).running() as relay:
        assert fetch_from(client, relay) == json.loads(GOOD)


def test_a_round_of_the_future_is_not_yet_and_nobody_is_asked(client: httpx.Client) -> None:
    with Relay(says(200, GOOD)).running() as relay, pytest.raises(NotYet) as caught:
        fetch_from(client, relay, now=FIRES - timedelta(seconds=1))
    assert relay.asked == []
    assert REAL["time"] in caught.value.faults[0].right.zh


@pytest.mark.parametrize("status", [404, 425])
def test_a_round_that_no_relay_has_is_not_yet(client: httpx.Client, status: int) -> None:
    with Relay(says(status, b"Requested future beacon")).running() as relay, pytest.raises(NotYet) as caught:
        fetch_from(client, relay)
    assert caught.value.status == 3
    assert caught.value.faults[0].file == relay.url


@pytest.mark.parametrize(
    "bad",
    [
        says(500, b"oops"),
        says(404, b""),
        says(204, b""),
        says(200, WRONG),
        says(200, b"<html>please log in</html>"),
        says(200, b"x" * (SIZE_LIMIT + 1)),
        hangs_up,
        breaks_off,
    ],
    ids=["500", "404", "204", "wrong round", "not JSON", "too large", "hangs up", "breaks off"],
)
def test_after_a_bad_relay_the_next_one_is_asked(client: httpx.Client, bad: Behaviour) -> None:
    with Relay(bad).running() as first, Relay(says(200, GOOD)).running() as second:
        assert fetch_from(client, first, second) == json.loads(GOOD)
    assert len(first.asked) == len(second.asked) == 1


@pytest.mark.parametrize("bad", [hangs, drips], ids=["hangs", "drips"])
def test_a_relay_that_never_ends_is_given_up_and_is_not_yet(client: httpx.Client, bad: Behaviour) -> None:
    with Relay(bad).running() as relay, pytest.raises(NotYet) as caught:
        fetch_from(client, relay, timeout=0.2)
    assert "Timeout" in caught.value.faults[0].wrong.en


def test_the_answer_of_another_round_is_never_returned(client: httpx.Client) -> None:
    with Relay(says(200, WRONG)).running() as relay, pytest.raises(Fails) as caught:
        fetch_from(client, relay)
    assert caught.value.status == 1
    assert caught.value.faults[0].file == relay.url


def test_another_rounds_signature_under_the_right_number_is_never_returned(client: httpx.Client) -> None:
    forged = json.dumps({"round": REAL["round"], "signature": OTHER["signature"], "randomness": OTHER["randomness"]})
    with Relay(says(200, forged.encode())).running() as relay, pytest.raises(Fails):
        fetch_from(client, relay)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'\xef\xbb\xbf{"round": 1}',
        GOOD[:-1],
        GOOD.replace(b"32614632", b"32614632.0"),
        GOOD[:-1] + b', "round": 32614632}',
        GOOD[:-1] + b', "extra": null}',
        GOOD[:-1] + b', "extra": NaN}',
        GOOD[:-1] + b', "extra": -1}',
        GOOD[:-1] + b', "extra": ' + b"9" * 5000 + b"}",
        GOOD[:-1] + b', "extra": "\\ud800"}',
        b"[" * 30000 + b"]" * 30000,
        b'{"a":' * 600 + b"1" + b"}" * 600,
    ],
    ids=lambda body: repr(body[-40:]),
)
def test_what_is_not_json_for_evidence_is_malformed(client: httpx.Client, body: bytes) -> None:
    with Relay(says(200, body)).running() as relay, pytest.raises(Malformed):
        fetch_from(client, relay)


def test_a_body_over_the_limit_is_malformed_even_where_the_answer_in_it_is_good(client: httpx.Client) -> None:
    fits = GOOD + b" " * (SIZE_LIMIT - len(GOOD))
    with Relay(says(200, fits)).running() as relay:
        assert fetch_from(client, relay) == json.loads(GOOD)
    with Relay(says(200, fits + b" ")).running() as relay, pytest.raises(Malformed):
        fetch_from(client, relay)


def test_a_compressed_body_is_never_unpacked(client: httpx.Client) -> None:
    with Relay(says(200, gzip.compress(GOOD), Content_Encoding="gzip")).running() as relay, pytest.raises(Malformed):
        fetch_from(client, relay)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_even_by_a_client_that_follows_them(status: int) -> None:
    with (
        Relay(says(200, GOOD)).running() as elsewhere,
        Relay(says(status, b"", Location=elsewhere.url)).running() as relay,
        httpx.Client(trust_env=False, follow_redirects=True) as eager,
        pytest.raises(NotYet),
    ):
        fetch_from(eager, relay)
    assert (len(relay.asked), elsewhere.asked) == (1, [])


def test_while_one_relay_is_out_of_reach_the_answer_is_only_not_known_yet(client: httpx.Client) -> None:
    with (
        Relay(says(200, WRONG)).running() as liar,
        Relay(says(503, b"")).running() as down,
        pytest.raises(NotYet) as caught,
    ):
        fetch_from(client, liar, down)
    assert [fault.file for fault in caught.value.faults] == [liar.url, down.url]


def test_a_relay_that_does_not_exist_is_not_yet(client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        free = listening.getsockname()[1]
    with pytest.raises(NotYet):
        fetch(DRAND, ROUND, endpoints=[f"http://127.0.0.1:{free}"], client=client)


@pytest.mark.parametrize(
    "endpoint",
    ["", "api.drand.sh", "ftp://127.0.0.1", "http://", "http://[::1", "file:///etc/hosts", "http://127.0.0.1:port"],
)
def test_an_address_that_is_none_is_not_yet_and_never_a_traceback(client: httpx.Client, endpoint: str) -> None:
    with pytest.raises(NotYet):
        fetch(DRAND, ROUND, endpoints=[endpoint], client=client)


def test_without_the_pairing_library_nothing_unproven_is_returned(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "py_arkworks_bls12381", None)
    with Relay(says(200, GOOD)).running() as relay, pytest.raises(BlsUnavailable):
        fetch_from(client, relay)


@pytest.mark.parametrize(
    ("source", "round_"), [("lottery-ssq", "2025063"), ("ceremony", "2026-003"), ("weather", "1"), (DRAND, "01")]
)
def test_what_cannot_be_fetched_is_refused_with_the_next_step(client: httpx.Client, source: str, round_: str) -> None:
    with pytest.raises(Refused):
        fetch(source, round_, client=client)


def test_the_default_relays_are_reached_over_tls_only() -> None:
    assert len(DEFAULT[DRAND]) >= 3
    assert all(url.startswith("https://") for urls in DEFAULT.values() for url in urls)
