"""Whether a draw has come far enough to be judged by its outcome (protocol section 4)."""

from __future__ import annotations

from publisher.draw.identifiers import time_text
from publisher.verify.course import Course, Stage
from publisher.verify.draw_case import DrawCase
from publisher.verify.report import Finding, holds, not_yet


def waiting(draw: DrawCase, course: Course) -> Finding | None:
    """Why nothing can be judged that needs an outcome: the draw is void, or not concluded yet; None once it is."""
    if course.stage is Stage.VOID:
        return holds("已作废，没有抽取", "void: nothing was drawn", draw=draw.name)
    if draw.records.outcome is None:
        zh = f"公共随机数{time_text(course.latest)}产生，之后才有结果"
        return not_yet(zh, f"the outcome comes after the beacon, {time_text(course.latest)}", draw=draw.name)
    return None
