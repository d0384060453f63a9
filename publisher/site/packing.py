"""evidence.zip, packed by a process of its own while this one makes the pages: a tenth of a big site's time.

A thread wouldn't do: it has to ask for the interpreter at each of a hundred thousand files. The process is this file,
which needs the standard library alone; it reads files from its input and writes the zip to its output.
"""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16
_UNIX = 3
_BATCH = 2**22


class Packing:
    """A zip whose bytes depend on nothing but the files (and on zlib's version): in order, without times and owners.

    `files`: path → bytes of what is known already; it is sent at once, sorted. `folder`: where there is room for it.
    """

    def __init__(self, files: Mapping[str, bytes], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._packed: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (closed when it is finished)
        command = [sys.executable, "-I", "-S", __file__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=self._packed, stderr=subprocess.DEVNULL)
        self._failure: BaseException | None = None
        self._sending = Thread(target=self._send_first, args=(files,), daemon=True)
        self._sending.start()

    def finish(self, target: Path, rest: Mapping[str, bytes]) -> None:
        """Pack what came to be known later, sorted, after the others, and write the zip. Raises OSError.

        Also raises whatever ended the sending of the first files: a zip that lacks some is none.
        """
        self._sending.join()
        if self._failure is not None:
            self.give_up()
            raise self._failure
        self._send(rest)
        if not self._ended():
            raise OSError(errno.EIO, "没有打包成功，磁盘可能已满 / not packed, the disk may be full", str(target))
        self._packed.seek(0)
        with self._packed, open(target, "wb") as file:
            shutil.copyfileobj(self._packed, file, _BATCH)

    def give_up(self) -> None:
        """End the process; nothing is written."""
        self._process.kill()
        self._sending.join()
        self._ended()
        self._packed.close()

    def _send_first(self, files: Mapping[str, bytes]) -> None:
        try:
            self._send(files)
        except BaseException as error:  # told in `finish`, in the thread that waits for the zip
            self._failure = error

    def _send(self, files: Mapping[str, bytes]) -> None:
        """A few megabytes at a time: for each write the interpreter has to be asked for."""
        to = self._process.stdin
        assert to is not None
        with suppress(OSError):  # the process has ended: its status says so
            for batch in _batches(_framed(path, data) for path, data in sorted(files.items())):
                to.write(batch)
            to.flush()

    def _ended(self) -> bool:
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        return self._process.wait() == 0


def _framed(path: str, data: bytes) -> bytes:
    name = path.encode()
    return b"%d %d\n%b%b" % (len(name), len(data), name, data)


def _batches(parts: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= _BATCH:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _unframed(stream: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    while line := stream.readline():
        name, size = map(int, line.split())
        path, data = stream.read(name), stream.read(size)
        if len(path) < name or len(data) < size:
            raise EOFError("cut off")
        yield path.decode(), data


def write_zip(target: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    """A zip of (path, bytes), in this order."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path, data in files:
            member = zipfile.ZipInfo(path, _EPOCH)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _REGULAR
            packed.writestr(member, data)


if __name__ == "__main__":
    write_zip(sys.stdout.buffer, _unframed(sys.stdin.buffer))
