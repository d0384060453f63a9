"""NIST's randomness beacon, version 2.0: a signed pulse every minute, provable offline (section 6).

An answer is `{"pulse": {…}}` as beacon.nist.gov gives it. The signature is RSA-4096, PKCS#1 v1.5, SHA-512, over the
pulse's fields one after the other (NISTIR 8213), each variable field after its length as four bytes big-endian;
`outputValue` is the SHA-512 of that message and the signature. The pulse names its certificate by the SHA-512 of
the certificate's DER; the certificates are carried here, and a pulse under any other is not proven.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.x509 import load_der_x509_certificate

from publisher.beacons.answers import (
    fails,
    integer_member,
    malformed,
    members,
    refused,
    shown,
    text_member,
    wrong_round,
)
from publisher.draw.evidence import MAX_INTEGER

BITS = 512
_UINT32 = 2**32

_ROUND = re.compile(r"([1-9][0-9]{0,15})/([1-9][0-9]{0,15})")
_TEXT = re.compile(r"[ -~]{1,200}")
_HASH = re.compile(r"[0-9A-Fa-f]{128}")
_SIGNATURE = re.compile(r"[0-9A-Fa-f]{1024}")
_STAMP = re.compile(r"(2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})\.[0-9]{3}Z")
_LINKS = ("previous", "hour", "day", "month", "year")  # the order in which they are signed


def check_round(round: str) -> None:
    """Raises Refused unless `round` is `<chain>/<pulse>`, both decimal from 1 and below 2⁵³."""
    found = _ROUND.fullmatch(round)
    if not found or max(map(int, found.groups())) > MAX_INTEGER:
        refused(
            f"NIST轮次不符：{shown(round)}",
            f"not a NIST round: {shown(round)}",
            "须为<链号>/<脉冲号>，如1/54610",
            "it must be <chain>/<pulse>, such as 1/54610",
        )


def stamp(answer: object) -> datetime:
    """The pulse's own signed time. Raises Malformed; says nothing about the signature (see `prove`)."""
    found = _STAMP.fullmatch(text_member(_pulse(answer), "timeStamp", _STAMP))
    try:
        return datetime.fromisoformat(found[1] if found else "").replace(tzinfo=UTC)
    except ValueError:
        malformed("timeStamp不是时间", "timeStamp is not a time", "须为RFC 3339时间", "it must be an RFC 3339 time")


def prove(round: str, answer: object) -> str:
    """The pulse's outputValue, 128 lower-case hex, proven by NIST's signature for exactly this chain and pulse.

    Raises Malformed, Fails (another pulse, an unknown certificate, a bad signature or output value), Refused.
    """
    check_round(round)
    pulse = _pulse(answer)
    message = signed_message(pulse)
    stamp(answer)
    if (found := f"{pulse['chainIndex']}/{pulse['pulseIndex']}") != round:
        wrong_round(found, round)
    signature = _bytes(pulse, "signatureValue", _SIGNATURE)
    try:
        _key(pulse["certificateId"].lower()).verify(signature, message, PKCS1v15(), SHA512())
    except InvalidSignature:
        _bad("脉冲的签名不是NIST的", "the pulse's signature is not NIST's")
    value = hashlib.sha512(message + signature).hexdigest()
    if _bytes(pulse, "outputValue", _HASH).hex() != value:
        _bad("outputValue与签名不符", "outputValue doesn't follow from the signature")
    return value


def signed_message(pulse: dict[str, Any]) -> bytes:
    """The bytes that NIST signs for `pulse` (cipher suite 0). Raises Malformed for missing or ill-formed members."""
    if integer_member(pulse, "cipherSuite", _UINT32) != 0:
        malformed("不支持的cipherSuite", "unknown cipherSuite", "须为0", "it must be 0")
    external = members(pulse.get("external"), "external")
    fields = [
        _sized(text_member(pulse, "uri", _TEXT).encode()),
        _sized(text_member(pulse, "version", _TEXT).encode()),
        (0).to_bytes(4, "big"),
        integer_member(pulse, "period", _UINT32).to_bytes(4, "big"),
        _sized(_bytes(pulse, "certificateId", _HASH)),
        integer_member(pulse, "chainIndex", MAX_INTEGER + 1).to_bytes(8, "big"),
        integer_member(pulse, "pulseIndex", MAX_INTEGER + 1).to_bytes(8, "big"),
        _sized(text_member(pulse, "timeStamp", _TEXT).encode()),
        _sized(_bytes(pulse, "localRandomValue", _HASH)),
        _sized(_bytes(external, "sourceId", _HASH)),
        integer_member(external, "statusCode", _UINT32).to_bytes(4, "big"),
        _sized(_bytes(external, "value", _HASH)),
        *(_sized(_bytes(link, "value", _HASH)) for link in _links(pulse)),
        _sized(_bytes(pulse, "precommitmentValue", _HASH)),
        integer_member(pulse, "statusCode", _UINT32).to_bytes(4, "big"),
    ]
    return b"".join(fields)


def _pulse(answer: object) -> dict[str, Any]:
    return members(members(answer).get("pulse"), "pulse")


def _links(pulse: dict[str, Any]) -> list[dict[str, Any]]:
    listed = pulse.get("listValues")
    links = [members(link, "listValues") for link in listed] if isinstance(listed, list) else []
    if tuple(link.get("type") for link in links) != _LINKS:
        malformed(
            "listValues不符",
            "listValues is not as expected",
            "须依次为" + "、".join(_LINKS),
            "in order: " + ", ".join(_LINKS),
        )
    return links


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _bytes(holder: dict[str, Any], name: str, pattern: re.Pattern[str]) -> bytes:
    return bytes.fromhex(text_member(holder, name, pattern))


def _key(certificate_id: str) -> RSAPublicKey:
    der = _CERTIFICATES.get(certificate_id)
    if der is None:
        _bad("脉冲所用证书不在本程序所载之列", "the pulse's certificate is not one that this program carries")
    key = load_der_x509_certificate(der).public_key()
    assert isinstance(key, RSAPublicKey)  # true of every certificate below
    return key


def _bad(zh: str, en: str) -> NoReturn:
    fails(zh, en, "须以所载NIST证书验证通过", "it must verify under a NIST certificate carried here")


# engine.beacon.nist.gov, issued by DigiCert Global CA G2, 2018-01-10 to 2019-01-11. NIST's later certificates are
# added here as they are confirmed; a pulse is judged by the pin, not by the certificate's dates.
_PEM_2018 = """
MIIHWzCCBkOgAwIBAgIQCrOnD+Dvk39rGwz3xX6StTANBgkqhkiG9w0BAQsFADBE
MQswCQYDVQQGEwJVUzEVMBMGA1UEChMMRGlnaUNlcnQgSW5jMR4wHAYDVQQDExVE
aWdpQ2VydCBHbG9iYWwgQ0EgRzIwHhcNMTgwMTEwMDAwMDAwWhcNMTkwMTExMTIw
MDAwWjCBozELMAkGA1UEBhMCVVMxETAPBgNVBAgTCE1hcnlsYW5kMRUwEwYDVQQH
EwxHYWl0aGVyc2J1cmcxNzA1BgNVBAoTLk5hdGlvbmFsIEluc3RpdHV0ZSBvZiBT
dGFuZGFyZHMgYW5kIFRlY2hub2xvZ3kxEDAOBgNVBAsTB0lUTC9DU0QxHzAdBgNV
BAMTFmVuZ2luZS5iZWFjb24ubmlzdC5nb3YwggIiMA0GCSqGSIb3DQEBAQUAA4IC
DwAwggIKAoICAQDqdbhEDfBOCzCjW6cKBSKkkl8pc7v6VDDI21VAs5fOyZRoSwfW
tHc9YkVoYBaNTfmUBW5Q8hWbk65VftCznjEFIa05ldME/ABGKSkQKFyC3ELsE4+e
nkM1I9EJOt9dCSH9dSmzwjFf8C/fxhGqYEatH8GenuQ/FbU7shiigiqHUJU9SSVZ
trH4qV7szmcIBd/VzVTgLFipF8nl6EoScEIdgOC+ZmRo0LLfB/ulUT7iaXuzB0GP
ocMjwk4yfJgHNkHitgGMoDNYGVz4sU0QCtQSAXjjvwAMb+EzGBV08Zj2qNMEANKX
cvdRRA340t3oC6PbmeW+7w+IRo0to8AqhUlSAobmty6pOUzykEdhg/g6FKOowQEz
JZkhHd1/7Fh7XRHvc6EKz5tjAP+c5MUP9ni6O2N6uzrNbm94p0JmGk6DwJVWS0A1
l7M/xjON3aZN2f2ZSlezurBh9GBWENniHUsG/iOJdtjb+VE8VCr+J3Ltn62CfbgU
4aW+XbwHtZq+jtLzf2VKgHpeM4LKCzgQbhSbJNuuNCm2ib8PaS/f+kz+p9D8Rd/q
Te4/w03a+bqZRBcql8K7n73ysT+r595oos6AQujj4rgOHU7byZDLRGbMHPhox4OD
Dd7iYGhMHcfUez7FYJF0zNQafEt7iZP6U/PigtPoi3lJNPLcijbNcFNSowIDAQAB
o4IC5zCCAuMwHwYDVR0jBBgwFoAUJG4rLdBqklFRJWkBqppHponnQCAwHQYDVR0O
BBYEFB69FZvO+nhCyDuDd1uLZchw4+j3MCEGA1UdEQQaMBiCFmVuZ2luZS5iZWFj
b24ubmlzdC5nb3YwDgYDVR0PAQH/BAQDAgWgMB0GA1UdJQQWMBQGCCsGAQUFBwMB
BggrBgEFBQcDAjB3BgNVHR8EcDBuMDWgM6Axhi9odHRwOi8vY3JsMy5kaWdpY2Vy
dC5jb20vRGlnaUNlcnRHbG9iYWxDQUcyLmNybDA1oDOgMYYvaHR0cDovL2NybDQu
ZGlnaWNlcnQuY29tL0RpZ2lDZXJ0R2xvYmFsQ0FHMi5jcmwwTAYDVR0gBEUwQzA3
BglghkgBhv1sAQEwKjAoBggrBgEFBQcCARYcaHR0cHM6Ly93d3cuZGlnaWNlcnQu
Y29tL0NQUzAIBgZngQwBAgIwdAYIKwYBBQUHAQEEaDBmMCQGCCsGAQUFBzABhhho
dHRwOi8vb2NzcC5kaWdpY2VydC5jb20wPgYIKwYBBQUHMAKGMmh0dHA6Ly9jYWNl
cnRzLmRpZ2ljZXJ0LmNvbS9EaWdpQ2VydEdsb2JhbENBRzIuY3J0MAkGA1UdEwQC
MAAwggEFBgorBgEEAdZ5AgQCBIH2BIHzAPEAdgC72d+8H4pxtZOUI5eqkntHOFeV
CqtS6BqQlmQ2jh7RhQAAAWDgpJnPAAAEAwBHMEUCIQC1eW0bNSeOZNYU8Of5/oZr
fruiiiIYK/QKct/hCsXgdwIgS5/nMOviHGu2/FLTMkWFAva+wBVGNrsRdbD6yLoQ
BNgAdwCHdb/nWXz4jEOZX73zbv9WjUdWNv9KtWDBtOr/XqCDDwAAAWDgpJm5AAAE
AwBIMEYCIQCq1AvkODGe/zTX56kishId42HRCiEDa1/Wq8F9/DOabwIhAI5UbEeE
Q20nuadFVxpJgirXFYpAzjlr6/emIXRc5E1LMA0GCSqGSIb3DQEBCwUAA4IBAQAs
WjP0Sj4r2nHWLKi45aUwhS+WZzq3cDPa92QDP6LnFTtzUicPpOyLYcWOsc7SKyGi
BlWgxHp9vmoO+25gCXSbet42Yl1PXFhTpZcPHPxO/BknRGe9CY1pmOOyjsxwMZ8a
qH2He7anCpHk5AEfLX0F+WHjEtnYBrRhMM6GtftHXXxuAhGuH0zmzbwakREOoWNO
Q2iTFVBb9UybxHbl9r0rVD3x5FpRrTf90l5dhrERzhtjone/DtQU/5wRagRTKjeQ
VaCu59An0vNCJYVWPbOypZCRdbcKlcd3GoMx2DosfFcdgSLR1h9+O0y3DsonJgiT
Q2l+vxzeaIsZqUEYrLaq
"""
_CERTIFICATES = {hashlib.sha512(der).hexdigest(): der for der in (base64.b64decode(pem) for pem in (_PEM_2018,))}
CERTIFICATE_IDS = tuple(_CERTIFICATES)
