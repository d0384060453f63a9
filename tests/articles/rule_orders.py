"""A right order in the words of staff, to be made wrong in one place at a time."""

from __future__ import annotations

import yaml

from publisher.errors import PublisherError
from publisher.tables.orders import Order
from publisher.tables.yaml_files import read_yaml


def order_text(**changes: object) -> str:
    """The order as YAML with these fields changed; None leaves a field out."""
    fields: dict[str, object] = {
        "schema": 1,
        "title": "综合抽查",
        "unit": "hrss-ldjc",
        "items": ["LD-01"],
        "kind": "undirected",
        "method": "daily",
        "visits": "announced",
        "frame": "open",
        "plan": {"year": 2026, "row": "2026-1", "occurrence": "1"},
        "strata": "whole",
        "quotas": {"all": {"ratio": "0.05"}},
        "exclusions": ["inactive"],
        "team": [{"department": "*", "skill": "*"}, {"department": "*", "skill": "*"}],
        "beacons": [{"source": "drand-quicknet", "at": "2026-10-16T10:00:00+08:00"}],
        "reveal_by": "2026-10-14T18:00:00+08:00",
        "inspect_by": "2026-12-11",
        "publish_by": "2026-12-31",
    }
    kept = {key: value for key, value in (fields | changes).items() if value is not None}
    return yaml.safe_dump(kept, allow_unicode=True)


def order_faults(text: str) -> list[str]:
    """The codes of what is wrong with an order's file."""
    try:
        read_yaml(text.encode(), Order, "order.yaml")
    except PublisherError as error:
        return [fault.code for fault in error.faults]
    return []
