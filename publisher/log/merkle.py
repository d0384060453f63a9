"""The Merkle tree of RFC 6962 (protocol section 9): hashes, roots, proofs and their verification.

`leaves` are leaf hashes (32 bytes each), not entries. What is computed from leaves is computed from disk or memory
that we trust; what is verified comes from strangers, so the verifiers answer False and never raise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from publisher.errors import Refused, fault

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree without entries."""


def leaf_hash(data: bytes) -> bytes:
    """The leaf of one log entry: SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node above two nodes: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over all of `leaves` (RFC 6962 section 2.1)."""
    nodes = leaves
    while len(nodes) > 1:
        nodes = _parents(nodes)
    return nodes[0] if nodes else EMPTY_ROOT


def _parents(nodes: Sequence[bytes]) -> list[bytes]:
    above = [node_hash(nodes[at], nodes[at + 1]) for at in range(0, len(nodes) - 1, 2)]
    if len(nodes) % 2:
        above.append(nodes[-1])  # a last node without sibling rises unchanged: RFC 6962 splits at a power of two
    return above


class Frontier:
    """A growing tree that keeps only what its next roots need: the roots of its complete subtrees, widest first."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Adds one leaf hash on the right."""
        node, size = leaf, self.size
        while size % 2:
            node, size = node_hash(self._peaks.pop(), node), size // 2
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self._peaks:
            return EMPTY_ROOT
        *wider, node = self._peaks
        for peak in reversed(wider):
            node = node_hash(peak, node)
        return node


def roots_at(leaves: Sequence[bytes], sizes: Iterable[int]) -> dict[int, bytes]:
    """The root of the first n leaves for each n of `sizes`, in one pass. Raises Refused for n beyond the leaves."""
    wanted = set(sizes)
    _require(all(0 <= size <= len(leaves) for size in wanted), len(leaves))
    frontier = Frontier()
    roots = {0: EMPTY_ROOT} if 0 in wanted else {}
    for leaf in leaves[: max(wanted, default=0)]:
        frontier.append(leaf)
        if frontier.size in wanted:
            roots[frontier.size] = frontier.root()
    return roots


def inclusion_proof(leaves: Sequence[bytes], index: int, size: int) -> list[bytes]:
    """The audit path of leaf `index` (from 0) in the tree of the first `size` leaves, from its sibling upwards.

    Raises Refused unless index < size ≤ number of leaves (RFC 6962 section 2.1.1).
    """
    _require(0 <= index < size <= len(leaves), len(leaves))
    nodes, proof = leaves[:size], []
    while len(nodes) > 1:
        sibling = index ^ 1
        if sibling < len(nodes):
            proof.append(nodes[sibling])
        nodes, index = _parents(nodes), index // 2
    return proof


def consistency_proof(leaves: Sequence[bytes], m: int, n: int) -> list[bytes]:
    """What shows that the first `m` leaves are a prefix of the first `n` (RFC 6962 section 2.1.2).

    Raises Refused unless 0 < m ≤ n ≤ number of leaves.
    """
    _require(0 < m <= n <= len(leaves), len(leaves))
    return _subproof(leaves[:n], m, whole=True)


def _subproof(leaves: Sequence[bytes], m: int, *, whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [root(leaves)]
    split = 1 << (len(leaves) - 1).bit_length() - 1  # the largest power of two below the number of leaves
    if m <= split:
        return [*_subproof(leaves[:split], m, whole=whole), root(leaves[split:])]
    return [*_subproof(leaves[split:], m - split, whole=False), root(leaves[:split])]


def _require(holds: bool, size: int) -> None:
    if not holds:
        right = (f"总账有{size}条，且 0 < m ≤ n", f"the log has {size} entries, and 0 < m <= n")
        raise Refused(fault("log-position", "总账中没有这个位置", "there is no such position in the log", *right))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` leads from the leaf hash at `index` (from 0) to the root of a tree of `size` leaves."""
    if not 0 <= index < size or not all(len(node) == HASH_BYTES for node in (leaf, *proof)):
        return False
    first, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if first % 2 or first == last:
            node = node_hash(sibling, node)
            first, last = _rise(first, last)
        else:
            node = node_hash(node, sibling)
        first, last = first // 2, last // 2
    return last == 0 and node == root


def verify_consistency(m: int, n: int, proof: Sequence[bytes], root_m: bytes, root_n: bytes) -> bool:
    """Whether `proof` shows that the tree of `m` leaves is a prefix of the tree of `n`. Needs 0 < m ≤ n.

    An empty tree is a prefix of every tree, so a proof from 0 would say nothing: False (protocol section 9).
    """
    if not 0 < m <= n or not all(len(node) == HASH_BYTES for node in proof):
        return False
    if m == n:
        return not proof and root_m == root_n
    path = list(proof) if m & (m - 1) else [root_m, *proof]  # a complete old tree is its own starting node
    return bool(path) and _prefix_roots(m, n, path) == (root_m, root_n)


def _prefix_roots(m: int, n: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots that a consistency proof leads to; None if its length doesn't fit (RFC 9162 section 2.1.4.2)."""
    first, last = m - 1, n - 1
    while first % 2:
        first, last = first // 2, last // 2
    old = new = path[0]
    for node in path[1:]:
        if last == 0:
            return None
        if first % 2 or first == last:
            old, new = node_hash(node, old), node_hash(node, new)
            first, last = _rise(first, last)
        else:
            new = node_hash(new, node)
        first, last = first // 2, last // 2
    return (old, new) if last == 0 else None


def _rise(first: int, last: int) -> tuple[int, int]:
    """Past the levels where the node has no sibling and rises unchanged."""
    while first and first % 2 == 0:
        first, last = first // 2, last // 2
    return first, last
