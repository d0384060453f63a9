"""Every vector in Debian's Chromium, in a worker under the strictest policy: the claims that Node checks, too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from portal import ROOT, TIMEOUT, Portal, serving, watch

pytestmark = pytest.mark.xdist_group("vectors_in_chromium")

GOLDEN = ROOT.parent / "shared" / "vectors" / "tlog"
PAGE = """<!doctype html>
<meta charset="utf-8">
<title>running</title>
<link rel="icon" href="icon.svg">
<pre id="results"></pre>
<script type="module" src="tests/node/vectors_page.mjs"></script>
"""


def laid_out(folder: Path) -> list[str]:
    """Modules and vectors as they lie to each other in the repository. Returns the paths of the vectors."""
    for part in ("site_src/verify", "tests/node"):
        shutil.copytree(ROOT / part, folder / part)
    paths = []
    for prefix, source in (("vectors", ROOT / "tests" / "vectors"), ("golden", GOLDEN)):
        for file in sorted(source.rglob("*")) if source.is_dir() else ():
            if file.is_file() and file.suffix not in (".py", ".pyc"):
                path = f"{prefix}/{file.relative_to(source).as_posix()}"
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, folder / path)
                paths.append(path)
    (folder / "index.json").write_text(json.dumps(paths), "utf-8")
    (folder / "index.html").write_text(PAGE, "utf-8")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    return paths


@pytest.fixture(scope="module")
def results(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Claim → why it doesn't hold, or empty."""
    folder = tmp_path_factory.mktemp("vectors")
    laid_out(folder)
    with serving(folder) as portal:
        yield run(browser, portal)


def run(browser: Browser, portal: Portal) -> dict[str, str]:
    """What the worker says, under `default-src 'self'` and over plain http, where there is no WebCrypto."""
    context = browser.new_context()
    visit = watch(context)
    visit.page.goto(f"{portal.plain}index.html")
    assert visit.page.evaluate("isSecureContext") is False
    expect(visit.page).to_have_title("done", timeout=TIMEOUT)
    found: list[tuple[str, str]] = json.loads(visit.page.locator("#results").inner_text())
    assert visit.complaints == []
    assert all(address.startswith(portal.plain) for address in visit.requests)
    context.close()
    return dict(found)


def test_every_claim_about_the_shared_vectors_holds_in_chromium(results: dict[str, str]) -> None:
    assert {name: why for name, why in results.items() if why} == {}
    assert len([name for name in results if name.startswith("draw1/")]) == 5 * 6
    assert "all 95 Ed25519 edge cases are judged as the vectors state" in results
    assert "every drand round proves its value and has its time" in results
    assert "a NIST pulse proves itself, and no changed one does" in results


def test_every_claim_about_other_projects_golden_files_holds_in_chromium(results: dict[str, str]) -> None:
    if not GOLDEN.is_dir():
        pytest.skip("golden files of other projects are not here: ../shared/vectors/tlog")
    assert {
        "98 inclusion proofs are judged as Go judges them",
        "98 consistency proofs are judged as Go judges them",
        "notes and keys of other programs are read, and refused where they refuse",
        "tiles, roots and proofs of a whole log come out byte for byte",
    } <= results.keys()
