"""The real pulse in nist-2.json proves; its serialisation, certificate and value are those of the vector."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import load_pem_x509_certificate

from publisher.beacons import nist
from publisher.beacons.sources import KNOWN_KEYS, check_time, prove
from publisher.draw.identifiers import parse_time
from publisher.errors import Fails, Malformed

PULSES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "nist-2.json").read_text(encoding="utf-8"))["pulses"]
each_pulse = pytest.mark.parametrize("real", PULSES, ids=[real["pulse"]["uri"][-13:] for real in PULSES])
HASH = "AB" * 64


def round_of(real: dict[str, Any]) -> str:
    return f"{real['pulse']['chainIndex']}/{real['pulse']['pulseIndex']}"


@each_pulse
def test_a_real_pulse_proves_its_output_value(real: dict[str, Any]) -> None:
    proven = prove("nist-2", round_of(real), {"pulse": real["pulse"]})
    assert (proven.value, proven.verdict) == (real["pulse"]["outputValue"].lower(), "pass")


@each_pulse
def test_the_signed_message_is_the_vectors(real: dict[str, Any]) -> None:
    message = nist.signed_message(real["pulse"])
    assert len(message) == real["signed_message_len"]
    assert hashlib.sha512(message).hexdigest() == real["signed_message_sha512"]


@each_pulse
def test_the_certificate_carried_in_code_is_the_vectors_and_holds_a_4096_bit_key(real: dict[str, Any]) -> None:
    pem = real["certificate_pem"]
    der = base64.b64decode("".join(pem.split("\n")[1:-1]))
    assert real["pulse"]["certificateId"] == hashlib.sha512(der).hexdigest()
    assert real["pulse"]["certificateId"] in nist.CERTIFICATE_IDS == KNOWN_KEYS["nist-2"]
    key = load_pem_x509_certificate(pem.encode()).public_key()
    assert isinstance(key, RSAPublicKey)
    assert key.key_size == 4096


@each_pulse
def test_the_committed_time_is_a_full_minute_that_the_pulse_does_not_precede(real: dict[str, Any]) -> None:
    answer, round_ = {"pulse": real["pulse"]}, round_of(real)
    for allowed in ("2018-08-30T17:44:00Z", "2018-08-30T17:43:00Z"):
        check_time("nist-2", round_, parse_time(allowed), answer)
    for wrong in ("2018-08-30T17:45:00Z", "2018-08-30T17:43:30Z"):
        with pytest.raises(Fails):
            check_time("nist-2", round_, parse_time(wrong), answer)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("timeStamp",), "2018-08-30T17:45:00.000Z"),
        (("localRandomValue",), HASH),
        (("precommitmentValue",), HASH),
        (("outputValue",), HASH),
        (("signatureValue",), "AB" * 512),
        (("certificateId",), HASH),
        (("statusCode",), 1),
        (("period",), 1),
        (("uri",), "https://example.org"),
        (("pulseIndex",), 54611),
        (("external", "value"), HASH),
        (("listValues", 0, "value"), HASH),
    ],
    ids=str,
)
def test_a_pulse_with_any_member_changed_fails(path: tuple[str | int, ...], value: object) -> None:
    answer = copy.deepcopy({"pulse": PULSES[0]["pulse"]})
    holder: Any = answer["pulse"]
    for step in path[:-1]:
        holder = holder[step]
    assert holder[path[-1]] != value
    holder[path[-1]] = value
    with pytest.raises(Fails):
        prove("nist-2", "1/54610", answer)


@pytest.mark.parametrize("name", list(PULSES[0]["pulse"]))
def test_a_pulse_that_lacks_any_member_is_malformed(name: str) -> None:
    pulse = {key: value for key, value in PULSES[0]["pulse"].items() if key != name}
    with pytest.raises(Malformed):
        prove("nist-2", "1/54610", {"pulse": pulse})


def test_a_pulse_is_for_no_other_round() -> None:
    for other in ("1/54609", "2/54610", "54610/1"):
        with pytest.raises(Fails):
            prove("nist-2", other, {"pulse": PULSES[0]["pulse"]})
