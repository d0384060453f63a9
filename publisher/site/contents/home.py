"""The first page's four numbers that matter, each with the rows that it counts."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from publisher.rules.shares import Share
from publisher.site.contents.plans import plan_views
from publisher.site.contents.results import results_by_year
from publisher.site.read.figures import thousands
from publisher.site.read.view import View


class Number(NamedTuple):
    """A number, what it says in both languages, and the site path of what it counts."""

    value: str
    said: str
    said_en: str
    link: str


def home_numbers(view: View) -> list[Number]:
    """The year so far: draws of the plan, visits, problems found, results published in time."""
    made = results_by_year(view)[0]
    plans = [plan.counts for plan in plan_views(view) if plan.year == made.year]
    drawn = Share(sum(plan["drawn"] for plan in plans), sum(plan["planned"] for plan in plans))
    states = Counter(item.state(view.today) for item in view.publications if item.fixed_on.year == made.year)
    due = Share(states["done"], states["done"] + states["late"] + states["overdue"])
    problems = Share(made.problems, len(made.lines))
    return [
        Number(str(drawn), "次计划的抽签已经抽过", "planned draws held", "plan.html"),
        Number(thousands(len(made.lines)), "户次检查结果已公示", "results published", "results.html"),
        Number(problems.percent, "发现问题", "of visits found a problem", "results.html?only=problem:yes"),
        Number(
            due.percent.replace("100.0%", "100%"), "的结果按期公示", "of results published in time", "year.html#timely"
        ),
    ]
