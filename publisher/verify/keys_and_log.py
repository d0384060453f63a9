"""C01 and C02: whose keys, and which log (protocol sections 3 and 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.draw.evidence import sha256_hex
from publisher.errors import PublisherError
from publisher.log import places
from publisher.log.history import Entry
from publisher.log.records import Genesis
from publisher.log.trust import TrustPolicy
from publisher.verify.case import Case
from publisher.verify.reading import trouble
from publisher.verify.report import Finding, fails, holds, not_known
from publisher.verify.signers import signed_by
from publisher.verify.tile_files import wrong_tiles

FINGERPRINT_BY_HAND = f"sed '/^$/q' {places.CHECKPOINT} | sed '$d' | sha256sum"


def keys(case: Case) -> Iterator[Finding]:
    """C01 (sections 3 and 9).

    - each trust policy that the log binds is published, and keys/trust.json is the newest of them
    - in each of them a name stands for one holder in one role, and a witness's name for one witness
    - every signature line of every record is of a key that the policy in force at its position lists for it
    - no signature of such a key is bad
    """
    yield from _policies(case)
    signed = [entry for entry in case.history.entries if entry.note and entry.note.signatures]
    judged = [entry for entry in signed if case.ledger.trust.at(entry.position)]
    faults = [finding for entry in judged for finding in _signers(case, entry)]
    yield from faults
    if judged and not faults:
        zh = f"{len(judged)}份签名文书的签名人都有权"
        yield holds(zh, f"the signers of {len(judged)} records all stand in the trust policy", file=places.TRUST)


def _policies(case: Case) -> Iterator[Finding]:
    for trust, reading in case.ledger.policies.items():
        if reading.error is not None:
            yield trouble(reading.error, reading.path)
        elif reading.value is None:
            zh, en = "总账登记的签名规则没有公布，无法判断签名", "a trust policy that the log binds isn't published"
            yield not_known(zh, en, file=reading.path, expected=trust)
        else:
            yield from _one_name_one_signer(reading.value, reading.path)
    changes = case.ledger.trust.changes
    newest = case.files.data(places.TRUST)
    if newest is None:
        yield not_known("没有公布签名规则", "the trust policy isn't published", file=places.TRUST)
    elif changes and sha256_hex(newest) != changes[-1][1]:
        yield fails(
            "公布的签名规则不是总账最近登记的那一份",
            "the published trust policy isn't the log's newest",
            file=places.TRUST,
            found=sha256_hex(newest),
            expected=changes[-1][1],
            by_hand=f"sha256sum {places.TRUST}",
        )


def _one_name_one_signer(policy: TrustPolicy, path: str) -> Iterator[Finding]:
    """A key may follow another under the same name, but a signature line never speaks for two."""
    holders = {(key.parsed.name, key.role, key.holder) for key in policy.keys}
    names = [name for name, _, _ in holders] + [witness.parsed.name for witness in policy.witnesses]
    for name, count in sorted(Counter(names).items()):
        if count > 1:
            zh, en = (
                f"名称{name}在签名规则中代表不止一方",
                f"in the trust policy {name} stands for more than one signer",
            )
            yield fails(zh, en, file=path, found=name)


def _signers(case: Case, entry: Entry) -> Iterator[Finding]:
    policy = case.ledger.trust.at(entry.position)
    assert policy is not None
    assert entry.note is not None
    draw = getattr(entry.record, "draw", "") or ""
    valid = {(key.parsed.name, key.parsed.key_id) for key in policy.keys_at(entry.position)}
    for line in entry.note.signatures:
        if (line.name, line.key_id) not in valid:
            zh = f"总账第{entry.position}条由{line.name}签名，而该密钥当时无权"
            en = f"entry {entry.position} is signed by {line.name}, whose key didn't count there"
            yield fails(zh, en, draw=draw, file=places.TRUST, found=f"{line.name}+{line.key_id.hex()}")
    try:
        signed_by(policy, entry)
    except PublisherError as error:
        yield trouble(error, f"log[{entry.position}]", draw)


def log(case: Case) -> Iterator[Finding]:
    """C02 (section 9).

    - entry 0, and no other, is the genesis; where the reader brought its hash, it is that one
    - the newest checkpoint is written as one, has the trust policy's origin and is signed by the log's key
    - its root recomputes from the published entries, all of which are there
    - published tiles and bundles are those of the entries
    """
    yield from _genesis(case)
    newest, size = case.ledger.newest, len(case.ledger.entries)
    if newest.error is not None:
        yield trouble(newest.error, newest.path)
    if newest.checkpoint is None:
        return
    policy = case.ledger.trust.at(newest.size)
    if policy and newest.checkpoint.origin != policy.origin:
        zh, en = "总账的名称与签名规则不同", "the log's origin isn't the trust policy's"
        yield fails(zh, en, file=newest.path, found=newest.checkpoint.origin, expected=policy.origin)
    if case.ledger.torn is not None:
        torn = case.ledger.torn
        zh = f"总账应有{newest.size}条，只读到{size}条"
        en = f"the log has {newest.size} entries, only {size} can be read"
        yield trouble(torn.error, torn.path) if torn.error else fails(zh, en, file=torn.path)
        return
    if not newest.prefix:
        root = case.ledger.root_at(newest.size)
        found, expected = root.hex() if root else "", newest.checkpoint.root.hex()
        zh, en = "由条目算出的总账指纹与签名的不同", "the entries don't give the signed root"
        yield fails(zh, en, file=newest.path, found=found, expected=expected, by_hand=FINGERPRINT_BY_HAND)
        return
    yield from _tiles(case)
    if newest.error is None:
        zh = f"总账指纹由全部{size}条重新算出，与签名的相同"
        en = f"the root recomputes from all {size} entries and is the signed one"
        found = case.ledger.fingerprint
        yield holds(zh, en, file=newest.path, found=found, expected=found, by_hand=FINGERPRINT_BY_HAND)


def _genesis(case: Case) -> Iterator[Finding]:
    founded = [logged.position for logged in case.history.of(Genesis)]
    if case.ledger.entries and founded != [0]:
        zh, en = "第0条必须是唯一的创世记录", "entry 0, and no other, must be the genesis"
        yield fails(zh, en, found=str(founded), expected="[0]")
    if case.pin is None:
        return
    found, by_hand = case.ledger.genesis, genesis_by_hand(case)
    if found == case.pin:
        zh, en = "创世记录正是您核对的那一份", "the genesis is the one that you pinned"
        yield holds(zh, en, found=found, expected=case.pin, by_hand=by_hand)
    else:
        zh, en = "创世记录不是您核对的那一份：这是另一本总账", "the genesis isn't the one you pinned: another log"
        yield fails(zh, en, found=found, expected=case.pin, by_hand=by_hand)


def genesis_by_hand(case: Case) -> str:
    """The shell line that computes the genesis hash from the first bundle."""
    bundles = sorted(path for path in case.files.names if path.startswith("log/tile/entries/000"))
    first = bundles[0] if bundles else "log/tile/entries/000"
    return f"tail -c +3 {first} | sed '/^$/q' | sed '$d' | sha256sum"


def _tiles(case: Case) -> Iterator[Finding]:
    for path in wrong_tiles(case.files, case.ledger.entries):
        yield fails("公布的数据块与条目不符", "a published tile isn't that of the entries", file=path)
