"""Who can inspect: every certified inspector, or the code why not (articles 6 and 12; protocol section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from publisher.draw.identifiers import parse_date
from publisher.draw.tables import PanelRow


class Certified(Protocol):
    """What the rule needs to know of an inspector on the roster."""

    @property
    def inspector_id(self) -> str:
        """执法证号."""

    @property
    def department(self) -> str:
        """The agency's identifier."""

    @property
    def skills(self) -> tuple[str, ...]:
        """Exact tokens, sorted."""

    @property
    def certificate_until(self) -> str:
        """The certificate's last day, `YYYY-MM-DD`."""

    @property
    def status(self) -> str:
        """active, suspended, transferred."""

    @property
    def reserve(self) -> str:
        """`yes` for a partner's people that fill in, else empty."""


def panel_exclusion(inspector: Certified, inspect_by: str) -> str:
    """Why an inspector can't serve in a draw whose visits end on `inspect_by`, or empty."""
    if inspector.status in ("suspended", "transferred"):
        return inspector.status
    return "expired" if parse_date(inspector.certificate_until) < parse_date(inspect_by) else ""


def build_panel(roster: Iterable[Certified], inspect_by: str) -> list[PanelRow]:
    """The panel: everyone on the roster, by id."""
    return sorted(
        PanelRow(row.inspector_id, row.department, row.skills, panel_exclusion(row, inspect_by), row.reserve)
        for row in roster
    )
