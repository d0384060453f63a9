"""Who must sign a record, who has, and how an office adds its signature (protocol section 3)."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.ceremony import pending
from publisher.ceremony.deputies import second_signer_of
from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.errors import Refused, fault
from publisher.log.history import History
from publisher.log.notes import Note
from publisher.log.records import AnyRecord, Genesis, Reveal
from publisher.log.trust import Role, TrustPolicy
from publisher.rules.removals import needs_observer

LONE_CEREMONY_OBSERVERS = 2


def missing(record: AnyRecord, note: Note, policy: TrustPolicy, position: int, history: History) -> list[str]:
    """The roles (or the party) whose signature is still missing. Raises Fails for a bad signature of a known key."""
    signed = policy.roles_signed(note, position)
    if isinstance(record, Reveal):
        everyone = set().union(*signed.values())
        return [] if record.party in everyone else [record.party]
    second = second_signer_of(record, history, policy, position)
    roles = [second if role == "legal" else role for role in record.signers]
    lacking = [role for role in roles if len(signed.get(role, ())) < _needed(role, record, policy)]
    outside = {key.parsed.name for key in policy.keys_at(position, "observer") if key.outside}
    observers = len(signed.get("observer", set()) & outside)
    return lacking + ["observer"] * (_observers_needed(record, history) - observers)


def _needed(role: str, record: AnyRecord, policy: TrustPolicy) -> int:
    return policy.recovery if role == "recovery" and isinstance(record, Genesis) else 1


def _observers_needed(record: AnyRecord, history: History) -> int:
    """Outside observers that must sign: two at a ceremony that stands alone, one at a team's third removal."""
    if record.type == "ceremony":
        commit = history.draws[record.draw].commit if record.draw in history.draws else None
        alone = commit is not None and [b.source for b in commit.record.beacons] == ["ceremony"]
        return LONE_CEREMONY_OBSERVERS if alone else 0
    if record.type == "change" and record.draw in history.draws:
        earlier = [item.record.removals for item in history.draws[record.draw].changes]
        return 1 if needs_observer(earlier, record.removals) else 0
    return 0


def propose(desk: Desk, record: AnyRecord, files: Mapping[str, bytes], role: Role, name: str = "") -> Pending:
    """Sign a record that this machine has derived itself, and leave it waiting.

    Where another office has proposed it already, theirs must be the same (but for `time`, which is the proposer's).
    Raises Refused where it differs: then one of the two has other data.
    """
    waiting = pending.load(desk.workspace, pending.name_of(record))
    if waiting is None:
        waiting = Pending(pending.name_of(record), Note(record.text, ()), dict(files))
    else:
        _same(waiting, record, dict(files))
    return add_signature(desk, waiting, role, name)


def _same(waiting: Pending, record: AnyRecord, files: dict[str, bytes]) -> None:
    derived = record.model_copy(update={"time": waiting.record.time})
    differing = [place for place in sorted(files | waiting.files) if waiting.files.get(place) != files.get(place)]
    if derived.text != waiting.note.text or differing:
        ours, theirs = derived.evidence(), waiting.record.evidence()
        fields = [key for key in ours | theirs if ours.get(key) != theirs.get(key)]
        what = "、".join(fields + differing)
        raise Refused(
            fault(
                "differs",
                f"对方提出的{waiting.name}与本机计算的不同：{what}",
                f"the proposed {waiting.name} differs from what this machine computes: {', '.join(fields + differing)}",
                "先核对两边的数据，不要签名；撤回用 publisher draw cancel",
                "compare both sides' data first and don't sign; publisher draw cancel takes it back",
            )
        )


def add_signature(desk: Desk, waiting: Pending, role: Role, name: str = "") -> Pending:
    """Add this office's signature in a role and save; adding it twice changes nothing."""
    signed = waiting.signed(desk.office.sign(waiting.note.text, desk.key(role, name)))
    pending.save(desk.workspace, signed)
    return signed
