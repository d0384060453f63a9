"""A witness: cosigns one history of one log, remembers what it cosigned, and keeps it (protocol section 9).

A witness trusts nothing that it reads: it recomputes the root from the published entries, compares with its last
checkpoint, and, where a close is new, makes sure that everything the commit binds was public.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from publisher.ceremony.keeping import check_trust
from publisher.ceremony.office import Office
from publisher.draw.evidence import sha256_hex
from publisher.errors import Fails, NotYet, Refused, fault
from publisher.log import merkle, places, tiles
from publisher.log.checkpoints import Checkpoint, cosign, cosigned, verify_checkpoint
from publisher.log.history import History
from publisher.log.notes import Note, Vkey
from publisher.log.trust import TrustPolicy, parse_trust
from publisher.workspace import Workspace
from publisher.workspace.log_files import checkpoint_name

Read = Callable[[str], bytes | None]
MAX_SIZE = 5_000_000


def _need(read: Read, path: str) -> bytes:
    data = read(path)
    if data is None:
        right = ("请总账管理员先发布", "ask the log keeper to publish it first")
        raise NotYet(fault("not-public", f"{path}没有公开", f"{path} isn't public", *right))
    return data


def read_log(read: Read) -> tuple[TrustPolicy, Note, Checkpoint, list[bytes]]:
    """(trust policy, newest checkpoint with its note, entries) as published; only the log's signature is checked yet.

    Raises NotYet where something isn't public, Malformed, Fails for a bad signature, Refused over MAX_SIZE entries.
    """
    policy = parse_trust(_need(read, places.TRUST))
    note = Note.parse(_need(read, places.CHECKPOINT), places.CHECKPOINT)
    checkpoint = verify_checkpoint(note, policy.log_key)
    if checkpoint.size > MAX_SIZE:
        right = (f"最多{MAX_SIZE}条", f"at most {MAX_SIZE} entries")
        raise Refused(fault("size", "总账大得不可信", "an implausibly large log", *right))
    entries: list[bytes] = []
    for path, count in tiles.paths_for(checkpoint.size):
        entries += tiles.parse_bundle(_need(read, f"log/{path}"))[:count]
    return policy, note, checkpoint, entries


def _fails(code: str, zh: str, en: str) -> Fails:
    right = ("不要会签；把两份检查点都留存并公开", "don't cosign; keep and publish both checkpoints")
    return Fails(fault(code, zh, en, *right))


def check(office: Office, read: Read) -> tuple[TrustPolicy, Note, Checkpoint]:
    """The published newest checkpoint, proven to continue the last one that this witness cosigned.

    Raises Fails where the log was rewritten or its root is wrong, NotYet where something bound isn't public.
    """
    policy, note, checkpoint, entries = read_log(read)
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    if len(leaves) != checkpoint.size or merkle.root(leaves) != checkpoint.root:
        raise _fails("root", "公开的条目算不出检查点的根", "the published entries don't give the checkpoint's root")
    size, root = office.recall_root(f"cosigned-{checkpoint.origin}")
    if checkpoint.size < size or (size and merkle.root(leaves[:size]).hex() != root):
        zh, en = f"与本见证人在{size}条时会签的不是同一历史", f"not the history that this witness cosigned at {size}"
        raise _fails("history", zh, en)
    log = History(entries)
    check_trust(log, policy)
    _check_closes(read, log, size)
    return policy, note, checkpoint


def _check_closes(read: Read, history: History, size: int) -> None:
    """Before a new close is cosigned: the commit and every file it binds are public."""
    for draw, records in history.draws.items():
        if not records.commit or not any(item.position >= size for item in records.closes):
            continue
        bound = {places.draw_file(draw, "commit.note"): sha256_hex(records.commit.entry.data)}
        for name, sha256 in records.commit.record.files.items():
            bound[f"data/{name}" if name.startswith("snapshots/") else places.draw_file(draw, name)] = sha256
        for path, sha256 in bound.items():
            if sha256_hex(_need(read, path)) != sha256:
                raise _fails("bound-file", f"{path}与承诺的散列不同", f"{path} isn't what the commit bound")


def cosign_newest(office: Office, read: Read, name: str, now: datetime) -> Note:
    """Cosign the newest published checkpoint. What was cosigned is remembered and kept before it is handed out."""
    policy, note, checkpoint = check(office, read)
    witness = _witness(policy, office, name)
    signature = cosign(note.text, witness.name, office.seed(witness), int(now.timestamp()))
    signed = note.with_signature(signature)
    cosigned(signed, [witness])
    office.remember(f"cosigned-{checkpoint.origin}", {"size": checkpoint.size, "root": checkpoint.root.hex()})
    kept = f"cosigned/{checkpoint.origin.replace('/', '__')}/{checkpoint.size}.note"
    if office.files.read(kept) is None:
        office.files.write(kept, signed.bytes)
    return signed


def _witness(policy: TrustPolicy, office: Office, name: str) -> Vkey:
    for witness in policy.witnesses:
        if name in ("", witness.parsed.name) and office.holds(witness.parsed):
            return witness.parsed
    right = ("核对见证人名称和文件夹", "check the witness's name and folder")
    raise Refused(fault("witness", "这里没有该见证人的私钥", "that witness's key isn't held here", *right))


def collect(workspace: Workspace, signed: Note) -> list[str]:
    """Merge a witness's cosignature into the checkpoint held. Returns all cosigners. Raises Fails, Refused."""
    checkpoint = Checkpoint.parse(signed.text)
    held = workspace.checkpoints().get(checkpoint.size)
    if held is None or held.text != signed.text:
        right = ("请见证人会签本总账的检查点", "ask the witness to cosign a checkpoint of this log")
        raise Refused(fault("checkpoint", "不是本总账的检查点", "not a checkpoint of this log", *right))
    witnesses = workspace.trust.witness_keys()
    cosigned(signed, witnesses)
    known = {(witness.name, witness.key_id) for witness in witnesses}
    for line in signed.signatures:
        if (line.name, line.key_id) in known:
            held = held.with_signature(line)
    workspace.files.write(checkpoint_name(checkpoint.size), held.bytes)
    return sorted(cosigned(held, witnesses))
