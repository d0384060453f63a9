"""Before and after a result is public: the review of its free text, and withdrawal on legal grounds (article 18).

Object, date and result code are published in time whatever a review says: only free text can be masked or withheld,
and what is withheld or withdrawn is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from publisher.errors import Fault, Words, fault
from publisher.rules.deadlines import withdrawal_from

Mode = Literal["full", "masked", "withheld"]
TRADE_SECRET = "trade-secret"
GROUNDS: Mapping[str, Words] = {
    TRADE_SECRET: Words("涉及商业秘密", "trade secrets"),
    "privacy": Words("涉及个人隐私", "personal privacy"),
    "law": Words("法律、行政法规禁止公开", "a law forbids it"),
}
COURT = "court"
WITHDRAWAL_GROUNDS: Mapping[str, Words] = {
    "repair": Words("信用修复", "credit repair"),
    "expired": Words("公示期满", "its term has ended"),
    COURT: Words("法院裁判", "a court's decision"),
}


class Review(NamedTuple):
    """How a result's free text goes out. `asked_on`: when the third party whose secret it may be was asked."""

    row: str
    mode: Mode
    ground: str = ""
    asked_on: date | None = None
    reviewed_on: date | None = None


def review_faults(review: Review) -> list[Fault]:
    """What a review lacks: its day, a ground on the list, the third party's word on trade secrets."""
    found = []
    if review.reviewed_on is None:
        zh, en = "没有写审查日期", "the review has no date"
        found.append(fault("review-date", zh, en, "写审查日期", "write the day of the review"))
    if review.mode == "full":
        if review.ground:
            zh, en = "全文公开却写了不公开的理由", "published in full, with a ground for withholding"
            found.append(fault("review-ground", zh, en, "删去理由，或改为遮盖、不公开", "drop it, or mask the text"))
        return found
    if review.ground not in GROUNDS:
        zh, en = "遮盖或不公开须有法定理由", "masked or withheld without a legal ground"
        found.append(fault("review-ground", zh, en, f"可用：{'、'.join(GROUNDS)}", f"one of: {', '.join(GROUNDS)}"))
    if review.ground == TRADE_SECRET and review.asked_on is None:
        zh, en = "涉及商业秘密，没有征求第三方意见", "trade secrets, and the third party wasn't asked"
        found.append(fault("review-asked", zh, en, "书面征求意见并写日期", "ask in writing and write the day"))
    if review.asked_on and review.reviewed_on and review.asked_on > review.reviewed_on:
        zh, en = "先审查后征求意见", "reviewed before the third party was asked"
        found.append(fault("review-order", zh, en, "改正日期", "correct the dates"))
    return found


def published_text(text: str, review: Review, masked: str = "") -> str:
    """The free text that goes out: in full, as `masked` says it, or not at all."""
    return {"full": text, "masked": masked, "withheld": ""}[review.mode]


def review_words(review: Review) -> Words:
    """What stands where text is missing; empty words where nothing is."""
    if review.mode == "full":
        return Words("", "")
    ground = GROUNDS[review.ground]
    if review.mode == "masked":
        return Words(f"部分文字因{ground.zh}不公开", f"parts of the text are masked: {ground.en}")
    return Words(f"文字说明因{ground.zh}不公开", f"the text is withheld: {ground.en}")


def review_counts(reviews: Iterable[Review]) -> dict[tuple[Mode, str], int]:
    """(mode, ground) → how many: what is withheld is counted."""
    return dict(sorted(Counter((item.mode, item.ground) for item in reviews).items()))


class Withdrawn(NamedTuple):
    """A row whose text is to be withdrawn: since when it was public, on which ground, by which document, when."""

    row: str
    published_on: date
    ground: str
    document: str
    on: date


def withdrawal_faults(wish: Withdrawn, *, months: int) -> list[Fault]:
    """Why a text can't be withdrawn: no ground on the list, no document, or too early (protocol section 3).

    A court's decision may come at any time; the other grounds after `months` in public.
    """
    found = []
    if wish.ground not in WITHDRAWAL_GROUNDS:
        listed = "、".join(WITHDRAWAL_GROUNDS), ", ".join(WITHDRAWAL_GROUNDS)
        zh, en = f"没有“{wish.ground}”这种理由", f"{wish.ground!r} is no ground for a withdrawal"
        found.append(fault("withdrawal-ground", zh, en, f"可用：{listed[0]}", f"one of: {listed[1]}"))
    if not wish.document:
        zh, en = "停止公示没有写文书", "a withdrawal without its document"
        found.append(fault("withdrawal-document", zh, en, "写文书名称和文号", "name the document"))
    earliest = withdrawal_from(wish.published_on, months).day
    if wish.ground != COURT and wish.on < earliest:
        zh, en = f"公示不满{months}个月", f"public for less than {months} months"
        found.append(fault("withdrawal-early", zh, en, f"{earliest}起可以", f"from {earliest} on"))
    return found


def withdrawal_counts(withdrawn: Iterable[Withdrawn]) -> dict[str, int]:
    """Ground → how many, every ground listed: a withdrawal leaves a trace that is counted."""
    counts = Counter(item.ground for item in withdrawn)
    return {ground: counts[ground] for ground in WITHDRAWAL_GROUNDS}


ENTRY_DAYS = 90


def entry_shown(to: date, *, made: bool, newest: date | None) -> bool:
    """Whether the text of an entry of article 13 is public: with its result, or 90 days after its period has ended.

    Before that nobody reads who is to be visited. `newest`: the day of the newest entry of the log, None of none.
    """
    return made or (newest is not None and newest > to + timedelta(days=ENTRY_DAYS))
