"""What programs read: feeds, JSON and the Data Package say what the evidence says, at addresses that are documented."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import frictionless
import pytest

from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import parse_time
from publisher.log.history import History
from publisher.log.records import Commit, Outcome, SealedRow, Void
from publisher.workspace import Workspace

pytestmark = pytest.mark.xdist_group("site")

ROOT = Path(__file__).parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("feeds/draws.xml", "feeds/results.xml")


@pytest.fixture(scope="module")
def history() -> History:
    """The sample's log, read by other means than the site."""
    return Workspace.at(ROOT).history()


def entries(site: Path, feed: str) -> list[ElementTree.Element]:
    return list(ElementTree.parse(site / feed).getroot().iter(f"{ATOM}entry"))


def text(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_is_atom_newest_first_and_its_links_lead_to_pages(site: Path, feed: str) -> None:
    root = ElementTree.parse(site / feed).getroot()
    assert root.tag == f"{ATOM}feed"
    assert all(root.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    found = entries(site, feed)
    assert found
    times = [text(entry, "updated") for entry in found]
    assert times == sorted(times, reverse=True)
    assert root.findtext(f"{ATOM}updated") == times[0]
    assert len({text(entry, "id") for entry in found}) == len(found)
    for link in root.iter(f"{ATOM}link"):
        assert (site / urljoin(f"http://x/{feed}", link.get("href")).removeprefix("http://x/")).is_file()


def test_the_feed_of_draws_tells_each_commit_outcome_and_voiding(site: Path, history: History) -> None:
    told = [text(entry, "title") for entry in entries(site, "feeds/draws.xml")]
    happened = {
        "抽签前封存": sorted(logged.record.draw for logged in history.of(Commit)),
        "已抽签": sorted(logged.record.draw for logged in history.of(Outcome)),
        "已作废": sorted(logged.record.draw for logged in history.of(Void)),
    }
    for words, expected in happened.items():
        assert (
            sorted(re.findall("[0-9]{4}-[0-9]{3}", title)[0] for title in told if title.startswith(words)) == expected
        )


def test_the_feed_of_results_counts_them_and_names_nobody(
    site: Path, history: History, sample: dict[str, bytes]
) -> None:
    whole = (site / "feeds/results.xml").read_text("utf-8")
    titles = [text(entry, "title") for entry in entries(site, "feeds/results.xml")]
    counted = sum(int(number) for title in titles for number in re.findall("(?:：|，)公示([0-9]+)条", title))
    assert counted == sum(logged.record.type == "result" for logged in history.of(SealedRow))
    roster = next(d for p, d in sample.items() if p.startswith("data/snapshots/") and d.startswith(b"object_id,name"))
    assert [row["name"] for row in csv.DictReader(roster.decode().splitlines()) if row["name"] in whole] == []


def load(site: Path, path: str) -> Any:
    return json.loads((site / path).read_text("utf-8"))


def test_every_address_of_the_index_is_there(site: Path) -> None:
    index = load(site, "api/index.json")
    paths = [index[name] for name in ("data_package", "draws", "evidence", "evidence_zip")]
    assert all((site / path).is_file() for path in [*paths, *index["feeds"].values()])
    assert parse_time(index["now"]) == parse_time(Workspace.at(ROOT).bureau.now or "")
    documented = (ROOT / "site_src" / "developers.md").read_text("utf-8")
    assert all(path in documented for path in [*paths, *index["feeds"].values(), "api/index.json"])


def test_the_json_of_a_draw_is_what_was_drawn(site: Path, sample: dict[str, bytes]) -> None:
    for draw in load(site, "api/draws.json")["draws"]:
        assert (site / draw["page"]).is_file()
        whole = load(site, draw["json"])
        assert {key: whole[key] for key in draw} == draw
        selection = sample.get(f"draws/{draw['draw']}/selection.csv")
        rows = list(csv.DictReader(selection.decode().splitlines())) if selection else []
        drawn = [(str(one["rank"]), one["key"], one["ticket"]) for one in whole["drawn"] if one["rank"]]
        assert drawn == [(row["rank"], row["object_id"], row["ticket"]) for row in rows]
        assert draw["seed"] == (sha256_hex(sample[f"draws/{draw['draw']}/seed.txt"]) if rows else "")


def test_the_table_of_results_has_every_logged_row_once(site: Path, history: History) -> None:
    rows = list(csv.DictReader((site / "api/tables/results.csv").open(encoding="utf-8", newline="")))
    logged = [(str(one.position), one.record.row) for one in history.of(SealedRow) if one.record.draw]
    assert [(row["position"], row["row"]) for row in rows] == logged


def test_frictionless_accepts_the_data_package_and_every_table_in_it(site: Path, sample: dict[str, bytes]) -> None:
    package = frictionless.Package(str(site / "datapackage.json"))
    tables = {path for path in sample if path.endswith(".csv")}
    assert {resource.path for resource in package.resources} == tables | {
        "evidence.zip",
        "api/tables/draws.csv",
        "api/tables/results.csv",
    }
    assert [resource.path for resource in package.resources if resource.type == "table" and not resource.schema] == []
    report = package.validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]


def test_frictionless_sees_a_table_that_was_changed(site: Path, tmp_path: Path, sample: dict[str, bytes]) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site", copy_function=os.link))
    path = next(path for path in sample if path.endswith("/selection.csv"))
    (copy / path).unlink()
    (copy / path).write_bytes(sample[path].replace(b"\n1,", b"\nfirst,", 1))
    report = frictionless.Package(str(copy / "datapackage.json")).validate()
    assert {"hash-count", "type-error"} <= {error[0] for error in report.flatten(["type"])}
