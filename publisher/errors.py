"""Everything the program says to a person when it can't go on, and the four ways in which it can't.

A message is one thing in two languages, written side by side so that neither goes stale. A fault says where it is,
what is wrong, and what would be right. Nobody meets a traceback for something they can cause.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple


class Words(NamedTuple):
    """One message in Chinese and English."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        """The message in `lang` (`zh` or `en`; anything else is Chinese)."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong, where, and what would be right.

    `line` and `column` count from 1; 0 means the whole file or the whole line. `code` is stable kebab-case.
    """

    code: str
    wrong: Words
    right: Words
    file: str = ""
    line: int = 0
    column: int = 0

    def at(self, file: str, line: int | None = None, column: int | None = None) -> Fault:
        """The same fault with its place filled in; places already known are kept."""
        return replace(
            self,
            file=self.file or file,
            line=self.line or (line or 0),
            column=self.column or (column or 0),
        )

    def say(self, lang: str) -> str:
        """`file:line:column: code: what is wrong; what would be right` on one line (CLI.md)."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part) if self.file else ""
        sentence = f"{self.code}: {self.wrong.say(lang)}{'; ' if lang == 'en' else '；'}{self.right.say(lang)}"
        line = f"{place}: {sentence}" if place else sentence
        return "".join(char if char.isprintable() else "\ufffd" for char in line)


class PublisherError(Exception):
    """The root of all that a user can cause. `status` is the exit status of CLI.md."""

    status = 2

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(fault.say("en") for fault in faults))
        self.faults = faults

    def at(self, file: str) -> PublisherError:
        """The same error with the file's name filled in where it was not known yet."""
        return type(self)(*(fault.at(file) for fault in self.faults))


class Malformed(PublisherError):
    """Bytes that can't be read as what they claim to be."""


class Refused(PublisherError):
    """Readable, but the rule, the protocol or the state of things doesn't allow it."""


class Fails(PublisherError):
    """A check fails: a signature, a proof, a hash."""

    status = 1


class NotYet(PublisherError):
    """Not yet or not known: a beacon that hasn't fired, a witness that hasn't signed."""

    status = 3


def fault(code: str, zh: str, en: str, right_zh: str, right_en: str) -> Fault:
    """A fault without a place yet: what is wrong, what would be right, in both languages."""
    return Fault(code=code, wrong=Words(zh, en), right=Words(right_zh, right_en))
