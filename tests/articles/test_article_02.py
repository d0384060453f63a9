"""第二条: only listed units own items; a 受委托 unit has its 委托书; nobody signs for itself."""

from __future__ import annotations

from publisher.rules.items import Unit, owner_fault, second_signer

UNITS = (
    Unit("hrss-ldjc", "own", ""),
    Unit("hrss-fg", "own", ""),
    Unit("sbzx", "delegated", "示人社委〔2023〕1号"),
    Unit("scjg", "partner", ""),
)


def test_an_item_owned_by_an_unlisted_unit_is_refused() -> None:
    found = owner_fault("LD-01", "somebody", UNITS)
    assert found is not None
    assert found.code == "owner-unlisted"


def test_a_partner_agency_owns_no_item_of_this_bureau() -> None:
    found = owner_fault("LD-01", "scjg", UNITS)
    assert found is not None
    assert found.code == "owner-unlisted"


def test_a_delegated_unit_owns_items_only_with_its_delegation() -> None:
    assert owner_fault("SB-01", "sbzx", UNITS) is None
    found = owner_fault("SB-01", "sbzx", [Unit("sbzx", "delegated", "")])
    assert found is not None
    assert found.code == "delegation"


def test_where_the_legal_office_owns_the_item_its_deputy_signs() -> None:
    assert second_signer("hrss-ldjc", legal_unit="hrss-fg") == "legal"
    assert second_signer("hrss-fg", legal_unit="hrss-fg") == "deputy"
