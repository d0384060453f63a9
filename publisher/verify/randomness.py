"""C12 and C13: the beacons and the seed (protocol section 6)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.beacons.sources import CEREMONY, Proven, bits, check_time
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import parse_time
from publisher.draw.parts import BeaconPart
from publisher.errors import PublisherError
from publisher.log.records import Outcome
from publisher.verify.approval import CEREMONY_OBSERVERS
from publisher.verify.case import Case
from publisher.verify.computed import computed_of, computed_of_void
from publisher.verify.course import Course
from publisher.verify.draw_case import BeaconAnswer, DrawCase
from publisher.verify.reading import trouble
from publisher.verify.report import Finding, Verdict, fails, holds, not_known
from publisher.verify.signers import outside_holders, signers_of
from publisher.verify.waiting import waiting

MINIMUM_BITS = 48


def beacon(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C12 (sections 5 and 6).

    - each source is one that the trust policy allows; none is named twice for the same round
    - sources other than `ceremony` have 48 bits together, or a ceremony stands alone
    - each `time` is the round's own, computed
    - beacon.json holds the answers in the commit's order, each proven for exactly the committed round
    - a ceremony is that of this draw and commit, its first record counts; beside other sources it was cosigned before
      their time or enters as ABSENT; alone it passes only with two outside observers' signatures
    """
    course = draw.course
    if course is None:
        return
    yield from _sources(draw, course)
    pause = waiting(draw, course)
    if pause:
        yield pause
        return
    answers = draw.beacons.value
    if answers is None:
        yield draw.beacons.why_not(draw.name)
        return
    beacons = course.commit.record.beacons
    found = [(answer.source, answer.round) for answer in answers]
    if found != [(b.source, b.round) for b in beacons]:
        zh, en = "公布的不是封存时指定的那几期", "these aren't the rounds that the commit names"
        expected = ", ".join(f"{b.source} {b.round}" for b in beacons)
        shown = ", ".join(f"{source} {number}" for source, number in found)
        yield fails(zh, en, draw=draw.name, file=draw.path("beacon.json"), found=shown, expected=expected)
        return
    for part, answer in zip(beacons, answers, strict=True):
        yield from _proof(case, draw, course, part, answer)


def _sources(draw: DrawCase, course: Course) -> Iterator[Finding]:
    beacons = course.commit.record.beacons
    path = draw.path("commit.note")
    allowed = course.policy.beacons if course.policy else [part.source for part in beacons]
    for part in beacons:
        if part.source not in allowed:
            zh, en = f"签名规则不允许{part.source}", f"the trust policy doesn't allow {part.source}"
            yield fails(zh, en, draw=draw.name, file=path)
        try:
            check_time(part.source, part.round, parse_time(part.time))
        except PublisherError as error:
            yield trouble(error, path, draw.name)
        if part.source == CEREMONY and part.round != draw.name:
            zh, en = "摇号不是本次抽签的", "the ceremony isn't this draw's"
            yield fails(zh, en, draw=draw.name, file=path, found=part.round, expected=draw.name)
    rounds = {(part.source, part.round) for part in beacons}
    if len(rounds) != len(beacons):
        yield fails("同一期列了两次", "the same round is listed twice", draw=draw.name, file=path)
    total = sum(_bits(source) for source, _ in rounds)
    if not course.stands_alone and total < MINIMUM_BITS:
        zh, en = f"公共随机源合计不足{MINIMUM_BITS}位", f"the sources have less than {MINIMUM_BITS} bits together"
        yield fails(zh, en, draw=draw.name, file=path, found=str(total), expected=f">= {MINIMUM_BITS}")


def _bits(source: str) -> int:
    try:
        return bits(source)
    except PublisherError:
        return 0


def _proof(case: Case, draw: DrawCase, course: Course, part: BeaconPart, answer: BeaconAnswer) -> Iterator[Finding]:
    path = draw.path("beacon.json")
    proven = case.prove(answer)
    if not isinstance(proven, Proven):
        yield trouble(proven, path, draw.name)
        return
    if part.source == CEREMONY:
        yield from _ceremony(draw, course, proven.value)
        return
    try:
        check_time(part.source, part.round, parse_time(part.time), answer.answer)
    except PublisherError as error:
        yield trouble(error, path, draw.name)
        return
    yield Finding(
        verdict=Verdict(proven.verdict),
        reason=proven.reason,
        draw=draw.name,
        file=path,
        found=f"{part.source} {part.round} {proven.value}",
        expected=part.time,
        by_hand=f"publisher beacon check {path}",
    )


def _ceremony(draw: DrawCase, course: Course, value: str) -> Iterator[Finding]:
    path, expected = draw.path("ceremony.note"), course.ceremony_value
    first = next(iter(draw.records.ceremonies), None)
    if first and first.record.commit != course.commit.hash:
        yield fails("摇号的不是这份封存", "the ceremony names another commit", draw=draw.name, file=path)
    if value != expected:
        zh, en = "计入种子的摇号与登记的不符", "the ceremony's value isn't the one that counts"
        yield fails(zh, en, draw=draw.name, file=path, found=value, expected=expected)
    elif not course.stands_alone:
        zh, en = "摇号在其他随机源产生之前有人见证，或记为缺席", "cosigned before the other sources fired, or ABSENT"
        yield holds(zh, en, draw=draw.name, file=path, found=value, expected=expected)
    elif first and outside_holders(signers_of(draw.ledger, first.entry), "observer") >= CEREMONY_OBSERVERS:
        zh, en = "两名外部观察员在摇号记录上签名", "two outside observers signed the ceremony"
        yield holds(zh, en, draw=draw.name, file=path, found=value, expected=expected)
    else:
        yield not_known("仅凭在场人员见证", "rests on those present", draw=draw.name, file=path, found=value)


def seed(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C13 (section 6).

    - the outcome names this draw's commit and close
    - seed.txt is, byte for byte, what secrets and beacon values make by the writing of section 6
    - its SHA-256 is the outcome's seed
    - of a draw that was voided after its close, the seed is computed where the beacon is known
    """
    course = draw.course
    if course is None:
        return
    pause = waiting(draw, course)
    if pause:
        would = computed_of_void(case, draw)
        zh, en = "已作废；本会得出的种子可以算出", "void; the seed that it would have had can be computed"
        yield holds(zh, en, draw=draw.name, found=would.seed or "") if would else pause
        return
    assert draw.records.outcome is not None
    yield from _chained(draw, course, draw.records.outcome.record)
    path, data = draw.path("seed.txt"), draw.seed_text.data
    if data is None:
        yield draw.seed_text.why_not(draw.name)
        return
    by_hand = f"sha256sum {path}"
    computed = computed_of(case, draw).text
    stated = draw.records.outcome.record.seed
    if computed is None:
        zh, en = "秘密或公共随机数不全，无法重算种子", "secrets or beacons are missing, the seed can't be recomputed"
        yield not_known(zh, en, draw=draw.name, file=path, by_hand=by_hand)
    elif computed.encode() != data:
        ours, theirs = _difference(computed, data.decode("utf-8", "replace"))
        zh, en = "种子文件不是由秘密和公共随机数写成的", "seed.txt isn't what secrets and beacons make"
        yield fails(zh, en, draw=draw.name, file=path, found=theirs, expected=ours, by_hand=by_hand)
    elif sha256_hex(data) != stated:
        zh, en = "结果所写的种子不是种子文件的哈希", "the outcome's seed isn't the hash of seed.txt"
        yield fails(zh, en, draw=draw.name, file=path, found=stated, expected=sha256_hex(data), by_hand=by_hand)
    else:
        zh, en = "种子由秘密和公共随机数重新算出，与公布的相同", "the seed recomputes from secrets and beacons"
        yield holds(zh, en, draw=draw.name, file=path, found=stated, expected=stated, by_hand=by_hand)


def _chained(draw: DrawCase, course: Course, outcome: Outcome) -> Iterator[Finding]:
    close = draw.records.close.hash if draw.records.close else ""
    for name, found, expected in (
        ("commit", outcome.commit, course.commit.hash),
        ("close", outcome.close, close),
    ):
        if found != expected:
            zh, en = f"结果所依据的{name}不是这一份", f"the outcome names another {name}"
            path = draw.path("outcome.note")
            yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected)


def _difference(ours: str, theirs: str) -> tuple[str, str]:
    """The first line in which two texts differ."""
    left, right = ours.split("\n"), theirs.split("\n")
    at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return "".join(left[at : at + 1]), "".join(right[at : at + 1])
