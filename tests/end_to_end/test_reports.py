"""Reports, archives and papers of a real bureau on disk, by the commands (articles 10, 12, 17, 18 and 23).

What is written is opened with what people open it with: LibreOffice, and the verifier that the archive holds.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_bureau import BLINDED, COMMITTED, DRAW, FOUNDED, Bureau, aliases, done, publish_to, run, tree, write_results

from publisher.ceremony import sealing
from publisher.demo import acts
from publisher.draw.evidence import sha256_hex
from publisher.log.records import Filing

ROOT = Path(__file__).resolve().parents[2]
JUNE, LATER = "2026-06-30T16:00:00+08:00", "2026-07-02T10:00:00+08:00"
CLEAN = ("1", "1", "")
CLOSED_ON = "2026-04-20"


def with_verifier(bureau: Bureau) -> Bureau:
    """A bureau's repository has the site's source beside its data."""
    for name in ("verify", "assets"):
        shutil.copytree(ROOT / "site_src" / name, bureau.root / "site_src" / name, dirs_exist_ok=True)
    return bureau


@pytest.fixture(scope="module")
def inspected(played: dict[str, Bureau], tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """Everyone was visited, all without a finding, and everything is cosigned; not to be changed."""
    folder = tmp_path_factory.mktemp("inspected")
    bureau = with_verifier(Bureau(Path(shutil.copytree(played["concluded"].folder, folder / "bureau"))))
    stage = bureau.stage("2026-04-20T09:00:00+08:00")
    write_results(bureau, list(acts.teams(stage, DRAW)), outcome=CLEAN)
    acts.seal(stage, DRAW, "04-20 10:00")
    return bureau


@pytest.fixture
def bureau(inspected: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """A copy of it, to do with as one likes; commands run in an empty folder."""
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    return Bureau(Path(shutil.copytree(inspected.folder, tmp_path / "bureau")))


def answer(result: Any) -> dict[str, Any]:
    """A command's JSON."""
    return dict(json.loads(done(result).stdout))


def genesis(bureau: Bureau) -> str:
    """The genesis hash, as it stands on paper."""
    return bureau.workspace.history().entries[0].hash


# the half-year report


def report(bureau: Bureau, time: str, *more: str) -> dict[str, Any]:
    return answer(bureau.run("draw", time, "report", "half-year", "--date", "2026-06-30", *more, "--json"))


def test_a_report_is_written_signed_logged_and_published(bureau: Bureau) -> None:
    made = report(bureau, JUNE)
    assert (made["period"], made["cut_off"], made["due"]) == ("2026年上半年", "2026-06-30", "2026-06-30")
    assert made["missing"] == []
    acts.keep(bureau.stage(JUNE))
    (logged,) = bureau.workspace.history().of(Filing)
    written = {Path(path).name: Path(path).read_bytes() for path in made["files"]}
    assert logged.record.files == {name: sha256_hex(data) for name, data in written.items()}
    assert set(written) == {"2026-06-30.docx", "2026-06-30.xlsx"}
    public = publish_to(bureau.root, bureau.folder / "public")
    for name, sha256 in logged.record.files.items():
        assert (public / f"data/reports/{sha256}{Path(name).suffix}").read_bytes() == written[name]


def test_the_same_report_again_changes_nothing_and_is_known_to_be_logged(bureau: Bureau) -> None:
    first = report(bureau, JUNE)
    data = [Path(path).read_bytes() for path in first["files"]]
    acts.keep(bureau.stage(JUNE))
    before = tree(bureau.root)
    again = report(bureau, LATER)
    assert [Path(path).read_bytes() for path in again["files"]] == data
    assert (again["pending"], again["logged"]) == ("", [])
    assert tree(bureau.root) == before


def test_two_machines_make_the_same_files_byte_for_byte(bureau: Bureau) -> None:
    elsewhere = bureau.clone("elsewhere")
    ours = report(bureau, JUNE, "--draft", "--out", "ours")
    command = ["report", "half-year", "--date", "2026-06-30", "--draft", "--out", "theirs", "--json"]
    theirs = answer(bureau.run("legal", LATER, *command, root=elsewhere))
    for one, other in zip(ours["files"], theirs["files"], strict=True):
        assert Path(one).read_bytes() == Path(other).read_bytes()


def test_with_its_size_an_old_report_is_made_again_whatever_came_later(bureau: Bureau) -> None:
    first = report(bureau, JUNE)
    stage = bureau.stage(JUNE)
    acts.keep(stage)
    acts.seal_rosters(stage)
    acts.cosign(stage)
    newer = report(bureau, LATER, "--draft", "--out", "newer")
    again = report(bureau, LATER, "--draft", "--out", "again", "--size", str(first["size"]))
    assert newer["size"] > first["size"] == again["size"]
    for one, other in zip(first["files"], again["files"], strict=True):
        assert Path(one).read_bytes() == Path(other).read_bytes()


def test_a_draft_leaves_no_record(bureau: Bureau) -> None:
    before = tree(bureau.root)
    assert report(bureau, JUNE, "--draft")["pending"] == ""
    assert tree(bureau.root) == before


def test_who_holds_no_key_of_the_draw_office_writes_nothing(bureau: Bureau) -> None:
    before = tree(bureau.folder, Path.cwd())
    done(bureau.run("legal", JUNE, "report", "half-year", "--date", "2026-06-30"), 2)
    assert tree(bureau.folder, Path.cwd()) == before


@pytest.mark.parametrize(("day", "status"), [("2026-12-31", 2), ("2020-06-30", 2), ("2031-06-30", 3), ("gestern", 2)])
def test_a_day_without_a_report_is_refused(bureau: Bureau, day: str, status: int) -> None:
    ended = bureau.run("draw", JUNE, "report", "half-year", "--date", day, "--draft")
    assert ended.exit_code == status
    assert not list(Path.cwd().iterdir())


def test_a_log_with_a_report_and_an_archive_in_it_still_verifies(bureau: Bureau) -> None:
    report(bureau, JUNE)
    answer(bureau.run("draw", JUNE, "archive", DRAW, "--record", "--json"))
    stage = bureau.stage(JUNE)
    acts.keep(stage)
    acts.cosign(stage)
    public = publish_to(bureau.root, bureau.folder / "public")
    verdicts(bureau, public)
    program = bureau.root / "site_src/verify/cli.js"
    assert not failing(node(program, public, genesis(bureau)))


# the archive


def archived(bureau: Bureau, *more: str) -> tuple[Path, dict[str, Any]]:
    """The archive of the draw."""
    path = bureau.folder / "archive.zip"
    return path, answer(bureau.run("draw", JUNE, "archive", DRAW, "--out", str(path), *more, "--json"))


def verdicts(bureau: Bureau, where: Path) -> dict[str, str]:
    """Check → verdict by `publisher verify`, none of which may fail."""
    told = run("verify", str(where), "--genesis", genesis(bureau), "--now", JUNE, "--json")
    found = {check["code"]: check["verdict"] for check in json.loads(told.stdout)["checks"]}
    assert "fail" not in found.values(), told.stdout
    assert told.exit_code in (0, 3)
    return found


def node(program: Path, folder: Path, pinned: str) -> dict[str, Any]:
    """What the second implementation says."""
    command = ["node", str(program), str(folder), "--genesis", pinned, "--now", JUNE, "--json"]
    told = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert told.stderr == ""
    return dict(json.loads(told.stdout))


def failing(told: dict[str, Any]) -> list[str]:
    """The checks that fail."""
    return [check["code"] for check in told["checks"] if check["verdict"] == "fail"]


@pytest.fixture(scope="module")
def unpacked(inspected: Bureau, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, unpacked; not to be changed."""
    folder = tmp_path_factory.mktemp("unpacked")
    path, _ = archived(inspected)
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    path.unlink()
    return folder


def test_an_archive_verifies_by_itself_as_the_publication_does(bureau: Bureau) -> None:
    path, made = archived(bureau)
    assert (made["closed_on"], made["purge_from"]) == (CLOSED_ON, "2028-04-20")
    public = publish_to(bureau.root, bureau.folder / "public")
    assert verdicts(bureau, path) == verdicts(bureau, public)


def test_the_verifier_in_the_archive_accepts_it(inspected: Bureau, unpacked: Path) -> None:
    told = node(unpacked / "verify/cli.js", unpacked, genesis(inspected))
    assert failing(told) == []
    assert {check["code"] for check in told["checks"] if check["verdict"] == "pass"} >= {"C01", "C02", "C07", "C14"}


@pytest.mark.parametrize("spoil", ["row", "selection", "entry"])
def test_an_archive_that_somebody_touched_is_accepted_by_neither(
    inspected: Bureau, unpacked: Path, tmp_path: Path, spoil: str
) -> None:
    folder = Path(shutil.copytree(unpacked, tmp_path / "touched"))
    draw = folder / "draws" / DRAW
    place = {
        "row": next(iter(sorted((draw / "rows").iterdir()))),
        "selection": draw / "selection.csv",
        "entry": next(path for path in sorted((folder / "log/tile/entries").rglob("*")) if path.is_file()),
    }[spoil]
    data = place.read_bytes()
    place.write_bytes(data.replace(b"2026", b"2025", 1) if spoil == "row" else data[:-2] + b"0\n")
    assert failing(node(folder / "verify/cli.js", folder, genesis(inspected)))
    told = run("verify", str(folder), "--genesis", genesis(inspected), "--now", JUNE, "--json")
    assert told.exit_code in (1, 2)


def test_every_file_of_the_site_s_own_zip_is_in_the_archive(inspected: Bureau, unpacked: Path) -> None:
    assert (unpacked / "offline.html").is_file()
    assert (unpacked / "evidence.js").is_file()
    index = json.loads((unpacked / "archive/index.json").read_bytes())
    named = {item["path"]: item["sha256"] for item in index["files"]}
    held = {path.relative_to(unpacked).as_posix(): path for path in unpacked.rglob("*") if path.is_file()}
    assert set(held) - set(named) == {"index.html", "archive/index.json"}
    assert all(sha256_hex(held[name].read_bytes()) == sha256 for name, sha256 in named.items())
    published = {name.removeprefix("data/") for name in inspected.workspace.files.names(f"data/draws/{DRAW}")}
    assert published <= set(named)
    for link in re.findall(r'href="([^"]+)"', (unpacked / "index.html").read_text(encoding="utf-8")):
        assert link in held


def test_a_purge_is_refused_until_the_term_is_over_and_never_touches_the_log(bureau: Bureau) -> None:
    path, _ = archived(bureau)
    logged, everything = tree(bureau.root / "data/log", bureau.root / "data/draws"), tree(bureau.folder)
    early = done(bureau.run("draw", "2028-04-19T23:59:59+08:00", "archive", DRAW, "--purge", "--out", str(path)), 3)
    assert "2028-04-20" in early.stderr
    assert tree(bureau.folder) == everything
    rehearsed = bureau.run("draw", "2028-04-20T00:00:00+08:00", "archive", DRAW, "--purge", "--dry-run")
    done(rehearsed)
    assert tree(bureau.folder) == everything
    purged = bureau.run("draw", "2028-04-20T00:00:00+08:00", "archive", DRAW, "--purge", "--out", str(path), "--json")
    gone = answer(purged)["purged"]
    assert str(path) in gone
    assert not path.exists()
    assert not (bureau.root / "data/results" / DRAW).exists()
    assert not list(bureau.home("draw").glob(f"secrets/{DRAW}-*"))
    assert tree(bureau.root / "data/log", bureau.root / "data/draws") == logged
    verdicts(bureau, publish_to(bureau.root, bureau.folder / "public"))


def test_a_term_of_its_own_that_was_logged_holds(bureau: Bureau) -> None:
    path, made = archived(bureau, "--years", "10", "--record")
    assert made["purge_from"] == "2036-04-20"
    acts.keep(bureau.stage(JUNE))
    arguments = ["archive", DRAW, "--purge", "--out", str(path)]
    done(bureau.run("draw", "2036-04-19T12:00:00+08:00", *arguments), 3)
    done(bureau.run("draw", "2036-04-20T12:00:00+08:00", *arguments))


def test_an_open_case_is_archived_and_never_purged(concluded: Bureau) -> None:
    path = concluded.folder / "open.zip"
    with_verifier(concluded)
    made = answer(concluded.run("draw", JUNE, "archive", DRAW, "--out", str(path), "--json"))
    assert (made["closed_on"], made["purge_from"]) == ("", "")
    ended = done(concluded.run("draw", "2099-01-01T00:00:00+08:00", "archive", DRAW, "--purge", "--out", str(path)), 3)
    assert "case-open" in ended.stderr
    assert path.is_file()


def test_a_draw_that_is_not_there_is_refused_by_each_command(bureau: Bureau) -> None:
    for words in (["archive"], ["archive", "--purge"], ["draw", "minutes"], ["draw", "tasks"]):
        before = tree(bureau.folder)
        done(bureau.run("draw", JUNE, *words, "2026-099"), 2)
        assert tree(bureau.folder) == before


# task lists


def test_task_lists_never_lie_in_the_repository(bureau: Bureau) -> None:
    link = bureau.folder / "harmless"
    link.symlink_to(bureau.root / "data")
    for folder in (bureau.root, bureau.root / "data/tasks", bureau.root / "x/../y", link / "tasks"):
        before = tree(bureau.folder)
        ended = done(bureau.run("draw", JUNE, "draw", "tasks", DRAW, "--out", str(folder)), 2)
        assert "--out" in ended.stderr
        assert tree(bureau.folder) == before


def test_task_lists_lie_in_the_operator_s_own_folder(bureau: Bureau) -> None:
    made = answer(bureau.run("draw", JUNE, "draw", "tasks", DRAW, "--json"))
    assert sum(made["visits"].values()) == sum(map(len, acts.teams(bureau.stage(JUNE), DRAW).values()))
    assert all(Path(path).is_relative_to(bureau.home("draw")) for path in made["files"])
    assert {Path(path).stat().st_mode & 0o077 for path in made["files"]} == {0}


@pytest.fixture
def hidden(founded: Bureau) -> Bureau:
    """A blinded draw with its outcome."""
    stage = founded.stage(FOUNDED)
    acts.commit(stage, BLINDED, "04-08 10:00")
    acts.close(stage, DRAW, "04-08 16:00")
    acts.conclude(stage, DRAW, "04-08 18:40")
    return founded


def test_only_who_holds_the_frame_key_gets_names(hidden: Bureau) -> None:
    out = hidden.folder / "tasks"
    done(hidden.run("keeper", JUNE, "draw", "tasks", DRAW, "--out", str(out)), 2)
    assert not out.exists()
    made = answer(hidden.run("legal", JUNE, "draw", "tasks", DRAW, "--out", str(out), "--format", "csv", "--json"))
    text = "".join(Path(path).read_text(encoding="utf-8-sig") for path in made["files"])
    opened = {alias: object_id for object_id, alias in aliases(hidden).items()}
    drawn = acts.teams(hidden.stage(COMMITTED), DRAW)
    assert drawn
    assert all(opened[alias] in text and alias not in text for alias in drawn)


def test_the_minutes_of_a_blinded_draw_show_no_name(hidden: Bureau) -> None:
    path = hidden.folder / "minutes.docx"
    done(hidden.run("draw", JUNE, "draw", "minutes", DRAW, "--out", str(path)))
    with zipfile.ZipFile(path) as packed:
        text = packed.read("word/document.xml").decode()
    assert "代号" in text
    assert not [row for row in hidden.workspace.objects() if row.name in text or row.object_id in text]
    assert not list((hidden.root / "data").rglob("*.docx"))


# the files as people open them


@pytest.fixture(scope="module")
def opened(inspected: Bureau, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Every kind of file through LibreOffice, in one go: name → the text of its pages, parted by form feeds."""
    folder = tmp_path_factory.mktemp("office")
    place = [*["--out", str(folder)], "--json"]
    inspected.run("draw", JUNE, "report", "half-year", "--date", "2026-06-30", "--draft", *place)
    (folder / "2026-06-30.xlsx").rename(folder / "table.xlsx")
    inspected.run("draw", JUNE, "export", "credit", *place)
    inspected.run("draw", JUNE, "draw", "minutes", DRAW, "--out", str(folder / "minutes.docx"))
    inspected.run("draw", JUNE, "draw", "tasks", DRAW, *place)
    first = sorted(folder.glob(f"{DRAW}-*.xlsx"))[0]
    first.rename(folder / "tasks.xlsx")
    names = ["2026-06-30.docx", "table.xlsx", "credit-2026-06-30.xlsx", "minutes.docx", "tasks.xlsx"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", "pdf", *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    yield {
        path.stem: subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True
        ).stdout.decode()
        for path in (folder / "pdf").iterdir()
    }
    shutil.rmtree(folder)


def test_libreoffice_opens_every_file(opened: dict[str, str]) -> None:
    assert set(opened) == {"2026-06-30", "table", "credit-2026-06-30", "minutes", "tasks"}


def pages(text: str) -> list[str]:
    return text.rstrip("\f").split("\f")


def squeezed(text: str) -> str:
    """Without the spaces and breaks that a page's layout puts in."""
    return re.sub(r"\s+", "", text)


def test_the_report_reads_as_an_official_paper(opened: dict[str, str]) -> None:
    text = squeezed(opened["2026-06-30"])
    assert "2026年上半年“双随机、一公开”抽查工作情况报告" in text
    assert "统计期间为2026年1月1日至2026年6月30日" in text
    assert text.index("一、组织开展情况") < text.index("六、后续处理情况") < text.index("附件1情况统计表")
    assert all(f"—{number}—" in squeezed(page) for number, page in enumerate(pages(opened["2026-06-30"]), 1))


def test_the_table_fits_one_page_in_width(opened: dict[str, str]) -> None:
    found = pages(opened["table"])
    first = squeezed(found[0])
    assert all(title in first for title in ("任务数", "完成率", "公示率", "立案", "移送"))
    assert f"第1页，共{len(found)}页" in squeezed(found[0])


def test_the_minutes_have_every_section_and_room_to_sign(opened: dict[str, str]) -> None:
    text = squeezed(opened["minutes"])
    sections = ("一、在场人员", "二、经过", "三、指纹", "四、名额", "五、抽取结果", "六、现场情况", "七、核对")
    assert [text.index(section) for section in sections] == sorted(text.index(section) for section in sections)


def test_the_credit_table_and_the_task_list_show_codes_whole(opened: dict[str, str], inspected: Bureau) -> None:
    codes = acts.teams(inspected.stage(JUNE), DRAW)
    text = squeezed(opened["credit-2026-06-30"])
    assert all(code in text for code in codes)
    assert any(code in squeezed(opened["tasks"]) for code in codes)


def test_a_withdrawn_result_leaves_the_credit_table(bureau: Bureau) -> None:
    first = next(iter(acts.teams(bureau.stage(JUNE), DRAW)))
    words = ["withdraw", DRAW, first, "--ground", "court", "--document", "示法行初1号"]
    for who in acts.OFFICES:
        done(bureau.run(who, JUNE, *words, "--as", who))
    acts.keep(bureau.stage(JUNE))
    made = answer(bureau.run("draw", JUNE, "export", "credit", "--out", "out", "--json"))
    assert made["left_out"] == {"withdrawn": 1}
    assert first not in Path("out/credit-2026-06-30.csv").read_text(encoding="utf-8-sig")


def test_a_frame_key_that_was_published_is_listed_in_the_archive(hidden: Bureau) -> None:
    with_verifier(hidden)
    sealing.publish_frame_key(hidden.desk("draw", "2026-07-01T10:00:00+08:00"), DRAW)
    path = hidden.folder / "blinded.zip"
    answer(hidden.run("draw", LATER, "archive", DRAW, "--out", str(path), "--json"))
    with zipfile.ZipFile(path) as packed:
        index = json.loads(packed.read("archive/index.json"))
    titles = {item["path"]: item["title"] for item in index["files"]}
    assert titles[f"draws/{DRAW}/frame-key.txt"].startswith("名单密钥")
