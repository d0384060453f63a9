"""Proofs for many entries of one log: the tree is built once, then each proof is a walk (protocol section 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from publisher.draw.evidence import json_text
from publisher.log import merkle
from publisher.log.checkpoints import Checkpoint
from publisher.log.notes import Note, encode_base64
from publisher.log.proofs import write_proof

FOLDER = "archive/proofs"
CONSISTENCY = f"{FOLDER}/consistency.json"


class Tree:
    """The tree over all `leaves` (32 bytes each), level by level from the leaves upwards."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            nodes = self._levels[-1]
            above = [merkle.node_hash(nodes[at], nodes[at + 1]) for at in range(0, len(nodes) - 1, 2)]
            self._levels.append(above + nodes[len(nodes) - len(nodes) % 2 :])

    def path(self, index: int) -> list[bytes]:
        """The audit path of leaf `index` (from 0), from its sibling upwards."""
        found = []
        for nodes in self._levels[:-1]:
            sibling = index ^ 1
            if sibling < len(nodes):
                found.append(nodes[sibling])
            index //= 2
        return found


def inclusion_proofs(entries: Sequence[bytes], positions: Iterable[int], note: Note) -> dict[str, bytes]:
    """Path → C2SP tlog-proof that the entry at each position is in the log whose checkpoint `note` covers `entries`."""
    tree = Tree([merkle.leaf_hash(entry) for entry in entries])
    return {f"{FOLDER}/{at}.tlog-proof": write_proof(at, tree.path(at), note) for at in positions}


def consistency_proofs(entries: Sequence[bytes], checkpoints: Mapping[int, Note], newest: int) -> bytes:
    """JSON: for each of the checkpoints, what shows that its log is a prefix of the newest one's (RFC 6962, 2.1.2)."""
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    to = Checkpoint.parse(checkpoints[newest].text)
    found = [
        {
            "from": size,
            "hashes": [encode_base64(node) for node in merkle.consistency_proof(leaves, size, newest)],
            "root": encode_base64(Checkpoint.parse(note.text).root),
        }
        for size, note in sorted(checkpoints.items())
        if size < newest
    ]
    return json_text({"proofs": found, "root": encode_base64(to.root), "to": newest}).encode()
