"""Made-up results of visits, in the words of the code lists."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from publisher.log.records import Commit
from publisher.tables.results import ResultFile
from publisher.tables.yaml_files import yaml_text
from publisher.workspace import Workspace

# (result code, disposition, remark, weight of 100); plausible shares of a county's year.
MIX: tuple[tuple[str, str, str, int], ...] = (
    ("1", "1", "", 70),
    ("E", "3", "未按规定公示工资支付周期，已当场责令改正并复查。", 8),
    ("E", "3", "部分员工未签订书面劳动合同，已在限期内补签。", 8),
    ("A", "3", "社会保险登记信息待补正，限期15日。", 7),
    ("F", "2", "检查期间未开展相关用工。", 5),
    ("5", "5", "场所证照信息不一致，已抄告相关部门。", 2),
)


def finding(object_id: str, draw: str) -> tuple[str, str, str]:
    """(code, disposition, remark) of a made-up visit: fixed by the ids."""
    dice = int.from_bytes(sha256(f"finding {draw} {object_id}".encode()).digest()[:4], "big") % 100
    for code, disposition, remark, weight in MIX:
        if dice < weight:
            return code, disposition, remark
        dice -= weight
    return MIX[0][:3]


def write_result(
    workspace: Workspace,
    commit: Commit,
    object_id: str,
    team: Sequence[str],
    *,
    visited: str,
    fixed: str,
    outcome: tuple[str, str, str] | None = None,
    corrects: str = "",
) -> None:
    """data/results/<draw>/<object>.yaml, as staff would write it."""
    code, disposition, remark = outcome or finding(object_id, commit.draw)
    paper = "2" if "LD-04" in commit.items else "1"
    result = ResultFile(
        schema_version=1,
        draw=commit.draw,
        object=object_id,
        items=list(commit.items),
        visited_on=visited,
        fixed_on=fixed,
        inspectors=list(team),
        method=paper,
        codes=[code],
        dispositions=[disposition],
        text=remark,
        corrects=corrects,
    )
    workspace.files.write(f"data/results/{commit.draw}/{object_id}.yaml", yaml_text(result).encode())
