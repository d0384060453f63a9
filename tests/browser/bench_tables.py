"""How a table of ten thousand rows feels: seconds until the page can be used, for a filter's letter and for a sort.

Run by hand, on a site that `publisher bench --site` or anybody has built:

    python tests/browser/bench_tables.py SITE results.html [4]     (the CPU slowed down so many times; 4 is a phone)

Nothing is asserted. The numbers in site_src/developers.md come from here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from playwright.sync_api import Page  # noqa: E402
from portal import chromium, serving  # noqa: E402

RUNS = 5

# Until the browser has drawn what a handler changed: the second frame after it.
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
TYPE = f"""async (text) => {{
  const input = document.querySelector(".filter input");
  const started = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input", {{ bubbles: true }}));
  await {DRAWN};
  return performance.now() - started;
}}"""
SORT = f"""async (column) => {{
  const started = performance.now();
  document.querySelectorAll("table[data-sort] thead .sort")[column].click();
  await {DRAWN};
  return performance.now() - started;
}}"""
LOADED = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def measured(page: Page, address: str) -> dict[str, float]:
    """Milliseconds of one visit."""
    page.goto(address, wait_until="load")
    page.evaluate(DRAWN)
    rows = page.locator("table[data-sort] tbody tr")
    if not rows.count():
        raise SystemExit(f"{address}: no table that can be sorted")
    word = rows.nth(rows.count() // 2).locator("td").nth(3).inner_text()
    found = {
        "page complete": page.evaluate(LOADED),
        "first letter": page.evaluate(TYPE, word[:-6]),
        "one more letter": page.evaluate(TYPE, word),
        "all rows back": page.evaluate(TYPE, ""),
        "sort by name": page.evaluate(SORT, 2),
        "sort by day": page.evaluate(SORT, 6),
    }
    return {**found, "rows": rows.count()}


def main() -> None:
    """Prints the median of the runs."""
    site, path, slowed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with chromium() as browser, serving(site) as portal:
        page = browser.new_page(viewport={"width": 360 if slowed > 1 else 1280, "height": 740})
        page.set_default_timeout(120_000)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        runs = [measured(page, portal.url(path)) for _ in range(RUNS)]
    print(
        f"{path}: {runs[0]['rows']:,.0f} rows, {(site / path).stat().st_size / 1e6:.1f} MB, CPU slowed {slowed} times"
    )
    for name in runs[0]:
        if name != "rows":
            print(f"  {name:16} {median(run[name] for run in runs):7.0f} ms")


if __name__ == "__main__":
    main()
