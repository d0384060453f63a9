"""An order in evidence form, as plain as can be, for tests that need some order."""

from __future__ import annotations

from publisher.draw.parts import BeaconPart, Order, SeatPart, StratumPart, Times

FIRES, REVEAL_BY = "2026-04-08T18:31:39+08:00", "2026-04-08T17:00:00+08:00"
ORDER = Order(
    title="试",
    unit="hrss-ldjc",
    items=["LD-01"],
    kind="undirected",
    method="daily",
    visits="announced",
    frame="open",
    approval="",
    approval_no="",
    notice_no="",
    targeting=[],
    scheme="whole",
    strata=[StratumPart(stratum="all", title="全部", where=[], ratio="0.1")],
    exclusions=[],
    team=[SeatPart(department="*", skill="*")] * 2,
    beacons=[BeaconPart(source="drand-quicknet", round="1000", time=FIRES)],
    times=Times(reveal_by=REVEAL_BY, inspect_by="2026-06-30", publish_by="2026-07-24"),
)
