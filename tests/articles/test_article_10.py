"""第十条: plan, then objects, then inspectors; the legal office is in every step, with a key of its own."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from simulator import Bureau, drawn, failing, founded, reasons, verified

from publisher.draw.evidence import json_text
from publisher.log.notes import Note
from publisher.verify import Verdict


def stripped(bureau: Bureau, kind: str) -> Bureau:
    """The same log, but the first record of this type has lost the legal office's signature; witnesses saw it so."""
    again = deepcopy(bureau)
    for position, entry in enumerate(again.entries):
        note = Note.parse(entry) if b"\n\n" in entry else None
        if note and json.loads(note.text)["type"] == kind:
            lines = tuple(line for line in note.signatures if not line.name.endswith("/legal"))
            assert len(lines) == len(note.signatures) - 1
            again.entries[position] = Note(note.text, lines).bytes
            return again
    raise AssertionError(f"no {kind} in the log")


@pytest.mark.parametrize("kind", ["commit", "close", "outcome"])
def test_a_step_without_the_legal_offices_signature_fails(kind: str) -> None:
    bureau, _ = drawn()
    report = verified(stripped(bureau, kind))
    assert "C06" in failing(report)
    assert "lacks signatures: legal" in reasons(report, "C06")


def test_the_legal_office_contributes_a_secret_of_its_own() -> None:
    bureau, story = drawn()
    parties = [part["party"].rpartition("/")[2] for part in story.commit["parties"]]
    assert {"draw", "legal"} <= set(parties)
    assert verified(bureau).results["C11"].verdict is Verdict.PASS


def test_the_close_before_the_reveals_fails() -> None:
    """Two steps are swapped: the draw office closes first and reveals when it likes."""
    bureau = founded()
    story = bureau.commit()
    bureau.later(minutes=5).watch()
    bureau.close(story)
    for party in [part["party"] for part in story.commit["parties"]]:
        bureau.reveal(story, party)
    bureau.later(minutes=5).watch()
    bureau.at("2023-08-24T09:00:00+08:00")
    assert failing(verified(bureau)) & {"C10", "C11"}


def test_an_outcome_that_was_logged_before_its_close_fails() -> None:
    bureau, _ = drawn()
    kinds = [json.loads(Note.parse(e).text)["type"] if b"\n\n" in e else "" for e in bureau.entries]
    close, outcome = kinds.index("close"), kinds.index("outcome")
    swapped = deepcopy(bureau)
    swapped.entries[close], swapped.entries[outcome] = swapped.entries[outcome], swapped.entries[close]
    assert failing(verified(swapped))


def test_one_person_cannot_hold_both_offices_keys() -> None:
    bureau = founded()
    trust = json.loads(bureau.trust().text)
    for key in trust["keys"]:
        if key["role"] == "legal":
            key["holder"] = next(other["holder"] for other in trust["keys"] if other["role"] == "draw")
    bureau.files["keys/trust.json"] = json_text(trust).encode()
    assert "C01" in failing(verified(bureau))
