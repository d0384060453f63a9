"""datapackage.json: a Frictionless Data Package of everything published, with schemas and hashes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from publisher.site.machine.schemas import KINDS, TableKind, kind_of
from publisher.site.read.view import View

DESCRIPTOR = "datapackage.json"
ZIP = "evidence.zip"
"""Where in the site all evidence lies with the verifier."""


def package_files(view: View, tables: Mapping[str, bytes], zip_sha256: str, zip_bytes: int) -> dict[str, bytes]:
    """datapackage.json and its schemas. `tables`: those made for programs; the zip holds all evidence there is."""
    evidence = {path: data for path, data in view.files.items() if path.endswith(".csv")}
    files = {**tables, **evidence}
    resources = [_table(path, data, kind_of(data)) for path, data in files.items()]
    whole = _resource("evidence", ZIP, zip_sha256, zip_bytes) | {"mediatype": "application/zip", "title": "全部证据"}
    descriptor = {
        "description": "抽查的名单、抽签、结果和名录。evidence.zip 是全部证据，其余是其中的表格和由它算出的两张总表。",
        "name": "shuangsuiji",
        "profile": "data-package",
        "resources": [whole, *resources],
        "title": f"{view.bureau.name} 双随机、一公开".strip(),
    }
    return {DESCRIPTOR: _json(descriptor, 1), **dict(_schemas())}


def _json(value: Any, indent: int) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent, sort_keys=True) + "\n").encode()


def _schemas() -> Iterator[tuple[str, bytes]]:
    for kind in KINDS:
        yield kind.path, _json(kind.schema(), 1)


def _table(path: str, data: bytes, kind: TableKind | None) -> dict[str, Any]:
    found = _resource(_name(path), path, sha256(data).hexdigest(), len(data))
    found |= {"encoding": "utf-8", "format": "csv", "mediatype": "text/csv"}
    return found | ({"profile": "tabular-data-resource", "schema": kind.path, "title": kind.title} if kind else {})


def _resource(name: str, path: str, digest: str, size: int) -> dict[str, Any]:
    return {"bytes": size, "hash": f"sha256:{digest}", "name": name, "path": path}


def _name(path: str) -> str:
    """`draws/2026-001/frame.csv` is `draws-2026-001-frame`."""
    return re.sub(r"[^0-9a-z._-]", "-", path.lower().removesuffix(".csv").replace("/", "-"))
