"""GB/T 4754-2017: the section (门类, A to T) of each division (大类, 01 to 97). Names: data/industries.csv."""

from __future__ import annotations

_LAST_DIVISION = {
    "A": 5, "B": 12, "C": 43, "D": 46, "E": 50, "F": 52, "G": 60, "H": 62, "I": 65, "J": 69,
    "K": 70, "L": 72, "M": 75, "N": 79, "O": 82, "P": 83, "Q": 85, "R": 90, "S": 96, "T": 97,
}  # fmt: skip


def _sections() -> dict[str, str]:
    sections, first = {}, 1
    for section, last in _LAST_DIVISION.items():
        sections.update({f"{division:02d}": section for division in range(first, last + 1)})
        first = last + 1
    return sections


SECTION_OF: dict[str, str] = _sections()
SECTIONS = tuple(_LAST_DIVISION)
