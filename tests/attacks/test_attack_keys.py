"""A13 use a stolen, retired or borrowed key, or change whose keys count."""

from __future__ import annotations

from typing import Any

from simulator import KEYS, WITNESSES, Bureau, Key, Story, drawn, failing, founded, reasons, verified

from publisher.draw.evidence import sha256_hex
from publisher.log import places
from publisher.log.trust import TrustPolicy
from publisher.verify import Report, Verdict

NEW_LEGAL = Key("test.example/legal", "legal", "法制机构", generation=1)
STRANGER = Key("test.example/legal", "legal", "别人", generation=9)


def finished(bureau: Bureau, story: Story) -> Report:
    bureau.sit(story)
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return verified(bureau)


def keys_after(position: int, old: str, new: Key) -> list[dict[str, Any]]:
    """The keys of the trust policy once `new` has taken over from `old` at a log size."""
    kept = [key.entry() for name, key in KEYS.items() if name != old]
    return [*kept, KEYS[old].entry(until=position), new.entry(position)]


def rotate(bureau: Bureau, signers: tuple[str | Key, ...] = ("draw", "legal"), **changes: Any) -> int:
    """Logs a new trust policy; by default with a new legal key. Returns the size from which it counts."""
    after = len(bureau.entries) + 1
    policy = bureau.trust(**({"keys": keys_after(after, "legal", NEW_LEGAL)} | changes))
    bureau.log({"type": "trust", "trust": bureau.bind_trust(policy), "reason": "测试"}, signers)
    bureau.later(minutes=1).watch()
    return after


# ── keys in the wrong place ────────────────────────────────────────────────────


def test_a13_a_key_that_nobody_registered_is_seen() -> None:
    bureau = founded()
    report = finished(bureau, bureau.commit(signers=("draw", STRANGER)))
    assert {"C01", "C06"} <= failing(report)


def test_a13_the_draw_office_cannot_sign_for_the_legal_office() -> None:
    bureau = founded()
    report = finished(bureau, bureau.commit(signers=("draw",)))
    assert failing(report) == {"C06"}
    assert "lacks signatures: legal" in reasons(report, "C06")


def test_a13_an_observers_key_is_no_offices_key() -> None:
    bureau = founded()
    assert "C06" in failing(finished(bureau, bureau.commit(signers=("draw", "observer"))))


def test_a13_a_reveal_under_another_partys_key_is_seen() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.reveal(story, "test.example/draw")
    bureau.reveal(story, "test.example/legal", signer="draw")
    bureau.close(story)
    bureau.later(minutes=1).watch()
    assert failing(verified(bureau)) == {"C06"}


def test_a13_a_signature_under_a_known_name_that_does_not_verify_is_seen() -> None:
    bureau = founded()
    story = bureau.commit()
    path = "draws/2023-001/commit.note"
    broken = bureau.files[path][:-8] + b"AAAAAAA\n"
    bureau.files[path] = bureau.entries[-1] = broken
    report = finished(bureau, story)
    assert {"C01", "C06"} & failing(report)


def test_a13_parties_without_a_key_cannot_contribute_a_secret() -> None:
    bureau = founded()
    bureau.commit(parties=("test.example/draw", "test.example/friend", "test.example/legal"))
    bureau.watch()
    assert "has no key that counts" in reasons(verified(bureau), "C11")


def test_a13_a_draw_without_the_legal_office_among_its_parties_is_seen() -> None:
    bureau = founded()
    bureau.commit(parties=("test.example/draw", "test.example/observer"))
    bureau.watch()
    assert failing(verified(bureau)) == {"C11"}


def test_a13_an_unsigned_record_is_seen() -> None:
    bureau = founded()
    report = finished(bureau, bureau.commit(signers=()))
    assert "C06" in failing(report)


# ── rotation ───────────────────────────────────────────────────────────────────


def test_a13_a_rotated_key_signs_from_its_position_on() -> None:
    bureau = founded()
    rotate(bureau)
    story = bureau.commit(signers=("draw", NEW_LEGAL))
    for party, signer in (("test.example/draw", "draw"), ("test.example/legal", NEW_LEGAL)):
        bureau.later(minutes=1).reveal(story, party, signer=signer)
    bureau.close(story, ("draw", NEW_LEGAL))
    bureau.later(minutes=1).watch()
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story, signers=("draw", NEW_LEGAL))
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == set()


def test_a13_a_retired_key_no_longer_counts() -> None:
    bureau = founded()
    rotate(bureau)
    report = finished(bureau, bureau.commit())
    assert {"C01", "C06"} <= failing(report)


def test_a13_a_key_does_not_count_before_its_position() -> None:
    bureau = founded()
    bureau.commit(signers=("draw", NEW_LEGAL))
    bureau.watch()
    rotate(bureau)
    assert {"C01", "C06"} <= failing(verified(bureau))


def test_a13_a_new_policy_cannot_make_old_signatures_good() -> None:
    bureau = founded()
    bureau.commit(signers=("draw", STRANGER))
    kept = [key.entry() for name, key in KEYS.items() if name != "legal"]
    rotate(bureau, keys=[*kept, KEYS["legal"].entry(until=3), STRANGER.entry(0)])
    assert {"C01", "C06"} <= failing(verified(bureau))


def test_a13_a_policy_that_one_office_signed_is_no_policy() -> None:
    bureau = founded()
    rotate(bureau, ("draw",))
    assert "C06" in failing(verified(bureau))


def test_a13_recovery_takes_a_quorum_with_the_outside_body() -> None:
    for signers, fails in ((("head", "body"), False), (("head", "recovery-legal"), True), (("body",), True)):
        bureau = founded()
        rotate(bureau, signers)
        assert ("C06" in failing(verified(bureau))) is fails, signers


def test_a13_recovery_changes_nothing_but_keys() -> None:
    bureau = founded()
    rotate(bureau, ("head", "body"), keys=[key.entry() for key in KEYS.values()], notice=601)
    report = verified(bureau)
    assert "changes more than keys" in reasons(report, "C06")


def test_a13_a_published_policy_that_the_log_does_not_bind_is_seen() -> None:
    bureau, _ = drawn()
    bureau.files[places.TRUST] = bureau.trust(notice=700).text.encode()
    assert failing(verified(bureau)) == {"C01"}


def test_a13_a_policy_that_is_withheld_leaves_its_signatures_unjudged() -> None:
    bureau, _ = drawn()
    for path in [path for path in bureau.files if bureau.files[path] == bureau.files[places.TRUST]]:
        del bureau.files[path]
    report = verified(bureau)
    assert report.results["C01"].verdict is Verdict.UNKNOWN
    assert report.results["C06"].verdict is Verdict.UNKNOWN


def test_a13_a_log_signed_by_another_key_is_another_log() -> None:
    bureau, _ = drawn()
    thief = Key("test.example/shuangsuiji", "log", "盗用者", generation=7)
    kept, KEYS["log"] = KEYS["log"], thief
    try:
        bureau.watch()
    finally:
        KEYS["log"] = kept
    assert "C02" in failing(verified(bureau))


# ── witnesses ──────────────────────────────────────────────────────────────────

TAME = tuple(Key(f"tame-{number}.example/w", "witness", f"自己人{number}", outside=True) for number in (1, 2))


def with_tame_witnesses() -> Bureau:
    """The bureau puts its own people in the witnesses' place."""
    bureau = founded()
    old = bureau.witnesses
    bureau.witnesses = list(TAME)
    policy = bureau.trust()
    bureau.witnesses = old
    bureau.log({"type": "trust", "trust": bureau.bind_trust(policy), "reason": "换见证人"})
    return bureau


def test_a13_new_witnesses_do_not_count_for_commits_within_thirty_days() -> None:
    bureau = with_tame_witnesses()
    bureau.later(minutes=1).watch()
    bureau.witnesses = list(TAME)
    report = finished(bureau, bureau.commit())
    assert {"C04", "C10"} <= failing(report)


def test_a13_the_old_witnesses_still_count_until_then() -> None:
    bureau = with_tame_witnesses()
    bureau.later(minutes=1).watch()
    assert failing(finished(bureau, bureau.commit())) == set()


def test_a13_a_change_of_witnesses_that_the_old_ones_did_not_see_never_counts() -> None:
    bureau = with_tame_witnesses()
    bureau.witnesses = list(TAME)
    bureau.later(minutes=1).watch()
    report = verified(bureau, now=bureau.at("2023-10-30T09:00:00+08:00").clock)
    assert "wasn't cosigned by the old quorum" in reasons(report, "C04")


def test_a13_a_trust_policy_with_a_key_in_two_places_is_not_read() -> None:
    bureau, _ = drawn()
    text = bureau.trust().text.replace(WITNESSES[1].vkey, WITNESSES[0].vkey)
    bureau.files[places.TRUST] = text.encode()
    assert "C01" in failing(verified(bureau))


# ── one name for two ───────────────────────────────────────────────────────────

TWIN = Key(KEYS["draw"].name, "legal", "同名的法制机构", generation=3)


def test_a13_one_signature_never_speaks_for_two_roles() -> None:
    """A legal key under the draw office's name: the draw office's line alone must not count for both."""
    kept = [key.entry() for name, key in KEYS.items() if name != "legal"]
    bureau = Bureau().found(keys=[*kept, TWIN.entry()]).at("2023-08-23T16:00:00+08:00")
    bureau.commit(parties=("test.example/draw", "test.example/observer"), signers=("draw",))
    bureau.watch()
    report = verified(bureau)
    assert {"C01", "C06"} <= failing(report)
    assert "stands for more than one signer" in reasons(report, "C01")
    assert "lacks signatures: legal" in reasons(report, "C06")


def test_a13_one_cosignature_never_counts_for_two_witnesses() -> None:
    twin = Key(WITNESSES[0].name, "witness", "同名的见证人", outside=True, generation=1)

    class Twins(Bureau):
        def bind_trust(self, policy: TrustPolicy) -> str:
            data = policy.text.replace(WITNESSES[1].vkey, twin.vkey).encode()
            self.files[places.TRUST] = self.files[places.snapshot(sha256_hex(data), "json")] = data
            return sha256_hex(data)

    bureau, _ = drawn(Twins())
    report = verified(bureau)
    assert "C01" in failing(report)
    assert report.results["C10"].verdict is Verdict.UNKNOWN


def test_a13_two_keys_of_one_holder_are_no_recovery_quorum() -> None:
    second = Key("test.example/recovery-second", "recovery", KEYS["body"].holder, outside=True)
    bureau = Bureau()
    bureau.found(keys=[*(key.entry() for key in KEYS.values()), second.entry()])
    rotate(bureau, ("body", second))
    assert "C06" in failing(verified(bureau))
