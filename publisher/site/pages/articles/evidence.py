"""One line of live evidence under an article of the rule."""

from __future__ import annotations

from typing import Literal, NamedTuple

State = Literal["", "overdue", "waiting"]


class Evidence(NamedTuple):
    """What there is to see: a sentence, the site path to look at (empty where the sentence is all), how it stands."""

    text: str
    link: str = ""
    state: State = ""
