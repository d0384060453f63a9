"""Building the site with MkDocs in this process, whole or not at all, with MkDocs' complaints as faults."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, cast

from filelock import FileLock, Timeout

from publisher.errors import Fails, Fault, Refused, Words, fault
from publisher.site.built.before import SiteBefore
from publisher.site.built.folder import BuiltSite, is_site
from publisher.site.built.private import privacy_faults

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from publisher.site.plugin import PublisherPlugin

CONFIG = "mkdocs.yml"
PLUGIN = "shuangsuiji"


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said += record.getMessage().strip().splitlines()


def build_site(root: Path, out: Path, now: str = "") -> None:
    """Build the site of the repository at `root` into the folder `out`, which holds a site or nothing.

    The old site stays until the new one is whole. The files of draws, and of past years' results, that would come out
    the same aren't made again: they go over from the old site. `now`: the moment that pages judge deadlines by, where
    it isn't the configuration's. Raises Refused where the folder is something else or another build is at it, or the
    repository has no configuration; Fails, with a fault for each complaint, where the site can't be built or would show
    somebody's number (article 18).
    """
    check_target(root, out)
    target = out.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target):
        check_target(root, out)
        _build_into(root, target, now)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """One build of a folder at a time. The lock is the system's: it ends with the process, however that ends."""
    lock = FileLock(target.with_name(f".{target.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        right = ("等它结束再运行", "run it again when that one has ended")
        wrong = ("另一个进程正在生成这个网站", "another process is building this site")
        raise Refused(fault("site-busy", *wrong, *right).at(str(target))) from None
    try:
        yield
    finally:
        lock.release()


def _build_into(root: Path, target: Path, now: str) -> None:
    fresh, old = (target.with_name(f".{target.name}.{word}") for word in ("new", "old"))
    if old.exists() and not target.exists():
        old.rename(target)  # a build was killed between moving this aside and putting the new one in its place
    before = SiteBefore(target, fresh)
    before.put_back()  # or while files went over
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        before.look()
        _build(root, before, old, now)
    finally:
        before.give_up()
        if not before.moving:  # else it holds what is moved back at the next build
            shutil.rmtree(fresh, ignore_errors=True)
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)


def _build(root: Path, before: SiteBefore, old: Path, now: str) -> None:
    plugin = _mkdocs(root, before, now)
    if private := list(privacy_faults(BuiltSite(before.fresh))):
        raise Fails(*private)
    with before.moved():
        _swap(before.site, before.fresh, old)
    shutil.rmtree(old, ignore_errors=True)  # now: to take a file's other name away changes how it lies
    before.write(plugin.digests, plugin.shells)


def _swap(target: Path, fresh: Path, old: Path) -> None:
    """Put the new folder in the old one's place, which is moved aside, not removed, first: that would take long."""
    if not target.exists():
        fresh.rename(target)
        return
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:
        if not target.exists():
            old.rename(target)
        raise


def check_target(root: Path, out: Path) -> None:
    """Raises Refused where a build can't begin: no configuration, or a folder with somebody's other files."""
    if not (root / CONFIG).is_file():
        right = ("在单位的仓库中运行，或用-C指明它", "run it in the bureau's repository, or name it with -C")
        raise Refused(
            fault("no-repository", "这里没有网站的配置", "there is no site configuration here", *right).at(CONFIG)
        )
    if out.exists() and not out.is_dir():
        right = ("换一个文件夹", "name a folder")
        raise Refused(fault("not-a-folder", "这不是文件夹", "this is no folder", *right).at(str(out)))
    if out.exists() and any(out.iterdir()) and not is_site(out):
        wrong = (
            "文件夹里有别的东西，生成网站会把它们删掉",
            "the folder holds something else, which a build would delete",
        )
        right = ("换一个空文件夹", "name an empty folder")
        raise Refused(fault("not-empty", *wrong, *right).at(str(out)))


def _mkdocs(root: Path, before: SiteBefore, now: str) -> PublisherPlugin:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme reads it when it is imported
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    plugin: PublisherPlugin | None = None
    log, heard = logging.getLogger("mkdocs"), _Complaints()
    log.addHandler(heard)
    kept, log.propagate = log.propagate, False
    try:
        config = load_config(str(root / CONFIG), site_dir=str(before.fresh), strict=True)
        if PLUGIN not in config.plugins:
            raise Fails(_complaint(f"{CONFIG}: plugins: {PLUGIN}?"))
        plugin = cast("PublisherPlugin", config.plugins[PLUGIN])
        plugin.program, plugin.keep = _program(config), before.kept
        plugin.memory, plugin.before = before.memory(plugin.program), before.site
        plugin.config.now = now or plugin.config.now
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        return plugin
    except (Abort, MkDocsException) as error:
        raise Fails(*map(_complaint, heard.said or [str(error)])) from None
    finally:
        if plugin is not None:
            plugin.give_up()
        log.propagate = kept
        log.removeHandler(heard)


def _program(config: MkDocsConfig) -> str:
    """SHA-256 (hex) over all that makes pages of evidence: this program, the site's sources and settings, libraries."""
    found = sha256(f"{sys.version}\n".encode())
    for name in sorted({(each.name, each.version) for each in distributions()}):
        found.update(f"{name}\n".encode())
    folders = (Path(__file__).parents[1], Path(config.docs_dir), Path(config.theme.custom_dir or config.docs_dir))
    for path in sorted({Path(config.config_file_path), *(path for folder in folders for path in _files(folder))}):
        data = path.read_bytes()
        found.update(f"{path}\n{len(data)}\n".encode() + data)
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _complaint(text: str) -> Fault:
    right = Words("改好后再运行publisher site build", "mend it and run publisher site build again")
    return Fault(code="site", wrong=Words(f"网站没有建成：{text}", f"the site was not built: {text}"), right=right)
