"""Other bodies' registers: the registry's export of firms, the register of certificates, as they come (article 6).

They have their own headings and their own words; only three things are taken from them: who, under which name, and
whether they are active. A word nobody knows counts as active, so that nobody is hidden by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from publisher.errors import Fault, Malformed, fault
from publisher.tables.faults import capped
from publisher.tables.grids import HEADER_WITHIN, Cell, Grid, Line, plain_label
from publisher.tables.imported_cells import cell_text
from publisher.tables.schema import FieldSchema, TableSchema

_ENDED = re.compile(
    "注销|吊销|撤销|无效|迁出|停业|歇业|清算|失联|除名|暂停|暂扣|失效|作废|过期|调离|收回|离职|suspended|transferred|expired"
)
_NOT_ENDED = re.compile("未(?:被)?(?:注销|吊销|撤销|过期|失效)|撤销迁出|撤销吊销|撤销注销")
_GOING_ON = re.compile("存续|在业|在营|开业|在册|正常|成立|有效|在岗|合格|active", re.IGNORECASE)
_EMPTY_ROWS = ("合计", "总计", "小计", "备注", "注：", "制表", "填表", "说明")


class Headings(NamedTuple):
    """What registers call a column, the plainest first."""

    id: Sequence[str]
    name: Sequence[str]
    status: Sequence[str]
    until: Sequence[str] = ()


HEADINGS = {
    "objects": Headings(
        id=(
            "统一社会信用代码",
            "社会信用代码",
            "统一信用代码",
            "信用代码",
            "统一社会信用代码/注册号",
            "uscc",
            "object_id",
            "注册号",
        ),
        name=("企业名称", "单位名称", "主体名称", "市场主体名称", "经营主体名称", "企业（机构）名称", "名称", "name"),
        status=("登记状态", "经营状态", "存续状态", "企业状态", "主体状态", "企业登记状态", "状态", "status"),
    ),
    "inspectors": Headings(
        id=("执法证号", "行政执法证号", "执法证件号", "执法证编号", "证件编号", "证件号", "证号", "inspector_id"),
        name=("姓名", "持证人", "name"),
        status=("证件状态", "证件使用状态", "状态", "status"),
        until=("证件有效期至", "有效期至", "有效期截止", "有效期止", "截止日期", "到期日期", "certificate_until"),
    ),
}


@dataclass
class Register:
    """Id → active and id → name; words for a state that nobody knows; rows without an id; the headings used."""

    active: dict[str, bool] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    without_id: int = 0
    headings: list[str] = field(default_factory=list)


class _Columns(NamedTuple):
    line: Line
    id: int
    name: int | None
    status: int | None
    until: int | None

    def labels(self) -> list[str]:
        return [str(self.line.cell(at).value).strip() for at in self[1:] if at is not None]


def read_register(grids: Iterable[Grid], schema: TableSchema, headings: Headings, today: date) -> Register:
    """The register in the first sheet that has one of the headings for an id.

    Certificates that ended before `today` are not active. Raises Malformed with the cells of unreadable ids.
    """
    for grid in grids:
        columns = next((c for line in grid.lines[:HEADER_WITHIN] if (c := _columns(line, headings))), None)
        if columns is not None:
            return _read(grid, columns, schema, today)
    listed = "、".join(headings.id[:4])
    wrong = ("前20行里没有写着编号一栏的表头", "no header with the column of ids in the first 20 rows")
    right = (f"编号一栏叫做：{listed}；或用 --id-column 指明", "name it with --id-column")
    raise Malformed(fault("no-header", *wrong, *right))


def _columns(line: Line, headings: Headings) -> _Columns | None:
    labels = [plain_label(str(cell.value)) if cell.kind == "text" else "" for cell in line.cells]

    def first(titles: Sequence[str]) -> int | None:
        return next((labels.index(plain) for plain in map(plain_label, titles) if plain in labels), None)

    column = first(headings.id)
    if column is None:
        return None
    return _Columns(line, column, first(headings.name), first(headings.status), first(headings.until))


def _read(grid: Grid, columns: _Columns, schema: TableSchema, today: date) -> Register:
    key = schema.field(schema.columns.primary_key[0])
    register, faults = Register(headings=columns.labels()), []
    for line in grid.lines:
        if line.number <= columns.line.number:
            continue
        text = _id(line.cell(columns.id), key)
        if isinstance(text, Fault):
            faults.append(grid.at(text, line.number, columns.id))
        elif not text:
            register.without_id += 1
        else:
            _enter(register, text, line, columns, today)
    if faults:
        raise Malformed(*capped(faults))
    return register


def _id(cell: Cell, key: FieldSchema) -> str | Fault:
    """The id; empty for a row that has none, such as a sum or a note below the table."""
    if cell.kind == "text" and str(cell.value).strip().startswith(_EMPTY_ROWS):
        return ""
    text = cell_text(cell, key)
    if isinstance(text, Fault) or not text or re.search(key.constraints.pattern or "", text):
        return text
    zh, en = f"“{text[:40]}”不能作“{key.title}”", f"{text[:40]!r} can't be {key.name}"
    right = f"{key.description}；不是记录的行请删去", "correct it, or delete a row that is no record"
    return fault("pattern", zh, en, *right)


def _enter(register: Register, key: str, line: Line, columns: _Columns, today: date) -> None:
    active = True
    if columns.status is not None:
        words = str(line.cell(columns.status).value).strip()
        ended = _ENDED.search(_NOT_ENDED.sub("", words)) is not None
        if words and not ended and not _GOING_ON.search(words):
            register.unknown.add(words[:40])
        active = not ended
    if columns.until is not None:
        active = active and not _is_over(line.cell(columns.until), today)
    register.active[key] = register.active.get(key, False) or active  # listed twice: one that is active counts
    if columns.name is not None:
        register.names[key] = str(line.cell(columns.name).value).strip()


_DAY = FieldSchema(name="until", title="有效期至", type="date", class_="public")


def _is_over(cell: Cell, today: date) -> bool:
    """Whether a certificate's last day is past; what is no date (长期) never ends."""
    text = cell_text(cell, _DAY)
    try:
        return isinstance(text, str) and date.fromisoformat(text) < today
    except ValueError:
        return False
