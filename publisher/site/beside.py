"""Work beside the build, in a process of its own: a thread would have to ask for the interpreter all the time.

The process is a module of this program. It reads (name, bytes) from its input and writes its answer to a file without a
name, so that a build that is killed leaves nothing behind.
"""

from __future__ import annotations

import errno
import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

Named = tuple[str, bytes]
_BATCH = 2**22
"""Bytes that are sent at once: after each write the sender has to ask for the interpreter again."""
_END = b"end\n"
_PROGRAM = Path(__file__).parents[2]
_RUN = """import runpy, sys
sys.path.insert(0, sys.argv[1])
import publisher
del sys.path[0]
runpy.run_module(sys.argv[2], run_name="__main__")
"""
"""The program that called, not one that is installed beside it; and no module of the folder in which it was called."""


class Beside:
    """One process. `module`: what it runs, which calls `answer`; `folder`: where there is room for its answer."""

    def __init__(self, module: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._answer: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (closed when it is read)
        self._said: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (closed when it has ended)
        command = [sys.executable, "-I", "-c", _RUN, str(_PROGRAM), module]
        self._process = subprocess.Popen(
            command, bufsize=_BATCH, stdin=subprocess.PIPE, stdout=self._answer, stderr=self._said
        )
        self._failure: BaseException | None = None
        self._sending: Thread | None = None

    def send(self, parts: Iterable[Named], *, more: bool = False) -> None:
        """Send parts, while the caller goes on. Once only. `more`: others follow them, with `end`."""
        self._sending = Thread(target=self._send_first, args=(parts, more), daemon=True)
        self._sending.start()

    def end(self, rest: Iterable[Named]) -> None:
        """Send what came to be known later. The process goes on while the caller does. Raises what ended the sending
        of the first parts: an answer to a part of them is none.
        """
        self._join()
        self._send_last(rest)

    def finish(self) -> IO[bytes]:
        """Wait for the answer. Raises OSError where there is none, and as `end`."""
        self._join()
        self._wait()  # without the end of what is sent there is no answer
        if self._process.returncode:
            why = self._last_words() or self._process.returncode
            self.give_up()
            raise OSError(errno.EIO, f"没有做成 / not made: {why}")
        self._said.close()
        self._answer.seek(0)
        return self._answer

    def give_up(self) -> None:
        """End the process, however far it is; nothing is left of it, nor of an answer. Once more does nothing."""
        self._process.kill()
        if self._sending is not None:
            self._sending.join()
        self._wait()
        self._said.close()
        self._answer.close()

    def _join(self) -> None:
        if self._sending is not None:
            self._sending.join()
        if self._failure is not None:
            self.give_up()
            raise self._failure

    def _send_first(self, parts: Iterable[Named], more: bool) -> None:
        try:
            if not more:
                self._send_last(parts)
                return
            with suppress(BrokenPipeError):  # the process has ended: its status says so
                write_parts(self._input, parts)
                self._input.flush()  # it is to begin, however little this was
        except BaseException as error:  # told in the thread that waits for the answer
            self._failure = error

    def _send_last(self, parts: Iterable[Named]) -> None:
        with suppress(BrokenPipeError):  # likewise
            write_rest(self._input, parts)
            self._input.close()

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _wait(self) -> None:
        with suppress(OSError):
            self._input.close()
        self._process.wait()

    def _last_words(self) -> str:
        self._said.seek(0)
        return "".join(self._said.read().decode("utf-8", "replace").splitlines()[-1:])


def answer(work: Callable[[Iterator[Named], IO[bytes]], None]) -> None:
    """What the process runs: `work` is given all that is sent, and where its answer goes."""
    gc.disable()  # as in cli/main.py: rows and files are no garbage, and it ends soon
    work(read_parts(sys.stdin.buffer), sys.stdout.buffer)
    sys.stdout.buffer.flush()


def write_parts(to: IO[bytes], parts: Iterable[Named]) -> None:
    """Parts as they are sent; more may come."""
    for name, data in parts:
        text = name.encode()
        to.write(b"%d %d\n%b" % (len(text), len(data), text))
        to.write(data)


def write_rest(to: IO[bytes], parts: Iterable[Named]) -> None:
    """The last parts, and the end: what lacks it was cut off, be it between two parts."""
    write_parts(to, parts)
    to.write(_END)


def read_parts(stream: IO[bytes]) -> Iterator[Named]:
    """The parts that were sent. Raises EOFError where one of them, or the end, didn't come."""
    while (line := stream.readline()) != _END:
        if not line.endswith(b"\n"):
            raise EOFError("cut off")
        name, size = map(int, line.split())
        text, data = stream.read(name), stream.read(size)
        if len(text) < name or len(data) < size:
            raise EOFError("cut off")
        yield text.decode(), data
