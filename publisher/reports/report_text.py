"""The half-year report as an official paper: every number with the note that says how it was counted (article 23)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from publisher.reports.blocks import (
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Page,
    Paper,
    Paragraph,
    Small,
    cell_text,
    day_text,
    in_fours,
    listed,
)
from publisher.reports.columns import NUMBER, RULES
from publisher.reports.figures import Figures, Task
from publisher.reports.half_year import HalfYear
from publisher.rules.exceptions import CODES
from publisher.rules.referrals import STEP_WORDS
from publisher.rules.shares import Share

_TARGET_OF_JOINT = {True: "已达到", False: "尚未达到", None: ""}
_MANY_UNITS = 3
Counts = Callable[[Figures], Mapping[str, int]]
_COUNTED_ALSO = (
    ("计划完成率", "本年度各计划行按频次应抽的次数中，已封存承诺且未作废的次数，含尚待抽取的；与考评指标同一口径。"),
    ("更换与增补", "变更记录（change、changed）中离开检查组的人次、增补的检查对象户数；原因不公开。"),
    (
        "第十三条的检查",
        "本期进行且已有结果的抽签以外的检查（nonrandom记录及其结果），占本期全部检查户次的比例，按检查日期计。",
    ),
    ("更正与停止公示", "本期封存的更正记录（correction，复查除外）所涉结果数，停止公示记录（withdraw）数。"),
    ("发现问题户次", "结果代码中有既非“未发现问题”一类、也不只是说明主体已不存在的户次。"),
)
"""Numbers of the text that aren't columns; their notes follow the columns'."""
_PLAN, _CHANGES, _OUTSIDE, _CORRECTED, _PROBLEMS = range(len(RULES) + 1, len(RULES) + len(_COUNTED_ALSO) + 1)


def report_paper(half: HalfYear, *, to: str = "") -> Paper:
    """The paper. `to`: whom it is addressed to; left out where empty."""
    period = half.period
    return Paper(
        title=f"{half.bureau.name}\n{period.title}“双随机、一公开”\n抽查工作情况报告",
        author=half.bureau.name,
        dated=period.cut_off,
        running="演示数据：单位、人员均为虚构" if half.bureau.demo else "",
        blocks=(*_letter(half, to), *_table(half), *_tasks(half), *_notes(half)),
    )


def _letter(half: HalfYear, to: str) -> Iterator[Block]:
    if to:
        yield Paragraph(f"{to}：", indent=False)
    yield from map(Paragraph, _opening(half))
    for title, sentences in (
        ("一、组织开展情况", _organised(half)),
        ("二、名录库建设情况", _rosters(half)),
        ("三、检查实施情况", _inspected(half)),
        ("四、检查结果情况", _found(half)),
        ("五、结果公示情况", _published(half)),
        ("六、后续处理情况", _followed(half)),
    ):
        yield Heading(title)
        yield from map(Paragraph, sentences)
    yield Paragraph("附件：1.情况统计表　2.抽查任务一览　3.计数说明")
    yield Paragraph("")
    yield Paragraph(f"{half.bureau.name}　　", align="right", indent=False)
    yield Paragraph(f"{day_text(half.period.cut_off)}　　　　", align="right", indent=False)


def _opening(half: HalfYear) -> Iterator[str]:
    rule, period = half.bureau.rule, half.period
    yield (
        f"根据《{rule.title}》第二十三条，现将{period.title}“双随机、一公开”抽查工作开展情况报告如下。"
        f"本报告统计期间为{period.words}，统计截止时总账共{half.size}条记录；"
        "文中数字均由已封存的记录计算得出，方括号内为计数说明的序号。"
    )


def _note(title: str) -> str:
    return f"[{NUMBER[title]}]"


def _number(half: HalfYear, title: str) -> str:
    """A column's value with its note."""
    rule = RULES[NUMBER[title] - 1]
    return f"{cell_text(rule.value(half.total, half.words))}{{}}{_note(title)}"


def _with(half: HalfYear, title: str, unit: str = "") -> str:
    return _number(half, title).format(unit)


def _organised(half: HalfYear) -> Iterator[str]:
    kinds = [task.file.order.kind for task in half.total.tasks]
    outside, voided = half.outside_plan, half.voided
    text = (
        f"本年度列入年度抽查计划的有{_with(half, '年度计划数', '项')}，按频次应抽{half.planned.whole}次，"
        f"已启动{half.planned.part}次，计划完成率{half.planned.percent}[{_PLAN}]。"
        f"本期共完成抽查任务{_with(half, '任务数', '次')}，其中不定向抽查{kinds.count('undirected')}次、"
        f"定向抽查{kinds.count('directed')}次"
    )
    text += f"；计划外经批准的{len(outside)}次（{listed(outside, most=5)}）" if outside else ""
    yield text + (f"；作废抽签{len(voided)}次（{listed(voided, most=5)}）。" if voided else "。")
    share = half.total.joint.tasks
    policy = half.counting.policy
    goal = policy.numbers.joint_share if policy else ""
    reached = _TARGET_OF_JOINT[share.reaches(goal)] if goal else ""
    compared = f"，{reached}年度{_percent(goal)}以上的要求" if reached else ""
    yield (
        f"与协作部门开展跨部门联合抽查{_with(half, '其中联合任务数', '次')}，"
        f"占已有检查结果的任务的{_with(half, '联合占比')}{compared}。"
        "每次抽取的承诺和结果均由抽签办公室和法制机构分别计算、共同签署。"
    )


def _percent(ratio: str) -> str:
    exact = Fraction(ratio)
    return Share(exact.numerator, exact.denominator).percent.replace(".0%", "%")


def _rosters(half: HalfYear) -> Iterator[str]:
    days = half.books.rosters
    sealed = {table: f"（{day_text(days[table])}封存）" if table in days else "" for table in ("objects", "inspectors")}
    yield (
        f"检查对象名录库共{_with(half, '检查对象库总数', '户')}{sealed['objects']}，"
        f"执法检查人员名录库共{_with(half, '检查人员库总数', '人')}{sealed['inspectors']}。"
    )


def _inspected(half: HalfYear) -> Iterator[str]:
    yield (
        f"应抽查{_with(half, '应抽查户次', '户次')}，已抽查{_with(half, '已抽查户次', '户次')}，"
        f"完成率{_with(half, '完成率')}；参与检查{_with(half, '参与检查人次', '人次')}。"
        f"依照第十二条更换检查人员{half.left}人次，增补检查对象{half.supplements}户[{_CHANGES}]。"
    )
    share, codes = half.exceptional.share, half.exceptional.by_code
    reasons = "、".join(f"{CODES[code].zh}{count}户次" for code, count in codes.items() if count)
    more = f"（{reasons}）" if reasons else ""
    percent = f"，占全部检查的{share.percent}" if share.part else ""
    yield f"依照第十三条在抽签以外检查{share.part}户次{more}{percent}[{_OUTSIDE}]。"


def _found(half: HalfYear) -> Iterator[str]:
    total = half.total
    if not total.visits:
        yield "本期尚无已封存的检查结果。"
        return
    results = _inline(total.codes, half.words.result)
    share = Share(len(half.problems), len(total.visits))
    yield (
        f"已抽查的{total.done.part}户次中，{results}{_note('各结果代码户次')}；"
        f"发现问题{share.part}户次，占{share.percent}[{_PROBLEMS}]。"
    )
    disposed = _inline(total.dispositions, half.words.disposition)
    yield f"处置情况：{disposed}{_note('各处置户次')}。"


def _inline(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return "，".join(f"{words.get(code, code)}{count}户次" for code, count in counts.items()) or "无"


def _published(half: HalfYear) -> Iterator[str]:
    yield (
        f"检查结果应公示{_with(half, '应公示数', '条')}，已公示{_with(half, '已公示数', '条')}，"
        f"公示率{_with(half, '公示率')}，超期公示{_with(half, '超期公示数', '条')}。"
        f"更正结果{len(half.corrected)}条，依法停止公示{half.withdrawn}条[{_CORRECTED}]，"
        "更正前后的内容均可查阅，停止公示的仍计入上列数字。"
    )


def _followed(half: HalfYear) -> Iterator[str]:
    yield (
        f"立案{_with(half, '立案', '户次')}，移送{_with(half, '移送', '户次')}，"
        f"列入经营异常名录或失信名单{_with(half, '列入异常/失信', '户次')}。"
    )
    counts = "；".join(
        f"{half.words.result.get(one.code, one.code)}：{_step(one.step)}{one.count}件" for one in half.referrals
    )
    if counts:
        yield f"移送登记册公开的历年累计件数（不计入统计表）：{counts}。"


def _step(step: str) -> str:
    words = {name: word.zh for name, word in STEP_WORDS.items()}
    return words.get(step, step)  # type: ignore[call-overload, no-any-return]


# annexes


def _table(half: HalfYear) -> Iterator[Block]:
    yield Page()
    yield Heading("附件1　情况统计表")
    several = 1 < len(half.lines) <= _MANY_UNITS
    lines = [*half.lines.values(), half.total] if several else [half.total]
    names = [*(half.unit_name(unit) for unit in half.lines), "合计"] if several else ["数值"]
    width = 72 / len(lines)
    columns = (Column("序号", 12, "center"), Column("项目", 72), *(Column(n, width, "right") for n in names))
    rows: list[tuple[Cell, ...]] = []
    for number, rule in enumerate(RULES, 1):
        parts = _parts(half, rule.title)
        rows.append((str(number), rule.title, *("" if parts else rule.value(line, half.words) for line in lines)))
        rows += [("", f"　{text}", *(counts(line).get(code, 0) for line in lines)) for code, text, counts in parts]
    yield Grid(columns, tuple(rows))
    yield Small(f"统计期间：{half.period.words}。序号与附件3的计数说明对应。")


def _parts(half: HalfYear, title: str) -> list[tuple[str, str, Counts]]:
    """The codes that a column falls into, each with its words; none for a column of one number."""
    if title == "各结果代码户次":
        return [(code, half.words.result.get(code, code), lambda line: line.codes) for code in half.total.codes]
    if title == "各处置户次":
        words = half.words.disposition
        return [(code, words.get(code, code), lambda line: line.dispositions) for code in half.total.dispositions]
    return []


def _tasks(half: HalfYear) -> Iterator[Block]:
    yield Heading("附件2　抽查任务一览")
    columns = (
        Column("任务编号", 22, "center"),
        Column("任务名称", 58),
        Column("抽签日期", 26, "center"),
        Column("类型", 18, "center"),
        Column("应抽查", 16, "right"),
        Column("已抽查", 16, "right"),
    )
    yield Grid(columns, tuple(task_row(task) for task in half.total.tasks))


KINDS = {"undirected": "不定向", "directed": "定向"}


def task_row(task: Task) -> tuple[Cell, ...]:
    """A draw's line: number, title, day, kind, drawn, visited."""
    commit, day = task.file.records.commit, task.file.day
    kind = KINDS[task.file.order.kind]
    title = commit.record.title if commit else ""
    return task.file.draw, title, day or "", kind, len(task.drawn), len(task.counted)


def _notes(half: HalfYear) -> Iterator[Block]:
    yield Heading("附件3　计数说明")
    columns = (Column("序号", 12, "center"), Column("数字", 34), Column("怎样计数", 110))
    every = [(rule.title, rule.how) for rule in RULES] + list(_COUNTED_ALSO)
    yield Grid(columns, tuple((str(number), *note) for number, note in enumerate(every, 1)))
    yield Small(f"统计截止时的总账指纹（{half.size}条）：\n{in_fours(half.fingerprint)}")
    yield Small(
        "任何人都可以由公布的证据重新计算："
        f"publisher report half-year --date {half.period.cut_off} --size {half.size} --draft；"
        "各数字所依据的记录逐条列在所附电子表格的“依据”页。"
    )
    due = half.period.due
    yield Small(f"报送期限：{due.why.zh}{'（下一年节假日安排公布前为暂定）' if due.provisional else ''}。")
