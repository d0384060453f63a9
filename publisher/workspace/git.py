"""What changed since a revision, as git knows it; a revision read as if it lay on disk.

git is a program of its own, and may not be there. Nothing here writes, asks anybody or reaches the network.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.errors import Refused, fault
from publisher.workspace.files import Files

QUIET = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat"}
_NOT_FOUND = 1


class Change(NamedTuple):
    """A file below the repository's folder: A added, M modified, D deleted, T its type changed."""

    status: str
    name: str


class Git:
    """The git repository that a folder lies in; paths are relative to that folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *arguments: str, given: bytes = b"", may_end: Sequence[int] = (0,)) -> bytes:
        """What git answers. Raises Refused where git isn't installed, or ends with a status outside `may_end`."""
        command = ["git", "-C", str(self.root), "-c", "core.quotePath=false", *arguments]
        try:
            done = subprocess.run(command, input=given, capture_output=True, env={**os.environ, **QUIET}, check=False)
        except FileNotFoundError:
            right = ("安装git后再运行", "install git, then run it again")
            raise Refused(fault("git", "这台机器上没有git", "git isn't installed on this machine", *right)) from None
        except ValueError:  # a NUL in an argument
            raise _refused("不是git的版本名", "not a revision") from None
        if done.returncode not in may_end:
            said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0][:200]
            raise _refused(f"git不能回答：{said}", f"git can't answer: {said}")
        return done.stdout

    def commit(self, revision: str) -> str:
        """The commit (40 or 64 hex) that a revision names. Raises Refused."""
        self.run("rev-parse", "--git-dir")
        asked = f"{revision}^{{commit}}" if not revision.startswith("-") else ""  # never an option
        found = self.run("rev-parse", "--verify", "--quiet", asked, may_end=(0, _NOT_FOUND, 128))
        commit = found.decode("ascii", "replace").strip()
        if not commit:
            shown = revision[:100]
            right = ("写分支、标签或提交，如origin/main；先git fetch", "name a branch, tag or commit, after git fetch")
            raise Refused(fault("revision", f"git里没有“{shown}”", f"git has no revision {shown!r}", *right))
        return commit

    def merge_base(self, commit: str) -> str:
        """Where the work here left `commit`: the newest commit that both have; `commit` itself where there is none."""
        found = self.run("merge-base", commit, "HEAD", may_end=(0, _NOT_FOUND, 128)).decode().split()
        return found[0] if found else commit

    def changes(self, commit: str, *folders: str) -> list[Change]:
        """What differs between a commit and the files as they lie here now, also those that git doesn't follow yet."""
        places = ["--", *folders]
        told = self.run("diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--relative", commit, *places)
        parts = _texts(told)
        found = [Change(status[0], name) for status, name in zip(parts[::2], parts[1::2], strict=True)]
        new = self.run("ls-files", "-z", "--others", "--exclude-standard", *places)
        known = {change.name for change in found}
        found += [Change("A", name) for name in _texts(new) if name not in known]
        return sorted(found, key=lambda change: change.name)

    def names(self, commit: str, folder: str) -> list[str]:
        """The files below a folder in a commit."""
        return _texts(self.run("ls-tree", "-r", "-z", "--name-only", commit, "--", f"{folder}/" if folder else "."))

    def read(self, commit: str, names: Iterable[str]) -> dict[str, bytes | None]:
        """Files as they are in a commit; None for those that it doesn't have."""
        wanted = [name for name in names if "\n" not in name]
        prefix = self.run("rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
        asked = "".join(f"{commit}:{prefix}{name}\n" for name in wanted).encode("utf-8", "surrogateescape")
        told = self.run("cat-file", "--batch", given=asked)
        found: dict[str, bytes | None] = {}
        position = 0
        for name in wanted:
            end = told.index(b"\n", position)
            head, position = told[position:end].split(b" "), end + 1
            if head[-1] == b"missing" or head[-2:-1] != [b"blob"]:
                found[name] = None
                position += int(head[-1]) + 1 if head[-1].isdigit() else 0
                continue
            size = int(head[-1])
            found[name] = told[position : position + size]
            position += size + 1
        return found

    def holding(self, pattern: str, where: str, *places: str) -> list[str]:
        """Files with a line that fits an extended regular expression; `where`: `--cached` or `--untracked`."""
        told = self.run("grep", where, "-a", "-l", "-z", "-E", "-e", pattern, "--", *places, may_end=(0, _NOT_FOUND))
        return _texts(told)

    def touched(self, pattern: str, commit: str, *places: str) -> list[str]:
        """Files into or out of which a commit since `commit` wrote a line that fits `pattern`: history keeps it."""
        if not self.run("rev-parse", "--verify", "--quiet", "HEAD", may_end=(0, _NOT_FOUND, 128)):
            return []
        span = f"{commit}..HEAD"
        told = self.run(
            "log", "-a", f"-G{pattern}", "-m", "--relative", "--format=", "--name-only", "-z", span, "--", *places
        )
        return sorted({name.lstrip("\n") for name in _texts(told)} - {""})


def _texts(told: bytes) -> list[str]:
    return [part.decode("utf-8", "surrogateescape") for part in told.split(b"\0") if part]


def _refused(zh: str, en: str) -> Refused:
    right = ("在本单位的git仓库里运行，--since写一个版本", "run it in the bureau's git repository and name a revision")
    return Refused(fault("git", zh, en, *right))


class Revision(Files):
    """A commit as a folder tree that can only be read; what is read together is fetched together."""

    def __init__(self, git: Git, commit: str) -> None:
        super().__init__(Path("/nonexistent"), content={})
        self.git, self.commit = git, commit
        self._held: dict[str, bytes | None] = {}

    def read(self, name: str) -> bytes | None:
        """The file's bytes in the commit, or None."""
        self.path(name)  # refuses names that leave the folder
        if name not in self._held:
            self.fetch([name])
        return self._held.get(name)

    def fetch(self, names: Iterable[str]) -> None:
        """Read files at once that will be asked for one by one."""
        self._held |= self.git.read(self.commit, [name for name in names if name not in self._held])

    def names(self, folder: str = "") -> list[str]:
        """All files below a folder in the commit, sorted by path."""
        return sorted(self.git.names(self.commit, folder))
