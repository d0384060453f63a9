"""Tiles and entry bundles (protocol section 9, C2SP tlog-tiles)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import Malformed, Refused
from publisher.log.merkle import leaf_hash, root
from publisher.log.notes import MAX_ENTRY
from publisher.log.tiles import bundle, entries_path, parse_bundle, paths_for, tile_path, tiles_of

ENTRIES = [b"%d" % number for number in range(70_000)]


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 0, 15, "tile/0/000.p/15"),
        (1, 999, 256, "tile/1/999"),
        (1, 1000, 256, "tile/1/x001/000"),
        (0, 1_234_067, 8, "tile/0/x001/x234/067.p/8"),
        (63, 123_456_789_012, 255, "tile/63/x123/x456/x789/012.p/255"),
    ],
)
def test_tiles_lie_where_c2sp_puts_them(level: int, index: int, width: int, path: str) -> None:
    assert tile_path(level, index, width) == path


def test_bundles_lie_beside_the_tiles() -> None:
    assert entries_path(1_234_067) == "tile/entries/x001/x234/067"
    assert entries_path(0, 1) == "tile/entries/000.p/1"


@pytest.mark.parametrize(("level", "index", "width"), [(-1, 0, 1), (64, 0, 1), (0, -1, 1), (0, 0, 0), (0, 0, 257)])
def test_there_is_no_tile_out_of_range(level: int, index: int, width: int) -> None:
    with pytest.raises(Refused):
        tile_path(level, index, width)


def test_a_tree_of_70000_has_the_tiles_that_the_specification_counts() -> None:
    files = dict(tiles_of(ENTRIES, 70_000))
    tiles = [path for path in files if not path.startswith("tile/entries/")]
    full0 = [path for path in tiles if path.startswith("tile/0/") and ".p/" not in path]
    assert len(full0) == 273
    assert sorted(set(tiles) - set(full0)) == [
        "tile/0/273.p/112",
        "tile/1/000",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    ]
    assert all(len(files[path]) == 8192 for path in [*full0, "tile/1/000"])
    assert len(files["tile/0/273.p/112"]) == 112 * 32
    hashes = [leaf_hash(entry) for entry in ENTRIES]
    assert files["tile/2/000.p/1"] == root(hashes[:65_536])
    assert files["tile/1/001.p/17"][:32] == root(hashes[65_536 : 65_536 + 256])


@pytest.mark.parametrize(
    ("size", "paths"),
    [
        (0, []),
        (1, ["tile/0/000.p/1", "tile/entries/000.p/1"]),
        (255, ["tile/0/000.p/255", "tile/entries/000.p/255"]),
        (256, ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]),
        (257, ["tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/1"]),
    ],
)
def test_no_empty_tile_is_published(size: int, paths: list[str]) -> None:
    assert sorted(path for path, _ in tiles_of(ENTRIES, size)) == paths


@given(st.integers(0, 1500))
def test_a_reader_gets_all_entries_back_from_the_bundles(size: int) -> None:
    files = dict(tiles_of(ENTRIES, size))
    read: list[bytes] = []
    for path, count in paths_for(size):
        part = parse_bundle(files[path])
        assert len(part) == count
        read += part
    assert read == ENTRIES[:size]


@given(st.integers(1, 70_000), st.data())
@settings(max_examples=20)
def test_older_trees_come_with_the_newest_as_if_each_were_made_by_itself(size: int, data: st.DataObject) -> None:
    older = data.draw(st.lists(st.integers(0, size - 1), max_size=3, unique=True))
    each = [dict(tiles_of(ENTRIES, one)) for one in (size, *older)]
    assert dict(tiles_of(ENTRIES, size, *older)) == {path: part for files in each for path, part in files.items()}


@given(st.integers(1, 1500), st.integers(1, 1500))
def test_what_is_published_at_full_width_never_changes(size: int, more: int) -> None:
    before, after = dict(tiles_of(ENTRIES, size)), dict(tiles_of(ENTRIES, size + more))
    assert all(after.get(path) == data for path, data in before.items() if ".p/" not in path)
    assert all(after[path] == data for path, data in before.items() if path in after)


def test_no_tile_is_made_for_entries_that_are_not_there() -> None:
    with pytest.raises(Refused):
        list(tiles_of(ENTRIES[:3], 4))
    with pytest.raises(Refused):
        list(tiles_of(ENTRIES[:3], 2, 3))
    with pytest.raises(Refused):
        paths_for(-1)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_a_bundle_reads_back_as_its_entries(entries: list[bytes]) -> None:
    assert parse_bundle(bundle(entries)) == entries


def test_the_largest_entry_fits_and_a_larger_one_is_refused() -> None:
    assert parse_bundle(bundle([b"a" * MAX_ENTRY])) == [b"a" * MAX_ENTRY]
    with pytest.raises(Refused):
        bundle([b"a" * (MAX_ENTRY + 1)])


def test_a_bundle_has_1_to_256_entries() -> None:
    for entries in ([], [b""] * 257):
        with pytest.raises(Refused):
            bundle(entries)
    for data in (b"", b"\0\0" * 257):
        with pytest.raises(Malformed):
            parse_bundle(data)
    assert parse_bundle(b"\0\0" * 256) == [b""] * 256


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=9), st.data())
def test_a_cut_bundle_is_malformed_or_has_lost_whole_entries(entries: list[bytes], data: st.DataObject) -> None:
    whole = bundle(entries)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    try:
        read = parse_bundle(cut)
    except Malformed:
        return
    assert read == entries[: len(read)]
    assert bundle(read) == cut


@given(st.binary(max_size=600))
def test_arbitrary_bytes_are_a_bundle_that_writes_the_same_bytes_or_malformed(data: bytes) -> None:
    try:
        entries = parse_bundle(data)
    except Malformed:
        return
    assert bundle(entries) == data
