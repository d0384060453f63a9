"""Work beside the build, in a process of its own: a thread would have to ask for the interpreter all the time.

The process is a module of this program. It reads (name, bytes) from its input and writes its answer to a file without a
name, so that a build that is killed leaves nothing behind.
"""

from __future__ import annotations

import errno
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

_BATCH = 2**22
Named = tuple[str, bytes]


class Beside:
    """One process. `module`: what it runs, which calls `answer`; `folder`: where there is room for its answer."""

    def __init__(self, module: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._answer: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (closed when it is read)
        command = [sys.executable, "-P", "-m", module]  # -P: no module of the folder in which the build was called
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=self._answer, stderr=subprocess.DEVNULL)
        self._failure: BaseException | None = None
        self._sending: Thread | None = None

    def send(self, parts: Iterable[Named]) -> None:
        """Send parts, while the caller goes on. Once only."""
        self._sending = Thread(target=self._send_first, args=(parts,), daemon=True)
        self._sending.start()

    def finish(self, rest: Iterable[Named] = ()) -> IO[bytes]:
        """Send what came to be known later, and wait for the answer. Raises OSError where there is none.

        Also raises whatever ended the sending of the first parts: an answer to a part of them is none.
        """
        if self._sending is not None:
            self._sending.join()
        if self._failure is not None:
            self.give_up()
            raise self._failure
        self._send(rest)
        if not self._ended():
            raise OSError(errno.EIO, "没有做成，磁盘可能已满 / not made, the disk may be full")
        self._answer.seek(0)
        return self._answer

    def give_up(self) -> None:
        """End the process; nothing is left of it. Does nothing where it has answered."""
        if self._answer.closed:
            return
        self._process.kill()
        if self._sending is not None:
            self._sending.join()
        self._ended()
        self._answer.close()

    def _send_first(self, parts: Iterable[Named]) -> None:
        try:
            self._send(parts)
        except BaseException as error:  # told in `finish`, in the thread that waits for the answer
            self._failure = error

    def _send(self, parts: Iterable[Named]) -> None:
        """A few megabytes at a time: for each write the interpreter has to be asked for."""
        to = self._process.stdin
        assert to is not None
        with suppress(OSError):  # the process has ended: its status says so
            for batch in _batches(framed(name, data) for name, data in parts):
                to.write(batch)
            to.flush()

    def _ended(self) -> bool:
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        return self._process.wait() == 0


def answer(work: Callable[[Iterator[Named], IO[bytes]], None]) -> None:
    """What the process runs: `work` is given all that is sent, and where its answer goes."""
    work(unframed(sys.stdin.buffer), sys.stdout.buffer)
    sys.stdout.buffer.flush()


def framed(name: str, data: bytes) -> bytes:
    """A part as it is sent."""
    text = name.encode()
    return b"%d %d\n%b%b" % (len(text), len(data), text, data)


def unframed(stream: IO[bytes]) -> Iterator[Named]:
    """The parts that were sent. Raises EOFError where one of them came in part."""
    while line := stream.readline():
        name, size = map(int, line.split())
        text, data = stream.read(name), stream.read(size)
        if len(text) < name or len(data) < size:
            raise EOFError("cut off")
        yield text.decode(), data


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
