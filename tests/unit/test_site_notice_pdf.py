"""The notice for the wall as a PDF: one A4 page whatever the draw, with the words and fingerprints of the evidence."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.draw.identifiers import parse_time
from publisher.site.contents.contexts import contexts_of
from publisher.site.paper.notice import LISTED, notice_paper
from publisher.site.paper.notice_pdf import notice_pdf
from publisher.site.read.view import View, read_view

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def view(sample: Files) -> View:
    return read_view(sample, parse_time("2026-10-15T09:00:00+08:00"))


def read(data: bytes, folder: Path) -> tuple[str, str]:
    """What poppler says of the file, and its text without blanks."""
    path = folder / "notice.pdf"
    path.write_bytes(data)
    run = [["pdfinfo", str(path)], ["pdftotext", "-raw", str(path), "-"]]
    about, text = (subprocess.run(line, check=True, capture_output=True, text=True).stdout for line in run)
    return about, re.sub(r"\s+", "", text)


def test_every_draw_fits_on_one_a4_page_with_its_fingerprints(view: View, tmp_path: Path) -> None:
    for draw in view.draws:
        about, text = read(notice_pdf(view, draw, "https://portal.example/ssj/"), tmp_path)
        assert re.search(r"Pages:\s+1\n", about), draw.draw
        assert "(A4)" in about
        assert view.ledger.genesis
        for value in (view.ledger.genesis.hash, draw.seed_hash or draw.commit.hash, draw.draw):
            assert value in text, draw.draw


def test_the_names_and_teams_of_the_drawn_are_on_it(view: View, tmp_path: Path) -> None:
    draw = next(draw for draw in view.concluded if draw.drawn and not draw.people.blinded)
    _, text = read(notice_pdf(view, draw), tmp_path)
    for one in draw.drawn[:LISTED]:
        assert re.sub(r"\s+", "", one.object.name) in text
        assert one.team[0] is None or one.team[0].name in text


def test_it_says_the_same_of_the_draw_and_of_what_came_later_as_the_notice_on_the_site(
    view: View, tmp_path: Path
) -> None:
    contexts = contexts_of(view).draws
    assert [draw for draw in view.concluded if draw.changes]
    for draw in view.draws:
        paper = notice_paper(draw, contexts[draw.draw])
        _, text = read(notice_pdf(view, draw), tmp_path)
        members = (line.name + "（" + line.team for _, lines in paper.listed for line in lines)
        for told in (paper.told.said, *paper.told.prints, *paper.later, *members):
            assert re.sub(r"[\s“”]+", "", told) in re.sub("[“”]", "", text), draw.draw


def test_a_name_that_looks_like_mark_up_is_text(view: View, tmp_path: Path) -> None:
    draw = next(draw for draw in view.concluded if draw.drawn and not draw.people.blinded)
    hostile = "<b>甲&乙</b><img src=x/>"
    one = draw.drawn[0]
    first = one._replace(object=one.object._replace(name=hostile))
    _, text = read(notice_pdf(view, replace(draw, drawn=(first, *draw.drawn[1:]))), tmp_path)
    assert re.sub(r"\s+", "", hostile) in text


def test_the_same_evidence_gives_the_same_bytes(view: View) -> None:
    assert notice_pdf(view, view.draws[0]) == notice_pdf(view, view.draws[0])
