"""How long the check in a browser takes, as ratios to a plain hashing loop in the same browser. Run by hand:

    python tests/browser/bench_verifier.py [objects …]        (10000 and 1000000 unless told otherwise)

It makes a bureau with a concluded draw of so many objects (a thousandth of them is drawn, at least 100), builds its
site with MkDocs, serves it as a portal would (gzip for text), and prints what Debian's Chromium measures: the best of
five runs of each and the middle one, since other work on the machine only adds. Nothing is asserted. The numbers in
site_src/developers.md come from here.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from playwright.sync_api import Browser, Response  # noqa: E402
from portal import ROOT, Portal, built, chromium, serving  # noqa: E402
from simulator import Bureau, founded  # noqa: E402

from publisher.draw.evidence import json_text, parse_json  # noqa: E402
from publisher.log import places  # noqa: E402
from publisher.tables.rosters import RosterObject  # noqa: E402

DRAW = "2023-001"
SLOW_4G = {"offline": False, "latency": 562.5, "downloadThroughput": 1474.56e3 / 8, "uploadThroughput": 675e3 / 8}
"""What developer tools apply for Lighthouse's slow 4G (150 ms, 1.6 Mbit/s), at the level of requests."""
THROTTLE = 4

# The plain loop: SHA-256 of a million ticket texts, by the same library, without anything else.
LOOP = """async (address) => {
  const { sha256 } = await import(address);
  const encoder = new TextEncoder();
  const seed = "48d89f82b4925fd404fd3ae0cfe7ae72fe591c1003c57bc43e0f19fa72355442";
  const started = performance.now();
  let sum = 0;
  for (let at = 0; at < 1000000; at++) sum += sha256(encoder.encode(`${seed}:object:91441624MA${at}`))[0];
  return [performance.now() - started, sum];
}"""

# The page's own thread, watched while the check runs: the longest time between two turns of it, how often the progress
# bar moved, and how long it stood still at most. (It beats every 4 ms: that is the least it can say.)
WATCH = """() => {
  const seen = self.seen = { block: 0, moves: 0, still: 0 };
  let [last, value, moved] = [performance.now(), -1, performance.now()];
  const beat = () => {
    const now = performance.now();
    seen.block = Math.max(seen.block, now - last);
    last = now;
    const bar = document.querySelector(".check__bar:not([hidden])");
    if (bar && bar.value !== value) {
      if (value >= 0) seen.still = Math.max(seen.still, now - moved);
      [value, moved] = [bar.value, now];
      seen.moves++;
    }
    setTimeout(beat, 0);
  };
  beat();
}"""

# When the button can be pressed, by the page's own clock, which starts with the navigation.
READY = """new MutationObserver(() => {
  const button = document.querySelector("[data-check] [data-start]:not([disabled])");
  if (button && !self.ready) self.ready = performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });"""


def firms(number: int) -> Iterator[RosterObject]:
    """Made-up firms whose names have common words and rare ones."""
    chance = random.Random(7)
    rare = [chr(0x4E00 + chance.randrange(4000)) for _ in range(1500)]
    for index in range(number):
        brand = "".join(chance.choice(rare) for _ in range(chance.choice((2, 2, 3, 4))))
        yield RosterObject(
            object_id=f"91441624MA{index:07d}X",
            name=f"示例县{brand}{chance.choice(('建筑劳务', '餐饮管理', '科技', '物业服务', '商贸'))}有限公司",
            kind="企业",
            section="C" if index % 3 else "E",
            industry="18" if index % 3 else "47",
            town="441624100",
            status="注销" if index % 50 == 49 else "存续",
            listed_on="2023-01-05",
        )


def evidence(number: int) -> dict[str, bytes]:
    """The published files of a bureau with one concluded draw."""
    bureau = founded(Bureau(objects=list(firms(number))))
    strata = [part.evidence() for part in bureau.order().strata]
    for part in strata:
        part.pop("ratio", None)
        part["count"] = str(max(50, number // 2000))
    story = bureau.sit(bureau.commit(bureau.order(strata=strata)))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    files = bureau.evidence()
    clock = {**parse_json(files[places.BUREAU]), "now": "2023-09-01T09:00:00+08:00"}
    return {**files, places.BUREAU: json_text(clock).encode()}


def memory() -> int:
    """Bytes that the biggest renderer below this process holds for itself, without the program's file (Linux)."""
    parents, held = _parents(), {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = dict(_status(folder))
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"--type=renderer" in command and "RssAnon" in status:
            kilobytes = sum(int(status[name].split()[0]) for name in ("RssAnon", "RssShmem"))
            held[int(folder.name)] = kilobytes * 1024
    return max((size for process, size in held.items() if _is_below(process, parents)), default=0)


def _status(folder: Path) -> Iterator[tuple[str, str]]:
    for line in (folder / "status").read_text().splitlines():
        name, _, value = line.partition(":\t")
        yield name, value


def _parents() -> dict[int, int]:
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found[int(folder.name)] = int(dict(_status(folder))["PPid"])
        except OSError:
            continue
    return found


def _is_below(process: int, parents: dict[int, int]) -> bool:
    while process > 1:
        if process == os.getpid():
            return True
        process = parents.get(process, 0)
    return False


def worked() -> float:
    """Seconds that the renderers below this process have computed in all (Linux): the same on a busy machine."""
    parents, ticks = _parents(), 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"--type=renderer" in command and _is_below(int(folder.name), parents):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def check(browser: Browser, portal: Portal) -> dict[str, Any]:
    """One press, measured."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(300_000)
    loaded: set[str] = set()
    context.on("request", lambda request: loaded.add(request.url.removeprefix(portal.base)))
    page.goto(portal.url(f"draws/{DRAW}/index.html"), wait_until="networkidle")
    before = peak = memory()
    page.evaluate(WATCH)
    started, idle = time.perf_counter(), worked()
    page.click("[data-check] [data-start]:enabled")
    while not page.locator("[data-check] .verdict__fine").count():
        peak = max(peak, memory())
        page.wait_for_timeout(50)
    took = time.perf_counter() - started
    found = {
        "seconds": took,
        "worked": worked() - idle,
        "verdict": page.locator(".verdict__title").inner_text(),
        "read": page.locator(".verdict__fine").first.inner_text(),
        "failing": page.locator(".checks__item--fail").evaluate_all("(items) => items.map((one) => one.dataset.code)"),
        **page.evaluate("self.seen"),
        "before": before,
        "peak": max(peak, memory()),
        "programs": {path for path in loaded if path.startswith("verify/") and path.endswith(".js")},
    }
    context.close()
    return found


def plain_loop(browser: Browser, portal: Portal) -> tuple[float, float]:
    """The plain hashing loop over a million texts: seconds by the clock, seconds computed."""
    page = browser.new_page()
    page.goto(portal.url("verify.html"))
    idle = worked()
    milliseconds, _ = page.evaluate(LOOP, portal.url("verify/vendor/noble.js"))
    took = float(milliseconds) / 1000, worked() - idle
    page.close()
    return took


def ready(browser: Browser, portal: Portal) -> float:
    """Seconds until the button can be pressed, on a slow phone with slow 4G and an empty cache."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_init_script(READY)
    page = context.new_page()
    page.set_default_timeout(120_000)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    page.goto(portal.url(f"draws/{DRAW}/index.html"), wait_until="commit")
    page.wait_for_selector("[data-check] [data-start]:enabled")
    took = float(page.evaluate("self.ready")) / 1000
    context.close()
    return took


def lookups(browser: Browser, portal: Portal, number: int) -> dict[str, int]:
    """Bytes of data that a lookup loads: by code, by part of a name (uncompressed, without the program)."""
    found = {}
    code = f"91441624MA{number // 2:07d}X"
    row = next(row for index, row in enumerate(firms(number)) if index == number // 2)
    for kind, text in (("code", code), ("name", row.name[3:7]), ("whole name", row.name)):
        page = browser.new_page()
        loaded: list[int] = []
        count: Callable[[Response], None] = partial(_count, loaded)
        page.on("response", count)
        page.goto(portal.url("firm.html"))
        page.fill("#firm-input:enabled", text)
        page.press("#firm-input", "Enter")
        page.wait_for_selector(".standing, .choices")
        page.wait_for_load_state("networkidle")
        found[kind] = sum(loaded)
        page.close()
    return found


def _count(loaded: list[int], answer: Response) -> None:
    loaded.append(_data(answer))


def _data(answer: Response) -> int:
    path = answer.url.removeprefix(answer.frame.url.rpartition("/")[0])
    return len(answer.body()) if "/find/" in path or "/draws/" in path else 0


def sizes(folder: Path, programs: set[str]) -> str:
    """The programs' size, plain and gzipped: what a press loads, by part, and the offline bundle."""
    parts = {"noble": "verify/vendor/", "page": "verify/page/", "verifier": "verify/"}
    kinds: dict[str, list[Path]] = {name: [] for name in parts}
    for path in sorted(programs):
        kind = next(name for name, start in parts.items() if path.startswith(start))
        kinds[kind].append(folder / path)
    words = [_size(f"{name} ({len(paths)} modules)", paths) for name, paths in kinds.items()]
    everything = _size("together", [path for paths in kinds.values() for path in paths])
    return "; ".join([*words, everything, _size("offline.js", [folder / "verify" / "offline.js"])])


def _size(name: str, parts: list[Path]) -> str:
    plain = sum(path.stat().st_size for path in parts)
    packed = sum(len(gzip.compress(path.read_bytes(), 6)) for path in parts)
    return f"{name} {plain / 1000:.0f} kB, {packed / 1000:.0f} kB gzipped"


def _spread(seconds: list[float]) -> str:
    """The best and the middle one."""
    return f"{seconds[0]:.2f} s at best, {median(seconds):.2f} s in the middle"


def bench(browser: Browser, number: int, folder: Path, runs: int = 5) -> dict[str, Any]:
    """Prints what was measured with so many objects, and returns the best run."""
    started = time.perf_counter()
    files = evidence(number)
    made = time.perf_counter()
    site = built(files, folder)
    seconds = time.perf_counter() - made
    print(f"\n{number:,} objects: evidence made in {made - started:.0f} s, site built in {seconds:.0f} s")
    shards = [path.stat().st_size for path in (site / "find").rglob("*.json")]
    print(f"  directory: {len(shards):,} files, {sum(shards) / 1e6:.1f} MB, the largest {max(shards):,} bytes")
    with serving(site) as portal:
        loops = sorted(plain_loop(browser, portal) for _ in range(runs))
        checks = sorted((check(browser, portal) for _ in range(runs)), key=lambda run: float(run["seconds"]))
        waits = sorted(ready(browser, portal) for _ in range(runs))
        (loop, _), best = loops[0], checks[0]
        computed, least = min(each for _, each in loops), min(run["worked"] for run in checks)
        print(f"  {best['verdict']}  {best['read']}  fails: {', '.join(best['failing']) or 'nothing'}")
        print(f"  plain loop of a million hashes: {_spread([each for each, _ in loops])}; computed {computed:.2f} s")
        print(f"  check: {_spread([run['seconds'] for run in checks])}, {best['seconds'] / loop:.2f} of the loop")
        print(f"  computed for a check: {least:.2f} s in all threads, {least / computed:.2f} of the loop")
        block, peak, before = best["block"], best["peak"] / 2**20, best["before"] / 2**20
        print(f"  the page's thread: blocked for {block:.0f} ms at most, {block / loop / 1000:.3f} of the loop")
        print(f"  progress bar: moved {best['moves']} times, stood still for {best['still'] / 1000:.1f} s at most")
        print(f"  memory of the renderer: {peak:.0f} MB at most, {before:.0f} MB before")
        print(f"  ready on a phone ({THROTTLE}× CPU, slow 4G): {_spread(waits)}, {waits[0] / loop:.2f} of the loop")
        print(f"  bytes of a lookup: {json.dumps(lookups(browser, portal, number))}")
        print(f"  {sizes(site, best['programs'])}")
    return best


def main() -> None:
    """All sizes, each in a folder that is removed again."""
    numbers = [int(word) for word in sys.argv[1:]] or [10_000, 1_000_000]
    print(f"{ROOT.name}: {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    with chromium() as browser:
        print(f"Chromium {browser.version}")
        for number in numbers:
            with tempfile.TemporaryDirectory() as folder:
                bench(browser, number, Path(folder))


if __name__ == "__main__":
    main()
