"""What the sample's year holds beside its draws: articles 13, 14, 16, 18, 20 and 23, by the commands' own functions."""

from __future__ import annotations

from datetime import date

from publisher.ceremony import correcting, nonrandom, objecting, planning, referring
from publisher.ceremony.objecting import Ruling
from publisher.demo import acts
from publisher.demo.cast import Stage
from publisher.draw.identifiers import SHANGHAI
from publisher.reports.filing import file_record, make_report
from publisher.rules.referrals import Step
from publisher.tables.results import NonrandomFile, NonrandomResult
from publisher.tables.yaml_files import yaml_text
from publisher.workspace.repository import plan_name


def today(stage: Stage) -> date:
    """The story's day in Shanghai."""
    return stage.now.astimezone(SHANGHAI).date()


def amend_plan(stage: Stage, time: str, row: str) -> None:
    """The plan gets another row; both offices sign it again (article 14)."""
    acts.at(stage, time)
    place = plan_name("2026", "hrss-ldjc")
    stage.workspace.files.write(place, stage.workspace.need(place) + f"{row}\n".encode())
    for office in acts.OFFICES:
        planning.amend_plan(stage.desk(office), acts.desk_role(office), "2026", "hrss-ldjc")
    acts.keep(stage)
    acts.cosign(stage)


def enter(stage: Stage, time: str, object_id: str, code: str, until: str, paper: str) -> NonrandomFile:
    """An inspection outside the draw is entered, logged and cosigned before the visit (article 13)."""
    acts.at(stage, time)
    entry = nonrandom.add_entry(
        stage.desk("draw"),
        object_id,
        items=["LD-02"],
        code=code,
        start=None,
        end=date.fromisoformat(until),
        paper=paper,
    )
    nonrandom.seal_nonrandom(stage.desk("keeper"))
    acts.cosign(stage)
    return entry


def made(stage: Stage, time: str, entry: NonrandomFile, visited: str, fixed: str, codes: list[str], text: str) -> None:
    """What was found there; it is logged as a correction of the entry."""
    acts.at(stage, time)
    result = NonrandomResult(
        visited_on=visited,
        fixed_on=fixed,
        inspectors=["JC001", "JC003"],
        method="1",
        codes=codes,
        dispositions=["3"],
        text=text,
    )
    place = f"data/nonrandom/{entry.id[:4]}/{entry.id}.yaml"
    stage.workspace.files.write(place, yaml_text(entry.model_copy(update={"result": result})).encode())
    nonrandom.seal_nonrandom(stage.desk("keeper"))
    acts.cosign(stage)


def refer(stage: Stage, draw: str, object_id: str, code: str) -> str:
    """A referral is opened; the public sees its count alone (article 20). Returns its number."""
    return referring.add_referral(stage.desk("draw"), draw, object_id, code, today(stage)).number


def step(stage: Stage, number: str, days: dict[Step, str]) -> None:
    """The referral goes its way: told, heard, decided, served."""
    for name, day in days.items():
        referring.step_referral(stage.desk("draw"), number, name, date.fromisoformat(day))


def object_to(stage: Stage, draw: str, object_id: str, on: str) -> str:
    """A firm objects to its result. Returns the objection's number (article 18)."""
    return objecting.add_objection(stage.desk("draw"), draw, object_id, date.fromisoformat(on)).number


def answer(stage: Stage, number: str, ruling: Ruling) -> None:
    """The objection goes one step on."""
    objecting.step_objection(stage.desk("draw"), number, ruling, today(stage))


def re_check(stage: Stage, draw: str, object_id: str, time: str, visited: str) -> None:
    """An open result is closed by a follow-up, which is no visit of its own (article 16)."""
    acts.at(stage, time)
    correcting.write_correction(
        stage.desk("draw"),
        draw,
        object_id,
        "复查",
        codes=["E"],
        fixed_on=today(stage),
        re_checked_on=date.fromisoformat(visited),
    )
    acts.seal(stage, draw, time)


def report(stage: Stage, time: str, stated: date) -> None:
    """The half-year report goes out, its files bound in the log (article 23)."""
    acts.at(stage, time)
    made_up = make_report(stage.workspace, stated, today(stage))
    file_record(stage.desk("draw"), "report", made_up.files, period=made_up.half.period.stated.isoformat())
    acts.keep(stage)
    acts.cosign(stage)


def open_results(stage: Stage, draw: str) -> list[str]:
    """The drawn objects whose result is still open, as staff's files say."""
    return [file.object for file in stage.workspace.results(draw).values() if file.codes == ["A"] and not file.corrects]
