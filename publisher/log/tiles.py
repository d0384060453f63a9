"""The log as C2SP tlog-tiles (protocol section 9): static files for hashes and entries, published under `log/`.

A tile holds up to 256 hashes of one level, a bundle up to 256 entries. Files of full width never change; the last
ones of a tree are partial and carry their width in the path.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.errors import Malformed, Refused, fault
from publisher.log.merkle import leaf_hash, root
from publisher.log.notes import MAX_ENTRY

WIDTH = 256
"""Hashes in a full tile, entries in a full bundle."""
_MAX_LEVEL = 63


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """The path of a tile: `tile/0/x001/x234/067`, or `….p/8` for a partial one. Raises Refused out of range."""
    _require(0 <= level <= _MAX_LEVEL)
    return f"tile/{level}/{_place(index, width)}"


def entries_path(index: int, width: int = WIDTH) -> str:
    """The path of an entry bundle: `tile/entries/000`, or `….p/8` for a partial one. Raises Refused."""
    return f"tile/entries/{_place(index, width)}"


def _place(index: int, width: int) -> str:
    _require(index >= 0 and 0 < width <= WIDTH)
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "".join(f"x{group}/" for group in groups[:-1]) + groups[-1]
    return path if width == WIDTH else f"{path}.p/{width}"


def _require(holds: bool) -> None:
    if not holds:
        right = ("层0至63，宽1至256，不超过总账长度", "level 0 to 63, width 1 to 256, within the log")
        raise Refused(fault("tile", "没有这样的数据块", "there is no such tile", *right))


def bundle(entries: Sequence[bytes]) -> bytes:
    """1 to 256 entries in one file, each behind its length (u16, big-endian).

    Raises Refused for another number of entries or an entry over 65,535 bytes.
    """
    _require(0 < len(entries) <= WIDTH)
    if any(len(entry) > MAX_ENTRY for entry in entries):
        right = (f"最多{MAX_ENTRY}字节", f"at most {MAX_ENTRY} bytes")
        raise Refused(fault("entry-size", "条目过长", "an entry is too long", *right))
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def parse_bundle(data: bytes) -> list[bytes]:
    """The entries of a bundle. Raises Malformed for a cut entry, no entry, or over 256."""
    entries, at = [], 0
    while at < len(data):
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        entries.append(data[start:at])
    if at != len(data) or not 0 < len(entries) <= WIDTH:
        right = ("1至256条，每条前有两字节长度", "1 to 256 entries, each behind two bytes of length")
        raise Malformed(fault("bundle", "条目包不完整", "the bundle is cut or has a wrong length", *right))
    return entries


def paths_for(size: int) -> list[tuple[str, int]]:
    """The bundles that hold all entries of a tree of `size`, in order, each with its number of entries."""
    _require(size >= 0)
    widths = [min(WIDTH, size - start) for start in range(0, size, WIDTH)]
    return [(entries_path(index, width), width) for index, width in enumerate(widths)]


def tiles_of(entries: Sequence[bytes], size: int, *older: int) -> Iterator[tuple[str, bytes]]:
    """Every file of the tree of the first `size` entries, as (path under `log/`, content): bundles, then tiles.

    Full and partial ones; nothing for an empty tree. Of `older`, smaller trees, the partial ones, too: their full ones
    are the same. Raises Refused where there are fewer entries than `size`, or an older tree isn't smaller.
    """
    _require(0 <= size <= len(entries) and all(0 <= other < size for other in older))
    levels = _levels(entries[:size])
    for tree in (size, *older):
        for start, end in _chunks(tree, full=tree == size):
            yield entries_path(start // WIDTH, end - start), bundle(entries[start:end])
        for level, hashes in enumerate(levels):
            # only full tiles are hashed into the level above
            for start, end in _chunks(tree >> 8 * level, full=tree == size):
                yield tile_path(level, start // WIDTH, end - start), b"".join(hashes[start:end])


def _levels(entries: Sequence[bytes]) -> list[list[bytes]]:
    """The hashes in the tiles of each level, from the leaves up."""
    levels, hashes = [], [leaf_hash(entry) for entry in entries]
    while hashes:
        levels.append(hashes)
        hashes = [root(hashes[at : at + WIDTH]) for at in range(0, len(hashes) - WIDTH + 1, WIDTH)]
    return levels


def _chunks(count: int, *, full: bool) -> Iterator[tuple[int, int]]:
    """Where the files of so many hashes or entries begin and end; only the partial one unless `full`."""
    first = 0 if full else count - count % WIDTH
    return ((start, min(start + WIDTH, count)) for start in range(first, count, WIDTH))
