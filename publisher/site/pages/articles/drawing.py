"""Articles about the draw itself: 3, 4, 7 to 12 and 16."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from publisher.draw.parts import StratumPart
from publisher.draw.tables import parse_frame
from publisher.errors import Malformed
from publisher.log import places
from publisher.rules.eligibility import DERIVED_COLUMNS
from publisher.rules.exclusions import CODES, VISITED
from publisher.site.pages.articles.evidence import Evidence
from publisher.site.read.draws import DrawView
from publisher.site.read.known import Part
from publisher.site.read.view import View
from publisher.site.read.words import KINDS, METHODS


def draw_link(draw: str) -> str:
    """The page of a draw."""
    return f"draws/{draw}/index.html"


def _traced(view: View) -> Iterator[Evidence]:
    made = [result for result in view.books.results if result.finding]
    drawn = sum(bool(result.draw) for result in made)
    yield Evidence(
        f"已公示的{len(made)}次检查，{drawn}次可追到抽签，{len(made) - drawn}次追到第十三条的登记", "draws/index.html"
    )


def _open_to_all(view: View) -> Iterator[Evidence]:
    yield Evidence(f"全部证据{len(view.files)}个文件可下载，断网也能核验", "offline.html")
    yield Evidence("在手机上、用命令、用自己的程序核验", "verify.html")


def _draw_first(view: View) -> Iterator[Evidence]:
    days = {draw: file.day for draw, file in view.books.draws.items()}
    made = [(days.get(result.draw), result.finding) for result in view.books.results]
    gaps = [(found.visited_on - day).days for day, found in made if day and found]
    if gaps:
        early = sum(gap < 0 for gap in gaps)
        text = f"{len(gaps)}次检查中，最早的在抽签后{min(gaps)}天" if not early else f"{early}次检查早于抽签"
        yield Evidence(text, "draws/index.html", "overdue" if early else "")


def _methods(view: View) -> Iterator[Evidence]:
    counts = Counter(draw.order.method for draw in view.draws if draw.order)
    said = "，".join(f"{METHODS.get(method, method)}{number}次" for method, number in sorted(counts.items()))
    yield Evidence(f"抽查{said or '尚无'}", "draws/index.html")
    for draw in view.draws:
        if draw.order and draw.order.method == "special":
            yield Evidence(f"{draw.draw}专项抽查，批准：{draw.order.approval}", draw_link(draw.draw))


def _kinds(view: View) -> Iterator[Evidence]:
    counts = Counter(draw.order.kind for draw in view.draws if draw.order)
    said = "，".join(f"{KINDS.get(kind, kind)}{number}次" for kind, number in sorted(counts.items()))
    yield Evidence(f"{said or '尚无抽查'}；每组的户数、名额和机会在抽签前公布", "draws/index.html")
    for draw in view.draws:
        for chance in draw.chances:
            if chance.size and chance.eligible < view.numbers.small_population:
                text = f"{draw.draw}“{chance.title}”只有{chance.eligible}户可抽，已标明"
                yield Evidence(text, draw_link(draw.draw))


def _in_order(view: View) -> Iterator[Evidence]:
    both = [draw for draw in view.draws if _signed_by_both(view, draw)]
    text = f"{len(both)}次抽查的封存由抽查机构和法制机构共同签署，抽签、封签、结果依次入总账"
    yield Evidence(text, "oversight.html", "" if len(both) == len(view.draws) else "overdue")


def _signed_by_both(view: View, draw: DrawView) -> bool:
    """Whether lines of both offices' keys stand under the commit; whether they are good is for `publisher verify`."""
    note, position = draw.commit.entry.note, draw.commit.position
    names = {line.name for line in note.signatures} if note else set()
    roles = {key.role for key in view.ledger.keys if key.name in names and key.valid_at(position)}
    return "draw" in roles and bool(roles & {"legal", "deputy"})


EXCLUDED = Part("excluded", dict[str, int])


@lru_cache(maxsize=1)
def _excluded(view: View) -> dict[str, Counter[str]]:
    """Draw → how many rows of its frame have each exclusion code; without draws whose frame can't be read."""
    found = {}
    for name in view.by_number:
        counts = view.known.recall(name, EXCLUDED)
        if counts is None and (counts := _count_excluded(view, name)) is not None:
            view.known.keep(name, EXCLUDED, counts)
        if counts is not None:
            found[name] = Counter(counts)
    return found


def _count_excluded(view: View, draw: str) -> dict[str, int] | None:
    path = places.draw_file(draw, "frame.csv")
    try:
        rows = parse_frame(view.files.get(path, b""), path)
    except Malformed:
        return None
    return Counter(row.excluded for row in rows if row.excluded)


def _attention(view: View) -> Iterator[Evidence]:
    for draw in view.draws:
        again = {part.stratum for part in (draw.order.strata if draw.order else ()) if _by_history(part)}
        for quota in (chance for chance in draw.chances if chance.stratum in again):
            yield Evidence(f"{draw.draw}“{quota.title}”{quota.listed}户，抽取{quota.rate}", draw_link(draw.draw))
    for name, codes in _excluded(view).items():
        spared = {code: number for code, number in codes.items() if code not in ("inactive", VISITED)}
        said = "，".join(f"{CODES[code].zh if code in CODES else code}{number}户" for code, number in spared.items())
        if said:
            yield Evidence(f"{name}不参加抽签的：{said}", draw_link(name))


def _by_history(stratum: StratumPart) -> bool:
    return any(part.column in DERIVED_COLUMNS for part in stratum.where)


def _removed(view: View) -> Iterator[Evidence]:
    for draw in view.draws:
        codes = Counter(
            removal.code
            for change in draw.changes
            for removal in change.change.record.removals
            if removal.code != "vacant"
        )
        if codes:
            said = "，".join(
                f"{'回避' if code == 'recused' else '不能执行'}{n}人次" for code, n in sorted(codes.items())
            )
            text = f"{draw.draw}{said}，由新的公共随机数决定替补"
            yield Evidence(text, draw_link(draw.draw))
    postponed = sum(one.postponed and not one.replaced for draw in view.draws for one in draw.drawn)
    if postponed:
        yield Evidence(f"{postponed}户因派不足两人推迟", "draws/index.html", "waiting")


def _one_visit(view: View) -> Iterator[Evidence]:
    made = [result.finding for result in view.books.results if result.finding]
    several = sum(len(found.items) > 1 for found in made)
    yield Evidence(f"{len(made)}次检查中，{several}次一次查了两个以上事项", "draws/index.html")
    for draw, codes in _excluded(view).items():
        if codes[VISITED]:
            yield Evidence(f"{draw}有{codes[VISITED]}户因本年度已被检查过其他事项不再抽", draw_link(draw))


DRAWING: Mapping[int, Callable[[View], Iterator[Evidence]]] = {
    3: _traced,
    4: _open_to_all,
    7: _draw_first,
    8: _methods,
    9: _kinds,
    10: _in_order,
    11: _attention,
    12: _removed,
    16: _one_visit,
}
