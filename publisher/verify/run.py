"""The verification: every check over one case, none stopping another (protocol section 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from publisher.verify import (
    approval,
    changes,
    commitments,
    files,
    frames,
    keys_and_log,
    nonrandom,
    privacy,
    publication,
    quotas,
    randomness,
    recompute_checks,
    results,
    rosters,
    sequence,
    timing,
    watching,
)
from publisher.verify.case import Case
from publisher.verify.ceilings import ceiling
from publisher.verify.draw_case import DrawCase
from publisher.verify.notices import notices
from publisher.verify.published import Published
from publisher.verify.report import CHECKS, CheckResult, Finding, Notice, Report, not_known

LogCheck = Callable[[Case], Iterator[Finding]]
DrawCheck = Callable[[Case, DrawCase], Iterator[Finding]]

LOG_CHECKS: Mapping[str, LogCheck] = {
    "C01": keys_and_log.keys,
    "C02": keys_and_log.log,
    "C03": watching.history,
    "C04": watching.witnesses,
    "C05": sequence.sequence,
    "C06": approval.approval,
    "C07": files.shared_files,
    "C17": nonrandom.nonrandom,
    "C18": publication.nonrandom_publication,
    "C20": privacy.privacy,
}
DRAW_CHECKS: Mapping[str, DrawCheck] = {
    "C07": files.files,
    "C08": frames.frame,
    "C09": quotas.quota,
    "C10": timing.timing,
    "C11": commitments.secrets,
    "C12": randomness.beacon,
    "C13": randomness.seed,
    "C14": recompute_checks.selection,
    "C15": recompute_checks.teams,
    "C16": changes.changes,
    "C17": results.results,
    "C18": publication.publication,
    "C19": rosters.rosters,
}


def verify(
    published: Published,
    *,
    now: datetime,
    genesis: str | None = None,
    since: bytes | None = None,
    frame_keys: Mapping[str, bytes] | None = None,
    draw: str | None = None,
) -> Report:
    """The twenty checks over published files.

    `now`: an aware time. `genesis`: the pinned record hash of entry 0 (64 hex), without which much stays unknown.
    `since`: a checkpoint that the reader kept (the note's bytes). `frame_keys`: draw → frame key (32 bytes) of blinded
    draws. `draw`: report on this draw and the log, not on the other draws. Never raises for what the files hold.
    """
    case = Case(published, now=now, genesis=genesis, since=since, frame_keys=frame_keys)
    findings = {code: _findings(case, code) for code in CHECKS}
    names = list(case.draws) if draw is None else [draw]
    told = [notice for notice in _told(case) if draw in (None, notice.draw) or not notice.draw]
    return Report(
        results={code: CheckResult.of(code, _of(found, ("", *names))) for code, found in findings.items()},
        draws={
            name: {code: CheckResult.of(code, _of(found, ("", name))) for code, found in findings.items()}
            for name in names
        },
        notices=tuple(told),
        genesis=case.ledger.genesis,
        pinned=case.pinned,
        checkpoint=case.ledger.fingerprint,
        size=case.ledger.newest.size,
        bureau=str(case.bureau.get("bureau", "")),
        demo=case.bureau.get("demo") is True,
        now=now,
        where=published.where,
    )


def _of(findings: Iterable[Finding], draws: Iterable[str]) -> list[Finding]:
    wanted = set(draws)
    return [finding for finding in findings if finding.draw in wanted]


def _findings(case: Case, code: str) -> list[Finding]:
    """All findings of one check; what bounds it comes last, and only where the check found something."""
    found: list[Finding] = []
    if code in LOG_CHECKS:
        found += guarded(LOG_CHECKS[code](case))
    if code in DRAW_CHECKS:
        for draw in case.draws.values():
            found += guarded(DRAW_CHECKS[code](case, draw), draw.name)
    return found + guarded(ceiling(case, code)) if found else found


def guarded(findings: Iterator[Finding], draw: str = "") -> list[Finding]:
    """The findings of one check. Evidence crafted to break a check must not silence the others."""
    found: list[Finding] = []
    try:
        for finding in findings:
            found.append(finding)
    except Exception as error:
        found.append(stopped(error, draw))
    return found


def stopped(error: Exception, draw: str) -> Finding:
    """The finding of a check that broke off."""
    name = type(error).__name__
    zh = f"这一项中途停止（{name}）：证据刻意写坏，或程序有误，请告诉我们"
    en = f"this check broke off ({name}): evidence made to break it, or a fault of the program; please tell us"
    return not_known(zh, en, draw=draw)


def _told(case: Case) -> list[Notice]:
    found: list[Notice] = []
    try:
        found.extend(notices(case))
    except Exception as error:
        found.append(Notice(stopped(error, "").reason))
    return found
