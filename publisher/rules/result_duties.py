"""Duties that results bring: publication, article 13, re-checks, referrals, objections (articles 13, 16, 18, 20)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.draw.identifiers import end_of
from publisher.errors import Words
from publisher.rules.duties import Duty, until
from publisher.rules.objections import STATE_WORDS, next_due
from publisher.rules.owed import Owed

_STEPS = {"received": "accepted", "accepted": "upheld", "upheld": "corrected"}
LATE_C18 = Words("逾期公布：C18不通过，计入问责", "published late: C18 fails, and it is told under accountability")


def publications_due(known: Owed) -> Iterator[Duty]:
    """What isn't public yet, by draw and day: to be sealed, then cosigned (article 18)."""
    groups = Counter((item.draw, not item.row, item.due) for item in known.publications if item.public_on is None)
    for (draw, unsealed, due), count in groups.items():
        where = draw or "nonrandom"
        if unsealed:
            what = Words(f"{where}有{count}条结果未封存", f"{where}: {count} results aren't sealed")
            yield Duty("seal", "log", where, what, f"seal {where}", until(due), LATE_C18, due.provisional)
        else:
            what = Words(
                f"{where}有{count}条结果待会签、上网", f"{where}: {count} results are to be cosigned and shown"
            )
            yield Duty("publish", "witness", where, what, "log cosign", until(due), LATE_C18, due.provisional)


def entries_due(known: Owed) -> Iterator[Duty]:
    """Article 13: the entry before the visit, and seen by witnesses; then the visit and its result."""
    late = Words("先查后登记，C17不通过", "a visit before its entry: C17 fails")
    for entry in known.entries:
        if not entry.logged:
            what = Words(f"{entry.number}未封存，不得检查", f"{entry.number} isn't sealed: no visit may be made")
            yield Duty("entry", "log", entry.number, what, "seal nonrandom", end_of(entry.end), late)
        elif not entry.made:
            if not entry.seen:
                what = Words(
                    f"{entry.number}待会签，之后方可检查", f"{entry.number} is to be cosigned before the visit"
                )
                yield Duty("witness-entry", "witness", entry.number, what, "log cosign", end_of(entry.end), late)
            what = Words(f"{entry.number}待检查并写结果", f"{entry.number}: make the visit and write its result")
            otherwise = Words("登记悬着，网站标明未办", "the entry hangs, and the site says so")
            yield Duty("entry-visit", "unit", entry.number, what, "seal nonrandom", end_of(entry.end), otherwise)


def open_results_due(known: Owed) -> Iterator[Duty]:
    """Results that are still open (article 16)."""
    for draw, count in sorted(known.open_results.items()):
        where = draw or "nonrandom"
        what = Words(f"{where}有{count}条结果未了结，待复查", f"{where}: {count} results are open and need a re-check")
        otherwise = Words("不算未发现问题，留在重点组", "it doesn't count as clean, and stays under attention")
        yield Duty("follow-up", "unit", where, what, f"correct {where}", None, otherwise)


def referrals_due(known: Owed) -> Iterator[Duty]:
    """Referrals that are missing or stand still; without the register, what the public counts tell (article 20)."""
    otherwise = Words("逾期提醒，计入问责（第二十条）", "it is overdue, and told under accountability (article 20)")
    if known.alerts is None:
        for code, said in sorted(known.said.items()):
            missing = said - known.counted.get(code, 0)
            if missing > 0:
                what = Words(
                    f"代码{code}有{missing}条结果没有移送", f"code {code}: {missing} results without a referral"
                )
                yield Duty("referral", "unit", code, what, "referral add", None, otherwise)
        return
    for alert, who in known.alerts:
        command = f"referral step {who.number}" if who.number else f"referral add {who.about.replace('/', ' ')}"
        words = Words(f"{who.about}：{alert.words.zh}", f"{who.about}: {alert.words.en}")
        due = alert.due
        yield Duty("referral", "unit", who.number or who.about, words, command, until(due), otherwise, due.provisional)


def objections_due(known: Owed) -> Iterator[Duty]:
    """Objections to be taken up, answered, or followed by a correction (article 18)."""
    otherwise = Words("异议逾期未处理，计入问责", "it is handled late, and told under accountability")
    if known.objections is None or known.objection_terms is None:
        for state, words in STATE_WORDS.items():
            count = known.objection_states.get(state, 0)
            if count and state in _STEPS:
                what = Words(f"{count}件异议：{words.zh}", f"{count} objections: {words.en}")
                yield Duty("objection", "legal", state, what, "objection list", None, otherwise)
        return
    for item in known.objections:
        due = next_due(item, known.calendar, known.objection_terms)
        if due is not None:
            words = STATE_WORDS[item.state]
            what = Words(f"异议{item.number}：{words.zh}", f"objection {item.number}: {words.en}")
            command = f"objection step {item.number} --step {_STEPS[item.state]}"
            yield Duty("objection", "legal", item.number, what, command, until(due), otherwise, due.provisional)
