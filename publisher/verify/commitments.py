"""C11: each secret is the one committed to (protocol section 5)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.draw.hashing import commitment
from publisher.draw.identifiers import ABSENT
from publisher.verify.case import Case
from publisher.verify.course import Course, Stage
from publisher.verify.draw_case import DrawCase
from publisher.verify.report import Finding, fails, holds, not_yet


def secrets(_case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C11 (section 5, Parties and Closing).

    - the parties stand in byte order, each once, each with a key, the draw office and the legal office among them
    - each party reveals at most once, for this commit, and its secret opens its commitment
    - the close lists exactly the parties, each with the hash of its reveal, or ABSENT where none is logged
    """
    course = draw.course
    if course is None:
        return
    found = [*_parties(draw, course), *_reveals(draw, course), *_close(draw, course)]
    yield from found
    close = draw.records.close
    if found:
        return
    if close is None:
        zh, en = "尚未封签", "not closed yet"
        void = course.stage is Stage.VOID
        yield (
            holds("封签前已作废", "void before the close", draw=draw.name) if void else not_yet(zh, en, draw=draw.name)
        )
        return
    absent = [party for party, reveal in close.record.reveals.items() if reveal == ABSENT]
    opened = len(close.record.reveals) - len(absent)
    zh = f"{opened}个秘密与封存的相符" + (f"，缺席：{'、'.join(absent)}" if absent else "")
    en = f"{opened} secrets open their commitments" + (f"; ABSENT: {', '.join(absent)}" if absent else "")
    yield holds(zh, en, draw=draw.name, by_hand=_secret_by_hand(draw))


def _secret_by_hand(draw: DrawCase) -> str:
    if not draw.records.reveals:
        return ""
    reveal = draw.records.reveals[0].record
    return f"printf 'draw/1 secret\\n{draw.name}\\n{reveal.party}\\n{reveal.secret}\\n' | sha256sum"


def _parties(draw: DrawCase, course: Course) -> Iterator[Finding]:
    names = [part.party for part in course.commit.record.parties]
    if names != sorted(set(names)):
        yield fails("参与方没有按次序各列一次", "the parties aren't in byte order, each once", draw=draw.name)
    if course.policy is None:
        return
    keys = course.policy.keys_at(course.commit.position)
    roles = {key.parsed.name: key.role for key in keys}
    for name in names:
        if name not in roles:
            zh, en = f"参与方{name}没有有效的密钥", f"the party {name} has no key that counts"
            yield fails(zh, en, draw=draw.name)
    present = {role for name, role in roles.items() if name in names}
    if "draw" not in present or not present & {"legal", "deputy"}:
        zh, en = "参与方须有抽取机构和法制机构", "draw office and legal office must be among the parties"
        yield fails(zh, en, draw=draw.name, found=", ".join(names))


def _reveals(draw: DrawCase, course: Course) -> Iterator[Finding]:
    commitments = {part.party: part.commitment for part in course.commit.record.parties}
    seen: set[str] = set()
    for item in draw.records.reveals:
        party = item.record.party
        if party in seen:
            yield fails(f"{party}拆封了两次", f"{party} revealed twice", draw=draw.name)
        seen.add(party)
        if item.record.commit != course.commit.hash:
            yield fails(f"{party}拆封的不是这份封存", f"{party} reveals for another commit", draw=draw.name)
        found, expected = commitment(draw.name, party, item.record.secret), commitments.get(party, "")
        if found != expected:
            zh, en = f"{party}的秘密与封存的不符", f"the secret of {party} doesn't open its commitment"
            yield fails(zh, en, draw=draw.name, found=found, expected=expected, by_hand=_secret_by_hand(draw))


def _close(draw: DrawCase, course: Course) -> Iterator[Finding]:
    close = draw.records.close
    if close is None:
        return
    if close.record.commit != course.commit.hash:
        zh, en = "封签的不是这份封存", "the close names another commit"
        yield fails(zh, en, draw=draw.name, found=close.record.commit, expected=course.commit.hash)
    logged = {item.record.party: item.hash for item in draw.records.reveals if item.position < close.position}
    expected = {part.party: logged.get(part.party, ABSENT) for part in course.commit.record.parties}
    for party in sorted(expected.keys() | close.record.reveals.keys()):
        stated, right = close.record.reveals.get(party, ""), expected.get(party, "")
        if stated != right:
            zh, en = f"封签所列{party}的拆封不符", f"the close is wrong about the reveal of {party}"
            yield fails(zh, en, draw=draw.name, file=draw.path("close.note"), found=stated, expected=right)
