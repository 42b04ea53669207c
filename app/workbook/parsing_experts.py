"""专家表: one row of the roster of experts and institutions (忻州第十条, 新华第十条)."""

from app.workbook import cells
from app.workbook.columns import EXPERTS, ON_ROSTER_NAMES
from app.workbook.row_fields import Fields
from app.workbook.rows import ExpertRow, Reading
from inspection.experts import EXPERT_KIND_NAMES, ExpertKind

KIND_NAMES = EXPERT_KIND_NAMES | {
    "专家学者": ExpertKind.EXPERT,
    "行业专家": ExpertKind.EXPERT,
    "检验检测机构": ExpertKind.TESTING,
    "专业机构": ExpertKind.TESTING,
    "高校": ExpertKind.RESEARCH,
}
STATE_NAMES = ON_ROSTER_NAMES | {"在聘": True, "已离库": False, "退出": False, "解聘": False}


def parse_expert(reading: Reading, fields: Fields) -> None:
    """Keep the row, or its faults."""
    kind = fields.choice("kind", KIND_NAMES)
    if not fields.has("kind"):
        reading.tell("专家表没有“专家类别”列：都按“专家”")
    until = fields.read(
        "appointed_until",
        lambda cell: cells.day(cell, counts_from_1904=fields.layout.table.counts_from_1904),
    )
    active = fields.choice("active", STATE_NAMES)
    row = ExpertRow(
        row=fields.row,
        name=fields.text("name"),
        kind=kind or ExpertKind.EXPERT,
        department=fields.text("department"),
        organisation=fields.text("organisation"),
        expertise=fields.read("expertise", cells.several) or (),
        phone=fields.read("phone", cells.phone) or "",
        appointed_until=until,
        active=active is not False,
    )
    if not fields.problems:
        reading.experts.append(row)
    else:
        reading.faulty[EXPERTS, fields.raw("name")] = fields.row
