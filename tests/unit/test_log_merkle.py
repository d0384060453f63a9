"""The Merkle tree is RFC 6962's (protocol section 9)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import Refused
from publisher.log.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    roots_at,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [leaf_hash(f"entry {number}".encode()) for number in range(300)]
sizes = st.integers(1, 300)


def mth(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 section 2.1, as it is written there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def test_leaves_and_nodes_are_hashed_apart() -> None:
    assert leaf_hash(b"x") == hashlib.sha256(b"\x00x").digest()
    assert node_hash(b"l", b"r") == hashlib.sha256(b"\x01lr").digest()
    assert root([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", [*range(66), 127, 128, 129, 255, 256, 257, 300])
def test_the_root_is_that_of_the_rfc_for_every_size(size: int) -> None:
    assert root(LEAVES[:size]) == mth(LEAVES[:size])


def test_one_pass_gives_the_roots_of_all_sizes() -> None:
    assert roots_at(LEAVES, range(301)) == {size: mth(LEAVES[:size]) for size in range(301)}
    assert roots_at(LEAVES, []) == {}
    assert roots_at([], [0]) == {0: EMPTY_ROOT}


def test_a_frontier_grows_into_the_same_tree() -> None:
    frontier = Frontier()
    assert (frontier.size, frontier.root()) == (0, EMPTY_ROOT)
    for leaf in LEAVES:
        frontier.append(leaf)
        assert frontier.root() == mth(LEAVES[: frontier.size])
    assert frontier.size == 300


def test_every_leaf_of_every_small_tree_is_proven_in_its_place_only() -> None:
    for size in range(1, 20):
        top = mth(LEAVES[:size])
        for index in range(size):
            proof = inclusion_proof(LEAVES, index, size)
            for other in range(-1, size + 2):
                assert verify_inclusion(LEAVES[index], other, size, proof, top) == (other == index)


def test_every_small_tree_is_proven_a_prefix_of_every_larger_one() -> None:
    for n in range(1, 20):
        for m in range(1, n + 1):
            proof = consistency_proof(LEAVES, m, n)
            assert verify_consistency(m, n, proof, mth(LEAVES[:m]), mth(LEAVES[:n]))


@given(sizes, st.data())
def test_a_leaf_is_proven_and_no_changed_proof_is(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof, top = inclusion_proof(LEAVES, index, size), root(LEAVES[:size])
    assert verify_inclusion(LEAVES[index], index, size, proof, top)
    assert not verify_inclusion(leaf_hash(b"another"), index, size, proof, top)
    assert not verify_inclusion(LEAVES[index], index, size, [*proof, top], top)
    assert not verify_inclusion(LEAVES[index], index, size, proof, EMPTY_ROOT)
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        assert not verify_inclusion(LEAVES[index], index, size, [*proof[:at], *proof[at + 1 :]], top)
        assert not verify_inclusion(LEAVES[index], index, size, [*proof[:at], EMPTY_ROOT, *proof[at + 1 :]], top)


@given(sizes, st.data())
def test_a_prefix_is_proven_and_a_rewritten_history_is_not(n: int, data: st.DataObject) -> None:
    m = data.draw(st.integers(1, n))
    proof, old, new = consistency_proof(LEAVES, m, n), root(LEAVES[:m]), root(LEAVES[:n])
    assert verify_consistency(m, n, proof, old, new)
    rewritten = [leaf_hash(b"rewritten"), *LEAVES[1:n]]
    assert not verify_consistency(m, n, consistency_proof(rewritten, m, n), old, root(rewritten))
    assert not verify_consistency(m, n, proof, EMPTY_ROOT, new)
    assert not verify_consistency(m, n, [*proof, new], old, new)
    assert m == n or not verify_consistency(n, m, proof, new, old)


def test_a_proof_holds_for_no_other_old_size() -> None:
    # (the new size is bound by the signed checkpoint alone: RFC 6962 proofs are the same for several of them)
    for n in range(1, 20):
        new = mth(LEAVES[:n])
        for m in range(1, n + 1):
            proof, old = consistency_proof(LEAVES, m, n), mth(LEAVES[:m])
            assert [size for size in range(-1, n + 3) if verify_consistency(size, n, proof, old, new)] == [m]


def test_nothing_is_consistent_with_an_empty_tree() -> None:
    assert not verify_consistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)
    assert not verify_consistency(0, 1, [], EMPTY_ROOT, LEAVES[0])
    assert not verify_consistency(-1, 1, [], EMPTY_ROOT, LEAVES[0])


def test_nothing_is_included_in_an_empty_tree() -> None:
    assert not verify_inclusion(EMPTY_ROOT, 0, 0, [], EMPTY_ROOT)


def test_a_path_longer_than_the_tree_is_high_proves_nothing() -> None:
    above = node_hash(LEAVES[1], LEAVES[0])
    assert not verify_inclusion(LEAVES[0], 0, 1, [LEAVES[1]], above)
    assert not verify_inclusion(LEAVES[0], 0, 2, [LEAVES[1], LEAVES[2]], node_hash(LEAVES[2], root(LEAVES[:2])))


def test_a_hash_of_another_length_proves_nothing() -> None:
    # node_hash(l, r) doesn't mark where l ends, so shifted halves would hash alike
    left, right = LEAVES[:2]
    top = node_hash(left, right)
    assert verify_inclusion(left, 0, 2, [right], top)
    assert not verify_inclusion(left + right[:1], 0, 2, [right[1:]], top)
    assert not verify_inclusion(left[:-1], 0, 2, [left[-1:] + right], top)
    assert not verify_inclusion(b"", 0, 1, [], b"")
    assert verify_consistency(1, 2, [right], left, top)
    assert not verify_consistency(1, 2, [left[-1:] + right], left[:-1], top)


@given(
    st.integers(-2, 2**54),
    st.integers(-2, 2**54),
    st.lists(st.binary(min_size=32, max_size=32), max_size=60),
    st.binary(max_size=33),
)
def test_arbitrary_proofs_are_false_and_raise_nothing(m: int, n: int, proof: list[bytes], top: bytes) -> None:
    assert not verify_inclusion(EMPTY_ROOT, m, n, proof, b"\0" + top)
    assert not verify_consistency(m, n, proof, b"\0" + top, b"\1" + top)


@pytest.mark.parametrize(("index", "size"), [(-1, 1), (0, 0), (1, 1), (0, 301)])
def test_no_proof_is_made_of_what_is_not_in_the_log(index: int, size: int) -> None:
    with pytest.raises(Refused):
        inclusion_proof(LEAVES, index, size)


@pytest.mark.parametrize(("m", "n"), [(0, 1), (-1, 1), (2, 1), (1, 301)])
def test_no_consistency_proof_is_made_of_sizes_out_of_order(m: int, n: int) -> None:
    with pytest.raises(Refused):
        consistency_proof(LEAVES, m, n)


@pytest.mark.parametrize("size", [-1, 301])
def test_no_root_is_given_for_a_size_beyond_the_log(size: int) -> None:
    with pytest.raises(Refused):
        roots_at(LEAVES, [1, size])
